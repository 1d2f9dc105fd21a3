"""Zoë Brandt backs up by the window while she works, says how often, and proves that it opens (BAK-1, BAK-2, VAL-3)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.backup.page import BackupPage
from desktop.widgets.ask import AskDialog
from desktop.widgets.text import Sentence
from tests.people_at_site import House
from tests.window_driver import Screen, settle, until
from tests.window_fixtures import app, house, inside, master_house, screen

__all__ = ["app", "house", "inside", "master_house", "screen"]


@pytest.mark.requirement("BAK-1", "BAK-2", "VAL-3")
def test_scheduled_made_missed_and_proved_by_the_window(screen: Screen, house: House, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    screen.open_gate()
    screen.unlock(house.zoe)
    screen.go("backup")
    page = screen.page
    screen.rest()
    assert "There is no backup yet." in page.sentence.text()
    screen.click("backup-schedule")
    dialog = screen.dialog("schedule-dialog")
    dialog.fill({"schedule-folder": str(stick)})
    screen.click("save")
    told = screen.dialog("tell")
    assert "A lost or broken laptop takes both" in told.words.text(), "the test's stick is a folder of this disk"
    screen.click("close")
    until(lambda: list(stick.glob("*.swbackup")), "the first backup of the schedule")
    until(lambda: page.table.model.rowCount() == 1, "its line")
    screen.rest()
    assert "opened again and whole" in page.sentence.text()
    status = screen.parts.program.frame.status  # type: ignore[union-attr]
    until(lambda: status.backup.text().startswith("Backup today"), "the status line")
    screen.click("backup-drill")
    screen.click("save")
    until(lambda: page.drills.model.rowCount() == 1, "the drill")
    screen.click("close")
    screen.rest()
    assert "drill" in status.backup.text()
    house.clock.advance(2 * 86400)
    stick.rename(tmp_path / "away")
    screen.parts.backups.start_due()
    until(lambda: page.table.model.rowCount() == 2, "what was missed")
    screen.rest()
    assert "is overdue since" in page.sentence.text()
    assert not page.progress.isVisible(), "nothing runs any more"
    picture(screen, "backup-missed")


@pytest.mark.requirement("BAK-1", "BAK-2", "USE-2")
def test_two_sticks_a_drill_that_is_stopped_and_a_file_that_was_changed(
    screen: Screen, house: House, tmp_path: Path
) -> None:
    """The window is alive meanwhile; what is known against a backup is said where it stands."""
    first, second = tmp_path / "Stick Zürich", tmp_path / "safe 2"
    first.mkdir()
    second.mkdir()
    screen.open_gate()
    screen.unlock(house.zoe)
    screen.go("backup")
    page = screen.page
    for place, days in ((first, "1"), (second, "0")):
        screen.click("backup-schedule")
        dialog = screen.dialog("schedule-dialog")
        if place is second:
            choose(dialog, "schedule-place", "other")
        choose(dialog, "schedule-every", days)
        dialog.fields["schedule-folder"].set_value(str(place))
        picture(screen, f"backup-schedule-{days}", dialog)
        screen.click("save")
        screen.dialog("tell")
        screen.click("close")
        until(lambda: list(first.glob("*.swbackup")), "the backup of the schedule")
    screen.rest()
    screen.click("backup-now")
    dialog = screen.dialog("backup-where-dialog")
    choose(dialog, "backup-where", str(second))
    screen.click("save")
    until(lambda: page.table.model.rowCount() == 2, "the second stick's")
    (file,) = second.glob("*.swbackup")
    page.table.select_row(0)
    until(lambda: "every byte is as it was written" in spoken(page), "a close look at it")
    drill(screen, file, house, stop=True)
    assert screen.ask(lambda site: site.backups.drills()) == (), "nothing was recorded"
    screen.click("cancel")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    page.table.select_row(1)
    page.table.select_row(0)
    until(lambda: "no longer the one that was written" in spoken(page), "what is known against it")
    assert "altered. Back up again now" in page.sentence.text()
    picture(screen, "backup-altered")
    drill(screen, file, house)
    until(lambda: page.drills.model.rowCount() == 1, "the drill")
    told = screen.dialog("tell")
    assert "does not hold" in told.words.text() and "another backup" in told.words.text()
    screen.click("close")
    screen.rest()
    kinds = screen.ask(lambda site: [one.kind for one in site.backups.waiting(site.backups.today)])
    assert "backup-bad" in kinds  # type: ignore[operator]


def drill(screen: Screen, file: Path, house: House, *, stop: bool = False) -> None:
    """With the kit's key, typed from the paper."""
    screen.click("backup-drill")
    dialog = screen.dialog("drill-dialog")
    choose(dialog, "drill-how", "kit")
    dialog.fields["drill-file"].set_value(str(file))
    dialog.fields["drill-kit"].set_value(house.made.recovery)
    screen.click("save")
    if stop:
        picture(screen, "backup-drill", dialog)
        screen.click("drill-progress-cancel")
        until(dialog.go.isEnabled, "it being stopped")
        screen.rest()


def choose(dialog: AskDialog, name: str, value: str) -> None:
    field = dialog.fields[name]
    field.set_value(value)
    field.changed.emit()


def spoken(page: BackupPage) -> str:
    return " ".join(one.text() for one in page.inspector.findChildren(Sentence))


def picture(screen: Screen, name: str, widget: QWidget | None = None) -> None:
    if "SITEWARD_PICTURES" in os.environ:
        settle()
        (widget or screen.window).grab().save(f"{os.environ['SITEWARD_PICTURES']}/{name}.png")
