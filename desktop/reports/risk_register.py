"""The risk register on paper: the matrix with the ways of the gravest, then every risk and its treatment (RSK-1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.charts import Chart
from db.days import iso, shown
from db.risk import records as r
from db.store.query import Query
from desktop.reports.charts import columns
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.parts import section
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.risk_matrix import WAYS, matrix
from desktop.reports.sheet import LANDSCAPE, MARGIN, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "risk-register", "Risk register"
_ALL = 100_000
_SIGNS = {
    r.UNTREATED: "missing", r.TREATING: "renewal planned", r.LATE: "overdue", r.ACCEPTED: "current",
    r.LAPSED: "overdue", r.TREATED: "current", r.CLOSED: "not required",
}  # fmt: skip
_SHORT = {r.LATE: "overdue", r.LAPSED: "accept. ended"}
_COLUMNS = (
    Column("No.", 1.1),
    Column("Risk", 2.6, strong=True),
    Column("Asset, threat, vulnerability", 2.7, colour="ink2"),
    Column("Controls", 2.0),
    Column("Inherent", 1.15),
    Column("Current", 1.15),
    Column("Residual", 1.15),
    Column("Treatment", 2.05),
    Column("Actions, acceptance", 3.3),
    Column("Owner", 1.4),
    Column("Next review", 2.0),
)


@dataclass(frozen=True)
class RegisterFacts:
    """Risks as filtered, the gravest first, each with its treatment; ``charts``: of all of them on the day."""

    heading: Heading
    as_of: str
    files: tuple[r.RiskFile, ...]
    spots: tuple[r.Spot, ...]
    scales: r.Scales
    of: int
    charts: tuple[Chart, ...]


def facts(site: Site, options: ReportOptions) -> RegisterFacts:
    """Every risk that fits, closed ones too unless filtered. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study"] = (around.study.code,)
    query = Query(where=where, search=options.search, limit=_ALL)
    page = site.risk.risks(query, around.on)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    return RegisterFacts(
        heading(site, options, around, *words), around.on.isoformat(),
        tuple(site.risk.file(one.id) for one in page.rows),
        tuple(one for one in site.risk.spots(query, around.on) if one.status != r.CLOSED), site.risk.scales(), page.of,
        site.risk.charts(around.on),
    )  # fmt: skip


def draw(facts: RegisterFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    alive = [file.risk for file in facts.files if file.risk.status != r.CLOSED]
    high = sum(facts.scales.level_of(one.current) >= 3 for one in alive)
    lapsed = sum(one.status == r.LAPSED for one in alive)
    untreated = sum(one.status == r.UNTREATED for one in alive)
    figures(sheet, [
        Figure(str(len(alive)), "open risks"), Figure(str(high), "high or very high today", "late" if high else "ink1"),
        Figure(str(untreated), "not treated", "late" if untreated else "ink1"),
        Figure(str(lapsed), "acceptances ended", "late" if lapsed else "ink1"),
    ])  # fmt: skip
    _matrix_page(sheet, facts)
    sheet.begin_page()
    section(sheet, "In figures")
    chart = {one.key: one for one in facts.charts}
    columns(sheet, [[chart["level"], chart["treatment"]], [chart["threat"], chart["asset"]], [chart["trend"]]])
    if facts.files:
        section(sheet, "The register")
        Table(sheet, _COLUMNS).draw((_row(file, facts.scales) for file in facts.files), keep=CLOSING)
    else:
        notes(sheet, ["No risk is on the register." if not facts.of else "No risk matches these filters."])
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(file) for file in facts.files]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _matrix_page(sheet: Sheet, facts: RegisterFacts) -> None:
    """Matrix left, the gravest risks by number right."""
    top = sheet.y + 14
    width, height = 468.0, sheet.bottom - top - 12
    matrix(sheet, MARGIN, top, width, height, facts.scales, facts.spots)
    left = MARGIN + width + 18
    sheet.y = top + 8
    sheet.text(left, sheet.y, "The gravest, by number", 9, weight="bold", kind="H2")
    sheet.y += 6
    room = sheet.right - left
    for spot in facts.spots[:WAYS]:
        sheet.y += 13
        line = sheet.letters.fitted(f"{spot.number}  {spot.title}", "bold", 8, room)
        sheet.text(left, sheet.y, line, 8)
        sheet.y += 10.5
        way = " → ".join(
            f"{facts.scales.word(place)} {place.score}" for place in (spot.inherent, spot.current, spot.residual)
        )
        sheet.text(left, sheet.y, f"{way}, {spot.status}", 7.4, colour="ink2")
    sheet.y += 20
    for words in (
        "Ring: without measures. Number: today. Ring with a point: after the treatment.",
        "Whole line: gone already. Broken line: still to go.",
        "The figure at the right of a cell: how many risks stand there today.",
    ):
        for line in sheet.letters.wrapped(words, "regular", 7, room):
            sheet.text(left, sheet.y, line, 7, colour="ink2")
            sheet.y += 9.5
    sheet.y = top + height


def _row(file: r.RiskFile, scales: r.Scales) -> list[Cell]:
    one = file.risk
    parts = [
        f"{action.what} ({action.owner}, {action.state}, {shown(action.done or action.due)})" for action in file.actions
    ]
    parts += [
        f"accepted by {acceptance.approver} until {shown(acceptance.ends)} ({acceptance.state})"
        for acceptance in file.acceptances
    ]
    return [
        one.number, one.title, " · ".join(part for part in (one.asset, one.threat, one.vulnerability) if part),
        one.controls, *(f"{place.score} {scales.word(place)}" for place in (one.inherent, one.current, one.residual)),
        State(_SIGNS[one.status], _SHORT.get(one.status, one.status), one.status), "; ".join(parts), one.owner,
        shown(one.next_review),
    ]  # fmt: skip


def _data(file: r.RiskFile) -> dict[str, Any]:
    one = file.risk
    return {
        "id": one.id, "number": one.number, "title": one.title, "scenario": one.scenario, "asset": one.asset,
        "threat": one.threat, "vulnerability": one.vulnerability, "owner": one.owner, "study": one.study,
        "controls": one.controls, "identified": iso(one.identified), "treatment": one.treatment, "status": one.status,
        **{
            axis: {"likelihood": place.likelihood, "impact": place.impact}
            for axis, place in (("inherent", one.inherent), ("current", one.current), ("residual", one.residual))
        },
        "next_review": iso(one.next_review), "accepted_until": iso(one.accepted_until),
        "actions": [
            {"what": a.what, "owner": a.owner, "due": iso(a.due), "done": iso(a.done), "state": a.state}
            for a in file.actions
        ],
    }  # fmt: skip
