"""One transaction: what a command of a register may do to the tables, row by row and by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from db import randomness
from db.errors import BadInput
from db.store.connection import Connection, SqlValue
from db.store.tables import Table, Tables, quoted

_TOGETHER = 50  # rows to a statement; times the columns of any table it stays below SQLite's 32,766 parameters


class Change:
    """What ``store.change()`` hands out. Names come from the code, are checked against the tables, and are never
    pasted unquoted; values are always parameters. ``tables`` are those it has touched."""

    def __init__(
        self,
        connection: Connection,
        tables: Tables,
        sees: Callable[[str, str], bool],
        writing: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """``sees``: whether the session sees that row; ``writing``: around each statement that writes."""
        self._connection, self._tables, self._sees, self._writing = connection, tables, sees, writing
        self._touched: set[str] = set()

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(self._touched)

    def insert(self, table: str, values: Mapping[str, SqlValue]) -> str:
        """A new row; its id, which is drawn (UUIDv7) when not given. Raises NotSaved, NotAllowed."""
        known = self._known(table, values)
        row = dict(values)
        row.setdefault(known.key, randomness.new_id())
        self._run(_insert(table, tuple(row)), tuple(row.values()))
        return str(row[known.key])

    def insert_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[SqlValue]]) -> tuple[str, ...]:
        """New rows of the same columns; their ids in order. All of them or none."""
        known = self._known(table, columns)
        if known.key in columns:
            place = tuple(columns).index(known.key)
            given = [tuple(row) for row in rows]
            ids = tuple(str(row[place]) for row in given)
            self._insert_many(table, tuple(columns), given)
            return ids
        keyed = [(randomness.new_id(), *row) for row in rows]
        self._insert_many(table, (known.key, *columns), keyed)
        return tuple(str(row[0]) for row in keyed)

    def update(self, table: str, row: str, values: Mapping[str, SqlValue]) -> None:
        """Other values in a saved row. Raises BadInput when it is not there, ReasonMissing, NotSaved, NotAllowed."""
        if not values:
            return
        known = self._known(table, values)
        self._must_see(table, row)
        assignments = ", ".join(f"{quoted(column)} = ?" for column in values)
        sql = f"UPDATE main.{quoted(table)} SET {assignments} WHERE {quoted(known.key)} = ?"  # noqa: S608
        if self._run(sql, (*values.values(), row)) == 0:
            raise _absent(table)

    def delete(self, table: str, row: str) -> None:
        """Remove a row. Raises BadInput when it is not there, ReasonMissing, NotSaved, NotAllowed."""
        known = self._known(table, ())
        self._must_see(table, row)
        sql = f"DELETE FROM main.{quoted(table)} WHERE {quoted(known.key)} = ?"  # noqa: S608
        if self._run(sql, (row,)) == 0:
            raise _absent(table)

    def _known(self, table: str, columns: Iterable[str]) -> Table:
        known = self._tables.registers.get(table)
        if known is None:
            raise ValueError(f"there is no table {table}")
        for column in columns:
            if column not in known.columns:
                raise ValueError(f"table {table} has no column {column}")
        self._touched.add(table)
        return known

    def _run(self, sql: str, params: Sequence[SqlValue]) -> int:
        with self._writing():
            return self._connection.run(sql, params)

    def _insert_many(self, table: str, columns: tuple[str, ...], rows: Sequence[tuple[SqlValue, ...]]) -> None:
        """All rows or none, also for a caller who goes on after the error.

        Many rows to a statement: for each statement SQLite keeps a copy of every page it is about to change.
        """
        together = len(rows) - len(rows) % _TOGETHER
        portions = (
            [value for row in rows[at : at + _TOGETHER] for value in row] for at in range(0, together, _TOGETHER)
        )
        with self._writing():
            self._connection.run("SAVEPOINT many")
            try:
                self._connection.run_many(_insert(table, columns, _TOGETHER), portions)
                self._connection.run_many(_insert(table, columns), rows[together:])
            except BaseException:
                if self._connection.in_transaction:  # a full disk may have ended it
                    self._connection.run("ROLLBACK TO many")
                raise
            self._connection.run("RELEASE many")

    def _must_see(self, table: str, row: str) -> None:
        if not self._sees(table, row):
            raise _absent(table)


def _insert(table: str, columns: tuple[str, ...], rows: int = 1) -> str:
    names = ", ".join(quoted(column) for column in columns)
    values = ", ".join([f"({', '.join('?' * len(columns))})"] * rows)
    return f"INSERT INTO main.{quoted(table)} ({names}) VALUES {values}"  # noqa: S608 - names are checked


def _absent(table: str) -> BadInput:
    return BadInput(
        f"That record of {table} is not there.", kept="Nothing was changed.", todo="Refresh the page and look again."
    )
