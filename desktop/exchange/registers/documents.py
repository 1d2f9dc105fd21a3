"""Documents of the training register, with change control, distribution and reviews."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import BadInput
from db.plans.document_records import TYPES
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "code", "title", "type", "study", "status", "version", "effective", "owner", "controlled", "review_months",
    "next_review", "copies", "open_copies", "change",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study_id": (asked.study,)})
    page = site.plans.documents.list(query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    """Puts what the training register has under change control; documents themselves come in as courses."""
    documents, months = site.plans.documents, row.number("review_months")
    found = documents.list(Query(where={"code": (row.text("code"),)}, limit=2)).rows
    if len(found) != 1:
        raise BadInput(
            f"There are {len(found)} documents “{row.text('code')}” in the training register.",
            todo="Bring them in as courses first, each with a code of its own.",
        )
    if found[0].controlled is not None:
        raise BadInput(
            f"{found[0].code} is under change control already.", todo="Change it on the page Plans and documents."
        )
    return documents.insert_control(change, found[0].id, row.text("type"), row.id("person"), int(months or 24))


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    rows = site.plans.documents.list(Query(limit=ALL)).rows
    return frozenset((one.code,) for one in rows if one.controlled is not None)


DOCUMENTS = Register(
    "documents", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "document",
        "document",
        (
            Field("code", "text", "Document", needed=True, longest=60,
                  synonyms=("code", "SOP", "document no", "Dokument")),
            Field("type", "choice", "Type", needed=True, choices={word: word for word in TYPES}, synonyms=("kind",)),
            Field("person", "person", "Owner", needed=True, synonyms=("responsible", "verantwortlich")),
            Field("review_months", "number", "Review every (months)", synonyms=("review interval", "Prüfintervall")),
        ),
        _add,
        keys=("code",),
        there=_there,
    ),
)  # fmt: skip
