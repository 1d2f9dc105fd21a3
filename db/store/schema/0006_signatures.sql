-- Signatures on records (SIG-1, SIG-3) and who of the roster a user of this program is.

-- id is the user's: a user is one person; the roster keeps its own names.
CREATE TABLE user_person (
    id     TEXT PRIMARY KEY REFERENCES users (id) CHECK (length(id) = 36),
    person TEXT NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX user_person_by_person ON user_person (person);

-- content: canonical text of what was shown; value: ECDSA over it, by the certificate's key. paper 1: signed in ink,
-- the scan a certified copy (compared by, when, where the original is).
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
CREATE INDEX signature_by_record ON signature (tbl, record, at);
CREATE INDEX signature_by_user ON signature ("user");
CREATE INDEX signature_by_person ON signature (person) WHERE person IS NOT NULL;
CREATE INDEX signature_by_certificate ON signature (certificate) WHERE certificate IS NOT NULL;
CREATE INDEX signature_by_evidence ON signature (evidence) WHERE evidence IS NOT NULL;

-- Who is signed in signs or enters; active, and with a certificate of their own that is good today.
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
CREATE TRIGGER signature_stay BEFORE DELETE ON signature BEGIN
    SELECT RAISE(ABORT, 'a signature is never removed');
END;
