"""Data management plans, version by version; plans written elsewhere come in as drafts, a row each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.plans.plan_records import DRAFT, PARTS, PROPOSED, NewPlan
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "study", "number", "status", "reason", "author", "approver", "not_before", "proposed", "approved",
    "effective", "review_months", "next_review", "drawn", "entered",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study_id": (asked.study,)})
    page = site.plans.versions.list(query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    """A draft: its facts are drawn and it is signed here. A part whose cell is empty keeps the words it begins with."""
    texts = {part: row.text(part) for part in PARTS if row.text(part)}
    return site.plans.versions.insert(change, NewPlan(
        row.id("study"), row.id("person"), row.text("reason") or "Brought in from a sheet", row.id("approver") or None,
        review_months=int(row.number("review_months") or 12), texts=texts,
    ))  # fmt: skip


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    """Studies whose plan is being written: the same sheet again changes nothing."""
    rows = site.plans.versions.list(Query(where={"status": (DRAFT, PROPOSED)}, limit=ALL)).rows
    return frozenset((one.study_id,) for one in rows)


PLANS = Register(
    "plans", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "plan",
        "plan_version",
        (
            Field("study", "study", "Study", needed=True),
            Field("person", "person", "Author", needed=True, synonyms=("written by", "Verfasser")),
            Field("approver", "person", "Approver", synonyms=("approved by", "Genehmiger")),
            Field("reason", "text", "Why there is this version", longest=2_000, synonyms=("reason", "Grund")),
            Field("review_months", "number", "Review every (months)", synonyms=("review interval", "Prüfintervall")),
            *(Field(part, "text", heading, longest=20_000, synonyms=(part,)) for part, heading in PARTS.items()),
        ),
        _add,
        keys=("study",),
        there=_there,
    ),
)  # fmt: skip
