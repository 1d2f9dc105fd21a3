"""One way of asking a register's table for a window of rows: filter, search, sort, count, all in SQL."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.store.query import UNCOUNTED, Query, order_sql, where_sql
from db.store.store import Store

_ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


@dataclass(frozen=True)
class Listing:
    """``fields``: what may be filtered and sorted by; ``words``: SQL of the text that is searched; ``base``: which
    rows there are at all; ``newest``: the order where none is asked for."""

    select: str
    tables: str
    fields: Mapping[str, str]
    words: str
    newest: tuple[tuple[str, bool], ...]
    key: str
    base: str = "1"

    def window(self, store: Store, query: Query) -> tuple[list[tuple[Any, ...]], int, int]:
        """The rows, how many match, how many there are; UNCOUNTED where that was left out. Which rows they are is found
        first, out of indexes where it can be; only those are then read whole."""
        clause, values = self.clause(query)
        order = order_sql(query if query.sort else replace(query, sort=self.newest), self.fields, self.key)
        chosen = f"SELECT {self.key} AS one FROM {self.tables} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?"
        found = store.rows(
            f"SELECT {self.select} FROM {self.tables} JOIN ({chosen}) AS found ON found.one = {self.key} "
            f"ORDER BY {order}",
            (*values, query.limit, query.offset),
        )
        if not query.counting:
            return found, UNCOUNTED, UNCOUNTED
        matching = _number(store.scalar(f"SELECT count(*) FROM {self.tables} WHERE {clause}", tuple(values)))
        of = _number(store.scalar(f"SELECT count(*) FROM {self.tables} WHERE {self.base}"))
        return found, matching, of

    def facets(self, store: Store, query: Query, names: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
        """For each name its values with how many rows the other filters leave; most frequent first."""
        found = {}
        for name in names:
            others = replace(query, where={field: given for field, given in query.where.items() if field != name})
            clause, values = self.clause(others)
            rows = store.rows(
                f"SELECT {self.fields[name]}, count(*) FROM {self.tables} WHERE {clause} GROUP BY 1 "
                "ORDER BY 2 DESC, 1 LIMIT 50",
                tuple(values),
            )
            found[name] = tuple((str(value), int(count)) for value, count in rows if value not in (None, ""))
        return found

    def clause(self, query: Query) -> tuple[str, list[str]]:
        clause, values = where_sql(query, self.fields)
        terms = [self.base, clause]
        for word in query.search.split():
            terms.append(rf"({self.words}) LIKE ? ESCAPE '\'")
            values.append(f"%{word.translate(_ESCAPED)}%")
        return " AND ".join(term for term in terms if term != "1") or "1", values


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
