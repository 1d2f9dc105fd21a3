"""A site that lets its people leave the passphrase out, seen from the window (UNL-2)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from db.workspace import code_alone
from desktop.unlock.unlock_form import UnlockForm
from tests.people_at_site import PASSPHRASE
from tests.window_driver import Screen, until


def own_line(screen: Screen) -> None:
    screen.go("settings")
    page = screen.page
    until(lambda: page.users.model.rowCount() == 1 and page.acts.role, "the users")
    page.users.select_row(0)
    until(lambda: page.inspector.title.text() == "Zoë Brandt", "her own line")


def say_policy(screen: Screen, way: str, reason: str) -> None:
    screen.go("settings")
    until(lambda: screen.page.acts.role, "who is there")
    screen.page.switch.setCurrentIndex(3)
    screen.click("settings-code-alone")
    dialog = screen.dialog("code-alone-dialog")
    dialog.fill({"code-alone": way, "reason": reason})  # type: ignore[attr-defined]
    screen.click("save")
    until(lambda: not screen.dialogs(), "the policy")


def lock(screen: Screen) -> UnlockForm:
    """Until the slot has been asked: no passphrase is wanted."""
    screen.parts.program.lock("command")
    form = screen.parts.gate.unlock
    until(lambda: screen.parts.program.frame is None and not screen.parts.jobs.is_open, "the lock")
    until(lambda: form.last.text() and form.passphrase.isHidden(), "the form without a passphrase")
    return form


@pytest.mark.requirement("UNL-2", "UNL-8")
def test_the_officer_allows_it_leaves_hers_out_and_is_asked_again_when_it_ends(inside: Screen) -> None:
    own_line(inside)
    assert not inside.page.inspector.findChildren(QPushButton, "user-own-slot"), "nothing is offered before"
    say_policy(inside, "own", "Trial of a shorter way in")
    assert inside.ask(lambda site: code_alone.allowed(site.store))

    own_line(inside)
    until(lambda: inside.page.inspector.findChildren(QPushButton, "user-own-slot"), "the choice")
    inside.click("settings-enrol")
    newcomer = inside.dialog("enrol-dialog")
    assert not newcomer.code_alone.isHidden()  # type: ignore[attr-defined]
    newcomer.reject()
    inside.click("user-own-slot")
    dialog = inside.dialog("own-slot-dialog")
    dialog.passphrase.set_value(PASSPHRASE)  # type: ignore[attr-defined]
    dialog.code.setText(inside.house.zoe.code())  # type: ignore[attr-defined]
    inside.click("own-slot-change")
    until(lambda: not inside.dialogs(), "the slot")

    form = lock(inside)
    assert form.code.hasFocus() or not form.isActiveWindow()
    form.code.setText(inside.house.zoe.code())
    inside.click("unlock-button")
    until(lambda: inside.parts.program.frame is not None or form.notice.text, "unlocking")
    assert inside.parts.program.frame is not None, form.notice.text

    say_policy(inside, "asked", "A laptop was stolen next door")
    lock(inside)
    code = inside.house.zoe.code()
    form.code.setText(code)
    inside.click("unlock-button")
    until(lambda: form.notice.text, "the question")
    assert "asks the passphrase again" in form.notice.text
    until(lambda: not form.passphrase.isHidden(), "its field")
    assert form.code.code() == code, "the code was not used up"
    form.passphrase.setText(PASSPHRASE)
    inside.click("unlock-button")
    until(lambda: inside.parts.program.frame is not None or not form._busy, "unlocking")
    assert inside.parts.program.frame is not None, form.notice.text
    own_line(inside)
    until(lambda: not inside.page.inspector.findChildren(QPushButton, "user-own-slot"), "nothing left to change")
