"""How a register is described to list, export and import: its fields, who reads its rows, and how sheets get in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from db.errors import BadInput
from db.store.query import Query

if TYPE_CHECKING:
    from db.site import Site
    from desktop.exchange.taking import Importer

Value: TypeAlias = str | int | float | bool | date | datetime | None
ALL = 10_000_000
Rows: TypeAlias = tuple[Sequence[tuple[Value, ...]], int]
"""The rows that match, in the order of the fields, and how many there are without the filter."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a register. ``as_of``: the state on that day, None for today; ``study``: an id; ``known``: as
    it was known on that day (AUD-6)."""

    query: Query
    as_of: date | None = None
    study: str | None = None
    known: date | None = None


Lister: TypeAlias = Callable[["Site", Asked], Rows]


@dataclass(frozen=True)
class Register:
    """``name`` is the word of the command line; ``fields`` those of design section 8, more may stand beside them.
    ``by_day``, ``by_study``: whether ``--as-of`` and ``--study`` mean something here, ``knows``: ``--as-known``.
    ``importer``: for sheets."""

    name: str
    fields: tuple[str, ...]
    lister: Lister
    by_day: bool = False
    by_study: bool = False
    knows: bool = False
    importer: Importer | None = None


def picked(records: Iterable[object], fields: Sequence[str]) -> list[tuple[Value, ...]]:
    """The attributes of records called like the fields; several in one (tuples) as one text."""
    return [tuple(value_of(getattr(record, name)) for name in fields) for record in records]


def filtered(rows: Sequence[Mapping[str, Value]], fields: Sequence[str], query: Query) -> Rows:
    """For rows that no SQL can filter, because they are worked out: where, sort and window of the query.

    Raises BadInput for a field that is not there.
    """
    for name in (*query.where, *(name for name, _ in query.sort)):
        if name not in fields:
            raise BadInput(f"There is no field “{name}” here.", todo=f"Fields: {', '.join(fields)}.")
    kept = [row for row in rows if all(as_text(row[name]) in accepted for name, accepted in query.where.items())]
    for name, descending in reversed(query.sort):
        kept.sort(key=lambda row: as_text(row[name]), reverse=descending)
    kept = kept[query.offset : query.offset + query.limit]
    return [tuple(row[name] for name in fields) for row in kept], len(rows)


def of_log(records: Iterable[object], fields: Sequence[str], asked: Asked, day: str, study: str = "") -> Rows:
    """A log whose entries have their own ``day``: what had happened by the day asked for, of the study asked for (the
    attribute ``study`` is its id)."""
    rows = [
        {name: value_of(getattr(one, name)) for name in fields}
        for one in records
        if (asked.as_of is None or getattr(one, day) <= asked.as_of)
        and (not study or asked.study in (None, getattr(one, study)))
    ]
    return filtered(rows, fields, asked.query)


def value_of(value: object) -> Value:
    """An attribute of a record as it stands in a table."""
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(map(str, value))
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)


def as_json(value: Value) -> Value:
    """Days and times as ISO 8601 text."""
    return value.isoformat() if isinstance(value, date) else value


def as_text(value: Value) -> str:
    return "" if value is None else str(as_json(value))
