"""People by requirements, as the heat map shows them: held whole, because the matrix is computed whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.widgets.states import State

Index = QModelIndex | QPersistentModelIndex
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
HORIZONTAL = Qt.Orientation.Horizontal
BY_NAME, BY_ROLE = "name", "role"
_URGENCY = {
    state: place
    for place, state in enumerate((State.MISSING, State.OVERDUE, State.SOON, State.PLANNED, State.CURRENT, State.NONE))
}


@dataclass(frozen=True)
class HeatRow:
    id: str
    name: str
    role: str


@dataclass(frozen=True)
class HeatColumn:
    """``title`` is short (two lines at most); ``spoken`` says it in full."""

    id: str
    title: str
    spoken: str = ""


@dataclass(frozen=True)
class HeatCell:
    """``text`` stands beside the sign; ``spoken`` says state and day in full; ``order`` sorts within a state."""

    state: State
    text: str = ""
    spoken: str = ""
    order: str = ""


@dataclass(frozen=True)
class HeatData:
    """``cells[row][column]``; rows come in the order of their names."""

    rows: Sequence[HeatRow]
    columns: Sequence[HeatColumn]
    cells: Sequence[Sequence[HeatCell]]


class HeatModel(QAbstractTableModel):
    """The data in the order it is sorted by."""

    def __init__(self) -> None:
        super().__init__()
        self.data_shown = HeatData((), (), ())
        self._order: list[int] = []
        self.sorted_by = (BY_NAME, False)

    def show_data(self, shown: HeatData) -> None:
        """Replace everything; the sort stays where its column still exists."""
        self.beginResetModel()
        self.data_shown = shown
        self._arrange()
        self.endResetModel()

    def sort_by(self, key: str, descending: bool) -> None:
        """By name, by role, or by a column's id: the most urgent first."""
        self.beginResetModel()
        self.sorted_by = (key, descending)
        self._arrange()
        self.endResetModel()

    def heat_row(self, row: int) -> HeatRow:
        return self.data_shown.rows[self._order[row]]

    def heat_cell(self, row: int, column: int) -> HeatCell:
        return self.data_shown.cells[self._order[row]][column]

    def line(self, row: int) -> Sequence[HeatCell]:
        """All cells of a row as it is sorted now."""
        return self.data_shown.cells[self._order[row]]

    def place_of(self, row_id: str, column_id: str) -> tuple[int, int]:
        """Where a cell is now; -1 for what is not there."""
        rows = self.data_shown.rows
        row = next((place for place, index in enumerate(self._order) if rows[index].id == row_id), -1)
        column = next((place for place, held in enumerate(self.data_shown.columns) if held.id == column_id), -1)
        return row, column

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.data_shown.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role in (ACCESSIBLE, TOOL_TIP):
            person = self.heat_row(index.row())
            column = self.data_shown.columns[index.column()]
            cell = self.heat_cell(index.row(), index.column())
            return f"{person.name}, {column.spoken or column.title}: {cell.spoken or cell.state.value}"
        if role == DISPLAY:
            return self.heat_cell(index.row(), index.column()).text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == HORIZONTAL:
            column = self.data_shown.columns[section]
            if role == DISPLAY:
                return column.title
            return (column.spoken or column.title) if role in (ACCESSIBLE, TOOL_TIP) else None
        if role in (DISPLAY, ACCESSIBLE):
            row = self.heat_row(section)
            return f"{row.name}, {row.role}" if row.role else row.name
        return None

    def _arrange(self) -> None:
        key, descending = self.sorted_by
        shown = self.data_shown
        order = list(range(len(shown.rows)))
        place = next((place for place, column in enumerate(shown.columns) if column.id == key), -1)
        if place >= 0:

            def urgency(index: int) -> tuple[int, str]:
                cell = shown.cells[index][place]
                return _URGENCY[cell.state], cell.order

            order.sort(key=urgency)
        elif key == BY_ROLE:
            order.sort(key=lambda index: shown.rows[index].role.casefold())
        if descending:
            order.reverse()
        self._order = order
