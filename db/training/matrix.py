"""The matrix people x requirements as it is handed out (TRN-3). Frozen; made by db/training/assembling.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from db.folding import written_name
from db.training.records import Course, Renewal, TrainingRecord, Version
from db.training.rules import NOT_REQUIRED, Cell, Status


@dataclass(frozen=True)
class MatrixPerson:
    """``role`` is the one held in the study asked for, else the one at the site; ``end`` None while here."""

    id: str
    family_name: str
    given_name: str
    role: str
    start: date | None
    end: date | None

    @property
    def name(self) -> str:
        return written_name(self.family_name, self.given_name)


@dataclass(frozen=True)
class Column:
    """A course that is asked of somebody on the day. ``roles`` empty: of every role; ``version`` in effect."""

    course_id: str
    code: str
    title: str
    kind: str
    study_id: str | None
    study: str
    version: str
    effective: date | None
    roles: tuple[str, ...]

    @property
    def heading(self) -> str:
        """“Protocol v3.0”, “IB ed. 12”, “EDC system”."""
        if not self.version:
            return self.code
        return f"{self.code} {'v' if self.version[0].isdigit() else ''}{self.version}"


@dataclass(frozen=True)
class Matrix:
    """``cells[row][column]``; ``matching`` people fit the filter (``people`` is one window of them), ``of`` are at
    the site on the day. ``known_on``: as the records said then, or None for all that is known now (AUD-6)."""

    as_of: date
    known_on: datetime | None
    study_id: str | None
    study: str
    people: tuple[MatrixPerson, ...]
    requirements: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]
    matching: int
    of: int

    @cached_property
    def counts(self) -> Mapping[Status, int]:
        """How many cells are in each state."""
        found = Counter(cell.status for row in self.cells for cell in row)
        return {status: found.get(status, 0) for status in Status}

    @cached_property
    def fully_trained(self) -> int:
        """How many of these people have no gap: nothing missing, nothing overdue."""
        return sum(not any(cell.gap for cell in row) for row in self.cells)

    @property
    def gaps(self) -> int:
        return self.counts[Status.MISSING] + self.counts[Status.OVERDUE]

    def cell(self, person_id: str, course_id: str) -> Cell:
        """NOT_REQUIRED for whoever or whatever is not in the matrix."""
        row, column = self._rows.get(person_id), self._columns.get(course_id)
        return NOT_REQUIRED if row is None or column is None else self.cells[row][column]

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {person.id: row for row, person in enumerate(self.people)}

    @cached_property
    def _columns(self) -> Mapping[str, int]:
        return {column.course_id: place for place, column in enumerate(self.requirements)}


@dataclass(frozen=True)
class Overdue:
    """A gap as a line of the overdue list: whose, what, since when and why. ``days`` since ``due``."""

    person_id: str
    person: str
    role: str
    course_id: str
    requirement: str
    study: str
    status: Status
    due: date | None
    days: int | None
    why: str
    record: str | None


@dataclass(frozen=True)
class TrainingFacts:
    """Training on a day in numbers, for the sentence under a page's title and for home.

    ``gaps`` = ``missing`` + ``overdue`` cells; ``fully_trained`` people have no gap; ``late_entries`` records were
    entered long after they happened.
    """

    as_of: date
    people: int
    requirements: int
    fully_trained: int
    missing: int
    overdue: int
    due_soon: int
    planned: int
    current: int
    records: int
    late_entries: int

    @property
    def gaps(self) -> int:
        return self.missing + self.overdue


@dataclass(frozen=True)
class PersonTraining:
    """One person's training side of their file: what is asked and how it stands, every record ever (the newest
    first, struck-through ones too), renewals planned."""

    as_of: date
    asked: tuple[tuple[Column, Cell], ...]
    records: tuple[TrainingRecord, ...]
    renewals: tuple[Renewal, ...]


@dataclass(frozen=True)
class CellFile:
    """What stands behind one cell, for the inspector: versions oldest first, this person's records newest first."""

    person: MatrixPerson
    column: Column
    cell: Cell
    course: Course
    versions: tuple[Version, ...]
    records: tuple[TrainingRecord, ...]
    renewals: tuple[Renewal, ...]
