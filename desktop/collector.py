"""Python's cycle collector, on the window's thread only.

By itself it runs in whichever thread happens to make an object, and takes away there what it finds: widgets and timers
too. Qt lets those be taken away in their own thread alone; elsewhere the program can crash or stand still.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

from db import collector

LOOK_EVERY = 200  # ms
SHARE = 50  # looking through everything takes at most one part in so many of the time


class WindowCollector(QObject):
    """From its start to its stop cycles are looked for here, at the thresholds the interpreter goes by."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._whole_after = 0.0  # on the monotonic clock

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """From now on wherever Python wants to again: no other thread may be at work any more."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Look through as many generations as are due."""
        counts, limits = gc.get_count(), gc.get_threshold()
        if collector.is_held() or counts[0] <= limits[0]:
            return
        began = time.monotonic()
        if counts[2] > limits[2] and began >= self._whole_after:
            gc.collect()
            now = time.monotonic()
            self._whole_after = now + SHARE * (now - began)
        else:
            gc.collect(1 if counts[1] > limits[1] else 0)
