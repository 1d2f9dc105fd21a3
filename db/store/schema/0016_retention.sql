-- What is kept, until when (RET-1, RET-2, RET-4): record series, the facts of a study that decide which rules apply, what
-- happened since, what the sponsor was asked, what holds a series back. keep_until and what stands beside it are worked out by
-- the register from db/retention/engine.py and stored, so that lists filter and sort by them.

CREATE TABLE study_retention (
    id                 TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study              TEXT NOT NULL UNIQUE REFERENCES study (id),
    countries          TEXT NOT NULL CHECK (countries <> '' AND countries NOT GLOB '*[^A-Z ]*'),   -- ISO 3166-1, blanks between
    product            TEXT NOT NULL CHECK (product IN ('drug', 'device', 'ivd', 'advanced therapy')),
    parties            TEXT NOT NULL CHECK (parties <> ''),         -- as whom the site keeps, commas between
    implantable        INTEGER NOT NULL DEFAULT 0 CHECK (implantable IN (0, 1)),
    gene_therapy       INTEGER NOT NULL DEFAULT 0 CHECK (gene_therapy IN (0, 1)),
    frameworks         TEXT NOT NULL DEFAULT '',
    gcp                TEXT NOT NULL DEFAULT '',
    funding            TEXT NOT NULL DEFAULT '',
    application_relies INTEGER NOT NULL DEFAULT 0 CHECK (application_relies IN (0, 1)),
    sponsored          INTEGER NOT NULL DEFAULT 1 CHECK (sponsored IN (0, 1)),   -- 0: nobody outside has to release the records
    entered            TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

CREATE TABLE series (
    id              TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number          TEXT NOT NULL UNIQUE CHECK (number GLOB 'RS-*'),
    title           TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 300),
    kind            TEXT NOT NULL CHECK (kind IN ('trial records', 'audit trail', 'financial disclosure', 'review board records',
                        'reserve samples', 'HIPAA security documents', 'HIPAA privacy documents', 'grant records', 'traceability')),
    medium          TEXT NOT NULL CHECK (medium IN ('paper', 'electronic', 'film', 'samples', 'in this program')),
    place           TEXT NOT NULL CHECK (trim(place) <> '' AND length(place) <= 300),
    volume          TEXT NOT NULL DEFAULT '' CHECK (length(volume) <= 200),
    custodian       TEXT NOT NULL REFERENCES person (id),
    first_day       TEXT CHECK (first_day IS date(first_day)),       -- inclusive dates of what is in it
    last_day        TEXT CHECK (last_day IS date(last_day) AND (first_day IS NULL OR last_day >= first_day)),
    note            TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
    keep_until      TEXT CHECK (keep_until IS date(keep_until)),     -- the last day on which it is kept
    permanent       INTEGER NOT NULL DEFAULT 0 CHECK (permanent IN (0, 1)),
    trigger_pending INTEGER NOT NULL DEFAULT 0 CHECK (trigger_pending IN (0, 1)),
    unconfirmed     INTEGER NOT NULL DEFAULT 0 CHECK (unconfirmed IN (0, 1)),
    rules           TEXT NOT NULL DEFAULT '',                         -- fingerprint of the rules it was worked out with
    destroyed       TEXT CHECK (destroyed IS date(destroyed)),
    late_reason     TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered         TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE INDEX series_by_keep ON series (keep_until) WHERE destroyed IS NULL;
CREATE INDEX series_by_custodian ON series (custodian);
CREATE INDEX series_by_rules ON series (rules) WHERE destroyed IS NULL;

-- One series may be evidence for several studies: it is kept for the latest (RET-3).
CREATE TABLE series_study (
    id     TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    series TEXT NOT NULL REFERENCES series (id),
    study  TEXT NOT NULL REFERENCES study (id),
    UNIQUE (series, study)
) STRICT;
CREATE INDEX series_study_by_study ON series_study (study);

-- Something a rule waits for. Of a study, or (a document came out of use) of one series.
CREATE TABLE retention_event (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study       TEXT REFERENCES study (id),
    series      TEXT REFERENCES series (id),
    what        TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 100),
    happened    TEXT NOT NULL CHECK (happened IS date(happened)),
    source      TEXT NOT NULL CHECK (trim(source) <> '' AND length(source) <= 500),      -- who said so, in which letter
    evidence    TEXT REFERENCES evidence (id),
    voided      TEXT CHECK (voided IS date(voided)),
    void_reason TEXT NOT NULL DEFAULT '' CHECK (length(void_reason) <= 500),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK ((study IS NULL) <> (series IS NULL)),
    CHECK (happened <= substr(entered, 1, 10)),
    CHECK (voided IS NULL OR void_reason <> '')
) STRICT;
CREATE UNIQUE INDEX retention_event_once ON retention_event (coalesce(study, series), what, happened) WHERE voided IS NULL;
CREATE INDEX retention_event_of_study ON retention_event (study) WHERE study IS NOT NULL;
CREATE INDEX retention_event_of_series ON retention_event (series) WHERE series IS NOT NULL;

-- What the sponsor was asked about a trigger that is pending.
CREATE TABLE enquiry (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study    TEXT NOT NULL REFERENCES study (id),
    asked    TEXT NOT NULL CHECK (asked IS date(asked)),
    whom     TEXT NOT NULL CHECK (trim(whom) <> '' AND length(whom) <= 300),
    question TEXT NOT NULL CHECK (trim(question) <> '' AND length(question) <= 4000),
    expected TEXT NOT NULL CHECK (expected IS date(expected) AND expected >= asked),     -- an answer by then, else asked again
    answered TEXT CHECK (answered IS date(answered) AND answered >= asked),
    answer   TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 4000),
    evidence TEXT REFERENCES evidence (id),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (asked <= substr(entered, 1, 10)),
    CHECK (answered IS NULL OR answer <> '')
) STRICT;
CREATE INDEX enquiry_of_study ON enquiry (study, asked);
CREATE INDEX enquiry_open ON enquiry (expected) WHERE answered IS NULL;

-- Nothing it covers may be destroyed while it is in force: of one series, of a study, or of the whole site (both NULL).
CREATE TABLE hold (
    id             TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    series         TEXT REFERENCES series (id),
    study          TEXT REFERENCES study (id),
    kind           TEXT NOT NULL CHECK (kind IN ('litigation', 'inspection', 'audit', 'sponsor', 'other')),
    reason         TEXT NOT NULL CHECK (trim(reason) <> '' AND length(reason) <= 2000),
    placed         TEXT NOT NULL CHECK (placed IS date(placed)),
    placed_by      TEXT NOT NULL REFERENCES users (id),
    released       TEXT CHECK (released IS date(released) AND released >= placed),
    released_by    TEXT REFERENCES users (id),
    release_reason TEXT NOT NULL DEFAULT '' CHECK (length(release_reason) <= 2000),
    evidence       TEXT REFERENCES evidence (id),
    entered        TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (series IS NULL OR study IS NULL),
    CHECK (placed <= substr(entered, 1, 10)),
    CHECK ((released IS NULL) = (released_by IS NULL)),
    CHECK (released IS NULL OR trim(release_reason) <> '')
) STRICT;
CREATE INDEX hold_of_series ON hold (series) WHERE released IS NULL AND series IS NOT NULL;
CREATE INDEX hold_of_study ON hold (study) WHERE released IS NULL AND study IS NOT NULL;
CREATE INDEX hold_of_site ON hold (placed) WHERE released IS NULL AND series IS NULL AND study IS NULL;
CREATE INDEX hold_by_placer ON hold (placed_by);
CREATE INDEX hold_by_releaser ON hold (released_by) WHERE released_by IS NOT NULL;

-- The sponsor's written word that the records of a study are no longer needed (ICH E6(R3) 3.16.3), with the letter.
CREATE TABLE sponsor_release (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study     TEXT NOT NULL REFERENCES study (id),
    sponsor   TEXT NOT NULL CHECK (trim(sponsor) <> '' AND length(sponsor) <= 300),
    released  TEXT NOT NULL CHECK (released IS date(released)),
    covers    TEXT NOT NULL DEFAULT '' CHECK (length(covers) <= 2000),
    evidence  TEXT NOT NULL REFERENCES evidence (id),
    withdrawn TEXT CHECK (withdrawn IS date(withdrawn)),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (released <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX sponsor_release_of ON sponsor_release (study) WHERE withdrawn IS NULL;

-- A named person read the text of a rule that ships unverified, and answers for it; of the rule exactly as it then read.
CREATE TABLE rule_confirmation (
    id           TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    rule         TEXT NOT NULL CHECK (trim(rule) <> '' AND length(rule) <= 60),
    fingerprint  TEXT NOT NULL CHECK (length(fingerprint) = 64),
    person       TEXT NOT NULL REFERENCES person (id),
    basis        TEXT NOT NULL CHECK (trim(basis) <> '' AND length(basis) <= 2000),    -- what was read, where
    confirmed    TEXT NOT NULL CHECK (confirmed IS date(confirmed)),
    withdrawn    TEXT CHECK (withdrawn IS date(withdrawn)),
    entered      TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE UNIQUE INDEX rule_confirmation_once ON rule_confirmation (rule, fingerprint) WHERE withdrawn IS NULL;
CREATE INDEX rule_confirmation_by_person ON rule_confirmation (person);

-- A rule of the site beside the library, as one entry in the library's own form. It lengthens; it never shortens.
CREATE TABLE site_rule (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    rule      TEXT NOT NULL CHECK (rule GLOB 'site-*' AND length(rule) <= 60),
    entry     TEXT NOT NULL CHECK (length(entry) <= 20000),
    withdrawn TEXT CHECK (withdrawn IS date(withdrawn)),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE UNIQUE INDEX site_rule_once ON site_rule (rule) WHERE withdrawn IS NULL;

-- What a contract asks beside the law.
CREATE TABLE retention_contract (
    id         TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study      TEXT NOT NULL REFERENCES study (id),
    name       TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 300),          -- contract and clause
    keep_until TEXT CHECK (keep_until IS date(keep_until)),
    what       TEXT NOT NULL DEFAULT '' CHECK (length(what) <= 100),
    years      INTEGER NOT NULL DEFAULT 0 CHECK (years BETWEEN 0 AND 100),
    months     INTEGER NOT NULL DEFAULT 0 CHECK (months BETWEEN 0 AND 1200),
    evidence   TEXT REFERENCES evidence (id),
    withdrawn  TEXT CHECK (withdrawn IS date(withdrawn)),
    entered    TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (keep_until IS NOT NULL OR (what <> '' AND years + months > 0))
) STRICT;
CREATE INDEX retention_contract_of ON retention_contract (study) WHERE withdrawn IS NULL;

CREATE TABLE custody_move (
    id            TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    series        TEXT NOT NULL REFERENCES series (id),
    moved         TEXT NOT NULL CHECK (moved IS date(moved)),
    from_place    TEXT NOT NULL CHECK (length(from_place) <= 300),
    to_place      TEXT NOT NULL CHECK (trim(to_place) <> '' AND length(to_place) <= 300),
    from_person   TEXT NOT NULL REFERENCES person (id),
    to_person     TEXT NOT NULL REFERENCES person (id),
    why           TEXT NOT NULL CHECK (trim(why) <> '' AND length(why) <= 1000),
    evidence      TEXT REFERENCES evidence (id),
    late_reason   TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered       TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (moved <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX custody_move_of ON custody_move (series, moved);
CREATE INDEX custody_move_from ON custody_move (from_person);
CREATE INDEX custody_move_to ON custody_move (to_person);

-- The yearly look at the whole schedule, signed by who made it.
CREATE TABLE retention_review (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number   TEXT NOT NULL UNIQUE CHECK (number GLOB 'RR-*'),
    reviewed TEXT NOT NULL CHECK (reviewed IS date(reviewed)),
    person   TEXT NOT NULL REFERENCES person (id),
    facts    TEXT NOT NULL CHECK (length(facts) <= 20000),           -- what the schedule said that day, frozen
    found    TEXT NOT NULL CHECK (trim(found) <> '' AND length(found) <= 20000),
    signed   INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1)),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (reviewed <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX retention_review_by_person ON retention_review (person);

CREATE TRIGGER retention_event_after_start BEFORE INSERT ON retention_event
BEGIN
    SELECT RAISE(ABORT, 'nothing a rule waits for can happen before the study began')
    WHERE new.happened < (SELECT s.start FROM study AS s WHERE s.id = new.study);
END;

-- What happened is not rewritten: it is voided with a reason, and entered anew.
CREATE TRIGGER retention_event_stays BEFORE UPDATE ON retention_event
WHEN new.study IS NOT old.study OR new.series IS NOT old.series OR new.what IS NOT old.what
    OR new.happened IS NOT old.happened OR (old.voided IS NOT NULL AND new.voided IS NOT old.voided)
BEGIN
    SELECT RAISE(ABORT, 'an event is voided and entered anew, not rewritten');
END;

CREATE TRIGGER hold_placed BEFORE INSERT ON hold
WHEN new.placed_by IS NOT session_user() OR new.released IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a hold is placed by who is signed in, and is released later');
END;

-- Whoever placed it may release it; another's hold takes an officer. A released hold stays as it was.
CREATE TRIGGER hold_released BEFORE UPDATE ON hold
BEGIN
    SELECT RAISE(ABORT, 'a hold that was released stays as it is') WHERE old.released IS NOT NULL;
    SELECT RAISE(ABORT, 'what a hold covers does not change')
    WHERE new.series IS NOT old.series OR new.study IS NOT old.study OR new.placed IS NOT old.placed
        OR new.placed_by IS NOT old.placed_by;
    SELECT RAISE(ABORT, 'a hold is released by who placed it, or by an officer')
    WHERE new.released IS NOT NULL
        AND (new.released_by IS NOT session_user()
            OR (old.placed_by <> session_user() AND session_role() <> 'officer'));
END;

CREATE TRIGGER series_stub_stays BEFORE UPDATE ON series
WHEN old.destroyed IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'what was destroyed leaves its stub, which stays as it is');
END;

CREATE TRIGGER rule_confirmation_stays BEFORE UPDATE ON rule_confirmation
WHEN new.rule IS NOT old.rule OR new.fingerprint IS NOT old.fingerprint OR new.person IS NOT old.person
    OR (old.withdrawn IS NOT NULL AND new.withdrawn IS NOT old.withdrawn)
BEGIN
    SELECT RAISE(ABORT, 'a confirmation is withdrawn and made anew, not rewritten');
END;

CREATE TRIGGER retention_review_stays BEFORE UPDATE ON retention_review
WHEN old.signed = 1
BEGIN
    SELECT RAISE(ABORT, 'a signed review stays as it is');
END;
