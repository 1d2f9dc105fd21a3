"""The way of one risk over the matrix: inherent (ring), current (disc), residual (ring with a point), and arrows."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.widgets.paint import NO_BRUSH, NO_PEN
from desktop.widgets.theme import Theme

RADIUS, HEAD = 6.0, 8.0


def draw_way(painter: QPainter, cells: Sequence[QRectF], look: Theme) -> None:
    """``cells``: where inherent, current and residual stand. Places that coincide are drawn beside each other."""
    ink = look.tokens.ink1
    radius = look.px(RADIUS)
    points = [_anchor(cell, place, radius) for place, cell in enumerate(cells)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, (start, end) in enumerate(itertools.pairwise(points)):
        if cells[place] != cells[place + 1]:
            _arrow(painter, start, end, radius, look, dashed=place == 1)
    for place, point in enumerate(points):
        painter.setPen(QPen(ink, 1.8))
        painter.setBrush(ink if place == 1 else look.tokens.sheet)
        painter.drawEllipse(point, radius, radius)
        if place == 2:
            painter.setPen(NO_PEN)
            painter.setBrush(ink)
            painter.drawEllipse(point, radius * 0.38, radius * 0.38)
    painter.restore()


def _anchor(cell: QRectF, place: int, radius: float) -> QPointF:
    """Along the foot of the cell, so that its number can be read: inherent left, current middle, residual right."""
    spread = cell.width() * 0.28
    return QPointF(cell.center().x() + (place - 1) * spread, cell.bottom() - radius - 5)


def _arrow(painter: QPainter, start: QPointF, end: QPointF, radius: float, look: Theme, *, dashed: bool) -> None:
    """``dashed``: a way not gone yet."""
    line = end - start
    length = math.hypot(line.x(), line.y())
    if length <= 2 * radius:
        return
    unit = line / length
    tip = end - unit * (radius + 2)
    foot = tip - unit * HEAD
    across = QPointF(-unit.y(), unit.x()) * (HEAD * 0.5)
    ink = look.tokens.ink1
    painter.setBrush(NO_BRUSH)
    painter.setPen(QPen(ink, 2.0, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.drawLine(start + unit * (radius + 1), foot)
    painter.setPen(NO_PEN)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([tip, foot + across, foot - across]))
