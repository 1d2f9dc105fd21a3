"""Why PySide6-Essentials is pinned: 6.12.0 loses a reference to True at each emit and dies after some thousand.

The day this passes on a newer version, the pin may move.
"""

from __future__ import annotations

import subprocess
import sys

EMITS = """
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
class Sender(QObject):
    said = Signal(bool)
    def event(self, event):
        return None or super().event(event)
app = QCoreApplication([])
sender, heard = Sender(), []
sender.said.connect(lambda yes: heard.append(yes))
for n in range(5000):
    sender.said.emit(True)
    QCoreApplication.sendEvent(sender, QEvent(QEvent.Type.User))
assert len(heard) == 5000
print("5000 heard")
"""


def test_five_thousand_signals_leave_the_interpreter_alive() -> None:
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "5000 heard"), done.stderr
