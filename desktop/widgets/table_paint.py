"""How the rows of a record table are painted: one walk over what is in view, without delegate or roles.

A cell is words, two lines, a state's tag, or a bar while its record is on its way.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTableView

from desktop.widgets.dates import painted
from desktop.widgets.fonts import Type
from desktop.widgets.heat_paint import CellPictures
from desktop.widgets.lettering import Lettering
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.paint import draw_box, hairline
from desktop.widgets.theme import theme

START, END, FIGURES_END = 9, 4, 14


class RowPainter:
    """Paints for one view; its caches empty themselves when the theme changes."""

    def __init__(self, model: RecordModel) -> None:
        self._model = model
        self._letters = Lettering()
        self._pictures = CellPictures()

    def paint(self, view: QTableView, area: QRect) -> None:
        """The rows that cross ``area`` of the viewport."""
        rows = self._model.rowCount()
        if not rows:
            return
        tokens = theme().tokens
        painter = QPainter(view.viewport())
        dpr = view.devicePixelRatioF()
        thin = hairline(dpr)
        height, offset = view.verticalHeader().defaultSectionSize(), view.verticalHeader().offset()
        first = max(0, (area.top() + offset) // height)
        last = min(rows - 1, (area.bottom() + offset) // height)
        places = [
            (column, tokens[column.ink], x, width)
            for number, column in enumerate(self._model.columns)
            if (x := view.columnViewportPosition(number)) <= area.right()
            and x + (width := view.columnWidth(number)) > area.left()
        ]
        chosen = view.selectionModel().selectedRows()
        selected = chosen[0].row() if chosen else -1
        rtl = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for row in range(first, last + 1):
            top = row * height - offset
            if row == selected:
                painter.fillRect(QRect(area.left(), top, area.width(), height), tokens.accent_ground)
            painter.fillRect(QRectF(area.left(), top + height - thin, area.width(), thin), tokens.row_line)
            record = self._model.record(row)
            for column, ink, x, width in places:
                end = FIGURES_END if column.figures else END
                left = x + (end if rtl else START)
                room = width - START - end
                if record is None:
                    bar = QRectF(left, top + height / 2 - 4, min(90.0, room * 0.6), 8)
                    draw_box(painter, bar, 4, tokens.track)
                elif column.state is not None:
                    self._tag(painter, left - 1, top, room, height, column, record, dpr, rtl)
                else:
                    self._words(painter, left, top, room, height, column, record, ink, rtl)

    def _words(
        self,
        painter: QPainter,
        left: int,
        top: int,
        room: int,
        height: int,
        column: Column,
        record: Any,
        ink: QColor,
        rtl: bool,
    ) -> None:
        text = column.text(record)
        if column.is_date:
            text = painted(text)
        kind = Type.MEDIUM if column.strong else Type.FIGURES if column.figures else Type.BODY
        at_right = rtl != column.figures
        middle = top + (height - 1) / 2
        second = column.second(record) if column.second is not None else ""
        draw = self._letters.draw
        if not second:
            draw(painter, left, middle, room, text, kind, ink, at_right)
            return
        look = theme()
        strong = Type.STRONG if column.strong else kind
        draw(painter, left, middle - look.px(9) + 1, room, text, strong, ink, at_right)
        draw(painter, left, middle + look.px(9), room, second, Type.META, look.tokens.ink2, at_right)

    def _tag(
        self,
        painter: QPainter,
        left: int,
        top: int,
        room: int,
        height: int,
        column: Column,
        record: Any,
        dpr: float,
        rtl: bool,
    ) -> None:
        look = theme()
        state = column.state(record) if column.state is not None else None
        if state is None:
            return
        text = painted(column.text(record))
        width = min(room, round(max(self._pictures.natural_width(state, text) + 18, look.px(98))))
        tall = look.px(24)
        picture = self._pictures.picture(state, text, width, tall, dpr)
        x = left + room - width if rtl else left
        painter.drawPixmap(QPointF(x, top + (height - 1 - tall) // 2), picture)
