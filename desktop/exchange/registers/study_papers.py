"""Study papers: investigator's forms, financial disclosures, signed CVs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.oversight import records as r
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "person", "study", "kind", "title", "version", "signed", "sent", "interests", "note", "voided", "late",
    "late_reason",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study_id": [asked.study]})
    page = site.oversight.papers.papers(query)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    return site.oversight.papers.file_in(
        change,
        r.NewPaper(
            row.id("study"), row.id("person"), row.text("kind"), row.day("signed"), row.text("title"),
            row.text("version"), row.maybe_day("sent"), row.text("interests"), row.text("note"),
            late_reason=row.text("late_reason") or "Brought in from a list",
        ),
    )  # fmt: skip


_KINDS = {
    r.FORM: r.FORM, "1572": r.FORM, "form fda 1572": r.FORM, r.DISCLOSURE: r.DISCLOSURE,
    "financial disclosure": r.DISCLOSURE, r.CV: r.CV, "signed cv": r.CV,
}  # fmt: skip
_INTERESTS = {"none": r.NO_INTERESTS, "no": r.NO_INTERESTS, "disclosed": r.DISCLOSED, "yes": r.DISCLOSED}

STUDY_PAPERS = Register(
    "study-papers", FIELDS, _rows, by_study=True,
    importer=simple(
        "study paper",
        "study_paper",
        (
            Field("person", "person", "Person", needed=True),
            Field("study", "study", "Study", needed=True),
            Field("kind", "choice", "Paper", needed=True, choices=_KINDS),
            Field("signed", "date", "Signed", needed=True, synonyms=("date", "signed on", "unterschrieben")),
            Field("title", "text", "Form", longest=200),
            Field("version", "text", "Version", longest=60),
            Field("sent", "date", "Sent to the sponsor"),
            Field("interests", "choice", "Interests", choices=_INTERESTS),
            Field("note", "text", "Note", longest=2000),
            Field("late_reason", "text", "Why late", longest=500),
        ),
        _add,
        keys=("person", "study", "kind", "signed"),
    ),
)  # fmt: skip
