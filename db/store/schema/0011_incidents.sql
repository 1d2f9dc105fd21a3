-- What went wrong (RSK-2, RSK-3, RSK-4): incidents and their time line, deviations, notes to file, the clocks of those who
-- must be told, tests and drills. Times carry their offset; "entered" is when the computer was told (AUD-6). What was
-- entered by mistake is struck through (voided), never removed.

CREATE TABLE incident (
    id            TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number        TEXT NOT NULL UNIQUE CHECK (number GLOB 'INC-????-*'),
    title         TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 300),
    severity      INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 5),            -- 5 is the gravest
    occurred      TEXT NOT NULL CHECK (unixepoch(occurred) IS NOT NULL),
    aware         TEXT NOT NULL CHECK (unixepoch(aware) IS NOT NULL),           -- when the site came to know: clocks count from here
    resolved      TEXT CHECK (resolved IS NULL OR unixepoch(resolved) IS NOT NULL),
    detection     TEXT NOT NULL DEFAULT '' CHECK (length(detection) <= 20000),
    description   TEXT NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    threats       TEXT NOT NULL DEFAULT '' CHECK (length(threats) <= 1000),
    containment   TEXT NOT NULL DEFAULT '' CHECK (length(containment) <= 20000),
    impact        TEXT NOT NULL DEFAULT '' CHECK (length(impact) <= 20000),
    lessons       TEXT NOT NULL DEFAULT '' CHECK (length(lessons) <= 20000),
    personal_data TEXT NOT NULL DEFAULT 'not known' CHECK (personal_data IN ('not known', 'no', 'yes')),
    owner         TEXT REFERENCES person (id),
    capa          TEXT REFERENCES capa (id),
    closed        TEXT CHECK (closed IS date(closed)),
    closing       TEXT NOT NULL DEFAULT '' CHECK (length(closing) <= 4000),
    voided        INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    late_reason   TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered       TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (unixepoch(occurred) <= unixepoch(aware)),
    CHECK (unixepoch(aware) <= unixepoch(entered) + 60),
    CHECK (resolved IS NULL OR unixepoch(resolved) >= unixepoch(occurred)),
    CHECK (closed IS NULL OR resolved IS NOT NULL OR closing <> '')
) STRICT;
CREATE INDEX incident_by_occurred ON incident (occurred, id);
CREATE INDEX incident_by_owner ON incident (owner) WHERE owner IS NOT NULL;
CREATE INDEX incident_by_capa ON incident (capa) WHERE capa IS NOT NULL;

CREATE TABLE incident_event (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    incident TEXT NOT NULL REFERENCES incident (id),
    at       TEXT NOT NULL CHECK (unixepoch(at) IS NOT NULL),
    what     TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 4000),
    who      TEXT NOT NULL DEFAULT '' CHECK (length(who) <= 200),
    voided   INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (unixepoch(at) <= unixepoch(entered) + 60)             -- nothing is told before it happened
) STRICT;
CREATE INDEX incident_event_in_order ON incident_event (incident, at);

-- What it touched: one of the four, by its own record.
CREATE TABLE incident_affects (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    incident TEXT NOT NULL REFERENCES incident (id),
    asset    TEXT REFERENCES asset (id),
    system   TEXT REFERENCES system (id),
    person   TEXT REFERENCES person (id),
    study    TEXT REFERENCES study (id),
    CHECK ((asset IS NOT NULL) + (system IS NOT NULL) + (person IS NOT NULL) + (study IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX incident_affects_once
    ON incident_affects (incident, coalesce(asset, ''), coalesce(system, ''), coalesce(person, ''), coalesce(study, ''));
CREATE INDEX incident_affects_asset ON incident_affects (asset) WHERE asset IS NOT NULL;
CREATE INDEX incident_affects_system ON incident_affects (system) WHERE system IS NOT NULL;
CREATE INDEX incident_affects_person ON incident_affects (person) WHERE person IS NOT NULL;
CREATE INDEX incident_affects_study ON incident_affects (study) WHERE study IS NOT NULL;

CREATE TABLE incident_evidence (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    incident TEXT NOT NULL REFERENCES incident (id),
    evidence TEXT NOT NULL REFERENCES evidence (id),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (incident, evidence)
) STRICT;
CREATE INDEX incident_evidence_file ON incident_evidence (evidence);

CREATE TABLE deviation (
    id                 TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number             TEXT NOT NULL UNIQUE CHECK (number GLOB 'DEV-????-*'),
    study              TEXT REFERENCES study (id),                                     -- NULL: no study is concerned
    subject            TEXT NOT NULL DEFAULT '' CHECK (length(subject) <= 40),         -- the participant's code, never a name
    occurred           TEXT NOT NULL CHECK (occurred IS date(occurred)),
    identified         TEXT NOT NULL CHECK (identified IS date(identified)),
    identified_by      TEXT NOT NULL DEFAULT '' CHECK (length(identified_by) <= 200),
    description        TEXT NOT NULL CHECK (trim(description) <> '' AND length(description) <= 20000),
    type               TEXT NOT NULL DEFAULT 'other' CHECK (type IN ('consent', 'eligibility', 'procedure', 'visit window',
        'investigational product', 'safety reporting', 'sample', 'delegation or training', 'data protection', 'other')),
    subject_continued  TEXT NOT NULL DEFAULT '' CHECK (subject_continued IN ('', 'yes', 'no', 'not applicable')),
    action             TEXT NOT NULL DEFAULT '' CHECK (length(action) <= 20000),
    impact             TEXT NOT NULL DEFAULT '' CHECK (length(impact) <= 20000),
    owner              TEXT REFERENCES person (id),
    reported_sponsor   TEXT CHECK (reported_sponsor IS date(reported_sponsor)),
    reported_committee TEXT CHECK (reported_committee IS date(reported_committee)),
    reported_authority TEXT CHECK (reported_authority IS date(reported_authority)),
    grade              TEXT NOT NULL DEFAULT '' CHECK (grade IN ('', 'minor', 'important')),  -- the PI's assessment
    assessment         TEXT NOT NULL DEFAULT '' CHECK (length(assessment) <= 20000),
    assessed           TEXT CHECK (assessed IS date(assessed)),
    assessed_by        TEXT REFERENCES person (id),
    serious            TEXT NOT NULL DEFAULT '' CHECK (serious IN ('', 'no', 'yes')),         -- the serious-breach decision
    serious_why        TEXT NOT NULL DEFAULT '' CHECK (length(serious_why) <= 20000),
    serious_decided    TEXT CHECK (serious_decided IS date(serious_decided)),
    serious_aware      TEXT CHECK (serious_aware IS NULL OR unixepoch(serious_aware) IS NOT NULL),
    capa               TEXT REFERENCES capa (id),
    source_table       TEXT NOT NULL DEFAULT '' CHECK (length(source_table) <= 60),    -- the record in which the breach was found
    source_record      TEXT NOT NULL DEFAULT '' CHECK (length(source_record) <= 36),
    closed             TEXT CHECK (closed IS date(closed)),
    voided             INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    late_reason        TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered            TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (occurred <= identified),
    CHECK (identified <= substr(entered, 1, 10)),
    CHECK (grade = '' OR (assessment <> '' AND assessed IS NOT NULL AND assessed_by IS NOT NULL)),
    CHECK (assessed IS NULL OR assessed >= identified),
    CHECK (serious = '' OR (serious_why <> '' AND serious_decided IS NOT NULL)),
    CHECK (serious <> 'yes' OR serious_aware IS NOT NULL),
    CHECK (closed IS NULL OR (grade <> '' AND serious <> ''))
) STRICT;
CREATE INDEX deviation_by_occurred ON deviation (occurred, id);
CREATE INDEX deviation_by_study ON deviation (study, occurred);
CREATE INDEX deviation_by_owner ON deviation (owner) WHERE owner IS NOT NULL;
CREATE INDEX deviation_by_assessor ON deviation (assessed_by) WHERE assessed_by IS NOT NULL;
CREATE INDEX deviation_by_capa ON deviation (capa) WHERE capa IS NOT NULL;
-- the same breach of the same record opens only one
CREATE UNIQUE INDEX deviation_of_breach ON deviation (source_table, source_record, occurred) WHERE source_record <> '';

CREATE TABLE note_to_file (
    id               TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number           TEXT NOT NULL UNIQUE CHECK (number GLOB 'NTF-????-*'),
    study            TEXT REFERENCES study (id),
    subject          TEXT NOT NULL DEFAULT '' CHECK (length(subject) <= 40),
    written          TEXT NOT NULL CHECK (written IS date(written)),
    addressed_to     TEXT NOT NULL DEFAULT '' CHECK (length(addressed_to) <= 200),
    author           TEXT NOT NULL REFERENCES person (id),
    title            TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 300),
    issue            TEXT NOT NULL CHECK (trim(issue) <> '' AND length(issue) <= 20000),
    root_cause       TEXT NOT NULL DEFAULT '' CHECK (length(root_cause) <= 20000),
    corrective       TEXT NOT NULL DEFAULT '' CHECK (length(corrective) <= 20000),
    corrective_who   TEXT NOT NULL DEFAULT '' CHECK (length(corrective_who) <= 200),
    corrective_due   TEXT CHECK (corrective_due IS date(corrective_due)),
    resolution       TEXT NOT NULL DEFAULT '' CHECK (length(resolution) <= 20000),
    effective        TEXT CHECK (effective IS date(effective)),
    deviation        TEXT REFERENCES deviation (id),
    voided           INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    late_reason      TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered          TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (written <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX note_to_file_by_written ON note_to_file (written, id);
CREATE INDEX note_to_file_by_study ON note_to_file (study, written);
CREATE INDEX note_to_file_by_author ON note_to_file (author);
CREATE INDEX note_to_file_by_deviation ON note_to_file (deviation) WHERE deviation IS NOT NULL;

-- Clocks the site sets itself (contract hours to a sponsor), and clocks of the library that a named person confirmed.
CREATE TABLE clock_rule (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    library   TEXT NOT NULL DEFAULT '' CHECK (length(library) <= 60),      -- key in the library; '': the site's own
    title     TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 200),
    recipient TEXT NOT NULL CHECK (trim(recipient) <> '' AND length(recipient) <= 200),
    applies   TEXT NOT NULL CHECK (applies IN ('incident', 'serious breach')),
    amount    INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 9999),
    unit      TEXT NOT NULL CHECK (unit IN ('hours', 'days')),
    study     TEXT REFERENCES study (id),                                  -- NULL: for every study
    source    TEXT NOT NULL CHECK (trim(source) <> '' AND length(source) <= 500),
    confirmed TEXT CHECK (confirmed IS date(confirmed)),
    "by"      TEXT NOT NULL DEFAULT '' CHECK (length("by") <= 200),
    ended     TEXT CHECK (ended IS date(ended)),
    CHECK (confirmed IS NULL OR "by" <> '')
) STRICT;
CREATE UNIQUE INDEX clock_rule_of_library ON clock_rule (library) WHERE library <> '';
CREATE INDEX clock_rule_by_study ON clock_rule (study) WHERE study IS NOT NULL;

-- One clock that counts: told by then, or not required, with the reason.
CREATE TABLE notification (
    id         TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    incident   TEXT REFERENCES incident (id),
    deviation  TEXT REFERENCES deviation (id),
    rule       TEXT NOT NULL CHECK (rule <> '' AND length(rule) <= 60),    -- key in the library, or id of the site's own
    title      TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 200),
    recipient  TEXT NOT NULL CHECK (trim(recipient) <> '' AND length(recipient) <= 200),
    source     TEXT NOT NULL DEFAULT '' CHECK (length(source) <= 500),
    verified   INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
    began      TEXT NOT NULL CHECK (unixepoch(began) IS NOT NULL),
    due        TEXT NOT NULL CHECK (unixepoch(due) IS NOT NULL),
    told       TEXT CHECK (told IS NULL OR unixepoch(told) IS NOT NULL),
    recorded   TEXT CHECK (recorded IS NULL OR unixepoch(recorded) IS NOT NULL),   -- when the computer heard of it
    reference  TEXT NOT NULL DEFAULT '' CHECK (length(reference) <= 500),
    not_needed TEXT NOT NULL DEFAULT '' CHECK (length(not_needed) <= 2000),
    entered    TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK ((incident IS NOT NULL) + (deviation IS NOT NULL) = 1),
    CHECK (unixepoch(due) > unixepoch(began)),
    CHECK (told IS NULL OR (unixepoch(told) >= unixepoch(began) AND reference <> '' AND not_needed = '')),
    CHECK (told IS NULL OR (recorded IS NOT NULL AND unixepoch(told) <= unixepoch(recorded) + 60))
) STRICT;
CREATE UNIQUE INDEX notification_once ON notification (coalesce(incident, ''), coalesce(deviation, ''), rule);
CREATE INDEX notification_running ON notification (due) WHERE told IS NULL AND not_needed = '';
CREATE INDEX notification_by_incident ON notification (incident) WHERE incident IS NOT NULL;
CREATE INDEX notification_by_deviation ON notification (deviation) WHERE deviation IS NOT NULL;

-- Closing over a running clock is refused, whatever asks for it.
CREATE TRIGGER incident_clock BEFORE UPDATE OF closed ON incident
WHEN new.closed IS NOT NULL AND old.closed IS NULL
    AND EXISTS (SELECT 1 FROM notification WHERE incident = new.id AND told IS NULL AND not_needed = '')
BEGIN
    SELECT RAISE(ABORT, 'a clock of this incident is still running');
END;
CREATE TRIGGER deviation_clock BEFORE UPDATE OF closed ON deviation
WHEN new.closed IS NOT NULL AND old.closed IS NULL
    AND EXISTS (SELECT 1 FROM notification WHERE deviation = new.id AND told IS NULL AND not_needed = '')
BEGIN
    SELECT RAISE(ABORT, 'a clock of this deviation is still running');
END;

-- Tests and drills (RSK-4): penetration tests, scans, audits, phishing drills.
CREATE TABLE exercise (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number    TEXT NOT NULL UNIQUE CHECK (number GLOB 'TST-????-*'),
    kind      TEXT NOT NULL CHECK (kind IN ('penetration test', 'vulnerability scan', 'audit', 'phishing drill', 'recovery drill')),
    title     TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 300),
    scope     TEXT NOT NULL DEFAULT '' CHECK (length(scope) <= 4000),
    carried_out_by TEXT NOT NULL DEFAULT '' CHECK (length(carried_out_by) <= 200),
    planned   TEXT CHECK (planned IS date(planned)),
    performed TEXT CHECK (performed IS date(performed)),
    result    TEXT NOT NULL DEFAULT '' CHECK (length(result) <= 20000),
    reached   INTEGER CHECK (reached >= 0),                      -- phishing drill: how many got the message,
    clicked   INTEGER CHECK (clicked >= 0),                      -- how many fell for it,
    reported  INTEGER CHECK (reported >= 0),                     -- how many reported it
    report    TEXT REFERENCES evidence (id),
    next_due  TEXT CHECK (next_due IS date(next_due)),
    voided    INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (planned IS NOT NULL OR performed IS NOT NULL),
    CHECK (performed IS NULL OR next_due IS NULL OR next_due > performed),
    CHECK (reached IS NULL OR (coalesce(clicked, 0) <= reached AND coalesce(reported, 0) <= reached))
) STRICT;
CREATE INDEX exercise_by_day ON exercise (coalesce(performed, planned), id);
CREATE INDEX exercise_by_report ON exercise (report) WHERE report IS NOT NULL;

CREATE TABLE exercise_finding (
    id         TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    exercise   TEXT NOT NULL REFERENCES exercise (id),
    what       TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 4000),
    severity   INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 5),
    due        TEXT CHECK (due IS date(due)),
    risk       TEXT REFERENCES risk (id),
    capa       TEXT REFERENCES capa (id),
    resolved   TEXT CHECK (resolved IS date(resolved)),
    resolution TEXT NOT NULL DEFAULT '' CHECK (length(resolution) <= 4000),
    entered    TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (resolved IS NULL OR resolution <> '')
) STRICT;
CREATE INDEX exercise_finding_of ON exercise_finding (exercise, severity);
CREATE INDEX exercise_finding_capa ON exercise_finding (capa) WHERE capa IS NOT NULL;
CREATE INDEX exercise_finding_risk ON exercise_finding (risk) WHERE risk IS NOT NULL;
