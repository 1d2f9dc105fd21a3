"""What a person without a mouse or without eyes meets in a window: who takes the focus, what it is called."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.shell.window import Window
from desktop.widgets.popover import Popover
from tests.window_driver import until


def nameless(root: QWidget) -> list[str]:
    """Focusable, visible widgets without object name or without anything a screen reader could say."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisibleTo(root) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.objectName().startswith("qt_") or widget.focusProxy() is not None:
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        spoken = face.text(QAccessible.Text.Name) if face is not None else ""
        if not widget.objectName() or not spoken:
            found.append(f"{type(widget).__name__} “{widget.objectName()}” says “{spoken}” in {parents(widget)}")
    return found


def parents(widget: QWidget) -> str:
    names, step = [], widget.parentWidget()
    while step is not None and len(names) < 4:
        names.append(step.objectName() or type(step).__name__)
        step = step.parentWidget()
    return " < ".join(names)


def unreached(root: QWidget) -> list[str]:
    """Visible widgets that take the focus by Tab and that no walk with Tab comes to."""
    wanted = {
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.visibleRegion().isEmpty()
    }
    root.raise_()
    root.activateWindow()
    until(root.isActiveWindow, "the window being active again")
    for _ in range(2 * len(wanted) + 20):
        widget = QApplication.focusWidget()
        if widget is None:
            break
        wanted.discard(widget)
        if not wanted:
            break
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return [f"{type(widget).__name__} “{widget.objectName()}” in {parents(widget)}" for widget in wanted]


class StrayWindows(QObject):
    """Names what was shown as a window of its own and is none: a widget made visible before it had a place flashes up
    on its own and takes the keyboard from the window."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, QDialog | QMenu | Popover | Window):
            self.found.append(f"a window of its own: {type(watched).__name__} “{watched.objectName()}”")
        return False
