"""Training records; sheets of them come in long (a row is a record) or wide (a column is a course)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.known import training_known
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.taking import Importer, Options
from desktop.exchange.training import TrainingRows
from desktop.exchange.vocabulary import told_fields, told_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.site import Site
    from desktop.exchange.checking import Checked
    from desktop.exchange.known import Known

FIELDS = (
    "id", "person", "course", "version", "completed", "expires", "method", "trainer", "result", "score", "role",
    "study", "standing", "late", "late_reason", "note", "entered", "person_id", "course_id", "duration_minutes",
    "trainer_title", "topics", "effect",
)  # fmt: skip


def _rows(site: Site, asked: Asked) -> Rows:
    page = site.training.records(asked.query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


def _read(checked: Checked, known: Known, options: Options, step: Callable[[int, int], None]) -> TrainingRows:
    return TrainingRows(checked, known, options.choices, options.name_order, step)


TRAINING = Register(
    "training", FIELDS, _rows, by_day=True,
    importer=Importer(told_one("training"), told_fields("training"), _read, training_known),
)  # fmt: skip
