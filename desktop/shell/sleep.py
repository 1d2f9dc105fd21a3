"""The computer is about to sleep, as logind says it on Linux before it does: what waits for the first tick after
waking would show the records for up to a second (UNL-8). Elsewhere, and without logind, the tick alone notices."""

from __future__ import annotations

import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot

SERVICE, PATH, INTERFACE = "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"


class SleepWatch(QObject):
    """Emits ``falling_asleep`` before the computer sleeps."""

    falling_asleep = Signal()

    def listen(self) -> bool:
        """Whether somebody will tell. Loads a library: not to be called before the first page is painted."""
        if not sys.platform.startswith("linux"):
            return False
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return False
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return False
        told = SLOT("_told(bool)")  # the stubs ask for bytes, of which the library takes none
        return bool(bus.connect(SERVICE, PATH, INTERFACE, "PrepareForSleep", self, told))  # type: ignore[call-overload]

    @Slot(bool)
    def _told(self, falling_asleep: bool) -> None:
        """The same signal comes with false after waking."""
        if falling_asleep:
            self.falling_asleep.emit()
