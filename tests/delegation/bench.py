"""A study with its investigator, two people and three tasks, on a real store; who works can change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from db.breach import Breach
from db.delegation import records as r
from db.delegation.register import Delegation
from db.evidence.register import EvidenceFiles
from db.incidents.register import Incidents
from db.risk.register import Risks
from db.roster.records import NewPerson, NewStudy
from db.signing.register import Signing
from db.signing.signable import Ink
from db.store.store import NewUser
from db.training.records import NewCourse, NewTraining
from tests.registers import TODAY, Desk

OPENED = date(2026, 1, 12)
ZOE = NewUser("zoe", "Zoë Brandt", "officer")
INES = NewUser("ines", "Inés Castillo Ruiz", "investigator")
TOMOKO = NewUser("tomoko", "Tomoko Itō", "staff")


class Bench(Desk):
    """``delegation`` as a page has it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.zoe_user = self.store.users.all()[0].id
        self.study = self.people.add_study(NewStudy("BRIGHT-2", "BR2-301", "A trial", "Lumina", "III", start=OPENED))
        self.ines = self._person("Castillo Ruiz", "Inés")
        self.tomoko = self._person("Itō", "Tomoko")
        self.sean = self._person("O’Neil", "Seán")
        self.zoe = self._person("Brandt", "Zoë")
        self.people.name_investigator(self.study.id, self.ines, OPENED, late_reason="Brought in from paper")
        for person in (self.tomoko, self.sean):
            self.people.assign(person, self.study.id, "Study nurse", OPENED, late_reason="Brought in from paper")
        self.gcp = self.training.add_course(NewCourse("ICH-GCP E6(R3)", "GCP", validity_months=24)).id
        self.scan = EvidenceFiles(self.store).add(("log.pdf", b"%PDF-1.7 scan of the log")).id
        for user in (INES, TOMOKO):
            self.store.users.add(user)
        self.store.users.link(self.zoe_user, self.zoe)
        self.store.users.link(INES.id, self.ines)
        self.store.users.link(TOMOKO.id, self.tomoko)
        self._registers()
        self.consent = self.delegation.add_task(
            r.NewTask(self.study.id, "1", "Informed consent discussion", course_ids=(self.gcp,))
        )
        self.vitals = self.delegation.add_task(r.NewTask(self.study.id, "10", "Vital signs"))
        self.train(self.tomoko, date(2026, 1, 5))

    def train(self, person: str, day: date) -> None:
        self.training.record(NewTraining(person, self.gcp, day, late_reason="Brought in from paper"))

    def sit(self, user: NewUser) -> None:
        """Somebody else works now."""
        found = self.store.users.find(user.login)
        assert found is not None
        self.sit_down(NewUser(found.login, found.name, found.role, id=found.id))
        self._registers()

    def ink(self, person: str, meaning: str, signed: date = TODAY) -> Ink:
        """Signed on paper, with the scan of the log."""
        return Ink(
            meaning,
            self.people.person(person).name,
            person,
            signed,
            self.scan,
            "Zoë Brandt",
            max(signed, TODAY),
            "Binder 4",
        )

    def line(self, person: str, task: r.Task | None = None, start: date = TODAY, end: date | None = None) -> r.NewLine:
        return r.NewLine(self.study.id, person, (task or self.consent).id, start, end)

    def proposed(self, *lines: r.NewLine) -> Sequence[str]:
        return self.delegation.propose(lines)

    def approved(self, person: str, task: r.Task | None = None, start: date = TODAY, end: date | None = None) -> str:
        """A line in force, signed on paper on the day it began."""
        (line,) = self.proposed(
            r.NewLine(self.study.id, person, (task or self.consent).id, start, end, late_reason="Brought in from paper")
        )
        late = "Brought in from paper"
        self.delegation.accept([line], self.ink(person, "accepted", min(start, TODAY)), late)
        self.delegation.approve([line], self.ink(self.ines, "approved", min(start, TODAY)), late)
        return line

    def deviations(self) -> list[tuple[str, str]]:
        """Day and table of the deviations there are."""
        return self.store.rows("SELECT occurred, source_table FROM deviation ORDER BY id")

    def _person(self, family: str, given: str) -> str:
        return self.people.add_person(NewPerson(family, given, start=date(2024, 1, 1))).id

    def _registers(self) -> None:
        risk = Risks(self.store)
        incidents = Incidents(self.store, add_risk=risk.insert_finding)
        self.breaches: list[Breach] = []
        self.delegation = Delegation(
            self.store, Signing(self.store), self.training, incidents.open_deviation, self.people.succeed_within
        )
