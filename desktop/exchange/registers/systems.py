"""Systems outside the program."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.access import records as r
from db.store.query import Query
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "name", "kind", "operator", "vendor", "owner", "risk", "studies", "start", "end", "purpose", "contact",
    "accounts", "missing", "reviewed", "review_due", "interval", "dormant_days",
)  # fmt: skip
_ALL = 10_000_000


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study": [asked.study]})
    page = site.access.systems(query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.access.add_system_within(
        change,
        r.NewSystem(
            row.text("name"), row.text("kind") or "other", row.text("operator") or "vendor", row.text("vendor"),
            row.id("owner") or None, row.text("risk") or "medium", row.text("purpose"), row.text("contact"),
            start=row.maybe_day("start"), end=row.maybe_day("end"),
        ),
    )  # fmt: skip


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset((one.name,) for one in site.access.systems(Query(limit=_ALL)).rows)


def _same(words: tuple[str, ...]) -> dict[str, str]:
    return {word.casefold(): word for word in words}


SYSTEMS = Register(
    "systems", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "system",
        "system",
        (
            Field("name", "text", "Name", needed=True, longest=120, synonyms=("system", "application", "Anwendung")),
            Field("kind", "choice", "Kind", choices=_same(r.KINDS), synonyms=("type", "Art")),
            Field("operator", "choice", "Run by", choices=_same(r.OPERATORS), synonyms=("operated by", "Betreiber")),
            Field("vendor", "text", "Vendor", synonyms=("supplier", "manufacturer", "Hersteller", "Anbieter")),
            Field("owner", "person", "Answers for it", synonyms=("owner", "responsible", "verantwortlich")),
            Field("risk", "choice", "Risk", choices=_same(r.RISKS), synonyms=("risk level", "Risiko")),
            Field("purpose", "text", "Used for", longest=1000, synonyms=("purpose", "use", "Zweck")),
            Field("contact", "text", "Accounts are asked for at", longest=300, synonyms=("contact", "help desk")),
            Field("start", "date", "In use since"),
            Field("end", "date", "Last day of use"),
        ),
        _add,
        keys=("name",),
        there=_there,
    ),
)  # fmt: skip
