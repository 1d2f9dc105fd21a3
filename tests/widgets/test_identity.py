"""Free text that tells who a participant is brings a warning, and keeps nobody from saving (AUD-5)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.widgets.fields import LongField
from desktop.widgets.identity import looks_like_identity


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
