"""A state as a tag: sign and word on its ground. Also the key cap and the count bubble."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import CELL_CORNER, draw_box, draw_text
from desktop.widgets.states import State, draw_sign
from desktop.widgets.theme import Theme, theme

GAP = 3.5  # px at 100 %


def tag_width(look: Theme, state: State, text: str) -> float:
    """Room that sign and words need, in pixels, without the ground's margins."""
    kind = Type.CELL_STRONG if state.strong else Type.CELL
    return look.px(9) + GAP * look.scale + QFontMetricsF(look.font(kind)).horizontalAdvance(text)


def draw_tag(painter: QPainter, rect: QRectF, state: State, text: str, look: Theme, *, centred: bool = True) -> None:
    """Sign and words in ``rect``, with the ground or outline that belongs to the state.

    Drawn left to right whatever the direction of the page, as one word with its sign.
    """
    tokens = look.tokens
    colour = tokens[state.token]
    ground = state.ground(tokens)
    if ground is not None:
        draw_box(painter, rect, CELL_CORNER, ground)
    elif state.outlined:
        draw_box(painter, rect, CELL_CORNER, tokens.sheet, colour, 1.5)
    font = look.font(Type.CELL_STRONG if state.strong else Type.CELL)
    if state is State.NONE and not text:
        dash = float(look.px(6))
        box = QRectF(rect.center().x() - dash / 2, rect.center().y() - dash / 2, dash, dash)
        draw_sign(painter, state, box, colour)
        return
    gap = GAP * look.scale
    side = float(look.px(8 if state in (State.CURRENT, State.MISSING) else 9))
    words = QFontMetricsF(font).horizontalAdvance(text)
    room = rect.width() - side - gap - 4
    x = rect.left() + (max(2.0, (rect.width() - side - gap - words) / 2) if centred else 8.0)
    box = QRectF(x, rect.center().y() - side / 2, side, side)
    draw_sign(painter, state, box, colour)
    place = QRectF(box.right() + gap, rect.top(), min(words + 1, room + 2), rect.height())
    draw_text(painter, place, text, font, colour, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)


class StateTag(QLabel):
    """A state with its word (or another, such as a day)."""

    def __init__(self, state: State, text: str = "", parent: QWidget | None = None, *, width: int = 0) -> None:
        super().__init__(parent)
        self._state, self._width = state, width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)
        self.show_state(state, text)

    @property
    def state(self) -> State:
        return self._state

    def show_state(self, state: State, text: str = "") -> None:
        """Another state; without ``text`` its own word."""
        self._state = state
        self.setText(text or state.value)
        self.setAccessibleName(text if state.value in text else f"{state.value} {text}".strip())
        self._restyle()

    def sizeHint(self) -> QSize:
        look = theme()
        natural = int(tag_width(look, self._state, self.text())) + (6 if self._state is State.NONE else 18)
        return QSize(max(natural, look.px(self._width)), look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_tag(QPainter(self), QRectF(self.rect()), self._state, self.text(), theme())

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class KeyCap(QLabel):
    """A key of the keyboard, as in a hint."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme()
        metrics = QFontMetricsF(look.font(Type.SMALL))
        return QSize(int(metrics.horizontalAdvance(self.text())) + 13, look.px(19))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, 4, tokens.ground, tokens.line)
        draw_text(painter, box, self.text(), look.font(Type.SMALL), tokens.ink2, Qt.AlignmentFlag.AlignHCenter)
