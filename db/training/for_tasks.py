"""Which training a delegated task needs, and how it stands (db.needs.Needs). A requirement whose ``task`` names a task
is asked of those alone to whom it is delegated."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from db.errors import BadInput
from db.needs import Asked as Question
from db.needs import Need
from db.store.change import Change
from db.store.rewind import as_known, last_seq_by
from db.training.facts import (
    COURSE_COLUMNS,
    REQUIREMENT_COLUMNS,
    VERSION_COLUMNS,
    course_of,
    requirement_of,
    version_of,
)
from db.training.recording import Recording
from db.training.records import Course, Requirement, Version
from db.training.rules import Asked, Demand
from db.training.words import Held, RecordRow, held_of

_RECORD = ("person", "course", "id", "version", "completed", "expires")
_COUNTS = {"result", "voided"}


class TaskTraining(Recording):
    """Implements db.needs.Needs."""

    def needs(self, asked: Sequence[Question], known_on: datetime | None = None) -> Mapping[Question, tuple[Need, ...]]:
        """As db.needs.Needs.needs; a course is judged as in the matrix, but only a training that was done counts."""
        by_task: dict[str, list[Requirement]] = defaultdict(list)
        tables = _Tables(self, known_on)
        for requirement in tables.requirements():
            by_task[requirement.task].append(requirement)
        wanted = [one for one in dict.fromkeys(asked) if one.task in by_task]
        if not wanted:
            return dict.fromkeys(asked, ())
        ids = {r.course_id for one in wanted for r in by_task[one.task]}
        courses, versions = tables.courses(ids), tables.versions(ids)
        held = tables.held({one.person for one in wanted}, ids)
        demands: dict[tuple[str, date], Demand] = {}
        found: dict[Question, tuple[Need, ...]] = dict.fromkeys(asked, ())
        for one in wanted:
            needed = {r.course_id for r in by_task[one.task] if _in_force(r, one.on)}
            mine = []
            for course in sorted((courses[c] for c in needed), key=lambda c: (c.code.casefold(), c.id)):
                key = (course.id, one.on)
                if key not in demands:
                    demands[key] = Demand(course, versions.get(course.id, ()), one.on)
                mine.append(_need(demands[key], held.get((one.person, course.id), ())))
            found[one] = tuple(mine)
        return found

    def courses_for(self, task: str) -> tuple[str, ...]:
        """As db.needs.Needs.courses_for."""
        today = self.today.isoformat()
        rows = self._store.rows(
            "SELECT DISTINCT q.course FROM requirement AS q JOIN course AS c ON c.id = q.course WHERE q.task = ? "
            'AND (q."end" IS NULL OR q."end" >= ?) ORDER BY c.code',
            (task, today),
        )
        return tuple(str(course) for (course,) in rows)

    def need_within(self, change: Change, task: str, study: str, courses: Sequence[str], today: date) -> None:
        """As db.needs.Needs.need_within. Raises BadInput for a course of another study."""
        there = self._store.rows(
            'SELECT id, course, start FROM requirement WHERE task = ? AND ("end" IS NULL OR "end" >= ?)',
            (task, today.isoformat()),
        )
        for requirement, course, start in there:
            if course not in courses:
                yesterday = (today - timedelta(days=1)).isoformat()
                change.update("requirement", requirement, {"end": max(yesterday, start or "")})
        for course in dict.fromkeys(courses):
            if any(course == known for _id, known, _start in there):
                continue
            of = self._store.row("SELECT code, study FROM course WHERE id = ?", (course,))
            if of is None or of[1] not in (None, study):
                raise BadInput("A task needs courses of the site or of its own study.", kept="Nothing was saved.")
            change.insert("requirement", {"course": course, "study": study, "task": task})


class _Tables:
    """The tables as they are, or as they were known."""

    def __init__(self, training: TaskTraining, known_on: datetime | None) -> None:
        self._store = training._store
        self._last = None if known_on is None else last_seq_by(self._store, known_on)

    def requirements(self) -> Iterable[Requirement]:
        rows = self._read("requirement", REQUIREMENT_COLUMNS, "task <> ''")
        return [requirement_of(_row(row, REQUIREMENT_COLUMNS)) for row in rows if row["task"]]

    def courses(self, ids: set[str]) -> dict[str, Course]:
        rows = self._read("course", COURSE_COLUMNS, _AMONG.format("id"), ids)
        return {row["id"]: course_of(_row(row, COURSE_COLUMNS)) for row in rows if row["id"] in ids}

    def versions(self, ids: set[str]) -> dict[str, list[Version]]:
        found: dict[str, list[Version]] = defaultdict(list)
        for row in self._read("course_version", VERSION_COLUMNS, _AMONG.format("course"), ids):
            found[row["course"]].append(version_of(_row(row, VERSION_COLUMNS)))
        return found

    def held(self, people: set[str], courses: set[str]) -> dict[tuple[str, str], list[Held]]:
        found: dict[tuple[str, str], list[Held]] = defaultdict(list)
        names = (*_RECORD, *sorted(_COUNTS))
        for row in self._read("training_record", names, _AMONG.format("person"), people):
            if row["person"] in people and row["course"] in courses and row["result"] != "failed" and not row["voided"]:
                values: RecordRow = tuple(row[name] for name in _RECORD)
                found[row["person"], row["course"]].append(held_of(values))
        return found

    def _read(
        self, table: str, columns: Sequence[str], where: str, among: set[str] | None = None
    ) -> list[dict[str, Any]]:
        if self._last is not None:
            return as_known(self._store, table, columns, self._last)
        listed = ", ".join(f'"{name}"' for name in columns)
        values = () if among is None else (json.dumps(sorted(among)),)
        rows = self._store.rows(f"SELECT {listed} FROM {table} WHERE {where}", values)  # noqa: S608 - names of the code
        return [dict(zip(columns, row, strict=True)) for row in rows]


_AMONG = "{} IN (SELECT value FROM json_each(?))"


def _row(row: Mapping[str, Any], columns: Sequence[str]) -> list[Any]:
    return [row[name] for name in columns]


def _need(demand: Demand, held: Sequence[Held]) -> Need:
    cell = demand.cell(Asked(demand.on), held)
    course = demand.course
    label = demand.in_force.label if demand.in_force else ""
    heading = f"{course.code} {'v' if label[:1].isdigit() else ''}{label}".strip()
    current = not cell.gap and cell.record is not None
    return Need(course.id, heading, course.kind, current, cell.due if current else None, cell.why)


def _in_force(requirement: Requirement, on: date) -> bool:
    return (requirement.start is None or requirement.start <= on) and (requirement.end is None or requirement.end >= on)
