"""How records end, by the window: proposed by one, approved and carried out by another, gone at the next unlocking;
with a picture of each step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.retention import records as r
from db.site import Site
from desktop.widgets.buttons import Button
from tests.people_at_site import House, Person
from tests.retention.ending import Ending, copied, master_of
from tests.retention_page.test_retention_page import RetentionDriver
from tests.window_driver import Screen, settle, until


@pytest.fixture
def ending(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Ending:
    """AURORA-3 may end; its site is closed again, for the window to open."""
    made = copied(master_of(tmp_path_factory), tmp_path)
    made.series(made.aurora)
    made.site.close()
    return made


@pytest.fixture
def house(ending: Ending) -> Iterator[House]:
    return ending.house  # type: ignore[return-value]


class Story:
    """Two people at one laptop."""

    def __init__(self, screen: Screen, ending: Ending, folder: Path) -> None:
        self.screen, self.ending, self.folder, self.taken = screen, ending, folder, 0

    def sits_down(self, person: Person) -> RetentionDriver:
        self.screen.unlock(person)
        driver = RetentionDriver(self.screen)
        driver.choose(0)
        return driver

    def locks(self) -> None:
        self.screen.parts.program.lock("command")
        settle()

    def signs(self, person: Person) -> None:
        dialog = self.screen.dialog("sign-dialog")
        dialog.passphrase.control.setText(person.passphrase)
        dialog.boxes.setText(person.code())
        self.picture("signature")
        self.screen.click("sign")

    def is_held(self, driver: RetentionDriver) -> None:
        """A hold that comes after the approval leaves nothing to do but to withdraw; released, it goes on."""
        holds = self.screen.ask(lambda site: site.retention.holds.place("audit", "By the sponsor"))
        driver.page.refresh()
        until(lambda: "cannot go on: on hold: By the sponsor" in driver.why(), "the hold")
        self.picture("held")
        offered = (one for one in driver.page.findChildren(Button, "retention-carry-out") if one.isVisible())
        assert not any(offered)
        self.screen.ask(lambda site: site.retention.holds.release(holds.id, "The audit is over"))  # type: ignore[attr-defined]
        driver.page.refresh()
        until(lambda: "may be carried out" in driver.why(), "the way being free")

    def picture(self, name: str) -> None:
        settle()
        self.taken += 1
        shown = next((one for one in self.screen.dialogs() if one.isActiveWindow()), None)
        picture = (shown or (*self.screen.dialogs(), self.screen.window)[0]).grab()
        assert picture.save(str(self.folder / f"{self.taken:02}-{name}.png"))


@pytest.mark.requirement("RET-3", "AUD-5", "SIG-1")
def test_a_series_ends_by_two_people(screen: Screen, ending: Ending, tmp_path: Path) -> None:
    zoe, hugo = ending.house.zoe, ending.hugo
    story = Story(screen, ending, Path(os.environ.get("SITEWARD_PICTURES", tmp_path)))
    screen.open_gate()
    driver = story.sits_down(zoe)
    until(lambda: "Nothing stands in the way" in driver.why(), "nothing in the way")
    story.picture("due")
    screen.click("retention-propose")
    driver.fill("propose-dialog", reason="The sponsor released it and fifteen years are over")
    assert "10 records of this program would end." in screen.dialog("propose-dialog").words.text()
    story.picture("proposal")
    screen.click("save")
    driver.saved()
    until(lambda: "approval of a second person" in driver.why(), "the proposal")
    story.picture("proposed")
    story.locks()

    driver = story.sits_down(hugo)
    until(lambda: "approval of a second person" in driver.why(), "the proposal")
    screen.click("retention-approve")
    story.signs(hugo)
    driver.saved()
    until(lambda: "may be carried out" in driver.why(), "the approval")
    story.is_held(driver)
    screen.click("retention-carry-out")
    copies = screen.dialog("carry-dialog").fields["backups"]
    assert copies.value() == "No backup of this program holds it."  # from the register of backups
    driver.fill(
        "carry-dialog", verification="The list of items was gone through",
        witness_name="Noor Haddad, monitor",
    )  # fmt: skip
    story.picture("carrying-out")
    screen.click("save")
    story.signs(hugo)
    lock = screen.dialog("confirm")
    assert "writes the database anew" in lock.words.text()
    story.picture("done")
    screen.click("do")

    screen.unlock(zoe)
    driver = RetentionDriver(screen)
    driver.page.chips.choose("status", (r.DESTROYED,))
    driver.choose(0)
    until(lambda: "this stub stays" in driver.why(), "the stub")
    story.picture("stub")

    def left(site: Site) -> tuple[int, bool, int]:
        return site.capa.list().matching, site.trail.verify().good, site.session.label.generation

    assert screen.ask(left) == (0, True, 2)
    assert list(ending.house.folder.glob("site-*.db")) == [ending.house.folder / "site-000002.db"]
