-- Certificates that people bring with them in a PKCS#12 file (SIG-2): who issued them, and which of those authorities a
-- named officer answers for. Keys are in the slots, never here.

-- place 1 issued the certificate, 2 issued that one, and so on; the last is the authority that is confirmed or not.
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
CREATE INDEX certificate_issuer_by_fingerprint ON certificate_issuer (fingerprint);

-- An officer compared the fingerprint with what the authority publishes; how says with what. Ended: no longer.
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
CREATE INDEX trusted_authority_by_user ON trusted_authority ("by");
CREATE UNIQUE INDEX trusted_authority_once ON trusted_authority (fingerprint) WHERE ended IS NULL;

-- Officers enter certificates at an enrolment; everybody else enters and withdraws their own, and nothing else.
CREATE TRIGGER certificates_own BEFORE INSERT ON certificates WHEN session_role() <> 'officer' BEGIN
    SELECT RAISE(ABORT, 'a certificate is entered by an officer, or is one''s own')
    WHERE new.kind <> 'person' OR new."user" IS NOT session_user();
END;
CREATE TRIGGER certificates_keep BEFORE UPDATE ON certificates BEGIN
    SELECT RAISE(ABORT, 'of a certificate only its withdrawal may come')
    WHERE new.kind IS NOT old.kind OR new."user" IS NOT old."user" OR new.name IS NOT old.name
        OR new.fingerprint IS NOT old.fingerprint OR new.serial IS NOT old.serial OR new.der IS NOT old.der
        OR new.valid_from IS NOT old.valid_from OR new.valid_until IS NOT old.valid_until OR old.withdrawn IS NOT NULL;
    SELECT RAISE(ABORT, 'a certificate is withdrawn by an officer, or is one''s own')
    WHERE session_role() <> 'officer' AND old."user" IS NOT session_user();
END;
CREATE TRIGGER certificate_issuer_own BEFORE INSERT ON certificate_issuer BEGIN
    SELECT RAISE(ABORT, 'everybody brings a certificate of their own')
    WHERE NOT EXISTS (SELECT 1 FROM certificates AS c WHERE c.id = new.certificate AND c."user" = session_user());
END;
CREATE TRIGGER certificate_issuer_keep BEFORE UPDATE ON certificate_issuer BEGIN
    SELECT RAISE(ABORT, 'who issued a certificate does not change');
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
