"""Somebody asks what happened, and whether the record of it still holds (AUD-3, AUD-4)."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from db.roster.records import NewPerson
from db.store.trail_file import verify_file
from tests.window_driver import Screen, until


class TrailDriver:
    """What a person does on the audit trail page."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("audit")
        self.page = screen.page
        self.rows()

    def rows(self) -> list[tuple[str, str]]:
        """(what, record) of the rows that are there."""
        model = self.page.table.model
        until(lambda: not model.is_loading, "the table")
        return [(str(model.index(row, 3).data()), str(model.index(row, 4).data())) for row in range(model.rowCount())]


@pytest.fixture
def trail(inside: Screen) -> TrailDriver:
    def work(site):  # type: ignore[no-untyped-def]
        person = site.people.add_person(NewPerson("O’Neil", "Seán", role="Sub-investigator"))
        site.people.change_person(person.id, {"role": "Principal investigator"}, "promoted")

    inside.ask(work)
    return TrailDriver(inside)


@pytest.mark.requirement("AUD-4")
def test_the_newest_entry_stands_first_and_shows_old_and_new(trail: TrailDriver) -> None:
    assert trail.rows()[0] == ("Role: Sub-investigator → Principal investigator", "person")
    assert trail.rows()[1] == ("Entered", "person · O’Neil, Seán")
    trail.page.table.select_row(0)
    until(lambda: trail.page.inspector.history.moments(), "the record's history")
    assert "“promoted”" in trail.page.inspector.why.text() and "Zoë Brandt" in trail.page.inspector.why.text()
    assert [one.title for one in trail.page.inspector.history.moments()][-1] == "Entered"
    trail.screen.click("trail-go")
    assert trail.screen.frame.place == "roster"


@pytest.mark.requirement("AUD-4")
def test_search_and_chips_narrow_the_trail(trail: TrailDriver) -> None:
    trail.page.search("promoted")
    until(lambda: len(trail.rows()) == 1, "the search")
    trail.page.search("")
    trail.page.chips.choose("action", ["log-in"])
    until(lambda: {what for what, _ in trail.rows()} == {"Unlocked"}, "the chip")
    trail.page.chips.clear()
    trail.page.chips.choose("since", ["2030-01-01"])
    until(lambda: trail.rows() == [], "nothing so late")


@pytest.mark.requirement("AUD-4")
def test_the_whole_trail_is_verified_and_said_so(trail: TrailDriver) -> None:
    trail.screen.click("trail-verify")
    until(lambda: "Verified whole" in trail.page.sentence.text(), "the verdict")
    assert "unbroken" in trail.page.sentence.text() and trail.page.verify_button.isEnabled()


@pytest.mark.requirement("AUD-4", "AUD-3", "RPT-4")
def test_the_exported_trail_verifies_elsewhere_and_the_export_is_on_the_trail(trail: TrailDriver) -> None:
    path = trail.screen.path("trail.jsonl")
    trail.page.export(path)
    until(lambda: trail.screen.dialogs(), "the words")
    assert verify_file(path).good
    trail.screen.dialog("tell").accept()
    trail.page.refresh()
    until(lambda: trail.rows()[0][0] == "Exported", "the entry")
    renamed = trail.screen.path("the trail of last year.txt")
    renamed.write_bytes(path.read_bytes())
    trail.screen.go("verify")
    trail.screen.page.verify(renamed)
    view = trail.screen.page.view
    until(view.isVisible, "the verdict, by what the file is")
    assert view.outcome.text().startswith("Valid") and "Its head is on this workspace's trail." in view.text()
    lines = path.read_bytes().splitlines(keepends=True)
    renamed.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    view.hide()
    trail.screen.page.verify(renamed)
    until(view.isVisible, "the verdict on a trail with an entry taken out")
    assert view.outcome.text().startswith("Not valid")


def test_sorting_by_a_heading_is_done_by_the_store(trail: TrailDriver) -> None:
    first = trail.page.table.model.record(0).seq
    trail.page.table.sort(0)
    until(lambda: trail.page.table.model.record(0) and trail.page.table.model.record(0).seq == 1, "the first entry")
    assert first > 1


def test_only_windows_of_a_long_trail_are_held(inside: Screen) -> None:
    def fill(site):  # type: ignore[no-untyped-def]
        with site.change() as change:
            for number in range(1500):
                site.store.event("view", number=number)
            del change

    inside.ask(fill)
    trail = TrailDriver(inside)
    model = trail.page.table.model
    assert model.rowCount() > 1500
    assert model.record(model.rowCount() - 1) is None, "it is asked for only when it comes into view"
    until(lambda: model.record(model.rowCount() - 1), "the last row")
    QTest.qWait(0)
