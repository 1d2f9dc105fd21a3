"""Tests and drills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = (
    "id", "number", "kind", "title", "scope", "carried_out_by", "planned", "performed", "status", "result", "reached",
    "clicked", "reported", "findings", "open_findings", "next_due", "entered", "late", "late_reason",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.incidents.exercises.list(asked.query)
    return picked(page.rows, FIELDS), page.of


EXERCISES = Register("exercises", FIELDS, _rows)
