"""Tables leave from the window: as a page has them filtered, in a sponsor's form, or everything at once (EXC-2)."""

from __future__ import annotations

import csv
import json
import zipfile

import openpyxl
import pytest

from db.roster.records import NewPerson
from desktop.exchange.registers import REGISTERS
from desktop.exporting.tables import OF_REPORTS, TABLES
from desktop.places import export
from desktop.reports.offered import OFFERED
from desktop.widgets.choices import Choice
from tests.window_driver import Screen, until


@pytest.fixture
def peopled(inside: Screen) -> Screen:
    def add(site: object) -> None:
        for family, given, role in (("Müller-Østergård", "Änne", "Study nurse"), ("O'Neil", "Seán", "Rater")):
            site.people.add_person(NewPerson(family, given, role=role))  # type: ignore[attr-defined]

    inside.ask(add)
    return inside


def choose(screen: Screen, name: str) -> None:
    dialog = screen.dialog("choose-file")
    dialog.fileSelected.emit(str(screen.path(name)))  # type: ignore[attr-defined]
    dialog.reject()


@pytest.mark.requirement("EXC-2")
def test_every_register_stands_there() -> None:
    assert set(TABLES) == set(REGISTERS) and set(OF_REPORTS.values()) <= set(TABLES)
    assert set(OF_REPORTS) <= set(OFFERED)


@pytest.mark.requirement("EXC-2")
def test_what_a_page_has_filtered_leaves_as_a_sheet(peopled: Screen) -> None:
    export(peopled.parts, "roster", {"where": {"role": ["Rater"]}})
    dialog = peopled.dialog("report-dialog")
    until(lambda: dialog.preview.pages, "the preview")  # type: ignore[attr-defined]
    peopled.click("report-rows")
    choose(peopled, "some.csv")
    until(lambda: peopled.path("some.csv").exists(), "the file")
    peopled.dialog("tell").accept()
    rows = list(csv.DictReader(peopled.path("some.csv").read_text("utf-8-sig").splitlines()))
    assert [row["family_name"] for row in rows] == ["O'Neil"]
    dialog.reject()


@pytest.mark.requirement("EXC-2")
def test_the_due_days_leave_as_a_calendar(peopled: Screen) -> None:
    peopled.go("reports")
    peopled.page.switch.setCurrentIndex(1)
    peopled.click("table-save-calendar")
    choose(peopled, "due-days.ics")
    until(lambda: peopled.path("due-days.ics").exists(), "the file")
    peopled.dialog("tell").accept()
    assert peopled.path("due-days.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


@pytest.mark.requirement("EXC-2")
def test_a_form_is_matched_in_the_window_and_known_the_next_time(peopled: Screen) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "What they do", "Initials"])
    book.save(peopled.path("form.xlsx"))
    peopled.go("reports")
    for times in (1, 2):
        peopled.click("table-form-people")
        choose(peopled, "form.xlsx")
        dialog = peopled.dialog("form-dialog")
        doing = peopled.find(Choice, "form-1", dialog)
        assert doing.value() == ("" if times == 1 else "role")
        doing.set_value("role")
        dialog.save_to(peopled.path(f"filled-{times}.xlsx"))  # type: ignore[attr-defined]
        until(lambda times=times: peopled.path(f"filled-{times}.xlsx").exists(), "the copy")
        peopled.dialog("tell").accept()
    rows = list(openpyxl.load_workbook(peopled.path("filled-2.xlsx")).active.iter_rows(min_row=2, values_only=True))
    assert rows == [("Müller-Østergård, Änne", "Study nurse", None), ("O'Neil, Seán", "Rater", None)]


@pytest.mark.requirement("EXC-2")
def test_the_whole_site_leaves_when_it_was_read_that_it_is_not_encrypted(peopled: Screen) -> None:
    peopled.go("reports")
    peopled.page.switch.setCurrentIndex(1)
    peopled.click("whole-site")
    choose(peopled, "all.zip")
    dialog = peopled.dialog("whole-dialog")
    assert "not encrypted" in dialog.words.text()  # type: ignore[attr-defined]
    assert not peopled.path("all.zip").exists()
    peopled.click("whole-save")
    until(lambda: peopled.path("all.zip").exists(), "the ZIP")
    peopled.dialog("tell").accept()
    with zipfile.ZipFile(peopled.path("all.zip")) as package:
        assert json.loads(package.read("description.json"))["tables"]["person"]["rows"] == 2
