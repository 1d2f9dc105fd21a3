"""What a page asks of a register: filter, search, sort and a window of rows, all answered in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from db.errors import BadInput

Record = TypeVar("Record")
UNCOUNTED = -1


@dataclass(frozen=True)
class Query:
    """``where``: field -> accepted values (any of them); ``search``: words as typed;
    ``sort``: (field, descending) in order; ``offset`` and ``limit``: the window, in rows. ``counting`` False: the rows
    are wanted at once, and a register for which counting takes long may leave it out."""

    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    search: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    offset: int = 0
    limit: int = 200
    counting: bool = True


@dataclass(frozen=True)
class Page(Generic[Record]):
    """One window of rows, how many match in all (UNCOUNTED where that was left out), and how many there are without
    the filter."""

    rows: tuple[Record, ...]
    matching: int
    of: int


def where_sql(query: Query, columns: Mapping[str, str]) -> tuple[str, list[str]]:
    """The WHERE clause (without the word) and its parameters.

    ``columns`` maps the names a caller may use to the SQL they stand for, so that no name
    from outside ever reaches the statement. Raises BadInput for a name that is not among them.
    """
    terms: list[str] = []
    values: list[str] = []
    for name, accepted in query.where.items():
        if name not in columns:
            raise BadInput(f"There is no field “{name}” here.", todo=f"Fields: {', '.join(sorted(columns))}.")
        marks = ", ".join("?" for _ in accepted)
        # coalesce keeps an index from being used, and only an empty value that is asked for needs it
        column = f"coalesce({columns[name]}, '')" if "" in accepted else columns[name]
        terms.append(f"{column} IN ({marks})" if accepted else "0")
        values.extend(accepted)
    return (" AND ".join(terms) or "1"), values


def order_sql(query: Query, columns: Mapping[str, str], last: str) -> str:
    """The ORDER BY clause (without the words), always ending in the unique column ``last``."""
    terms = []
    for name, descending in query.sort:
        if name not in columns:
            raise BadInput(f"Cannot sort by “{name}”.", todo=f"Fields: {', '.join(sorted(columns))}.")
        terms.append(f"{columns[name]} {'DESC' if descending else 'ASC'}")
    return ", ".join([*terms, last])
