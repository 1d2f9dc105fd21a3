-- Data management plan, sharing, controlled documents (DMP-1 to DMP-3). What was signed stays as it was signed: triggers
-- hold it, so that a raw statement meets the same refusal as a page.

-- One version of a study's plan. proposed: the day its author signed it, drawn: when the facts of the registers were
-- frozen into it; approved: the day somebody else signed. A version begins as a draft; one open version a study.
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
CREATE UNIQUE INDEX plan_version_open ON plan_version (study) WHERE approved IS NULL;
CREATE INDEX plan_version_by_author ON plan_version (author);
CREATE INDEX plan_version_by_approver ON plan_version (approver) WHERE approver IS NOT NULL;

CREATE TABLE plan_section (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    version TEXT NOT NULL REFERENCES plan_version (id),
    part    TEXT NOT NULL CHECK (part IN ('collection', 'security', 'sharing', 'retention')),
    text    TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
    facts   TEXT NOT NULL DEFAULT '[]' CHECK (json_type(facts) = 'array'),           -- [[topic, label, value], ...]
    UNIQUE (version, part)
) STRICT;

CREATE TRIGGER plan_version_begins BEFORE INSERT ON plan_version
WHEN new.proposed IS NOT NULL OR new.approved IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a plan begins as a draft');
END;
CREATE TRIGGER plan_version_proposes BEFORE UPDATE OF proposed ON plan_version
WHEN new.proposed IS NOT NULL AND old.proposed IS NULL BEGIN
    SELECT RAISE(ABORT, 'a plan has four parts, each with its text')
    WHERE (SELECT count(*) FROM plan_section WHERE version = new.id AND trim(text) <> '') <> 4;
    SELECT RAISE(ABORT, 'a plan is proposed by its author''s signature')
    WHERE NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'plan_version' AND s.record = new.id
        AND s.meaning = 'authored' AND s.person = new.author AND julianday(s.at) >= julianday(new.drawn));
END;
CREATE TRIGGER plan_version_approves BEFORE UPDATE OF approved ON plan_version
WHEN new.approved IS NOT NULL AND old.approved IS NULL BEGIN
    SELECT RAISE(ABORT, 'a plan is approved by its approver''s signature') WHERE NOT EXISTS (
        SELECT 1 FROM signature AS s WHERE s.tbl = 'plan_version' AND s.record = new.id AND s.meaning = 'approved'
        AND s.person IS new.approver AND s.person IS NOT new.author AND julianday(s.at) >= julianday(new.drawn)
        AND (new.approver IS NOT NULL OR s.paper = 1));
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
CREATE TRIGGER plan_version_stay BEFORE DELETE ON plan_version WHEN old.proposed IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'only a draft is removed');
END;
CREATE TRIGGER plan_section_late BEFORE INSERT ON plan_section
WHEN (SELECT proposed FROM plan_version WHERE id = new.version) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a plan its author signed is not changed; send it back, or make the next version');
END;
CREATE TRIGGER plan_section_keep BEFORE UPDATE ON plan_section
WHEN new.version IS NOT old.version OR (SELECT proposed FROM plan_version WHERE id = old.version) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'a plan its author signed is not changed; send it back, or make the next version');
END;
CREATE TRIGGER plan_section_stay BEFORE DELETE ON plan_section
WHEN (SELECT proposed FROM plan_version WHERE id = old.version) IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'only a draft is removed');
END;

-- What leaves to whom, on which ground (GDPR Art. 26, 28, 30(1)(d), (e); Chapter V). What ended stays.
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
CREATE INDEX sharing_by_study ON sharing (study) WHERE study IS NOT NULL;
CREATE INDEX sharing_by_owner ON sharing (owner) WHERE owner IS NOT NULL;
CREATE INDEX sharing_by_evidence ON sharing (evidence) WHERE evidence IS NOT NULL;
CREATE TRIGGER sharing_ended_stays BEFORE UPDATE ON sharing
WHEN (old.ended IS NOT NULL AND NOT (new.voided = 1 AND old.voided = 0)) OR old.voided = 1 BEGIN
    SELECT RAISE(ABORT, 'what ended or was struck through stays as it was; enter the sharing anew');
END;

CREATE TABLE sharing_review (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    sharing  TEXT NOT NULL REFERENCES sharing (id),
    reviewed TEXT NOT NULL CHECK (reviewed IS date(reviewed)),
    reviewer TEXT NOT NULL CHECK (trim(reviewer) <> '' AND length(reviewer) <= 200),
    outcome  TEXT NOT NULL CHECK (trim(outcome) <> '' AND length(outcome) <= 2000),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (reviewed <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX sharing_review_of ON sharing_review (sharing, reviewed);

-- A document of the training register under change control: id is the course's; its versions, and what they re-open,
-- are the training register's own and stand there once (TRN-1).
CREATE TABLE document (
    id            TEXT PRIMARY KEY REFERENCES course (id) CHECK (length(id) = 36),
    type          TEXT NOT NULL CHECK (type IN (
                      'SOP', 'policy', 'work instruction', 'manual', 'form', 'protocol', 'consent', 'safety')),
    owner         TEXT NOT NULL REFERENCES person (id),
    review_months INTEGER NOT NULL DEFAULT 24 CHECK (review_months BETWEEN 1 AND 120),
    controlled    TEXT NOT NULL CHECK (controlled IS date(controlled)),
    entered       TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE INDEX document_by_owner ON document (owner);

-- How a version came to be: id is the version's. What changed is the version's own summary.
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
CREATE UNIQUE INDEX document_change_open ON document_change (document) WHERE approved IS NULL AND abandoned IS NULL;
CREATE INDEX document_change_by_document ON document_change (document);
CREATE INDEX document_change_by_author ON document_change (author);
CREATE INDEX document_change_by_reviewer ON document_change (reviewer) WHERE reviewer IS NOT NULL;
CREATE INDEX document_change_by_approver ON document_change (approver) WHERE approver IS NOT NULL;

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

-- A version of a document under change control takes effect by its approval and no other way (21 CFR 11.10(k)).
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

-- Who has a version: somebody of the site, or a holder outside or a place (the pharmacy's folder). by_training 1: the
-- training register asks them to read it, and that record acknowledges it; returned: a superseded copy came back.
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
CREATE INDEX document_copy_by_person ON document_copy (person) WHERE person IS NOT NULL;

CREATE TRIGGER document_copy_acknowledged BEFORE UPDATE OF acknowledged ON document_copy
WHEN new.acknowledged IS NOT NULL AND new.person IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM signature AS s WHERE s.tbl = 'document_copy' AND s.record = new.id AND s.meaning = 'acknowledged'
        AND s.person = new.person)
BEGIN
    SELECT RAISE(ABORT, 'a copy is acknowledged by the signature of who has it');
END;

CREATE TABLE document_review (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    document TEXT NOT NULL REFERENCES document (id),
    reviewed TEXT NOT NULL CHECK (reviewed IS date(reviewed)),
    reviewer TEXT NOT NULL CHECK (trim(reviewer) <> '' AND length(reviewer) <= 200),
    outcome  TEXT NOT NULL CHECK (trim(outcome) <> '' AND length(outcome) <= 2000),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (reviewed <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX document_review_of ON document_review (document, reviewed);
