"""The open ones as a board: a column for each step, the most urgent on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from db.capa import machine
from db.capa.records import Capa
from desktop.capa.drawing import wrapped
from desktop.capa.words import said, state_of, step_word
from desktop.widgets.dates import show_date
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.states import draw_sign
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

MOST = 30
"""Cards to a column; the rest stands in the list."""


class Card(QAbstractButton):
    """One CAPA."""

    def __init__(self, one: Capa) -> None:
        super().__init__()
        self.one = one
        self.setObjectName(f"capa-card-{one.id}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        due = f", {said('due')} {show_date(one.due)}" if one.due else ""
        self.setAccessibleName(f"{one.number}: {one.title}, {one.owner}, {said(one.status)}{due}")
        self.setToolTip(one.title)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(92))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(110), theme().px(92))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens, one = theme(), theme().tokens, self.one
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        box = QRectF(self.rect())
        draw_box(painter, box, 7, tokens.hover if self.underMouse() else tokens.sheet, tokens.line)
        inside = box.adjusted(10, look.px(7), -8, -look.px(6))
        line = look.px(16)
        row = QRectF(inside.left(), inside.top(), inside.width(), line)
        draw_text(painter, row, one.number, look.font(Type.SMALL), tokens.ink3)
        for place, words in enumerate(wrapped(one.title, row.width(), 2, Type.MEDIUM), 1):
            draw_text(painter, row.translated(0, place * line), words, look.font(Type.MEDIUM), tokens.ink1)
        owner = one.owner or said("no owner")
        draw_text(painter, row.translated(0, 3 * line), owner, look.font(Type.META), tokens.ink2)
        last = row.translated(0, 4 * line)
        state = state_of(one)
        side = float(look.px(8))
        sign = QRectF(last.left(), last.center().y() - side / 2, side, side)
        draw_sign(painter, state, sign, tokens[state.token])
        words = show_date(one.due) if one.due else said("no due day")
        draw_text(painter, last.adjusted(side + 5, 0, 0, 0), words, look.font(Type.SMALL_STRONG), tokens[state.token])


class Board(QWidget):
    """``opened(id)`` when a card is pressed."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("capa-board")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)

    def show_cards(self, columns: Mapping[str, tuple[Sequence[Capa], int]]) -> None:
        """For each open step the first cards and how many there are."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for step in machine.OPEN_STEPS:
            cards, count = columns.get(step, ((), 0))
            self._row.addWidget(self._column(step, cards, count), 1)

    def _column(self, step: str, cards: Sequence[Capa], count: int) -> QWidget:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setObjectName(f"capa-column-{step.replace(' ', '-')}")
        area.setAccessibleName(said(step))
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 2, 0)
        rows.setSpacing(8)
        rows.addWidget(Text(f"{step_word(step).capitalize()} · {count:,}", Type.LABEL_STRONG, "ink2"))
        for one in cards:
            card = Card(one)
            card.clicked.connect(lambda _=False, one=one: self.opened.emit(one.id))
            rows.addWidget(card)
        if count > len(cards):
            rows.addWidget(Text(said("{n} more in the list").format(n=count - len(cards)), Type.META, "ink2"))
        rows.addStretch(1)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        return area
