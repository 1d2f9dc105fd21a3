"""The CAPA register, and sheets of a former one: its own words for how each stands are told apart, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.capa import machine
from db.capa.records import KINDS, PRIORITIES, NewCapa, OldCapa
from db.origin import AUDIT, DEVIATION, FINDING, INCIDENT, OWN, RISK
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "number", "title", "source", "step", "owner", "due", "status", "kind", "priority", "study", "identified",
    "age", "actions", "open_actions", "round", "closed", "late", "late_reason", "old_status", "entered",
)  # fmt: skip
_SOURCES = {
    "incident": INCIDENT, "finding": FINDING, "monitor's finding": FINDING, "monitoring": FINDING,
    "monitoring visit": FINDING, "audit": AUDIT, "inspection": AUDIT, "deviation": DEVIATION,
    "protocol deviation": DEVIATION, "risk": RISK, "own observation": OWN, "self-identified": OWN, "internal": OWN,
    "vorfall": INCIDENT, "abweichung": DEVIATION, "risiko": RISK,
}  # fmt: skip
_STEPS = {
    **dict.fromkeys(("open", "new", "in progress", "ongoing", "identification", "investigation", "action plan",
                     "implementation", "effectiveness check", "offen", "in arbeit"), machine.IDENTIFICATION),
    **dict.fromkeys(("closed", "completed", "done", "effective", "closed effective", "geschlossen", "erledigt"),
                    machine.CLOSED),
    **dict.fromkeys(("closed as correction", "correction only"), machine.CORRECTED),
    **dict.fromkeys(("voided", "void", "cancelled", "canceled", "withdrawn", "rejected", "storniert"), machine.VOIDED),
}  # fmt: skip
"""What a status of a sheet means here, shown when it comes in and changed there by the person, who also says what any
other word means. What was open there begins at its first step, because nothing of it was signed or checked here."""
_PRIORITIES = {**dict.fromkeys(PRIORITIES), "low": "minor", "medium": "major", "high": "critical"}


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = type(query)({**query.where, "study_id": (asked.study,)}, query.search, query.sort, query.offset,
                            query.limit)  # fmt: skip
    page = site.capa.list(query, asked.as_of) if asked.known is None else site.capa.known(asked.known, query)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    closed = row.maybe_day("closed")
    new = NewCapa(
        row.text("title"), row.day("identified"), row.text("source") or OWN, row.text("kind") or KINDS[0],
        row.text("priority") or "major", row.text("description"), row.text("containment"),
        owner=row.id("person") or None, study=row.id("study") or None, target=row.maybe_day("due"),
        late_reason="Brought in from a former register",
    )  # fmt: skip
    status = row.written.get("status", "")
    old = OldCapa(
        row.text("number"), status, row.text("status"), closed, new, row.text("root_cause"), row.text("conclusion")
    )
    return site.capa.bring_in(change, old)


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset((str(row[0]),) for row in site.store.rows("SELECT number FROM capa"))


CAPA = Register(
    "capa", FIELDS, _rows, by_day=True, knows=True, by_study=True,
    importer=simple(
        "CAPA",
        "capa",
        (
            Field("number", "text", "Number", needed=True, longest=60, synonyms=("capa no", "capa number", "no", "nr")),
            Field("title", "text", "Title", needed=True, longest=300, synonyms=("issue", "problem", "titel")),
            Field("status", "choice", "Status", needed=True, longest=100, synonyms=("state", "step", "stand"),
                  choices=_STEPS, note="What was open there begins at identification: nothing of it was signed here."),
            Field("identified", "date", "Identified", needed=True, synonyms=("date", "opened", "date opened", "datum")),
            Field("closed", "date", "Closed", synonyms=("date closed", "closing date", "geschlossen am")),
            Field("source", "choice", "Source", choices=_SOURCES, synonyms=("origin", "quelle")),
            Field("kind", "choice", "Kind", choices={one: one for one in KINDS} | {"ca": KINDS[0], "pa": KINDS[1]},
                  synonyms=("type", "art")),
            Field("priority", "choice", "Classification",
                  choices={word: value or word for word, value in _PRIORITIES.items()},
                  synonyms=("severity", "class", "grade")),
            Field("description", "text", "Description", longest=20_000, synonyms=("details", "beschreibung")),
            Field("containment", "text", "Containment", longest=20_000, synonyms=("correction", "immediate action")),
            Field("root_cause", "text", "Root cause", longest=20_000, synonyms=("cause", "ursache")),
            Field("conclusion", "text", "Conclusion", longest=20_000, synonyms=("result", "outcome", "ergebnis")),
            Field("due", "date", "Due", synonyms=("target", "due date", "fällig")),
            Field("person", "person", "Owner", synonyms=("responsible", "verantwortlich")),
            Field("study", "study", "Study"),
        ),
        _add,
        keys=("number",),
        there=_there,
    ),
)  # fmt: skip
