"""Several of many, ticked in a list that can be narrowed: people of a session, for instance."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.popover import VALUE, OptionDelegate
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class _List(QListView):
    ticked = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.ticked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class PickList(QWidget):
    """``changed`` follows every tick."""

    changed = Signal()

    def __init__(self, spoken: str, name: str, parent: QWidget | None = None, *, rows: int = 8) -> None:
        super().__init__(parent)
        self._rows = rows
        self.narrow = QLineEdit()
        self.narrow.setObjectName(f"{name}-narrow")
        self.narrow.setPlaceholderText(self.tr("Narrow the list"))
        self.narrow.setAccessibleName(self.tr("Narrow the list: {0}").format(spoken))
        self.narrow.textChanged.connect(self._hide_rows)
        self.count = Text("", Type.META, "ink2")
        self.list = _List()
        self.list.setObjectName(name)
        self.list.setAccessibleName(spoken)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(OptionDelegate(self.list, many=True))
        self._model = QStandardItemModel(self.list)
        self.list.setModel(self._model)
        self.list.clicked.connect(self._toggle)
        self.list.ticked.connect(self._toggle)
        sheet = Sheet()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(3, 3, 3, 3)
        inside.addWidget(self.list)
        top = QHBoxLayout()
        top.addWidget(self.narrow, 1)
        top.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(sheet)
        theme().changed.connect(self._size)
        self._size()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """(value, words); ticks of what stays are kept."""
        kept = set(self.values())
        self._model.clear()
        for value, words in options:
            item = QStandardItem(words)
            item.setData(value, VALUE)
            item.setCheckable(True)
            item.setCheckState(CHECKED if value in kept else UNCHECKED)
            self._model.appendRow(item)
        self._tell()

    def values(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        items = [self._model.item(row) for row in range(self._model.rowCount())]
        return tuple(str(item.data(VALUE)) for item in items if item.checkState() is CHECKED)

    def tick(self, values: Collection[str]) -> None:
        """Tick these, besides those ticked already, and bring the first of them into sight."""
        first = None
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            if item.data(VALUE) in values:
                item.setCheckState(CHECKED)
                first = first or item
        if first is not None:
            self.list.scrollTo(first.index())
        self._tell()
        self.changed.emit()

    def _toggle(self, index: QModelIndex) -> None:
        item = self._model.itemFromIndex(index)
        item.setCheckState(UNCHECKED if item.checkState() is CHECKED else CHECKED)
        self._tell()
        self.changed.emit()

    def _hide_rows(self, text: str) -> None:
        wanted = text.casefold().split()
        for row in range(self._model.rowCount()):
            words = self._model.item(row).text().casefold()
            self.list.setRowHidden(row, not all(word in words for word in wanted))

    def _tell(self) -> None:
        self.count.setText(self.tr("{0} ticked").format(len(self.values())))

    def _size(self) -> None:
        self.list.setFixedHeight(self._rows * theme().px(28))
