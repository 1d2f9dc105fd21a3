"""The retention page as an officer uses it: a series from its entry until nothing stands in its way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db.retention.library import built_in
from db.retention.records import Facts, NewSeries
from db.roster.records import NewPerson, NewStudy
from db.site import Site
from desktop.widgets.buttons import Button
from desktop.widgets.file_field import FileField
from desktop.widgets.theme import theme
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

    page.chips.choose("known-on", ("2026-11-22",))
    until(lambda: page.tables[SCHEDULE].model.rowCount() == 0, "nothing having been known then")
    page.chips.choose("known-on", ("2026-11-23",))
    driver.choose(SCHEDULE)
    until(lambda: "As it was known at the end of 23-Nov-2026" in driver.why(), "what was known that day")
    page.chips.choose("known-on", ())
    driver.view(STUDIES)
    driver.choose(STUDIES)
    until(lambda: page.working.moments(), "events and enquiries")
    page.chips.choose("known-on", ("2026-11-22",))
    until(lambda: not page.working.moments(), "none of them known then")

    driver.view(FIGURES)
    bars = page.figures.bars
    until(lambda: bars and "Due: 1" in bars["status"].accessibleName(), "the figures")


@pytest.mark.requirement("RET-4", "USE-1")
def test_a_bar_of_the_time_line_opens_the_series_it_counts(driver: RetentionDriver) -> None:
    """By mouse and by keyboard; the list says as many as the bar did."""
    screen, page = driver.screen, driver.page

    def series(site: Site) -> None:
        site.retention.studies.set_facts(driver.study, Facts(frozenset({"US"})))  # type: ignore[attr-defined]
        for title, kind, day in (
            ("Consent forms", "trial records", None),
            ("Grant papers", "grant records", date(2031, 5, 1)),
            ("Scans", "grant records", date(2031, 7, 1)),
            ("Films", "grant records", date(2060, 1, 1)),
        ):
            study = site.people.add_study(NewStudy(title, title, start=date(2019, 1, 1))).id
            site.retention.studies.set_facts(study, Facts(frozenset({"US"}), sponsored=False))
            new = NewSeries(title, kind, "paper", "Shelf", driver.person, (study,))  # type: ignore[attr-defined]
            site.retention.add(new)
            if day is not None:
                site.retention.studies.add_contract(study, "Agreement", keep_until=day)

    screen.ask(series)
    driver.view(FIGURES)
    bars = page.figures.bars
    until(lambda: bars and "2031: 2" in bars["falls_due"].accessibleName(), "the figures")
    assert all(word in bars["falls_due"].accessibleName() for word in ("Later: 1", "No day yet: 1", "2030: 0"))
    years = bars["falls_due"]
    row = theme().px(21)
    QTest.mouseClick(years, Qt.MouseButton.LeftButton, pos=QPoint(40, row * 5 + 8))  # 2030 counts none
    assert page.switch.currentIndex() == FIGURES
    QTest.mouseClick(years, Qt.MouseButton.LeftButton, pos=QPoint(40, row * 6 + 8))
    until(lambda: page.tables[SCHEDULE].model.rowCount() == 2, "the series of 2031")
    assert page.chips.value("falls_due") == "2031" and page.chips.chip("falls_due").text() == "2031 (2)"

    driver.view(FIGURES)
    years.setFocus()
    assert "2031: 2. Enter" in years.accessibleDescription()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(years, key)
    until(lambda: page.tables[SCHEDULE].model.rowCount() == 1, "what falls due later")
    assert page.chips.value("falls_due") == "later"
    driver.choose(SCHEDULE)
    until(lambda: page.inspector.title.text() == "Films", "the series")
    driver.view(FIGURES)
    bars["kind"].opened.emit(0)
    until(lambda: page.tables[SCHEDULE].model.rowCount() == 3, "those of a kind")


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

    driver.view(REVIEWS)
    screen.click("retention-review")
    driver.fill("review-dialog", person=driver.person, found="All shelves seen")  # type: ignore[attr-defined]
    screen.click("save")
    driver.saved()
    until(lambda: page.tables[REVIEWS].model.rowCount() == 1, "the review")


@pytest.mark.requirement("RET-1", "RET-2")
def test_a_rule_of_the_site_is_filled_in_shown_with_what_it_moves_changed_and_taken_away(
    driver: RetentionDriver, tmp_path: Path
) -> None:
    screen, page = driver.screen, driver.page

    def closed_study(site: Site) -> None:
        study, person = driver.study, driver.person  # type: ignore[attr-defined]
        site.retention.studies.set_facts(study, Facts(frozenset({"US"})))
        site.retention.add(NewSeries("Site file", "trial records", "paper", "Shelf", person, (study,)))
        for what in ("trial ended", "approved in the US"):
            site.retention.studies.add_event(what, date(2022, 1, 1), "Letter", study=study, late_reason="Only now")

    screen.ask(closed_study)
    driver.view(RULES)
    screen.click("retention-add-rule")
    shown = screen.dialog("site-rule-dialog")
    trouble = screen.find(QLabel, "trouble", shown)
    driver.fill("site-rule-dialog", name="House rule of the archive", source="SOP 17, section 4", checked="V",
                after="trial ended", years="-3")  # fmt: skip
    screen.click("save")
    assert shown.fields["years"].note.text() == "A whole number."
    driver.fill("site-rule-dialog", years="")
    screen.click("save")
    until(lambda: "How long after “trial ended” is not said" in trouble.text(), "the missing period")
    driver.fill("site-rule-dialog", years="30", after2="approved in the US", years2="1", months2="6")
    screen.click("save")
    moved = screen.dialog("confirm")
    assert "01-Jan-2024 → 01-Jan-2052" in moved.words.text()
    screen.click("do")
    driver.saved()
    until(lambda: page.tables[RULES].model.rowCount() == len(built_in()) + 1, "the site's rule")
    driver.choose(RULES, len(built_in()))
    assert page.inspector.title.text() == "House rule of the archive"
    screen.click("retention-change-rule")
    shown = screen.dialog("site-rule-dialog")
    assert [shown.fields[name].value() for name in ("years", "after2", "months2", "party")] == [
        "30", "approved in the US", "6", "site"
    ]  # fmt: skip
    driver.fill("site-rule-dialog", years="20")
    screen.click("save")
    assert "01-Jan-2052 → 01-Jan-2042" in screen.dialog("confirm").words.text()
    screen.click("do")
    driver.saved()
    assert screen.ask(lambda site: site.retention.rules.all()[-1].rule.legs[0][0].years) == 20
    driver.choose(RULES, len(built_in()))
    screen.click("retention-remove-rule")
    driver.fill("without-rule-dialog", reason="The SOP was withdrawn")
    screen.click("save")
    assert "01-Jan-2042 → 01-Jan-2024" in screen.dialog("confirm").words.text()
    screen.click("do")
    driver.saved()
    until(lambda: page.tables[RULES].model.rowCount() == len(built_in()), "without it")

    screen.click("retention-rules-file")
    shown = screen.dialog("rule-file-dialog")
    trouble, file, path = screen.find(QLabel, "trouble", shown), shown.findChild(FileField), tmp_path / "ours.toml"
    sound = (
        '[[rule]]\nid = "site-one"\nrow = 35\nname = "One"\nsource = "SOP 1"\nchecked = "V"\njurisdiction = "DE"\n'
        'parties = ["site"]\nseries = ["trial records"]\nlegs = [[{ after = "trial ended", years = 12 }]]\n'
    )
    for old, new, told in (
        ('"DE"', '"XX"', "ours.toml, rule 1 (site-one): “jurisdiction = XX” is not known"),
        ("years = 12", "years = -12", "ours.toml, rule 1 (site-one): “years = -12” is no number of 0 or more"),
        ("site-one", "eu-536-58", "ours.toml, rule 1: “eu-536-58” does not begin with “site-”"),
    ):
        path.write_text(sound.replace(old, new), "utf-8")
        file.set_path(path)
        screen.click("save")
        until(lambda told=told: told in trouble.text(), told)
    path.write_text(sound + sound.replace("site-one", "site-two"), "utf-8")
    file.set_path(path)
    screen.click("save")
    assert "No record series moves" in screen.dialog("confirm").heading.text()  # neither is about the US
    screen.click("do")
    driver.saved()
    until(lambda: page.tables[RULES].model.rowCount() == len(built_in()) + 2, "both rules")
