"""The white sheet with round corners on which tables and inspectors stand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.paint import NO_BRUSH, SHEET_CORNER, draw_box, hairline
from desktop.widgets.theme import theme

SIDE = int(SHEET_CORNER) + 1


class Sheet(QWidget):
    """A sheet; lay children out inside a margin of one pixel and call `cover_corners` if they reach its corners."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers: list[_Corner] = []
        theme().changed.connect(self.update)

    def cover_corners(self, *, top: bool = True, bottom: bool = True) -> None:
        """Hide the children's square corners. Four small covers, because one overlay would stop scroll blitting."""
        places = [(x, y) for y in ((0,) if top else ()) + ((1,) if bottom else ()) for x in (0, 1)]
        self._covers = [_Corner(self, x, y) for x, y in places]
        self._place_covers()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        draw_box(QPainter(self), QRectF(self.rect()), SHEET_CORNER, tokens.sheet, tokens.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_covers()

    def _place_covers(self) -> None:
        for cover in self._covers:
            cover.move(cover.x_end * (self.width() - SIDE), cover.y_end * (self.height() - SIDE))
            cover.raise_()


class _Corner(QWidget):
    """One corner: the ground outside the arc, and the arc."""

    def __init__(self, parent: QWidget, x_end: int, y_end: int) -> None:
        super().__init__(parent)
        self.x_end, self.y_end = x_end, y_end
        self.setFixedSize(SIDE, SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, 4 * SIDE, 4 * SIDE)
        whole.moveTo(-self.x_end * 3 * SIDE, -self.y_end * 3 * SIDE)
        inside = QPainterPath()
        inside.addRoundedRect(whole, SHEET_CORNER, SHEET_CORNER)
        outside = QPainterPath()
        outside.addRect(whole)
        painter.fillPath(outside.subtracted(inside), tokens.ground)
        thick = hairline(self.devicePixelRatioF())
        half = thick / 2
        painter.setPen(QPen(tokens.line, thick))
        painter.setBrush(NO_BRUSH)
        painter.drawRoundedRect(whole.adjusted(half, half, -half, -half), SHEET_CORNER - half, SHEET_CORNER - half)
