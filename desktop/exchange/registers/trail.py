"""Entries of the audit trail; ``audit export`` gives them in the published form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = ("seq", "at", "by", "name", "role", "action", "table", "row", "reason", "installation", "hash", "destroyed")


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.trail.page(asked.query)
    return picked(page.rows, FIELDS), page.of


TRAIL = Register("trail", FIELDS, _rows)
