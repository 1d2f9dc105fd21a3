"""Rows of a register as they leave the program: the shared field names of design section 8, as filtered.

Read where the store may be read; the result is frozen and may be written to a file anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from db.errors import BadInput
from db.store.query import Query
from desktop.exchange.registers import register_named
from desktop.exchange.registers.form import ALL, Asked, Value, as_json

if TYPE_CHECKING:
    from db.site import Site

__all__ = ["ALL", "Listing", "Value", "listing"]


@dataclass(frozen=True)
class Listing:
    """``rows`` in the order of ``fields``; ``of``: how many rows the register has without the filter; ``filters``:
    what was asked for, in words for the export's record."""

    register: str
    fields: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    of: int
    filters: Mapping[str, str]

    def records(self) -> list[dict[str, Value]]:
        """As JSON objects: days and times as ISO 8601 text."""
        return [dict(zip(self.fields, map(as_json, row), strict=True)) for row in self.rows]


def listing(
    site: Site, register: str, query: Query | None = None, *, as_of: date | None = None, study: str | None = None,
    known: date | None = None,
) -> Listing:  # fmt: skip
    """The rows that match, all of them unless the query has a limit of its own. ``study``: short name or id;
    ``known``: as it was known on that day. Raises BadInput for an unknown register, field or study, and for a day or
    study where it would change nothing."""
    told = register_named(register)
    if as_of is not None and not told.by_day:
        raise BadInput(f"“{register}” is not kept by day.", todo="Leave the day out.")
    if known is not None and not told.knows:
        raise BadInput(f"What was known of “{register}” on a past day is not told.", todo="Leave that day out.")
    if known is not None and as_of is not None:
        raise BadInput("Ask as of a day, or as known on a day.", todo="Leave one of the two out.")
    if study is not None and not told.by_study:
        by_where = " Use --where study=CODE." if "study" in told.fields else ""
        raise BadInput(f"“{register}” is not listed by study.{by_where}", todo="Leave the study out.")
    query = query or Query(limit=ALL)
    rows, of = told.lister(site, Asked(query, as_of, None if study is None else _study_id(site, study), known))
    filters = {name: ", ".join(values) for name, values in query.where.items()}
    filters |= {"search": query.search} if query.search else {}
    filters |= {"as of": as_of.isoformat()} if as_of else {}
    filters |= {"as known on": known.isoformat()} if known else {}
    filters |= {"study": study} if study else {}
    return Listing(register, told.fields, tuple(rows), of, filters)


def _study_id(site: Site, named: str) -> str:
    found = site.people.studies(replace(Query(), limit=ALL)).rows
    for study in found:
        if named in (study.id, study.code):
            return study.id
    raise BadInput(f"There is no study “{named}”.", todo=f"Studies: {', '.join(study.code for study in found)}.")
