"""The heat map: sign and word in each cell, walked by keyboard, heard by a screen reader, quick to paint."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.widgets.heat_map import HeatMap, Legend
from desktop.widgets.heat_model import ACCESSIBLE, HeatCell, HeatColumn, HeatData, HeatRow
from desktop.widgets.states import State
from desktop.widgets.tags import StateTag
from desktop.widgets.theme import theme
from tests.widgets.gallery import matrix
from tests.widgets.qt import find, process


def shown(data: HeatData | None = None, width: int = 840) -> HeatMap:
    heat = HeatMap("Training matrix")
    heat.resize(width, 600)
    heat.show_data(data or matrix())
    heat.show()
    process()
    return heat


@pytest.mark.requirement("TRN-3", "USE-1")
def test_a_reader_hears_person_requirement_and_state() -> None:
    heat = shown()
    assert heat.model.data(heat.model.index(1, 1), ACCESSIBLE) == "O’Neil, Seán, Protocol v3.0: missing"
    table = QAccessible.queryAccessibleInterface(heat.view)
    assert table is not None and table.role() is QAccessible.Role.Table and table.childCount() >= 16 * 8
    assert heat.model.headerData(1, Qt.Orientation.Vertical) == "O’Neil, Seán, Sub-investigator"


@pytest.mark.requirement("TRN-3")
def test_arrows_move_from_cell_to_cell_and_enter_opens() -> None:
    heat = shown()
    heat.select("0", "ICH-GCP E6(R3)")
    picked: list[tuple[str, str]] = []
    opened: list[tuple[str, str]] = []
    heat.picked.connect(lambda row, column: picked.append((row, column)))
    heat.opened.connect(lambda row, column: opened.append((row, column)))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(heat.view, key)
    assert picked == [("1", "ICH-GCP E6(R3)"), ("1", "Protocol v3.0")]
    assert opened == [("1", "Protocol v3.0")]


def test_a_click_on_a_cell_picks_it_and_on_a_name_the_person() -> None:
    heat = shown()
    people: list[str] = []
    heat.person.connect(people.append)
    view = heat.view
    x, y = view.columnViewportPosition(3) + 20, view.rowViewportPosition(4) + 10
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    QTest.mouseClick(view.people.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, y))
    assert heat.selection() == ("4", "EDC system") and people == ["4"]


def test_the_chosen_cell_stays_chosen_when_the_matrix_is_read_again() -> None:
    heat = shown()
    heat.select("5", "Privacy")
    data = matrix()
    heat.show_data(HeatData(data.rows[3:], data.columns, data.cells[3:]))
    assert heat.selection() == ("5", "Privacy") and heat.view.currentIndex().row() == 2
    heat.show_data(HeatData(data.rows[6:], data.columns, data.cells[6:]))
    assert heat.selection() == ("", "")


def test_sorting_a_column_puts_the_urgent_first() -> None:
    heat = shown()
    heat.sort_by("ICH-GCP E6(R3)")
    states = [heat.model.heat_cell(row, 0).state for row in range(16)]
    assert states[:4] == [State.OVERDUE] * 4 and states[4] is State.SOON
    heat.sort_by("ICH-GCP E6(R3)")
    assert heat.model.heat_cell(15, 0).state is State.OVERDUE


@pytest.mark.requirement("USE-1")
def test_the_frozen_headings_are_buttons_that_sort() -> None:
    heat = shown()
    role = find(QAbstractButton, "sort-role", heat)
    role.setFocus()
    QTest.keyClick(role, Qt.Key.Key_Space)
    assert heat.model.heat_row(0).role == "Compliance officer"
    QTest.keyClick(role, Qt.Key.Key_Space)
    assert heat.model.heat_row(0).role == "Sub-investigator"
    find(QAbstractButton, "sort-name", heat).click()
    assert heat.model.heat_row(0).name == "Müller-Østergård, Änne"


def test_pictures_are_drawn_anew_for_another_theme() -> None:
    heat = shown()
    light = heat.grab().toImage()
    theme().use("dark")
    process()
    assert heat.grab().toImage() != light
    theme().use("light")
    process()
    assert heat.grab().toImage() == light


def test_no_state_is_told_by_colour_alone() -> None:
    """In grey the six signs still differ."""
    pictures = set()
    for state in State:
        tag = StateTag(state, " ")
        tag.setFixedSize(40, 24)
        grey = tag.grab().toImage().convertToFormat(tag.grab().toImage().Format.Format_Mono)
        pictures.add(bytes(grey.constBits()))
    assert len(pictures) == len(State)


def test_person_and_role_stay_when_scrolled() -> None:
    wide = HeatData(
        [HeatRow("1", "O’Neil, Seán", "Sub-investigator")],
        [HeatColumn(str(n), f"Course {n}") for n in range(40)],
        [[HeatCell(State.CURRENT, "Jan-27")] * 40],
    )
    heat = shown(wide)
    heat.select("1", "39")
    process()
    assert heat.view.horizontalScrollBar().value() > 0
    assert heat.view.people.x() < 2 and heat.view.people.width() >= 300


def test_an_empty_matrix_says_why() -> None:
    heat = shown()
    heat.empty.say("Nobody fits these filters", "")
    heat.show_data(HeatData((), (), ()))
    assert heat.empty.isVisible() and not heat.view.isVisible()


def test_right_to_left_the_names_stand_at_the_right() -> None:
    heat = HeatMap("Training matrix")
    heat.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    heat.resize(840, 600)
    heat.show_data(matrix())
    heat.show()
    process()
    assert heat.view.people.x() > 400
    assert heat.view.columnViewportPosition(0) > heat.view.columnViewportPosition(7)
    heat.grab()


def test_the_legend_names_all_six() -> None:
    legend = Legend(30)
    assert [tag.text() for tag in legend.findChildren(StateTag)] == [
        "current, until",
        "due in 30 days",
        "overdue since",
        "missing",
        "renewal planned",
        "not required",
    ]
