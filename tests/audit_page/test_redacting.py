"""A name typed by mistake is taken out by the window: from the entry that says it, by two people (AUD-5)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from db.site import Site
from desktop.widgets.drafts import draft_book
from tests.people_at_site import House
from tests.redaction.test_redaction import COPIES, NAME, deviation
from tests.retention.ending import Ending, copied, master_of
from tests.window_driver import Screen, settle, until


@pytest.fixture
def ending(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Ending:
    made = copied(master_of(tmp_path_factory), tmp_path)
    deviation(made)
    made.site.close()
    return made


@pytest.fixture
def house(ending: Ending) -> House:
    return ending.house


@pytest.mark.requirement("AUD-5", "SIG-1")
def test_a_name_leaves_the_record_and_the_trail(screen: Screen, ending: Ending, tmp_path: Path) -> None:
    folder = Path(os.environ.get("SITEWARD_PICTURES", tmp_path))
    screen.open_gate()
    screen.unlock(ending.house.zoe)
    screen.go("audit")
    page = screen.page
    screen.rest()
    page.search(str(screen.ask(number)))
    screen.rest()
    page.table.select_row(0)
    screen.rest()
    screen.click("trail-redact")
    fill(screen, "redact-dialog", text=NAME, kind="name", reason="A participant was named")
    picture(screen, folder / "1-proposal.png")
    assert draft_book().drafts() == {}, "the text is kept nowhere, and so not in a draft either"
    screen.click("save")
    until(lambda: page.switch.currentIndex() == 2, "the redactions")
    screen.rest()
    assert page.redactions.table.model.rowCount() == 1
    screen.parts.program.lock("command")
    settle()

    screen.unlock(ending.hugo)
    screen.go("audit", "redactions")
    page = screen.page
    choose(screen)
    screen.click("redact-approve")
    sign(screen, ending)
    choose(screen)
    screen.click("redact-carry-out")
    fill(screen, "redact-carry-dialog", text=NAME, backups=COPIES)
    screen.click("save")
    sign(screen, ending)
    until(lambda: any(one.objectName() == "confirm" for one in screen.dialogs()), "the word about the next unlocking")
    choose(screen)
    picture(screen, folder / "2-done.png", screen.window)
    screen.click("do")
    screen.unlock(ending.house.zoe)

    def left(site: Site) -> tuple[bool, list[str]]:
        found = site.incidents.deviations.list().rows
        return site.trail.verify().good, [one.description for one in found if "redacted" in one.description]

    mark = "[redacted RD-2026-0001]"
    assert screen.ask(left) == (True, [f"{mark} came a day late; {mark} had the flu"])


def number(site: Site) -> str:
    """Of the deviation that says too much."""
    return next(one.number for one in site.incidents.deviations.list().rows if NAME in one.description)


def choose(screen: Screen) -> None:
    screen.rest()
    screen.page.redactions.table.select_row(0)
    screen.rest()


def fill(screen: Screen, name: str, **values: str) -> None:
    dialog = screen.dialog(name)
    for field, value in values.items():
        dialog.fields[field].set_value(value)
        dialog.fields[field].changed.emit()


def sign(screen: Screen, ending: Ending) -> None:
    dialog = screen.dialog("sign-dialog")
    dialog.passphrase.control.setText(ending.hugo.passphrase)
    dialog.boxes.setText(ending.hugo.code())
    screen.click("sign")
    until(lambda: not any(one.objectName() == "sign-dialog" for one in screen.dialogs()), "the signature")
    screen.rest()


def picture(screen: Screen, path: Path, widget: object = None) -> None:
    settle()
    assert (widget or screen.dialogs()[0]).grab().save(str(path))  # type: ignore[attr-defined]
