-- Training (TRN-1, TRN-2): what there is to learn, in which version, of whom it is asked, and what was done.

CREATE TABLE course (
    id              TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    code            TEXT NOT NULL CHECK (trim(code) <> '' AND length(code) <= 60),       -- the heading of its column
    title           TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 300),
    kind            TEXT NOT NULL CHECK (kind IN ('course', 'document', 'system', 'protocol', 'consent', 'safety')),
    study           TEXT REFERENCES study (id),                                          -- NULL: of the whole site
    curriculum      TEXT NOT NULL DEFAULT '' CHECK (length(curriculum) <= 100),
    validity_months INTEGER CHECK (validity_months BETWEEN 1 AND 1200),                  -- NULL: does not expire
    due_soon_days   INTEGER NOT NULL DEFAULT 30 CHECK (due_soon_days BETWEEN 0 AND 730),
    grace_days      INTEGER NOT NULL DEFAULT 0 CHECK (grace_days BETWEEN 0 AND 730),
    description     TEXT NOT NULL DEFAULT '' CHECK (length(description) <= 4000),
    start           TEXT CHECK (start IS date(start)),
    "end"           TEXT CHECK ("end" IS date("end")),                                   -- withdrawn after this day
    CHECK (kind NOT IN ('protocol', 'consent', 'safety') OR grace_days = 0),             -- TRN-1: no grace for these
    CHECK (kind NOT IN ('protocol') OR study IS NOT NULL),
    CHECK (start IS NULL OR "end" IS NULL OR "end" >= start)
) STRICT;
CREATE UNIQUE INDEX course_by_code ON course (code, coalesce(study, ''));
CREATE UNIQUE INDEX course_of_protocol ON course (study) WHERE kind = 'protocol';

CREATE TABLE course_version (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    course    TEXT NOT NULL REFERENCES course (id),
    label     TEXT NOT NULL CHECK (trim(label) <> '' AND length(label) <= 60),
    approved  TEXT CHECK (approved IS date(approved)),
    effective TEXT CHECK (effective IS date(effective)),              -- at this site; NULL: not known yet
    reopens   INTEGER NOT NULL DEFAULT 1 CHECK (reopens IN (0, 1)),   -- whether those trained before train again
    summary   TEXT NOT NULL DEFAULT '' CHECK (length(summary) <= 2000),
    file      TEXT REFERENCES evidence (id),
    CHECK (approved IS NULL OR effective IS NULL OR effective >= approved),
    UNIQUE (course, label)
) STRICT;

-- Protocol versions (ROS-2) are the versions of the study's own protocol document: held once, read from both registers.
CREATE VIEW protocol_version AS
    SELECT v.id, c.study, v.label, v.approved, v.effective, v.reopens, v.summary, v.file
    FROM course_version AS v JOIN course AS c ON c.id = v.course WHERE c.kind = 'protocol';

CREATE TABLE requirement (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    course      TEXT NOT NULL REFERENCES course (id),
    role        TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 100),   -- '': of every role
    study       TEXT REFERENCES study (id),                             -- NULL: of everybody at the site
    task        TEXT NOT NULL DEFAULT '' CHECK (length(task) <= 100),   -- the delegated task, once tasks are kept
    within_days INTEGER NOT NULL DEFAULT 0 CHECK (within_days BETWEEN 0 AND 730),   -- from the day it begins to be asked
    start       TEXT CHECK (start IS date(start)),
    "end"       TEXT CHECK ("end" IS date("end")),
    CHECK (start IS NULL OR "end" IS NULL OR "end" >= start)
) STRICT;
CREATE UNIQUE INDEX requirement_once ON requirement (course, role, coalesce(study, ''), task, coalesce(start, ''));

CREATE TABLE training_session (
    id               TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    course           TEXT NOT NULL REFERENCES course (id),
    version          TEXT REFERENCES course_version (id),
    held             TEXT NOT NULL CHECK (held IS date(held)),
    title            TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 300),
    place            TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
    trainer          TEXT NOT NULL DEFAULT '' CHECK (length(trainer) <= 200),
    method           TEXT NOT NULL DEFAULT '' CHECK (length(method) <= 100),
    duration_minutes INTEGER CHECK (duration_minutes BETWEEN 1 AND 100000),
    evidence         TEXT REFERENCES evidence (id),
    entered          TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE INDEX session_by_course ON training_session (course, held);

CREATE TABLE training_record (
    id               TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    person           TEXT NOT NULL REFERENCES person (id),
    course           TEXT NOT NULL REFERENCES course (id),
    version          TEXT REFERENCES course_version (id),   -- NULL: the one in force on the day
    completed        TEXT NOT NULL CHECK (completed IS date(completed)),
    expires          TEXT CHECK (expires IS date(expires)), -- as the certificate says; NULL: the course's validity counts
    method           TEXT NOT NULL DEFAULT '' CHECK (length(method) <= 100),
    trainer          TEXT NOT NULL DEFAULT '' CHECK (length(trainer) <= 200),
    result           TEXT NOT NULL DEFAULT 'completed' CHECK (result IN ('completed', 'passed', 'failed')),
    score            TEXT NOT NULL DEFAULT '' CHECK (length(score) <= 40),
    duration_minutes INTEGER CHECK (duration_minutes BETWEEN 1 AND 100000),
    role             TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 100),   -- held on the day; stays when the person leaves
    session          TEXT REFERENCES training_session (id),
    evidence         TEXT REFERENCES evidence (id),
    note             TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    voided           INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),    -- struck through, never removed
    entered          TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason      TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    CHECK (expires IS NULL OR expires >= completed),
    CHECK (completed <= substr(entered, 1, 10))
) STRICT;
-- covers what the matrix reads, in the order in which it reads it
CREATE INDEX record_by_person
    ON training_record (person, course, completed, version, expires, voided, result, id);
CREATE INDEX record_by_course ON training_record (course, completed);
CREATE INDEX record_by_completed ON training_record (completed, id);
CREATE INDEX record_by_session ON training_record (session) WHERE session IS NOT NULL;

CREATE TABLE planned_renewal (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    person  TEXT NOT NULL REFERENCES person (id),
    course  TEXT NOT NULL REFERENCES course (id),
    planned TEXT NOT NULL CHECK (planned IS date(planned)),
    note    TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (person, course, planned)
) STRICT;
