"""What training is missing or overdue, the longest first, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.store.query import Query
from db.training.matrix import Overdue
from db.training.rules import Status
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, legend, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "training-overdue", "Training overdue"
_ALL = 1_000_000
_COLUMNS = (
    Column("Person", 2.2, strong=True),
    Column("Role", 1.7, colour="ink2"),
    Column("Requirement", 1.9),
    Column("Study", 1.1),
    Column("State", 1.15),
    Column("Since", 1.25),
    Column("Days", 0.6, "right"),
    Column("Why", 4.6, colour="ink2"),
)


@dataclass(frozen=True)
class OverdueFacts:
    """The gaps as filtered; ``of``: how many there are without filters."""

    heading: Heading
    as_of: str
    gaps: tuple[Overdue, ...]
    of: int


def facts(site: Site, options: ReportOptions) -> OverdueFacts:
    """Every gap of those at the site on the day. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if options.roles:
        where["role"] = options.roles
    study = around.study.id if around.study is not None else None
    page = site.training.overdue(Query(where=where, search=options.search, limit=_ALL), around.on, study)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} gaps shown")
    return OverdueFacts(heading(site, options, around, *words), around.on.isoformat(), page.rows, page.of)


def draw(facts: OverdueFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    missing = sum(gap.status is Status.MISSING for gap in facts.gaps)
    people = len({gap.person_id for gap in facts.gaps})
    figures(
        sheet,
        [
            Figure(f"{missing:,}", "missing", "late" if missing else "ink1"),
            Figure(f"{len(facts.gaps) - missing:,}", "overdue", "late" if len(facts.gaps) > missing else "ink1"),
            Figure(f"{people:,}", "person" if people == 1 else "people"),
        ],
    )
    if facts.gaps:
        Table(sheet, _COLUMNS).draw((_row(gap) for gap in facts.gaps), keep=CLOSING + 16)
        legend(sheet, ("overdue", "missing"))
    else:
        notes(sheet, ["Nothing is missing or overdue." if not facts.of else "No gap matches these filters."])
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(
        sheet, Content(KIND, TITLE, dict(facts.heading.filters), [_data(gap) for gap in facts.gaps], facts.as_of)
    )


def _row(gap: Overdue) -> list[Cell]:
    return [
        gap.person,
        gap.role,
        gap.requirement,
        gap.study,
        State(gap.status, str(gap.status), str(gap.status)),
        shown(gap.due),
        "" if gap.days is None else str(gap.days),
        gap.why,
    ]


def _data(gap: Overdue) -> dict[str, Any]:
    return {
        "person": gap.person,
        "person_id": gap.person_id,
        "role": gap.role,
        "requirement": gap.requirement,
        "study": gap.study,
        "status": str(gap.status),
        "due": iso(gap.due),
        "days": gap.days,
        "why": gap.why,
        "record": gap.record,
    }
