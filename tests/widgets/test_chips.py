"""Filter chips: said in words, chosen and cleared by mouse or keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView

from desktop.widgets.chips import ChipFlow
from desktop.widgets.theme import theme
from tests.widgets.qt import find, process


def flow() -> ChipFlow:
    chips = ChipFlow()
    chips.add_choice("study", "Study", [("b", "Study BRIGHT-2"), ("l", "Study LUMEN-1")], many=False)
    chips.add_choice("active", "Active people", [("1", "Active people")], usual=("1",))
    chips.add_choice("role", "Role", [(f"r{n}", f"Role {n}") for n in range(14)])
    chips.add_date("as-of", "As of %1", "As of today")
    chips.resize(820, 40)
    chips.show()
    process()
    return chips


def listen(chips: ChipFlow) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    chips.changed.connect(lambda: heard.append(dict(chips.values())))
    return heard


def test_a_choice_of_one_is_turned_on_and_off_by_a_click() -> None:
    chips = flow()
    heard = listen(chips)
    chip = chips.chip("active")
    assert chip.lit
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() * 0.5)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert [values["active"] for values in heard] == [(), ("1",)]


def test_the_cross_clears_only_its_chip() -> None:
    chips = flow()
    chips.choose("study", ["b"])
    chip = chips.chip("study")
    assert chip.text() == "Study BRIGHT-2"
    process()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip._cross().center().toPoint())
    assert chips.values()["study"] == () and chips.values()["active"] == ("1",)
    assert chip.text() == "Study"


@pytest.mark.requirement("USE-1")
def test_by_keyboard_a_chip_opens_ticks_and_clears() -> None:
    chips = flow()
    heard = listen(chips)
    chip = chips.chip("role")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Down)
    process()
    options = find(QListView, "popover-list")
    QTest.keyClick(options, Qt.Key.Key_Space)
    QTest.keyClick(options, Qt.Key.Key_Down)
    QTest.keyClick(options, Qt.Key.Key_Space)
    QTest.keyClick(options, Qt.Key.Key_Return)
    process()
    assert heard[-1]["role"] == ("r0", "r1")
    assert chip.text() == "Role 0, Role 1"
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert heard[-1]["role"] == ()


def test_a_long_list_can_be_narrowed() -> None:
    chips = flow()
    chips.chip("role").click()
    process()
    QTest.keyClicks(find(QLineEdit, "popover-narrow"), "13")
    options = find(QListView, "popover-list")
    assert [row for row in range(14) if not options.isRowHidden(row)] == [13]


def test_choosing_one_of_several_closes_the_list() -> None:
    chips = flow()
    chips.chip("study").click()
    process()
    options = find(QListView, "popover-list")
    QTest.keyClick(options, Qt.Key.Key_Down)
    QTest.keyClick(options, Qt.Key.Key_Return)
    process()
    assert chips.value("study") == "l"
    with pytest.raises(AssertionError):
        find(QListView, "popover-list")


def test_a_day_is_typed_and_never_guessed() -> None:
    chips = flow()
    chips.chip("as-of").click()
    process()
    day = find(QLineEdit, "popover-date")
    QTest.keyClicks(day, "02/03/2025")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert chips.values()["as-of"] == ()
    day.clear()
    QTest.keyClicks(day, "2-Mar-2025")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert chips.values()["as-of"] == ("2025-03-02",)
    assert chips.chip("as-of").text() == "As of 02-Mar-2025"


def test_clear_takes_every_restriction_away_and_says_so_once() -> None:
    chips = flow()
    chips.choose("study", ["b"])
    chips.choose("role", ["r3"])
    heard = listen(chips)
    chips.clear()
    chips.clear()
    assert len(heard) == 1 and not chips.is_filtered()


def test_how_many_are_shown() -> None:
    chips = flow()
    chips.show_count(16, 12_062)
    assert chips._count.text() == "16 of 12,062 shown"


def test_a_choice_no_longer_offered_is_dropped() -> None:
    chips = flow()
    chips.choose("role", ["r3", "r4"])
    chips.set_options("role", [("r4", "Role 4")])
    assert chips.values()["role"] == ("r4",)


def test_chips_wrap_and_grow_with_the_text() -> None:
    chips = flow()
    low = chips.heightForWidth(820)
    assert chips.heightForWidth(260) > low
    theme().use(scale=1.5)
    process()
    assert chips.heightForWidth(2000) > low


def test_right_to_left_the_first_chip_stands_at_the_right() -> None:
    chips = flow()
    chips.show_count(1, 2)
    chips.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chips.flow.invalidate()
    chips.resize(821, 40)
    process()
    assert chips.chip("study").x() > chips.chip("active").x() > chips._count.x()
