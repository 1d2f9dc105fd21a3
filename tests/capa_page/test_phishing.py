"""A phishing incident in the window: captured, its clocks stopped, led to a CAPA, that one closed as effective, the
incident closed with what was learned (RSK-2, CAP-1..3). A picture of each step lies in the test's own folder, or where
SITEWARD_PICTURES says."""

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
from tests.capa_page.driver import CapaDriver
from tests.incidents_page.driver import IncidentsDriver
from tests.window_driver import Screen, settle, until

TITLE = "Password given to a phishing page"


class Story:
    """One incident through two pages, photographed."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen, self.folder, self.taken = screen, folder, list[str]()

    def picture(self, name: str) -> None:
        settle()
        path = self.folder / f"{len(self.taken) + 1:02}-{name}.png"
        in_front = (*self.screen.dialogs(), self.screen.window)[0]
        assert in_front.grab().save(str(path))
        self.taken.append(name)

    def capture(self) -> str:
        """In under a minute: one answer typed, the rest stands there already."""
        page = self.incidents = IncidentsDriver(self.screen)
        assert not page.page.strip.isVisible()
        self.screen.click("incident-add")
        self.screen.dialog("capture-dialog")
        self.screen.type("title", TITLE)
        self.picture("capture")
        self.screen.click("save")
        page.closed()
        page.shows(TITLE)
        until(lambda: len(page.page.strip.cards()) == 2, "the clocks")
        assert "71 h left" in page.page.strip.cards()[0].accessibleName()
        assert page.page.inspector.tag.state is State.OVERDUE
        self.picture("clocks")
        return str(page.page.selected_record())

    def tell(self) -> None:
        """The authority is told; the people concerned need not be."""
        page = self.incidents
        self.screen.click("incident-notified")
        self.screen.dialog("notified-dialog")
        self.screen.type("reference", "LDI case 4711")
        self.screen.click("save")
        page.closed()
        until(lambda: len(page.page.strip.cards()) == 1, "one clock less")
        until(lambda: len(page.page.course.moments()) == 3, "the notification on the time line")
        self.screen.click("incident-notified")
        dialog = self.screen.dialog("notified-dialog")
        for name, value in (("decision", "not needed"), ("why", "The account was empty: no high risk for anybody")):
            dialog.fields[name].set_value(value)
            dialog.fields[name].changed.emit()
        self.screen.click("save")
        page.closed()
        until(lambda: not page.page.strip.isVisible(), "no clock running")
        assert [one.title for one in page.page.course.moments()] == ["Occurred", "Site became aware", "Told"]
        self.picture("told")

    def lead_on(self) -> CapaDriver:
        """One step opens a CAPA with the facts of the incident."""
        self.screen.click("incident-capa")
        self.screen.dialog("confirm")
        self.screen.click("do")
        until(lambda: self.screen.page.objectName() == "page-capa", "the CAPA page")
        capa = CapaDriver(self.screen, there=True)
        capa.step(machine.IDENTIFICATION)
        assert capa.file().capa.title == TITLE and capa.file().origin is not None
        return capa

    def investigate(self, capa: CapaDriver, hugo: str, sean: str) -> None:
        """Identified and contained; the causes drawn by keyboard."""
        assert "○ Containment is recorded" in capa.why()
        self.picture("identification")
        capa.do("capa-next", "capa-identify-dialog", "Contained", containment="Password changed, account locked",
                owner=hugo)  # fmt: skip
        until(lambda: "○" not in capa.why(), "the checklist")
        capa.go("capa-investigate")
        capa.step(machine.INVESTIGATION)
        capa.do("capa-join", "capa-join-dialog", person=hugo, part="Coordination")
        capa.do("capa-next", "capa-join-dialog", person=sean, part="Quality")
        capa.do("capa-add-cause", "capa-why-dialog", words="The page looked like the hospital's", category="people")
        drawing = capa.page.document.drawing
        until(drawing.labels, "the cause drawn")
        drawing.setFocus()
        QTest.keyClick(drawing, Qt.Key.Key_Down)
        assert drawing.current and "looked like" in drawing.accessibleName()
        QTest.keyClick(drawing, Qt.Key.Key_Plus)
        capa.fill("capa-why-dialog", words="Nobody is shown how to tell them apart", standing=r.ROOT)
        capa.closed()
        until(lambda: len(drawing.labels()) == 2, "both causes drawn")
        capa.do("capa-next", "capa-cause-dialog", "Found", root_cause="No training on phishing",
                method="5 whys", root_cause_day=capa.file().capa.identified.isoformat())  # fmt: skip
        self.picture("investigation")

    def plan(self, capa: CapaDriver, hugo: str) -> date:
        """Action and criteria, approved by somebody else; the due day."""
        capa.go("capa-propose")
        capa.step(machine.PLAN)
        due = capa.file().capa.identified + timedelta(days=20)
        capa.do("capa-add-action", "capa-action-dialog", kind="corrective", what="Everybody is trained on phishing",
                owner=hugo, due=due.isoformat())  # fmt: skip
        capa.do("capa-criteria", "capa-criteria-dialog", "Fixed", criteria="Nobody gives a password in the next drill",
                check_how="A drill with 40 mails", check_after="30")  # fmt: skip
        until(lambda: capa.why().count("○") == 1, "only the approval missing")
        self.picture("plan")
        capa.go("capa-approve")
        capa.sign()
        capa.step(machine.IMPLEMENTATION)
        assert [one.covers for one in capa.file().signatures] == [True]
        return due

    def implement(self, capa: CapaDriver, due: date) -> None:
        """Extended with a reason, the first day kept; done with its proof."""
        capa.do("capa-action-extend-0", "capa-extend-dialog", due=(due + timedelta(days=5)).isoformat(),
                reason="Two people are on leave")  # fmt: skip
        until(lambda: capa.file().actions[0].extensions, "the extension shown")
        self.picture("implementation")
        capa.do("capa-action-done-0", "capa-done-dialog", proof="42 of 42 trained, list attached")
        capa.go("capa-complete")
        capa.step(machine.EFFECTIVENESS)

    def close(self, capa: CapaDriver, due: date) -> None:
        """Checked after its period, found effective, closed by somebody else."""
        assert "It is checked from" in capa.why()
        self.screen.house.clock.advance(86_400 * 31)
        capa.page.refresh()
        until(lambda: capa.page.document.findChild(QAbstractButton, "capa-check"), "the check being due")
        capa.do("capa-check", "capa-check-dialog", verdict=machine.EFFECTIVE, found="None of 40 gave a password",
                checked=(capa.file().check_due or date.max).isoformat())  # fmt: skip
        self.picture("effectiveness")
        capa.go("capa-close")
        capa.sign()
        capa.step(machine.CLOSED)
        until(lambda: capa.page.inspector.tag.state is State.CURRENT, "its state")
        assert len(capa.file().signatures) == 2 and capa.file().actions[0].first_due == due
        self.picture("closed")

    def learn(self, record: str) -> None:
        """The incident itself: what was learned, then closed."""
        page = self.incidents = IncidentsDriver(self.screen)
        page.page.show_record(record)
        page.shows(TITLE)
        self.screen.click("incident-complete")
        dialog = self.screen.dialog("complete-dialog")
        now = self.screen.house.clock.now()
        for name, value in (("containment", "Password changed, account locked"), ("lessons", "Train before it happens"),
                            ("resolved", now.isoformat())):  # fmt: skip
            dialog.fields[name].set_value(value)
        self.screen.click("save")
        page.give_reason("Resolved")
        page.closed()
        until(lambda: page.page.inspector.tag.state is State.SOON, "it being resolved")
        self.screen.click("incident-close")
        self.screen.dialog("close-dialog").fields["closing"].set_value("The CAPA proved effective")
        self.screen.click("save")
        page.closed()
        until(lambda: page.page.inspector.tag.state is State.CURRENT, "the incident being closed")
        self.picture("incident-closed")


@pytest.mark.requirement("RSK-2", "AUD-1", "CAP-1", "CAP-2", "CAP-3")
def test_a_phishing_incident_from_capture_to_effective_closure(inside: Screen, tmp_path: Path) -> None:
    def people(site: Site) -> tuple[str, str]:
        site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=date(2025, 1, 1)))
        hugo, sean = (
            site.people.add_person(NewPerson(family, given, start=date(2024, 1, 1))).id
            for family, given in (("Lindqvist", "Hugo"), ("O'Neil", "Seán"))
        )
        return hugo, sean

    hugo, sean = inside.ask(people)  # type: ignore[misc]
    story = Story(inside, Path(os.environ.get("SITEWARD_PICTURES", tmp_path)))
    record = story.capture()
    story.tell()
    capa = story.lead_on()
    story.investigate(capa, hugo, sean)
    due = story.plan(capa, hugo)
    story.implement(capa, due)
    story.close(capa, due)
    story.learn(record)
    assert len(story.taken) == 10
