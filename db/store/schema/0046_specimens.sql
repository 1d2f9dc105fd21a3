-- The signature-and-initials sheet (SIG-3): how people who sign on paper write their name, so that ink can be recognised.

-- One line of a filed sheet; the scan is a certified copy: compared by whom, when, and where the original is.
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
CREATE INDEX specimen_by_person ON specimen (person, signed);
CREATE INDEX specimen_by_evidence ON specimen (evidence);
CREATE INDEX specimen_by_user ON specimen ("user");

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
