"""The rail's list of pages: one list view, so that arrows walk it and a reader hears one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.shell.places import GROUPS, Count, Place, group_name
from desktop.widgets.fonts import Type
from desktop.widgets.paint import BUTTON_CORNER, draw_box, draw_text
from desktop.widgets.theme import theme

DISPLAY, ACCESSIBLE = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
KEY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class _Line:
    key: str
    text: str


class RailModel(QAbstractListModel):
    """Pages under the headings of their groups; a group without a page is not shown."""

    def __init__(self, places: Sequence[Place], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[_Line] = []
        self._counts: dict[str, Count] = {}
        for group in GROUPS:
            members = [place for place in places if place.group == group]
            if members and group:
                self.lines.append(_Line("", group_name(group)))
            self.lines.extend(_Line(place.key, place.title) for place in members)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.lines[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = DISPLAY) -> object:
        line = self.lines[index.row()]
        if role == DISPLAY:
            return line.text
        if role == KEY:
            return line.key
        if role == ACCESSIBLE:
            count = self._counts.get(line.key)
            return self.tr("{page}, {n} waiting").format(page=line.text, n=count.number) if count else line.text
        return None

    def count(self, row: int) -> Count | None:
        return self._counts.get(self.lines[row].key)

    def set_counts(self, counts: Mapping[str, Count]) -> None:
        self._counts = {key: count for key, count in counts.items() if count.number}
        self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1), [])


class _RailDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme().px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RailModel)
        line, tokens = model.lines[index.row()], theme().tokens
        box = QRectF(option.rect)
        words = box.adjusted(9, 0, -9, 0)
        if not line.key:
            draw_text(painter, words.translated(0, 1), line.text.upper(), theme().font(Type.GROUP), tokens.ink2)
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            draw_box(painter, box.adjusted(0, 0.5, 0, -0.5), BUTTON_CORNER, tokens.sheet, tokens.line)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, box.adjusted(0, 0.5, 0, -0.5), BUTTON_CORNER, tokens.pressed)
        count = model.count(index.row())
        if count is not None:
            words = self._paint_count(painter, box, words, count, option.direction)
        draw_text(painter, words, line.text, theme().font(Type.MEDIUM), tokens.ink1 if chosen else tokens.ink2)

    def _paint_count(
        self, painter: QPainter, box: QRectF, words: QRectF, count: Count, direction: Qt.LayoutDirection
    ) -> QRectF:
        tokens, font = theme().tokens, theme().font(Type.SMALL_STRONG)
        text = str(count.number) if count.number < 1000 else "999+"
        width = max(theme().px(19), QFontMetricsF(font).horizontalAdvance(text) + 11)
        pill = QRectF(box.right() - width - 9, box.center().y() - theme().px(9), width, theme().px(18))
        left = words.adjusted(0, 0, -width - 4, 0)
        if direction == Qt.LayoutDirection.RightToLeft:
            pill.moveLeft(box.left() + 9)
            left = words.adjusted(width + 4, 0, 0, 0)
        tone = "late" if count.late else "soon"
        draw_box(painter, pill, pill.height() / 2, tokens[f"{tone}_ground"])
        draw_text(painter, pill, text, font, tokens[tone], Qt.AlignmentFlag.AlignHCenter)
        return left


class RailList(QListView):
    """Emits ``chosen`` with the key of a page: at a click, or as arrows move."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RailModel(places, self)
        self.setModel(self._model)
        self.setItemDelegate(_RailDelegate(self))
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._moved)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_place(self, key: str) -> None:
        """Mark the page that is shown."""
        for row, line in enumerate(self._model.lines):
            if line.key == key and self.currentIndex().row() != row:
                self.setCurrentIndex(self._model.index(row))

    def set_counts(self, counts: Mapping[str, Count]) -> None:
        self._model.set_counts(counts)

    def keys(self) -> tuple[str, ...]:
        """The pages in the order of the rail."""
        return tuple(line.key for line in self._model.lines if line.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).flags() != Qt.ItemFlag.NoItemFlags:
            super().mousePressEvent(event)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        key = now.data(KEY)
        if key:
            self.chosen.emit(key)

    def _restyle(self) -> None:
        # another style sheet gives the viewport a ground of its own again; the rail's is to show through
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
