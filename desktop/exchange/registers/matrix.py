"""The training matrix, a row a person and requirement: how it stands and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.registers.form import Asked, Register, Rows, Value, filtered

if TYPE_CHECKING:
    from db.site import Site

FIELDS = ("person", "requirement", "status", "due", "why", "role", "study", "person_id", "course_id", "record")


def _rows(site: Site, asked: Asked) -> Rows:
    matrix = site.training.matrix(asked.as_of, asked.study, search=asked.query.search)
    found: list[dict[str, Value]] = [
        {
            "person": person.name, "requirement": column.heading, "status": str(cell.status), "due": cell.due,
            "why": cell.why, "role": person.role, "study": column.study, "person_id": person.id,
            "course_id": column.course_id, "record": cell.record,
        }
        for person, cells in zip(matrix.people, matrix.cells, strict=True)
        for column, cell in zip(matrix.requirements, cells, strict=True)
    ]  # fmt: skip
    return filtered(found, FIELDS, asked.query)


MATRIX = Register("matrix", FIELDS, _rows, by_day=True, by_study=True)
