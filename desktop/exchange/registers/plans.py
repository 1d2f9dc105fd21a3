"""Data management plans, version by version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

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


PLANS = Register("plans", FIELDS, _rows, by_day=True, by_study=True)
