"""A site and its people for tests: real vault, real store, a clock that is set, and the cheapest allowed derivation.

The keyring is the demonstration's own file, which needs no session; tests of the keyring itself use a real one.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from db.clock import SetClock
from db.site import Site
from db.vault.derivation import Kdf
from db.vault.enrolment import code_at, new_seed
from db.workspace.create import Created, NewWorkspace, create_workspace
from db.workspace.opening import open_workspace
from db.workspace.people import Newcomer, ProvenDuty, add_user

MORNING = datetime.fromisoformat("2026-11-23T08:00:00+01:00")
PASSPHRASE = "one long sentence for the laptop"
PROVEN = (
    ProvenDuty("identity", "passport"),
    ProvenDuty("training", "Introduction at the desk"),
    ProvenDuty("statement", "paper", "In the site file, register 4"),
)


@dataclass
class Person:
    """Somebody with a phone: their codes come from their own seed and the clock."""

    login: str
    clock: SetClock
    passphrase: str = PASSPHRASE
    seed: bytes = field(default_factory=new_seed, repr=False)

    def code(self) -> str:
        """The next code: waits until the phone shows a new one."""
        self.clock.advance(30)
        return code_at(self.seed, self.clock.now())


@dataclass
class House:
    """A workspace on the disk with its first officer, Zoë Brandt."""

    made: Created
    zoe: Person
    clock: SetClock

    @property
    def folder(self) -> Path:
        return self.made.folder

    def unlock(self, person: Person | None = None) -> Site:
        """Open it as somebody; the caller closes it."""
        who = person or self.zoe
        return Site.of(open_workspace(self.folder, who.login, who.passphrase, who.code(), clock=self.clock))

    def enrol(
        self,
        site: Site,
        login: str,
        name: str,
        role: str,
        studies: tuple[str, ...] | None = None,
        *,
        proven: bool = True,
        days: int = 400,
        passphrase: str = "",
    ) -> Person:
        """Somebody new, in an officer's open session; ``proven``: with everything asked before their first act.
        ``days``: how long their slot opens unused; fewer are made quicker."""
        person = Person(login, self.clock, passphrase or f"a passphrase of {login} alone")
        add_user(
            site.session,
            Newcomer(
                name, login, role, person.passphrase, person.seed, studies=studies, duties=PROVEN if proven else ()
            ),
            kdf=Kdf.floor(),
            days=days,
        )
        return person


def make_house(place: Path, *, site: str = "Klinikum Nord", at: datetime = MORNING) -> House:
    """A workspace in ``place``, as it is once it was made: a copy of one made once in this process for each site and
    moment. Whoever needs two that know nothing of each other names the second otherwise."""
    return copy_house(_made_once(site, at), place)


@cache
def _made_once(site: str, at: datetime) -> House:
    place = tempfile.TemporaryDirectory(prefix="house-")
    atexit.register(place.cleanup)
    return new_house(Path(place.name), site=site, at=at)


def new_house(place: Path, *, site: str = "Klinikum Nord", at: datetime = MORNING) -> House:
    """A workspace made here and now, which takes two seconds."""
    clock = SetClock(at)
    zoe = Person("zoe", clock)
    new = NewWorkspace(site, "Zoë Brandt", "zoe", PASSPHRASE, zoe.seed, demonstration=True)
    made = create_workspace(place / "nord", new, clock=clock, kdf=Kdf.floor())
    return House(made, zoe, clock)


def copy_house(master: House, place: Path) -> House:
    """A fresh copy with a clock of its own, in a few milliseconds."""
    folder = place / master.folder.name
    shutil.copytree(master.folder, folder)
    clock = SetClock(master.clock.at)
    zoe = Person(master.zoe.login, clock, master.zoe.passphrase, master.zoe.seed)
    return House(replace(master.made, folder=folder), zoe, clock)
