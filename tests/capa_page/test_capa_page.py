"""The page's other views; one CAPA's whole way is in test_phishing.py."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from db.capa import machine
from db.capa import records as r
from db.errors import Cancelled
from db.evidence.records import Sealed
from db.evidence.sealing import MB
from db.roster.records import NewPerson
from db.site import Site
from desktop.widgets.taking_file import take_file
from tests.capa_page.driver import CapaDriver
from tests.window_driver import Screen, until


@pytest.fixture
def page(inside: Screen) -> CapaDriver:
    inside.ask(lambda site: site.people.add_person(NewPerson("Lindqvist", "Hugo", start=date(2024, 1, 1))))
    return CapaDriver(inside)


def entered(site: Site) -> str:
    """One CAPA in its investigation, overdue."""
    hugo = site.people.people().rows[0].id
    today = site.clock.now().date()
    new = r.NewCapa("Gaps in the log", today, description="d", containment="c", owner=hugo, target=today)
    one = site.capa.add(new).capa.id
    site.capa.go(one, machine.INVESTIGATE)
    site.capa.add_cause(one, "The alarm was off", "equipment", None, r.ROOT)
    return one


@pytest.mark.requirement("CAP-4", "AUD-6")
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
    until(lambda: bars and "Investigation: 1" in bars["steps"].accessibleName(), "the figures")
    assert bars["cause"].accessibleName() == "Equipment: 1"
    page.page.switch.setCurrentIndex(0)
    page.page.filters.choose("known-on", ("2026-11-01",))
    until(lambda: page.page.table.model.rowCount() == 0, "nothing having been known then")
    page.page.filters.choose("as-of", ("2026-11-02",))
    assert not page.page.filters.value("known-on"), "one of the two at a time, the one chosen last"
    page.page.filters.choose("known-on", ("2026-11-01",))
    assert not page.page.filters.value("as-of")
    page.page.filters.choose("known-on", ())
    until(lambda: page.page.table.model.rowCount() == 1, "what is known now")
    page.page.table.select_row(0)
    until(lambda: page.page.inspector.title.text() == "Gaps in the log", "the inspector")
    assert "○ At least two people investigate" in page.why()


@pytest.mark.requirement("CAP-2", "CAP-3", "AUD-6")
def test_target_team_and_time_line_are_corrected_on_the_page(page: CapaDriver) -> None:
    page.page.show_record(str(page.screen.ask(entered)))
    page.step(machine.INVESTIGATION)
    today = page.file().capa.identified
    later = today + timedelta(days=30)
    page.do("capa-target", "capa-target-dialog", target=later.isoformat(), reason="The supplier is closed")
    until(lambda: page.file().target == later, "the extension")
    assert page.file().first_target == today
    hugo = page.file().capa.owner_id
    page.do("capa-next", "capa-join-dialog", person=str(hugo), part="Pharmacy")
    until(lambda: page.file().team, "the team")
    page.do("capa-join", "capa-join-dialog", way="leaves", member=page.file().team[0].id, reason="Moved")
    until(lambda: page.file().team[0].left == today, "the leaving")
    page.do("capa-event", "capa-event-dialog", what="Alarm found off")
    until(lambda: page.file().events, "the line")
    page.do("capa-event", "capa-event-dialog", way="leaves", event=page.file().events[0].id, reason="Another fridge")
    until(lambda: page.file().events[0].struck, "the line struck")


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


@pytest.mark.requirement("CAP-2")
def test_evidence_of_200_mb_is_refused_unread_and_below_the_limit_shown_as_it_comes(page: CapaDriver) -> None:
    page.page.show_record(str(page.screen.ask(entered)))
    page.step(machine.INVESTIGATION)
    film = page.screen.path("film.mp4")
    with film.open("wb") as file:
        file.truncate(200 * MB)  # no byte of it is on the disk

    def attach(path: Path) -> None:
        page.screen.click("capa-attach")
        until(lambda: page.screen.dialogs(), "the choice of a file")
        chooser = page.screen.dialogs()[-1]
        chooser.reject()
        chooser.fileSelected.emit(str(path))

    attach(film)
    told = page.screen.dialog("tell")
    assert told.heading.text() == "“film.mp4” has 200.0 MB; this site keeps files of at most 50 MB."
    page.screen.click("close")
    photo = page.screen.path("photo.tif")
    photo.write_bytes(bytes(range(256)) * 60_000)
    busy = threading.Event()
    for _ in range(2):  # both workers have something else to do first, so that it can be stopped in time
        page.screen.parts.jobs.run(lambda _progress: busy.wait(30), lambda _: None)
    attach(photo)
    page.screen.dialog("taking-file")
    page.screen.click("taking-cancel")
    busy.set()
    page.closed()
    assert not page.file().files, "stopped: nothing of it is kept"
    attach(photo)
    shown = page.page.files
    until(lambda: any("photo.tif" in one.text() for one in shown.findChildren(QLabel)), "the photo being kept")
    assert [one.size for one in page.file().files] == [256 * 60_000]
    gate, ended, jobs = threading.Event(), list[object](), page.screen.parts.jobs

    def slowly(site: Site, file: Sealed) -> None:
        file.told(0, file.size)
        gate.wait(30)
        site.capa.attach(page.file().capa.id, file)

    take_file(page.page.context, photo, lambda file: jobs.write(lambda site: slowly(site, file), ended.append,
                                                                ended.append), ended.append, page.page)  # fmt: skip
    until(lambda: any(one.windowTitle() == "Keeping the file" for one in page.screen.dialogs()), "it being kept")
    page.screen.click("taking-cancel")
    gate.set()
    until(lambda: ended, "its end")
    page.closed()
    assert isinstance(ended[0], Cancelled)
    assert page.screen.ask(lambda site: site.store.scalar("SELECT count(*) FROM evidence")) == 1
