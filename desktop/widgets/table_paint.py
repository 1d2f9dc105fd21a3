"""How one cell of a record table is painted: words, a second line, a state's tag, or a bar while it loads."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.widgets.dates import painted
from desktop.widgets.fonts import Type
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.paint import draw_box, draw_line, draw_text
from desktop.widgets.tags import draw_tag, tag_width
from desktop.widgets.theme import theme

SELECTED = QStyle.StateFlag.State_Selected


class RecordDelegate(QStyledItemDelegate):
    """Reads the record itself instead of asking the model for each role."""

    def __init__(self, model: RecordModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, tokens = theme(), theme().tokens
        rect = QRectF(option.rect)
        if option.state & SELECTED:
            painter.fillRect(rect, tokens.accent_ground)
        edge = rect.bottom() - 1.0
        draw_line(painter, QPointF(rect.left(), edge), QPointF(rect.right(), edge), tokens.row_line)
        column = self._model.columns[index.column()]
        record = self._model.record(index.row())
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        end = 14 if column.figures else 4
        words = rect.adjusted(end if rtl else 9, 0, -9 if rtl else -end, -1)
        if record is None:
            bar = QRectF(words.left(), words.center().y() - 4, min(90.0, words.width() * 0.6), 8)
            draw_box(painter, bar, 4, tokens.track)
            return
        if column.state is not None:
            self._tag(painter, words, column, record)
            return
        text = column.text(record)
        if column.is_date:
            text = painted(text)
        kind = Type.MEDIUM if column.strong else Type.FIGURES if column.figures else Type.BODY
        ink = tokens[column.ink]
        second = column.second(record) if column.second is not None else ""
        if second:
            half = words.height() / 2
            upper = words.adjusted(0, 4, 0, -half + 2)
            lower = words.adjusted(0, half - 1, 0, -4)
            draw_text(painter, upper, text, look.font(Type.STRONG if column.strong else kind), ink)
            draw_text(painter, lower, second, look.font(Type.META), tokens.ink2)
        else:
            flags = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
            draw_text(painter, words, text, look.font(kind), ink, flags)

    def _tag(self, painter: QPainter, words: QRectF, column: Column, record: object) -> None:
        look = theme()
        assert column.state is not None
        state = column.state(record)
        if state is None:
            return
        text = painted(column.text(record))
        width = max(tag_width(look, state, text) + 18, min(words.width(), look.px(98)))
        height = look.px(24)
        tag = QRectF(words.left() - 1, words.center().y() - height / 2, min(width, words.width()), height)
        draw_tag(painter, tag, state, text, look)
