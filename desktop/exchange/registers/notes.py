"""Notes to file, and sheets of them; what is signed on them stays on paper or is signed here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import BadInput
from db.incidents.deviation_records import NewNote
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "number", "study", "subject", "written", "author", "addressed_to", "title", "issue", "root_cause",
    "corrective", "corrective_who", "corrective_due", "resolution", "effective", "deviation", "voided", "entered",
    "late", "late_reason",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study_id": (asked.study,)})
    notes, known = site.incidents.notes, asked.known
    page = notes.list(query, asked.as_of) if known is None else notes.known_page(known, query)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.incidents.notes.insert(change, NewNote(
        row.text("title"), row.text("issue"), row.day("written"), row.id("person"), row.id("study") or None,
        row.text("subject"), row.text("addressed_to"), row.text("root_cause"), row.text("corrective"),
        row.text("corrective_who"), row.maybe_day("corrective_due"), row.text("resolution"),
        row.maybe_day("effective"), _deviation(site, row.text("deviation")),
        row.text("late_reason") or "Brought in from a sheet",
    ))  # fmt: skip


def _deviation(site: Site, number: str) -> str | None:
    """The id of the deviation with this number; BadInput for one that is not on the log."""
    if not number:
        return None
    found = site.incidents.deviations.list(Query(where={"number": (number,)}, limit=1)).rows
    if not found:
        raise BadInput(f"There is no deviation {number}.", todo="Bring the deviations in first, or leave it empty.")
    return found[0].id


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    rows = site.incidents.notes.list(Query(limit=ALL)).rows
    return frozenset((one.title, one.written.isoformat(), one.subject) for one in rows)


NOTES = Register(
    "notes", FIELDS, _rows, by_day=True, by_study=True, knows=True,
    importer=simple(
        "note to file",
        "note_to_file",
        (
            Field("title", "text", "Title", needed=True, longest=300, synonyms=("regarding", "re", "Betreff")),
            Field("issue", "text", "Issue", needed=True, longest=20_000,
                  synonyms=("note", "description", "text", "Sachverhalt")),
            Field("written", "date", "Written", needed=True, synonyms=("date", "date of note", "Datum")),
            Field("person", "person", "Author", needed=True, synonyms=("written by", "from", "Verfasser")),
            Field("study", "study", "Study"),
            Field("subject", "text", "Participant’s code", longest=40,
                  synonyms=("participant", "subject id", "subject no", "patient", "Teilnehmer")),
            Field("addressed_to", "text", "To", synonyms=("addressed to", "recipient", "An")),
            Field("root_cause", "text", "Root cause", longest=20_000, synonyms=("cause", "Ursache")),
            Field("corrective", "text", "Corrective action", longest=20_000, synonyms=("action", "Maßnahme")),
            Field("corrective_who", "text", "Who corrects it", synonyms=("responsible", "verantwortlich")),
            Field("corrective_due", "date", "Due", synonyms=("due date", "fällig")),
            Field("resolution", "text", "Resolution", longest=20_000, synonyms=("outcome", "Lösung")),
            Field("effective", "date", "Effective", synonyms=("effective date", "gültig ab")),
            Field("deviation", "text", "Deviation", longest=60, synonyms=("deviation no", "Abweichung")),
            Field("late_reason", "text", "Why late", longest=500),
        ),
        _add,
        keys=("title", "written", "subject"),
        there=_there,
    ),
)  # fmt: skip
