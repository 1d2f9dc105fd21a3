"""Column headings: two lines at most, standing on their line, with an arrow where the rows are sorted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import NO_BRUSH, draw_line
from desktop.widgets.theme import theme

BOTTOM = Qt.AlignmentFlag.AlignBottom
WRAP = Qt.TextFlag.TextWordWrap


class Headings(QHeaderView):
    """A painted header. ``tall`` leaves room for two lines; ``centred`` sections are centred over their cells."""

    def __init__(self, parent: QWidget | None = None, *, tall: bool = False, centred_from: int = 10_000) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._tall, self._centred_from = tall, centred_from
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)
        self.setMinimumSectionSize(24)
        theme().changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(42 if self._tall else 30))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, tokens = QPainter(self.viewport()), theme().tokens
        used, edge = self.length() - self.offset(), self.height() - 1.0
        rest = QRectF(used, 0, max(0, self.width() - used), self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rest.moveLeft(0)
        painter.fillRect(rest, tokens.sheet)
        draw_line(painter, QPointF(rest.left(), edge), QPointF(rest.right(), edge), tokens.line)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = theme().tokens
        painter.save()
        painter.fillRect(rect, tokens.sheet)
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        centred = section >= self._centred_from
        words = QRectF(rect).adjusted(2 if centred else 8, 2, -2, -7)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and not centred:
            words = QRectF(rect).adjusted(2, 2, -8, -7)
        painter.setFont(theme().font(Type.LABEL_STRONG))
        painter.setPen(tokens.ink2)
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        flags = int(side | BOTTOM) | int(WRAP if self._tall else Qt.TextFlag.TextSingleLine)
        painter.drawText(words, flags, text)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            used = painter.boundingRect(words, flags, text)
            self._draw_arrow(painter, used)
        painter.restore()
        edge = rect.bottom() + 1 - 1.0
        draw_line(painter, QPointF(rect.left(), edge), QPointF(rect.right() + 1, edge), tokens.line)

    def _draw_arrow(self, painter: QPainter, words: QRectF) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = words.left() - 9 if rtl else words.right() + 9
        y = words.bottom() - theme().px(7)
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().tokens.accent, 1.6))
        painter.setBrush(NO_BRUSH)
        arrow = QPainterPath(QPointF(x - 3.5, y + (2 if up else -2)))
        arrow.lineTo(x, y - (2 if up else -2))
        arrow.lineTo(x + 3.5, y + (2 if up else -2))
        painter.drawPath(arrow)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.viewport().update()
