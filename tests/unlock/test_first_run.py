"""The first morning: a site is made, step by step, with a real keyring (UNL-3)."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.vault.enrolment import code_at
from desktop.app import WindowOptions
from desktop.unlock.first_run import FirstRun
from desktop.unlock.step_site import folder_name
from tests.keyring_session import KeyringSession
from tests.window_driver import Screen, until

PASSPHRASE = "copper lantern under seven quiet bridges"


class Guide:
    """Answers the steps of the wizard."""

    def __init__(self, screen: Screen, place: Path) -> None:
        self.screen, self.place = screen, place
        screen.parts.start(WindowOptions())
        screen.window.show()
        screen.click("welcome-make")
        self.run = screen.find(FirstRun, "first-run")
        self.run.site.set_place(place)

    def name_the_site(self) -> None:
        self.screen.type("site-name", "Klinikum Nord · Site 0417")
        self.go_on("step-officer")

    def name_the_officer(self) -> None:
        self.screen.type("officer-name", "Zoë Brandt")
        assert self.run.officer.login.value() == "zoe"
        self.go_on("step-passphrase")

    def choose_a_passphrase(self) -> None:
        self.screen.type("new-passphrase", PASSPHRASE)
        self.screen.type("new-passphrase-again", PASSPHRASE)
        self.go_on("step-phone")

    def enrol_the_phone(self) -> None:
        phone, clock = self.run.phone, self.screen.house.clock
        until(lambda: phone.key.text(), "the key")
        first = code_at(phone.seed, clock.now())
        clock.advance(30)
        phone.first.setText(first)
        phone.second.setText(code_at(phone.seed, clock.now()))
        self.go_on("step-make")

    def go_on(self, next_step: str) -> None:
        self.screen.click("step-continue")
        until(lambda: self.run.step.objectName() == next_step, f"{next_step}: {self.run.notice.text}")


@pytest.mark.requirement("UNL-3")
def test_a_site_is_made_and_unlocked(screen: Screen, tmp_path: Path, keyring_session: KeyringSession | None) -> None:
    guide = Guide(screen, tmp_path)
    guide.name_the_site()
    guide.name_the_officer()
    guide.choose_a_passphrase()
    seed = None
    guide.enrol_the_phone()
    seed = guide.run.phone.seed
    guide.go_on("step-kit")
    assert not guide.run.go.isEnabled(), "nobody goes on without the kit"
    kit = guide.run.kit
    until(kit.save.isEnabled, "the kit being drawn")
    assert not kit.confirmed.isEnabled()
    paper = tmp_path / "kit.pdf"
    kit.save_to(paper)
    until(kit.confirmed.isEnabled, "the kit being saved")
    assert paper.read_bytes().startswith(b"%PDF") and stat.S_IMODE(paper.stat().st_mode) == 0o600
    assert not guide.run.go.isEnabled(), "saved is not yet said to be kept"
    kit.confirmed.setChecked(True)
    screen.click("step-continue")
    gate = screen.parts.gate
    until(lambda: gate.currentWidget() is gate.unlock and gate.unlock.person.familiar(), "the unlock form")
    assert gate.folder == tmp_path / "Klinikum Nord Site 0417.siteward"
    screen.house.clock.advance(30)
    until(lambda: "credential found" in gate.unlock.keyring.text(), "the credential being found")
    gate.unlock.passphrase.setText(PASSPHRASE)
    gate.unlock.code.setText(code_at(seed, screen.house.clock.now()))
    screen.click("unlock-button")
    until(lambda: screen.parts.program.frame or gate.unlock.notice.text, "unlocking")
    assert screen.parts.program.frame is not None, gate.unlock.notice.text
    until(lambda: screen.page.heading.text().startswith("Good"), "the home page")
    until(lambda: screen.window.findChild(QWidget, "home-import"), "the offer to bring in people")


def test_codes_of_another_key_are_not_taken(screen: Screen, tmp_path: Path) -> None:
    guide = Guide(screen, tmp_path)
    guide.name_the_site()
    guide.name_the_officer()
    guide.choose_a_passphrase()
    phone = guide.run.phone
    until(lambda: phone.key.text(), "the key")
    phone.first.setText("123456")
    phone.second.setText("654321")
    screen.click("step-continue")
    until(lambda: guide.run.notice.text, "the refusal")
    assert "not two codes in a row" in guide.run.notice.text and guide.run.step is phone


def test_a_weak_or_different_passphrase_is_not_taken(screen: Screen, tmp_path: Path) -> None:
    guide = Guide(screen, tmp_path)
    guide.name_the_site()
    guide.name_the_officer()
    step = guide.run.passphrase
    screen.type("new-passphrase", "password1234")
    screen.type("new-passphrase-again", "password1234")
    assert not guide.run.go.isEnabled() and "Weak" in step.verdict.text()
    step.forget()
    screen.type("new-passphrase", PASSPHRASE)
    screen.type("new-passphrase-again", PASSPHRASE + "x")
    screen.click("step-continue")
    assert "differ" in guide.run.notice.text


def test_an_existing_folder_is_not_written_over(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "Klinikum Nord Site 0417.siteward").mkdir()
    guide = Guide(screen, tmp_path)
    screen.type("site-name", "Klinikum Nord · Site 0417")
    screen.click("step-continue")
    assert "already" in guide.run.notice.text


def test_a_place_that_is_not_there_is_told_at_once(screen: Screen, tmp_path: Path) -> None:
    guide = Guide(screen, tmp_path / "gone")
    screen.type("site-name", "Klinikum Nord")
    screen.click("step-continue")
    assert "is not there" in guide.run.notice.text and guide.run.step.objectName() == "step-site"


@pytest.mark.requirement("USE-1")
def test_the_first_steps_by_keyboard_alone(screen: Screen, tmp_path: Path) -> None:
    guide = Guide(screen, tmp_path)
    screen.window.activateWindow()

    def field() -> QWidget:
        return QApplication.focusWidget() or screen.window

    until(lambda: guide.run.site.isAncestorOf(field()), "the cursor standing in the site's name")
    QTest.keyClicks(field(), "Clinic West")
    QTest.keyClick(field(), Qt.Key.Key_Return)
    until(lambda: guide.run.officer.isAncestorOf(field()), "the cursor standing in the officer's name")
    QTest.keyClicks(field(), "Ada Lovelace")
    QTest.keyClick(field(), Qt.Key.Key_Return)
    until(lambda: guide.run.passphrase.isAncestorOf(field()), "the cursor standing in the passphrase")
    QTest.keyClick(field(), Qt.Key.Key_Return)
    assert guide.run.step.objectName() == "step-passphrase", "Enter does not leave a step that is not complete"


def test_back_from_the_first_step_leads_to_the_welcome(screen: Screen, tmp_path: Path) -> None:
    Guide(screen, tmp_path)
    screen.click("step-back")
    assert screen.parts.gate.currentWidget() is screen.parts.gate.welcome


@pytest.mark.parametrize(
    ("site", "folder"), [("Klinikum Nord · Site 0417", "Klinikum Nord Site 0417"), ("../..", "Site"), ("病院", "病院")]
)
def test_a_site_s_name_makes_a_harmless_folder_name(site: str, folder: str) -> None:
    assert folder_name(site) == folder


@pytest.mark.requirement("UNL-3")
def test_closing_the_window_does_not_lose_a_kit_nobody_has(screen: Screen, tmp_path: Path) -> None:
    guide = Guide(screen, tmp_path)
    guide.name_the_site()
    guide.name_the_officer()
    guide.choose_a_passphrase()
    guide.enrol_the_phone()
    guide.go_on("step-kit")
    assert not screen.window.close(), "it asks first"
    dialog = screen.dialog("confirm")
    assert "not kept yet" in dialog.windowTitle() + dialog.heading.text()
    dialog.reject()
    assert guide.run.step.objectName() == "step-kit"


@pytest.mark.requirement("USE-1")
def test_enter_presses_what_has_the_focus(screen: Screen, tmp_path: Path) -> None:
    Guide(screen, tmp_path)
    QTest.keyClick(screen.find(QWidget, "step-back"), Qt.Key.Key_Return)
    welcome = screen.parts.gate.welcome
    assert screen.parts.gate.currentWidget() is welcome
    QTest.keyClick(welcome.make, Qt.Key.Key_Return)
    until(lambda: screen.parts.gate.currentWidget() is not welcome, "the first step")
