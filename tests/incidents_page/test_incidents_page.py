"""Clocks, deviations, notes, tests and drills in the window; the phishing incident is in tests/capa_page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from db.incidents.deviation_records import NewDeviation
from db.incidents.incident_records import NO, Incident, NewIncident
from db.roster.records import NewPerson, NewStudy
from db.site import Site
from tests.incidents_page.driver import IncidentsDriver
from tests.window_driver import Screen, settle, until


@pytest.fixture
def page(inside: Screen) -> IncidentsDriver:
    def people(site: Site) -> None:
        study = site.people.add_study(NewStudy("BRIGHT-2", "BR2-301", framework="EU CTR", start=date(2025, 1, 1)))
        ines = site.people.add_person(NewPerson("Castillo Ruiz", "Inés", start=date(2024, 1, 1)))
        site.people.name_investigator(study.id, ines.id, date(2025, 1, 1))

    inside.ask(people)
    return IncidentsDriver(inside)


@pytest.mark.requirement("RSK-2", "RSK-3")
def test_the_clocks_are_read_confirmed_and_added_to(page: IncidentsDriver) -> None:
    screen = page.screen
    screen.click("incidents-clocks")
    screen.dialog("clock-rules")
    screen.click("confirm-ctr-52")
    screen.rest()
    confirmed = screen.ask(lambda site: [one.by for one in site.incidents.clocks.rules() if one.key == "ctr-52"])
    assert confirmed == ["Zoë Brandt"]
    until(lambda: len(screen.dialogs()) == 1, "the dialog shown anew")
    screen.click("clock-rule-add")
    dialog = screen.dialog("clock-rule-dialog")
    for name, value in (("title", "Security incident"), ("recipient", "Lumina"), ("source", "Contract § 14")):
        dialog.fields[name].set_value(value)
    screen.click("save")
    page.closed()
    rules = screen.ask(lambda site: site.incidents.clocks.rules())
    assert rules[-1].own and rules[-1].period == "24 hours"


@pytest.mark.requirement("RSK-2", "ROL-4")
def test_what_is_refused_below_is_said_in_the_form_and_nothing_is_lost(page: IncidentsDriver) -> None:
    screen = page.screen
    one = _add(screen)
    page.page.show_record(f"incident/{one.id}")
    page.shows(one.title)
    screen.click("incident-close")
    dialog = screen.dialog("close-dialog")
    dialog.fields["closing"].set_value("Over")
    screen.click("save")
    trouble = screen.find(QLabel, "trouble", dialog)
    until(lambda: "cannot be closed" in trouble.text(), "the refusal")
    assert "lessons" in trouble.text() and dialog.fields["closing"].value() == "Over"
    dialog.reject()
    screen.click("incident-event")
    dialog = screen.dialog("event-dialog")
    dialog.fields["at"].control.setText("23-Nov-2030 10:00")
    dialog.fields["what"].set_value("Password changed")
    screen.click("save")
    assert "not come yet" in dialog.fields["at"].note.text()
    dialog.reject()


@pytest.mark.requirement("RSK-3", "AUD-5")
def test_a_deviation_is_entered_assessed_by_the_investigator_and_decided(page: IncidentsDriver) -> None:
    screen = page.screen
    page.turn(1)
    screen.click("deviation-add")
    dialog = screen.dialog("deviation-dialog")
    dialog.fields["description"].set_value("Mrs Huber, born in May, had no ECG")
    settle()
    assert "a date of birth" in dialog.fields["description"].note.text()
    screen.find(QPlainTextEdit, "description").setPlainText("ECG of visit 3 was not done")
    study = dialog.fields["study_id"].control.itemData(0) or dialog.fields["study_id"].control.itemData(1)
    dialog.fields["study_id"].set_value(str(study))
    dialog.fields["occurred"].set_value("2026-11-22")
    screen.click("save")
    page.closed()
    page.shows("ECG of visit 3 was not done")
    screen.click("deviation-assess")
    dialog = screen.dialog("assess-dialog")
    assert dialog.fields["by"].value(), "the study's investigator stands there"
    dialog.fields["grade"].set_value("important")
    dialog.fields["text"].set_value("Safety endpoint of one participant")
    screen.click("save")
    page.closed()
    until(lambda: page.page.inspector.tag.text().endswith("to decide"), "the assessment")
    screen.click("deviation-decide")
    dialog = screen.dialog("decide-dialog")
    dialog.fields["answer"].set_value("yes")
    dialog.fields["answer"].changed.emit()
    dialog.fields["why"].set_value("Endpoint lost")
    screen.click("save")
    page.closed()
    until(lambda: page.page.strip.cards(), "the clock of the serious breach")
    assert "confirm before relying on this" in page.page.strip.cards()[0].accessibleName()


@pytest.mark.requirement("RSK-3", "RSK-4", "VAL-3")
def test_notes_tests_and_home_lead_to_their_records(page: IncidentsDriver) -> None:
    screen = page.screen

    def enter(site: Site) -> str:
        day = site.clock.now().date() - timedelta(days=1)
        return site.incidents.deviations.add(NewDeviation("Visit 5 outside its window", day, day)).id

    deviation = screen.ask(enter)
    page.turn(2)
    screen.click("note-add")
    dialog = screen.dialog("note-dialog")
    dialog.fields["title"].set_value("ECG machine out of order")
    dialog.fields["issue"].set_value("Out of order for four days")
    dialog.fields["author_id"].set_value(str(dialog.fields["author_id"].control.itemData(0)))
    screen.click("save")
    page.closed()
    page.shows("ECG machine out of order")
    page.turn(3)
    screen.click("exercise-add")
    dialog = screen.dialog("exercise-dialog")
    dialog.fields["title"].set_value("Autumn drill")
    dialog.fields["kind"].set_value("phishing drill")
    dialog.fields["performed"].set_value("2026-11-20")
    dialog.fields["reached"].set_value("41")
    dialog.fields["clicked"].set_value("9")
    screen.click("save")
    page.closed()
    page.shows("Autumn drill")
    screen.click("exercise-finding")
    dialog = screen.dialog("finding-dialog")
    dialog.fields["what"].set_value("Nine of 41 gave a password")
    dialog.fields["severity"].set_value("4")
    screen.click("save")
    page.closed()
    until(lambda: page.page.inspector.tag.text().endswith("findings open"), "the finding")
    screen.click("exercise-follow")
    dialog = screen.dialog("follow-dialog")
    dialog.fields["way"].set_value("risk")
    dialog.fields["way"].changed.emit()
    screen.click("save")
    page.closed()
    screen.rest()
    assert screen.ask(lambda site: site.risk.risks().matching) == 1
    page.page.switch.setCurrentIndex(4)
    bars = page.page.figures.bars
    until(lambda: bars and bars["type"].accessibleName() == "Other: 1", "the figures")
    page.page.figures.chips.choose("as-of", ("2026-11-01",))
    until(lambda: bars["type"].accessibleName() == "", "the figures of that day")
    screen.go("home")
    screen.go("incidents", f"deviation/{deviation}")
    until(lambda: screen.page.inspector.title.text() == "Visit 5 outside its window", "the deviation")


def _add(screen: Screen) -> Incident:
    def add(site: Site) -> Incident:
        now = site.clock.now()
        return site.incidents.cases.add(NewIncident("Binder left in the corridor", 2, now, now, personal_data=NO))

    found = screen.ask(add)
    assert isinstance(found, Incident)
    return found


@pytest.mark.requirement("RSK-2", "USE-1")
def test_an_incident_is_captured_from_anywhere_by_a_few_keys_and_one_sentence(inside: Screen) -> None:
    """On another page: Ctrl+K, "capt", Return, what happened, Return."""
    inside.go("audit")
    inside.frame.palette_sheet.ask()
    field = inside.frame.top.field
    inside.type("search", "capt")
    until(lambda: inside.frame.palette_sheet.list.model().rowCount(), "the offer")
    QTest.keyClick(field, Qt.Key.Key_Return)
    inside.dialog("capture-dialog")
    inside.type("title", "A list of participants went to the wrong sponsor")
    QTest.keyClick(inside.find(QLineEdit, "title"), Qt.Key.Key_Return)
    view = inside.page.view
    until(view.table.record, "the incident")
    assert view.table.record().title == "A list of participants went to the wrong sponsor"
