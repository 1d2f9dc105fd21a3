"""A line across the top for what must be seen on every page: a demonstration site, failed tries, findings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.buttons import IconButton, LinkButton
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_line
from desktop.widgets.text import Em, Sentence
from desktop.widgets.theme import theme


class Strip(QWidget):
    """``tone``: late, soon or planned. ``closable`` ones have a cross; ``asked`` follows its link."""

    asked = Signal()

    def __init__(
        self, name: str, what: str, rest: str = "", tone: str = "planned", *, link: str = "", closable: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._tone = tone
        self.words = Sentence((Em(what, tone), f"  {rest}" if rest else ""), Type.LABEL, "ink1")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(14)
        row.addWidget(self.words, 1)
        if link:
            button = LinkButton(link, f"{name}-link", Type.LABEL)
            button.clicked.connect(self.asked)
            row.addWidget(button)
        if closable:
            cross = IconButton("close", self.tr("Put this away"), f"{name}-close")
            cross.clicked.connect(self.hide)
            row.addWidget(cross)
        theme().changed.connect(self.update)
        if tone == "late":
            QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.fillRect(self.rect(), tokens[f"{self._tone}_ground"])
        y = self.height() - 1
        draw_line(painter, QPointF(0, y), QPointF(self.width(), y), tokens.line)
