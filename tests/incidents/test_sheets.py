"""Sheets of incidents, notes to file and tests come in; each fault with its row and column (EXC-1, RSK-2..4)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from db.errors import BadInput
from db.incidents.deviation_records import NewDeviation
from db.incidents.exercise_records import NewExercise
from db.incidents.incident_records import NewIncident
from db.risk.records import NewRisk, Position
from db.site import Site
from db.store.query import Query
from desktop.exchange.importing import Plan, known_facts, plan_import
from desktop.exchange.listing import listing
from desktop.exchange.quality_days import incident_days, risk_days
from tests.incidents.conftest import Ward
from tests.registers import NOW, TODAY

INCIDENTS = """Incident,Severity,Date of incident,Closed,Data breach,Responsible,Study
Laptop left in a train,major,12-Mar-2026,20-Apr-2026,no,"Lindqvist, Hugo",BRIGHT-2
Mail to the wrong person,2,20-Nov-2026,,unknown,,
"""
NOTES = """Title,Date,Author,Participant,Issue,Deviation
ECG out of order,20-Nov-2026,"Castillo Ruiz, Inés",BR2-017,Out of order for four days,DEV-2026-0001
"""
TESTS = """Type,Title,Date,Recipients,Clicks
phishing,Autumn drill,19-Nov-2026,41,9
pentest,Web page,18-Nov-2026,,
"""


def planned(site: Site, folder: Path, register: str, text: str) -> Plan:
    path = folder / f"{register}.csv"
    path.write_text(text, "utf-8")
    return plan_import(register, path, known_facts(site, register)).tried(site)


@pytest.mark.requirement("RSK-2", "RSK-3", "RSK-4", "EXC-1")
def test_former_registers_come_in_once(ward: Ward, tmp_path: Path) -> None:
    site = Site(ward.desk.store, name="Klinikum Nord", demonstration=True)
    today = site.clock.now().date()
    site.incidents.deviations.add(NewDeviation("No ECG", today, today, ward.study))
    for register, text in (("incidents", INCIDENTS), ("notes", NOTES), ("exercises", TESTS)):
        plan = planned(site, tmp_path, register, text)
        assert plan.ready, plan.problems
        plan.commit(site)
        again = planned(site, tmp_path, register, text)
        assert again.outcome().accepted == 0, "said twice"
    cases = {one.title: one for one in site.incidents.cases.list().rows}
    old, new = cases["Laptop left in a train"], cases["Mail to the wrong person"]
    assert (old.status, old.severity, old.late, old.clocks, old.studies) == ("closed", 4, True, 0, ("BRIGHT-2",))
    assert (new.status, new.clocks) == ("open", 2)
    (note,) = site.incidents.notes.list().rows
    assert (note.deviation, note.author, note.subject) == ("DEV-2026-0001", "Castillo Ruiz, Inés", "BR2-017")
    drills = {one.title: one for one in site.incidents.exercises.list().rows}
    assert (drills["Autumn drill"].reached, drills["Autumn drill"].clicked) == (41, 9)
    assert drills["Web page"].kind == "penetration test"


@pytest.mark.requirement("RSK-1", "EXC-1", "EXC-2")
def test_assets_and_threats_come_in_and_leave_as_a_sheet(ward: Ward, tmp_path: Path) -> None:
    site = Site(ward.desk.store, name="Klinikum Nord", demonstration=True)
    sheet = (
        'Asset,Class,Category,Location,Responsible\nFridge 2,asset,device,Pharmacy,"Lindqvist, Hugo"\n'
        "Burglary,threat,outsider,,\nNo spare key,weakness,,,\n"
    )
    plan = planned(site, tmp_path, "assets", sheet)
    assert plan.ready, plan.problems
    plan.commit(site)
    assert planned(site, tmp_path, "assets", sheet).outcome().accepted == 0, "said twice"
    made = listing(site, "assets", Query(where={"element": ["asset"]}))
    assert [(row["name"], row["type"], row["owner"]) for row in made.records()] == [
        ("Fridge 2", "device", "Lindqvist, Hugo")
    ]
    assert listing(site, "assets").of == 3
    wrong = planned(site, tmp_path, "assets", "Asset,Class,Category\nFridge 3,asset,weather\n,asset,device\n")
    assert [(one.row, one.column) for one in wrong.problems] == [(2, ""), (3, "Asset")]


@pytest.mark.requirement("AUD-6", "EXC-2")
def test_a_list_as_known_on_a_day_is_asked_where_the_register_can_tell(ward: Ward) -> None:
    site = Site(ward.desk.store, name="Klinikum Nord", demonstration=True)
    site.incidents.cases.add(NewIncident("Laptop lost", 4, NOW, NOW))
    yesterday = TODAY - timedelta(days=1)
    for register in ("capa", "incidents", "deviations", "notes", "exercises", "risks"):
        assert listing(site, register, known=yesterday).of == 0
    made = listing(site, "incidents", known=TODAY)
    assert (len(made.rows), made.filters) == (1, {"as known on": TODAY.isoformat()})
    with pytest.raises(BadInput, match="is not told"):
        listing(site, "people", known=TODAY)
    with pytest.raises(BadInput, match="as of a day, or as known"):
        listing(site, "incidents", known=TODAY, as_of=TODAY)


@pytest.mark.requirement("EXC-1")
def test_each_fault_is_told_by_row_and_nothing_is_written(ward: Ward, tmp_path: Path) -> None:
    site = Site(ward.desk.store, name="Klinikum Nord", demonstration=True)
    head = site.store.head()
    bad = "A,nine,12-Mar-2026,,,,\nB,2,12-Mar-2030,,,,\nC,2,12-Mar-2026,11-Mar-2026,,,\nD,2,12-Mar-2026,,,Nobody,\n"
    plan = planned(site, tmp_path, "incidents", INCIDENTS.splitlines(keepends=True)[0] + bad)
    assert [(one.row, one.column) for one in plan.problems] == [(2, "Severity"), (3, ""), (4, ""), (5, "Responsible")]
    bad = "x,20-Nov-2026,Nobody,,y,\nx,20-Nov-2026,Hugo Lindqvist,Mrs Huber,y,\nx,20-Nov-2026,Hugo Lindqvist,,y,DEV-9\n"
    plan = planned(site, tmp_path, "notes", NOTES.splitlines(keepends=True)[0] + bad)
    assert [one.row for one in plan.problems] == [2, 3, 4]
    bad = "sports,A,19-Nov-2026,1,1\naudit,B,19-Nov-2026,4,9\naudit,C,19-Nov-2030,4.5,\nphishing,D,,1,1\n"
    plan = planned(site, tmp_path, "exercises", TESTS.splitlines(keepends=True)[0] + bad)
    assert [(one.row, one.column) for one in plan.problems] == [(2, "Type"), (3, ""), (4, ""), (5, "")]
    assert site.store.head() == head


@pytest.mark.requirement("EXC-2", "RSK-1", "RSK-2", "RSK-4")
def test_clocks_tests_and_risks_stand_in_the_calendar(ward: Ward) -> None:
    site = Site(ward.desk.store, name="Klinikum Nord", demonstration=True)
    incident = site.incidents.cases.add(NewIncident("Laptop lost", 4, NOW, NOW))
    site.incidents.exercises.add(NewExercise("phishing drill", "Spring drill", planned=TODAY + timedelta(days=90)))
    risk = site.risk.add_risk(NewRisk("Laptop lost", Position(4, 4), Position(3, 4), Position(2, 2), identified=TODAY))
    told = [(day.title, day.day) for day in incident_days(site)]
    due = NOW + timedelta(hours=72)
    assert (f"{incident.number}: tell Data protection authority by {due:%H:%M}", due.date()) in told
    assert ("TST-2026-0001: Spring drill", TODAY + timedelta(days=90)) in told
    assert [(day.title, day.day) for day in risk_days(site)] == [
        (f"{risk.number} Laptop lost: review", site.risk.risk(risk.id).next_review)
    ]
