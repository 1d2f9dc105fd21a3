"""A person comes to the laptop in the morning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from db.errors import Known
from db.vault.errors import ClocksApart
from desktop.app import WindowOptions
from desktop.unlock.backstage import Standing
from tests.window_driver import Screen, until


@pytest.mark.requirement("UNL-2", "UNL-4")
def test_passphrase_and_code_lead_to_the_home_page(screen: Screen) -> None:
    screen.unlock()
    assert screen.page.objectName() == "page-home"
    assert screen.frame.rail.person.text() == "Zoë Brandt"
    assert "Clock agrees with phone" in screen.frame.status.clock.text()


def test_the_next_morning_the_person_is_offered_by_name(screen: Screen) -> None:
    screen.unlock()
    screen.parts.program.lock("command")
    form = screen.parts.gate.unlock
    until(lambda: form.person.familiar(), "the person being known")
    until(form.last.text, "the line on the last unlocking")
    who = form.person.familiar()
    assert who is not None and (who.name, who.role) == ("Zoë Brandt", "officer")
    assert "Last unlocked 23-Nov-2026" in form.last.text()
    assert "Zoë" not in (screen.house.folder / "workspace.json").read_text("utf-8")


def test_secrets_leave_the_fields_once_they_have_served(screen: Screen) -> None:
    screen.unlock()
    form = screen.parts.gate.unlock
    assert form.passphrase.text() == form.code.code() == form.second.code() == ""


@pytest.mark.requirement("UNL-5")
def test_a_wrong_code_is_told_in_words_and_shown_to_who_unlocks_next(screen: Screen) -> None:
    screen.open_gate()
    screen.give_factors(code="000000" if screen.house.zoe.code() != "000000" else "111111")
    screen.click("unlock-button")
    form = screen.parts.gate.unlock
    until(lambda: form.notice.text, "the refusal")
    assert "wrong" in form.notice.text and "Nothing in the workspace was changed" in form.notice.text
    assert form.code.code() == "" and form.passphrase.text()
    screen.unlock()
    until(lambda: screen.window.findChild(QWidget, "strip-tries"), "the strip on failed tries")
    words = screen.find(QWidget, "strip-tries").words.text()
    assert "One failed try since your last unlocking" in words and "23-Nov-2026" in words


@pytest.mark.requirement("UNL-5")
def test_after_three_wrong_tries_the_window_counts_the_wait_down(screen: Screen) -> None:
    screen.open_gate()
    form = screen.parts.gate.unlock
    for _ in range(3):
        form.notice.hide()
        screen.give_factors(code="123456")
        screen.click("unlock-button")
        until(lambda: form.notice.text and not form._busy, "the refusal")
    until(lambda: "has to wait" in form.notice.text, "the countdown")
    assert "0:30" in form.notice.text and not form.unlock.isEnabled()
    screen.house.clock.advance(31)
    until(form.unlock.isEnabled, "the end of the wait")
    screen.unlock()


@pytest.mark.requirement("UNL-5")
def test_a_locked_slot_says_who_can_help(screen: Screen) -> None:
    screen.open_gate()
    form = screen.parts.gate.unlock
    form.show_standing(Standing(True, 10, None, True, keyring="Secret Service"))
    assert "locked after 10 wrong tries" in form.notice.text and "recovery kit" in form.notice.text
    assert not form.unlock.isEnabled()


def test_clocks_far_apart_ask_for_the_next_code_as_well(screen: Screen) -> None:
    screen.open_gate()
    form = screen.parts.gate.unlock
    form.show_problem(ClocksApart())
    assert form.second.isVisible() and "two successive codes" in form.notice.text


@pytest.mark.requirement("UNL-7")
def test_without_a_keyring_the_window_says_what_to_do(
    screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "real.siteward"
    folder.mkdir()
    label = {"uuid": "3f0c6c0e-5f6b-4d0a-9a51-0b6f7a1f0001", "site": "Real", "generation": 1, "installation": "i",
             "keyring": "Secret Service", "format": 1}  # fmt: skip
    (folder / "workspace.json").write_text(json.dumps(label))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    screen.parts.start(WindowOptions(workspace=folder))
    screen.window.show()
    form = screen.parts.gate.unlock
    until(lambda: form.notice.text, "the explanation")
    assert "keyring" in form.notice.text.lower() and "try again" in form.notice.text
    assert "No keyring" in form.keyring.text()


def test_the_window_goes_on_while_the_key_is_derived(screen: Screen) -> None:
    screen.open_gate()
    beats: list[int] = []
    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(lambda: beats.append(1))
    screen.give_factors()
    screen.click("unlock-button")
    timer.start()
    assert screen.parts.gate.unlock.unlock.text() == "Unlocking…"
    until(lambda: screen.parts.program.frame, "unlocking")
    timer.stop()
    assert len(beats) >= 5


def test_a_demonstration_site_shows_its_code_and_fills_it_in(screen: Screen) -> None:
    demo = screen.house.folder / "DEMO.json"
    told = json.loads(demo.read_text("utf-8"))
    told |= {"login": "zoe", "passphrase": screen.house.zoe.passphrase, "seed": screen.house.zoe.seed.hex()}
    demo.write_text(json.dumps(told))
    screen.open_gate()
    form = screen.parts.gate.unlock
    until(lambda: form.demonstration.code.text(), "the code")
    screen.click("fill-demonstration")
    until(form.code.is_complete, "the code being filled in")
    assert form.code.code() in form.demonstration.code.text().replace(" ", "")
    screen.click("unlock-button")
    until(lambda: screen.parts.program.frame, "unlocking")
    assert "strip-demonstration" in [one.objectName() for one in screen.frame.findChildren(QWidget)]


def test_what_is_no_workspace_is_told_on_the_welcome(screen: Screen, tmp_path: Path) -> None:
    screen.parts.start(WindowOptions(workspace=tmp_path))
    welcome = screen.parts.gate.welcome
    screen.window.show()
    assert "is not a Siteward workspace" in welcome.notice.text


def test_an_error_of_the_program_is_told_as_such(screen: Screen) -> None:
    screen.open_gate()
    form = screen.parts.gate.unlock
    form.show_problem(ZeroDivisionError("secret"))
    assert "mistake" in form.notice.text and "secret" not in form.notice.text
    form.show_problem(Known("It is full.", kept="All is there.", todo="Make room."))
    assert form.notice.text == "It is full. All is there. Make room."
