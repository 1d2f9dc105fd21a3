-- A participant's identity that was typed by mistake is taken out of one record and of what the trail said of it (AUD-5):
-- proposed, approved and signed by a second person, carried out and signed. The text itself is never stored: it is typed
-- again, and handed to the trigger trail_redact (db/store/redacting.py) in memory.

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
    entered         TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK ((approver IS NULL) = (approved IS NULL)),
    CHECK (approver IS NULL OR approver <> person),
    CHECK ((carried IS NULL) = (carried_by IS NULL)),
    CHECK (carried IS NULL OR (approved IS NOT NULL AND backups <> '')),
    CHECK (withdrawn IS NULL OR (carried IS NULL AND withdraw_reason <> ''))
) STRICT;
CREATE INDEX redaction_of ON redaction (tbl, record);
CREATE INDEX redaction_by_user ON redaction (proposed_by);
CREATE INDEX redaction_by_person ON redaction (person);
CREATE INDEX redaction_by_approver ON redaction (approver) WHERE approver IS NOT NULL;
CREATE INDEX redaction_by_carrier ON redaction (carried_by) WHERE carried_by IS NOT NULL;

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
