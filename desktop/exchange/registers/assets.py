"""What risks are made of: assets, threats and vulnerabilities, and sheets of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import BadInput
from db.risk.records import ASSET, ASSET_KINDS, ELEMENTS, ORIGINS, THREAT, VULNERABILITY, NewElement
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = ("id", "element", "name", "type", "place", "owner", "note", "ended", "risks", "score")
_ELEMENTS = {one: one for one in ELEMENTS} | {"weakness": VULNERABILITY, "Wert": ASSET, "Bedrohung": THREAT}
_TYPES = {ASSET: ASSET_KINDS, THREAT: ORIGINS}


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.risk.elements.list(asked.query)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    element = row.text("element") or ASSET
    kind, kinds = row.text("type").casefold(), _TYPES.get(element, ())
    if kinds and kind not in kinds:
        raise BadInput(f"“{row.text('type')}” is no kind of {element}; there are {', '.join(kinds)}.")
    own = element == ASSET
    return site.risk.elements.insert(change, NewElement(
        element, row.text("name"), kind if kinds else "", row.text("place") if own else "",
        (row.id("owner") or None) if own else None, row.text("note") if own else "",
    ))  # fmt: skip


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset((one.name,) for one in site.risk.elements.list(Query(limit=ALL)).rows)


ASSETS = Register(
    "assets", FIELDS, _rows,
    importer=simple(
        "asset",
        "asset",
        (
            Field("name", "text", "Name", needed=True, longest=200,
                  synonyms=("asset", "threat", "vulnerability", "Bezeichnung")),
            Field("element", "choice", "What it is", choices=_ELEMENTS, synonyms=("element", "class", "Klasse")),
            Field("type", "text", "Kind", synonyms=("type", "category", "origin", "Art")),
            Field("place", "text", "Place", synonyms=("location", "room", "Ort")),
            Field("owner", "person", "Owner", synonyms=("responsible", "answers for it", "verantwortlich")),
            Field("note", "text", "Note", longest=2_000),
        ),
        _add,
        keys=("name",),
        there=_there,
    ),
)  # fmt: skip
