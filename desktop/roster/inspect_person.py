"""What the inspector says of a person: who they are, what is open, their roles, history and training gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.roster.records import LEFT, NOT_FILED, PersonFile
from db.store.trail import Entry
from desktop.roster.people_pane import paper_text, person_state, said, status_word
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.fonts import drawable
from desktop.widgets.inspector import Inspector
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.site import Site
    from db.training.matrix import PersonTraining

TABLE = "person"


@dataclass(frozen=True)
class PersonView:
    """Everything the inspector shows of one person, read in one go."""

    file: PersonFile
    training: PersonTraining
    history: tuple[Entry, ...]


def read_person(site: Site, person_id: str) -> PersonView:
    """On the store's thread."""
    site.looked_at(TABLE, person_id)
    history = list(site.trail.history(TABLE, person_id))
    file = site.people.person_file(person_id)
    for assignment in file.assignments:
        history += site.trail.history("assignment", assignment.id)
    history.sort(key=lambda entry: entry.seq)
    return PersonView(file, site.training.person_training(person_id), tuple(history))


def why(view: PersonView) -> list[Part]:
    """The answer before the table: what is missing, or that nothing is."""
    person = view.file.person
    parts: list[Part] = []
    if person.status == LEFT and person.end is not None:
        return [said("Left on {day}. Every record keeps the name.").format(day=show_date(person.end))]
    gaps = [(column, cell) for column, cell in view.training.asked if cell.gap]
    if gaps:
        names = ", ".join(column.heading for column, _ in gaps[:3]) + (" …" if len(gaps) > 3 else "")
        words = said("1 training gap") if len(gaps) == 1 else said("{n} training gaps").format(n=len(gaps))
        parts += [Em(words, "late"), f": {names}. "]
    if person.cv_status == NOT_FILED:
        parts.append(said("No CV is filed. "))
    if not parts:
        done = len(view.training.asked)
        parts.append(
            said("Trained in all that is asked ({n}).").format(n=done) if done else said("Nothing is asked of them.")
        )
    return parts


def facts(view: PersonView) -> list[tuple[str, str]]:
    """Names and values for the details."""
    person = view.file.person
    roles = [
        f"{one.study}: {one.role}, {show_date(one.start)} – {show_date(one.end) if one.end else said('today')}"
        for one in view.file.assignments
    ]
    periods = [
        f"{one.study}, {show_date(one.start)} – {show_date(one.end) if one.end else said('today')}"
        for one in view.file.investigator
    ]
    licence = " · ".join(part for part in (person.licence, _day(person.licence_expires)) if part)
    boxes = said(
        "No typeface on this computer draws it, so boxes stand for it; it is kept as typed, and PDFs spell it out."
    )
    return [
        (said("Name"), "" if drawable(person.name) else boxes),
        (said("Other names"), person.other_names),
        (said("Employer"), person.employer),
        (said("E-mail"), person.email),
        (said("Phone"), person.phone),
        (said("First day"), _day(person.start)),
        (said("Last day"), _day(person.end)),
        (said("Roles"), "\n".join(roles)),
        (said("Investigator"), "\n".join(periods)),
        (said("CV"), paper_text(person.cv_status, person.cv_expires)),
        (said("Licence"), licence),
        (said("Note"), person.note),
    ]


def show_person(inspector: Inspector, view: PersonView, buttons: Sequence[Button], history: Sequence[Moment]) -> None:
    """Fill the inspector."""
    person = view.file.person
    state = person_state(person)
    inspector.show_head(person.role or said("No role"), person.name, state, status_word(person.status), why(view),
                        buttons)  # fmt: skip
    inspector.details.show_facts(facts(view))
    inspector.show_history(history)


def _day(day: date | None) -> str:
    return show_date(day) if day is not None else ""
