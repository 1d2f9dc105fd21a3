"""Bars with their words and figures beside them: every chart of this program that counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.theme import theme


class Bars(QWidget):
    """Bars beside their words and figures; two figures to a row where there is a ``second`` (openings, closings)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rows: tuple[tuple[str, int, int | None], ...] = ()
        self._pareto = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[tuple[str, int, int | None]], *, pareto: bool = False) -> None:
        """``pareto``: the share of all up to each row stands beside it."""
        self._rows, self._pareto = tuple(rows), pareto
        spoken = (f"{words}: {first}" + (f", {second}" if second is not None else "") for words, first, second in rows)
        self.setAccessibleName("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(300), max(1, len(self._rows)) * theme().px(21) + 4)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        if not self._rows:
            draw_text(painter, QRectF(self.rect()), self.tr("None yet"), look.font(Type.META), tokens.ink2)
        row, figure = look.px(21), look.px(78)
        words = min(max(look.px(112), round(self.width() * 0.34)), look.px(210))
        most = max((max(first, second or 0) for _, first, second in self._rows), default=0) or 1
        total = sum(first for _, first, _ in self._rows) or 1
        room, reached = max(20.0, self.width() - words - figure - 10.0), 0
        for place, (name, first, second) in enumerate(self._rows):
            y = float(place * row)
            reached += first
            draw_text(painter, QRectF(0, y, words - 8, row), name, look.font(Type.META), tokens.ink2)
            tall = 6.0 if second is not None else 10.0
            top = y + (row - tall * (2 if second is not None else 1)) / 2
            if first:
                draw_box(painter, QRectF(words, top, max(2.0, room * first / most), tall), 2, tokens.accent)
            if second:
                draw_box(painter, QRectF(words, top + tall, max(2.0, room * second / most), tall), 2, tokens.planned)
            said_ = f"{first} / {second}" if second is not None else str(first)
            if self._pareto:
                said_ += f" · {round(100 * reached / total)} %"
            place_ = QRectF(words + room + 6, y, figure, row)
            draw_text(painter, place_, said_, look.font(Type.LABEL_STRONG), tokens.ink1)
