"""Actions of all CAPA, one to a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = ("id", "capa", "number", "kind", "what", "owner", "first_due", "due", "done", "status", "proof", "round")


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.capa.actions(asked.query)
    return picked(page.rows, FIELDS), page.of


CAPA_ACTIONS = Register("capa-actions", FIELDS, _rows)
