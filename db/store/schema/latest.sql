-- Made by `python -m db.store.schema_dump`; the schema after all files, for reading and comparing.

CREATE TABLE assignment (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    person      TEXT NOT NULL REFERENCES person (id),
    study       TEXT NOT NULL REFERENCES study (id),
    role        TEXT NOT NULL CHECK (trim(role) <> '' AND length(role) <= 100),
    start       TEXT NOT NULL CHECK (start IS date(start)),
    "end"       TEXT CHECK ("end" IS date("end")),
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    CHECK ("end" IS NULL OR "end" >= start),
    UNIQUE (person, study, role, start)
) STRICT;

CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    salt BLOB CHECK (length(salt) = 16),
    detail TEXT,
    at TEXT GENERATED ALWAYS AS (body ->> '$.at') VIRTUAL,
    "by" TEXT GENERATED ALWAYS AS (body ->> '$.by') VIRTUAL,
    role TEXT GENERATED ALWAYS AS (body ->> '$.role') VIRTUAL,
    action TEXT GENERATED ALWAYS AS (body ->> '$.action') VIRTUAL,
    tbl TEXT GENERATED ALWAYS AS (body ->> '$.tbl') VIRTUAL,
    "row" TEXT GENERATED ALWAYS AS (body ->> '$.row') VIRTUAL,
    CHECK ((salt IS NULL) = (detail IS NULL))
) STRICT;

CREATE TABLE certificates (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('authority', 'person', 'seal')),
    "user" TEXT REFERENCES users (id),
    name TEXT NOT NULL CHECK (name <> ''),
    fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
    serial TEXT NOT NULL CHECK (serial <> ''),
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    withdrawn TEXT,
    withdrawn_why TEXT CHECK ((withdrawn IS NULL) = (withdrawn_why IS NULL)),
    der BLOB NOT NULL,
    CHECK ((kind = 'person') = ("user" IS NOT NULL)),
    CHECK (valid_from < valid_until)
) STRICT;

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

CREATE TABLE evidence (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name    TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 255),   -- of the file, without folders
    media   TEXT NOT NULL CHECK (media LIKE '_%/_%' AND length(media) <= 100),
    size    INTEGER NOT NULL CHECK (size > 0),                                -- bytes, before sealing
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64 AND NOT sha256 GLOB '*[^0-9a-f]*'),  -- before sealing
    sealed  BLOB NOT NULL,                                                    -- nonce 12 | ciphertext | tag 16; AAD = id
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

CREATE TABLE evidence_key (
    id  TEXT PRIMARY KEY REFERENCES evidence (id) CHECK (length(id) = 36),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE exports (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    number TEXT NOT NULL CHECK (number <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    title TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size > 0),
    exported TEXT NOT NULL,
    "by" TEXT NOT NULL REFERENCES users (id),
    seq INTEGER NOT NULL,
    head TEXT NOT NULL CHECK (length(head) = 64),
    signers TEXT NOT NULL CHECK (json_type(signers) = 'array'),
    continues TEXT REFERENCES exports (id)
) STRICT;

CREATE TABLE installations (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    since TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('created', 'restored', 'moved')),
    head TEXT,
    pin TEXT
) STRICT;

CREATE TABLE investigator (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study       TEXT NOT NULL REFERENCES study (id),
    person      TEXT NOT NULL REFERENCES person (id),
    start       TEXT NOT NULL CHECK (start IS date(start)),
    "end"       TEXT CHECK ("end" IS date("end")),
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    CHECK ("end" IS NULL OR "end" >= start),
    UNIQUE (study, start)
) STRICT;

CREATE TABLE person (
    id              TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    family_name     TEXT NOT NULL CHECK (length(family_name) BETWEEN 1 AND 200 AND trim(family_name) <> ''),
    given_name      TEXT NOT NULL DEFAULT '' CHECK (length(given_name) <= 200),
    other_names     TEXT NOT NULL DEFAULT '' CHECK (length(other_names) <= 400),  -- former name, or the name in another script
    sort_name       TEXT NOT NULL CHECK (sort_name <> ''),                         -- all names without accents and case, family name first
    email           TEXT NOT NULL DEFAULT '' CHECK (email = '' OR email LIKE '_%@_%'),
    phone           TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 60),
    employer        TEXT NOT NULL DEFAULT '' CHECK (length(employer) <= 200),
    role            TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 100),
    start           TEXT CHECK (start IS date(start)),
    "end"           TEXT CHECK ("end" IS date("end")),
    cv_date         TEXT CHECK (cv_date IS date(cv_date)),
    cv_expires      TEXT CHECK (cv_expires IS date(cv_expires)),
    cv_file         TEXT REFERENCES evidence (id),
    licence         TEXT NOT NULL DEFAULT '' CHECK (length(licence) <= 100),
    licence_expires TEXT CHECK (licence_expires IS date(licence_expires)),
    licence_file    TEXT REFERENCES evidence (id),
    note            TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    entered         TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (start IS NULL OR "end" IS NULL OR "end" >= start),
    CHECK (cv_date IS NULL OR cv_expires IS NULL OR cv_expires >= cv_date)
) STRICT;

CREATE VIRTUAL TABLE person_search USING fts5 (
    names, contact, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TABLE 'person_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'person_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'person_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'person_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE planned_renewal (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    person  TEXT NOT NULL REFERENCES person (id),
    course  TEXT NOT NULL REFERENCES course (id),
    planned TEXT NOT NULL CHECK (planned IS date(planned)),
    note    TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (person, course, planned)
) STRICT;

CREATE TABLE reasons (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    label TEXT NOT NULL UNIQUE CHECK (label <> ''),
    retired TEXT CHECK (retired IS NULL OR date(retired) IS retired)
) STRICT;

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

CREATE TABLE revocation_lists (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    authority TEXT NOT NULL REFERENCES certificates (id),
    number INTEGER NOT NULL CHECK (number > 0),
    until TEXT NOT NULL,
    der BLOB NOT NULL,
    UNIQUE (authority, number)
) STRICT;

CREATE TABLE schema_files (
    id TEXT PRIMARY KEY CHECK (id GLOB '[0-9][0-9][0-9][0-9]_*'),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT, WITHOUT ROWID;

CREATE TABLE seals (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    certificate TEXT NOT NULL UNIQUE REFERENCES certificates (id),
    "key" BLOB NOT NULL
) STRICT;

CREATE TABLE settings (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE study (
    id           TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    code         TEXT NOT NULL UNIQUE CHECK (trim(code) <> '' AND length(code) <= 60),   -- what everybody calls it
    protocol     TEXT NOT NULL CHECK (trim(protocol) <> '' AND length(protocol) <= 100), -- the protocol's number
    title        TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 500),
    sponsor      TEXT NOT NULL DEFAULT '' CHECK (length(sponsor) <= 200),
    phase        TEXT NOT NULL DEFAULT '' CHECK (length(phase) <= 40),
    framework    TEXT NOT NULL DEFAULT '' CHECK (length(framework) <= 60),               -- US IND, EU CTR, UK ...
    registration TEXT NOT NULL DEFAULT '' CHECK (length(registration) <= 100),           -- IND, EU CT or IRAS number
    site_number  TEXT NOT NULL DEFAULT '' CHECK (length(site_number) <= 40),
    start        TEXT CHECK (start IS date(start)),
    "end"        TEXT CHECK ("end" IS date("end")),
    entered      TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (start IS NULL OR "end" IS NULL OR "end" >= start)
) STRICT;

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

CREATE TABLE users (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    login TEXT NOT NULL UNIQUE CHECK (login <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL CHECK (
        role IN ('officer', 'investigator', 'coordinator', 'staff', 'monitor', 'inspector', 'custodian')),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'ended')),
    studies TEXT CHECK (studies IS NULL OR json_type(studies) = 'array'),
    until TEXT CHECK (until IS NULL OR date(until) IS until),
    recipient TEXT,
    step INTEGER,
    generation INTEGER,
    drift INTEGER
) STRICT;

CREATE INDEX assignment_by_study ON assignment (study, role, person);

CREATE INDEX audit_action ON audit (action, role);

CREATE INDEX audit_at ON audit (at);

CREATE INDEX audit_by ON audit ("by");

CREATE INDEX audit_row ON audit (tbl, "row");

CREATE INDEX certificates_user ON certificates ("user");

CREATE UNIQUE INDEX course_by_code ON course (code, coalesce(study, ''));

CREATE UNIQUE INDEX course_of_protocol ON course (study) WHERE kind = 'protocol';

CREATE INDEX evidence_by_hash ON evidence (sha256);

CREATE INDEX exports_number ON exports (number);

CREATE INDEX investigator_by_person ON investigator (person);

CREATE INDEX person_by_employer ON person (employer, sort_name);

CREATE INDEX person_by_end ON person ("end", sort_name);

CREATE INDEX person_by_name ON person (sort_name);

CREATE INDEX person_by_role ON person (role, sort_name);

CREATE INDEX person_by_start ON person (start, sort_name);

CREATE INDEX record_by_completed ON training_record (completed, id);

CREATE INDEX record_by_course ON training_record (course, completed);

CREATE INDEX record_by_person
    ON training_record (person, course, completed, version, expires, voided, result, id);

CREATE INDEX record_by_session ON training_record (session) WHERE session IS NOT NULL;

CREATE UNIQUE INDEX requirement_once ON requirement (course, role, coalesce(study, ''), task, coalesce(start, ''));

CREATE INDEX session_by_course ON training_session (course, held);

CREATE VIEW event (action, tbl, "row", detail, reason) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;

CREATE VIEW protocol_version AS
    SELECT v.id, c.study, v.label, v.approved, v.effective, v.reopens, v.summary, v.file
    FROM course_version AS v JOIN course AS c ON c.id = v.course WHERE c.kind = 'protocol';

CREATE TRIGGER audit_keep BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'an entry of the trail cannot be changed')
    WHERE new.seq IS NOT old.seq OR new.body IS NOT old.body OR new.hash IS NOT old.hash
        OR new.salt IS NOT NULL OR new.detail IS NOT NULL
        OR NOT EXISTS (
            SELECT 1 FROM audit AS said, json_each(said.body, '$.destroyed') AS run
            WHERE said.action = 'destroy' AND said.seq > old.seq
                AND old.seq BETWEEN (run.value ->> 0) AND (run.value ->> 1));
END;

CREATE TRIGGER audit_next BEFORE INSERT ON audit BEGIN
    SELECT trail_good(last.seq, last.hash, new.seq, new.body, new.hash, new.salt, new.detail)
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
END;

CREATE TRIGGER audit_stay BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'an entry of the trail cannot be removed');
END;

CREATE TRIGGER "keep_assignment_key" BEFORE UPDATE OF "id" ON "assignment" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_certificates_key" BEFORE UPDATE OF "id" ON "certificates" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_course_key" BEFORE UPDATE OF "id" ON "course" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_course_version_key" BEFORE UPDATE OF "id" ON "course_version" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_evidence_key" BEFORE UPDATE OF "id" ON "evidence" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_evidence_key_key" BEFORE UPDATE OF "id" ON "evidence_key" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_exports_key" BEFORE UPDATE OF "id" ON "exports" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_installations_key" BEFORE UPDATE OF "id" ON "installations" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_investigator_key" BEFORE UPDATE OF "id" ON "investigator" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_person_key" BEFORE UPDATE OF "id" ON "person" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_planned_renewal_key" BEFORE UPDATE OF "id" ON "planned_renewal" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_reasons_key" BEFORE UPDATE OF "id" ON "reasons" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_requirement_key" BEFORE UPDATE OF "id" ON "requirement" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_revocation_lists_key" BEFORE UPDATE OF "id" ON "revocation_lists" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_schema_files_key" BEFORE UPDATE OF "id" ON "schema_files" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_seals_key" BEFORE UPDATE OF "id" ON "seals" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_settings_key" BEFORE UPDATE OF "id" ON "settings" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_study_key" BEFORE UPDATE OF "id" ON "study" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_training_record_key" BEFORE UPDATE OF "id" ON "training_record" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_training_session_key" BEFORE UPDATE OF "id" ON "training_session" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_users_key" BEFORE UPDATE OF "id" ON "users" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER person_search_delete AFTER DELETE ON person BEGIN
    INSERT INTO person_search (person_search, rowid, names, contact)
        VALUES ('delete', old.rowid, old.sort_name, substr(old.email, 1, instr(old.email, '@') - 1));
END;

CREATE TRIGGER person_search_insert AFTER INSERT ON person BEGIN
    INSERT INTO person_search (rowid, names, contact) VALUES (new.rowid, new.sort_name, substr(new.email, 1, instr(new.email, '@') - 1));
END;

CREATE TRIGGER person_search_update AFTER UPDATE OF sort_name, email ON person BEGIN
    INSERT INTO person_search (person_search, rowid, names, contact)
        VALUES ('delete', old.rowid, old.sort_name, substr(old.email, 1, instr(old.email, '@') - 1));
    INSERT INTO person_search (rowid, names, contact) VALUES (new.rowid, new.sort_name, substr(new.email, 1, instr(new.email, '@') - 1));
END;

CREATE TRIGGER "trail_assignment_delete" AFTER DELETE ON "assignment" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'assignment', old."id", json_object(
        'id', old."id", 'person', old."person", 'study', old."study", 'role', old."role", 'start', old."start", 'end', old."end", 'entered', old."entered", 'late_reason', old."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_assignment_insert" AFTER INSERT ON "assignment" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'assignment', new."id", json_object(
        'id', new."id", 'person', new."person", 'study', new."study", 'role', new."role", 'start', new."start", 'end', new."end", 'entered', new."entered", 'late_reason', new."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_assignment_update" AFTER UPDATE ON "assignment" WHEN old."id" IS NOT new."id" OR old."person" IS NOT new."person" OR old."study" IS NOT new."study" OR old."role" IS NOT new."role" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'assignment', old."id", 'id,person,study,role,start,end,entered,late_reason',
        old."id", old."person", old."study", old."role", old."start", old."end", old."entered", old."late_reason", new."id", new."person", new."study", new."role", new."start", new."end", new."entered", new."late_reason")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_certificates_delete" AFTER DELETE ON "certificates" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'certificates', old."id", json_object(
        'id', old."id", 'kind', old."kind", 'user', old."user", 'name', old."name", 'fingerprint', old."fingerprint", 'serial', old."serial", 'valid_from', old."valid_from", 'valid_until', old."valid_until", 'withdrawn', old."withdrawn", 'withdrawn_why', old."withdrawn_why", 'der', trail_secret(old."der")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_certificates_insert" AFTER INSERT ON "certificates" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'certificates', new."id", json_object(
        'id', new."id", 'kind', new."kind", 'user', new."user", 'name', new."name", 'fingerprint', new."fingerprint", 'serial', new."serial", 'valid_from', new."valid_from", 'valid_until', new."valid_until", 'withdrawn', new."withdrawn", 'withdrawn_why', new."withdrawn_why", 'der', trail_secret(new."der")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_certificates_update" AFTER UPDATE ON "certificates" WHEN old."id" IS NOT new."id" OR old."kind" IS NOT new."kind" OR old."user" IS NOT new."user" OR old."name" IS NOT new."name" OR old."fingerprint" IS NOT new."fingerprint" OR old."serial" IS NOT new."serial" OR old."valid_from" IS NOT new."valid_from" OR old."valid_until" IS NOT new."valid_until" OR old."withdrawn" IS NOT new."withdrawn" OR old."withdrawn_why" IS NOT new."withdrawn_why" OR old."der" IS NOT new."der" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'certificates', old."id", 'id,kind,user,name,fingerprint,serial,valid_from,valid_until,withdrawn,withdrawn_why,der',
        old."id", old."kind", old."user", old."name", old."fingerprint", old."serial", old."valid_from", old."valid_until", old."withdrawn", old."withdrawn_why", old."der", new."id", new."kind", new."user", new."name", new."fingerprint", new."serial", new."valid_from", new."valid_until", new."withdrawn", new."withdrawn_why", new."der")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_course_delete" AFTER DELETE ON "course" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'course', old."id", json_object(
        'id', old."id", 'code', old."code", 'title', old."title", 'kind', old."kind", 'study', old."study", 'curriculum', old."curriculum", 'validity_months', old."validity_months", 'due_soon_days', old."due_soon_days", 'grace_days', old."grace_days", 'description', old."description", 'start', old."start", 'end', old."end"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_course_insert" AFTER INSERT ON "course" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'course', new."id", json_object(
        'id', new."id", 'code', new."code", 'title', new."title", 'kind', new."kind", 'study', new."study", 'curriculum', new."curriculum", 'validity_months', new."validity_months", 'due_soon_days', new."due_soon_days", 'grace_days', new."grace_days", 'description', new."description", 'start', new."start", 'end', new."end"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_course_update" AFTER UPDATE ON "course" WHEN old."id" IS NOT new."id" OR old."code" IS NOT new."code" OR old."title" IS NOT new."title" OR old."kind" IS NOT new."kind" OR old."study" IS NOT new."study" OR old."curriculum" IS NOT new."curriculum" OR old."validity_months" IS NOT new."validity_months" OR old."due_soon_days" IS NOT new."due_soon_days" OR old."grace_days" IS NOT new."grace_days" OR old."description" IS NOT new."description" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'course', old."id", 'id,code,title,kind,study,curriculum,validity_months,due_soon_days,grace_days,description,start,end',
        old."id", old."code", old."title", old."kind", old."study", old."curriculum", old."validity_months", old."due_soon_days", old."grace_days", old."description", old."start", old."end", new."id", new."code", new."title", new."kind", new."study", new."curriculum", new."validity_months", new."due_soon_days", new."grace_days", new."description", new."start", new."end")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_course_version_delete" AFTER DELETE ON "course_version" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'course_version', old."id", json_object(
        'id', old."id", 'course', old."course", 'label', old."label", 'approved', old."approved", 'effective', old."effective", 'reopens', old."reopens", 'summary', old."summary", 'file', old."file"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_course_version_insert" AFTER INSERT ON "course_version" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'course_version', new."id", json_object(
        'id', new."id", 'course', new."course", 'label', new."label", 'approved', new."approved", 'effective', new."effective", 'reopens', new."reopens", 'summary', new."summary", 'file', new."file"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_course_version_update" AFTER UPDATE ON "course_version" WHEN old."id" IS NOT new."id" OR old."course" IS NOT new."course" OR old."label" IS NOT new."label" OR old."approved" IS NOT new."approved" OR old."effective" IS NOT new."effective" OR old."reopens" IS NOT new."reopens" OR old."summary" IS NOT new."summary" OR old."file" IS NOT new."file" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'course_version', old."id", 'id,course,label,approved,effective,reopens,summary,file',
        old."id", old."course", old."label", old."approved", old."effective", old."reopens", old."summary", old."file", new."id", new."course", new."label", new."approved", new."effective", new."reopens", new."summary", new."file")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER trail_event INSTEAD OF INSERT ON event BEGIN
    SELECT trail_said(last.seq, last.hash, new.action, new.tbl, new."row", new.detail, new.reason)
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(),
        trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_delete" AFTER DELETE ON "evidence" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'evidence', old."id", json_object(
        'id', old."id", 'name', old."name", 'media', old."media", 'size', old."size", 'sha256', old."sha256", 'sealed', trail_secret(old."sealed"), 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_insert" AFTER INSERT ON "evidence" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'evidence', new."id", json_object(
        'id', new."id", 'name', new."name", 'media', new."media", 'size', new."size", 'sha256', new."sha256", 'sealed', trail_secret(new."sealed"), 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_key_delete" AFTER DELETE ON "evidence_key" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'evidence_key', old."id", json_object(
        'id', old."id", 'key', trail_secret(old."key")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_key_insert" AFTER INSERT ON "evidence_key" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'evidence_key', new."id", json_object(
        'id', new."id", 'key', trail_secret(new."key")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_key_update" AFTER UPDATE ON "evidence_key" WHEN old."id" IS NOT new."id" OR old."key" IS NOT new."key" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'evidence_key', old."id", 'id,key',
        old."id", old."key", new."id", new."key")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_update" AFTER UPDATE ON "evidence" WHEN old."id" IS NOT new."id" OR old."name" IS NOT new."name" OR old."media" IS NOT new."media" OR old."size" IS NOT new."size" OR old."sha256" IS NOT new."sha256" OR old."sealed" IS NOT new."sealed" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'evidence', old."id", 'id,name,media,size,sha256,sealed,entered',
        old."id", old."name", old."media", old."size", old."sha256", old."sealed", old."entered", new."id", new."name", new."media", new."size", new."sha256", new."sealed", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exports_delete" AFTER DELETE ON "exports" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'exports', old."id", json_object(
        'id', old."id", 'number', old."number", 'kind', old."kind", 'title', old."title", 'file', old."file", 'sha256', old."sha256", 'size', old."size", 'exported', old."exported", 'by', old."by", 'seq', old."seq", 'head', old."head", 'signers', old."signers", 'continues', old."continues"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exports_insert" AFTER INSERT ON "exports" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'exports', new."id", json_object(
        'id', new."id", 'number', new."number", 'kind', new."kind", 'title', new."title", 'file', new."file", 'sha256', new."sha256", 'size', new."size", 'exported', new."exported", 'by', new."by", 'seq', new."seq", 'head', new."head", 'signers', new."signers", 'continues', new."continues"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exports_update" AFTER UPDATE ON "exports" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."kind" IS NOT new."kind" OR old."title" IS NOT new."title" OR old."file" IS NOT new."file" OR old."sha256" IS NOT new."sha256" OR old."size" IS NOT new."size" OR old."exported" IS NOT new."exported" OR old."by" IS NOT new."by" OR old."seq" IS NOT new."seq" OR old."head" IS NOT new."head" OR old."signers" IS NOT new."signers" OR old."continues" IS NOT new."continues" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'exports', old."id", 'id,number,kind,title,file,sha256,size,exported,by,seq,head,signers,continues',
        old."id", old."number", old."kind", old."title", old."file", old."sha256", old."size", old."exported", old."by", old."seq", old."head", old."signers", old."continues", new."id", new."number", new."kind", new."title", new."file", new."sha256", new."size", new."exported", new."by", new."seq", new."head", new."signers", new."continues")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_installations_delete" AFTER DELETE ON "installations" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'installations', old."id", json_object(
        'id', old."id", 'since', old."since", 'origin', old."origin", 'head', old."head", 'pin', old."pin"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_installations_insert" AFTER INSERT ON "installations" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'installations', new."id", json_object(
        'id', new."id", 'since', new."since", 'origin', new."origin", 'head', new."head", 'pin', new."pin"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_installations_update" AFTER UPDATE ON "installations" WHEN old."id" IS NOT new."id" OR old."since" IS NOT new."since" OR old."origin" IS NOT new."origin" OR old."head" IS NOT new."head" OR old."pin" IS NOT new."pin" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'installations', old."id", 'id,since,origin,head,pin',
        old."id", old."since", old."origin", old."head", old."pin", new."id", new."since", new."origin", new."head", new."pin")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_investigator_delete" AFTER DELETE ON "investigator" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'investigator', old."id", json_object(
        'id', old."id", 'study', old."study", 'person', old."person", 'start', old."start", 'end', old."end", 'entered', old."entered", 'late_reason', old."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_investigator_insert" AFTER INSERT ON "investigator" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'investigator', new."id", json_object(
        'id', new."id", 'study', new."study", 'person', new."person", 'start', new."start", 'end', new."end", 'entered', new."entered", 'late_reason', new."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_investigator_update" AFTER UPDATE ON "investigator" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."person" IS NOT new."person" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'investigator', old."id", 'id,study,person,start,end,entered,late_reason',
        old."id", old."study", old."person", old."start", old."end", old."entered", old."late_reason", new."id", new."study", new."person", new."start", new."end", new."entered", new."late_reason")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_person_delete" AFTER DELETE ON "person" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'person', old."id", json_object(
        'id', old."id", 'family_name', old."family_name", 'given_name', old."given_name", 'other_names', old."other_names", 'sort_name', old."sort_name", 'email', old."email", 'phone', old."phone", 'employer', old."employer", 'role', old."role", 'start', old."start", 'end', old."end", 'cv_date', old."cv_date", 'cv_expires', old."cv_expires", 'cv_file', old."cv_file", 'licence', old."licence", 'licence_expires', old."licence_expires", 'licence_file', old."licence_file", 'note', old."note", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_person_insert" AFTER INSERT ON "person" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'person', new."id", json_object(
        'id', new."id", 'family_name', new."family_name", 'given_name', new."given_name", 'other_names', new."other_names", 'sort_name', new."sort_name", 'email', new."email", 'phone', new."phone", 'employer', new."employer", 'role', new."role", 'start', new."start", 'end', new."end", 'cv_date', new."cv_date", 'cv_expires', new."cv_expires", 'cv_file', new."cv_file", 'licence', new."licence", 'licence_expires', new."licence_expires", 'licence_file', new."licence_file", 'note', new."note", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_person_update" AFTER UPDATE ON "person" WHEN old."id" IS NOT new."id" OR old."family_name" IS NOT new."family_name" OR old."given_name" IS NOT new."given_name" OR old."other_names" IS NOT new."other_names" OR old."sort_name" IS NOT new."sort_name" OR old."email" IS NOT new."email" OR old."phone" IS NOT new."phone" OR old."employer" IS NOT new."employer" OR old."role" IS NOT new."role" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" OR old."cv_date" IS NOT new."cv_date" OR old."cv_expires" IS NOT new."cv_expires" OR old."cv_file" IS NOT new."cv_file" OR old."licence" IS NOT new."licence" OR old."licence_expires" IS NOT new."licence_expires" OR old."licence_file" IS NOT new."licence_file" OR old."note" IS NOT new."note" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'person', old."id", 'id,family_name,given_name,other_names,sort_name,email,phone,employer,role,start,end,cv_date,cv_expires,cv_file,licence,licence_expires,licence_file,note,entered',
        old."id", old."family_name", old."given_name", old."other_names", old."sort_name", old."email", old."phone", old."employer", old."role", old."start", old."end", old."cv_date", old."cv_expires", old."cv_file", old."licence", old."licence_expires", old."licence_file", old."note", old."entered", new."id", new."family_name", new."given_name", new."other_names", new."sort_name", new."email", new."phone", new."employer", new."role", new."start", new."end", new."cv_date", new."cv_expires", new."cv_file", new."licence", new."licence_expires", new."licence_file", new."note", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_planned_renewal_delete" AFTER DELETE ON "planned_renewal" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'planned_renewal', old."id", json_object(
        'id', old."id", 'person', old."person", 'course', old."course", 'planned', old."planned", 'note', old."note", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_planned_renewal_insert" AFTER INSERT ON "planned_renewal" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'planned_renewal', new."id", json_object(
        'id', new."id", 'person', new."person", 'course', new."course", 'planned', new."planned", 'note', new."note", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_planned_renewal_update" AFTER UPDATE ON "planned_renewal" WHEN old."id" IS NOT new."id" OR old."person" IS NOT new."person" OR old."course" IS NOT new."course" OR old."planned" IS NOT new."planned" OR old."note" IS NOT new."note" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'planned_renewal', old."id", 'id,person,course,planned,note,entered',
        old."id", old."person", old."course", old."planned", old."note", old."entered", new."id", new."person", new."course", new."planned", new."note", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_reasons_delete" AFTER DELETE ON "reasons" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'reasons', old."id", json_object(
        'id', old."id", 'label', old."label", 'retired', old."retired"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_reasons_insert" AFTER INSERT ON "reasons" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'reasons', new."id", json_object(
        'id', new."id", 'label', new."label", 'retired', new."retired"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_reasons_update" AFTER UPDATE ON "reasons" WHEN old."id" IS NOT new."id" OR old."label" IS NOT new."label" OR old."retired" IS NOT new."retired" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'reasons', old."id", 'id,label,retired',
        old."id", old."label", old."retired", new."id", new."label", new."retired")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_requirement_delete" AFTER DELETE ON "requirement" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'requirement', old."id", json_object(
        'id', old."id", 'course', old."course", 'role', old."role", 'study', old."study", 'task', old."task", 'within_days', old."within_days", 'start', old."start", 'end', old."end"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_requirement_insert" AFTER INSERT ON "requirement" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'requirement', new."id", json_object(
        'id', new."id", 'course', new."course", 'role', new."role", 'study', new."study", 'task', new."task", 'within_days', new."within_days", 'start', new."start", 'end', new."end"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_requirement_update" AFTER UPDATE ON "requirement" WHEN old."id" IS NOT new."id" OR old."course" IS NOT new."course" OR old."role" IS NOT new."role" OR old."study" IS NOT new."study" OR old."task" IS NOT new."task" OR old."within_days" IS NOT new."within_days" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'requirement', old."id", 'id,course,role,study,task,within_days,start,end',
        old."id", old."course", old."role", old."study", old."task", old."within_days", old."start", old."end", new."id", new."course", new."role", new."study", new."task", new."within_days", new."start", new."end")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_revocation_lists_delete" AFTER DELETE ON "revocation_lists" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'revocation_lists', old."id", json_object(
        'id', old."id", 'authority', old."authority", 'number', old."number", 'until', old."until", 'der', trail_secret(old."der")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_revocation_lists_insert" AFTER INSERT ON "revocation_lists" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'revocation_lists', new."id", json_object(
        'id', new."id", 'authority', new."authority", 'number', new."number", 'until', new."until", 'der', trail_secret(new."der")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_revocation_lists_update" AFTER UPDATE ON "revocation_lists" WHEN old."id" IS NOT new."id" OR old."authority" IS NOT new."authority" OR old."number" IS NOT new."number" OR old."until" IS NOT new."until" OR old."der" IS NOT new."der" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'revocation_lists', old."id", 'id,authority,number,until,der',
        old."id", old."authority", old."number", old."until", old."der", new."id", new."authority", new."number", new."until", new."der")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_schema_files_delete" AFTER DELETE ON "schema_files" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'schema_files', old."id", json_object(
        'id', old."id", 'sha256', old."sha256"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_schema_files_insert" AFTER INSERT ON "schema_files" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'schema_files', new."id", json_object(
        'id', new."id", 'sha256', new."sha256"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_schema_files_update" AFTER UPDATE ON "schema_files" WHEN old."id" IS NOT new."id" OR old."sha256" IS NOT new."sha256" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'schema_files', old."id", 'id,sha256',
        old."id", old."sha256", new."id", new."sha256")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_seals_delete" AFTER DELETE ON "seals" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'seals', old."id", json_object(
        'id', old."id", 'certificate', old."certificate", 'key', trail_secret(old."key")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_seals_insert" AFTER INSERT ON "seals" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'seals', new."id", json_object(
        'id', new."id", 'certificate', new."certificate", 'key', trail_secret(new."key")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_seals_update" AFTER UPDATE ON "seals" WHEN old."id" IS NOT new."id" OR old."certificate" IS NOT new."certificate" OR old."key" IS NOT new."key" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'seals', old."id", 'id,certificate,key',
        old."id", old."certificate", old."key", new."id", new."certificate", new."key")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_settings_delete" AFTER DELETE ON "settings" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'settings', old."id", json_object(
        'id', old."id", 'value', old."value"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_settings_insert" AFTER INSERT ON "settings" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'settings', new."id", json_object(
        'id', new."id", 'value', new."value"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_settings_update" AFTER UPDATE ON "settings" WHEN old."id" IS NOT new."id" OR old."value" IS NOT new."value" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'settings', old."id", 'id,value',
        old."id", old."value", new."id", new."value")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_delete" AFTER DELETE ON "study" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'study', old."id", json_object(
        'id', old."id", 'code', old."code", 'protocol', old."protocol", 'title', old."title", 'sponsor', old."sponsor", 'phase', old."phase", 'framework', old."framework", 'registration', old."registration", 'site_number', old."site_number", 'start', old."start", 'end', old."end", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_insert" AFTER INSERT ON "study" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'study', new."id", json_object(
        'id', new."id", 'code', new."code", 'protocol', new."protocol", 'title', new."title", 'sponsor', new."sponsor", 'phase', new."phase", 'framework', new."framework", 'registration', new."registration", 'site_number', new."site_number", 'start', new."start", 'end', new."end", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_update" AFTER UPDATE ON "study" WHEN old."id" IS NOT new."id" OR old."code" IS NOT new."code" OR old."protocol" IS NOT new."protocol" OR old."title" IS NOT new."title" OR old."sponsor" IS NOT new."sponsor" OR old."phase" IS NOT new."phase" OR old."framework" IS NOT new."framework" OR old."registration" IS NOT new."registration" OR old."site_number" IS NOT new."site_number" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'study', old."id", 'id,code,protocol,title,sponsor,phase,framework,registration,site_number,start,end,entered',
        old."id", old."code", old."protocol", old."title", old."sponsor", old."phase", old."framework", old."registration", old."site_number", old."start", old."end", old."entered", new."id", new."code", new."protocol", new."title", new."sponsor", new."phase", new."framework", new."registration", new."site_number", new."start", new."end", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_record_delete" AFTER DELETE ON "training_record" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'training_record', old."id", json_object(
        'id', old."id", 'person', old."person", 'course', old."course", 'version', old."version", 'completed', old."completed", 'expires', old."expires", 'method', old."method", 'trainer', old."trainer", 'result', old."result", 'score', old."score", 'duration_minutes', old."duration_minutes", 'role', old."role", 'session', old."session", 'evidence', old."evidence", 'note', old."note", 'voided', old."voided", 'entered', old."entered", 'late_reason', old."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_record_insert" AFTER INSERT ON "training_record" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'training_record', new."id", json_object(
        'id', new."id", 'person', new."person", 'course', new."course", 'version', new."version", 'completed', new."completed", 'expires', new."expires", 'method', new."method", 'trainer', new."trainer", 'result', new."result", 'score', new."score", 'duration_minutes', new."duration_minutes", 'role', new."role", 'session', new."session", 'evidence', new."evidence", 'note', new."note", 'voided', new."voided", 'entered', new."entered", 'late_reason', new."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_record_update" AFTER UPDATE ON "training_record" WHEN old."id" IS NOT new."id" OR old."person" IS NOT new."person" OR old."course" IS NOT new."course" OR old."version" IS NOT new."version" OR old."completed" IS NOT new."completed" OR old."expires" IS NOT new."expires" OR old."method" IS NOT new."method" OR old."trainer" IS NOT new."trainer" OR old."result" IS NOT new."result" OR old."score" IS NOT new."score" OR old."duration_minutes" IS NOT new."duration_minutes" OR old."role" IS NOT new."role" OR old."session" IS NOT new."session" OR old."evidence" IS NOT new."evidence" OR old."note" IS NOT new."note" OR old."voided" IS NOT new."voided" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'training_record', old."id", 'id,person,course,version,completed,expires,method,trainer,result,score,duration_minutes,role,session,evidence,note,voided,entered,late_reason',
        old."id", old."person", old."course", old."version", old."completed", old."expires", old."method", old."trainer", old."result", old."score", old."duration_minutes", old."role", old."session", old."evidence", old."note", old."voided", old."entered", old."late_reason", new."id", new."person", new."course", new."version", new."completed", new."expires", new."method", new."trainer", new."result", new."score", new."duration_minutes", new."role", new."session", new."evidence", new."note", new."voided", new."entered", new."late_reason")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_session_delete" AFTER DELETE ON "training_session" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'training_session', old."id", json_object(
        'id', old."id", 'course', old."course", 'version', old."version", 'held', old."held", 'title', old."title", 'place', old."place", 'trainer', old."trainer", 'method', old."method", 'duration_minutes', old."duration_minutes", 'evidence', old."evidence", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_session_insert" AFTER INSERT ON "training_session" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'training_session', new."id", json_object(
        'id', new."id", 'course', new."course", 'version', new."version", 'held', new."held", 'title', new."title", 'place', new."place", 'trainer', new."trainer", 'method', new."method", 'duration_minutes', new."duration_minutes", 'evidence', new."evidence", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_session_update" AFTER UPDATE ON "training_session" WHEN old."id" IS NOT new."id" OR old."course" IS NOT new."course" OR old."version" IS NOT new."version" OR old."held" IS NOT new."held" OR old."title" IS NOT new."title" OR old."place" IS NOT new."place" OR old."trainer" IS NOT new."trainer" OR old."method" IS NOT new."method" OR old."duration_minutes" IS NOT new."duration_minutes" OR old."evidence" IS NOT new."evidence" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'training_session', old."id", 'id,course,version,held,title,place,trainer,method,duration_minutes,evidence,entered',
        old."id", old."course", old."version", old."held", old."title", old."place", old."trainer", old."method", old."duration_minutes", old."evidence", old."entered", new."id", new."course", new."version", new."held", new."title", new."place", new."trainer", new."method", new."duration_minutes", new."evidence", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_users_delete" AFTER DELETE ON "users" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'users', old."id", json_object(
        'id', old."id", 'login', old."login", 'name', old."name", 'role', old."role", 'status', old."status", 'studies', old."studies", 'until', old."until", 'recipient', old."recipient", 'step', old."step", 'generation', old."generation", 'drift', old."drift"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_users_insert" AFTER INSERT ON "users" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'users', new."id", json_object(
        'id', new."id", 'login', new."login", 'name', new."name", 'role', new."role", 'status', new."status", 'studies', new."studies", 'until', new."until", 'recipient', new."recipient", 'step', new."step", 'generation', new."generation", 'drift', new."drift"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_users_update" AFTER UPDATE ON "users" WHEN old."id" IS NOT new."id" OR old."login" IS NOT new."login" OR old."name" IS NOT new."name" OR old."role" IS NOT new."role" OR old."status" IS NOT new."status" OR old."studies" IS NOT new."studies" OR old."until" IS NOT new."until" OR old."recipient" IS NOT new."recipient" OR old."step" IS NOT new."step" OR old."generation" IS NOT new."generation" OR old."drift" IS NOT new."drift" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'users', old."id", 'id,login,name,role,status,studies,until,recipient,step,generation,drift',
        old."id", old."login", old."name", old."role", old."status", old."studies", old."until", old."recipient", old."step", old."generation", old."drift", new."id", new."login", new."name", new."role", new."status", new."studies", new."until", new."recipient", new."step", new."generation", new."drift")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER users_own BEFORE UPDATE ON users
WHEN session_role() <> 'officer' AND new.id <> session_user()
BEGIN
    SELECT RAISE(ABORT, 'only an officer changes another user');
END;

CREATE TRIGGER users_step BEFORE UPDATE OF step ON users
WHEN old.step IS NOT NULL AND new.step IS NOT NULL AND new.step <= old.step AND new.recipient IS old.recipient
BEGIN
    SELECT RAISE(ABORT, 'a step of the authenticator is used once');
END;
