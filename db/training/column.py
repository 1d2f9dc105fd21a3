"""One column of the matrix, for everybody at once.

The same verdicts as Demand.cell() gives one by one, with the most frequent case judged in place: trained on the
version that is asked for, and far from the expiry. Days are compared as ISO text, which orders as they do. A test holds
the two ways together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from db.days import add_months
from db.training.rules import NOT_REQUIRED, Asked, Cell, Demand, Status
from db.training.words import Cause, Facts, RecordRow, held_of

_NONE: tuple[RecordRow, ...] = ()
_tuple = tuple.__new__  # a named tuple without its own __new__, which takes twice as long


class Trainings:
    """Rows by course and person: ``first`` of each, and all of them in ``more`` where there are several."""

    def __init__(self, rows: Iterable[RecordRow]) -> None:
        self.first: defaultdict[str, dict[str, RecordRow]] = defaultdict(dict)
        self.more: defaultdict[str, dict[str, list[RecordRow]]] = defaultdict(dict)
        first = self.first
        for row in rows:
            there = first[row[1]].setdefault(row[0], row)
            if there is not row:
                self.more[row[1]].setdefault(row[0], [there]).append(row)


class Expiries(dict[str, date]):
    """Day completed (ISO) -> last day it counts, for one validity; worked out once each."""

    def __init__(self, months: int) -> None:
        super().__init__()
        self._months = months

    def __missing__(self, completed: str) -> date:
        found = self[completed] = add_months(date.fromisoformat(completed), self._months)
        return found


def column_of(
    demand: Demand,
    people: Sequence[str],
    asked: Sequence[Mapping[str, Asked]],
    trainings: Trainings,
    planned: Mapping[str, Sequence[date]],
    expiries: Mapping[str, date] | None,
) -> list[Cell]:
    """The cells of these people. ``asked``: in the same order, by course; ``planned`` by person; ``expiries`` of the
    course's validity, None where it has none."""
    course = demand.course.id
    first, more = trainings.first.get(course, {}), trainings.more.get(course, {})
    plain = expiries is not None and demand.coming is None
    expiries = {} if expiries is None else expiries  # one that is still empty is false
    days = [day.isoformat() for day in demand.days]
    ranks, required, on, horizon = demand.ranks, demand.required_rank, demand.on.isoformat(), demand.on + demand.window
    background, current, valid, lowest = demand.background, Status.CURRENT, Cause.VALID, date.min
    cells: list[Cell] = []
    for person, wanted in zip(people, asked, strict=True):
        if course not in wanted:
            cells.append(NOT_REQUIRED)
            continue
        row = first.get(person)
        mine = _NONE if row is None else more.get(person, (row,))
        if plain:
            best, best_until = None, lowest
            for one in mine:
                _person, _course, _record, version, completed, expires = one
                until = expiries[completed] if expires is None else date.fromisoformat(expires)
                rank = bisect_right(days, completed) - 1 if version is None else ranks.get(version, -1)
                newer = until > best_until or (until == best_until and best is not None and completed >= best[4])
                if newer and rank >= required and completed <= on:
                    best, best_until = one, until
            if best_until > horizon and best is not None:
                facts = _tuple(Facts, (valid, background, best, (), None, best_until))
                cells.append(_tuple(Cell, (current, best_until, best[2], facts)))
                continue
        cells.append(demand.cell(wanted[course], [held_of(one) for one in mine], planned.get(person, ())))
    return cells
