"""What can be asked of courses, records, sessions and files. Filter, search, sort and page are SQL; nothing writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from db import people_sql
from db.clock import stamp
from db.errors import BadInput
from db.evidence.register import EvidenceFiles
from db.store.query import Page, Query, order_sql, where_sql
from db.store.store import Store
from db.training import records as r
from db.training import rows
from db.training.facts import (
    COURSE_COLUMNS,
    REQUIREMENT_COLUMNS,
    VERSION_COLUMNS,
    course_of,
    requirement_of,
    version_of,
)
from db.training.rules import in_order, version_on

_COURSE_FROM = "FROM course AS c LEFT JOIN study AS s ON s.id = c.study"
_COURSE = (
    f"SELECT {', '.join(f'c.{chr(34)}{name}{chr(34)}' for name in COURSE_COLUMNS)}, coalesce(s.code, '') {_COURSE_FROM}"
)
_COURSE_FIELDS = {name: f'c."{name}"' for name in COURSE_COLUMNS} | {
    "study": "coalesce(s.code, '')",
    "study_id": "c.study",
}
_REQUIREMENT_FROM = "FROM requirement AS q JOIN course AS c ON c.id = q.course LEFT JOIN study AS s ON s.id = q.study"
_REQUIREMENT = (
    f"SELECT {', '.join(f'q.{chr(34)}{name}{chr(34)}' for name in REQUIREMENT_COLUMNS)}, c.code, coalesce(s.code, '') "
    f"{_REQUIREMENT_FROM}"
)
_REQUIREMENT_FIELDS = {
    "id": "q.id", "course_id": "q.course", "course": "c.code", "role": "q.role", "study_id": "q.study",
    "study": "coalesce(s.code, '')", "task": "q.task", "within_days": "q.within_days", "start": "q.start",
    "end": 'q."end"',
}  # fmt: skip
_SESSION_FIELDS = {
    "id": "e.id", "course_id": "e.course", "course": "c.code", "held": "e.held", "trainer": "e.trainer",
    "method": "e.method",
}  # fmt: skip
_RENEWAL_FIELDS = {
    "id": "n.id", "person_id": "n.person", "person": "p.sort_name", "course_id": "n.course", "course": "c.code",
    "planned": "n.planned",
}  # fmt: skip


class TrainingQueries:
    """Reads. ``on`` is the day it is asked for; None is today by the store's clock."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files = EvidenceFiles(store)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def courses(self, query: Query | None = None, on: date | None = None) -> Page[r.Course]:
        """Courses and documents, each with the version in effect on the day; by study and code unless sorted.
        Fields: the course's own, ``study`` (short name), ``study_id``. Search: code, title, curriculum."""
        query = query or Query()
        clause, values = where_sql(query, _COURSE_FIELDS)
        for word in query.search.split():
            clause += " AND instr(lower(c.code || ' ' || c.title || ' ' || c.curriculum), ?) > 0"
            values.append(word.lower())
        order = order_sql(query, _COURSE_FIELDS, "coalesce(s.code, ''), c.code, c.id")
        found = self._store.rows(
            f"{_COURSE} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?", (*values, query.limit, query.offset)
        )
        matching = self._number(f"SELECT count(*) {_COURSE_FROM} WHERE {clause}", *values)
        courses = tuple(self._with_version(course_of(row, row[-1]), on or self.today) for row in found)
        return Page(courses, matching, self._number("SELECT count(*) FROM course"))

    def course(self, course_id: str, on: date | None = None) -> r.Course:
        """Raises BadInput when there is none with this id."""
        row = self._store.row(f"{_COURSE} WHERE c.id = ?", (course_id,))
        if row is None:
            raise BadInput("That course is not there.", todo="Refresh the page and look again.")
        return self._with_version(course_of(row, row[-1]), on or self.today)

    def protocol_course(self, study_id: str) -> r.Course | None:
        """The document whose versions are the study's protocol versions; None while it has none."""
        row = self._store.row(f"{_COURSE} WHERE c.study = ? AND c.kind = 'protocol'", (study_id,))
        return None if row is None else self._with_version(course_of(row, row[-1]), self.today)

    def versions(self, course_id: str) -> tuple[r.Version, ...]:
        """Oldest first; those without a day at this site last."""
        columns = ", ".join(f'"{name}"' for name in VERSION_COLUMNS)
        found = self._store.rows(f"SELECT {columns} FROM course_version WHERE course = ?", (course_id,))
        return tuple(in_order(version_of(row) for row in found))

    def requirements(self, query: Query | None = None) -> Page[r.Requirement]:
        """What is asked of whom, past and present; by study, course and role unless sorted."""
        query = query or Query()
        clause, values = where_sql(query, _REQUIREMENT_FIELDS)
        order = order_sql(query, _REQUIREMENT_FIELDS, "coalesce(s.code, ''), c.code, q.role, q.id")
        found = self._store.rows(
            f"{_REQUIREMENT} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?", (*values, query.limit, query.offset)
        )
        matching = self._number(f"SELECT count(*) {_REQUIREMENT_FROM} WHERE {clause}", *values)
        requirements = tuple(requirement_of(row, row[-2], row[-1]) for row in found)
        return Page(requirements, matching, self._number("SELECT count(*) FROM requirement"))

    def records(self, query: Query | None = None, on: date | None = None) -> Page[r.TrainingRecord]:
        """Training records, the newest first unless sorted. Fields: RECORD_FIELDS; ``late`` is "1" or "0", ``standing``
        one of counts, superseded, expired, failed, voided. Search: the person's names, course, trainer."""
        query, on = query or Query(), on or self.today
        fields = _record_fields(on)
        clause, values = where_sql(query, fields)
        if query.search.strip():
            found_person, names = people_sql.found_by(query.search, index=not self._store.limited)
            clause += (
                f" AND (t.person IN (SELECT p.id FROM person AS p WHERE {found_person}) "
                "OR instr(lower(c.code || ' ' || c.title || ' ' || t.trainer), ?) > 0)"
            )
            values.extend([*names, query.search.strip().lower()])
        sort = fields | {"person": "p.sort_name"}
        order = order_sql(query, sort, "t.id" if query.sort else "t.completed DESC, t.id")
        found = self._store.rows(
            f"{rows.RECORD.format(standing=rows.standing(on))} {rows.RECORD_FROM} WHERE {clause} ORDER BY {order} "
            "LIMIT ? OFFSET ?",
            (*values, query.limit, query.offset),
        )
        of = self._number("SELECT count(*) FROM training_record")
        matching = of if clause == "1" else self._number(f"SELECT count(*) {rows.RECORD_FROM} WHERE {clause}", *values)
        return Page(tuple(rows.record(row) for row in found), matching, of)

    def record_of(self, record_id: str, on: date | None = None) -> r.TrainingRecord:
        """One record. Raises BadInput when there is none with this id."""
        row = self._store.row(
            f"{rows.RECORD.format(standing=rows.standing(on or self.today))} {rows.RECORD_FROM} WHERE t.id = ?",
            (record_id,),
        )
        if row is None:
            raise BadInput("That training record is not there.", todo="Refresh the page and look again.")
        return rows.record(row)

    def record_facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, Mapping[str, int]]:
        """For the filter chips: standing, course, method, result and late, each value with its number of records
        under the query's filters."""
        query, on = query or Query(), on or self.today
        fields = _record_fields(on)
        found: dict[str, dict[str, int]] = {}
        for name in ("standing", "course", "method", "result", "late"):
            clause, values = where_sql(
                Query(where={field: given for field, given in query.where.items() if field != name}), fields
            )
            counted = self._store.rows(
                f"SELECT {fields[name]}, count(*) {rows.RECORD_FROM} WHERE {clause} "
                "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50",
                tuple(values),
            )
            found[name] = {str(value): int(count) for value, count in counted if value not in (None, "")}
        return found

    def sessions(self, query: Query | None = None) -> Page[r.Session]:
        """Group sessions, the newest first unless sorted."""
        query = query or Query()
        clause, values = where_sql(query, _SESSION_FIELDS)
        order = order_sql(query, _SESSION_FIELDS, "e.id" if query.sort else "e.held DESC, e.id")
        found = self._store.rows(
            f"{rows.SESSION} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?", (*values, query.limit, query.offset)
        )
        matching = self._number(
            f"SELECT count(*) FROM training_session AS e JOIN course AS c ON c.id = e.course WHERE {clause}", *values
        )
        return Page(
            tuple(rows.session(row) for row in found), matching, self._number("SELECT count(*) FROM training_session")
        )

    def renewals(self, query: Query | None = None) -> Page[r.Renewal]:
        """Planned renewals, the next first unless sorted."""
        query = query or Query()
        clause, values = where_sql(query, _RENEWAL_FIELDS)
        order = order_sql(query, _RENEWAL_FIELDS, "n.id" if query.sort else "n.planned, p.sort_name, n.id")
        found = self._store.rows(
            f"{rows.RENEWAL} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?", (*values, query.limit, query.offset)
        )
        joined = "FROM planned_renewal AS n JOIN person AS p ON p.id = n.person JOIN course AS c ON c.id = n.course"
        matching = self._number(f"SELECT count(*) {joined} WHERE {clause}", *values)
        return Page(
            tuple(rows.renewal(row) for row in found), matching, self._number("SELECT count(*) FROM planned_renewal")
        )

    def _with_version(self, course: r.Course, on: date) -> r.Course:
        version = version_on(self.versions(course.id), on)
        if version is None:
            return course
        return r.Course(**{**vars(course), "version": version.label, "effective": version.effective})

    def _number(self, sql: str, *values: Any) -> int:
        found = self._store.scalar(sql, values)
        assert isinstance(found, int)
        return found

    def _now(self) -> str:
        return stamp(self._store.clock.now())


RECORD_FIELDS = (
    "id", "person_id", "person", "course_id", "course", "study", "study_id", "version", "completed", "expires",
    "method", "trainer", "result", "role", "standing", "late", "session_id", "entered",
)  # fmt: skip


def _record_fields(on: date) -> dict[str, str]:
    return {
        "id": "t.id", "person_id": "t.person",
        "person": "iif(p.given_name = '', p.family_name, p.family_name || ', ' || p.given_name)",
        "course_id": "t.course",
        "course": "c.code", "study": "coalesce(s.code, '')", "study_id": "c.study", "version": "v.label",
        "completed": "t.completed", "expires": rows.EXPIRES, "method": "t.method", "trainer": "t.trainer",
        "result": "t.result", "role": "t.role", "standing": rows.standing(on), "late": f"CAST({rows.LATE} AS TEXT)",
        "session_id": "t.session", "entered": "t.entered",
    }  # fmt: skip
