"""The record table: a sheet whose rows come from a RecordModel, driven by mouse or keyboard alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QSizePolicy, QTableView, QVBoxLayout, QWidget

from desktop.widgets.buttons import Button
from desktop.widgets.column_widths import fitted, needed
from desktop.widgets.empty import EmptyPage
from desktop.widgets.header import Headings
from desktop.widgets.model import RecordModel
from desktop.widgets.sheet import Sheet
from desktop.widgets.table_paint import RowPainter
from desktop.widgets.theme import theme

DENSE, TWO_LINES = 30, 44
ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class RecordTable(Sheet):
    """``selected(record or None)`` while moving through the rows; ``opened(record)`` on Enter or a double click.

    The sheet ends after its last row. The selection is kept by id over refreshes.
    """

    selected = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        model: RecordModel,
        spoken: str,
        name: str = "table",
        parent: QWidget | None = None,
        *,
        row: int = DENSE,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-sheet")
        self.model = model
        model.setParent(self)
        self._row = row
        self._kept = ""
        self._resized_by_hand = False
        self._needs: tuple[int, ...] = ()
        self.rows = _Rows(self)
        self.rows.setObjectName(name)
        self.rows.setAccessibleName(spoken)
        self.rows.setModel(model)
        self.rows.painter = RowPainter(model)
        self.empty = EmptyPage()
        self.empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.rows)
        column.addWidget(self.empty, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.cover_corners()
        self._connect()
        self._restyle()

    def record(self) -> Any | None:
        """The selected record."""
        index = self.rows.currentIndex()
        return self.model.record(index.row()) if index.isValid() and self._kept else None

    def select(self, identity: str) -> bool:
        """Select the record with that id among the rows held; False if it is not there (it is then kept in mind)."""
        self._kept = identity
        row = self.model.row_of(identity)
        if row < 0:
            return False
        self._go(row)
        return True

    def select_row(self, row: int) -> None:
        """Select by place."""
        if 0 <= row < self.model.rowCount():
            self._go(row)

    def when_empty(self, title: str, words: str, buttons: Sequence[Button] = ()) -> None:
        """What the table says when nothing matches."""
        self.empty.say(title, words, buttons)

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._before_reset)
        self.model.arrived.connect(self._arrived)
        self.model.answered.connect(lambda _matching, _of: self._fit())
        self.rows.activated.connect(self._open)
        self.rows.selectionModel().currentRowChanged.connect(self._moved)
        header = self.rows.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        header.sectionHandleDoubleClicked.connect(lambda _: self.share_width(again=True))
        header.sectionResized.connect(self._hand_resized)
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.rows.verticalHeader().setDefaultSectionSize(theme().px(self._row))
        self._measure(again=True)
        self.share_width(again=True)
        self._fit()
        self.rows.viewport().update()

    def _fit(self) -> None:
        """Let the sheet end where its rows end."""
        count = self.model.rowCount()
        header = self.rows.horizontalHeader().sizeHint().height()
        if count == 0:
            self.setMaximumHeight(header + theme().px(260))
            return
        rows = count * theme().px(self._row)
        bar = self.rows.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setMaximumHeight(min(header + rows + extra + 2, 1_000_000))

    def share_width(self, *, again: bool = False) -> None:
        """Give the columns the widths their words need and share out the room left; where there is too little, those
        that need more than their least share what there is. Not once the person has set them by hand."""
        if self._resized_by_hand and not again:
            return
        columns = self.model.columns
        room = self.rows.viewport().width()
        header = self.rows.horizontalHeader()
        header.blockSignals(True)
        for place, width in enumerate(fitted(columns, self._needs, room, theme().scale)):
            header.resizeSection(place, width)
        header.blockSignals(False)
        self.rows.viewport().update()

    def _measure(self, *, again: bool = False) -> None:
        """What the words of each column need, of the rows held first. Widths only grow while the table stands, so
        that nothing jumps when a filter is set."""
        needs = needed(self.model)
        if again or not self._needs:
            self._needs = needs
        elif needs:
            self._needs = tuple(max(one, other) for one, other in zip(self._needs, needs, strict=True))

    def _hand_resized(self, *_: int) -> None:
        self._resized_by_hand = True

    def _before_reset(self) -> None:
        self.rows.selectionModel().blockSignals(True)

    def _arrived(self, matching: int) -> None:
        self.rows.selectionModel().blockSignals(False)
        self.empty.setVisible(matching == 0)
        self.rows.setSizePolicy(
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Fixed if matching == 0 else QSizePolicy.Policy.Expanding,
        )
        self.rows.setMaximumHeight(self.rows.horizontalHeader().height() if matching == 0 else 16_777_215)
        self._fit()
        self._measure()
        self.share_width()
        QTimer.singleShot(0, self, self.share_width)
        row = self.model.row_of(self._kept) if self._kept else -1
        if row >= 0:
            self._go(row)
        elif self._kept:
            self._kept = ""
            self.selected.emit(None)

    def _go(self, row: int) -> None:
        index = self.model.index(row, max(0, self.rows.currentIndex().column()))
        same = self.rows.currentIndex().row() == row
        self.rows.selectionModel().setCurrentIndex(index, ROW)
        self.rows.scrollTo(index)
        if same:
            self._moved(index, QModelIndex())

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            record = self.model.record(current.row())
            if record is not None:
                self._kept = self.model.identity(current.row())
                self.selected.emit(record)

    def _open(self, index: QModelIndex) -> None:
        record = self.model.record(index.row())
        if record is not None:
            self.opened.emit(record)

    def _sort_by(self, place: int) -> None:
        name = self.model.columns[place].sort
        if not name:
            return
        sort = self.model.query.sort
        descending = bool(sort) and sort[0] == (name, False)
        self.sort(place, descending)

    def sort(self, place: int, descending: bool = False) -> None:
        """Sort by a column, in SQL."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.rows.horizontalHeader()
        header.setSortIndicator(place, order)
        header.setSortIndicatorShown(True)
        self.model.sort(place, order)


class _Rows(QTableView):
    """The view inside the sheet. No style rule may name it: palette only (ui-notes)."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self.painter: RowPainter | None = None
        self.setHorizontalHeader(Headings(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._table.share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.painter is not None:
            self.painter.paint(self, event.rect())

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the search field; walking through all rows would fetch them all."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if (
            not self.currentIndex().isValid()
            and self.model().rowCount()
            and event.reason()
            in (
                Qt.FocusReason.TabFocusReason,
                Qt.FocusReason.BacktabFocusReason,
                Qt.FocusReason.ShortcutFocusReason,
            )
        ):
            self._table.select_row(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.viewport().update()

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self._table.model.columns):
            if column.sort:
                action = menu.addAction(self.tr("Sort by {0}").format(column.title))
                action.triggered.connect(lambda _=False, place=place: self._table._sort_by(place))
        if not menu.isEmpty():
            menu.popup(self.viewport().mapToGlobal(at))
