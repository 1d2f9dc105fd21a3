"""Bars with their words and figures beside them: every chart of this program that counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.theme import theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_OPEN = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
NONE = -1


class Bars(QWidget):
    """Bars beside their words and figures; two figures to a row where there is a ``second`` (openings, closings).
    ``opened`` tells the row that was clicked, or chosen with the arrows and Enter, of those that may be opened."""

    opened = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rows: tuple[tuple[str, int, int | None], ...] = ()
        self._pareto = False
        self._opens: tuple[int, ...] = ()
        self._at = NONE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_rows(
        self, rows: Sequence[tuple[str, int, int | None]], *, pareto: bool = False, opens: Collection[int] = ()
    ) -> None:
        """``pareto``: the share of all up to each row stands beside it; ``opens``: the rows that lead somewhere."""
        self._rows, self._pareto, self._opens = tuple(rows), pareto, tuple(sorted(opens))
        if self._at not in self._opens:
            self._at = NONE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._opens else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(bool(self._opens))
        spoken = (f"{words}: {first}" + (f", {second}" if second is not None else "") for words, first, second in rows)
        self.setAccessibleName("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(300), max(1, len(self._rows)) * theme().px(21) + 4)

    minimumSizeHint = sizeHint

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._at == NONE and self._opens:
            self._go(self._opens[0])
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._go(NONE)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._at in self._opens:
            place = self._opens.index(self._at) + _STEPS[key]
            self._go(self._opens[max(0, min(place, len(self._opens) - 1))])
        elif key in _OPEN and self._at in self._opens:
            self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(self._row_at(event))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if event.button() is Qt.MouseButton.LeftButton and row != NONE:
            self.opened.emit(row)
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._go(NONE)
        super().leaveEvent(event)

    def _row_at(self, event: QMouseEvent) -> int:
        row = int(event.position().y() // theme().px(21))
        return row if row in self._opens else NONE

    def _go(self, row: int) -> None:
        """Show which row Enter or a click would open, and tell it."""
        if row == self._at:
            return
        self._at = row
        self.setCursor(Qt.CursorShape.ArrowCursor if row == NONE else Qt.CursorShape.PointingHandCursor)
        words = "" if row == NONE else self.tr("{0}: {1}. Enter opens them.").format(*self._rows[row][:2])
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        if not self._rows:
            draw_text(painter, QRectF(self.rect()), self.tr("None yet"), look.font(Type.META), tokens.ink2)
        row, figure, inset = look.px(21), look.px(78), 6 if self._opens else 0
        words = min(max(look.px(112), round(self.width() * 0.34)), look.px(210))
        most = max((max(first, second or 0) for _, first, second in self._rows), default=0) or 1
        total = sum(first for _, first, _ in self._rows) or 1
        room, reached = max(20.0, self.width() - words - figure - 10.0), 0
        for place, (name, first, second) in enumerate(self._rows):
            y = float(place * row)
            reached += first
            if place == self._at:
                draw_box(painter, QRectF(0, y, self.width(), row), 5, tokens.hover)
            draw_text(painter, QRectF(inset, y, words - 8 - inset, row), name, look.font(Type.META), tokens.ink2)
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
