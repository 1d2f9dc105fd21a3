"""Six boxes that are one field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.widgets.code_boxes import CodeBoxes
from tests.widgets.qt import spoken_name


@pytest.mark.parametrize("pasted", ["407 123", "407-123\n", "407123", "٤٠٧١٢٣", "４０７１２３", "code: 407123."])
def test_a_code_is_pasted_as_phones_write_it(pasted: str) -> None:
    boxes, got = CodeBoxes(), []
    boxes.completed.connect(got.append)
    QApplication.clipboard().setText(pasted)
    boxes.paste()
    assert boxes.code() == "407123"
    assert got == ["407123"]


def test_letters_drop_and_it_is_said() -> None:
    boxes, dropped = CodeBoxes(), []
    boxes.dropped.connect(lambda: dropped.append(True))
    QTest.keyClicks(boxes, "4a0")
    assert boxes.code() == "40" and dropped == [True]


def test_the_seventh_digit_is_not_taken_and_backspace_takes_the_last() -> None:
    boxes = CodeBoxes()
    QTest.keyClicks(boxes, "4071239")
    assert boxes.code() == "407123"
    QTest.keyClick(boxes, Qt.Key.Key_Backspace)
    assert boxes.code() == "40712" and not boxes.is_complete()


def test_completing_again_is_told_again() -> None:
    boxes, got = CodeBoxes(), []
    boxes.completed.connect(got.append)
    QTest.keyClicks(boxes, "407123")
    QTest.keyClick(boxes, Qt.Key.Key_Backspace)
    QTest.keyClicks(boxes, "9")
    assert got == ["407123", "407129"]


def test_eight_digits() -> None:
    boxes = CodeBoxes()
    boxes.set_digits(8)
    QTest.keyClicks(boxes, "40712399")
    assert boxes.is_complete() and boxes.code() == "40712399"


def test_a_reader_hears_one_field_left_to_right() -> None:
    boxes = CodeBoxes()
    assert spoken_name(boxes) == "Code from your authenticator, 6 digits"
    assert boxes.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_wrong_code_is_marked_until_the_next_key() -> None:
    boxes = CodeBoxes()
    QTest.keyClicks(boxes, "407123")
    boxes.set_wrong(True)
    boxes.show()
    boxes.grab()
    boxes.clear()
    assert boxes.code() == ""
