"""Words of tables, laid out once and then only drawn: shaping a text costs ten times what drawing it does."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStaticText, QTextOption

from desktop.widgets.fonts import Type
from desktop.widgets.paint import reads_right_to_left
from desktop.widgets.theme import theme

MOST = 6000  # laid-out texts kept; a screen shows a few hundred
_LEFT, _RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_END, _PLAIN = Qt.TextElideMode.ElideRight, Qt.TextFormat.PlainText
Laid = tuple[QStaticText, float, float]


class Lettering:
    """A cache of laid-out texts, emptied when the theme changes. One for each view."""

    def __init__(self) -> None:
        self._laid: dict[tuple[str, Type, int], Laid] = {}
        theme().changed.connect(self._laid.clear)

    def draw(
        self,
        painter: QPainter,
        left: float,
        middle: float,
        width: int,
        text: str,
        kind: Type,
        ink: QColor,
        at_right: bool = False,
    ) -> None:
        """``text`` in one line around the height ``middle``, elided to ``width``, from ``left`` or to its right end."""
        if not text or width <= 0:
            return
        key = (text, kind, width)
        laid = self._laid.get(key)
        if laid is None:
            if len(self._laid) > MOST:
                self._laid.clear()
            laid = self._laid[key] = _lay_out(text, kind, width)
        static, used, height = laid
        painter.setFont(theme().font(kind))
        painter.setPen(ink)
        painter.drawStaticText(QPointF(left + width - used if at_right else left, middle - height / 2), static)


def _lay_out(text: str, kind: Type, width: int) -> Laid:
    font = theme().font(kind)
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > width:
        text = metrics.elidedText(text, _END, width)
    static = QStaticText(text)
    static.setTextFormat(_PLAIN)
    option = QTextOption()
    option.setTextDirection(_RIGHT if reads_right_to_left(text) else _LEFT)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    static.setTextOption(option)
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(font=font)
    size = static.size()
    return static, size.width(), size.height()
