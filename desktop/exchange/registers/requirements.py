"""Which role needs which course, in which study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = ("id", "course", "role", "study", "within_days", "start", "end", "course_id")


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.training.requirements(asked.query)
    return picked(page.rows, FIELDS), page.of


REQUIREMENTS = Register("requirements", FIELDS, _rows)
