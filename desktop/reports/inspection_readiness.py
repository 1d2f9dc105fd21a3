"""Inspection readiness on paper (VAL-3): how complete the records are, and everything that waits for a hand today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.errors import BadInput
from db.waiting import MISSING, OVERDUE, PLANNED, SOON, Waiting
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.parts import section
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, legend, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table
from desktop.todo import Share, read_whole
from desktop.todo_words import SHARES, sentence

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "inspection-readiness", "Inspection readiness"
_STATES = {OVERDUE: "overdue", MISSING: "missing", SOON: "due soon", PLANNED: "renewal planned"}
_WORDS = {"overdue": "overdue since", "missing": "missing", "due soon": "due, or to be looked at",
          "renewal planned": "later"}  # fmt: skip
_SHARES = (Column("What", 4.0, strong=True), Column("In order", 1.2, "right"), Column("Of", 1.2, "right"),
           Column("Share", 1.2, "right"), Column("Stands", 2.4))  # fmt: skip
_TASKS = (Column("State", 1.5), Column("Since, or due", 1.5), Column("What", 5.0, strong=True),
          Column("Whose, or of what", 5.0, colour="ink2"), Column("Page", 1.5, colour="ink2"))  # fmt: skip


@dataclass(frozen=True)
class ReadinessFacts:
    """``shares``: lines of readiness; ``tasks``: what waits, the most urgent first."""

    heading: Heading
    as_of: str
    shares: tuple[Share, ...]
    tasks: tuple[Waiting, ...]


def facts(site: Site, options: ReportOptions) -> ReadinessFacts:
    """What the home page shows, whole. Raises BadInput for another day: what waits is known for today only."""
    around = circumstances(site, options)
    if around.on != site.clock.now().date():
        raise BadInput("What waits is known for today only.", todo="Leave out the day.")
    home = read_whole(site)
    now = sum(one.count for one in home.tasks if one.state in (OVERDUE, MISSING))
    of = sum(one.count for one in home.tasks)
    head = heading(site, options, around, f"{now:,} of {of:,} open points are due")
    return ReadinessFacts(head, around.on.isoformat(), home.shares, home.tasks)


def draw(facts: ReadinessFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    count = {state: sum(one.count for one in facts.tasks if one.state == state) for state in _STATES}
    figures(sheet, [
        Figure(f"{count[OVERDUE]:,}", "overdue", "late" if count[OVERDUE] else "ink1"),
        Figure(f"{count[MISSING]:,}", "missing", "late" if count[MISSING] else "ink1"),
        Figure(f"{count[SOON]:,}", "due soon", "soon" if count[SOON] else "ink1"),
        Figure(f"{count[PLANNED]:,}", "later"),
    ])  # fmt: skip
    Table(sheet, _SHARES).draw(_share(one) for one in facts.shares)
    section(sheet, "What waits for somebody")
    if facts.tasks:
        Table(sheet, _TASKS).draw((_task(one) for one in facts.tasks), keep=CLOSING + 16)
        legend(sheet, ("overdue", "missing", "due soon", "renewal planned"), _WORDS)
    else:
        notes(sheet, ["Nothing waits: every register is in order today."])
    closing_notes(sheet)
    signature_blocks(sheet)
    data: list[dict[str, Any]] = [
        *({"row": "share", "what": SHARES[one.kind], "good": one.good, "of": one.of} for one in facts.shares),
        *({"row": "waiting", "kind": one.kind, "state": one.state, "day": iso(one.day), "what": sentence(one),
           "note": one.note, "page": one.place, "count": one.count} for one in facts.tasks),
    ]  # fmt: skip
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _share(one: Share) -> list[Cell]:
    whole = one.good >= one.of
    stands = State("current", "complete") if whole else State("overdue", f"{one.of - one.good:,} short")
    # rounded down: 99.6 % is not all of it
    return [
        SHARES[one.kind],
        f"{one.good:,}",
        f"{one.of:,}",
        f"{100 * one.good // one.of} %" if one.of else "–",
        stands,
    ]


def _task(one: Waiting) -> list[Cell]:
    state = _STATES[one.state]
    return [State(state, one.state, one.state), shown(one.day), sentence(one), one.note, one.place]
