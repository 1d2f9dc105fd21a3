"""The line at the bottom: what bears witness. The trail and its head, when it was verified, backup, drill, clock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import NO_PEN, draw_line
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

HEIGHT = 28  # px at 100 %


class _Dot(QWidget):
    """Green while nothing is known against the trail, red after a finding; the words beside it say which."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tone = "ok"
        self.setFixedSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(NO_PEN)
        painter.setBrush(theme().tokens[self.tone])
        painter.drawEllipse(QRectF(0.5, 0.5, 7, 7))


class StatusLine(QWidget):
    """Shows what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dot = _Dot(self)
        self.trail = Text("", Type.META, "ink2", self)
        self.backup = Text("", Type.META, "ink2", self)
        self.clock = Text("", Type.META, "ink2", self)
        self.note = Text("", Type.META, "ink2", self)
        self.time = Text("", Type.META, "ink2", self)
        for widget, name in (
            (self.trail, "trail"),
            (self.backup, "backup"),
            (self.clock, "clock"),
            (self.note, "note"),
            (self.time, "time"),
        ):
            widget.setObjectName(f"status-{name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(18)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.trail)
        row.addLayout(first)
        row.addWidget(self.backup)
        row.addWidget(self.clock)
        row.addWidget(self.note)
        row.addStretch(1)
        row.addWidget(self.time)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_trail(self, words: str, good: bool) -> None:
        self.trail.setText(words)
        self.trail.set_ink("ink2" if good else "late")
        self.dot.tone = "ok" if good else "late"
        self.dot.update()

    def show_backup(self, words: str, good: bool) -> None:
        self.backup.setText(words)
        self.backup.set_ink("ink2" if good else "late")

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_line(QPainter(self), QPointF(0, 0), QPointF(self.width(), 0), theme().tokens.line)

    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(HEIGHT))
        self.update()


def trail_words(template: str, entries: int, head: str, verified: str) -> str:
    """“Trail 12,408 entries · head 9f3c…21ab · verified 18:31” by a translated ``template``."""
    return template.format(entries=f"{entries:,}", head=f"{head[:4]}…{head[-4:]}", verified=verified)
