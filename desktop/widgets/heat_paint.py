"""The cells of the heat map as pixmaps, drawn once for each state, text, size and screen, then only copied."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from desktop.widgets.states import State
from desktop.widgets.tags import draw_tag, tag_width
from desktop.widgets.theme import theme

MOST = 4000  # pixmaps kept; a day has about 400 different ones


class CellPictures:
    """Cleared when the theme changes."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[State, str, int, int, float], QPixmap] = {}
        self._widths: dict[tuple[State, str], float] = {}
        theme().changed.connect(self._pictures.clear)
        theme().changed.connect(self._widths.clear)

    def natural_width(self, state: State, text: str) -> float:
        """Room that sign and words need, without the ground's margins."""
        width = self._widths.get((state, text))
        if width is None:
            if len(self._widths) > MOST:
                self._widths.clear()
            width = self._widths[state, text] = tag_width(theme(), state, text)
        return width

    def picture(self, state: State, text: str, width: int, height: int, dpr: float) -> QPixmap:
        """The tag of a cell; ``width`` and ``height`` in logical pixels."""
        key = (state, text, width, height, dpr)
        made = self._pictures.get(key)
        if made is None:
            if len(self._pictures) > MOST:
                self._pictures.clear()
            made = self._pictures[key] = _draw(state, text, width, height, dpr)
        return made


def _draw(state: State, text: str, width: int, height: int, dpr: float) -> QPixmap:
    picture = QPixmap(round(width * dpr), round(height * dpr))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_tag(painter, QRectF(0, 0, width, height), state, text, theme())
    painter.end()
    return picture
