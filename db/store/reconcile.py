"""The trail replayed: does every row say what its entries say? (design section 4)

A cut log or an old page spliced into the file passes the cipher's own checks; whoever changes a row without the
program leaves no entry. Both show here. Table by table and row by row in the order of keys, so that neither trail nor
table is ever held in memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from db.store.connection import Connection, Row
from db.store.tables import Table, quoted, read_tables

_REPLAYED = ("insert", "update", "delete", "migrate", "baseline")
Told = Callable[[int], None]
State = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """A row that is not as the trail left it. ``expected``: None when it should not be there; ``actual``: None when
    it is not; ``history``: its entries do not even fit each other. Values as on the trail (a BLOB as its hash)."""

    table: str
    row: str
    expected: State | None
    actual: State | None
    history: bool = False

    @property
    def words(self) -> str:
        place = f"record {self.row} of {self.table}"
        if self.history:
            return f"The entries about {place} do not fit each other."
        if self.expected is None:
            return f"The {place} is there, and the trail does not say how it came."
        if self.actual is None:
            return f"The {place} is gone, and the trail does not say how."
        differing = sorted(name for name, value in self.actual.items() if self.expected.get(name) != value)
        return f"The {place} is not as the trail left it: {', '.join(differing)}."


@dataclass
class _Unknown:
    """The state of a row whose entries were destroyed."""


_UNKNOWN = _Unknown()


def differences(connection: Connection, told: Told | None = None) -> Iterator[Difference]:
    """Every row that differs. ``told`` hears how many entries were replayed since it was last told."""
    for table in read_tables(connection).registers.values():
        yield from _table(connection, table, told or (lambda _count: None))


def _table(connection: Connection, table: Table, told: Told) -> Iterator[Difference]:
    defaults = {
        column: None if default is None else connection.scalar(f"SELECT {default}")
        for column, default in table.defaults.items()
    }
    replayed = _replay(connection, table, defaults, told)
    rows = _rows(connection, table)
    expected, actual = next(replayed, None), next(rows, None)
    while expected is not None or actual is not None:
        if actual is None or (expected is not None and expected[0] < actual[0]):
            assert expected is not None
            row, state, fits = expected
            if not fits or isinstance(state, dict):
                yield Difference(table.name, row, state if isinstance(state, dict) else None, None, not fits)
            expected = next(replayed, None)
        elif expected is None or actual[0] < expected[0]:
            yield Difference(table.name, actual[0], None, actual[1])
            actual = next(rows, None)
        else:
            row, state, fits = expected
            if not fits or (not isinstance(state, _Unknown) and state != actual[1]):
                yield Difference(table.name, row, None if isinstance(state, _Unknown) else state, actual[1], not fits)
            expected, actual = next(replayed, None), next(rows, None)


def _replay(
    connection: Connection, table: Table, defaults: State, told: Told
) -> Iterator[tuple[str, State | _Unknown | None, bool]]:
    """Each row the trail knows, as its entries leave it, and whether they fit each other."""
    marks = ", ".join("?" for _ in _REPLAYED)
    entries = connection.stream(
        f'SELECT "row", action, detail FROM main.audit WHERE tbl = ? AND action IN ({marks}) ORDER BY "row", seq',  # noqa: S608
        (table.name, *_REPLAYED),
    )
    current: str | None = None
    state: State | _Unknown | None = None
    fits = True
    for portion in entries:
        for row, action, detail in portion:
            if row != current:
                if current is not None:
                    yield current, _filled(state, table, defaults), fits
                current, state, fits = row, None, True
            state, fitted = _step(state, action, detail, defaults)
            fits = fits and fitted
        told(len(portion))
    if current is not None:
        yield current, _filled(state, table, defaults), fits


def _step(
    state: State | _Unknown | None, action: str, detail: str | None, defaults: State
) -> tuple[State | _Unknown | None, bool]:
    if detail is None:
        return _UNKNOWN, True
    said = json.loads(detail)
    old, new = said["old"], said["new"]
    if action in ("migrate", "baseline"):
        return new, True
    if action == "insert":
        return new, state is None or isinstance(state, _Unknown)
    if isinstance(state, _Unknown):
        return (None if action == "delete" else state), True
    if state is None:
        return (None if action == "delete" else new), False
    fits = all(state.get(name, defaults.get(name)) == value for name, value in old.items())
    return (None if action == "delete" else state | new), fits


def _filled(state: State | _Unknown | None, table: Table, defaults: State) -> State | _Unknown | None:
    """With the columns of today: those added since hold their default, those gone are gone."""
    if not isinstance(state, dict):
        return state
    return {column: state.get(column, defaults.get(column)) for column in table.columns}


def _rows(connection: Connection, table: Table) -> Iterator[tuple[str, State]]:
    columns = ", ".join(quoted(column) for column in table.columns)
    place = table.columns.index(table.key)
    for portion in connection.stream(f"SELECT {columns} FROM main.{quoted(table.name)} ORDER BY {quoted(table.key)}"):  # noqa: S608
        for row in portion:
            yield row[place], _as_on_trail(table, row)


def _as_on_trail(table: Table, row: Row) -> State:
    return {
        column: sha256(value).hexdigest() if isinstance(value, bytes) else value
        for column, value in zip(table.columns, row, strict=True)
    }
