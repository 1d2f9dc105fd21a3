"""What plans, sharing and documents said at the end of a past day, as a list and one by one (AUD-6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from db.errors import BadInput
from db.store.in_hand import window
from db.store.query import Page, Query


class _Record(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def status(self) -> str: ...


One = TypeVar("One", bound=_Record)


def known_page(
    records: Sequence[One], query: Query | None, statuses: Sequence[str], words: Callable[[One], str]
) -> Page[One]:
    """A window of what was known, by any of its fields; ``statuses``: in the order of their urgency."""
    if not records:
        return Page((), 0, 0)
    named: dict[str, Callable[[One], Any]] = {one.name: attrgetter(one.name) for one in fields(records[0])}  # type: ignore[arg-type]
    named["urgency"] = lambda one: statuses.index(one.status)
    return window(records, query or Query(), named, words)


def known_one(records: Sequence[One], record: str) -> One:
    """Raises BadInput for one that nobody had entered by then."""
    for one in records:
        if one.id == record:
            return one
    raise BadInput("That was not on record then.", todo="Choose another day.")
