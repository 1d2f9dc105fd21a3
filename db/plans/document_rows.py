"""How documents, their changes and copies are read: from this room's tables and the training register's."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from db.days import from_iso
from db.plans import document_records as r
from db.plans.plan_rows import name_sql
from db.plans.rules import change_status
from db.store.listing import Listing

IN_FORCE = (
    "(SELECT w.id FROM course_version AS w WHERE w.course = {course} AND w.effective <= '{day}' ORDER BY w.effective "
    "DESC, coalesce(w.approved, '9999-12-31') DESC, w.label DESC, w.id DESC LIMIT 1)"
)
"""The version in effect, as the training register reckons it (training.rules.version_on); a test compares them."""
_TRAINED = (
    "(SELECT min(t.completed) FROM training_record AS t WHERE t.person = k.person AND t.version = k.version "
    "AND t.voided = 0 AND t.result <> 'failed')"
)
ACKNOWLEDGED = f"coalesce(k.acknowledged, {_TRAINED})"
_COPIES = (
    "(SELECT count(*) FROM document_copy AS k WHERE k.version = v.id AND k.sent <= '{day}' "
    "AND (k.returned IS NULL OR k.returned > '{day}'){more})"
)
_WAY = (
    "(SELECT x.number FROM document_change AS x WHERE x.document = c.id AND substr(x.entered, 1, 10) <= '{day}' "
    "AND (x.approved IS NULL OR x.approved > '{day}') AND (x.abandoned IS NULL OR x.abandoned > '{day}') "
    "ORDER BY x.number DESC LIMIT 1)"
)
KINDS = ("document", "protocol", "consent", "safety")
"""The courses that are documents."""


def listing(on: date) -> Listing:
    """Every document of the training register, under change control or not, as of a day."""
    day = on.isoformat()
    way = _WAY.format(day=day)
    review = (
        "(SELECT date(max(v.effective, coalesce(max(w.reviewed), '')), '+' || d.review_months || ' months', 'floor') "
        f"FROM document_review AS w WHERE w.document = c.id AND w.reviewed <= '{day}')"
    )
    status = (
        f"CASE WHEN c.\"end\" < '{day}' THEN 'withdrawn' WHEN d.id IS NULL THEN 'not controlled' "
        f"WHEN {way} IS NOT NULL THEN 'being changed' WHEN v.id IS NULL THEN 'no version yet' "
        f"WHEN {review} <= '{day}' THEN 'review due' ELSE 'in force' END"
    )
    kind = "coalesce(d.type, CASE c.kind WHEN 'document' THEN '' ELSE c.kind END)"
    open_ = f" AND ({ACKNOWLEDGED} IS NULL OR {ACKNOWLEDGED} > '{day}')"
    copies, still = _COPIES.format(day=day, more=""), _COPIES.format(day=day, more=open_)
    order = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(r.STATUSES))
    select = (
        f"c.id, c.code, c.title, {kind}, c.study, coalesce(s.code, ''), d.controlled, d.owner, "
        f"coalesce({name_sql('p')}, ''), d.review_months, v.id, coalesce(v.label, ''), v.effective, {review}, "
        f"{copies}, {still}, coalesce({way}, ''), {status}"
    )
    tables = (
        f"course AS c LEFT JOIN document AS d ON d.id = c.id AND d.controlled <= '{day}' "
        "LEFT JOIN study AS s ON s.id = c.study LEFT JOIN person AS p ON p.id = d.owner "
        f"LEFT JOIN course_version AS v ON v.id = {IN_FORCE.format(course='c.id', day=day)}"
    )
    return Listing(
        select,
        tables,
        {
            "id": "c.id", "code": "c.code", "title": "c.title", "type": kind, "study": "coalesce(s.code, '')",
            "study_id": "c.study", "owner": "coalesce(p.sort_name, '')", "version": "v.label",
            "effective": "v.effective", "next_review": review, "status": status, "open_copies": still,
            "urgency": f"CASE {status} {order} END",
        },
        "c.code || ' ' || c.title || ' ' || coalesce(s.code, '') || ' ' || coalesce(p.sort_name, '')",
        (("urgency", False), ("code", False)),
        "c.id",
        f"c.kind IN {KINDS}",
    )  # fmt: skip


def document(row: tuple[Any, ...]) -> r.Document:
    """From a row of ``listing``."""
    return r.Document(
        row[0], row[1], row[2], row[3], row[4], row[5], from_iso(row[6]), row[7], row[8], row[9], row[10], row[11],
        from_iso(row[12]), from_iso(row[13]), row[14], row[15], row[16], row[17],
    )  # fmt: skip


CHANGE = (
    "SELECT x.id, x.number, x.document, c.code, c.title, d.type, coalesce(s.code, ''), v.label, v.summary, v.reopens, "
    "v.file, v.effective, x.reason, x.author, x.author_name, x.reviewer, x.reviewer_name, x.approver, x.approver_name, "
    "x.not_before, x.proposed, x.reviewed, x.approved, x.abandoned, x.round, x.entered FROM document_change AS x "
    "JOIN course_version AS v ON v.id = x.id JOIN course AS c ON c.id = x.document "
    "JOIN document AS d ON d.id = x.document LEFT JOIN study AS s ON s.id = c.study"
)
_CHANGE_FIELDS = tuple(field.name for field in fields(r.Change))[:-1]
_DAYS = ("effective", "not_before", "proposed", "reviewed", "approved", "abandoned")


def change(row: tuple[Any, ...], on: date) -> r.Change:
    """From a row of CHANGE."""
    found = dict(zip(_CHANGE_FIELDS, row, strict=True))
    found |= {name: from_iso(found[name]) for name in _DAYS} | {"reopens": bool(found["reopens"])}
    one = r.Change(**found)
    return replace(one, status=change_status(one, on))


COPY = (
    "SELECT k.id, k.version, c.code, c.title, v.label, v.effective, k.person, "
    f"coalesce({name_sql('p')}, k.holder), k.how, k.sent, k.by_training, {ACKNOWLEDGED}, k.returned, k.note "
    "FROM document_copy AS k JOIN course_version AS v ON v.id = k.version JOIN course AS c ON c.id = v.course "
    "LEFT JOIN person AS p ON p.id = k.person"
)


def copy(row: tuple[Any, ...]) -> r.Copy:
    """From a row of COPY."""
    return r.Copy(
        row[0], row[1], row[2], row[3], row[4], from_iso(row[5]), row[6], row[7], row[8], date.fromisoformat(row[9]),
        bool(row[10]), from_iso(row[11]), from_iso(row[12]), row[13],
    )  # fmt: skip
