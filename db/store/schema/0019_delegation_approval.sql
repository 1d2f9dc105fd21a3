-- An approval asks of the training what the proposal asks: a course whose newer version re-opened it is not current
-- (ROS-3, TRN-1). Beside delegation_step_gate, which looks at completion and expiry only.
CREATE TRIGGER delegation_step_versions BEFORE INSERT ON delegation_step WHEN new.kind = 'approved' BEGIN
    SELECT RAISE(ABORT, 'the training the task needs is not current on that day')
    WHERE EXISTS (
        SELECT 1 FROM delegation AS d JOIN requirement AS q ON q.task = d.task JOIN course AS c ON c.id = q.course
        WHERE d.id = new.line AND d.start >= substr(new.entered, 1, 10)
        AND NOT EXISTS (SELECT 1 FROM delegation_step AS s WHERE s.line = d.id AND s.kind = 'approved')
        AND (q.start IS NULL OR q.start <= d.start) AND (q."end" IS NULL OR q."end" >= d.start)
        AND NOT EXISTS (
            SELECT 1 FROM training_record AS t LEFT JOIN course_version AS v ON v.id = t.version
            WHERE t.person = d.person AND t.course = c.id AND t.voided = 0 AND t.result <> 'failed'
            AND t.completed <= d.start
            AND coalesce(t.expires, date(t.completed, '+' || c.validity_months || ' months'), '9999-12-31') >= d.start
            AND coalesce(v.effective, CASE WHEN t.version IS NULL THEN t.completed END, '9999-12-31') >= coalesce((
                SELECT max(n.effective) FROM course_version AS n WHERE n.course = c.id AND n.reopens = 1
                AND date(n.effective, '+' || c.grace_days || ' days') <= d.start), '')));
END;

-- The ethics committee or institutional review board and its number for the study: heading of the delegation log.
ALTER TABLE study ADD COLUMN ethics TEXT NOT NULL DEFAULT '' CHECK (length(ethics) <= 100);
