from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from db.incidents.register import Incidents
from db.risk.register import Risks
from db.roster.records import NewPerson, NewStudy
from tests.registers import Desk


@dataclass
class Ward:
    """A site with one EU study, its principal investigator Inés, coordinator Hugo, and an IND study."""

    desk: Desk
    study: str
    ind: str
    ines: str
    hugo: str

    @property
    def incidents(self) -> Incidents:
        return Incidents(self.desk.store)

    @property
    def risk(self) -> Risks:
        return Risks(self.desk.store)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    desk = Desk(tmp_path)
    people = desk.people
    study = people.add_study(NewStudy("BRIGHT-2", "BR2-301", framework="EU CTR", start=date(2025, 1, 1)))
    ind = people.add_study(NewStudy("HARBOR-1", "HB1", framework="US IND", start=date(2025, 1, 1)))
    ines = people.add_person(NewPerson("Castillo Ruiz", "Inés", start=date(2024, 1, 1)))
    hugo = people.add_person(NewPerson("Lindqvist", "Hugo", start=date(2024, 1, 1)))
    people.name_investigator(study.id, ines.id, date(2025, 1, 1))
    yield Ward(desk, study.id, ind.id, ines.id, hugo.id)
    desk.close()
