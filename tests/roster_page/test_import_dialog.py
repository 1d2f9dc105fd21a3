"""A sheet comes in: understood, corrected, brought in whole or not at all (EXC-1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.store.query import Query
from desktop.importing.dialog import ImportDialog
from desktop.widgets.choices import Choice
from tests.window_driver import Screen, until

SHEET = """Surname;First name;Site role;Mail;Start date
Müller-Østergård;Änne;Study nurse;anne@nord.example;08/01/2024
O'Neil;Seán;Sub-investigator;sean@nord.example;25/03/2025
Yamada;Hanako;Pharmacist;not an address;01/02/2025
O'Neil;Seán;Sub-investigator;sean@nord.example;25/03/2025
"""


class SheetDriver:
    """The import dialog with a file."""

    def __init__(
        self, screen: Screen, content: str | bytes, name: str = "people.csv", register: str = "people"
    ) -> None:
        self.screen = screen
        self.path = screen.path(name)
        self.path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.done: list[object] = []
        self.dialog = ImportDialog(screen.parts.jobs, register, self.path, screen.window, self.done.append)
        self.dialog.open()

    def wait(self) -> None:
        until(lambda: self.dialog.plan is not None or self.dialog.trouble.text(), "the plan")

    def people(self) -> list[str]:
        found = self.screen.ask(lambda site: site.people.people(Query()).rows)
        return [one.name for one in found]  # type: ignore[attr-defined]


@pytest.mark.requirement("EXC-1")
def test_a_sheet_is_understood_and_only_good_rows_come_in_when_so_said(inside: Screen) -> None:
    sheet = SheetDriver(inside, SHEET)
    sheet.wait()
    dialog = sheet.dialog
    assert "4 rows" in dialog.verdict.text() and "1 with problems" in dialog.verdict.text()
    assert "1 repeat" in dialog.verdict.text()
    assert "Row 4" in dialog.problems.toPlainText() and "not an address" in dialog.problems.toPlainText()
    assert not dialog.go.isEnabled(), "nothing comes in while a row has a problem and is not left out"
    dialog.leave_out.setChecked(True)
    inside.click("import-commit")
    until(lambda: sheet.done, "the import")
    assert sheet.people() == ["Müller-Østergård, Änne", "O'Neil, Seán"]
    entries = inside.ask(lambda site: site.trail.page(Query(where={"action": ["import"]})).rows)
    assert entries and "people.csv" in str(entries[0].new)  # type: ignore[index]


@pytest.mark.requirement("EXC-1")
def test_a_column_is_corrected_in_the_preview(inside: Screen) -> None:
    sheet = SheetDriver(inside, "Surname;First name;Colour\nYamada;Hanako;Pharmacist\n")
    sheet.wait()
    column = next(place for place, choice in sheet.dialog.mapping.choices.items() if choice.value() == "")
    sheet.dialog.mapping.mapped.emit(column, "role")
    until(lambda: sheet.dialog.plan.preview(0, 1)[0].values["role"] == "Pharmacist", "the preview")
    until(sheet.dialog.go.isEnabled, "being ready")
    inside.click("import-commit")
    until(lambda: sheet.done, "the import")
    assert inside.ask(lambda site: site.people.people(Query()).rows[0].role) == "Pharmacist"


@pytest.mark.requirement("EXC-1")
def test_dates_whose_order_nobody_can_know_are_asked(inside: Screen) -> None:
    sheet = SheetDriver(inside, "Surname;First name;Start date\nYamada;Hanako;02/03/2025\n")
    sheet.wait()
    assert not sheet.dialog.go.isEnabled() and sheet.dialog.plan.questions
    sheet.dialog.mapping.ordered.emit(2, "dmy")
    until(sheet.dialog.go.isEnabled, "being ready")
    inside.click("import-commit")
    until(lambda: sheet.done, "the import")
    assert inside.ask(lambda site: site.people.people(Query()).rows[0].start.isoformat()) == "2025-03-02"


@pytest.mark.requirement("EXC-1", "CAP-1")
def test_the_statuses_of_a_former_register_are_shown_and_mapped_by_the_person(inside: Screen) -> None:
    rows = "Number,Title,Status,Date opened\nC-1,Fridge,in progress,2025-02-01\nC-2,Log,Stage 3b,2025-02-01\n"
    sheet = SheetDriver(inside, rows, "capa.csv", "capa")
    sheet.wait()
    words = [inside.find(Choice, f"word-C-{place}", sheet.dialog) for place in (0, 1)]
    assert [one.value() for one in words] == ["identification", ""], "known words are shown, others left to the person"
    assert "Nobody has said what “Stage 3b” means" in sheet.dialog.problems.toPlainText()
    assert not sheet.dialog.go.isEnabled()
    words[1].set_value("voided")
    words[1].picked.emit()
    until(sheet.dialog.go.isEnabled, "being ready")
    inside.click("import-commit")
    until(lambda: sheet.done, "the import")
    kept = inside.ask(lambda site: {one.old_status: one.step for one in site.capa.list().rows})
    assert kept == {"in progress": "identification", "Stage 3b": "voided"}


@pytest.mark.requirement("EXC-1")
def test_changes_are_offered_row_by_row_and_taken_when_ticked(inside: Screen) -> None:
    first = "Surname;First name;Site role;Mail\nYamada;Hanako;Pharmacist;hana@nord.example\nO'Neil;Seán;Nurse;\n"
    sheet = SheetDriver(inside, first)
    sheet.wait()
    inside.click("import-commit")
    until(lambda: sheet.done, "the import")
    later = first.replace("Pharmacist", "Study nurse").replace("Nurse;", "Sub-investigator;")
    sheet = SheetDriver(inside, later, "people-later.csv")
    sheet.wait()
    dialog = sheet.dialog
    assert not dialog.go.isEnabled() and "changes of 0 taken, 2 left" in dialog.verdict.text()
    assert "Row 2 differs: Role Pharmacist → Study nurse" in dialog.problems.toPlainText()
    dialog._rows.opened.emit(dialog.plan.preview()[1])
    assert not dialog.take_changes.isChecked() and "changes of 1 taken, 1 left" in dialog.verdict.text()
    inside.click("import-take-changes")
    assert dialog.take_changes.isChecked() and dialog.go.text() == "Bring in 0, change 2"
    inside.click("import-commit")
    until(lambda: sheet.done, "the changes")
    roles = inside.ask(lambda site: sorted(one.role for one in site.people.people(Query()).rows))
    assert roles == ["Study nurse", "Sub-investigator"]


NO_SHEETS = [("empty.csv", b""), ("wrong.xlsx", b"%PDF-1.7 no sheet"), ("noise.csv", bytes(range(256)) * 9)]


@pytest.mark.parametrize(("name", "content"), NO_SHEETS)
def test_what_is_no_sheet_is_told_and_leaves_nothing(inside: Screen, name: str, content: bytes) -> None:
    sheet = SheetDriver(inside, content, name)
    until(lambda: sheet.dialog.trouble.text(), "the words")
    assert not sheet.dialog.go.isEnabled() and sheet.people() == []


def test_closing_the_dialog_writes_nothing(inside: Screen) -> None:
    sheet = SheetDriver(inside, SHEET)
    sheet.wait()
    sheet.dialog.reject()
    assert sheet.people() == []


def test_the_roster_s_button_asks_for_a_file(inside: Screen, tmp_path: Path) -> None:
    inside.go("roster")
    inside.click("roster-import")
    dialog = inside.dialog("choose-file")
    dialog.fileSelected.emit(str(inside.path("none.csv")))  # type: ignore[attr-defined]
    dialog.reject()
    shown = inside.dialog("import-dialog")
    until(lambda: shown.trouble.text(), "the words")  # type: ignore[attr-defined]
