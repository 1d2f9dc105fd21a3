"""What people do in the window again and again: bring in a sheet, fill a form, say why, sign."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton

from desktop.importing.dialog import ImportDialog
from tests.story.year import Year
from tests.window_driver import settle, until


def bring_in(year: Year, register: str, name: str, text: str, day_first: int | None = None) -> None:
    """A sheet comes in whole. ``day_first``: the column of which the program asks whether the day or the month is
    first, because no date in it tells."""
    screen, done = year.screen, list[object]()
    path = screen.path(name)
    path.write_text(text, "utf-8")
    dialog = ImportDialog(screen.parts.jobs, register, path, screen.window, done.append)
    dialog.open()
    until(lambda: dialog.plan is not None or dialog.trouble.text(), "the sheet being understood")
    if day_first is not None:
        assert not dialog.go.isEnabled() and "day/month/year or month/day/year?" in dialog.problems.toPlainText()
        dialog.mapping.ordered.emit(day_first, "dmy")
        until(dialog.go.isEnabled, "the answer being understood")
    assert dialog.go.isEnabled(), (dialog.trouble.text(), dialog.verdict.text(), dialog.problems.toPlainText())
    screen.click("import-commit")
    until(lambda: done, "the sheet being brought in")


def form(year: Year, name: str, **values: str) -> Any:
    """The form that is open, filled; its Save is still to be pressed."""
    dialog: Any = year.screen.dialog(name)
    named = getattr(dialog, "fields", None)
    for name_of, value in values.items():
        field = named[name_of] if isinstance(named, dict) else getattr(dialog, name_of)
        field.set_value(value)
        field.changed.emit()
    return dialog


def save(year: Year, name: str, **values: str) -> None:
    """Fill the form that is open and save it."""
    dialog = form(year, name, **values)
    year.screen.click("save")
    until(lambda: dialog not in year.screen.dialogs() or dialog.trouble.text(), f"{name} being saved")
    assert dialog not in year.screen.dialogs(), dialog.trouble.text()
    settle()


def say_why(year: Year, reason: str) -> None:
    """The program asks why a saved value changes."""
    dialog: Any = year.screen.dialog("reason-dialog")
    dialog.choice.set_value("other")
    dialog.own.set_value(reason)
    year.screen.click("do")
    answered(year)


def sign(year: Year, who: str) -> None:
    """Passphrase and a fresh code into the open dialog."""
    screen, person = year.screen, year.staff[who]
    screen.dialog("sign-dialog")
    screen.house.clock.advance(31)
    screen.type("sign-passphrase", person.passphrase)
    screen.type("sign-code", person.code())
    until(lambda: screen.find(QPushButton, "sign").isEnabled(), "a fresh code")
    screen.click("sign")
    answered(year)


def sign_as(year: Year, who: str, meaning: str) -> None:
    """As ``sign``, where the meaning is chosen; waits for that dialog alone."""
    screen, person = year.screen, year.staff[who]
    dialog: Any = screen.dialog("sign-dialog")
    screen.house.clock.advance(31)
    dialog.meaning.set_value(meaning)
    screen.type("sign-passphrase", person.passphrase)
    screen.type("sign-code", person.code())
    until(lambda: dialog.go.isEnabled(), "a fresh code")
    dialog.go.click()
    until(lambda: dialog not in screen.dialogs() or dialog.trouble.text(), "the signing")
    assert dialog not in screen.dialogs(), dialog.trouble.text()


def put_away(year: Year, name: str) -> None:
    """A dialog that only tells something."""
    year.screen.dialog(name).accept()
    answered(year)


def first_row(year: Year, table: Any, rows: int) -> None:
    """Select the first of so many rows; its record is shown."""
    until(lambda: not table.model.is_loading and table.model.rowCount() == rows, f"{rows} rows")
    table.select_row(0)
    until(lambda: year.screen.page.inspector.title.text(), "the record")
    year.quiet()


def answered(year: Year) -> None:
    """Every dialog is closed, and what it saved is shown."""
    until(lambda: not year.screen.dialogs(), "the dialogs closing")
    settle()


def shown(year: Year, title: str) -> None:
    """The record at the right is the one that was chosen."""
    until(lambda: year.screen.page.inspector.title.text() == title, f"“{title}” being shown")


def options(field: Any) -> dict[str, str]:
    """What a choice offers: words -> value."""
    return {field.control.itemText(place): field.control.itemData(place) for place in range(field.control.count())}


def choose(year: Year, table: Any, column: int, words: str) -> None:
    """Select the row with these words in a column."""
    model = table.model

    def rows() -> list[str]:
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    until(lambda: not model.is_loading and words in rows(), f"the row of {words}")
    table.select_row(rows().index(words))
    shown(year, words)


def sign_on_paper(year: Year, person: str, signed: str) -> None:
    """In the open dialog: a colleague without a slot signed in ink; the scan is kept as certified copy."""
    screen = year.screen
    until(screen.dialogs, "the dialog")
    if screen.dialogs()[-1].objectName() == "sign-dialog":
        screen.click("sign-paper")
    scan = screen.path("signed.pdf")
    scan.write_bytes(b"%PDF-1.7 the page with the signature in ink")
    form(year, "paper-signature-dialog", person=person, signed=signed, where="Binder 4").scan.set_path(scan)
    screen.click("ink-save")
    answered(year)


def sign_folder(year: Year, who: str, records: int) -> None:
    """All that waits for somebody's signature, with one code."""
    screen = year.screen
    screen.go("signing")
    waits = "1 record waits" if records == 1 else f"{records} records wait"
    until(lambda: waits in screen.page.sentence.text(), f"the folder with {records}")
    for item in screen.page._items:
        item.tick.setChecked(True)
    screen.click("folder-sign")
    sign(year, who)
    until(lambda: "Nothing waits" in screen.page.sentence.text(), "the empty folder")
    settle()


def save_file(year: Year, name: str) -> None:
    """Answer the file dialog."""
    dialog: Any = year.screen.dialog("choose-file")
    dialog.fileSelected.emit(str(year.screen.path(name)))
    dialog.reject()
