-- Oversight: duties of the program's users, the investigator's oversight reviews, study papers, reviews of the trail
-- (UNL-6, ROS-6, ROS-7, AUD-4). Dates are ISO text; `entered` is when the computer was told (AUD-6).

-- What a user must have done before their first act, and what they repeat (11.10(i),(j); 11.100(b); 11.300(b)).
-- identity: `document` is the kind of paper seen, "by" who looked at it; statement: electronic or paper;
-- training: how; passphrase: revised by themselves.
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
CREATE INDEX user_duty_by_user ON user_duty ("user", kind, voided, done);
CREATE INDEX user_duty_by_by ON user_duty ("by");
CREATE INDEX user_duty_by_evidence ON user_duty (evidence) WHERE evidence IS NOT NULL;

-- Officers record for others, and the investigator may (a site's only officer has nobody else to check their identity);
-- nobody signs a statement for somebody else.
CREATE TRIGGER user_duty_own BEFORE INSERT ON user_duty
WHEN new."by" <> session_user()
    OR (session_role() NOT IN ('officer', 'investigator') AND (new."user" <> session_user() OR new.kind = 'identity'))
    OR (new.kind = 'statement' AND new.document = 'electronic' AND new."user" <> session_user())
BEGIN
    SELECT RAISE(ABORT, 'a duty is recorded by the user themself, an officer or the investigator');
END;
-- What was recorded is struck through at most.
CREATE TRIGGER user_duty_keep BEFORE UPDATE ON user_duty
WHEN new."user" IS NOT old."user" OR new.kind IS NOT old.kind OR new.done IS NOT old.done
    OR new.document IS NOT old.document OR new."by" IS NOT old."by" OR new.evidence IS NOT old.evidence
    OR old.voided = 1
BEGIN
    SELECT RAISE(ABORT, 'a recorded duty is struck through, not changed');
END;

-- Everybody may record, by their own signature, what they have read and understood (TRN-2); staff nothing else.
CREATE TRIGGER training_record_own BEFORE INSERT ON training_record
WHEN session_role() = 'staff' AND (
    new.method <> 'read and understood'
    OR new.person IS NOT (SELECT person FROM user_person WHERE id = session_user())
    OR NOT EXISTS (SELECT 1 FROM signature AS s
                   WHERE s.tbl = 'training_record' AND s.record = new.id AND s."user" = session_user()))
BEGIN
    SELECT RAISE(ABORT, 'staff record by their own signature what they have read, and nothing else');
END;

-- ROS-6: how often a study's investigator reviews; id is the study's.
CREATE TABLE oversight_plan (
    id     TEXT PRIMARY KEY REFERENCES study (id) CHECK (length(id) = 36),
    months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 60),
    start  TEXT NOT NULL CHECK (start IS date(start))
) STRICT;

-- One review of a study. `facts` (JSON: sections with lines) is drawn from the registers at `drawn` and never changes;
-- what the investigator concludes is written until the signature, and not after it.
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
CREATE INDEX oversight_review_by_study ON oversight_review (study, until);
CREATE INDEX oversight_review_by_person ON oversight_review (person);
CREATE UNIQUE INDEX oversight_review_open ON oversight_review (study) WHERE signed IS NULL;
CREATE TRIGGER oversight_review_keep BEFORE UPDATE ON oversight_review
WHEN old.signed IS NOT NULL OR new.facts IS NOT old.facts OR new.drawn IS NOT old.drawn
    OR new.study IS NOT old.study OR new.since IS NOT old.since OR new.until IS NOT old.until
BEGIN
    SELECT RAISE(ABORT, 'the facts of a review stay as they were drawn, and a signed review stays whole');
END;
CREATE TRIGGER oversight_review_stay BEFORE DELETE ON oversight_review WHEN old.signed IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a signed review stays');
END;

-- ROS-7: papers by person and study. form: Form FDA 1572 or its equivalent, `version` in words, `person` the
-- investigator, with the people it names in study_paper_person; disclosure: financial interests; cv: signed and dated.
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
CREATE INDEX study_paper_by_study ON study_paper (study, kind, person, signed);
CREATE INDEX study_paper_by_person ON study_paper (person);
CREATE INDEX study_paper_by_evidence ON study_paper (evidence) WHERE evidence IS NOT NULL;

CREATE TABLE study_paper_person (
    id     TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    paper  TEXT NOT NULL REFERENCES study_paper (id),
    person TEXT NOT NULL REFERENCES person (id),
    role   TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 100),
    UNIQUE (paper, person)
) STRICT;
CREATE INDEX study_paper_person_by_person ON study_paper_person (person);

-- AUD-4: what a review of the trail looks at, as data. `look` (JSON): actions, tables, roles, fields, late, hours,
-- drift; `share`: percent of what it finds that is looked at, at least `least` entries.
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

-- One review: entries `first` to `last` of the trail, drawn with `seed`, by somebody; `signed` when it is done.
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
CREATE INDEX trail_review_by_user ON trail_review ("user");
CREATE UNIQUE INDEX trail_review_open ON trail_review ((1)) WHERE signed IS NULL;

-- What each filter found in that stretch, and how many of it were drawn: kept, so that the sampling can be shown.
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
CREATE INDEX trail_review_filter_by_filter ON trail_review_filter (filter);

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
CREATE INDEX trail_review_entry_by_filter ON trail_review_entry (filter);

-- A review is signed when every entry drawn bears a mark; a signed one changes only in what became of a finding.
CREATE TRIGGER review_of_trail_whole BEFORE UPDATE OF signed ON trail_review
WHEN new.signed IS NOT NULL AND EXISTS (SELECT 1 FROM trail_review_entry WHERE review = new.id AND mark = '')
BEGIN
    SELECT RAISE(ABORT, 'every entry drawn is looked at before the review is signed');
END;
CREATE TRIGGER review_of_trail_keep BEFORE UPDATE ON trail_review WHEN old.signed IS NOT NULL BEGIN
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
