"""``list REGISTER``: rows on the terminal, or as JSON with the shared field names."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from db.days import shown
from db.errors import BadInput
from db.site import Site
from db.store.query import Query
from desktop.commands.answer import Answer
from desktop.exchange.listing import ALL, Listing, Value, listing

_COLUMNS = 9  # fields shown on the terminal; --json has them all
_WIDEST = 40


def run_list(site: Site, options: Namespace) -> Answer:
    """From the command line: register, where (FIELD=VALUE), search, as_of, as_known, study."""
    query = query_of(options.where or (), options.search)
    return show(site, options.register, query=query, as_of=options.as_of, study=options.study, known=options.as_known)


def show(
    site: Site,
    register: str,
    *,
    query: Query | None = None,
    as_of: date | None = None,
    study: str | None = None,
    known: date | None = None,
) -> Answer:
    """All rows that match. Raises BadInput for an unknown register or field."""
    made = listing(site, register, query, as_of=as_of, study=study, known=known)
    fields = {"register": register, "rows": made.records(), "matching": len(made.rows), "of": made.of}
    return Answer(_table(made), fields)


def query_of(where: Iterable[str], search: str = "", limit: int | None = None) -> Query:
    """From the command line: each condition as FIELD=VALUE; several of one field mean any of them."""
    wanted: dict[str, list[str]] = {}
    for condition in where:
        name, mark, value = condition.partition("=")
        if not mark:
            raise BadInput(f"“{condition}” is no condition.", todo="Write FIELD=VALUE, as in status=active.")
        wanted.setdefault(name.strip(), []).append(value.strip())
    conditions: Mapping[str, Sequence[str]] = wanted
    return Query(where=conditions, search=search, limit=ALL if limit is None else limit)


def _table(made: Listing) -> str:
    places = [place for place, name in enumerate(made.fields) if name != "id" and not name.endswith("_id")][:_COLUMNS]
    lines = [[made.fields[place] for place in places]]
    lines += [[_shown(row[place]) for place in places] for row in made.rows]
    widths = [min(_WIDEST, max(len(line[column]) for line in lines)) for column in range(len(places))]
    text = ["  ".join(cell[:width].ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    text.append(f"{len(made.rows):,} of {made.of:,}")
    return "\n".join(line.rstrip() for line in text)


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date) and not hasattr(value, "hour"):
        return shown(value)
    return str(value)
