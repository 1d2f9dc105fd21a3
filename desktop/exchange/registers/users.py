"""Users of this program: everybody who can or could unlock, with what they have on record (11.10(i),(j))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, filtered

if TYPE_CHECKING:
    from db.site import Site

FIELDS = (
    "id", "login", "name", "role", "status", "until", "missing", "passphrase", "revise_by", "certificate_until",
)  # fmt: skip
"""``passphrase``: the day it was last chosen; ``missing``: what the store asks before their next act."""


def _rows(site: Site, asked: Asked) -> Rows:
    until = {one.id: one.until for one in site.users.all()}
    rows = [
        {
            "id": one.user_id, "login": one.login, "name": one.name, "role": one.role, "status": one.status,
            "until": until[one.user_id] or None, "missing": ", ".join(one.missing),
            "passphrase": one.passphrase if one.enrolled else None,
            "revise_by": one.revise_by if one.enrolled else None, "certificate_until": one.certificate_until,
        }
        for one in site.oversight.duties.all()
    ]  # fmt: skip
    return filtered(rows, FIELDS, asked.query)


USERS = Register("users", FIELDS, _rows)
