"""The window: the gate before the work, the frame during it, and the way between the two. Wires, decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.shell.wordmark import NAME
from desktop.widgets.focus import FocusRing

FIRST_SIZE, LEAST_SIZE = QSize(1440, 900), QSize(900, 600)
FRAME = QSize(0, 36)  # what a window manager may put around it


class Window(QMainWindow):
    """``dropped(Path)`` for a PDF let fall on it; ``closing`` once, before the program ends; ``lock_asked`` by the
    lock's keys in a dialog."""

    dropped = Signal(Path)
    closing = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(NAME)
        self.setMinimumSize(LEAST_SIZE)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() - FRAME))
        self.setAcceptDrops(True)
        self._stack = QStackedWidget(self)
        self.setCentralWidget(self._stack)
        self._ring = FocusRing(self)
        self._gate: QWidget | None = None
        self._frame: QWidget | None = None
        self.may_close: Callable[[], bool] = lambda: True  # False once it asks before something is lost

    def set_gate(self, gate: QWidget) -> None:
        """What is shown while nothing is open."""
        self._gate = gate
        self._stack.addWidget(gate)
        self._stack.setCurrentWidget(gate)

    def show_gate(self) -> None:
        """Hide what was open; its widgets go for good."""
        assert self._gate is not None
        self._stack.setCurrentWidget(self._gate)
        frame, self._frame = self._frame, None
        if frame is not None:
            self._stack.removeWidget(frame)
            frame.hide()
            frame.setParent(None)
            frame.deleteLater()

    def show_frame(self, frame: QWidget) -> None:
        self._frame = frame
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)

    def add_keys(self, keys: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Shortcuts of the whole window."""
        for sequence, do in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(do)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


def dropped_file(event: QDropEvent) -> Path | None:
    """The one file that can be verified here: a PDF or an exported trail."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in (".pdf", ".jsonl") else None
