"""Somebody leaves the desk (UNL-8)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from db.roster.records import NewPerson
from desktop.preferences import LONGEST_LOCK, Preferences
from tests.window_driver import Screen, settle, until


def locked(screen: Screen) -> bool:
    return screen.parts.program.frame is None and not screen.parts.jobs.is_open


@pytest.mark.requirement("UNL-8")
def test_ten_minutes_without_a_touch_lock_and_close_the_database(inside: Screen) -> None:
    idle = inside.parts.program.idle
    for _ in range(20):
        inside.house.clock.advance(29)
        idle.tick()
    assert inside.parts.program.frame is not None
    inside.house.clock.advance(29)
    idle.tick()
    until(lambda: locked(inside), "the lock")
    settle()
    assert inside.window.findChild(QWidget, "frame") is None, "nothing of the records is left in the window"


@pytest.mark.requirement("UNL-8")
def test_a_touch_begins_the_time_anew(inside: Screen) -> None:
    idle = inside.parts.program.idle
    for _ in range(19):
        inside.house.clock.advance(29)
        idle.tick()
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    idle.eventFilter(inside.window, event)
    for _ in range(19):
        inside.house.clock.advance(29)
        idle.tick()
    assert inside.parts.program.frame is not None


@pytest.mark.requirement("UNL-8")
def test_a_computer_that_slept_is_locked(inside: Screen) -> None:
    inside.house.clock.advance(90)
    inside.parts.program.idle.tick()
    until(lambda: locked(inside), "the lock")


@pytest.mark.requirement("UNL-8")
def test_ctrl_l_locks_from_a_dialog_too(inside: Screen) -> None:
    """Somebody comes in while a form is open."""
    inside.go("settings")
    inside.click("settings-enrol")
    dialog = inside.dialog("enrol-dialog")
    dialog.activateWindow()
    QTest.keyClick(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    until(lambda: locked(inside) and not inside.dialogs(), "the lock")


@pytest.mark.requirement("UNL-8", "USE-2")
def test_ctrl_l_locks_and_unlocking_returns_to_the_same_person(inside: Screen) -> None:
    added = inside.ask(lambda site: site.people.add_person(NewPerson("Müller-Østergård", "Änne", role="Study nurse")))
    inside.go("roster")
    until(lambda: inside.page.people.model.rowCount() == 1, "the table")
    inside.page.show_record(added.id)
    until(lambda: inside.page.inspector.title.text() == added.name, "the inspector")
    QTest.keyClick(inside.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    until(lambda: locked(inside), "the lock")
    inside.unlock()
    assert inside.frame.place == "roster"
    until(lambda: inside.page.inspector.title.text() == added.name, "the same person being shown")


@pytest.mark.requirement("USE-2")
def test_unlocking_returns_to_the_same_view_of_a_page(inside: Screen) -> None:
    inside.go("reports")
    inside.page.switch.setCurrentIndex(2)
    inside.parts.program.lock("command")
    until(lambda: locked(inside), "the lock")
    inside.unlock()
    assert inside.frame.place == "reports" and inside.page.stack.currentIndex() == 2


@pytest.mark.requirement("AUD-3")
def test_locking_is_on_the_trail_with_its_cause(inside: Screen) -> None:
    inside.parts.program.lock("inactivity")
    until(lambda: locked(inside), "the lock")
    inside.unlock()
    from db.store.query import Query

    entries = inside.ask(lambda site: site.trail.page(Query(where={"action": ["lock"]})).rows)
    assert [entry.new for entry in entries] == [{"why": "inactivity"}]


@pytest.mark.requirement("UNL-8")
def test_the_time_can_be_shortened_and_not_lengthened(inside: Screen) -> None:
    kept = Preferences(None)
    kept.set_lock_minutes("u", 60)
    assert kept.lock_minutes("u") == LONGEST_LOCK
    kept.set_lock_minutes("u", 0)
    assert kept.lock_minutes("u") == 1
    inside.go("settings")
    inside.page.switch.setCurrentIndex(2)
    field = inside.page.computer.lock
    field.set_value("2")
    field.control.picked.emit()
    assert "2 min" in inside.frame.rail.lock_words.text()


def test_an_open_dialog_goes_with_the_lock(inside: Screen) -> None:
    inside.go("roster")
    inside.click("roster-add")
    inside.dialog("person-dialog")
    inside.parts.program.lock("command")
    until(lambda: not inside.dialogs(), "the dialog being gone")


def test_somebody_else_does_not_land_on_the_first_person_s_page(inside: Screen) -> None:
    people: list[object] = []
    enrol = inside.house.enrol
    inside.parts.jobs.write(lambda site: enrol(site, "ines", "Inés Castillo", "investigator"), people.append)
    until(lambda: people, "enrolling")
    inside.go("audit")
    inside.parts.program.lock("command")
    until(lambda: locked(inside), "the lock")
    inside.unlock(people[0])
    assert inside.frame.place == "home" and inside.frame.rail.role.text() == "Principal investigator"
