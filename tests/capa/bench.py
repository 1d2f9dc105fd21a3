"""A site with four people and its CAPA register; signatures on paper, because nobody here has a key."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from db.capa import machine
from db.capa import records as r
from db.capa.register import Capas
from db.evidence.register import EvidenceFiles
from db.roster.records import NewPerson, NewStudy
from db.signing.register import Signing
from db.signing.signable import Ink
from tests.registers import TODAY, Desk

DAY = timedelta(days=1)


class Bench(Desk):
    """Hugo owns what is entered; Inés signs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, demonstration=True)
        add = self.people.add_person
        self.hugo = add(NewPerson("Lindqvist", "Hugo", start=date(2024, 1, 1))).id
        self.ines = add(NewPerson("Castillo Ruiz", "Inés", start=date(2024, 1, 1))).id
        self.sean = add(NewPerson("O'Neil", "Seán", start=date(2024, 1, 1))).id
        self.study = self.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=date(2025, 1, 1))).id
        self._scan = ""

    @property
    def capa(self) -> Capas:
        return Capas(self.store, Signing(self.store))

    @property
    def today(self) -> date:
        return self.clock.now().date()

    def ink(self, meaning: str, person: str | None = None, name: str = "Castillo Ruiz, Inés") -> Ink:
        """Signed on paper today by Inés, or by somebody else."""
        if not self._scan:
            self._scan = EvidenceFiles(self.store).add(("signed.pdf", b"%PDF scan")).id
        who = self.ines if person is None and name.startswith("Castillo") else person
        return Ink(meaning, name, who, self.today, self._scan, "Zoë Brandt", self.today, "Site file, register 9")

    def later(self, days: int) -> date:
        """So many days pass."""
        self.clock.advance(86_400 * days)
        return self.today

    def identified(self, **given: object) -> r.CapaFile:
        """Entered, with all that the investigation asks for."""
        values: dict[str, object] = {
            "owner": self.hugo, "description": "The log of the fridge has gaps.", "containment": "Moved to fridge 2.",
        } | given  # fmt: skip
        return self.capa.add(r.NewCapa("Gaps in the temperature log", self.today, **values))  # type: ignore[arg-type]

    def investigated(self, **given: object) -> r.CapaFile:
        """In its investigation, with all that the plan asks for."""
        one = self.identified(**given).capa.id
        self.capa.go(one, machine.INVESTIGATE)
        self.capa.join(one, self.hugo, "Pharmacy")
        self.capa.join(one, self.sean, "Quality")
        first = self.capa.add_cause(one, "The alarm was off", "equipment").causes[0].id
        self.capa.add_cause(one, "Nobody was told how to switch it on again", "equipment", first, r.ROOT)
        changes = {"root_cause": "No instruction for the alarm.", "root_cause_day": self.today, "method": "5 whys"}
        return self.capa.change(one, changes, "Found")

    def planned(self, **given: object) -> r.CapaFile:
        """In its action plan, ready to be approved."""
        one = self.investigated(**given).capa.id
        self.capa.go(one, machine.PROPOSE)
        due = self.today + 30 * DAY
        self.capa.add_action(one, r.NewAction(r.CORRECTIVE, "Write the instruction", self.hugo, due))
        criteria = {"criteria": "No gap in three months", "check_how": "Read the log", "check_after": 90}
        return self.capa.change(one, criteria, "Fixed")

    def implemented(self, **given: object) -> r.CapaFile:
        """Waiting for its effectiveness check."""
        file = self.planned(**given)
        one = file.capa.id
        self.capa.approve(one, self.ink(machine.APPROVED))
        self.capa.finish_action(one, file.actions[0].id, self.today, "SOP-12 in force", [("sop.pdf", b"%PDF")])
        return self.capa.go(one, machine.COMPLETE)

    def checked(self, verdict: str = machine.EFFECTIVE, **given: object) -> r.CapaFile:
        """With its verdict."""
        one = self.implemented(**given).capa.id
        day = self.later(91)
        return self.capa.record_check(one, day, verdict, "Log of 90 days read")

    def closed(self) -> r.CapaFile:
        return self.capa.close(self.checked().capa.id, self.ink(machine.CLOSING))


__all__ = ["DAY", "TODAY", "Bench"]
