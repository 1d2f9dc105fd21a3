"""The composition root: makes the parts and puts them together. Nothing else knows all of them.

The window must paint within twice the time of an empty one, so what only pages need (the database, reports,
spreadsheets, the keyring) is imported when somebody has something to do with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from db.clock import Clock, SystemClock
from desktop.backup_runs import BackupRuns
from desktop.collector import WindowCollector
from desktop.jobs import Jobs
from desktop.preferences import Preferences
from desktop.shell.program import Program, Rooms
from desktop.shell.window import Window
from desktop.unlock.backstage import Backstage
from desktop.unlock.gate import Gate
from desktop.widgets.theme import theme

if TYPE_CHECKING:
    from db.site import Site
    from desktop.shell.matching import Offer
    from desktop.shell.places import Count, Place
    from desktop.widgets.prompts import Prompts


@dataclass(frozen=True)
class WindowOptions:
    """``demo``: a demonstration site made afresh; ``workspace``: unlock this one; ``offscreen``: no display."""

    demo: bool = False
    workspace: Path | None = None
    offscreen: bool = False


def options_of(arguments: Sequence[str]) -> WindowOptions:
    """From the words after the program's name: ``--demo``, ``--workspace DIR``, ``--offscreen``."""
    words = list(arguments)
    folder = None
    if "--workspace" in words and words.index("--workspace") + 1 < len(words):
        folder = Path(words[words.index("--workspace") + 1])
    return WindowOptions("--demo" in words, folder, "--offscreen" in words)


class Parts:
    """The parts of one running program, for the event loop and for tests."""

    def __init__(self, clock: Clock, preferences: Preferences, backstage: Backstage | None = None) -> None:
        """``backstage`` only where a test brings its own."""
        look = theme()
        look.use(preferences.appearance, preferences.scale)
        self.clock, self.preferences = clock, preferences
        self.window = Window()
        self.collector = WindowCollector(self.window)
        self.collector.start()
        self.jobs = Jobs(self.window)
        self.backups = BackupRuns(self.jobs, self.window)
        self.backstage = backstage or Backstage(clock)
        self.gate = Gate(self.jobs, self.backstage, preferences, lambda: self.prompts, clock)
        self.window.set_gate(self.gate)
        rooms = Rooms(self._places, self._bring_in, self._export, _counts, self._verify, _records)
        self.program = Program(self.window, self.gate, self.jobs, preferences, lambda: self.prompts, clock, rooms)
        preferences.on_change = self._preferred

    @cached_property
    def prompts(self) -> Prompts:
        """The only way to put a question in front of the window."""
        from desktop.widgets.prompts import Prompts

        return Prompts(self.window)

    def start(self, options: WindowOptions) -> None:
        """Show the first thing: the workspace named, else the last one, else the welcome."""
        folder = options.workspace or self.preferences.workspace
        if options.demo:
            self.gate.show_welcome()
            QTimer.singleShot(0, self.gate, lambda: self.gate.make_demonstration())
        elif folder is not None and (options.workspace is not None or folder.is_dir()):
            self.gate.show_unlock(folder)
        else:
            self.gate.show_welcome()

    def shut_down(self) -> None:
        self.jobs.shut_down()
        self.collector.stop()

    def _places(self, user: str) -> Sequence[Place]:
        from desktop.places import places

        return places(self, user)

    def _bring_in(self, register: str) -> None:
        from desktop.places import bring_in

        bring_in(self, register)

    def _export(self, kind: str, given: Mapping[str, object]) -> None:
        from desktop.places import export

        export(self, kind, given)

    def _verify(self, path: Path, parent: QWidget) -> object:
        from desktop.verify.dialog import VerdictDialog

        dialog = VerdictDialog(self.jobs, path, parent)
        dialog.open()
        return dialog

    def _preferred(self) -> None:
        look = theme()
        if (look.mode, look.scale) != (self.preferences.appearance, self.preferences.scale):
            look.use(self.preferences.appearance, self.preferences.scale)


def _counts() -> Callable[[Site], Mapping[str, Count]]:
    from desktop.places import counts

    return counts


def _records() -> Callable[[Site, str], tuple[Offer, ...]]:
    from desktop.finding import find_records

    return find_records


def run_window(arguments: Sequence[str]) -> int:
    """The window, until it is closed. Exit code 0; 2 where there is no display to show it on."""
    options = options_of(arguments)
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not has_display():
        sys.stderr.write(
            "siteward: there is no display here. Use a command (--help lists them), or a screen with Xvfb.\n"
        )
        return 2
    app = QApplication(["siteward"])
    app.setApplicationName("Siteward")
    app.setDesktopFileName("siteward")
    parts = Parts(SystemClock(), Preferences.of_this_account())
    parts.start(options)
    parts.window.show()
    code = app.exec()
    parts.shut_down()
    return code


def has_display() -> bool:
    """Whether a window can be shown: Qt aborts the process where it cannot."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
