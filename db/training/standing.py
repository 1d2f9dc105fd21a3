"""How training stands: the matrix, the headline, the overdue list, one person, one cell. Reads only."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from db import collector
from db.errors import BadInput
from db.folding import fold
from db.store.query import Page, Query
from db.store.store import Store
from db.training import rows
from db.training.assembling import matrix_of
from db.training.column import Columns
from db.training.facts import Selection, facts_as_known, facts_now
from db.training.kept import KeptRecords
from db.training.matrix import CellFile, Matrix, Overdue, PersonTraining, TrainingFacts
from db.training.queries import TrainingQueries
from db.training.rules import Status

_KEPT = 4  # matrices remembered until the trail has another entry


class TrainingStanding(TrainingQueries):
    """The answers that are worked out from many records at once."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._made: dict[object, Matrix] = {}
        self._made_at = -1
        self._columns: dict[object, Columns] = {}
        self._kept = KeptRecords(store)

    def matrix(
        self,
        as_of: date | None = None,
        study: str | None = None,
        roles: Sequence[str] | None = None,
        people: Sequence[str] | None = None,
        *,
        search: str = "",
        offset: int = 0,
        limit: int | None = None,
        known_on: datetime | None = None,
    ) -> Matrix:
        """People by name against what is asked of them on ``as_of`` (None: today).

        ``study`` (id): its people, and what the site or that study asks; ``roles``: whoever holds one of them;
        ``people`` (ids): exactly these, left or not; otherwise whoever is at the site on the day. ``offset`` and
        ``limit`` cut a window of people. ``known_on``: only what had been entered by then (AUD-6), from the trail.
        """
        as_of = as_of or self.today
        chosen = Selection(study, tuple(roles or ()), None if people is None else tuple(people), search, offset, limit)
        head = self._store.head().seq
        if self._made_at != head:
            self._made, self._made_at = {}, head
        key = (as_of, chosen, known_on)
        if key not in self._made:
            while len(self._made) >= _KEPT:
                self._made.pop(next(iter(self._made)))
            with collector.paused():
                if known_on is None:
                    facts = facts_now(self._store, as_of, chosen, None if people is not None else self._kept)
                else:
                    facts = facts_as_known(self._store, as_of, chosen, known_on)
                self._made[key] = matrix_of(
                    facts, as_of, study_id=study, known_on=known_on, former=self._former_columns(key)
                )
        return self._made[key]

    def _former_columns(self, key: object) -> Columns:
        while key not in self._columns and len(self._columns) >= _KEPT:
            self._columns.pop(next(iter(self._columns)))
        return self._columns.setdefault(key, Columns())

    def headline(self, as_of: date | None = None, study: str | None = None) -> TrainingFacts:
        """Training in numbers, of everybody at the site (or in the study) on the day."""
        matrix = self.matrix(as_of, study)
        counts = matrix.counts
        return TrainingFacts(
            as_of=matrix.as_of,
            people=len(matrix.people),
            requirements=len(matrix.requirements),
            fully_trained=matrix.fully_trained,
            missing=counts[Status.MISSING],
            overdue=counts[Status.OVERDUE],
            due_soon=counts[Status.DUE_SOON],
            planned=counts[Status.PLANNED],
            current=counts[Status.CURRENT],
            records=self._number("SELECT count(*) FROM training_record WHERE voided = 0"),
            late_entries=self._number(f"SELECT count(*) FROM training_record AS t WHERE voided = 0 AND {rows.LATE}"),
        )

    def overdue(self, query: Query | None = None, as_of: date | None = None, study: str | None = None) -> Page[Overdue]:
        """Every gap (missing or overdue), the longest open first unless sorted. Fields: person, person_id, role,
        requirement, course_id, study, status, due, days. Search: any of person, requirement, role."""
        query = query or Query()
        gaps = list(self._gaps(self.matrix(as_of, study)))
        found = [gap for gap in gaps if _wanted(gap, query)]
        found.sort(key=lambda gap: (gap.due or date.min, gap.person, gap.requirement))
        for name, descending in reversed(query.sort):
            found.sort(key=_by(name), reverse=descending)
        return Page(tuple(found[query.offset : query.offset + query.limit]), len(found), len(gaps))

    def person_training(self, person_id: str, as_of: date | None = None) -> PersonTraining:
        """Everything about one person’s training, somebody who left included. Raises BadInput for an unknown id."""
        matrix = self.matrix(as_of, people=[person_id])
        if not matrix.people:
            raise BadInput("That person is not on the roster.", todo="Refresh the page and look again.")
        asked = tuple(
            (column, cell)
            for column, cell in zip(matrix.requirements, matrix.cells[0], strict=True)
            if cell.status is not Status.NOT_REQUIRED
        )
        mine = Query(where={"person_id": [person_id]}, limit=-1)
        return PersonTraining(matrix.as_of, asked, self.records(mine, matrix.as_of).rows, self.renewals(mine).rows)

    def cell_file(self, person_id: str, course_id: str, as_of: date | None = None) -> CellFile:
        """What stands behind one cell of the matrix. Raises BadInput when person or requirement is not there."""
        matrix = self.matrix(as_of, people=[person_id])
        column = next((column for column in matrix.requirements if column.course_id == course_id), None)
        if not matrix.people or column is None:
            raise BadInput("That cell is not in the matrix of this day.", todo="Refresh the page and look again.")
        mine = Query(where={"person_id": [person_id], "course_id": [course_id]}, limit=-1)
        return CellFile(
            matrix.people[0],
            column,
            matrix.cells[0][matrix.requirements.index(column)],
            self.course(course_id, matrix.as_of),
            self.versions(course_id),
            self.records(mine, matrix.as_of).rows,
            self.renewals(mine).rows,
        )

    @staticmethod
    def _gaps(matrix: Matrix) -> list[Overdue]:
        return [
            Overdue(
                person.id, person.name, person.role, column.course_id, column.heading, column.study, cell.status,
                cell.due, None if cell.due is None else (matrix.as_of - cell.due).days, cell.why, cell.record,
            )
            for person, row in zip(matrix.people, matrix.cells, strict=True)
            for column, cell in zip(matrix.requirements, row, strict=True)
            if cell.gap
        ]  # fmt: skip


def _wanted(gap: Overdue, query: Query) -> bool:
    for name, accepted in query.where.items():
        if _text(gap, name) not in accepted:
            return False
    words = fold(query.search).split()
    return not words or all(word in fold(f"{gap.person} {gap.requirement} {gap.role}") for word in words)


def _text(gap: Overdue, name: str) -> str:
    if name not in Overdue.__dataclass_fields__:
        raise BadInput(f"There is no field “{name}” here.", todo=f"Fields: {', '.join(Overdue.__dataclass_fields__)}.")
    value = getattr(gap, name)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _by(name: str) -> Callable[[Overdue], str | int]:
    if name == "days":
        return lambda gap: gap.days if gap.days is not None else 1_000_000
    return lambda gap: fold(_text(gap, name))
