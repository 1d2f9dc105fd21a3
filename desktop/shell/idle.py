"""When to lock by itself: nobody touched the window for a while, or the computer slept (UNL-8).

Knows nothing of workspaces; it says ``due`` and somebody else locks.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTouchEvent,
    QWheelEvent,
    QWindow,
)

from db.clock import Clock
from desktop.shell.sleep import SleepWatch

TICK = 1000  # ms
LISTEN_AFTER = 3000  # ms; the first page is painted by then
SLEPT = timedelta(seconds=30)  # a tick this late means that the computer slept or its clock was moved
# by class and not by type: asking for QEvent.Type builds that large enumeration, which the start would wait for
_TOUCHES = (QKeyEvent, QMouseEvent, QWheelEvent, QTouchEvent, QInputMethodEvent, QDropEvent)


class IdleWatch(QObject):
    """Emits ``due`` with the reason ("inactivity" or "suspend"); silent until started."""

    due = Signal(str)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = timedelta(minutes=10)
        self._touched = self._ticked = clock.now()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        self._sleep = SleepWatch(self)
        self._sleep.falling_asleep.connect(self._falls_asleep)
        self._listening = False

    def start(self, minutes: float) -> None:
        """Watch from now on; ``minutes`` without a touch and it is due."""
        self._limit = timedelta(minutes=minutes)
        self._touched = self._ticked = self._clock.now()
        if not self._timer.isActive():
            app = QGuiApplication.instance()
            if isinstance(app, QGuiApplication):
                app.applicationStateChanged.connect(self._state_changed)
                app.focusWindowChanged.connect(self._watch)
                self._watch(app.focusWindow())
            self._timer.start()
            QTimer.singleShot(LISTEN_AFTER, self, self._listen)

    def _listen(self) -> None:
        self._listening = self._listening or self._sleep.listen()

    def _falls_asleep(self) -> None:
        if self._timer.isActive():
            self.due.emit("suspend")

    def stop(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            app = QGuiApplication.instance()
            if isinstance(app, QGuiApplication):
                app.applicationStateChanged.disconnect(self._state_changed)
                app.focusWindowChanged.disconnect(self._watch)

    @property
    def left(self) -> timedelta:
        """How long until it is due if nothing happens."""
        return self._touched + self._limit - self._clock.now()

    def tick(self) -> None:
        """Look at the clock; called by the timer, and by tests."""
        if not self._timer.isActive():
            return
        now: datetime = self._clock.now()
        since, self._ticked = now - self._ticked, now
        if since > SLEPT or since < -SLEPT:
            self.due.emit("suspend")
        elif self.left <= timedelta(0):
            self.due.emit("inactivity")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, _TOUCHES):
            self._touched = self._clock.now()
        return False

    def _watch(self, window: QWindow | None) -> None:
        """Native windows get each key and mouse event once; watching the whole application costs frames."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended:
            self.due.emit("suspend")
