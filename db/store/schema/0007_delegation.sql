-- Delegation of authority (ROS-3): the tasks of a study, who may do which from when to when, who accepted and who approved it.
-- A line says what was authorised and is never rewritten: what is wrong is refused and proposed again, so that a
-- signature always covers what was signed. `entered` is when the computer was told, beside the day it happened (AUD-6).

CREATE TABLE delegation_task (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study   TEXT NOT NULL REFERENCES study (id),
    code    TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> '' AND length(code) <= 12),    -- as written in the log
    title   TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> '' AND length(title) <= 200),
    note    TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),       -- the qualification it wants
    place   INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),               -- its order in the list
    "end"   TEXT CHECK ("end" IS date("end")),                           -- delegated to nobody after this day
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (study, code),
    UNIQUE (study, title)
) STRICT;
-- Which training a task needs: requirement.task is the task's id.
CREATE INDEX requirement_by_task ON requirement (task) WHERE task <> '';

CREATE TABLE delegation (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study       TEXT NOT NULL REFERENCES study (id),
    person      TEXT NOT NULL REFERENCES person (id),
    task        TEXT NOT NULL REFERENCES delegation_task (id),
    start       TEXT NOT NULL CHECK (start IS date(start)),
    "end"       TEXT CHECK ("end" IS date("end")),                       -- the last day, where it was authorised for a time
    comment     TEXT NOT NULL DEFAULT '' CHECK (length(comment) <= 500),
    follows     TEXT REFERENCES delegation (id),                         -- the line it takes up again
    ended       TEXT CHECK (ended IS date(ended)),                       -- the last day, where it was ended
    end_reason  TEXT NOT NULL DEFAULT '' CHECK (length(end_reason) <= 500),
    user        TEXT NOT NULL REFERENCES users (id),                     -- who proposed it
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    CHECK ("end" IS NULL OR "end" >= start),
    CHECK (ended IS NULL OR ended >= start),
    CHECK (ended IS NULL OR "end" IS NULL OR ended <= "end"),
    CHECK ((ended IS NULL) = (end_reason = ''))
) STRICT;
CREATE INDEX delegation_by_study ON delegation (study, person, task, start);
CREATE INDEX delegation_by_person ON delegation (person, study);
CREATE INDEX delegation_by_task ON delegation (task);
CREATE INDEX delegation_by_follows ON delegation (follows) WHERE follows IS NOT NULL;

CREATE TABLE delegation_step (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    line        TEXT NOT NULL REFERENCES delegation (id),
    kind        TEXT NOT NULL CHECK (kind IN ('accepted', 'approved', 'refused')),
    happened    TEXT NOT NULL CHECK (happened IS date(happened)),
    person      TEXT REFERENCES person (id),                             -- who accepted, approved or refused
    paper       INTEGER NOT NULL DEFAULT 0 CHECK (paper IN (0, 1)),      -- signed in ink (SIG-3)
    signature   TEXT REFERENCES signature (id),
    note        TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    user        TEXT NOT NULL REFERENCES users (id),                     -- who entered it
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    CHECK (kind = 'refused' OR (person IS NOT NULL AND signature IS NOT NULL)),
    CHECK (kind <> 'refused' OR note <> ''),
    CHECK (happened <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX delegation_step_by_line ON delegation_step (line, kind, happened);
CREATE INDEX delegation_step_by_person ON delegation_step (person);
CREATE INDEX delegation_step_by_signature ON delegation_step (signature) WHERE signature IS NOT NULL;
CREATE UNIQUE INDEX delegation_accepted_once ON delegation_step (line) WHERE kind = 'accepted';
CREATE UNIQUE INDEX delegation_refused_once ON delegation_step (line) WHERE kind = 'refused';

-- What went wrong all the same: recorded as it was, and told as a deviation.
CREATE TABLE delegation_breach (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    line      TEXT NOT NULL REFERENCES delegation (id),
    kind      TEXT NOT NULL CHECK (kind IN ('before training', 'before approval', 'training lapsed')),
    happened  TEXT NOT NULL CHECK (happened IS date(happened)),
    what      TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 2000),
    deviation TEXT NOT NULL REFERENCES deviation (id),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (happened <= substr(entered, 1, 10)),
    UNIQUE (line, kind, happened)
) STRICT;
CREATE INDEX delegation_breach_by_deviation ON delegation_breach (deviation);

-- The investigator has no lines: they declare once, for their time, that they answer for the study.
CREATE TABLE delegation_declaration (
    id           TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    investigator TEXT NOT NULL UNIQUE REFERENCES investigator (id),
    happened     TEXT NOT NULL CHECK (happened IS date(happened)),
    paper        INTEGER NOT NULL DEFAULT 0 CHECK (paper IN (0, 1)),
    signature    TEXT NOT NULL REFERENCES signature (id),
    user         TEXT NOT NULL REFERENCES users (id),
    entered      TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (happened <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX delegation_declaration_by_signature ON delegation_declaration (signature);

-- A version of the log: what stood in it when the investigator signed it off. Never changes.
CREATE TABLE delegation_version (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study     TEXT NOT NULL REFERENCES study (id),
    number    INTEGER NOT NULL CHECK (number > 0),
    happened  TEXT NOT NULL CHECK (happened IS date(happened)),
    person    TEXT NOT NULL REFERENCES person (id),
    paper     INTEGER NOT NULL DEFAULT 0 CHECK (paper IN (0, 1)),
    signature TEXT NOT NULL REFERENCES signature (id),
    content   TEXT NOT NULL CHECK (json_type(content) = 'array'),        -- the lines as they stood
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64 AND NOT sha256 GLOB '*[^0-9a-f]*'),
    user      TEXT NOT NULL REFERENCES users (id),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (happened <= substr(entered, 1, 10)),
    UNIQUE (study, number)
) STRICT;
CREATE INDEX delegation_version_by_person ON delegation_version (person);
CREATE INDEX delegation_version_by_signature ON delegation_version (signature);

-- The gates, also for a raw INSERT. The register says the same in a person's words before it comes to this.
CREATE TRIGGER delegation_gate BEFORE INSERT ON delegation BEGIN
    SELECT RAISE(ABORT, 'a line is proposed by who is signed in') WHERE new.user IS NOT session_user();
    SELECT RAISE(ABORT, 'the task belongs to another study, or nobody is given it any more')
    WHERE NOT EXISTS (SELECT 1 FROM delegation_task AS t WHERE t.id = new.task AND t.study = new.study
                      AND (t."end" IS NULL OR t."end" >= new.start));
    SELECT RAISE(ABORT, 'the person is not at the site on that day')
    WHERE NOT EXISTS (SELECT 1 FROM person AS p WHERE p.id = new.person
                      AND (p.start IS NULL OR p.start <= new.start) AND (p."end" IS NULL OR p."end" >= new.start));
    SELECT RAISE(ABORT, 'the study is not open on that day')
    WHERE NOT EXISTS (SELECT 1 FROM study AS s WHERE s.id = new.study
                      AND (s.start IS NULL OR s.start <= new.start) AND (s."end" IS NULL OR s."end" >= new.start));
    SELECT RAISE(ABORT, 'the principal investigator declares and is delegated nothing')
    WHERE EXISTS (SELECT 1 FROM investigator AS i WHERE i.study = new.study AND i.person = new.person
                  AND i.start <= new.start AND (i."end" IS NULL OR i."end" >= new.start));
    SELECT RAISE(ABORT, 'it overlaps a line of the same person and task')
    WHERE EXISTS (SELECT 1 FROM delegation AS d WHERE d.person = new.person AND d.task = new.task
                  AND d.start <= coalesce(new."end", '9999-12-31')
                  AND coalesce(d.ended, d."end", '9999-12-31') >= new.start
                  AND NOT EXISTS (SELECT 1 FROM delegation_step AS s WHERE s.line = d.id AND s.kind = 'refused'));
    SELECT RAISE(ABORT, 'a line begins unended') WHERE new.ended IS NOT NULL;
    SELECT RAISE(ABORT, 'the training the task needs is not current on that day')
    WHERE new.start >= substr(new.entered, 1, 10) AND EXISTS (
        SELECT 1 FROM requirement AS q JOIN course AS c ON c.id = q.course
        WHERE q.task = new.task AND (q.start IS NULL OR q.start <= new.start) AND (q."end" IS NULL OR q."end" >= new.start)
        AND NOT EXISTS (
            SELECT 1 FROM training_record AS t LEFT JOIN course_version AS v ON v.id = t.version
            WHERE t.person = new.person AND t.course = c.id AND t.voided = 0 AND t.result <> 'failed'
            AND t.completed <= new.start
            AND coalesce(t.expires, date(t.completed, '+' || c.validity_months || ' months'), '9999-12-31') >= new.start
            AND coalesce(v.effective, CASE WHEN t.version IS NULL THEN t.completed END, '9999-12-31') >= coalesce((
                SELECT max(n.effective) FROM course_version AS n WHERE n.course = c.id AND n.reopens = 1
                AND date(n.effective, '+' || c.grace_days || ' days') <= new.start), '')));
END;

-- Of a saved line only its end may come, or come earlier.
CREATE TRIGGER delegation_keep BEFORE UPDATE ON delegation BEGIN
    SELECT RAISE(ABORT, 'a line is not rewritten: refuse it and propose it again')
    WHERE new.study IS NOT old.study OR new.person IS NOT old.person OR new.task IS NOT old.task
        OR new.start IS NOT old.start OR new."end" IS NOT old."end" OR new.comment IS NOT old.comment
        OR new.follows IS NOT old.follows OR new.user IS NOT old.user OR new.entered IS NOT old.entered
        OR new.late_reason IS NOT old.late_reason;
    SELECT RAISE(ABORT, 'a line that ended does not come to life again')
    WHERE old.ended IS NOT NULL AND (new.ended IS NULL OR new.ended > old.ended);
    SELECT RAISE(ABORT, 'a refused line has no end')
    WHERE EXISTS (SELECT 1 FROM delegation_step AS s WHERE s.line = old.id AND s.kind = 'refused');
END;

CREATE TRIGGER delegation_step_gate BEFORE INSERT ON delegation_step BEGIN
    SELECT RAISE(ABORT, 'a step is entered by who is signed in') WHERE new.user IS NOT session_user();
    SELECT RAISE(ABORT, 'the line was refused')
    WHERE EXISTS (SELECT 1 FROM delegation_step AS s WHERE s.line = new.line AND s.kind = 'refused');
    SELECT RAISE(ABORT, 'it was approved: end it instead')
    WHERE new.kind = 'refused'
        AND (SELECT d.start FROM delegation AS d WHERE d.id = new.line) <= substr(new.entered, 1, 10)
        AND EXISTS (SELECT 1 FROM delegation_step AS s WHERE s.line = new.line AND s.kind = 'approved');
    SELECT RAISE(ABORT, 'nobody signs in the name of somebody else')
    WHERE new.kind <> 'refused' AND new.paper = 0
        AND new.person IS NOT (SELECT u.person FROM user_person AS u WHERE u.id = session_user());
    SELECT RAISE(ABORT, 'what was signed on paper is entered by an officer, a coordinator or the investigator')
    WHERE new.paper = 1
        AND (SELECT u.role FROM users AS u WHERE u.id = session_user()) NOT IN ('officer', 'coordinator', 'investigator');
    SELECT RAISE(ABORT, 'a task is accepted by the person who is to do it')
    WHERE new.kind = 'accepted' AND new.person IS NOT (SELECT d.person FROM delegation AS d WHERE d.id = new.line);
    SELECT RAISE(ABORT, 'nobody approves their own delegation')
    WHERE new.kind = 'approved' AND new.person IS (SELECT d.person FROM delegation AS d WHERE d.id = new.line);
    SELECT RAISE(ABORT, 'a line is approved by the principal investigator of the study on that day')
    WHERE new.kind = 'approved' AND NOT EXISTS (
        SELECT 1 FROM investigator AS i JOIN delegation AS d ON d.study = i.study WHERE d.id = new.line
        AND i.person = new.person AND i.start <= new.happened AND (i."end" IS NULL OR i."end" >= new.happened));
    SELECT RAISE(ABORT, 'a line is accepted before it is approved')
    WHERE new.kind = 'approved' AND NOT EXISTS (
        SELECT 1 FROM delegation_step AS s WHERE s.line = new.line AND s.kind = 'accepted');
    SELECT RAISE(ABORT, 'it was approved after it began: that is a breach, record it with the approval')
    WHERE new.kind = 'approved' AND new.happened > (SELECT d.start FROM delegation AS d WHERE d.id = new.line)
        AND NOT EXISTS (SELECT 1 FROM delegation_step AS s WHERE s.line = new.line AND s.kind = 'approved')
        AND NOT EXISTS (SELECT 1 FROM delegation_breach AS b WHERE b.line = new.line AND b.kind = 'before approval');
    SELECT RAISE(ABORT, 'the training the task needs is not current on that day')
    WHERE new.kind = 'approved' AND EXISTS (
        SELECT 1 FROM delegation AS d JOIN requirement AS q ON q.task = d.task JOIN course AS c ON c.id = q.course
        WHERE d.id = new.line AND d.start >= substr(new.entered, 1, 10)
        AND (q.start IS NULL OR q.start <= d.start) AND (q."end" IS NULL OR q."end" >= d.start)
        AND NOT EXISTS (
            SELECT 1 FROM training_record AS t WHERE t.person = d.person AND t.course = c.id AND t.voided = 0
            AND t.result <> 'failed' AND t.completed <= d.start
            AND coalesce(t.expires, date(t.completed, '+' || c.validity_months || ' months'), '9999-12-31') >= d.start));
    SELECT RAISE(ABORT, 'the signature is of another record')
    WHERE new.signature IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM signature AS g WHERE g.id = new.signature AND g.tbl = 'delegation' AND g.record = new.line);
END;
CREATE TRIGGER delegation_step_keep BEFORE UPDATE ON delegation_step BEGIN
    SELECT RAISE(ABORT, 'what was signed or refused is not rewritten');
END;
CREATE TRIGGER delegation_breach_keep BEFORE UPDATE ON delegation_breach BEGIN
    SELECT RAISE(ABORT, 'a breach is not rewritten');
END;
CREATE TRIGGER delegation_declaration_gate BEFORE INSERT ON delegation_declaration BEGIN
    SELECT RAISE(ABORT, 'a declaration is entered by who is signed in') WHERE new.user IS NOT session_user();
    SELECT RAISE(ABORT, 'nobody declares for somebody else')
    WHERE new.paper = 0 AND (SELECT i.person FROM investigator AS i WHERE i.id = new.investigator)
        IS NOT (SELECT u.person FROM user_person AS u WHERE u.id = session_user());
END;
CREATE TRIGGER delegation_declaration_keep BEFORE UPDATE ON delegation_declaration BEGIN
    SELECT RAISE(ABORT, 'a declaration is not rewritten');
END;
CREATE TRIGGER delegation_version_gate BEFORE INSERT ON delegation_version BEGIN
    SELECT RAISE(ABORT, 'a version is entered by who is signed in') WHERE new.user IS NOT session_user();
    SELECT RAISE(ABORT, 'versions are numbered without a gap')
    WHERE new.number <> 1 + (SELECT count(*) FROM delegation_version AS v WHERE v.study = new.study);
    SELECT RAISE(ABORT, 'the log is signed off by the principal investigator of the study on that day')
    WHERE NOT EXISTS (SELECT 1 FROM investigator AS i WHERE i.study = new.study AND i.person = new.person
                      AND i.start <= new.happened AND (i."end" IS NULL OR i."end" >= new.happened));
    SELECT RAISE(ABORT, 'nobody signs in the name of somebody else')
    WHERE new.paper = 0 AND new.person IS NOT (SELECT u.person FROM user_person AS u WHERE u.id = session_user());
END;
CREATE TRIGGER delegation_version_keep BEFORE UPDATE ON delegation_version BEGIN
    SELECT RAISE(ABORT, 'a version of the log never changes');
END;

-- A principal investigator does not end without a successor from the day after, while the study goes on.
CREATE TRIGGER investigator_has_successor BEFORE UPDATE OF "end" ON investigator
WHEN new."end" IS NOT NULL AND (old."end" IS NULL OR new."end" < old."end") BEGIN
    SELECT RAISE(ABORT, 'a principal investigator ends only with a successor from the day after')
    WHERE EXISTS (SELECT 1 FROM study AS s WHERE s.id = new.study AND (s."end" IS NULL OR s."end" > new."end"))
        AND NOT EXISTS (SELECT 1 FROM investigator AS i WHERE i.study = new.study AND i.id <> new.id
                        AND i.start <= date(new."end", '+1 day') AND (i."end" IS NULL OR i."end" > new."end"));
END;
CREATE TRIGGER person_is_no_investigator BEFORE UPDATE OF "end" ON person WHEN new."end" IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a principal investigator leaves only after a successor is named')
    WHERE EXISTS (SELECT 1 FROM investigator AS i JOIN study AS s ON s.id = i.study WHERE i.person = new.id
                  AND (i."end" IS NULL OR i."end" > new."end") AND (s."end" IS NULL OR s."end" > new."end"));
END;
