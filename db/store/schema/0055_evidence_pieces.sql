-- A large file goes into the database piece by piece, so that it is seen to come and can be stopped.

-- What of a file is beyond its first 4 MB, which lie in evidence.sealed: read after it in the order of place.
CREATE TABLE evidence_piece (
    id       TEXT PRIMARY KEY CHECK (length(id) = 36 AND id = lower(id)),
    evidence TEXT NOT NULL REFERENCES evidence (id),
    place    INTEGER NOT NULL CHECK (place > 0),
    sealed   BLOB NOT NULL CHECK (length(sealed) > 0),
    UNIQUE (evidence, place)
) STRICT;

CREATE TRIGGER evidence_piece_in_turn BEFORE INSERT ON evidence_piece BEGIN
    SELECT RAISE(ABORT, 'the pieces of a file come in turn, and no more of them than it has bytes')
    WHERE new.place IS NOT (SELECT count(*) + 1 FROM evidence_piece AS p WHERE p.evidence = new.evidence)
        OR new.place * 4000000 >= (SELECT e.size FROM evidence AS e WHERE e.id = new.evidence);
END;
