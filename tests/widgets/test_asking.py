"""Forms, prompts, signing: what is asked of a person, and how they hear what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from db.clock import SetClock
from db.errors import BadInput, Cancelled
from db.vault.strength import passphrase_strength
from desktop.widgets.buttons import Button
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField, check_all
from desktop.widgets.file_field import FileField
from desktop.widgets.passphrase import PassphraseField
from desktop.widgets.pick_list import PickList
from desktop.widgets.prompts import Prompts, ReasonDialog
from desktop.widgets.sign_dialog import SignDialog, SignItem, seconds_to_fresh
from tests.widgets.qt import find, process, spoken_name, type_into


@pytest.fixture
def window() -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    made.show()
    return made


def test_what_is_missing_is_said_at_its_field_and_the_first_gets_the_focus(window: QWidget) -> None:
    name, day = TextField("Family name", "family", required=True), DateField("Completed", "completed", required=True)
    dialog = Dialog("A form", "form", window)
    dialog.body.addWidget(name)
    dialog.body.addWidget(day)
    dialog.open()
    process()
    day.control.setText("02/03/2025")
    assert not check_all((name, day))
    assert name.note.text() == "Needed." and name.control.hasFocus()
    assert day.note.text() == "Cannot tell which day this is. Write it as 23-Nov-2026 or 2026-11-23."
    type_into(name.control, "Brandt")
    assert not name.note.isVisible() and name.value() == "Brandt"


def test_a_day_is_written_out_and_handed_on_as_iso() -> None:
    field = DateField("Completed", "completed", not_after=date(2026, 11, 23))
    field.control.setText("3 nov 2026")
    field.control.editingFinished.emit()
    assert field.control.text() == "03-Nov-2026" and field.value() == "2026-11-03"
    field.set_value("2026-11-24")
    assert field.problem() == "This day has not come yet."


def test_a_choice_that_can_be_searched_takes_only_what_is_offered() -> None:
    field = ChoiceField("Person", "person", [("1", "Brandt, Zoë"), ("2", "O’Neil, Seán")], required=True, search=True)
    field.control.setEditText("somebody else")
    assert field.value() == "" and field.problem() == "Needed."
    field.control.setEditText("o’neil, seán")
    assert field.value() == "2"
    field.set_options([("1", "Brandt, Zoë")])
    assert field.value() == ""
    field.show()
    for place in (0, -1):  # Qt puts the editor elsewhere with every choice
        field.control.setCurrentIndex(place)
        assert field.control.lineEdit().x() == 9, "inside the painted border"
    field.close()


def test_tab_leaves_a_long_field(window: QWidget) -> None:
    field = LongField("Note", "note")
    dialog = Dialog("A form", "form", window)
    dialog.body.addWidget(field)
    button = dialog.add_button("Save", "save", "primary")
    dialog.open()
    process()
    type_into(field.control, "two words")
    QTest.keyClick(field.control, Qt.Key.Key_Tab)
    assert button.hasFocus() and field.value() == "two words"


def test_return_in_a_field_presses_the_primary_button(window: QWidget) -> None:
    dialog = Dialog("A form", "form", window)
    field = TextField("Name", "name")
    dialog.body.addWidget(field)
    dialog.add_cancel()
    saved: list[bool] = []
    dialog.add_button("Save", "save", "primary").clicked.connect(lambda: saved.append(True))
    dialog.open()
    type_into(field.control, "x")
    QTest.keyClick(field.control, Qt.Key.Key_Return)
    assert saved == [True]


def test_a_passphrase_is_hidden_and_weighed() -> None:
    field = PassphraseField("Passphrase", strength=passphrase_strength)
    QTest.keyClicks(field.control, "password1")
    assert not field.check() and field.note.text()
    assert field.control.echoMode() is QLineEdit.EchoMode.Password
    field.control.eye.click()
    assert field.control.echoMode() is QLineEdit.EchoMode.Normal
    assert spoken_name(field.control.eye) == "Hide the passphrase (Alt+V)"
    field.set_value("correct horse battery staple unlocks")
    assert field.check() and field.bar.value() > 60
    field.forget()
    assert field.value() == "" and field.control.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.requirement("USE-1")
def test_tab_leads_from_the_passphrase_to_the_next_field_and_a_key_shows_it(window: QWidget) -> None:
    secret, after = PassphraseField("Passphrase", "secret"), TextField("Code", "code")
    dialog = Dialog("A form", "form", window)
    for field in (secret, after):
        dialog.body.addWidget(field)
    dialog.open()
    process()
    secret.control.setFocus()
    QTest.keyClick(secret.control, Qt.Key.Key_Tab)
    process()
    assert after.control.hasFocus()
    QTest.keyClick(secret.control, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert secret.control.echoMode() is QLineEdit.EchoMode.Normal
    QTest.keyClick(secret.control, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    assert secret.control.echoMode() is QLineEdit.EchoMode.Password


def test_confirming_is_a_verb_and_cancelling_does_nothing(window: QWidget) -> None:
    done: list[str] = []
    prompts = Prompts(window)
    prompts.confirm("End the study?", "It stays readable.", "End", lambda: done.append("ended"))
    QTest.keyClick(find(Dialog, "confirm"), Qt.Key.Key_Escape)
    process()
    assert done == []
    prompts.confirm("End the study?", "It stays readable.", "End", lambda: done.append("ended"))
    find(Button, "do").click()
    assert done == ["ended"]


def test_an_error_says_what_happened_what_was_kept_and_what_to_do(window: QWidget) -> None:
    Prompts(window).tell(BadInput("The sheet has no header.", kept="Nothing was written.", todo="Add one."))
    dialog = find(Dialog, "tell")
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "The sheet has no header." in said and "Nothing was written." in said and "Add one." in said
    assert Prompts(window).tell(Cancelled()) is None


def test_a_fault_of_the_program_is_called_one(window: QWidget) -> None:
    Prompts(window).tell(KeyError("secret detail"))
    said = " ".join(label.text() for label in find(Dialog, "tell").findChildren(QLabel))
    assert "The program failed here" in said and "secret detail" not in said


@pytest.mark.requirement("AUD-1")
def test_a_reason_is_picked_or_written_in_own_words(window: QWidget) -> None:
    got: list[str] = []
    prompts = Prompts(window)
    prompts.ask_reason("Why is it corrected?", got.append)
    dialog = find(ReasonDialog, "reason-dialog")
    find(Button, "do", dialog).click()
    assert got == [] and dialog.isVisible()
    dialog.choice.set_value("other")
    dialog.choice.control.picked.emit()
    find(Button, "do", dialog).click()
    assert got == []
    type_into(dialog.own.control, "the scan was of the wrong page")
    find(Button, "do", dialog).click()
    prompts.ask_reason("Why is it corrected?", got.append)
    dialog = find(ReasonDialog, "reason-dialog")
    dialog.choice.set_value("Typing error")
    find(Button, "do", dialog).click()
    assert got == ["the scan was of the wrong page", "Typing error"]


def test_a_file_is_chosen_without_a_nested_loop(window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("a,b\n")
    got: list[Path] = []
    prompts = Prompts(window)
    dialog = prompts.choose_file("Import", "Sheets (*.csv)", got.append, folder=tmp_path)
    dialog.findChild(QLineEdit, "fileNameEdit").setText("log.csv")  # type: ignore[union-attr]
    dialog.accept()
    process()
    assert [path.name for path in got] == ["log.csv"]
    saving = prompts.save_file("Save", "PDF (*.pdf)", "matrix.pdf", got.append, folder=tmp_path)
    assert isinstance(saving, QFileDialog)
    saving.accept()
    process()
    assert got[-1] == tmp_path / "matrix.pdf"


def test_a_file_field_takes_what_can_be_kept(window: QWidget, tmp_path: Path) -> None:
    scan, empty = tmp_path / "scan.pdf", tmp_path / "empty.pdf"
    scan.write_bytes(b"x" * 1500)
    empty.write_bytes(b"")
    field = FileField("Evidence", "evidence", Prompts(window))
    field.set_path(scan)
    assert field.path == scan and field.chosen.text() == "scan.pdf · 2 KB"
    field.set_path(empty)
    assert field.path is None and field.note.text() == "“empty.pdf” is empty."
    field.set_path(tmp_path / "gone.pdf")
    assert field.path is None and "cannot" not in field.chosen.text()


def test_people_are_ticked_in_a_list(window: QWidget) -> None:
    picks = PickList("Who took part", "people")
    picks.set_options([(str(n), f"Person {n}") for n in range(30)])
    picks.setParent(window)
    picks.show()
    picks.list.setCurrentIndex(picks.list.model().index(2, 0))
    QTest.keyClick(picks.list, Qt.Key.Key_Space)
    picks.tick(("7", "99"))
    assert picks.values() == ("2", "7") and picks.count.text() == "2 ticked"
    QTest.keyClicks(picks.narrow, "29")
    assert picks.list.isRowHidden(2) and not picks.list.isRowHidden(29)


@dataclass
class Signer:
    """Signs, or refuses, when the test says so."""

    asked: list[tuple[str, str, str]]
    answer: Callable[[], object] | None = None
    refuse: Callable[[Exception], object] | None = None

    def sign(
        self,
        meaning: str,
        passphrase: str,
        code: str,
        done: Callable[[], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self.asked.append((meaning, passphrase, code))
        self.answer, self.refuse = done, failed


def sign_dialog(window: QWidget, clock: SetClock, used: int | None = None) -> tuple[SignDialog, Signer]:
    signer = Signer([])
    items = [SignItem("Training matrix", [("As of", "23-Nov-2026"), ("People", "62")])]
    dialog = SignDialog(
        items, [("reviewed", "reviewed"), ("approved", "approved")], signer.sign, clock, window, used_step=used
    )
    dialog.open()
    process()
    return dialog, signer


NOON = datetime.fromisoformat("2026-11-23T12:00:10+01:00")


@pytest.mark.requirement("SIG-1")
def test_signing_shows_the_content_and_asks_meaning_passphrase_and_code(window: QWidget) -> None:
    dialog, signer = sign_dialog(window, SetClock(NOON))
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Training matrix" in said and "As of: 23-Nov-2026" in said
    find(Button, "sign", dialog).click()
    assert signer.asked == []
    dialog.meaning.set_value("approved")
    type_into(dialog.passphrase.control, "one long sentence")
    type_into(dialog.boxes, "407123")
    find(Button, "sign", dialog).click()
    assert signer.asked == [("approved", "one long sentence", "407123")]
    assert signer.answer is not None
    ended: list[bool] = []
    dialog.accepted.connect(lambda: ended.append(True))
    signer.answer()
    assert ended == [True] and dialog.passphrase.value() == "" and dialog.boxes.code() == ""


@pytest.mark.requirement("SIG-1")
def test_the_wait_for_a_fresh_code_is_counted_down(window: QWidget) -> None:
    clock = SetClock(NOON)
    used = int(NOON.timestamp()) // 30
    assert seconds_to_fresh(clock, used) == 20
    dialog, _ = sign_dialog(window, clock, used)
    assert "20 s" in dialog.wait.text() and not dialog.go.isEnabled()
    clock.advance(19)
    dialog.tick()
    assert "in 1 s" in dialog.wait.text()
    clock.advance(1)
    dialog.tick()
    assert dialog.go.isEnabled() and "authenticator" in dialog.wait.text()


def test_a_refused_signature_stays_open_and_asks_the_code_again(window: QWidget) -> None:
    dialog, signer = sign_dialog(window, SetClock(NOON))
    type_into(dialog.passphrase.control, "one long sentence")
    type_into(dialog.boxes, "407123")
    find(Button, "sign", dialog).click()
    assert not dialog.go.isEnabled() and signer.refuse is not None
    signer.refuse(BadInput("The code is wrong.", kept="Nothing was signed.", todo="Wait for the next one."))
    assert dialog.isVisible() and dialog.go.isEnabled()
    assert dialog.trouble.text() == "The code is wrong. Nothing was signed. Wait for the next one."
    assert dialog.boxes.code() == "" and dialog.passphrase.value() == "one long sentence"


def test_leaving_the_dialog_forgets_the_passphrase(window: QWidget) -> None:
    dialog, _ = sign_dialog(window, SetClock(NOON))
    type_into(dialog.passphrase.control, "one long sentence")
    field = dialog.passphrase.control
    dialog.reject()
    assert field.text() == ""


def test_a_long_text_field_is_not_a_rich_one(window: QWidget) -> None:
    field = LongField("Note", "note")
    field.set_value("<b>bold</b> & more")
    assert isinstance(field.control, QPlainTextEdit) and field.value() == "<b>bold</b> & more"
