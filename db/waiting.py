"""What waits for somebody: each register tells its own, the home page and the report on readiness show them together
(VAL-3). A register that holds thousands names the first of each kind and counts the rest, so that saying what waits
costs the same however much there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

OVERDUE, MISSING, SOON, PLANNED = "overdue", "missing", "due soon", "planned"
T = TypeVar("T")
_LIST = "list:"


@dataclass(frozen=True)
class Waiting:
    """One thing to do. ``kind`` says what it is, for its words; ``state``: one of the four above; ``day``: when it is
    (or was) due, a day of the site's calendar; ``title``: whose or of what, a name and no sentence; ``note``: more of
    it, may be empty; ``place`` and ``record``: the page and the record where one click leads.

    ``more``: 0, or how many more of its kind and state there are which are not told one by one; ``title`` is empty
    then, and ``record`` the list that holds them (see ``listed``)."""

    kind: str
    state: str
    day: date | None
    title: str
    note: str
    place: str
    record: str
    more: int = 0

    @property
    def count(self) -> int:
        """How many things it stands for."""
        return self.more or 1


def listed(view: str = "", **where: Sequence[str]) -> str:
    """The list of a page with these filters chosen, as the ``record`` of what waits; ``view``: which of the page's
    lists."""
    return f"{_LIST}{view}?{urlencode(where, doseq=True)}"


def as_list(record: str) -> tuple[str, dict[str, list[str]]] | None:
    """View and filters of what ``listed`` made; None where it names a record."""
    if not record.startswith(_LIST):
        return None
    view, _mark, where = record.removeprefix(_LIST).partition("?")
    return view, parse_qs(where)


def limit(most: int | None) -> int:
    """How many rows to read so that ``told`` can name ``most`` of them; all (-1) where there is no most."""
    return -1 if most is None else most + 2


def told(rows: Sequence[T], most: int | None, count: Callable[[], int]) -> tuple[Sequence[T], int]:
    """Of rows read with ``limit``: those that are named, and how many more there are. ``count`` is only asked where
    there are more; a single one more is named as well."""
    if most is None or len(rows) <= most + 1:
        return rows, 0
    return rows[:most], count() - most


def first_of(found: Iterable[Waiting], most: int | None, lists: Mapping[str, str] | None = None) -> tuple[Waiting, ...]:
    """Of each kind and state the first ``most`` names, the earliest day first, with all that waits of them; the other
    names counted in one. ``lists``: of a kind the list that holds all of it, where its register has not said."""
    if most is None:
        return tuple(found)
    alike: dict[tuple[str, str], list[Waiting]] = {}
    for one in found:
        alike.setdefault((one.kind, one.state), []).append(one)
    first: list[Waiting] = []
    for (kind, state), some in alike.items():
        named = sorted((one for one in some if not one.more), key=lambda one: one.day or date.max)
        names = tuple(dict.fromkeys(one.title for one in named))
        chosen, rest = told(names, most, names.__len__)
        first += [one for one in named if one.title in chosen]
        rest += sum(one.more for one in some)
        if rest:
            held = next((one.record for one in some if one.more), (lists or {}).get(kind, ""))
            first.append(Waiting(kind, state, None, "", "", some[0].place, held, rest))
    return tuple(first)
