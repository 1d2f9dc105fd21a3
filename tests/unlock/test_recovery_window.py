"""The laptop is lost: the kit enrols the officer again (UNL-6)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.backup.making import make
from db.vault.enrolment import code_at
from desktop.unlock.recovery import Recovery
from desktop.unlock.step_backup import BackupStep
from tests.window_driver import Screen, until

PASSPHRASE = "a wholly different sentence for the new laptop"


@pytest.mark.requirement("UNL-6")
def test_the_kit_enrols_the_officer_again_and_a_new_kit_is_kept(screen: Screen) -> None:
    screen.open_gate()
    screen.parts.gate.unlock.lost.emit()
    screen.click("use-kit")
    guide = screen.find(Recovery, "recovery")
    seed = walk(screen, guide)
    enter(screen, seed)


@pytest.mark.requirement("BAK-2", "UNL-6")
def test_the_welcome_restores_from_a_backup_into_a_new_folder(screen: Screen, tmp_path: Path) -> None:
    site = screen.house.unlock()
    backup = make(site, tmp_path)
    site.close()
    screen.open_gate()
    gate = screen.parts.gate
    gate.show_welcome()
    assert gate.welcome.restore.isVisible()
    gate.start_restore(tmp_path / backup.file)
    guide = screen.find(Recovery, "recovery")
    assert isinstance(guide.step, BackupStep)
    guide.step.set_place(tmp_path)
    screen.click("step-continue")
    until(lambda: guide.step is guide.key, f"the kit's key: {guide.notice.text}")
    seed = walk(screen, guide)
    until(screen.dialogs, "what must be known of it")
    screen.click("close")
    assert gate.folder is not None and gate.folder.parent == tmp_path
    enter(screen, seed)


def walk(
    screen: Screen,
    guide: Recovery,
    *,
    seen: Callable[[str], object] = str,
    instead: Callable[[], object] | None = None,
) -> bytes:
    """Key, passphrase, phone, the making, the new kit; the phone's seed. ``instead``: answers what is asked where
    people unlock the former folder here; ``seen``: looks at a step."""
    guide.key.key.set_value(" ".join(screen.house.made.recovery[at : at + 8] for at in range(0, 80, 8)))
    guide.key.login.set_value("zoe")
    guide.key.changed.emit()
    screen.click("step-continue")
    until(lambda: guide.step is guide.passphrase, f"the passphrase: {guide.notice.text}")
    for name in ("new-passphrase", "new-passphrase-again"):
        screen.type(name, PASSPHRASE)
    screen.click("step-continue")
    until(lambda: guide.phone.key.text(), "the key")
    clock, seed = screen.house.clock, guide.phone.seed
    first = code_at(seed, clock.now())
    clock.advance(30)
    guide.phone.first.setText(first)
    guide.phone.second.setText(code_at(seed, clock.now()))
    screen.click("step-continue")
    until(lambda: guide.step is guide.make, f"the making: {guide.notice.text}")
    seen("4-making")
    screen.click("step-continue")
    if instead is not None:
        until(lambda: guide.notice.text, "what stands in the way")
        instead()
    until(lambda: guide.step is guide.kit or guide.notice.text, "the new kit")
    assert guide.step is guide.kit, guide.notice.text
    until(guide.kit.save.isEnabled, "the kit being drawn")
    seen("5-new-kit")
    guide.kit.save_to(screen.path("kit.pdf"))
    until(guide.kit.confirmed.isEnabled, "the kit being saved")
    guide.kit.confirmed.setChecked(True)
    screen.click("step-continue")
    form = screen.parts.gate.unlock
    until(lambda: screen.parts.gate.currentWidget() is form and form.person.value() == "zoe", "the unlock form")
    return seed


def enter(screen: Screen, seed: bytes) -> None:
    form, clock = screen.parts.gate.unlock, screen.house.clock
    clock.advance(30)
    form.passphrase.setText(PASSPHRASE)
    form.code.setText(code_at(seed, clock.now()))
    screen.click("unlock-button")
    until(lambda: screen.parts.program.frame or form.notice.text, "unlocking")
    assert screen.parts.program.frame is not None, form.notice.text


def test_half_a_key_is_told_before_anything_is_tried(screen: Screen) -> None:
    screen.open_gate()
    screen.parts.gate.unlock.lost.emit()
    screen.click("use-kit")
    guide = screen.find(Recovery, "recovery")
    guide.key.key.set_value("AGE-SECRET-KEY-1QQQ")
    guide.key.login.set_value("zoe")
    guide.key.changed.emit()
    screen.click("step-continue")
    assert guide.step is guide.key and "74 characters" in guide.notice.text
