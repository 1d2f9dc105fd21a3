-- Certificates of the site's own authority, the workspace's seal, and every document that left as a signed PDF.
-- Keys and certificates are BLOBs: the trail holds their SHA-256 only.

-- kind authority: the site's own, or one it had before; its key is never here (sealed to officers and recovery kit).
CREATE TABLE certificates (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('authority', 'person', 'seal')),
    "user" TEXT REFERENCES users (id),
    name TEXT NOT NULL CHECK (name <> ''),
    fingerprint TEXT NOT NULL UNIQUE CHECK (length(fingerprint) = 64),
    serial TEXT NOT NULL CHECK (serial <> ''),
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    withdrawn TEXT,
    withdrawn_why TEXT CHECK ((withdrawn IS NULL) = (withdrawn_why IS NULL)),
    der BLOB NOT NULL,
    CHECK ((kind = 'person') = ("user" IS NOT NULL)),
    CHECK (valid_from < valid_until)
) STRICT;
CREATE INDEX certificates_user ON certificates ("user");

-- The seal's private key: proves that somebody had unlocked the workspace, no more.
CREATE TABLE seals (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    certificate TEXT NOT NULL UNIQUE REFERENCES certificates (id),
    "key" BLOB NOT NULL
) STRICT;

-- The authority's lists of withdrawn certificates; number only grows.
CREATE TABLE revocation_lists (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    authority TEXT NOT NULL REFERENCES certificates (id),
    number INTEGER NOT NULL CHECK (number > 0),
    until TEXT NOT NULL,
    der BLOB NOT NULL,
    UNIQUE (authority, number)
) STRICT;

-- Every PDF that left, by its SHA-256. A further signature makes a further row that continues an earlier one.
CREATE TABLE exports (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    number TEXT NOT NULL CHECK (number <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    title TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size > 0),
    exported TEXT NOT NULL,
    "by" TEXT NOT NULL REFERENCES users (id),
    seq INTEGER NOT NULL,
    head TEXT NOT NULL CHECK (length(head) = 64),
    signers TEXT NOT NULL CHECK (json_type(signers) = 'array'),
    continues TEXT REFERENCES exports (id)
) STRICT;
CREATE INDEX exports_number ON exports (number);
