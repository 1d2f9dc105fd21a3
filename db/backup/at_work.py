"""What backups need of an open workspace with somebody signed in; ``Site`` is one."""

from __future__ import annotations

from typing import Protocol

from db.backup.register import Backups
from db.clock import Clock
from db.signing.register import Signing
from db.store.actor import Actor
from db.store.store import Store
from db.workspace.session import Session


class AtWork(Protocol):
    """See ``db.site.Site``."""

    store: Store
    name: str
    signing: Signing
    backups: Backups

    @property
    def session(self) -> Session: ...
    @property
    def actor(self) -> Actor: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def workspace(self) -> str: ...
    @property
    def installation(self) -> str: ...
