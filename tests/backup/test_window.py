"""Zoë Brandt backs up by the window while she works, says how often, and proves that it opens (BAK-1, BAK-2, VAL-3)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.people_at_site import House
from tests.window_driver import Screen, until
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
    assert screen.parts.program.frame.rail is not None  # type: ignore[union-attr]
    if "SITEWARD_PICTURES" in os.environ:
        page.window().grab().save(f"{os.environ['SITEWARD_PICTURES']}/backup-missed.png")
