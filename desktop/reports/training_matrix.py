"""The training matrix on paper: people down, requirements across, split into column groups where they do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import shown
from db.training.matrix import Matrix
from db.training.rules import Cell, Status
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, legend, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, MARGIN, Sheet
from desktop.reports.stamp import Stamp, month, short_day
from desktop.reports.table import Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "training-matrix", "Training matrix"
_NOTHING_REQUIRED = "Nothing was required of anybody on this day, so this report cannot say who is trained."
_A_PAGE_HOLDS = 10
_STATES = ("current", "due soon", "overdue", "missing", "renewal planned", "not required")


@dataclass(frozen=True)
class MatrixFacts:
    """The matrix as the register worked it out, and what the head of the report says."""

    heading: Heading
    matrix: Matrix


def facts(site: Site, options: ReportOptions) -> MatrixFacts:
    """Whoever is at the site, or in the study, on the day. Raises BadInput."""
    around = circumstances(site, options)
    study = around.study.id if around.study is not None else None
    matrix = site.training.matrix(around.on, study, options.roles or None, search=options.search)
    words = (
        "people at the site" if study is None else "people in the study",
        ", ".join(options.roles),
        f"search “{options.search}”" if options.search else "",
        f"{len(matrix.people)} of {matrix.of} shown",
    )
    return MatrixFacts(heading(site, options, around, *words), matrix)


def draw(facts: MatrixFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    if facts.matrix.requirements:  # else everybody would count as fully trained
        _figures(sheet, facts.matrix)
    groups = _groups(len(facts.matrix.requirements))
    for index, (first, last) in enumerate(groups):
        if index:
            sheet.begin_page()
        if len(groups) > 1:
            sheet.y += 14 if index else 6
            text = f"Requirements {first + 1}–{last} of {len(facts.matrix.requirements)}"
            sheet.text(MARGIN, sheet.y, text, 7.5, weight="bold", colour="ink2", kind="H2")
        _group(sheet, facts.matrix, first, last)
    if facts.matrix.people and facts.matrix.requirements:
        if sheet.y + 16 > sheet.bottom:
            sheet.begin_page()
        legend(sheet, _STATES)
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(sheet, _content(facts))


def _figures(sheet: Sheet, matrix: Matrix) -> None:
    counts, people = matrix.counts, len(matrix.people)
    soon = counts[Status.DUE_SOON]
    figures(
        sheet,
        [
            Figure(f"{matrix.fully_trained:,}", f"of {people:,} fully trained"),
            Figure(f"{counts[Status.MISSING]:,}", "missing", "late" if counts[Status.MISSING] else "ink1"),
            Figure(f"{counts[Status.OVERDUE]:,}", "overdue", "late" if counts[Status.OVERDUE] else "ink1"),
            Figure(f"{soon:,}", "due soon", "soon" if soon else "ink1"),
        ],
    )


def _groups(count: int) -> list[tuple[int, int]]:
    """Column groups of about the same size, each narrow enough for a page."""
    pages = max(1, -(-count // _A_PAGE_HOLDS))
    size = -(-count // pages) if count else 0
    return [(first, min(first + size, count)) for first in range(0, count, size)] if size else [(0, 0)]


def _group(sheet: Sheet, matrix: Matrix, first: int, last: int) -> None:
    if not matrix.people or not matrix.requirements:
        what = "Nobody was at the site on this day." if not matrix.of else "Nobody matches these filters."
        sheet.y += 12
        notes(sheet, [what if not matrix.people else _NOTHING_REQUIRED])
        return
    # A share of 1 is a tenth of what is left beside person and role: columns keep their size on every page.
    columns = [Column("Person", 2.4, strong=True), Column("Role", 2.1, colour="ink2")]
    columns += [Column(one.heading, 1.5, "middle") for one in matrix.requirements[first:last]]
    count = len(matrix.requirements)
    blank = [""] * (_last_group_gap(count) if last == count else 0)
    columns += [Column("", 1.5)] * len(blank)
    table = Table(sheet, columns)
    rows: Iterator[list[str | State]] = (
        [person.name, person.role, *(_state(cell) for cell in cells[first:last]), *blank]
        for person, cells in zip(matrix.people, matrix.cells, strict=True)
    )
    table.draw(rows, keep=CLOSING + 16 if last == count else 0)


def _last_group_gap(count: int) -> int:
    groups = _groups(count)
    return (groups[0][1] - groups[0][0]) - (groups[-1][1] - groups[-1][0])


def _state(cell: Cell) -> State:
    status, due = cell.status, cell.due
    if status is Status.NOT_REQUIRED:
        return State(status, "", "not required")
    if status is Status.MISSING:
        return State(status, "missing", "missing")
    if status is Status.CURRENT:
        return State(status, month(due) if due else "current", f"current until {shown(due)}" if due else "current")
    word = {Status.OVERDUE: "overdue since", Status.DUE_SOON: "due", Status.PLANNED: "renewal planned, due"}[status]
    return State(status, short_day(due), f"{word} {shown(due)}")


def _content(facts: MatrixFacts) -> Content:
    matrix = facts.matrix
    rows: list[dict[str, Any]] = [
        {
            "person": person.name,
            "person_id": person.id,
            "role": person.role,
            "requirement": requirement.heading,
            "status": str(cell.status),
            "due": cell.due.isoformat() if cell.due else None,
        }
        for person, cells in zip(matrix.people, matrix.cells, strict=True)
        for requirement, cell in zip(matrix.requirements, cells, strict=True)
    ]
    return Content(KIND, TITLE, dict(facts.heading.filters), rows, matrix.as_of.isoformat())
