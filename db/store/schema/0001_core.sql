-- The core of every workspace: the trail, who may work here, and what the program remembers about itself.
-- Times are ISO 8601 with milliseconds and offset, dates ISO 8601, ids lowercase UUID text.

-- Audit trail (design section 5, docs/audit-trail.md). Columns for search come from the body alone.
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
CREATE INDEX audit_row ON audit (tbl, "row");
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_by ON audit ("by");
CREATE INDEX audit_action ON audit (action, role);

-- The next seq, the right hash, a detail that the body knows: else nothing is written.
CREATE TRIGGER audit_next BEFORE INSERT ON audit BEGIN
    SELECT trail_good(last.seq, last.hash, new.seq, new.body, new.hash, new.salt, new.detail)
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
END;

-- A written entry stays. Only salt and detail may go, and only where a destruction written after it says so.
CREATE TRIGGER audit_keep BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'an entry of the trail cannot be changed')
    WHERE new.seq IS NOT old.seq OR new.body IS NOT old.body OR new.hash IS NOT old.hash
        OR new.salt IS NOT NULL OR new.detail IS NOT NULL
        OR NOT EXISTS (
            SELECT 1 FROM audit AS said, json_each(said.body, '$.destroyed') AS run
            WHERE said.action = 'destroy' AND said.seq > old.seq
                AND old.seq BETWEEN (run.value ->> 0) AND (run.value ->> 1));
END;

CREATE TRIGGER audit_stay BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'an entry of the trail cannot be removed');
END;

-- What has no row of its own (log-in, view, export, refusal) is inserted here and lands on the trail.
-- tbl and row name the record it is about, or are NULL; detail is a JSON object.
CREATE VIEW event (action, tbl, "row", detail, reason) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;
CREATE TRIGGER trail_event INSTEAD OF INSERT ON event BEGIN
    SELECT trail_said(last.seq, last.hash, new.action, new.tbl, new."row", new.detail, new.reason)
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(),
        trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

-- Which schema files have run here, and what they were.
CREATE TABLE schema_files (
    id TEXT PRIMARY KEY CHECK (id GLOB '[0-9][0-9][0-9][0-9]_*'),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT, WITHOUT ROWID;

-- Who may work here. recipient: the person's public key, to which the database key is sealed.
-- step: the last step of their authenticator that was used; generation: the generation of their slot.
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

CREATE TRIGGER users_step BEFORE UPDATE OF step ON users
WHEN old.step IS NOT NULL AND new.step IS NOT NULL AND new.step <= old.step AND new.recipient IS old.recipient
BEGIN
    SELECT RAISE(ABORT, 'a step of the authenticator is used once');
END;

-- Everybody records their own unlocking and nobody else's; the rest of a user belongs to the officers.
CREATE TRIGGER users_own BEFORE UPDATE ON users
WHEN session_role() <> 'officer' AND new.id <> session_user()
BEGIN
    SELECT RAISE(ABORT, 'only an officer changes another user');
END;

-- Values the program keeps for the whole workspace; id is the setting's name, value is JSON.
CREATE TABLE settings (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- Each laptop or restored copy this workspace has lived on. head and pin: what a restore found and gave up.
CREATE TABLE installations (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    since TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('created', 'restored', 'moved')),
    head TEXT,
    pin TEXT
) STRICT;

-- The pick-list of reasons for a change; can be added to.
CREATE TABLE reasons (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    label TEXT NOT NULL UNIQUE CHECK (label <> ''),
    retired TEXT CHECK (retired IS NULL OR date(retired) IS retired)
) STRICT;
