"""The scrolling part of the heat map: copies cell pictures, and keeps person and role frozen at the reading start."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.header import Headings, broken
from desktop.widgets.heat_model import HeatModel
from desktop.widgets.heat_paint import CellPictures
from desktop.widgets.lettering import Lettering
from desktop.widgets.paint import CELL_CORNER, draw_box, hairline
from desktop.widgets.theme import theme

ROW, GAP_X, GAP_Y = 30, 5, 6
CELL_MOST, CELL_WIDE, CELL_LEAST = 104, 84, 65
PERSON, ROLE = 169, 144


class HeatView(QTableView):
    """``opened(row, column)`` on Enter or a double click."""

    opened = Signal(int, int)

    def __init__(self, model: HeatModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures = CellPictures()
        self.people = PeopleHeader(model, self)
        self.setVerticalHeader(self.people)
        self.setHorizontalHeader(Headings(self, tall=True, centred_from=0))
        self.setModel(model)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row(), index.column()))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        model, area = self._model, event.rect()
        columns, rows = model.columnCount(), model.rowCount()
        if not rows or not columns:
            return
        painter = QPainter(self.viewport())
        dpr = self.devicePixelRatioF()
        height, width = self.verticalHeader().defaultSectionSize(), self.horizontalHeader().defaultSectionSize()
        first, last = self._rows_in(area, height, rows)
        shown = [
            (column, x + GAP_X // 2 + 1)
            for column in range(columns)
            if area.left() - width < (x := self.columnViewportPosition(column)) <= area.right()
        ]
        current = self.currentIndex()
        picture, thin = self._pictures.picture, hairline(dpr)
        tag_width, tag_height = width - GAP_X, height - GAP_Y
        for row in range(first, last + 1):
            top = self.rowViewportPosition(row)
            if row == current.row():
                painter.fillRect(QRect(area.left(), top, area.width(), height), tokens.accent_ground)
            painter.fillRect(QRectF(area.left(), top + height - thin, area.width(), thin), tokens.row_line)
            line = model.line(row)
            for column, x in shown:
                cell = line[column]
                painter.drawPixmap(x, top + GAP_Y // 2, picture(cell.state, cell.text, tag_width, tag_height, dpr))
        if current.isValid() and first <= current.row() <= last:
            x = self.columnViewportPosition(current.column()) + GAP_X // 2 + 1
            ring = QRectF(x, self.rowViewportPosition(current.row()) + GAP_Y // 2, tag_width, tag_height)
            draw_box(painter, ring.adjusted(-1, -1, 1, 1), CELL_CORNER + 1, None, look.tokens.accent, 2.0)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the search field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(current.row(), current.column())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """As wide as the room allows, so that a column stays readable; the rest is scrolled."""
        look = theme()
        count = max(1, self._model.columnCount())
        room = self.width() - self.people.sizeHint().width() - 1
        bar = self.verticalScrollBar()
        if bar.isVisible():
            room -= bar.width()
        width = max(look.px(CELL_LEAST), min(look.px(CELL_MOST), room // count))
        if look.px(CELL_LEAST) * count > room:  # it is scrolled anyway: then let the headings be read
            width = max(width, min(look.px(CELL_WIDE), self._headings_width() + 8))
        if width != self.horizontalHeader().defaultSectionSize():
            self.horizontalHeader().setDefaultSectionSize(width)

    def _headings_width(self) -> int:
        metrics = QFontMetricsF(theme().font(Type.LABEL_STRONG))
        titles = [column.title for column in self._model.data_shown.columns]
        return round(
            max((metrics.horizontalAdvance(line) for text in titles for line in broken(text, metrics, 0, 2)), default=0)
        )

    def restyle(self) -> None:
        """Sizes for the person's text scale."""
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        self.people.updateGeometry()
        self.updateGeometries()
        self.share_width()
        self.viewport().update()

    def _rows_in(self, area: QRect, height: int, rows: int) -> tuple[int, int]:
        offset = self.verticalHeader().offset()
        first = max(0, (area.top() + offset) // height)
        return first, min(rows - 1, (area.bottom() + offset) // height)


class PeopleHeader(QHeaderView):
    """Person and role at the reading start of each row, frozen; a reader hears them as the row's heading."""

    def __init__(self, model: HeatModel, view: HeatView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._model, self._view = model, view
        self._letters = Lettering()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(PERSON) + look.px(ROLE), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, tokens = theme(), theme().tokens
        chosen = self._view.currentIndex().row() == section
        box = QRectF(rect)
        painter.fillRect(box, tokens.accent_ground if chosen else tokens.sheet)
        thin = hairline(self.devicePixelRatioF())
        painter.fillRect(QRectF(box.left(), box.bottom() - thin, box.width(), thin), tokens.row_line)
        row = self._model.heat_row(section)
        person = look.px(PERSON)
        name, role = QRectF(box), QRectF(box)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            name.setLeft(box.right() - person)
            role.setRight(box.right() - person)
            name.adjust(4, 0, -8, 0)
            role.adjust(4, 0, -8, 0)
        else:
            name.setRight(box.left() + person)
            role.setLeft(box.left() + person)
            name.adjust(8, 0, -4, 0)
            role.adjust(8, 0, -4, 0)
        middle, rtl = box.center().y(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        draw = self._letters.draw
        draw(painter, name.left(), middle, int(name.width()), row.name, Type.MEDIUM, tokens.ink1, rtl)
        draw(painter, role.left(), middle, int(role.width()), row.role, Type.BODY, tokens.ink2, rtl)
