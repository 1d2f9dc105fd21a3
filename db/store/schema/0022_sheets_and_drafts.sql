-- Workbooks of sponsors that were mapped once (EXC-2), and keys of what people had typed when the program locked (USE-2).

-- Which heading of a sponsor's workbook holds which field of a register. headings: SHA-256 of all its headings, so
-- that the same workbook is known again under any name; columns: heading -> field, as a JSON object.
CREATE TABLE export_template (
    id TEXT PRIMARY KEY CHECK (length(id) = 36),
    register TEXT NOT NULL CHECK (register <> ''),
    headings TEXT NOT NULL CHECK (length(headings) = 64),
    name TEXT NOT NULL CHECK (name <> ''),
    columns TEXT NOT NULL CHECK (json_valid(columns) AND json_type(columns) = 'object'),
    UNIQUE (register, headings)
) STRICT;

-- The key of a person's drafts, which lie encrypted beside the database: id is the user, and without the open
-- database nobody reads them.
CREATE TABLE draft_key (
    id TEXT PRIMARY KEY REFERENCES users (id),
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;
