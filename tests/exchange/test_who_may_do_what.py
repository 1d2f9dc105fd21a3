"""Delegation, access, users, oversight and trail: each of their registers is listed, leaves as a sheet and as a report,
and comes in from one where a list of somebody else's can be believed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from db.roster.records import NewStudy
from db.site import Site
from db.training.records import NewCourse
from desktop.exchange.importing import known_facts, plan_import
from desktop.exchange.registers import REGISTERS, importers
from desktop.exchange.writing import export, listing
from desktop.reports.offered import OFFERED

NO_SHEET = None
REGISTERS_OF_RIGHTS = {
    # register: (its report, what a sheet of it brings in)
    "delegations": ("delegation-log", "delegations"),
    "delegation-tasks": ("delegation-log", "delegation-tasks"),
    "systems": ("systems", "systems"),
    "accounts": ("accounts", "accounts"),
    "access-reviews": ("access-review", NO_SHEET),  # a guided job, signed by who judged
    "access-followups": ("access-review", NO_SHEET),  # each verified by another person
    "users": ("users", NO_SHEET),  # who unlocks enrols with their phone
    "oversight-reviews": ("oversight-review", NO_SHEET),  # signed by the investigator
    "study-papers": ("study-papers", "study-papers"),
    "signature-sheet": ("signature-sheet", "signature-sheet"),
    "trail-reviews": ("trail-review", NO_SHEET),  # drawn from this trail
    "trail": ("audit-excerpt", NO_SHEET),
}


@pytest.mark.requirement("EXC-1", "EXC-2", "RPT-1")
@pytest.mark.parametrize("register", REGISTERS_OF_RIGHTS)
def test_each_register_is_listed_and_leaves_as_sheet_and_as_report(register: str) -> None:
    report, sheet = REGISTERS_OF_RIGHTS[register]
    assert REGISTERS[register].fields and report in OFFERED
    assert (register in importers()) == (sheet is not NO_SHEET)


@pytest.mark.requirement("EXC-1", "ROS-3")
def test_a_sponsor_s_task_list_comes_in_once_with_the_trainings_it_needs(site: Site, tmp_path: Path) -> None:
    site.people.add_study(NewStudy("SW-301", "P1"))
    site.training.add_course(NewCourse("GCP", "ICH-GCP E6(R3)"))
    path = tmp_path / "tasks.csv"
    path.write_text("Study;Task code;Duty;Courses\nSW-301;A1;Consent talks;GCP\nSW-301;A2;Shipping samples;\n")
    plan = plan_import("delegation-tasks", path, known_facts(site, "delegation-tasks")).tried(site)
    assert plan.commit(site).accepted == 2
    made = listing(site, "delegation-tasks", study="SW-301")
    code, trainings = (made.fields.index(one) for one in ("code", "trainings"))
    assert [(row[code], row[trainings]) for row in made.rows] == [("A1", "GCP"), ("A2", "")]
    assert len(plan_import("delegation-tasks", path, known_facts(site, "delegation-tasks")).duplicates) == 2
    path.write_text("Study;Task code;Duty;Courses\nSW-301;A3;Rating;Knitting\n")
    bad = plan_import("delegation-tasks", path, known_facts(site, "delegation-tasks")).tried(site)
    assert not bad.ready and "Knitting" in str(bad.problems)


@pytest.mark.requirement("EXC-2", "UNL-6")
def test_the_users_leave_as_they_stand(site: Site, tmp_path: Path) -> None:
    export(site, "users", tmp_path / "users.csv")
    (row,) = csv.DictReader((tmp_path / "users.csv").read_text("utf-8-sig").splitlines())
    assert (row["name"], row["role"], row["status"]) == ("Olga Officer", "officer", "active")
