"""A site without slots: the registers over a real store, in which anybody can sit down."""

from __future__ import annotations

from pathlib import Path

from db.oversight.proving import duty
from db.site import Site
from db.store.admission import DUTIES, FIRST_OFFICER
from db.store.store import NewUser
from db.workspace.settings import put_setting
from tests.registers import Desk


class OversightDesk(Desk):
    """``site``: all registers of who is at work."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, demonstration=True)
        self.zoe = NewUser("zoe", "Zoë Brandt", "officer", id=self.store.actor.user)
        with self.store.change() as change:
            put_setting(change, FIRST_OFFICER, self.zoe.id)

    @property
    def site(self) -> Site:
        return Site(self.store, name="Klinikum Nord", demonstration=True)

    def add(self, login: str, name: str, role: str, *, proven: bool = True, recipient: str = "") -> NewUser:
        """A user, with what is asked before their first act unless not ``proven``."""
        user = NewUser(login, name, role, recipient=recipient)
        self.store.users.add(user)
        if proven:
            self.prove(user, *DUTIES)
        return user

    def prove(self, user: NewUser, *kinds: str) -> None:
        """The officer records what they saw."""
        with self.store.change() as change:
            for kind in kinds:
                document = "paper" if kind == "statement" else "passport"
                duty(change, user.id, kind, self.clock.now().date(), document, self.store, note="site file")
