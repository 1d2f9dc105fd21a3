"""The log as a matrix people × tasks: pure, so that it can be tested without a window."""

from __future__ import annotations

from collections.abc import Collection

from db.delegation import records as r
from desktop.delegation.words import state_of, status_text
from desktop.widgets.dates import MONTHS, painted, show_date, show_short
from desktop.widgets.heat_model import HeatCell, HeatColumn, HeatData, HeatRow
from desktop.widgets.states import State

NOTHING = HeatCell(State.NONE, "", "not delegated", "")
_ORDER = (r.NOT_CURRENT, r.ACTIVE, r.ACCEPTED, r.PROPOSED, r.APPROVED, r.ENDED, r.REFUSED)


def shown_line(lines: Collection[r.Line]) -> r.Line | None:
    """Of several lines of a person and task, the one that says how it stands now."""
    return min(lines, key=lambda line: (_ORDER.index(line.status), -line.start.toordinal()), default=None)


def heat_data(log: r.Log, statuses: Collection[str] = (), words: str = "") -> HeatData:
    """Rows of people with a line, columns of tasks somebody has or had.

    ``statuses``: only people with a line in one of them; ``words``: only people whose name has them.
    """
    by_cell: dict[tuple[str, str], list[r.Line]] = {}
    people: dict[str, r.Line] = {}
    for line in log.lines:
        by_cell.setdefault((line.person_id, line.task_id), []).append(line)
        people.setdefault(line.person_id, line)
    wanted = [
        first
        for person, first in people.items()
        if words.casefold() in first.person.casefold()
        and (not statuses or any(line.status in statuses for line in log.lines if line.person_id == person))
    ]
    used = {line.task_id for line in log.lines}
    tasks = [task for task in log.tasks if task.id in used]
    return HeatData(
        [HeatRow(one.person_id, one.person, one.role) for one in wanted],
        [HeatColumn(task.id, f"{task.code} {task.title}", task.name) for task in tasks],
        [[_cell(by_cell.get((one.person_id, task.id), []), log) for task in tasks] for one in wanted],
    )


def _cell(lines: list[r.Line], log: r.Log) -> HeatCell:
    line = shown_line(lines)
    if line is None:
        return NOTHING
    state, status = state_of(line), status_text(line)
    if line.status == r.ACTIVE and not line.former:
        text = f"{MONTHS[line.start.month - 1]}-{line.start.year % 100:02d}"
    elif line.status == r.NOT_CURRENT:
        text = "lapsed"
    elif line.status == r.APPROVED:
        text = show_short(line.start, log.as_of)
    else:
        text = status
    breach = f", {', '.join(line.breaches)}" if line.breaches else ""
    spoken = f"{status}, from {show_date(line.start)}{breach}"
    return HeatCell(state, painted(text), spoken, line.start.isoformat())
