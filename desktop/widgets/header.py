"""Column headings: one line, or up to three where they are tall; an arrow stands where the rows are sorted."""

from __future__ import annotations

from itertools import combinations, pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import NO_BRUSH, draw_line, draw_text
from desktop.widgets.theme import theme

ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
RIGHT = Qt.AlignmentFlag.AlignRight
MEASURED = 60  # headings


def broken(text: str, metrics: QFontMetricsF, width: float, most: int = 3) -> tuple[str, ...]:
    """A heading in one line where it fits, else in the two that need the least width, else in ``most``."""
    parts = text.split()
    found: tuple[str, ...] = (text,)
    for lines in range(2, min(most, len(parts)) + 1):
        if max(metrics.horizontalAdvance(line) for line in found) <= width:
            break
        cuts = combinations(range(1, len(parts)), lines - 1)
        ways = [tuple(" ".join(parts[start:end]) for start, end in pairwise((0, *cut, len(parts)))) for cut in cuts]
        found = min(ways, key=lambda way: max(metrics.horizontalAdvance(line) for line in way))
    return found


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
        lines = self._lines() if self._tall else 0
        return QSize(super().sizeHint().width(), theme().px(57 if lines > 2 else 42 if self._tall else 30))

    def _lines(self) -> int:
        """Of the heading that needs most, at the widths the columns have."""
        model, metrics = self.model(), QFontMetricsF(theme().font(Type.LABEL_STRONG))
        texts = (
            str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in range(min(self.count(), MEASURED))
        )
        return max((len(broken(text, metrics, self.sectionSize(at) - 4)) for at, text in enumerate(texts)), default=0)

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
        right = self.model().headerData(section, Qt.Orientation.Horizontal, ALIGNMENT) == RIGHT
        end = 14 if right else 2
        words = QRectF(rect).adjusted(2 if centred else 8, 2, -end, -7)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and not centred:
            words = QRectF(rect).adjusted(end, 2, -8, -7)
        font = theme().font(Type.LABEL_STRONG)
        lines = broken(text, QFontMetricsF(font), words.width()) if self._tall else (text,)
        side = Qt.AlignmentFlag.AlignHCenter if centred else RIGHT if right else Qt.AlignmentFlag.AlignLeft
        line = QFontMetricsF(font).height()
        for place, part in enumerate(reversed(lines)):
            box = QRectF(words.left(), words.bottom() - (place + 1) * line, words.width(), line)
            draw_text(painter, box, part, font, tokens.ink2, side)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            painter.setFont(font)
            last = QRectF(words.left(), words.bottom() - line, words.width(), line)
            self._draw_arrow(painter, painter.boundingRect(last, int(side), lines[-1]))
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
