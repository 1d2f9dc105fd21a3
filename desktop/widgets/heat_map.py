"""The heat map: who against what, each cell sign and word, one click or Enter from its record."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.empty import EmptyPage
from desktop.widgets.flow import FlowHost
from desktop.widgets.fonts import Type
from desktop.widgets.heat_model import BY_NAME, BY_ROLE, HeatColumn, HeatData, HeatModel
from desktop.widgets.heat_view import PERSON, ROLE, ROW, HeatView
from desktop.widgets.icons import draw_icon
from desktop.widgets.paint import draw_line, draw_text
from desktop.widgets.sheet import Sheet
from desktop.widgets.states import State
from desktop.widgets.tags import StateTag
from desktop.widgets.theme import theme

CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class HeatMap(Sheet):
    """``picked(row id, column id)`` while moving, ``opened`` likewise on Enter or a double click, ``person(row id)`` on
    a click on a name."""

    picked = Signal(str, str)
    opened = Signal(str, str)
    person = Signal(str)

    def __init__(self, spoken: str, name: str = "heat-map", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-sheet")
        self.model = HeatModel()
        self.model.setParent(self)
        self.view = HeatView(self.model, self)
        self.view.setObjectName(name)
        self.view.setAccessibleName(spoken)
        self._kept = ("", "")
        self._corner = _Corner(self.view)
        self._corner.sort_asked.connect(self.sort_by)
        self.empty = EmptyPage()
        self.empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.empty, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.cover_corners()
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.opened.connect(self._open)
        self.view.horizontalHeader().sectionClicked.connect(self._column_clicked)
        self.view.people.sectionClicked.connect(lambda row: self.person.emit(self.model.heat_row(row).id))
        self.view.installEventFilter(self)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_data(self, data: HeatData) -> None:
        """Show a matrix; the chosen cell stays chosen where it still exists."""
        self.view.selectionModel().blockSignals(True)
        self.model.show_data(data)
        self.view.selectionModel().blockSignals(False)
        self._after_reset()

    def select(self, row_id: str, column_id: str) -> bool:
        """Choose a cell by ids; False if it is not shown."""
        row, column = self.model.place_of(row_id, column_id)
        if row < 0 or column < 0:
            return False
        self.view.selectionModel().setCurrentIndex(self.model.index(row, column), CHOOSE)
        self.view.scrollTo(self.model.index(row, column))
        return True

    def keep(self, row_id: str, column_id: str) -> None:
        """Choose a cell, now or when it is shown."""
        self._kept = (row_id, column_id)
        if self.select(row_id, column_id):
            self.picked.emit(row_id, column_id)

    def selection(self) -> tuple[str, str]:
        """Row id and column id of the chosen cell, or two empty texts."""
        return self._kept

    def sort_by(self, key: str) -> None:
        """By name, role or a column's id; the same again turns it round."""
        was, descending = self.model.sorted_by
        self.view.selectionModel().blockSignals(True)
        self.model.sort_by(key, not descending if was == key else False)
        self.view.selectionModel().blockSignals(False)
        self._after_reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._fit()
        if watched is self.view and event.type() == QEvent.Type.FocusIn:
            keyed = self.view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            if keyed and not self.view.currentIndex().isValid() and self.model.rowCount():
                self.view.selectionModel().setCurrentIndex(self.model.index(0, 0), CHOOSE)
        return super().eventFilter(watched, event)

    def _after_reset(self) -> None:
        self._fit()
        header = self.view.horizontalHeader()
        key, descending = self.model.sorted_by
        place = next((n for n, column in enumerate(self.model.data_shown.columns) if column.id == key), -1)
        header.setSortIndicatorShown(place >= 0)
        if place >= 0:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.blockSignals(True)
            header.setSortIndicator(place, order)
            header.blockSignals(False)
        self._corner.show_sort(key, descending)
        if any(self._kept) and not self.select(*self._kept):
            self._kept = ("", "")
            self.picked.emit("", "")

    def _fit(self) -> None:
        """Let the sheet end after its last row, and the corner stand over the frozen headings."""
        look, rows = theme(), self.model.rowCount()
        nothing = rows == 0 or self.model.columnCount() == 0
        self.empty.setVisible(nothing)
        self.view.setVisible(not nothing)
        self.view.share_width()
        headings = self.view.horizontalHeader()
        wide = self.view.people.sizeHint().width() + headings.length() > self.width() - 2
        extra = self.view.horizontalScrollBar().sizeHint().height() if wide else 0
        whole = headings.sizeHint().height() + rows * look.px(ROW) + extra + 2
        self.setMaximumHeight(look.px(300) if nothing else whole)
        self._place_corner()

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        for index in (before, current):
            if index.isValid():
                self.view.people.updateSection(index.row())
                self._update_row(index.row())
        if current.isValid():
            row, column = self.model.heat_row(current.row()), self.model.data_shown.columns[current.column()]
            if self._kept != (row.id, column.id):
                self._kept = (row.id, column.id)
                self.picked.emit(row.id, column.id)

    def _update_row(self, row: int) -> None:
        height = self.view.verticalHeader().defaultSectionSize()
        top = self.view.rowViewportPosition(row)
        self.view.viewport().update(0, top - 2, self.view.viewport().width(), height + 4)

    def _open(self, row: int, column: int) -> None:
        self.opened.emit(self.model.heat_row(row).id, self.model.data_shown.columns[column].id)

    def _column_clicked(self, place: int) -> None:
        columns: list[HeatColumn] = list(self.model.data_shown.columns)
        self.sort_by(columns[place].id)

    def _restyle(self) -> None:
        self.view.restyle()
        self._after_reset()

    def _place_corner(self) -> None:
        width = self.view.people.sizeHint().width()
        height = self.view.horizontalHeader().sizeHint().height()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._corner.setGeometry(self.view.width() - width if rtl else 0, 0, width, height)
        self._corner.raise_()


class _SortButton(QAbstractButton):
    """A heading that sorts; a real button, because a keyboard cannot reach a painted one."""

    def __init__(self, text: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setObjectName(f"sort-{key}")
        self.setAccessibleName(self.tr("Sort by {0}").format(text))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.direction = 0

    def sizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        font = look.font(Type.LABEL_STRONG)
        line = float(look.px(17))
        words = QRectF(8, self.height() - 6 - line, self.width() - 13, line)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            words = QRectF(4, self.height() - 6 - line, self.width() - 13, line)
        draw_text(painter, words, self.text(), font, tokens.ink2)
        if self.direction and self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            x = words.left() + self.fontMetrics().horizontalAdvance(self.text()) + 12
            painter.save()
            painter.translate(x, words.center().y())
            painter.rotate(180 if self.direction > 0 else 0)
            draw_icon(painter, "chevron-down", QRectF(-7, -7, 14, 14), tokens.accent)
            painter.restore()


class _Corner(QWidget):
    sort_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._person = _SortButton(self.tr("Person"), BY_NAME, self)
        self._role = _SortButton(self.tr("Role"), BY_ROLE, self)
        self._person.clicked.connect(lambda: self.sort_asked.emit(BY_NAME))
        self._role.clicked.connect(lambda: self.sort_asked.emit(BY_ROLE))
        theme().changed.connect(self.update)

    def show_sort(self, key: str, descending: bool) -> None:
        """The arrow beside the heading the rows are sorted by; none for the usual order."""
        self._person.direction = -1 if key == BY_NAME and descending else 0
        self._role.direction = (-1 if descending else 1) if key == BY_ROLE else 0
        self._person.update()
        self._role.update()

    def resizeEvent(self, event: object) -> None:
        look = theme()
        person, role = look.px(PERSON), look.px(ROLE)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._person.setGeometry(role if rtl else 0, 0, person, self.height() - 1)
        self._role.setGeometry(0 if rtl else person, 0, role, self.height() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.sheet)
        edge = self.height() - 1.0
        draw_line(painter, QPointF(0, edge), QPointF(self.width(), edge), tokens.line)


class Legend(FlowHost):
    """What the signs mean, under the map."""

    def __init__(self, soon_days: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=14)
        for state, words in (
            (State.CURRENT, self.tr("current, until")),
            (State.SOON, self.tr("due in {0} days").format(soon_days)),
            (State.OVERDUE, self.tr("overdue since")),
            (State.MISSING, self.tr("missing")),
            (State.PLANNED, self.tr("renewal planned")),
            (State.NONE, self.tr("not required")),
        ):
            self.flow.addWidget(StateTag(state, words, self))
