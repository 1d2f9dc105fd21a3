-- How a record series ends (RET-3, AUD-5): proposed, approved by a second person, carried out, witnessed; the stub stays.
-- What is kept in this program is named row by row; the trigger trail_destroy, generated in db/store/destroying.py,
-- removes it when the destruction is marked as carried out, and asks itself for everything that must hold.

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
CREATE UNIQUE INDEX destruction_once ON destruction (series) WHERE withdrawn IS NULL;
CREATE INDEX destruction_by_series ON destruction (series);
CREATE INDEX destruction_by_user ON destruction (proposed_by);
CREATE INDEX destruction_by_person ON destruction (person);
CREATE INDEX destruction_by_approver ON destruction (approver) WHERE approver IS NOT NULL;
CREATE INDEX destruction_by_carrier ON destruction (carried_by) WHERE carried_by IS NOT NULL;
CREATE INDEX destruction_by_witness ON destruction (witness) WHERE witness IS NOT NULL;

-- What ends in this program, by table and id alone; it stays as the list that the certificate's hash is of.
CREATE TABLE destruction_item (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    destruction TEXT NOT NULL REFERENCES destruction (id),
    tbl         TEXT NOT NULL CHECK (tbl <> ''),
    record      TEXT NOT NULL CHECK (record <> ''),
    UNIQUE (destruction, tbl, record)
) STRICT;

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

-- What was proposed is what is approved; after it was carried out or withdrawn only the stub is left.
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

CREATE TRIGGER destruction_item_before_approval BEFORE INSERT ON destruction_item
WHEN (SELECT d.approved IS NOT NULL OR d.withdrawn IS NOT NULL FROM destruction AS d WHERE d.id = new.destruction)
BEGIN
    SELECT RAISE(ABORT, 'what ends is named before it is approved');
END;

-- These stay, unless they end in a destruction that is being carried out.
CREATE VIEW ending AS SELECT x.tbl, x.record FROM destruction_item AS x JOIN destruction AS d ON d.id = x.destruction
WHERE d.carried IS NOT NULL;

DROP TRIGGER signature_stay;
CREATE TRIGGER signature_stay BEFORE DELETE ON signature
WHEN NOT EXISTS (SELECT 1 FROM ending AS e WHERE e.tbl = 'signature' AND e.record = old.id) BEGIN
    SELECT RAISE(ABORT, 'a signature is never removed');
END;

DROP TRIGGER oversight_review_stay;
CREATE TRIGGER oversight_review_stay BEFORE DELETE ON oversight_review
WHEN old.signed IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ending AS e WHERE e.tbl = 'oversight_review' AND e.record = old.id) BEGIN
    SELECT RAISE(ABORT, 'a signed review stays');
END;

DROP TRIGGER plan_version_stay;
CREATE TRIGGER plan_version_stay BEFORE DELETE ON plan_version
WHEN old.proposed IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ending AS e WHERE e.tbl = 'plan_version' AND e.record = old.id) BEGIN
    SELECT RAISE(ABORT, 'only a draft is removed');
END;

DROP TRIGGER plan_section_stay;
CREATE TRIGGER plan_section_stay BEFORE DELETE ON plan_section
WHEN (SELECT proposed FROM plan_version WHERE id = old.version) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ending AS e WHERE e.tbl = 'plan_section' AND e.record = old.id) BEGIN
    SELECT RAISE(ABORT, 'only a draft is removed');
END;
