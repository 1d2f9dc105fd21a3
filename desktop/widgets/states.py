"""The six states a thing can be in, and their signs as paths: Inter has neither quarter nor clock.

A state is always sign and word, never colour alone (look.md).
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.widgets.paint import NO_BRUSH, NO_PEN
from desktop.widgets.tokens import Tokens


class State(Enum):
    """The value is the word as the registers, the command line and the PDFs say it."""

    __hash__ = object.__hash__  # members are looked up for each painted cell; Enum's own hash is slow

    CURRENT = "current"
    SOON = "due soon"
    OVERDUE = "overdue"
    MISSING = "missing"
    PLANNED = "renewal planned"
    NONE = "not required"

    @property
    def token(self) -> str:
        """The token of the sign and its text."""
        return _TOKENS[self]

    @property
    def outlined(self) -> bool:
        """Drawn as an outline on the sheet instead of a filled ground."""
        return self is State.MISSING

    @property
    def strong(self) -> bool:
        """Set in the heavier weight."""
        return self is State.OVERDUE

    def ground(self, tokens: Tokens) -> QColor | None:
        """What the tag stands on; None where it stands on the sheet itself."""
        return None if self in (State.MISSING, State.NONE) else tokens[f"{self.token}_ground"]


_TOKENS = {
    State.CURRENT: "ok",
    State.SOON: "soon",
    State.OVERDUE: "late",
    State.MISSING: "late",
    State.PLANNED: "planned",
    State.NONE: "ink3",
}


def draw_sign(painter: QPainter, state: State, box: QRectF, colour: QColor) -> None:
    """The sign of a state, filling ``box`` (square, about 9 px)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(NO_PEN)
    painter.setBrush(colour)
    thin = box.width() * 0.13
    ring = box.adjusted(thin / 2, thin / 2, -thin / 2, -thin / 2)
    if state is State.CURRENT:
        painter.drawEllipse(box)
    elif state is State.OVERDUE:
        painter.drawPath(_triangle(box))
    elif state is State.NONE:
        painter.drawRect(QRectF(box.left(), box.center().y() - thin / 2, box.width(), thin))
    else:
        painter.setBrush(NO_BRUSH)
        painter.setPen(QPen(colour, thin * (1.2 if state is State.MISSING else 0.9)))
        painter.drawEllipse(ring)
        if state is State.SOON:
            painter.setPen(NO_PEN)
            painter.setBrush(colour)
            painter.drawPie(ring, 0, 90 * 16)
        elif state is State.PLANNED:
            painter.drawPath(_hands(box))
    painter.restore()


def _triangle(box: QRectF) -> QPainterPath:
    path = QPainterPath(QPointF(box.center().x(), box.top() + box.height() * 0.04))
    path.lineTo(box.right() + box.width() * 0.04, box.bottom() - box.height() * 0.04)
    path.lineTo(box.left() - box.width() * 0.04, box.bottom() - box.height() * 0.04)
    path.closeSubpath()
    return path


def _hands(box: QRectF) -> QPainterPath:
    centre = box.center()
    path = QPainterPath(QPointF(centre.x(), box.top() + box.height() * 0.2))
    path.lineTo(centre)
    path.lineTo(box.right() - box.width() * 0.22, centre.y())
    return path
