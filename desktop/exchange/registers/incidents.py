"""Incidents of the site, and sheets of a former register of them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from db.incidents.incident_records import NO, NOT_KNOWN, SEVERITIES, YES, NewIncident
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "number", "title", "severity", "status", "occurred", "aware", "resolved", "personal_data", "studies", "owner",
    "due", "clocks", "overdue", "detection", "description", "threats", "containment", "impact", "lessons", "closed",
    "closing", "entered", "late", "late_reason",
)  # fmt: skip
_SEVERITY = {word: f"{number} {name}" for number, name in SEVERITIES.items() for word in (str(number), name)}
_PERSONAL_DATA = {
    **dict.fromkeys((YES, "y", "ja", "true"), YES), **dict.fromkeys((NO, "n", "none", "nein", "false"), NO),
    **dict.fromkeys((NOT_KNOWN, "unknown", "unklar"), NOT_KNOWN),
}  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    cases, known = site.incidents.cases, asked.known
    page = cases.list(asked.query, asked.as_of) if known is None else cases.known_page(known, asked.query)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    occurred = row.day("occurred")
    aware, resolved = row.maybe_day("aware") or occurred, row.maybe_day("resolved")
    closed, study = row.maybe_day("closed"), row.id("study")
    if resolved is None:
        resolved = closed
    new = NewIncident(
        row.text("title"), int(row.text("severity")[:1]), _begin(site, occurred), _begin(site, aware),
        row.text("description"), row.text("detection"), row.text("threats"), row.text("containment"),
        row.text("impact"), row.text("lessons"), row.text("personal_data") or NOT_KNOWN, row.id("person") or None,
        _begin(site, resolved) if resolved else None, row.text("late_reason") or "Brought in from a sheet",
        (("study", study),) if study else (),
    )  # fmt: skip
    return site.incidents.cases.bring_in(change, new, closed)


def _begin(site: Site, day: date) -> datetime:
    """The beginning of the day, at the site: a sheet says no hour, and a clock counted too early harms nobody."""
    return datetime.combine(day, time(), site.clock.now().tzinfo)


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    rows = site.incidents.cases.list(Query(limit=ALL)).rows
    return frozenset((one.title, one.occurred.date().isoformat()) for one in rows)


INCIDENTS = Register(
    "incidents", FIELDS, _rows, by_day=True, knows=True,
    importer=simple(
        "incident",
        "incident",
        (
            Field("title", "text", "What happened", needed=True, longest=300,
                  synonyms=("incident", "event", "title", "Vorfall", "Ereignis")),
            Field("severity", "choice", "Severity", needed=True, choices=_SEVERITY,
                  synonyms=("grade", "class", "Schwere", "Schweregrad")),
            Field("occurred", "date", "Occurred", needed=True, synonyms=("date", "date of incident", "Datum")),
            Field("aware", "date", "Site became aware", synonyms=("detected", "discovered", "bemerkt")),
            Field("resolved", "date", "Resolved", synonyms=("date resolved", "behoben")),
            Field("closed", "date", "Closed", synonyms=("date closed", "geschlossen")),
            Field("personal_data", "choice", "Personal data", choices=_PERSONAL_DATA,
                  synonyms=("data breach", "breach", "personenbezogene Daten")),
            Field("description", "text", "Description", longest=20_000, synonyms=("details", "Beschreibung")),
            Field("detection", "text", "How it was detected", longest=20_000, synonyms=("detection",)),
            Field("threats", "text", "Threats", longest=1_000, synonyms=("threat", "attack")),
            Field("containment", "text", "Containment", longest=20_000,
                  synonyms=("immediate action", "measures", "Maßnahmen")),
            Field("impact", "text", "Impact", longest=20_000, synonyms=("consequences", "Folgen")),
            Field("lessons", "text", "Lessons", longest=20_000, synonyms=("lessons learned", "Lehren")),
            Field("study", "study", "Study"),
            Field("person", "person", "Owner", synonyms=("responsible", "verantwortlich")),
            Field("late_reason", "text", "Why late", longest=500),
        ),
        _add,
        keys=("title", "occurred"),
        there=_there,
    ),
)  # fmt: skip
