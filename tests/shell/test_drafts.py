"""What was typed and not saved outlives a lock and a crash, and lies nowhere in plain text (USE-2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from db.store.query import Query
from desktop.roster.person_dialog import PersonDialog
from desktop.shell.strip import Strip
from desktop.widgets.drafts import draft_book
from tests.window_driver import Screen, until

NAME, NOTE = "Papadopoulou-Quist", "Comes from the clinic in Thessaloniki"


def draft_files(screen: Screen) -> list[Path]:
    return list(screen.house.made.folder.glob("drafts/*.draft"))


def type_a_person(screen: Screen) -> PersonDialog:
    screen.go("roster")
    screen.click("roster-add")
    dialog = screen.dialog("person-dialog")
    assert isinstance(dialog, PersonDialog)
    QTest.keyClicks(screen.find(QLineEdit, "family-name", dialog), NAME)
    QTest.keyClicks(screen.find(QLineEdit, "start", dialog), "3-No")
    QTest.keyClicks(screen.find(QPlainTextEdit, "note", dialog), NOTE)
    return dialog


def locked(screen: Screen) -> bool:
    return screen.parts.program.frame is None and not screen.parts.jobs.is_open


def open_again(screen: Screen) -> PersonDialog:
    until(lambda: screen.frame.findChild(Strip, "strip-draft"), "the strip")
    screen.click("strip-draft-link")
    until(lambda: [one for one in screen.dialogs() if one.objectName() == "person-dialog"], "the dialog")
    dialog = screen.dialog("person-dialog")
    assert isinstance(dialog, PersonDialog)
    until(lambda: dialog.fields["family_name"].value() == NAME, "what was typed")
    return dialog


@pytest.mark.requirement("USE-2", "UNL-8", "UNL-1")
def test_what_was_typed_is_there_after_the_lock_and_nowhere_to_be_read(inside: Screen) -> None:
    type_a_person(inside)
    inside.parts.program.lock("inactivity")
    until(lambda: locked(inside), "the lock")
    assert not inside.dialogs() and len(draft_files(inside)) == 1
    for path in inside.house.made.folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert not any(word.encode() in data for word in (NAME, NOTE, "Add a person")), path
    inside.unlock()
    assert inside.frame.place == "roster"
    dialog = open_again(inside)
    assert inside.find(QLineEdit, "start", dialog).text() == "3-No", "half a date is a draft too"
    assert dialog.fields["note"].value() == NOTE
    dialog.fields["start"].set_value("2026-11-03")
    inside.click("save")
    inside.rest()
    assert inside.ask(lambda site: site.people.people(Query(search=NAME)).matching) == 1
    until(lambda: not inside.dialogs(), "the dialog being closed")
    inside.parts.program.drafts.keep()
    until(lambda: not draft_files(inside), "the draft being forgotten")


@pytest.mark.requirement("USE-2")
def test_what_was_typed_is_there_after_a_crash_but_not_what_was_cancelled(inside: Screen) -> None:
    dialog = type_a_person(inside)
    inside.parts.program.drafts.keep()
    until(lambda: draft_files(inside), "the draft")
    (path,) = draft_files(inside)
    crashed = path.read_bytes()
    dialog.reject()
    inside.parts.program.drafts.keep()
    until(lambda: not draft_files(inside), "the cancelled draft being gone")
    inside.parts.program.lock("command")
    until(lambda: locked(inside), "the lock")
    path.write_bytes(crashed)  # as a killed process would have left it
    inside.unlock()
    open_again(inside).reject()
    inside.parts.program.lock("command")
    until(lambda: locked(inside), "the lock")
    path.write_bytes(crashed[:-1] + bytes([crashed[-1] ^ 1]))
    inside.unlock()
    inside.ask(lambda site: site.name)
    assert inside.frame.findChild(Strip, "strip-draft") is None, "a damaged draft is no record, and no trouble"


@pytest.mark.requirement("USE-2", "SIG-1")
def test_a_dialog_that_asks_for_secrets_is_never_kept(inside: Screen) -> None:
    from desktop.widgets.sign_dialog import SignDialog, SignItem

    sign = SignDialog(
        [SignItem("x", [])], [("reviewed", "Reviewed")], lambda *_: None, inside.house.clock, inside.window
    )
    sign.open()
    for field in sign.findChildren(QLineEdit):
        QTest.keyClicks(field, "424242")
    assert draft_book().drafts() == {} and isinstance(sign, QWidget)
    sign.reject()
