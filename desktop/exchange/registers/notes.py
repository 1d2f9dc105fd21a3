"""Notes to file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = (
    "id", "number", "study", "subject", "written", "author", "addressed_to", "title", "issue", "root_cause",
    "corrective", "corrective_who", "corrective_due", "resolution", "effective", "deviation", "voided", "entered",
    "late", "late_reason",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study_id": (asked.study,)})
    page = site.incidents.notes.list(query)
    return picked(page.rows, FIELDS), page.of


NOTES = Register("notes", FIELDS, _rows, by_study=True)
