"""What falls due: record series that may end now, then year by year, then those of which nobody knows yet when; each
with what stands in the way (RET-4, RPT-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.retention import records as r
from db.retention.engine import Kept
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.parts import section
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.retention_schedule import SIGNS
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "retention-due", "Retention: what falls due"
NOW, UNKNOWN, EVER = "Its time is over", "Not known yet", "Kept for ever"
_ALL = 100_000
_COLUMNS = (
    Column("May end from", 1.6),
    Column("No.", 1.1),
    Column("Record series", 3.2, strong=True),
    Column("Studies", 1.6),
    Column("Place, volume", 2.6),
    Column("Custodian", 1.8),
    Column("Stands", 2.1),
    Column("In the way", 4.6, colour="ink2"),
)


@dataclass(frozen=True)
class Due:
    """One series; ``chapter``: under which it stands; ``day``: the first on which it may end, None: not known."""

    series: r.Series
    chapter: str
    day: date | None
    in_the_way: str


@dataclass(frozen=True)
class DueFacts:
    """``due``: in the order of the pages; ``of``: how many series there are without filters."""

    heading: Heading
    as_of: str
    due: tuple[Due, ...]
    of: int


def facts(site: Site, options: ReportOptions) -> DueFacts:
    """Every series that fits and was not destroyed. Raises BadInput."""
    around = circumstances(site, options)
    where = {"status": [one for one in r.STATUSES if one != r.DESTROYED], **options.where}
    if around.study is not None:
        where["study"] = (around.study.id,)
    page = site.retention.list(Query(where=where, search=options.search, limit=_ALL), around.on)
    situation = site.retention.situation(around.on)
    holds = tuple(one for one in site.retention.holds.all() if _in_force(one, around.on))
    found = []
    for one in page.rows:
        kept = situation.kept(one.id, one.kind, tuple(sorted(one.study_ids)))
        day = None if one.permanent or one.keep_until is None else one.keep_until + timedelta(days=1)
        found.append(Due(one, _chapter(one, day, around.on), day, "; ".join(_in_the_way(one, kept, holds))))
    order = sorted(found, key=lambda each: (each.series.permanent, each.day or date.max, each.series.number))
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    return DueFacts(heading(site, options, around, *words), around.on.isoformat(), tuple(order), page.of)


def draw(facts: DueFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    free = sum(each.series.status == r.DUE for each in facts.due)
    over = sum(each.chapter == NOW for each in facts.due)
    figures(sheet, [
        Figure(str(over), "whose time is over", "soon" if over else "ink1"),
        Figure(str(free), "of them may be destroyed", "soon" if free else "ink1"),
        Figure(str(sum(each.chapter == UNKNOWN for each in facts.due)), "of which nobody knows yet"),
    ])  # fmt: skip
    if not facts.due:
        notes(sheet, ["No record series is on the register." if not facts.of else "None matches these filters."])
    for chapter, found in groupby(facts.due, key=lambda each: each.chapter):
        section(sheet, chapter)
        chapter_of = [*found]
        last = chapter_of[-1] is facts.due[-1]
        Table(sheet, _COLUMNS).draw((_row(each) for each in chapter_of), keep=CLOSING + 24 if last else 0.0)
    notes(sheet, [
        "The day is the first on which it may end, as far as is known. Whatever stands in the way keeps it longer; it "
        "ends only after a proposal, a second person's approval, and with a witness."
    ])  # fmt: skip
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(each) for each in facts.due]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _in_force(hold: r.Hold, on: date) -> bool:
    return hold.placed <= on and (hold.released is None or hold.released > on)


def _chapter(one: r.Series, day: date | None, on: date) -> str:
    if day is None:
        return EVER if one.permanent else UNKNOWN
    return NOW if day <= on else str(day.year)


def _in_the_way(one: r.Series, kept: Kept, holds: tuple[r.Hold, ...]) -> Iterator[str]:
    for hold in holds:
        if hold.is_on(one):
            yield f"on hold: {hold.reason}"
    yield from (f"waits for {trigger}" for trigger in kept.pending)
    names = {line.rule: line.source for line in kept.working}
    yield from (f"nobody confirmed {names[rule]}" for rule in kept.unconfirmed)
    if kept.nothing_applies:
        yield "no rule with a period applies"
    elif one.status == r.RUNNING:
        yield "the study has not ended at this site"
    elif one.status == r.UNRELEASED:
        yield "the sponsor has not released it in writing"
    elif one.status == r.DUE:
        yield "nothing"


def _row(each: Due) -> list[Cell]:
    one = each.series
    return [
        shown(each.day), one.number, one.title, ", ".join(one.studies) or "whole site",
        " · ".join(part for part in (one.place, one.volume) if part), one.custodian,
        State(SIGNS[one.status], one.status, one.status), each.in_the_way,
    ]  # fmt: skip


def _data(each: Due) -> dict[str, Any]:
    one = each.series
    return {
        "id": one.id, "number": one.number, "title": one.title, "studies": list(one.studies), "place": one.place,
        "custodian": one.custodian, "may_end_from": iso(each.day), "status": one.status, "in_the_way": each.in_the_way,
    }  # fmt: skip
