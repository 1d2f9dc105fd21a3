"""A new database for a test, copied from one made once in this process: making it takes every schema file, a copy of it
ten milliseconds. What is in it is what ``Store.create`` leaves."""

from __future__ import annotations

import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from db import randomness
from db.clock import SetClock
from db.store.store import NewUser, Store


class _Made(NamedTuple):
    content: bytes
    key: bytes
    workspace: str
    installation: str
    user: str


def fresh_store(path: Path, clock: SetClock, officer: NewUser, *, demonstration: bool = False) -> tuple[Store, bytes]:
    """The store, open with the officer at work in it, and its key. The clock must stand where every test begins."""
    made = _made(clock.at.isoformat(), officer.login, officer.name, demonstration)
    path.write_bytes(made.content)
    store = Store.open(
        path, made.key, workspace=made.workspace, installation=made.installation, user=made.user, clock=clock, pins=None
    )
    return store, made.key


@cache
def _made(at: str, login: str, name: str, demonstration: bool) -> _Made:
    workspace, installation, key = randomness.new_uuid(), randomness.new_uuid(), randomness.token(32)
    workspace = f"00000000{workspace[8:]}" if demonstration else workspace
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "site.db"
        store = Store.create(
            path, key, workspace=workspace, installation=installation,
            clock=SetClock(datetime.fromisoformat(at)), officer=NewUser(login, name, "officer"),
        )  # fmt: skip
        user = store.actor.user
        store.close()
        return _Made(path.read_bytes(), key, workspace, installation, user)
