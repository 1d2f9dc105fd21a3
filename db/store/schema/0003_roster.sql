-- The roster (ROS-1, ROS-2): people, studies, who holds which role in a study and when, who was investigator when.
-- Dates are ISO text and real days of the calendar; "start" and "end" are both days that still count.
-- `entered` is when the computer was told, beside the day on which it happened (AUD-6).

CREATE TABLE person (
    id              TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    family_name     TEXT NOT NULL CHECK (length(family_name) BETWEEN 1 AND 200 AND trim(family_name) <> ''),
    given_name      TEXT NOT NULL DEFAULT '' CHECK (length(given_name) <= 200),
    other_names     TEXT NOT NULL DEFAULT '' CHECK (length(other_names) <= 400),  -- former name, or the name in another script
    sort_name       TEXT NOT NULL CHECK (sort_name <> ''),                         -- all names without accents and case, family name first
    email           TEXT NOT NULL DEFAULT '' CHECK (email = '' OR email LIKE '_%@_%'),
    phone           TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 60),
    employer        TEXT NOT NULL DEFAULT '' CHECK (length(employer) <= 200),
    role            TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 100),
    start           TEXT CHECK (start IS date(start)),
    "end"           TEXT CHECK ("end" IS date("end")),
    cv_date         TEXT CHECK (cv_date IS date(cv_date)),
    cv_expires      TEXT CHECK (cv_expires IS date(cv_expires)),
    cv_file         TEXT REFERENCES evidence (id),
    licence         TEXT NOT NULL DEFAULT '' CHECK (length(licence) <= 100),
    licence_expires TEXT CHECK (licence_expires IS date(licence_expires)),
    licence_file    TEXT REFERENCES evidence (id),
    note            TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
    entered         TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (start IS NULL OR "end" IS NULL OR "end" >= start),
    CHECK (cv_date IS NULL OR cv_expires IS NULL OR cv_expires >= cv_date)
) STRICT;
-- equal names follow in the order of entry (row numbers end every index); ids in here would double their size
CREATE INDEX person_by_name ON person (sort_name);
CREATE INDEX person_by_role ON person (role, sort_name);
CREATE INDEX person_by_employer ON person (employer, sort_name);
CREATE INDEX person_by_end ON person ("end", sort_name);
CREATE INDEX person_by_start ON person (start, sort_name);

-- Names and the person's own part of the e-mail, for search as you type. What half the site shares (employer, domain) is
-- no word here: it would find everybody, slowly, and has a filter. Contentless, and emptied of a word together with its last person.
-- It hangs on person's row number, which no VACUUM ever changes here: keys change by backup(), which keeps it.
CREATE VIRTUAL TABLE person_search USING fts5 (
    names, contact, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER person_search_insert AFTER INSERT ON person BEGIN
    INSERT INTO person_search (rowid, names, contact) VALUES (new.rowid, new.sort_name, substr(new.email, 1, instr(new.email, '@') - 1));
END;
CREATE TRIGGER person_search_delete AFTER DELETE ON person BEGIN
    INSERT INTO person_search (person_search, rowid, names, contact)
        VALUES ('delete', old.rowid, old.sort_name, substr(old.email, 1, instr(old.email, '@') - 1));
END;
CREATE TRIGGER person_search_update AFTER UPDATE OF sort_name, email ON person BEGIN
    INSERT INTO person_search (person_search, rowid, names, contact)
        VALUES ('delete', old.rowid, old.sort_name, substr(old.email, 1, instr(old.email, '@') - 1));
    INSERT INTO person_search (rowid, names, contact) VALUES (new.rowid, new.sort_name, substr(new.email, 1, instr(new.email, '@') - 1));
END;

CREATE TABLE study (
    id           TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    code         TEXT NOT NULL UNIQUE CHECK (trim(code) <> '' AND length(code) <= 60),   -- what everybody calls it
    protocol     TEXT NOT NULL CHECK (trim(protocol) <> '' AND length(protocol) <= 100), -- the protocol's number
    title        TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 500),
    sponsor      TEXT NOT NULL DEFAULT '' CHECK (length(sponsor) <= 200),
    phase        TEXT NOT NULL DEFAULT '' CHECK (length(phase) <= 40),
    framework    TEXT NOT NULL DEFAULT '' CHECK (length(framework) <= 60),               -- US IND, EU CTR, UK ...
    registration TEXT NOT NULL DEFAULT '' CHECK (length(registration) <= 100),           -- IND, EU CT or IRAS number
    site_number  TEXT NOT NULL DEFAULT '' CHECK (length(site_number) <= 40),
    start        TEXT CHECK (start IS date(start)),
    "end"        TEXT CHECK ("end" IS date("end")),
    entered      TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    CHECK (start IS NULL OR "end" IS NULL OR "end" >= start)
) STRICT;

-- Who was principal investigator of a study, and when. A change of investigator ends one row and begins the next.
CREATE TABLE investigator (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    study       TEXT NOT NULL REFERENCES study (id),
    person      TEXT NOT NULL REFERENCES person (id),
    start       TEXT NOT NULL CHECK (start IS date(start)),
    "end"       TEXT CHECK ("end" IS date("end")),
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    CHECK ("end" IS NULL OR "end" >= start),
    UNIQUE (study, start)
) STRICT;
CREATE INDEX investigator_by_person ON investigator (person);

CREATE TABLE assignment (
    id          TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    person      TEXT NOT NULL REFERENCES person (id),
    study       TEXT NOT NULL REFERENCES study (id),
    role        TEXT NOT NULL CHECK (trim(role) <> '' AND length(role) <= 100),
    start       TEXT NOT NULL CHECK (start IS date(start)),
    "end"       TEXT CHECK ("end" IS date("end")),
    entered     TEXT NOT NULL CHECK (entered GLOB '????-??-??T*'),
    late_reason TEXT NOT NULL DEFAULT '' CHECK (length(late_reason) <= 500),
    CHECK ("end" IS NULL OR "end" >= start),
    UNIQUE (person, study, role, start)
) STRICT;
CREATE INDEX assignment_by_study ON assignment (study, role, person);
