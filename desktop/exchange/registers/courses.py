"""Courses and documents to be trained on, each as its latest version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = (
    "id", "code", "title", "kind", "study", "version", "effective", "curriculum", "validity_months", "due_soon_days",
    "grace_days", "description", "start", "end",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.training.courses(asked.query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


COURSES = Register("courses", FIELDS, _rows, by_day=True)
