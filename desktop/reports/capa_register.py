"""All CAPA on paper: the figures, the charts, then the register as filtered (CAP-4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.capa.records import Capa, Overview
from db.days import iso, shown
from db.store.query import Query
from desktop.reports.capa import STATES
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

KIND, TITLE = "capa-register", "CAPA register"
_ALL = 1_000_000
_COLUMNS = (
    Column("Number", 2.1, strong=True), Column("What is wrong", 3.8),
    Column("Source", 1.6, colour="ink2"), Column("Class", 0.95, colour="ink2"),
    Column("Study", 1.4), Column("Owner", 1.9), Column("Step", 1.95),
    Column("Identified", 1.65), Column("Age", 0.65, align="right"), Column("Open", 0.75, align="right"),
    Column("Due", 1.65), Column("Status", 1.5),
)  # fmt: skip


@dataclass(frozen=True)
class RegisterFacts:
    """``overview``: of all of them on the day; ``rows``: as filtered."""

    heading: Heading
    as_of: str
    overview: Overview
    rows: tuple[Capa, ...]
    of: int


def facts(site: Site, options: ReportOptions) -> RegisterFacts:
    """Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study_id"] = (around.study.id,)
    page = site.capa.list(Query(where=where, search=options.search, limit=_ALL), around.on)
    search = f"search “{options.search}”" if options.search else ""
    head = heading(site, options, around, search, f"{page.matching} of {page.of} shown")
    return RegisterFacts(head, around.on.isoformat(), site.capa.overview(around.on), page.rows, page.of)


def draw(facts: RegisterFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet, told = Sheet(stamp, LANDSCAPE), facts.overview
    opened(sheet, TITLE, facts.heading)
    figures(sheet, [
        Figure(str(told.open), "open"), Figure(str(told.overdue), "overdue", "late" if told.overdue else "ink1"),
        Figure(str(told.overdue_actions), "actions overdue", "late" if told.overdue_actions else "ink1"),
        Figure(str(told.overdue_checks), "effectiveness checks overdue", "late" if told.overdue_checks else "ink1"),
        Figure(str(told.closed), "closed"),
    ])  # fmt: skip
    chart = {one.key: one for one in told.charts}
    columns(sheet, [[chart["ageing"], chart["steps"]], [chart["source"], chart["cause"]], [chart["trend"]]])
    if facts.rows:
        Table(sheet, _COLUMNS).draw((_row(one) for one in facts.rows), keep=CLOSING)
    else:
        notes(sheet, ["Nothing was entered yet." if not facts.of else "Nothing matches these filters."])
    closing_notes(sheet)
    signature_blocks(sheet)
    rows = [_data(one) for one in facts.rows]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), rows, facts.as_of))


def _row(one: Capa) -> list[Cell]:
    word = "corrected" if "correction" in one.status else one.status
    return [
        one.number, one.title + (" (late entry)" if one.late else ""), one.source, one.priority, one.study, one.owner,
        one.step, shown(one.identified), str(one.age), str(one.open_actions) if one.open_actions else "",
        shown(one.due), State(STATES[one.status], word, one.status),
    ]  # fmt: skip


def _data(one: Capa) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "title": one.title, "source": one.source, "step": one.step,
        "owner": one.owner, "due": iso(one.due), "status": one.status, "kind": one.kind, "priority": one.priority,
        "study": one.study, "identified": iso(one.identified), "closed": iso(one.closed), "age": one.age,
        "open_actions": one.open_actions, "late": one.late, "old_status": one.old_status,
    }  # fmt: skip
