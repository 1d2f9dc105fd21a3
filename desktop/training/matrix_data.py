"""The matrix as the heat map shows it: pure, so that it can be tested without a window."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from db.training.matrix import Matrix
from db.training.rules import Cell, Status
from desktop.widgets.dates import MONTHS, painted, show_date, show_short
from desktop.widgets.heat_model import HeatCell, HeatColumn, HeatData, HeatRow
from desktop.widgets.states import State
from desktop.widgets.text import Em, Part

_STATES = {status: State(status.value) for status in Status}
_BARE = {State.MISSING: "missing", State.NONE: ""}
_URGENT = (Status.MISSING, Status.OVERDUE, Status.DUE_SOON, Status.PLANNED, Status.CURRENT, Status.NOT_REQUIRED)


def state_of(status: Status) -> State:
    """The sign for a status."""
    return _STATES[status]


def heat_data(matrix: Matrix, statuses: Collection[str] = ()) -> HeatData:
    """Rows of people, columns of requirements. ``statuses``: only people with a cell in one of them."""
    chosen = [
        place
        for place, line in enumerate(matrix.cells)
        if not statuses or any(cell.status.value in statuses for cell in line)
    ]
    made: dict[tuple[Status, date | None], HeatCell] = {}
    lines = []
    for place in chosen:
        line = []
        for cell in matrix.cells[place]:
            key = (cell.status, cell.due)
            shown = made.get(key)
            if shown is None:
                shown = made[key] = heat_cell(cell, matrix.as_of)
            line.append(shown)
        lines.append(line)
    return HeatData(
        [HeatRow(matrix.people[place].id, matrix.people[place].name, matrix.people[place].role) for place in chosen],
        [
            HeatColumn(column.course_id, column.heading, f"{column.title}, {column.heading}")
            for column in matrix.requirements
        ],
        lines,
    )


def heat_cell(cell: Cell, today: date) -> HeatCell:
    """“Jun-28” for what counts long, the day for what needs a hand, the word for what was never done."""
    state = state_of(cell.status)
    due = cell.due
    if state in _BARE:
        return HeatCell(state, _BARE[state], cell.status.value, due.isoformat() if due else "")
    if due is None:
        return HeatCell(state, "always" if state is State.CURRENT else cell.status.value, f"{cell.status.value}", "9")
    short = f"{MONTHS[due.month - 1]}-{due.year % 100:02d}" if state is State.CURRENT else show_short(due, today)
    joined = {State.CURRENT: "until", State.OVERDUE: "since"}.get(state, "by")
    return HeatCell(state, painted(short), f"{cell.status.value} {joined} {show_date(due)}", due.isoformat())


def sentence(matrix: Matrix, today: date) -> tuple[Part, ...]:
    """The answer before the table: how many, what is asked, what is wrong."""
    people, asked = len(matrix.people), len(matrix.requirements)
    parts: list[Part] = [f"{_counted(people, 'person', 'people')} · {_counted(asked, 'requirement', 'requirements')}"]
    if matrix.as_of != today:
        parts += [" · ", Em(f"as of {show_date(matrix.as_of)}")]
    gaps, soon = matrix.gaps, matrix.counts[Status.DUE_SOON]
    if gaps:
        untrained = people - matrix.fully_trained
        parts += [" · ", Em(_counted(gaps, "gap", "gaps"), "late"), f" of {_counted(untrained, 'person', 'people')}"]
    elif people and asked:
        parts += [" · ", Em("no gaps", "ok")]
    if soon:
        parts += [" · ", Em(f"{soon:,} due soon", "soon")]
    return tuple(parts)


@dataclass(frozen=True)
class PersonLine:
    """One person of the people list: how many cells are in which state, and what comes next."""

    id: str
    name: str
    role: str
    state: State
    asked: int
    gaps: int
    soon: int
    next_due: date | None

    @property
    def words(self) -> str:
        """The state as the list says it."""
        if self.gaps:
            return _counted(self.gaps, "gap", "gaps")
        return f"{self.soon} due soon" if self.soon else self.state.value


def person_lines(matrix: Matrix) -> tuple[PersonLine, ...]:
    """Everybody of the matrix, by name."""
    lines = []
    for person, cells in zip(matrix.people, matrix.cells, strict=True):
        asked = [cell for cell in cells if cell.status is not Status.NOT_REQUIRED]
        gaps = sum(cell.gap for cell in asked)
        soon = sum(cell.status is Status.DUE_SOON for cell in asked)
        worst = next((status for status in _URGENT if any(c.status is status for c in asked)), Status.NOT_REQUIRED)
        ahead = [cell.due for cell in asked if cell.due is not None and not cell.gap]
        line = PersonLine(
            person.id, person.name, person.role, state_of(worst), len(asked), gaps, soon, min(ahead, default=None)
        )
        lines.append(line)
    return tuple(lines)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
