"""Accounts and systems on the page: asked for, approved, granted, withdrawn; what is missing is shown."""

from __future__ import annotations

from datetime import date

import pytest

from db.access import records as r
from db.roster.records import NewPerson
from tests.access_page.test_review_job import JobDriver
from tests.window_driver import Screen, until


@pytest.fixture
def driver(inside: Screen) -> JobDriver:
    def prepare(site):  # type: ignore[no-untyped-def]
        site.people.add_person(NewPerson("Müller-Østergård", "Änne", start=date(2024, 1, 8)))
        site.access.add_system(r.NewSystem("Rave EDC", risk="high", start=date(2026, 3, 1)))

    inside.ask(prepare)
    return JobDriver(inside)


def account(driver: JobDriver) -> r.Account:
    found = driver.screen.ask(lambda site: site.access.accounts().rows[0])
    assert isinstance(found, r.Account)
    return found


@pytest.mark.requirement("ROS-4")
def test_an_account_from_its_request_to_its_end(driver: JobDriver) -> None:
    screen, page = driver.screen, driver.page
    screen.click("access-request")
    dialog = screen.dialog("request-dialog")
    dialog.person.set_value(page._lists.people[0][0])
    dialog.system.set_value(page._lists.systems[0][0])
    dialog.role.set_value("Data entry")
    driver.save("request-dialog")
    until(lambda: page.inspector.title.text() == "Müller-Østergård, Änne", "the account being shown")
    for kind, fill in (("approved", {}), ("granted", {"account": "amueller"}), ("withdrawn", {})):
        screen.click(f"account-{kind}")
        step = screen.dialog("step-dialog")
        for name, value in fill.items():
            getattr(step, name).set_value(value)
        driver.save("step-dialog")
        until(lambda kind=kind: account(driver).status == {"granted": "open"}.get(kind, kind), kind)
    assert account(driver).account == "amueller"
    page.accounts.show_one(account(driver).id)
    until(lambda: len(page.steps.moments()) == 4, "the steps")
    assert page.steps.moments()[0].title == "Withdrawn"


@pytest.mark.requirement("ROS-4", "VAL-3")
def test_a_leaver_s_open_account_is_said_at_once(driver: JobDriver) -> None:
    def leave(site):  # type: ignore[no-untyped-def]
        person = site.people.people().rows[0]
        system = site.access.systems().rows[0]
        site.access.take_over(r.NewAccount(person.id, system.id, "amueller", "Data entry", date(2026, 3, 2)), "found")
        site.access.leave(person.id, date(2026, 11, 20), "left")
        return person.id

    driver.screen.ask(leave)
    driver.page.refresh()
    until(lambda: "1 leaver’s account still open" in driver.page.sentence.text(), "the sentence")
    identity = account(driver).id
    driver.screen.go("access", f"account/{identity}")
    until(lambda: "Left on 20-Nov-2026" in driver.page.inspector.why.text(), "the leaver's account")
    driver.screen.click("account-withdrawn")
    driver.save("step-dialog")
    until(lambda: "leaver" not in driver.page.sentence.text(), "the sentence without a leaver")


@pytest.mark.requirement("ROS-4")
def test_a_system_says_what_its_upkeep_lacks(driver: JobDriver) -> None:
    screen, page = driver.screen, driver.page
    page.switch.setCurrentIndex(1)
    until(lambda: page.systems.table.model.rowCount() == 1, "the system")
    page.systems.table.select_row(0)
    until(lambda: "Vendor agreement: missing" in page.inspector.why.text(), "what is missing")
    screen.click("system-upkeep")
    dialog = screen.dialog("upkeep-dialog")
    assert dialog.kind.value() == "agreement", "the first gap is offered"
    dialog.value.set_value("MSA 2026-7")
    driver.save("upkeep-dialog")
    until(lambda: "Vendor agreement" not in page.inspector.why.text(), "the fact")
    assert page.steps.moments()[0].title == "Vendor agreement: MSA 2026-7"


@pytest.mark.requirement("ROS-4", "ROS-1")
def test_who_leaves_on_the_roster_is_told_what_they_can_still_log_in_with(driver: JobDriver) -> None:
    screen = driver.screen

    def register(site):  # type: ignore[no-untyped-def]
        person = site.people.people().rows[0]
        system = site.access.systems().rows[0]
        site.access.take_over(r.NewAccount(person.id, system.id, "amueller", "Data entry", date(2026, 3, 2)), "found")
        return person.id

    screen.go("roster", str(screen.ask(register)))
    until(lambda: screen.page.inspector.title.text() == "Müller-Østergård, Änne", "the person")
    screen.click("person-leaves")
    dialog = screen.dialog("leaver-dialog")
    dialog.end.set_value("2026-11-20")
    dialog.reason.set_value("Left the site")
    screen.click("save")
    told = screen.dialog("tell")
    assert "still has open accounts" in told.heading.text()
    assert "Rave EDC: amueller (Data entry)" in told.words.text()
