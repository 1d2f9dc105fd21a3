"""A sponsor's own workbook is filled from a register: matched by heading, corrected once, and otherwise left alone."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from db.errors import BadInput
from db.roster.records import NewPerson
from db.site import Site
from db.training.records import NewCourse, NewTraining
from desktop.commands.exporting import run_export
from desktop.exchange import template as t
from desktop.exchange.listing import listing
from tests.exchange.test_commands import rows_of

LOG = "Site Training Log"


@pytest.fixture
def trained(site: Site) -> Site:
    gcp = site.training.add_course(NewCourse("GCP", "Good clinical practice", validity_months=24))
    for family, given, score in (("Adler", "Anna", "=2+3"), ("<b>O'Neil", "Seán", "93 %"), ("山田", "太郎", "")):
        person = site.people.add_person(NewPerson(family, given, role="nurse"))
        site.training.record(NewTraining(person.id, gcp.id, date(2026, 11, 20), trainer="Dr. Weiss", score=score))
    return site


def workbook(folder: Path, *, notes_in: int = 30) -> Path:
    """As sponsors send them: a title, headings in row 5, a total, a look of their own, a signature block below."""
    book = openpyxl.Workbook()
    cover = book.active
    cover.title = "Instructions"
    cover["A1"] = "Please complete the log"
    sheet = book.create_sheet(LOG)
    sheet["A1"], sheet["A2"] = "ACME Pharma", "Protocol NOR-1"
    sheet["F1"] = "=COUNTA(B6:B200)"
    for column, heading in enumerate(
        ("No.", "Staff member", "Course Title", "Completed on", "Trainer's name", "Mark"), 1
    ):
        cell = sheet.cell(5, column, heading)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="FFCC00")
    for row in range(6, 12):
        sheet.cell(row, 1, None).fill = PatternFill("solid", fgColor="EEEEEE")
        sheet.cell(row, 4).number_format = "dd-mmm-yyyy"
        sheet.cell(row, 2).font = Font(italic=True)
    sheet.cell(notes_in, 2, "Investigator's signature")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=3)
    sheet.column_dimensions["B"].width = 40
    path = folder / "sponsor-log.xlsx"
    book.save(path)
    return path


def opened(path: Path) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(path)[LOG]


SAID = {"Staff member": "person", "Completed on": "completed", "Trainer's name": "trainer", "Mark": "score"}


@pytest.mark.requirement("EXC-2")
def test_a_sponsor_s_log_is_filled_and_everything_else_stays(trained: Site, tmp_path: Path) -> None:
    path, out = workbook(tmp_path), tmp_path / "filled.xlsx"
    made = listing(trained, "training")
    done, matched = t.export_into(trained, made, out, path, SAID)
    assert (done.rows, matched.unmatched, matched.fields[2]) == (3, ("No.",), "course")
    sheet = opened(out)
    people = [sheet.cell(row, 2).value for row in range(6, 9)]
    assert sorted(people) == ["<b>O'Neil, Seán", "Adler, Anna", "山田, 太郎"]
    rows = {sheet.cell(row, 2).value: row for row in range(6, 9)}
    mark = sheet.cell(rows["Adler, Anna"], 6)
    assert (mark.value, mark.data_type) == ("=2+3", "s"), "no formula of anybody's text"
    day = sheet.cell(6, 4)
    assert day.value.date() == date(2026, 11, 20) and day.number_format == "dd-mmm-yyyy"
    assert sheet.cell(6, 2).font.italic and sheet.cell(6, 1).value is None and sheet.cell(5, 2).font.bold
    assert sheet["F1"].value == "=COUNTA(B6:B200)" and sheet.cell(30, 2).value == "Investigator's signature"
    assert sheet["A1"].value == "ACME Pharma" and "A1:C1" in map(str, sheet.merged_cells.ranges)
    before, after = (zipfile.ZipFile(BytesIO(one.read_bytes())) for one in (path, out))
    untouched = set(before.namelist()) - {"xl/worksheets/sheet2.xml", "xl/workbook.xml"}
    assert all(before.read(name) == after.read(name) for name in untouched)
    events = [one for one in trained.trail.page(_recent()).rows if one.action == "export"]
    assert events[0].new["sha256"] == done.sha256  # type: ignore[index]


@pytest.mark.requirement("EXC-2")
def test_what_was_matched_once_is_known_the_next_time(trained: Site, tmp_path: Path) -> None:
    path = workbook(tmp_path)
    made = listing(trained, "training")
    t.export_into(trained, made, tmp_path / "one.xlsx", path, SAID)
    again = path.rename(tmp_path / "another name.xlsx")
    done, matched = t.export_into(trained, made, tmp_path / "two.xlsx", again)
    assert {matched.headings[c]: f for c, f in matched.fields.items()}.items() >= SAID.items() and done.rows == 3
    assert opened(tmp_path / "two.xlsx").cell(6, 5).value == "Dr. Weiss"
    assert trained.store.scalar("SELECT count(*) FROM export_template") == 1
    t.export_into(trained, made, tmp_path / "three.xlsx", again, {"Mark": ""})
    assert opened(tmp_path / "three.xlsx").cell(6, 6).value is None


@pytest.mark.requirement("EXC-2")
def test_what_cannot_be_filled_is_told_and_writes_nothing(trained: Site, tmp_path: Path) -> None:
    made, out = listing(trained, "training"), tmp_path / "filled.xlsx"
    short = workbook(tmp_path, notes_in=8)
    with pytest.raises(BadInput, match="room for 2 rows between row 5 and what stands in row 8; 3 are"):
        t.export_into(trained, made, out, short, SAID)
    with pytest.raises(BadInput, match="no heading “Shoe”"):
        t.export_into(trained, made, out, workbook(tmp_path), {"Shoe": "person"})
    with pytest.raises(BadInput, match="no field “shoe”"):
        t.export_into(trained, made, out, workbook(tmp_path), {"Mark": "shoe"})
    plain = tmp_path / "plain.xlsx"
    plain.write_text("Name,Course\n")
    with pytest.raises(BadInput, match="no XLSX workbook"):
        t.export_into(trained, made, out, plain)
    with pytest.raises(BadInput, match="written over"):
        t.export_into(trained, made, short, short)
    assert not out.exists()


@pytest.mark.requirement("EXC-2")
def test_a_template_on_the_command_line(trained: Site, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Site role", "Signature"])
    path, out = tmp_path / "staff.xlsx", tmp_path / "out.xlsx"
    book.save(path)
    said = run_export(trained, rows_of("people", file=out, template=path, column=("Site role=role",)))
    assert said.fields["columns"] == {"Name": "name", "Site role": "role"} and said.fields["unmatched"] == ["Signature"]
    rows = list(openpyxl.load_workbook(out).active.iter_rows(min_row=2, values_only=True))
    assert ("Adler, Anna", "nurse", None) in rows and len(rows) == 3
    with pytest.raises(BadInput, match="does not say"):
        run_export(trained, rows_of("people", file=out, template=path, column=("Site role",)))


def _recent() -> object:
    from db.store.query import Query

    return Query(limit=50)
