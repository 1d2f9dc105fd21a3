"""A CAPA followed in the window from its entry to its effective closure, and the page's other views."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from db.capa import machine
from db.capa import records as r
from db.roster.records import NewPerson, NewStudy
from db.site import Site
from desktop.widgets.states import State
from tests.window_driver import Screen, settle, until

PICTURES = os.environ.get("SITEWARD_PICTURES", "")


class CapaDriver:
    """What a person does on the page of CAPA."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("capa")
        self.page = screen.page
        self.wait()

    def wait(self) -> None:
        until(lambda: not self.page.table.model.is_loading, "the table")
        settle()

    def fill(self, dialog: str, **values: str) -> None:
        """Fill a form and save it."""
        form = self.screen.dialog(dialog)
        for name, value in values.items():
            form.fields[name].set_value(value)
            form.fields[name].changed.emit()
        self.screen.click("save")

    def reason(self, words: str = "Completed") -> None:
        dialog = self.screen.dialog("reason-dialog")
        dialog.choice.set_value("other")
        dialog.own.set_value(words)
        self.screen.click("do")

    def closed(self) -> None:
        until(lambda: not self.screen.dialogs(), "the dialogs closing")
        settle()

    def do(self, button: str, dialog: str, why: str = "", **values: str) -> None:
        """Press a button, answer its form, say why where a saved value changes."""
        self.screen.click(button)
        self.fill(dialog, **values)
        if why:
            self.reason(why)
        self.closed()

    def go(self, button: str) -> None:
        """Press a button that comes once nothing is missing."""
        until(lambda: self.page.inspector.findChild(QAbstractButton, button) is not None, f"“{button}” being offered")
        settle()
        self.screen.click(button)

    def step(self, step: str) -> None:
        until(lambda: self.page._view is not None and self.page._view.file.capa.step == step, f"“{step}”")
        settle()

    def file(self) -> r.CapaFile:
        found = self.page._view.file
        assert isinstance(found, r.CapaFile)
        return found

    def why(self) -> str:
        return str(self.page.inspector.why.text())

    def picture(self, name: str) -> None:
        """Kept where the developer asks for pictures."""
        settle()
        if PICTURES:
            self.screen.window.grab().save(str(Path(PICTURES) / f"{name}.png"))

    def sign(self) -> None:
        self.screen.dialog("sign-dialog")
        dialog = self.screen.dialogs()[-1]
        dialog.passphrase.control.setText(self.screen.house.zoe.passphrase)
        dialog.boxes.setText(self.screen.house.zoe.code())
        self.screen.click("sign")
        self.closed()


@pytest.fixture
def page(inside: Screen) -> CapaDriver:
    def people(site: Site) -> None:
        site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=date(2025, 1, 1)))
        for family, given in (("Lindqvist", "Hugo"), ("O'Neil", "Seán")):
            site.people.add_person(NewPerson(family, given, start=date(2024, 1, 1)))

    inside.ask(people)
    return CapaDriver(inside)


@pytest.mark.requirement("CAP-1", "CAP-2", "CAP-3")
def test_one_capa_from_its_entry_to_its_effective_closure(page: CapaDriver) -> None:
    screen = page.screen
    people = dict(screen.ask(lambda site: [(one.given_name, one.id) for one in site.people.people().rows]))  # type: ignore[call-overload]
    page.do(
        "capa-add", "capa-add-dialog", title="Consent signed on a superseded form", source="finding",
        description="Two participants signed version 2.1.", owner=people["Hugo"],
    )  # fmt: skip
    page.step(machine.IDENTIFICATION)
    assert "○ Containment is recorded" in page.why() and page.page.heading.text().startswith("Consent")
    page.picture("1-identification")
    page.do("capa-identify", "capa-identify-dialog", "Contained", containment="Old forms taken away")
    until(lambda: "○" not in page.why(), "the checklist")
    page.go("capa-investigate")
    page.step(machine.INVESTIGATION)
    page.do("capa-join", "capa-join-dialog", person=people["Hugo"], part="Coordination")
    page.do("capa-join", "capa-join-dialog", person=people["Seán"], part="Quality")
    page.do("capa-add-cause", "capa-why-dialog", words="Version 2.1 was in the folder", category="method")
    drawing = page.page.document.drawing
    until(drawing.labels, "the cause drawn")
    drawing.setFocus()
    QTest.keyClick(drawing, Qt.Key.Key_Down)
    assert drawing.current and "Version 2.1" in drawing.accessibleName()
    QTest.keyClick(drawing, Qt.Key.Key_Plus)
    page.fill("capa-why-dialog", words="Nobody takes old versions out", standing=r.ROOT)
    page.closed()
    until(lambda: len(drawing.labels()) == 2, "both causes drawn")
    page.do("capa-state-cause", "capa-cause-dialog", "Found", root_cause="Withdrawal is nobody’s task",
            method="5 whys", root_cause_day=page.file().capa.identified.isoformat())  # fmt: skip
    page.picture("2-investigation")
    page.go("capa-propose")
    page.step(machine.PLAN)
    due = page.file().capa.identified + timedelta(days=20)
    page.do("capa-add-action", "capa-action-dialog", kind="corrective", what="A withdrawal step in SOP-07",
            owner=people["Hugo"], due=due.isoformat())  # fmt: skip
    page.do("capa-criteria", "capa-criteria-dialog", "Fixed", criteria="20 consents without one on an old form",
            check_how="All consents read", check_after="30")  # fmt: skip
    until(lambda: page.why().count("○") == 1, "only the approval missing")
    page.picture("3-plan")
    page.go("capa-approve")
    page.sign()
    page.step(machine.IMPLEMENTATION)
    assert [one.covers for one in page.file().signatures] == [True]
    until(lambda: page.file().ways and not page.screen.dialogs(), "the signature shown")
    page.do("capa-action-extend-0", "capa-extend-dialog", due=(due + timedelta(days=5)).isoformat(),
            reason="Review takes longer")  # fmt: skip
    until(lambda: page.file().actions[0].extensions, "the extension shown")
    page.do("capa-action-done-0", "capa-done-dialog", proof="SOP-07 version 5 in force")
    page.go("capa-complete")
    page.step(machine.EFFECTIVENESS)
    page.picture("4-effectiveness")
    page.screen.house.clock.advance(86_400 * 31)
    page.do("capa-check", "capa-check-dialog", verdict=machine.EFFECTIVE, found="27 consents, all on version 3.0",
            checked=(page.file().check_due or date.max).isoformat())  # fmt: skip
    page.go("capa-close")
    page.sign()
    page.step(machine.CLOSED)
    until(lambda: page.page.inspector.tag.state is State.CURRENT, "its state")
    assert len(page.file().signatures) == 2
    assert page.file().actions[0].first_due == due
    page.picture("5-closed")


def entered(site: Site) -> str:
    """One CAPA in its investigation, overdue."""
    hugo = site.people.people().rows[0].id
    today = site.clock.now().date()
    new = r.NewCapa("Gaps in the log", today, description="d", containment="c", owner=hugo, target=today)
    one = site.capa.add(new).capa.id
    site.capa.go(one, machine.INVESTIGATE)
    site.capa.add_cause(one, "The alarm was off", "equipment", None, r.ROOT)
    return one


@pytest.mark.requirement("CAP-4")
def test_list_board_and_figures_show_the_same_ones(page: CapaDriver) -> None:
    screen = page.screen
    one = screen.ask(entered)
    page.page.refresh()
    page.wait()
    until(lambda: page.page.table.model.rowCount() == 1, "the row")
    page.page.switch.setCurrentIndex(1)
    until(lambda: page.page.board.findChild(QAbstractButton, f"capa-card-{one}"), "a card")
    page.page.switch.setCurrentIndex(2)
    bars = page.page.figures.bars
    until(lambda: "Investigation: 1" in bars["steps"].accessibleName(), "the figures")
    assert bars["cause"].accessibleName() == "Equipment: 1"
    page.page.switch.setCurrentIndex(0)
    page.page.table.select_row(0)
    until(lambda: page.page.inspector.title.text() == "Gaps in the log", "the inspector")
    assert "○ At least two people investigate" in page.why()


@pytest.mark.requirement("CAP-1")
def test_void_asks_why_and_escape_leads_back_to_all(page: CapaDriver) -> None:
    page.page.show_record(str(page.screen.ask(entered)))
    page.step(machine.INVESTIGATION)
    page.screen.click("capa-void")
    page.reason("Entered twice")
    page.step(machine.VOIDED)
    assert page.page.stack.currentIndex() == 3
    QTest.keyClick(page.page, Qt.Key.Key_Escape)
    assert page.page.stack.currentIndex() == 0 and page.page.heading.text() == "CAPA"
