"""Lines, sheets and text as the look wants them: crisp at any scaling, mirrored by the caller's rectangles."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

SHEET_CORNER, BUTTON_CORNER, CELL_CORNER = 9.0, 7.0, 5.0
NO_PEN, NO_BRUSH = QPen(Qt.PenStyle.NoPen), QBrush(Qt.BrushStyle.NoBrush)


def hairline(dpr: float) -> float:
    """Width of the thinnest crisp line, in logical pixels, on a screen with that device pixel ratio."""
    return max(1, int(dpr)) / dpr


def snapped(rect: QRectF, dpr: float) -> QRectF:
    """The rectangle with its edges on device pixels."""
    left, top = round(rect.left() * dpr) / dpr, round(rect.top() * dpr) / dpr
    right, bottom = round(rect.right() * dpr) / dpr, round(rect.bottom() * dpr) / dpr
    return QRectF(left, top, right - left, bottom - top)


def draw_box(
    painter: QPainter,
    rect: QRectF,
    corner: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float | None = None,
) -> None:
    """A rounded box with an optional crisp border that lies inside ``rect``. ``width`` in logical pixels."""
    dpr = painter.device().devicePixelRatioF()
    rect = snapped(rect, dpr)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if border is None:
        painter.setPen(NO_PEN)
    else:
        thick = hairline(dpr) if width is None else width
        painter.setPen(QPen(border, thick))
        half = thick / 2
        rect = rect.adjusted(half, half, -half, -half)
        corner = max(0.0, corner - half)
    painter.setBrush(NO_BRUSH if fill is None else QBrush(fill))
    painter.drawRoundedRect(rect, corner, corner)
    painter.restore()


def draw_line(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    """A horizontal or vertical hairline, as a filled rectangle so that it never blurs."""
    dpr = painter.device().devicePixelRatioF()
    thick = hairline(dpr)
    x, y = round(start.x() * dpr) / dpr, round(start.y() * dpr) / dpr
    if abs(end.y() - start.y()) < abs(end.x() - start.x()):
        painter.fillRect(QRectF(x, y, end.x() - start.x(), thick), colour)
    else:
        painter.fillRect(QRectF(x, y, thick, end.y() - start.y()), colour)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of text, vertically centred, elided where it does not fit. AlignLeft follows the reading direction."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > rect.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    said = int(flags | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft and not reads_right_to_left(text):
        said |= Qt.TextFlag.TextForceLeftToRight.value  # the words keep their order; only their place is mirrored
        if flags == Qt.AlignmentFlag.AlignLeft:
            said ^= Qt.AlignmentFlag.AlignLeft.value ^ Qt.AlignmentFlag.AlignRight.value
            said |= Qt.AlignmentFlag.AlignAbsolute.value
    painter.drawText(rect, said, text)


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own is written from right to left."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def reading_start(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Alignment to where reading starts on the page, whatever script the text itself is in."""
    if direction == Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
