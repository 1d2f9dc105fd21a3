"""An excerpt of the audit trail on paper: who did what to which record, old and new values, and why (AUD-4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.clock import stamp as iso_stamp
from db.store.query import Query
from db.store.trail import Entry
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "audit-excerpt", "Audit trail excerpt"
_COLUMNS = (
    Column("Entry", 0.8, "right"),
    Column("Time", 1.6),
    Column("By", 1.8, strong=True),
    Column("Role", 1.0, colour="ink2"),
    Column("Action", 0.9),
    Column("Record", 1.8, colour="ink2"),
    Column("What changed", 5.0),
    Column("Reason", 1.9),
)


@dataclass(frozen=True)
class ExcerptFacts:
    """Entries, oldest first; ``matching``: how many fit, ``of``: how many there are."""

    heading: Heading
    as_of: str
    entries: tuple[Entry, ...]
    matching: int
    of: int


def facts(site: Site, options: ReportOptions) -> ExcerptFacts:
    """The newest entries that fit, at most ``options.trail_rows``. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if options.as_of is not None:
        where.setdefault("until", (options.as_of.isoformat(),))
    page = site.trail.page(Query(where=where, search=options.search, limit=options.trail_rows))
    words = (f"search “{options.search}”" if options.search else "", f"{len(page.rows):,} of {page.of:,} entries shown")
    found = tuple(reversed(page.rows))
    return ExcerptFacts(heading(site, options, around, *words), around.on.isoformat(), found, page.matching, page.of)


def draw(facts: ExcerptFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    shown = len(facts.entries)
    figures(
        sheet,
        [
            Figure(f"{shown:,}", "entries shown"),
            Figure(f"{facts.matching:,}", "match"),
            Figure(f"{facts.of:,}", "in all"),
        ],
    )
    if facts.matching > shown:
        notes(sheet, [f"Only the newest {shown:,} of {facts.matching:,} matching entries are shown."])
    if facts.entries:
        Table(sheet, _COLUMNS).draw((_row(entry) for entry in facts.entries), keep=CLOSING)
    else:
        notes(sheet, ["No entry matches these filters."])
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(
        sheet, Content(KIND, TITLE, dict(facts.heading.filters), [_data(one) for one in facts.entries], facts.as_of)
    )


def _row(entry: Entry) -> list[Cell]:
    record = f"{entry.table} {entry.row[:8]}…{entry.row[-4:]}" if len(entry.row) > 16 else f"{entry.table} {entry.row}"
    return [
        f"{entry.seq:,}",
        moment(entry.at, seconds=True),
        entry.name or entry.by,
        entry.role,
        entry.action,
        record.strip(),
        "content destroyed at the end of its retention" if entry.destroyed else _changes(entry.old, entry.new),
        entry.reason,
    ]


def _changes(old: Mapping[str, object], new: Mapping[str, object]) -> str:
    parts = []
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if name == "id":  # stands under “Record”
            continue
        if before is None and after is None:
            continue
        parts.append(f"{name}: {_value(before)} → {_value(after)}" if name in old else f"{name}: {_value(after)}")
    return "; ".join(parts)


def _value(value: object) -> str:
    return "(empty)" if value in (None, "") else str(value)


def _data(entry: Entry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": iso_stamp(entry.at),
        "by": entry.by,
        "name": entry.name,
        "role": entry.role,
        "action": entry.action,
        "table": entry.table,
        "row": entry.row,
        "old": dict(entry.old),
        "new": dict(entry.new),
        "reason": entry.reason,
        "hash": entry.hash,
        "destroyed": entry.destroyed,
    }
