"""What the page does not let happen to a series that is due: under a hold, by one person alone, with another study's
record, and with an event before the study (RET-2, RET-3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop.widgets.buttons import Button
from tests.people_at_site import House
from tests.retention.ending import Ending, copied, master_of
from tests.retention_page.test_retention_page import SCHEDULE, STUDIES, RetentionDriver
from tests.window_driver import Screen, until


@pytest.fixture
def ending(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Ending:
    """AURORA-3 may end; one of its CAPA is evidence for BRIGHT-2 as well."""
    made = copied(master_of(tmp_path_factory), tmp_path)
    made.series(made.aurora)
    (capa,) = made.site.capa.list().rows
    (other,) = (one for one in made.site.incidents.deviations.list().rows if one.study_id == made.bright)
    with made.site.store.change("The same cause") as change:
        made.site.incidents.deviations.link_capa(change, other.id, capa.id)
    made.site.close()
    return made


@pytest.fixture
def house(ending: Ending) -> Iterator[House]:
    return ending.house  # type: ignore[return-value]


@pytest.mark.requirement("RET-2", "RET-3", "ROL-4")
def test_what_the_page_does_not_let_happen(screen: Screen, ending: Ending) -> None:
    screen.open_gate()
    screen.unlock(ending.house.zoe)
    driver = RetentionDriver(screen)
    page = driver.page

    def buttons(name: str) -> list[Button]:
        return [one for one in page.findChildren(Button, f"retention-{name}") if one.isVisible()]

    driver.choose(SCHEDULE)
    until(lambda: "Nothing stands in the way" in driver.why(), "nothing in the way")
    screen.click("retention-hold")
    driver.fill("hold-dialog", kind="litigation", reason="A letter of a lawyer")
    screen.click("save")
    driver.saved()
    until(lambda: "On hold: A letter of a lawyer" in driver.why(), "the hold")
    assert not buttons("propose"), "what is on hold is not proposed"
    screen.click("retention-release-hold")
    driver.fill("release-dialog", reason="It was about another hospital")
    screen.click("save")
    driver.saved()
    until(lambda: buttons("propose"), "the way is free")

    screen.click("retention-propose")
    assert "Others rest on these, so they stay: capa" in screen.dialog("propose-dialog").words.text()
    driver.fill("propose-dialog", reason="Its time is over")
    screen.click("save")
    driver.saved()
    until(lambda: "approval of a second person" in driver.why(), "the proposal")
    assert not buttons("approve") and not buttons("carry-out"), "who proposed does neither"

    driver.view(STUDIES)
    driver.choose(STUDIES)
    until(lambda: page.inspector.title.text() == "AURORA-3", "the study")
    screen.click("retention-event")
    driver.fill("event-dialog", what="trial ended", happened="2012-01-01", source="Letter", late_reason="Only now")
    screen.click("save")
    shown = screen.dialog("event-dialog")
    until(lambda: screen.dialogs()[-1] is not shown or screen.find(QLabel, "trouble", shown).text(), "an answer")
    if screen.dialogs()[-1] is not shown:  # what it would move is asked first
        screen.click("do")
    until(lambda: "before the study began" in screen.find(QLabel, "trouble", shown).text(), "the refusal")
    shown.reject()
