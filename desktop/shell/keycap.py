"""A key's name in a little box that can also be pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.theme import theme


class KeyCap(QAbstractButton):
    """``spoken`` is what pressing it does, for screen readers and as a tip."""

    def __init__(self, keys: str, spoken: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(keys)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme().font(Type.SMALL))
        return QSize(metrics.horizontalAdvance(self.text()) + 12, theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        box = QRectF(self.rect())
        fill = tokens.pressed if self.isDown() else tokens.hover if self.underMouse() else tokens.sheet
        draw_box(painter, box, 4, fill, tokens.line)
        draw_text(painter, box, self.text(), theme().font(Type.SMALL), tokens.ink2, Qt.AlignmentFlag.AlignHCenter)
