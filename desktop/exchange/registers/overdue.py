"""Trainings that are missing or overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, picked

if TYPE_CHECKING:
    from db.site import Site

FIELDS = ("person", "requirement", "status", "due", "days", "why", "role", "study", "person_id", "course_id")


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.training.overdue(asked.query, asked.as_of, asked.study)
    return picked(page.rows, FIELDS), page.of


OVERDUE = Register("overdue", FIELDS, _rows, by_day=True, by_study=True)
