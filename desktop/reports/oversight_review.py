"""The principal investigator's oversight review of a study on paper (ROS-6): facts as drawn, conclusion, signature."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from db.days import iso, shown
from db.errors import BadInput
from db.oversight.records import Review, Section
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.parts import SignedLine, section, signatures, signed_lines, words
from desktop.reports.pieces import Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import PORTRAIT, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "oversight-review", "Investigator's oversight review"
_COLUMNS = (Column("What", 5.0), Column("How much", 1.4, "right"), Column("", 1.6))


@dataclass(frozen=True)
class ReviewFacts:
    """One review with who signed it."""

    heading: Heading
    review: Review
    signed: tuple[SignedLine, ...]


def facts(site: Site, options: ReportOptions) -> ReviewFacts:
    """The review named in ``where["record"]`` (id), else the study's newest signed one, else its draft. Or BadInput."""
    chosen = options.where.get("record", ())
    if chosen:
        review = site.oversight.reviews.review(chosen[0])
    else:
        study = site.people.study(options.study).id if options.study else None
        found = site.oversight.reviews.reviews(study)
        if not found:
            raise BadInput("No oversight review is there yet.", todo="Begin one on the page Oversight.")
        review = next((one for one in found if one.signed is not None), found[0])
    around = circumstances(site, options)
    period = f"{review.study}, {shown(review.since)} to {shown(review.until)}"
    lines = signed_lines(site, site.oversight.reviews.signable(review.id))
    return ReviewFacts(heading(site, options, around, period), review, lines)


def draw(facts: ReviewFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet, review = Sheet(stamp, PORTRAIT), facts.review
    opened(sheet, f"{TITLE}: {review.study}", facts.heading)
    hands = sum(fact.attention for one in review.sections for fact in one.facts)
    figures(
        sheet,
        [
            Figure(str(hands), "facts need a hand", "late" if hands else "ink1"),
            Figure(review.verdict or "not concluded", "is the investigator's verdict"),
        ],
    )
    notes(
        sheet,
        [
            f"Principal investigator: {review.person}. Facts drawn from the registers on "
            f"{moment(datetime.fromisoformat(review.drawn))} and not changed since."
        ],
    )
    for one in review.sections:
        _section(sheet, one)
    words(sheet, "Conclusion", review.conclusion)
    if review.actions:
        words(sheet, "Actions", review.actions)
    signatures(sheet, facts.signed)
    closing_notes(sheet)
    signature_blocks(sheet)
    data = {
        "id": review.id,
        "study": review.study,
        "person": review.person,
        "since": iso(review.since),
        "until": iso(review.until),
        "drawn": review.drawn,
        "sections": [asdict(one) for one in review.sections],
        "verdict": review.verdict,
        "conclusion": review.conclusion,
        "actions": review.actions,
        "signed": iso(review.signed),
    }
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), [data], iso(review.until) or ""))


def _section(sheet: Sheet, one: Section) -> None:
    section(sheet, one.title)
    Table(sheet, _COLUMNS).draw(
        [fact.label, fact.value, State("overdue" if fact.attention else "current",
                                       "needs a hand" if fact.attention else "in order")]
        for fact in one.facts
    )  # fmt: skip
    if one.lines:
        notes(sheet, list(one.lines))
