"""The roster on paper: who is and was at the site, in which role, with CV and licence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.roster.records import EXPIRED, EXPIRING, NOT_FILED, VALID, Person
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, legend, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "roster", "Roster"
_ALL = 1_000_000
_PAPER = {VALID: "current", EXPIRING: "due soon", EXPIRED: "overdue", NOT_FILED: "missing"}
_SIGNS = {"current": "CV or licence valid until", "due soon": "expires soon, on", "overdue": "expired on"}
_COLUMNS = (
    Column("Person", 2.4, strong=True),
    Column("Role", 1.9, colour="ink2"),
    Column("Studies", 1.6),
    Column("Employer", 1.7, colour="ink2"),
    Column("E-mail", 2.7, colour="ink2"),
    Column("Start", 1.5),
    Column("End", 1.5),
    Column("Status", 1.15),
    Column("CV", 1.75, colour="ink2"),
    Column("Licence", 1.75, colour="ink2"),
)


@dataclass(frozen=True)
class RosterFacts:
    """People as filtered, and how many there are in each status."""

    heading: Heading
    as_of: str
    people: tuple[Person, ...]
    of: int


def facts(site: Site, options: ReportOptions) -> RosterFacts:
    """Everybody who fits, past and present unless the status is filtered. Raises BadInput."""
    around = circumstances(site, options)
    where = dict(options.where)
    if around.study is not None:
        where["study"] = (around.study.id,)
    if options.roles:
        where["role"] = options.roles
    page = site.people.people(Query(where=where, search=options.search, limit=_ALL), around.on)
    words = (f"search “{options.search}”" if options.search else "", f"{page.matching} of {page.of} shown")
    return RosterFacts(heading(site, options, around, *words), around.on.isoformat(), page.rows, page.of)


def draw(facts: RosterFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    count = {status: sum(one.status == status for one in facts.people) for status in ("active", "expected", "left")}
    late = sum(one.status == "active" and EXPIRED in (one.cv_status, one.licence_status) for one in facts.people)
    figures(
        sheet,
        [
            Figure(str(count["active"]), "active"),
            Figure(str(count["expected"]), "expected"),
            Figure(str(count["left"]), "left"),
            Figure(str(late), "with an expired CV or licence", "late" if late else "ink1"),
        ],
    )
    if facts.people:
        Table(sheet, _COLUMNS).draw((_row(one) for one in facts.people), keep=CLOSING + 16)
        legend(sheet, tuple(_SIGNS), _SIGNS)
    else:
        notes(sheet, ["Nobody is on the roster." if not facts.of else "Nobody matches these filters."])
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(
        sheet, Content(KIND, TITLE, dict(facts.heading.filters), [_data(one) for one in facts.people], facts.as_of)
    )


def _row(one: Person) -> list[Cell]:
    return [
        one.name,
        one.role,
        ", ".join(one.studies),
        one.employer,
        one.email,
        shown(one.start),
        shown(one.end),
        one.status,
        _paper(one.cv_status, shown(one.cv_expires) or shown(one.cv_date)),
        _paper(one.licence_status, shown(one.licence_expires)),
    ]


def _paper(status: str, day: str) -> Cell:
    if status == NOT_FILED:
        return NOT_FILED
    return State(_PAPER[status], day or status, f"{status} {day}".strip())


def _data(one: Person) -> dict[str, Any]:
    return {
        "id": one.id,
        "family_name": one.family_name,
        "given_name": one.given_name,
        "email": one.email,
        "employer": one.employer,
        "role": one.role,
        "start": iso(one.start),
        "end": iso(one.end),
        "status": one.status,
        "studies": list(one.studies),
        "cv_status": one.cv_status,
        "cv_expires": iso(one.cv_expires),
        "licence_status": one.licence_status,
        "licence_expires": iso(one.licence_expires),
    }
