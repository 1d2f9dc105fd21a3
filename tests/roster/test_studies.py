"""Studies, who leads them and who works in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.errors import BadInput, Refused
from db.evidence.register import EvidenceFiles
from db.roster.records import CLOSED, OPEN, PLANNED, NewAssignment, NewPerson, NewStudy, Person, Study
from db.site import Site
from db.store.query import Query
from db.store.users import NewUser
from db.training.records import NewVersion
from desktop.roster.inspect_person import read_person
from desktop.roster.inspect_study import read_study
from tests.registers import TODAY, Desk


@pytest.fixture
def study(desk: Desk) -> Study:
    return desk.people.add_study(NewStudy("BRIGHT-2", "BR2-301", "A trial", "Lumina", "III", start=date(2025, 1, 1)))


@pytest.fixture
def ines(desk: Desk) -> Person:
    return desk.people.add_person(NewPerson("Castillo Ruiz", "Inés", start=date(2024, 1, 1)))


@pytest.fixture
def grainne(desk: Desk) -> Person:
    return desk.people.add_person(NewPerson("Ó Súilleabháin", "Gráinne", start=date(2020, 1, 1)))


@pytest.mark.requirement("ROS-2")
def test_a_study_with_its_investigator_and_protocol_on_a_day(desk: Desk, study: Study, grainne: Person) -> None:
    desk.people.name_investigator(study.id, grainne.id, date(2025, 1, 1))
    desk.training.add_protocol_version(study.id, NewVersion("1.0", date(2024, 12, 1), date(2025, 1, 1)))
    desk.training.add_protocol_version(study.id, NewVersion("2.0", date(2026, 10, 1), date(2026, 11, 2)))
    now = desk.people.study("BRIGHT-2")
    assert (now.status, now.investigator, now.protocol_label) == (OPEN, grainne.name, "2.0")
    before = desk.people.study(study.id, date(2026, 11, 1))
    assert (before.protocol_label, before.protocol_effective) == ("1.0", date(2025, 1, 1))
    assert desk.people.study(study.id, date(2024, 6, 1)).status == PLANNED
    assert [version.label for version in desk.people.study_file(study.id).versions] == ["1.0", "2.0"]


@pytest.mark.requirement("ROS-2", "ROS-3")
def test_a_change_of_investigator_leaves_no_day_without(
    desk: Desk, study: Study, grainne: Person, ines: Person
) -> None:
    desk.people.name_investigator(study.id, grainne.id, date(2025, 1, 1))
    with pytest.raises(Refused, match="Name a successor"):
        desk.people.end_person(grainne.id, date(2026, 8, 1), "Left")
    with pytest.raises(BadInput, match="overlap"):
        desk.people.name_investigator(study.id, ines.id, date(2026, 1, 1))
    desk.people.change_investigator(study.id, ines.id, date(2026, 7, 1), "Gráinne Ó Súilleabháin moves to Cork")
    periods = desk.people.investigators(study.id)
    assert [(p.person, p.start, p.end) for p in periods] == [
        (grainne.name, date(2025, 1, 1), date(2026, 6, 30)), (ines.name, date(2026, 7, 1), None),
    ]  # fmt: skip
    assert desk.people.study(study.id, date(2026, 6, 30)).investigator == grainne.name
    assert desk.people.study(study.id).investigator == ines.name
    desk.people.end_person(grainne.id, date(2026, 8, 1), "Left")
    with pytest.raises(Refused, match="no single principal investigator"):
        desk.people.change_investigator(study.id, ines.id, date(2024, 7, 1), "too early")


@pytest.mark.requirement("ROS-2")
def test_a_closed_study_lets_its_investigator_go(desk: Desk, study: Study, grainne: Person) -> None:
    desk.people.name_investigator(study.id, grainne.id, date(2025, 1, 1))
    closed = desk.people.change_study(study.id, {"end": date(2026, 5, 1)}, "Close-out visit done")
    assert closed.status == CLOSED
    assert desk.people.end_person(grainne.id, date(2026, 6, 1), "Left").end == date(2026, 6, 1)


@pytest.mark.requirement("ROS-1", "AUD-6")
def test_roles_in_studies_have_their_time_and_say_when_they_were_entered_late(
    desk: Desk, study: Study, ines: Person
) -> None:
    old = desk.people.assign(ines.id, study.id, "sub-investigator", date(2025, 1, 1), date(2026, 6, 30), "From paper")
    assert old.role == "Sub-investigator" and old.late and old.late_reason == "From paper"
    with pytest.raises(BadInput, match="overlap"):
        desk.people.assign(ines.id, study.id, "Sub-investigator", date(2026, 6, 30))
    new = desk.people.assign(ines.id, study.id, "Principal investigator", date(2026, 11, 20))
    assert not new.late
    assert [a.id for a in desk.people.assignments(ines.id, on=date(2026, 1, 1))] == [old.id]
    assert desk.people.person(ines.id).studies == ("BRIGHT-2",)
    ended = desk.people.end_assignment(new.id, TODAY, "Hands over")
    assert ended.end == TODAY
    with pytest.raises(BadInput, match="before it starts"):
        desk.people.end_assignment(new.id, date(2026, 11, 1), "too early")


def test_several_roles_in_one_save_or_none(desk: Desk, study: Study, ines: Person, grainne: Person) -> None:
    rows = [NewAssignment(who.id, study.id, "Rater", TODAY) for who in (ines, grainne)]
    assert len(desk.people.assign_many(rows)) == 2
    again = [NewAssignment(ines.id, study.id, "Study nurse", TODAY), NewAssignment(ines.id, study.id, "RATER", TODAY)]
    with pytest.raises(BadInput, match="overlap"):
        desk.people.assign_many(again)
    assert {a.role for a in desk.people.assignments(ines.id)} == {"Rater"}


def test_nobody_who_left_gets_a_role(desk: Desk, study: Study) -> None:
    ole = desk.people.add_person(NewPerson("Jensen", "Ole", end=TODAY - timedelta(days=3)))
    with pytest.raises(Refused, match="left on 20-Nov-2026"):
        desk.people.assign(ole.id, study.id, "Rater", TODAY)


@pytest.mark.requirement("ROL-3")
def test_a_monitor_of_one_study_sees_its_people_only(desk: Desk, study: Study, ines: Person, grainne: Person) -> None:
    other = desk.people.add_study(NewStudy("LUMEN-1", "LUM-104"))
    desk.people.assign(ines.id, study.id, "Rater", date(2026, 1, 1))
    desk.people.assign(grainne.id, other.id, "Rater", date(2026, 1, 1))
    desk.sit_down(NewUser("marta", "Marta Silva", "monitor", studies=(study.id,)))
    assert [p.id for p in desk.people.people().rows] == [ines.id]
    assert desk.people.people(Query(search="castillo")).matching == 1
    assert desk.people.people(Query(search="suilleabhain")).matching == 0
    assert [s.code for s in desk.people.studies().rows] == ["BRIGHT-2"]
    assert desk.training.matrix().people[0].id == ines.id
    with pytest.raises(BadInput):
        desk.people.person(grainne.id)


@pytest.mark.requirement("ROL-3", "AUD-3")
def test_what_a_monitor_opens_is_on_the_trail_and_what_the_officer_opens_is_not(
    desk: Desk, study: Study, ines: Person
) -> None:
    scan = EvidenceFiles(desk.store).add(("cv.txt", b"Castillo"))
    desk.people.assign(ines.id, study.id, "Rater", date(2026, 1, 1))
    site = Site(desk.store, name="Klinikum", demonstration=False)
    read_person(site, ines.id)
    site.evidence.opened(scan.id)
    desk.sit_down(NewUser("marta", "Marta Silva", "monitor", studies=(study.id,)))
    site = Site(desk.store, name="Klinikum", demonstration=False)
    read_person(site, ines.id)
    read_study(site, study.id)
    opened = [(one.table, one.row) for one in site.trail.page(Query(where={"action": ["view"]})).rows]
    assert opened == [("study", study.id), ("person", ines.id)]
