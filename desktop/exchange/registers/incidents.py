"""Incidents of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = (
    "id", "number", "title", "severity", "status", "occurred", "aware", "resolved", "personal_data", "studies", "owner",
    "due", "clocks", "overdue", "detection", "description", "threats", "containment", "impact", "lessons", "closed",
    "closing", "entered", "late", "late_reason",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.incidents.cases.list(asked.query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


INCIDENTS = Register("incidents", FIELDS, _rows, by_day=True)
