"""One review of access in the window: from the system's own list to the reviewer's signature and the removal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from db.access import records as r
from db.access import review_records as v
from db.roster.records import NewPerson
from tests.window_driver import Screen, settle, until

LIST = (
    "Kennung;Name;Rolle;Letzte Anmeldung\n"
    "amueller;Müller-Østergård, Änne;Data entry;20.11.2026\n"
    "soneil;Sean O'Neil;Investigator;19.11.2026\n"
    "hyamad;Yamda, Hanako;Pharmacist;18.11.2026\n"
    "test01;Vendor Test;Administrator;\n"
)


class JobDriver:
    """What a reviewer does."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        screen.go("access")
        self.page = screen.page
        until(lambda: self.page._lists is not None, "the page's lists")

    @property
    def job(self):  # type: ignore[no-untyped-def]
        return self.page.job

    def save(self, dialog: str) -> None:
        shown = self.screen.dialog(dialog)
        self.screen.click("save")
        until(lambda: shown not in self.screen.dialogs(), f"{dialog} being saved")

    def step(self, step: str) -> None:
        until(lambda: self.job._facts is not None and self.job._facts.review.step == step, f"the step {step}")
        settle()

    def matched(self, number: int) -> None:
        until(lambda: self.job._facts.review.matched == number, f"{number} rows matched")

    def decided(self, number: int) -> None:
        until(lambda: self.job._facts.review.decided == number, f"{number} rows judged")

    def choose(self, pane, account: str) -> None:  # type: ignore[no-untyped-def]
        """Select the row of an account."""
        model = pane.table.model

        def accounts() -> list[str]:
            return [record.account for row in range(model.rowCount()) if (record := model.record(row)) is not None]

        until(lambda: not model.is_loading and account in accounts(), f"the row of {account}")
        pane.table.select_row(accounts().index(account))
        until(lambda: self.page.inspector.title.text() == account, f"{account} being shown")


@pytest.fixture
def driver(inside: Screen) -> JobDriver:
    def prepare(site):  # type: ignore[no-untyped-def]
        anne = site.people.add_person(NewPerson("Müller-Østergård", "Änne", start=date(2024, 1, 8)))
        site.people.add_person(NewPerson("O’Neil", "Seán", start=date(2025, 1, 1)))
        site.people.add_person(NewPerson("Yamada", "Hanako", start=date(2025, 1, 1)))
        system = site.access.add_system(r.NewSystem("Rave EDC", risk="high", start=date(2026, 3, 1)))
        account = r.NewAccount(anne.id, system.id, "amueller", "Data entry", date(2026, 3, 2))
        site.access.take_over(account, "when the register began")
        return system.id

    inside.ask(prepare)
    return JobDriver(inside)


def bring_in(driver: JobDriver, folder: Path) -> None:
    """Begin at the system, bring in its list."""
    screen, page = driver.screen, driver.page
    page.switch.setCurrentIndex(1)
    until(lambda: page.systems.table.model.rowCount() == 1, "the system")
    page.systems.table.select_row(0)
    until(lambda: page.inspector.title.text() == "Rave EDC", "the system being shown")
    screen.click("system-review")
    driver.save("begin-dialog")
    driver.step(v.LIST)
    path = folder / "benutzer.csv"
    path.write_bytes(LIST.encode("cp1252"))
    driver.job.list.read_file(path)
    until(lambda: driver.job.list.plan is not None, "the list being read")
    assert "cp1252" in driver.job.list.sentence.text()
    screen.click("list-bring-in")
    driver.step(v.MATCH)


def match_all(driver: JobDriver) -> None:
    screen, pane = driver.screen, driver.job.match
    screen.click("confirm-exact")
    dialog = screen.dialog("many-dialog")
    assert len(dialog.list.values()) == 2
    driver.save("many-dialog")
    driver.matched(2)
    driver.choose(pane, "hyamad")
    assert "Yamada, Hanako" in page_why(driver)
    screen.click("row-confirm")
    driver.matched(3)
    driver.choose(pane, "test01")
    screen.click("row-nobody")
    driver.matched(4)
    screen.click("finish-matching")
    driver.step(v.DECIDE)


def page_why(driver: JobDriver) -> str:
    return str(driver.page.inspector.why.text())


def judge_all(driver: JobDriver) -> None:
    screen, pane = driver.screen, driver.job.judge
    screen.click("keep-plain")
    driver.save("many-dialog")
    driver.decided(1)
    kept = (("soneil", "sub-investigator of the study"), ("hyamad", "pharmacist of the study"))
    for number, (account, reason) in enumerate(kept, 2):
        driver.choose(pane, account)
        assert "no such open account" in page_why(driver)
        screen.click("row-keep")
        screen.dialog("verdict-dialog").reason.set_value(reason)
        driver.save("verdict-dialog")
        driver.decided(number)
    driver.choose(pane, "test01")
    screen.click("row-remove")
    screen.dialog("verdict-dialog").reason.set_value("nobody’s account")
    driver.save("verdict-dialog")
    driver.decided(4)
    screen.click("finish-judging")
    driver.step(v.SIGN)


def sign(driver: JobDriver) -> None:
    screen = driver.screen
    screen.click("review-sign")
    screen.dialog("sign-dialog")
    screen.type("sign-passphrase", screen.house.zoe.passphrase)
    screen.type("sign-code", screen.house.zoe.code())
    screen.click("sign")
    until(lambda: not screen.dialogs(), "the signing")
    driver.step(v.FOLLOW)


@pytest.mark.requirement("ROS-5", "SIG-1", "ROL-4")
def test_a_review_from_its_list_to_its_signature_and_the_removal(driver: JobDriver, tmp_path: Path) -> None:
    bring_in(driver, tmp_path)
    match_all(driver)
    judge_all(driver)
    sign(driver)
    screen, pane = driver.screen, driver.job.follow
    driver.choose(pane, "test01")
    screen.click("followup-done")
    screen.dialog("done-dialog").by.set_value("Medidata help desk")
    driver.save("done-dialog")
    until(lambda: "Another person" in page_why(driver), "the removal being recorded")
    assert not driver.page.inspector.findChildren(QAbstractButton, "followup-verify"), "Zoë wrote it down herself"
    review = screen.ask(lambda site: site.access.reviews().rows[0])
    assert isinstance(review, v.Review)
    assert review.signers == ("Zoë Brandt",) and review.open_followups == 1 and review.removals == 1


@pytest.mark.requirement("USE-1")
def test_the_steps_are_walked_by_keyboard_and_have_names(driver: JobDriver, tmp_path: Path) -> None:
    bring_in(driver, tmp_path)
    steps = driver.job.steps.buttons
    assert steps["match"].accessibleName() == "Match, now" and not steps["sign"].isEnabled()
    steps["list"].setFocus()
    QTest.keyClick(steps["list"], Qt.Key.Key_Space)
    until(lambda: driver.job.stack.currentWidget() is driver.job.list, "the first step")
    assert "kept as evidence" in driver.job.list.sentence.text()
    driver.screen.click("access-back")
    until(lambda: driver.page.view is driver.page.reviews, "the reviews")


def test_a_file_that_is_no_list_is_said_and_nothing_comes_in(driver: JobDriver, tmp_path: Path) -> None:
    driver.page.job.acts.begin()
    driver.screen.dialog("begin-dialog").system.set_value(driver.page._lists.systems[0][0])
    driver.save("begin-dialog")
    driver.step(v.LIST)
    path = tmp_path / "empty.csv"
    path.write_bytes(b"")
    driver.job.list.read_file(path)
    dialog = driver.screen.dialog("tell")
    assert "empty" in dialog.heading.text()
    assert not driver.job.list.go.isVisible()
