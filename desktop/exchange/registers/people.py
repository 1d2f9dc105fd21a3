"""People of the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.known import people_known
from desktop.exchange.people import PeopleRows
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.taking import Importer, Options
from desktop.exchange.vocabulary import told_fields, told_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.site import Site
    from desktop.exchange.checking import Checked
    from desktop.exchange.known import Known

FIELDS = (
    "id", "family_name", "given_name", "email", "employer", "role", "start", "end", "status", "phone", "other_names",
    "studies", "cv_date", "cv_expires", "cv_status", "licence", "licence_expires", "licence_status", "note", "entered",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.people.people(asked.query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


def _read(checked: Checked, known: Known, options: Options, step: Callable[[int, int], None]) -> PeopleRows:
    return PeopleRows(checked, known, options.name_order, step)


PEOPLE = Register(
    "people", FIELDS, _rows, by_day=True,
    importer=Importer(told_one("people"), told_fields("people"), _read, people_known),
)  # fmt: skip
