"""What the page does not let happen to a series that is due: while anything stands in the way, by one person alone,
with another study's record, with an event before the study, and by a clock set forward (RET-2, RET-3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from db.errors import Refused
from db.retention.records import BY_KEY, NewDestruction
from db.site import Site
from desktop.widgets.buttons import Button
from tests.people_at_site import House, Person
from tests.retention.ending import LATE, Ending, copied, master_of
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
    driver = at_the_page(screen, ending)
    page = driver.page
    driver.choose(SCHEDULE)
    until(lambda: "Nothing stands in the way" in driver.why(), "nothing in the way")
    screen.click("retention-hold")
    driver.fill("hold-dialog", kind="litigation", reason="A letter of a lawyer")
    screen.click("save")
    driver.saved()
    until(lambda: "On hold: A letter of a lawyer" in driver.why(), "the hold")
    assert not seen(page, "propose"), "what is on hold is not proposed"
    screen.click("retention-release-hold")
    driver.fill("release-dialog", reason="It was about another hospital")
    screen.click("save")
    driver.saved()
    until(lambda: seen(page, "propose"), "the way is free")

    screen.click("retention-propose")
    assert "Others rest on these, so they stay: capa" in screen.dialog("propose-dialog").words.text()
    driver.fill("propose-dialog", reason="Its time is over")
    screen.click("save")
    driver.saved()
    until(lambda: "approval of a second person" in driver.why(), "the proposal")
    assert not seen(page, "approve") and not seen(page, "carry-out"), "who proposed does neither"


@pytest.mark.requirement("RET-2", "AUD-6")
def test_an_event_before_the_study_and_what_was_entered_by_mistake(screen: Screen, ending: Ending) -> None:
    """A wrong event is refused where it can be told, and taken back where it cannot; what that moves is shown."""
    driver = at_the_page(screen, ending)
    page = driver.page
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

    screen.click("retention-back")
    choice = screen.dialog("back-dialog").fields["thing"].control
    things = [(str(choice.itemData(row)), choice.itemText(row)) for row in range(choice.count())]
    (event,) = (value for value, words in things if words == "01-Mar-2022 · approved in the US")
    assert [words for value, words in things if value.startswith("release/")] == [
        "Release of 02-Nov-2026: Aurora Biologics SE"
    ]
    driver.fill("back-dialog", thing=event, reason="It was another drug")
    screen.click("save")
    assert "01-Mar-2024 → trigger pending" in screen.dialog("confirm").words.text()
    screen.click("do")
    driver.saved()
    until(lambda: "approved in the US" in driver.why(), "the trigger is waited for again")


Undo: TypeAlias = Callable[[Site], object]


def held(ending: Ending, site: Site) -> Undo:
    hold = site.retention.holds.place("litigation", "A letter of a lawyer", study=ending.aurora)
    return lambda later: later.retention.holds.release(hold.id, "It was about another hospital")


def pending(ending: Ending, site: Site) -> Undo:
    studies = site.retention.studies
    studies.void_event(studies.events(study=ending.aurora)[0].id, "It was another drug")
    day, letter = date(2022, 3, 1), "The right letter"
    return lambda later: later.retention.studies.add_event(
        "approved in the US", day, letter, study=ending.aurora, late_reason=LATE
    )


def unreleased(ending: Ending, site: Site) -> Undo:
    studies = site.retention.studies
    studies.withdraw_release(studies.releases(ending.aurora)[0].id, "It was for another site")
    letter = ("release.pdf", b"%PDF-1.4 released again")
    return lambda later: later.retention.studies.add_release(
        ending.aurora, "Aurora Biologics SE", date(2026, 11, 2), letter
    )


def unconfirmed(_ending: Ending, site: Site) -> Undo:
    site.retention.rules.add(
        '[[rule]]\nid = "site-house"\nrow = 900\nname = "House rule"\nsource = "SOP 17"\nchecked = "K"\n'
        'jurisdiction = "INT"\nparties = ["site"]\nseries = ["trial records"]\n'
        'legs = [[{ after = "approved in the US", years = 3 }]]\n'
    )
    return lambda later: later.retention.rules.withdraw("site-house", "It is another archive's")


@pytest.mark.requirement("RET-2", "RET-3")
def test_the_page_offers_no_end_while_anything_stands_in_the_way(screen: Screen, ending: Ending) -> None:
    """Each obstacle comes and goes; the page names it and offers nothing, and the store refuses who asks it itself."""
    driver = at_the_page(screen, ending)
    page = driver.page
    driver.choose(SCHEDULE)
    until(lambda: "Nothing stands in the way" in driver.why(), "nothing in the way")
    series = str(screen.ask(lambda site: site.retention.list().rows[0].id))
    new = NewDestruction("Its time is over", BY_KEY)

    def look(words: str) -> None:
        page.refresh()
        until(lambda: words in driver.why(), words)

    for comes, words in (
        (held, "On hold: A letter of a lawyer"), (pending, "approved in the US"),
        (unreleased, "no written release"), (unconfirmed, "House rule"),
    ):  # fmt: skip
        goes = screen.ask(lambda site, comes=comes: comes(ending, site))
        look(words)
        assert not seen(page, "propose"), words
        with pytest.raises(Refused, match=words.rpartition(": ")[2]):
            screen.ask(lambda site: site.retention.destructions.propose(series, new))
        screen.ask(goes)  # type: ignore[arg-type]
        look("Nothing stands in the way")
    # the same record made evidence for two studies: the longer one keeps it
    screen.click("retention-change")
    driver.fill("series-dialog", study2=ending.bright)
    screen.click("save")
    reason = screen.dialog("reason-dialog")
    reason.choice.set_value("Changed at the site")
    screen.click("do")
    driver.saved()
    until(lambda: "BRIGHT-2 has not ended" in driver.why(), "the other study")
    assert not seen(page, "propose")
    assert {moment.meta.partition(" · ")[0] for moment in page.working.moments()} == {"AURORA-3", "BRIGHT-2"}


@pytest.mark.requirement("RET-2", "ROL-4")
def test_another_s_hold_is_not_released_by_a_coordinator(screen: Screen, ending: Ending) -> None:
    site = ending.house.unlock()
    held(ending, site)
    maya = ending.house.enrol(site, "maya", "Maya Iyer", "coordinator", days=2)
    site.close()
    driver = at_the_page(screen, ending, maya)
    driver.choose(SCHEDULE)
    until(lambda: "On hold" in driver.why(), "the hold")
    screen.click("retention-release-hold")
    driver.fill("release-dialog", reason="It is in the way")
    screen.click("save")
    trouble = screen.find(QLabel, "trouble", screen.dialog("release-dialog"))
    until(lambda: "Zoë Brandt placed this hold." in trouble.text(), "the refusal")
    assert "It stays in force" in trouble.text()
    screen.dialog("release-dialog").reject()
    assert screen.ask(lambda site: [one.in_force for one in site.retention.holds.all()]) == [True]


@pytest.mark.requirement("RET-3", "UNL-4", "UNL-9")
def test_thirty_years_set_forward_do_not_open(screen: Screen, ending: Ending) -> None:
    """The phone does not follow the laptop's clock: its code is of today."""
    screen.open_gate()
    code = ending.house.zoe.code()
    ending.house.clock.advance(30 * 365 * 86_400)
    screen.give_factors(code=code)
    screen.click("unlock-button")
    notice = screen.parts.gate.unlock.notice
    until(lambda: notice.text, "an answer")
    assert "clock says 15-Nov-2056" in notice.text and "set it right" in notice.text
    assert screen.parts.program.frame is None


def at_the_page(screen: Screen, ending: Ending, person: Person | None = None) -> RetentionDriver:
    screen.open_gate()
    screen.unlock(person or ending.house.zoe)
    return RetentionDriver(screen)


def seen(page: QWidget, name: str) -> list[Button]:
    return [one for one in page.findChildren(Button, f"retention-{name}") if one.isVisible()]
