"""A site without slots: the registers over a real store, in which anybody can sit down."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from db import randomness
from db.evidence.register import EvidenceFiles
from db.origin import Origin
from db.oversight.facts import Gap
from db.oversight.proving import duty
from db.oversight.register import Oversight
from db.roster.records import NewPerson, NewStudy, Person, Study
from db.signing.authority import Authority, issue, make_authority, make_seal, new_key
from db.signing.register import Signing
from db.signing.signable import Pen
from db.store.admission import DUTIES, FIRST_OFFICER
from db.store.change import Change
from db.store.store import NewUser
from db.vault.unlocked import SigningAct
from db.workspace.settings import put_setting
from tests.registers import TODAY, Desk


class OversightDesk(Desk):
    """``oversight`` as a page has it, with a training register that knows ``gaps`` and a CAPA register that keeps
    ``origins``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, demonstration=True)
        self.zoe = NewUser("zoe", "Zoë Brandt", "officer", id=self.store.actor.user)
        self.gaps: list[Gap] = []
        self.origins: list[Origin] = []
        with self.store.change() as change:
            put_setting(change, FIRST_OFFICER, self.zoe.id)

    @property
    def oversight(self) -> Oversight:
        return Oversight(
            self.store, Signing(self.store), EvidenceFiles(self.store), lambda _study: self.gaps, self._open_capa
        )

    @cached_property
    def authority(self) -> Authority:
        """The site's, established when the first person signs."""
        made = make_authority("Klinikum Nord", self.clock)
        Signing(self.store).establish(
            made.certificate, make_seal(made, "Klinikum Nord", self.clock, self.store.workspace)
        )
        return made

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

    def certified(self, user: NewUser) -> bytes:
        """A certificate for a user; their key."""
        key = new_key()
        made = issue(self.authority, key, name=user.name, role=user.role, clock=self.clock, user=user.id)
        Signing(self.store).add_certificate(user.id, made)
        return key

    def pen(self, key: bytes, meaning: str) -> Pen:
        """One signing act of whoever is at work."""
        return Pen(SigningAct(key, 1, 0, 1, ()), meaning)

    def investigator(self, study: Study, user: NewUser, given: str, family: str, start: date) -> Person:
        """A user who is the study's principal investigator from a day on."""
        person = self.people.add_person(NewPerson(family, given, role="Principal investigator", start=start))
        self.people.name_investigator(study.id, person.id, start, None, "Taken over from paper")
        self.store.users.link(user.id, person.id)
        return person

    def study(self, code: str = "BRIGHT-2", days: int = 200) -> Study:
        """A study that began so many days ago."""
        return self.people.add_study(NewStudy(code, f"P-{code}", start=TODAY - timedelta(days=days)))

    def _open_capa(self, _change: Change, origin: Origin) -> str:
        self.origins.append(origin)
        return randomness.new_id()
