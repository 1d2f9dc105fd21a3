"""Free text that tells who a participant is brings a warning, and keeps nobody from saving (AUD-5)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.widgets.fields import LongField, TextField
from desktop.widgets.identity import is_free_line, looks_like_identity


@pytest.mark.requirement("AUD-5")
@pytest.mark.parametrize(
    "text",
    [
        "Mr Ahlers missed his train", "Frau Königsmüller rief an", "write to karl.ahlers@example.org", "MRN 4471903",
        "call +49 40 123456-78", "born 03-Feb-1961", "geb. 1961", "patient no. 889123", "078-05-1120",
    ],
)  # fmt: skip
def test_signs_of_an_identity_are_seen(text: str) -> None:
    assert looks_like_identity(text)


@pytest.mark.requirement("AUD-5")
@pytest.mark.parametrize(
    "text",
    [
        "AUR-014 came three days late", "Visit 4 on 23-Nov-2026 18:40", "SOP 12, section 4.2.1",
        "Dose 12.5 mg at 08:30",
        "IRB 2025-1148 approved amendment 3", "Mrs. was not written", "Entry 2,728 of the trail", "",
    ],
)  # fmt: skip
def test_codes_and_days_are_not(text: str) -> None:
    assert not looks_like_identity(text)


@pytest.mark.requirement("AUD-5")
def test_the_field_warns_and_lets_it_be_saved(app: QApplication) -> None:
    field = LongField("What happened", "words", hint="In one sentence")
    field.control.setPlainText("Mr Ahlers missed his train")
    assert "participant’s code" in field.note.text() and field.check()
    field.control.setPlainText("AUR-014 missed the train")
    assert field.note.text() == "In one sentence"


@pytest.mark.requirement("AUD-5")
def test_lines_in_ones_own_words_warn_and_those_for_names_do_not(app: QApplication) -> None:
    """Every field of one line of the program, by its name: what is free text, and what asks for a person or contact."""
    free = {name for name in _lines() if is_free_line(name)}
    assert {"title", "subject", "late_reason", "own-reason", "delegate-comment", "finding-words"} <= free
    assert not free & {"email", "phone", "family-name", "witness_name", "contact", "whom", "recipient", "trainer"}
    title, contact = TextField("What is wrong?", "title"), TextField("Contact", "contact")
    for field in (title, contact):
        field.control.setText("Mr Ahlers, +49 40 123456-78")
    assert "participant’s code" in title.note.text() and title.check()
    assert not contact.note.text()


def _lines() -> set[str]:
    found = set()
    for path in (Path(__file__).parents[2] / "desktop").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "TextField" and len(call.args) > 1:
                name = call.args[1]
                found |= {str(name.value)} if isinstance(name, ast.Constant) else set()
    return found
