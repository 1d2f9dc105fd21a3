"""Pictures of every page, every view of it, what a chosen record shows, and every dialog a button there opens.

For looking at the whole window with the eyes of one person, on a demonstration site made for it:

.venv/bin/python packaging/survey.py FOLDER [--as zoe|ines|tunde|hanako] [--size 1440x900] [--scale 1.0]
    [--dark] [--rtl] [--pages home,roster] [--no-dialogs]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))
SCREEN = {"name": "office", "x": 0, "y": 0, "width": 1440, "height": 900, "logicalDpi": 96, "dpr": 1}
with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as screens:
    json.dump({"screens": [SCREEN]}, screens)  # the offscreen platform's own is smaller than any office's
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens.name}"

from PySide6.QtCore import QSize, Qt  # noqa: E402
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QMenu, QTabBar, QTableView, QWidget  # noqa: E402

from db.clock import SystemClock  # noqa: E402
from db.site import Site  # noqa: E402
from db.vault.derivation import Kdf  # noqa: E402
from db.vault.enrolment import code_at, new_seed  # noqa: E402
from db.workspace.demonstration import demonstration_factors  # noqa: E402
from db.workspace.layout import Layout  # noqa: E402
from db.workspace.opening import open_workspace  # noqa: E402
from db.workspace.people import ProvenDuty, re_enrol  # noqa: E402
from desktop.app import Parts, WindowOptions  # noqa: E402
from desktop.commands.demonstration import make  # noqa: E402
from desktop.preferences import Preferences  # noqa: E402
from desktop.shell.topbar import tucked  # noqa: E402
from desktop.widgets.buttons import Button  # noqa: E402
from desktop.widgets.popover import Popover  # noqa: E402
from tests.window_driver import settle, until  # noqa: E402

WORDS = "one long sentence of the survey"
PROVEN = (ProvenDuty("identity", "passport"), ProvenDuty("training", "Introduction"), ProvenDuty("statement", "paper"))
PASSED_BY = ("home-new", "top-more", "capa-open")  # menus, and another way to look at the page


class Survey:
    """One walk through the window of one person."""

    def __init__(self, parts: Parts, folder: Path) -> None:
        self.parts, self.folder = parts, folder
        self.figures: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def page(self) -> QWidget:
        frame = self.parts.program.frame
        assert frame is not None and frame.page is not None
        return frame.page

    def walk(self, places: list[str], dialogs: bool) -> None:
        """Each page, view by view."""
        for place in places:
            begun = time.perf_counter()
            self.parts.program.navigate(place, "")
            QApplication.processEvents()
            first = (time.perf_counter() - begun) * 1000
            self.rest()
            whole = (time.perf_counter() - begun) * 1000
            self.figures.append(f"{place}: {first:.0f} ms to the first paint, {whole:.0f} ms until all has come")
            for view in self.views():
                name = f"{place}-{view}" if view else place
                self.grab(name)
                if self.choose():
                    self.grab(f"{name}-chosen")
                if dialogs:
                    self.press_everything(name)
        (self.folder / "times.txt").write_text("\n".join(self.figures) + "\n")

    def views(self) -> Iterator[str]:
        """Turns from one view of the page to the next."""
        switch = getattr(self.page, "switch", None)
        if not isinstance(switch, QTabBar):
            yield ""
            return
        for place in range(switch.count()):
            switch.setCurrentIndex(place)
            self.rest()
            yield switch.tabText(place).lower().replace(" ", "-").replace("/", "-")

    def choose(self) -> bool:
        """The first record of what is shown."""
        for table in self.page.findChildren(QTableView):
            if table.isVisible() and table.model() is not None and table.model().rowCount():
                table.setFocus(Qt.FocusReason.TabFocusReason)
                table.setCurrentIndex(table.model().index(0, 0))
                self.page.open_inspector()  # type: ignore[attr-defined]
                self.rest()
                return True
        for listed in self.page.findChildren(QAbstractItemView):
            if listed.isVisible() and listed.objectName().endswith("list") and listed.model().rowCount():
                listed.setCurrentIndex(listed.model().index(0, 0))
                self.rest()
                return True
        return False

    def press_everything(self, name: str) -> None:
        """Each button of the page and of the top bar once, by its object name; what opens is pictured and closed."""
        place = self.parts.program.frame.place  # type: ignore[union-attr]
        for button in self.buttons():
            named = self.parts.window.findChildren(Button, button)
            found = next((one for one in named if one.isVisible() or button in self.tucked()), None)
            if found is None or not found.isEnabled():
                continue
            found.click()
            self.rest()
            for number, dialog in enumerate(self.dialogs()):
                self.grab(f"{name}--{button}{number or ''}", dialog)
            for popover in self.parts.window.findChildren(Popover):
                if popover.isVisible():
                    self.grab(f"{name}--{button}")
                    popover.close()
            while self.dialogs():
                self.dialogs()[-1].reject()
                self.rest()
            if self.parts.program.frame is None:
                raise SystemExit(f"{button} locked the window")
            if self.parts.program.frame.place != place:
                self.parts.program.navigate(place, "")
                self.rest()

    def buttons(self) -> list[str]:
        places = (self.parts.program.frame.top, self.page)  # type: ignore[union-attr]
        found = [one for place in places for one in place.findChildren(Button) if one.isVisible() and one.isEnabled()]
        names = [one.objectName() for one in found if one.objectName() not in PASSED_BY] + self.tucked()
        return [name for name in dict.fromkeys(names) if not name.startswith("task-") or name == "task-0-go"]

    def tucked(self) -> list[str]:
        """What stands in the top bar's menu."""
        return [one.objectName() for one in tucked(self.page.offered())]  # type: ignore[attr-defined]

    def dialogs(self) -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog | QMenu) and one.isVisible()]

    def rest(self) -> None:
        """Until the store has answered everything that was asked."""
        for _ in range(3):
            if self.parts.jobs.is_open:
                answered: list[object] = []
                self.parts.jobs.read(lambda site: site.name, answered.append)
                until(lambda answered=answered: answered, "the store")
            settle()

    def grab(self, name: str, what: QWidget | None = None) -> None:
        (what or self.parts.window).grab().save(str(self.folder / f"{name}.png"))


def enrol(folder: Path, clock: SystemClock, login: str) -> tuple[str, bytes]:
    """Passphrase and seed of somebody of the demonstration, who gets a phone for it."""
    known = demonstration_factors(Layout(folder), clock)
    if login == known.login:
        return known.passphrase, known.seed
    site = Site.of(open_workspace(folder, known.login, known.passphrase, known.code, clock=clock))
    seed = new_seed()
    try:
        user = site.store.users.find(login)
        assert user is not None
        re_enrol(site.session, user.id, WORDS, "A phone for the survey", seed, kdf=Kdf.floor(), duties=PROVEN)
    finally:
        site.close()
    return WORDS, seed


def unlock(parts: Parts, folder: Path, login: str, passphrase: str, seed: bytes, survey: Survey) -> None:
    """Through the form, as a person does."""
    parts.start(WindowOptions(workspace=folder))
    parts.window.show()
    form = parts.gate.unlock
    until(lambda: form.keyring.text() or form.notice.text, "the keyring's state")
    settle()
    survey.grab("unlock")
    if form.person.value() != login:
        form.person.choose(login)
    form.passphrase.setText(passphrase)
    form.code.setText(code_at(seed, parts.clock.now()))
    survey.grab("unlock-filled")
    form.unlock.click()
    until(lambda: parts.program.frame is not None or form.notice.text, "unlocking")
    frame = parts.program.frame
    assert frame is not None, form.notice.text
    until(lambda: frame.rail.site.text(), "the frame")


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("folder", type=Path)
    given.add_argument("--as", dest="login", default="zoe")
    given.add_argument("--size", default="1440x900")
    given.add_argument("--scale", type=float, default=1.0)
    given.add_argument("--dark", action="store_true")
    given.add_argument("--rtl", action="store_true")
    given.add_argument("--pages", default="")
    given.add_argument("--no-dialogs", dest="dialogs", action="store_false")
    asked = given.parse_args()
    app = QApplication(["siteward"])
    if asked.rtl:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    clock, preferences = SystemClock(), Preferences(None)
    preferences.appearance, preferences.scale = "dark" if asked.dark else "light", asked.scale
    with tempfile.TemporaryDirectory() as place:
        made = make(Path(place) / "demonstration", 42, clock)
        passphrase, seed = enrol(made.folder, clock, asked.login)
        parts = Parts(clock, preferences)
        survey = Survey(parts, asked.folder)
        parts.window.resize(QSize(*map(int, asked.size.split("x"))))
        unlock(parts, made.folder, asked.login, passphrase, seed, survey)
        known = list(parts.program.frame.rail.list.keys())  # type: ignore[union-attr]
        survey.walk(asked.pages.split(",") if asked.pages else known, asked.dialogs)
        parts.window.close()
        settle()
        parts.shut_down()
    return 0


if __name__ == "__main__":
    sys.exit(main())
