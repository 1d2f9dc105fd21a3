"""The risk register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import BadInput
from db.risk.records import TREATMENTS, NewRisk, Position
from db.store.query import Query
from desktop.exchange.registers.form import Asked, Register, Rows, Value, value_of
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.risk.records import Risk
    from db.site import Site
    from db.store.change import Change

_PLAIN = (
    "id", "number", "title", "scenario", "consequence", "asset", "threat", "vulnerability", "study", "owner",
    "identified", "controls",
)  # fmt: skip
_AXES = ("inherent", "current", "residual")
_REST = (
    "treatment", "status", "accepted_until", "open_actions", "next_due", "review_months", "next_review", "closed",
    "entered", "late", "late_reason",
)  # fmt: skip
_PLACES = tuple(f"{axis}_{part}" for axis in _AXES for part in ("likelihood", "impact", "score"))
FIELDS = (*_PLAIN, *_PLACES, *_REST)
_ALL = 10_000_000


def _rows(site: Site, asked: Asked) -> Rows:
    known = asked.known
    page = site.risk.risks(asked.query, asked.as_of) if known is None else site.risk.known_page(known, asked.query)
    return [tuple(_value(one, name) for name in FIELDS) for one in page.rows], page.of


def _value(one: Risk, name: str) -> Value:
    """What ``picked`` does, and the three places beside it."""
    if name in _PLACES:
        axis, part = name.split("_")
        return value_of(getattr(getattr(one, axis), part))
    return value_of(getattr(one, name))


def _add(site: Site, change: Change, row: Taken) -> str:
    inherent = _place(row, "inherent", None)
    current = _place(row, "current", inherent)
    identified = row.maybe_day("identified") or site.clock.now().date()
    return site.risk.insert(change, NewRisk(
        row.text("title"), inherent, current, _place(row, "residual", current), identified, row.text("scenario"),
        row.text("consequence"), row.text("asset"), threat=row.text("threat"), vulnerability=row.text("vulnerability"),
        study=row.id("study") or None, owner=row.id("person") or None, controls=row.text("controls"),
        treatment=row.text("treatment"), late_reason="Brought in from a sheet",
    ))  # fmt: skip


def _place(row: Taken, axis: str, otherwise: Position | None) -> Position:
    """Where a sheet says nothing of a place, the one before it stands: no measure is made up."""
    likelihood, impact = row.number(f"{axis}_likelihood"), row.number(f"{axis}_impact")
    if likelihood is None and impact is None and otherwise is not None:
        return otherwise
    if likelihood is None or impact is None or likelihood % 1 or impact % 1:
        raise BadInput(f"The {axis} place needs likelihood and impact, 1 to 5 each.")
    return Position(int(likelihood), int(impact))


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset((one.title,) for one in site.risk.risks(Query(limit=_ALL)).rows)


RISKS = Register(
    "risks", FIELDS, _rows, by_day=True, knows=True,
    importer=simple(
        "risk",
        "risk",
        (
            Field("title", "text", "Risk", needed=True, longest=300, synonyms=("title", "Risiko", "name")),
            Field("scenario", "text", "Scenario", longest=20_000, synonyms=("description", "Beschreibung")),
            Field("consequence", "text", "Consequence", longest=20_000, synonyms=("consequences", "Folge")),
            Field("asset", "text", "Asset", synonyms=("assets", "Wert")),
            Field("threat", "text", "Threat", synonyms=("threats", "Bedrohung")),
            Field("vulnerability", "text", "Vulnerability", longest=300, synonyms=("weakness", "Schwachstelle")),
            Field("study", "study", "Study"),
            Field("person", "person", "Owner", synonyms=("risk owner", "Eigentümer")),
            Field("identified", "date", "Identified", synonyms=("date", "festgestellt")),
            Field("controls", "text", "Controls", longest=20_000, synonyms=("existing controls", "Maßnahmen")),
            Field("inherent_likelihood", "number", "Inherent likelihood", needed=True, synonyms=("likelihood",)),
            Field("inherent_impact", "number", "Inherent impact", needed=True, synonyms=("impact",)),
            Field("current_likelihood", "number", "Current likelihood"),
            Field("current_impact", "number", "Current impact"),
            Field("residual_likelihood", "number", "Residual likelihood"),
            Field("residual_impact", "number", "Residual impact"),
            Field("treatment", "choice", "Treatment",
                  choices={word: word for word in TREATMENTS} | {"mitigate": "reduce", "transfer": "share"}),
        ),
        _add,
        keys=("title",),
        there=_there,
    ),
)  # fmt: skip
