"""Holds: what may not be destroyed and why, and sheets of those in force."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.retention.records import HOLD_KINDS
from desktop.exchange.registers.form import Asked, Register, Rows, of_log
from desktop.exchange.registers.retention_events import series_id
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from datetime import date

    from db.retention.records import Hold
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "covers", "kind", "reason", "placed", "placed_by", "in_force", "released", "released_by", "release_reason",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    return of_log((_by(one, asked.as_of) for one in site.retention.holds.all()), FIELDS, asked, "placed", "study")


def _by(one: Hold, day: date | None) -> Hold:
    """As of a day: what was released later was in force."""
    if day is None or one.released is None or one.released <= day:
        return one
    return replace(one, released=None, released_by="", release_reason="")


def _add(site: Site, change: Change, row: Taken) -> str:
    """Of one series, of a study, or (neither named) of the whole site."""
    return site.retention.holds.insert(
        change, row.text("kind") or "other", row.text("reason"), series=series_id(site, row.text("series")),
        study=row.id("study"), placed=row.maybe_day("placed"),
    )  # fmt: skip


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    found = (one for one in site.retention.holds.all() if one.in_force)
    return frozenset((one.study, one.covers if one.series else "", one.reason) for one in found)


HOLDS = Register(
    "holds", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "hold",
        "hold",
        (
            Field("reason", "text", "Reason", needed=True, longest=2_000, synonyms=("why", "matter", "Grund")),
            Field("kind", "choice", "Kind", choices={word: word for word in HOLD_KINDS}, synonyms=("type",)),
            Field("study", "study", "Study"),
            Field("series", "text", "Series", longest=60, synonyms=("series no", "record series", "Aktenserie")),
            Field("placed", "date", "Placed", synonyms=("since", "date placed", "seit")),
        ),
        _add,
        keys=("study", "series", "reason"),
        there=_there,
    ),
)  # fmt: skip
