"""Studies of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = (
    "id", "code", "protocol", "title", "sponsor", "phase", "framework", "registration", "site_number", "start", "end",
    "ethics", "status", "investigator", "people", "protocol_label", "protocol_effective",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.people.studies(asked.query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


STUDIES = Register("studies", FIELDS, _rows, by_day=True)
