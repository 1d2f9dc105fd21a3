"""What every test of the window leans on: one application, a handler that lets no Qt warning pass, waiting without
sleeping, and the walk over all widgets that somebody with a screen reader takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.theme import theme

W = TypeVar("W", bound=QWidget)
OF_THE_PLATFORM = ("This plugin does not support",)  # said by the offscreen platform of itself
SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


def application() -> QApplication:
    """The one application of the process, with the program's theme."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # without a display Qt aborts the process
    app = QApplication.instance() or QApplication(["siteward-tests"])
    assert isinstance(app, QApplication)
    theme()
    return app


def no_warnings() -> Iterator[list[str]]:
    """For a fixture: fails the test in which Qt warned of anything, and closes what it left open."""
    said: list[str] = []

    def take(kind: QtMsgType, _context: object, message: str) -> None:
        if kind in SERIOUS and not message.startswith(OF_THE_PLATFORM):
            said.append(message)

    before = qInstallMessageHandler(take)
    try:
        yield said
        for widget in QApplication.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        process()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    finally:
        qInstallMessageHandler(before)
    assert not said, f"Qt warned: {said}"


def process(rounds: int = 5) -> None:
    """Let everything that is due happen."""
    for _ in range(rounds):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def until(condition: Callable[[], object], what: str = "", seconds: float = 20) -> None:
    """Wait for a condition, letting events happen."""
    timer = QElapsedTimer()
    timer.start()
    while not condition():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        assert timer.elapsed() < seconds * 1000, f"waited in vain for {what or condition}"


def find(kind: type[W], name: str, inside: QWidget | None = None) -> W:
    """The visible widget of that object name, in ``inside`` or any window."""
    roots = [inside] if inside is not None else QApplication.topLevelWidgets()
    for root in roots:
        held = [root] if isinstance(root, kind) and root.objectName() == name else []
        for widget in (*held, *root.findChildren(kind, name)):
            if widget.isVisible():
                return widget
    raise AssertionError(f"there is no visible {kind.__name__} “{name}”")


def focusable(window: QWidget) -> list[QWidget]:
    """Everything visible in the window that Tab can reach."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface is not None else ""


def nameless(window: QWidget) -> list[str]:
    """Focusable widgets without a name."""
    return [
        f"{type(widget).__name__} “{widget.objectName()}”"
        for widget in focusable(window)
        if not spoken_name(widget).strip() and widget.focusProxy() is None
    ]


def type_into(widget: QWidget, text: str) -> None:
    """Key by key."""
    widget.setFocus()
    QTest.keyClicks(widget, text)
