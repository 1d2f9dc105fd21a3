"""The store's bars: audited insert, verification of the chain, the first page of a long trail."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path

from db import randomness
from db.clock import SystemClock
from db.store.actor import Actor
from db.store.change import Change
from db.store.connection import Connection
from db.store.query import Query
from db.store.schema_files import SchemaFile, migrate, schema_files
from db.store.store import NewUser, Store
from db.store.tables import read_tables
from db.store.trail_writer import TrailWriter
from tests.benchmarks.bar import Bar, side_by_side

ROWS = 30_000
LONG = 1_000_000
_COLUMNS = tuple(f"c{number}" for number in range(11))  # and the id
_TABLE = "CREATE TABLE bulk (id TEXT PRIMARY KEY, " + ", ".join(f"{name} TEXT" for name in _COLUMNS) + ") STRICT;"
_VALUES = ("Lindqvist", "Åsa Maria", "asa@example.org", "Site 14", "nurse", "2026-01-31", None, "", "GCP", "12", "x")


def _opened(folder: Path) -> tuple[Connection, TrailWriter]:
    """A database with the core's schema and the table of twelve columns, on the trail as any other."""
    actor = NewUser("bench", "Bench", "officer")
    connection = Connection(folder / "bulk.db", randomness.token(32), create=True)
    writer = TrailWriter(
        workspace=randomness.new_uuid(),
        installation=randomness.new_uuid(),
        clock=SystemClock(),
        actor=Actor(actor.id, actor.name, actor.role),
    )
    writer.join(connection)
    migrate(connection, writer, (*schema_files()[:1], SchemaFile(9999, "9999_bulk", _TABLE)))
    return connection, writer


def _fill(connection: Connection, writer: TrailWriter, table: str, rows: int) -> None:
    values = [_VALUES for _ in range(rows)]
    connection.run("BEGIN IMMEDIATE")
    writer.begin("")
    change = Change(connection, read_tables(connection), lambda _table, _row: True, nullcontext)
    change.insert_many(table, _COLUMNS, values)
    connection.run("COMMIT")
    writer.end()


def _insert(folder: Path) -> Iterator[Bar]:
    connection, writer = _opened(folder)
    connection.run(_TABLE.replace("bulk", "bare"))
    floor, audited = side_by_side(
        lambda: _fill(connection, writer, "bare", ROWS), lambda: _fill(connection, writer, "bulk", ROWS)
    )
    yield Bar(
        "audited insert, 12 columns, guarded",
        ROWS / audited,
        "rows/s",
        ROWS / floor,
        "without triggers",
        least=15_000,
        higher=True,
    )
    connection.close()


def _raw_reading(connection: Connection, workspace: str) -> int:
    """What nobody can save who wants to verify: the rows, and both hashes."""
    head, entries = sha256(workspace.encode()).digest(), 0
    for portion in connection.stream("SELECT seq, hash, body, salt, detail FROM audit ORDER BY seq"):
        for _seq, _hash, body, salt, detail in portion:
            head = sha256(head + body.encode()).digest()
            sha256(salt + detail.encode()).hexdigest()
            entries += 1
    return entries


class _Site:
    """A workspace with a trail of any length, made of settings that nobody reads."""

    def __init__(self, folder: Path, name: str) -> None:
        self.officer = NewUser("bench", "Bench", "officer")
        self.store = Store.create(
            folder / name,
            randomness.token(32),
            workspace=randomness.new_uuid(),
            installation=randomness.new_uuid(),
            clock=SystemClock(),
            officer=self.officer,
        )

    def grow(self, entries: int) -> None:
        while (missing := entries - self.store.head().seq) > 0:
            with self.store.change() as change:
                rows = [(randomness.new_id(), '"value"') for _ in range(min(missing, 50_000))]
                change.insert_many("settings", ("id", "value"), rows)


def _trail(folder: Path) -> Iterator[Bar]:
    short, long = _Site(folder, "short.db"), _Site(folder, "long.db")
    short.grow(1_000)
    long.grow(200_000)
    beside = long.store.beside()
    floor, verified = side_by_side(
        lambda: _raw_reading(beside, long.store.workspace), lambda: long.store.trail.verify()
    )
    beside.close()
    yield Bar(
        "chain verification, both hashes",
        200_000 / verified,
        "entries/s",
        200_000 / floor,
        "reading the rows plus both hashes",
        least=75_000,
        times=2,
        higher=True,
    )
    long.grow(LONG)
    page = Query(limit=200)
    few, many = side_by_side(lambda: short.store.trail.page(page), lambda: long.store.trail.page(page), repeat=15)
    yield Bar(f"first page of a trail of {LONG:,}", many * 1000, "ms", few * 1000, "the same page of 1,000", times=1.5)
    short.store.close()
    long.store.close()


def bars() -> Iterator[Bar]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _insert(Path(folder))
        yield from _trail(Path(folder))
