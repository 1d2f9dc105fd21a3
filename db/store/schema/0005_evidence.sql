-- Files kept inside the database (TRN-2). Each is sealed with AES-256-GCM under a key of its own, and the key lies
-- in a table of its own: deleting that one row makes the file unreadable for ever, whatever copy of its pages remains (RET-3).

CREATE TABLE evidence (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    name    TEXT NOT NULL CHECK (trim(name) <> '' AND length(name) <= 255),   -- of the file, without folders
    media   TEXT NOT NULL CHECK (media LIKE '_%/_%' AND length(media) <= 100),
    size    INTEGER NOT NULL CHECK (size > 0),                                -- bytes, before sealing
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64 AND NOT sha256 GLOB '*[^0-9a-f]*'),  -- before sealing
    sealed  BLOB NOT NULL,                                                    -- nonce 12 | ciphertext | tag 16; AAD = id
    entered TEXT NOT NULL CHECK (entered GLOB '????-??-??T*')
) STRICT;
CREATE INDEX evidence_by_hash ON evidence (sha256);

CREATE TABLE evidence_key (
    id  TEXT PRIMARY KEY REFERENCES evidence (id) CHECK (length(id) = 36),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;
