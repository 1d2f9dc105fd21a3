"""The roster is kept: people come, change and leave (ROS-1, ROS-2)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.roster.records import NewPerson, NewStudy
from tests.window_driver import Screen, settle, until

ANNE = NewPerson("Müller-Østergård", "Änne", role="Study nurse", employer="Klinikum Nord", start=date(2024, 1, 8))
SEAN = NewPerson("O’Neil", "Seán", role="Sub-investigator", employer="Nordlab", start=date(2025, 3, 1))


class RosterDriver:
    """What a person does on the roster page."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("roster")
        self.page = screen.page
        self.wait_for_people()

    def wait_for_people(self) -> None:
        until(lambda: not self.page.people.model.is_loading, "the table")
        settle()

    def names(self) -> list[str]:
        model = self.page.people.model
        until(lambda: not model.is_loading, "the table")
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def choose(self, name: str) -> None:
        self.page.people.select_row(self.names().index(name))
        until(lambda: self.page.inspector.title.text() == name, f"{name} being shown")

    def give_reason(self, reason: str) -> None:
        self.screen.dialog("reason-dialog")
        self.screen.find(object_kind(), "reason")
        dialog = self.screen.dialog("reason-dialog")
        dialog.choice.set_value("other")
        dialog.own.set_value(reason)
        self.screen.click("do")


def object_kind() -> type:
    from PySide6.QtWidgets import QWidget

    return QWidget


@pytest.fixture
def roster(inside: Screen) -> RosterDriver:
    inside.ask(lambda site: (site.people.add_person(ANNE), site.people.add_person(SEAN)))
    return RosterDriver(inside)


@pytest.mark.requirement("ROS-1", "AUD-1")
def test_a_person_is_added_by_hand_and_stands_on_the_trail(roster: RosterDriver) -> None:
    roster.screen.click("roster-add")
    roster.screen.dialog("person-dialog")
    roster.screen.type("family-name", "Yamada")
    roster.screen.type("given-name", "Hanako")
    roster.screen.type("role", "Pharmacist")
    roster.screen.type("start", "01-Feb-2025")
    roster.screen.click("save")
    until(lambda: "Yamada, Hanako" in roster.names(), "the new person")
    until(lambda: roster.page.inspector.title.text() == "Yamada, Hanako", "the new person being shown")
    moments = roster.page.inspector.history.moments()
    assert moments[0].title == "Entered" and "Zoë Brandt" in moments[0].meta


@pytest.mark.requirement("AUD-1")
def test_a_change_asks_for_its_reason_once_and_the_history_says_it(roster: RosterDriver) -> None:
    roster.choose("O’Neil, Seán")
    roster.screen.click("person-edit")
    dialog = roster.screen.dialog("person-dialog")
    dialog.fields["role"].set_value("Principal investigator")
    roster.screen.click("save")
    roster.give_reason("promoted on 20-Nov-2026")
    until(lambda: not roster.screen.dialogs(), "the dialogs closing")
    until(lambda: len(roster.page.inspector.history.moments()) == 2, "the history")
    newest = roster.page.inspector.history.moments()[0]
    assert newest.title == "Role: Sub-investigator → Principal investigator"
    assert "promoted on 20-Nov-2026" in newest.meta


def test_what_cannot_be_is_said_in_the_dialog_and_nothing_is_written(roster: RosterDriver) -> None:
    roster.choose("O’Neil, Seán")
    roster.screen.click("person-leaves")
    dialog = roster.screen.dialog("leaver-dialog")
    dialog.end.set_value("2020-01-01")
    dialog.reason.set_value("Left the site")
    roster.screen.click("save")
    until(dialog.trouble.text, "the refusal")
    assert "before it starts" in dialog.trouble.text()
    assert dialog.isVisible()


@pytest.mark.requirement("ROS-1")
def test_a_leaver_goes_out_of_the_list_of_active_people_and_keeps_the_name(roster: RosterDriver) -> None:
    roster.choose("O’Neil, Seán")
    roster.screen.click("person-leaves")
    dialog = roster.screen.dialog("leaver-dialog")
    dialog.end.set_value("2026-11-20")
    dialog.reason.set_value("Left the site")
    roster.screen.click("save")
    until(lambda: roster.names() == ["Müller-Østergård, Änne"], "the list")
    until(lambda: "Left on 20-Nov-2026" in roster.page.inspector.why.text(), "the inspector")
    QTest.keyClick(roster.page, Qt.Key.Key_Escape)
    until(lambda: len(roster.names()) == 2, "everybody after Esc")


@pytest.mark.requirement("USE-1")
def test_search_finds_without_accents_and_says_how_many(roster: RosterDriver) -> None:
    roster.page.search("muller anne")
    until(lambda: roster.names() == ["Müller-Østergård, Änne"], "the match")
    until(lambda: "1 of 2 shown" in roster.page.chips._count.text(), "the count")
    roster.page.search("")
    until(lambda: len(roster.names()) == 2, "everybody")


def test_chips_narrow_the_list(roster: RosterDriver) -> None:
    until(lambda: dict(roster.page.chips._filters["employer"].options), "what can be chosen")
    roster.page.chips.choose("employer", ["Nordlab"])
    until(lambda: roster.names() == ["O’Neil, Seán"], "the list")


@pytest.mark.requirement("ROS-2")
def test_a_study_gets_an_investigator_and_people_get_roles_in_it(roster: RosterDriver) -> None:
    screen, page = roster.screen, roster.page
    page.switch.setCurrentIndex(1)
    screen.click("roster-add-study")
    screen.dialog("study-dialog")
    screen.type("study-code", "BRIGHT-2")
    screen.type("study-protocol", "BR2-301")
    screen.type("study-start", "2026-01-01")
    screen.click("save")
    until(lambda: page.studies.model.rowCount() == 1, "the study")
    until(lambda: page.inspector.title.text() == "BRIGHT-2", "the study being shown")
    assert "Nobody is principal investigator" in page.inspector.why.text()
    screen.click("study-investigator")
    dialog = screen.dialog("investigator-dialog")
    dialog.person.set_value(next(value for value, _ in choices(dialog.person)))
    screen.click("save")
    until(lambda: "is principal investigator" in page.inspector.why.text(), "the investigator")
    page.switch.setCurrentIndex(0)
    roster.choose("O’Neil, Seán")
    screen.click("person-role")
    role = screen.dialog("role-dialog")
    role.study.set_value(next(value for value, _ in choices(role.study)))
    screen.click("save")
    until(lambda: not screen.dialogs(), "the dialog closing")
    file = screen.ask(lambda site: site.people.study_file("BRIGHT-2"))
    assert [one.person for one in file.assignments] == ["O’Neil, Seán"]


def choices(field: object) -> list[tuple[str, str]]:
    control = field.control  # type: ignore[attr-defined]
    return [(control.itemData(place), control.itemText(place)) for place in range(control.count())]


def test_training_gaps_stand_beside_the_person(inside: Screen) -> None:
    from db.training.records import NewCourse, NewRequirement

    def prepare(site):  # type: ignore[no-untyped-def]
        person = site.people.add_person(ANNE)
        course = site.training.add_course(NewCourse("GCP", "ICH-GCP E6(R3)"))
        site.training.require(NewRequirement(course.id))
        return person

    inside.ask(prepare)
    roster = RosterDriver(inside)
    roster.choose("Müller-Østergård, Änne")
    assert "1 training gap" in roster.page.inspector.why.text()
    assert [one.title for one in roster.page.training.moments()] == ["GCP"]


def test_a_study_with_a_name_like_markup_is_shown_as_it_is(inside: Screen) -> None:
    inside.ask(lambda site: site.people.add_person(NewPerson("<b>Bold</b>", "=cmd()")))
    inside.ask(lambda site: site.people.add_study(NewStudy("<i>X</i>", "P")))
    roster = RosterDriver(inside)
    roster.choose("<b>Bold</b>, =cmd()")
    assert roster.page.inspector.title.text() == "<b>Bold</b>, =cmd()"


@pytest.mark.requirement("USE-1")
def test_filters_are_kept_for_the_person_over_a_lock(roster: RosterDriver) -> None:
    screen = roster.screen
    roster.page.chips.choose("employer", ["Nordlab"])
    until(lambda: roster.names() == ["O’Neil, Seán"], "the list")
    screen.parts.program.lock("command")
    until(lambda: not screen.parts.jobs.is_open, "the lock")
    screen.unlock()
    again = RosterDriver(screen)
    until(lambda: again.names() == ["O’Neil, Seán"], "the same list")


def test_a_leaver_who_is_looked_for_is_shown(roster: RosterDriver) -> None:
    def leave(site):  # type: ignore[no-untyped-def]
        person = site.people.add_person(NewPerson("Gone", "Ola", start=date(2024, 1, 1), end=date(2026, 1, 1)))
        return person.id

    identity = roster.screen.ask(leave)
    roster.page.refresh()
    roster.screen.go("roster", str(identity))
    until(lambda: roster.page.inspector.title.text() == "Gone, Ola", "the leaver")
    until(lambda: "Gone, Ola" in roster.names(), "the leaver in the list")
