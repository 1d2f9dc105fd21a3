"""How a database comes to be and is opened: its first rows, the newest schema, the person, the pin."""

from __future__ import annotations

import json
from contextlib import nullcontext, suppress
from datetime import datetime
from pathlib import Path

from db.clock import Clock, stamp
from db.errors import BadInput, Refused
from db.store.actor import VISITORS, Actor
from db.store.change import Change
from db.store.connection import Connection
from db.store.errors import NewerDatabase
from db.store.pins import Pin, PinKeeper
from db.store.schema_files import migrate, missing, schema_files
from db.store.tables import read_tables
from db.store.trail_writer import TrailWriter
from db.store.users import NewUser, insert_user

FIRST_REASONS = (
    "Correction of a typing error",
    "Correction after source check",
    "New information",
    "Entered late",
    "Entered for the wrong record",
    "Update after a monitor's finding",
)


def made(
    path: Path, key: bytes, workspace: str, installation: str, clock: Clock, officer: NewUser
) -> tuple[Connection, TrailWriter]:
    """A new database with its schema, its first officer and the reasons to begin with."""
    if path.exists():
        raise BadInput(f"There is a file {path.name} already.", todo="Choose another folder.")
    if officer.role != "officer":
        raise BadInput("The first user of a workspace is a compliance officer.")
    actor = Actor(officer.id, officer.name, officer.role)
    writer = TrailWriter(workspace=workspace, installation=installation, clock=clock, actor=actor)
    connection: Connection | None = None
    try:
        connection = Connection(path, key, create=True)
        writer.join(connection)
        migrate(connection, writer, schema_files())
        _first_rows(connection, writer, officer)
    except BaseException:
        if connection is not None:
            connection.close()
        for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        raise
    return connection, writer


def opened(
    path: Path, key: bytes, workspace: str, installation: str, user: str, clock: Clock, read_only: bool
) -> tuple[Connection, TrailWriter]:
    """An existing database at the newest schema, for ``user``."""
    connection = Connection(path, key, query_only=read_only)
    try:
        files = missing(connection, schema_files())
        actor = _actor(connection, user, clock)
        writer = TrailWriter(workspace=workspace, installation=installation, clock=clock, actor=actor)
        writer.join(connection)
        if files and read_only:
            raise NewerDatabase(
                "This workspace was written by an older version of Siteward and is open for reading only.",
                kept="Nothing was written to it.",
                todo="Open it once for writing, so that it is brought up to date.",
            )
        if not read_only:
            for old in path.parent.glob(f"{path.name}.before-*"):  # the last migration has proved itself by now
                old.unlink(missing_ok=True)
        if files:
            _copy_before(connection, path, key, files[0].number)
            migrate(connection, writer, files, grown=True)
    except BaseException:
        connection.close()
        raise
    return connection, writer


def _copy_before(connection: Connection, path: Path, key: bytes, number: int) -> None:
    """The database as it is before a migration, beside it and under the same key, until the next opening."""
    copy = Connection(path.with_name(f"{path.name}.before-{number:04}"), key, create=True)
    try:
        connection.copy_to(copy)
    finally:
        copy.close()


def findings(connection: Connection, pins: PinKeeper | None, clock: Clock) -> tuple[str, ...]:
    """What an older copy, a cut log or a clock put back shows itself by, in words (UNL-9, AUD-3)."""
    found = []
    if pins is not None:
        found += _against(connection, pins.read())
    last = connection.scalar("SELECT at FROM audit ORDER BY seq DESC LIMIT 1")
    now = clock.now()
    if last is not None and datetime.fromisoformat(last) > now:
        found.append(f"The computer's clock says {stamp(now)}, which is before the last entry of the trail, {last}.")
    return tuple(found)


def _against(connection: Connection, pin: Pin | None) -> list[str]:
    if pin is None:
        return ["The keyring holds no memory of the trail's last entry, so an older copy could not be noticed."]
    if pin.seq == 0:
        return []
    there = connection.scalar("SELECT hash FROM audit WHERE seq = ?", (pin.seq,))
    if there is None:
        last = connection.scalar("SELECT coalesce(max(seq), 0) FROM audit")
        return [
            f"The trail ends at entry {last}, but this computer remembers entry {pin.seq}: "
            "an older copy of the database was put back, or its log was lost."
        ]
    if there.hex() != pin.head:
        return [f"Entry {pin.seq} of the trail is not the one this computer remembers: the database was replaced."]
    return []


def _actor(connection: Connection, user: str, clock: Clock) -> Actor:
    found = connection.row("SELECT name, role, status, studies, until FROM users WHERE id = ?", (user,))
    if found is None:
        raise Refused("This person is not a user of this workspace.", todo="Ask a compliance officer to enrol them.")
    name, role, status, studies, until = found
    if status != "active":
        raise Refused(f"{name} is {status} here.", todo="Ask a compliance officer.")
    if until is not None and clock.now().date().isoformat() > until:
        raise Refused(f"The access of {name} ended on {until}.", todo="Ask a compliance officer to extend it.")
    seen = None if studies is None else tuple(json.loads(studies))
    return Actor(user, name, role, () if seen is None and role in VISITORS else seen)


def _first_rows(connection: Connection, writer: TrailWriter, officer: NewUser) -> None:
    connection.run("BEGIN IMMEDIATE")
    writer.begin("")
    try:
        change = Change(connection, read_tables(connection), lambda _table, _row: True, nullcontext)
        at = stamp(writer.clock.now())
        change.insert("installations", {"id": writer.installation, "since": at, "origin": "created"})
        insert_user(change, officer)
        change.insert_many("reasons", ("label",), [(label,) for label in FIRST_REASONS])
        connection.run("INSERT INTO event VALUES ('create', NULL, NULL, '{}', '')")
        connection.run("COMMIT")
    finally:
        writer.end()
