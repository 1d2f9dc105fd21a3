"""The record of a scheduled review of the trail (AUD-4): what was looked at, how it was drawn, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.errors import BadInput
from db.oversight.trail_records import FINDING, Looked, TrailReview
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.parts import SignedLine, section, signatures, signed_lines, words
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "trail-review", "Review of the audit trail"
_FILTERS = (
    Column("Looked for", 2.2, strong=True),
    Column("Risk", 0.9),
    Column("Why", 4.6, colour="ink2"),
    Column("Found", 0.8, "right"),
    Column("Share", 0.8, "right"),
    Column("Looked at", 0.9, "right"),
    Column("Findings", 0.9, "right"),
)
_ENTRIES = (
    Column("Entry", 0.8, "right"),
    Column("Time", 2.55),
    Column("By", 1.7, strong=True),
    Column("Action", 1.0),
    Column("Record", 1.45, colour="ink2"),
    Column("Reason", 2.2, colour="ink2"),
    Column("Drawn by", 1.6, colour="ink2"),
    Column("Mark", 1.1),
    Column("What was found", 2.2),
)


@dataclass(frozen=True)
class TrailReviewFacts:
    """One review with its sample."""

    heading: Heading
    review: TrailReview
    entries: tuple[Looked, ...]
    signed: tuple[SignedLine, ...]


def facts(site: Site, options: ReportOptions) -> TrailReviewFacts:
    """The review named in ``where["record"]`` (id), else the newest. Raises BadInput."""
    reviews = site.oversight.trail
    chosen = options.where.get("record", ())
    found = reviews.reviews()
    if not chosen and not found:
        raise BadInput("The trail was not reviewed yet.", todo="Begin a review on the page Audit trail.")
    review = reviews.review(chosen[0]) if chosen else found[0]
    around = circumstances(site, options)
    period = f"entries {review.first:,} to {review.last:,}, {shown(review.since)} to {shown(review.until)}"
    lines = signed_lines(site, reviews.signable(review.id))
    return TrailReviewFacts(heading(site, options, around, period), review, reviews.entries(review.id).rows, lines)


def draw(facts: TrailReviewFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet, review = Sheet(stamp, LANDSCAPE), facts.review
    opened(sheet, f"{TITLE} no. {review.number}", facts.heading)
    left, chain = review.entries - review.marked, review.chain.rstrip(".") or "not verified with this review"
    figures(
        sheet,
        [
            Figure(f"{review.last - review.first + 1:,}", "entries in the stretch"),
            Figure(str(review.entries), "looked at" if not left else f"drawn, {left} still to be looked at"),
            Figure(str(review.findings), "findings", "late" if review.findings else "ink1"),
        ],
    )
    notes(
        sheet,
        [
            f"Reviewed by {review.name}. Chain: {chain}. Of each filter's entries those were drawn whose SHA-256 of "
            f"“{review.seed}|entry number” is lowest, so that the sample can "
            f"be drawn again. {review.own} of the entries were made by the reviewer."
        ],
    )
    section(sheet, "What was looked for")
    Table(sheet, _FILTERS).draw(
        [one.name, one.risk, one.why, f"{one.found:,}", f"{one.share} %", str(one.drawn), str(one.findings)]
        for one in review.drawn
    )
    words(sheet, "Conclusion", review.conclusion)
    signatures(sheet, facts.signed, last=False)
    section(sheet, "The sample")
    found_first = sorted(facts.entries, key=lambda one: (one.mark != FINDING, one.seq))
    Table(sheet, _ENTRIES).draw((_row(one) for one in found_first), keep=CLOSING)
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(one) for one in facts.entries]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, iso(review.until) or ""))


def _row(one: Looked) -> list[Cell]:
    entry = one.entry
    mark = {"in order": State("current", "in order"), FINDING: State("overdue", "finding")}
    return [
        f"{one.seq:,}",
        moment(entry.at),
        f"{entry.name} (reviewer)" if one.own else entry.name or entry.by,
        entry.action,
        entry.table,
        entry.reason,
        one.filter,
        mark.get(one.mark, State("missing", "not yet")),
        one.finding,
    ]


def _data(one: Looked) -> dict[str, Any]:
    return {
        "seq": one.seq,
        "hash": one.entry.hash,
        "filter": one.filter,
        "risk": one.risk,
        "mark": one.mark,
        "finding": one.finding,
        "capa": one.capa,
        "own": one.own,
    }
