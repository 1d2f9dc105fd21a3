"""The retention page as an officer uses it: a series from its entry until nothing stands in its way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from db.retention.library import built_in
from db.roster.records import NewPerson, NewStudy
from db.site import Site
from desktop.widgets.buttons import Button
from tests.window_driver import Screen, settle, until

SCHEDULE, STUDIES, RULES, REVIEWS, FIGURES = range(5)


class RetentionDriver:
    """What a person does on the page."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("retention")
        self.page = screen.page
        settle()

    def view(self, place: int) -> None:
        self.page.switch.setCurrentIndex(place)
        until(lambda: not self.page.tables[place].model.is_loading, "the view") if place < FIGURES else settle()

    def choose(self, place: int, row: int = 0) -> None:
        until(lambda: self.page.tables[place].model.rowCount() > row, "the rows")
        self.page.tables[place].select_row(row)
        until(lambda: self.page.inspector.title.isVisible(), "the inspector")

    def fill(self, dialog: str, **values: str) -> None:
        shown = self.screen.dialog(dialog)
        for name, value in values.items():
            shown.fields[name].set_value(value)

    def saved(self) -> None:
        until(lambda: not self.screen.dialogs(), "the dialogs closing")
        self.screen.rest()

    def why(self) -> str:
        return str(self.page.inspector.why.text())


@pytest.fixture
def driver(inside: Screen) -> RetentionDriver:
    def people(site: Site) -> tuple[str, str]:
        person = site.people.add_person(NewPerson("Brandt", "Zoë", start=date(2010, 1, 1))).id
        study = site.people.add_study(
            NewStudy("BRIGHT-2", "BR2-301", sponsor="Lumina Inc.", start=date(2019, 1, 1), end=date(2022, 1, 1))
        ).id
        return person, study

    found = inside.ask(people)
    made = RetentionDriver(inside)
    made.person, made.study = found  # type: ignore[attr-defined, misc]
    return made


@pytest.mark.requirement("RET-1", "RET-2", "RET-3")
def test_a_series_is_followed_until_nothing_stands_in_the_way(driver: RetentionDriver, tmp_path: Path) -> None:
    screen, page = driver.screen, driver.page
    screen.click("retention-add")
    driver.fill(
        "series-dialog", title="Investigator's site file", place="Archive, shelf 4",
        study=driver.study, custodian=driver.person,  # type: ignore[attr-defined]
    )  # fmt: skip
    screen.click("save")
    driver.saved()
    until(lambda: "its facts for retention" in driver.why(), "what is missing")

    driver.view(STUDIES)
    driver.choose(STUDIES)
    screen.click("retention-facts")
    driver.fill("facts-dialog", countries="us")
    screen.click("save")  # nothing moves yet: the trigger is pending either way
    driver.saved()
    until(lambda: "approved in the US" in driver.why(), "the trigger")

    screen.click("retention-ask")
    driver.fill("enquiry-dialog", asked="2026-09-01", question="Was it approved?")
    screen.click("save")
    driver.saved()
    until(lambda: "was asked on" in driver.why(), "the enquiry")
    screen.click("retention-answer")
    driver.fill("answer-dialog", answer="Approved on 01-Mar-2022")
    screen.click("save")
    driver.saved()

    until(lambda: "Ask the sponsor" in driver.why(), "the answer")
    screen.click("retention-event")
    assert screen.dialog("event-dialog").fields["what"].value() == "approved in the US"
    driver.fill("event-dialog", happened="2022-03-01", source="Letter of the sponsor", late_reason="Told only now")
    screen.click("save")
    moved = screen.dialog("confirm")
    assert "→ 01-Mar-2024" in moved.words.text()  # what moves is shown before it is applied
    screen.click("do")
    driver.saved()
    until(lambda: "Every trigger" in driver.why(), "the event")

    screen.click("retention-release")
    driver.fill("release-dialog", released="2026-11-02")
    screen.click("save")
    trouble = screen.find(QLabel, "trouble", screen.dialog("release-dialog"))
    until(lambda: "letter is missing" in trouble.text(), "the refusal")
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.4 released")
    from desktop.widgets.file_field import FileField

    screen.dialog("release-dialog").findChild(FileField).set_path(letter)
    screen.click("save")
    driver.saved()

    driver.view(SCHEDULE)
    assert page.chips.chip("status").isVisible(), "the filters of the schedule are back"
    driver.choose(SCHEDULE)
    page.chips.choose("as-of", ("2022-02-01",))
    until(lambda: "approved in the US" in driver.why(), "what was waited for then")
    offered = (one for one in page.findChildren(Button, "retention-propose") if one.isVisible())
    assert not any(offered), "a day of the past is only read"
    page.chips.choose("as-of", ())
    until(lambda: "Nothing stands in the way" in driver.why(), "the end")
    assert [one.title for one in page.working.moments()] == ["01-Mar-2024 · Drug trials, investigator"]

    screen.click("retention-hold")
    driver.fill("hold-dialog", kind="inspection", reason="FDA announced itself")
    screen.click("save")
    driver.saved()
    until(lambda: "On hold: FDA announced itself" in driver.why(), "the hold")
    screen.click("retention-release-hold")
    driver.fill("release-dialog", reason="The inspection is over")
    screen.click("save")
    driver.saved()
    until(lambda: "Nothing stands in the way" in driver.why(), "the release")

    driver.view(FIGURES)
    bars = page.figures.bars
    until(lambda: bars and "Due: 1" in bars["status"].accessibleName(), "the figures")


@pytest.mark.requirement("RET-1", "RET-2")
def test_rules_are_read_and_confirmed_by_name_and_the_year_is_reviewed(driver: RetentionDriver) -> None:
    screen, page = driver.screen, driver.page
    driver.view(RULES)
    page.rule_chips.choose("standing", ("to confirm",))
    until(lambda: 0 < page.tables[RULES].model.rowCount() < 40, "those to confirm")
    driver.choose(RULES)
    assert "Confirm before relying on this" in driver.why()
    screen.click("retention-confirm-rule")
    driver.fill("confirm-dialog", person=driver.person, basis="eCFR, read today")  # type: ignore[attr-defined]
    screen.click("save")
    driver.saved()
    page.rule_chips.choose("standing", ("confirmed",))
    until(lambda: page.tables[RULES].model.rowCount() == 1, "the confirmed one")

    screen.click("retention-add-rule")
    shown = screen.dialog("site-rule-dialog")
    sound = shown.fields["entry"].value()
    shown.fields["entry"].set_value(sound.replace("years = 30", "years = -3"))
    screen.click("save")
    trouble = screen.find(QLabel, "trouble", shown)
    until(lambda: "no number of 0 or more" in trouble.text(), "the refusal")
    shown.fields["entry"].set_value(sound)
    screen.click("save")
    driver.saved()
    page.rule_chips.choose("standing", ())
    until(lambda: page.tables[RULES].model.rowCount() == len(built_in()) + 1, "the site's rule")

    driver.view(REVIEWS)
    screen.click("retention-review")
    driver.fill("review-dialog", person=driver.person, found="All shelves seen")  # type: ignore[attr-defined]
    screen.click("save")
    driver.saved()
    until(lambda: page.tables[REVIEWS].model.rowCount() == 1, "the review")
