"""The program's mark and name, as they stand on the rail and above the unlock form."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_logo
from desktop.widgets.paint import draw_text
from desktop.widgets.theme import theme

NAME = "Siteward"
GAP = 8


class Wordmark(QLabel):
    """``size``: height of the letters' font in pixels at 100 %; the square beside it is 20 px."""

    def __init__(self, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(NAME, parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = theme().px(20)
        return QSize(side + GAP + int(QFontMetricsF(self._letters()).horizontalAdvance(NAME)) + 4, side + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme().px(20)
        box, words = QRectF(0, 1, side, side), QRectF(side + GAP, 0, self.width() - side - GAP, side + 2)
        if self.isRightToLeft():
            box.moveRight(self.width())
            words.moveLeft(0)
        draw_logo(painter, box)
        draw_text(painter, words, NAME, self._letters(), theme().tokens.ink1)

    def _letters(self) -> QFont:
        font = QFont(theme().font(Type.SECTION))
        font.setPixelSize(theme().px(self._size))
        return font
