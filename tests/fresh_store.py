"""A new database for a test, copied from one made once in this process: making it takes every schema file, a copy of it
ten milliseconds. What is in it is what ``Store.create`` leaves."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from db import randomness
from db.clock import SetClock
from db.store.pins import Pin
from db.store.store import NewUser, Store


class KeptPins:
    """A PinKeeper that remembers in this process."""

    def __init__(self, pin: Pin | None = None) -> None:
        self.pin = pin

    def read(self) -> Pin | None:
        return self.pin

    def write(self, pin: Pin) -> None:
        self.pin = pin


@dataclass(frozen=True)
class Made:
    """What a database is opened with, and the pin of its last entry."""

    content: bytes
    key: bytes
    workspace: str
    installation: str
    officer: NewUser
    pin: Pin | None


def fresh_store(path: Path, clock: SetClock, officer: NewUser, *, demonstration: bool = False) -> tuple[Store, bytes]:
    """The store, open with the officer at work in it, and its key. The clock must stand where every test begins."""
    made = made_once(clock.at.isoformat(), officer.login, officer.name, demonstration)
    path.write_bytes(made.content)
    store = Store.open(
        path, made.key, workspace=made.workspace, installation=made.installation, user=made.officer.id, clock=clock,
        pins=None,
    )  # fmt: skip
    return store, made.key


@cache
def made_once(at: str, login: str, name: str, demonstration: bool = False) -> Made:
    """``at``: ISO 8601."""
    workspace, installation, key = randomness.new_uuid(), randomness.new_uuid(), randomness.token(32)
    workspace = f"00000000{workspace[8:]}" if demonstration else workspace
    officer, pins = NewUser(login, name, "officer"), KeptPins()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "site.db"
        store = Store.create(
            path, key, workspace=workspace, installation=installation, clock=SetClock(datetime.fromisoformat(at)),
            officer=officer, pins=pins,
        )  # fmt: skip
        store.close()
        return Made(path.read_bytes(), key, workspace, installation, officer, pins.pin)
