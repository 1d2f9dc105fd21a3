"""The people of the roster: table, chips, search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from db.roster.records import ACTIVE, EXPECTED, EXPIRED, EXPIRING, LEFT, NOT_FILED, PERSON_STATUS, VALID, Facet, Person
from desktop.widgets.chips import ChipFlow
from desktop.widgets.dates import show_date
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable

FACETS = ("study", "role", "employer")
_PAPER = {VALID: State.CURRENT, EXPIRING: State.SOON, EXPIRED: State.OVERDUE, NOT_FILED: State.MISSING}


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Roster", text)


def status_word(status: str) -> str:
    """A person's status as the screen says it."""
    return {ACTIVE: said("active"), EXPECTED: said("expected"), LEFT: said("left")}.get(status, status)


def person_state(person: Person) -> State:
    """Active, still to come, gone."""
    return {ACTIVE: State.CURRENT, EXPECTED: State.PLANNED}.get(person.status, State.NONE)


def paper_state(status: str) -> State:
    """Of a CV or licence."""
    return _PAPER[status]


def paper_text(status: str, expires: date | None) -> str:
    """The day it counts to, or that it is not there."""
    if status == NOT_FILED:
        return said("not filed")
    return show_date(expires) if expires is not None else said("filed")


def _since(person: Person) -> str:
    """The day they came, will come, or left."""
    if person.status == LEFT and person.end:
        return said("left {day}").format(day=show_date(person.end))
    if person.status == EXPECTED and person.start:
        return said("from {day}").format(day=show_date(person.start))
    return show_date(person.start) if person.start else status_word(person.status)


def columns() -> tuple[Column, ...]:
    """What the table shows of a person."""
    return (
        Column("name", said("Person"), lambda p: p.name, 160, 3, "name", strong=True),
        Column("role", said("Role"), lambda p: p.role, 156, 2, "role", ink="ink2"),
        Column("studies", said("Studies"), lambda p: ", ".join(p.studies), 92, 2, ink="ink2"),
        Column("employer", said("Employer"), lambda p: p.employer, 84, 2, "employer", ink="ink2"),
        Column("start", said("Since"), _since, 116, 0, "start", state=person_state),
        Column(
            "cv", said("CV"), lambda p: paper_text(p.cv_status, p.cv_expires), 116, 0, "cv_expires",
            state=lambda p: paper_state(p.cv_status),
        ),
    )  # fmt: skip


def people_table(context: PageContext) -> RecordTable:
    """The table, not yet asked."""
    model = RecordModel(columns(), through(context.jobs, lambda site, query: site.people.people(query)))
    return RecordTable(model, said("People of the site"), "people")


def add_chips(chips: ChipFlow) -> None:
    """Status first; the others offer what there is."""
    chips.add_choice("status", said("Status"), [(one, status_word(one)) for one in PERSON_STATUS], usual=(ACTIVE,))
    for key, label in (("study", said("Study")), ("role", said("Role")), ("employer", said("Employer"))):
        chips.add_choice(key, label, ())


def fill_chips(chips: ChipFlow, facets: Mapping[str, Sequence[Facet]]) -> None:
    """Offer each value with how many it would leave; what is chosen stays offered."""
    chosen = chips.values()
    for key in FACETS:
        options = [(facet.value, f"{facet.value} ({facet.count:,})") for facet in facets.get(key, ())]
        known = {value for value, _ in options}
        options += [(value, value) for value in chosen.get(key, ()) if value not in known]
        chips.set_options(key, options)
