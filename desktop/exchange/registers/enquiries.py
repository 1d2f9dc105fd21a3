"""What sponsors were asked about triggers that are pending, with their answers, and sheets of a former log."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, of_log
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from datetime import date

    from db.retention.records import Enquiry
    from db.site import Site
    from db.store.change import Change

FIELDS = ("id", "study", "asked", "whom", "question", "expected", "answered", "answer", "overdue")


def _rows(site: Site, asked: Asked) -> Rows:
    return of_log((_by(one, asked.as_of) for one in site.retention.enquiries.all()), FIELDS, asked, "asked", "study_id")


def _by(one: Enquiry, day: date | None) -> Enquiry:
    """As of a day: an answer that came later had not come."""
    if day is None or (one.answered is not None and one.answered <= day):
        return one
    return replace(one, answered=None, answer="", overdue=one.expected < day)


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.retention.enquiries.insert(
        change, row.id("study"), row.day("asked"), row.text("whom"), row.text("question"), row.maybe_day("expected"),
        row.maybe_day("answered"), row.text("answer"),
    )  # fmt: skip


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset((one.study_id, one.asked.isoformat(), one.question) for one in site.retention.enquiries.all())


ENQUIRIES = Register(
    "enquiries", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "enquiry",
        "enquiry",
        (
            Field("study", "study", "Study", needed=True),
            Field("asked", "date", "Asked", needed=True, synonyms=("date asked", "sent", "gefragt")),
            Field("whom", "text", "Whom", needed=True, longest=300, synonyms=("sponsor", "asked whom", "wen")),
            Field("question", "text", "Question", needed=True, longest=4_000, synonyms=("enquiry", "Frage")),
            Field("expected", "date", "Expected", synonyms=("answer by", "due", "erwartet")),
            Field("answered", "date", "Answered", synonyms=("date answered", "received", "beantwortet")),
            Field("answer", "text", "Answer", longest=4_000, synonyms=("reply", "Antwort")),
        ),
        _add,
        keys=("study", "asked", "question"),
        there=_there,
    ),
)  # fmt: skip
