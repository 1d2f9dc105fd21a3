"""The whole site on one sheet: studies, people, and what every register holds and lacks today (RPT-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.retention import records as retention
from db.roster.records import RosterFacts, Study
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

KIND, TITLE = "site-summary", "Site summary"
_ALL = 100_000
_STUDIES = (
    Column("Study", 1.6, strong=True), Column("Protocol", 1.8), Column("Title", 4.0, colour="ink2"),
    Column("Sponsor", 1.8), Column("Phase", 0.9), Column("Principal investigator", 2.0), Column("Start", 1.5),
    Column("End", 1.5), Column("Status", 1.2),
)  # fmt: skip
_REGISTERS = (
    Column("Register", 2.6, strong=True), Column("Holds", 3.4), Column("Needs a hand", 4.4), Column("Stands", 1.6),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One register: what it holds, and (number, what) of what somebody has to do about."""

    register: str
    holds: str
    needs: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class SummaryFacts:
    heading: Heading
    as_of: str
    people: RosterFacts
    studies: tuple[Study, ...]
    lines: tuple[Line, ...]


def facts(site: Site, options: ReportOptions) -> SummaryFacts:
    """Every register asked for its own figures on the day. Raises BadInput."""
    around = circumstances(site, options)
    studies = site.people.studies(Query(limit=_ALL), around.on).rows
    head = heading(site, options, around, f"{len(studies)} studies")
    people = site.people.headline(around.on)
    return SummaryFacts(head, around.on.isoformat(), people, studies, tuple(_lines(site, people, studies, around.on)))


def _lines(site: Site, people: RosterFacts, studies: tuple[Study, ...], on: date) -> Iterator[Line]:
    yield Line("Roster", f"{people.people} people, {people.active} active", (
        (people.cv_expired, "CVs expired"), (people.cv_not_filed, "CVs not filed"),
        (people.licence_expired, "licences expired"),
    ))  # fmt: skip
    training = site.training.headline(on)
    yield Line("Training", f"{training.records:,} records, {training.requirements} requirements", (
        (training.missing, "missing"), (training.overdue, "overdue"), (training.due_soon, "due soon"),
    ))  # fmt: skip
    logs = [site.delegation.log(study.id, on).facts for study in studies]
    yield Line("Delegation", f"{sum(one.in_force for one in logs)} tasks in force", (
        (sum(one.to_accept + one.to_approve for one in logs), "waiting for a signature"),
        (sum(one.not_current for one in logs), "not current"), (sum(one.breaches for one in logs), "with a breach"),
    ))  # fmt: skip
    systems = [one for one in site.access.systems(Query(limit=_ALL), on).rows if one.in_use]
    left = site.access.accounts(Query(where={"flag": ("leaver",)}, limit=1), on).matching
    yield Line("Access to systems", f"{len(systems)} systems, {sum(one.accounts for one in systems)} open accounts", (
        (left, "accounts of leavers open"),
        (sum(one.review_due is not None and one.review_due <= on for one in systems), "reviews due"),
        (sum(bool(one.missing) for one in systems), "systems without all their upkeep"),
    ))  # fmt: skip
    capa = site.capa.overview(on)
    yield Line("CAPA", f"{capa.open} open, {capa.closed} closed", ((capa.overdue, "overdue"),))
    incidents = site.incidents.cases.list(Query(limit=_ALL), on).rows
    running = [one for one in incidents if one.status in ("open", "resolved")]
    yield Line("Incidents", f"{len(incidents)} recorded", ((len(running), "not closed"),))
    alive, assess, decide, clocks = site.incidents.deviations.headline(on)
    yield Line("Deviations", f"{alive} recorded", (
        (assess, "not assessed"), (decide, "serious breach not decided"), (clocks, "with a clock running"),
    ))  # fmt: skip
    risks, high, lapsed, late = site.risk.headline()
    yield Line("Risks", f"{risks} open", (
        (high, "high or very high"), (lapsed, "acceptances ended"), (late, "reviews late"),
    ))  # fmt: skip
    kept = site.retention.headline(on)
    status = kept.by_status
    yield Line("Retention", f"{kept.series} record series", (
        (status.get(retention.DUE, 0), "may end"), (status.get(retention.UNRELEASED, 0), "sponsor's release missing"),
    ))  # fmt: skip
    documents = site.plans.documents.list(Query(limit=_ALL), on).rows
    yield Line("Documents", f"{len(documents)} SOPs, policies and protocols", (
        (sum(one.next_review is not None and one.next_review <= on for one in documents), "reviews due"),
        (sum(one.open_copies for one in documents), "copies not acknowledged"),
    ))  # fmt: skip


def draw(facts: SummaryFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    open_ = sum(bool(any(number for number, _ in one.needs)) for one in facts.lines)
    figures(sheet, [
        Figure(str(facts.people.open_studies), "open studies"), Figure(f"{facts.people.active:,}", "active people"),
        Figure(str(open_), f"of {len(facts.lines)} registers need a hand", "late" if open_ else "ink1"),
    ])  # fmt: skip
    if facts.studies:
        Table(sheet, _STUDIES).draw(_study(one) for one in facts.studies)
    else:
        notes(sheet, ["No study is recorded."])
    section(sheet, "The registers")
    Table(sheet, _REGISTERS).draw((_line(one) for one in facts.lines), keep=CLOSING)
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), _data(facts), facts.as_of))


def _study(one: Study) -> list[Cell]:
    return [one.code, one.protocol, one.title, one.sponsor, one.phase, one.investigator or "none", shown(one.start),
            shown(one.end), one.status]  # fmt: skip


def _line(one: Line) -> list[Cell]:
    needs = [f"{what}: {number:,}" for number, what in one.needs if number]
    stands = State("due soon", "needs a hand") if needs else State("current", "in order")
    return [one.register, one.holds, ", ".join(needs) or "nothing", stands]


def _data(facts: SummaryFacts) -> list[dict[str, Any]]:
    studies = [
        {"row": "study", "study": one.code, "protocol": one.protocol, "title": one.title, "sponsor": one.sponsor,
         "investigator": one.investigator, "start": iso(one.start), "end": iso(one.end), "status": one.status}
        for one in facts.studies
    ]  # fmt: skip
    registers = [
        {"row": "register", "register": one.register, "holds": one.holds,
         "needs": {what: number for number, what in one.needs}}
        for one in facts.lines
    ]  # fmt: skip
    return [*studies, *registers]
