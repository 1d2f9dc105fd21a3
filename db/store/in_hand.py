"""A question asked of records that are in hand already, because no statement can find them: those “as known on D”,
which the trail is wound back for (AUD-6). The same words to filter, search, sort and page by as in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from db.errors import BadInput
from db.folding import fold
from db.store.query import Page, Query

Record = TypeVar("Record")


def window(
    records: Sequence[Record], query: Query, fields: Mapping[str, Callable[[Record], Any]],
    words: Callable[[Record], str],
) -> Page[Record]:  # fmt: skip
    """``fields``: name -> value of a record, several where it is a tuple; ``words``: the text that is searched. In the
    order given unless sorted. Raises BadInput for a name that is not among them."""
    unknown = [name for name in (*query.where, *(name for name, _ in query.sort)) if name not in fields]
    if unknown:
        raise BadInput(
            f"What was known on a past day cannot be asked by “{unknown[0]}”.",
            todo=f"Take that filter away; there are {', '.join(sorted(fields))}.",
        )
    wanted = [fold(word) for word in query.search.split()]
    found = [
        one
        for one in records
        if all(_fits(fields[name](one), accepted) for name, accepted in query.where.items())
        and all(word in text for text in (fold(words(one)),) for word in wanted)
    ]
    for name, descending in reversed(query.sort):
        found.sort(key=lambda one, value=fields[name]: _rank(value(one)), reverse=descending)  # type: ignore[misc]
    return Page(tuple(found[query.offset : query.offset + query.limit]), len(found), len(records))


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
