"""The deviation log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.incidents.deviation_records import CONTINUED, TYPES, NewDeviation
from db.store.query import Query
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "number", "study", "subject", "occurred", "identified", "identified_by", "description", "type",
    "subject_continued", "action", "impact", "owner", "reported_sponsor", "reported_committee", "reported_authority",
    "grade", "assessment", "assessed", "assessed_by", "serious", "serious_why", "serious_decided", "status", "closed",
    "source_table", "source_record", "entered", "late", "late_reason",
)  # fmt: skip
_ALL = 10_000_000


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study_id": (asked.study,)})
    log, known = site.incidents.deviations, asked.known
    page = log.list(query, asked.as_of) if known is None else log.known_page(known, query)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.incidents.deviations.insert(change, NewDeviation(
        row.text("description"), row.day("occurred"), row.maybe_day("identified") or row.day("occurred"),
        row.id("study") or None, row.text("subject"), row.text("identified_by"), row.text("type") or "other",
        row.text("subject_continued"), row.text("action"), row.text("impact"), row.id("person") or None,
        row.maybe_day("reported_sponsor"), row.maybe_day("reported_committee"), row.maybe_day("reported_authority"),
        row.text("late_reason") or "Brought in from a sheet",
    ))  # fmt: skip


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    rows = site.incidents.deviations.list(Query(limit=_ALL)).rows
    return frozenset((one.study_id or "", one.subject, one.occurred.isoformat(), one.description) for one in rows)


_TYPE_WORDS = {word.casefold(): word for word in TYPES} | {
    "ip": "investigational product", "imp": "investigational product", "icf": "consent", "informed consent": "consent",
    "inclusion/exclusion": "eligibility", "window": "visit window", "sae": "safety reporting",
}  # fmt: skip
DEVIATIONS = Register(
    "deviations", FIELDS, _rows, by_day=True, knows=True, by_study=True,
    importer=simple(
        "deviation",
        "deviation",
        (
            Field("study", "study", "Study", needed=True),
            Field("subject", "text", "Participant’s code", longest=40,
                  synonyms=("participant", "subject id", "subject no", "patient", "Teilnehmer", "Pat.-Nr.")),
            Field("occurred", "date", "Occurred", needed=True,
                  synonyms=("date of deviation", "deviation date", "Datum")),
            Field("identified", "date", "Identified", synonyms=("date identified", "discovered", "festgestellt")),
            Field("identified_by", "text", "Identified by", synonyms=("by whom", "reported by", "festgestellt von")),
            Field("description", "text", "Description", needed=True, longest=20_000,
                  synonyms=("deviation", "description of deviation", "Beschreibung", "Abweichung")),
            Field("type", "choice", "Type", choices=_TYPE_WORDS, synonyms=("category", "deviation type", "Art")),
            Field("subject_continued", "choice", "Participant continued",
                  choices={word: word for word in CONTINUED if word} | {"y": "yes", "n": "no", "n/a": "not applicable"},
                  synonyms=("subject continued", "continued")),
            Field("action", "text", "Action taken", longest=20_000, synonyms=("corrective action", "Maßnahme")),
            Field("impact", "text", "Impact", longest=20_000, synonyms=("impact on subject", "Auswirkung")),
            Field("person", "person", "Owner", synonyms=("responsible", "verantwortlich")),
            Field("reported_sponsor", "date", "Sponsor told", synonyms=("reported to sponsor",)),
            Field("reported_committee", "date", "Committee told", synonyms=("reported to irb", "reported to ec")),
            Field("reported_authority", "date", "Authority told", synonyms=("reported to authority",)),
            Field("late_reason", "text", "Why it is entered late", longest=500),
        ),
        _add,
        keys=("study", "subject", "occurred", "description"),
        there=_there,
    ),
)  # fmt: skip
