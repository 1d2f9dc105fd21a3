-- A proposal asks for what the end itself asks for: the study is over, the sponsor released its records, and the day is one
-- that an authenticator bore out (RET-3; design section 3: a clock set forward ends nothing). A code is good for 30 s.

CREATE TRIGGER destruction_proposed_when BEFORE INSERT ON destruction BEGIN
    SELECT RAISE(ABORT, 'the study has not ended at this site')
    WHERE EXISTS (SELECT 1 FROM series_study AS y JOIN study AS t ON t.id = y.study WHERE y.series = new.series
        AND (t."end" IS NULL OR t."end" > new.proposed) AND NOT EXISTS (SELECT 1 FROM retention_event AS e
            WHERE e.study = t.id AND e.what = 'trial ended' AND e.voided IS NULL AND e.happened <= new.proposed));
    SELECT RAISE(ABORT, 'the sponsor has not released the records in writing')
    WHERE EXISTS (SELECT 1 FROM series_study AS y LEFT JOIN study_retention AS f ON f.study = y.study
        WHERE y.series = new.series AND f.sponsored IS NOT 0 AND NOT EXISTS (SELECT 1 FROM sponsor_release AS l
            WHERE l.study = y.study AND l.withdrawn IS NULL AND l.released <= new.proposed));
    SELECT RAISE(ABORT, 'the clock ran on since the last code was checked: lock, and unlock with a fresh code')
    WHERE unixepoch(new.proposed) - 30 * coalesce((SELECT max(u.step) FROM users AS u), 0) >= 172800;
END;
