"""A study with its people, a system, a signing officer and investigator, and the three registers of this room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.access.records import NewSystem
from db.access.register import Access
from db.evidence.register import EvidenceFiles
from db.plans.register import Plans
from db.plans.sharing_records import NewSharing
from db.roster.records import NewPerson
from db.signing.register import Signing
from db.signing.signable import Ink, Pen
from db.training.records import NewCourse, NewVersion
from tests.oversight.desk import OversightDesk
from tests.registers import TODAY

DAY = timedelta(days=1)


class PlansDesk(OversightDesk):
    """``plans`` as a page has it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.bright = self.study("BRIGHT-2", 300)
        self.ines = self.add("ines", "Inés Castillo Ruiz", "investigator")
        self.hugo = self.add("hugo", "Hugo Lindqvist", "coordinator")
        self.maya = self.add("maya", "Maya Sato", "staff")
        self.who = {"ines": self.investigator(self.bright, self.ines, "Inés", "Castillo Ruiz", TODAY - 200 * DAY).id}
        for user, family, given in ((self.zoe, "Brandt", "Zoë"), (self.hugo, "Lindqvist", "Hugo"),
                                    (self.maya, "Sato", "Maya")):  # fmt: skip
            person = self.people.add_person(
                NewPerson(family, given, role="Study nurse" if user is self.maya else "", start=TODAY - 300 * DAY)
            )
            self.store.users.link(user.id, person.id)
            self.who[user.login] = person.id
        for login in ("ines", "hugo", "maya"):
            self.people.assign(self.who[login], self.bright.id, "Study team", TODAY - 200 * DAY, None, "From paper")
        self.keys = {user.login: self.certified(user) for user in (self.zoe, self.ines, self.hugo, self.maya)}
        access = Access(self.store, EvidenceFiles(self.store), Signing(self.store), self.store.users.person_of)
        access.add_system(NewSystem("Rave EDC", "EDC", "sponsor", "Medidata", studies=(self.bright.id,)))

    @property
    def plans(self) -> Plans:
        return Plans(self.store, Signing(self.store), self.training, lambda _study: len(self.gaps))

    def by(self, login: str, meaning: str) -> Pen:
        """A signing act of somebody; they have to be at work for it to count."""
        return self.pen(self.keys[login], meaning)

    def ink(self, name: str, meaning: str, person: str | None = None, signed: date = TODAY) -> Ink:
        """The same on paper."""
        scan = EvidenceFiles(self.store).add(("signed.pdf", b"%PDF-1.4 a scan"))
        return Ink(meaning, name, person, signed, scan.id, "Zoë Brandt", TODAY, "Site file, register 7")

    def turn(self, login: str) -> None:
        """Somebody else sits down."""
        self.sit_down(getattr(self, login))

    def sop(self, code: str = "SOP 12") -> str:
        """A document of the training register with version 1.0 in effect; its id."""
        course = self.training.add_course(NewCourse(code, "Consent process", "document"))
        self.training.add_version(course.id, NewVersion("1.0", TODAY - 400 * DAY, TODAY - 390 * DAY))
        return course.id


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PlansDesk]:
    made = PlansDesk(tmp_path)
    yield made
    made.close()


def shared(desk: PlansDesk, **given: object) -> NewSharing:
    """Coded data to a sponsor abroad, covered."""
    values: dict[str, object] = {
        "what": "eCRF pages", "data": "coded", "recipient": "Novexa Inc.", "capacity": "controller",
        "legal_basis": "Consent (GDPR Art. 6(1)(a), 9(2)(a))", "country": "US", "start": TODAY - 5 * DAY,
        "transfer": "standard contractual clauses", "study_id": desk.bright.id, "purpose": "Analysis of the trial",
        "agreement": "Clinical trial agreement", "agreement_signed": TODAY - 60 * DAY,
        "safeguards": "Clauses of 2021, module 1; encrypted transfer", "owner_id": desk.who["hugo"],
    } | given  # fmt: skip
    return NewSharing(**values)  # type: ignore[arg-type]
