"""Documents of the training register, with change control, distribution and reviews."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

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


DOCUMENTS = Register("documents", FIELDS, _rows, by_day=True, by_study=True)
