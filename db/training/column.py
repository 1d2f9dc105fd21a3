"""One column of the matrix, for everybody at once.

The same verdicts as Demand.cell() gives one by one, with the most frequent case judged in place: trained on the
version that is asked for, and far from the expiry. Days are compared as ISO text, which orders as they do. A test holds
the two ways together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from db.days import add_months
from db.training.rules import NOT_REQUIRED, Asked, Cell, Demand, Status
from db.training.words import Cause, Facts, RecordRow, held_of

_NONE: tuple[RecordRow, ...] = ()
_tuple = tuple.__new__  # a named tuple without its own __new__, which takes twice as long


class Taken:
    """The trainings of one course by person: ``first`` of each, and all of them in ``more`` where there are several."""

    def __init__(self, rows: Iterable[RecordRow]) -> None:
        self.first: dict[str, RecordRow] = {}
        self.more: dict[str, list[RecordRow]] = {}
        first = self.first
        for row in rows:
            there = first.setdefault(row[0], row)
            if there is not row:
                self.more.setdefault(row[0], [there]).append(row)


class Trainings:
    """Rows by course. The same Taken is handed out until rows of its course are replaced."""

    def __init__(self, rows: Iterable[RecordRow]) -> None:
        self._rows: defaultdict[str, list[RecordRow]] = defaultdict(list)
        self._taken: dict[str, Taken] = {}
        for row in rows:
            self._rows[row[1]].append(row)

    def of(self, course: str) -> Taken:
        found = self._taken.get(course)
        if found is None:
            found = self._taken[course] = Taken(self._rows.get(course, ()))
        return found

    def replace(self, ids: Container[str], rows: Iterable[RecordRow]) -> None:
        """Other rows in place of those of these records; only their courses are grouped anew."""
        for course, there in self._rows.items():
            kept = [row for row in there if row[2] not in ids]
            if len(kept) < len(there):
                self._rows[course] = kept
                self._taken.pop(course, None)
        for row in rows:
            self._rows[row[1]].append(row)
            self._taken.pop(row[1], None)

    def count(self) -> int:
        return sum(len(rows) for rows in self._rows.values())


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
    taken: Taken,
    planned: Mapping[str, Sequence[date]],
    expiries: Mapping[str, date] | None,
) -> list[Cell]:
    """The cells of these people. ``asked``: in the same order, by course; ``planned`` by person; ``expiries`` of the
    course's validity, None where it has none."""
    course = demand.course.id
    first, more = taken.first, taken.more
    plain = expiries is not None and demand.coming is None
    expiries = {} if expiries is None else expiries  # one that is still empty is false
    counts, on, horizon = _Counts(demand), demand.on.isoformat(), demand.on + demand.window
    every, since, versions = counts.every, counts.since, counts.versions
    background, current, valid = demand.background, Status.CURRENT, Cause.VALID
    cells: list[Cell] = []
    for person, wanted in zip(people, asked, strict=True):
        if course not in wanted:
            cells.append(NOT_REQUIRED)
            continue
        row = first.get(person)
        several = more.get(person) if more and row is not None else None
        if plain and row is not None:
            best = row if several is None else _best(several, expiries, counts, on)
            _person, _course, record, version, completed, expires = best
            if completed <= on and (every or (completed >= since if version is None else version in versions)):
                until = expiries[completed] if expires is None else date.fromisoformat(expires)
                if until > horizon:
                    facts = _tuple(Facts, (valid, background, best, (), None, until))
                    cells.append(_tuple(Cell, (current, until, record, facts)))
                    continue
        mine = several or (_NONE if row is None else (row,))
        cells.append(demand.cell(wanted[course], [held_of(one) for one in mine], planned.get(person, ())))
    return cells


class _Counts:
    """Which trainings count on the day: ``every`` one of them, else those on one of ``versions``, or without a version
    from the day ``since`` (ISO) on."""

    def __init__(self, demand: Demand) -> None:
        lowest = demand.required_rank
        self.every = lowest < 0
        self.since = "" if self.every else demand.days[lowest].isoformat()
        self.versions = frozenset(version for version, rank in demand.ranks.items() if rank >= lowest)

    def has(self, row: RecordRow) -> bool:
        return self.every or (row[4] >= self.since if row[3] is None else row[3] in self.versions)


def _best(rows: Sequence[RecordRow], expiries: Mapping[str, date], counts: _Counts, on: str) -> RecordRow:
    """The one that counts longest, the later done of two that count as long; any of them where none counts."""
    best, best_until = rows[0], date.min
    for row in rows:
        if row[4] <= on and counts.has(row):
            until = expiries[row[4]] if row[5] is None else date.fromisoformat(row[5])
            if until > best_until or (until == best_until and row[4] >= best[4]):
                best, best_until = row, until
    return best


class Columns:
    """The columns of the last matrix of a kind: taken over where nothing they are made from has changed since."""

    def __init__(self) -> None:
        self._everybody: tuple[date, Sequence[str], Sequence[Mapping[str, Asked]]] | None = None
        self._made: dict[str, tuple[Taken, object, list[Cell]]] = {}

    def begin(self, on: date, people: Sequence[str], asked: Sequence[Mapping[str, Asked]]) -> None:
        """Before the columns of a matrix: of which day, of whom, and what is asked of them."""
        if self._everybody != (on, people, asked):
            self._everybody, self._made = (on, people, asked), {}

    def of(
        self, demand: Demand, taken: Taken, planned: Mapping[str, Sequence[date]], expiries: Mapping[str, date] | None
    ) -> list[Cell]:
        """As column_of()."""
        assert self._everybody is not None, "begin() comes first"
        made_from = (demand.course, demand.versions, planned)
        former = self._made.get(demand.course.id)
        if former is not None and former[0] is taken and former[1] == made_from:
            return former[2]
        cells = column_of(demand, self._everybody[1], self._everybody[2], taken, planned, expiries)
        self._made[demand.course.id] = (taken, made_from, cells)
        return cells
