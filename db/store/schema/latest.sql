-- Made by `python -m db.store.schema_dump`; the schema after all files, for reading and comparing.

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

CREATE TABLE account (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system  TEXT NOT NULL REFERENCES system (id),
    person  TEXT NOT NULL REFERENCES person (id),
    name    TEXT NOT NULL DEFAULT '' COLLATE NOCASE CHECK (length(name) <= 200),
    found   INTEGER NOT NULL DEFAULT 0 CHECK (found IN (0, 1)),   -- taken over as it was found: no request on record
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

CREATE TABLE account_list_form (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system  TEXT NOT NULL UNIQUE REFERENCES system (id),
    columns TEXT NOT NULL CHECK (json_type(columns) = 'object'),   -- heading -> field
    dates   TEXT NOT NULL DEFAULT '' CHECK (dates IN ('', 'dmy', 'mdy')),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

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

CREATE TABLE asset (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name    TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> '' AND length(name) <= 200),
    kind    TEXT NOT NULL CHECK (kind IN ('data', 'paper', 'device', 'system', 'room', 'people', 'product')),
    place   TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
    owner   TEXT REFERENCES person (id),
    note    TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    ended   TEXT CHECK (ended IS date(ended)),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

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

CREATE TABLE backup (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    place       TEXT NOT NULL REFERENCES backup_place (id),
    file        TEXT NOT NULL CHECK (file <> '' AND instr(file, '/') = 0 AND instr(file, char(92)) = 0),
    origin      TEXT NOT NULL CHECK (origin IN ('by hand', 'schedule')),
    made        TEXT NOT NULL CHECK (made GLOB '????-??-??T*'),
    made_by     TEXT NOT NULL REFERENCES users (id),
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
    size        INTEGER NOT NULL CHECK (size > 0),
    seq         INTEGER NOT NULL CHECK (seq > 0),                                -- the head of the trail inside it
    head        TEXT NOT NULL CHECK (length(head) = 64),
    verified    TEXT NOT NULL CHECK (verified GLOB '????-??-??T*'),              -- opened again with its key after writing
    keep_until  TEXT CHECK (keep_until IS date(keep_until)),                     -- NULL: until somebody removes it
    removed     TEXT CHECK (removed IS date(removed)),
    removed_why TEXT NOT NULL DEFAULT '' CHECK (length(removed_why) <= 500),
    CHECK ((removed IS NULL) = (removed_why = ''))
) STRICT;

CREATE TABLE backup_miss (
    id    TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    place TEXT NOT NULL REFERENCES backup_place (id),
    due   TEXT NOT NULL CHECK (due IS date(due)),
    why   TEXT NOT NULL CHECK (trim(why) <> '' AND length(why) <= 500),
    UNIQUE (place, due)
) STRICT;

CREATE TABLE backup_place (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    folder      TEXT NOT NULL UNIQUE CHECK (trim(folder) <> '' AND length(folder) <= 1000),
    every_days  INTEGER CHECK (every_days BETWEEN 1 AND 31),
    daily       INTEGER NOT NULL DEFAULT 7 CHECK (daily BETWEEN 1 AND 366),      -- days a backup is kept
    weekly      INTEGER NOT NULL DEFAULT 5 CHECK (weekly BETWEEN 0 AND 520),     -- weeks, the first of a week
    monthly     INTEGER NOT NULL DEFAULT 12 CHECK (monthly BETWEEN 0 AND 1200),  -- months, the first of a month
    since       TEXT NOT NULL CHECK (since GLOB '????-??-??T*'),
    journal     INTEGER NOT NULL DEFAULT 0 CHECK (journal >= 0)                  -- the last destruction written there: its entry
) STRICT;

CREATE TABLE capa (
    id             TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number         TEXT NOT NULL UNIQUE CHECK (trim(number) <> '' AND length(number) <= 60),
    title          TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 300),
    source         TEXT NOT NULL CHECK (source IN ('incident', 'finding', 'audit', 'deviation', 'risk', 'own observation')),
    origin_table   TEXT NOT NULL DEFAULT '' CHECK (length(origin_table) <= 60),
    origin_record  TEXT NOT NULL DEFAULT '' CHECK (origin_record = '' OR length(origin_record) = 36),
    origin_number  TEXT NOT NULL DEFAULT '' CHECK (length(origin_number) <= 60),
    study          TEXT REFERENCES study (id),                          -- NULL: of the whole site
    kind           TEXT NOT NULL CHECK (kind IN ('corrective', 'preventive', 'corrective and preventive')),
    priority       TEXT NOT NULL CHECK (priority IN ('minor', 'major', 'critical')),
    identified     TEXT NOT NULL CHECK (identified IS date(identified)),
    initiator      TEXT NOT NULL DEFAULT '' CHECK (length(initiator) <= 200),
    owner          TEXT REFERENCES person (id),
    first_target   TEXT CHECK (first_target IS date(first_target)),     -- stays when the target is extended
    target         TEXT CHECK (target IS date(target) AND (target IS NULL OR first_target IS NOT NULL)),
    description    TEXT NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    containment    TEXT NOT NULL DEFAULT '' CHECK (length(containment) <= 20000),
    contained      TEXT CHECK (contained IS date(contained)),
    adverse        TEXT NOT NULL DEFAULT '' CHECK (length(adverse) <= 20000),   -- adverse implications
    method         TEXT NOT NULL DEFAULT '' CHECK (length(method) <= 200),      -- how the root cause was found
    root_cause     TEXT NOT NULL DEFAULT '' CHECK (length(root_cause) <= 20000),
    root_cause_day TEXT CHECK (root_cause_day IS date(root_cause_day)),
    criteria       TEXT NOT NULL DEFAULT '' CHECK (length(criteria) <= 20000),  -- what will prove it effective
    check_how      TEXT NOT NULL DEFAULT '' CHECK (length(check_how) <= 4000),
    check_after    INTEGER CHECK (check_after BETWEEN 1 AND 1100),              -- days from the last action done
    check_due      TEXT CHECK (check_due IS date(check_due)),
    justification  TEXT NOT NULL DEFAULT '' CHECK (length(justification) <= 20000),  -- why a correction is enough
    conclusion     TEXT NOT NULL DEFAULT '' CHECK (length(conclusion) <= 20000),
    step           TEXT NOT NULL CHECK (step IN ('identification', 'investigation', 'action plan', 'implementation',
                       'effectiveness check', 'closed', 'closed as correction', 'voided')),
    step_day       TEXT NOT NULL CHECK (step_day IS date(step_day)),
    round          INTEGER NOT NULL DEFAULT 1 CHECK (round BETWEEN 1 AND 99),   -- grows when the plan must be approved anew
    closed         TEXT CHECK (closed IS date(closed)),
    late_reason    TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    old_status     TEXT NOT NULL DEFAULT '' CHECK (length(old_status) <= 100),  -- its status in the sheet it was brought in from
    entered        TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (identified <= substr(entered, 1, 10)),
    CHECK (target IS NULL OR target >= first_target),
    CHECK ((closed IS NOT NULL) = (step IN ('closed', 'closed as correction'))),
    CHECK (closed IS NULL OR closed >= identified)
) STRICT;

CREATE TABLE capa_action (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa      TEXT NOT NULL REFERENCES capa (id),
    round     INTEGER NOT NULL CHECK (round >= 1),
    kind      TEXT NOT NULL CHECK (kind IN ('immediate', 'corrective', 'preventive')),
    what      TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 20000),
    owner     TEXT NOT NULL REFERENCES person (id),
    first_due TEXT NOT NULL CHECK (first_due IS date(first_due)),        -- stays when the due date is extended
    due       TEXT NOT NULL CHECK (due IS date(due) AND due >= first_due),
    done      TEXT CHECK (done IS date(done)),
    proof     TEXT NOT NULL DEFAULT '' CHECK (length(proof) <= 20000),   -- what was done and shows it, or why it was dropped
    dropped   INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (done IS NULL OR dropped = 0),
    CHECK ((done IS NULL AND dropped = 0) OR trim(proof) <> '')
) STRICT;

CREATE TABLE capa_cause (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa     TEXT NOT NULL REFERENCES capa (id),
    parent   TEXT REFERENCES capa_cause (id),                            -- NULL: answers the first why
    category TEXT NOT NULL CHECK (category IN ('people', 'method', 'equipment', 'material', 'measurement', 'environment')),
    words    TEXT NOT NULL CHECK (trim(words) <> '' AND length(words) <= 20000),
    standing TEXT NOT NULL DEFAULT 'possible' CHECK (standing IN ('possible', 'contributing', 'root cause', 'ruled out', 'struck')),
    place    INTEGER NOT NULL DEFAULT 0,
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (parent IS NOT id)
) STRICT;

CREATE TABLE capa_check (       -- one effectiveness check for each round
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    round   INTEGER NOT NULL CHECK (round >= 1),
    due     TEXT NOT NULL CHECK (due IS date(due)),
    checked TEXT NOT NULL CHECK (checked IS date(checked) AND checked >= due),
    verdict TEXT NOT NULL CHECK (verdict IN ('effective', 'not effective')),
    found   TEXT NOT NULL CHECK (trim(found) <> '' AND length(found) <= 20000),
    checker TEXT NOT NULL CHECK (trim(checker) <> '' AND length(checker) <= 200),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (checked <= substr(entered, 1, 10)),
    UNIQUE (capa, round)
) STRICT;

CREATE TABLE capa_decision (    -- whose signature let a plan be carried out, or closed it
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa      TEXT NOT NULL REFERENCES capa (id),
    round     INTEGER NOT NULL CHECK (round >= 1),
    meaning   TEXT NOT NULL CHECK (meaning IN ('approved', 'closed')),
    signature TEXT NOT NULL UNIQUE REFERENCES signature (id),
    person    TEXT REFERENCES person (id),                               -- NULL: somebody outside the roster
    signed    TEXT NOT NULL CHECK (signed IS date(signed)),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (signed <= substr(entered, 1, 10)),
    UNIQUE (capa, round, meaning)
) STRICT;

CREATE TABLE capa_event (       -- the time line of what happened
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    at      TEXT NOT NULL CHECK (at GLOB '????-??-??T*' AND unixepoch(at) IS NOT NULL),
    what    TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 20000),
    struck  INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (unixepoch(at) <= unixepoch(entered))
) STRICT;

CREATE TABLE capa_extension (   -- why a day moved; the first one stays where it was
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    action  TEXT REFERENCES capa_action (id),                            -- NULL: the target of the CAPA itself
    before  TEXT NOT NULL CHECK (before IS date(before)),
    after   TEXT NOT NULL CHECK (after IS date(after) AND after > before),
    reason  TEXT NOT NULL CHECK (trim(reason) <> '' AND length(reason) <= 2000),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

CREATE TABLE capa_file (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa     TEXT NOT NULL REFERENCES capa (id),
    action   TEXT REFERENCES capa_action (id),                           -- NULL: evidence of the investigation
    evidence TEXT NOT NULL REFERENCES evidence (id),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

CREATE TABLE capa_member (      -- the cross-functional team
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    person  TEXT NOT NULL REFERENCES person (id),
    part    TEXT NOT NULL DEFAULT '' CHECK (length(part) <= 200),
    "left"  TEXT CHECK ("left" IS date("left")),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (capa, person)
) STRICT;

CREATE TABLE capa_notice (      -- who must be told, and when they were
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    whom    TEXT NOT NULL CHECK (whom IN ('principal investigator', 'sponsor', 'IRB', 'authority', 'participants')),
    needed  INTEGER NOT NULL DEFAULT 1 CHECK (needed IN (0, 1)),
    told    TEXT CHECK (told IS date(told)),
    note    TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (needed = 1 OR (told IS NULL AND trim(note) <> '')),
    UNIQUE (capa, whom)
) STRICT;

CREATE TABLE capa_step (        -- the way it went
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    place   INTEGER NOT NULL CHECK (place >= 1),
    step    TEXT NOT NULL CHECK (step IN ('identification', 'investigation', 'action plan', 'implementation',
                'effectiveness check', 'closed', 'closed as correction', 'voided')),
    round   INTEGER NOT NULL CHECK (round >= 1),
    day     TEXT NOT NULL CHECK (day IS date(day)),
    by      TEXT NOT NULL CHECK (trim(by) <> '' AND length(by) <= 200),
    reason  TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 4000),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (capa, place)
) STRICT;

CREATE TABLE certificate_issuer (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36),
    certificate TEXT NOT NULL REFERENCES certificates (id),
    place       INTEGER NOT NULL CHECK (place > 0),
    name        TEXT NOT NULL CHECK (name <> ''),
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
    valid_until TEXT NOT NULL,
    der         BLOB NOT NULL,
    UNIQUE (certificate, place)
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
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'), sheet TEXT NOT NULL DEFAULT '{}' CHECK (json_type(sheet) = 'object'),
    CHECK (happened <= substr(entered, 1, 10)),
    UNIQUE (study, number)
) STRICT;

CREATE TABLE destruction (
    id              TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number          TEXT NOT NULL UNIQUE CHECK (number GLOB 'DC-????-*'),
    series          TEXT NOT NULL REFERENCES series (id),
    proposed        TEXT NOT NULL CHECK (proposed IS date(proposed)),
    proposed_by     TEXT NOT NULL REFERENCES users (id),
    person          TEXT NOT NULL REFERENCES person (id),            -- who proposed
    reason          TEXT NOT NULL CHECK (trim(reason) <> '' AND length(reason) <= 2000),
    method          TEXT NOT NULL CHECK (method IN ('shredding', 'pulping', 'incineration', 'clear', 'purge',
                        'cryptographic erase', 'destruction of the medium', 'disposal of samples')),   -- NIST SP 800-88 in the middle
    medium          TEXT NOT NULL DEFAULT '' CHECK (length(medium) <= 300),      -- make, model, serial number
    eligible        TEXT NOT NULL CHECK (eligible IS date(eligible)),            -- the first day on which it may end
    facts           TEXT NOT NULL CHECK (json_type(facts) = 'array'),            -- the series and why it may end, as on the day
    items           INTEGER NOT NULL DEFAULT 0 CHECK (items >= 0),               -- records in this program
    items_sha256    TEXT NOT NULL DEFAULT '' CHECK (length(items_sha256) IN (0, 64)),
    approver        TEXT REFERENCES person (id),
    approved        TEXT CHECK (approved IS date(approved) AND approved >= proposed),
    carried_by      TEXT REFERENCES person (id),
    carried         TEXT CHECK (carried IS date(carried) AND carried >= approved),
    verification    TEXT NOT NULL DEFAULT '' CHECK (length(verification) <= 2000), -- how it was seen that nothing is left
    witness         TEXT REFERENCES person (id),
    witness_name    TEXT NOT NULL DEFAULT '' CHECK (length(witness_name) <= 200), -- as printed, of somebody outside too
    backups         TEXT NOT NULL DEFAULT '' CHECK (length(backups) <= 4000),    -- which still hold it, and until when
    withdrawn       TEXT CHECK (withdrawn IS date(withdrawn)),
    withdraw_reason TEXT NOT NULL DEFAULT '' CHECK (length(withdraw_reason) <= 500),
    entered         TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK ((approver IS NULL) = (approved IS NULL)),
    CHECK (approver IS NULL OR approver <> person),
    CHECK ((carried IS NULL) = (carried_by IS NULL)),
    CHECK (carried IS NULL OR (approved IS NOT NULL AND carried >= eligible AND verification <> '' AND witness_name <> ''
        AND (witness IS NULL OR witness <> carried_by))),
    CHECK (withdrawn IS NULL OR (carried IS NULL AND withdraw_reason <> ''))
) STRICT;

CREATE TABLE destruction_item (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    destruction TEXT NOT NULL REFERENCES destruction (id),
    tbl         TEXT NOT NULL CHECK (tbl <> ''),
    record      TEXT NOT NULL CHECK (record <> ''),
    UNIQUE (destruction, tbl, record)
) STRICT;

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

CREATE TABLE document (
    id            TEXT PRIMARY KEY REFERENCES course (id) CHECK (length(id) = 36),
    type          TEXT NOT NULL CHECK (type IN (
                      'SOP', 'policy', 'work instruction', 'manual', 'form', 'protocol', 'consent', 'safety')),
    owner         TEXT NOT NULL REFERENCES person (id),
    review_months INTEGER NOT NULL DEFAULT 24 CHECK (review_months BETWEEN 1 AND 120),
    controlled    TEXT NOT NULL CHECK (controlled IS date(controlled)),
    entered       TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

CREATE TABLE document_change (
    id            TEXT PRIMARY KEY REFERENCES course_version (id) CHECK (length(id) = 36),
    number        TEXT NOT NULL UNIQUE CHECK (number GLOB 'CC-*'),
    document      TEXT NOT NULL REFERENCES document (id),
    reason        TEXT NOT NULL CHECK (trim(reason) <> '' AND length(reason) <= 2000),
    author        TEXT NOT NULL REFERENCES person (id),
    author_name   TEXT NOT NULL CHECK (trim(author_name) <> '' AND length(author_name) <= 200),   -- as it was signed
    reviewer      TEXT REFERENCES person (id),
    reviewer_name TEXT NOT NULL DEFAULT '' CHECK (length(reviewer_name) <= 200),
    approver      TEXT REFERENCES person (id),                                     -- NULL: somebody outside, in ink
    approver_name TEXT NOT NULL DEFAULT '' CHECK (length(approver_name) <= 200),
    not_before    TEXT CHECK (not_before IS date(not_before)),
    proposed      TEXT CHECK (proposed IS date(proposed)),
    reviewed      TEXT CHECK (reviewed IS date(reviewed)),
    approved      TEXT CHECK (approved IS date(approved)),
    abandoned     TEXT CHECK (abandoned IS date(abandoned)),
    round         TEXT NOT NULL CHECK (round GLOB '????-??-??T*'),   -- signatures before this moment count no more
    entered       TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK ((reviewer IS NULL) = (reviewer_name = '') AND (reviewer IS NULL OR reviewer <> author)),
    CHECK (approver IS NULL OR (approver <> author AND approver_name <> '')),       -- nobody approves their own
    CHECK (proposed IS NULL OR approver_name <> ''),
    CHECK (reviewed IS NULL OR (proposed IS NOT NULL AND reviewed >= proposed)),
    CHECK (approved IS NULL OR (proposed IS NOT NULL AND approved >= coalesce(reviewed, proposed))),
    CHECK (approved IS NULL OR reviewer IS NULL OR reviewed IS NOT NULL),
    CHECK (approved IS NULL OR abandoned IS NULL)
) STRICT;

CREATE TABLE document_copy (
    id           TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    version      TEXT NOT NULL REFERENCES course_version (id),
    person       TEXT REFERENCES person (id),
    holder       TEXT NOT NULL DEFAULT '' CHECK (length(holder) <= 200),
    how          TEXT NOT NULL CHECK (how IN ('program', 'e-mail', 'paper')),
    sent         TEXT NOT NULL CHECK (sent IS date(sent)),
    by_training  INTEGER NOT NULL DEFAULT 0 CHECK (by_training IN (0, 1)),
    acknowledged TEXT CHECK (acknowledged IS date(acknowledged) AND acknowledged >= sent),
    returned     TEXT CHECK (returned IS date(returned) AND returned >= sent),
    note         TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    entered      TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK ((person IS NULL) = (trim(holder) <> '')),
    CHECK (by_training = 0 OR person IS NOT NULL),
    CHECK (sent <= substr(entered, 1, 10)),
    UNIQUE (version, person)
) STRICT;

CREATE TABLE document_review (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    document TEXT NOT NULL REFERENCES document (id),
    reviewed TEXT NOT NULL CHECK (reviewed IS date(reviewed)),
    reviewer TEXT NOT NULL CHECK (trim(reviewer) <> '' AND length(reviewer) <= 200),
    outcome  TEXT NOT NULL CHECK (trim(outcome) <> '' AND length(outcome) <= 2000),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (reviewed <= substr(entered, 1, 10))
) STRICT;

CREATE TABLE draft_key (
    id TEXT PRIMARY KEY REFERENCES users (id),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

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

CREATE TABLE evidence_piece (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    evidence TEXT NOT NULL REFERENCES evidence (id),
    place    INTEGER NOT NULL CHECK (place > 0),
    sealed   BLOB NOT NULL CHECK (length(sealed) > 0),
    UNIQUE (evidence, place)
) STRICT;

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

CREATE TABLE export_template (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    register TEXT NOT NULL CHECK (register <> ''),
    headings TEXT NOT NULL CHECK (length(headings) = 64),
    name TEXT NOT NULL CHECK (name <> ''),
    columns TEXT NOT NULL CHECK (json_valid(columns) AND json_type(columns) = 'object'),
    UNIQUE (register, headings)
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

CREATE TABLE incident_affects (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    incident TEXT NOT NULL REFERENCES incident (id),
    asset    TEXT REFERENCES asset (id),
    system   TEXT REFERENCES system (id),
    person   TEXT REFERENCES person (id),
    study    TEXT REFERENCES study (id),
    CHECK ((asset IS NOT NULL) + (system IS NOT NULL) + (person IS NOT NULL) + (study IS NOT NULL) = 1)
) STRICT;

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

CREATE TABLE incident_evidence (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    incident TEXT NOT NULL REFERENCES incident (id),
    evidence TEXT NOT NULL REFERENCES evidence (id),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (incident, evidence)
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

CREATE TABLE journal_key (
    id  TEXT PRIMARY KEY CHECK (id = 'destructions'),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

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

CREATE TABLE oversight_plan (
    id     TEXT PRIMARY KEY REFERENCES study (id) CHECK (length(id) = 36),
    months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 60),
    start  TEXT NOT NULL CHECK (start IS date(start))
) STRICT;

CREATE TABLE oversight_review (
    id         TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study      TEXT NOT NULL REFERENCES study (id),
    person     TEXT NOT NULL REFERENCES person (id),
    since      TEXT NOT NULL CHECK (since IS date(since)),
    until      TEXT NOT NULL CHECK (until IS date(until)),
    drawn      TEXT NOT NULL CHECK (drawn GLOB '????-??-??T*'),
    facts      TEXT NOT NULL CHECK (json_type(facts) = 'array'),
    verdict    TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'in control', 'actions needed')),
    conclusion TEXT NOT NULL DEFAULT '' CHECK (length(conclusion) <= 4000),
    actions    TEXT NOT NULL DEFAULT '' CHECK (length(actions) <= 4000),
    signed     TEXT CHECK (signed IS date(signed)),
    entered    TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (until >= since),
    CHECK (signed IS NULL OR (verdict <> '' AND conclusion <> '')),
    CHECK (signed IS NULL OR verdict <> 'actions needed' OR actions <> ''),
    CHECK (signed IS NULL OR signed >= substr(drawn, 1, 10))
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

CREATE TABLE plan_section (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    version TEXT NOT NULL REFERENCES plan_version (id),
    part    TEXT NOT NULL CHECK (part IN ('collection', 'security', 'sharing', 'retention')),
    text    TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
    facts   TEXT NOT NULL DEFAULT '[]' CHECK (json_type(facts) = 'array'),           -- [[topic, label, value], ...]
    UNIQUE (version, part)
) STRICT;

CREATE TABLE plan_version (
    id            TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study         TEXT NOT NULL REFERENCES study (id),
    number        INTEGER NOT NULL CHECK (number > 0),
    reason        TEXT NOT NULL CHECK (trim(reason) <> '' AND length(reason) <= 2000),
    author        TEXT NOT NULL REFERENCES person (id),
    author_name   TEXT NOT NULL CHECK (trim(author_name) <> '' AND length(author_name) <= 200),   -- as it was signed
    approver      TEXT REFERENCES person (id),                                     -- NULL: somebody outside, in ink
    approver_name TEXT NOT NULL DEFAULT '' CHECK (length(approver_name) <= 200),
    not_before    TEXT CHECK (not_before IS date(not_before)),
    review_months INTEGER NOT NULL DEFAULT 12 CHECK (review_months BETWEEN 1 AND 60),
    drawn         TEXT CHECK (drawn GLOB '????-??-??T*'),
    proposed      TEXT CHECK (proposed IS date(proposed)),
    approved      TEXT CHECK (approved IS date(approved)),
    effective     TEXT CHECK (effective IS date(effective)),
    next_review   TEXT CHECK (next_review IS date(next_review)),
    entered       TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (approver IS NULL OR (approver <> author AND approver_name <> '')),       -- nobody approves their own
    CHECK (proposed IS NULL OR (drawn IS NOT NULL AND approver_name <> '')),
    CHECK ((approved IS NULL) = (effective IS NULL) AND (approved IS NULL) = (next_review IS NULL)),
    CHECK (approved IS NULL OR (proposed IS NOT NULL AND approved >= proposed AND effective >= approved)),
    CHECK (approved IS NULL OR not_before IS NULL OR effective >= not_before),
    UNIQUE (study, number)
) STRICT;

CREATE TABLE planned_renewal (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    person  TEXT NOT NULL REFERENCES person (id),
    course  TEXT NOT NULL REFERENCES course (id),
    planned TEXT NOT NULL CHECK (planned IS date(planned)),
    note    TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (person, course, planned)
) STRICT;

CREATE TABLE reapplied (
    id           TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),    -- of the destruction or redaction
    kind         TEXT NOT NULL CHECK (kind IN ('destruction', 'redaction')),
    number       TEXT NOT NULL CHECK (number <> ''),
    carried      TEXT NOT NULL CHECK (carried IS date(carried)),
    told         TEXT NOT NULL CHECK (json_type(told) = 'object'),               -- as the list beside the backup says it
    tbl          TEXT NOT NULL DEFAULT '',                                       -- of a redaction: its record
    record       TEXT NOT NULL DEFAULT '',
    installation TEXT NOT NULL REFERENCES installations (id),
    done         TEXT CHECK (done GLOB '????-??-??T*'),                          -- NULL: not carried out again
    words        TEXT NOT NULL CHECK (words <> '' AND length(words) <= 2000)
) STRICT;

CREATE TABLE reapplied_item (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    reapplied TEXT NOT NULL REFERENCES reapplied (id),
    tbl       TEXT NOT NULL CHECK (tbl <> ''),
    record    TEXT NOT NULL CHECK (record <> ''),
    UNIQUE (reapplied, tbl, record)
) STRICT;

CREATE TABLE reasons (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    label TEXT NOT NULL UNIQUE CHECK (label <> ''),
    retired TEXT CHECK (retired IS NULL OR date(retired) IS retired)
) STRICT;

CREATE TABLE redaction (
    id              TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number          TEXT NOT NULL UNIQUE CHECK (number GLOB 'RD-????-*'),
    tbl             TEXT NOT NULL CHECK (tbl <> ''),
    record          TEXT NOT NULL CHECK (length(record) = 36),
    named           TEXT NOT NULL CHECK (length(named) <= 200),                   -- what the record is called, without the text
    kind            TEXT NOT NULL CHECK (kind IN ('name', 'birth date', 'address', 'phone or e-mail', 'number', 'other')),
    reason          TEXT NOT NULL CHECK (trim(reason) <> '' AND length(reason) <= 2000),
    letters         INTEGER NOT NULL CHECK (letters >= 2),                        -- how long the text is; no more is kept of it
    elsewhere       TEXT NOT NULL DEFAULT '' CHECK (length(elsewhere) <= 4000),   -- other records that hold it, by name
    proposed        TEXT NOT NULL CHECK (proposed IS date(proposed)),
    proposed_by     TEXT NOT NULL REFERENCES users (id),
    person          TEXT NOT NULL REFERENCES person (id),
    approver        TEXT REFERENCES person (id),
    approved        TEXT CHECK (approved IS date(approved) AND approved >= proposed),
    carried_by      TEXT REFERENCES person (id),
    carried         TEXT CHECK (carried IS date(carried) AND carried >= approved),
    backups         TEXT NOT NULL DEFAULT '' CHECK (length(backups) <= 4000),     -- backups and packages that still hold it
    withdrawn       TEXT CHECK (withdrawn IS date(withdrawn)),
    withdraw_reason TEXT NOT NULL DEFAULT '' CHECK (length(withdraw_reason) <= 500),
    entered         TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'), places TEXT NOT NULL DEFAULT '[]' CHECK (json_type(places) = 'array'),
    CHECK ((approver IS NULL) = (approved IS NULL)),
    CHECK (approver IS NULL OR approver <> person),
    CHECK ((carried IS NULL) = (carried_by IS NULL)),
    CHECK (carried IS NULL OR (approved IS NOT NULL AND backups <> '')),
    CHECK (withdrawn IS NULL OR (carried IS NULL AND withdraw_reason <> ''))
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

CREATE TABLE restore_drill (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    backup  TEXT REFERENCES backup (id),
    file    TEXT NOT NULL CHECK (file <> ''),
    done    TEXT NOT NULL CHECK (done GLOB '????-??-??T*'),
    done_by TEXT NOT NULL REFERENCES users (id),
    opened  TEXT NOT NULL CHECK (opened IN ('recovery kit', 'own key')),
    made    TEXT NOT NULL CHECK (made GLOB '????-??-??T*'),                      -- when the backup was made
    seq     INTEGER NOT NULL CHECK (seq >= 0),
    head    TEXT NOT NULL CHECK (length(head) = 64),
    good    INTEGER NOT NULL CHECK (good IN (0, 1)),
    words   TEXT NOT NULL CHECK (words <> '' AND length(words) <= 2000)
) STRICT;

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

CREATE TABLE review_signer (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    review    TEXT NOT NULL REFERENCES access_review (id),
    user      TEXT NOT NULL REFERENCES users (id),
    signature TEXT NOT NULL REFERENCES signature (id),
    UNIQUE (review, user)
) STRICT;

CREATE TABLE revocation_lists (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    authority TEXT NOT NULL REFERENCES certificates (id),
    number INTEGER NOT NULL CHECK (number > 0),
    until TEXT NOT NULL,
    der BLOB NOT NULL,
    UNIQUE (authority, number)
) STRICT;

CREATE TABLE risk (
    id                  TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number              TEXT NOT NULL UNIQUE CHECK (number GLOB 'R-*'),
    title               TEXT NOT NULL CHECK (trim(title) <> '' AND length(title) <= 300),
    scenario            TEXT NOT NULL DEFAULT '' CHECK (length(scenario) <= 20000),
    consequence         TEXT NOT NULL DEFAULT '' CHECK (length(consequence) <= 20000),
    asset               TEXT REFERENCES asset (id),
    threat              TEXT REFERENCES threat (id),
    vulnerability       TEXT REFERENCES vulnerability (id),
    study               TEXT REFERENCES study (id),                       -- NULL: of the whole site
    owner               TEXT REFERENCES person (id),
    identified          TEXT NOT NULL CHECK (identified IS date(identified)),
    controls            TEXT NOT NULL DEFAULT '' CHECK (length(controls) <= 20000),
    inherent_likelihood INTEGER NOT NULL CHECK (inherent_likelihood BETWEEN 1 AND 5),
    inherent_impact     INTEGER NOT NULL CHECK (inherent_impact BETWEEN 1 AND 5),
    current_likelihood  INTEGER NOT NULL CHECK (current_likelihood BETWEEN 1 AND 5),
    current_impact      INTEGER NOT NULL CHECK (current_impact BETWEEN 1 AND 5),
    residual_likelihood INTEGER NOT NULL CHECK (residual_likelihood BETWEEN 1 AND 5),
    residual_impact     INTEGER NOT NULL CHECK (residual_impact BETWEEN 1 AND 5),
    treatment           TEXT NOT NULL DEFAULT '' CHECK (treatment IN ('', 'reduce', 'avoid', 'share', 'accept')),
    review_months       INTEGER NOT NULL DEFAULT 12 CHECK (review_months BETWEEN 1 AND 60),
    next_review         TEXT NOT NULL CHECK (next_review IS date(next_review)),
    library             TEXT NOT NULL DEFAULT '' CHECK (length(library) <= 60),   -- key in the starting library
    closed              TEXT CHECK (closed IS date(closed)),
    closing             TEXT NOT NULL DEFAULT '' CHECK (length(closing) <= 4000),
    late_reason         TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered             TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    -- measures never make it worse: no place lies above the one before it
    CHECK (current_likelihood <= inherent_likelihood AND current_impact <= inherent_impact),
    CHECK (residual_likelihood <= current_likelihood AND residual_impact <= current_impact),
    CHECK (identified <= substr(entered, 1, 10)),
    CHECK (closed IS NULL OR closing <> '')
) STRICT;

CREATE TABLE risk_acceptance (
    id         TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    risk       TEXT NOT NULL REFERENCES risk (id),
    approver   TEXT NOT NULL REFERENCES person (id),
    reason     TEXT NOT NULL CHECK (trim(reason) <> '' AND length(reason) <= 4000),
    accepted   TEXT NOT NULL CHECK (accepted IS date(accepted)),
    ends       TEXT NOT NULL CHECK (ends IS date(ends) AND ends > accepted),
    likelihood INTEGER NOT NULL CHECK (likelihood BETWEEN 1 AND 5),   -- of the current place, as it was accepted
    impact     INTEGER NOT NULL CHECK (impact BETWEEN 1 AND 5),
    signed     INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1)),   -- in force only then
    withdrawn  TEXT CHECK (withdrawn IS date(withdrawn)),
    entered    TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

CREATE TABLE risk_action (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    risk      TEXT NOT NULL REFERENCES risk (id),
    what      TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 2000),
    owner     TEXT NOT NULL REFERENCES person (id),
    first_due TEXT NOT NULL CHECK (first_due IS date(first_due)),              -- stays when the due date is extended
    due       TEXT NOT NULL CHECK (due IS date(due) AND due >= first_due),
    done      TEXT CHECK (done IS date(done)),
    note      TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),           -- what was done, or why it was dropped
    dropped   INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
    evidence  TEXT REFERENCES evidence (id),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (done IS NULL OR dropped = 0),
    CHECK (dropped = 0 OR note <> '')
) STRICT;

CREATE TABLE risk_capa (
    id   TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    risk TEXT NOT NULL REFERENCES risk (id),
    capa TEXT NOT NULL REFERENCES capa (id),
    UNIQUE (risk, capa)
) STRICT;

CREATE TABLE risk_review (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    risk     TEXT NOT NULL REFERENCES risk (id),
    reviewed TEXT NOT NULL CHECK (reviewed IS date(reviewed)),
    reviewer TEXT NOT NULL CHECK (trim(reviewer) <> '' AND length(reviewer) <= 200),
    outcome  TEXT NOT NULL CHECK (trim(outcome) <> '' AND length(outcome) <= 4000),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (reviewed <= substr(entered, 1, 10))
) STRICT;

CREATE TABLE risk_scale (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    axis    TEXT NOT NULL CHECK (axis IN ('likelihood', 'impact', 'level')),
    step    INTEGER NOT NULL CHECK (step BETWEEN 1 AND 5),
    word    TEXT NOT NULL CHECK (trim(word) <> '' AND length(word) <= 40),
    meaning TEXT NOT NULL DEFAULT '' CHECK (length(meaning) <= 500),
    CHECK (axis <> 'level' OR step <= 4),
    UNIQUE (axis, step)
) STRICT;

CREATE TABLE role_conflict (
    id     TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system TEXT NOT NULL REFERENCES system (id),
    role   TEXT NOT NULL COLLATE NOCASE CHECK (trim(role) <> '' AND length(role) <= 200),
    other  TEXT NOT NULL COLLATE NOCASE CHECK (trim(other) <> '' AND length(other) <= 200),
    why    TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 500),
    CHECK (role <> other),
    UNIQUE (system, role, other)
) STRICT;

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

CREATE TABLE schema_files (
    id TEXT PRIMARY KEY CHECK (id GLOB '[0-9][0-9][0-9][0-9]_*'),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT, WITHOUT ROWID;

CREATE TABLE seals (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    certificate TEXT NOT NULL UNIQUE REFERENCES certificates (id),
    "key" BLOB NOT NULL
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

CREATE TABLE series_study (
    id     TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    series TEXT NOT NULL REFERENCES series (id),
    study  TEXT NOT NULL REFERENCES study (id),
    UNIQUE (series, study)
) STRICT;

CREATE TABLE settings (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE sharing (
    id               TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number           TEXT NOT NULL UNIQUE CHECK (number GLOB 'DS-*'),
    study            TEXT REFERENCES study (id),                                        -- NULL: of the whole site
    what             TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 1000),
    data             TEXT NOT NULL CHECK (data IN ('identified', 'coded', 'anonymous')),
    purpose          TEXT NOT NULL DEFAULT '' CHECK (length(purpose) <= 1000),
    recipient        TEXT NOT NULL CHECK (trim(recipient) <> '' AND length(recipient) <= 200),
    capacity         TEXT NOT NULL CHECK (capacity IN (
                         'controller', 'joint controller', 'processor', 'authority', 'other')),
    contact          TEXT NOT NULL DEFAULT '' CHECK (length(contact) <= 300),
    legal_basis      TEXT NOT NULL CHECK (trim(legal_basis) <> '' AND length(legal_basis) <= 300),
    agreement        TEXT NOT NULL DEFAULT '' CHECK (length(agreement) <= 300),
    agreement_signed TEXT CHECK (agreement_signed IS date(agreement_signed)),
    agreement_until  TEXT CHECK (agreement_until IS date(agreement_until)),             -- NULL: without end
    evidence         TEXT REFERENCES evidence (id),
    safeguards       TEXT NOT NULL DEFAULT '' CHECK (length(safeguards) <= 4000),
    country          TEXT NOT NULL CHECK (length(country) = 2 AND country GLOB '[A-Z][A-Z]'),
    transfer         TEXT NOT NULL CHECK (transfer IN (
                         'none', 'adequacy decision', 'standard contractual clauses', 'binding corporate rules',
                         'explicit consent', 'other')),
    start            TEXT NOT NULL CHECK (start IS date(start)),
    until            TEXT CHECK (until IS date(until)),
    ended            TEXT CHECK (ended IS date(ended)),
    end_reason       TEXT NOT NULL DEFAULT '' CHECK (length(end_reason) <= 1000),
    owner            TEXT REFERENCES person (id),
    review_months    INTEGER NOT NULL DEFAULT 12 CHECK (review_months BETWEEN 1 AND 60),
    next_review      TEXT NOT NULL CHECK (next_review IS date(next_review)),
    voided           INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    late_reason      TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    entered          TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (until IS NULL OR until >= start),
    CHECK (ended IS NULL OR (ended >= start AND end_reason <> '')),
    CHECK (agreement_signed IS NULL OR agreement <> ''),
    CHECK (agreement_until IS NULL OR (agreement_signed IS NOT NULL AND agreement_until >= agreement_signed)),
    CHECK (transfer = 'none' OR safeguards <> '')
) STRICT;

CREATE TABLE sharing_review (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    sharing  TEXT NOT NULL REFERENCES sharing (id),
    reviewed TEXT NOT NULL CHECK (reviewed IS date(reviewed)),
    reviewer TEXT NOT NULL CHECK (trim(reviewer) <> '' AND length(reviewer) <= 200),
    outcome  TEXT NOT NULL CHECK (trim(outcome) <> '' AND length(outcome) <= 2000),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (reviewed <= substr(entered, 1, 10))
) STRICT;

CREATE TABLE signature (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    tbl         TEXT NOT NULL CHECK (tbl <> ''),
    record      TEXT NOT NULL CHECK (length(record) = 36),
    title       TEXT NOT NULL CHECK (title <> '' AND length(title) <= 300),
    content     TEXT NOT NULL CHECK (json_valid(content)),
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64 AND NOT sha256 GLOB '*[^0-9a-f]*'),
    meaning     TEXT NOT NULL CHECK (trim(meaning) <> '' AND length(meaning) <= 60),
    name        TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 200),
    person      TEXT REFERENCES person (id),
    "user"      TEXT NOT NULL REFERENCES users (id),
    at          TEXT NOT NULL CHECK (at GLOB '????-??-??T*'),
    signed      TEXT NOT NULL CHECK (signed IS date(signed)),
    paper       INTEGER NOT NULL CHECK (paper IN (0, 1)),
    certificate TEXT REFERENCES certificates (id),
    value       BLOB,
    evidence    TEXT REFERENCES evidence (id),
    compared_by TEXT NOT NULL DEFAULT '' CHECK (length(compared_by) <= 200),
    compared    TEXT CHECK (compared IS date(compared)),
    original_at TEXT NOT NULL DEFAULT '' CHECK (length(original_at) <= 300),
    CHECK ((paper = 0) = (certificate IS NOT NULL) AND (paper = 0) = (value IS NOT NULL)),
    CHECK (paper = 0 OR (evidence IS NOT NULL AND compared_by <> '' AND compared IS NOT NULL AND original_at <> ''))
) STRICT;

CREATE TABLE site_rule (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    rule      TEXT NOT NULL CHECK (rule GLOB 'site-*' AND length(rule) <= 60),
    entry     TEXT NOT NULL CHECK (length(entry) <= 20000),
    withdrawn TEXT CHECK (withdrawn IS date(withdrawn)),
    entered   TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;

CREATE TABLE specimen (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    person      TEXT NOT NULL REFERENCES person (id),
    initials    TEXT NOT NULL CHECK (trim(initials) <> '' AND length(initials) <= 10),
    signed      TEXT NOT NULL CHECK (signed IS date(signed)),
    evidence    TEXT NOT NULL REFERENCES evidence (id),
    compared_by TEXT NOT NULL CHECK (trim(compared_by) <> '' AND length(compared_by) <= 200),
    compared    TEXT NOT NULL CHECK (compared IS date(compared)),
    original_at TEXT NOT NULL CHECK (trim(original_at) <> '' AND length(original_at) <= 300),
    voided      INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),     -- struck through, never removed
    "user"      TEXT NOT NULL REFERENCES users (id),
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (signed <= compared AND compared <= substr(entered, 1, 10))
) STRICT;

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
    entered      TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'), ethics TEXT NOT NULL DEFAULT '' CHECK (length(ethics) <= 100),
    CHECK (start IS NULL OR "end" IS NULL OR "end" >= start)
) STRICT;

CREATE TABLE study_paper (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study       TEXT NOT NULL REFERENCES study (id),
    person      TEXT NOT NULL REFERENCES person (id),
    kind        TEXT NOT NULL CHECK (kind IN ('form', 'disclosure', 'cv')),
    title       TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 200),
    version     TEXT NOT NULL DEFAULT '' CHECK (length(version) <= 60),
    signed      TEXT NOT NULL CHECK (signed IS date(signed)),
    sent        TEXT CHECK (sent IS date(sent)),
    interests   TEXT NOT NULL DEFAULT '' CHECK (interests IN ('', 'none', 'disclosed')),
    note        TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    evidence    TEXT REFERENCES evidence (id),
    voided      INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    CHECK (kind <> 'form' OR (title <> '' AND version <> '')),
    CHECK ((kind = 'disclosure') = (interests <> '')),
    CHECK (interests <> 'disclosed' OR note <> ''),
    CHECK (sent IS NULL OR sent >= signed),
    CHECK (signed <= substr(entered, 1, 10))
) STRICT;

CREATE TABLE study_paper_person (
    id     TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    paper  TEXT NOT NULL REFERENCES study_paper (id),
    person TEXT NOT NULL REFERENCES person (id),
    role   TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 100),
    UNIQUE (paper, person)
) STRICT;

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

CREATE TABLE system_study (
    id     TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    system TEXT NOT NULL REFERENCES system (id),
    study  TEXT NOT NULL REFERENCES study (id),
    UNIQUE (system, study)
) STRICT;

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

CREATE TABLE threat (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name    TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> '' AND length(name) <= 200),
    origin  TEXT NOT NULL CHECK (origin IN ('outsider', 'insider', 'mistake', 'technical', 'nature'))
) STRICT;

CREATE TABLE trail_filter (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name    TEXT NOT NULL UNIQUE CHECK (trim(name) <> '' AND length(name) <= 100),
    risk    TEXT NOT NULL CHECK (risk IN ('high', 'medium', 'low')),
    why     TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 1000),
    look    TEXT NOT NULL CHECK (json_type(look) = 'object'),
    share   INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100),
    least   INTEGER NOT NULL DEFAULT 5 CHECK (least BETWEEN 0 AND 10000),
    retired TEXT CHECK (retired IS date(retired))
) STRICT;

CREATE TABLE trail_review (
    id         TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    number     INTEGER NOT NULL UNIQUE CHECK (number > 0),
    first      INTEGER NOT NULL CHECK (first > 0),
    last       INTEGER NOT NULL,
    since      TEXT NOT NULL CHECK (since IS date(since)),
    until      TEXT NOT NULL CHECK (until IS date(until)),
    seed       TEXT NOT NULL CHECK (seed <> ''),
    chain      TEXT NOT NULL DEFAULT '' CHECK (length(chain) <= 500),   -- what verifying the chain said
    "user"     TEXT NOT NULL REFERENCES users (id),
    conclusion TEXT NOT NULL DEFAULT '' CHECK (length(conclusion) <= 4000),
    signed     TEXT CHECK (signed IS date(signed)),
    entered    TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (last >= first),
    CHECK (until >= since),
    CHECK (signed IS NULL OR conclusion <> '')
) STRICT;

CREATE TABLE trail_review_entry (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    review   TEXT NOT NULL REFERENCES trail_review (id),
    filter   TEXT NOT NULL REFERENCES trail_filter (id),
    seq      INTEGER NOT NULL CHECK (seq > 0),
    mark     TEXT NOT NULL DEFAULT '' CHECK (mark IN ('', 'in order', 'finding')),
    finding  TEXT NOT NULL DEFAULT '' CHECK (length(finding) <= 2000),
    capa     TEXT CHECK (length(capa) = 36),
    CHECK ((mark = 'finding') = (finding <> '')),
    CHECK (capa IS NULL OR mark = 'finding'),
    UNIQUE (review, seq)
) STRICT;

CREATE TABLE trail_review_filter (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    review  TEXT NOT NULL REFERENCES trail_review (id),
    filter  TEXT NOT NULL REFERENCES trail_filter (id),
    look    TEXT NOT NULL CHECK (json_type(look) = 'object'),
    share   INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100),
    found   INTEGER NOT NULL CHECK (found >= 0),
    drawn   INTEGER NOT NULL CHECK (drawn BETWEEN 0 AND found),
    UNIQUE (review, filter)
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
    late_reason      TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500), trainer_title TEXT NOT NULL DEFAULT '' CHECK (length(trainer_title) <= 200), topics TEXT NOT NULL DEFAULT '' CHECK (length(topics) <= 2000), effect TEXT NOT NULL DEFAULT '' CHECK (length(effect) <= 500),
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

CREATE TABLE trusted_authority (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36),
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
    name        TEXT NOT NULL CHECK (name <> ''),
    "by"        TEXT NOT NULL REFERENCES users (id),
    confirmed   TEXT NOT NULL CHECK (confirmed IS date(confirmed)),
    how         TEXT NOT NULL CHECK (trim(how) <> '' AND length(how) <= 500),
    ended       TEXT CHECK (ended IS date(ended)),
    ended_why   TEXT CHECK ((ended IS NULL) = (ended_why IS NULL))
) STRICT;

CREATE TABLE user_duty (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    "user"   TEXT NOT NULL REFERENCES users (id),
    kind     TEXT NOT NULL CHECK (kind IN ('identity', 'statement', 'training', 'passphrase')),
    done     TEXT NOT NULL CHECK (done IS date(done)),
    document TEXT NOT NULL DEFAULT '' CHECK (length(document) <= 100),
    "by"     TEXT NOT NULL REFERENCES users (id),
    note     TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    evidence TEXT REFERENCES evidence (id),
    voided   INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (kind <> 'identity' OR (document <> '' AND "by" <> "user")),
    CHECK (kind <> 'statement' OR document IN ('electronic', 'paper')),
    CHECK (kind <> 'passphrase' OR "by" = "user"),
    CHECK (done <= substr(entered, 1, 10))
) STRICT;

CREATE TABLE user_person (
    id     TEXT PRIMARY KEY REFERENCES users (id) CHECK (length(id) = 36),
    person TEXT NOT NULL REFERENCES person (id)
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
, code_alone INTEGER NOT NULL DEFAULT 0 CHECK (code_alone IN (0, 1))) STRICT;

CREATE TABLE vulnerability (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name    TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> '' AND length(name) <= 300)
) STRICT;

CREATE INDEX account_by_person ON account (person);

CREATE INDEX account_by_system ON account (system, person);

CREATE UNIQUE INDEX account_once ON account (system, name) WHERE name <> '';

CREATE INDEX account_step_by_person ON account_step (by_person) WHERE by_person IS NOT NULL;

CREATE INDEX asset_by_owner ON asset (owner) WHERE owner IS NOT NULL;

CREATE INDEX assignment_by_study ON assignment (study, role, person);

CREATE INDEX audit_action ON audit (action, role);

CREATE INDEX audit_at ON audit (at);

CREATE INDEX audit_by ON audit ("by");

CREATE INDEX audit_row ON audit (tbl, "row");

CREATE INDEX backup_by_place ON backup (place, made);

CREATE INDEX backup_by_user ON backup (made_by);

CREATE INDEX capa_action_by_owner ON capa_action (owner);

CREATE INDEX capa_action_due ON capa_action (due, capa) WHERE done IS NULL AND dropped = 0;

CREATE INDEX capa_action_of ON capa_action (capa, due);

CREATE INDEX capa_action_open ON capa_action (capa, due) WHERE done IS NULL AND dropped = 0;

CREATE INDEX capa_by_closed ON capa (closed) WHERE closed IS NOT NULL;

CREATE INDEX capa_by_identified ON capa (identified);

CREATE INDEX capa_by_origin ON capa (origin_record) WHERE origin_record <> '';

CREATE INDEX capa_by_owner ON capa (owner) WHERE owner IS NOT NULL;

CREATE INDEX capa_by_step ON capa (step, target, check_due, id, number, identified, priority, source, kind, study, owner);

CREATE INDEX capa_by_study ON capa (study) WHERE study IS NOT NULL;

CREATE INDEX capa_cause_of ON capa_cause (capa, place);

CREATE INDEX capa_cause_root ON capa_cause (category, capa) WHERE standing = 'root cause';

CREATE INDEX capa_cause_under ON capa_cause (parent) WHERE parent IS NOT NULL;

CREATE INDEX capa_decision_by_person ON capa_decision (person) WHERE person IS NOT NULL;

CREATE INDEX capa_event_of ON capa_event (capa, at);

CREATE INDEX capa_extension_of ON capa_extension (capa);

CREATE INDEX capa_extension_of_action ON capa_extension (action) WHERE action IS NOT NULL;

CREATE INDEX capa_file_evidence ON capa_file (evidence);

CREATE INDEX capa_file_of ON capa_file (capa);

CREATE INDEX capa_file_of_action ON capa_file (action) WHERE action IS NOT NULL;

CREATE INDEX capa_member_by_person ON capa_member (person);

CREATE INDEX certificate_issuer_by_fingerprint ON certificate_issuer (fingerprint);

CREATE INDEX certificates_user ON certificates ("user");

CREATE INDEX clock_rule_by_study ON clock_rule (study) WHERE study IS NOT NULL;

CREATE UNIQUE INDEX clock_rule_of_library ON clock_rule (library) WHERE library <> '';

CREATE UNIQUE INDEX course_by_code ON course (code, coalesce(study, ''));

CREATE UNIQUE INDEX course_of_protocol ON course (study) WHERE kind = 'protocol';

CREATE INDEX custody_move_from ON custody_move (from_person);

CREATE INDEX custody_move_of ON custody_move (series, moved);

CREATE INDEX custody_move_to ON custody_move (to_person);

CREATE UNIQUE INDEX delegation_accepted_once ON delegation_step (line) WHERE kind = 'accepted';

CREATE INDEX delegation_breach_by_deviation ON delegation_breach (deviation);

CREATE INDEX delegation_by_follows ON delegation (follows) WHERE follows IS NOT NULL;

CREATE INDEX delegation_by_person ON delegation (person, study);

CREATE INDEX delegation_by_study ON delegation (study, person, task, start);

CREATE INDEX delegation_by_task ON delegation (task);

CREATE INDEX delegation_declaration_by_signature ON delegation_declaration (signature);

CREATE UNIQUE INDEX delegation_refused_once ON delegation_step (line) WHERE kind = 'refused';

CREATE INDEX delegation_step_by_line ON delegation_step (line, kind, happened);

CREATE INDEX delegation_step_by_person ON delegation_step (person);

CREATE INDEX delegation_step_by_signature ON delegation_step (signature) WHERE signature IS NOT NULL;

CREATE INDEX delegation_version_by_person ON delegation_version (person);

CREATE INDEX delegation_version_by_signature ON delegation_version (signature);

CREATE INDEX destruction_by_approver ON destruction (approver) WHERE approver IS NOT NULL;

CREATE INDEX destruction_by_carrier ON destruction (carried_by) WHERE carried_by IS NOT NULL;

CREATE INDEX destruction_by_person ON destruction (person);

CREATE INDEX destruction_by_series ON destruction (series);

CREATE INDEX destruction_by_user ON destruction (proposed_by);

CREATE INDEX destruction_by_witness ON destruction (witness) WHERE witness IS NOT NULL;

CREATE UNIQUE INDEX destruction_once ON destruction (series) WHERE withdrawn IS NULL;

CREATE INDEX deviation_by_assessor ON deviation (assessed_by) WHERE assessed_by IS NOT NULL;

CREATE INDEX deviation_by_capa ON deviation (capa) WHERE capa IS NOT NULL;

CREATE INDEX deviation_by_occurred ON deviation (occurred, id);

CREATE INDEX deviation_by_owner ON deviation (owner) WHERE owner IS NOT NULL;

CREATE INDEX deviation_by_study ON deviation (study, occurred);

CREATE UNIQUE INDEX deviation_of_breach ON deviation (source_table, source_record, occurred) WHERE source_record <> '';

CREATE INDEX deviation_standing ON deviation (voided, closed, assessed, serious_decided, identified, type, study, id);

CREATE INDEX document_by_owner ON document (owner);

CREATE INDEX document_change_by_approver ON document_change (approver) WHERE approver IS NOT NULL;

CREATE INDEX document_change_by_author ON document_change (author);

CREATE INDEX document_change_by_document ON document_change (document);

CREATE INDEX document_change_by_reviewer ON document_change (reviewer) WHERE reviewer IS NOT NULL;

CREATE UNIQUE INDEX document_change_open ON document_change (document) WHERE approved IS NULL AND abandoned IS NULL;

CREATE INDEX document_copy_by_person ON document_copy (person) WHERE person IS NOT NULL;

CREATE INDEX document_review_of ON document_review (document, reviewed);

CREATE INDEX drill_by_backup ON restore_drill (backup) WHERE backup IS NOT NULL;

CREATE INDEX drill_by_user ON restore_drill (done_by);

CREATE INDEX enquiry_of_study ON enquiry (study, asked);

CREATE INDEX enquiry_open ON enquiry (expected) WHERE answered IS NULL;

CREATE INDEX evidence_by_hash ON evidence (sha256);

CREATE INDEX exercise_by_day ON exercise (coalesce(performed, planned), id);

CREATE INDEX exercise_by_report ON exercise (report) WHERE report IS NOT NULL;

CREATE INDEX exercise_due ON exercise (CASE WHEN performed IS NULL THEN planned ELSE next_due END, id, performed) WHERE voided = 0;

CREATE INDEX exercise_finding_capa ON exercise_finding (capa) WHERE capa IS NOT NULL;

CREATE INDEX exercise_finding_of ON exercise_finding (exercise, severity);

CREATE INDEX exercise_finding_risk ON exercise_finding (risk) WHERE risk IS NOT NULL;

CREATE INDEX exports_number ON exports (number);

CREATE INDEX followup_by_review ON access_followup (review, verified);

CREATE INDEX hold_by_placer ON hold (placed_by);

CREATE INDEX hold_by_releaser ON hold (released_by) WHERE released_by IS NOT NULL;

CREATE INDEX hold_of_series ON hold (series) WHERE released IS NULL AND series IS NOT NULL;

CREATE INDEX hold_of_site ON hold (placed) WHERE released IS NULL AND series IS NULL AND study IS NULL;

CREATE INDEX hold_of_study ON hold (study) WHERE released IS NULL AND study IS NOT NULL;

CREATE INDEX incident_affects_asset ON incident_affects (asset) WHERE asset IS NOT NULL;

CREATE UNIQUE INDEX incident_affects_once
    ON incident_affects (incident, coalesce(asset, ''), coalesce(system, ''), coalesce(person, ''), coalesce(study, ''));

CREATE INDEX incident_affects_person ON incident_affects (person) WHERE person IS NOT NULL;

CREATE INDEX incident_affects_study ON incident_affects (study) WHERE study IS NOT NULL;

CREATE INDEX incident_affects_system ON incident_affects (system) WHERE system IS NOT NULL;

CREATE INDEX incident_by_capa ON incident (capa) WHERE capa IS NOT NULL;

CREATE INDEX incident_by_occurred ON incident (occurred, id);

CREATE INDEX incident_by_owner ON incident (owner) WHERE owner IS NOT NULL;

CREATE INDEX incident_event_in_order ON incident_event (incident, at);

CREATE INDEX incident_evidence_file ON incident_evidence (evidence);

CREATE INDEX incident_standing ON incident (voided, closed, resolved, aware, severity, id);

CREATE INDEX investigator_by_person ON investigator (person);

CREATE INDEX note_to_file_by_author ON note_to_file (author);

CREATE INDEX note_to_file_by_deviation ON note_to_file (deviation) WHERE deviation IS NOT NULL;

CREATE INDEX note_to_file_by_study ON note_to_file (study, written);

CREATE INDEX note_to_file_by_written ON note_to_file (written, id);

CREATE INDEX note_to_file_in_order ON note_to_file (written, number);

CREATE INDEX notification_by_deviation ON notification (deviation) WHERE deviation IS NOT NULL;

CREATE INDEX notification_by_incident ON notification (incident) WHERE incident IS NOT NULL;

CREATE UNIQUE INDEX notification_once ON notification (coalesce(incident, ''), coalesce(deviation, ''), rule);

CREATE INDEX notification_running ON notification (due) WHERE told IS NULL AND not_needed = '';

CREATE INDEX oversight_review_by_person ON oversight_review (person);

CREATE INDEX oversight_review_by_study ON oversight_review (study, until);

CREATE UNIQUE INDEX oversight_review_open ON oversight_review (study) WHERE signed IS NULL;

CREATE INDEX person_by_cv_expires ON person (cv_expires) WHERE cv_expires IS NOT NULL;

CREATE INDEX person_by_employer ON person (employer, sort_name);

CREATE INDEX person_by_end ON person ("end", sort_name);

CREATE INDEX person_by_licence_expires ON person (licence_expires) WHERE licence_expires IS NOT NULL;

CREATE INDEX person_by_name ON person (sort_name);

CREATE INDEX person_by_role ON person (role, sort_name);

CREATE INDEX person_by_start ON person (start, sort_name);

CREATE INDEX person_with_cv ON person ("end", start) WHERE cv_date IS NOT NULL OR cv_expires IS NOT NULL OR cv_file IS NOT NULL;

CREATE INDEX plan_version_by_approver ON plan_version (approver) WHERE approver IS NOT NULL;

CREATE INDEX plan_version_by_author ON plan_version (author);

CREATE UNIQUE INDEX plan_version_open ON plan_version (study) WHERE approved IS NULL;

CREATE INDEX reapplied_by_installation ON reapplied (installation);

CREATE INDEX record_by_completed ON training_record (completed, id);

CREATE INDEX record_by_course ON training_record (course, completed);

CREATE INDEX record_by_person
    ON training_record (person, course, completed, version, expires, voided, result, id);

CREATE INDEX record_by_session ON training_record (session) WHERE session IS NOT NULL;

CREATE INDEX redaction_by_approver ON redaction (approver) WHERE approver IS NOT NULL;

CREATE INDEX redaction_by_carrier ON redaction (carried_by) WHERE carried_by IS NOT NULL;

CREATE INDEX redaction_by_person ON redaction (person);

CREATE INDEX redaction_by_user ON redaction (proposed_by);

CREATE INDEX redaction_of ON redaction (tbl, record);

CREATE INDEX requirement_by_task ON requirement (task) WHERE task <> '';

CREATE UNIQUE INDEX requirement_once ON requirement (course, role, coalesce(study, ''), task, coalesce(start, ''));

CREATE INDEX retention_contract_of ON retention_contract (study) WHERE withdrawn IS NULL;

CREATE INDEX retention_event_of_series ON retention_event (series) WHERE series IS NOT NULL;

CREATE INDEX retention_event_of_study ON retention_event (study) WHERE study IS NOT NULL;

CREATE UNIQUE INDEX retention_event_once ON retention_event (coalesce(study, series), what, happened) WHERE voided IS NULL;

CREATE INDEX retention_review_by_person ON retention_review (person);

CREATE INDEX review_by_system ON access_review (system, signed);

CREATE INDEX review_row_by_account ON review_row (account) WHERE account IS NOT NULL;

CREATE INDEX review_row_by_person ON review_row (person) WHERE person IS NOT NULL;

CREATE INDEX review_row_by_suggested ON review_row (suggested) WHERE suggested IS NOT NULL;

CREATE INDEX review_row_open ON review_row (review, match, verdict);

CREATE UNIQUE INDEX review_row_place ON review_row (review, place) WHERE place IS NOT NULL;

CREATE UNIQUE INDEX review_under_way ON access_review (system) WHERE step IN ('list', 'match', 'decide', 'sign');

CREATE INDEX risk_acceptance_by_approver ON risk_acceptance (approver);

CREATE INDEX risk_acceptance_ends ON risk_acceptance (ends, risk) WHERE signed = 1 AND withdrawn IS NULL;

CREATE INDEX risk_acceptance_of ON risk_acceptance (risk, ends);

CREATE UNIQUE INDEX risk_acceptance_waiting ON risk_acceptance (risk) WHERE signed = 0 AND withdrawn IS NULL;

CREATE INDEX risk_action_by_owner ON risk_action (owner);

CREATE INDEX risk_action_of ON risk_action (risk, due);

CREATE INDEX risk_action_open ON risk_action (due, risk) WHERE done IS NULL AND dropped = 0;

CREATE INDEX risk_action_to_do ON risk_action (risk, due) WHERE done IS NULL AND dropped = 0;

CREATE INDEX risk_by_asset ON risk (asset) WHERE asset IS NOT NULL;

CREATE INDEX risk_by_owner ON risk (owner) WHERE owner IS NOT NULL;

CREATE INDEX risk_by_review ON risk (next_review, id, identified) WHERE closed IS NULL;

CREATE INDEX risk_by_study ON risk (study) WHERE study IS NOT NULL;

CREATE INDEX risk_by_threat ON risk (threat) WHERE threat IS NOT NULL;

CREATE INDEX risk_by_vulnerability ON risk (vulnerability) WHERE vulnerability IS NOT NULL;

CREATE INDEX risk_capa_by_capa ON risk_capa (capa);

CREATE UNIQUE INDEX risk_of_library ON risk (library) WHERE library <> '' AND closed IS NULL;

CREATE INDEX risk_review_of ON risk_review (risk, reviewed);

CREATE INDEX risk_standing ON risk (closed, identified, current_likelihood, current_impact, treatment, next_review, id, asset, threat);

CREATE INDEX rule_confirmation_by_person ON rule_confirmation (person);

CREATE UNIQUE INDEX rule_confirmation_once ON rule_confirmation (rule, fingerprint) WHERE withdrawn IS NULL;

CREATE INDEX series_by_custodian ON series (custodian);

CREATE INDEX series_by_keep ON series (keep_until) WHERE destroyed IS NULL;

CREATE INDEX series_by_rules ON series (rules) WHERE destroyed IS NULL;

CREATE INDEX series_study_by_study ON series_study (study);

CREATE INDEX session_by_course ON training_session (course, held);

CREATE INDEX sharing_by_evidence ON sharing (evidence) WHERE evidence IS NOT NULL;

CREATE INDEX sharing_by_owner ON sharing (owner) WHERE owner IS NOT NULL;

CREATE INDEX sharing_by_study ON sharing (study) WHERE study IS NOT NULL;

CREATE INDEX sharing_review_of ON sharing_review (sharing, reviewed);

CREATE INDEX signature_by_certificate ON signature (certificate) WHERE certificate IS NOT NULL;

CREATE INDEX signature_by_evidence ON signature (evidence) WHERE evidence IS NOT NULL;

CREATE INDEX signature_by_person ON signature (person) WHERE person IS NOT NULL;

CREATE INDEX signature_by_record ON signature (tbl, record, at);

CREATE INDEX signature_by_user ON signature ("user");

CREATE UNIQUE INDEX site_rule_once ON site_rule (rule) WHERE withdrawn IS NULL;

CREATE INDEX specimen_by_evidence ON specimen (evidence);

CREATE INDEX specimen_by_person ON specimen (person, signed);

CREATE INDEX specimen_by_user ON specimen ("user");

CREATE INDEX sponsor_release_of ON sponsor_release (study) WHERE withdrawn IS NULL;

CREATE INDEX study_paper_by_evidence ON study_paper (evidence) WHERE evidence IS NOT NULL;

CREATE INDEX study_paper_by_person ON study_paper (person);

CREATE INDEX study_paper_by_study ON study_paper (study, kind, person, signed);

CREATE INDEX study_paper_person_by_person ON study_paper_person (person);

CREATE INDEX system_by_owner ON system (owner) WHERE owner IS NOT NULL;

CREATE INDEX system_study_by_study ON system_study (study);

CREATE INDEX trail_review_by_user ON trail_review ("user");

CREATE INDEX trail_review_entry_by_filter ON trail_review_entry (filter);

CREATE INDEX trail_review_filter_by_filter ON trail_review_filter (filter);

CREATE UNIQUE INDEX trail_review_open ON trail_review ((1)) WHERE signed IS NULL;

CREATE INDEX trusted_authority_by_user ON trusted_authority ("by");

CREATE UNIQUE INDEX trusted_authority_once ON trusted_authority (fingerprint) WHERE ended IS NULL;

CREATE INDEX upkeep_by_system ON system_upkeep (system, kind, happened);

CREATE INDEX user_duty_by_by ON user_duty ("by");

CREATE INDEX user_duty_by_evidence ON user_duty (evidence) WHERE evidence IS NOT NULL;

CREATE INDEX user_duty_by_user ON user_duty ("user", kind, voided, done);

CREATE INDEX user_person_by_person ON user_person (person);

CREATE VIEW ending AS SELECT x.tbl, x.record FROM destruction_item AS x JOIN destruction AS d ON d.id = x.destruction
WHERE d.carried IS NOT NULL
UNION ALL SELECT y.tbl, y.record FROM reapplied_item AS y JOIN reapplied AS e ON e.id = y.reapplied
WHERE e.done IS NOT NULL;

CREATE VIEW event (action, tbl, "row", detail, reason) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;

CREATE VIEW protocol_version AS
    SELECT v.id, c.study, v.label, v.approved, v.effective, v.reopens, v.summary, v.file
    FROM course_version AS v JOIN course AS c ON c.id = v.course WHERE c.kind = 'protocol';

CREATE VIEW restoring AS SELECT i.id FROM installations AS i WHERE i.origin = 'restored'
AND NOT EXISTS (SELECT 1 FROM audit AS a WHERE a.action = 'log-in' AND a.body ->> '$.inst' = i.id);

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

CREATE TRIGGER access_followup_time BEFORE INSERT ON access_followup BEGIN
    SELECT RAISE(ABORT, 'a follow-up begins open, when its review is signed') WHERE new.done IS NOT NULL OR new.verified IS NOT NULL
        OR (SELECT r.step FROM access_review AS r WHERE r.id = new.review) NOT IN ('sign', 'follow');
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

CREATE TRIGGER account_keep BEFORE UPDATE ON account BEGIN
    SELECT RAISE(ABORT, 'an account stays with its system and its person')
    WHERE new.system IS NOT old.system OR new.person IS NOT old.person OR new.found IS NOT old.found;
END;

CREATE TRIGGER account_step_keep BEFORE UPDATE ON account_step BEGIN
    SELECT RAISE(ABORT, 'only the last step of an account can be struck through')
    WHERE old.voided IS NOT NULL OR new.voided IS NULL OR new.kind IS NOT old.kind OR new.happened IS NOT old.happened
        OR new.role IS NOT old.role OR new.by_name IS NOT old.by_name OR new.by_person IS NOT old.by_person
        OR new.account IS NOT old.account OR new.number IS NOT old.number OR new.user IS NOT old.user
        OR new.entered IS NOT old.entered
        OR EXISTS (SELECT 1 FROM account_step AS s
                   WHERE s.account = old.account AND s.voided IS NULL AND s.number > old.number);
END;

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

CREATE TRIGGER backup_by BEFORE INSERT ON backup BEGIN
    SELECT RAISE(ABORT, 'a backup is made by who is signed in')
    WHERE new.made_by IS NOT session_user() OR new.removed IS NOT NULL;
    SELECT RAISE(ABORT, 'by hand, an officer or the custodian makes backups; others only what the schedule asks')
    WHERE session_role() NOT IN ('officer', 'custodian') AND (new.origin <> 'schedule'
        OR NOT EXISTS (SELECT 1 FROM backup_place AS p WHERE p.id = new.place AND p.every_days IS NOT NULL));
    SELECT RAISE(ABORT, 'a backup carries a head of this trail')
    WHERE NOT EXISTS (SELECT 1 FROM audit AS a WHERE a.seq = new.seq AND lower(hex(a.hash)) = new.head);
END;

CREATE TRIGGER backup_stays BEFORE UPDATE ON backup BEGIN
    SELECT RAISE(ABORT, 'of a backup only its end is written later')
    WHERE new.place IS NOT old.place OR new.file IS NOT old.file OR new.origin IS NOT old.origin
        OR new.made IS NOT old.made OR new.made_by IS NOT old.made_by OR new.sha256 IS NOT old.sha256
        OR new.size IS NOT old.size OR new.seq IS NOT old.seq OR new.head IS NOT old.head
        OR new.verified IS NOT old.verified OR new.keep_until IS NOT old.keep_until OR old.removed IS NOT NULL;
END;

CREATE TRIGGER capa_action_done BEFORE UPDATE OF done ON capa_action
WHEN old.done IS NOT new.done AND (old.done IS NOT NULL OR old.dropped = 1 OR
    (new.kind <> 'immediate' AND (SELECT step FROM capa WHERE id = new.capa) <> 'implementation'))
BEGIN
    SELECT RAISE(ABORT, 'a planned action is done once its plan is approved, and once');
END;

CREATE TRIGGER capa_action_ended BEFORE UPDATE ON capa_action
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN
    SELECT RAISE(ABORT, 'a CAPA that ended stays as it is');
END;

CREATE TRIGGER capa_action_fixed BEFORE UPDATE OF capa, round, kind, what, first_due ON capa_action
WHEN old.capa IS NOT new.capa OR old.round IS NOT new.round OR old.first_due IS NOT new.first_due
    OR ((old.kind IS NOT new.kind OR old.what IS NOT new.what)
        AND (SELECT step FROM capa WHERE id = new.capa) <> 'action plan')
BEGIN
    SELECT RAISE(ABORT, 'an action stays as its plan was approved');
END;

CREATE TRIGGER capa_action_moved BEFORE UPDATE OF due ON capa_action
WHEN old.due IS NOT new.due AND NOT EXISTS (SELECT 1 FROM capa_extension
    WHERE action = new.id AND before = old.due AND after = new.due)
BEGIN
    SELECT RAISE(ABORT, 'a due date moves by an extension with its reason; the first one stays');
END;

CREATE TRIGGER capa_action_owner_here BEFORE INSERT ON capa_action BEGIN
    SELECT RAISE(ABORT, 'who left the site is given nothing to do')
    WHERE (SELECT p."end" FROM person AS p WHERE p.id = new.owner) < substr(new.entered, 1, 10);
END;

CREATE TRIGGER capa_action_planned BEFORE INSERT ON capa_action
WHEN new.round <> (SELECT round FROM capa WHERE id = new.capa) OR CASE WHEN new.kind = 'immediate'
    THEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
    ELSE (SELECT step FROM capa WHERE id = new.capa) <> 'action plan' OR new.done IS NOT NULL END
BEGIN
    SELECT RAISE(ABORT, 'corrective and preventive actions are planned in the action plan');
END;

CREATE TRIGGER capa_begins BEFORE INSERT ON capa
WHEN new.round <> 1 OR new.check_due IS NOT NULL
    OR NOT (new.step = 'identification' OR (new.old_status <> '' AND new.step IN ('closed', 'closed as correction', 'voided')))
BEGIN
    SELECT RAISE(ABORT, 'a CAPA begins with its identification');
END;

CREATE TRIGGER capa_cause_change BEFORE UPDATE ON capa_cause
WHEN (SELECT step FROM capa WHERE id = new.capa) NOT IN ('identification', 'investigation') OR old.capa IS NOT new.capa
    OR (new.parent IS NOT NULL AND new.capa IS NOT (SELECT capa FROM capa_cause WHERE id = new.parent))
BEGIN
    SELECT RAISE(ABORT, 'causes are drawn in the investigation, in one tree');
END;

CREATE TRIGGER capa_cause_fixed BEFORE UPDATE OF root_cause, root_cause_day, method ON capa
WHEN old.step NOT IN ('identification', 'investigation')
    AND (old.root_cause IS NOT new.root_cause OR old.root_cause_day IS NOT new.root_cause_day OR old.method IS NOT new.method)
BEGIN
    SELECT RAISE(ABORT, 'the root cause is stated in the investigation');
END;

CREATE TRIGGER capa_cause_in BEFORE INSERT ON capa_cause
WHEN (SELECT step FROM capa WHERE id = new.capa) NOT IN ('identification', 'investigation')
    OR (new.parent IS NOT NULL AND new.capa IS NOT (SELECT capa FROM capa_cause WHERE id = new.parent))
BEGIN
    SELECT RAISE(ABORT, 'causes are drawn in the investigation, in one tree');
END;

CREATE TRIGGER capa_cause_no_circle BEFORE UPDATE OF parent ON capa_cause WHEN new.parent IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a cause cannot be its own cause')
    WHERE EXISTS (
        WITH RECURSIVE above (id) AS (
            SELECT new.parent
            UNION
            SELECT c.parent FROM capa_cause AS c JOIN above ON above.id = c.id WHERE c.parent IS NOT NULL)
        SELECT 1 FROM above WHERE id = new.id);
END;

CREATE TRIGGER capa_check_day BEFORE UPDATE OF check_due ON capa
WHEN old.check_due IS NOT new.check_due AND old.step = new.step
BEGIN
    SELECT RAISE(ABORT, 'the day of the effectiveness check follows from the last action done');
END;

CREATE TRIGGER capa_check_in_time BEFORE INSERT ON capa_check
WHEN NOT EXISTS (SELECT 1 FROM capa WHERE id = new.capa AND step = 'effectiveness check' AND round = new.round
    AND check_due = new.due AND new.checked >= check_due)
BEGIN
    SELECT RAISE(ABORT, 'effectiveness is checked in its own step, and not before its day');
END;

CREATE TRIGGER capa_check_stays BEFORE UPDATE ON capa_check
BEGIN
    SELECT RAISE(ABORT, 'a verdict on a CAPA stays');
END;

CREATE TRIGGER capa_criteria_fixed BEFORE UPDATE OF criteria, check_how, check_after ON capa
WHEN old.step NOT IN ('identification', 'investigation', 'action plan')
    AND (old.criteria IS NOT new.criteria OR old.check_how IS NOT new.check_how OR old.check_after IS NOT new.check_after)
BEGIN
    SELECT RAISE(ABORT, 'the criteria of effectiveness were fixed before implementation');
END;

CREATE TRIGGER capa_decision_by_another BEFORE INSERT ON capa_decision
WHEN EXISTS (SELECT 1 FROM capa WHERE id = new.capa AND (owner IS NULL OR owner IS new.person OR round <> new.round
    OR (new.meaning = 'approved' AND step <> 'action plan')
    OR (new.meaning = 'closed' AND step NOT IN ('identification', 'investigation', 'effectiveness check'))))
BEGIN
    SELECT RAISE(ABORT, 'nobody approves a CAPA of their own, nor out of its order');
END;

CREATE TRIGGER capa_decision_signed BEFORE INSERT ON capa_decision
WHEN NOT EXISTS (SELECT 1 FROM signature WHERE id = new.signature AND tbl = 'capa' AND record = new.capa
    AND meaning = new.meaning AND person IS new.person AND signed = new.signed)
BEGIN
    SELECT RAISE(ABORT, 'a decision on a CAPA rests on a signature for it');
END;

CREATE TRIGGER capa_decision_stays BEFORE UPDATE ON capa_decision
BEGIN
    SELECT RAISE(ABORT, 'a decision on a CAPA stays as it was signed');
END;

CREATE TRIGGER capa_ended BEFORE UPDATE ON capa
WHEN old.step IN ('closed', 'closed as correction', 'voided') AND new.step = old.step
BEGIN
    SELECT RAISE(ABORT, 'a CAPA that ended stays as it is');
END;

CREATE TRIGGER capa_event_change BEFORE UPDATE ON capa_event
WHEN old.capa IS NOT new.capa OR (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;

CREATE TRIGGER capa_event_in BEFORE INSERT ON capa_event
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;

CREATE TRIGGER capa_extension_stays BEFORE UPDATE ON capa_extension
BEGIN
    SELECT RAISE(ABORT, 'an extension stays');
END;

CREATE TRIGGER capa_file_in BEFORE INSERT ON capa_file
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;

CREATE TRIGGER capa_file_stays BEFORE UPDATE ON capa_file
BEGIN SELECT RAISE(ABORT, 'evidence stays with its CAPA'); END;

CREATE TRIGGER capa_member_change BEFORE UPDATE ON capa_member
WHEN old.capa IS NOT new.capa OR (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;

CREATE TRIGGER capa_member_in BEFORE INSERT ON capa_member
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;

CREATE TRIGGER capa_notice_change BEFORE UPDATE ON capa_notice
WHEN old.capa IS NOT new.capa OR (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;

CREATE TRIGGER capa_notice_in BEFORE INSERT ON capa_notice
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;

CREATE TRIGGER capa_old_status BEFORE UPDATE OF old_status, identified, entered, number, origin_table, origin_record ON capa
WHEN old.old_status IS NOT new.old_status OR old.number IS NOT new.number OR old.entered IS NOT new.entered
    OR old.origin_record IS NOT new.origin_record OR old.origin_table IS NOT new.origin_table
    OR (old.identified IS NOT new.identified AND old.step <> 'identification')
BEGIN
    SELECT RAISE(ABORT, 'number, origin, former status and time of entry of a CAPA never change');
END;

CREATE TRIGGER capa_order BEFORE UPDATE OF step ON capa
WHEN old.step <> new.step AND (old.step, new.step) NOT IN (VALUES
    ('identification', 'investigation'),
    ('investigation', 'action plan'),
    ('action plan', 'implementation'),
    ('implementation', 'effectiveness check'),
    ('effectiveness check', 'closed'),
    ('effectiveness check', 'investigation'),
    ('closed', 'investigation'),
    ('action plan', 'investigation'),
    ('implementation', 'action plan'),
    ('identification', 'closed as correction'),
    ('investigation', 'closed as correction'),
    ('identification', 'voided'),
    ('investigation', 'voided'),
    ('action plan', 'voided'),
    ('implementation', 'voided'),
    ('effectiveness check', 'voided'))
BEGIN
    SELECT RAISE(ABORT, 'this step of a CAPA does not follow the one it is in');
END;

CREATE TRIGGER capa_owner_not_approver BEFORE UPDATE OF owner ON capa
WHEN old.owner IS NOT new.owner AND new.owner IN (
    SELECT person FROM capa_decision WHERE capa = new.id AND round = new.round)
BEGIN
    SELECT RAISE(ABORT, 'this person signed the CAPA and cannot own it');
END;

CREATE TRIGGER capa_round BEFORE UPDATE OF round, step ON capa
WHEN new.round <> old.round + ((old.step, new.step) IN (VALUES
    ('effectiveness check', 'investigation'), ('closed', 'investigation'), ('implementation', 'action plan')))
BEGIN
    SELECT RAISE(ABORT, 'a CAPA begins a new round when it is opened again or its plan is revised');
END;

CREATE TRIGGER capa_step_stays BEFORE UPDATE ON capa_step
BEGIN
    SELECT RAISE(ABORT, 'the way a CAPA went stays');
END;

CREATE TRIGGER capa_step_true BEFORE INSERT ON capa_step
WHEN new.step <> (SELECT step FROM capa WHERE id = new.capa) OR new.round <> (SELECT round FROM capa WHERE id = new.capa)
    OR new.place <> 1 + (SELECT count(*) FROM capa_step WHERE capa = new.capa)
BEGIN
    SELECT RAISE(ABORT, 'the way a CAPA went is that of its steps');
END;

CREATE TRIGGER capa_target_moved BEFORE UPDATE OF target, first_target ON capa
WHEN (old.first_target IS NOT NULL AND old.first_target IS NOT new.first_target)
    OR (old.target IS NOT NULL AND old.target IS NOT new.target AND NOT EXISTS (SELECT 1 FROM capa_extension
        WHERE capa = new.id AND action IS NULL AND before = old.target AND after = new.target))
BEGIN
    SELECT RAISE(ABORT, 'a due date moves by an extension with its reason; the first one stays');
END;

CREATE TRIGGER capa_to_closed BEFORE UPDATE OF step ON capa
WHEN old.step = 'effectiveness check' AND new.step = 'closed' AND (
    NOT EXISTS (SELECT 1 FROM capa_check WHERE capa = new.id AND round = new.round AND verdict = 'effective')
    OR EXISTS (SELECT 1 FROM capa_action WHERE capa = new.id AND done IS NULL AND dropped = 0)
    OR EXISTS (SELECT 1 FROM capa_notice WHERE capa = new.id AND needed = 1 AND told IS NULL)
    OR NOT EXISTS (SELECT 1 FROM capa_decision WHERE capa = new.id AND round = new.round AND meaning = 'closed'))
BEGIN
    SELECT RAISE(ABORT, 'a CAPA is closed when a check found it effective, nothing is open and somebody else signed');
END;

CREATE TRIGGER capa_to_corrected BEFORE UPDATE OF step ON capa
WHEN new.step = 'closed as correction' AND old.step <> new.step AND (
    new.priority <> 'minor' OR trim(new.justification) = '' OR trim(new.description) = '' OR trim(new.containment) = ''
    OR new.owner IS NULL
    OR EXISTS (SELECT 1 FROM capa_action WHERE capa = new.id AND done IS NULL AND dropped = 0)
    OR EXISTS (SELECT 1 FROM capa_notice WHERE capa = new.id AND needed = 1 AND told IS NULL)
    OR NOT EXISTS (SELECT 1 FROM capa_decision WHERE capa = new.id AND round = new.round AND meaning = 'closed'))
BEGIN
    SELECT RAISE(ABORT, 'only a minor issue is closed as a correction, justified and signed by somebody else');
END;

CREATE TRIGGER capa_to_effectiveness BEFORE UPDATE OF step ON capa
WHEN old.step = 'implementation' AND new.step = 'effectiveness check' AND (
    EXISTS (SELECT 1 FROM capa_action WHERE capa = new.id AND done IS NULL AND dropped = 0)
    OR new.check_due IS NOT date(coalesce((SELECT max(done) FROM capa_action WHERE capa = new.id), new.step_day),
        '+' || new.check_after || ' days'))
BEGIN
    SELECT RAISE(ABORT, 'the effectiveness check waits until every action is done and its period has passed');
END;

CREATE TRIGGER capa_to_implementation BEFORE UPDATE OF step ON capa
WHEN old.step = 'action plan' AND new.step = 'implementation' AND (
    new.owner IS NULL OR trim(new.criteria) = '' OR trim(new.check_how) = '' OR new.check_after IS NULL
    OR NOT EXISTS (SELECT 1 FROM capa_action WHERE capa = new.id AND kind <> 'immediate' AND done IS NULL AND dropped = 0)
    OR NOT EXISTS (SELECT 1 FROM capa_decision WHERE capa = new.id AND round = new.round AND meaning = 'approved'))
BEGIN
    SELECT RAISE(ABORT, 'implementation needs actions, criteria of effectiveness and the approval of the plan');
END;

CREATE TRIGGER capa_to_investigation BEFORE UPDATE OF step ON capa
WHEN old.step = 'identification' AND new.step = 'investigation'
    AND (trim(new.description) = '' OR new.owner IS NULL OR trim(new.containment) = '')
BEGIN
    SELECT RAISE(ABORT, 'an investigation needs description, owner and containment');
END;

CREATE TRIGGER capa_to_investigation_again BEFORE UPDATE OF step ON capa
WHEN old.step = 'effectiveness check' AND new.step = 'investigation'
    AND NOT EXISTS (SELECT 1 FROM capa_check WHERE capa = new.id AND round = old.round AND verdict = 'not effective')
BEGIN
    SELECT RAISE(ABORT, 'a CAPA is investigated again when a check found it not effective');
END;

CREATE TRIGGER capa_to_plan BEFORE UPDATE OF step ON capa
WHEN old.step = 'investigation' AND new.step = 'action plan' AND (
    (SELECT count(*) FROM capa_member WHERE capa = new.id AND "left" IS NULL) < 2
    OR NOT EXISTS (SELECT 1 FROM capa_cause WHERE capa = new.id AND standing = 'root cause')
    OR trim(new.root_cause) = '' OR new.root_cause_day IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'an action plan needs a team, a root cause and its statement');
END;

CREATE TRIGGER certificate_issuer_keep BEFORE UPDATE ON certificate_issuer BEGIN
    SELECT RAISE(ABORT, 'who issued a certificate does not change');
END;

CREATE TRIGGER certificate_issuer_own BEFORE INSERT ON certificate_issuer BEGIN
    SELECT RAISE(ABORT, 'everybody brings a certificate of their own')
    WHERE NOT EXISTS (SELECT 1 FROM certificates AS c WHERE c.id = new.certificate AND c."user" = session_user());
END;

CREATE TRIGGER certificates_keep BEFORE UPDATE ON certificates BEGIN
    SELECT RAISE(ABORT, 'of a certificate only its withdrawal may come')
    WHERE new.kind IS NOT old.kind OR new."user" IS NOT old."user" OR new.name IS NOT old.name
        OR new.fingerprint IS NOT old.fingerprint OR new.serial IS NOT old.serial OR new.der IS NOT old.der
        OR new.valid_from IS NOT old.valid_from OR new.valid_until IS NOT old.valid_until OR old.withdrawn IS NOT NULL;
    SELECT RAISE(ABORT, 'a certificate is withdrawn by an officer, or is one''s own')
    WHERE session_role() <> 'officer' AND old."user" IS NOT session_user();
END;

CREATE TRIGGER certificates_own BEFORE INSERT ON certificates WHEN session_role() <> 'officer' BEGIN
    SELECT RAISE(ABORT, 'a certificate is entered by an officer, or is one''s own')
    WHERE new.kind <> 'person' OR new."user" IS NOT session_user();
END;

CREATE TRIGGER course_version_controlled BEFORE INSERT ON course_version
WHEN (new.approved IS NOT NULL OR new.effective IS NOT NULL) AND EXISTS (SELECT 1 FROM document WHERE id = new.course)
BEGIN
    SELECT RAISE(ABORT, 'this document is under change control: begin a change of it, and let it be approved');
END;

CREATE TRIGGER course_version_in_force BEFORE UPDATE ON course_version
WHEN EXISTS (SELECT 1 FROM document WHERE id = old.course)
    AND (new.approved IS NOT old.approved OR new.effective IS NOT old.effective)
    AND NOT EXISTS (SELECT 1 FROM document_change AS c WHERE c.id = old.id AND c.approved IS NOT NULL
        AND old.approved IS NULL AND new.approved = c.approved AND new.effective >= coalesce(c.not_before, c.approved))
BEGIN
    SELECT RAISE(ABORT, 'this document is under change control: begin a change of it, and let it be approved');
END;

CREATE TRIGGER course_version_signed BEFORE UPDATE ON course_version
WHEN EXISTS (SELECT 1 FROM document_change AS c WHERE c.id = old.id AND c.proposed IS NOT NULL)
    AND (new.course IS NOT old.course OR new.label IS NOT old.label OR new.summary IS NOT old.summary
        OR new.file IS NOT old.file OR new.reopens IS NOT old.reopens)
BEGIN
    SELECT RAISE(ABORT, 'a version its author signed is not changed; send the change back, or begin another');
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

CREATE TRIGGER destruction_item_before_approval BEFORE INSERT ON destruction_item
WHEN (SELECT d.approved IS NOT NULL OR d.withdrawn IS NOT NULL FROM destruction AS d WHERE d.id = new.destruction)
BEGIN
    SELECT RAISE(ABORT, 'what ends is named before it is approved');
END;

CREATE TRIGGER destruction_proposed BEFORE INSERT ON destruction BEGIN
    SELECT RAISE(ABORT, 'a destruction is proposed by who is signed in, and approved and carried out later')
    WHERE new.proposed_by IS NOT session_user() OR new.approved IS NOT NULL OR new.carried IS NOT NULL
        OR new.withdrawn IS NOT NULL
        OR new.person IS NOT (SELECT u.person FROM user_person AS u WHERE u.id = session_user());
    SELECT RAISE(ABORT, 'what is on hold, still to be kept or already destroyed is not proposed')
    WHERE NOT EXISTS (SELECT 1 FROM series AS k WHERE k.id = new.series AND k.destroyed IS NULL AND k.trigger_pending = 0
            AND k.unconfirmed = 0 AND k.permanent = 0 AND k.keep_until < new.proposed AND k.keep_until < new.eligible)
        OR EXISTS (SELECT 1 FROM hold AS h WHERE h.released IS NULL AND (h.series = new.series
            OR h.study IN (SELECT y.study FROM series_study AS y WHERE y.series = new.series)
            OR (h.series IS NULL AND h.study IS NULL)));
END;

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

CREATE TRIGGER destruction_stays BEFORE UPDATE ON destruction BEGIN
    SELECT RAISE(ABORT, 'what was proposed does not change: it is withdrawn, and proposed anew')
    WHERE new.number IS NOT old.number OR new.series IS NOT old.series OR new.proposed IS NOT old.proposed
        OR new.proposed_by IS NOT old.proposed_by OR new.person IS NOT old.person OR new.reason IS NOT old.reason
        OR new.method IS NOT old.method OR new.eligible IS NOT old.eligible OR new.facts IS NOT old.facts
        OR new.items IS NOT old.items OR new.items_sha256 IS NOT old.items_sha256 OR new.medium IS NOT old.medium
        OR (old.approved IS NOT NULL AND (new.approved IS NOT old.approved OR new.approver IS NOT old.approver));
    SELECT RAISE(ABORT, 'a destruction that was carried out or withdrawn stays as it is')
    WHERE old.carried IS NOT NULL OR old.withdrawn IS NOT NULL;
    SELECT RAISE(ABORT, 'a destruction is approved by a second person, who signs')
    WHERE old.approved IS NULL AND new.approved IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'destruction' AND s.record = new.id
            AND s.meaning = 'approved' AND s.person IS new.approver AND s.person IS NOT new.person);
END;

CREATE TRIGGER deviation_clock BEFORE UPDATE OF closed ON deviation
WHEN new.closed IS NOT NULL AND old.closed IS NULL
    AND EXISTS (SELECT 1 FROM notification WHERE deviation = new.id AND told IS NULL AND not_needed = '')
BEGIN
    SELECT RAISE(ABORT, 'a clock of this deviation is still running');
END;

CREATE TRIGGER document_change_begins BEFORE INSERT ON document_change BEGIN
    SELECT RAISE(ABORT, 'a change of a document begins as a draft')
    WHERE new.proposed IS NOT NULL OR new.reviewed IS NOT NULL OR new.approved IS NOT NULL;
    SELECT RAISE(ABORT, 'the version belongs to another document, or counts already') WHERE NOT EXISTS (
        SELECT 1 FROM course_version AS v WHERE v.id = new.id AND v.course = new.document
        AND v.approved IS NULL AND v.effective IS NULL);
END;

CREATE TRIGGER document_change_signed BEFORE UPDATE ON document_change BEGIN
    SELECT RAISE(ABORT, 'a change of a document is signed by its author')
    WHERE new.proposed IS NOT NULL AND old.proposed IS NULL AND NOT EXISTS (SELECT 1 FROM signature AS s
        WHERE s.tbl = 'document_change' AND s.record = new.id AND s.meaning = 'authored' AND s.person = new.author
        AND julianday(s.at) >= julianday(new.round));
    SELECT RAISE(ABORT, 'a change of a document is signed by its reviewer')
    WHERE new.reviewed IS NOT NULL AND old.reviewed IS NULL AND NOT EXISTS (SELECT 1 FROM signature AS s
        WHERE s.tbl = 'document_change' AND s.record = new.id AND s.meaning = 'reviewed' AND s.person IS new.reviewer
        AND julianday(s.at) >= julianday(new.round));
    SELECT RAISE(ABORT, 'a change of a document is signed by its approver')
    WHERE new.approved IS NOT NULL AND old.approved IS NULL AND NOT EXISTS (SELECT 1 FROM signature AS s
        WHERE s.tbl = 'document_change' AND s.record = new.id AND s.meaning = 'approved' AND s.person IS new.approver
        AND s.person IS NOT new.author AND julianday(s.at) >= julianday(new.round)
        AND (new.approver IS NOT NULL OR s.paper = 1));
    SELECT RAISE(ABORT, 'a change its author signed is not changed; send it back')
    WHERE old.proposed IS NOT NULL AND new.proposed IS NOT NULL AND (
        new.document IS NOT old.document OR new.reason IS NOT old.reason OR new.author IS NOT old.author
        OR new.author_name IS NOT old.author_name OR new.reviewer IS NOT old.reviewer
        OR new.reviewer_name IS NOT old.reviewer_name OR new.approver IS NOT old.approver
        OR new.approver_name IS NOT old.approver_name OR new.not_before IS NOT old.not_before
        OR new.proposed IS NOT old.proposed OR new.round IS NOT old.round);
    SELECT RAISE(ABORT, 'what is approved or abandoned stays') WHERE old.approved IS NOT NULL
        OR old.abandoned IS NOT NULL;
END;

CREATE TRIGGER document_copy_acknowledged BEFORE UPDATE OF acknowledged ON document_copy
WHEN new.acknowledged IS NOT NULL AND new.person IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM signature AS s WHERE s.tbl = 'document_copy' AND s.record = new.id AND s.meaning = 'acknowledged'
        AND s.person = new.person)
BEGIN
    SELECT RAISE(ABORT, 'a copy is acknowledged by the signature of who has it');
END;

CREATE TRIGGER drill_by BEFORE INSERT ON restore_drill BEGIN
    SELECT RAISE(ABORT, 'a drill is recorded by who did it') WHERE new.done_by IS NOT session_user();
END;

CREATE TRIGGER evidence_piece_in_turn BEFORE INSERT ON evidence_piece BEGIN
    SELECT RAISE(ABORT, 'the pieces of a file come in turn, and no more of them than it has bytes')
    WHERE new.place IS NOT (SELECT count(*) + 1 FROM evidence_piece AS p WHERE p.evidence = new.evidence)
        OR new.place * 4000000 >= (SELECT e.size FROM evidence AS e WHERE e.id = new.evidence);
END;

CREATE TRIGGER hold_placed BEFORE INSERT ON hold
WHEN new.placed_by IS NOT session_user() OR new.released IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a hold is placed by who is signed in, and is released later');
END;

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

CREATE TRIGGER incident_clock BEFORE UPDATE OF closed ON incident
WHEN new.closed IS NOT NULL AND old.closed IS NULL
    AND EXISTS (SELECT 1 FROM notification WHERE incident = new.id AND told IS NULL AND not_needed = '')
BEGIN
    SELECT RAISE(ABORT, 'a clock of this incident is still running');
END;

CREATE TRIGGER incident_touched_in_use BEFORE INSERT ON incident_affects
WHEN coalesce(new.asset, new.system) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'it was out of use before this incident occurred')
    WHERE coalesce((SELECT a.ended FROM asset AS a WHERE a.id = new.asset),
                   (SELECT y."end" FROM system AS y WHERE y.id = new.system))
        < (SELECT substr(i.occurred, 1, 10) FROM incident AS i WHERE i.id = new.incident);
END;

CREATE TRIGGER investigator_has_successor BEFORE UPDATE OF "end" ON investigator
WHEN new."end" IS NOT NULL AND (old."end" IS NULL OR new."end" < old."end") BEGIN
    SELECT RAISE(ABORT, 'a principal investigator ends only with a successor from the day after')
    WHERE EXISTS (SELECT 1 FROM study AS s WHERE s.id = new.study AND (s."end" IS NULL OR s."end" > new."end"))
        AND NOT EXISTS (SELECT 1 FROM investigator AS i WHERE i.study = new.study AND i.id <> new.id
                        AND i.start <= date(new."end", '+1 day') AND (i."end" IS NULL OR i."end" > new."end"));
END;

CREATE TRIGGER "keep_access_followup_key" BEFORE UPDATE OF "id" ON "access_followup" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_access_review_key" BEFORE UPDATE OF "id" ON "access_review" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_account_key" BEFORE UPDATE OF "id" ON "account" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_account_list_form_key" BEFORE UPDATE OF "id" ON "account_list_form" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_account_step_key" BEFORE UPDATE OF "id" ON "account_step" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_asset_key" BEFORE UPDATE OF "id" ON "asset" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_assignment_key" BEFORE UPDATE OF "id" ON "assignment" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_backup_key" BEFORE UPDATE OF "id" ON "backup" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_backup_miss_key" BEFORE UPDATE OF "id" ON "backup_miss" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_backup_place_key" BEFORE UPDATE OF "id" ON "backup_place" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_action_key" BEFORE UPDATE OF "id" ON "capa_action" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_cause_key" BEFORE UPDATE OF "id" ON "capa_cause" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_check_key" BEFORE UPDATE OF "id" ON "capa_check" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_decision_key" BEFORE UPDATE OF "id" ON "capa_decision" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_event_key" BEFORE UPDATE OF "id" ON "capa_event" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_extension_key" BEFORE UPDATE OF "id" ON "capa_extension" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_file_key" BEFORE UPDATE OF "id" ON "capa_file" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_key" BEFORE UPDATE OF "id" ON "capa" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_member_key" BEFORE UPDATE OF "id" ON "capa_member" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_notice_key" BEFORE UPDATE OF "id" ON "capa_notice" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_capa_step_key" BEFORE UPDATE OF "id" ON "capa_step" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_certificate_issuer_key" BEFORE UPDATE OF "id" ON "certificate_issuer" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_certificates_key" BEFORE UPDATE OF "id" ON "certificates" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_clock_rule_key" BEFORE UPDATE OF "id" ON "clock_rule" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_course_key" BEFORE UPDATE OF "id" ON "course" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_course_version_key" BEFORE UPDATE OF "id" ON "course_version" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_custody_move_key" BEFORE UPDATE OF "id" ON "custody_move" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_delegation_breach_key" BEFORE UPDATE OF "id" ON "delegation_breach" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_delegation_declaration_key" BEFORE UPDATE OF "id" ON "delegation_declaration" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_delegation_key" BEFORE UPDATE OF "id" ON "delegation" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_delegation_step_key" BEFORE UPDATE OF "id" ON "delegation_step" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_delegation_task_key" BEFORE UPDATE OF "id" ON "delegation_task" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_delegation_version_key" BEFORE UPDATE OF "id" ON "delegation_version" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_destruction_item_key" BEFORE UPDATE OF "id" ON "destruction_item" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_destruction_key" BEFORE UPDATE OF "id" ON "destruction" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_deviation_key" BEFORE UPDATE OF "id" ON "deviation" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_document_change_key" BEFORE UPDATE OF "id" ON "document_change" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_document_copy_key" BEFORE UPDATE OF "id" ON "document_copy" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_document_key" BEFORE UPDATE OF "id" ON "document" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_document_review_key" BEFORE UPDATE OF "id" ON "document_review" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_draft_key_key" BEFORE UPDATE OF "id" ON "draft_key" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_enquiry_key" BEFORE UPDATE OF "id" ON "enquiry" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_evidence_key" BEFORE UPDATE OF "id" ON "evidence" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_evidence_key_key" BEFORE UPDATE OF "id" ON "evidence_key" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_evidence_piece_key" BEFORE UPDATE OF "id" ON "evidence_piece" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_exercise_finding_key" BEFORE UPDATE OF "id" ON "exercise_finding" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_exercise_key" BEFORE UPDATE OF "id" ON "exercise" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_export_template_key" BEFORE UPDATE OF "id" ON "export_template" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_exports_key" BEFORE UPDATE OF "id" ON "exports" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_hold_key" BEFORE UPDATE OF "id" ON "hold" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_incident_affects_key" BEFORE UPDATE OF "id" ON "incident_affects" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_incident_event_key" BEFORE UPDATE OF "id" ON "incident_event" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_incident_evidence_key" BEFORE UPDATE OF "id" ON "incident_evidence" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_incident_key" BEFORE UPDATE OF "id" ON "incident" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_installations_key" BEFORE UPDATE OF "id" ON "installations" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_investigator_key" BEFORE UPDATE OF "id" ON "investigator" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_journal_key_key" BEFORE UPDATE OF "id" ON "journal_key" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_note_to_file_key" BEFORE UPDATE OF "id" ON "note_to_file" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_notification_key" BEFORE UPDATE OF "id" ON "notification" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_oversight_plan_key" BEFORE UPDATE OF "id" ON "oversight_plan" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_oversight_review_key" BEFORE UPDATE OF "id" ON "oversight_review" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_person_key" BEFORE UPDATE OF "id" ON "person" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_plan_section_key" BEFORE UPDATE OF "id" ON "plan_section" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_plan_version_key" BEFORE UPDATE OF "id" ON "plan_version" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_planned_renewal_key" BEFORE UPDATE OF "id" ON "planned_renewal" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_reapplied_item_key" BEFORE UPDATE OF "id" ON "reapplied_item" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_reapplied_key" BEFORE UPDATE OF "id" ON "reapplied" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_reasons_key" BEFORE UPDATE OF "id" ON "reasons" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_redaction_key" BEFORE UPDATE OF "id" ON "redaction" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_requirement_key" BEFORE UPDATE OF "id" ON "requirement" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_restore_drill_key" BEFORE UPDATE OF "id" ON "restore_drill" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_retention_contract_key" BEFORE UPDATE OF "id" ON "retention_contract" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_retention_event_key" BEFORE UPDATE OF "id" ON "retention_event" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_retention_review_key" BEFORE UPDATE OF "id" ON "retention_review" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_review_row_key" BEFORE UPDATE OF "id" ON "review_row" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_review_signer_key" BEFORE UPDATE OF "id" ON "review_signer" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_revocation_lists_key" BEFORE UPDATE OF "id" ON "revocation_lists" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_risk_acceptance_key" BEFORE UPDATE OF "id" ON "risk_acceptance" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_risk_action_key" BEFORE UPDATE OF "id" ON "risk_action" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_risk_capa_key" BEFORE UPDATE OF "id" ON "risk_capa" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_risk_key" BEFORE UPDATE OF "id" ON "risk" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_risk_review_key" BEFORE UPDATE OF "id" ON "risk_review" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_risk_scale_key" BEFORE UPDATE OF "id" ON "risk_scale" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_role_conflict_key" BEFORE UPDATE OF "id" ON "role_conflict" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_rule_confirmation_key" BEFORE UPDATE OF "id" ON "rule_confirmation" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_schema_files_key" BEFORE UPDATE OF "id" ON "schema_files" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_seals_key" BEFORE UPDATE OF "id" ON "seals" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_series_key" BEFORE UPDATE OF "id" ON "series" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_series_study_key" BEFORE UPDATE OF "id" ON "series_study" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_settings_key" BEFORE UPDATE OF "id" ON "settings" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_sharing_key" BEFORE UPDATE OF "id" ON "sharing" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_sharing_review_key" BEFORE UPDATE OF "id" ON "sharing_review" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_signature_key" BEFORE UPDATE OF "id" ON "signature" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_site_rule_key" BEFORE UPDATE OF "id" ON "site_rule" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_specimen_key" BEFORE UPDATE OF "id" ON "specimen" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_sponsor_release_key" BEFORE UPDATE OF "id" ON "sponsor_release" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_study_key" BEFORE UPDATE OF "id" ON "study" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_study_paper_key" BEFORE UPDATE OF "id" ON "study_paper" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_study_paper_person_key" BEFORE UPDATE OF "id" ON "study_paper_person" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_study_retention_key" BEFORE UPDATE OF "id" ON "study_retention" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_system_key" BEFORE UPDATE OF "id" ON "system" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_system_study_key" BEFORE UPDATE OF "id" ON "system_study" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_system_upkeep_key" BEFORE UPDATE OF "id" ON "system_upkeep" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_threat_key" BEFORE UPDATE OF "id" ON "threat" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_trail_filter_key" BEFORE UPDATE OF "id" ON "trail_filter" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_trail_review_entry_key" BEFORE UPDATE OF "id" ON "trail_review_entry" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_trail_review_filter_key" BEFORE UPDATE OF "id" ON "trail_review_filter" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_trail_review_key" BEFORE UPDATE OF "id" ON "trail_review" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_training_record_key" BEFORE UPDATE OF "id" ON "training_record" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_training_session_key" BEFORE UPDATE OF "id" ON "training_session" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_trusted_authority_key" BEFORE UPDATE OF "id" ON "trusted_authority" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_user_duty_key" BEFORE UPDATE OF "id" ON "user_duty" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_user_person_key" BEFORE UPDATE OF "id" ON "user_person" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_users_key" BEFORE UPDATE OF "id" ON "users" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER "keep_vulnerability_key" BEFORE UPDATE OF "id" ON "vulnerability" WHEN old."id" IS NOT new."id" BEGIN SELECT RAISE(ABORT, 'an id never changes'); END;

CREATE TRIGGER oversight_review_keep BEFORE UPDATE ON oversight_review
WHEN old.signed IS NOT NULL OR new.facts IS NOT old.facts OR new.drawn IS NOT old.drawn
    OR new.study IS NOT old.study OR new.since IS NOT old.since OR new.until IS NOT old.until
BEGIN
    SELECT RAISE(ABORT, 'the facts of a review stay as they were drawn, and a signed review stays whole');
END;

CREATE TRIGGER oversight_review_stay BEFORE DELETE ON oversight_review
WHEN old.signed IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ending AS e WHERE e.tbl = 'oversight_review' AND e.record = old.id) BEGIN
    SELECT RAISE(ABORT, 'a signed review stays');
END;

CREATE TRIGGER person_is_no_investigator BEFORE UPDATE OF "end" ON person WHEN new."end" IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a principal investigator leaves only after a successor is named')
    WHERE EXISTS (SELECT 1 FROM investigator AS i JOIN study AS s ON s.id = i.study WHERE i.person = new.id
                  AND (i."end" IS NULL OR i."end" > new."end") AND (s."end" IS NULL OR s."end" > new."end"));
END;

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

CREATE TRIGGER plan_section_keep BEFORE UPDATE ON plan_section
WHEN new.version IS NOT old.version OR (SELECT proposed FROM plan_version WHERE id = old.version) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a plan its author signed is not changed; send it back, or make the next version');
END;

CREATE TRIGGER plan_section_late BEFORE INSERT ON plan_section
WHEN (SELECT proposed FROM plan_version WHERE id = new.version) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a plan its author signed is not changed; send it back, or make the next version');
END;

CREATE TRIGGER plan_section_stay BEFORE DELETE ON plan_section
WHEN (SELECT proposed FROM plan_version WHERE id = old.version) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ending AS e WHERE e.tbl = 'plan_section' AND e.record = old.id) BEGIN
    SELECT RAISE(ABORT, 'only a draft is removed');
END;

CREATE TRIGGER plan_version_approves BEFORE UPDATE OF approved ON plan_version
WHEN new.approved IS NOT NULL AND old.approved IS NULL BEGIN
    SELECT RAISE(ABORT, 'a plan is approved by its approver''s signature') WHERE NOT EXISTS (
        SELECT 1 FROM signature AS s WHERE s.tbl = 'plan_version' AND s.record = new.id AND s.meaning = 'approved'
        AND s.person IS new.approver AND s.person IS NOT new.author AND julianday(s.at) >= julianday(new.drawn)
        AND (new.approver IS NOT NULL OR s.paper = 1));
END;

CREATE TRIGGER plan_version_begins BEFORE INSERT ON plan_version
WHEN new.proposed IS NOT NULL OR new.approved IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a plan begins as a draft');
END;

CREATE TRIGGER plan_version_fixed BEFORE UPDATE ON plan_version
WHEN old.proposed IS NOT NULL AND new.proposed IS NOT NULL AND (
    new.study IS NOT old.study OR new.number IS NOT old.number OR new.reason IS NOT old.reason
    OR new.author IS NOT old.author OR new.approver IS NOT old.approver OR new.approver_name IS NOT old.approver_name
    OR new.author_name IS NOT old.author_name OR new.not_before IS NOT old.not_before OR new.review_months IS NOT old.review_months
    OR new.drawn IS NOT old.drawn OR new.proposed IS NOT old.proposed)
BEGIN
    SELECT RAISE(ABORT, 'a plan its author signed is not changed; send it back, or make the next version');
END;

CREATE TRIGGER plan_version_keep BEFORE UPDATE ON plan_version
WHEN old.approved IS NOT NULL AND (
    new.approved IS NOT old.approved OR new.effective IS NOT old.effective OR new.proposed IS NOT old.proposed)
BEGIN
    SELECT RAISE(ABORT, 'an approved plan stays; make the next version');
END;

CREATE TRIGGER plan_version_proposes BEFORE UPDATE OF proposed ON plan_version
WHEN new.proposed IS NOT NULL AND old.proposed IS NULL BEGIN
    SELECT RAISE(ABORT, 'a plan has four parts, each with its text')
    WHERE (SELECT count(*) FROM plan_section WHERE version = new.id AND trim(text) <> '') <> 4;
    SELECT RAISE(ABORT, 'a plan is proposed by its author''s signature')
    WHERE NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'plan_version' AND s.record = new.id
        AND s.meaning = 'authored' AND s.person = new.author AND julianday(s.at) >= julianday(new.drawn));
END;

CREATE TRIGGER plan_version_stay BEFORE DELETE ON plan_version
WHEN old.proposed IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ending AS e WHERE e.tbl = 'plan_version' AND e.record = old.id) BEGIN
    SELECT RAISE(ABORT, 'only a draft is removed');
END;

CREATE TRIGGER reapplied_item_restoring BEFORE INSERT ON reapplied_item BEGIN
    SELECT RAISE(ABORT, 'what ends is named before it ends, while a backup is restored')
    WHERE NOT EXISTS (SELECT 1 FROM restoring AS r WHERE r.id = session_installation())
        OR (SELECT x.done FROM reapplied AS x WHERE x.id = new.reapplied) IS NOT NULL;
END;

CREATE TRIGGER reapplied_restoring BEFORE INSERT ON reapplied BEGIN
    SELECT RAISE(ABORT, 'a destruction is carried out again only while a backup is restored')
    WHERE new.done IS NOT NULL OR new.installation IS NOT session_installation()
        OR NOT EXISTS (SELECT 1 FROM restoring AS r WHERE r.id = session_installation());
END;

CREATE TRIGGER reapplied_stays BEFORE UPDATE ON reapplied BEGIN
    SELECT RAISE(ABORT, 'a destruction is carried out again only while a backup is restored')
    WHERE old.done IS NOT NULL OR new.number IS NOT old.number OR new.kind IS NOT old.kind OR new.told IS NOT old.told
        OR new.carried IS NOT old.carried OR new.tbl IS NOT old.tbl OR new.record IS NOT old.record
        OR new.installation IS NOT old.installation
        OR NOT EXISTS (SELECT 1 FROM restoring AS r WHERE r.id = session_installation());
END;

CREATE TRIGGER redaction_proposed BEFORE INSERT ON redaction BEGIN
    SELECT RAISE(ABORT, 'a redaction is proposed by who is signed in, and approved and carried out later')
    WHERE new.proposed_by IS NOT session_user() OR new.approved IS NOT NULL OR new.carried IS NOT NULL
        OR new.withdrawn IS NOT NULL
        OR new.person IS NOT (SELECT u.person FROM user_person AS u WHERE u.id = session_user());
END;

CREATE TRIGGER redaction_stays BEFORE UPDATE ON redaction BEGIN
    SELECT RAISE(ABORT, 'what was proposed does not change: it is withdrawn, and proposed anew')
    WHERE new.number IS NOT old.number OR new.tbl IS NOT old.tbl OR new.record IS NOT old.record
        OR new.named IS NOT old.named OR new.kind IS NOT old.kind OR new.reason IS NOT old.reason
        OR new.letters IS NOT old.letters OR new.elsewhere IS NOT old.elsewhere
        OR new.proposed IS NOT old.proposed OR new.proposed_by IS NOT old.proposed_by OR new.person IS NOT old.person
        OR (old.approved IS NOT NULL AND (new.approved IS NOT old.approved OR new.approver IS NOT old.approver));
    SELECT RAISE(ABORT, 'a redaction that was carried out or withdrawn stays as it is')
    WHERE old.carried IS NOT NULL OR old.withdrawn IS NOT NULL;
    SELECT RAISE(ABORT, 'a redaction is approved by a second person, who signs')
    WHERE old.approved IS NULL AND new.approved IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'redaction' AND s.record = new.id
            AND s.meaning = 'approved' AND s.person IS new.approver AND s.person IS NOT new.person);
END;

CREATE TRIGGER retention_event_after_start BEFORE INSERT ON retention_event
BEGIN
    SELECT RAISE(ABORT, 'nothing a rule waits for can happen before the study began')
    WHERE new.happened < (SELECT s.start FROM study AS s WHERE s.id = new.study);
END;

CREATE TRIGGER retention_event_stays BEFORE UPDATE ON retention_event
WHEN new.study IS NOT old.study OR new.series IS NOT old.series OR new.what IS NOT old.what
    OR new.happened IS NOT old.happened OR (old.voided IS NOT NULL AND new.voided IS NOT old.voided)
BEGIN
    SELECT RAISE(ABORT, 'an event is voided and entered anew, not rewritten');
END;

CREATE TRIGGER retention_review_stays BEFORE UPDATE ON retention_review
WHEN old.signed = 1
BEGIN
    SELECT RAISE(ABORT, 'a signed review stays as it is');
END;

CREATE TRIGGER review_of_trail_entry_keep BEFORE UPDATE ON trail_review_entry
WHEN (SELECT signed FROM trail_review WHERE id = old.review) IS NOT NULL
    AND (new.mark IS NOT old.mark OR new.finding IS NOT old.finding OR old.capa IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'a signed review stays as it is');
END;

CREATE TRIGGER review_of_trail_entry_late BEFORE INSERT ON trail_review_entry
WHEN (SELECT signed FROM trail_review WHERE id = new.review) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a signed review stays as it is');
END;

CREATE TRIGGER review_of_trail_keep BEFORE UPDATE ON trail_review WHEN old.signed IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a signed review stays as it is');
END;

CREATE TRIGGER review_of_trail_whole BEFORE UPDATE OF signed ON trail_review
WHEN new.signed IS NOT NULL AND EXISTS (SELECT 1 FROM trail_review_entry WHERE review = new.id AND mark = '')
BEGIN
    SELECT RAISE(ABORT, 'every entry drawn is looked at before the review is signed');
END;

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

CREATE TRIGGER review_row_time BEFORE INSERT ON review_row BEGIN
    SELECT RAISE(ABORT, 'the rows of a review come with its list')
    WHERE (SELECT r.step FROM access_review AS r WHERE r.id = new.review) NOT IN ('list', 'match');
    SELECT RAISE(ABORT, 'a row begins without a verdict') WHERE new.verdict <> '';
END;

CREATE TRIGGER review_signer_own BEFORE INSERT ON review_signer BEGIN
    SELECT RAISE(ABORT, 'a review is signed once every row has its verdict')
    WHERE (SELECT r.step FROM access_review AS r WHERE r.id = new.review) <> 'sign';
    SELECT RAISE(ABORT, 'that signature is not of this review') WHERE NOT EXISTS (
        SELECT 1 FROM signature AS s WHERE s.id = new.signature AND s.tbl = 'access_review' AND s.record = new.review);
    SELECT RAISE(ABORT, 'nobody signs the verdict on their own account') WHERE EXISTS (
        SELECT 1 FROM review_row AS w JOIN user_person AS p ON p.id = w.decided_by
        WHERE w.review = new.review AND w.decided_by = new.user AND w.person = p.person);
END;

CREATE TRIGGER risk_acceptance_not_by_owner BEFORE INSERT ON risk_acceptance
WHEN new.approver IS (SELECT owner FROM risk WHERE id = new.risk)
BEGIN
    SELECT RAISE(ABORT, 'nobody accepts a risk of their own');
END;

CREATE TRIGGER risk_acceptance_stays BEFORE UPDATE OF risk, approver, reason, accepted, ends, likelihood, impact
ON risk_acceptance WHEN old.signed = 1
BEGIN
    SELECT RAISE(ABORT, 'a signed acceptance stays as it was signed; withdraw it and make another');
END;

CREATE TRIGGER risk_action_owner_here BEFORE INSERT ON risk_action BEGIN
    SELECT RAISE(ABORT, 'who left the site is given nothing to do')
    WHERE (SELECT p."end" FROM person AS p WHERE p.id = new.owner) < substr(new.entered, 1, 10);
END;

CREATE TRIGGER risk_asset_in_use BEFORE INSERT ON risk WHEN new.asset IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'this asset is out of use: it is not put at stake anew')
    WHERE (SELECT a.ended FROM asset AS a WHERE a.id = new.asset) IS NOT NULL;
END;

CREATE TRIGGER risk_asset_still_in_use BEFORE UPDATE OF asset ON risk
WHEN new.asset IS NOT NULL AND new.asset IS NOT old.asset BEGIN
    SELECT RAISE(ABORT, 'this asset is out of use: it is not put at stake anew')
    WHERE (SELECT a.ended FROM asset AS a WHERE a.id = new.asset) IS NOT NULL;
END;

CREATE TRIGGER risk_owner_not_approver BEFORE UPDATE OF owner ON risk
WHEN new.owner IS NOT NULL AND EXISTS (
    SELECT 1 FROM risk_acceptance WHERE risk = new.id AND approver = new.owner AND withdrawn IS NULL
        AND (old.owner IS NOT new.owner))
BEGIN
    SELECT RAISE(ABORT, 'this person accepted the risk and cannot own it');
END;

CREATE TRIGGER rule_confirmation_stays BEFORE UPDATE ON rule_confirmation
WHEN new.rule IS NOT old.rule OR new.fingerprint IS NOT old.fingerprint OR new.person IS NOT old.person
    OR (old.withdrawn IS NOT NULL AND new.withdrawn IS NOT old.withdrawn)
BEGIN
    SELECT RAISE(ABORT, 'a confirmation is withdrawn and made anew, not rewritten');
END;

CREATE TRIGGER series_stub_stays BEFORE UPDATE ON series
WHEN old.destroyed IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'what was destroyed leaves its stub, which stays as it is');
END;

CREATE TRIGGER settings_code_alone BEFORE UPDATE ON settings
WHEN new.id = 'unlock-by-code-alone' AND (session_role() <> 'officer' OR new.value NOT IN ('true', 'false'))
BEGIN
    SELECT RAISE(ABORT, 'whether the passphrase is asked to unlock is an officer''s to say');
END;

CREATE TRIGGER settings_code_alone_new BEFORE INSERT ON settings
WHEN new.id = 'unlock-by-code-alone' AND (session_role() <> 'officer' OR new.value NOT IN ('true', 'false'))
BEGIN
    SELECT RAISE(ABORT, 'whether the passphrase is asked to unlock is an officer''s to say');
END;

CREATE TRIGGER sharing_ended_stays BEFORE UPDATE ON sharing
WHEN (old.ended IS NOT NULL AND NOT (new.voided = 1 AND old.voided = 0)) OR old.voided = 1 BEGIN
    SELECT RAISE(ABORT, 'what ended or was struck through stays as it was; enter the sharing anew');
END;

CREATE TRIGGER signature_good BEFORE INSERT ON signature BEGIN
    SELECT RAISE(ABORT, 'a signature is made by who is signed in') WHERE new."user" IS NOT session_user();
    SELECT RAISE(ABORT, 'somebody suspended or ended cannot sign')
    WHERE NOT EXISTS (SELECT 1 FROM users AS u WHERE u.id = new."user" AND u.status = 'active');
    SELECT RAISE(ABORT, 'the certificate is not the signer''s, or not good at that moment')
    WHERE new.paper = 0 AND NOT EXISTS (
        SELECT 1 FROM certificates AS c WHERE c.id = new.certificate AND c."user" = new."user" AND c.withdrawn IS NULL
        AND julianday(new.at) BETWEEN julianday(c.valid_from) AND julianday(c.valid_until));
END;

CREATE TRIGGER signature_keep BEFORE UPDATE ON signature BEGIN
    SELECT RAISE(ABORT, 'a signature is never changed');
END;

CREATE TRIGGER signature_stay BEFORE DELETE ON signature
WHEN NOT EXISTS (SELECT 1 FROM ending AS e WHERE e.tbl = 'signature' AND e.record = old.id) BEGIN
    SELECT RAISE(ABORT, 'a signature is never removed');
END;

CREATE TRIGGER specimen_entered BEFORE INSERT ON specimen BEGIN
    SELECT RAISE(ABORT, 'a specimen is filed by who is signed in') WHERE new."user" IS NOT session_user();
    SELECT RAISE(ABORT, 'a specimen is filed before it is struck through') WHERE new.voided = 1;
END;

CREATE TRIGGER specimen_keep BEFORE UPDATE ON specimen BEGIN
    SELECT RAISE(ABORT, 'a filed specimen is struck through, not changed')
    WHERE new.person IS NOT old.person OR new.initials IS NOT old.initials OR new.signed IS NOT old.signed
        OR new.evidence IS NOT old.evidence OR new.compared_by IS NOT old.compared_by
        OR new.compared IS NOT old.compared OR new.original_at IS NOT old.original_at OR new."user" IS NOT old."user"
        OR new.entered IS NOT old.entered OR old.voided = 1;
END;

CREATE TRIGGER "trail_access_followup_delete" AFTER DELETE ON "access_followup" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'access_followup', old."id", json_object(
        'id', old."id", 'review', old."review", 'row', old."row", 'kind', old."kind", 'due', old."due", 'done', old."done", 'done_by', old."done_by", 'done_user', old."done_user", 'outcome', old."outcome", 'evidence', old."evidence", 'verified', old."verified", 'verified_by', old."verified_by", 'verified_how', old."verified_how"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_access_followup_insert" AFTER INSERT ON "access_followup" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'access_followup', new."id", json_object(
        'id', new."id", 'review', new."review", 'row', new."row", 'kind', new."kind", 'due', new."due", 'done', new."done", 'done_by', new."done_by", 'done_user', new."done_user", 'outcome', new."outcome", 'evidence', new."evidence", 'verified', new."verified", 'verified_by', new."verified_by", 'verified_how', new."verified_how"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_access_followup_update" AFTER UPDATE ON "access_followup" WHEN old."id" IS NOT new."id" OR old."review" IS NOT new."review" OR old."row" IS NOT new."row" OR old."kind" IS NOT new."kind" OR old."due" IS NOT new."due" OR old."done" IS NOT new."done" OR old."done_by" IS NOT new."done_by" OR old."done_user" IS NOT new."done_user" OR old."outcome" IS NOT new."outcome" OR old."evidence" IS NOT new."evidence" OR old."verified" IS NOT new."verified" OR old."verified_by" IS NOT new."verified_by" OR old."verified_how" IS NOT new."verified_how" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'access_followup', old."id", 'id,review,row,kind,due,done,done_by,done_user,outcome,evidence,verified,verified_by,verified_how',
        old."id", old."review", old."row", old."kind", old."due", old."done", old."done_by", old."done_user", old."outcome", old."evidence", old."verified", old."verified_by", old."verified_how", new."id", new."review", new."row", new."kind", new."due", new."done", new."done_by", new."done_user", new."outcome", new."evidence", new."verified", new."verified_by", new."verified_how")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_access_review_delete" AFTER DELETE ON "access_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'access_review', old."id", json_object(
        'id', old."id", 'number', old."number", 'system', old."system", 'kind', old."kind", 'why', old."why", 'period_start', old."period_start", 'period_end', old."period_end", 'step', old."step", 'list_name', old."list_name", 'list_sha256', old."list_sha256", 'list_read', old."list_read", 'list_taken', old."list_taken", 'list_file', old."list_file", 'dormant_days', old."dormant_days", 'started', old."started", 'signed', old."signed", 'closed', old."closed", 'user', old."user", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_access_review_insert" AFTER INSERT ON "access_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'access_review', new."id", json_object(
        'id', new."id", 'number', new."number", 'system', new."system", 'kind', new."kind", 'why', new."why", 'period_start', new."period_start", 'period_end', new."period_end", 'step', new."step", 'list_name', new."list_name", 'list_sha256', new."list_sha256", 'list_read', new."list_read", 'list_taken', new."list_taken", 'list_file', new."list_file", 'dormant_days', new."dormant_days", 'started', new."started", 'signed', new."signed", 'closed', new."closed", 'user', new."user", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_access_review_update" AFTER UPDATE ON "access_review" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."system" IS NOT new."system" OR old."kind" IS NOT new."kind" OR old."why" IS NOT new."why" OR old."period_start" IS NOT new."period_start" OR old."period_end" IS NOT new."period_end" OR old."step" IS NOT new."step" OR old."list_name" IS NOT new."list_name" OR old."list_sha256" IS NOT new."list_sha256" OR old."list_read" IS NOT new."list_read" OR old."list_taken" IS NOT new."list_taken" OR old."list_file" IS NOT new."list_file" OR old."dormant_days" IS NOT new."dormant_days" OR old."started" IS NOT new."started" OR old."signed" IS NOT new."signed" OR old."closed" IS NOT new."closed" OR old."user" IS NOT new."user" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'access_review', old."id", 'id,number,system,kind,why,period_start,period_end,step,list_name,list_sha256,list_read,list_taken,list_file,dormant_days,started,signed,closed,user,entered',
        old."id", old."number", old."system", old."kind", old."why", old."period_start", old."period_end", old."step", old."list_name", old."list_sha256", old."list_read", old."list_taken", old."list_file", old."dormant_days", old."started", old."signed", old."closed", old."user", old."entered", new."id", new."number", new."system", new."kind", new."why", new."period_start", new."period_end", new."step", new."list_name", new."list_sha256", new."list_read", new."list_taken", new."list_file", new."dormant_days", new."started", new."signed", new."closed", new."user", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_delete" AFTER DELETE ON "account" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'account', old."id", json_object(
        'id', old."id", 'system', old."system", 'person', old."person", 'name', old."name", 'found', old."found", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_insert" AFTER INSERT ON "account" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'account', new."id", json_object(
        'id', new."id", 'system', new."system", 'person', new."person", 'name', new."name", 'found', new."found", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_list_form_delete" AFTER DELETE ON "account_list_form" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'account_list_form', old."id", json_object(
        'id', old."id", 'system', old."system", 'columns', old."columns", 'dates', old."dates", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_list_form_insert" AFTER INSERT ON "account_list_form" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'account_list_form', new."id", json_object(
        'id', new."id", 'system', new."system", 'columns', new."columns", 'dates', new."dates", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_list_form_update" AFTER UPDATE ON "account_list_form" WHEN old."id" IS NOT new."id" OR old."system" IS NOT new."system" OR old."columns" IS NOT new."columns" OR old."dates" IS NOT new."dates" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'account_list_form', old."id", 'id,system,columns,dates,entered',
        old."id", old."system", old."columns", old."dates", old."entered", new."id", new."system", new."columns", new."dates", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_step_delete" AFTER DELETE ON "account_step" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'account_step', old."id", json_object(
        'id', old."id", 'account', old."account", 'number', old."number", 'kind', old."kind", 'happened', old."happened", 'role', old."role", 'by_name', old."by_name", 'by_person', old."by_person", 'evidence', old."evidence", 'note', old."note", 'user', old."user", 'entered', old."entered", 'late_reason', old."late_reason", 'voided', old."voided"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_step_insert" AFTER INSERT ON "account_step" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'account_step', new."id", json_object(
        'id', new."id", 'account', new."account", 'number', new."number", 'kind', new."kind", 'happened', new."happened", 'role', new."role", 'by_name', new."by_name", 'by_person', new."by_person", 'evidence', new."evidence", 'note', new."note", 'user', new."user", 'entered', new."entered", 'late_reason', new."late_reason", 'voided', new."voided"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_step_update" AFTER UPDATE ON "account_step" WHEN old."id" IS NOT new."id" OR old."account" IS NOT new."account" OR old."number" IS NOT new."number" OR old."kind" IS NOT new."kind" OR old."happened" IS NOT new."happened" OR old."role" IS NOT new."role" OR old."by_name" IS NOT new."by_name" OR old."by_person" IS NOT new."by_person" OR old."evidence" IS NOT new."evidence" OR old."note" IS NOT new."note" OR old."user" IS NOT new."user" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" OR old."voided" IS NOT new."voided" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'account_step', old."id", 'id,account,number,kind,happened,role,by_name,by_person,evidence,note,user,entered,late_reason,voided',
        old."id", old."account", old."number", old."kind", old."happened", old."role", old."by_name", old."by_person", old."evidence", old."note", old."user", old."entered", old."late_reason", old."voided", new."id", new."account", new."number", new."kind", new."happened", new."role", new."by_name", new."by_person", new."evidence", new."note", new."user", new."entered", new."late_reason", new."voided")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_account_update" AFTER UPDATE ON "account" WHEN old."id" IS NOT new."id" OR old."system" IS NOT new."system" OR old."person" IS NOT new."person" OR old."name" IS NOT new."name" OR old."found" IS NOT new."found" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'account', old."id", 'id,system,person,name,found,entered',
        old."id", old."system", old."person", old."name", old."found", old."entered", new."id", new."system", new."person", new."name", new."found", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_asset_delete" AFTER DELETE ON "asset" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'asset', old."id", json_object(
        'id', old."id", 'name', old."name", 'kind', old."kind", 'place', old."place", 'owner', old."owner", 'note', old."note", 'ended', old."ended", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_asset_insert" AFTER INSERT ON "asset" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'asset', new."id", json_object(
        'id', new."id", 'name', new."name", 'kind', new."kind", 'place', new."place", 'owner', new."owner", 'note', new."note", 'ended', new."ended", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_asset_update" AFTER UPDATE ON "asset" WHEN old."id" IS NOT new."id" OR old."name" IS NOT new."name" OR old."kind" IS NOT new."kind" OR old."place" IS NOT new."place" OR old."owner" IS NOT new."owner" OR old."note" IS NOT new."note" OR old."ended" IS NOT new."ended" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'asset', old."id", 'id,name,kind,place,owner,note,ended,entered',
        old."id", old."name", old."kind", old."place", old."owner", old."note", old."ended", old."entered", new."id", new."name", new."kind", new."place", new."owner", new."note", new."ended", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
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

CREATE TRIGGER "trail_backup_delete" AFTER DELETE ON "backup" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'backup', old."id", json_object(
        'id', old."id", 'place', old."place", 'file', old."file", 'origin', old."origin", 'made', old."made", 'made_by', old."made_by", 'sha256', old."sha256", 'size', old."size", 'seq', old."seq", 'head', old."head", 'verified', old."verified", 'keep_until', old."keep_until", 'removed', old."removed", 'removed_why', old."removed_why"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_backup_insert" AFTER INSERT ON "backup" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'backup', new."id", json_object(
        'id', new."id", 'place', new."place", 'file', new."file", 'origin', new."origin", 'made', new."made", 'made_by', new."made_by", 'sha256', new."sha256", 'size', new."size", 'seq', new."seq", 'head', new."head", 'verified', new."verified", 'keep_until', new."keep_until", 'removed', new."removed", 'removed_why', new."removed_why"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_backup_miss_delete" AFTER DELETE ON "backup_miss" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'backup_miss', old."id", json_object(
        'id', old."id", 'place', old."place", 'due', old."due", 'why', old."why"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_backup_miss_insert" AFTER INSERT ON "backup_miss" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'backup_miss', new."id", json_object(
        'id', new."id", 'place', new."place", 'due', new."due", 'why', new."why"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_backup_miss_update" AFTER UPDATE ON "backup_miss" WHEN old."id" IS NOT new."id" OR old."place" IS NOT new."place" OR old."due" IS NOT new."due" OR old."why" IS NOT new."why" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'backup_miss', old."id", 'id,place,due,why',
        old."id", old."place", old."due", old."why", new."id", new."place", new."due", new."why")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_backup_place_delete" AFTER DELETE ON "backup_place" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'backup_place', old."id", json_object(
        'id', old."id", 'folder', old."folder", 'every_days', old."every_days", 'daily', old."daily", 'weekly', old."weekly", 'monthly', old."monthly", 'since', old."since", 'journal', old."journal"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_backup_place_insert" AFTER INSERT ON "backup_place" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'backup_place', new."id", json_object(
        'id', new."id", 'folder', new."folder", 'every_days', new."every_days", 'daily', new."daily", 'weekly', new."weekly", 'monthly', new."monthly", 'since', new."since", 'journal', new."journal"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_backup_place_update" AFTER UPDATE ON "backup_place" WHEN old."id" IS NOT new."id" OR old."folder" IS NOT new."folder" OR old."every_days" IS NOT new."every_days" OR old."daily" IS NOT new."daily" OR old."weekly" IS NOT new."weekly" OR old."monthly" IS NOT new."monthly" OR old."since" IS NOT new."since" OR old."journal" IS NOT new."journal" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'backup_place', old."id", 'id,folder,every_days,daily,weekly,monthly,since,journal',
        old."id", old."folder", old."every_days", old."daily", old."weekly", old."monthly", old."since", old."journal", new."id", new."folder", new."every_days", new."daily", new."weekly", new."monthly", new."since", new."journal")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_backup_update" AFTER UPDATE ON "backup" WHEN old."id" IS NOT new."id" OR old."place" IS NOT new."place" OR old."file" IS NOT new."file" OR old."origin" IS NOT new."origin" OR old."made" IS NOT new."made" OR old."made_by" IS NOT new."made_by" OR old."sha256" IS NOT new."sha256" OR old."size" IS NOT new."size" OR old."seq" IS NOT new."seq" OR old."head" IS NOT new."head" OR old."verified" IS NOT new."verified" OR old."keep_until" IS NOT new."keep_until" OR old."removed" IS NOT new."removed" OR old."removed_why" IS NOT new."removed_why" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'backup', old."id", 'id,place,file,origin,made,made_by,sha256,size,seq,head,verified,keep_until,removed,removed_why',
        old."id", old."place", old."file", old."origin", old."made", old."made_by", old."sha256", old."size", old."seq", old."head", old."verified", old."keep_until", old."removed", old."removed_why", new."id", new."place", new."file", new."origin", new."made", new."made_by", new."sha256", new."size", new."seq", new."head", new."verified", new."keep_until", new."removed", new."removed_why")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_action_delete" AFTER DELETE ON "capa_action" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_action', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'round', old."round", 'kind', old."kind", 'what', old."what", 'owner', old."owner", 'first_due', old."first_due", 'due', old."due", 'done', old."done", 'proof', old."proof", 'dropped', old."dropped", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_action_insert" AFTER INSERT ON "capa_action" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_action', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'round', new."round", 'kind', new."kind", 'what', new."what", 'owner', new."owner", 'first_due', new."first_due", 'due', new."due", 'done', new."done", 'proof', new."proof", 'dropped', new."dropped", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_action_update" AFTER UPDATE ON "capa_action" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."round" IS NOT new."round" OR old."kind" IS NOT new."kind" OR old."what" IS NOT new."what" OR old."owner" IS NOT new."owner" OR old."first_due" IS NOT new."first_due" OR old."due" IS NOT new."due" OR old."done" IS NOT new."done" OR old."proof" IS NOT new."proof" OR old."dropped" IS NOT new."dropped" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_action', old."id", 'id,capa,round,kind,what,owner,first_due,due,done,proof,dropped,entered',
        old."id", old."capa", old."round", old."kind", old."what", old."owner", old."first_due", old."due", old."done", old."proof", old."dropped", old."entered", new."id", new."capa", new."round", new."kind", new."what", new."owner", new."first_due", new."due", new."done", new."proof", new."dropped", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_cause_delete" AFTER DELETE ON "capa_cause" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_cause', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'parent', old."parent", 'category', old."category", 'words', old."words", 'standing', old."standing", 'place', old."place", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_cause_insert" AFTER INSERT ON "capa_cause" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_cause', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'parent', new."parent", 'category', new."category", 'words', new."words", 'standing', new."standing", 'place', new."place", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_cause_update" AFTER UPDATE ON "capa_cause" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."parent" IS NOT new."parent" OR old."category" IS NOT new."category" OR old."words" IS NOT new."words" OR old."standing" IS NOT new."standing" OR old."place" IS NOT new."place" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_cause', old."id", 'id,capa,parent,category,words,standing,place,entered',
        old."id", old."capa", old."parent", old."category", old."words", old."standing", old."place", old."entered", new."id", new."capa", new."parent", new."category", new."words", new."standing", new."place", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_check_delete" AFTER DELETE ON "capa_check" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_check', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'round', old."round", 'due', old."due", 'checked', old."checked", 'verdict', old."verdict", 'found', old."found", 'checker', old."checker", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_check_insert" AFTER INSERT ON "capa_check" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_check', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'round', new."round", 'due', new."due", 'checked', new."checked", 'verdict', new."verdict", 'found', new."found", 'checker', new."checker", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_check_update" AFTER UPDATE ON "capa_check" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."round" IS NOT new."round" OR old."due" IS NOT new."due" OR old."checked" IS NOT new."checked" OR old."verdict" IS NOT new."verdict" OR old."found" IS NOT new."found" OR old."checker" IS NOT new."checker" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_check', old."id", 'id,capa,round,due,checked,verdict,found,checker,entered',
        old."id", old."capa", old."round", old."due", old."checked", old."verdict", old."found", old."checker", old."entered", new."id", new."capa", new."round", new."due", new."checked", new."verdict", new."found", new."checker", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_decision_delete" AFTER DELETE ON "capa_decision" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_decision', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'round', old."round", 'meaning', old."meaning", 'signature', old."signature", 'person', old."person", 'signed', old."signed", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_decision_insert" AFTER INSERT ON "capa_decision" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_decision', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'round', new."round", 'meaning', new."meaning", 'signature', new."signature", 'person', new."person", 'signed', new."signed", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_decision_update" AFTER UPDATE ON "capa_decision" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."round" IS NOT new."round" OR old."meaning" IS NOT new."meaning" OR old."signature" IS NOT new."signature" OR old."person" IS NOT new."person" OR old."signed" IS NOT new."signed" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_decision', old."id", 'id,capa,round,meaning,signature,person,signed,entered',
        old."id", old."capa", old."round", old."meaning", old."signature", old."person", old."signed", old."entered", new."id", new."capa", new."round", new."meaning", new."signature", new."person", new."signed", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_delete" AFTER DELETE ON "capa" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa', old."id", json_object(
        'id', old."id", 'number', old."number", 'title', old."title", 'source', old."source", 'origin_table', old."origin_table", 'origin_record', old."origin_record", 'origin_number', old."origin_number", 'study', old."study", 'kind', old."kind", 'priority', old."priority", 'identified', old."identified", 'initiator', old."initiator", 'owner', old."owner", 'first_target', old."first_target", 'target', old."target", 'description', old."description", 'containment', old."containment", 'contained', old."contained", 'adverse', old."adverse", 'method', old."method", 'root_cause', old."root_cause", 'root_cause_day', old."root_cause_day", 'criteria', old."criteria", 'check_how', old."check_how", 'check_after', old."check_after", 'check_due', old."check_due", 'justification', old."justification", 'conclusion', old."conclusion", 'step', old."step", 'step_day', old."step_day", 'round', old."round", 'closed', old."closed", 'late_reason', old."late_reason", 'old_status', old."old_status", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_event_delete" AFTER DELETE ON "capa_event" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_event', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'at', old."at", 'what', old."what", 'struck', old."struck", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_event_insert" AFTER INSERT ON "capa_event" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_event', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'at', new."at", 'what', new."what", 'struck', new."struck", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_event_update" AFTER UPDATE ON "capa_event" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."at" IS NOT new."at" OR old."what" IS NOT new."what" OR old."struck" IS NOT new."struck" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_event', old."id", 'id,capa,at,what,struck,entered',
        old."id", old."capa", old."at", old."what", old."struck", old."entered", new."id", new."capa", new."at", new."what", new."struck", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_extension_delete" AFTER DELETE ON "capa_extension" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_extension', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'action', old."action", 'before', old."before", 'after', old."after", 'reason', old."reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_extension_insert" AFTER INSERT ON "capa_extension" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_extension', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'action', new."action", 'before', new."before", 'after', new."after", 'reason', new."reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_extension_update" AFTER UPDATE ON "capa_extension" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."action" IS NOT new."action" OR old."before" IS NOT new."before" OR old."after" IS NOT new."after" OR old."reason" IS NOT new."reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_extension', old."id", 'id,capa,action,before,after,reason,entered',
        old."id", old."capa", old."action", old."before", old."after", old."reason", old."entered", new."id", new."capa", new."action", new."before", new."after", new."reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_file_delete" AFTER DELETE ON "capa_file" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_file', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'action', old."action", 'evidence', old."evidence", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_file_insert" AFTER INSERT ON "capa_file" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_file', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'action', new."action", 'evidence', new."evidence", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_file_update" AFTER UPDATE ON "capa_file" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."action" IS NOT new."action" OR old."evidence" IS NOT new."evidence" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_file', old."id", 'id,capa,action,evidence,entered',
        old."id", old."capa", old."action", old."evidence", old."entered", new."id", new."capa", new."action", new."evidence", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_insert" AFTER INSERT ON "capa" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa', new."id", json_object(
        'id', new."id", 'number', new."number", 'title', new."title", 'source', new."source", 'origin_table', new."origin_table", 'origin_record', new."origin_record", 'origin_number', new."origin_number", 'study', new."study", 'kind', new."kind", 'priority', new."priority", 'identified', new."identified", 'initiator', new."initiator", 'owner', new."owner", 'first_target', new."first_target", 'target', new."target", 'description', new."description", 'containment', new."containment", 'contained', new."contained", 'adverse', new."adverse", 'method', new."method", 'root_cause', new."root_cause", 'root_cause_day', new."root_cause_day", 'criteria', new."criteria", 'check_how', new."check_how", 'check_after', new."check_after", 'check_due', new."check_due", 'justification', new."justification", 'conclusion', new."conclusion", 'step', new."step", 'step_day', new."step_day", 'round', new."round", 'closed', new."closed", 'late_reason', new."late_reason", 'old_status', new."old_status", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_member_delete" AFTER DELETE ON "capa_member" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_member', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'person', old."person", 'part', old."part", 'left', old."left", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_member_insert" AFTER INSERT ON "capa_member" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_member', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'person', new."person", 'part', new."part", 'left', new."left", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_member_update" AFTER UPDATE ON "capa_member" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."person" IS NOT new."person" OR old."part" IS NOT new."part" OR old."left" IS NOT new."left" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_member', old."id", 'id,capa,person,part,left,entered',
        old."id", old."capa", old."person", old."part", old."left", old."entered", new."id", new."capa", new."person", new."part", new."left", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_notice_delete" AFTER DELETE ON "capa_notice" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_notice', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'whom', old."whom", 'needed', old."needed", 'told', old."told", 'note', old."note", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_notice_insert" AFTER INSERT ON "capa_notice" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_notice', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'whom', new."whom", 'needed', new."needed", 'told', new."told", 'note', new."note", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_notice_update" AFTER UPDATE ON "capa_notice" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."whom" IS NOT new."whom" OR old."needed" IS NOT new."needed" OR old."told" IS NOT new."told" OR old."note" IS NOT new."note" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_notice', old."id", 'id,capa,whom,needed,told,note,entered',
        old."id", old."capa", old."whom", old."needed", old."told", old."note", old."entered", new."id", new."capa", new."whom", new."needed", new."told", new."note", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_step_delete" AFTER DELETE ON "capa_step" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'capa_step', old."id", json_object(
        'id', old."id", 'capa', old."capa", 'place', old."place", 'step', old."step", 'round', old."round", 'day', old."day", 'by', old."by", 'reason', old."reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_step_insert" AFTER INSERT ON "capa_step" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'capa_step', new."id", json_object(
        'id', new."id", 'capa', new."capa", 'place', new."place", 'step', new."step", 'round', new."round", 'day', new."day", 'by', new."by", 'reason', new."reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_step_update" AFTER UPDATE ON "capa_step" WHEN old."id" IS NOT new."id" OR old."capa" IS NOT new."capa" OR old."place" IS NOT new."place" OR old."step" IS NOT new."step" OR old."round" IS NOT new."round" OR old."day" IS NOT new."day" OR old."by" IS NOT new."by" OR old."reason" IS NOT new."reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa_step', old."id", 'id,capa,place,step,round,day,by,reason,entered',
        old."id", old."capa", old."place", old."step", old."round", old."day", old."by", old."reason", old."entered", new."id", new."capa", new."place", new."step", new."round", new."day", new."by", new."reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_capa_update" AFTER UPDATE ON "capa" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."title" IS NOT new."title" OR old."source" IS NOT new."source" OR old."origin_table" IS NOT new."origin_table" OR old."origin_record" IS NOT new."origin_record" OR old."origin_number" IS NOT new."origin_number" OR old."study" IS NOT new."study" OR old."kind" IS NOT new."kind" OR old."priority" IS NOT new."priority" OR old."identified" IS NOT new."identified" OR old."initiator" IS NOT new."initiator" OR old."owner" IS NOT new."owner" OR old."first_target" IS NOT new."first_target" OR old."target" IS NOT new."target" OR old."description" IS NOT new."description" OR old."containment" IS NOT new."containment" OR old."contained" IS NOT new."contained" OR old."adverse" IS NOT new."adverse" OR old."method" IS NOT new."method" OR old."root_cause" IS NOT new."root_cause" OR old."root_cause_day" IS NOT new."root_cause_day" OR old."criteria" IS NOT new."criteria" OR old."check_how" IS NOT new."check_how" OR old."check_after" IS NOT new."check_after" OR old."check_due" IS NOT new."check_due" OR old."justification" IS NOT new."justification" OR old."conclusion" IS NOT new."conclusion" OR old."step" IS NOT new."step" OR old."step_day" IS NOT new."step_day" OR old."round" IS NOT new."round" OR old."closed" IS NOT new."closed" OR old."late_reason" IS NOT new."late_reason" OR old."old_status" IS NOT new."old_status" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'capa', old."id", 'id,number,title,source,origin_table,origin_record,origin_number,study,kind,priority,identified,initiator,owner,first_target,target,description,containment,contained,adverse,method,root_cause,root_cause_day,criteria,check_how,check_after,check_due,justification,conclusion,step,step_day,round,closed,late_reason,old_status,entered',
        old."id", old."number", old."title", old."source", old."origin_table", old."origin_record", old."origin_number", old."study", old."kind", old."priority", old."identified", old."initiator", old."owner", old."first_target", old."target", old."description", old."containment", old."contained", old."adverse", old."method", old."root_cause", old."root_cause_day", old."criteria", old."check_how", old."check_after", old."check_due", old."justification", old."conclusion", old."step", old."step_day", old."round", old."closed", old."late_reason", old."old_status", old."entered", new."id", new."number", new."title", new."source", new."origin_table", new."origin_record", new."origin_number", new."study", new."kind", new."priority", new."identified", new."initiator", new."owner", new."first_target", new."target", new."description", new."containment", new."contained", new."adverse", new."method", new."root_cause", new."root_cause_day", new."criteria", new."check_how", new."check_after", new."check_due", new."justification", new."conclusion", new."step", new."step_day", new."round", new."closed", new."late_reason", new."old_status", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_certificate_issuer_delete" AFTER DELETE ON "certificate_issuer" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'certificate_issuer', old."id", json_object(
        'id', old."id", 'certificate', old."certificate", 'place', old."place", 'name', old."name", 'fingerprint', old."fingerprint", 'valid_until', old."valid_until", 'der', trail_secret(old."der")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_certificate_issuer_insert" AFTER INSERT ON "certificate_issuer" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'certificate_issuer', new."id", json_object(
        'id', new."id", 'certificate', new."certificate", 'place', new."place", 'name', new."name", 'fingerprint', new."fingerprint", 'valid_until', new."valid_until", 'der', trail_secret(new."der")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_certificate_issuer_update" AFTER UPDATE ON "certificate_issuer" WHEN old."id" IS NOT new."id" OR old."certificate" IS NOT new."certificate" OR old."place" IS NOT new."place" OR old."name" IS NOT new."name" OR old."fingerprint" IS NOT new."fingerprint" OR old."valid_until" IS NOT new."valid_until" OR old."der" IS NOT new."der" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'certificate_issuer', old."id", 'id,certificate,place,name,fingerprint,valid_until,der',
        old."id", old."certificate", old."place", old."name", old."fingerprint", old."valid_until", old."der", new."id", new."certificate", new."place", new."name", new."fingerprint", new."valid_until", new."der")
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

CREATE TRIGGER "trail_clock_rule_delete" AFTER DELETE ON "clock_rule" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'clock_rule', old."id", json_object(
        'id', old."id", 'library', old."library", 'title', old."title", 'recipient', old."recipient", 'applies', old."applies", 'amount', old."amount", 'unit', old."unit", 'study', old."study", 'source', old."source", 'confirmed', old."confirmed", 'by', old."by", 'ended', old."ended"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_clock_rule_insert" AFTER INSERT ON "clock_rule" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'clock_rule', new."id", json_object(
        'id', new."id", 'library', new."library", 'title', new."title", 'recipient', new."recipient", 'applies', new."applies", 'amount', new."amount", 'unit', new."unit", 'study', new."study", 'source', new."source", 'confirmed', new."confirmed", 'by', new."by", 'ended', new."ended"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_clock_rule_update" AFTER UPDATE ON "clock_rule" WHEN old."id" IS NOT new."id" OR old."library" IS NOT new."library" OR old."title" IS NOT new."title" OR old."recipient" IS NOT new."recipient" OR old."applies" IS NOT new."applies" OR old."amount" IS NOT new."amount" OR old."unit" IS NOT new."unit" OR old."study" IS NOT new."study" OR old."source" IS NOT new."source" OR old."confirmed" IS NOT new."confirmed" OR old."by" IS NOT new."by" OR old."ended" IS NOT new."ended" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'clock_rule', old."id", 'id,library,title,recipient,applies,amount,unit,study,source,confirmed,by,ended',
        old."id", old."library", old."title", old."recipient", old."applies", old."amount", old."unit", old."study", old."source", old."confirmed", old."by", old."ended", new."id", new."library", new."title", new."recipient", new."applies", new."amount", new."unit", new."study", new."source", new."confirmed", new."by", new."ended")
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

CREATE TRIGGER "trail_custody_move_delete" AFTER DELETE ON "custody_move" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'custody_move', old."id", json_object(
        'id', old."id", 'series', old."series", 'moved', old."moved", 'from_place', old."from_place", 'to_place', old."to_place", 'from_person', old."from_person", 'to_person', old."to_person", 'why', old."why", 'evidence', old."evidence", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_custody_move_insert" AFTER INSERT ON "custody_move" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'custody_move', new."id", json_object(
        'id', new."id", 'series', new."series", 'moved', new."moved", 'from_place', new."from_place", 'to_place', new."to_place", 'from_person', new."from_person", 'to_person', new."to_person", 'why', new."why", 'evidence', new."evidence", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_custody_move_update" AFTER UPDATE ON "custody_move" WHEN old."id" IS NOT new."id" OR old."series" IS NOT new."series" OR old."moved" IS NOT new."moved" OR old."from_place" IS NOT new."from_place" OR old."to_place" IS NOT new."to_place" OR old."from_person" IS NOT new."from_person" OR old."to_person" IS NOT new."to_person" OR old."why" IS NOT new."why" OR old."evidence" IS NOT new."evidence" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'custody_move', old."id", 'id,series,moved,from_place,to_place,from_person,to_person,why,evidence,late_reason,entered',
        old."id", old."series", old."moved", old."from_place", old."to_place", old."from_person", old."to_person", old."why", old."evidence", old."late_reason", old."entered", new."id", new."series", new."moved", new."from_place", new."to_place", new."from_person", new."to_person", new."why", new."evidence", new."late_reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_breach_delete" AFTER DELETE ON "delegation_breach" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'delegation_breach', old."id", json_object(
        'id', old."id", 'line', old."line", 'kind', old."kind", 'happened', old."happened", 'what', old."what", 'deviation', old."deviation", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_breach_insert" AFTER INSERT ON "delegation_breach" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'delegation_breach', new."id", json_object(
        'id', new."id", 'line', new."line", 'kind', new."kind", 'happened', new."happened", 'what', new."what", 'deviation', new."deviation", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_breach_update" AFTER UPDATE ON "delegation_breach" WHEN old."id" IS NOT new."id" OR old."line" IS NOT new."line" OR old."kind" IS NOT new."kind" OR old."happened" IS NOT new."happened" OR old."what" IS NOT new."what" OR old."deviation" IS NOT new."deviation" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'delegation_breach', old."id", 'id,line,kind,happened,what,deviation,entered',
        old."id", old."line", old."kind", old."happened", old."what", old."deviation", old."entered", new."id", new."line", new."kind", new."happened", new."what", new."deviation", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_declaration_delete" AFTER DELETE ON "delegation_declaration" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'delegation_declaration', old."id", json_object(
        'id', old."id", 'investigator', old."investigator", 'happened', old."happened", 'paper', old."paper", 'signature', old."signature", 'user', old."user", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_declaration_insert" AFTER INSERT ON "delegation_declaration" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'delegation_declaration', new."id", json_object(
        'id', new."id", 'investigator', new."investigator", 'happened', new."happened", 'paper', new."paper", 'signature', new."signature", 'user', new."user", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_declaration_update" AFTER UPDATE ON "delegation_declaration" WHEN old."id" IS NOT new."id" OR old."investigator" IS NOT new."investigator" OR old."happened" IS NOT new."happened" OR old."paper" IS NOT new."paper" OR old."signature" IS NOT new."signature" OR old."user" IS NOT new."user" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'delegation_declaration', old."id", 'id,investigator,happened,paper,signature,user,entered',
        old."id", old."investigator", old."happened", old."paper", old."signature", old."user", old."entered", new."id", new."investigator", new."happened", new."paper", new."signature", new."user", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_delete" AFTER DELETE ON "delegation" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'delegation', old."id", json_object(
        'id', old."id", 'study', old."study", 'person', old."person", 'task', old."task", 'start', old."start", 'end', old."end", 'comment', old."comment", 'follows', old."follows", 'ended', old."ended", 'end_reason', old."end_reason", 'user', old."user", 'entered', old."entered", 'late_reason', old."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_insert" AFTER INSERT ON "delegation" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'delegation', new."id", json_object(
        'id', new."id", 'study', new."study", 'person', new."person", 'task', new."task", 'start', new."start", 'end', new."end", 'comment', new."comment", 'follows', new."follows", 'ended', new."ended", 'end_reason', new."end_reason", 'user', new."user", 'entered', new."entered", 'late_reason', new."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_step_delete" AFTER DELETE ON "delegation_step" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'delegation_step', old."id", json_object(
        'id', old."id", 'line', old."line", 'kind', old."kind", 'happened', old."happened", 'person', old."person", 'paper', old."paper", 'signature', old."signature", 'note', old."note", 'user', old."user", 'entered', old."entered", 'late_reason', old."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_step_insert" AFTER INSERT ON "delegation_step" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'delegation_step', new."id", json_object(
        'id', new."id", 'line', new."line", 'kind', new."kind", 'happened', new."happened", 'person', new."person", 'paper', new."paper", 'signature', new."signature", 'note', new."note", 'user', new."user", 'entered', new."entered", 'late_reason', new."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_step_update" AFTER UPDATE ON "delegation_step" WHEN old."id" IS NOT new."id" OR old."line" IS NOT new."line" OR old."kind" IS NOT new."kind" OR old."happened" IS NOT new."happened" OR old."person" IS NOT new."person" OR old."paper" IS NOT new."paper" OR old."signature" IS NOT new."signature" OR old."note" IS NOT new."note" OR old."user" IS NOT new."user" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'delegation_step', old."id", 'id,line,kind,happened,person,paper,signature,note,user,entered,late_reason',
        old."id", old."line", old."kind", old."happened", old."person", old."paper", old."signature", old."note", old."user", old."entered", old."late_reason", new."id", new."line", new."kind", new."happened", new."person", new."paper", new."signature", new."note", new."user", new."entered", new."late_reason")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_task_delete" AFTER DELETE ON "delegation_task" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'delegation_task', old."id", json_object(
        'id', old."id", 'study', old."study", 'code', old."code", 'title', old."title", 'note', old."note", 'place', old."place", 'end', old."end", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_task_insert" AFTER INSERT ON "delegation_task" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'delegation_task', new."id", json_object(
        'id', new."id", 'study', new."study", 'code', new."code", 'title', new."title", 'note', new."note", 'place', new."place", 'end', new."end", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_task_update" AFTER UPDATE ON "delegation_task" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."code" IS NOT new."code" OR old."title" IS NOT new."title" OR old."note" IS NOT new."note" OR old."place" IS NOT new."place" OR old."end" IS NOT new."end" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'delegation_task', old."id", 'id,study,code,title,note,place,end,entered',
        old."id", old."study", old."code", old."title", old."note", old."place", old."end", old."entered", new."id", new."study", new."code", new."title", new."note", new."place", new."end", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_update" AFTER UPDATE ON "delegation" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."person" IS NOT new."person" OR old."task" IS NOT new."task" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" OR old."comment" IS NOT new."comment" OR old."follows" IS NOT new."follows" OR old."ended" IS NOT new."ended" OR old."end_reason" IS NOT new."end_reason" OR old."user" IS NOT new."user" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'delegation', old."id", 'id,study,person,task,start,end,comment,follows,ended,end_reason,user,entered,late_reason',
        old."id", old."study", old."person", old."task", old."start", old."end", old."comment", old."follows", old."ended", old."end_reason", old."user", old."entered", old."late_reason", new."id", new."study", new."person", new."task", new."start", new."end", new."comment", new."follows", new."ended", new."end_reason", new."user", new."entered", new."late_reason")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_version_delete" AFTER DELETE ON "delegation_version" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'delegation_version', old."id", json_object(
        'id', old."id", 'study', old."study", 'number', old."number", 'happened', old."happened", 'person', old."person", 'paper', old."paper", 'signature', old."signature", 'content', old."content", 'sha256', old."sha256", 'user', old."user", 'entered', old."entered", 'sheet', old."sheet"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_version_insert" AFTER INSERT ON "delegation_version" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'delegation_version', new."id", json_object(
        'id', new."id", 'study', new."study", 'number', new."number", 'happened', new."happened", 'person', new."person", 'paper', new."paper", 'signature', new."signature", 'content', new."content", 'sha256', new."sha256", 'user', new."user", 'entered', new."entered", 'sheet', new."sheet"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_delegation_version_update" AFTER UPDATE ON "delegation_version" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."number" IS NOT new."number" OR old."happened" IS NOT new."happened" OR old."person" IS NOT new."person" OR old."paper" IS NOT new."paper" OR old."signature" IS NOT new."signature" OR old."content" IS NOT new."content" OR old."sha256" IS NOT new."sha256" OR old."user" IS NOT new."user" OR old."entered" IS NOT new."entered" OR old."sheet" IS NOT new."sheet" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'delegation_version', old."id", 'id,study,number,happened,person,paper,signature,content,sha256,user,entered,sheet',
        old."id", old."study", old."number", old."happened", old."person", old."paper", old."signature", old."content", old."sha256", old."user", old."entered", old."sheet", new."id", new."study", new."number", new."happened", new."person", new."paper", new."signature", new."content", new."sha256", new."user", new."entered", new."sheet")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_destroy" AFTER UPDATE OF carried ON destruction WHEN new.carried IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a destruction is approved and signed by a second person before it is carried out')
    WHERE new.approver IS NULL OR new.approver IS new.person OR old.carried IS NOT NULL OR new.withdrawn IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'destruction' AND s.record = new.id
            AND s.meaning = 'approved' AND s.person IS new.approver)
        OR NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'destruction' AND s.record = new.id
            AND s.meaning = 'carried out' AND s.person IS new.carried_by);
    SELECT RAISE(ABORT, 'what is on hold is not destroyed')
    WHERE EXISTS (SELECT 1 FROM hold AS h WHERE h.released IS NULL AND (h.series = new.series
        OR h.study IN (SELECT y.study FROM series_study AS y WHERE y.series = new.series)
        OR (h.series IS NULL AND h.study IS NULL)));
    SELECT RAISE(ABORT, 'it is still to be kept: a trigger pending, a rule not confirmed, for ever, or not yet due')
    WHERE NOT EXISTS (SELECT 1 FROM series AS k WHERE k.id = new.series AND k.trigger_pending = 0 AND k.unconfirmed = 0
        AND k.permanent = 0 AND k.keep_until < new.carried);
    SELECT RAISE(ABORT, 'another series keeps the same records in this program for longer')
    WHERE new.items > 0 AND EXISTS (SELECT 1 FROM series AS k JOIN series_study AS y ON y.series = k.id
        WHERE k.id <> new.series AND k.medium = 'in this program' AND k.destroyed IS NULL
        AND y.study IN (SELECT z.study FROM series_study AS z WHERE z.series = new.series)
        AND (k.trigger_pending = 1 OR k.unconfirmed = 1 OR k.permanent = 1 OR k.keep_until IS NULL
            OR k.keep_until >= new.carried));
    SELECT RAISE(ABORT, 'the sponsor has not released the records in writing')
    WHERE EXISTS (SELECT 1 FROM series_study AS y LEFT JOIN study_retention AS f ON f.study = y.study
        WHERE y.series = new.series AND f.sponsored IS NOT 0 AND NOT EXISTS (SELECT 1 FROM sponsor_release AS l
            WHERE l.study = y.study AND l.withdrawn IS NULL AND l.released <= new.carried));
    SELECT RAISE(ABORT, 'the study has not ended at this site')
    WHERE EXISTS (SELECT 1 FROM series_study AS y JOIN study AS t ON t.id = y.study WHERE y.series = new.series
        AND (t."end" IS NULL OR t."end" > new.carried) AND NOT EXISTS (SELECT 1 FROM retention_event AS e
            WHERE e.study = t.id AND e.what = 'trial ended' AND e.voided IS NULL AND e.happened <= new.carried));
    SELECT RAISE(ABORT, 'what this program keeps of a study ends with its trial records alone')
    WHERE new.items > 0 AND NOT EXISTS (SELECT 1 FROM series AS k WHERE k.id = new.series AND k.kind = 'trial records');
    SELECT RAISE(ABORT, 'the clock ran on since the last code was checked: lock, and unlock with a fresh code')
    WHERE unixepoch(new.carried) - 30 * coalesce((SELECT max(u.step) FROM users AS u), 0) >= 172800;
    DELETE FROM "assignment" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'assignment');
    DELETE FROM "capa_cause" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_cause');
    DELETE FROM "capa_check" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_check');
    DELETE FROM "capa_decision" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_decision');
    DELETE FROM "capa_event" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_event');
    DELETE FROM "capa_extension" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_extension');
    DELETE FROM "capa_file" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_file');
    DELETE FROM "capa_member" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_member');
    DELETE FROM "capa_notice" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_notice');
    DELETE FROM "capa_step" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_step');
    DELETE FROM "clock_rule" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'clock_rule');
    DELETE FROM "delegation_breach" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'delegation_breach');
    DELETE FROM "delegation_declaration" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'delegation_declaration');
    DELETE FROM "delegation_step" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'delegation_step');
    DELETE FROM "delegation_version" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'delegation_version');
    DELETE FROM "document_change" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'document_change');
    DELETE FROM "document_copy" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'document_copy');
    DELETE FROM "document_review" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'document_review');
    DELETE FROM "evidence_key" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'evidence_key');
    DELETE FROM "evidence_piece" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'evidence_piece');
    DELETE FROM "incident_affects" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'incident_affects');
    DELETE FROM "incident_evidence" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'incident_evidence');
    DELETE FROM "note_to_file" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'note_to_file');
    DELETE FROM "oversight_plan" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'oversight_plan');
    DELETE FROM "oversight_review" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'oversight_review');
    DELETE FROM "plan_section" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'plan_section');
    DELETE FROM "planned_renewal" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'planned_renewal');
    DELETE FROM "requirement" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'requirement');
    DELETE FROM "review_signer" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'review_signer');
    DELETE FROM "risk_acceptance" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'risk_acceptance');
    DELETE FROM "risk_action" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'risk_action');
    DELETE FROM "risk_capa" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'risk_capa');
    DELETE FROM "risk_review" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'risk_review');
    DELETE FROM "sharing_review" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'sharing_review');
    DELETE FROM "specimen" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'specimen');
    DELETE FROM "study_paper_person" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'study_paper_person');
    DELETE FROM "system_study" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'system_study');
    DELETE FROM "training_record" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'training_record');
    DELETE FROM "capa_action" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa_action');
    DELETE FROM "investigator" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'investigator');
    DELETE FROM "delegation" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'delegation');
    DELETE FROM "document" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'document');
    DELETE FROM "deviation" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'deviation');
    DELETE FROM "plan_version" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'plan_version');
    DELETE FROM "signature" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'signature');
    DELETE FROM "risk" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'risk');
    DELETE FROM "sharing" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'sharing');
    DELETE FROM "study_paper" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'study_paper');
    DELETE FROM "training_session" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'training_session');
    DELETE FROM "delegation_task" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'delegation_task');
    DELETE FROM "capa" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'capa');
    DELETE FROM "course_version" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'course_version');
    DELETE FROM "course" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'course');
    DELETE FROM "evidence" WHERE "id" IN (SELECT x.record FROM destruction_item AS x WHERE x.destruction = new.id AND x.tbl = 'evidence');
    SELECT trail_destroyed(last.seq, last.hash, 'destruction/' || new.id, new.number,
        (SELECT json_group_array(json_array(r.lo, r.hi)) FROM (SELECT min(g.seq) AS lo, max(g.seq) AS hi FROM (SELECT d.seq, d.seq - row_number() OVER (ORDER BY d.seq) AS run FROM (SELECT a.seq FROM destruction_item AS x JOIN audit AS a ON a.tbl = x.tbl AND a."row" = x.record WHERE x.destruction = new.id AND a.detail IS NOT NULL) AS d) AS g GROUP BY g.run ORDER BY 1) AS r))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE EXISTS (SELECT 1 FROM destruction_item AS x WHERE x.destruction = new.id);
    INSERT INTO audit (seq, body, hash, salt, detail) SELECT trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail() WHERE EXISTS (SELECT 1 FROM destruction_item AS x WHERE x.destruction = new.id);
    UPDATE audit SET salt = NULL, detail = NULL WHERE seq IN (SELECT a.seq FROM destruction_item AS x JOIN audit AS a ON a.tbl = x.tbl AND a."row" = x.record WHERE x.destruction = new.id AND a.detail IS NOT NULL);
END;

CREATE TRIGGER "trail_destroy_again" AFTER UPDATE OF done ON reapplied WHEN new.done IS NOT NULL AND new.kind = 'destruction' BEGIN
    DELETE FROM "assignment" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'assignment');
    DELETE FROM "capa_cause" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_cause');
    DELETE FROM "capa_check" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_check');
    DELETE FROM "capa_decision" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_decision');
    DELETE FROM "capa_event" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_event');
    DELETE FROM "capa_extension" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_extension');
    DELETE FROM "capa_file" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_file');
    DELETE FROM "capa_member" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_member');
    DELETE FROM "capa_notice" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_notice');
    DELETE FROM "capa_step" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_step');
    DELETE FROM "clock_rule" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'clock_rule');
    DELETE FROM "delegation_breach" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'delegation_breach');
    DELETE FROM "delegation_declaration" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'delegation_declaration');
    DELETE FROM "delegation_step" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'delegation_step');
    DELETE FROM "delegation_version" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'delegation_version');
    DELETE FROM "document_change" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'document_change');
    DELETE FROM "document_copy" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'document_copy');
    DELETE FROM "document_review" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'document_review');
    DELETE FROM "evidence_key" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'evidence_key');
    DELETE FROM "evidence_piece" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'evidence_piece');
    DELETE FROM "incident_affects" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'incident_affects');
    DELETE FROM "incident_evidence" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'incident_evidence');
    DELETE FROM "note_to_file" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'note_to_file');
    DELETE FROM "oversight_plan" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'oversight_plan');
    DELETE FROM "oversight_review" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'oversight_review');
    DELETE FROM "plan_section" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'plan_section');
    DELETE FROM "planned_renewal" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'planned_renewal');
    DELETE FROM "requirement" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'requirement');
    DELETE FROM "review_signer" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'review_signer');
    DELETE FROM "risk_acceptance" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'risk_acceptance');
    DELETE FROM "risk_action" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'risk_action');
    DELETE FROM "risk_capa" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'risk_capa');
    DELETE FROM "risk_review" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'risk_review');
    DELETE FROM "sharing_review" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'sharing_review');
    DELETE FROM "specimen" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'specimen');
    DELETE FROM "study_paper_person" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'study_paper_person');
    DELETE FROM "system_study" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'system_study');
    DELETE FROM "training_record" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'training_record');
    DELETE FROM "capa_action" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa_action');
    DELETE FROM "investigator" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'investigator');
    DELETE FROM "delegation" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'delegation');
    DELETE FROM "document" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'document');
    DELETE FROM "deviation" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'deviation');
    DELETE FROM "plan_version" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'plan_version');
    DELETE FROM "signature" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'signature');
    DELETE FROM "risk" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'risk');
    DELETE FROM "sharing" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'sharing');
    DELETE FROM "study_paper" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'study_paper');
    DELETE FROM "training_session" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'training_session');
    DELETE FROM "delegation_task" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'delegation_task');
    DELETE FROM "capa" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'capa');
    DELETE FROM "course_version" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'course_version');
    DELETE FROM "course" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'course');
    DELETE FROM "evidence" WHERE "id" IN (SELECT x.record FROM reapplied_item AS x WHERE x.reapplied = new.id AND x.tbl = 'evidence');
    SELECT trail_destroyed(last.seq, last.hash, 'reapplied/' || new.id, new.number,
        (SELECT json_group_array(json_array(r.lo, r.hi)) FROM (SELECT min(g.seq) AS lo, max(g.seq) AS hi FROM (SELECT d.seq, d.seq - row_number() OVER (ORDER BY d.seq) AS run FROM (SELECT a.seq FROM reapplied_item AS x JOIN audit AS a ON a.tbl = x.tbl AND a."row" = x.record WHERE x.reapplied = new.id AND a.detail IS NOT NULL) AS d) AS g GROUP BY g.run ORDER BY 1) AS r))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE EXISTS (SELECT 1 FROM reapplied_item AS x WHERE x.reapplied = new.id);
    INSERT INTO audit (seq, body, hash, salt, detail) SELECT trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail() WHERE EXISTS (SELECT 1 FROM reapplied_item AS x WHERE x.reapplied = new.id);
    UPDATE audit SET salt = NULL, detail = NULL WHERE seq IN (SELECT a.seq FROM reapplied_item AS x JOIN audit AS a ON a.tbl = x.tbl AND a."row" = x.record WHERE x.reapplied = new.id AND a.detail IS NOT NULL);
END;

CREATE TRIGGER "trail_destruction_delete" AFTER DELETE ON "destruction" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'destruction', old."id", json_object(
        'id', old."id", 'number', old."number", 'series', old."series", 'proposed', old."proposed", 'proposed_by', old."proposed_by", 'person', old."person", 'reason', old."reason", 'method', old."method", 'medium', old."medium", 'eligible', old."eligible", 'facts', old."facts", 'items', old."items", 'items_sha256', old."items_sha256", 'approver', old."approver", 'approved', old."approved", 'carried_by', old."carried_by", 'carried', old."carried", 'verification', old."verification", 'witness', old."witness", 'witness_name', old."witness_name", 'backups', old."backups", 'withdrawn', old."withdrawn", 'withdraw_reason', old."withdraw_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_destruction_insert" AFTER INSERT ON "destruction" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'destruction', new."id", json_object(
        'id', new."id", 'number', new."number", 'series', new."series", 'proposed', new."proposed", 'proposed_by', new."proposed_by", 'person', new."person", 'reason', new."reason", 'method', new."method", 'medium', new."medium", 'eligible', new."eligible", 'facts', new."facts", 'items', new."items", 'items_sha256', new."items_sha256", 'approver', new."approver", 'approved', new."approved", 'carried_by', new."carried_by", 'carried', new."carried", 'verification', new."verification", 'witness', new."witness", 'witness_name', new."witness_name", 'backups', new."backups", 'withdrawn', new."withdrawn", 'withdraw_reason', new."withdraw_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_destruction_item_delete" AFTER DELETE ON "destruction_item" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'destruction_item', old."id", json_object(
        'id', old."id", 'destruction', old."destruction", 'tbl', old."tbl", 'record', old."record"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_destruction_item_insert" AFTER INSERT ON "destruction_item" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'destruction_item', new."id", json_object(
        'id', new."id", 'destruction', new."destruction", 'tbl', new."tbl", 'record', new."record"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_destruction_item_update" AFTER UPDATE ON "destruction_item" WHEN old."id" IS NOT new."id" OR old."destruction" IS NOT new."destruction" OR old."tbl" IS NOT new."tbl" OR old."record" IS NOT new."record" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'destruction_item', old."id", 'id,destruction,tbl,record',
        old."id", old."destruction", old."tbl", old."record", new."id", new."destruction", new."tbl", new."record")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_destruction_update" AFTER UPDATE ON "destruction" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."series" IS NOT new."series" OR old."proposed" IS NOT new."proposed" OR old."proposed_by" IS NOT new."proposed_by" OR old."person" IS NOT new."person" OR old."reason" IS NOT new."reason" OR old."method" IS NOT new."method" OR old."medium" IS NOT new."medium" OR old."eligible" IS NOT new."eligible" OR old."facts" IS NOT new."facts" OR old."items" IS NOT new."items" OR old."items_sha256" IS NOT new."items_sha256" OR old."approver" IS NOT new."approver" OR old."approved" IS NOT new."approved" OR old."carried_by" IS NOT new."carried_by" OR old."carried" IS NOT new."carried" OR old."verification" IS NOT new."verification" OR old."witness" IS NOT new."witness" OR old."witness_name" IS NOT new."witness_name" OR old."backups" IS NOT new."backups" OR old."withdrawn" IS NOT new."withdrawn" OR old."withdraw_reason" IS NOT new."withdraw_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'destruction', old."id", 'id,number,series,proposed,proposed_by,person,reason,method,medium,eligible,facts,items,items_sha256,approver,approved,carried_by,carried,verification,witness,witness_name,backups,withdrawn,withdraw_reason,entered',
        old."id", old."number", old."series", old."proposed", old."proposed_by", old."person", old."reason", old."method", old."medium", old."eligible", old."facts", old."items", old."items_sha256", old."approver", old."approved", old."carried_by", old."carried", old."verification", old."witness", old."witness_name", old."backups", old."withdrawn", old."withdraw_reason", old."entered", new."id", new."number", new."series", new."proposed", new."proposed_by", new."person", new."reason", new."method", new."medium", new."eligible", new."facts", new."items", new."items_sha256", new."approver", new."approved", new."carried_by", new."carried", new."verification", new."witness", new."witness_name", new."backups", new."withdrawn", new."withdraw_reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_deviation_delete" AFTER DELETE ON "deviation" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'deviation', old."id", json_object(
        'id', old."id", 'number', old."number", 'study', old."study", 'subject', old."subject", 'occurred', old."occurred", 'identified', old."identified", 'identified_by', old."identified_by", 'description', old."description", 'type', old."type", 'subject_continued', old."subject_continued", 'action', old."action", 'impact', old."impact", 'owner', old."owner", 'reported_sponsor', old."reported_sponsor", 'reported_committee', old."reported_committee", 'reported_authority', old."reported_authority", 'grade', old."grade", 'assessment', old."assessment", 'assessed', old."assessed", 'assessed_by', old."assessed_by", 'serious', old."serious", 'serious_why', old."serious_why", 'serious_decided', old."serious_decided", 'serious_aware', old."serious_aware", 'capa', old."capa", 'source_table', old."source_table", 'source_record', old."source_record", 'closed', old."closed", 'voided', old."voided", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_deviation_insert" AFTER INSERT ON "deviation" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'deviation', new."id", json_object(
        'id', new."id", 'number', new."number", 'study', new."study", 'subject', new."subject", 'occurred', new."occurred", 'identified', new."identified", 'identified_by', new."identified_by", 'description', new."description", 'type', new."type", 'subject_continued', new."subject_continued", 'action', new."action", 'impact', new."impact", 'owner', new."owner", 'reported_sponsor', new."reported_sponsor", 'reported_committee', new."reported_committee", 'reported_authority', new."reported_authority", 'grade', new."grade", 'assessment', new."assessment", 'assessed', new."assessed", 'assessed_by', new."assessed_by", 'serious', new."serious", 'serious_why', new."serious_why", 'serious_decided', new."serious_decided", 'serious_aware', new."serious_aware", 'capa', new."capa", 'source_table', new."source_table", 'source_record', new."source_record", 'closed', new."closed", 'voided', new."voided", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_deviation_update" AFTER UPDATE ON "deviation" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."study" IS NOT new."study" OR old."subject" IS NOT new."subject" OR old."occurred" IS NOT new."occurred" OR old."identified" IS NOT new."identified" OR old."identified_by" IS NOT new."identified_by" OR old."description" IS NOT new."description" OR old."type" IS NOT new."type" OR old."subject_continued" IS NOT new."subject_continued" OR old."action" IS NOT new."action" OR old."impact" IS NOT new."impact" OR old."owner" IS NOT new."owner" OR old."reported_sponsor" IS NOT new."reported_sponsor" OR old."reported_committee" IS NOT new."reported_committee" OR old."reported_authority" IS NOT new."reported_authority" OR old."grade" IS NOT new."grade" OR old."assessment" IS NOT new."assessment" OR old."assessed" IS NOT new."assessed" OR old."assessed_by" IS NOT new."assessed_by" OR old."serious" IS NOT new."serious" OR old."serious_why" IS NOT new."serious_why" OR old."serious_decided" IS NOT new."serious_decided" OR old."serious_aware" IS NOT new."serious_aware" OR old."capa" IS NOT new."capa" OR old."source_table" IS NOT new."source_table" OR old."source_record" IS NOT new."source_record" OR old."closed" IS NOT new."closed" OR old."voided" IS NOT new."voided" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'deviation', old."id", 'id,number,study,subject,occurred,identified,identified_by,description,type,subject_continued,action,impact,owner,reported_sponsor,reported_committee,reported_authority,grade,assessment,assessed,assessed_by,serious,serious_why,serious_decided,serious_aware,capa,source_table,source_record,closed,voided,late_reason,entered',
        old."id", old."number", old."study", old."subject", old."occurred", old."identified", old."identified_by", old."description", old."type", old."subject_continued", old."action", old."impact", old."owner", old."reported_sponsor", old."reported_committee", old."reported_authority", old."grade", old."assessment", old."assessed", old."assessed_by", old."serious", old."serious_why", old."serious_decided", old."serious_aware", old."capa", old."source_table", old."source_record", old."closed", old."voided", old."late_reason", old."entered", new."id", new."number", new."study", new."subject", new."occurred", new."identified", new."identified_by", new."description", new."type", new."subject_continued", new."action", new."impact", new."owner", new."reported_sponsor", new."reported_committee", new."reported_authority", new."grade", new."assessment", new."assessed", new."assessed_by", new."serious", new."serious_why", new."serious_decided", new."serious_aware", new."capa", new."source_table", new."source_record", new."closed", new."voided", new."late_reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_change_delete" AFTER DELETE ON "document_change" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'document_change', old."id", json_object(
        'id', old."id", 'number', old."number", 'document', old."document", 'reason', old."reason", 'author', old."author", 'author_name', old."author_name", 'reviewer', old."reviewer", 'reviewer_name', old."reviewer_name", 'approver', old."approver", 'approver_name', old."approver_name", 'not_before', old."not_before", 'proposed', old."proposed", 'reviewed', old."reviewed", 'approved', old."approved", 'abandoned', old."abandoned", 'round', old."round", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_change_insert" AFTER INSERT ON "document_change" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'document_change', new."id", json_object(
        'id', new."id", 'number', new."number", 'document', new."document", 'reason', new."reason", 'author', new."author", 'author_name', new."author_name", 'reviewer', new."reviewer", 'reviewer_name', new."reviewer_name", 'approver', new."approver", 'approver_name', new."approver_name", 'not_before', new."not_before", 'proposed', new."proposed", 'reviewed', new."reviewed", 'approved', new."approved", 'abandoned', new."abandoned", 'round', new."round", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_change_update" AFTER UPDATE ON "document_change" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."document" IS NOT new."document" OR old."reason" IS NOT new."reason" OR old."author" IS NOT new."author" OR old."author_name" IS NOT new."author_name" OR old."reviewer" IS NOT new."reviewer" OR old."reviewer_name" IS NOT new."reviewer_name" OR old."approver" IS NOT new."approver" OR old."approver_name" IS NOT new."approver_name" OR old."not_before" IS NOT new."not_before" OR old."proposed" IS NOT new."proposed" OR old."reviewed" IS NOT new."reviewed" OR old."approved" IS NOT new."approved" OR old."abandoned" IS NOT new."abandoned" OR old."round" IS NOT new."round" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'document_change', old."id", 'id,number,document,reason,author,author_name,reviewer,reviewer_name,approver,approver_name,not_before,proposed,reviewed,approved,abandoned,round,entered',
        old."id", old."number", old."document", old."reason", old."author", old."author_name", old."reviewer", old."reviewer_name", old."approver", old."approver_name", old."not_before", old."proposed", old."reviewed", old."approved", old."abandoned", old."round", old."entered", new."id", new."number", new."document", new."reason", new."author", new."author_name", new."reviewer", new."reviewer_name", new."approver", new."approver_name", new."not_before", new."proposed", new."reviewed", new."approved", new."abandoned", new."round", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_copy_delete" AFTER DELETE ON "document_copy" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'document_copy', old."id", json_object(
        'id', old."id", 'version', old."version", 'person', old."person", 'holder', old."holder", 'how', old."how", 'sent', old."sent", 'by_training', old."by_training", 'acknowledged', old."acknowledged", 'returned', old."returned", 'note', old."note", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_copy_insert" AFTER INSERT ON "document_copy" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'document_copy', new."id", json_object(
        'id', new."id", 'version', new."version", 'person', new."person", 'holder', new."holder", 'how', new."how", 'sent', new."sent", 'by_training', new."by_training", 'acknowledged', new."acknowledged", 'returned', new."returned", 'note', new."note", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_copy_update" AFTER UPDATE ON "document_copy" WHEN old."id" IS NOT new."id" OR old."version" IS NOT new."version" OR old."person" IS NOT new."person" OR old."holder" IS NOT new."holder" OR old."how" IS NOT new."how" OR old."sent" IS NOT new."sent" OR old."by_training" IS NOT new."by_training" OR old."acknowledged" IS NOT new."acknowledged" OR old."returned" IS NOT new."returned" OR old."note" IS NOT new."note" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'document_copy', old."id", 'id,version,person,holder,how,sent,by_training,acknowledged,returned,note,entered',
        old."id", old."version", old."person", old."holder", old."how", old."sent", old."by_training", old."acknowledged", old."returned", old."note", old."entered", new."id", new."version", new."person", new."holder", new."how", new."sent", new."by_training", new."acknowledged", new."returned", new."note", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_delete" AFTER DELETE ON "document" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'document', old."id", json_object(
        'id', old."id", 'type', old."type", 'owner', old."owner", 'review_months', old."review_months", 'controlled', old."controlled", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_insert" AFTER INSERT ON "document" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'document', new."id", json_object(
        'id', new."id", 'type', new."type", 'owner', new."owner", 'review_months', new."review_months", 'controlled', new."controlled", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_review_delete" AFTER DELETE ON "document_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'document_review', old."id", json_object(
        'id', old."id", 'document', old."document", 'reviewed', old."reviewed", 'reviewer', old."reviewer", 'outcome', old."outcome", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_review_insert" AFTER INSERT ON "document_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'document_review', new."id", json_object(
        'id', new."id", 'document', new."document", 'reviewed', new."reviewed", 'reviewer', new."reviewer", 'outcome', new."outcome", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_review_update" AFTER UPDATE ON "document_review" WHEN old."id" IS NOT new."id" OR old."document" IS NOT new."document" OR old."reviewed" IS NOT new."reviewed" OR old."reviewer" IS NOT new."reviewer" OR old."outcome" IS NOT new."outcome" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'document_review', old."id", 'id,document,reviewed,reviewer,outcome,entered',
        old."id", old."document", old."reviewed", old."reviewer", old."outcome", old."entered", new."id", new."document", new."reviewed", new."reviewer", new."outcome", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_document_update" AFTER UPDATE ON "document" WHEN old."id" IS NOT new."id" OR old."type" IS NOT new."type" OR old."owner" IS NOT new."owner" OR old."review_months" IS NOT new."review_months" OR old."controlled" IS NOT new."controlled" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'document', old."id", 'id,type,owner,review_months,controlled,entered',
        old."id", old."type", old."owner", old."review_months", old."controlled", old."entered", new."id", new."type", new."owner", new."review_months", new."controlled", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_draft_key_delete" AFTER DELETE ON "draft_key" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'draft_key', old."id", json_object(
        'id', old."id", 'key', trail_secret(old."key")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_draft_key_insert" AFTER INSERT ON "draft_key" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'draft_key', new."id", json_object(
        'id', new."id", 'key', trail_secret(new."key")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_draft_key_update" AFTER UPDATE ON "draft_key" WHEN old."id" IS NOT new."id" OR old."key" IS NOT new."key" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'draft_key', old."id", 'id,key',
        old."id", old."key", new."id", new."key")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_enquiry_delete" AFTER DELETE ON "enquiry" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'enquiry', old."id", json_object(
        'id', old."id", 'study', old."study", 'asked', old."asked", 'whom', old."whom", 'question', old."question", 'expected', old."expected", 'answered', old."answered", 'answer', old."answer", 'evidence', old."evidence", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_enquiry_insert" AFTER INSERT ON "enquiry" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'enquiry', new."id", json_object(
        'id', new."id", 'study', new."study", 'asked', new."asked", 'whom', new."whom", 'question', new."question", 'expected', new."expected", 'answered', new."answered", 'answer', new."answer", 'evidence', new."evidence", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_enquiry_update" AFTER UPDATE ON "enquiry" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."asked" IS NOT new."asked" OR old."whom" IS NOT new."whom" OR old."question" IS NOT new."question" OR old."expected" IS NOT new."expected" OR old."answered" IS NOT new."answered" OR old."answer" IS NOT new."answer" OR old."evidence" IS NOT new."evidence" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'enquiry', old."id", 'id,study,asked,whom,question,expected,answered,answer,evidence,entered',
        old."id", old."study", old."asked", old."whom", old."question", old."expected", old."answered", old."answer", old."evidence", old."entered", new."id", new."study", new."asked", new."whom", new."question", new."expected", new."answered", new."answer", new."evidence", new."entered")
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

CREATE TRIGGER "trail_evidence_piece_delete" AFTER DELETE ON "evidence_piece" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'evidence_piece', old."id", json_object(
        'id', old."id", 'evidence', old."evidence", 'place', old."place", 'sealed', trail_secret(old."sealed")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_piece_insert" AFTER INSERT ON "evidence_piece" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'evidence_piece', new."id", json_object(
        'id', new."id", 'evidence', new."evidence", 'place', new."place", 'sealed', trail_secret(new."sealed")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_piece_update" AFTER UPDATE ON "evidence_piece" WHEN old."id" IS NOT new."id" OR old."evidence" IS NOT new."evidence" OR old."place" IS NOT new."place" OR old."sealed" IS NOT new."sealed" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'evidence_piece', old."id", 'id,evidence,place,sealed',
        old."id", old."evidence", old."place", old."sealed", new."id", new."evidence", new."place", new."sealed")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_evidence_update" AFTER UPDATE ON "evidence" WHEN old."id" IS NOT new."id" OR old."name" IS NOT new."name" OR old."media" IS NOT new."media" OR old."size" IS NOT new."size" OR old."sha256" IS NOT new."sha256" OR old."sealed" IS NOT new."sealed" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'evidence', old."id", 'id,name,media,size,sha256,sealed,entered',
        old."id", old."name", old."media", old."size", old."sha256", old."sealed", old."entered", new."id", new."name", new."media", new."size", new."sha256", new."sealed", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exercise_delete" AFTER DELETE ON "exercise" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'exercise', old."id", json_object(
        'id', old."id", 'number', old."number", 'kind', old."kind", 'title', old."title", 'scope', old."scope", 'carried_out_by', old."carried_out_by", 'planned', old."planned", 'performed', old."performed", 'result', old."result", 'reached', old."reached", 'clicked', old."clicked", 'reported', old."reported", 'report', old."report", 'next_due', old."next_due", 'voided', old."voided", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exercise_finding_delete" AFTER DELETE ON "exercise_finding" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'exercise_finding', old."id", json_object(
        'id', old."id", 'exercise', old."exercise", 'what', old."what", 'severity', old."severity", 'due', old."due", 'risk', old."risk", 'capa', old."capa", 'resolved', old."resolved", 'resolution', old."resolution", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exercise_finding_insert" AFTER INSERT ON "exercise_finding" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'exercise_finding', new."id", json_object(
        'id', new."id", 'exercise', new."exercise", 'what', new."what", 'severity', new."severity", 'due', new."due", 'risk', new."risk", 'capa', new."capa", 'resolved', new."resolved", 'resolution', new."resolution", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exercise_finding_update" AFTER UPDATE ON "exercise_finding" WHEN old."id" IS NOT new."id" OR old."exercise" IS NOT new."exercise" OR old."what" IS NOT new."what" OR old."severity" IS NOT new."severity" OR old."due" IS NOT new."due" OR old."risk" IS NOT new."risk" OR old."capa" IS NOT new."capa" OR old."resolved" IS NOT new."resolved" OR old."resolution" IS NOT new."resolution" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'exercise_finding', old."id", 'id,exercise,what,severity,due,risk,capa,resolved,resolution,entered',
        old."id", old."exercise", old."what", old."severity", old."due", old."risk", old."capa", old."resolved", old."resolution", old."entered", new."id", new."exercise", new."what", new."severity", new."due", new."risk", new."capa", new."resolved", new."resolution", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exercise_insert" AFTER INSERT ON "exercise" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'exercise', new."id", json_object(
        'id', new."id", 'number', new."number", 'kind', new."kind", 'title', new."title", 'scope', new."scope", 'carried_out_by', new."carried_out_by", 'planned', new."planned", 'performed', new."performed", 'result', new."result", 'reached', new."reached", 'clicked', new."clicked", 'reported', new."reported", 'report', new."report", 'next_due', new."next_due", 'voided', new."voided", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_exercise_update" AFTER UPDATE ON "exercise" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."kind" IS NOT new."kind" OR old."title" IS NOT new."title" OR old."scope" IS NOT new."scope" OR old."carried_out_by" IS NOT new."carried_out_by" OR old."planned" IS NOT new."planned" OR old."performed" IS NOT new."performed" OR old."result" IS NOT new."result" OR old."reached" IS NOT new."reached" OR old."clicked" IS NOT new."clicked" OR old."reported" IS NOT new."reported" OR old."report" IS NOT new."report" OR old."next_due" IS NOT new."next_due" OR old."voided" IS NOT new."voided" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'exercise', old."id", 'id,number,kind,title,scope,carried_out_by,planned,performed,result,reached,clicked,reported,report,next_due,voided,late_reason,entered',
        old."id", old."number", old."kind", old."title", old."scope", old."carried_out_by", old."planned", old."performed", old."result", old."reached", old."clicked", old."reported", old."report", old."next_due", old."voided", old."late_reason", old."entered", new."id", new."number", new."kind", new."title", new."scope", new."carried_out_by", new."planned", new."performed", new."result", new."reached", new."clicked", new."reported", new."report", new."next_due", new."voided", new."late_reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_export_template_delete" AFTER DELETE ON "export_template" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'export_template', old."id", json_object(
        'id', old."id", 'register', old."register", 'headings', old."headings", 'name', old."name", 'columns', old."columns"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_export_template_insert" AFTER INSERT ON "export_template" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'export_template', new."id", json_object(
        'id', new."id", 'register', new."register", 'headings', new."headings", 'name', new."name", 'columns', new."columns"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_export_template_update" AFTER UPDATE ON "export_template" WHEN old."id" IS NOT new."id" OR old."register" IS NOT new."register" OR old."headings" IS NOT new."headings" OR old."name" IS NOT new."name" OR old."columns" IS NOT new."columns" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'export_template', old."id", 'id,register,headings,name,columns',
        old."id", old."register", old."headings", old."name", old."columns", new."id", new."register", new."headings", new."name", new."columns")
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

CREATE TRIGGER "trail_hold_delete" AFTER DELETE ON "hold" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'hold', old."id", json_object(
        'id', old."id", 'series', old."series", 'study', old."study", 'kind', old."kind", 'reason', old."reason", 'placed', old."placed", 'placed_by', old."placed_by", 'released', old."released", 'released_by', old."released_by", 'release_reason', old."release_reason", 'evidence', old."evidence", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_hold_insert" AFTER INSERT ON "hold" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'hold', new."id", json_object(
        'id', new."id", 'series', new."series", 'study', new."study", 'kind', new."kind", 'reason', new."reason", 'placed', new."placed", 'placed_by', new."placed_by", 'released', new."released", 'released_by', new."released_by", 'release_reason', new."release_reason", 'evidence', new."evidence", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_hold_update" AFTER UPDATE ON "hold" WHEN old."id" IS NOT new."id" OR old."series" IS NOT new."series" OR old."study" IS NOT new."study" OR old."kind" IS NOT new."kind" OR old."reason" IS NOT new."reason" OR old."placed" IS NOT new."placed" OR old."placed_by" IS NOT new."placed_by" OR old."released" IS NOT new."released" OR old."released_by" IS NOT new."released_by" OR old."release_reason" IS NOT new."release_reason" OR old."evidence" IS NOT new."evidence" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'hold', old."id", 'id,series,study,kind,reason,placed,placed_by,released,released_by,release_reason,evidence,entered',
        old."id", old."series", old."study", old."kind", old."reason", old."placed", old."placed_by", old."released", old."released_by", old."release_reason", old."evidence", old."entered", new."id", new."series", new."study", new."kind", new."reason", new."placed", new."placed_by", new."released", new."released_by", new."release_reason", new."evidence", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_affects_delete" AFTER DELETE ON "incident_affects" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'incident_affects', old."id", json_object(
        'id', old."id", 'incident', old."incident", 'asset', old."asset", 'system', old."system", 'person', old."person", 'study', old."study"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_affects_insert" AFTER INSERT ON "incident_affects" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'incident_affects', new."id", json_object(
        'id', new."id", 'incident', new."incident", 'asset', new."asset", 'system', new."system", 'person', new."person", 'study', new."study"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_affects_update" AFTER UPDATE ON "incident_affects" WHEN old."id" IS NOT new."id" OR old."incident" IS NOT new."incident" OR old."asset" IS NOT new."asset" OR old."system" IS NOT new."system" OR old."person" IS NOT new."person" OR old."study" IS NOT new."study" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'incident_affects', old."id", 'id,incident,asset,system,person,study',
        old."id", old."incident", old."asset", old."system", old."person", old."study", new."id", new."incident", new."asset", new."system", new."person", new."study")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_delete" AFTER DELETE ON "incident" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'incident', old."id", json_object(
        'id', old."id", 'number', old."number", 'title', old."title", 'severity', old."severity", 'occurred', old."occurred", 'aware', old."aware", 'resolved', old."resolved", 'detection', old."detection", 'description', old."description", 'threats', old."threats", 'containment', old."containment", 'impact', old."impact", 'lessons', old."lessons", 'personal_data', old."personal_data", 'owner', old."owner", 'capa', old."capa", 'closed', old."closed", 'closing', old."closing", 'voided', old."voided", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_event_delete" AFTER DELETE ON "incident_event" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'incident_event', old."id", json_object(
        'id', old."id", 'incident', old."incident", 'at', old."at", 'what', old."what", 'who', old."who", 'voided', old."voided", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_event_insert" AFTER INSERT ON "incident_event" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'incident_event', new."id", json_object(
        'id', new."id", 'incident', new."incident", 'at', new."at", 'what', new."what", 'who', new."who", 'voided', new."voided", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_event_update" AFTER UPDATE ON "incident_event" WHEN old."id" IS NOT new."id" OR old."incident" IS NOT new."incident" OR old."at" IS NOT new."at" OR old."what" IS NOT new."what" OR old."who" IS NOT new."who" OR old."voided" IS NOT new."voided" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'incident_event', old."id", 'id,incident,at,what,who,voided,entered',
        old."id", old."incident", old."at", old."what", old."who", old."voided", old."entered", new."id", new."incident", new."at", new."what", new."who", new."voided", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_evidence_delete" AFTER DELETE ON "incident_evidence" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'incident_evidence', old."id", json_object(
        'id', old."id", 'incident', old."incident", 'evidence', old."evidence", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_evidence_insert" AFTER INSERT ON "incident_evidence" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'incident_evidence', new."id", json_object(
        'id', new."id", 'incident', new."incident", 'evidence', new."evidence", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_evidence_update" AFTER UPDATE ON "incident_evidence" WHEN old."id" IS NOT new."id" OR old."incident" IS NOT new."incident" OR old."evidence" IS NOT new."evidence" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'incident_evidence', old."id", 'id,incident,evidence,entered',
        old."id", old."incident", old."evidence", old."entered", new."id", new."incident", new."evidence", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_insert" AFTER INSERT ON "incident" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'incident', new."id", json_object(
        'id', new."id", 'number', new."number", 'title', new."title", 'severity', new."severity", 'occurred', new."occurred", 'aware', new."aware", 'resolved', new."resolved", 'detection', new."detection", 'description', new."description", 'threats', new."threats", 'containment', new."containment", 'impact', new."impact", 'lessons', new."lessons", 'personal_data', new."personal_data", 'owner', new."owner", 'capa', new."capa", 'closed', new."closed", 'closing', new."closing", 'voided', new."voided", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_incident_update" AFTER UPDATE ON "incident" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."title" IS NOT new."title" OR old."severity" IS NOT new."severity" OR old."occurred" IS NOT new."occurred" OR old."aware" IS NOT new."aware" OR old."resolved" IS NOT new."resolved" OR old."detection" IS NOT new."detection" OR old."description" IS NOT new."description" OR old."threats" IS NOT new."threats" OR old."containment" IS NOT new."containment" OR old."impact" IS NOT new."impact" OR old."lessons" IS NOT new."lessons" OR old."personal_data" IS NOT new."personal_data" OR old."owner" IS NOT new."owner" OR old."capa" IS NOT new."capa" OR old."closed" IS NOT new."closed" OR old."closing" IS NOT new."closing" OR old."voided" IS NOT new."voided" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'incident', old."id", 'id,number,title,severity,occurred,aware,resolved,detection,description,threats,containment,impact,lessons,personal_data,owner,capa,closed,closing,voided,late_reason,entered',
        old."id", old."number", old."title", old."severity", old."occurred", old."aware", old."resolved", old."detection", old."description", old."threats", old."containment", old."impact", old."lessons", old."personal_data", old."owner", old."capa", old."closed", old."closing", old."voided", old."late_reason", old."entered", new."id", new."number", new."title", new."severity", new."occurred", new."aware", new."resolved", new."detection", new."description", new."threats", new."containment", new."impact", new."lessons", new."personal_data", new."owner", new."capa", new."closed", new."closing", new."voided", new."late_reason", new."entered")
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

CREATE TRIGGER "trail_journal_key_delete" AFTER DELETE ON "journal_key" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'journal_key', old."id", json_object(
        'id', old."id", 'key', trail_secret(old."key")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_journal_key_insert" AFTER INSERT ON "journal_key" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'journal_key', new."id", json_object(
        'id', new."id", 'key', trail_secret(new."key")))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_journal_key_update" AFTER UPDATE ON "journal_key" WHEN old."id" IS NOT new."id" OR old."key" IS NOT new."key" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'journal_key', old."id", 'id,key',
        old."id", old."key", new."id", new."key")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_note_to_file_delete" AFTER DELETE ON "note_to_file" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'note_to_file', old."id", json_object(
        'id', old."id", 'number', old."number", 'study', old."study", 'subject', old."subject", 'written', old."written", 'addressed_to', old."addressed_to", 'author', old."author", 'title', old."title", 'issue', old."issue", 'root_cause', old."root_cause", 'corrective', old."corrective", 'corrective_who', old."corrective_who", 'corrective_due', old."corrective_due", 'resolution', old."resolution", 'effective', old."effective", 'deviation', old."deviation", 'voided', old."voided", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_note_to_file_insert" AFTER INSERT ON "note_to_file" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'note_to_file', new."id", json_object(
        'id', new."id", 'number', new."number", 'study', new."study", 'subject', new."subject", 'written', new."written", 'addressed_to', new."addressed_to", 'author', new."author", 'title', new."title", 'issue', new."issue", 'root_cause', new."root_cause", 'corrective', new."corrective", 'corrective_who', new."corrective_who", 'corrective_due', new."corrective_due", 'resolution', new."resolution", 'effective', new."effective", 'deviation', new."deviation", 'voided', new."voided", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_note_to_file_update" AFTER UPDATE ON "note_to_file" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."study" IS NOT new."study" OR old."subject" IS NOT new."subject" OR old."written" IS NOT new."written" OR old."addressed_to" IS NOT new."addressed_to" OR old."author" IS NOT new."author" OR old."title" IS NOT new."title" OR old."issue" IS NOT new."issue" OR old."root_cause" IS NOT new."root_cause" OR old."corrective" IS NOT new."corrective" OR old."corrective_who" IS NOT new."corrective_who" OR old."corrective_due" IS NOT new."corrective_due" OR old."resolution" IS NOT new."resolution" OR old."effective" IS NOT new."effective" OR old."deviation" IS NOT new."deviation" OR old."voided" IS NOT new."voided" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'note_to_file', old."id", 'id,number,study,subject,written,addressed_to,author,title,issue,root_cause,corrective,corrective_who,corrective_due,resolution,effective,deviation,voided,late_reason,entered',
        old."id", old."number", old."study", old."subject", old."written", old."addressed_to", old."author", old."title", old."issue", old."root_cause", old."corrective", old."corrective_who", old."corrective_due", old."resolution", old."effective", old."deviation", old."voided", old."late_reason", old."entered", new."id", new."number", new."study", new."subject", new."written", new."addressed_to", new."author", new."title", new."issue", new."root_cause", new."corrective", new."corrective_who", new."corrective_due", new."resolution", new."effective", new."deviation", new."voided", new."late_reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_notification_delete" AFTER DELETE ON "notification" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'notification', old."id", json_object(
        'id', old."id", 'incident', old."incident", 'deviation', old."deviation", 'rule', old."rule", 'title', old."title", 'recipient', old."recipient", 'source', old."source", 'verified', old."verified", 'began', old."began", 'due', old."due", 'told', old."told", 'recorded', old."recorded", 'reference', old."reference", 'not_needed', old."not_needed", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_notification_insert" AFTER INSERT ON "notification" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'notification', new."id", json_object(
        'id', new."id", 'incident', new."incident", 'deviation', new."deviation", 'rule', new."rule", 'title', new."title", 'recipient', new."recipient", 'source', new."source", 'verified', new."verified", 'began', new."began", 'due', new."due", 'told', new."told", 'recorded', new."recorded", 'reference', new."reference", 'not_needed', new."not_needed", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_notification_update" AFTER UPDATE ON "notification" WHEN old."id" IS NOT new."id" OR old."incident" IS NOT new."incident" OR old."deviation" IS NOT new."deviation" OR old."rule" IS NOT new."rule" OR old."title" IS NOT new."title" OR old."recipient" IS NOT new."recipient" OR old."source" IS NOT new."source" OR old."verified" IS NOT new."verified" OR old."began" IS NOT new."began" OR old."due" IS NOT new."due" OR old."told" IS NOT new."told" OR old."recorded" IS NOT new."recorded" OR old."reference" IS NOT new."reference" OR old."not_needed" IS NOT new."not_needed" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'notification', old."id", 'id,incident,deviation,rule,title,recipient,source,verified,began,due,told,recorded,reference,not_needed,entered',
        old."id", old."incident", old."deviation", old."rule", old."title", old."recipient", old."source", old."verified", old."began", old."due", old."told", old."recorded", old."reference", old."not_needed", old."entered", new."id", new."incident", new."deviation", new."rule", new."title", new."recipient", new."source", new."verified", new."began", new."due", new."told", new."recorded", new."reference", new."not_needed", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_oversight_plan_delete" AFTER DELETE ON "oversight_plan" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'oversight_plan', old."id", json_object(
        'id', old."id", 'months', old."months", 'start', old."start"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_oversight_plan_insert" AFTER INSERT ON "oversight_plan" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'oversight_plan', new."id", json_object(
        'id', new."id", 'months', new."months", 'start', new."start"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_oversight_plan_update" AFTER UPDATE ON "oversight_plan" WHEN old."id" IS NOT new."id" OR old."months" IS NOT new."months" OR old."start" IS NOT new."start" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'oversight_plan', old."id", 'id,months,start',
        old."id", old."months", old."start", new."id", new."months", new."start")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_oversight_review_delete" AFTER DELETE ON "oversight_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'oversight_review', old."id", json_object(
        'id', old."id", 'study', old."study", 'person', old."person", 'since', old."since", 'until', old."until", 'drawn', old."drawn", 'facts', old."facts", 'verdict', old."verdict", 'conclusion', old."conclusion", 'actions', old."actions", 'signed', old."signed", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_oversight_review_insert" AFTER INSERT ON "oversight_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'oversight_review', new."id", json_object(
        'id', new."id", 'study', new."study", 'person', new."person", 'since', new."since", 'until', new."until", 'drawn', new."drawn", 'facts', new."facts", 'verdict', new."verdict", 'conclusion', new."conclusion", 'actions', new."actions", 'signed', new."signed", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_oversight_review_update" AFTER UPDATE ON "oversight_review" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."person" IS NOT new."person" OR old."since" IS NOT new."since" OR old."until" IS NOT new."until" OR old."drawn" IS NOT new."drawn" OR old."facts" IS NOT new."facts" OR old."verdict" IS NOT new."verdict" OR old."conclusion" IS NOT new."conclusion" OR old."actions" IS NOT new."actions" OR old."signed" IS NOT new."signed" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'oversight_review', old."id", 'id,study,person,since,until,drawn,facts,verdict,conclusion,actions,signed,entered',
        old."id", old."study", old."person", old."since", old."until", old."drawn", old."facts", old."verdict", old."conclusion", old."actions", old."signed", old."entered", new."id", new."study", new."person", new."since", new."until", new."drawn", new."facts", new."verdict", new."conclusion", new."actions", new."signed", new."entered")
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

CREATE TRIGGER "trail_plan_section_delete" AFTER DELETE ON "plan_section" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'plan_section', old."id", json_object(
        'id', old."id", 'version', old."version", 'part', old."part", 'text', old."text", 'facts', old."facts"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_plan_section_insert" AFTER INSERT ON "plan_section" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'plan_section', new."id", json_object(
        'id', new."id", 'version', new."version", 'part', new."part", 'text', new."text", 'facts', new."facts"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_plan_section_update" AFTER UPDATE ON "plan_section" WHEN old."id" IS NOT new."id" OR old."version" IS NOT new."version" OR old."part" IS NOT new."part" OR old."text" IS NOT new."text" OR old."facts" IS NOT new."facts" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'plan_section', old."id", 'id,version,part,text,facts',
        old."id", old."version", old."part", old."text", old."facts", new."id", new."version", new."part", new."text", new."facts")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_plan_version_delete" AFTER DELETE ON "plan_version" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'plan_version', old."id", json_object(
        'id', old."id", 'study', old."study", 'number', old."number", 'reason', old."reason", 'author', old."author", 'author_name', old."author_name", 'approver', old."approver", 'approver_name', old."approver_name", 'not_before', old."not_before", 'review_months', old."review_months", 'drawn', old."drawn", 'proposed', old."proposed", 'approved', old."approved", 'effective', old."effective", 'next_review', old."next_review", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_plan_version_insert" AFTER INSERT ON "plan_version" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'plan_version', new."id", json_object(
        'id', new."id", 'study', new."study", 'number', new."number", 'reason', new."reason", 'author', new."author", 'author_name', new."author_name", 'approver', new."approver", 'approver_name', new."approver_name", 'not_before', new."not_before", 'review_months', new."review_months", 'drawn', new."drawn", 'proposed', new."proposed", 'approved', new."approved", 'effective', new."effective", 'next_review', new."next_review", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_plan_version_update" AFTER UPDATE ON "plan_version" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."number" IS NOT new."number" OR old."reason" IS NOT new."reason" OR old."author" IS NOT new."author" OR old."author_name" IS NOT new."author_name" OR old."approver" IS NOT new."approver" OR old."approver_name" IS NOT new."approver_name" OR old."not_before" IS NOT new."not_before" OR old."review_months" IS NOT new."review_months" OR old."drawn" IS NOT new."drawn" OR old."proposed" IS NOT new."proposed" OR old."approved" IS NOT new."approved" OR old."effective" IS NOT new."effective" OR old."next_review" IS NOT new."next_review" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'plan_version', old."id", 'id,study,number,reason,author,author_name,approver,approver_name,not_before,review_months,drawn,proposed,approved,effective,next_review,entered',
        old."id", old."study", old."number", old."reason", old."author", old."author_name", old."approver", old."approver_name", old."not_before", old."review_months", old."drawn", old."proposed", old."approved", old."effective", old."next_review", old."entered", new."id", new."study", new."number", new."reason", new."author", new."author_name", new."approver", new."approver_name", new."not_before", new."review_months", new."drawn", new."proposed", new."approved", new."effective", new."next_review", new."entered")
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

CREATE TRIGGER "trail_reapplied_delete" AFTER DELETE ON "reapplied" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'reapplied', old."id", json_object(
        'id', old."id", 'kind', old."kind", 'number', old."number", 'carried', old."carried", 'told', old."told", 'tbl', old."tbl", 'record', old."record", 'installation', old."installation", 'done', old."done", 'words', old."words"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_reapplied_insert" AFTER INSERT ON "reapplied" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'reapplied', new."id", json_object(
        'id', new."id", 'kind', new."kind", 'number', new."number", 'carried', new."carried", 'told', new."told", 'tbl', new."tbl", 'record', new."record", 'installation', new."installation", 'done', new."done", 'words', new."words"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_reapplied_item_delete" AFTER DELETE ON "reapplied_item" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'reapplied_item', old."id", json_object(
        'id', old."id", 'reapplied', old."reapplied", 'tbl', old."tbl", 'record', old."record"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_reapplied_item_insert" AFTER INSERT ON "reapplied_item" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'reapplied_item', new."id", json_object(
        'id', new."id", 'reapplied', new."reapplied", 'tbl', new."tbl", 'record', new."record"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_reapplied_item_update" AFTER UPDATE ON "reapplied_item" WHEN old."id" IS NOT new."id" OR old."reapplied" IS NOT new."reapplied" OR old."tbl" IS NOT new."tbl" OR old."record" IS NOT new."record" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'reapplied_item', old."id", 'id,reapplied,tbl,record',
        old."id", old."reapplied", old."tbl", old."record", new."id", new."reapplied", new."tbl", new."record")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_reapplied_update" AFTER UPDATE ON "reapplied" WHEN old."id" IS NOT new."id" OR old."kind" IS NOT new."kind" OR old."number" IS NOT new."number" OR old."carried" IS NOT new."carried" OR old."told" IS NOT new."told" OR old."tbl" IS NOT new."tbl" OR old."record" IS NOT new."record" OR old."installation" IS NOT new."installation" OR old."done" IS NOT new."done" OR old."words" IS NOT new."words" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'reapplied', old."id", 'id,kind,number,carried,told,tbl,record,installation,done,words',
        old."id", old."kind", old."number", old."carried", old."told", old."tbl", old."record", old."installation", old."done", old."words", new."id", new."kind", new."number", new."carried", new."told", new."tbl", new."record", new."installation", new."done", new."words")
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

CREATE TRIGGER "trail_redact" AFTER UPDATE OF carried ON redaction WHEN new.carried IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a redaction is approved and signed by a second person before it is carried out')
    WHERE new.approver IS NULL OR new.approver IS new.person OR old.carried IS NOT NULL OR new.withdrawn IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'redaction' AND s.record = new.id
            AND s.meaning = 'approved' AND s.person IS new.approver)
        OR NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'redaction' AND s.record = new.id
            AND s.meaning = 'carried out' AND s.person IS new.carried_by);
    UPDATE "access_followup" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "done" = replace("done", trail_unwanted(0), '[redacted ' || new.number || ']'), "done_by" = replace("done_by", trail_unwanted(0), '[redacted ' || new.number || ']'), "outcome" = replace("outcome", trail_unwanted(0), '[redacted ' || new.number || ']'), "verified" = replace("verified", trail_unwanted(0), '[redacted ' || new.number || ']'), "verified_how" = replace("verified_how", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'access_followup' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("done", trail_unwanted(0)) > 0 OR instr("done_by", trail_unwanted(0)) > 0 OR instr("outcome", trail_unwanted(0)) > 0 OR instr("verified", trail_unwanted(0)) > 0 OR instr("verified_how", trail_unwanted(0)) > 0);
    UPDATE "access_review" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "why" = replace("why", trail_unwanted(0), '[redacted ' || new.number || ']'), "period_start" = replace("period_start", trail_unwanted(0), '[redacted ' || new.number || ']'), "period_end" = replace("period_end", trail_unwanted(0), '[redacted ' || new.number || ']'), "step" = replace("step", trail_unwanted(0), '[redacted ' || new.number || ']'), "list_name" = replace("list_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "list_sha256" = replace("list_sha256", trail_unwanted(0), '[redacted ' || new.number || ']'), "list_read" = replace("list_read", trail_unwanted(0), '[redacted ' || new.number || ']'), "list_taken" = replace("list_taken", trail_unwanted(0), '[redacted ' || new.number || ']'), "started" = replace("started", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'access_review' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("why", trail_unwanted(0)) > 0 OR instr("period_start", trail_unwanted(0)) > 0 OR instr("period_end", trail_unwanted(0)) > 0 OR instr("step", trail_unwanted(0)) > 0 OR instr("list_name", trail_unwanted(0)) > 0 OR instr("list_sha256", trail_unwanted(0)) > 0 OR instr("list_read", trail_unwanted(0)) > 0 OR instr("list_taken", trail_unwanted(0)) > 0 OR instr("started", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "account" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'account' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "account_list_form" SET "columns" = replace("columns", trail_unwanted(0), '[redacted ' || new.number || ']'), "dates" = replace("dates", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'account_list_form' AND "id" = new.record AND (instr("columns", trail_unwanted(0)) > 0 OR instr("dates", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "account_step" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "by_name" = replace("by_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "voided" = replace("voided", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'account_step' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("happened", trail_unwanted(0)) > 0 OR instr("role", trail_unwanted(0)) > 0 OR instr("by_name", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("voided", trail_unwanted(0)) > 0);
    UPDATE "asset" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "place" = replace("place", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'asset' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("place", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "assignment" SET "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'assignment' AND "id" = new.record AND (instr("role", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "capa" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "source" = replace("source", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin_table" = replace("origin_table", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin_record" = replace("origin_record", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin_number" = replace("origin_number", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "priority" = replace("priority", trail_unwanted(0), '[redacted ' || new.number || ']'), "identified" = replace("identified", trail_unwanted(0), '[redacted ' || new.number || ']'), "initiator" = replace("initiator", trail_unwanted(0), '[redacted ' || new.number || ']'), "first_target" = replace("first_target", trail_unwanted(0), '[redacted ' || new.number || ']'), "target" = replace("target", trail_unwanted(0), '[redacted ' || new.number || ']'), "description" = replace("description", trail_unwanted(0), '[redacted ' || new.number || ']'), "containment" = replace("containment", trail_unwanted(0), '[redacted ' || new.number || ']'), "contained" = replace("contained", trail_unwanted(0), '[redacted ' || new.number || ']'), "adverse" = replace("adverse", trail_unwanted(0), '[redacted ' || new.number || ']'), "method" = replace("method", trail_unwanted(0), '[redacted ' || new.number || ']'), "root_cause" = replace("root_cause", trail_unwanted(0), '[redacted ' || new.number || ']'), "root_cause_day" = replace("root_cause_day", trail_unwanted(0), '[redacted ' || new.number || ']'), "criteria" = replace("criteria", trail_unwanted(0), '[redacted ' || new.number || ']'), "check_how" = replace("check_how", trail_unwanted(0), '[redacted ' || new.number || ']'), "check_due" = replace("check_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "justification" = replace("justification", trail_unwanted(0), '[redacted ' || new.number || ']'), "conclusion" = replace("conclusion", trail_unwanted(0), '[redacted ' || new.number || ']'), "step" = replace("step", trail_unwanted(0), '[redacted ' || new.number || ']'), "step_day" = replace("step_day", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "old_status" = replace("old_status", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("source", trail_unwanted(0)) > 0 OR instr("origin_table", trail_unwanted(0)) > 0 OR instr("origin_record", trail_unwanted(0)) > 0 OR instr("origin_number", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("priority", trail_unwanted(0)) > 0 OR instr("identified", trail_unwanted(0)) > 0 OR instr("initiator", trail_unwanted(0)) > 0 OR instr("first_target", trail_unwanted(0)) > 0 OR instr("target", trail_unwanted(0)) > 0 OR instr("description", trail_unwanted(0)) > 0 OR instr("containment", trail_unwanted(0)) > 0 OR instr("contained", trail_unwanted(0)) > 0 OR instr("adverse", trail_unwanted(0)) > 0 OR instr("method", trail_unwanted(0)) > 0 OR instr("root_cause", trail_unwanted(0)) > 0 OR instr("root_cause_day", trail_unwanted(0)) > 0 OR instr("criteria", trail_unwanted(0)) > 0 OR instr("check_how", trail_unwanted(0)) > 0 OR instr("check_due", trail_unwanted(0)) > 0 OR instr("justification", trail_unwanted(0)) > 0 OR instr("conclusion", trail_unwanted(0)) > 0 OR instr("step", trail_unwanted(0)) > 0 OR instr("step_day", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("old_status", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_action" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "first_due" = replace("first_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "done" = replace("done", trail_unwanted(0), '[redacted ' || new.number || ']'), "proof" = replace("proof", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_action' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("first_due", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("done", trail_unwanted(0)) > 0 OR instr("proof", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_cause" SET "category" = replace("category", trail_unwanted(0), '[redacted ' || new.number || ']'), "words" = replace("words", trail_unwanted(0), '[redacted ' || new.number || ']'), "standing" = replace("standing", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_cause' AND "id" = new.record AND (instr("category", trail_unwanted(0)) > 0 OR instr("words", trail_unwanted(0)) > 0 OR instr("standing", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_check" SET "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "checked" = replace("checked", trail_unwanted(0), '[redacted ' || new.number || ']'), "verdict" = replace("verdict", trail_unwanted(0), '[redacted ' || new.number || ']'), "found" = replace("found", trail_unwanted(0), '[redacted ' || new.number || ']'), "checker" = replace("checker", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_check' AND "id" = new.record AND (instr("due", trail_unwanted(0)) > 0 OR instr("checked", trail_unwanted(0)) > 0 OR instr("verdict", trail_unwanted(0)) > 0 OR instr("found", trail_unwanted(0)) > 0 OR instr("checker", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_decision" SET "meaning" = replace("meaning", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_decision' AND "id" = new.record AND (instr("meaning", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_event" SET "at" = replace("at", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_event' AND "id" = new.record AND (instr("at", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_extension" SET "before" = replace("before", trail_unwanted(0), '[redacted ' || new.number || ']'), "after" = replace("after", trail_unwanted(0), '[redacted ' || new.number || ']'), "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_extension' AND "id" = new.record AND (instr("before", trail_unwanted(0)) > 0 OR instr("after", trail_unwanted(0)) > 0 OR instr("reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_file" SET "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_file' AND "id" = new.record AND (instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_member" SET "part" = replace("part", trail_unwanted(0), '[redacted ' || new.number || ']'), "left" = replace("left", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_member' AND "id" = new.record AND (instr("part", trail_unwanted(0)) > 0 OR instr("left", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_notice" SET "whom" = replace("whom", trail_unwanted(0), '[redacted ' || new.number || ']'), "told" = replace("told", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_notice' AND "id" = new.record AND (instr("whom", trail_unwanted(0)) > 0 OR instr("told", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_step" SET "step" = replace("step", trail_unwanted(0), '[redacted ' || new.number || ']'), "day" = replace("day", trail_unwanted(0), '[redacted ' || new.number || ']'), "by" = replace("by", trail_unwanted(0), '[redacted ' || new.number || ']'), "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_step' AND "id" = new.record AND (instr("step", trail_unwanted(0)) > 0 OR instr("day", trail_unwanted(0)) > 0 OR instr("by", trail_unwanted(0)) > 0 OR instr("reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "certificate_issuer" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "fingerprint" = replace("fingerprint", trail_unwanted(0), '[redacted ' || new.number || ']'), "valid_until" = replace("valid_until", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'certificate_issuer' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("fingerprint", trail_unwanted(0)) > 0 OR instr("valid_until", trail_unwanted(0)) > 0);
    UPDATE "clock_rule" SET "library" = replace("library", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "recipient" = replace("recipient", trail_unwanted(0), '[redacted ' || new.number || ']'), "applies" = replace("applies", trail_unwanted(0), '[redacted ' || new.number || ']'), "unit" = replace("unit", trail_unwanted(0), '[redacted ' || new.number || ']'), "source" = replace("source", trail_unwanted(0), '[redacted ' || new.number || ']'), "confirmed" = replace("confirmed", trail_unwanted(0), '[redacted ' || new.number || ']'), "by" = replace("by", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'clock_rule' AND "id" = new.record AND (instr("library", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("recipient", trail_unwanted(0)) > 0 OR instr("applies", trail_unwanted(0)) > 0 OR instr("unit", trail_unwanted(0)) > 0 OR instr("source", trail_unwanted(0)) > 0 OR instr("confirmed", trail_unwanted(0)) > 0 OR instr("by", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0);
    UPDATE "course" SET "code" = replace("code", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "curriculum" = replace("curriculum", trail_unwanted(0), '[redacted ' || new.number || ']'), "description" = replace("description", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'course' AND "id" = new.record AND (instr("code", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("curriculum", trail_unwanted(0)) > 0 OR instr("description", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0);
    UPDATE "course_version" SET "label" = replace("label", trail_unwanted(0), '[redacted ' || new.number || ']'), "approved" = replace("approved", trail_unwanted(0), '[redacted ' || new.number || ']'), "effective" = replace("effective", trail_unwanted(0), '[redacted ' || new.number || ']'), "summary" = replace("summary", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'course_version' AND "id" = new.record AND (instr("label", trail_unwanted(0)) > 0 OR instr("approved", trail_unwanted(0)) > 0 OR instr("effective", trail_unwanted(0)) > 0 OR instr("summary", trail_unwanted(0)) > 0);
    UPDATE "delegation" SET "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "comment" = replace("comment", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']'), "end_reason" = replace("end_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation' AND "id" = new.record AND (instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("comment", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0 OR instr("end_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "delegation_breach" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_breach' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("happened", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "delegation_declaration" SET "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_declaration' AND "id" = new.record AND (instr("happened", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "delegation_step" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_step' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("happened", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "delegation_task" SET "code" = replace("code", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_task' AND "id" = new.record AND (instr("code", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "delegation_version" SET "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "content" = replace("content", trail_unwanted(0), '[redacted ' || new.number || ']'), "sha256" = replace("sha256", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "sheet" = replace("sheet", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_version' AND "id" = new.record AND (instr("happened", trail_unwanted(0)) > 0 OR instr("content", trail_unwanted(0)) > 0 OR instr("sha256", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("sheet", trail_unwanted(0)) > 0);
    UPDATE "deviation" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "subject" = replace("subject", trail_unwanted(0), '[redacted ' || new.number || ']'), "occurred" = replace("occurred", trail_unwanted(0), '[redacted ' || new.number || ']'), "identified" = replace("identified", trail_unwanted(0), '[redacted ' || new.number || ']'), "identified_by" = replace("identified_by", trail_unwanted(0), '[redacted ' || new.number || ']'), "description" = replace("description", trail_unwanted(0), '[redacted ' || new.number || ']'), "type" = replace("type", trail_unwanted(0), '[redacted ' || new.number || ']'), "subject_continued" = replace("subject_continued", trail_unwanted(0), '[redacted ' || new.number || ']'), "action" = replace("action", trail_unwanted(0), '[redacted ' || new.number || ']'), "impact" = replace("impact", trail_unwanted(0), '[redacted ' || new.number || ']'), "reported_sponsor" = replace("reported_sponsor", trail_unwanted(0), '[redacted ' || new.number || ']'), "reported_committee" = replace("reported_committee", trail_unwanted(0), '[redacted ' || new.number || ']'), "reported_authority" = replace("reported_authority", trail_unwanted(0), '[redacted ' || new.number || ']'), "grade" = replace("grade", trail_unwanted(0), '[redacted ' || new.number || ']'), "assessment" = replace("assessment", trail_unwanted(0), '[redacted ' || new.number || ']'), "assessed" = replace("assessed", trail_unwanted(0), '[redacted ' || new.number || ']'), "serious" = replace("serious", trail_unwanted(0), '[redacted ' || new.number || ']'), "serious_why" = replace("serious_why", trail_unwanted(0), '[redacted ' || new.number || ']'), "serious_decided" = replace("serious_decided", trail_unwanted(0), '[redacted ' || new.number || ']'), "serious_aware" = replace("serious_aware", trail_unwanted(0), '[redacted ' || new.number || ']'), "source_table" = replace("source_table", trail_unwanted(0), '[redacted ' || new.number || ']'), "source_record" = replace("source_record", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'deviation' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("subject", trail_unwanted(0)) > 0 OR instr("occurred", trail_unwanted(0)) > 0 OR instr("identified", trail_unwanted(0)) > 0 OR instr("identified_by", trail_unwanted(0)) > 0 OR instr("description", trail_unwanted(0)) > 0 OR instr("type", trail_unwanted(0)) > 0 OR instr("subject_continued", trail_unwanted(0)) > 0 OR instr("action", trail_unwanted(0)) > 0 OR instr("impact", trail_unwanted(0)) > 0 OR instr("reported_sponsor", trail_unwanted(0)) > 0 OR instr("reported_committee", trail_unwanted(0)) > 0 OR instr("reported_authority", trail_unwanted(0)) > 0 OR instr("grade", trail_unwanted(0)) > 0 OR instr("assessment", trail_unwanted(0)) > 0 OR instr("assessed", trail_unwanted(0)) > 0 OR instr("serious", trail_unwanted(0)) > 0 OR instr("serious_why", trail_unwanted(0)) > 0 OR instr("serious_decided", trail_unwanted(0)) > 0 OR instr("serious_aware", trail_unwanted(0)) > 0 OR instr("source_table", trail_unwanted(0)) > 0 OR instr("source_record", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "document" SET "type" = replace("type", trail_unwanted(0), '[redacted ' || new.number || ']'), "controlled" = replace("controlled", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'document' AND "id" = new.record AND (instr("type", trail_unwanted(0)) > 0 OR instr("controlled", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "document_change" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "author_name" = replace("author_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewer_name" = replace("reviewer_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "approver_name" = replace("approver_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "not_before" = replace("not_before", trail_unwanted(0), '[redacted ' || new.number || ']'), "proposed" = replace("proposed", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "approved" = replace("approved", trail_unwanted(0), '[redacted ' || new.number || ']'), "abandoned" = replace("abandoned", trail_unwanted(0), '[redacted ' || new.number || ']'), "round" = replace("round", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'document_change' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("reason", trail_unwanted(0)) > 0 OR instr("author_name", trail_unwanted(0)) > 0 OR instr("reviewer_name", trail_unwanted(0)) > 0 OR instr("approver_name", trail_unwanted(0)) > 0 OR instr("not_before", trail_unwanted(0)) > 0 OR instr("proposed", trail_unwanted(0)) > 0 OR instr("reviewed", trail_unwanted(0)) > 0 OR instr("approved", trail_unwanted(0)) > 0 OR instr("abandoned", trail_unwanted(0)) > 0 OR instr("round", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "document_copy" SET "holder" = replace("holder", trail_unwanted(0), '[redacted ' || new.number || ']'), "how" = replace("how", trail_unwanted(0), '[redacted ' || new.number || ']'), "sent" = replace("sent", trail_unwanted(0), '[redacted ' || new.number || ']'), "acknowledged" = replace("acknowledged", trail_unwanted(0), '[redacted ' || new.number || ']'), "returned" = replace("returned", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'document_copy' AND "id" = new.record AND (instr("holder", trail_unwanted(0)) > 0 OR instr("how", trail_unwanted(0)) > 0 OR instr("sent", trail_unwanted(0)) > 0 OR instr("acknowledged", trail_unwanted(0)) > 0 OR instr("returned", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "document_review" SET "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewer" = replace("reviewer", trail_unwanted(0), '[redacted ' || new.number || ']'), "outcome" = replace("outcome", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'document_review' AND "id" = new.record AND (instr("reviewed", trail_unwanted(0)) > 0 OR instr("reviewer", trail_unwanted(0)) > 0 OR instr("outcome", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "evidence" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "media" = replace("media", trail_unwanted(0), '[redacted ' || new.number || ']'), "sha256" = replace("sha256", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'evidence' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("media", trail_unwanted(0)) > 0 OR instr("sha256", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "exercise" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "scope" = replace("scope", trail_unwanted(0), '[redacted ' || new.number || ']'), "carried_out_by" = replace("carried_out_by", trail_unwanted(0), '[redacted ' || new.number || ']'), "planned" = replace("planned", trail_unwanted(0), '[redacted ' || new.number || ']'), "performed" = replace("performed", trail_unwanted(0), '[redacted ' || new.number || ']'), "result" = replace("result", trail_unwanted(0), '[redacted ' || new.number || ']'), "next_due" = replace("next_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'exercise' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("scope", trail_unwanted(0)) > 0 OR instr("carried_out_by", trail_unwanted(0)) > 0 OR instr("planned", trail_unwanted(0)) > 0 OR instr("performed", trail_unwanted(0)) > 0 OR instr("result", trail_unwanted(0)) > 0 OR instr("next_due", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "exercise_finding" SET "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "resolved" = replace("resolved", trail_unwanted(0), '[redacted ' || new.number || ']'), "resolution" = replace("resolution", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'exercise_finding' AND "id" = new.record AND (instr("what", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("resolved", trail_unwanted(0)) > 0 OR instr("resolution", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "export_template" SET "register" = replace("register", trail_unwanted(0), '[redacted ' || new.number || ']'), "headings" = replace("headings", trail_unwanted(0), '[redacted ' || new.number || ']'), "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "columns" = replace("columns", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'export_template' AND "id" = new.record AND (instr("register", trail_unwanted(0)) > 0 OR instr("headings", trail_unwanted(0)) > 0 OR instr("name", trail_unwanted(0)) > 0 OR instr("columns", trail_unwanted(0)) > 0);
    UPDATE "exports" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "file" = replace("file", trail_unwanted(0), '[redacted ' || new.number || ']'), "sha256" = replace("sha256", trail_unwanted(0), '[redacted ' || new.number || ']'), "exported" = replace("exported", trail_unwanted(0), '[redacted ' || new.number || ']'), "head" = replace("head", trail_unwanted(0), '[redacted ' || new.number || ']'), "signers" = replace("signers", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'exports' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("file", trail_unwanted(0)) > 0 OR instr("sha256", trail_unwanted(0)) > 0 OR instr("exported", trail_unwanted(0)) > 0 OR instr("head", trail_unwanted(0)) > 0 OR instr("signers", trail_unwanted(0)) > 0);
    UPDATE "incident" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "occurred" = replace("occurred", trail_unwanted(0), '[redacted ' || new.number || ']'), "aware" = replace("aware", trail_unwanted(0), '[redacted ' || new.number || ']'), "resolved" = replace("resolved", trail_unwanted(0), '[redacted ' || new.number || ']'), "detection" = replace("detection", trail_unwanted(0), '[redacted ' || new.number || ']'), "description" = replace("description", trail_unwanted(0), '[redacted ' || new.number || ']'), "threats" = replace("threats", trail_unwanted(0), '[redacted ' || new.number || ']'), "containment" = replace("containment", trail_unwanted(0), '[redacted ' || new.number || ']'), "impact" = replace("impact", trail_unwanted(0), '[redacted ' || new.number || ']'), "lessons" = replace("lessons", trail_unwanted(0), '[redacted ' || new.number || ']'), "personal_data" = replace("personal_data", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "closing" = replace("closing", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'incident' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("occurred", trail_unwanted(0)) > 0 OR instr("aware", trail_unwanted(0)) > 0 OR instr("resolved", trail_unwanted(0)) > 0 OR instr("detection", trail_unwanted(0)) > 0 OR instr("description", trail_unwanted(0)) > 0 OR instr("threats", trail_unwanted(0)) > 0 OR instr("containment", trail_unwanted(0)) > 0 OR instr("impact", trail_unwanted(0)) > 0 OR instr("lessons", trail_unwanted(0)) > 0 OR instr("personal_data", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("closing", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "incident_event" SET "at" = replace("at", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "who" = replace("who", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'incident_event' AND "id" = new.record AND (instr("at", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("who", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "incident_evidence" SET "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'incident_evidence' AND "id" = new.record AND (instr("entered", trail_unwanted(0)) > 0);
    UPDATE "installations" SET "since" = replace("since", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin" = replace("origin", trail_unwanted(0), '[redacted ' || new.number || ']'), "head" = replace("head", trail_unwanted(0), '[redacted ' || new.number || ']'), "pin" = replace("pin", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'installations' AND "id" = new.record AND (instr("since", trail_unwanted(0)) > 0 OR instr("origin", trail_unwanted(0)) > 0 OR instr("head", trail_unwanted(0)) > 0 OR instr("pin", trail_unwanted(0)) > 0);
    UPDATE "investigator" SET "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'investigator' AND "id" = new.record AND (instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "note_to_file" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "subject" = replace("subject", trail_unwanted(0), '[redacted ' || new.number || ']'), "written" = replace("written", trail_unwanted(0), '[redacted ' || new.number || ']'), "addressed_to" = replace("addressed_to", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "issue" = replace("issue", trail_unwanted(0), '[redacted ' || new.number || ']'), "root_cause" = replace("root_cause", trail_unwanted(0), '[redacted ' || new.number || ']'), "corrective" = replace("corrective", trail_unwanted(0), '[redacted ' || new.number || ']'), "corrective_who" = replace("corrective_who", trail_unwanted(0), '[redacted ' || new.number || ']'), "corrective_due" = replace("corrective_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "resolution" = replace("resolution", trail_unwanted(0), '[redacted ' || new.number || ']'), "effective" = replace("effective", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'note_to_file' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("subject", trail_unwanted(0)) > 0 OR instr("written", trail_unwanted(0)) > 0 OR instr("addressed_to", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("issue", trail_unwanted(0)) > 0 OR instr("root_cause", trail_unwanted(0)) > 0 OR instr("corrective", trail_unwanted(0)) > 0 OR instr("corrective_who", trail_unwanted(0)) > 0 OR instr("corrective_due", trail_unwanted(0)) > 0 OR instr("resolution", trail_unwanted(0)) > 0 OR instr("effective", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "notification" SET "rule" = replace("rule", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "recipient" = replace("recipient", trail_unwanted(0), '[redacted ' || new.number || ']'), "source" = replace("source", trail_unwanted(0), '[redacted ' || new.number || ']'), "began" = replace("began", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "told" = replace("told", trail_unwanted(0), '[redacted ' || new.number || ']'), "recorded" = replace("recorded", trail_unwanted(0), '[redacted ' || new.number || ']'), "reference" = replace("reference", trail_unwanted(0), '[redacted ' || new.number || ']'), "not_needed" = replace("not_needed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'notification' AND "id" = new.record AND (instr("rule", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("recipient", trail_unwanted(0)) > 0 OR instr("source", trail_unwanted(0)) > 0 OR instr("began", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("told", trail_unwanted(0)) > 0 OR instr("recorded", trail_unwanted(0)) > 0 OR instr("reference", trail_unwanted(0)) > 0 OR instr("not_needed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "oversight_plan" SET "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'oversight_plan' AND "id" = new.record AND (instr("start", trail_unwanted(0)) > 0);
    UPDATE "oversight_review" SET "since" = replace("since", trail_unwanted(0), '[redacted ' || new.number || ']'), "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']'), "drawn" = replace("drawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "facts" = replace("facts", trail_unwanted(0), '[redacted ' || new.number || ']'), "verdict" = replace("verdict", trail_unwanted(0), '[redacted ' || new.number || ']'), "conclusion" = replace("conclusion", trail_unwanted(0), '[redacted ' || new.number || ']'), "actions" = replace("actions", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'oversight_review' AND "id" = new.record AND (instr("since", trail_unwanted(0)) > 0 OR instr("until", trail_unwanted(0)) > 0 OR instr("drawn", trail_unwanted(0)) > 0 OR instr("facts", trail_unwanted(0)) > 0 OR instr("verdict", trail_unwanted(0)) > 0 OR instr("conclusion", trail_unwanted(0)) > 0 OR instr("actions", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "person" SET "family_name" = replace("family_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "given_name" = replace("given_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "other_names" = replace("other_names", trail_unwanted(0), '[redacted ' || new.number || ']'), "sort_name" = replace("sort_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "email" = replace("email", trail_unwanted(0), '[redacted ' || new.number || ']'), "phone" = replace("phone", trail_unwanted(0), '[redacted ' || new.number || ']'), "employer" = replace("employer", trail_unwanted(0), '[redacted ' || new.number || ']'), "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "cv_date" = replace("cv_date", trail_unwanted(0), '[redacted ' || new.number || ']'), "cv_expires" = replace("cv_expires", trail_unwanted(0), '[redacted ' || new.number || ']'), "licence" = replace("licence", trail_unwanted(0), '[redacted ' || new.number || ']'), "licence_expires" = replace("licence_expires", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'person' AND "id" = new.record AND (instr("family_name", trail_unwanted(0)) > 0 OR instr("given_name", trail_unwanted(0)) > 0 OR instr("other_names", trail_unwanted(0)) > 0 OR instr("sort_name", trail_unwanted(0)) > 0 OR instr("email", trail_unwanted(0)) > 0 OR instr("phone", trail_unwanted(0)) > 0 OR instr("employer", trail_unwanted(0)) > 0 OR instr("role", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("cv_date", trail_unwanted(0)) > 0 OR instr("cv_expires", trail_unwanted(0)) > 0 OR instr("licence", trail_unwanted(0)) > 0 OR instr("licence_expires", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "plan_section" SET "part" = replace("part", trail_unwanted(0), '[redacted ' || new.number || ']'), "text" = replace("text", trail_unwanted(0), '[redacted ' || new.number || ']'), "facts" = replace("facts", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'plan_section' AND "id" = new.record AND (instr("part", trail_unwanted(0)) > 0 OR instr("text", trail_unwanted(0)) > 0 OR instr("facts", trail_unwanted(0)) > 0);
    UPDATE "plan_version" SET "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "author_name" = replace("author_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "approver_name" = replace("approver_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "not_before" = replace("not_before", trail_unwanted(0), '[redacted ' || new.number || ']'), "drawn" = replace("drawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "proposed" = replace("proposed", trail_unwanted(0), '[redacted ' || new.number || ']'), "approved" = replace("approved", trail_unwanted(0), '[redacted ' || new.number || ']'), "effective" = replace("effective", trail_unwanted(0), '[redacted ' || new.number || ']'), "next_review" = replace("next_review", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'plan_version' AND "id" = new.record AND (instr("reason", trail_unwanted(0)) > 0 OR instr("author_name", trail_unwanted(0)) > 0 OR instr("approver_name", trail_unwanted(0)) > 0 OR instr("not_before", trail_unwanted(0)) > 0 OR instr("drawn", trail_unwanted(0)) > 0 OR instr("proposed", trail_unwanted(0)) > 0 OR instr("approved", trail_unwanted(0)) > 0 OR instr("effective", trail_unwanted(0)) > 0 OR instr("next_review", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "planned_renewal" SET "planned" = replace("planned", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'planned_renewal' AND "id" = new.record AND (instr("planned", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "reasons" SET "label" = replace("label", trail_unwanted(0), '[redacted ' || new.number || ']'), "retired" = replace("retired", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'reasons' AND "id" = new.record AND (instr("label", trail_unwanted(0)) > 0 OR instr("retired", trail_unwanted(0)) > 0);
    UPDATE "requirement" SET "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "task" = replace("task", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'requirement' AND "id" = new.record AND (instr("role", trail_unwanted(0)) > 0 OR instr("task", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0);
    UPDATE "retention_review" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "facts" = replace("facts", trail_unwanted(0), '[redacted ' || new.number || ']'), "found" = replace("found", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'retention_review' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("reviewed", trail_unwanted(0)) > 0 OR instr("facts", trail_unwanted(0)) > 0 OR instr("found", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "review_row" SET "account_name" = replace("account_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "written_name" = replace("written_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "email" = replace("email", trail_unwanted(0), '[redacted ' || new.number || ']'), "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "last_login" = replace("last_login", trail_unwanted(0), '[redacted ' || new.number || ']'), "how" = replace("how", trail_unwanted(0), '[redacted ' || new.number || ']'), "match" = replace("match", trail_unwanted(0), '[redacted ' || new.number || ']'), "findings" = replace("findings", trail_unwanted(0), '[redacted ' || new.number || ']'), "verdict" = replace("verdict", trail_unwanted(0), '[redacted ' || new.number || ']'), "new_role" = replace("new_role", trail_unwanted(0), '[redacted ' || new.number || ']'), "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "decided" = replace("decided", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'review_row' AND "id" = new.record AND (instr("account_name", trail_unwanted(0)) > 0 OR instr("written_name", trail_unwanted(0)) > 0 OR instr("email", trail_unwanted(0)) > 0 OR instr("role", trail_unwanted(0)) > 0 OR instr("last_login", trail_unwanted(0)) > 0 OR instr("how", trail_unwanted(0)) > 0 OR instr("match", trail_unwanted(0)) > 0 OR instr("findings", trail_unwanted(0)) > 0 OR instr("verdict", trail_unwanted(0)) > 0 OR instr("new_role", trail_unwanted(0)) > 0 OR instr("reason", trail_unwanted(0)) > 0 OR instr("decided", trail_unwanted(0)) > 0);
    UPDATE "revocation_lists" SET "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'revocation_lists' AND "id" = new.record AND (instr("until", trail_unwanted(0)) > 0);
    UPDATE "risk" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "scenario" = replace("scenario", trail_unwanted(0), '[redacted ' || new.number || ']'), "consequence" = replace("consequence", trail_unwanted(0), '[redacted ' || new.number || ']'), "identified" = replace("identified", trail_unwanted(0), '[redacted ' || new.number || ']'), "controls" = replace("controls", trail_unwanted(0), '[redacted ' || new.number || ']'), "treatment" = replace("treatment", trail_unwanted(0), '[redacted ' || new.number || ']'), "next_review" = replace("next_review", trail_unwanted(0), '[redacted ' || new.number || ']'), "library" = replace("library", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "closing" = replace("closing", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("scenario", trail_unwanted(0)) > 0 OR instr("consequence", trail_unwanted(0)) > 0 OR instr("identified", trail_unwanted(0)) > 0 OR instr("controls", trail_unwanted(0)) > 0 OR instr("treatment", trail_unwanted(0)) > 0 OR instr("next_review", trail_unwanted(0)) > 0 OR instr("library", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("closing", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "risk_acceptance" SET "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "accepted" = replace("accepted", trail_unwanted(0), '[redacted ' || new.number || ']'), "ends" = replace("ends", trail_unwanted(0), '[redacted ' || new.number || ']'), "withdrawn" = replace("withdrawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk_acceptance' AND "id" = new.record AND (instr("reason", trail_unwanted(0)) > 0 OR instr("accepted", trail_unwanted(0)) > 0 OR instr("ends", trail_unwanted(0)) > 0 OR instr("withdrawn", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "risk_action" SET "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "first_due" = replace("first_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "done" = replace("done", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk_action' AND "id" = new.record AND (instr("what", trail_unwanted(0)) > 0 OR instr("first_due", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("done", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "risk_review" SET "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewer" = replace("reviewer", trail_unwanted(0), '[redacted ' || new.number || ']'), "outcome" = replace("outcome", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk_review' AND "id" = new.record AND (instr("reviewed", trail_unwanted(0)) > 0 OR instr("reviewer", trail_unwanted(0)) > 0 OR instr("outcome", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "risk_scale" SET "axis" = replace("axis", trail_unwanted(0), '[redacted ' || new.number || ']'), "word" = replace("word", trail_unwanted(0), '[redacted ' || new.number || ']'), "meaning" = replace("meaning", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk_scale' AND "id" = new.record AND (instr("axis", trail_unwanted(0)) > 0 OR instr("word", trail_unwanted(0)) > 0 OR instr("meaning", trail_unwanted(0)) > 0);
    UPDATE "role_conflict" SET "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "other" = replace("other", trail_unwanted(0), '[redacted ' || new.number || ']'), "why" = replace("why", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'role_conflict' AND "id" = new.record AND (instr("role", trail_unwanted(0)) > 0 OR instr("other", trail_unwanted(0)) > 0 OR instr("why", trail_unwanted(0)) > 0);
    UPDATE "rule_confirmation" SET "rule" = replace("rule", trail_unwanted(0), '[redacted ' || new.number || ']'), "fingerprint" = replace("fingerprint", trail_unwanted(0), '[redacted ' || new.number || ']'), "basis" = replace("basis", trail_unwanted(0), '[redacted ' || new.number || ']'), "confirmed" = replace("confirmed", trail_unwanted(0), '[redacted ' || new.number || ']'), "withdrawn" = replace("withdrawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'rule_confirmation' AND "id" = new.record AND (instr("rule", trail_unwanted(0)) > 0 OR instr("fingerprint", trail_unwanted(0)) > 0 OR instr("basis", trail_unwanted(0)) > 0 OR instr("confirmed", trail_unwanted(0)) > 0 OR instr("withdrawn", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "sharing" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "data" = replace("data", trail_unwanted(0), '[redacted ' || new.number || ']'), "purpose" = replace("purpose", trail_unwanted(0), '[redacted ' || new.number || ']'), "recipient" = replace("recipient", trail_unwanted(0), '[redacted ' || new.number || ']'), "capacity" = replace("capacity", trail_unwanted(0), '[redacted ' || new.number || ']'), "contact" = replace("contact", trail_unwanted(0), '[redacted ' || new.number || ']'), "legal_basis" = replace("legal_basis", trail_unwanted(0), '[redacted ' || new.number || ']'), "agreement" = replace("agreement", trail_unwanted(0), '[redacted ' || new.number || ']'), "agreement_signed" = replace("agreement_signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "agreement_until" = replace("agreement_until", trail_unwanted(0), '[redacted ' || new.number || ']'), "safeguards" = replace("safeguards", trail_unwanted(0), '[redacted ' || new.number || ']'), "country" = replace("country", trail_unwanted(0), '[redacted ' || new.number || ']'), "transfer" = replace("transfer", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']'), "end_reason" = replace("end_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "next_review" = replace("next_review", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'sharing' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("data", trail_unwanted(0)) > 0 OR instr("purpose", trail_unwanted(0)) > 0 OR instr("recipient", trail_unwanted(0)) > 0 OR instr("capacity", trail_unwanted(0)) > 0 OR instr("contact", trail_unwanted(0)) > 0 OR instr("legal_basis", trail_unwanted(0)) > 0 OR instr("agreement", trail_unwanted(0)) > 0 OR instr("agreement_signed", trail_unwanted(0)) > 0 OR instr("agreement_until", trail_unwanted(0)) > 0 OR instr("safeguards", trail_unwanted(0)) > 0 OR instr("country", trail_unwanted(0)) > 0 OR instr("transfer", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("until", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0 OR instr("end_reason", trail_unwanted(0)) > 0 OR instr("next_review", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "sharing_review" SET "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewer" = replace("reviewer", trail_unwanted(0), '[redacted ' || new.number || ']'), "outcome" = replace("outcome", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'sharing_review' AND "id" = new.record AND (instr("reviewed", trail_unwanted(0)) > 0 OR instr("reviewer", trail_unwanted(0)) > 0 OR instr("outcome", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "site_rule" SET "rule" = replace("rule", trail_unwanted(0), '[redacted ' || new.number || ']'), "entry" = replace("entry", trail_unwanted(0), '[redacted ' || new.number || ']'), "withdrawn" = replace("withdrawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'site_rule' AND "id" = new.record AND (instr("rule", trail_unwanted(0)) > 0 OR instr("entry", trail_unwanted(0)) > 0 OR instr("withdrawn", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "specimen" SET "initials" = replace("initials", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "compared_by" = replace("compared_by", trail_unwanted(0), '[redacted ' || new.number || ']'), "compared" = replace("compared", trail_unwanted(0), '[redacted ' || new.number || ']'), "original_at" = replace("original_at", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'specimen' AND "id" = new.record AND (instr("initials", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("compared_by", trail_unwanted(0)) > 0 OR instr("compared", trail_unwanted(0)) > 0 OR instr("original_at", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "study_paper" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "version" = replace("version", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "sent" = replace("sent", trail_unwanted(0), '[redacted ' || new.number || ']'), "interests" = replace("interests", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'study_paper' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("version", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("sent", trail_unwanted(0)) > 0 OR instr("interests", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "study_paper_person" SET "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'study_paper_person' AND "id" = new.record AND (instr("role", trail_unwanted(0)) > 0);
    UPDATE "system" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "operator" = replace("operator", trail_unwanted(0), '[redacted ' || new.number || ']'), "vendor" = replace("vendor", trail_unwanted(0), '[redacted ' || new.number || ']'), "risk" = replace("risk", trail_unwanted(0), '[redacted ' || new.number || ']'), "purpose" = replace("purpose", trail_unwanted(0), '[redacted ' || new.number || ']'), "contact" = replace("contact", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'system' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("operator", trail_unwanted(0)) > 0 OR instr("vendor", trail_unwanted(0)) > 0 OR instr("risk", trail_unwanted(0)) > 0 OR instr("purpose", trail_unwanted(0)) > 0 OR instr("contact", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "system_upkeep" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']'), "value" = replace("value", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "voided" = replace("voided", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'system_upkeep' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("happened", trail_unwanted(0)) > 0 OR instr("until", trail_unwanted(0)) > 0 OR instr("value", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("voided", trail_unwanted(0)) > 0);
    UPDATE "threat" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin" = replace("origin", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'threat' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("origin", trail_unwanted(0)) > 0);
    UPDATE "trail_filter" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "risk" = replace("risk", trail_unwanted(0), '[redacted ' || new.number || ']'), "why" = replace("why", trail_unwanted(0), '[redacted ' || new.number || ']'), "look" = replace("look", trail_unwanted(0), '[redacted ' || new.number || ']'), "retired" = replace("retired", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trail_filter' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("risk", trail_unwanted(0)) > 0 OR instr("why", trail_unwanted(0)) > 0 OR instr("look", trail_unwanted(0)) > 0 OR instr("retired", trail_unwanted(0)) > 0);
    UPDATE "trail_review" SET "since" = replace("since", trail_unwanted(0), '[redacted ' || new.number || ']'), "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']'), "seed" = replace("seed", trail_unwanted(0), '[redacted ' || new.number || ']'), "chain" = replace("chain", trail_unwanted(0), '[redacted ' || new.number || ']'), "conclusion" = replace("conclusion", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trail_review' AND "id" = new.record AND (instr("since", trail_unwanted(0)) > 0 OR instr("until", trail_unwanted(0)) > 0 OR instr("seed", trail_unwanted(0)) > 0 OR instr("chain", trail_unwanted(0)) > 0 OR instr("conclusion", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "trail_review_entry" SET "mark" = replace("mark", trail_unwanted(0), '[redacted ' || new.number || ']'), "finding" = replace("finding", trail_unwanted(0), '[redacted ' || new.number || ']'), "capa" = replace("capa", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trail_review_entry' AND "id" = new.record AND (instr("mark", trail_unwanted(0)) > 0 OR instr("finding", trail_unwanted(0)) > 0 OR instr("capa", trail_unwanted(0)) > 0);
    UPDATE "trail_review_filter" SET "look" = replace("look", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trail_review_filter' AND "id" = new.record AND (instr("look", trail_unwanted(0)) > 0);
    UPDATE "training_record" SET "completed" = replace("completed", trail_unwanted(0), '[redacted ' || new.number || ']'), "expires" = replace("expires", trail_unwanted(0), '[redacted ' || new.number || ']'), "method" = replace("method", trail_unwanted(0), '[redacted ' || new.number || ']'), "trainer" = replace("trainer", trail_unwanted(0), '[redacted ' || new.number || ']'), "result" = replace("result", trail_unwanted(0), '[redacted ' || new.number || ']'), "score" = replace("score", trail_unwanted(0), '[redacted ' || new.number || ']'), "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "trainer_title" = replace("trainer_title", trail_unwanted(0), '[redacted ' || new.number || ']'), "topics" = replace("topics", trail_unwanted(0), '[redacted ' || new.number || ']'), "effect" = replace("effect", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'training_record' AND "id" = new.record AND (instr("completed", trail_unwanted(0)) > 0 OR instr("expires", trail_unwanted(0)) > 0 OR instr("method", trail_unwanted(0)) > 0 OR instr("trainer", trail_unwanted(0)) > 0 OR instr("result", trail_unwanted(0)) > 0 OR instr("score", trail_unwanted(0)) > 0 OR instr("role", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("trainer_title", trail_unwanted(0)) > 0 OR instr("topics", trail_unwanted(0)) > 0 OR instr("effect", trail_unwanted(0)) > 0);
    UPDATE "training_session" SET "held" = replace("held", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "place" = replace("place", trail_unwanted(0), '[redacted ' || new.number || ']'), "trainer" = replace("trainer", trail_unwanted(0), '[redacted ' || new.number || ']'), "method" = replace("method", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'training_session' AND "id" = new.record AND (instr("held", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("place", trail_unwanted(0)) > 0 OR instr("trainer", trail_unwanted(0)) > 0 OR instr("method", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "trusted_authority" SET "fingerprint" = replace("fingerprint", trail_unwanted(0), '[redacted ' || new.number || ']'), "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "confirmed" = replace("confirmed", trail_unwanted(0), '[redacted ' || new.number || ']'), "how" = replace("how", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended_why" = replace("ended_why", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trusted_authority' AND "id" = new.record AND (instr("fingerprint", trail_unwanted(0)) > 0 OR instr("name", trail_unwanted(0)) > 0 OR instr("confirmed", trail_unwanted(0)) > 0 OR instr("how", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0 OR instr("ended_why", trail_unwanted(0)) > 0);
    UPDATE "user_duty" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "done" = replace("done", trail_unwanted(0), '[redacted ' || new.number || ']'), "document" = replace("document", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'user_duty' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("done", trail_unwanted(0)) > 0 OR instr("document", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "vulnerability" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'vulnerability' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0);
    SELECT RAISE(ABORT, 'the record does not hold that text') WHERE NOT EXISTS (SELECT a.seq FROM audit AS a WHERE a.tbl = new.tbl AND a."row" = new.record AND a.detail IS NOT NULL AND instr(a.detail, trail_unwanted(1)) > 0);
    SELECT trail_destroyed(last.seq, last.hash, 'redaction/' || new.id, new.number,
        (SELECT json_group_array(json_array(r.lo, r.hi)) FROM (SELECT min(g.seq) AS lo, max(g.seq) AS hi FROM (SELECT d.seq, d.seq - row_number() OVER (ORDER BY d.seq) AS run FROM (SELECT a.seq FROM audit AS a WHERE a.tbl = new.tbl AND a."row" = new.record AND a.detail IS NOT NULL AND instr(a.detail, trail_unwanted(1)) > 0) AS d) AS g GROUP BY g.run ORDER BY 1) AS r)) FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
    UPDATE audit SET salt = NULL, detail = NULL WHERE seq IN (SELECT a.seq FROM audit AS a WHERE a.tbl = new.tbl AND a."row" = new.record AND a.detail IS NOT NULL AND instr(a.detail, trail_unwanted(1)) > 0);
    SELECT trail_row(last.seq, last.hash, 'baseline', 'access_followup', t."id", json_object(
        'id', t."id", 'review', t."review", 'row', t."row", 'kind', t."kind", 'due', t."due", 'done', t."done", 'done_by', t."done_by", 'done_user', t."done_user", 'outcome', t."outcome", 'evidence', t."evidence", 'verified', t."verified", 'verified_by', t."verified_by", 'verified_how', t."verified_how")) FROM "access_followup" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'access_followup' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'access_review', t."id", json_object(
        'id', t."id", 'number', t."number", 'system', t."system", 'kind', t."kind", 'why', t."why", 'period_start', t."period_start", 'period_end', t."period_end", 'step', t."step", 'list_name', t."list_name", 'list_sha256', t."list_sha256", 'list_read', t."list_read", 'list_taken', t."list_taken", 'list_file', t."list_file", 'dormant_days', t."dormant_days", 'started', t."started", 'signed', t."signed", 'closed', t."closed", 'user', t."user", 'entered', t."entered")) FROM "access_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'access_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'account', t."id", json_object(
        'id', t."id", 'system', t."system", 'person', t."person", 'name', t."name", 'found', t."found", 'entered', t."entered")) FROM "account" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'account' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'account_list_form', t."id", json_object(
        'id', t."id", 'system', t."system", 'columns', t."columns", 'dates', t."dates", 'entered', t."entered")) FROM "account_list_form" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'account_list_form' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'account_step', t."id", json_object(
        'id', t."id", 'account', t."account", 'number', t."number", 'kind', t."kind", 'happened', t."happened", 'role', t."role", 'by_name', t."by_name", 'by_person', t."by_person", 'evidence', t."evidence", 'note', t."note", 'user', t."user", 'entered', t."entered", 'late_reason', t."late_reason", 'voided', t."voided")) FROM "account_step" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'account_step' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'asset', t."id", json_object(
        'id', t."id", 'name', t."name", 'kind', t."kind", 'place', t."place", 'owner', t."owner", 'note', t."note", 'ended', t."ended", 'entered', t."entered")) FROM "asset" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'asset' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'assignment', t."id", json_object(
        'id', t."id", 'person', t."person", 'study', t."study", 'role', t."role", 'start', t."start", 'end', t."end", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "assignment" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'assignment' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa', t."id", json_object(
        'id', t."id", 'number', t."number", 'title', t."title", 'source', t."source", 'origin_table', t."origin_table", 'origin_record', t."origin_record", 'origin_number', t."origin_number", 'study', t."study", 'kind', t."kind", 'priority', t."priority", 'identified', t."identified", 'initiator', t."initiator", 'owner', t."owner", 'first_target', t."first_target", 'target', t."target", 'description', t."description", 'containment', t."containment", 'contained', t."contained", 'adverse', t."adverse", 'method', t."method", 'root_cause', t."root_cause", 'root_cause_day', t."root_cause_day", 'criteria', t."criteria", 'check_how', t."check_how", 'check_after', t."check_after", 'check_due', t."check_due", 'justification', t."justification", 'conclusion', t."conclusion", 'step', t."step", 'step_day', t."step_day", 'round', t."round", 'closed', t."closed", 'late_reason', t."late_reason", 'old_status', t."old_status", 'entered', t."entered")) FROM "capa" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_action', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'round', t."round", 'kind', t."kind", 'what', t."what", 'owner', t."owner", 'first_due', t."first_due", 'due', t."due", 'done', t."done", 'proof', t."proof", 'dropped', t."dropped", 'entered', t."entered")) FROM "capa_action" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_action' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_cause', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'parent', t."parent", 'category', t."category", 'words', t."words", 'standing', t."standing", 'place', t."place", 'entered', t."entered")) FROM "capa_cause" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_cause' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_check', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'round', t."round", 'due', t."due", 'checked', t."checked", 'verdict', t."verdict", 'found', t."found", 'checker', t."checker", 'entered', t."entered")) FROM "capa_check" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_check' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_decision', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'round', t."round", 'meaning', t."meaning", 'signature', t."signature", 'person', t."person", 'signed', t."signed", 'entered', t."entered")) FROM "capa_decision" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_decision' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_event', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'at', t."at", 'what', t."what", 'struck', t."struck", 'entered', t."entered")) FROM "capa_event" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_event' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_extension', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'action', t."action", 'before', t."before", 'after', t."after", 'reason', t."reason", 'entered', t."entered")) FROM "capa_extension" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_extension' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_file', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'action', t."action", 'evidence', t."evidence", 'entered', t."entered")) FROM "capa_file" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_file' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_member', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'person', t."person", 'part', t."part", 'left', t."left", 'entered', t."entered")) FROM "capa_member" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_member' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_notice', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'whom', t."whom", 'needed', t."needed", 'told', t."told", 'note', t."note", 'entered', t."entered")) FROM "capa_notice" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_notice' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_step', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'place', t."place", 'step', t."step", 'round', t."round", 'day', t."day", 'by', t."by", 'reason', t."reason", 'entered', t."entered")) FROM "capa_step" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_step' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'certificate_issuer', t."id", json_object(
        'id', t."id", 'certificate', t."certificate", 'place', t."place", 'name', t."name", 'fingerprint', t."fingerprint", 'valid_until', t."valid_until", 'der', trail_secret(t."der"))) FROM "certificate_issuer" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'certificate_issuer' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'clock_rule', t."id", json_object(
        'id', t."id", 'library', t."library", 'title', t."title", 'recipient', t."recipient", 'applies', t."applies", 'amount', t."amount", 'unit', t."unit", 'study', t."study", 'source', t."source", 'confirmed', t."confirmed", 'by', t."by", 'ended', t."ended")) FROM "clock_rule" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'clock_rule' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'course', t."id", json_object(
        'id', t."id", 'code', t."code", 'title', t."title", 'kind', t."kind", 'study', t."study", 'curriculum', t."curriculum", 'validity_months', t."validity_months", 'due_soon_days', t."due_soon_days", 'grace_days', t."grace_days", 'description', t."description", 'start', t."start", 'end', t."end")) FROM "course" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'course' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'course_version', t."id", json_object(
        'id', t."id", 'course', t."course", 'label', t."label", 'approved', t."approved", 'effective', t."effective", 'reopens', t."reopens", 'summary', t."summary", 'file', t."file")) FROM "course_version" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'course_version' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation', t."id", json_object(
        'id', t."id", 'study', t."study", 'person', t."person", 'task', t."task", 'start', t."start", 'end', t."end", 'comment', t."comment", 'follows', t."follows", 'ended', t."ended", 'end_reason', t."end_reason", 'user', t."user", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "delegation" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_breach', t."id", json_object(
        'id', t."id", 'line', t."line", 'kind', t."kind", 'happened', t."happened", 'what', t."what", 'deviation', t."deviation", 'entered', t."entered")) FROM "delegation_breach" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_breach' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_declaration', t."id", json_object(
        'id', t."id", 'investigator', t."investigator", 'happened', t."happened", 'paper', t."paper", 'signature', t."signature", 'user', t."user", 'entered', t."entered")) FROM "delegation_declaration" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_declaration' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_step', t."id", json_object(
        'id', t."id", 'line', t."line", 'kind', t."kind", 'happened', t."happened", 'person', t."person", 'paper', t."paper", 'signature', t."signature", 'note', t."note", 'user', t."user", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "delegation_step" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_step' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_task', t."id", json_object(
        'id', t."id", 'study', t."study", 'code', t."code", 'title', t."title", 'note', t."note", 'place', t."place", 'end', t."end", 'entered', t."entered")) FROM "delegation_task" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_task' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_version', t."id", json_object(
        'id', t."id", 'study', t."study", 'number', t."number", 'happened', t."happened", 'person', t."person", 'paper', t."paper", 'signature', t."signature", 'content', t."content", 'sha256', t."sha256", 'user', t."user", 'entered', t."entered", 'sheet', t."sheet")) FROM "delegation_version" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_version' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'deviation', t."id", json_object(
        'id', t."id", 'number', t."number", 'study', t."study", 'subject', t."subject", 'occurred', t."occurred", 'identified', t."identified", 'identified_by', t."identified_by", 'description', t."description", 'type', t."type", 'subject_continued', t."subject_continued", 'action', t."action", 'impact', t."impact", 'owner', t."owner", 'reported_sponsor', t."reported_sponsor", 'reported_committee', t."reported_committee", 'reported_authority', t."reported_authority", 'grade', t."grade", 'assessment', t."assessment", 'assessed', t."assessed", 'assessed_by', t."assessed_by", 'serious', t."serious", 'serious_why', t."serious_why", 'serious_decided', t."serious_decided", 'serious_aware', t."serious_aware", 'capa', t."capa", 'source_table', t."source_table", 'source_record', t."source_record", 'closed', t."closed", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "deviation" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'deviation' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'document', t."id", json_object(
        'id', t."id", 'type', t."type", 'owner', t."owner", 'review_months', t."review_months", 'controlled', t."controlled", 'entered', t."entered")) FROM "document" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'document' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'document_change', t."id", json_object(
        'id', t."id", 'number', t."number", 'document', t."document", 'reason', t."reason", 'author', t."author", 'author_name', t."author_name", 'reviewer', t."reviewer", 'reviewer_name', t."reviewer_name", 'approver', t."approver", 'approver_name', t."approver_name", 'not_before', t."not_before", 'proposed', t."proposed", 'reviewed', t."reviewed", 'approved', t."approved", 'abandoned', t."abandoned", 'round', t."round", 'entered', t."entered")) FROM "document_change" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'document_change' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'document_copy', t."id", json_object(
        'id', t."id", 'version', t."version", 'person', t."person", 'holder', t."holder", 'how', t."how", 'sent', t."sent", 'by_training', t."by_training", 'acknowledged', t."acknowledged", 'returned', t."returned", 'note', t."note", 'entered', t."entered")) FROM "document_copy" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'document_copy' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'document_review', t."id", json_object(
        'id', t."id", 'document', t."document", 'reviewed', t."reviewed", 'reviewer', t."reviewer", 'outcome', t."outcome", 'entered', t."entered")) FROM "document_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'document_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'evidence', t."id", json_object(
        'id', t."id", 'name', t."name", 'media', t."media", 'size', t."size", 'sha256', t."sha256", 'sealed', trail_secret(t."sealed"), 'entered', t."entered")) FROM "evidence" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'evidence' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'exercise', t."id", json_object(
        'id', t."id", 'number', t."number", 'kind', t."kind", 'title', t."title", 'scope', t."scope", 'carried_out_by', t."carried_out_by", 'planned', t."planned", 'performed', t."performed", 'result', t."result", 'reached', t."reached", 'clicked', t."clicked", 'reported', t."reported", 'report', t."report", 'next_due', t."next_due", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "exercise" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'exercise' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'exercise_finding', t."id", json_object(
        'id', t."id", 'exercise', t."exercise", 'what', t."what", 'severity', t."severity", 'due', t."due", 'risk', t."risk", 'capa', t."capa", 'resolved', t."resolved", 'resolution', t."resolution", 'entered', t."entered")) FROM "exercise_finding" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'exercise_finding' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'export_template', t."id", json_object(
        'id', t."id", 'register', t."register", 'headings', t."headings", 'name', t."name", 'columns', t."columns")) FROM "export_template" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'export_template' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'exports', t."id", json_object(
        'id', t."id", 'number', t."number", 'kind', t."kind", 'title', t."title", 'file', t."file", 'sha256', t."sha256", 'size', t."size", 'exported', t."exported", 'by', t."by", 'seq', t."seq", 'head', t."head", 'signers', t."signers", 'continues', t."continues")) FROM "exports" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'exports' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'incident', t."id", json_object(
        'id', t."id", 'number', t."number", 'title', t."title", 'severity', t."severity", 'occurred', t."occurred", 'aware', t."aware", 'resolved', t."resolved", 'detection', t."detection", 'description', t."description", 'threats', t."threats", 'containment', t."containment", 'impact', t."impact", 'lessons', t."lessons", 'personal_data', t."personal_data", 'owner', t."owner", 'capa', t."capa", 'closed', t."closed", 'closing', t."closing", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "incident" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'incident' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'incident_event', t."id", json_object(
        'id', t."id", 'incident', t."incident", 'at', t."at", 'what', t."what", 'who', t."who", 'voided', t."voided", 'entered', t."entered")) FROM "incident_event" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'incident_event' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'incident_evidence', t."id", json_object(
        'id', t."id", 'incident', t."incident", 'evidence', t."evidence", 'entered', t."entered")) FROM "incident_evidence" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'incident_evidence' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'installations', t."id", json_object(
        'id', t."id", 'since', t."since", 'origin', t."origin", 'head', t."head", 'pin', t."pin")) FROM "installations" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'installations' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'investigator', t."id", json_object(
        'id', t."id", 'study', t."study", 'person', t."person", 'start', t."start", 'end', t."end", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "investigator" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'investigator' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'note_to_file', t."id", json_object(
        'id', t."id", 'number', t."number", 'study', t."study", 'subject', t."subject", 'written', t."written", 'addressed_to', t."addressed_to", 'author', t."author", 'title', t."title", 'issue', t."issue", 'root_cause', t."root_cause", 'corrective', t."corrective", 'corrective_who', t."corrective_who", 'corrective_due', t."corrective_due", 'resolution', t."resolution", 'effective', t."effective", 'deviation', t."deviation", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "note_to_file" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'note_to_file' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'notification', t."id", json_object(
        'id', t."id", 'incident', t."incident", 'deviation', t."deviation", 'rule', t."rule", 'title', t."title", 'recipient', t."recipient", 'source', t."source", 'verified', t."verified", 'began', t."began", 'due', t."due", 'told', t."told", 'recorded', t."recorded", 'reference', t."reference", 'not_needed', t."not_needed", 'entered', t."entered")) FROM "notification" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'notification' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'oversight_plan', t."id", json_object(
        'id', t."id", 'months', t."months", 'start', t."start")) FROM "oversight_plan" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'oversight_plan' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'oversight_review', t."id", json_object(
        'id', t."id", 'study', t."study", 'person', t."person", 'since', t."since", 'until', t."until", 'drawn', t."drawn", 'facts', t."facts", 'verdict', t."verdict", 'conclusion', t."conclusion", 'actions', t."actions", 'signed', t."signed", 'entered', t."entered")) FROM "oversight_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'oversight_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'person', t."id", json_object(
        'id', t."id", 'family_name', t."family_name", 'given_name', t."given_name", 'other_names', t."other_names", 'sort_name', t."sort_name", 'email', t."email", 'phone', t."phone", 'employer', t."employer", 'role', t."role", 'start', t."start", 'end', t."end", 'cv_date', t."cv_date", 'cv_expires', t."cv_expires", 'cv_file', t."cv_file", 'licence', t."licence", 'licence_expires', t."licence_expires", 'licence_file', t."licence_file", 'note', t."note", 'entered', t."entered")) FROM "person" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'person' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'plan_section', t."id", json_object(
        'id', t."id", 'version', t."version", 'part', t."part", 'text', t."text", 'facts', t."facts")) FROM "plan_section" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'plan_section' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'plan_version', t."id", json_object(
        'id', t."id", 'study', t."study", 'number', t."number", 'reason', t."reason", 'author', t."author", 'author_name', t."author_name", 'approver', t."approver", 'approver_name', t."approver_name", 'not_before', t."not_before", 'review_months', t."review_months", 'drawn', t."drawn", 'proposed', t."proposed", 'approved', t."approved", 'effective', t."effective", 'next_review', t."next_review", 'entered', t."entered")) FROM "plan_version" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'plan_version' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'planned_renewal', t."id", json_object(
        'id', t."id", 'person', t."person", 'course', t."course", 'planned', t."planned", 'note', t."note", 'entered', t."entered")) FROM "planned_renewal" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'planned_renewal' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'reasons', t."id", json_object(
        'id', t."id", 'label', t."label", 'retired', t."retired")) FROM "reasons" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'reasons' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'requirement', t."id", json_object(
        'id', t."id", 'course', t."course", 'role', t."role", 'study', t."study", 'task', t."task", 'within_days', t."within_days", 'start', t."start", 'end', t."end")) FROM "requirement" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'requirement' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'retention_review', t."id", json_object(
        'id', t."id", 'number', t."number", 'reviewed', t."reviewed", 'person', t."person", 'facts', t."facts", 'found', t."found", 'signed', t."signed", 'entered', t."entered")) FROM "retention_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'retention_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'review_row', t."id", json_object(
        'id', t."id", 'review', t."review", 'place', t."place", 'account_name', t."account_name", 'written_name', t."written_name", 'email', t."email", 'role', t."role", 'last_login', t."last_login", 'active', t."active", 'suggested', t."suggested", 'likeness', t."likeness", 'how', t."how", 'match', t."match", 'person', t."person", 'account', t."account", 'matched_by', t."matched_by", 'findings', t."findings", 'verdict', t."verdict", 'new_role', t."new_role", 'reason', t."reason", 'decided_by', t."decided_by", 'decided', t."decided")) FROM "review_row" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'review_row' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'revocation_lists', t."id", json_object(
        'id', t."id", 'authority', t."authority", 'number', t."number", 'until', t."until", 'der', trail_secret(t."der"))) FROM "revocation_lists" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'revocation_lists' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk', t."id", json_object(
        'id', t."id", 'number', t."number", 'title', t."title", 'scenario', t."scenario", 'consequence', t."consequence", 'asset', t."asset", 'threat', t."threat", 'vulnerability', t."vulnerability", 'study', t."study", 'owner', t."owner", 'identified', t."identified", 'controls', t."controls", 'inherent_likelihood', t."inherent_likelihood", 'inherent_impact', t."inherent_impact", 'current_likelihood', t."current_likelihood", 'current_impact', t."current_impact", 'residual_likelihood', t."residual_likelihood", 'residual_impact', t."residual_impact", 'treatment', t."treatment", 'review_months', t."review_months", 'next_review', t."next_review", 'library', t."library", 'closed', t."closed", 'closing', t."closing", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "risk" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk_acceptance', t."id", json_object(
        'id', t."id", 'risk', t."risk", 'approver', t."approver", 'reason', t."reason", 'accepted', t."accepted", 'ends', t."ends", 'likelihood', t."likelihood", 'impact', t."impact", 'signed', t."signed", 'withdrawn', t."withdrawn", 'entered', t."entered")) FROM "risk_acceptance" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk_acceptance' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk_action', t."id", json_object(
        'id', t."id", 'risk', t."risk", 'what', t."what", 'owner', t."owner", 'first_due', t."first_due", 'due', t."due", 'done', t."done", 'note', t."note", 'dropped', t."dropped", 'evidence', t."evidence", 'entered', t."entered")) FROM "risk_action" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk_action' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk_review', t."id", json_object(
        'id', t."id", 'risk', t."risk", 'reviewed', t."reviewed", 'reviewer', t."reviewer", 'outcome', t."outcome", 'entered', t."entered")) FROM "risk_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk_scale', t."id", json_object(
        'id', t."id", 'axis', t."axis", 'step', t."step", 'word', t."word", 'meaning', t."meaning")) FROM "risk_scale" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk_scale' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'role_conflict', t."id", json_object(
        'id', t."id", 'system', t."system", 'role', t."role", 'other', t."other", 'why', t."why")) FROM "role_conflict" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'role_conflict' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'rule_confirmation', t."id", json_object(
        'id', t."id", 'rule', t."rule", 'fingerprint', t."fingerprint", 'person', t."person", 'basis', t."basis", 'confirmed', t."confirmed", 'withdrawn', t."withdrawn", 'entered', t."entered")) FROM "rule_confirmation" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'rule_confirmation' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'sharing', t."id", json_object(
        'id', t."id", 'number', t."number", 'study', t."study", 'what', t."what", 'data', t."data", 'purpose', t."purpose", 'recipient', t."recipient", 'capacity', t."capacity", 'contact', t."contact", 'legal_basis', t."legal_basis", 'agreement', t."agreement", 'agreement_signed', t."agreement_signed", 'agreement_until', t."agreement_until", 'evidence', t."evidence", 'safeguards', t."safeguards", 'country', t."country", 'transfer', t."transfer", 'start', t."start", 'until', t."until", 'ended', t."ended", 'end_reason', t."end_reason", 'owner', t."owner", 'review_months', t."review_months", 'next_review', t."next_review", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "sharing" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'sharing' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'sharing_review', t."id", json_object(
        'id', t."id", 'sharing', t."sharing", 'reviewed', t."reviewed", 'reviewer', t."reviewer", 'outcome', t."outcome", 'entered', t."entered")) FROM "sharing_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'sharing_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'site_rule', t."id", json_object(
        'id', t."id", 'rule', t."rule", 'entry', t."entry", 'withdrawn', t."withdrawn", 'entered', t."entered")) FROM "site_rule" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'site_rule' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'specimen', t."id", json_object(
        'id', t."id", 'person', t."person", 'initials', t."initials", 'signed', t."signed", 'evidence', t."evidence", 'compared_by', t."compared_by", 'compared', t."compared", 'original_at', t."original_at", 'voided', t."voided", 'user', t."user", 'entered', t."entered")) FROM "specimen" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'specimen' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'study_paper', t."id", json_object(
        'id', t."id", 'study', t."study", 'person', t."person", 'kind', t."kind", 'title', t."title", 'version', t."version", 'signed', t."signed", 'sent', t."sent", 'interests', t."interests", 'note', t."note", 'evidence', t."evidence", 'voided', t."voided", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "study_paper" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'study_paper' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'study_paper_person', t."id", json_object(
        'id', t."id", 'paper', t."paper", 'person', t."person", 'role', t."role")) FROM "study_paper_person" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'study_paper_person' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'system', t."id", json_object(
        'id', t."id", 'name', t."name", 'kind', t."kind", 'operator', t."operator", 'vendor', t."vendor", 'owner', t."owner", 'risk', t."risk", 'purpose', t."purpose", 'contact', t."contact", 'review_months', t."review_months", 'dormant_days', t."dormant_days", 'start', t."start", 'end', t."end", 'entered', t."entered")) FROM "system" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'system' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'system_upkeep', t."id", json_object(
        'id', t."id", 'system', t."system", 'kind', t."kind", 'happened', t."happened", 'until', t."until", 'value', t."value", 'evidence', t."evidence", 'entered', t."entered", 'late_reason', t."late_reason", 'voided', t."voided")) FROM "system_upkeep" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'system_upkeep' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'threat', t."id", json_object(
        'id', t."id", 'name', t."name", 'origin', t."origin")) FROM "threat" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'threat' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trail_filter', t."id", json_object(
        'id', t."id", 'name', t."name", 'risk', t."risk", 'why', t."why", 'look', t."look", 'share', t."share", 'least', t."least", 'retired', t."retired")) FROM "trail_filter" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trail_filter' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trail_review', t."id", json_object(
        'id', t."id", 'number', t."number", 'first', t."first", 'last', t."last", 'since', t."since", 'until', t."until", 'seed', t."seed", 'chain', t."chain", 'user', t."user", 'conclusion', t."conclusion", 'signed', t."signed", 'entered', t."entered")) FROM "trail_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trail_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trail_review_entry', t."id", json_object(
        'id', t."id", 'review', t."review", 'filter', t."filter", 'seq', t."seq", 'mark', t."mark", 'finding', t."finding", 'capa', t."capa")) FROM "trail_review_entry" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trail_review_entry' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trail_review_filter', t."id", json_object(
        'id', t."id", 'review', t."review", 'filter', t."filter", 'look', t."look", 'share', t."share", 'found', t."found", 'drawn', t."drawn")) FROM "trail_review_filter" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trail_review_filter' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'training_record', t."id", json_object(
        'id', t."id", 'person', t."person", 'course', t."course", 'version', t."version", 'completed', t."completed", 'expires', t."expires", 'method', t."method", 'trainer', t."trainer", 'result', t."result", 'score', t."score", 'duration_minutes', t."duration_minutes", 'role', t."role", 'session', t."session", 'evidence', t."evidence", 'note', t."note", 'voided', t."voided", 'entered', t."entered", 'late_reason', t."late_reason", 'trainer_title', t."trainer_title", 'topics', t."topics", 'effect', t."effect")) FROM "training_record" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'training_record' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'training_session', t."id", json_object(
        'id', t."id", 'course', t."course", 'version', t."version", 'held', t."held", 'title', t."title", 'place', t."place", 'trainer', t."trainer", 'method', t."method", 'duration_minutes', t."duration_minutes", 'evidence', t."evidence", 'entered', t."entered")) FROM "training_session" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'training_session' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trusted_authority', t."id", json_object(
        'id', t."id", 'fingerprint', t."fingerprint", 'name', t."name", 'by', t."by", 'confirmed', t."confirmed", 'how', t."how", 'ended', t."ended", 'ended_why', t."ended_why")) FROM "trusted_authority" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trusted_authority' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'user_duty', t."id", json_object(
        'id', t."id", 'user', t."user", 'kind', t."kind", 'done', t."done", 'document', t."document", 'by', t."by", 'note', t."note", 'evidence', t."evidence", 'voided', t."voided", 'entered', t."entered")) FROM "user_duty" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'user_duty' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'vulnerability', t."id", json_object(
        'id', t."id", 'name', t."name")) FROM "vulnerability" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'vulnerability' AND t."id" = new.record;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_redact_again" AFTER UPDATE OF done ON reapplied WHEN new.done IS NOT NULL AND new.kind = 'redaction' BEGIN
    UPDATE "access_followup" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "done" = replace("done", trail_unwanted(0), '[redacted ' || new.number || ']'), "done_by" = replace("done_by", trail_unwanted(0), '[redacted ' || new.number || ']'), "outcome" = replace("outcome", trail_unwanted(0), '[redacted ' || new.number || ']'), "verified" = replace("verified", trail_unwanted(0), '[redacted ' || new.number || ']'), "verified_how" = replace("verified_how", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'access_followup' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("done", trail_unwanted(0)) > 0 OR instr("done_by", trail_unwanted(0)) > 0 OR instr("outcome", trail_unwanted(0)) > 0 OR instr("verified", trail_unwanted(0)) > 0 OR instr("verified_how", trail_unwanted(0)) > 0);
    UPDATE "access_review" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "why" = replace("why", trail_unwanted(0), '[redacted ' || new.number || ']'), "period_start" = replace("period_start", trail_unwanted(0), '[redacted ' || new.number || ']'), "period_end" = replace("period_end", trail_unwanted(0), '[redacted ' || new.number || ']'), "step" = replace("step", trail_unwanted(0), '[redacted ' || new.number || ']'), "list_name" = replace("list_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "list_sha256" = replace("list_sha256", trail_unwanted(0), '[redacted ' || new.number || ']'), "list_read" = replace("list_read", trail_unwanted(0), '[redacted ' || new.number || ']'), "list_taken" = replace("list_taken", trail_unwanted(0), '[redacted ' || new.number || ']'), "started" = replace("started", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'access_review' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("why", trail_unwanted(0)) > 0 OR instr("period_start", trail_unwanted(0)) > 0 OR instr("period_end", trail_unwanted(0)) > 0 OR instr("step", trail_unwanted(0)) > 0 OR instr("list_name", trail_unwanted(0)) > 0 OR instr("list_sha256", trail_unwanted(0)) > 0 OR instr("list_read", trail_unwanted(0)) > 0 OR instr("list_taken", trail_unwanted(0)) > 0 OR instr("started", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "account" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'account' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "account_list_form" SET "columns" = replace("columns", trail_unwanted(0), '[redacted ' || new.number || ']'), "dates" = replace("dates", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'account_list_form' AND "id" = new.record AND (instr("columns", trail_unwanted(0)) > 0 OR instr("dates", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "account_step" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "by_name" = replace("by_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "voided" = replace("voided", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'account_step' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("happened", trail_unwanted(0)) > 0 OR instr("role", trail_unwanted(0)) > 0 OR instr("by_name", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("voided", trail_unwanted(0)) > 0);
    UPDATE "asset" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "place" = replace("place", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'asset' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("place", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "assignment" SET "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'assignment' AND "id" = new.record AND (instr("role", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "capa" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "source" = replace("source", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin_table" = replace("origin_table", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin_record" = replace("origin_record", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin_number" = replace("origin_number", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "priority" = replace("priority", trail_unwanted(0), '[redacted ' || new.number || ']'), "identified" = replace("identified", trail_unwanted(0), '[redacted ' || new.number || ']'), "initiator" = replace("initiator", trail_unwanted(0), '[redacted ' || new.number || ']'), "first_target" = replace("first_target", trail_unwanted(0), '[redacted ' || new.number || ']'), "target" = replace("target", trail_unwanted(0), '[redacted ' || new.number || ']'), "description" = replace("description", trail_unwanted(0), '[redacted ' || new.number || ']'), "containment" = replace("containment", trail_unwanted(0), '[redacted ' || new.number || ']'), "contained" = replace("contained", trail_unwanted(0), '[redacted ' || new.number || ']'), "adverse" = replace("adverse", trail_unwanted(0), '[redacted ' || new.number || ']'), "method" = replace("method", trail_unwanted(0), '[redacted ' || new.number || ']'), "root_cause" = replace("root_cause", trail_unwanted(0), '[redacted ' || new.number || ']'), "root_cause_day" = replace("root_cause_day", trail_unwanted(0), '[redacted ' || new.number || ']'), "criteria" = replace("criteria", trail_unwanted(0), '[redacted ' || new.number || ']'), "check_how" = replace("check_how", trail_unwanted(0), '[redacted ' || new.number || ']'), "check_due" = replace("check_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "justification" = replace("justification", trail_unwanted(0), '[redacted ' || new.number || ']'), "conclusion" = replace("conclusion", trail_unwanted(0), '[redacted ' || new.number || ']'), "step" = replace("step", trail_unwanted(0), '[redacted ' || new.number || ']'), "step_day" = replace("step_day", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "old_status" = replace("old_status", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("source", trail_unwanted(0)) > 0 OR instr("origin_table", trail_unwanted(0)) > 0 OR instr("origin_record", trail_unwanted(0)) > 0 OR instr("origin_number", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("priority", trail_unwanted(0)) > 0 OR instr("identified", trail_unwanted(0)) > 0 OR instr("initiator", trail_unwanted(0)) > 0 OR instr("first_target", trail_unwanted(0)) > 0 OR instr("target", trail_unwanted(0)) > 0 OR instr("description", trail_unwanted(0)) > 0 OR instr("containment", trail_unwanted(0)) > 0 OR instr("contained", trail_unwanted(0)) > 0 OR instr("adverse", trail_unwanted(0)) > 0 OR instr("method", trail_unwanted(0)) > 0 OR instr("root_cause", trail_unwanted(0)) > 0 OR instr("root_cause_day", trail_unwanted(0)) > 0 OR instr("criteria", trail_unwanted(0)) > 0 OR instr("check_how", trail_unwanted(0)) > 0 OR instr("check_due", trail_unwanted(0)) > 0 OR instr("justification", trail_unwanted(0)) > 0 OR instr("conclusion", trail_unwanted(0)) > 0 OR instr("step", trail_unwanted(0)) > 0 OR instr("step_day", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("old_status", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_action" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "first_due" = replace("first_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "done" = replace("done", trail_unwanted(0), '[redacted ' || new.number || ']'), "proof" = replace("proof", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_action' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("first_due", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("done", trail_unwanted(0)) > 0 OR instr("proof", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_cause" SET "category" = replace("category", trail_unwanted(0), '[redacted ' || new.number || ']'), "words" = replace("words", trail_unwanted(0), '[redacted ' || new.number || ']'), "standing" = replace("standing", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_cause' AND "id" = new.record AND (instr("category", trail_unwanted(0)) > 0 OR instr("words", trail_unwanted(0)) > 0 OR instr("standing", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_check" SET "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "checked" = replace("checked", trail_unwanted(0), '[redacted ' || new.number || ']'), "verdict" = replace("verdict", trail_unwanted(0), '[redacted ' || new.number || ']'), "found" = replace("found", trail_unwanted(0), '[redacted ' || new.number || ']'), "checker" = replace("checker", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_check' AND "id" = new.record AND (instr("due", trail_unwanted(0)) > 0 OR instr("checked", trail_unwanted(0)) > 0 OR instr("verdict", trail_unwanted(0)) > 0 OR instr("found", trail_unwanted(0)) > 0 OR instr("checker", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_decision" SET "meaning" = replace("meaning", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_decision' AND "id" = new.record AND (instr("meaning", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_event" SET "at" = replace("at", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_event' AND "id" = new.record AND (instr("at", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_extension" SET "before" = replace("before", trail_unwanted(0), '[redacted ' || new.number || ']'), "after" = replace("after", trail_unwanted(0), '[redacted ' || new.number || ']'), "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_extension' AND "id" = new.record AND (instr("before", trail_unwanted(0)) > 0 OR instr("after", trail_unwanted(0)) > 0 OR instr("reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_file" SET "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_file' AND "id" = new.record AND (instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_member" SET "part" = replace("part", trail_unwanted(0), '[redacted ' || new.number || ']'), "left" = replace("left", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_member' AND "id" = new.record AND (instr("part", trail_unwanted(0)) > 0 OR instr("left", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_notice" SET "whom" = replace("whom", trail_unwanted(0), '[redacted ' || new.number || ']'), "told" = replace("told", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_notice' AND "id" = new.record AND (instr("whom", trail_unwanted(0)) > 0 OR instr("told", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "capa_step" SET "step" = replace("step", trail_unwanted(0), '[redacted ' || new.number || ']'), "day" = replace("day", trail_unwanted(0), '[redacted ' || new.number || ']'), "by" = replace("by", trail_unwanted(0), '[redacted ' || new.number || ']'), "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'capa_step' AND "id" = new.record AND (instr("step", trail_unwanted(0)) > 0 OR instr("day", trail_unwanted(0)) > 0 OR instr("by", trail_unwanted(0)) > 0 OR instr("reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "certificate_issuer" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "fingerprint" = replace("fingerprint", trail_unwanted(0), '[redacted ' || new.number || ']'), "valid_until" = replace("valid_until", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'certificate_issuer' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("fingerprint", trail_unwanted(0)) > 0 OR instr("valid_until", trail_unwanted(0)) > 0);
    UPDATE "clock_rule" SET "library" = replace("library", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "recipient" = replace("recipient", trail_unwanted(0), '[redacted ' || new.number || ']'), "applies" = replace("applies", trail_unwanted(0), '[redacted ' || new.number || ']'), "unit" = replace("unit", trail_unwanted(0), '[redacted ' || new.number || ']'), "source" = replace("source", trail_unwanted(0), '[redacted ' || new.number || ']'), "confirmed" = replace("confirmed", trail_unwanted(0), '[redacted ' || new.number || ']'), "by" = replace("by", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'clock_rule' AND "id" = new.record AND (instr("library", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("recipient", trail_unwanted(0)) > 0 OR instr("applies", trail_unwanted(0)) > 0 OR instr("unit", trail_unwanted(0)) > 0 OR instr("source", trail_unwanted(0)) > 0 OR instr("confirmed", trail_unwanted(0)) > 0 OR instr("by", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0);
    UPDATE "course" SET "code" = replace("code", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "curriculum" = replace("curriculum", trail_unwanted(0), '[redacted ' || new.number || ']'), "description" = replace("description", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'course' AND "id" = new.record AND (instr("code", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("curriculum", trail_unwanted(0)) > 0 OR instr("description", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0);
    UPDATE "course_version" SET "label" = replace("label", trail_unwanted(0), '[redacted ' || new.number || ']'), "approved" = replace("approved", trail_unwanted(0), '[redacted ' || new.number || ']'), "effective" = replace("effective", trail_unwanted(0), '[redacted ' || new.number || ']'), "summary" = replace("summary", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'course_version' AND "id" = new.record AND (instr("label", trail_unwanted(0)) > 0 OR instr("approved", trail_unwanted(0)) > 0 OR instr("effective", trail_unwanted(0)) > 0 OR instr("summary", trail_unwanted(0)) > 0);
    UPDATE "delegation" SET "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "comment" = replace("comment", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']'), "end_reason" = replace("end_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation' AND "id" = new.record AND (instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("comment", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0 OR instr("end_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "delegation_breach" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_breach' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("happened", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "delegation_declaration" SET "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_declaration' AND "id" = new.record AND (instr("happened", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "delegation_step" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_step' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("happened", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "delegation_task" SET "code" = replace("code", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_task' AND "id" = new.record AND (instr("code", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "delegation_version" SET "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "content" = replace("content", trail_unwanted(0), '[redacted ' || new.number || ']'), "sha256" = replace("sha256", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "sheet" = replace("sheet", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'delegation_version' AND "id" = new.record AND (instr("happened", trail_unwanted(0)) > 0 OR instr("content", trail_unwanted(0)) > 0 OR instr("sha256", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("sheet", trail_unwanted(0)) > 0);
    UPDATE "deviation" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "subject" = replace("subject", trail_unwanted(0), '[redacted ' || new.number || ']'), "occurred" = replace("occurred", trail_unwanted(0), '[redacted ' || new.number || ']'), "identified" = replace("identified", trail_unwanted(0), '[redacted ' || new.number || ']'), "identified_by" = replace("identified_by", trail_unwanted(0), '[redacted ' || new.number || ']'), "description" = replace("description", trail_unwanted(0), '[redacted ' || new.number || ']'), "type" = replace("type", trail_unwanted(0), '[redacted ' || new.number || ']'), "subject_continued" = replace("subject_continued", trail_unwanted(0), '[redacted ' || new.number || ']'), "action" = replace("action", trail_unwanted(0), '[redacted ' || new.number || ']'), "impact" = replace("impact", trail_unwanted(0), '[redacted ' || new.number || ']'), "reported_sponsor" = replace("reported_sponsor", trail_unwanted(0), '[redacted ' || new.number || ']'), "reported_committee" = replace("reported_committee", trail_unwanted(0), '[redacted ' || new.number || ']'), "reported_authority" = replace("reported_authority", trail_unwanted(0), '[redacted ' || new.number || ']'), "grade" = replace("grade", trail_unwanted(0), '[redacted ' || new.number || ']'), "assessment" = replace("assessment", trail_unwanted(0), '[redacted ' || new.number || ']'), "assessed" = replace("assessed", trail_unwanted(0), '[redacted ' || new.number || ']'), "serious" = replace("serious", trail_unwanted(0), '[redacted ' || new.number || ']'), "serious_why" = replace("serious_why", trail_unwanted(0), '[redacted ' || new.number || ']'), "serious_decided" = replace("serious_decided", trail_unwanted(0), '[redacted ' || new.number || ']'), "serious_aware" = replace("serious_aware", trail_unwanted(0), '[redacted ' || new.number || ']'), "source_table" = replace("source_table", trail_unwanted(0), '[redacted ' || new.number || ']'), "source_record" = replace("source_record", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'deviation' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("subject", trail_unwanted(0)) > 0 OR instr("occurred", trail_unwanted(0)) > 0 OR instr("identified", trail_unwanted(0)) > 0 OR instr("identified_by", trail_unwanted(0)) > 0 OR instr("description", trail_unwanted(0)) > 0 OR instr("type", trail_unwanted(0)) > 0 OR instr("subject_continued", trail_unwanted(0)) > 0 OR instr("action", trail_unwanted(0)) > 0 OR instr("impact", trail_unwanted(0)) > 0 OR instr("reported_sponsor", trail_unwanted(0)) > 0 OR instr("reported_committee", trail_unwanted(0)) > 0 OR instr("reported_authority", trail_unwanted(0)) > 0 OR instr("grade", trail_unwanted(0)) > 0 OR instr("assessment", trail_unwanted(0)) > 0 OR instr("assessed", trail_unwanted(0)) > 0 OR instr("serious", trail_unwanted(0)) > 0 OR instr("serious_why", trail_unwanted(0)) > 0 OR instr("serious_decided", trail_unwanted(0)) > 0 OR instr("serious_aware", trail_unwanted(0)) > 0 OR instr("source_table", trail_unwanted(0)) > 0 OR instr("source_record", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "document" SET "type" = replace("type", trail_unwanted(0), '[redacted ' || new.number || ']'), "controlled" = replace("controlled", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'document' AND "id" = new.record AND (instr("type", trail_unwanted(0)) > 0 OR instr("controlled", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "document_change" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "author_name" = replace("author_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewer_name" = replace("reviewer_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "approver_name" = replace("approver_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "not_before" = replace("not_before", trail_unwanted(0), '[redacted ' || new.number || ']'), "proposed" = replace("proposed", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "approved" = replace("approved", trail_unwanted(0), '[redacted ' || new.number || ']'), "abandoned" = replace("abandoned", trail_unwanted(0), '[redacted ' || new.number || ']'), "round" = replace("round", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'document_change' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("reason", trail_unwanted(0)) > 0 OR instr("author_name", trail_unwanted(0)) > 0 OR instr("reviewer_name", trail_unwanted(0)) > 0 OR instr("approver_name", trail_unwanted(0)) > 0 OR instr("not_before", trail_unwanted(0)) > 0 OR instr("proposed", trail_unwanted(0)) > 0 OR instr("reviewed", trail_unwanted(0)) > 0 OR instr("approved", trail_unwanted(0)) > 0 OR instr("abandoned", trail_unwanted(0)) > 0 OR instr("round", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "document_copy" SET "holder" = replace("holder", trail_unwanted(0), '[redacted ' || new.number || ']'), "how" = replace("how", trail_unwanted(0), '[redacted ' || new.number || ']'), "sent" = replace("sent", trail_unwanted(0), '[redacted ' || new.number || ']'), "acknowledged" = replace("acknowledged", trail_unwanted(0), '[redacted ' || new.number || ']'), "returned" = replace("returned", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'document_copy' AND "id" = new.record AND (instr("holder", trail_unwanted(0)) > 0 OR instr("how", trail_unwanted(0)) > 0 OR instr("sent", trail_unwanted(0)) > 0 OR instr("acknowledged", trail_unwanted(0)) > 0 OR instr("returned", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "document_review" SET "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewer" = replace("reviewer", trail_unwanted(0), '[redacted ' || new.number || ']'), "outcome" = replace("outcome", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'document_review' AND "id" = new.record AND (instr("reviewed", trail_unwanted(0)) > 0 OR instr("reviewer", trail_unwanted(0)) > 0 OR instr("outcome", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "evidence" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "media" = replace("media", trail_unwanted(0), '[redacted ' || new.number || ']'), "sha256" = replace("sha256", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'evidence' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("media", trail_unwanted(0)) > 0 OR instr("sha256", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "exercise" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "scope" = replace("scope", trail_unwanted(0), '[redacted ' || new.number || ']'), "carried_out_by" = replace("carried_out_by", trail_unwanted(0), '[redacted ' || new.number || ']'), "planned" = replace("planned", trail_unwanted(0), '[redacted ' || new.number || ']'), "performed" = replace("performed", trail_unwanted(0), '[redacted ' || new.number || ']'), "result" = replace("result", trail_unwanted(0), '[redacted ' || new.number || ']'), "next_due" = replace("next_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'exercise' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("scope", trail_unwanted(0)) > 0 OR instr("carried_out_by", trail_unwanted(0)) > 0 OR instr("planned", trail_unwanted(0)) > 0 OR instr("performed", trail_unwanted(0)) > 0 OR instr("result", trail_unwanted(0)) > 0 OR instr("next_due", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "exercise_finding" SET "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "resolved" = replace("resolved", trail_unwanted(0), '[redacted ' || new.number || ']'), "resolution" = replace("resolution", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'exercise_finding' AND "id" = new.record AND (instr("what", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("resolved", trail_unwanted(0)) > 0 OR instr("resolution", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "export_template" SET "register" = replace("register", trail_unwanted(0), '[redacted ' || new.number || ']'), "headings" = replace("headings", trail_unwanted(0), '[redacted ' || new.number || ']'), "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "columns" = replace("columns", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'export_template' AND "id" = new.record AND (instr("register", trail_unwanted(0)) > 0 OR instr("headings", trail_unwanted(0)) > 0 OR instr("name", trail_unwanted(0)) > 0 OR instr("columns", trail_unwanted(0)) > 0);
    UPDATE "exports" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "file" = replace("file", trail_unwanted(0), '[redacted ' || new.number || ']'), "sha256" = replace("sha256", trail_unwanted(0), '[redacted ' || new.number || ']'), "exported" = replace("exported", trail_unwanted(0), '[redacted ' || new.number || ']'), "head" = replace("head", trail_unwanted(0), '[redacted ' || new.number || ']'), "signers" = replace("signers", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'exports' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("file", trail_unwanted(0)) > 0 OR instr("sha256", trail_unwanted(0)) > 0 OR instr("exported", trail_unwanted(0)) > 0 OR instr("head", trail_unwanted(0)) > 0 OR instr("signers", trail_unwanted(0)) > 0);
    UPDATE "incident" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "occurred" = replace("occurred", trail_unwanted(0), '[redacted ' || new.number || ']'), "aware" = replace("aware", trail_unwanted(0), '[redacted ' || new.number || ']'), "resolved" = replace("resolved", trail_unwanted(0), '[redacted ' || new.number || ']'), "detection" = replace("detection", trail_unwanted(0), '[redacted ' || new.number || ']'), "description" = replace("description", trail_unwanted(0), '[redacted ' || new.number || ']'), "threats" = replace("threats", trail_unwanted(0), '[redacted ' || new.number || ']'), "containment" = replace("containment", trail_unwanted(0), '[redacted ' || new.number || ']'), "impact" = replace("impact", trail_unwanted(0), '[redacted ' || new.number || ']'), "lessons" = replace("lessons", trail_unwanted(0), '[redacted ' || new.number || ']'), "personal_data" = replace("personal_data", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "closing" = replace("closing", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'incident' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("occurred", trail_unwanted(0)) > 0 OR instr("aware", trail_unwanted(0)) > 0 OR instr("resolved", trail_unwanted(0)) > 0 OR instr("detection", trail_unwanted(0)) > 0 OR instr("description", trail_unwanted(0)) > 0 OR instr("threats", trail_unwanted(0)) > 0 OR instr("containment", trail_unwanted(0)) > 0 OR instr("impact", trail_unwanted(0)) > 0 OR instr("lessons", trail_unwanted(0)) > 0 OR instr("personal_data", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("closing", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "incident_event" SET "at" = replace("at", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "who" = replace("who", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'incident_event' AND "id" = new.record AND (instr("at", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("who", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "incident_evidence" SET "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'incident_evidence' AND "id" = new.record AND (instr("entered", trail_unwanted(0)) > 0);
    UPDATE "installations" SET "since" = replace("since", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin" = replace("origin", trail_unwanted(0), '[redacted ' || new.number || ']'), "head" = replace("head", trail_unwanted(0), '[redacted ' || new.number || ']'), "pin" = replace("pin", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'installations' AND "id" = new.record AND (instr("since", trail_unwanted(0)) > 0 OR instr("origin", trail_unwanted(0)) > 0 OR instr("head", trail_unwanted(0)) > 0 OR instr("pin", trail_unwanted(0)) > 0);
    UPDATE "investigator" SET "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'investigator' AND "id" = new.record AND (instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "note_to_file" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "subject" = replace("subject", trail_unwanted(0), '[redacted ' || new.number || ']'), "written" = replace("written", trail_unwanted(0), '[redacted ' || new.number || ']'), "addressed_to" = replace("addressed_to", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "issue" = replace("issue", trail_unwanted(0), '[redacted ' || new.number || ']'), "root_cause" = replace("root_cause", trail_unwanted(0), '[redacted ' || new.number || ']'), "corrective" = replace("corrective", trail_unwanted(0), '[redacted ' || new.number || ']'), "corrective_who" = replace("corrective_who", trail_unwanted(0), '[redacted ' || new.number || ']'), "corrective_due" = replace("corrective_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "resolution" = replace("resolution", trail_unwanted(0), '[redacted ' || new.number || ']'), "effective" = replace("effective", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'note_to_file' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("subject", trail_unwanted(0)) > 0 OR instr("written", trail_unwanted(0)) > 0 OR instr("addressed_to", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("issue", trail_unwanted(0)) > 0 OR instr("root_cause", trail_unwanted(0)) > 0 OR instr("corrective", trail_unwanted(0)) > 0 OR instr("corrective_who", trail_unwanted(0)) > 0 OR instr("corrective_due", trail_unwanted(0)) > 0 OR instr("resolution", trail_unwanted(0)) > 0 OR instr("effective", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "notification" SET "rule" = replace("rule", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "recipient" = replace("recipient", trail_unwanted(0), '[redacted ' || new.number || ']'), "source" = replace("source", trail_unwanted(0), '[redacted ' || new.number || ']'), "began" = replace("began", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "told" = replace("told", trail_unwanted(0), '[redacted ' || new.number || ']'), "recorded" = replace("recorded", trail_unwanted(0), '[redacted ' || new.number || ']'), "reference" = replace("reference", trail_unwanted(0), '[redacted ' || new.number || ']'), "not_needed" = replace("not_needed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'notification' AND "id" = new.record AND (instr("rule", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("recipient", trail_unwanted(0)) > 0 OR instr("source", trail_unwanted(0)) > 0 OR instr("began", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("told", trail_unwanted(0)) > 0 OR instr("recorded", trail_unwanted(0)) > 0 OR instr("reference", trail_unwanted(0)) > 0 OR instr("not_needed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "oversight_plan" SET "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'oversight_plan' AND "id" = new.record AND (instr("start", trail_unwanted(0)) > 0);
    UPDATE "oversight_review" SET "since" = replace("since", trail_unwanted(0), '[redacted ' || new.number || ']'), "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']'), "drawn" = replace("drawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "facts" = replace("facts", trail_unwanted(0), '[redacted ' || new.number || ']'), "verdict" = replace("verdict", trail_unwanted(0), '[redacted ' || new.number || ']'), "conclusion" = replace("conclusion", trail_unwanted(0), '[redacted ' || new.number || ']'), "actions" = replace("actions", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'oversight_review' AND "id" = new.record AND (instr("since", trail_unwanted(0)) > 0 OR instr("until", trail_unwanted(0)) > 0 OR instr("drawn", trail_unwanted(0)) > 0 OR instr("facts", trail_unwanted(0)) > 0 OR instr("verdict", trail_unwanted(0)) > 0 OR instr("conclusion", trail_unwanted(0)) > 0 OR instr("actions", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "person" SET "family_name" = replace("family_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "given_name" = replace("given_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "other_names" = replace("other_names", trail_unwanted(0), '[redacted ' || new.number || ']'), "sort_name" = replace("sort_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "email" = replace("email", trail_unwanted(0), '[redacted ' || new.number || ']'), "phone" = replace("phone", trail_unwanted(0), '[redacted ' || new.number || ']'), "employer" = replace("employer", trail_unwanted(0), '[redacted ' || new.number || ']'), "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "cv_date" = replace("cv_date", trail_unwanted(0), '[redacted ' || new.number || ']'), "cv_expires" = replace("cv_expires", trail_unwanted(0), '[redacted ' || new.number || ']'), "licence" = replace("licence", trail_unwanted(0), '[redacted ' || new.number || ']'), "licence_expires" = replace("licence_expires", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'person' AND "id" = new.record AND (instr("family_name", trail_unwanted(0)) > 0 OR instr("given_name", trail_unwanted(0)) > 0 OR instr("other_names", trail_unwanted(0)) > 0 OR instr("sort_name", trail_unwanted(0)) > 0 OR instr("email", trail_unwanted(0)) > 0 OR instr("phone", trail_unwanted(0)) > 0 OR instr("employer", trail_unwanted(0)) > 0 OR instr("role", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("cv_date", trail_unwanted(0)) > 0 OR instr("cv_expires", trail_unwanted(0)) > 0 OR instr("licence", trail_unwanted(0)) > 0 OR instr("licence_expires", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "plan_section" SET "part" = replace("part", trail_unwanted(0), '[redacted ' || new.number || ']'), "text" = replace("text", trail_unwanted(0), '[redacted ' || new.number || ']'), "facts" = replace("facts", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'plan_section' AND "id" = new.record AND (instr("part", trail_unwanted(0)) > 0 OR instr("text", trail_unwanted(0)) > 0 OR instr("facts", trail_unwanted(0)) > 0);
    UPDATE "plan_version" SET "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "author_name" = replace("author_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "approver_name" = replace("approver_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "not_before" = replace("not_before", trail_unwanted(0), '[redacted ' || new.number || ']'), "drawn" = replace("drawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "proposed" = replace("proposed", trail_unwanted(0), '[redacted ' || new.number || ']'), "approved" = replace("approved", trail_unwanted(0), '[redacted ' || new.number || ']'), "effective" = replace("effective", trail_unwanted(0), '[redacted ' || new.number || ']'), "next_review" = replace("next_review", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'plan_version' AND "id" = new.record AND (instr("reason", trail_unwanted(0)) > 0 OR instr("author_name", trail_unwanted(0)) > 0 OR instr("approver_name", trail_unwanted(0)) > 0 OR instr("not_before", trail_unwanted(0)) > 0 OR instr("drawn", trail_unwanted(0)) > 0 OR instr("proposed", trail_unwanted(0)) > 0 OR instr("approved", trail_unwanted(0)) > 0 OR instr("effective", trail_unwanted(0)) > 0 OR instr("next_review", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "planned_renewal" SET "planned" = replace("planned", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'planned_renewal' AND "id" = new.record AND (instr("planned", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "reasons" SET "label" = replace("label", trail_unwanted(0), '[redacted ' || new.number || ']'), "retired" = replace("retired", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'reasons' AND "id" = new.record AND (instr("label", trail_unwanted(0)) > 0 OR instr("retired", trail_unwanted(0)) > 0);
    UPDATE "requirement" SET "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "task" = replace("task", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'requirement' AND "id" = new.record AND (instr("role", trail_unwanted(0)) > 0 OR instr("task", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0);
    UPDATE "retention_review" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "facts" = replace("facts", trail_unwanted(0), '[redacted ' || new.number || ']'), "found" = replace("found", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'retention_review' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("reviewed", trail_unwanted(0)) > 0 OR instr("facts", trail_unwanted(0)) > 0 OR instr("found", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "review_row" SET "account_name" = replace("account_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "written_name" = replace("written_name", trail_unwanted(0), '[redacted ' || new.number || ']'), "email" = replace("email", trail_unwanted(0), '[redacted ' || new.number || ']'), "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "last_login" = replace("last_login", trail_unwanted(0), '[redacted ' || new.number || ']'), "how" = replace("how", trail_unwanted(0), '[redacted ' || new.number || ']'), "match" = replace("match", trail_unwanted(0), '[redacted ' || new.number || ']'), "findings" = replace("findings", trail_unwanted(0), '[redacted ' || new.number || ']'), "verdict" = replace("verdict", trail_unwanted(0), '[redacted ' || new.number || ']'), "new_role" = replace("new_role", trail_unwanted(0), '[redacted ' || new.number || ']'), "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "decided" = replace("decided", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'review_row' AND "id" = new.record AND (instr("account_name", trail_unwanted(0)) > 0 OR instr("written_name", trail_unwanted(0)) > 0 OR instr("email", trail_unwanted(0)) > 0 OR instr("role", trail_unwanted(0)) > 0 OR instr("last_login", trail_unwanted(0)) > 0 OR instr("how", trail_unwanted(0)) > 0 OR instr("match", trail_unwanted(0)) > 0 OR instr("findings", trail_unwanted(0)) > 0 OR instr("verdict", trail_unwanted(0)) > 0 OR instr("new_role", trail_unwanted(0)) > 0 OR instr("reason", trail_unwanted(0)) > 0 OR instr("decided", trail_unwanted(0)) > 0);
    UPDATE "revocation_lists" SET "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'revocation_lists' AND "id" = new.record AND (instr("until", trail_unwanted(0)) > 0);
    UPDATE "risk" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "scenario" = replace("scenario", trail_unwanted(0), '[redacted ' || new.number || ']'), "consequence" = replace("consequence", trail_unwanted(0), '[redacted ' || new.number || ']'), "identified" = replace("identified", trail_unwanted(0), '[redacted ' || new.number || ']'), "controls" = replace("controls", trail_unwanted(0), '[redacted ' || new.number || ']'), "treatment" = replace("treatment", trail_unwanted(0), '[redacted ' || new.number || ']'), "next_review" = replace("next_review", trail_unwanted(0), '[redacted ' || new.number || ']'), "library" = replace("library", trail_unwanted(0), '[redacted ' || new.number || ']'), "closed" = replace("closed", trail_unwanted(0), '[redacted ' || new.number || ']'), "closing" = replace("closing", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("scenario", trail_unwanted(0)) > 0 OR instr("consequence", trail_unwanted(0)) > 0 OR instr("identified", trail_unwanted(0)) > 0 OR instr("controls", trail_unwanted(0)) > 0 OR instr("treatment", trail_unwanted(0)) > 0 OR instr("next_review", trail_unwanted(0)) > 0 OR instr("library", trail_unwanted(0)) > 0 OR instr("closed", trail_unwanted(0)) > 0 OR instr("closing", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "risk_acceptance" SET "reason" = replace("reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "accepted" = replace("accepted", trail_unwanted(0), '[redacted ' || new.number || ']'), "ends" = replace("ends", trail_unwanted(0), '[redacted ' || new.number || ']'), "withdrawn" = replace("withdrawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk_acceptance' AND "id" = new.record AND (instr("reason", trail_unwanted(0)) > 0 OR instr("accepted", trail_unwanted(0)) > 0 OR instr("ends", trail_unwanted(0)) > 0 OR instr("withdrawn", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "risk_action" SET "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "first_due" = replace("first_due", trail_unwanted(0), '[redacted ' || new.number || ']'), "due" = replace("due", trail_unwanted(0), '[redacted ' || new.number || ']'), "done" = replace("done", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk_action' AND "id" = new.record AND (instr("what", trail_unwanted(0)) > 0 OR instr("first_due", trail_unwanted(0)) > 0 OR instr("due", trail_unwanted(0)) > 0 OR instr("done", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "risk_review" SET "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewer" = replace("reviewer", trail_unwanted(0), '[redacted ' || new.number || ']'), "outcome" = replace("outcome", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk_review' AND "id" = new.record AND (instr("reviewed", trail_unwanted(0)) > 0 OR instr("reviewer", trail_unwanted(0)) > 0 OR instr("outcome", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "risk_scale" SET "axis" = replace("axis", trail_unwanted(0), '[redacted ' || new.number || ']'), "word" = replace("word", trail_unwanted(0), '[redacted ' || new.number || ']'), "meaning" = replace("meaning", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'risk_scale' AND "id" = new.record AND (instr("axis", trail_unwanted(0)) > 0 OR instr("word", trail_unwanted(0)) > 0 OR instr("meaning", trail_unwanted(0)) > 0);
    UPDATE "role_conflict" SET "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "other" = replace("other", trail_unwanted(0), '[redacted ' || new.number || ']'), "why" = replace("why", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'role_conflict' AND "id" = new.record AND (instr("role", trail_unwanted(0)) > 0 OR instr("other", trail_unwanted(0)) > 0 OR instr("why", trail_unwanted(0)) > 0);
    UPDATE "rule_confirmation" SET "rule" = replace("rule", trail_unwanted(0), '[redacted ' || new.number || ']'), "fingerprint" = replace("fingerprint", trail_unwanted(0), '[redacted ' || new.number || ']'), "basis" = replace("basis", trail_unwanted(0), '[redacted ' || new.number || ']'), "confirmed" = replace("confirmed", trail_unwanted(0), '[redacted ' || new.number || ']'), "withdrawn" = replace("withdrawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'rule_confirmation' AND "id" = new.record AND (instr("rule", trail_unwanted(0)) > 0 OR instr("fingerprint", trail_unwanted(0)) > 0 OR instr("basis", trail_unwanted(0)) > 0 OR instr("confirmed", trail_unwanted(0)) > 0 OR instr("withdrawn", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "sharing" SET "number" = replace("number", trail_unwanted(0), '[redacted ' || new.number || ']'), "what" = replace("what", trail_unwanted(0), '[redacted ' || new.number || ']'), "data" = replace("data", trail_unwanted(0), '[redacted ' || new.number || ']'), "purpose" = replace("purpose", trail_unwanted(0), '[redacted ' || new.number || ']'), "recipient" = replace("recipient", trail_unwanted(0), '[redacted ' || new.number || ']'), "capacity" = replace("capacity", trail_unwanted(0), '[redacted ' || new.number || ']'), "contact" = replace("contact", trail_unwanted(0), '[redacted ' || new.number || ']'), "legal_basis" = replace("legal_basis", trail_unwanted(0), '[redacted ' || new.number || ']'), "agreement" = replace("agreement", trail_unwanted(0), '[redacted ' || new.number || ']'), "agreement_signed" = replace("agreement_signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "agreement_until" = replace("agreement_until", trail_unwanted(0), '[redacted ' || new.number || ']'), "safeguards" = replace("safeguards", trail_unwanted(0), '[redacted ' || new.number || ']'), "country" = replace("country", trail_unwanted(0), '[redacted ' || new.number || ']'), "transfer" = replace("transfer", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']'), "end_reason" = replace("end_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "next_review" = replace("next_review", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'sharing' AND "id" = new.record AND (instr("number", trail_unwanted(0)) > 0 OR instr("what", trail_unwanted(0)) > 0 OR instr("data", trail_unwanted(0)) > 0 OR instr("purpose", trail_unwanted(0)) > 0 OR instr("recipient", trail_unwanted(0)) > 0 OR instr("capacity", trail_unwanted(0)) > 0 OR instr("contact", trail_unwanted(0)) > 0 OR instr("legal_basis", trail_unwanted(0)) > 0 OR instr("agreement", trail_unwanted(0)) > 0 OR instr("agreement_signed", trail_unwanted(0)) > 0 OR instr("agreement_until", trail_unwanted(0)) > 0 OR instr("safeguards", trail_unwanted(0)) > 0 OR instr("country", trail_unwanted(0)) > 0 OR instr("transfer", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("until", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0 OR instr("end_reason", trail_unwanted(0)) > 0 OR instr("next_review", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "sharing_review" SET "reviewed" = replace("reviewed", trail_unwanted(0), '[redacted ' || new.number || ']'), "reviewer" = replace("reviewer", trail_unwanted(0), '[redacted ' || new.number || ']'), "outcome" = replace("outcome", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'sharing_review' AND "id" = new.record AND (instr("reviewed", trail_unwanted(0)) > 0 OR instr("reviewer", trail_unwanted(0)) > 0 OR instr("outcome", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "site_rule" SET "rule" = replace("rule", trail_unwanted(0), '[redacted ' || new.number || ']'), "entry" = replace("entry", trail_unwanted(0), '[redacted ' || new.number || ']'), "withdrawn" = replace("withdrawn", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'site_rule' AND "id" = new.record AND (instr("rule", trail_unwanted(0)) > 0 OR instr("entry", trail_unwanted(0)) > 0 OR instr("withdrawn", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "specimen" SET "initials" = replace("initials", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "compared_by" = replace("compared_by", trail_unwanted(0), '[redacted ' || new.number || ']'), "compared" = replace("compared", trail_unwanted(0), '[redacted ' || new.number || ']'), "original_at" = replace("original_at", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'specimen' AND "id" = new.record AND (instr("initials", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("compared_by", trail_unwanted(0)) > 0 OR instr("compared", trail_unwanted(0)) > 0 OR instr("original_at", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "study_paper" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "version" = replace("version", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "sent" = replace("sent", trail_unwanted(0), '[redacted ' || new.number || ']'), "interests" = replace("interests", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'study_paper' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("version", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("sent", trail_unwanted(0)) > 0 OR instr("interests", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0);
    UPDATE "study_paper_person" SET "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'study_paper_person' AND "id" = new.record AND (instr("role", trail_unwanted(0)) > 0);
    UPDATE "system" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "operator" = replace("operator", trail_unwanted(0), '[redacted ' || new.number || ']'), "vendor" = replace("vendor", trail_unwanted(0), '[redacted ' || new.number || ']'), "risk" = replace("risk", trail_unwanted(0), '[redacted ' || new.number || ']'), "purpose" = replace("purpose", trail_unwanted(0), '[redacted ' || new.number || ']'), "contact" = replace("contact", trail_unwanted(0), '[redacted ' || new.number || ']'), "start" = replace("start", trail_unwanted(0), '[redacted ' || new.number || ']'), "end" = replace("end", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'system' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("kind", trail_unwanted(0)) > 0 OR instr("operator", trail_unwanted(0)) > 0 OR instr("vendor", trail_unwanted(0)) > 0 OR instr("risk", trail_unwanted(0)) > 0 OR instr("purpose", trail_unwanted(0)) > 0 OR instr("contact", trail_unwanted(0)) > 0 OR instr("start", trail_unwanted(0)) > 0 OR instr("end", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "system_upkeep" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "happened" = replace("happened", trail_unwanted(0), '[redacted ' || new.number || ']'), "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']'), "value" = replace("value", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "voided" = replace("voided", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'system_upkeep' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("happened", trail_unwanted(0)) > 0 OR instr("until", trail_unwanted(0)) > 0 OR instr("value", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("voided", trail_unwanted(0)) > 0);
    UPDATE "threat" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "origin" = replace("origin", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'threat' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("origin", trail_unwanted(0)) > 0);
    UPDATE "trail_filter" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "risk" = replace("risk", trail_unwanted(0), '[redacted ' || new.number || ']'), "why" = replace("why", trail_unwanted(0), '[redacted ' || new.number || ']'), "look" = replace("look", trail_unwanted(0), '[redacted ' || new.number || ']'), "retired" = replace("retired", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trail_filter' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0 OR instr("risk", trail_unwanted(0)) > 0 OR instr("why", trail_unwanted(0)) > 0 OR instr("look", trail_unwanted(0)) > 0 OR instr("retired", trail_unwanted(0)) > 0);
    UPDATE "trail_review" SET "since" = replace("since", trail_unwanted(0), '[redacted ' || new.number || ']'), "until" = replace("until", trail_unwanted(0), '[redacted ' || new.number || ']'), "seed" = replace("seed", trail_unwanted(0), '[redacted ' || new.number || ']'), "chain" = replace("chain", trail_unwanted(0), '[redacted ' || new.number || ']'), "conclusion" = replace("conclusion", trail_unwanted(0), '[redacted ' || new.number || ']'), "signed" = replace("signed", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trail_review' AND "id" = new.record AND (instr("since", trail_unwanted(0)) > 0 OR instr("until", trail_unwanted(0)) > 0 OR instr("seed", trail_unwanted(0)) > 0 OR instr("chain", trail_unwanted(0)) > 0 OR instr("conclusion", trail_unwanted(0)) > 0 OR instr("signed", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "trail_review_entry" SET "mark" = replace("mark", trail_unwanted(0), '[redacted ' || new.number || ']'), "finding" = replace("finding", trail_unwanted(0), '[redacted ' || new.number || ']'), "capa" = replace("capa", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trail_review_entry' AND "id" = new.record AND (instr("mark", trail_unwanted(0)) > 0 OR instr("finding", trail_unwanted(0)) > 0 OR instr("capa", trail_unwanted(0)) > 0);
    UPDATE "trail_review_filter" SET "look" = replace("look", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trail_review_filter' AND "id" = new.record AND (instr("look", trail_unwanted(0)) > 0);
    UPDATE "training_record" SET "completed" = replace("completed", trail_unwanted(0), '[redacted ' || new.number || ']'), "expires" = replace("expires", trail_unwanted(0), '[redacted ' || new.number || ']'), "method" = replace("method", trail_unwanted(0), '[redacted ' || new.number || ']'), "trainer" = replace("trainer", trail_unwanted(0), '[redacted ' || new.number || ']'), "result" = replace("result", trail_unwanted(0), '[redacted ' || new.number || ']'), "score" = replace("score", trail_unwanted(0), '[redacted ' || new.number || ']'), "role" = replace("role", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']'), "late_reason" = replace("late_reason", trail_unwanted(0), '[redacted ' || new.number || ']'), "trainer_title" = replace("trainer_title", trail_unwanted(0), '[redacted ' || new.number || ']'), "topics" = replace("topics", trail_unwanted(0), '[redacted ' || new.number || ']'), "effect" = replace("effect", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'training_record' AND "id" = new.record AND (instr("completed", trail_unwanted(0)) > 0 OR instr("expires", trail_unwanted(0)) > 0 OR instr("method", trail_unwanted(0)) > 0 OR instr("trainer", trail_unwanted(0)) > 0 OR instr("result", trail_unwanted(0)) > 0 OR instr("score", trail_unwanted(0)) > 0 OR instr("role", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0 OR instr("late_reason", trail_unwanted(0)) > 0 OR instr("trainer_title", trail_unwanted(0)) > 0 OR instr("topics", trail_unwanted(0)) > 0 OR instr("effect", trail_unwanted(0)) > 0);
    UPDATE "training_session" SET "held" = replace("held", trail_unwanted(0), '[redacted ' || new.number || ']'), "title" = replace("title", trail_unwanted(0), '[redacted ' || new.number || ']'), "place" = replace("place", trail_unwanted(0), '[redacted ' || new.number || ']'), "trainer" = replace("trainer", trail_unwanted(0), '[redacted ' || new.number || ']'), "method" = replace("method", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'training_session' AND "id" = new.record AND (instr("held", trail_unwanted(0)) > 0 OR instr("title", trail_unwanted(0)) > 0 OR instr("place", trail_unwanted(0)) > 0 OR instr("trainer", trail_unwanted(0)) > 0 OR instr("method", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "trusted_authority" SET "fingerprint" = replace("fingerprint", trail_unwanted(0), '[redacted ' || new.number || ']'), "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']'), "confirmed" = replace("confirmed", trail_unwanted(0), '[redacted ' || new.number || ']'), "how" = replace("how", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended" = replace("ended", trail_unwanted(0), '[redacted ' || new.number || ']'), "ended_why" = replace("ended_why", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'trusted_authority' AND "id" = new.record AND (instr("fingerprint", trail_unwanted(0)) > 0 OR instr("name", trail_unwanted(0)) > 0 OR instr("confirmed", trail_unwanted(0)) > 0 OR instr("how", trail_unwanted(0)) > 0 OR instr("ended", trail_unwanted(0)) > 0 OR instr("ended_why", trail_unwanted(0)) > 0);
    UPDATE "user_duty" SET "kind" = replace("kind", trail_unwanted(0), '[redacted ' || new.number || ']'), "done" = replace("done", trail_unwanted(0), '[redacted ' || new.number || ']'), "document" = replace("document", trail_unwanted(0), '[redacted ' || new.number || ']'), "note" = replace("note", trail_unwanted(0), '[redacted ' || new.number || ']'), "entered" = replace("entered", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'user_duty' AND "id" = new.record AND (instr("kind", trail_unwanted(0)) > 0 OR instr("done", trail_unwanted(0)) > 0 OR instr("document", trail_unwanted(0)) > 0 OR instr("note", trail_unwanted(0)) > 0 OR instr("entered", trail_unwanted(0)) > 0);
    UPDATE "vulnerability" SET "name" = replace("name", trail_unwanted(0), '[redacted ' || new.number || ']') WHERE new.tbl = 'vulnerability' AND "id" = new.record AND (instr("name", trail_unwanted(0)) > 0);
    SELECT RAISE(ABORT, 'the record does not hold that text') WHERE NOT EXISTS (SELECT a.seq FROM audit AS a WHERE a.tbl = new.tbl AND a."row" = new.record AND a.detail IS NOT NULL AND instr(a.detail, trail_unwanted(1)) > 0);
    SELECT trail_destroyed(last.seq, last.hash, 'reapplied/' || new.id, new.number,
        (SELECT json_group_array(json_array(r.lo, r.hi)) FROM (SELECT min(g.seq) AS lo, max(g.seq) AS hi FROM (SELECT d.seq, d.seq - row_number() OVER (ORDER BY d.seq) AS run FROM (SELECT a.seq FROM audit AS a WHERE a.tbl = new.tbl AND a."row" = new.record AND a.detail IS NOT NULL AND instr(a.detail, trail_unwanted(1)) > 0) AS d) AS g GROUP BY g.run ORDER BY 1) AS r)) FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
    UPDATE audit SET salt = NULL, detail = NULL WHERE seq IN (SELECT a.seq FROM audit AS a WHERE a.tbl = new.tbl AND a."row" = new.record AND a.detail IS NOT NULL AND instr(a.detail, trail_unwanted(1)) > 0);
    SELECT trail_row(last.seq, last.hash, 'baseline', 'access_followup', t."id", json_object(
        'id', t."id", 'review', t."review", 'row', t."row", 'kind', t."kind", 'due', t."due", 'done', t."done", 'done_by', t."done_by", 'done_user', t."done_user", 'outcome', t."outcome", 'evidence', t."evidence", 'verified', t."verified", 'verified_by', t."verified_by", 'verified_how', t."verified_how")) FROM "access_followup" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'access_followup' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'access_review', t."id", json_object(
        'id', t."id", 'number', t."number", 'system', t."system", 'kind', t."kind", 'why', t."why", 'period_start', t."period_start", 'period_end', t."period_end", 'step', t."step", 'list_name', t."list_name", 'list_sha256', t."list_sha256", 'list_read', t."list_read", 'list_taken', t."list_taken", 'list_file', t."list_file", 'dormant_days', t."dormant_days", 'started', t."started", 'signed', t."signed", 'closed', t."closed", 'user', t."user", 'entered', t."entered")) FROM "access_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'access_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'account', t."id", json_object(
        'id', t."id", 'system', t."system", 'person', t."person", 'name', t."name", 'found', t."found", 'entered', t."entered")) FROM "account" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'account' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'account_list_form', t."id", json_object(
        'id', t."id", 'system', t."system", 'columns', t."columns", 'dates', t."dates", 'entered', t."entered")) FROM "account_list_form" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'account_list_form' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'account_step', t."id", json_object(
        'id', t."id", 'account', t."account", 'number', t."number", 'kind', t."kind", 'happened', t."happened", 'role', t."role", 'by_name', t."by_name", 'by_person', t."by_person", 'evidence', t."evidence", 'note', t."note", 'user', t."user", 'entered', t."entered", 'late_reason', t."late_reason", 'voided', t."voided")) FROM "account_step" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'account_step' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'asset', t."id", json_object(
        'id', t."id", 'name', t."name", 'kind', t."kind", 'place', t."place", 'owner', t."owner", 'note', t."note", 'ended', t."ended", 'entered', t."entered")) FROM "asset" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'asset' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'assignment', t."id", json_object(
        'id', t."id", 'person', t."person", 'study', t."study", 'role', t."role", 'start', t."start", 'end', t."end", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "assignment" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'assignment' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa', t."id", json_object(
        'id', t."id", 'number', t."number", 'title', t."title", 'source', t."source", 'origin_table', t."origin_table", 'origin_record', t."origin_record", 'origin_number', t."origin_number", 'study', t."study", 'kind', t."kind", 'priority', t."priority", 'identified', t."identified", 'initiator', t."initiator", 'owner', t."owner", 'first_target', t."first_target", 'target', t."target", 'description', t."description", 'containment', t."containment", 'contained', t."contained", 'adverse', t."adverse", 'method', t."method", 'root_cause', t."root_cause", 'root_cause_day', t."root_cause_day", 'criteria', t."criteria", 'check_how', t."check_how", 'check_after', t."check_after", 'check_due', t."check_due", 'justification', t."justification", 'conclusion', t."conclusion", 'step', t."step", 'step_day', t."step_day", 'round', t."round", 'closed', t."closed", 'late_reason', t."late_reason", 'old_status', t."old_status", 'entered', t."entered")) FROM "capa" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_action', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'round', t."round", 'kind', t."kind", 'what', t."what", 'owner', t."owner", 'first_due', t."first_due", 'due', t."due", 'done', t."done", 'proof', t."proof", 'dropped', t."dropped", 'entered', t."entered")) FROM "capa_action" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_action' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_cause', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'parent', t."parent", 'category', t."category", 'words', t."words", 'standing', t."standing", 'place', t."place", 'entered', t."entered")) FROM "capa_cause" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_cause' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_check', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'round', t."round", 'due', t."due", 'checked', t."checked", 'verdict', t."verdict", 'found', t."found", 'checker', t."checker", 'entered', t."entered")) FROM "capa_check" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_check' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_decision', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'round', t."round", 'meaning', t."meaning", 'signature', t."signature", 'person', t."person", 'signed', t."signed", 'entered', t."entered")) FROM "capa_decision" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_decision' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_event', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'at', t."at", 'what', t."what", 'struck', t."struck", 'entered', t."entered")) FROM "capa_event" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_event' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_extension', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'action', t."action", 'before', t."before", 'after', t."after", 'reason', t."reason", 'entered', t."entered")) FROM "capa_extension" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_extension' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_file', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'action', t."action", 'evidence', t."evidence", 'entered', t."entered")) FROM "capa_file" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_file' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_member', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'person', t."person", 'part', t."part", 'left', t."left", 'entered', t."entered")) FROM "capa_member" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_member' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_notice', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'whom', t."whom", 'needed', t."needed", 'told', t."told", 'note', t."note", 'entered', t."entered")) FROM "capa_notice" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_notice' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'capa_step', t."id", json_object(
        'id', t."id", 'capa', t."capa", 'place', t."place", 'step', t."step", 'round', t."round", 'day', t."day", 'by', t."by", 'reason', t."reason", 'entered', t."entered")) FROM "capa_step" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'capa_step' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'certificate_issuer', t."id", json_object(
        'id', t."id", 'certificate', t."certificate", 'place', t."place", 'name', t."name", 'fingerprint', t."fingerprint", 'valid_until', t."valid_until", 'der', trail_secret(t."der"))) FROM "certificate_issuer" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'certificate_issuer' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'clock_rule', t."id", json_object(
        'id', t."id", 'library', t."library", 'title', t."title", 'recipient', t."recipient", 'applies', t."applies", 'amount', t."amount", 'unit', t."unit", 'study', t."study", 'source', t."source", 'confirmed', t."confirmed", 'by', t."by", 'ended', t."ended")) FROM "clock_rule" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'clock_rule' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'course', t."id", json_object(
        'id', t."id", 'code', t."code", 'title', t."title", 'kind', t."kind", 'study', t."study", 'curriculum', t."curriculum", 'validity_months', t."validity_months", 'due_soon_days', t."due_soon_days", 'grace_days', t."grace_days", 'description', t."description", 'start', t."start", 'end', t."end")) FROM "course" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'course' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'course_version', t."id", json_object(
        'id', t."id", 'course', t."course", 'label', t."label", 'approved', t."approved", 'effective', t."effective", 'reopens', t."reopens", 'summary', t."summary", 'file', t."file")) FROM "course_version" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'course_version' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation', t."id", json_object(
        'id', t."id", 'study', t."study", 'person', t."person", 'task', t."task", 'start', t."start", 'end', t."end", 'comment', t."comment", 'follows', t."follows", 'ended', t."ended", 'end_reason', t."end_reason", 'user', t."user", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "delegation" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_breach', t."id", json_object(
        'id', t."id", 'line', t."line", 'kind', t."kind", 'happened', t."happened", 'what', t."what", 'deviation', t."deviation", 'entered', t."entered")) FROM "delegation_breach" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_breach' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_declaration', t."id", json_object(
        'id', t."id", 'investigator', t."investigator", 'happened', t."happened", 'paper', t."paper", 'signature', t."signature", 'user', t."user", 'entered', t."entered")) FROM "delegation_declaration" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_declaration' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_step', t."id", json_object(
        'id', t."id", 'line', t."line", 'kind', t."kind", 'happened', t."happened", 'person', t."person", 'paper', t."paper", 'signature', t."signature", 'note', t."note", 'user', t."user", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "delegation_step" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_step' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_task', t."id", json_object(
        'id', t."id", 'study', t."study", 'code', t."code", 'title', t."title", 'note', t."note", 'place', t."place", 'end', t."end", 'entered', t."entered")) FROM "delegation_task" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_task' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'delegation_version', t."id", json_object(
        'id', t."id", 'study', t."study", 'number', t."number", 'happened', t."happened", 'person', t."person", 'paper', t."paper", 'signature', t."signature", 'content', t."content", 'sha256', t."sha256", 'user', t."user", 'entered', t."entered", 'sheet', t."sheet")) FROM "delegation_version" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'delegation_version' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'deviation', t."id", json_object(
        'id', t."id", 'number', t."number", 'study', t."study", 'subject', t."subject", 'occurred', t."occurred", 'identified', t."identified", 'identified_by', t."identified_by", 'description', t."description", 'type', t."type", 'subject_continued', t."subject_continued", 'action', t."action", 'impact', t."impact", 'owner', t."owner", 'reported_sponsor', t."reported_sponsor", 'reported_committee', t."reported_committee", 'reported_authority', t."reported_authority", 'grade', t."grade", 'assessment', t."assessment", 'assessed', t."assessed", 'assessed_by', t."assessed_by", 'serious', t."serious", 'serious_why', t."serious_why", 'serious_decided', t."serious_decided", 'serious_aware', t."serious_aware", 'capa', t."capa", 'source_table', t."source_table", 'source_record', t."source_record", 'closed', t."closed", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "deviation" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'deviation' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'document', t."id", json_object(
        'id', t."id", 'type', t."type", 'owner', t."owner", 'review_months', t."review_months", 'controlled', t."controlled", 'entered', t."entered")) FROM "document" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'document' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'document_change', t."id", json_object(
        'id', t."id", 'number', t."number", 'document', t."document", 'reason', t."reason", 'author', t."author", 'author_name', t."author_name", 'reviewer', t."reviewer", 'reviewer_name', t."reviewer_name", 'approver', t."approver", 'approver_name', t."approver_name", 'not_before', t."not_before", 'proposed', t."proposed", 'reviewed', t."reviewed", 'approved', t."approved", 'abandoned', t."abandoned", 'round', t."round", 'entered', t."entered")) FROM "document_change" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'document_change' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'document_copy', t."id", json_object(
        'id', t."id", 'version', t."version", 'person', t."person", 'holder', t."holder", 'how', t."how", 'sent', t."sent", 'by_training', t."by_training", 'acknowledged', t."acknowledged", 'returned', t."returned", 'note', t."note", 'entered', t."entered")) FROM "document_copy" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'document_copy' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'document_review', t."id", json_object(
        'id', t."id", 'document', t."document", 'reviewed', t."reviewed", 'reviewer', t."reviewer", 'outcome', t."outcome", 'entered', t."entered")) FROM "document_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'document_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'evidence', t."id", json_object(
        'id', t."id", 'name', t."name", 'media', t."media", 'size', t."size", 'sha256', t."sha256", 'sealed', trail_secret(t."sealed"), 'entered', t."entered")) FROM "evidence" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'evidence' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'exercise', t."id", json_object(
        'id', t."id", 'number', t."number", 'kind', t."kind", 'title', t."title", 'scope', t."scope", 'carried_out_by', t."carried_out_by", 'planned', t."planned", 'performed', t."performed", 'result', t."result", 'reached', t."reached", 'clicked', t."clicked", 'reported', t."reported", 'report', t."report", 'next_due', t."next_due", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "exercise" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'exercise' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'exercise_finding', t."id", json_object(
        'id', t."id", 'exercise', t."exercise", 'what', t."what", 'severity', t."severity", 'due', t."due", 'risk', t."risk", 'capa', t."capa", 'resolved', t."resolved", 'resolution', t."resolution", 'entered', t."entered")) FROM "exercise_finding" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'exercise_finding' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'export_template', t."id", json_object(
        'id', t."id", 'register', t."register", 'headings', t."headings", 'name', t."name", 'columns', t."columns")) FROM "export_template" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'export_template' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'exports', t."id", json_object(
        'id', t."id", 'number', t."number", 'kind', t."kind", 'title', t."title", 'file', t."file", 'sha256', t."sha256", 'size', t."size", 'exported', t."exported", 'by', t."by", 'seq', t."seq", 'head', t."head", 'signers', t."signers", 'continues', t."continues")) FROM "exports" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'exports' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'incident', t."id", json_object(
        'id', t."id", 'number', t."number", 'title', t."title", 'severity', t."severity", 'occurred', t."occurred", 'aware', t."aware", 'resolved', t."resolved", 'detection', t."detection", 'description', t."description", 'threats', t."threats", 'containment', t."containment", 'impact', t."impact", 'lessons', t."lessons", 'personal_data', t."personal_data", 'owner', t."owner", 'capa', t."capa", 'closed', t."closed", 'closing', t."closing", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "incident" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'incident' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'incident_event', t."id", json_object(
        'id', t."id", 'incident', t."incident", 'at', t."at", 'what', t."what", 'who', t."who", 'voided', t."voided", 'entered', t."entered")) FROM "incident_event" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'incident_event' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'incident_evidence', t."id", json_object(
        'id', t."id", 'incident', t."incident", 'evidence', t."evidence", 'entered', t."entered")) FROM "incident_evidence" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'incident_evidence' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'installations', t."id", json_object(
        'id', t."id", 'since', t."since", 'origin', t."origin", 'head', t."head", 'pin', t."pin")) FROM "installations" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'installations' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'investigator', t."id", json_object(
        'id', t."id", 'study', t."study", 'person', t."person", 'start', t."start", 'end', t."end", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "investigator" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'investigator' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'note_to_file', t."id", json_object(
        'id', t."id", 'number', t."number", 'study', t."study", 'subject', t."subject", 'written', t."written", 'addressed_to', t."addressed_to", 'author', t."author", 'title', t."title", 'issue', t."issue", 'root_cause', t."root_cause", 'corrective', t."corrective", 'corrective_who', t."corrective_who", 'corrective_due', t."corrective_due", 'resolution', t."resolution", 'effective', t."effective", 'deviation', t."deviation", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "note_to_file" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'note_to_file' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'notification', t."id", json_object(
        'id', t."id", 'incident', t."incident", 'deviation', t."deviation", 'rule', t."rule", 'title', t."title", 'recipient', t."recipient", 'source', t."source", 'verified', t."verified", 'began', t."began", 'due', t."due", 'told', t."told", 'recorded', t."recorded", 'reference', t."reference", 'not_needed', t."not_needed", 'entered', t."entered")) FROM "notification" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'notification' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'oversight_plan', t."id", json_object(
        'id', t."id", 'months', t."months", 'start', t."start")) FROM "oversight_plan" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'oversight_plan' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'oversight_review', t."id", json_object(
        'id', t."id", 'study', t."study", 'person', t."person", 'since', t."since", 'until', t."until", 'drawn', t."drawn", 'facts', t."facts", 'verdict', t."verdict", 'conclusion', t."conclusion", 'actions', t."actions", 'signed', t."signed", 'entered', t."entered")) FROM "oversight_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'oversight_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'person', t."id", json_object(
        'id', t."id", 'family_name', t."family_name", 'given_name', t."given_name", 'other_names', t."other_names", 'sort_name', t."sort_name", 'email', t."email", 'phone', t."phone", 'employer', t."employer", 'role', t."role", 'start', t."start", 'end', t."end", 'cv_date', t."cv_date", 'cv_expires', t."cv_expires", 'cv_file', t."cv_file", 'licence', t."licence", 'licence_expires', t."licence_expires", 'licence_file', t."licence_file", 'note', t."note", 'entered', t."entered")) FROM "person" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'person' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'plan_section', t."id", json_object(
        'id', t."id", 'version', t."version", 'part', t."part", 'text', t."text", 'facts', t."facts")) FROM "plan_section" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'plan_section' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'plan_version', t."id", json_object(
        'id', t."id", 'study', t."study", 'number', t."number", 'reason', t."reason", 'author', t."author", 'author_name', t."author_name", 'approver', t."approver", 'approver_name', t."approver_name", 'not_before', t."not_before", 'review_months', t."review_months", 'drawn', t."drawn", 'proposed', t."proposed", 'approved', t."approved", 'effective', t."effective", 'next_review', t."next_review", 'entered', t."entered")) FROM "plan_version" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'plan_version' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'planned_renewal', t."id", json_object(
        'id', t."id", 'person', t."person", 'course', t."course", 'planned', t."planned", 'note', t."note", 'entered', t."entered")) FROM "planned_renewal" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'planned_renewal' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'reasons', t."id", json_object(
        'id', t."id", 'label', t."label", 'retired', t."retired")) FROM "reasons" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'reasons' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'requirement', t."id", json_object(
        'id', t."id", 'course', t."course", 'role', t."role", 'study', t."study", 'task', t."task", 'within_days', t."within_days", 'start', t."start", 'end', t."end")) FROM "requirement" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'requirement' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'retention_review', t."id", json_object(
        'id', t."id", 'number', t."number", 'reviewed', t."reviewed", 'person', t."person", 'facts', t."facts", 'found', t."found", 'signed', t."signed", 'entered', t."entered")) FROM "retention_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'retention_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'review_row', t."id", json_object(
        'id', t."id", 'review', t."review", 'place', t."place", 'account_name', t."account_name", 'written_name', t."written_name", 'email', t."email", 'role', t."role", 'last_login', t."last_login", 'active', t."active", 'suggested', t."suggested", 'likeness', t."likeness", 'how', t."how", 'match', t."match", 'person', t."person", 'account', t."account", 'matched_by', t."matched_by", 'findings', t."findings", 'verdict', t."verdict", 'new_role', t."new_role", 'reason', t."reason", 'decided_by', t."decided_by", 'decided', t."decided")) FROM "review_row" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'review_row' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'revocation_lists', t."id", json_object(
        'id', t."id", 'authority', t."authority", 'number', t."number", 'until', t."until", 'der', trail_secret(t."der"))) FROM "revocation_lists" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'revocation_lists' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk', t."id", json_object(
        'id', t."id", 'number', t."number", 'title', t."title", 'scenario', t."scenario", 'consequence', t."consequence", 'asset', t."asset", 'threat', t."threat", 'vulnerability', t."vulnerability", 'study', t."study", 'owner', t."owner", 'identified', t."identified", 'controls', t."controls", 'inherent_likelihood', t."inherent_likelihood", 'inherent_impact', t."inherent_impact", 'current_likelihood', t."current_likelihood", 'current_impact', t."current_impact", 'residual_likelihood', t."residual_likelihood", 'residual_impact', t."residual_impact", 'treatment', t."treatment", 'review_months', t."review_months", 'next_review', t."next_review", 'library', t."library", 'closed', t."closed", 'closing', t."closing", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "risk" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk_acceptance', t."id", json_object(
        'id', t."id", 'risk', t."risk", 'approver', t."approver", 'reason', t."reason", 'accepted', t."accepted", 'ends', t."ends", 'likelihood', t."likelihood", 'impact', t."impact", 'signed', t."signed", 'withdrawn', t."withdrawn", 'entered', t."entered")) FROM "risk_acceptance" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk_acceptance' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk_action', t."id", json_object(
        'id', t."id", 'risk', t."risk", 'what', t."what", 'owner', t."owner", 'first_due', t."first_due", 'due', t."due", 'done', t."done", 'note', t."note", 'dropped', t."dropped", 'evidence', t."evidence", 'entered', t."entered")) FROM "risk_action" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk_action' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk_review', t."id", json_object(
        'id', t."id", 'risk', t."risk", 'reviewed', t."reviewed", 'reviewer', t."reviewer", 'outcome', t."outcome", 'entered', t."entered")) FROM "risk_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'risk_scale', t."id", json_object(
        'id', t."id", 'axis', t."axis", 'step', t."step", 'word', t."word", 'meaning', t."meaning")) FROM "risk_scale" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'risk_scale' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'role_conflict', t."id", json_object(
        'id', t."id", 'system', t."system", 'role', t."role", 'other', t."other", 'why', t."why")) FROM "role_conflict" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'role_conflict' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'rule_confirmation', t."id", json_object(
        'id', t."id", 'rule', t."rule", 'fingerprint', t."fingerprint", 'person', t."person", 'basis', t."basis", 'confirmed', t."confirmed", 'withdrawn', t."withdrawn", 'entered', t."entered")) FROM "rule_confirmation" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'rule_confirmation' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'sharing', t."id", json_object(
        'id', t."id", 'number', t."number", 'study', t."study", 'what', t."what", 'data', t."data", 'purpose', t."purpose", 'recipient', t."recipient", 'capacity', t."capacity", 'contact', t."contact", 'legal_basis', t."legal_basis", 'agreement', t."agreement", 'agreement_signed', t."agreement_signed", 'agreement_until', t."agreement_until", 'evidence', t."evidence", 'safeguards', t."safeguards", 'country', t."country", 'transfer', t."transfer", 'start', t."start", 'until', t."until", 'ended', t."ended", 'end_reason', t."end_reason", 'owner', t."owner", 'review_months', t."review_months", 'next_review', t."next_review", 'voided', t."voided", 'late_reason', t."late_reason", 'entered', t."entered")) FROM "sharing" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'sharing' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'sharing_review', t."id", json_object(
        'id', t."id", 'sharing', t."sharing", 'reviewed', t."reviewed", 'reviewer', t."reviewer", 'outcome', t."outcome", 'entered', t."entered")) FROM "sharing_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'sharing_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'site_rule', t."id", json_object(
        'id', t."id", 'rule', t."rule", 'entry', t."entry", 'withdrawn', t."withdrawn", 'entered', t."entered")) FROM "site_rule" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'site_rule' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'specimen', t."id", json_object(
        'id', t."id", 'person', t."person", 'initials', t."initials", 'signed', t."signed", 'evidence', t."evidence", 'compared_by', t."compared_by", 'compared', t."compared", 'original_at', t."original_at", 'voided', t."voided", 'user', t."user", 'entered', t."entered")) FROM "specimen" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'specimen' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'study_paper', t."id", json_object(
        'id', t."id", 'study', t."study", 'person', t."person", 'kind', t."kind", 'title', t."title", 'version', t."version", 'signed', t."signed", 'sent', t."sent", 'interests', t."interests", 'note', t."note", 'evidence', t."evidence", 'voided', t."voided", 'entered', t."entered", 'late_reason', t."late_reason")) FROM "study_paper" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'study_paper' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'study_paper_person', t."id", json_object(
        'id', t."id", 'paper', t."paper", 'person', t."person", 'role', t."role")) FROM "study_paper_person" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'study_paper_person' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'system', t."id", json_object(
        'id', t."id", 'name', t."name", 'kind', t."kind", 'operator', t."operator", 'vendor', t."vendor", 'owner', t."owner", 'risk', t."risk", 'purpose', t."purpose", 'contact', t."contact", 'review_months', t."review_months", 'dormant_days', t."dormant_days", 'start', t."start", 'end', t."end", 'entered', t."entered")) FROM "system" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'system' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'system_upkeep', t."id", json_object(
        'id', t."id", 'system', t."system", 'kind', t."kind", 'happened', t."happened", 'until', t."until", 'value', t."value", 'evidence', t."evidence", 'entered', t."entered", 'late_reason', t."late_reason", 'voided', t."voided")) FROM "system_upkeep" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'system_upkeep' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'threat', t."id", json_object(
        'id', t."id", 'name', t."name", 'origin', t."origin")) FROM "threat" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'threat' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trail_filter', t."id", json_object(
        'id', t."id", 'name', t."name", 'risk', t."risk", 'why', t."why", 'look', t."look", 'share', t."share", 'least', t."least", 'retired', t."retired")) FROM "trail_filter" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trail_filter' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trail_review', t."id", json_object(
        'id', t."id", 'number', t."number", 'first', t."first", 'last', t."last", 'since', t."since", 'until', t."until", 'seed', t."seed", 'chain', t."chain", 'user', t."user", 'conclusion', t."conclusion", 'signed', t."signed", 'entered', t."entered")) FROM "trail_review" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trail_review' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trail_review_entry', t."id", json_object(
        'id', t."id", 'review', t."review", 'filter', t."filter", 'seq', t."seq", 'mark', t."mark", 'finding', t."finding", 'capa', t."capa")) FROM "trail_review_entry" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trail_review_entry' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trail_review_filter', t."id", json_object(
        'id', t."id", 'review', t."review", 'filter', t."filter", 'look', t."look", 'share', t."share", 'found', t."found", 'drawn', t."drawn")) FROM "trail_review_filter" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trail_review_filter' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'training_record', t."id", json_object(
        'id', t."id", 'person', t."person", 'course', t."course", 'version', t."version", 'completed', t."completed", 'expires', t."expires", 'method', t."method", 'trainer', t."trainer", 'result', t."result", 'score', t."score", 'duration_minutes', t."duration_minutes", 'role', t."role", 'session', t."session", 'evidence', t."evidence", 'note', t."note", 'voided', t."voided", 'entered', t."entered", 'late_reason', t."late_reason", 'trainer_title', t."trainer_title", 'topics', t."topics", 'effect', t."effect")) FROM "training_record" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'training_record' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'training_session', t."id", json_object(
        'id', t."id", 'course', t."course", 'version', t."version", 'held', t."held", 'title', t."title", 'place', t."place", 'trainer', t."trainer", 'method', t."method", 'duration_minutes', t."duration_minutes", 'evidence', t."evidence", 'entered', t."entered")) FROM "training_session" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'training_session' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'trusted_authority', t."id", json_object(
        'id', t."id", 'fingerprint', t."fingerprint", 'name', t."name", 'by', t."by", 'confirmed', t."confirmed", 'how', t."how", 'ended', t."ended", 'ended_why', t."ended_why")) FROM "trusted_authority" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'trusted_authority' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'user_duty', t."id", json_object(
        'id', t."id", 'user', t."user", 'kind', t."kind", 'done', t."done", 'document', t."document", 'by', t."by", 'note', t."note", 'evidence', t."evidence", 'voided', t."voided", 'entered', t."entered")) FROM "user_duty" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'user_duty' AND t."id" = new.record;
    SELECT trail_row(last.seq, last.hash, 'baseline', 'vulnerability', t."id", json_object(
        'id', t."id", 'name', t."name")) FROM "vulnerability" AS t, (SELECT max(seq) AS seq, hash FROM audit) AS last WHERE new.tbl = 'vulnerability' AND t."id" = new.record;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_redaction_delete" AFTER DELETE ON "redaction" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'redaction', old."id", json_object(
        'id', old."id", 'number', old."number", 'tbl', old."tbl", 'record', old."record", 'named', old."named", 'kind', old."kind", 'reason', old."reason", 'letters', old."letters", 'elsewhere', old."elsewhere", 'proposed', old."proposed", 'proposed_by', old."proposed_by", 'person', old."person", 'approver', old."approver", 'approved', old."approved", 'carried_by', old."carried_by", 'carried', old."carried", 'backups', old."backups", 'withdrawn', old."withdrawn", 'withdraw_reason', old."withdraw_reason", 'entered', old."entered", 'places', old."places"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_redaction_insert" AFTER INSERT ON "redaction" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'redaction', new."id", json_object(
        'id', new."id", 'number', new."number", 'tbl', new."tbl", 'record', new."record", 'named', new."named", 'kind', new."kind", 'reason', new."reason", 'letters', new."letters", 'elsewhere', new."elsewhere", 'proposed', new."proposed", 'proposed_by', new."proposed_by", 'person', new."person", 'approver', new."approver", 'approved', new."approved", 'carried_by', new."carried_by", 'carried', new."carried", 'backups', new."backups", 'withdrawn', new."withdrawn", 'withdraw_reason', new."withdraw_reason", 'entered', new."entered", 'places', new."places"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_redaction_update" AFTER UPDATE ON "redaction" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."tbl" IS NOT new."tbl" OR old."record" IS NOT new."record" OR old."named" IS NOT new."named" OR old."kind" IS NOT new."kind" OR old."reason" IS NOT new."reason" OR old."letters" IS NOT new."letters" OR old."elsewhere" IS NOT new."elsewhere" OR old."proposed" IS NOT new."proposed" OR old."proposed_by" IS NOT new."proposed_by" OR old."person" IS NOT new."person" OR old."approver" IS NOT new."approver" OR old."approved" IS NOT new."approved" OR old."carried_by" IS NOT new."carried_by" OR old."carried" IS NOT new."carried" OR old."backups" IS NOT new."backups" OR old."withdrawn" IS NOT new."withdrawn" OR old."withdraw_reason" IS NOT new."withdraw_reason" OR old."entered" IS NOT new."entered" OR old."places" IS NOT new."places" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'redaction', old."id", 'id,number,tbl,record,named,kind,reason,letters,elsewhere,proposed,proposed_by,person,approver,approved,carried_by,carried,backups,withdrawn,withdraw_reason,entered,places',
        old."id", old."number", old."tbl", old."record", old."named", old."kind", old."reason", old."letters", old."elsewhere", old."proposed", old."proposed_by", old."person", old."approver", old."approved", old."carried_by", old."carried", old."backups", old."withdrawn", old."withdraw_reason", old."entered", old."places", new."id", new."number", new."tbl", new."record", new."named", new."kind", new."reason", new."letters", new."elsewhere", new."proposed", new."proposed_by", new."person", new."approver", new."approved", new."carried_by", new."carried", new."backups", new."withdrawn", new."withdraw_reason", new."entered", new."places")
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

CREATE TRIGGER "trail_restore_drill_delete" AFTER DELETE ON "restore_drill" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'restore_drill', old."id", json_object(
        'id', old."id", 'backup', old."backup", 'file', old."file", 'done', old."done", 'done_by', old."done_by", 'opened', old."opened", 'made', old."made", 'seq', old."seq", 'head', old."head", 'good', old."good", 'words', old."words"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_restore_drill_insert" AFTER INSERT ON "restore_drill" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'restore_drill', new."id", json_object(
        'id', new."id", 'backup', new."backup", 'file', new."file", 'done', new."done", 'done_by', new."done_by", 'opened', new."opened", 'made', new."made", 'seq', new."seq", 'head', new."head", 'good', new."good", 'words', new."words"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_restore_drill_update" AFTER UPDATE ON "restore_drill" WHEN old."id" IS NOT new."id" OR old."backup" IS NOT new."backup" OR old."file" IS NOT new."file" OR old."done" IS NOT new."done" OR old."done_by" IS NOT new."done_by" OR old."opened" IS NOT new."opened" OR old."made" IS NOT new."made" OR old."seq" IS NOT new."seq" OR old."head" IS NOT new."head" OR old."good" IS NOT new."good" OR old."words" IS NOT new."words" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'restore_drill', old."id", 'id,backup,file,done,done_by,opened,made,seq,head,good,words',
        old."id", old."backup", old."file", old."done", old."done_by", old."opened", old."made", old."seq", old."head", old."good", old."words", new."id", new."backup", new."file", new."done", new."done_by", new."opened", new."made", new."seq", new."head", new."good", new."words")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_contract_delete" AFTER DELETE ON "retention_contract" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'retention_contract', old."id", json_object(
        'id', old."id", 'study', old."study", 'name', old."name", 'keep_until', old."keep_until", 'what', old."what", 'years', old."years", 'months', old."months", 'evidence', old."evidence", 'withdrawn', old."withdrawn", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_contract_insert" AFTER INSERT ON "retention_contract" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'retention_contract', new."id", json_object(
        'id', new."id", 'study', new."study", 'name', new."name", 'keep_until', new."keep_until", 'what', new."what", 'years', new."years", 'months', new."months", 'evidence', new."evidence", 'withdrawn', new."withdrawn", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_contract_update" AFTER UPDATE ON "retention_contract" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."name" IS NOT new."name" OR old."keep_until" IS NOT new."keep_until" OR old."what" IS NOT new."what" OR old."years" IS NOT new."years" OR old."months" IS NOT new."months" OR old."evidence" IS NOT new."evidence" OR old."withdrawn" IS NOT new."withdrawn" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'retention_contract', old."id", 'id,study,name,keep_until,what,years,months,evidence,withdrawn,entered',
        old."id", old."study", old."name", old."keep_until", old."what", old."years", old."months", old."evidence", old."withdrawn", old."entered", new."id", new."study", new."name", new."keep_until", new."what", new."years", new."months", new."evidence", new."withdrawn", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_event_delete" AFTER DELETE ON "retention_event" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'retention_event', old."id", json_object(
        'id', old."id", 'study', old."study", 'series', old."series", 'what', old."what", 'happened', old."happened", 'source', old."source", 'evidence', old."evidence", 'voided', old."voided", 'void_reason', old."void_reason", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_event_insert" AFTER INSERT ON "retention_event" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'retention_event', new."id", json_object(
        'id', new."id", 'study', new."study", 'series', new."series", 'what', new."what", 'happened', new."happened", 'source', new."source", 'evidence', new."evidence", 'voided', new."voided", 'void_reason', new."void_reason", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_event_update" AFTER UPDATE ON "retention_event" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."series" IS NOT new."series" OR old."what" IS NOT new."what" OR old."happened" IS NOT new."happened" OR old."source" IS NOT new."source" OR old."evidence" IS NOT new."evidence" OR old."voided" IS NOT new."voided" OR old."void_reason" IS NOT new."void_reason" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'retention_event', old."id", 'id,study,series,what,happened,source,evidence,voided,void_reason,late_reason,entered',
        old."id", old."study", old."series", old."what", old."happened", old."source", old."evidence", old."voided", old."void_reason", old."late_reason", old."entered", new."id", new."study", new."series", new."what", new."happened", new."source", new."evidence", new."voided", new."void_reason", new."late_reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_review_delete" AFTER DELETE ON "retention_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'retention_review', old."id", json_object(
        'id', old."id", 'number', old."number", 'reviewed', old."reviewed", 'person', old."person", 'facts', old."facts", 'found', old."found", 'signed', old."signed", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_review_insert" AFTER INSERT ON "retention_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'retention_review', new."id", json_object(
        'id', new."id", 'number', new."number", 'reviewed', new."reviewed", 'person', new."person", 'facts', new."facts", 'found', new."found", 'signed', new."signed", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_retention_review_update" AFTER UPDATE ON "retention_review" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."reviewed" IS NOT new."reviewed" OR old."person" IS NOT new."person" OR old."facts" IS NOT new."facts" OR old."found" IS NOT new."found" OR old."signed" IS NOT new."signed" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'retention_review', old."id", 'id,number,reviewed,person,facts,found,signed,entered',
        old."id", old."number", old."reviewed", old."person", old."facts", old."found", old."signed", old."entered", new."id", new."number", new."reviewed", new."person", new."facts", new."found", new."signed", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_review_row_delete" AFTER DELETE ON "review_row" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'review_row', old."id", json_object(
        'id', old."id", 'review', old."review", 'place', old."place", 'account_name', old."account_name", 'written_name', old."written_name", 'email', old."email", 'role', old."role", 'last_login', old."last_login", 'active', old."active", 'suggested', old."suggested", 'likeness', old."likeness", 'how', old."how", 'match', old."match", 'person', old."person", 'account', old."account", 'matched_by', old."matched_by", 'findings', old."findings", 'verdict', old."verdict", 'new_role', old."new_role", 'reason', old."reason", 'decided_by', old."decided_by", 'decided', old."decided"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_review_row_insert" AFTER INSERT ON "review_row" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'review_row', new."id", json_object(
        'id', new."id", 'review', new."review", 'place', new."place", 'account_name', new."account_name", 'written_name', new."written_name", 'email', new."email", 'role', new."role", 'last_login', new."last_login", 'active', new."active", 'suggested', new."suggested", 'likeness', new."likeness", 'how', new."how", 'match', new."match", 'person', new."person", 'account', new."account", 'matched_by', new."matched_by", 'findings', new."findings", 'verdict', new."verdict", 'new_role', new."new_role", 'reason', new."reason", 'decided_by', new."decided_by", 'decided', new."decided"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_review_row_update" AFTER UPDATE ON "review_row" WHEN old."id" IS NOT new."id" OR old."review" IS NOT new."review" OR old."place" IS NOT new."place" OR old."account_name" IS NOT new."account_name" OR old."written_name" IS NOT new."written_name" OR old."email" IS NOT new."email" OR old."role" IS NOT new."role" OR old."last_login" IS NOT new."last_login" OR old."active" IS NOT new."active" OR old."suggested" IS NOT new."suggested" OR old."likeness" IS NOT new."likeness" OR old."how" IS NOT new."how" OR old."match" IS NOT new."match" OR old."person" IS NOT new."person" OR old."account" IS NOT new."account" OR old."matched_by" IS NOT new."matched_by" OR old."findings" IS NOT new."findings" OR old."verdict" IS NOT new."verdict" OR old."new_role" IS NOT new."new_role" OR old."reason" IS NOT new."reason" OR old."decided_by" IS NOT new."decided_by" OR old."decided" IS NOT new."decided" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'review_row', old."id", 'id,review,place,account_name,written_name,email,role,last_login,active,suggested,likeness,how,match,person,account,matched_by,findings,verdict,new_role,reason,decided_by,decided',
        old."id", old."review", old."place", old."account_name", old."written_name", old."email", old."role", old."last_login", old."active", old."suggested", old."likeness", old."how", old."match", old."person", old."account", old."matched_by", old."findings", old."verdict", old."new_role", old."reason", old."decided_by", old."decided", new."id", new."review", new."place", new."account_name", new."written_name", new."email", new."role", new."last_login", new."active", new."suggested", new."likeness", new."how", new."match", new."person", new."account", new."matched_by", new."findings", new."verdict", new."new_role", new."reason", new."decided_by", new."decided")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_review_signer_delete" AFTER DELETE ON "review_signer" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'review_signer', old."id", json_object(
        'id', old."id", 'review', old."review", 'user', old."user", 'signature', old."signature"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_review_signer_insert" AFTER INSERT ON "review_signer" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'review_signer', new."id", json_object(
        'id', new."id", 'review', new."review", 'user', new."user", 'signature', new."signature"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_review_signer_update" AFTER UPDATE ON "review_signer" WHEN old."id" IS NOT new."id" OR old."review" IS NOT new."review" OR old."user" IS NOT new."user" OR old."signature" IS NOT new."signature" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'review_signer', old."id", 'id,review,user,signature',
        old."id", old."review", old."user", old."signature", new."id", new."review", new."user", new."signature")
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

CREATE TRIGGER "trail_risk_acceptance_delete" AFTER DELETE ON "risk_acceptance" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'risk_acceptance', old."id", json_object(
        'id', old."id", 'risk', old."risk", 'approver', old."approver", 'reason', old."reason", 'accepted', old."accepted", 'ends', old."ends", 'likelihood', old."likelihood", 'impact', old."impact", 'signed', old."signed", 'withdrawn', old."withdrawn", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_acceptance_insert" AFTER INSERT ON "risk_acceptance" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'risk_acceptance', new."id", json_object(
        'id', new."id", 'risk', new."risk", 'approver', new."approver", 'reason', new."reason", 'accepted', new."accepted", 'ends', new."ends", 'likelihood', new."likelihood", 'impact', new."impact", 'signed', new."signed", 'withdrawn', new."withdrawn", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_acceptance_update" AFTER UPDATE ON "risk_acceptance" WHEN old."id" IS NOT new."id" OR old."risk" IS NOT new."risk" OR old."approver" IS NOT new."approver" OR old."reason" IS NOT new."reason" OR old."accepted" IS NOT new."accepted" OR old."ends" IS NOT new."ends" OR old."likelihood" IS NOT new."likelihood" OR old."impact" IS NOT new."impact" OR old."signed" IS NOT new."signed" OR old."withdrawn" IS NOT new."withdrawn" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'risk_acceptance', old."id", 'id,risk,approver,reason,accepted,ends,likelihood,impact,signed,withdrawn,entered',
        old."id", old."risk", old."approver", old."reason", old."accepted", old."ends", old."likelihood", old."impact", old."signed", old."withdrawn", old."entered", new."id", new."risk", new."approver", new."reason", new."accepted", new."ends", new."likelihood", new."impact", new."signed", new."withdrawn", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_action_delete" AFTER DELETE ON "risk_action" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'risk_action', old."id", json_object(
        'id', old."id", 'risk', old."risk", 'what', old."what", 'owner', old."owner", 'first_due', old."first_due", 'due', old."due", 'done', old."done", 'note', old."note", 'dropped', old."dropped", 'evidence', old."evidence", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_action_insert" AFTER INSERT ON "risk_action" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'risk_action', new."id", json_object(
        'id', new."id", 'risk', new."risk", 'what', new."what", 'owner', new."owner", 'first_due', new."first_due", 'due', new."due", 'done', new."done", 'note', new."note", 'dropped', new."dropped", 'evidence', new."evidence", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_action_update" AFTER UPDATE ON "risk_action" WHEN old."id" IS NOT new."id" OR old."risk" IS NOT new."risk" OR old."what" IS NOT new."what" OR old."owner" IS NOT new."owner" OR old."first_due" IS NOT new."first_due" OR old."due" IS NOT new."due" OR old."done" IS NOT new."done" OR old."note" IS NOT new."note" OR old."dropped" IS NOT new."dropped" OR old."evidence" IS NOT new."evidence" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'risk_action', old."id", 'id,risk,what,owner,first_due,due,done,note,dropped,evidence,entered',
        old."id", old."risk", old."what", old."owner", old."first_due", old."due", old."done", old."note", old."dropped", old."evidence", old."entered", new."id", new."risk", new."what", new."owner", new."first_due", new."due", new."done", new."note", new."dropped", new."evidence", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_capa_delete" AFTER DELETE ON "risk_capa" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'risk_capa', old."id", json_object(
        'id', old."id", 'risk', old."risk", 'capa', old."capa"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_capa_insert" AFTER INSERT ON "risk_capa" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'risk_capa', new."id", json_object(
        'id', new."id", 'risk', new."risk", 'capa', new."capa"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_capa_update" AFTER UPDATE ON "risk_capa" WHEN old."id" IS NOT new."id" OR old."risk" IS NOT new."risk" OR old."capa" IS NOT new."capa" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'risk_capa', old."id", 'id,risk,capa',
        old."id", old."risk", old."capa", new."id", new."risk", new."capa")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_delete" AFTER DELETE ON "risk" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'risk', old."id", json_object(
        'id', old."id", 'number', old."number", 'title', old."title", 'scenario', old."scenario", 'consequence', old."consequence", 'asset', old."asset", 'threat', old."threat", 'vulnerability', old."vulnerability", 'study', old."study", 'owner', old."owner", 'identified', old."identified", 'controls', old."controls", 'inherent_likelihood', old."inherent_likelihood", 'inherent_impact', old."inherent_impact", 'current_likelihood', old."current_likelihood", 'current_impact', old."current_impact", 'residual_likelihood', old."residual_likelihood", 'residual_impact', old."residual_impact", 'treatment', old."treatment", 'review_months', old."review_months", 'next_review', old."next_review", 'library', old."library", 'closed', old."closed", 'closing', old."closing", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_insert" AFTER INSERT ON "risk" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'risk', new."id", json_object(
        'id', new."id", 'number', new."number", 'title', new."title", 'scenario', new."scenario", 'consequence', new."consequence", 'asset', new."asset", 'threat', new."threat", 'vulnerability', new."vulnerability", 'study', new."study", 'owner', new."owner", 'identified', new."identified", 'controls', new."controls", 'inherent_likelihood', new."inherent_likelihood", 'inherent_impact', new."inherent_impact", 'current_likelihood', new."current_likelihood", 'current_impact', new."current_impact", 'residual_likelihood', new."residual_likelihood", 'residual_impact', new."residual_impact", 'treatment', new."treatment", 'review_months', new."review_months", 'next_review', new."next_review", 'library', new."library", 'closed', new."closed", 'closing', new."closing", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_review_delete" AFTER DELETE ON "risk_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'risk_review', old."id", json_object(
        'id', old."id", 'risk', old."risk", 'reviewed', old."reviewed", 'reviewer', old."reviewer", 'outcome', old."outcome", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_review_insert" AFTER INSERT ON "risk_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'risk_review', new."id", json_object(
        'id', new."id", 'risk', new."risk", 'reviewed', new."reviewed", 'reviewer', new."reviewer", 'outcome', new."outcome", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_review_update" AFTER UPDATE ON "risk_review" WHEN old."id" IS NOT new."id" OR old."risk" IS NOT new."risk" OR old."reviewed" IS NOT new."reviewed" OR old."reviewer" IS NOT new."reviewer" OR old."outcome" IS NOT new."outcome" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'risk_review', old."id", 'id,risk,reviewed,reviewer,outcome,entered',
        old."id", old."risk", old."reviewed", old."reviewer", old."outcome", old."entered", new."id", new."risk", new."reviewed", new."reviewer", new."outcome", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_scale_delete" AFTER DELETE ON "risk_scale" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'risk_scale', old."id", json_object(
        'id', old."id", 'axis', old."axis", 'step', old."step", 'word', old."word", 'meaning', old."meaning"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_scale_insert" AFTER INSERT ON "risk_scale" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'risk_scale', new."id", json_object(
        'id', new."id", 'axis', new."axis", 'step', new."step", 'word', new."word", 'meaning', new."meaning"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_scale_update" AFTER UPDATE ON "risk_scale" WHEN old."id" IS NOT new."id" OR old."axis" IS NOT new."axis" OR old."step" IS NOT new."step" OR old."word" IS NOT new."word" OR old."meaning" IS NOT new."meaning" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'risk_scale', old."id", 'id,axis,step,word,meaning',
        old."id", old."axis", old."step", old."word", old."meaning", new."id", new."axis", new."step", new."word", new."meaning")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_risk_update" AFTER UPDATE ON "risk" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."title" IS NOT new."title" OR old."scenario" IS NOT new."scenario" OR old."consequence" IS NOT new."consequence" OR old."asset" IS NOT new."asset" OR old."threat" IS NOT new."threat" OR old."vulnerability" IS NOT new."vulnerability" OR old."study" IS NOT new."study" OR old."owner" IS NOT new."owner" OR old."identified" IS NOT new."identified" OR old."controls" IS NOT new."controls" OR old."inherent_likelihood" IS NOT new."inherent_likelihood" OR old."inherent_impact" IS NOT new."inherent_impact" OR old."current_likelihood" IS NOT new."current_likelihood" OR old."current_impact" IS NOT new."current_impact" OR old."residual_likelihood" IS NOT new."residual_likelihood" OR old."residual_impact" IS NOT new."residual_impact" OR old."treatment" IS NOT new."treatment" OR old."review_months" IS NOT new."review_months" OR old."next_review" IS NOT new."next_review" OR old."library" IS NOT new."library" OR old."closed" IS NOT new."closed" OR old."closing" IS NOT new."closing" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'risk', old."id", 'id,number,title,scenario,consequence,asset,threat,vulnerability,study,owner,identified,controls,inherent_likelihood,inherent_impact,current_likelihood,current_impact,residual_likelihood,residual_impact,treatment,review_months,next_review,library,closed,closing,late_reason,entered',
        old."id", old."number", old."title", old."scenario", old."consequence", old."asset", old."threat", old."vulnerability", old."study", old."owner", old."identified", old."controls", old."inherent_likelihood", old."inherent_impact", old."current_likelihood", old."current_impact", old."residual_likelihood", old."residual_impact", old."treatment", old."review_months", old."next_review", old."library", old."closed", old."closing", old."late_reason", old."entered", new."id", new."number", new."title", new."scenario", new."consequence", new."asset", new."threat", new."vulnerability", new."study", new."owner", new."identified", new."controls", new."inherent_likelihood", new."inherent_impact", new."current_likelihood", new."current_impact", new."residual_likelihood", new."residual_impact", new."treatment", new."review_months", new."next_review", new."library", new."closed", new."closing", new."late_reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_role_conflict_delete" AFTER DELETE ON "role_conflict" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'role_conflict', old."id", json_object(
        'id', old."id", 'system', old."system", 'role', old."role", 'other', old."other", 'why', old."why"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_role_conflict_insert" AFTER INSERT ON "role_conflict" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'role_conflict', new."id", json_object(
        'id', new."id", 'system', new."system", 'role', new."role", 'other', new."other", 'why', new."why"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_role_conflict_update" AFTER UPDATE ON "role_conflict" WHEN old."id" IS NOT new."id" OR old."system" IS NOT new."system" OR old."role" IS NOT new."role" OR old."other" IS NOT new."other" OR old."why" IS NOT new."why" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'role_conflict', old."id", 'id,system,role,other,why',
        old."id", old."system", old."role", old."other", old."why", new."id", new."system", new."role", new."other", new."why")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_rule_confirmation_delete" AFTER DELETE ON "rule_confirmation" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'rule_confirmation', old."id", json_object(
        'id', old."id", 'rule', old."rule", 'fingerprint', old."fingerprint", 'person', old."person", 'basis', old."basis", 'confirmed', old."confirmed", 'withdrawn', old."withdrawn", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_rule_confirmation_insert" AFTER INSERT ON "rule_confirmation" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'rule_confirmation', new."id", json_object(
        'id', new."id", 'rule', new."rule", 'fingerprint', new."fingerprint", 'person', new."person", 'basis', new."basis", 'confirmed', new."confirmed", 'withdrawn', new."withdrawn", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_rule_confirmation_update" AFTER UPDATE ON "rule_confirmation" WHEN old."id" IS NOT new."id" OR old."rule" IS NOT new."rule" OR old."fingerprint" IS NOT new."fingerprint" OR old."person" IS NOT new."person" OR old."basis" IS NOT new."basis" OR old."confirmed" IS NOT new."confirmed" OR old."withdrawn" IS NOT new."withdrawn" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'rule_confirmation', old."id", 'id,rule,fingerprint,person,basis,confirmed,withdrawn,entered',
        old."id", old."rule", old."fingerprint", old."person", old."basis", old."confirmed", old."withdrawn", old."entered", new."id", new."rule", new."fingerprint", new."person", new."basis", new."confirmed", new."withdrawn", new."entered")
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

CREATE TRIGGER "trail_series_delete" AFTER DELETE ON "series" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'series', old."id", json_object(
        'id', old."id", 'number', old."number", 'title', old."title", 'kind', old."kind", 'medium', old."medium", 'place', old."place", 'volume', old."volume", 'custodian', old."custodian", 'first_day', old."first_day", 'last_day', old."last_day", 'note', old."note", 'keep_until', old."keep_until", 'permanent', old."permanent", 'trigger_pending', old."trigger_pending", 'unconfirmed', old."unconfirmed", 'rules', old."rules", 'destroyed', old."destroyed", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_series_insert" AFTER INSERT ON "series" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'series', new."id", json_object(
        'id', new."id", 'number', new."number", 'title', new."title", 'kind', new."kind", 'medium', new."medium", 'place', new."place", 'volume', new."volume", 'custodian', new."custodian", 'first_day', new."first_day", 'last_day', new."last_day", 'note', new."note", 'keep_until', new."keep_until", 'permanent', new."permanent", 'trigger_pending', new."trigger_pending", 'unconfirmed', new."unconfirmed", 'rules', new."rules", 'destroyed', new."destroyed", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_series_study_delete" AFTER DELETE ON "series_study" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'series_study', old."id", json_object(
        'id', old."id", 'series', old."series", 'study', old."study"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_series_study_insert" AFTER INSERT ON "series_study" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'series_study', new."id", json_object(
        'id', new."id", 'series', new."series", 'study', new."study"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_series_study_update" AFTER UPDATE ON "series_study" WHEN old."id" IS NOT new."id" OR old."series" IS NOT new."series" OR old."study" IS NOT new."study" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'series_study', old."id", 'id,series,study',
        old."id", old."series", old."study", new."id", new."series", new."study")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_series_update" AFTER UPDATE ON "series" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."title" IS NOT new."title" OR old."kind" IS NOT new."kind" OR old."medium" IS NOT new."medium" OR old."place" IS NOT new."place" OR old."volume" IS NOT new."volume" OR old."custodian" IS NOT new."custodian" OR old."first_day" IS NOT new."first_day" OR old."last_day" IS NOT new."last_day" OR old."note" IS NOT new."note" OR old."keep_until" IS NOT new."keep_until" OR old."permanent" IS NOT new."permanent" OR old."trigger_pending" IS NOT new."trigger_pending" OR old."unconfirmed" IS NOT new."unconfirmed" OR old."rules" IS NOT new."rules" OR old."destroyed" IS NOT new."destroyed" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'series', old."id", 'id,number,title,kind,medium,place,volume,custodian,first_day,last_day,note,keep_until,permanent,trigger_pending,unconfirmed,rules,destroyed,late_reason,entered',
        old."id", old."number", old."title", old."kind", old."medium", old."place", old."volume", old."custodian", old."first_day", old."last_day", old."note", old."keep_until", old."permanent", old."trigger_pending", old."unconfirmed", old."rules", old."destroyed", old."late_reason", old."entered", new."id", new."number", new."title", new."kind", new."medium", new."place", new."volume", new."custodian", new."first_day", new."last_day", new."note", new."keep_until", new."permanent", new."trigger_pending", new."unconfirmed", new."rules", new."destroyed", new."late_reason", new."entered")
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

CREATE TRIGGER "trail_sharing_delete" AFTER DELETE ON "sharing" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'sharing', old."id", json_object(
        'id', old."id", 'number', old."number", 'study', old."study", 'what', old."what", 'data', old."data", 'purpose', old."purpose", 'recipient', old."recipient", 'capacity', old."capacity", 'contact', old."contact", 'legal_basis', old."legal_basis", 'agreement', old."agreement", 'agreement_signed', old."agreement_signed", 'agreement_until', old."agreement_until", 'evidence', old."evidence", 'safeguards', old."safeguards", 'country', old."country", 'transfer', old."transfer", 'start', old."start", 'until', old."until", 'ended', old."ended", 'end_reason', old."end_reason", 'owner', old."owner", 'review_months', old."review_months", 'next_review', old."next_review", 'voided', old."voided", 'late_reason', old."late_reason", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_sharing_insert" AFTER INSERT ON "sharing" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'sharing', new."id", json_object(
        'id', new."id", 'number', new."number", 'study', new."study", 'what', new."what", 'data', new."data", 'purpose', new."purpose", 'recipient', new."recipient", 'capacity', new."capacity", 'contact', new."contact", 'legal_basis', new."legal_basis", 'agreement', new."agreement", 'agreement_signed', new."agreement_signed", 'agreement_until', new."agreement_until", 'evidence', new."evidence", 'safeguards', new."safeguards", 'country', new."country", 'transfer', new."transfer", 'start', new."start", 'until', new."until", 'ended', new."ended", 'end_reason', new."end_reason", 'owner', new."owner", 'review_months', new."review_months", 'next_review', new."next_review", 'voided', new."voided", 'late_reason', new."late_reason", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_sharing_review_delete" AFTER DELETE ON "sharing_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'sharing_review', old."id", json_object(
        'id', old."id", 'sharing', old."sharing", 'reviewed', old."reviewed", 'reviewer', old."reviewer", 'outcome', old."outcome", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_sharing_review_insert" AFTER INSERT ON "sharing_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'sharing_review', new."id", json_object(
        'id', new."id", 'sharing', new."sharing", 'reviewed', new."reviewed", 'reviewer', new."reviewer", 'outcome', new."outcome", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_sharing_review_update" AFTER UPDATE ON "sharing_review" WHEN old."id" IS NOT new."id" OR old."sharing" IS NOT new."sharing" OR old."reviewed" IS NOT new."reviewed" OR old."reviewer" IS NOT new."reviewer" OR old."outcome" IS NOT new."outcome" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'sharing_review', old."id", 'id,sharing,reviewed,reviewer,outcome,entered',
        old."id", old."sharing", old."reviewed", old."reviewer", old."outcome", old."entered", new."id", new."sharing", new."reviewed", new."reviewer", new."outcome", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_sharing_update" AFTER UPDATE ON "sharing" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."study" IS NOT new."study" OR old."what" IS NOT new."what" OR old."data" IS NOT new."data" OR old."purpose" IS NOT new."purpose" OR old."recipient" IS NOT new."recipient" OR old."capacity" IS NOT new."capacity" OR old."contact" IS NOT new."contact" OR old."legal_basis" IS NOT new."legal_basis" OR old."agreement" IS NOT new."agreement" OR old."agreement_signed" IS NOT new."agreement_signed" OR old."agreement_until" IS NOT new."agreement_until" OR old."evidence" IS NOT new."evidence" OR old."safeguards" IS NOT new."safeguards" OR old."country" IS NOT new."country" OR old."transfer" IS NOT new."transfer" OR old."start" IS NOT new."start" OR old."until" IS NOT new."until" OR old."ended" IS NOT new."ended" OR old."end_reason" IS NOT new."end_reason" OR old."owner" IS NOT new."owner" OR old."review_months" IS NOT new."review_months" OR old."next_review" IS NOT new."next_review" OR old."voided" IS NOT new."voided" OR old."late_reason" IS NOT new."late_reason" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'sharing', old."id", 'id,number,study,what,data,purpose,recipient,capacity,contact,legal_basis,agreement,agreement_signed,agreement_until,evidence,safeguards,country,transfer,start,until,ended,end_reason,owner,review_months,next_review,voided,late_reason,entered',
        old."id", old."number", old."study", old."what", old."data", old."purpose", old."recipient", old."capacity", old."contact", old."legal_basis", old."agreement", old."agreement_signed", old."agreement_until", old."evidence", old."safeguards", old."country", old."transfer", old."start", old."until", old."ended", old."end_reason", old."owner", old."review_months", old."next_review", old."voided", old."late_reason", old."entered", new."id", new."number", new."study", new."what", new."data", new."purpose", new."recipient", new."capacity", new."contact", new."legal_basis", new."agreement", new."agreement_signed", new."agreement_until", new."evidence", new."safeguards", new."country", new."transfer", new."start", new."until", new."ended", new."end_reason", new."owner", new."review_months", new."next_review", new."voided", new."late_reason", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_signature_delete" AFTER DELETE ON "signature" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'signature', old."id", json_object(
        'id', old."id", 'tbl', old."tbl", 'record', old."record", 'title', old."title", 'content', old."content", 'sha256', old."sha256", 'meaning', old."meaning", 'name', old."name", 'person', old."person", 'user', old."user", 'at', old."at", 'signed', old."signed", 'paper', old."paper", 'certificate', old."certificate", 'value', trail_secret(old."value"), 'evidence', old."evidence", 'compared_by', old."compared_by", 'compared', old."compared", 'original_at', old."original_at"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_signature_insert" AFTER INSERT ON "signature" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'signature', new."id", json_object(
        'id', new."id", 'tbl', new."tbl", 'record', new."record", 'title', new."title", 'content', new."content", 'sha256', new."sha256", 'meaning', new."meaning", 'name', new."name", 'person', new."person", 'user', new."user", 'at', new."at", 'signed', new."signed", 'paper', new."paper", 'certificate', new."certificate", 'value', trail_secret(new."value"), 'evidence', new."evidence", 'compared_by', new."compared_by", 'compared', new."compared", 'original_at', new."original_at"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_signature_update" AFTER UPDATE ON "signature" WHEN old."id" IS NOT new."id" OR old."tbl" IS NOT new."tbl" OR old."record" IS NOT new."record" OR old."title" IS NOT new."title" OR old."content" IS NOT new."content" OR old."sha256" IS NOT new."sha256" OR old."meaning" IS NOT new."meaning" OR old."name" IS NOT new."name" OR old."person" IS NOT new."person" OR old."user" IS NOT new."user" OR old."at" IS NOT new."at" OR old."signed" IS NOT new."signed" OR old."paper" IS NOT new."paper" OR old."certificate" IS NOT new."certificate" OR old."value" IS NOT new."value" OR old."evidence" IS NOT new."evidence" OR old."compared_by" IS NOT new."compared_by" OR old."compared" IS NOT new."compared" OR old."original_at" IS NOT new."original_at" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'signature', old."id", 'id,tbl,record,title,content,sha256,meaning,name,person,user,at,signed,paper,certificate,value,evidence,compared_by,compared,original_at',
        old."id", old."tbl", old."record", old."title", old."content", old."sha256", old."meaning", old."name", old."person", old."user", old."at", old."signed", old."paper", old."certificate", old."value", old."evidence", old."compared_by", old."compared", old."original_at", new."id", new."tbl", new."record", new."title", new."content", new."sha256", new."meaning", new."name", new."person", new."user", new."at", new."signed", new."paper", new."certificate", new."value", new."evidence", new."compared_by", new."compared", new."original_at")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_site_rule_delete" AFTER DELETE ON "site_rule" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'site_rule', old."id", json_object(
        'id', old."id", 'rule', old."rule", 'entry', old."entry", 'withdrawn', old."withdrawn", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_site_rule_insert" AFTER INSERT ON "site_rule" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'site_rule', new."id", json_object(
        'id', new."id", 'rule', new."rule", 'entry', new."entry", 'withdrawn', new."withdrawn", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_site_rule_update" AFTER UPDATE ON "site_rule" WHEN old."id" IS NOT new."id" OR old."rule" IS NOT new."rule" OR old."entry" IS NOT new."entry" OR old."withdrawn" IS NOT new."withdrawn" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'site_rule', old."id", 'id,rule,entry,withdrawn,entered',
        old."id", old."rule", old."entry", old."withdrawn", old."entered", new."id", new."rule", new."entry", new."withdrawn", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_specimen_delete" AFTER DELETE ON "specimen" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'specimen', old."id", json_object(
        'id', old."id", 'person', old."person", 'initials', old."initials", 'signed', old."signed", 'evidence', old."evidence", 'compared_by', old."compared_by", 'compared', old."compared", 'original_at', old."original_at", 'voided', old."voided", 'user', old."user", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_specimen_insert" AFTER INSERT ON "specimen" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'specimen', new."id", json_object(
        'id', new."id", 'person', new."person", 'initials', new."initials", 'signed', new."signed", 'evidence', new."evidence", 'compared_by', new."compared_by", 'compared', new."compared", 'original_at', new."original_at", 'voided', new."voided", 'user', new."user", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_specimen_update" AFTER UPDATE ON "specimen" WHEN old."id" IS NOT new."id" OR old."person" IS NOT new."person" OR old."initials" IS NOT new."initials" OR old."signed" IS NOT new."signed" OR old."evidence" IS NOT new."evidence" OR old."compared_by" IS NOT new."compared_by" OR old."compared" IS NOT new."compared" OR old."original_at" IS NOT new."original_at" OR old."voided" IS NOT new."voided" OR old."user" IS NOT new."user" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'specimen', old."id", 'id,person,initials,signed,evidence,compared_by,compared,original_at,voided,user,entered',
        old."id", old."person", old."initials", old."signed", old."evidence", old."compared_by", old."compared", old."original_at", old."voided", old."user", old."entered", new."id", new."person", new."initials", new."signed", new."evidence", new."compared_by", new."compared", new."original_at", new."voided", new."user", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_sponsor_release_delete" AFTER DELETE ON "sponsor_release" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'sponsor_release', old."id", json_object(
        'id', old."id", 'study', old."study", 'sponsor', old."sponsor", 'released', old."released", 'covers', old."covers", 'evidence', old."evidence", 'withdrawn', old."withdrawn", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_sponsor_release_insert" AFTER INSERT ON "sponsor_release" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'sponsor_release', new."id", json_object(
        'id', new."id", 'study', new."study", 'sponsor', new."sponsor", 'released', new."released", 'covers', new."covers", 'evidence', new."evidence", 'withdrawn', new."withdrawn", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_sponsor_release_update" AFTER UPDATE ON "sponsor_release" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."sponsor" IS NOT new."sponsor" OR old."released" IS NOT new."released" OR old."covers" IS NOT new."covers" OR old."evidence" IS NOT new."evidence" OR old."withdrawn" IS NOT new."withdrawn" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'sponsor_release', old."id", 'id,study,sponsor,released,covers,evidence,withdrawn,entered',
        old."id", old."study", old."sponsor", old."released", old."covers", old."evidence", old."withdrawn", old."entered", new."id", new."study", new."sponsor", new."released", new."covers", new."evidence", new."withdrawn", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_delete" AFTER DELETE ON "study" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'study', old."id", json_object(
        'id', old."id", 'code', old."code", 'protocol', old."protocol", 'title', old."title", 'sponsor', old."sponsor", 'phase', old."phase", 'framework', old."framework", 'registration', old."registration", 'site_number', old."site_number", 'start', old."start", 'end', old."end", 'entered', old."entered", 'ethics', old."ethics"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_insert" AFTER INSERT ON "study" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'study', new."id", json_object(
        'id', new."id", 'code', new."code", 'protocol', new."protocol", 'title', new."title", 'sponsor', new."sponsor", 'phase', new."phase", 'framework', new."framework", 'registration', new."registration", 'site_number', new."site_number", 'start', new."start", 'end', new."end", 'entered', new."entered", 'ethics', new."ethics"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_paper_delete" AFTER DELETE ON "study_paper" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'study_paper', old."id", json_object(
        'id', old."id", 'study', old."study", 'person', old."person", 'kind', old."kind", 'title', old."title", 'version', old."version", 'signed', old."signed", 'sent', old."sent", 'interests', old."interests", 'note', old."note", 'evidence', old."evidence", 'voided', old."voided", 'entered', old."entered", 'late_reason', old."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_paper_insert" AFTER INSERT ON "study_paper" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'study_paper', new."id", json_object(
        'id', new."id", 'study', new."study", 'person', new."person", 'kind', new."kind", 'title', new."title", 'version', new."version", 'signed', new."signed", 'sent', new."sent", 'interests', new."interests", 'note', new."note", 'evidence', new."evidence", 'voided', new."voided", 'entered', new."entered", 'late_reason', new."late_reason"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_paper_person_delete" AFTER DELETE ON "study_paper_person" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'study_paper_person', old."id", json_object(
        'id', old."id", 'paper', old."paper", 'person', old."person", 'role', old."role"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_paper_person_insert" AFTER INSERT ON "study_paper_person" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'study_paper_person', new."id", json_object(
        'id', new."id", 'paper', new."paper", 'person', new."person", 'role', new."role"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_paper_person_update" AFTER UPDATE ON "study_paper_person" WHEN old."id" IS NOT new."id" OR old."paper" IS NOT new."paper" OR old."person" IS NOT new."person" OR old."role" IS NOT new."role" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'study_paper_person', old."id", 'id,paper,person,role',
        old."id", old."paper", old."person", old."role", new."id", new."paper", new."person", new."role")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_paper_update" AFTER UPDATE ON "study_paper" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."person" IS NOT new."person" OR old."kind" IS NOT new."kind" OR old."title" IS NOT new."title" OR old."version" IS NOT new."version" OR old."signed" IS NOT new."signed" OR old."sent" IS NOT new."sent" OR old."interests" IS NOT new."interests" OR old."note" IS NOT new."note" OR old."evidence" IS NOT new."evidence" OR old."voided" IS NOT new."voided" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'study_paper', old."id", 'id,study,person,kind,title,version,signed,sent,interests,note,evidence,voided,entered,late_reason',
        old."id", old."study", old."person", old."kind", old."title", old."version", old."signed", old."sent", old."interests", old."note", old."evidence", old."voided", old."entered", old."late_reason", new."id", new."study", new."person", new."kind", new."title", new."version", new."signed", new."sent", new."interests", new."note", new."evidence", new."voided", new."entered", new."late_reason")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_retention_delete" AFTER DELETE ON "study_retention" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'study_retention', old."id", json_object(
        'id', old."id", 'study', old."study", 'countries', old."countries", 'product', old."product", 'parties', old."parties", 'implantable', old."implantable", 'gene_therapy', old."gene_therapy", 'frameworks', old."frameworks", 'gcp', old."gcp", 'funding', old."funding", 'application_relies', old."application_relies", 'sponsored', old."sponsored", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_retention_insert" AFTER INSERT ON "study_retention" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'study_retention', new."id", json_object(
        'id', new."id", 'study', new."study", 'countries', new."countries", 'product', new."product", 'parties', new."parties", 'implantable', new."implantable", 'gene_therapy', new."gene_therapy", 'frameworks', new."frameworks", 'gcp', new."gcp", 'funding', new."funding", 'application_relies', new."application_relies", 'sponsored', new."sponsored", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_retention_update" AFTER UPDATE ON "study_retention" WHEN old."id" IS NOT new."id" OR old."study" IS NOT new."study" OR old."countries" IS NOT new."countries" OR old."product" IS NOT new."product" OR old."parties" IS NOT new."parties" OR old."implantable" IS NOT new."implantable" OR old."gene_therapy" IS NOT new."gene_therapy" OR old."frameworks" IS NOT new."frameworks" OR old."gcp" IS NOT new."gcp" OR old."funding" IS NOT new."funding" OR old."application_relies" IS NOT new."application_relies" OR old."sponsored" IS NOT new."sponsored" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'study_retention', old."id", 'id,study,countries,product,parties,implantable,gene_therapy,frameworks,gcp,funding,application_relies,sponsored,entered',
        old."id", old."study", old."countries", old."product", old."parties", old."implantable", old."gene_therapy", old."frameworks", old."gcp", old."funding", old."application_relies", old."sponsored", old."entered", new."id", new."study", new."countries", new."product", new."parties", new."implantable", new."gene_therapy", new."frameworks", new."gcp", new."funding", new."application_relies", new."sponsored", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_study_update" AFTER UPDATE ON "study" WHEN old."id" IS NOT new."id" OR old."code" IS NOT new."code" OR old."protocol" IS NOT new."protocol" OR old."title" IS NOT new."title" OR old."sponsor" IS NOT new."sponsor" OR old."phase" IS NOT new."phase" OR old."framework" IS NOT new."framework" OR old."registration" IS NOT new."registration" OR old."site_number" IS NOT new."site_number" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" OR old."entered" IS NOT new."entered" OR old."ethics" IS NOT new."ethics" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'study', old."id", 'id,code,protocol,title,sponsor,phase,framework,registration,site_number,start,end,entered,ethics',
        old."id", old."code", old."protocol", old."title", old."sponsor", old."phase", old."framework", old."registration", old."site_number", old."start", old."end", old."entered", old."ethics", new."id", new."code", new."protocol", new."title", new."sponsor", new."phase", new."framework", new."registration", new."site_number", new."start", new."end", new."entered", new."ethics")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_delete" AFTER DELETE ON "system" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'system', old."id", json_object(
        'id', old."id", 'name', old."name", 'kind', old."kind", 'operator', old."operator", 'vendor', old."vendor", 'owner', old."owner", 'risk', old."risk", 'purpose', old."purpose", 'contact', old."contact", 'review_months', old."review_months", 'dormant_days', old."dormant_days", 'start', old."start", 'end', old."end", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_insert" AFTER INSERT ON "system" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'system', new."id", json_object(
        'id', new."id", 'name', new."name", 'kind', new."kind", 'operator', new."operator", 'vendor', new."vendor", 'owner', new."owner", 'risk', new."risk", 'purpose', new."purpose", 'contact', new."contact", 'review_months', new."review_months", 'dormant_days', new."dormant_days", 'start', new."start", 'end', new."end", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_study_delete" AFTER DELETE ON "system_study" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'system_study', old."id", json_object(
        'id', old."id", 'system', old."system", 'study', old."study"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_study_insert" AFTER INSERT ON "system_study" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'system_study', new."id", json_object(
        'id', new."id", 'system', new."system", 'study', new."study"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_study_update" AFTER UPDATE ON "system_study" WHEN old."id" IS NOT new."id" OR old."system" IS NOT new."system" OR old."study" IS NOT new."study" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'system_study', old."id", 'id,system,study',
        old."id", old."system", old."study", new."id", new."system", new."study")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_update" AFTER UPDATE ON "system" WHEN old."id" IS NOT new."id" OR old."name" IS NOT new."name" OR old."kind" IS NOT new."kind" OR old."operator" IS NOT new."operator" OR old."vendor" IS NOT new."vendor" OR old."owner" IS NOT new."owner" OR old."risk" IS NOT new."risk" OR old."purpose" IS NOT new."purpose" OR old."contact" IS NOT new."contact" OR old."review_months" IS NOT new."review_months" OR old."dormant_days" IS NOT new."dormant_days" OR old."start" IS NOT new."start" OR old."end" IS NOT new."end" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'system', old."id", 'id,name,kind,operator,vendor,owner,risk,purpose,contact,review_months,dormant_days,start,end,entered',
        old."id", old."name", old."kind", old."operator", old."vendor", old."owner", old."risk", old."purpose", old."contact", old."review_months", old."dormant_days", old."start", old."end", old."entered", new."id", new."name", new."kind", new."operator", new."vendor", new."owner", new."risk", new."purpose", new."contact", new."review_months", new."dormant_days", new."start", new."end", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_upkeep_delete" AFTER DELETE ON "system_upkeep" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'system_upkeep', old."id", json_object(
        'id', old."id", 'system', old."system", 'kind', old."kind", 'happened', old."happened", 'until', old."until", 'value', old."value", 'evidence', old."evidence", 'entered', old."entered", 'late_reason', old."late_reason", 'voided', old."voided"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_upkeep_insert" AFTER INSERT ON "system_upkeep" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'system_upkeep', new."id", json_object(
        'id', new."id", 'system', new."system", 'kind', new."kind", 'happened', new."happened", 'until', new."until", 'value', new."value", 'evidence', new."evidence", 'entered', new."entered", 'late_reason', new."late_reason", 'voided', new."voided"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_system_upkeep_update" AFTER UPDATE ON "system_upkeep" WHEN old."id" IS NOT new."id" OR old."system" IS NOT new."system" OR old."kind" IS NOT new."kind" OR old."happened" IS NOT new."happened" OR old."until" IS NOT new."until" OR old."value" IS NOT new."value" OR old."evidence" IS NOT new."evidence" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" OR old."voided" IS NOT new."voided" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'system_upkeep', old."id", 'id,system,kind,happened,until,value,evidence,entered,late_reason,voided',
        old."id", old."system", old."kind", old."happened", old."until", old."value", old."evidence", old."entered", old."late_reason", old."voided", new."id", new."system", new."kind", new."happened", new."until", new."value", new."evidence", new."entered", new."late_reason", new."voided")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_threat_delete" AFTER DELETE ON "threat" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'threat', old."id", json_object(
        'id', old."id", 'name', old."name", 'origin', old."origin"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_threat_insert" AFTER INSERT ON "threat" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'threat', new."id", json_object(
        'id', new."id", 'name', new."name", 'origin', new."origin"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_threat_update" AFTER UPDATE ON "threat" WHEN old."id" IS NOT new."id" OR old."name" IS NOT new."name" OR old."origin" IS NOT new."origin" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'threat', old."id", 'id,name,origin',
        old."id", old."name", old."origin", new."id", new."name", new."origin")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_filter_delete" AFTER DELETE ON "trail_filter" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'trail_filter', old."id", json_object(
        'id', old."id", 'name', old."name", 'risk', old."risk", 'why', old."why", 'look', old."look", 'share', old."share", 'least', old."least", 'retired', old."retired"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_filter_insert" AFTER INSERT ON "trail_filter" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'trail_filter', new."id", json_object(
        'id', new."id", 'name', new."name", 'risk', new."risk", 'why', new."why", 'look', new."look", 'share', new."share", 'least', new."least", 'retired', new."retired"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_filter_update" AFTER UPDATE ON "trail_filter" WHEN old."id" IS NOT new."id" OR old."name" IS NOT new."name" OR old."risk" IS NOT new."risk" OR old."why" IS NOT new."why" OR old."look" IS NOT new."look" OR old."share" IS NOT new."share" OR old."least" IS NOT new."least" OR old."retired" IS NOT new."retired" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'trail_filter', old."id", 'id,name,risk,why,look,share,least,retired',
        old."id", old."name", old."risk", old."why", old."look", old."share", old."least", old."retired", new."id", new."name", new."risk", new."why", new."look", new."share", new."least", new."retired")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_delete" AFTER DELETE ON "trail_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'trail_review', old."id", json_object(
        'id', old."id", 'number', old."number", 'first', old."first", 'last', old."last", 'since', old."since", 'until', old."until", 'seed', old."seed", 'chain', old."chain", 'user', old."user", 'conclusion', old."conclusion", 'signed', old."signed", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_entry_delete" AFTER DELETE ON "trail_review_entry" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'trail_review_entry', old."id", json_object(
        'id', old."id", 'review', old."review", 'filter', old."filter", 'seq', old."seq", 'mark', old."mark", 'finding', old."finding", 'capa', old."capa"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_entry_insert" AFTER INSERT ON "trail_review_entry" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'trail_review_entry', new."id", json_object(
        'id', new."id", 'review', new."review", 'filter', new."filter", 'seq', new."seq", 'mark', new."mark", 'finding', new."finding", 'capa', new."capa"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_entry_update" AFTER UPDATE ON "trail_review_entry" WHEN old."id" IS NOT new."id" OR old."review" IS NOT new."review" OR old."filter" IS NOT new."filter" OR old."seq" IS NOT new."seq" OR old."mark" IS NOT new."mark" OR old."finding" IS NOT new."finding" OR old."capa" IS NOT new."capa" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'trail_review_entry', old."id", 'id,review,filter,seq,mark,finding,capa',
        old."id", old."review", old."filter", old."seq", old."mark", old."finding", old."capa", new."id", new."review", new."filter", new."seq", new."mark", new."finding", new."capa")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_filter_delete" AFTER DELETE ON "trail_review_filter" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'trail_review_filter', old."id", json_object(
        'id', old."id", 'review', old."review", 'filter', old."filter", 'look', old."look", 'share', old."share", 'found', old."found", 'drawn', old."drawn"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_filter_insert" AFTER INSERT ON "trail_review_filter" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'trail_review_filter', new."id", json_object(
        'id', new."id", 'review', new."review", 'filter', new."filter", 'look', new."look", 'share', new."share", 'found', new."found", 'drawn', new."drawn"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_filter_update" AFTER UPDATE ON "trail_review_filter" WHEN old."id" IS NOT new."id" OR old."review" IS NOT new."review" OR old."filter" IS NOT new."filter" OR old."look" IS NOT new."look" OR old."share" IS NOT new."share" OR old."found" IS NOT new."found" OR old."drawn" IS NOT new."drawn" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'trail_review_filter', old."id", 'id,review,filter,look,share,found,drawn',
        old."id", old."review", old."filter", old."look", old."share", old."found", old."drawn", new."id", new."review", new."filter", new."look", new."share", new."found", new."drawn")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_insert" AFTER INSERT ON "trail_review" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'trail_review', new."id", json_object(
        'id', new."id", 'number', new."number", 'first', new."first", 'last', new."last", 'since', new."since", 'until', new."until", 'seed', new."seed", 'chain', new."chain", 'user', new."user", 'conclusion', new."conclusion", 'signed', new."signed", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trail_review_update" AFTER UPDATE ON "trail_review" WHEN old."id" IS NOT new."id" OR old."number" IS NOT new."number" OR old."first" IS NOT new."first" OR old."last" IS NOT new."last" OR old."since" IS NOT new."since" OR old."until" IS NOT new."until" OR old."seed" IS NOT new."seed" OR old."chain" IS NOT new."chain" OR old."user" IS NOT new."user" OR old."conclusion" IS NOT new."conclusion" OR old."signed" IS NOT new."signed" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'trail_review', old."id", 'id,number,first,last,since,until,seed,chain,user,conclusion,signed,entered',
        old."id", old."number", old."first", old."last", old."since", old."until", old."seed", old."chain", old."user", old."conclusion", old."signed", old."entered", new."id", new."number", new."first", new."last", new."since", new."until", new."seed", new."chain", new."user", new."conclusion", new."signed", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_record_delete" AFTER DELETE ON "training_record" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'training_record', old."id", json_object(
        'id', old."id", 'person', old."person", 'course', old."course", 'version', old."version", 'completed', old."completed", 'expires', old."expires", 'method', old."method", 'trainer', old."trainer", 'result', old."result", 'score', old."score", 'duration_minutes', old."duration_minutes", 'role', old."role", 'session', old."session", 'evidence', old."evidence", 'note', old."note", 'voided', old."voided", 'entered', old."entered", 'late_reason', old."late_reason", 'trainer_title', old."trainer_title", 'topics', old."topics", 'effect', old."effect"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_record_insert" AFTER INSERT ON "training_record" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'training_record', new."id", json_object(
        'id', new."id", 'person', new."person", 'course', new."course", 'version', new."version", 'completed', new."completed", 'expires', new."expires", 'method', new."method", 'trainer', new."trainer", 'result', new."result", 'score', new."score", 'duration_minutes', new."duration_minutes", 'role', new."role", 'session', new."session", 'evidence', new."evidence", 'note', new."note", 'voided', new."voided", 'entered', new."entered", 'late_reason', new."late_reason", 'trainer_title', new."trainer_title", 'topics', new."topics", 'effect', new."effect"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_training_record_update" AFTER UPDATE ON "training_record" WHEN old."id" IS NOT new."id" OR old."person" IS NOT new."person" OR old."course" IS NOT new."course" OR old."version" IS NOT new."version" OR old."completed" IS NOT new."completed" OR old."expires" IS NOT new."expires" OR old."method" IS NOT new."method" OR old."trainer" IS NOT new."trainer" OR old."result" IS NOT new."result" OR old."score" IS NOT new."score" OR old."duration_minutes" IS NOT new."duration_minutes" OR old."role" IS NOT new."role" OR old."session" IS NOT new."session" OR old."evidence" IS NOT new."evidence" OR old."note" IS NOT new."note" OR old."voided" IS NOT new."voided" OR old."entered" IS NOT new."entered" OR old."late_reason" IS NOT new."late_reason" OR old."trainer_title" IS NOT new."trainer_title" OR old."topics" IS NOT new."topics" OR old."effect" IS NOT new."effect" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'training_record', old."id", 'id,person,course,version,completed,expires,method,trainer,result,score,duration_minutes,role,session,evidence,note,voided,entered,late_reason,trainer_title,topics,effect',
        old."id", old."person", old."course", old."version", old."completed", old."expires", old."method", old."trainer", old."result", old."score", old."duration_minutes", old."role", old."session", old."evidence", old."note", old."voided", old."entered", old."late_reason", old."trainer_title", old."topics", old."effect", new."id", new."person", new."course", new."version", new."completed", new."expires", new."method", new."trainer", new."result", new."score", new."duration_minutes", new."role", new."session", new."evidence", new."note", new."voided", new."entered", new."late_reason", new."trainer_title", new."topics", new."effect")
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

CREATE TRIGGER "trail_trusted_authority_delete" AFTER DELETE ON "trusted_authority" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'trusted_authority', old."id", json_object(
        'id', old."id", 'fingerprint', old."fingerprint", 'name', old."name", 'by', old."by", 'confirmed', old."confirmed", 'how', old."how", 'ended', old."ended", 'ended_why', old."ended_why"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trusted_authority_insert" AFTER INSERT ON "trusted_authority" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'trusted_authority', new."id", json_object(
        'id', new."id", 'fingerprint', new."fingerprint", 'name', new."name", 'by', new."by", 'confirmed', new."confirmed", 'how', new."how", 'ended', new."ended", 'ended_why', new."ended_why"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_trusted_authority_update" AFTER UPDATE ON "trusted_authority" WHEN old."id" IS NOT new."id" OR old."fingerprint" IS NOT new."fingerprint" OR old."name" IS NOT new."name" OR old."by" IS NOT new."by" OR old."confirmed" IS NOT new."confirmed" OR old."how" IS NOT new."how" OR old."ended" IS NOT new."ended" OR old."ended_why" IS NOT new."ended_why" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'trusted_authority', old."id", 'id,fingerprint,name,by,confirmed,how,ended,ended_why',
        old."id", old."fingerprint", old."name", old."by", old."confirmed", old."how", old."ended", old."ended_why", new."id", new."fingerprint", new."name", new."by", new."confirmed", new."how", new."ended", new."ended_why")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_user_duty_delete" AFTER DELETE ON "user_duty" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'user_duty', old."id", json_object(
        'id', old."id", 'user', old."user", 'kind', old."kind", 'done', old."done", 'document', old."document", 'by', old."by", 'note', old."note", 'evidence', old."evidence", 'voided', old."voided", 'entered', old."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_user_duty_insert" AFTER INSERT ON "user_duty" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'user_duty', new."id", json_object(
        'id', new."id", 'user', new."user", 'kind', new."kind", 'done', new."done", 'document', new."document", 'by', new."by", 'note', new."note", 'evidence', new."evidence", 'voided', new."voided", 'entered', new."entered"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_user_duty_update" AFTER UPDATE ON "user_duty" WHEN old."id" IS NOT new."id" OR old."user" IS NOT new."user" OR old."kind" IS NOT new."kind" OR old."done" IS NOT new."done" OR old."document" IS NOT new."document" OR old."by" IS NOT new."by" OR old."note" IS NOT new."note" OR old."evidence" IS NOT new."evidence" OR old."voided" IS NOT new."voided" OR old."entered" IS NOT new."entered" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'user_duty', old."id", 'id,user,kind,done,document,by,note,evidence,voided,entered',
        old."id", old."user", old."kind", old."done", old."document", old."by", old."note", old."evidence", old."voided", old."entered", new."id", new."user", new."kind", new."done", new."document", new."by", new."note", new."evidence", new."voided", new."entered")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_user_person_delete" AFTER DELETE ON "user_person" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'user_person', old."id", json_object(
        'id', old."id", 'person', old."person"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_user_person_insert" AFTER INSERT ON "user_person" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'user_person', new."id", json_object(
        'id', new."id", 'person', new."person"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_user_person_update" AFTER UPDATE ON "user_person" WHEN old."id" IS NOT new."id" OR old."person" IS NOT new."person" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'user_person', old."id", 'id,person',
        old."id", old."person", new."id", new."person")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_users_delete" AFTER DELETE ON "users" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'users', old."id", json_object(
        'id', old."id", 'login', old."login", 'name', old."name", 'role', old."role", 'status', old."status", 'studies', old."studies", 'until', old."until", 'recipient', old."recipient", 'step', old."step", 'generation', old."generation", 'drift', old."drift", 'code_alone', old."code_alone"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_users_insert" AFTER INSERT ON "users" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'users', new."id", json_object(
        'id', new."id", 'login', new."login", 'name', new."name", 'role', new."role", 'status', new."status", 'studies', new."studies", 'until', new."until", 'recipient', new."recipient", 'step', new."step", 'generation', new."generation", 'drift', new."drift", 'code_alone', new."code_alone"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_users_update" AFTER UPDATE ON "users" WHEN old."id" IS NOT new."id" OR old."login" IS NOT new."login" OR old."name" IS NOT new."name" OR old."role" IS NOT new."role" OR old."status" IS NOT new."status" OR old."studies" IS NOT new."studies" OR old."until" IS NOT new."until" OR old."recipient" IS NOT new."recipient" OR old."step" IS NOT new."step" OR old."generation" IS NOT new."generation" OR old."drift" IS NOT new."drift" OR old."code_alone" IS NOT new."code_alone" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'users', old."id", 'id,login,name,role,status,studies,until,recipient,step,generation,drift,code_alone',
        old."id", old."login", old."name", old."role", old."status", old."studies", old."until", old."recipient", old."step", old."generation", old."drift", old."code_alone", new."id", new."login", new."name", new."role", new."status", new."studies", new."until", new."recipient", new."step", new."generation", new."drift", new."code_alone")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_vulnerability_delete" AFTER DELETE ON "vulnerability" BEGIN
    SELECT trail_row(last.seq, last.hash, 'delete', 'vulnerability', old."id", json_object(
        'id', old."id", 'name', old."name"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_vulnerability_insert" AFTER INSERT ON "vulnerability" BEGIN
    SELECT trail_row(last.seq, last.hash, 'insert', 'vulnerability', new."id", json_object(
        'id', new."id", 'name', new."name"))
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER "trail_vulnerability_update" AFTER UPDATE ON "vulnerability" WHEN old."id" IS NOT new."id" OR old."name" IS NOT new."name" BEGIN
    SELECT trail_change(last.seq, last.hash, 'update', 'vulnerability', old."id", 'id,name',
        old."id", old."name", new."id", new."name")
    FROM (SELECT max(seq) AS seq, hash FROM audit) AS last;
    INSERT INTO audit (seq, body, hash, salt, detail) VALUES (trail_seq(), trail_body(), trail_hash(), trail_salt(), trail_detail());
END;

CREATE TRIGGER training_record_own BEFORE INSERT ON training_record
WHEN session_role() = 'staff' AND (
    new.method <> 'read and understood'
    OR new.person IS NOT (SELECT person FROM user_person WHERE id = session_user())
    OR NOT EXISTS (SELECT 1 FROM signature AS s
                   WHERE s.tbl = 'training_record' AND s.record = new.id AND s."user" = session_user()))
BEGIN
    SELECT RAISE(ABORT, 'staff record by their own signature what they have read, and nothing else');
END;

CREATE TRIGGER trusted_authority_by_officer BEFORE INSERT ON trusted_authority BEGIN
    SELECT RAISE(ABORT, 'an authority is confirmed by the officer who is signed in')
    WHERE new."by" IS NOT session_user() OR session_role() <> 'officer' OR new.ended IS NOT NULL;
END;

CREATE TRIGGER trusted_authority_keep BEFORE UPDATE ON trusted_authority BEGIN
    SELECT RAISE(ABORT, 'a confirmation only ends')
    WHERE new.fingerprint IS NOT old.fingerprint OR new.name IS NOT old.name OR new."by" IS NOT old."by"
        OR new.confirmed IS NOT old.confirmed OR new.how IS NOT old.how OR old.ended IS NOT NULL;
END;

CREATE TRIGGER user_duty_keep BEFORE UPDATE ON user_duty
WHEN new."user" IS NOT old."user" OR new.kind IS NOT old.kind OR new.done IS NOT old.done
    OR new.document IS NOT old.document OR new."by" IS NOT old."by" OR new.evidence IS NOT old.evidence
    OR old.voided = 1
BEGIN
    SELECT RAISE(ABORT, 'a recorded duty is struck through, not changed');
END;

CREATE TRIGGER user_duty_own BEFORE INSERT ON user_duty
WHEN new."by" <> session_user()
    OR (session_role() NOT IN ('officer', 'investigator') AND (new."user" <> session_user() OR new.kind = 'identity'))
    OR (new.kind = 'statement' AND new.document = 'electronic' AND new."user" <> session_user())
BEGIN
    SELECT RAISE(ABORT, 'a duty is recorded by the user themself, an officer or the investigator');
END;

CREATE TRIGGER users_code_alone BEFORE UPDATE OF code_alone ON users
WHEN new.code_alone = 1
    AND NOT EXISTS (SELECT 1 FROM settings WHERE id = 'unlock-by-code-alone' AND value = 'true')
BEGIN
    SELECT RAISE(ABORT, 'this site asks the passphrase to unlock');
END;

CREATE TRIGGER users_code_alone_new BEFORE INSERT ON users
WHEN new.code_alone = 1
    AND NOT EXISTS (SELECT 1 FROM settings WHERE id = 'unlock-by-code-alone' AND value = 'true')
BEGIN
    SELECT RAISE(ABORT, 'this site asks the passphrase to unlock');
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
