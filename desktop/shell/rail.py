"""The rail: where one is and what else there is; the site above, the person below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.shell.keycap import KeyCap
from desktop.shell.places import Place
from desktop.shell.rail_list import RailList
from desktop.shell.wordmark import Wordmark
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_line
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

WIDTH = 212  # px at 100 %


class Rail(QWidget):
    """Paints its ground and lines; the list in its middle is the navigation."""

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = RailList(places, self)
        self.site = Text("", Type.META, "ink2", self, wrap=True)
        self.facts = Text("", Type.META, "ink2", self)
        self.person = Text("", Type.LABEL, "ink1", self)
        self.role = Text("", Type.SMALL, "ink2", self)
        self.lock_words = Text("", Type.SMALL, "ink2", self)
        self.lock = KeyCap("Ctrl L", self.tr("Lock now"), "lock_now", self)
        self._head = QWidget(self)
        self._foot = QWidget(self)
        self._lay_out()
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_person(self, name: str, role: str) -> None:
        self.person.setText(name)
        self.role.setText(role)

    def set_lock_minutes(self, minutes: int) -> None:
        self.lock_words.setText(self.tr("Locks after {n} min ·").format(n=minutes))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.fillRect(self.rect(), tokens.rail)
        for y in (self._head.geometry().bottom(), self._foot.geometry().top()):
            draw_line(painter, QPointF(10, y), QPointF(self.width() - 10, y), tokens.line)
        edge = 0 if self.isRightToLeft() else self.width() - 1
        draw_line(painter, QPointF(edge, 0), QPointF(edge, self.height()), tokens.line)

    def _lay_out(self) -> None:
        head = QVBoxLayout(self._head)
        head.setContentsMargins(18, 14, 12, 12)
        head.setSpacing(2)
        head.addWidget(Wordmark(14, self._head))
        head.addSpacing(7)
        head.addWidget(self.site)
        head.addWidget(self.facts)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(18, 9, 12, 8)
        foot.setSpacing(1)
        foot.addWidget(self.person)
        foot.addWidget(self.role)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.lock_words)
        row.addWidget(self.lock)
        row.addStretch(1)
        foot.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        middle = QVBoxLayout()
        middle.setContentsMargins(9, 9, 9, 6)
        middle.addWidget(self.list)
        whole.addLayout(middle, 1)
        whole.addWidget(self._foot)

    def _restyle(self) -> None:
        self.setFixedWidth(theme().px(WIDTH))
        self.update()

    def focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
