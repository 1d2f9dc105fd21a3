"""The protocol deviation log: protocol, site and investigator, a line for each with the PI's assessment (RSK-3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.charts import Chart
from db.days import iso, shown
from db.delegation.rules import initials
from db.incidents.deviation_records import CLOCK, CLOSED, TO_DECIDE, VOIDED, Deviation
from db.incidents.figures import deviation_charts
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

KIND, TITLE = "deviation-log", "Protocol deviation log"
BLOCKS = ("authored", "approved")
"""Who keeps the log, then the principal investigator."""
_ALL = 1_000_000
_SIGNS = {CLOSED: "current", "open": "due soon", CLOCK: "overdue", VOIDED: "not required"}
_SHORT = {TO_DECIDE: "to decide", CLOCK: "clock runs", VOIDED: "struck"}
_COLUMNS = (
    Column("No.", 2.45),
    Column("Study", 1.8),
    Column("Participant", 1.8),
    Column("Occurred, identified", 2.15),
    Column("Description", 3.4),
    Column("Type", 1.5, colour="ink2"),
    Column("Cont.", 0.8),
    Column("Action, impact", 2.6),
    Column("Reported", 2.05),
    Column("PI’s assessment", 2.6),
    Column("Serious breach", 2.15),
    Column("Status", 1.75),
)


@dataclass(frozen=True)
class LogFacts:
    """Deviations as filtered, in the order in which they occurred; ``charts``: of all of them on the day."""

    heading: Heading
    as_of: str
    deviations: tuple[Deviation, ...]
    of: int
    charts: tuple[Chart, ...] = ()


def facts(site: Site, options: ReportOptions) -> LogFacts:
    """Every deviation that fits, struck-through ones too unless filtered. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study_id"] = (around.study.id,)
    query = Query(where=where, search=options.search, sort=(("occurred", False), ("number", False)), limit=_ALL)
    page = site.incidents.deviations.list(query, around.on)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    head = heading(site, options, around, *words)
    charts = deviation_charts(site.store, around.on) if around.study is None else ()
    return LogFacts(head, around.on.isoformat(), page.rows, page.of, charts)


def draw(facts: LogFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    alive = [one for one in facts.deviations if one.status != VOIDED]
    serious = sum(one.serious == "yes" for one in alive)
    unassessed = sum(not one.grade for one in alive)
    figures(sheet, [
        Figure(str(len(alive)), "deviation" if len(alive) == 1 else "deviations"),
        Figure(str(sum(one.grade == "important" for one in alive)), "important"),
        Figure(str(unassessed), "not assessed", "late" if unassessed else "ink1"),
        Figure(str(serious), "serious breach" if serious == 1 else "serious breaches"),
    ])  # fmt: skip
    if facts.charts:
        columns(sheet, [[one] for one in facts.charts])
    if facts.deviations:
        Table(sheet, _COLUMNS).draw((_row(one) for one in facts.deviations), keep=CLOSING + 24)
    else:
        notes(sheet, ["No deviation is on the log." if not facts.of else "No deviation matches these filters."])
    late = [f"{one.number} was entered late: {one.late_reason}" for one in facts.deviations if one.late]
    notes(sheet, [*late, "Participants stand here by their code only."])
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(one) for one in facts.deviations]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _row(one: Deviation) -> list[Cell]:
    reported = [
        f"{who} {shown(day)}"
        for who, day in (
            ("sponsor", one.reported_sponsor), ("committee", one.reported_committee),
            ("authority", one.reported_authority),
        )
        if day
    ]  # fmt: skip
    assessment = (
        f"{one.grade}: {one.assessment} ({shown(one.assessed)}, {one.assessed_by}, {_initials(one.assessed_by)})"
        if one.grade
        else ""
    )
    found = f"{shown(one.identified)}{' by ' + one.identified_by if one.identified_by else ''}"
    return [
        f"{one.number}{' late' if one.late else ''}", one.study, one.subject, f"{shown(one.occurred)}, {found}",
        one.description, one.type, one.subject_continued, " · ".join(part for part in (one.action, one.impact) if part),
        ", ".join(reported), assessment, f"{one.serious} {shown(one.serious_decided)}".strip(),
        State(_SIGNS.get(one.status, "missing"), _SHORT.get(one.status, one.status), one.status),
    ]  # fmt: skip


def _initials(name: str) -> str:
    family, _comma, given = name.partition(", ")
    return initials(given, family)


def _data(one: Deviation) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "study": one.study, "subject": one.subject, "occurred": iso(one.occurred),
        "identified": iso(one.identified), "identified_by": one.identified_by, "description": one.description,
        "type": one.type, "subject_continued": one.subject_continued, "action": one.action, "impact": one.impact,
        "reported_sponsor": iso(one.reported_sponsor), "reported_committee": iso(one.reported_committee),
        "reported_authority": iso(one.reported_authority), "grade": one.grade, "assessment": one.assessment,
        "assessed": iso(one.assessed), "assessed_by": one.assessed_by, "serious": one.serious,
        "serious_why": one.serious_why, "status": one.status, "late": one.late,
    }  # fmt: skip
