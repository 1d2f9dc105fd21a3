"""The one narrow column in the middle of an empty window, in which everything before the work happens."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.paint import draw_line
from desktop.widgets.theme import theme


class Rule(QWidget):
    """A thin line across; while work goes on a short bright piece runs along it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(3)
        self._busy = False
        self._at = 0.0
        self._timer = 0

    def set_busy(self, busy: bool) -> None:
        """Show, or stop showing, that something is being worked on."""
        self._busy = busy
        if busy and not self._timer:
            self._at = 0.0
            self._timer = self.startTimer(33)
        elif not busy and self._timer:
            self.killTimer(self._timer)
            self._timer = 0
        self.update()

    def timerEvent(self, event: object) -> None:
        self._at = (self._at + 0.022) % 1.3
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        draw_line(painter, QPointF(0, 1), QPointF(self.width(), 1), tokens.line)
        if self._busy:
            start, stop = max(0.0, self._at - 0.3) * self.width(), min(1.0, self._at) * self.width()
            if self.isRightToLeft():
                start, stop = self.width() - stop, self.width() - start
            painter.fillRect(int(start), 0, max(0, int(stop - start)), 3, tokens.accent)


class Column(QScrollArea):
    """``body`` is where things go; it is as wide as ``width`` px at 100 % and scrolls when the window is low."""

    def __init__(self, width: int = 420, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewport(QWidget())  # asked for its own one, Qt for Python first makes a type of every widget: 25 ms
        self.viewport().setAutoFillBackground(False)
        host = QWidget()
        host.setAutoFillBackground(False)
        outer = QHBoxLayout(host)
        outer.setContentsMargins(24, 24, 24, 24)
        self._inner = QWidget(host)
        outer.addStretch(1)
        outer.addWidget(self._inner)
        outer.addStretch(1)
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        rows.addLayout(self.body)
        rows.addStretch(1)
        self.setWidget(host)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._inner.setFixedWidth(theme().px(self._width))
