"""The first paint waits for nothing that only the work needs."""

from __future__ import annotations

import os
import subprocess
import sys

LATE = (
    "keyring", "reportlab", "pyhanko", "sqlcipher3", "cryptography", "desktop.exchange", "desktop.reports", "db.site",
)  # fmt: skip
CODE = f"""
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from db.clock import SystemClock
from desktop.app import Parts, WindowOptions
from desktop.preferences import Preferences
parts = Parts(SystemClock(), Preferences(None))
parts.gate.unlock.show()
parts.window.grab()
print([name for name in {LATE!r} if name in sys.modules])
import os
os._exit(0)
"""


def test_nothing_heavy_is_imported_before_the_window_paints() -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, env=env, check=True, timeout=60)
    assert run.stdout.strip() == "[]"


def test_without_a_display_the_program_says_so() -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in screens}
    code = "from desktop.app import run_window; import sys; sys.exit(run_window([]))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False, timeout=60)
    if sys.platform == "linux":
        assert run.returncode == 2 and "no display" in run.stderr
