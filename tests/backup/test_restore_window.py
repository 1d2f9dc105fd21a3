"""Zoë Brandt's laptop died. On the new one there is a stick, the kit from the safe and her phone; a study's records had
been destroyed since the backup (BAK-2, AUD-5, RET-3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from db.backup import making
from db.vault.keyrings import keyring_for
from db.workspace.layout import Layout
from desktop.unlock.recovery import Recovery
from desktop.unlock.step_backup import BackupStep
from tests.backup.test_window import picture
from tests.retention.ending import Ending
from tests.unlock.test_recovery_window import enter, walk
from tests.window_driver import Screen, until
from tests.window_fixtures import app, started

__all__ = ["app"]


@pytest.mark.requirement("BAK-2", "AUD-5", "RET-3", "UNL-6")
def test_a_new_laptop_a_stick_and_the_kit_and_what_had_ended_stays_ended(
    app: QApplication, ending: Ending, stick: Path, tmp_path: Path
) -> None:
    backup = making.make(ending.site, stick)
    one = ending.carried_out(ending.approved(ending.proposed(ending.series(ending.aurora))))
    ending.site.close()
    (tmp_path / "new laptop").mkdir()
    with started(app, ending.house) as screen:
        guide = chosen(screen, stick / backup.file, tmp_path / "new laptop")
        assert "it is destroyed again before anybody sees it" in guide.steps[0].list.text()  # type: ignore[attr-defined]
        screen.click("step-continue")
        until(lambda: guide.step is guide.key, f"the kit's key: {guide.notice.text}")
        picture(screen, "restore-2-kit")
        seed = walk(screen, guide, seen=lambda name: picture(screen, f"restore-{name}"))
        told = screen.dialog("tell")
        assert f"Carried out again: {one.number}." in told.words.text()
        assert "Everybody else is enrolled again by you" in told.words.text()
        picture(screen, "restore-6-told", told)
        screen.click("close")
        enter(screen, seed)
        assert screen.ask(lambda site: site.capa.list().matching) == 0
        assert screen.ask(lambda site: site.trail.verify().good) is True
        assert screen.ask(lambda site: site.trail.verify().destroyed) > 0  # type: ignore[operator]
        screen.go("backup")
        picture(screen, "restore-7-backups")


@pytest.mark.requirement("BAK-2", "UNL-6")
def test_in_place_of_a_damaged_folder_only_when_it_is_said_so(
    app: QApplication, ending: Ending, stick: Path, tmp_path: Path
) -> None:
    """The same computer: its keyring knows her. Without the list the step says what that means."""
    backup = making.make(ending.site, stick)
    ending.site.close()
    (stick / "destroyed.jsonl").unlink()
    layout = Layout(ending.house.folder)
    keyring = keyring_for(layout.read_label().uuid, layout.demo_file)
    with started(app, ending.house, keyring) as screen:
        guide = chosen(screen, stick / backup.file, tmp_path)
        assert "There is no destroyed.jsonl beside the backup" in guide.steps[0].list.text()  # type: ignore[attr-defined]
        screen.click("step-continue")
        until(lambda: guide.step is guide.key, f"the kit's key: {guide.notice.text}")
        asked = []

        def agree() -> None:
            asked.append(screen.dialog("confirm"))
            picture(screen, "restore-instead", asked[0])
            screen.click("do")

        seed = walk(screen, guide, instead=agree)
        assert asked
        screen.dialog("tell")
        screen.click("close")
        enter(screen, seed)


def chosen(screen: Screen, file: Path, to: Path) -> Recovery:
    """From the welcome: the backup on the stick, and where the records shall go."""
    screen.parts.gate.show_welcome()
    screen.window.resize(1440, 900)
    screen.window.show()
    picture(screen, "restore-0-welcome")
    screen.click("welcome-restore")
    screen.find(QFileDialog, "choose-file").fileSelected.emit(str(file))
    guide = screen.find(Recovery, "recovery")
    assert isinstance(guide.step, BackupStep)
    guide.step.set_place(to)
    picture(screen, "restore-1-backup")
    return guide
