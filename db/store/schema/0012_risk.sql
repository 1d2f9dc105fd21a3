-- What could go wrong (RSK-1): what is worth protecting, from what, through which weakness; each scenario's place on a 5 x 5
-- matrix before any measure (inherent), today (current) and once the treatment is done (residual).

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
CREATE INDEX asset_by_owner ON asset (owner) WHERE owner IS NOT NULL;

CREATE TABLE threat (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name    TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> '' AND length(name) <= 200),
    origin  TEXT NOT NULL CHECK (origin IN ('outsider', 'insider', 'mistake', 'technical', 'nature'))
) STRICT;

CREATE TABLE vulnerability (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name    TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (trim(name) <> '' AND length(name) <= 300)
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
CREATE UNIQUE INDEX risk_of_library ON risk (library) WHERE library <> '' AND closed IS NULL;
CREATE INDEX risk_by_asset ON risk (asset) WHERE asset IS NOT NULL;
CREATE INDEX risk_by_threat ON risk (threat) WHERE threat IS NOT NULL;
CREATE INDEX risk_by_vulnerability ON risk (vulnerability) WHERE vulnerability IS NOT NULL;
CREATE INDEX risk_by_study ON risk (study) WHERE study IS NOT NULL;
CREATE INDEX risk_by_owner ON risk (owner) WHERE owner IS NOT NULL;
CREATE INDEX risk_by_review ON risk (next_review) WHERE closed IS NULL;

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
CREATE INDEX risk_action_of ON risk_action (risk, due);
CREATE INDEX risk_action_by_owner ON risk_action (owner);
CREATE INDEX risk_action_open ON risk_action (due) WHERE done IS NULL AND dropped = 0;

CREATE TABLE risk_capa (
    id   TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    risk TEXT NOT NULL REFERENCES risk (id),
    capa TEXT NOT NULL REFERENCES capa (id),
    UNIQUE (risk, capa)
) STRICT;
CREATE INDEX risk_capa_by_capa ON risk_capa (capa);

-- Somebody with the standing to do so lives with the risk until a day, and signs for it. Never for ever, never for oneself.
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
CREATE INDEX risk_acceptance_of ON risk_acceptance (risk, ends);
CREATE INDEX risk_acceptance_by_approver ON risk_acceptance (approver);
CREATE UNIQUE INDEX risk_acceptance_waiting ON risk_acceptance (risk) WHERE signed = 0 AND withdrawn IS NULL;

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
CREATE TRIGGER risk_owner_not_approver BEFORE UPDATE OF owner ON risk
WHEN new.owner IS NOT NULL AND EXISTS (
    SELECT 1 FROM risk_acceptance WHERE risk = new.id AND approver = new.owner AND withdrawn IS NULL
        AND (old.owner IS NOT new.owner))
BEGIN
    SELECT RAISE(ABORT, 'this person accepted the risk and cannot own it');
END;

CREATE TABLE risk_review (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    risk     TEXT NOT NULL REFERENCES risk (id),
    reviewed TEXT NOT NULL CHECK (reviewed IS date(reviewed)),
    reviewer TEXT NOT NULL CHECK (trim(reviewer) <> '' AND length(reviewer) <= 200),
    outcome  TEXT NOT NULL CHECK (trim(outcome) <> '' AND length(outcome) <= 4000),
    entered  TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (reviewed <= substr(entered, 1, 10))
) STRICT;
CREATE INDEX risk_review_of ON risk_review (risk, reviewed);

-- The site's own words for the steps of the scales; without a row the built-in word stands.
CREATE TABLE risk_scale (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    axis    TEXT NOT NULL CHECK (axis IN ('likelihood', 'impact', 'level')),
    step    INTEGER NOT NULL CHECK (step BETWEEN 1 AND 5),
    word    TEXT NOT NULL CHECK (trim(word) <> '' AND length(word) <= 40),
    meaning TEXT NOT NULL DEFAULT '' CHECK (length(meaning) <= 500),
    CHECK (axis <> 'level' OR step <= 4),
    UNIQUE (axis, step)
) STRICT;
