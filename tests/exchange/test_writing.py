"""What leaves: CSV, XLSX, JSON and ICS; nothing in it is a formula, nothing half-written, all of it on the trail."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from db.errors import BadInput
from db.roster.records import NewPerson
from db.site import Site
from db.store.query import Query
from db.training.records import NewCourse, NewRequirement, NewTraining
from desktop.exchange import writing
from desktop.exchange.calendar_file import export_calendar
from desktop.exchange.cells import plain
from desktop.exchange.importing import known_facts, plan_import
from desktop.exchange.listing import listing
from desktop.exchange.registers import REGISTERS
from desktop.exchange.writing import export, neutral
from tests.exchange.conftest import TODAY

EVIL = '=HYPERLINK("http://x")'


@pytest.fixture
def staffed(site: Site) -> Site:
    anna = site.people.add_person(
        NewPerson("Adler", "Anna", "anna@x.example", "=1+1", "Study nurse", date(2025, 1, 15), None, "+49 30 123456")
    )
    site.people.add_person(NewPerson(EVIL, "@SUM(A1)", "", "-2+3", "\tTab", None, None, note="'=quoted"))
    site.people.add_person(NewPerson("العلي", "ليلى", start=date(2020, 1, 1), end=date(2024, 1, 1)))
    course = site.training.add_course(NewCourse("GCP", "Good clinical practice", validity_months=12))
    site.training.require(NewRequirement(course.id))
    site.training.record(NewTraining(anna.id, course.id, date(2026, 11, 20), trainer="+Vogel"))
    return site


@pytest.mark.requirement("EXC-2")
def test_csv_is_inert_and_reads_back(staffed: Site, tmp_path: Path) -> None:
    export(staffed, "people", tmp_path / "people.csv")
    text = (tmp_path / "people.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row.values())
    assert {row["family_name"] for row in rows} == {"Adler", "'" + EVIL, "العلي"}
    assert next(row for row in rows if row["family_name"] == "Adler")["start"] == "2025-01-15"
    plan = plan_import("people", tmp_path / "people.csv", known_facts(staffed, "people"))
    assert plan.problems == () and plan.warnings == ()
    assert len([d for d in plan.duplicates if d.certain]) == 3
    assert {row.values["family_name"] for row in plan.preview()} == {"Adler", EVIL, "العلي"}


@pytest.mark.requirement("EXC-2")
def test_xlsx_holds_texts_dates_and_no_formula(staffed: Site, tmp_path: Path) -> None:
    export(staffed, "people", tmp_path / "people.xlsx")
    sheet = load_workbook(tmp_path / "people.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert EVIL in [cell.value for cell in cells]
    assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "@")))
    start = [cell for cell in cells if cell.column_letter == "G" and cell.is_date]
    assert start[0].number_format == "dd-mmm-yyyy"


@pytest.mark.requirement("EXC-2")
def test_json_has_the_shared_field_names(staffed: Site, tmp_path: Path) -> None:
    export(staffed, "people", tmp_path / "people.json")
    whole = json.loads((tmp_path / "people.json").read_text("utf-8"))
    anna = next(row for row in whole["rows"] if row["family_name"] == "Adler")
    assert set(anna) >= {"id", "family_name", "given_name", "email", "employer", "role", "start", "end", "status"}
    assert (anna["start"], anna["end"], anna["status"], anna["employer"]) == ("2025-01-15", None, "active", "=1+1")
    assert whole["register"] == "people" and whole["workspace"] == staffed.workspace
    export(staffed, "training", tmp_path / "training.json")
    [record] = json.loads((tmp_path / "training.json").read_text("utf-8"))["rows"]
    names = {"id", "person", "course", "version", "completed", "expires", "method", "trainer", "result"}
    assert set(record) >= names
    assert (record["person"], record["completed"], record["expires"]) == ("Adler, Anna", "2026-11-20", "2027-11-20")
    export(staffed, "matrix", tmp_path / "matrix.json")
    rows = json.loads((tmp_path / "matrix.json").read_text("utf-8"))["rows"]
    assert {(row["person"], row["status"]) for row in rows} >= {("Adler, Anna", "current")}
    assert set(rows[0]) >= {"person", "requirement", "status", "due"}


@pytest.mark.requirement("EXC-2", "AUD-3")
def test_an_export_is_as_filtered_and_on_the_trail(staffed: Site, tmp_path: Path) -> None:
    path = tmp_path / "leavers.csv"
    done = export(staffed, "people", path, Query(where={"status": ["left"]}, limit=1000))
    assert done.rows == 1
    [entry] = staffed.trail.page(Query(where={"action": ["export"]})).rows
    assert entry.new["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest() == done.sha256
    assert (entry.new["register"], entry.new["rows"]) == ("people", 1)
    assert "left" in str(entry.new["filters"])


@pytest.mark.requirement("EXC-2")
@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_every_register_leaves_in_every_form(staffed: Site, tmp_path: Path, register: str, suffix: str) -> None:
    rows = listing(staffed, register).rows
    done = export(staffed, register, tmp_path / f"out{suffix}")
    assert done.rows == len(rows)
    assert (tmp_path / f"out{suffix}").stat().st_size > 20


def test_unknown_suffixes_registers_fields_and_studies_are_refused(staffed: Site, tmp_path: Path) -> None:
    for path, register in ((tmp_path / "x.pdf", "people"), (tmp_path / "x", "people"), (tmp_path / "x.csv", "spoons")):
        with pytest.raises(BadInput):
            export(staffed, register, path)
        assert not path.exists()
    with pytest.raises(BadInput, match="no field"):
        listing(staffed, "matrix", Query(where={"shoe": ["1"]}))
    with pytest.raises(BadInput, match="no study"):
        listing(staffed, "matrix", study="ABC")


@pytest.mark.requirement("EXC-2")
def test_a_file_that_cannot_be_written_leaves_the_former_one(
    staffed: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("former")
    with pytest.raises(BadInput, match="cannot be written"):
        export(staffed, "people", tmp_path / "no such folder" / "people.csv")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write_whole", full)
    with pytest.raises(BadInput, match="No space left"):
        export(staffed, "people", path)
    assert path.read_text() == "former"
    assert staffed.trail.page(Query(where={"action": ["export"]})).matching == 0


@pytest.mark.requirement("EXC-2")
def test_due_dates_go_into_a_calendar(staffed: Site, tmp_path: Path) -> None:
    export_calendar(staffed, tmp_path / "due.ics")
    book = Calendar.from_ical((tmp_path / "due.ics").read_bytes())
    entries = {str(entry["summary"]): entry for entry in book.walk("VEVENT")}
    anna = entries["GCP: Adler, Anna"]
    assert anna["dtstart"].dt == date(2027, 11, 20)
    assert anna["dtend"].dt - anna["dtstart"].dt == timedelta(days=1)
    assert anna["dtstamp"].dt == TODAY
    first = (tmp_path / "due.ics").read_bytes()
    export_calendar(staffed, tmp_path / "due.ics")
    assert (tmp_path / "due.ics").read_bytes() == first


@given(st.text(max_size=20))
def test_no_text_becomes_a_formula_and_none_is_lost(text: str) -> None:
    written = neutral(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert written in (text, f"'{text}")
    if text.strip() == text and text:
        assert plain(written) == plain(text) or text.startswith("'")
