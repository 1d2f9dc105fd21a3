"""Any register takes sheets by telling its columns: links, choices, numbers, rows said twice, rules, all or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.errors import BadInput
from db.roster.records import NewPerson, NewStudy
from db.site import Site
from db.store.change import Change
from db.store.query import Query
from desktop.exchange import registers
from desktop.exchange.importing import known_facts, plan_import
from desktop.exchange.registers.form import Asked, Register, Rows
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

HEAD = "Person,Study,Aufgabe,Level,Score,Start,End\n"
GOOD = (
    "anna@x.example,SW-301,Consent,niedrig,3.5,15-Jan-2025,\n"
    '"Bianchi, Bruno",sw 301,Dosing,high,,2025-02-01,2025-03-01\n'
)


ENTERED = "2026-11-23T18:40:00.000+01:00"


def _rows(site: Site, asked: Asked) -> Rows:
    return [], 0


def _add(site: Site, change: Change, row: Taken) -> None:
    if row.text("task") == "Forbidden":
        raise BadInput("This task is forbidden.")
    note = f"{row.text('task')} {row.text('level')} {row.number('score')} {row.day('start')} {row.maybe_day('end')}"
    change.insert("study", {"code": row.text("task"), "protocol": "P", "title": note, "entered": ENTERED})


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch, site: Site) -> Site:
    columns = (
        Field("person", "person", "Person", needed=True),
        Field("study", "study", "Study", needed=True),
        Field("task", "text", "Task", needed=True, synonyms=("duty", "Aufgabe")),
        Field("level", "choice", "Level", choices={"low": "low", "niedrig": "low", "high": "high"}),
        Field("score", "number", "Score"),
        Field("start", "date", "Start", needed=True),
        Field("end", "date", "End"),
    )
    taking = simple(
        "task", "study", columns, _add, keys=("person", "study", "task"),
        there=lambda site: {(bruno, study, "Labelling")},
    )  # fmt: skip
    told = Register("tasks", ("person", "task"), _rows, importer=taking)
    monkeypatch.setattr(registers, "REGISTERS", {**registers.REGISTERS, "tasks": told})
    site.people.add_person(NewPerson("Adler", "Anna", "anna@x.example"))
    bruno = site.people.add_person(NewPerson("Bianchi", "Bruno")).id
    study = site.people.add_study(NewStudy("SW-301", "P1")).id
    return site


def sheet(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "tasks.csv"
    path.write_text(HEAD + rows, "utf-8")
    return path


@pytest.mark.requirement("EXC-1")
def test_rows_become_records_with_the_source_on_the_trail(tasks: Site, tmp_path: Path) -> None:
    plan = plan_import("tasks", sheet(tmp_path, GOOD), known_facts(tasks, "tasks")).tried(tasks)
    assert plan.ready and plan.warnings == ()
    first = plan.preview()[0].values
    assert (first["person"], first["study"], first["level"]) == ("Adler, Anna", "SW-301", "low")
    before = tasks.store.head().seq
    done = plan.commit(tasks)
    assert (done.accepted, done.records) == (2, 2)
    kept = {study.code: study.title for study in tasks.people.studies(Query()).rows}
    assert any(title == "Consent low 3.5 2025-01-15 None" for title in kept.values())
    entry = tasks.trail.page(Query(where={"action": ["import"]})).rows[0]
    assert entry.new["sha256"] == plan.source.sha256 and entry.seq > before


@pytest.mark.requirement("EXC-1")
def test_each_fault_has_its_row_and_column_and_nothing_is_written(tasks: Site, tmp_path: Path) -> None:
    rows = (
        "Carla Nobody,SW-301,A,low,,2025-01-15,\nanna@x.example,ZZ-9,B,low,,2025-01-15,\n"
        "anna@x.example,SW-301,,low,,2025-01-15,\nanna@x.example,SW-301,C,medium,,2025-01-15,\n"
        "anna@x.example,SW-301,D,low,many,2025-01-15,\nanna@x.example,SW-301,E,low,1,,\n"
        "anna@x.example,SW-301,Forbidden,low,1,2025-01-15,\nanna@x.example,SW-301,Kept,low,1,2025-01-15,\n"
    )
    head = tasks.store.head()
    plan = plan_import("tasks", sheet(tmp_path, rows), known_facts(tasks, "tasks")).tried(tasks)
    found = [(trouble.row, trouble.column) for trouble in plan.problems]
    assert found == [(2, "Person"), (3, "Study"), (4, "Aufgabe"), (5, "Level"), (6, "Score"), (7, "Start"), (8, "")]
    with pytest.raises(BadInput, match="7 rows with problems"):
        plan.commit(tasks)
    assert tasks.store.head() == head
    assert plan.commit(tasks, plan.bad_rows).accepted == 1


@pytest.mark.requirement("EXC-1")
def test_a_row_said_twice_is_left_out(tasks: Site, tmp_path: Path) -> None:
    rows = GOOD + 'Anna Adler,P1,CONSENT,low,,2025-01-15,\n"Bianchi, Bruno",SW-301,labelling,low,,2025-01-15,\n'
    plan = plan_import("tasks", sheet(tmp_path, rows), known_facts(tasks, "tasks"))
    assert [(twice.row, twice.of_row) for twice in plan.duplicates] == [(4, 2), (5, 0)]
    assert plan.commit(tasks).accepted == 2


@pytest.mark.requirement("EXC-1")
def test_a_rule_met_only_while_writing_takes_everything_back(tasks: Site, tmp_path: Path) -> None:
    rows = GOOD + "anna@x.example,SW-301,Forbidden,low,1,2025-01-15,\n"
    plan = plan_import("tasks", sheet(tmp_path, rows), known_facts(tasks, "tasks"))
    head = tasks.store.head()
    with pytest.raises(BadInput, match=r"Row 4: This task is forbidden"):
        plan.commit(tasks)
    assert tasks.store.head() == head


def test_a_needed_day_is_a_day() -> None:
    assert Taken({}, {"start": date(2025, 1, 1)}).day("start") == date(2025, 1, 1)
    with pytest.raises(BadInput):
        Taken({}, {}).day("start")
    with pytest.raises(ValueError, match="no such columns"):
        simple("x", "x", (), _add, keys=("person",))
