"""The line at the bottom: what bears witness. The trail and its head, when it was verified, backup, drill, clock."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import NO_PEN, draw_line
from desktop.widgets.text import LineText, Text
from desktop.widgets.theme import theme

HEIGHT = 28  # px at 100 %
SHOWN_FOR = 8_000  # ms that the words about a write stand there


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


class _Witness(LineText):
    """As wide as its words; where there is no room for all of them it ends in …, and the tool tip has the rest."""

    def __init__(self, text: str, kind: Type, ink: str, parent: QWidget) -> None:
        super().__init__(text, kind, ink, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0 if not self.text() else theme().px(40), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(2, 0)  # the painted words, measured in fractions, may need one more


class StatusLine(QWidget):
    """Shows what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dot = _Dot(self)
        self.trail, self.backup, self.clock, self.note = (_Witness("", Type.META, "ink2", self) for _ in range(4))
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
        self.time.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._said = self._entries = ""
        self._while = QTimer(self)
        self._while.setSingleShot(True)
        self._while.setInterval(SHOWN_FOR)
        self._while.timeout.connect(lambda: self._show_note("", ""))
        theme().changed.connect(self._restyle)
        self._restyle()

    def say(self, words: str) -> None:
        """What was just done, for a while."""
        self._show_note(words, self._entries)

    def show_saved(self, first: int, last: int) -> None:
        """That a write is on the trail, and where, for a while."""
        template = self.tr("Entry {last} of the trail.") if first == last else self.tr("Entries {first}–{last}.")
        self._show_note(self._said or self.tr("Saved."), template.format(first=f"{first:,}", last=f"{last:,}"))

    def _show_note(self, said: str, entries: str) -> None:
        self._said, self._entries = said, entries
        words = " ".join(filter(None, (said, entries)))
        self.note.setText(words)
        if words:
            self._while.start()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.note, words))

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
