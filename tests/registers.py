"""A real store with the roster and training registers on it, a clock that is set, and Zoë Brandt at work."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from db.clock import SetClock
from db.roster.register import Roster
from db.store.store import NewUser, Store
from db.training.register import Training
from tests.fresh_store import fresh_store

NOW = datetime.fromisoformat("2026-11-23T18:40:00+01:00")
TODAY = date(2026, 11, 23)


class Desk:
    """One open workspace: ``people`` and ``training`` as a page has them."""

    def __init__(self, folder: Path, *, demonstration: bool = False) -> None:
        self.clock = SetClock(NOW)
        self.path = folder / "site.db"
        officer = NewUser("zoe", "Zoë Brandt", "officer")
        self.store, self.key = fresh_store(self.path, self.clock, officer, demonstration=demonstration)
        self.people, self.training = Roster(self.store), Training(self.store)

    def sit_down(self, user: NewUser) -> None:
        """Somebody else opens the workspace; they are added first when they are new."""
        if self.store.users.find(user.login) is None:
            self.store.users.add(user)
        workspace, installation = self.store.workspace, self.store.installation
        self.store.close()
        self.store = Store.open(
            self.path,
            self.key,
            workspace=workspace,
            installation=installation,
            user=user.id,
            clock=self.clock,
            pins=None,
        )
        self.people, self.training = Roster(self.store), Training(self.store)

    def close(self) -> None:
        self.store.close()
