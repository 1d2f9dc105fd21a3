"""Penetration tests, scans, audits and drills on paper, with their findings and where those led (RSK-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.incidents import exercise_records as r
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Drawn
from desktop.reports.listing import ALL, ListFacts, draw_list
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import Figure
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "exercises", "Tests, audits and drills"
_SIGNS = {
    r.PLANNED: "renewal planned", r.OVERDUE: "overdue", r.FINDINGS: "due soon", r.DONE: "current",
    r.VOIDED: "not required",
}  # fmt: skip
_COLUMNS = (
    Column("No.", 2.0, strong=True), Column("Kind", 1.6, colour="ink2"), Column("What", 2.6), Column("Scope", 2.2),
    Column("By", 1.7), Column("Day", 1.6), Column("Result", 2.4), Column("Findings, and where they led", 4.0),
    Column("Next due", 1.6), Column("Stands", 1.9),
)  # fmt: skip


def facts(site: Site, options: ReportOptions) -> ListFacts:
    """Every one that fits, struck-through ones too unless filtered. Raises BadInput."""
    around = circumstances(site, options)
    page = site.incidents.exercises.list(Query(where=dict(options.where), search=options.search, limit=ALL))
    found = [(one, site.incidents.exercises.findings(one.id)) for one in page.rows]
    count = {status: sum(one.status == status for one in page.rows) for status in r.STATUSES}
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    return ListFacts(
        heading(site, options, around, *words), around.on.isoformat(),
        (
            Figure(str(count[r.DONE] + count[r.FINDINGS]), "done"), Figure(str(count[r.PLANNED]), "planned"),
            Figure(str(count[r.OVERDUE]), "overdue", "late" if count[r.OVERDUE] else "ink1"),
            Figure(str(sum(one.open_findings for one in page.rows)), "findings open"),
        ),
        tuple(_row(one, findings) for one, findings in found),
        tuple(_data(one, findings) for one, findings in found),
        "No test, audit or drill is recorded." if not page.of else "None matches these filters.",
        tuple(f"{one.number} was entered late: {one.late_reason}" for one in page.rows if one.late),
    )  # fmt: skip


def draw(facts: ListFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    return draw_list(KIND, TITLE, _COLUMNS, facts, stamp)


def _row(one: r.Exercise, findings: tuple[r.Finding, ...]) -> tuple[Cell, ...]:
    clicks = f"{one.clicked} of {one.reached} clicked, {one.reported or 0} reported" if one.reached else ""
    day = shown(one.performed) or (f"planned {shown(one.planned)}" if one.planned else "")
    return (
        one.number, one.kind, one.title, one.scope, one.carried_out_by, day,
        " · ".join(filter(None, (one.result, clicks))), "; ".join(_finding(each) for each in findings),
        shown(one.next_due), State(_SIGNS[one.status], one.status, one.status),
    )  # fmt: skip


def _finding(one: r.Finding) -> str:
    where = f"resolved {shown(one.resolved)}" if one.resolved else f"due {shown(one.due)}" if one.due else "open"
    led = f", {one.risk}" if one.risk else ", CAPA opened" if one.capa else ""
    return f"{one.what} (severity {one.severity}, {where}{led})"


def _data(one: r.Exercise, findings: tuple[r.Finding, ...]) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "kind": one.kind, "title": one.title, "scope": one.scope,
        "carried_out_by": one.carried_out_by, "planned": iso(one.planned), "performed": iso(one.performed),
        "result": one.result, "reached": one.reached, "clicked": one.clicked, "reported": one.reported,
        "next_due": iso(one.next_due), "status": one.status, "late": one.late,
        "findings": [
            {"what": each.what, "severity": each.severity, "due": iso(each.due), "risk": each.risk,
             "capa": each.capa, "resolved": iso(each.resolved), "resolution": each.resolution}
            for each in findings
        ],
    }  # fmt: skip
