-- Backups (BAK-1, BAK-2, BAK-3): where they go and how often, each that was made, each that was missed, each drill that
-- proved one opens; and what a restored copy had to destroy once more.

-- A folder or stick. every_days NULL: only by hand. The newest first of each week and of each month are kept longer.
CREATE TABLE backup_place (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    folder      TEXT NOT NULL UNIQUE CHECK (trim(folder) <> '' AND length(folder) <= 1000),
    every_days  INTEGER CHECK (every_days BETWEEN 1 AND 31),
    daily       INTEGER NOT NULL DEFAULT 7 CHECK (daily BETWEEN 1 AND 366),      -- days a backup is kept
    weekly      INTEGER NOT NULL DEFAULT 5 CHECK (weekly BETWEEN 0 AND 520),     -- weeks, the first of a week
    monthly     INTEGER NOT NULL DEFAULT 12 CHECK (monthly BETWEEN 0 AND 1200),  -- months, the first of a month
    since       TEXT NOT NULL CHECK (since GLOB '????-??-??T*'),
    journal     INTEGER NOT NULL DEFAULT 0 CHECK (journal >= 0)                  -- the last destruction written there: its entry
) STRICT;

CREATE TABLE backup (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    place       TEXT NOT NULL REFERENCES backup_place (id),
    file        TEXT NOT NULL CHECK (file <> '' AND instr(file, '/') = 0 AND instr(file, char(92)) = 0),
    origin      TEXT NOT NULL CHECK (origin IN ('by hand', 'schedule')),
    made        TEXT NOT NULL CHECK (made GLOB '????-??-??T*'),
    made_by     TEXT NOT NULL REFERENCES users (id),
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
    size        INTEGER NOT NULL CHECK (size > 0),
    seq         INTEGER NOT NULL CHECK (seq > 0),                                -- the head of the trail inside it
    head        TEXT NOT NULL CHECK (length(head) = 64),
    verified    TEXT NOT NULL CHECK (verified GLOB '????-??-??T*'),              -- opened again with its key after writing
    keep_until  TEXT CHECK (keep_until IS date(keep_until)),                     -- NULL: until somebody removes it
    removed     TEXT CHECK (removed IS date(removed)),
    removed_why TEXT NOT NULL DEFAULT '' CHECK (length(removed_why) <= 500),
    CHECK ((removed IS NULL) = (removed_why = ''))
) STRICT;
CREATE INDEX backup_by_place ON backup (place, made);
CREATE INDEX backup_by_user ON backup (made_by);

-- A backup of the schedule that could not be made: once for each day.
CREATE TABLE backup_miss (
    id    TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    place TEXT NOT NULL REFERENCES backup_place (id),
    due   TEXT NOT NULL CHECK (due IS date(due)),
    why   TEXT NOT NULL CHECK (trim(why) <> '' AND length(why) <= 500),
    UNIQUE (place, due)
) STRICT;

CREATE TABLE restore_drill (
    id      TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    backup  TEXT REFERENCES backup (id),
    file    TEXT NOT NULL CHECK (file <> ''),
    done    TEXT NOT NULL CHECK (done GLOB '????-??-??T*'),
    done_by TEXT NOT NULL REFERENCES users (id),
    opened  TEXT NOT NULL CHECK (opened IN ('recovery kit', 'own key')),
    made    TEXT NOT NULL CHECK (made GLOB '????-??-??T*'),                      -- when the backup was made
    seq     INTEGER NOT NULL CHECK (seq >= 0),
    head    TEXT NOT NULL CHECK (length(head) = 64),
    good    INTEGER NOT NULL CHECK (good IN (0, 1)),
    words   TEXT NOT NULL CHECK (words <> '' AND length(words) <= 2000)
) STRICT;
CREATE INDEX drill_by_backup ON restore_drill (backup) WHERE backup IS NOT NULL;
CREATE INDEX drill_by_user ON restore_drill (done_by);

CREATE TRIGGER backup_by BEFORE INSERT ON backup BEGIN
    SELECT RAISE(ABORT, 'a backup is made by who is signed in')
    WHERE new.made_by IS NOT session_user() OR new.removed IS NOT NULL;
    SELECT RAISE(ABORT, 'by hand, an officer or the custodian makes backups; others only what the schedule asks')
    WHERE session_role() NOT IN ('officer', 'custodian') AND (new.origin <> 'schedule'
        OR NOT EXISTS (SELECT 1 FROM backup_place AS p WHERE p.id = new.place AND p.every_days IS NOT NULL));
    SELECT RAISE(ABORT, 'a backup carries a head of this trail')
    WHERE NOT EXISTS (SELECT 1 FROM audit AS a WHERE a.seq = new.seq AND lower(hex(a.hash)) = new.head);
END;

CREATE TRIGGER backup_stays BEFORE UPDATE ON backup BEGIN
    SELECT RAISE(ABORT, 'of a backup only its end is written later')
    WHERE new.place IS NOT old.place OR new.file IS NOT old.file OR new.origin IS NOT old.origin
        OR new.made IS NOT old.made OR new.made_by IS NOT old.made_by OR new.sha256 IS NOT old.sha256
        OR new.size IS NOT old.size OR new.seq IS NOT old.seq OR new.head IS NOT old.head
        OR new.verified IS NOT old.verified OR new.keep_until IS NOT old.keep_until OR old.removed IS NOT NULL;
END;

CREATE TRIGGER drill_by BEFORE INSERT ON restore_drill BEGIN
    SELECT RAISE(ABORT, 'a drill is recorded by who did it') WHERE new.done_by IS NOT session_user();
END;

-- What proves that a list of destructions was written by this workspace: every backup holds it, no other place does.
CREATE TABLE journal_key (
    id  TEXT PRIMARY KEY CHECK (id = 'destructions'),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

-- Where the text of a redaction stood (entry, field, letter), so that a restored copy can take it out again: JSON
-- [[seq, "new", "field", from], ...]. Never the text.
ALTER TABLE redaction ADD COLUMN places TEXT NOT NULL DEFAULT '[]' CHECK (json_type(places) = 'array');

-- Destructions and redactions that were carried out after a restored backup was made: carried out again, or not.
CREATE TABLE reapplied (
    id           TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),    -- of the destruction or redaction
    kind         TEXT NOT NULL CHECK (kind IN ('destruction', 'redaction')),
    number       TEXT NOT NULL CHECK (number <> ''),
    carried      TEXT NOT NULL CHECK (carried IS date(carried)),
    told         TEXT NOT NULL CHECK (json_type(told) = 'object'),               -- as the list beside the backup says it
    tbl          TEXT NOT NULL DEFAULT '',                                       -- of a redaction: its record
    record       TEXT NOT NULL DEFAULT '',
    installation TEXT NOT NULL REFERENCES installations (id),
    done         TEXT CHECK (done GLOB '????-??-??T*'),                          -- NULL: not carried out again
    words        TEXT NOT NULL CHECK (words <> '' AND length(words) <= 2000)
) STRICT;
CREATE INDEX reapplied_by_installation ON reapplied (installation);

CREATE TABLE reapplied_item (
    id        TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    reapplied TEXT NOT NULL REFERENCES reapplied (id),
    tbl       TEXT NOT NULL CHECK (tbl <> ''),
    record    TEXT NOT NULL CHECK (record <> ''),
    UNIQUE (reapplied, tbl, record)
) STRICT;

-- Only while a copy is being restored, before anybody has unlocked it.
CREATE VIEW restoring AS SELECT i.id FROM installations AS i WHERE i.origin = 'restored'
AND NOT EXISTS (SELECT 1 FROM audit AS a WHERE a.action = 'log-in' AND a.body ->> '$.inst' = i.id);

CREATE TRIGGER reapplied_restoring BEFORE INSERT ON reapplied BEGIN
    SELECT RAISE(ABORT, 'a destruction is carried out again only while a backup is restored')
    WHERE new.done IS NOT NULL OR new.installation IS NOT session_installation()
        OR NOT EXISTS (SELECT 1 FROM restoring AS r WHERE r.id = session_installation());
END;
CREATE TRIGGER reapplied_item_restoring BEFORE INSERT ON reapplied_item BEGIN
    SELECT RAISE(ABORT, 'what ends is named before it ends, while a backup is restored')
    WHERE NOT EXISTS (SELECT 1 FROM restoring AS r WHERE r.id = session_installation())
        OR (SELECT x.done FROM reapplied AS x WHERE x.id = new.reapplied) IS NOT NULL;
END;
CREATE TRIGGER reapplied_stays BEFORE UPDATE ON reapplied BEGIN
    SELECT RAISE(ABORT, 'a destruction is carried out again only while a backup is restored')
    WHERE old.done IS NOT NULL OR new.number IS NOT old.number OR new.kind IS NOT old.kind OR new.told IS NOT old.told
        OR new.carried IS NOT old.carried OR new.tbl IS NOT old.tbl OR new.record IS NOT old.record
        OR new.installation IS NOT old.installation
        OR NOT EXISTS (SELECT 1 FROM restoring AS r WHERE r.id = session_installation());
END;

DROP VIEW ending;
CREATE VIEW ending AS SELECT x.tbl, x.record FROM destruction_item AS x JOIN destruction AS d ON d.id = x.destruction
WHERE d.carried IS NOT NULL
UNION ALL SELECT y.tbl, y.record FROM reapplied_item AS y JOIN reapplied AS e ON e.id = y.reapplied
WHERE e.done IS NOT NULL;
