"""What rules count from (a trial ended, a product was approved), by study or by series, and sheets of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import BadInput
from db.retention.library import TRIGGERS
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, filtered
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = ("id", "study", "series", "what", "happened", "source", "voided", "void_reason", "late", "late_reason")


def _rows(site: Site, asked: Asked) -> Rows:
    studies, series = study_codes(site), {one.id: one.number for one in site.retention.list(Query(limit=ALL)).rows}
    rows = [
        {name: getattr(one, name) for name in FIELDS}
        | {"study": studies.get(one.study, ""), "series": series.get(one.series, "")}
        for one in site.retention.studies.events()
        if (asked.as_of is None or one.happened <= asked.as_of) and asked.study in (None, one.study)
    ]
    return filtered(rows, FIELDS, asked.query)


def study_codes(site: Site) -> dict[str, str]:
    """Id -> short name."""
    return {one.id: one.code for one in site.people.studies(Query(limit=ALL)).rows}


def series_id(site: Site, number: str) -> str:
    """The id of the series with this number; BadInput for one that is not there."""
    if not number:
        return ""
    found = site.retention.list(Query(where={"number": (number,)}, limit=1)).rows
    if not found:
        raise BadInput(f"There is no record series {number}.", todo="Bring the series in first, or name the study.")
    return found[0].id


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.retention.studies.insert_event(
        change, row.text("what"), row.day("happened"), row.text("source"), study=row.id("study"),
        series=series_id(site, row.text("series")), late_reason=row.text("late_reason") or "Brought in from a sheet",
    )  # fmt: skip


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset((one.study, one.what, one.happened.isoformat())
                     for one in site.retention.studies.events() if one.voided is None)  # fmt: skip


RETENTION_EVENTS = Register(
    "retention-events", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "event",
        "retention_event",
        (
            Field("what", "choice", "Event", needed=True, choices={word: word for word in TRIGGERS},
                  synonyms=("what happened", "trigger", "Ereignis")),
            Field("happened", "date", "On", needed=True, synonyms=("date", "day", "Datum")),
            Field("source", "text", "Source", needed=True, longest=500, synonyms=("letter", "who says so", "Quelle")),
            Field("study", "study", "Study"),
            Field("series", "text", "Series", longest=60, synonyms=("series no", "record series", "Aktenserie")),
            Field("late_reason", "text", "Why late", longest=500),
        ),
        _add,
        keys=("study", "series", "what", "happened"),
        there=lambda site: frozenset((study, "", what, day) for study, what, day in _there(site)),
    ),
)  # fmt: skip
