"""A table as it stood when only the entries up to some moment had been made: “as known on D” (AUD-6).

Today's rows are taken, and what the trail says was done to them since is undone, newest first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from db.clock import Clock

RowAsKnown = dict[str, Any]


class _Source(Protocol):
    def rows(self, sql: str, params: tuple[Any, ...] = (), /) -> list[tuple[Any, ...]]: ...


class _Clocked(_Source, Protocol):
    clock: Clock


def last_seq_by(source: _Source, when: datetime) -> int:
    """The number of the last entry made at or before ``when`` (aware); 0 when there was none.

    Entries carry local time with offset, so text alone does not order them: those near the moment are compared as
    times.
    """
    if when.tzinfo is None:
        raise ValueError("a moment without zone cannot be looked up")
    near = (when - timedelta(days=2)).date().isoformat()
    far = (when + timedelta(days=2)).date().isoformat()
    before = source.rows("SELECT coalesce(max(seq), 0) FROM audit WHERE at < ?", (near,))[0][0]
    around = source.rows("SELECT seq, at FROM audit WHERE at >= ? AND at < ? ORDER BY seq", (near, far))
    return max([int(before), *(int(seq) for seq, at in around if datetime.fromisoformat(at) <= when)])


def last_seq_on(store: _Clocked, on: date) -> int:
    """The number of the last entry made by the end of that day at the site."""
    return last_seq_by(store, end_of(store, on))


def end_of(store: _Clocked, on: date) -> datetime:
    """The last second of a day at the site."""
    return datetime.combine(on + timedelta(days=1), time(), store.clock.now().tzinfo) - timedelta(seconds=1)


def as_known(source: _Source, table: str, columns: Iterable[str], last_seq: int) -> list[RowAsKnown]:
    """The rows of ``table`` after entry ``last_seq``, each with ``columns`` (which must hold "id").

    A row whose entries were destroyed since then is left out: nobody may know any more what it said.
    """
    names = tuple(columns)
    listed = ", ".join(f'"{name}"' for name in names)
    rows: dict[str, RowAsKnown] = {
        row[names.index("id")]: dict(zip(names, row, strict=True))
        for row in source.rows(f'SELECT {listed} FROM "{table}"')  # noqa: S608
    }
    undone = source.rows(
        'SELECT action, "row", detail FROM audit WHERE seq > ? AND tbl = ? ORDER BY seq DESC', (last_seq, table)
    )
    for action, row, detail in undone:
        _undo(rows, action, row, detail, names)
    return list(rows.values())


def _undo(rows: dict[str, RowAsKnown], action: str, row: str, detail: str | None, names: tuple[str, ...]) -> None:
    if action == "insert" or detail is None:
        rows.pop(row, None)
        return
    old = json.loads(detail).get("old")
    if not isinstance(old, dict):
        return
    if action == "delete":
        rows[row] = {name: old.get(name) for name in names}
    elif row in rows and action != "baseline":
        rows[row].update({name: value for name, value in old.items() if name in names})
