"""Start to the painted unlock window, and a code's unlocking to the painted home page (design section 9)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.bar import Bar, seconds, side_by_side

TOP = Path(__file__).parents[2]
EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.show()
app.exec()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.app import Parts, WindowOptions
from desktop.preferences import Preferences
from db.clock import SystemClock
app = QApplication([])
parts = Parts(SystemClock(), Preferences(None))
parts.start(WindowOptions(workspace=Path(sys.argv[1])))
parts.window.show()
parts.window.grab()
import os
os._exit(0)
"""


def bars() -> Iterator[Bar]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.people_at_site import make_house

    with tempfile.TemporaryDirectory() as place:
        house = make_house(Path(place))
        # the bytecode is there, as packaging/bootstrap.py leaves it
        subprocess.run([sys.executable, "-m", "compileall", "-q", "db", "desktop", "resources"], cwd=TOP, check=True)
        floor, ours = side_by_side(lambda: _process(EMPTY), lambda: _process(OURS, str(house.folder)), 10)
        yield Bar(
            "start to unlock window", ours, "s", floor, "a process showing an empty QMainWindow", times=2,
        )  # fmt: skip
    yield _unlocking()


def _process(script: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", script, *arguments], cwd=TOP, check=True, capture_output=True)


def _unlocking() -> Bar:
    """With the slot's standard parameters, which is what the floor is made of too."""
    from PySide6.QtWidgets import QApplication

    from db.clock import SetClock
    from db.randomness import token
    from db.vault.derivation import Kdf, argon2id
    from db.workspace.create import NewWorkspace, create_workspace
    from desktop.app import Parts
    from desktop.preferences import Preferences
    from desktop.unlock.backstage import Backstage
    from tests.people_at_site import MORNING, PASSPHRASE, House, Person
    from tests.window_driver import Screen, settle, until

    app = QApplication.instance() or QApplication([])
    kdf = Kdf.standard()
    with tempfile.TemporaryDirectory() as place:
        clock = SetClock(MORNING)
        zoe = Person("zoe", clock)
        new = NewWorkspace("Klinikum Nord", "Zoë Brandt", "zoe", PASSPHRASE, zoe.seed, demonstration=True)
        house = House(create_workspace(Path(place) / "nord", new, clock=clock), zoe, clock)
        best = float("inf")
        for _ in range(3):
            parts = Parts(clock, Preferences(None), Backstage(clock))
            screen = Screen(parts, house)
            screen.open_gate()
            screen.give_factors()
            begun = time.perf_counter()
            screen.click("unlock-button")
            until(lambda parts=parts: parts.program.frame is not None, "unlocking")  # type: ignore[misc]
            parts.window.grab()
            best = min(best, time.perf_counter() - begun)
            settle()
            parts.window.close()
            settle()
            parts.shut_down()
    floor = seconds(lambda: argon2id(PASSPHRASE.encode(), token(16), kdf), 5)
    del app
    return Bar("unlock to painted home page", best, "s", floor=floor, floor_name="one Argon2id", times=1.5)
