-- Corrective and preventive action (CAP-1 to CAP-4). The order of the steps is that of db/capa/machine.py: the triggers below
-- hold it for any statement, and a test compares the two. `day` columns are when it happened, `entered` when it was told (AUD-6).

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
CREATE INDEX capa_by_step ON capa (step, priority, source, kind, study, owner, target, check_due, identified);
CREATE INDEX capa_by_study ON capa (study) WHERE study IS NOT NULL;
CREATE INDEX capa_by_owner ON capa (owner) WHERE owner IS NOT NULL;
CREATE INDEX capa_by_origin ON capa (origin_record) WHERE origin_record <> '';
CREATE INDEX capa_by_identified ON capa (identified);
CREATE INDEX capa_by_closed ON capa (closed) WHERE closed IS NOT NULL;

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

CREATE TABLE capa_member (      -- the cross-functional team
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    person  TEXT NOT NULL REFERENCES person (id),
    part    TEXT NOT NULL DEFAULT '' CHECK (length(part) <= 200),
    "left"  TEXT CHECK ("left" IS date("left")),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    UNIQUE (capa, person)
) STRICT;
CREATE INDEX capa_member_by_person ON capa_member (person);

CREATE TABLE capa_event (       -- the time line of what happened
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    at      TEXT NOT NULL CHECK (at GLOB '????-??-??T*' AND unixepoch(at) IS NOT NULL),
    what    TEXT NOT NULL CHECK (trim(what) <> '' AND length(what) <= 20000),
    struck  INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (unixepoch(at) <= unixepoch(entered))
) STRICT;
CREATE INDEX capa_event_of ON capa_event (capa, at);

-- One tree of causes, drawn as 5 whys (each answer below its question) and as fishbone (by category).
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
CREATE INDEX capa_cause_of ON capa_cause (capa, place);
CREATE INDEX capa_cause_under ON capa_cause (parent) WHERE parent IS NOT NULL;
CREATE INDEX capa_cause_root ON capa_cause (category, capa) WHERE standing = 'root cause';

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
CREATE INDEX capa_action_of ON capa_action (capa, due);
CREATE INDEX capa_action_open ON capa_action (capa, due) WHERE done IS NULL AND dropped = 0;
CREATE INDEX capa_action_due ON capa_action (due, capa) WHERE done IS NULL AND dropped = 0;
CREATE INDEX capa_action_by_owner ON capa_action (owner);

CREATE TABLE capa_extension (   -- why a day moved; the first one stays where it was
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa    TEXT NOT NULL REFERENCES capa (id),
    action  TEXT REFERENCES capa_action (id),                            -- NULL: the target of the CAPA itself
    before  TEXT NOT NULL CHECK (before IS date(before)),
    after   TEXT NOT NULL CHECK (after IS date(after) AND after > before),
    reason  TEXT NOT NULL CHECK (trim(reason) <> '' AND length(reason) <= 2000),
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE INDEX capa_extension_of ON capa_extension (capa);
CREATE INDEX capa_extension_of_action ON capa_extension (action) WHERE action IS NOT NULL;

CREATE TABLE capa_file (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    capa     TEXT NOT NULL REFERENCES capa (id),
    action   TEXT REFERENCES capa_action (id),                           -- NULL: evidence of the investigation
    evidence TEXT NOT NULL REFERENCES evidence (id),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE INDEX capa_file_of ON capa_file (capa);
CREATE INDEX capa_file_of_action ON capa_file (action) WHERE action IS NOT NULL;
CREATE INDEX capa_file_evidence ON capa_file (evidence);

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
CREATE INDEX capa_decision_by_person ON capa_decision (person) WHERE person IS NOT NULL;

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

-- What begins, begins at the beginning; only what a sheet says was dealt with before may come in as ended.
CREATE TRIGGER capa_begins BEFORE INSERT ON capa
WHEN new.round <> 1 OR new.check_due IS NOT NULL
    OR NOT (new.step = 'identification' OR (new.old_status <> '' AND new.step IN ('closed', 'closed as correction', 'voided')))
BEGIN
    SELECT RAISE(ABORT, 'a CAPA begins with its identification');
END;
CREATE TRIGGER capa_old_status BEFORE UPDATE OF old_status, identified, entered, number, origin_table, origin_record ON capa
WHEN old.old_status IS NOT new.old_status OR old.number IS NOT new.number OR old.entered IS NOT new.entered
    OR old.origin_record IS NOT new.origin_record OR old.origin_table IS NOT new.origin_table
    OR (old.identified IS NOT new.identified AND old.step <> 'identification')
BEGIN
    SELECT RAISE(ABORT, 'number, origin, former status and time of entry of a CAPA never change');
END;

-- The order of the steps: TRANSITIONS of db/capa/machine.py.
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
-- A new round begins exactly where the plan must be approved anew.
CREATE TRIGGER capa_round BEFORE UPDATE OF round, step ON capa
WHEN new.round <> old.round + ((old.step, new.step) IN (VALUES
    ('effectiveness check', 'investigation'), ('closed', 'investigation'), ('implementation', 'action plan')))
BEGIN
    SELECT RAISE(ABORT, 'a CAPA begins a new round when it is opened again or its plan is revised');
END;
CREATE TRIGGER capa_to_investigation BEFORE UPDATE OF step ON capa
WHEN old.step = 'identification' AND new.step = 'investigation'
    AND (trim(new.description) = '' OR new.owner IS NULL OR trim(new.containment) = '')
BEGIN
    SELECT RAISE(ABORT, 'an investigation needs description, owner and containment');
END;
CREATE TRIGGER capa_to_plan BEFORE UPDATE OF step ON capa
WHEN old.step = 'investigation' AND new.step = 'action plan' AND (
    (SELECT count(*) FROM capa_member WHERE capa = new.id AND "left" IS NULL) < 2
    OR NOT EXISTS (SELECT 1 FROM capa_cause WHERE capa = new.id AND standing = 'root cause')
    OR trim(new.root_cause) = '' OR new.root_cause_day IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'an action plan needs a team, a root cause and its statement');
END;
CREATE TRIGGER capa_to_implementation BEFORE UPDATE OF step ON capa
WHEN old.step = 'action plan' AND new.step = 'implementation' AND (
    new.owner IS NULL OR trim(new.criteria) = '' OR trim(new.check_how) = '' OR new.check_after IS NULL
    OR NOT EXISTS (SELECT 1 FROM capa_action WHERE capa = new.id AND kind <> 'immediate' AND done IS NULL AND dropped = 0)
    OR NOT EXISTS (SELECT 1 FROM capa_decision WHERE capa = new.id AND round = new.round AND meaning = 'approved'))
BEGIN
    SELECT RAISE(ABORT, 'implementation needs actions, criteria of effectiveness and the approval of the plan');
END;
CREATE TRIGGER capa_to_effectiveness BEFORE UPDATE OF step ON capa
WHEN old.step = 'implementation' AND new.step = 'effectiveness check' AND (
    EXISTS (SELECT 1 FROM capa_action WHERE capa = new.id AND done IS NULL AND dropped = 0)
    OR new.check_due IS NOT date(coalesce((SELECT max(done) FROM capa_action WHERE capa = new.id), new.step_day),
        '+' || new.check_after || ' days'))
BEGIN
    SELECT RAISE(ABORT, 'the effectiveness check waits until every action is done and its period has passed');
END;
CREATE TRIGGER capa_check_day BEFORE UPDATE OF check_due ON capa
WHEN old.check_due IS NOT new.check_due AND old.step = new.step
BEGIN
    SELECT RAISE(ABORT, 'the day of the effectiveness check follows from the last action done');
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
CREATE TRIGGER capa_to_investigation_again BEFORE UPDATE OF step ON capa
WHEN old.step = 'effectiveness check' AND new.step = 'investigation'
    AND NOT EXISTS (SELECT 1 FROM capa_check WHERE capa = new.id AND round = old.round AND verdict = 'not effective')
BEGIN
    SELECT RAISE(ABORT, 'a CAPA is investigated again when a check found it not effective');
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

-- Fixed before implementation, and not moved afterwards.
CREATE TRIGGER capa_criteria_fixed BEFORE UPDATE OF criteria, check_how, check_after ON capa
WHEN old.step NOT IN ('identification', 'investigation', 'action plan')
    AND (old.criteria IS NOT new.criteria OR old.check_how IS NOT new.check_how OR old.check_after IS NOT new.check_after)
BEGIN
    SELECT RAISE(ABORT, 'the criteria of effectiveness were fixed before implementation');
END;
CREATE TRIGGER capa_cause_fixed BEFORE UPDATE OF root_cause, root_cause_day, method ON capa
WHEN old.step NOT IN ('identification', 'investigation')
    AND (old.root_cause IS NOT new.root_cause OR old.root_cause_day IS NOT new.root_cause_day OR old.method IS NOT new.method)
BEGIN
    SELECT RAISE(ABORT, 'the root cause is stated in the investigation');
END;
CREATE TRIGGER capa_ended BEFORE UPDATE ON capa
WHEN old.step IN ('closed', 'closed as correction', 'voided') AND new.step = old.step
BEGIN
    SELECT RAISE(ABORT, 'a CAPA that ended stays as it is');
END;
CREATE TRIGGER capa_target_moved BEFORE UPDATE OF target, first_target ON capa
WHEN (old.first_target IS NOT NULL AND old.first_target IS NOT new.first_target)
    OR (old.target IS NOT NULL AND old.target IS NOT new.target AND NOT EXISTS (SELECT 1 FROM capa_extension
        WHERE capa = new.id AND action IS NULL AND before = old.target AND after = new.target))
BEGIN
    SELECT RAISE(ABORT, 'a due date moves by an extension with its reason; the first one stays');
END;
CREATE TRIGGER capa_owner_not_approver BEFORE UPDATE OF owner ON capa
WHEN old.owner IS NOT new.owner AND new.owner IN (
    SELECT person FROM capa_decision WHERE capa = new.id AND round = new.round)
BEGIN
    SELECT RAISE(ABORT, 'this person signed the CAPA and cannot own it');
END;

-- Nobody approves their own (ROL-4); decisions and verdicts stay.
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

-- Actions: planned in the plan, done in the implementation; what is done at once is never held up.
CREATE TRIGGER capa_action_planned BEFORE INSERT ON capa_action
WHEN new.round <> (SELECT round FROM capa WHERE id = new.capa) OR CASE WHEN new.kind = 'immediate'
    THEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
    ELSE (SELECT step FROM capa WHERE id = new.capa) <> 'action plan' OR new.done IS NOT NULL END
BEGIN
    SELECT RAISE(ABORT, 'corrective and preventive actions are planned in the action plan');
END;
CREATE TRIGGER capa_action_done BEFORE UPDATE OF done ON capa_action
WHEN old.done IS NOT new.done AND (old.done IS NOT NULL OR old.dropped = 1 OR
    (new.kind <> 'immediate' AND (SELECT step FROM capa WHERE id = new.capa) <> 'implementation'))
BEGIN
    SELECT RAISE(ABORT, 'a planned action is done once its plan is approved, and once');
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
CREATE TRIGGER capa_action_ended BEFORE UPDATE ON capa_action
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN
    SELECT RAISE(ABORT, 'a CAPA that ended stays as it is');
END;
CREATE TRIGGER capa_extension_stays BEFORE UPDATE ON capa_extension
BEGIN
    SELECT RAISE(ABORT, 'an extension stays');
END;

-- Causes: a tree of one CAPA, never in a circle.
CREATE TRIGGER capa_cause_in BEFORE INSERT ON capa_cause
WHEN (SELECT step FROM capa WHERE id = new.capa) NOT IN ('identification', 'investigation')
    OR (new.parent IS NOT NULL AND new.capa IS NOT (SELECT capa FROM capa_cause WHERE id = new.parent))
BEGIN
    SELECT RAISE(ABORT, 'causes are drawn in the investigation, in one tree');
END;
CREATE TRIGGER capa_cause_change BEFORE UPDATE ON capa_cause
WHEN (SELECT step FROM capa WHERE id = new.capa) NOT IN ('identification', 'investigation') OR old.capa IS NOT new.capa
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

-- What belongs to a CAPA that ended stays as well.
CREATE TRIGGER capa_notice_in BEFORE INSERT ON capa_notice
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;
CREATE TRIGGER capa_notice_change BEFORE UPDATE ON capa_notice
WHEN old.capa IS NOT new.capa OR (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;
CREATE TRIGGER capa_member_in BEFORE INSERT ON capa_member
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;
CREATE TRIGGER capa_member_change BEFORE UPDATE ON capa_member
WHEN old.capa IS NOT new.capa OR (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;
CREATE TRIGGER capa_event_in BEFORE INSERT ON capa_event
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;
CREATE TRIGGER capa_event_change BEFORE UPDATE ON capa_event
WHEN old.capa IS NOT new.capa OR (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;
CREATE TRIGGER capa_file_in BEFORE INSERT ON capa_file
WHEN (SELECT step FROM capa WHERE id = new.capa) IN ('closed', 'closed as correction', 'voided')
BEGIN SELECT RAISE(ABORT, 'a CAPA that ended stays as it is'); END;
CREATE TRIGGER capa_file_stays BEFORE UPDATE ON capa_file
BEGIN SELECT RAISE(ABORT, 'evidence stays with its CAPA'); END;
