"""Incidents on paper: the figures, the charts, then every incident as filtered (RSK-2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.charts import Chart
from db.days import iso, shown
from db.incidents.incident_records import CLOSED, OPEN, RESOLVED, VOIDED, YES, Incident
from db.store.query import Query
from desktop.reports.charts import columns
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "incident-register", "Incident register"
_ALL = 1_000_000
_SIGNS = {OPEN: "overdue", RESOLVED: "due soon", CLOSED: "current", VOIDED: "not required"}
_COLUMNS = (
    Column("Number", 2.1, strong=True), Column("What happened", 3.6),
    Column("Severity", 1.5), Column("Occurred", 1.8), Column("Noticed", 1.8),
    Column("Studies", 1.5), Column("Personal data", 1.3), Column("Containment", 3.2),
    Column("Owner", 1.8), Column("Clock until", 1.8), Column("Status", 1.6),
)  # fmt: skip


@dataclass(frozen=True)
class RegisterFacts:
    """``charts``: of all of them on the day; ``incidents``: as filtered, in the order in which they occurred."""

    heading: Heading
    as_of: str
    charts: tuple[Chart, ...]
    incidents: tuple[Incident, ...]
    of: int


def facts(site: Site, options: ReportOptions) -> RegisterFacts:
    """Every incident that fits, struck-through ones too unless filtered. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study"] = (around.study.code,)
    query = Query(where=where, search=options.search, sort=(("occurred", False), ("number", False)), limit=_ALL)
    page = site.incidents.cases.list(query, around.on)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    head = heading(site, options, around, *words)
    return RegisterFacts(head, around.on.isoformat(), site.incidents.charts(around.on), page.rows, page.of)


def draw(facts: RegisterFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    alive = [one for one in facts.incidents if one.status != VOIDED]
    is_open = sum(one.status in (OPEN, RESOLVED) for one in alive)
    late = sum(one.overdue for one in alive)
    figures(sheet, [
        Figure(str(len(alive)), "incidents"), Figure(str(is_open), "open or resolved"),
        Figure(str(sum(one.severity >= 4 for one in alive)), "major or critical"),
        Figure(str(sum(one.personal_data == YES for one in alive)), "with personal data"),
        Figure(str(late), "with a clock that ran out", "late" if late else "ink1"),
    ])  # fmt: skip
    chart = {one.key: one for one in facts.charts}
    wanted = (("severity", "cause"), ("touched",), ("incidents",))
    drawn = [[chart[key] for key in column if key in chart] for column in wanted]
    columns(sheet, [column for column in drawn if column])
    if facts.incidents:
        Table(sheet, _COLUMNS).draw((_row(one) for one in facts.incidents), keep=CLOSING + 12)
    else:
        notes(sheet, ["Nothing was captured yet." if not facts.of else "Nothing matches these filters."])
    notes(sheet, [f"{one.number} was entered late: {one.late_reason}" for one in facts.incidents if one.late])
    closing_notes(sheet)
    signature_blocks(sheet)
    rows = [_data(one) for one in facts.incidents]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), rows, facts.as_of))


def _row(one: Incident) -> list[Cell]:
    return [
        one.number, one.title + (" (late entry)" if one.late else ""), one.severity_word, shown(one.occurred.date()),
        shown(one.aware.date()), ", ".join(one.studies), one.personal_data, one.containment, one.owner,
        shown(one.due.date()) if one.due else "", State(_SIGNS[one.status], one.status),
    ]  # fmt: skip


def _data(one: Incident) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "title": one.title, "severity": one.severity, "status": one.status,
        "occurred": one.occurred.isoformat(), "aware": one.aware.isoformat(),
        "resolved": one.resolved.isoformat() if one.resolved else None, "closed": iso(one.closed),
        "personal_data": one.personal_data, "studies": list(one.studies), "owner": one.owner,
        "containment": one.containment, "lessons": one.lessons, "late": one.late,
    }  # fmt: skip
