"""Study papers on paper (ROS-7): what is asked of whom, what is on file, where form and delegation log differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.oversight.records import Difference, Paper, PaperStanding
from db.store.query import Query
from db.waiting import MISSING, OVERDUE
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

KIND, TITLE = "study-papers", "Study papers"
WORDS = {"form": "Investigator's form", "disclosure": "Financial disclosure", "cv": "Signed CV"}
_ALL = 1_000_000
_STANDING = (
    Column("Study", 1.2, strong=True),
    Column("Person", 2.2, strong=True),
    Column("Role", 1.8, colour="ink2"),
    Column("Paper", 1.7),
    Column("State", 1.3),
    Column("Last signed", 1.25),
    Column("Due", 1.25),
    Column("Why", 4.0, colour="ink2"),
)
_FILED = (
    Column("Study", 1.2),
    Column("Person", 2.2, strong=True),
    Column("Paper", 2.4),
    Column("Version", 1.2),
    Column("Signed", 1.25),
    Column("Sent", 1.25),
    Column("Says", 3.2, colour="ink2"),
)


@dataclass(frozen=True)
class PapersFacts:
    """What is asked, what differs, what is on file."""

    heading: Heading
    as_of: str
    standing: tuple[PaperStanding, ...]
    differences: tuple[Difference, ...]
    papers: tuple[Paper, ...]


def facts(site: Site, options: ReportOptions) -> PapersFacts:
    """Of one study, or of all. Raises BadInput."""
    around = circumstances(site, options)
    study = around.study.id if around.study else None
    register = site.oversight.papers
    where = {"voided": ["0"], **({"study_id": [study]} if study else {})}
    return PapersFacts(
        heading(site, options, around),
        around.on.isoformat(),
        register.standing(study),
        register.differences(study),
        register.papers(Query(where=where, limit=_ALL)).rows,
    )


def draw(facts: PapersFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    late = sum(one.state in (OVERDUE, MISSING) for one in facts.standing)
    figures(
        sheet,
        [
            Figure(str(len(facts.standing)), "papers asked"),
            Figure(str(late), "missing or overdue", "late" if late else "ink1"),
            Figure(str(len(facts.differences)), "differences from the delegation log",
                   "late" if facts.differences else "ink1"),
        ],
    )  # fmt: skip
    if facts.standing:
        Table(sheet, _STANDING).draw(_row(one) for one in facts.standing)
    else:
        notes(sheet, ["Nothing is asked of anybody: no study has an investigator."])
    if facts.differences:
        section(sheet, "Form and delegation log differ")
        notes(sheet, [f"{one.study}, {one.person}: {one.what}" for one in facts.differences])
    if facts.papers:
        section(sheet, "On file")
        Table(sheet, _FILED).draw((_filed(one) for one in facts.papers), keep=CLOSING)
    closing_notes(sheet)
    signature_blocks(sheet)
    data = [_data(one) for one in facts.standing]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), data, facts.as_of))


def _row(one: PaperStanding) -> list[Cell]:
    state = State(one.state if one.state != "renewal planned" else "current", one.state)
    return [
        one.study,
        one.person,
        one.role,
        WORDS[one.kind],
        state,
        shown(one.signed),
        shown(one.due),
        one.why,
    ]


def _filed(one: Paper) -> list[Cell]:
    named = "; ".join(name for _id, name, _role in one.people)
    says = {"none": "No financial interests", "disclosed": f"Disclosed: {one.note}"}.get(one.interests, one.note)
    return [
        one.study,
        one.person,
        one.title or WORDS[one.kind],
        one.version,
        shown(one.signed) + (" (late entry)" if one.late else ""),
        shown(one.sent),
        f"Names {named}" if named else says,
    ]


def _data(one: PaperStanding) -> dict[str, Any]:
    return {
        "study": one.study,
        "person": one.person,
        "role": one.role,
        "kind": one.kind,
        "status": one.state,
        "due": iso(one.due),
        "signed": iso(one.signed),
        "why": one.why,
    }
