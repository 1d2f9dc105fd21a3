"""How series ended, and where they were moved before: both leave as tables; they are entered by hand, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, of_log

if TYPE_CHECKING:
    from db.site import Site

FIELDS = (
    "id", "number", "series", "title", "status", "reason", "method", "medium", "eligible", "proposed", "proposer",
    "approved", "approver", "carried", "carrier", "verification", "witness", "items", "items_sha256", "backups",
    "withdrawn", "withdraw_reason",
)  # fmt: skip
MOVES = ("id", "series", "moved", "from_place", "to_place", "from_person", "to_person", "why", "late_reason")


def _rows(site: Site, asked: Asked) -> Rows:
    return of_log(site.retention.destructions.all(), FIELDS, asked, "proposed")


def _moves(site: Site, asked: Asked) -> Rows:
    return of_log(site.retention.moves(), MOVES, asked, "moved")


DESTRUCTIONS = Register("destructions", FIELDS, _rows, by_day=True)
CUSTODY_MOVES = Register("custody-moves", MOVES, _moves, by_day=True)
