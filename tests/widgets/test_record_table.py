"""The record table: only what is seen is fetched, SQL sorts, the selection stays, the keyboard does everything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.model import ACCESSIBLE
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.theme import theme
from tests.widgets.people import Line, Register
from tests.widgets.qt import process, until


def shown(register: Register, row: int = 30) -> RecordTable:
    table = RecordTable(register.model(), "People", row=row)
    table.resize(700, 400)
    table.show()
    table.model.refresh()
    process()
    return table


@pytest.mark.requirement("USE-2")
def test_a_hundred_thousand_rows_are_asked_for_a_window_at_a_time() -> None:
    register = Register.of(100_000)
    table = shown(register)
    assert table.model.rowCount() == 100_000
    assert len(register.asked) == 1 and register.asked[0].limit == 100
    table.rows.scrollToBottom()
    until(lambda: table.model.identity(99_999) == "099999", "the last page")
    assert len(register.asked) <= 4
    assert register.asked[-1].offset == 99_900


def test_what_was_scrolled_away_long_ago_is_let_go() -> None:
    register = Register.of(20_000)
    table = shown(register)
    for page in range(1, 30):
        table.model.record(page * 100)
        until(lambda page=page: table.model.record(page * 100), "a page")  # type: ignore[misc]
    assert len(table.model._pages) <= 24


def test_rows_on_their_way_say_so_and_hold_their_place() -> None:
    register = Register.of(1000)
    table = shown(register)
    register.held = True
    assert table.model.record(900) is None
    assert table.model.data(table.model.index(900, 0), ACCESSIBLE) == "loading"
    table.rows.scrollToBottom()
    process()
    table.grab()
    register.answer()
    until(lambda: table.model.record(999), "the answer")


def test_a_heading_sorts_in_sql_and_again_the_other_way() -> None:
    register = Register.of(500)
    table = shown(register)
    header = table.rows.horizontalHeader()
    where, beside = header.sectionViewportPosition(1) + 20, header.sectionViewportPosition(2) + 9
    for descending in (False, True):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where, 10))
        process()
        assert register.asked[-1].sort == (("role", descending),)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(beside, 10))
    assert register.asked[-1].sort == (("role", True),)


def test_an_older_answer_never_overtakes_a_newer_question() -> None:
    register = Register.of(300)
    table = shown(register)
    register.held = True
    table.model.ask(search="000001")
    table.model.ask(search="000002")
    first, second = register.waiting
    second()
    first()
    assert table.model.rowCount() == 1 and table.model.identity(0) == "000002"


def test_the_selection_is_kept_by_id_over_a_refresh() -> None:
    register = Register.of(50)
    table = shown(register)
    table.select("000007")
    register.lines.insert(0, Line("new", "A newcomer", "Lab"))
    table.model.refresh()
    process()
    assert table.record().id == "000007"  # type: ignore[union-attr]
    assert table.rows.currentIndex().row() == 8


def test_a_selection_that_is_gone_is_told_once() -> None:
    register = Register.of(50)
    table = shown(register)
    table.select("000007")
    got: list[object] = []
    table.selected.connect(got.append)
    table.model.ask(search="000009")
    process()
    assert got == [None] and table.record() is None


@pytest.mark.requirement("USE-1")
def test_by_keyboard_alone() -> None:
    register = Register.of(50)
    table = RecordTable(register.model(), "People")
    before, after = QLineEdit(), QLineEdit()
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in (before, table, after):
        column.addWidget(widget)
    window.resize(700, 500)
    window.show()
    window.activateWindow()
    table.model.refresh()
    process()
    chosen: list[str] = []
    opened: list[str] = []
    table.selected.connect(lambda line: chosen.append(line.id))
    table.opened.connect(lambda line: opened.append(line.id))
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert table.rows.hasFocus()
    QTest.keyClick(table.rows, Qt.Key.Key_Down)
    QTest.keyClick(table.rows, Qt.Key.Key_Return)
    QTest.keyClick(table.rows, Qt.Key.Key_Tab)
    assert chosen == ["000000", "000001"] and opened == ["000001"]
    assert after.hasFocus()


def test_letters_do_not_walk_through_the_whole_register() -> None:
    register = Register.of(5000)
    table = shown(register)
    table.select_row(0)
    QTest.keyClicks(table.rows, "Person 004")
    assert len(register.asked) == 1


def test_a_reader_hears_the_column_and_both_lines() -> None:
    table = shown(Register.of(5), TWO_LINES)
    cell = QAccessible.queryAccessibleInterface(table.rows)
    assert cell is not None
    assert table.model.data(table.model.index(1, 0), ACCESSIBLE) == "Person: Person 000001, Lab"
    assert table.model.data(table.model.index(1, 2), ACCESSIBLE) == "Status: current"


def test_an_empty_table_says_what_belongs_here() -> None:
    register = Register.of(3)
    table = shown(register)
    table.when_empty("Nobody yet", "People of the site belong here.")
    table.model.ask(search="nobody of that name")
    process()
    assert table.empty.isVisible() and table.empty.title.text() == "Nobody yet"
    table.model.ask(search="")
    process()
    assert not table.empty.isVisible()


def test_the_sheet_ends_after_its_last_row_at_any_text_size() -> None:
    table = shown(Register.of(4))
    low = table.maximumHeight()
    theme().use(scale=1.5)
    process()
    assert low == table.rows.horizontalHeader().sizeHint().height() / 1.5 + 4 * 30 + 2
    assert table.maximumHeight() > low


def test_a_column_given_its_width_by_hand_keeps_it() -> None:
    table = shown(Register.of(4))
    header = table.rows.horizontalHeader()
    header.resizeSection(1, 222)
    table.resize(900, 400)
    process()
    assert header.sectionSize(1) == 222
