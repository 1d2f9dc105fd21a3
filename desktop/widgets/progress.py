"""Long work, shown beside what a person goes on doing: how far, how many, and a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Text
from desktop.widgets.theme import theme


class Bar(QProgressBar):
    """A thin bar; ``ink`` names the token it fills with."""

    def __init__(self, spoken: str, ink: str = "accent", parent: QWidget | None = None, *, thick: int = 6) -> None:
        super().__init__(parent)
        self._ink, self._thick = ink, thick
        self.setAccessibleName(spoken)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def set_ink(self, ink: str) -> None:
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(94, self._thick)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._thick)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, box.height() / 2, tokens.track)
        span = max(1, self.maximum() - self.minimum())
        part = (self.value() - self.minimum()) / span
        if part > 0:
            filled = QRectF(box)
            filled.setWidth(max(box.height(), box.width() * min(1.0, part)))
            if self.layoutDirection().name == "RightToLeft":
                filled.moveRight(box.right())
            draw_box(painter, filled, box.height() / 2, tokens[self._ink])


class ProgressSheet(Sheet):
    """A sheet for one piece of long work. ``cancelled`` when the person stops it."""

    cancelled = Signal()

    def __init__(self, title: str, name: str = "progress", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.title = Text(title, Type.STRONG)
        self.count = Text("", Type.META, "ink2")
        self.bar = Bar(title)
        self.bar.setRange(0, 1000)
        self.stop = Button(self.tr("Cancel"), "plain", f"{name}-cancel", small=True)
        self.stop.setAccessibleName(self.tr("Cancel: {0}").format(title))
        self.stop.clicked.connect(self._stop)
        words = QVBoxLayout()
        words.setSpacing(5)
        words.addWidget(self.title)
        words.addWidget(self.bar)
        words.addWidget(self.count)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.stop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: int, of: int) -> None:
        """How far it is; ``of`` 0 while nobody knows."""
        self.bar.setValue(round(1000 * done / of) if of else 0)
        self.count.setText(self.tr("{0} of {1}").format(f"{done:,}", f"{of:,}") if of else "")

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.count.setText(self.tr("Stopping; nothing is left half done."))
        self.cancelled.emit()
