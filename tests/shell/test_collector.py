"""What Qt made in the window's thread is taken away in that thread, however busy the others are."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from db import collector as holding
from desktop.collector import WindowCollector


class Leftover(QObject):
    """Nobody holds it but itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.clock = QTimer(self)
        self.clock.start(1000)


def busy(kept: list[list[int]]) -> None:
    """Enough new objects for several looks through everything."""
    kept += ([number] for number in range(200_000))


@pytest.mark.requirement("USE-2")
def test_only_the_window_s_thread_takes_qt_s_objects_away(app: QApplication) -> None:
    ended_in: list[str] = []
    kept: list[list[int]] = []
    window = QObject()
    collector = WindowCollector(window)
    gc.collect()
    collector.start()
    try:
        weakref.finalize(Leftover(), lambda: ended_in.append(threading.current_thread().name))
        worker = threading.Thread(target=busy, args=(kept,), name="worker")
        worker.start()
        worker.join()
        assert ended_in == [], "not where it was not made"
        with holding.paused():
            collector.look()
            assert ended_in == [], "not while somebody holds it off"
        assert not gc.isenabled()
        collector.look()
        assert ended_in == [threading.main_thread().name]
    finally:
        collector.stop()
    assert gc.isenabled()
