"""A register as a list on paper: figures, one table, remarks. For registers whose report is no more than that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, Table

ALL = 1_000_000


@dataclass(frozen=True)
class ListFacts:
    """``rows``: as they stand in the table; ``data``: the same under their published names; ``empty``: what stands
    there instead of a table without rows."""

    heading: Heading
    as_of: str
    figures: tuple[Figure, ...]
    rows: tuple[tuple[Cell, ...], ...]
    data: tuple[dict[str, Any], ...]
    empty: str
    remarks: tuple[str, ...] = ()


def draw_list(kind: str, title: str, columns: Sequence[Column], facts: ListFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, title, facts.heading)
    figures(sheet, facts.figures)
    if facts.rows:
        Table(sheet, columns).draw(facts.rows, keep=CLOSING + 11 * len(facts.remarks))
    else:
        notes(sheet, [facts.empty])
    notes(sheet, facts.remarks)
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(sheet, Content(kind, title, dict(facts.heading.filters), list(facts.data), facts.as_of))
