-- Systems outside this program, the accounts in them, and reviews of who has access (ROS-4, ROS-5).
-- `happened` and other days are calendar days; `entered` is when the computer was told (AUD-6). What was entered by
-- mistake is struck through (`voided`: when), never removed, so that each day answers "as of" and "as known on".

CREATE TABLE system (
    id            TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name          TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> '' AND length(name) <= 120),
    kind          TEXT NOT NULL CHECK (kind IN (
                      'EDC', 'IWRS', 'eTMF', 'imaging', 'ePRO', 'laboratory', 'safety', 'source', 'office', 'other')),
    operator      TEXT NOT NULL CHECK (operator IN ('sponsor', 'vendor', 'site')),       -- who runs it
    vendor        TEXT NOT NULL DEFAULT '' CHECK (length(vendor) <= 200),
    owner         TEXT REFERENCES person (id),                                           -- who answers for it here
    risk          TEXT NOT NULL CHECK (risk IN ('high', 'medium', 'low')),
    purpose       TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 1000),
    contact       TEXT NOT NULL DEFAULT '' CHECK (length(contact) <= 300),               -- where accounts are asked for
    review_months INTEGER CHECK (review_months BETWEEN 1 AND 60),                        -- NULL: by risk
    dormant_days  INTEGER NOT NULL DEFAULT 90 CHECK (dormant_days BETWEEN 1 AND 3650),
    start         TEXT CHECK (start IS date(start)),
    "end"         TEXT CHECK ("end" IS date("end")),                                     -- last day of use
    entered       TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (start IS NULL OR "end" IS NULL OR "end" >= start)
) STRICT;
CREATE INDEX system_by_owner ON system (owner) WHERE owner IS NOT NULL;

CREATE TABLE system_study (
    id     TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system TEXT NOT NULL REFERENCES system (id),
    study  TEXT NOT NULL REFERENCES study (id),
    UNIQUE (system, study)
) STRICT;
CREATE INDEX system_study_by_study ON system_study (study);

-- Validation and upkeep, each fact with its day and its evidence.
CREATE TABLE system_upkeep (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system      TEXT NOT NULL REFERENCES system (id),
    kind        TEXT NOT NULL CHECK (kind IN (
                    'agreement', 'validation', 'version', 'patch', 'backup', 'restore', 'interfaces', 'decommissioning')),
    happened    TEXT NOT NULL CHECK (happened IS date(happened)),
    until       TEXT CHECK (until IS date(until)),                       -- the agreement's end, the next test
    value       TEXT NOT NULL CHECK (trim(value) <> '' AND length(value) <= 1000),
    evidence    TEXT REFERENCES evidence (id),
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    voided      TEXT CHECK (voided GLOB '????-??-??T*'),
    CHECK (until IS NULL OR until >= happened),
    CHECK (happened <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX upkeep_by_system ON system_upkeep (system, kind, happened);

-- Two roles of a system that one person should not hold together.
CREATE TABLE role_conflict (
    id     TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system TEXT NOT NULL REFERENCES system (id),
    role   TEXT NOT NULL COLLATE NOCASE CHECK (trim(role) <> '' AND length(role) <= 200),
    other  TEXT NOT NULL COLLATE NOCASE CHECK (trim(other) <> '' AND length(other) <= 200),
    why    TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 500),
    CHECK (role <> other),
    UNIQUE (system, role, other)
) STRICT;

-- One account belongs to one person; its history is its steps. name is empty until the account is granted.
CREATE TABLE account (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system  TEXT NOT NULL REFERENCES system (id),
    person  TEXT NOT NULL REFERENCES person (id),
    name    TEXT NOT NULL DEFAULT '' COLLATE NOCASE CHECK (length(name) <= 200),
    found   INTEGER NOT NULL DEFAULT 0 CHECK (found IN (0, 1)),   -- taken over as it was found: no request on record
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE UNIQUE INDEX account_once ON account (system, name) WHERE name <> '';
CREATE INDEX account_by_person ON account (person);
CREATE INDEX account_by_system ON account (system, person);

CREATE TABLE account_step (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    account     TEXT NOT NULL REFERENCES account (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    kind        TEXT NOT NULL CHECK (kind IN (
                    'requested', 'approved', 'refused', 'granted', 'changed', 'removal asked', 'withdrawn')),
    happened    TEXT NOT NULL CHECK (happened IS date(happened)),
    role        TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 200),           -- from this step on
    by_name     TEXT NOT NULL CHECK (trim(by_name) <> '' AND length(by_name) <= 200),
    by_person   TEXT REFERENCES person (id),                                    -- NULL: somebody outside the site
    evidence    TEXT REFERENCES evidence (id),
    note        TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    user        TEXT NOT NULL REFERENCES users (id),                            -- who entered it
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    voided      TEXT CHECK (voided GLOB '????-??-??T*'),
    CHECK (happened <= substr(entered, 1, 10)),
    UNIQUE (account, number)
) STRICT;
CREATE INDEX account_step_by_person ON account_step (by_person) WHERE by_person IS NOT NULL;

-- Steps come in their order and no earlier than the one before (21 CFR 11.10(f)).
CREATE TRIGGER account_step_order BEFORE INSERT ON account_step BEGIN
    SELECT RAISE(ABORT, 'this step of the account is out of order')
    WHERE NOT CASE coalesce((SELECT s.kind FROM account_step AS s WHERE s.account = new.account AND s.voided IS NULL
                             ORDER BY s.number DESC LIMIT 1), '')
        WHEN '' THEN new.kind = 'requested'
            OR (new.kind = 'granted' AND (SELECT a.found FROM account AS a WHERE a.id = new.account) = 1)
        WHEN 'requested' THEN new.kind IN ('approved', 'refused')
        WHEN 'approved' THEN new.kind IN ('granted', 'refused')
        WHEN 'granted' THEN new.kind IN ('changed', 'removal asked', 'withdrawn')
        WHEN 'changed' THEN new.kind IN ('changed', 'removal asked', 'withdrawn')
        WHEN 'removal asked' THEN new.kind = 'withdrawn'
        ELSE new.kind = 'requested' END;
    SELECT RAISE(ABORT, 'a step of an account cannot be earlier than the one before it')
    WHERE new.happened < (SELECT max(s.happened) FROM account_step AS s WHERE s.account = new.account AND s.voided IS NULL);
    SELECT RAISE(ABORT, 'an account is granted under its name')
    WHERE new.kind = 'granted' AND (SELECT a.name FROM account AS a WHERE a.id = new.account) = '';
    SELECT RAISE(ABORT, 'a step is entered by who is signed in') WHERE new.user IS NOT session_user();
    SELECT RAISE(ABORT, 'nobody approves or changes their own access')
    WHERE new.kind IN ('approved', 'changed')
        AND (SELECT a.person FROM account AS a WHERE a.id = new.account) IN (
            new.by_person, (SELECT p.person FROM user_person AS p WHERE p.id = session_user()));
END;

-- A step is struck through, the last one first; nothing else about it changes.
CREATE TRIGGER account_step_keep BEFORE UPDATE ON account_step BEGIN
    SELECT RAISE(ABORT, 'only the last step of an account can be struck through')
    WHERE old.voided IS NOT NULL OR new.voided IS NULL OR new.kind IS NOT old.kind OR new.happened IS NOT old.happened
        OR new.role IS NOT old.role OR new.by_name IS NOT old.by_name OR new.by_person IS NOT old.by_person
        OR new.account IS NOT old.account OR new.number IS NOT old.number OR new.user IS NOT old.user
        OR new.entered IS NOT old.entered
        OR EXISTS (SELECT 1 FROM account_step AS s
                   WHERE s.account = old.account AND s.voided IS NULL AND s.number > old.number);
END;
CREATE TRIGGER account_keep BEFORE UPDATE ON account BEGIN
    SELECT RAISE(ABORT, 'an account stays with its system and its person')
    WHERE new.system IS NOT old.system OR new.person IS NOT old.person OR new.found IS NOT old.found;
END;

-- How a system's account list is read, remembered from the last time.
CREATE TABLE account_list_form (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system  TEXT NOT NULL UNIQUE REFERENCES system (id),
    columns TEXT NOT NULL CHECK (json_type(columns) = 'object'),   -- heading -> field
    dates   TEXT NOT NULL DEFAULT '' CHECK (dates IN ('', 'dmy', 'mdy')),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

-- A review compares a system's own account list with the roster and the accounts kept here (ROS-5).
CREATE TABLE access_review (
    id           TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number       TEXT NOT NULL UNIQUE CHECK (number GLOB 'AR-[0-9][0-9][0-9][0-9]-[0-9]*'),
    system       TEXT NOT NULL REFERENCES system (id),
    kind         TEXT NOT NULL CHECK (kind IN ('periodic', 'event')),
    why          TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 500),
    period_start TEXT CHECK (period_start IS date(period_start)),
    period_end   TEXT NOT NULL CHECK (period_end IS date(period_end)),
    step         TEXT NOT NULL DEFAULT 'list'
                 CHECK (step IN ('list', 'match', 'decide', 'sign', 'follow', 'closed', 'abandoned')),
    list_name    TEXT NOT NULL DEFAULT '' CHECK (length(list_name) <= 255),
    list_sha256  TEXT NOT NULL DEFAULT '' CHECK (list_sha256 = '' OR (length(list_sha256) = 64 AND NOT list_sha256 GLOB '*[^0-9a-f]*')),
    list_read    TEXT NOT NULL DEFAULT '' CHECK (length(list_read) <= 200),       -- kind, encoding, separator
    list_taken   TEXT CHECK (list_taken IS date(list_taken)),                     -- the day the system made the list
    list_file    TEXT REFERENCES evidence (id),
    dormant_days INTEGER NOT NULL CHECK (dormant_days BETWEEN 1 AND 3650),
    started      TEXT NOT NULL CHECK (started IS date(started)),
    signed       TEXT CHECK (signed IS date(signed)),
    closed       TEXT CHECK (closed IS date(closed)),
    user         TEXT NOT NULL REFERENCES users (id),                             -- who began it
    entered      TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (period_start IS NULL OR period_end >= period_start),
    CHECK (step IN ('list', 'abandoned') OR (list_sha256 <> '' AND list_taken IS NOT NULL)),
    CHECK ((signed IS NOT NULL) = (step IN ('follow', 'closed'))),
    CHECK ((closed IS NOT NULL) = (step = 'closed'))
) STRICT;
CREATE INDEX review_by_system ON access_review (system, signed);
CREATE UNIQUE INDEX review_under_way ON access_review (system) WHERE step IN ('list', 'match', 'decide', 'sign');

-- A row of the list, or an account of ours that the list does not have (place NULL).
CREATE TABLE review_row (
    id         TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    review     TEXT NOT NULL REFERENCES access_review (id),
    place      INTEGER CHECK (place > 0),                                          -- the row in the spreadsheet
    account_name TEXT NOT NULL DEFAULT '' CHECK (length(account_name) <= 200),
    written_name TEXT NOT NULL DEFAULT '' CHECK (length(written_name) <= 300),
    email      TEXT NOT NULL DEFAULT '' CHECK (length(email) <= 254),
    role       TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 200),
    last_login TEXT CHECK (last_login IS date(last_login)),
    active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),                -- as the system's list says
    suggested  TEXT REFERENCES person (id),
    likeness   INTEGER NOT NULL DEFAULT 0 CHECK (likeness BETWEEN 0 AND 100),
    how        TEXT NOT NULL DEFAULT '' CHECK (how IN ('', 'account', 'e-mail', 'name', 'alike')),
    match      TEXT NOT NULL DEFAULT 'open' CHECK (match IN ('open', 'person', 'nobody')),
    person     TEXT REFERENCES person (id),
    account    TEXT REFERENCES account (id),
    matched_by TEXT REFERENCES users (id),
    findings   TEXT NOT NULL DEFAULT '',                                           -- codes, a blank between them
    verdict    TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'keep', 'change', 'remove', 'unknown')),
    new_role   TEXT NOT NULL DEFAULT '' CHECK (length(new_role) <= 200),
    reason     TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    decided_by TEXT REFERENCES users (id),
    decided    TEXT CHECK (decided GLOB '????-??-??T*'),
    CHECK ((match = 'person') = (person IS NOT NULL)),
    CHECK ((match = 'open') = (matched_by IS NULL)),
    CHECK ((verdict = '') = (decided_by IS NULL) AND (verdict = '') = (decided IS NULL)),
    CHECK (verdict = '' OR match <> 'open'),
    CHECK (verdict = '' OR trim(reason) <> '' OR (verdict = 'keep' AND findings = '')),
    CHECK (verdict <> 'change' OR trim(new_role) <> '')
) STRICT;
CREATE UNIQUE INDEX review_row_place ON review_row (review, place) WHERE place IS NOT NULL;
CREATE INDEX review_row_open ON review_row (review, match, verdict);
CREATE INDEX review_row_by_person ON review_row (person) WHERE person IS NOT NULL;
CREATE INDEX review_row_by_account ON review_row (account) WHERE account IS NOT NULL;
CREATE INDEX review_row_by_suggested ON review_row (suggested) WHERE suggested IS NOT NULL;

CREATE TRIGGER review_row_time BEFORE INSERT ON review_row BEGIN
    SELECT RAISE(ABORT, 'the rows of a review come with its list')
    WHERE (SELECT r.step FROM access_review AS r WHERE r.id = new.review) NOT IN ('list', 'match');
    SELECT RAISE(ABORT, 'a row begins without a verdict') WHERE new.verdict <> '';
END;
-- What the list said stays; a match is made while matching or deciding, a verdict while deciding, by who is signed in.
CREATE TRIGGER review_row_keep BEFORE UPDATE ON review_row BEGIN
    SELECT RAISE(ABORT, 'what the system''s list says is not changed')
    WHERE new.review IS NOT old.review OR new.place IS NOT old.place OR new.account_name IS NOT old.account_name
        OR new.written_name IS NOT old.written_name OR new.email IS NOT old.email OR new.role IS NOT old.role
        OR new.last_login IS NOT old.last_login OR new.active IS NOT old.active;
    SELECT RAISE(ABORT, 'rows are matched before they are signed')
    WHERE (SELECT r.step FROM access_review AS r WHERE r.id = new.review) NOT IN ('match', 'decide');
    SELECT RAISE(ABORT, 'a verdict is given after every row is matched')
    WHERE new.verdict <> '' AND (SELECT r.step FROM access_review AS r WHERE r.id = new.review) <> 'decide';
    SELECT RAISE(ABORT, 'a verdict falls with the match it was given for')
    WHERE new.verdict <> '' AND new.verdict IS old.verdict AND new.decided IS old.decided
        AND (new.person IS NOT old.person OR new.findings IS NOT old.findings);
    SELECT RAISE(ABORT, 'a match is made by who is signed in')
    WHERE new.matched_by IS NOT NULL AND new.matched_by IS NOT old.matched_by AND new.matched_by IS NOT session_user();
    SELECT RAISE(ABORT, 'a verdict is given by who is signed in')
    WHERE new.verdict <> '' AND new.decided IS NOT old.decided AND new.decided_by IS NOT session_user();
    SELECT RAISE(ABORT, 'nobody reviews their own account')
    WHERE new.verdict <> '' AND new.person IS NOT NULL
        AND new.person = (SELECT p.person FROM user_person AS p WHERE p.id = new.decided_by);
END;

CREATE TRIGGER access_review_begin BEFORE INSERT ON access_review BEGIN
    SELECT RAISE(ABORT, 'a review begins with its list') WHERE new.step <> 'list' OR new.user IS NOT session_user();
END;
CREATE TRIGGER access_review_order BEFORE UPDATE ON access_review BEGIN
    SELECT RAISE(ABORT, 'the steps of a review come in their order')
    WHERE new.step IS NOT old.step AND NOT (CASE old.step
        WHEN 'list' THEN new.step IN ('match', 'abandoned')
        WHEN 'match' THEN new.step IN ('decide', 'abandoned')
        WHEN 'decide' THEN new.step IN ('sign', 'abandoned')
        WHEN 'sign' THEN new.step IN ('decide', 'follow', 'abandoned')
        WHEN 'follow' THEN new.step = 'closed'
        ELSE 0 END);
    SELECT RAISE(ABORT, 'the list of a review stays as it was brought in')
    WHERE old.step <> 'list' AND (new.list_sha256 IS NOT old.list_sha256 OR new.list_taken IS NOT old.list_taken
        OR new.list_file IS NOT old.list_file OR new.system IS NOT old.system OR new.dormant_days IS NOT old.dormant_days);
    SELECT RAISE(ABORT, 'every row is matched first') WHERE new.step = 'decide' AND old.step = 'match' AND EXISTS (
        SELECT 1 FROM review_row AS w WHERE w.review = new.id AND w.match = 'open');
    SELECT RAISE(ABORT, 'every row needs a verdict first') WHERE new.step = 'sign' AND EXISTS (
        SELECT 1 FROM review_row AS w WHERE w.review = new.id AND w.verdict = '');
    SELECT RAISE(ABORT, 'everybody who gave a verdict signs the review') WHERE new.step = 'follow' AND old.step = 'sign' AND EXISTS (
        SELECT 1 FROM review_row AS w WHERE w.review = new.id AND NOT EXISTS (
            SELECT 1 FROM review_signer AS g WHERE g.review = new.id AND g.user = w.decided_by));
    SELECT RAISE(ABORT, 'signed verdicts are not judged again') WHERE new.step = 'decide' AND old.step = 'sign' AND EXISTS (
        SELECT 1 FROM review_signer AS g WHERE g.review = new.id);
    SELECT RAISE(ABORT, 'every removal is carried out and verified first') WHERE new.step = 'closed' AND EXISTS (
        SELECT 1 FROM access_followup AS f WHERE f.review = new.id AND f.verified IS NULL);
END;

-- Whose signature, of those on the record, stands for a reviewer; on paper it is entered by somebody else.
CREATE TABLE review_signer (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    review    TEXT NOT NULL REFERENCES access_review (id),
    user      TEXT NOT NULL REFERENCES users (id),
    signature TEXT NOT NULL REFERENCES signature (id),
    UNIQUE (review, user)
) STRICT;
CREATE TRIGGER review_signer_own BEFORE INSERT ON review_signer BEGIN
    SELECT RAISE(ABORT, 'a review is signed once every row has its verdict')
    WHERE (SELECT r.step FROM access_review AS r WHERE r.id = new.review) <> 'sign';
    SELECT RAISE(ABORT, 'that signature is not of this review') WHERE NOT EXISTS (
        SELECT 1 FROM signature AS s WHERE s.id = new.signature AND s.tbl = 'access_review' AND s.record = new.review);
    SELECT RAISE(ABORT, 'nobody signs the verdict on their own account') WHERE EXISTS (
        SELECT 1 FROM review_row AS w JOIN user_person AS p ON p.id = w.decided_by
        WHERE w.review = new.review AND w.decided_by = new.user AND w.person = p.person);
END;

-- What a verdict asks for, followed until somebody else has verified it.
CREATE TABLE access_followup (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    review      TEXT NOT NULL REFERENCES access_review (id),
    row         TEXT NOT NULL UNIQUE REFERENCES review_row (id),
    kind        TEXT NOT NULL CHECK (kind IN ('remove', 'change', 'clarify')),
    due         TEXT NOT NULL CHECK (due IS date(due)),
    done        TEXT CHECK (done IS date(done)),
    done_by     TEXT NOT NULL DEFAULT '' CHECK (length(done_by) <= 200),           -- as told: often the vendor's help desk
    done_user   TEXT REFERENCES users (id),                                        -- who entered it
    outcome     TEXT NOT NULL DEFAULT '' CHECK (length(outcome) <= 500),
    evidence    TEXT REFERENCES evidence (id),
    verified    TEXT CHECK (verified IS date(verified)),
    verified_by TEXT REFERENCES users (id),
    verified_how TEXT NOT NULL DEFAULT '' CHECK (length(verified_how) <= 500),
    CHECK ((done IS NULL) = (done_user IS NULL) AND (done IS NULL) = (done_by = '')),
    CHECK ((verified IS NULL) = (verified_by IS NULL)),
    CHECK (verified IS NULL OR (done IS NOT NULL AND verified >= done)),
    CHECK (verified_by IS NULL OR verified_by <> done_user)
) STRICT;
CREATE INDEX followup_by_review ON access_followup (review, verified);
CREATE TRIGGER access_followup_time BEFORE INSERT ON access_followup BEGIN
    SELECT RAISE(ABORT, 'a follow-up begins open, when its review is signed') WHERE new.done IS NOT NULL OR new.verified IS NOT NULL
        OR (SELECT r.step FROM access_review AS r WHERE r.id = new.review) NOT IN ('sign', 'follow');
END;
CREATE TRIGGER access_followup_order BEFORE UPDATE ON access_followup BEGIN
    SELECT RAISE(ABORT, 'what was verified stays') WHERE old.verified IS NOT NULL;
    SELECT RAISE(ABORT, 'a follow-up keeps its row') WHERE new.row IS NOT old.row OR new.kind IS NOT old.kind OR new.review IS NOT old.review;
    SELECT RAISE(ABORT, 'it is entered by who is signed in')
    WHERE (new.done_user IS NOT NULL AND new.done_user IS NOT old.done_user AND new.done_user IS NOT session_user())
        OR (new.verified_by IS NOT NULL AND new.verified_by IS NOT session_user());
    SELECT RAISE(ABORT, 'another person than the one who carried it out verifies it')
    WHERE new.verified_by IS NOT NULL AND EXISTS (
        SELECT 1 FROM user_person AS a JOIN user_person AS b ON b.person = a.person
        WHERE a.id = new.verified_by AND b.id = new.done_user);
    SELECT RAISE(ABORT, 'nobody verifies what was done to their own account')
    WHERE new.verified_by IS NOT NULL AND EXISTS (
        SELECT 1 FROM review_row AS w JOIN user_person AS p ON p.person = w.person
        WHERE w.id = new.row AND p.id = new.verified_by);
END;
