"""The numbered schema files and how they run: each with its record in one transaction, in order, once.

Migrations import nothing of the program; what they change in rows lands on the trail by the triggers that are there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from db.store.connection import Connection
from db.store.errors import NewerDatabase
from db.store.reconcile import differences
from db.store.trail_writer import TrailWriter
from db.store.triggers import make_way, put_on_trail

FOLDER = Path(__file__).parent / "schema"
LATEST = FOLDER / "latest.sql"
_NAME = re.compile(r"(\d{4})_[a-z_]+\.sql")


@dataclass(frozen=True)
class SchemaFile:
    """One file of the schema: its number, its id (the name without suffix) and what it says."""

    number: int
    id: str
    sql: str

    @property
    def sha256(self) -> str:
        return sha256(self.sql.encode()).hexdigest()


def schema_files(folder: Path = FOLDER) -> tuple[SchemaFile, ...]:
    """In the order in which they run."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        if path.name == LATEST.name:
            continue
        match = _NAME.fullmatch(path.name)
        if match is None:
            raise ValueError(f"{path.name} is not named like a schema file (0001_name.sql)")
        sql = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        found.append(SchemaFile(int(match[1]), path.stem, sql))
    if len({file.number for file in found}) != len(found):
        raise ValueError("two schema files have the same number")
    return tuple(found)


def missing(connection: Connection, files: tuple[SchemaFile, ...]) -> tuple[SchemaFile, ...]:
    """The files that have not run in this database. Raises NewerDatabase when it has run others than these."""
    version = int(connection.scalar("PRAGMA user_version"))
    if version == 0:
        return files
    done = {row[0] for row in connection.rows("SELECT id FROM schema_files")}
    if version > max(file.number for file in files) or done - {file.id for file in files}:
        raise NewerDatabase(
            "This workspace was written by a newer version of Siteward.",
            kept="Nothing was written to it.",
            todo="Install the newer version on this computer.",
        )
    return tuple(file for file in files if file.id not in done)


def migrate(
    connection: Connection,
    writer: TrailWriter,
    files: tuple[SchemaFile, ...],
    *,
    grown: bool = False,
) -> None:
    """Run ``files``, each with its triggers and its record in a transaction of its own.

    ``grown``: the database has content already, so rows that a file rewrites without any trigger seeing it (a table
    built anew) are looked for and put on the trail. What differed before stays a difference, to be found.
    """
    for file in files:
        connection.run("BEGIN IMMEDIATE")
        writer.begin(f"schema {file.id}")
        try:
            before = {(one.table, one.row) for one in differences(connection)} if grown else set[tuple[str, str]]()
            make_way(connection)
            connection.run_script(file.sql)
            put_on_trail(connection)
            for one in list(differences(connection)) if grown else ():
                if (one.table, one.row) not in before:
                    writer.migrated(one.table, one.row, one.expected, one.actual)
            connection.run("INSERT INTO schema_files (id, sha256) VALUES (?, ?)", (file.id, file.sha256))
            version = max(file.number, int(connection.scalar("PRAGMA user_version")))
            connection.run(f"PRAGMA user_version = {version}")
            connection.run("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.run("ROLLBACK")
            raise
        finally:
            writer.end()


def dump(connection: Connection) -> str:
    """The whole schema as text, in the order of names: what latest.sql holds."""
    kinds = "CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END"
    rows = connection.rows(
        f"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY {kinds}, name"  # noqa: S608
    )
    head = "-- Made by `python -m db.store.schema_dump`; the schema after all files, for reading and comparing.\n\n"
    return head + "\n\n".join(f"{row[0]};" for row in rows) + "\n"
