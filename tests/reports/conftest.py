"""A site with people of several scripts, a study and trainings in every state; and what reads PDFs that is not ours."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from db.incidents.deviation_records import NewNote
from db.incidents.incident_records import NewIncident
from db.roster.records import NewPerson, NewStudy
from db.site import Site
from db.training.records import NewCourse, NewRequirement, NewTraining, NewVersion
from tests.people_at_site import House, make_house

PEOPLE = (
    ("Müller-Østergård", "Änne", "Study nurse"),
    ("O’Neil", "Seán", "Sub-investigator"),
    ("山田", "花子", "Pharmacist"),
    ("حداد", "ليلى", "Data entry"),
    ("<b>Bold</b> & Söhne", '"x" (y) \\z', "Lab"),
    ("Wolfeschlegelsteinhausenbergerdorff-Maximilian", "Hubert Blaine", "Radiographer"),
    ("Παπαδόπουλος", "Νίκος", "Lab"),
)


@dataclass
class Nord:
    """The house, an open session of its officer, and who is who."""

    house: House
    site: Site
    people: dict[str, str]
    study: str


@pytest.fixture(scope="session")
def nord(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nord]:
    """Read by every test of this room; none may count on being the only one that exports from it."""
    house = make_house(tmp_path_factory.mktemp("nord"))
    site = house.unlock()
    people = {
        family: site.people.add_person(NewPerson(family, given, role=role, start=date(2025, 1, 7))).id
        for family, given, role in PEOPLE
    }
    study = site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", title="A study", start=date(2025, 1, 7)))
    gcp = site.training.add_course(NewCourse("ICH-GCP E6(R3)", "Good clinical practice", validity_months=24))
    edc = site.training.add_course(NewCourse("EDC", "Data capture"))
    for course in (gcp, edc):
        site.training.add_version(course.id, NewVersion("1.0", effective=date(2025, 1, 1)))
        site.training.require(NewRequirement(course.id))
    for index, person in enumerate(people.values()):
        day = date(2025, 6, 9) if index % 2 else date(2024, 10, 1)
        late = "entered after the paper file was found"
        site.training.record(NewTraining(person, gcp.id, day, trainer="B. Trainer", late_reason=late))
    now = site.clock.now()
    site.incidents.cases.add(NewIncident("Password given away", 4, now, now))
    site.incidents.notes.add(NewNote("Two tabs", "Filed twice", now.date(), people["O’Neil"], study.id))
    yield Nord(house, site, people, study.id)
    site.close()


def run(*command: object) -> str:
    """What another program says about a file; fails where it fails."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command[0]}: {done.stdout}\n{done.stderr}"
    return done.stdout


def text_of(path: Path) -> str:
    """The text as poppler extracts it, without the breaks between lines."""
    return re.sub(r"\s+", " ", run("pdftotext", "-layout", path, "-"))
