"""A question asked of records that are in hand already, because no statement can find them: those “as known on D”,
which the trail is wound back for (AUD-6). The same words to filter, search, sort and page by as in SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from db.errors import BadInput
from db.folding import fold
from db.store.query import Page, Query

Record = TypeVar("Record")


Fields = Mapping[str, Callable[[Record], Any]]
"""Name -> value of a record, several where it is a tuple."""
_OFFERED = 50


def window(
    records: Sequence[Record], query: Query, fields: Fields[Record], words: Callable[[Record], str]
) -> Page[Record]:
    """``words``: the text that is searched. In the order given unless sorted. Raises BadInput for a name that is not
    among the fields."""
    _demand((*query.where, *(name for name, _ in query.sort)), fields)
    found = _found(records, query, fields, words)
    for name, descending in reversed(query.sort):
        found.sort(key=lambda one, value=fields[name]: _rank(value(one)), reverse=descending)  # type: ignore[misc]
    return Page(tuple(found[query.offset : query.offset + query.limit]), len(found), len(records))


def facets(
    records: Sequence[Record], query: Query, fields: Fields[Record], words: Callable[[Record], str],
    names: Sequence[str],
) -> dict[str, tuple[tuple[str, int], ...]]:  # fmt: skip
    """For each name its values with how many records the other filters leave; most frequent first."""
    _demand(tuple(query.where), fields)
    counted = {}
    for name in names:
        others = replace(query, where={field: given for field, given in query.where.items() if field != name})
        values: Counter[str] = Counter()
        for one in _found(records, others, fields, words):
            value = fields[name](one)
            values.update(str(each) for each in (value if isinstance(value, tuple) else (value,)))
        ordered = sorted(values.items(), key=lambda each: (-each[1], each[0]))
        counted[name] = tuple(each for each in ordered if each[0] not in ("None", ""))[:_OFFERED]
    return counted


def _demand(names: Sequence[str], fields: Fields[Any]) -> None:
    unknown = [name for name in names if name not in fields]
    if unknown:
        raise BadInput(
            f"What was known on a past day cannot be asked by “{unknown[0]}”.",
            todo=f"Take that filter away; there are {', '.join(sorted(fields))}.",
        )


def _found(
    records: Sequence[Record], query: Query, fields: Fields[Record], words: Callable[[Record], str]
) -> list[Record]:
    wanted = [fold(word) for word in query.search.split()]
    return [
        one
        for one in records
        if all(_fits(fields[name](one), accepted) for name, accepted in query.where.items())
        and (not wanted or all(word in text for text in (fold(words(one)),) for word in wanted))
    ]


def _fits(value: Any, accepted: Sequence[str]) -> bool:
    values = value if isinstance(value, tuple) else (value,)
    return any(str(one) in accepted for one in (values or ("",)))


def _rank(value: Any) -> tuple[bool, Any]:
    """What is not there comes last, in ascending order."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if isinstance(value, date):
        value = value.isoformat()
    return value is None, "" if value is None else value
