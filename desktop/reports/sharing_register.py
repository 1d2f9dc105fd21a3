"""The register of sharing on paper (DMP-2; GDPR Art. 30): what goes to whom, on which ground, under which safeguard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.plans import sharing_records as s
from db.plans.rules import needs_agreement
from db.store.query import Query
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

KIND, TITLE = "sharing-register", "Register of data sharing"
_ALL = 1_000_000
STATES = {
    s.UNCOVERED: "overdue", s.OVERRUN: "overdue", s.ACTIVE: "current", s.PLANNED: "renewal planned",
    s.ENDED: "not required", s.VOIDED: "not required",
}  # fmt: skip
_COLUMNS = (
    Column("No.", 1.4), Column("Recipient", 2.2, strong=True), Column("What, for what", 2.9),
    Column("Study", 1.5), Column("Legal basis", 2.2),
    Column("Agreement", 2.3), Column("Country, safeguard", 2.7), Column("Period", 2.0),
    Column("Next review", 1.95), Column("State", 1.75),
)  # fmt: skip


@dataclass(frozen=True)
class SharingFacts:
    """``rows`` as filtered; ``of``: how many there are."""

    heading: Heading
    as_of: str
    rows: tuple[s.Sharing, ...]
    of: int


def facts(site: Site, options: ReportOptions) -> SharingFacts:
    """Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study_id"] = (around.study.id, "")
    page = site.plans.sharings.list(Query(where=where, search=options.search, limit=_ALL), around.on)
    search = f"search “{options.search}”" if options.search else ""
    head = heading(site, options, around, search, f"{page.matching} of {page.of} shown")
    return SharingFacts(head, around.on.isoformat(), page.rows, page.of)


def draw(facts: SharingFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet, rows = Sheet(stamp, LANDSCAPE), facts.rows
    opened(sheet, TITLE, facts.heading)
    running = [one for one in rows if one.status in s.RUNNING]
    bare = sum(one.status == s.UNCOVERED for one in rows)
    abroad = sum(one.transfer != "none" for one in running)
    figures(sheet, [
        Figure(str(len(running)), "recipients get data today"),
        Figure(str(bare), "not covered by an agreement", "late" if bare else "ink1"),
        Figure(str(abroad), "under a safeguard for another country"),
        Figure(str(sum(one.status == s.ENDED for one in rows)), "ended"),
    ])  # fmt: skip
    if rows:
        Table(sheet, _COLUMNS).draw((_row(one) for one in rows), keep=CLOSING + 24)
    else:
        notes(sheet, ["Nothing was entered yet." if not facts.of else "Nothing matches these filters."])
    late = [f"{one.number} is a late entry: {one.late_reason}" for one in rows if one.late]
    ended = [f"{one.number} ended: {one.end_reason}" for one in rows if one.end_reason]
    notes(sheet, [*late, *ended])
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), [_data(one) for one in rows], facts.as_of))


def _row(one: s.Sharing) -> list[Cell]:
    what = f"{one.what}, {one.data}. {one.purpose}".rstrip(". ")
    end = one.ended or one.until
    return [
        one.number, f"{one.recipient}, {one.capacity}", what, one.study or "whole site", one.legal_basis,
        _agreement(one), one.country if one.transfer == "none" else f"{one.country}: {one.transfer}. {one.safeguards}",
        f"{shown(one.start)} to {shown(end)}" if end else f"since {shown(one.start)}", shown(one.next_review),
        State(STATES[one.status], one.status, one.status),
    ]  # fmt: skip


def _agreement(one: s.Sharing) -> str:
    if one.agreement_signed is None:
        return "none on record" if needs_agreement(one.data, one.capacity) else "not needed"
    until = f", until {shown(one.agreement_until)}" if one.agreement_until else ""
    return f"{one.agreement}, {shown(one.agreement_signed)}{until}"


def _data(one: s.Sharing) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "study": one.study, "what": one.what, "data": one.data,
        "purpose": one.purpose, "recipient": one.recipient, "capacity": one.capacity, "legal_basis": one.legal_basis,
        "agreement": one.agreement, "agreement_signed": iso(one.agreement_signed),
        "agreement_until": iso(one.agreement_until), "safeguards": one.safeguards, "country": one.country,
        "transfer": one.transfer, "start": iso(one.start), "until": iso(one.until), "ended": iso(one.ended),
        "end_reason": one.end_reason, "owner": one.owner, "next_review": iso(one.next_review), "status": one.status,
        "late": one.late,
    }  # fmt: skip
