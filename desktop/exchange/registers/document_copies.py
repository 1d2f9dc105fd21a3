"""Who has which version of which document, and whether they acknowledged it: copies leave as a table. They are sent and
acknowledged on the page, each by who does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, of_log

if TYPE_CHECKING:
    from db.site import Site

FIELDS = (
    "id", "code", "title", "label", "effective", "name", "how", "sent", "by_training", "acknowledged", "returned",
    "note",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    return of_log(site.plans.documents.copies.all(), FIELDS, asked, "sent")


DOCUMENT_COPIES = Register("document-copies", FIELDS, _rows, by_day=True)
