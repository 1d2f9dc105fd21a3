"""Tests and drills, and sheets of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import BadInput
from db.incidents.exercise_records import KINDS, PHISHING, NewExercise
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "number", "kind", "title", "scope", "carried_out_by", "planned", "performed", "status", "result", "reached",
    "clicked", "reported", "findings", "open_findings", "next_due", "entered", "late", "late_reason",
)  # fmt: skip
_KINDS = {word: word for word in KINDS} | {
    "pentest": "penetration test", "pen test": "penetration test", "scan": "vulnerability scan",
    "phishing": PHISHING, "phishing test": PHISHING, "phishing simulation": PHISHING, "restore test": "recovery drill",
    "backup test": "recovery drill", "internal audit": "audit",
}  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    register, known = site.incidents.exercises, asked.known
    page = register.list(asked.query, asked.as_of) if known is None else register.known_page(known, asked.query)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.incidents.exercises.insert(change, NewExercise(
        row.text("kind"), row.text("title"), row.text("scope"), row.text("carried_out_by"), row.maybe_day("planned"),
        row.maybe_day("performed"), row.text("result"), _count(row, "reached"), _count(row, "clicked"),
        _count(row, "reported"), row.maybe_day("next_due"), row.text("late_reason") or "Brought in from a sheet",
    ))  # fmt: skip


def _count(row: Taken, name: str) -> int | None:
    """How many people; BadInput for half of one."""
    number = row.number(name)
    if number is not None and number % 1:
        raise BadInput(f"{number:g} people cannot be counted.")
    return None if number is None else int(number)


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    rows = site.incidents.exercises.list(Query(limit=ALL)).rows
    return frozenset((one.title, *(day.isoformat() if day else "" for day in (one.planned, one.performed)))
                     for one in rows)  # fmt: skip


EXERCISES = Register(
    "exercises", FIELDS, _rows, by_day=True, knows=True,
    importer=simple(
        "test",
        "exercise",
        (
            Field("kind", "choice", "Kind", needed=True, choices=_KINDS, synonyms=("type", "kind of test", "Art")),
            Field("title", "text", "Title", needed=True, longest=300, synonyms=("test", "drill", "name", "Titel")),
            Field("scope", "text", "Scope", longest=4_000, synonyms=("systems", "Umfang")),
            Field("carried_out_by", "text", "Carried out by", synonyms=("tester", "by", "company", "durch")),
            Field("planned", "date", "Planned", synonyms=("planned for", "date planned", "geplant")),
            Field("performed", "date", "Carried out on", synonyms=("date", "performed", "done", "durchgeführt")),
            Field("result", "text", "Result", longest=20_000, synonyms=("outcome", "Ergebnis")),
            Field("reached", "number", "People reached", synonyms=("reached", "sent to", "recipients")),
            Field("clicked", "number", "Fell for it", synonyms=("clicked", "clicks")),
            Field("reported", "number", "Reported it", synonyms=("reported", "reports")),
            Field("next_due", "date", "Next due", synonyms=("next", "repeat on", "nächster Test")),
            Field("late_reason", "text", "Why late", longest=500),
        ),
        _add,
        keys=("title", "planned", "performed"),
        there=_there,
    ),
)  # fmt: skip
