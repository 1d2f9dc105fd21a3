"""How a plan's version is read from its tables."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from db.days import from_iso
from db.plans.plan_records import PARTS, PlanFact, PlanSection, PlanVersion
from db.plans.rules import plan_status
from db.store.listing import Listing

COLUMNS = (
    "id", "study", "number", "reason", "author", "author_name", "approver", "approver_name", "not_before",
    "review_months", "drawn", "proposed", "approved", "effective", "next_review", "entered",
)  # fmt: skip
FROM = "plan_version AS v JOIN study AS s ON s.id = v.study"


def name_sql(table: str) -> str:
    """“Family, Given” of a person table's alias."""
    return f"{table}.family_name || CASE {table}.given_name WHEN '' THEN '' ELSE ', ' || {table}.given_name END"


def listing(on: date) -> Listing:
    """Versions as of a day."""
    day = on.isoformat()
    followed = (
        "EXISTS (SELECT 1 FROM plan_version AS w WHERE w.study = v.study AND w.number > v.number "
        f"AND w.approved <= '{day}' AND w.effective <= '{day}')"
    )
    columns = ", ".join(f"v.{name}" for name in COLUMNS)
    status = (
        f"CASE WHEN v.approved IS NULL OR v.approved > '{day}' THEN CASE WHEN v.proposed <= '{day}' THEN 'to approve' "
        f"ELSE 'draft' END WHEN v.effective > '{day}' THEN 'approved' WHEN {followed} THEN 'superseded' "
        "ELSE 'in force' END"
    )
    return Listing(
        f"{columns}, s.code, {followed}",
        FROM,
        {
            "id": "v.id", "study": "s.code", "study_id": "v.study", "number": "v.number", "author": "v.author_name",
            "approver": "v.approver_name", "proposed": "v.proposed", "approved": "v.approved",
            "effective": "v.effective", "next_review": "v.next_review", "status": status,
        },
        "s.code || ' ' || v.reason || ' ' || v.author_name",
        (("study", False), ("number", True)),
        "v.id",
        f"substr(v.entered, 1, 10) <= '{day}'",
    )  # fmt: skip


def version(row: tuple[Any, ...], on: date, sections: tuple[PlanSection, ...] = ()) -> PlanVersion:
    """From a row of ``listing``."""
    found = dict(zip((*COLUMNS, "code", "followed"), row, strict=True))
    days = {name: from_iso(found[name]) for name in ("not_before", "proposed", "approved", "effective", "next_review")}
    status = plan_status(days["proposed"], days["approved"], days["effective"], bool(found["followed"]), on)
    return PlanVersion(
        found["id"], found["study"], found["code"], found["number"], found["reason"], found["author"],
        found["author_name"], found["approver"], found["approver_name"], days["not_before"],
        found["review_months"], found["drawn"] or "", days["proposed"], days["approved"], days["effective"],
        days["next_review"], found["entered"], status, sections,
    )  # fmt: skip


def sections(rows: Iterable[tuple[Any, ...]]) -> tuple[PlanSection, ...]:
    """From rows of part, text, facts; in the order of PARTS."""
    found = {part: (text, json.loads(facts)) for part, text, facts in rows}
    return tuple(
        PlanSection(part, found[part][0], tuple(PlanFact(*fact) for fact in found[part][1]))
        for part in PARTS
        if part in found
    )
