"""One person's file on paper: who they are, their roles, what is asked of them and how it stands, every training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.errors import BadInput
from db.roster.records import PersonFile
from db.training.matrix import PersonTraining
from db.training.records import TrainingRecord
from db.training.rules import Status
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pairs import pairs
from desktop.reports.parts import section
from desktop.reports.pieces import CLOSING, Figure, closing_notes, figures, legend, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "person", "Personal file"


@dataclass(frozen=True)
class FileFacts:
    """Roster side and training side of one person on one day."""

    heading: Heading
    file: PersonFile
    training: PersonTraining


def facts(site: Site, options: ReportOptions) -> FileFacts:
    """Raises BadInput where no person is named or there is none with this id."""
    if not options.person:
        raise BadInput("This report is about one person, and none was named.", todo="Choose a person (--person).")
    around = circumstances(site, options)
    file = site.people.person_file(options.person, around.on)
    training = site.training.person_training(options.person, around.on)
    return FileFacts(heading(site, options, around, file.person.status), file, training)


def draw(facts: FileFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    person = facts.file.person
    opened(sheet, f"{TITLE} · {person.name}", facts.heading)
    _figures(sheet, facts.training)
    _particulars(sheet, facts)
    _roles(sheet, facts)
    section(sheet, "What is asked, and how it stands")
    if facts.training.asked:
        columns = (
            Column("Requirement", 2.2, strong=True),
            Column("Study", 1.2),
            Column("State", 1.4),
            Column("Due", 1.2),
            Column("Why", 5.0, colour="ink2"),
        )
        rows: list[list[Cell]] = [
            [one.heading, one.study, State(cell.status, str(cell.status), str(cell.status)), shown(cell.due), cell.why]
            for one, cell in facts.training.asked
        ]
        Table(sheet, columns).draw(rows)
        legend(sheet, ("current", "due soon", "overdue", "missing", "renewal planned"))
    else:
        notes(sheet, ["Nothing is asked of this person on this day."])
    _records(sheet, facts.training)
    closing_notes(sheet)
    signature_blocks(sheet)
    filters = {**facts.heading.filters, "person": person.id}
    return finish(
        sheet, Content(KIND, f"{TITLE}: {person.name}", filters, _data(facts), facts.training.as_of.isoformat())
    )


def _figures(sheet: Sheet, training: PersonTraining) -> None:
    states = [cell.status for _, cell in training.asked]
    missing, overdue = states.count(Status.MISSING), states.count(Status.OVERDUE)
    figures(
        sheet,
        [
            Figure(str(len(states) - missing - overdue), f"of {len(states)} requirements met"),
            Figure(str(missing), "missing", "late" if missing else "ink1"),
            Figure(str(overdue), "overdue", "late" if overdue else "ink1"),
            Figure(str(len(training.records)), "trainings recorded"),
        ],
    )


def _particulars(sheet: Sheet, facts: FileFacts) -> None:
    person = facts.file.person
    papers = [
        ("CV", person.cv_status, shown(person.cv_expires)),
        (f"Licence {person.licence}".strip(), person.licence_status, shown(person.licence_expires)),
    ]
    particulars = [
        ("Name", person.name), ("Other names", person.other_names), ("Role", person.role),
        ("Employer", person.employer), ("E-mail", person.email), ("Telephone", person.phone),
        ("At the site", f"{shown(person.start) or 'not recorded'} to {shown(person.end) or 'today'}"),
        *((what, f"{status}{' ' + day if day else ''}") for what, status, day in papers),
    ]  # fmt: skip
    pairs(sheet, particulars, strong="Name")


def _roles(sheet: Sheet, facts: FileFacts) -> None:
    section(sheet, "Roles in studies")
    rows = [
        [one.study, one.role, shown(one.start), shown(one.end), _entered(one.entered, one.late, one.late_reason)]
        for one in facts.file.assignments
    ]
    rows += [
        [
            one.study,
            "Principal investigator",
            shown(one.start),
            shown(one.end),
            _entered(one.entered, one.late, one.late_reason),
        ]
        for one in facts.file.investigator
    ]
    if not rows:
        notes(sheet, ["No role in a study is recorded."])
        return
    columns = (
        Column("Study", 1.6, strong=True),
        Column("Role", 2.4),
        Column("Start", 1.2),
        Column("End", 1.2),
        Column("Entered", 4.0, colour="ink2"),
    )
    Table(sheet, columns).draw(rows)


def _records(sheet: Sheet, training: PersonTraining) -> None:
    if training.renewals:
        section(sheet, "Renewals planned")
        planned = (
            Column("Training", 2.0, strong=True),
            Column("Planned for", 1.2),
            Column("Note", 6.0, colour="ink2"),
        )
        Table(sheet, planned).draw([one.course, shown(one.planned), one.note] for one in training.renewals)
    section(sheet, "Trainings recorded")
    if not training.records:
        notes(sheet, ["None."])
        return
    columns = (
        Column("Training", 2.0, strong=True),
        Column("Version", 0.9),
        Column("Completed", 1.15),
        Column("Counts until", 1.15),
        Column("Method", 1.3, colour="ink2"),
        Column("Trainer", 1.5, colour="ink2"),
        Column("Result", 1.0),
        Column("Standing", 1.1),
        Column("Entered", 2.4, colour="ink2"),
    )
    Table(sheet, columns).draw((_record(one) for one in training.records), keep=CLOSING)


def _record(one: TrainingRecord) -> list[Cell]:
    result = f"{one.result} {one.score}".strip()
    return [
        one.course,
        one.version,
        shown(one.completed),
        shown(one.expires) or "no end",
        one.method,
        one.trainer,
        result,
        one.standing,
        _entered(one.entered, one.late, one.late_reason),
    ]


def _entered(entered: str, late: bool, why: str) -> str:
    from db.days import day_of

    text = shown(day_of(entered)) if entered else ""
    return f"{text}, late: {why or 'no reason given'}" if late else text


def _data(facts: FileFacts) -> list[dict[str, Any]]:
    """Requirements first, then trainings, told apart by ``row``."""
    person = facts.file.person
    asked = [
        {
            "row": "requirement",
            "person": person.name,
            "requirement": one.heading,
            "study": one.study,
            "status": str(cell.status),
            "due": iso(cell.due),
        }
        for one, cell in facts.training.asked
    ]
    done = [
        {
            "row": "training",
            "id": one.id,
            "person": one.person,
            "course": one.course,
            "version": one.version,
            "completed": iso(one.completed),
            "expires": iso(one.expires),
            "method": one.method,
            "trainer": one.trainer,
            "result": one.result,
            "standing": one.standing,
        }
        for one in facts.training.records
    ]
    roles = [
        {
            "row": "role",
            "person": one.person,
            "study": one.study,
            "role": one.role,
            "start": iso(one.start),
            "end": iso(one.end),
        }
        for one in facts.file.assignments
    ]
    return [*roles, *asked, *done]
