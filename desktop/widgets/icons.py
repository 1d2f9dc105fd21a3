"""Icons drawn by us: 20-px SVG with 1.6 strokes, tinted by a token. Never shown without a name beside or on them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.widgets.paint import draw_box
from desktop.widgets.theme import theme
from resources import ROOT


@cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = (ROOT / "icons" / f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(text.replace("#000", colour).encode()))


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """The icon ``name`` filling ``box``."""
    _drawing(name, colour.name()).render(painter, box)


def icon(name: str, ink: str = "ink2", size: int = 20) -> QIcon:
    """The icon as a QIcon in the colour of a token as it is now; ask again after the theme changed."""
    made = QIcon()
    for ratio in (1, 2):
        picture = QPixmap(QSize(size, size) * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_icon(painter, name, QRectF(0, 0, size * ratio, size * ratio), theme().tokens[ink])
        painter.end()
        picture.setDevicePixelRatio(ratio)
        made.addPixmap(picture)
    return made


def draw_logo(painter: QPainter, box: QRectF) -> None:
    """The program's mark: a tick on a square of the accent."""
    tokens = theme().tokens
    draw_box(painter, box, box.width() * 0.24, tokens.accent)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tokens.on_accent, box.width() * 0.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    tick = QPainterPath()
    tick.moveTo(box.left() + box.width() * 0.27, box.top() + box.height() * 0.53)
    tick.lineTo(box.left() + box.width() * 0.43, box.top() + box.height() * 0.68)
    tick.lineTo(box.left() + box.width() * 0.73, box.top() + box.height() * 0.36)
    painter.drawPath(tick)
    painter.restore()
