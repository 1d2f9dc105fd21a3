"""A row that says otherwise than the record it repeats is offered as a change, and taken only where it is said so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.errors import BadInput
from db.roster.records import NewAssignment, NewPerson, NewStudy
from db.site import Site
from db.store.query import Query
from db.training.records import NewCourse, NewTraining, NewVersion
from desktop.commands.importing import bring_in
from desktop.exchange.importing import Plan, known_facts, plan_import

HEAD = "Surname;First name;E-mail;Role;Employer;Start;End;Phone"


@pytest.fixture
def staff(site: Site) -> Site:
    site.people.add_person(NewPerson("Adler", "Anna", "anna@x.example", "Clinic", "nurse", date(2025, 1, 15)))
    site.people.add_person(NewPerson("Bianchi", "Bruno", "bruno@x.example", "Clinic", "rater", phone="+49 30 1234567"))
    site.people.add_person(NewPerson("Costa", "Carla", "carla@x.example", "Clinic", "rater", date(2025, 1, 15)))
    return site


def planned(site: Site, folder: Path, *rows: str, register: str = "people", head: str = HEAD) -> Plan:
    path = folder / "sheet.csv"
    path.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return plan_import(register, path, known_facts(site, register)).tried(site)


def said(plan: Plan) -> dict[int, list[tuple[str, str, str]]]:
    return {one.row: [(d.field, d.old, d.new) for d in one.changes] for one in plan.duplicates if one.changes}


SAYING_OTHERWISE = (
    "ADLER;Anna;ANNA@x.example;Sub-investigator;;2025-01-15;;",
    "Bianchi;Bruno;;RATER;Clinic;;;0049 30 1234567",
    "Bianchi;B.;bruno@x.example;;Other clinic;;;+49-30-1234567",
    "Costa-Lima;Carla;carla@x.example;rater;;;2026-06-30;",
    "Dvořák;Dana;;rater;;;;",
)


@pytest.mark.requirement("EXC-1")
def test_what_a_row_says_otherwise_is_offered_and_nothing_else(staff: Site, tmp_path: Path) -> None:
    plan = planned(staff, tmp_path, *SAYING_OTHERWISE)
    assert said(plan) == {
        2: [("role", "nurse", "Sub-investigator")],
        3: [("phone", "+49 30 1234567", "0049 30 1234567")],
        5: [("family_name", "Costa", "Costa-Lima"), ("end", "", "30-Jun-2026")],
    }, "capitals, an empty cell, an initial and the same day are no change"
    shown = {row.row: (row.state, row.offers) for row in plan.preview()}
    assert shown == {2: ("differs", True), 3: ("differs", True), 4: ("duplicate", False), 5: ("differs", True),
                     6: ("good", False)}  # fmt: skip
    assert "Role nurse → Sub-investigator" in plan.preview()[0].words
    assert plan.preview(change_rows={2})[0].state == "change"


@pytest.mark.requirement("EXC-1", "AUD-1")
def test_changes_are_taken_only_where_the_person_says_so(staff: Site, tmp_path: Path) -> None:
    plan = planned(staff, tmp_path, *SAYING_OTHERWISE)
    assert (plan.outcome().accepted, plan.outcome().changed) == (1, 0)
    assert plan.outcome(change_rows={2, 5}).changed == 2
    done = plan.commit(staff, change_rows={2, 5})
    assert (done.accepted, done.changed) == (1, 2)
    people = {one.family_name: one for one in staff.people.people(Query()).rows}
    assert sorted(people) == ["Adler", "Bianchi", "Costa-Lima", "Dvořák"]
    assert people["Adler"].role == "Sub-investigator" and people["Adler"].employer == "Clinic"
    assert people["Costa-Lima"].end == date(2026, 6, 30) and people["Bianchi"].phone == "+49 30 1234567"
    imports = [one for one in staff.trail.page(Query(limit=50)).rows if one.action == "import"]
    assert (imports[0].new["added"], imports[0].new["changed"]) == (1, 2)  # type: ignore[index]
    again = planned(staff, tmp_path, *SAYING_OTHERWISE)
    assert set(said(again)) == {3}, "what was taken is no longer offered"


@pytest.mark.requirement("EXC-1", "ROS-3")
def test_who_leaves_by_a_sheet_leaves_as_by_hand(staff: Site, tmp_path: Path) -> None:
    costa = next(one for one in staff.people.people(Query()).rows if one.family_name == "Costa")
    study = staff.people.add_study(NewStudy("NORDIC", "NOR-1"))
    staff.people.assign_many([NewAssignment(costa.id, study.id, "rater", date(2025, 2, 1), None, "moved")])
    rows = ("Costa;Carla;;;;;2026-06-30;",)
    planned(staff, tmp_path, *rows).commit(staff, change_rows={2})
    assert [one.end for one in staff.people.assignments(person_id=costa.id)] == [date(2026, 6, 30)]
    adler = next(one for one in staff.people.people(Query()).rows if one.family_name == "Adler")
    staff.people.name_investigator(study.id, adler.id, date(2025, 2, 1), late_reason="moved")
    plan = planned(staff, tmp_path, "Zorn;Zoe;;;;;;", "Adler;Anna;;;;;2026-06-30;")
    with pytest.raises(BadInput, match=r"Row 3: Adler, Anna is principal investigator of NORDIC"):
        plan.commit(staff, change_rows={3})
    assert staff.people.people(Query()).of == 3, "nothing was written"


@pytest.mark.requirement("EXC-1", "TRN-2")
def test_a_training_known_already_is_corrected_when_said(staff: Site, tmp_path: Path) -> None:
    adler = next(one for one in staff.people.people(Query()).rows if one.family_name == "Adler")
    gcp = staff.training.add_course(NewCourse("GCP", "Good clinical practice", validity_months=24))
    first = staff.training.add_version(gcp.id, NewVersion("1.0", effective=date(2020, 1, 1)))
    staff.training.record(NewTraining(adler.id, gcp.id, date(2026, 11, 20), first.id, trainer="Dr. Weiss"))
    head = "Name;Course;Version;Date completed;Expires;Trainer;Score"
    row = "Adler, Anna;GCP;2.0;2026-11-20;2027-11-20;dr. weiss;93 %"
    plan = planned(staff, tmp_path, row, register="training", head=head)
    assert said(plan) == {2: [("version_id", "1.0", "2.0"), ("expires", "", "20-Nov-2027"), ("score", "", "93 %")]}
    assert plan.commit(staff).records == 0 and staff.training.records(Query()).rows[0].score == ""
    assert plan.commit(staff, change_rows={2}).changed == 1
    (kept,) = staff.training.records(Query()).rows
    assert (kept.version, kept.written_expires, kept.score, kept.trainer) == (
        "2.0", date(2027, 11, 20), "93 %", "Dr. Weiss",
    )  # fmt: skip
    assert not said(planned(staff, tmp_path, row, register="training", head=head))


@pytest.mark.requirement("EXC-1")
def test_changes_on_the_command_line(staff: Site, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("\n".join((HEAD, *SAYING_OTHERWISE)), "utf-8")
    tried = bring_in(staff, "people", path, dry_run=True)
    assert tried.fields["changed"] == 0 and "Row 2 differs: Role nurse → Sub-investigator" in tried.words
    assert [one["row"] for one in tried.fields["changes"]] == [2, 3, 5]
    assert tried.fields["changes"][0]["fields"] == [{"field": "role", "old": "nurse", "new": "Sub-investigator"}]
    with pytest.raises(BadInput, match="Row 6 offers no change"):
        bring_in(staff, "people", path, changes=frozenset({6}))
    done = bring_in(staff, "people", path, changes=None)
    assert (done.fields["accepted"], done.fields["changed"]) == (1, 3)
