"""Figures of a register that its page and its PDF draw as bars, each with its number beside it (CAP-4, RSK-1)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from db.days import add_months, shown
from db.store.connection import SqlValue
from db.store.store import Store

MONTHS = 12
OTHERS = "others"
Rows: TypeAlias = tuple[tuple[str, int, int | None], ...]


@dataclass(frozen=True)
class Chart:
    """``rows``: word, how many and, in a trend, how many of the second kind. ``pareto``: most frequent first, and the
    share of all up to each row is told; ``note``: how to read it."""

    key: str
    title: str
    rows: Rows
    pareto: bool = False
    note: str = ""


@dataclass(frozen=True)
class Dated:
    """Rows of a table that happened on a day. ``source``: FROM and WHERE of SQL, ``day``: the expression whose first
    ten letters are the day."""

    source: str
    day: str


def counts(store: Store, sql: str, values: tuple[SqlValue, ...] = ()) -> Rows:
    """Each (word, count) that the statement answers, in its order."""
    return tuple((str(word), int(count), None) for word, count in store.rows(sql, values))


def frequent(store: Store, word: str, source: str, *, count: str = "count(*)", most: int = 8) -> Rows:
    """How often each ``word`` stands in ``source``, the most frequent first; what comes after ``most`` in one row."""
    return cut_short(counts(store, f"SELECT {word}, {count} FROM {source} GROUP BY 1 ORDER BY 2 DESC, 1"), most)


def ranked(found: Iterable[tuple[str, int]], most: int = 8) -> Rows:
    """What was counted elsewhere (the facets of a list), the most frequent first; see ``frequent``."""
    return cut_short(
        tuple((word, count, None) for word, count in sorted(found, key=lambda pair: (-pair[1], pair[0]))), most
    )


def cut_short(found: Rows, most: int = 8) -> Rows:
    """What comes after ``most`` in one row, OTHERS."""
    if len(found) <= most:
        return found
    return (*found[: most - 1], (OTHERS, sum(row[1] for row in found[most - 1 :]), None))


def trend(store: Store, on: date, begun: Dated, ended: Dated) -> Rows:
    """Of each of the last twelve months up to the day: begun, ended; the oldest first."""
    months = [add_months(on.replace(day=1), -back) for back in range(MONTHS - 1, -1, -1)]
    first, second = (_by_month(store, one, months[0], on) for one in (begun, ended))
    keys = [(shown(month)[3:], f"{month:%Y-%m}") for month in months]
    return tuple((words, first.get(key, 0), second.get(key, 0)) for words, key in keys)


def _by_month(store: Store, one: Dated, start: date, end: date) -> dict[str, int]:
    sql = (
        f"SELECT substr({one.day}, 1, 7), count(*) FROM {one.source} "
        f"AND substr({one.day}, 1, 10) BETWEEN ? AND ? GROUP BY 1"
    )
    return {str(month): int(count) for month, count in store.rows(sql, (start.isoformat(), end.isoformat()))}
