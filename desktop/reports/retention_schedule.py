"""The retention schedule on paper: every record series with the working, rule by rule, so that a person can check it by
hand (RET-1, RPT-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import inclusive, iso, shown
from db.retention import records as r
from db.retention.engine import Kept, Line
from db.retention.library import WARNING
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.parts import section
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "retention-schedule", "Retention schedule"
_ALL = 100_000
SIGNS = {
    r.DUE: "due soon", r.UNRELEASED: "due soon", r.RUNNING: "renewal planned", r.HELD: "overdue",
    r.PENDING: "renewal planned",
    r.UNCONFIRMED: "missing", r.NO_RULE: "missing", r.KEPT: "current", r.FOR_EVER: "current",
    r.DESTROYED: "not required",
}  # fmt: skip
_SERIES = (
    Column("No.", 1.1),
    Column("Record series", 3.2, strong=True),
    Column("Kind, medium", 2.1, colour="ink2"),
    Column("Studies", 1.6),
    Column("Place, volume", 2.6),
    Column("Custodian", 1.9),
    Column("Inclusive dates", 2.0),
    Column("Keep until", 1.7),
    Column("Stands", 2.2),
)
_WORKING = (
    Column("Series", 1.35),
    Column("Study", 1.5),
    Column("Rule", 3.4, strong=True),
    Column("Source", 3.2, colour="ink2"),
    Column("Counts from", 3.0),
    Column("On", 1.66),
    Column("Period", 1.9),
    Column("Until", 1.66),
    Column("Checked", 2.4, colour="ink2"),
)


@dataclass(frozen=True)
class ScheduleFacts:
    """``series``: as filtered, what may end first first; ``working`` of each in the same order."""

    heading: Heading
    as_of: str
    series: tuple[r.Series, ...]
    working: tuple[Kept, ...]
    of: int


def facts(site: Site, options: ReportOptions) -> ScheduleFacts:
    """Every series that fits. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study"] = (around.study.id,)
    page = site.retention.list(Query(where=where, search=options.search, limit=_ALL), around.on)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    situation = site.retention.situation(around.on)
    return ScheduleFacts(
        heading(site, options, around, *words), around.on.isoformat(), page.rows,
        tuple(situation.kept(one.id, one.kind, tuple(sorted(one.study_ids))) for one in page.rows), page.of,
    )  # fmt: skip


def draw(facts: ScheduleFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    counts = {status: sum(one.status == status for one in facts.series) for status in r.STATUSES}
    figures(sheet, [
        Figure(str(len(facts.series) - counts[r.DESTROYED]), "series kept"),
        Figure(str(counts[r.DUE]), "may end", "soon" if counts[r.DUE] else "ink1"),
        Figure(str(counts[r.HELD]), "on hold", "late" if counts[r.HELD] else "ink1"),
        Figure(str(counts[r.PENDING]), "wait for a trigger"),
    ])  # fmt: skip
    if not facts.series:
        notes(sheet, ["No record series is on the register." if not facts.of else "None matches these filters."])
    else:
        Table(sheet, _SERIES).draw(_row(one) for one in facts.series)
        section(sheet, "The working, rule by rule")
        Table(sheet, _WORKING).draw(_lines(facts), keep=CLOSING + 36)
        notes(sheet, [
            "Kept until the latest of all that apply to any of the studies; what waits for a trigger, is on hold or "
            "rests on an unconfirmed rule may not be destroyed, whatever the date says. A period ends on the same day "
            "of the calendar; from 29-Feb into a year without one, on 01-Mar.",
            f"V: read in the primary text. V2, K: {WARNING}; until a named person did, the rule may lengthen and never "
            "permits destruction.",
        ])  # fmt: skip
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(one, kept) for one, kept in zip(facts.series, facts.working, strict=True)]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def until_words(one: r.Series) -> str:
    """The day, or why there is none yet."""
    return "for ever" if one.permanent else shown(one.keep_until) or "not known yet"


def _row(one: r.Series) -> list[Cell]:
    days = inclusive(one.first_day, one.last_day)
    return [
        one.number, one.title, f"{one.kind} · {one.medium}", ", ".join(one.studies) or "whole site",
        " · ".join(part for part in (one.place, one.volume) if part), one.custodian, days, until_words(one),
        State(SIGNS[one.status], one.status, one.status),
    ]  # fmt: skip


def _lines(facts: ScheduleFacts) -> Iterator[list[Cell]]:
    for one, kept in zip(facts.series, facts.working, strict=True):
        if not kept.working:
            why = f"waits for {kept.pending[0]}" if kept.pending else "no rule of the library speaks of it"
            yield [one.number, ", ".join(one.studies), "None", "", why, "", "", "not known", ""]
        for line in kept.working:
            yield [one.number, line.study, line.name, line.source, line.after, shown(line.happened), line.period,
                   _until(line), _checked(line, kept)]  # fmt: skip


def _until(line: Line) -> str:
    if line.until is not None:
        return shown(line.until)
    return "for ever" if line.period == "for ever" else "–" if not line.after else "pending"


def _checked(line: Line, kept: Kept) -> str:
    if line.rule == "contract":
        return "as agreed"
    return f"{line.checked}, not confirmed" if line.rule in kept.unconfirmed else line.checked


def _data(one: r.Series, kept: Kept) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "title": one.title, "kind": one.kind, "medium": one.medium,
        "place": one.place, "studies": list(one.studies), "custodian": one.custodian,
        "keep_until": iso(one.keep_until), "status": one.status, "trigger_pending": one.trigger_pending,
        "working": [
            {"study": line.study, "rule": line.rule, "source": line.source, "checked": line.checked,
             "after": line.after, "happened": iso(line.happened), "period": line.period, "until": iso(line.until)}
            for line in kept.working
        ],
    }  # fmt: skip
