"""A database for the store's tests: an officer, a clock that stands, and hands that reach around the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db import randomness
from db.clock import SetClock
from db.store.connection import Connection
from db.store.pins import PinKeeper
from db.store.store import NewUser, Store
from tests.fresh_store import KeptPins, made_once

STUDY, OTHER_STUDY = "01900000-0000-7000-8000-00000000aaaa", "01900000-0000-7000-8000-00000000bbbb"


@dataclass
class Workbench:
    """One database file, and everything needed to open it as anybody."""

    folder: Path
    key: bytes = field(default_factory=lambda: randomness.token(32))
    workspace: str = field(default_factory=randomness.new_uuid)
    installation: str = field(default_factory=randomness.new_uuid)
    officer: NewUser = field(default_factory=lambda: NewUser("zoe", "Zoë Brandt", "officer"))
    clock: SetClock = field(default_factory=lambda: SetClock(datetime.fromisoformat("2026-11-23T18:40:00+01:00")))
    pins: KeptPins = field(default_factory=KeptPins)

    @property
    def path(self) -> Path:
        return self.folder / "site-000001.db"

    def begin(self) -> Store:
        """As ``create``, from a copy of what that leaves; this bench opens it from then on."""
        made = made_once(self.clock.at.isoformat(), self.officer.login, self.officer.name)
        self.key, self.workspace, self.installation = made.key, made.workspace, made.installation
        self.officer, self.pins = made.officer, KeptPins(made.pin)
        self.path.write_bytes(made.content)
        return self.open()

    def create(self) -> Store:
        return Store.create(
            self.path,
            self.key,
            workspace=self.workspace,
            installation=self.installation,
            clock=self.clock,
            officer=self.officer,
            pins=self.pins,
        )

    def open(
        self, user: str = "", *, path: Path | None = None, key: bytes = b"", read_only: bool = False,
        pins: PinKeeper | None = None,
    ) -> Store:  # fmt: skip
        return Store.open(
            path or self.path,
            key or self.key,
            workspace=self.workspace,
            installation=self.installation,
            user=user or self.officer.id,
            clock=self.clock,
            pins=pins or self.pins,
            read_only=read_only,
        )

    @contextmanager
    def around(self) -> Iterator[Connection]:
        """The file under the right key, without the program: what an intruder with the key has."""
        connection = Connection(self.path, self.key)
        try:
            yield connection
        finally:
            connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()

    @contextmanager
    def without_triggers(self) -> Iterator[Connection]:
        """The same, with the triggers out of the way and back in place afterwards."""
        with self.around() as connection:
            triggers = drop_triggers(connection)
            yield connection
            connection.run("BEGIN")
            for sql in triggers:
                connection.run(sql)
            connection.run("COMMIT")


def drop_triggers(connection: Connection) -> list[str]:
    """All of them, in one transaction; what would make them again."""
    triggers = connection.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    connection.run("BEGIN")
    for name, _sql in triggers:
        connection.run(f'DROP TRIGGER "{name}"')
    connection.run("COMMIT")
    return [str(sql) for _name, sql in triggers]


def a_study(store: Store, study: str, code: str) -> str:
    with store.change() as change:
        return change.insert(
            "study", {"id": study, "code": code, "protocol": f"P-{code}", "entered": "2026-11-23T18:40:00.000+01:00"}
        )


def a_person(store: Store, family: str, study: str = "") -> str:
    with store.change() as change:
        person = change.insert(
            "person",
            {"family_name": family, "sort_name": family.lower(), "entered": "2026-11-23T18:40:00.000+01:00"},
        )
        if study:
            change.insert(
                "assignment",
                {
                    "person": person,
                    "study": study,
                    "role": "nurse",
                    "start": "2026-01-01",
                    "entered": "2026-11-23T18:40:00.000+01:00",
                },
            )
    return person
