"""Turns the facts into the matrix. Pure: the same facts and day give the same matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from db.training.column import Columns, Expiries
from db.training.facts import AssignmentRow, Facts, PersonRow
from db.training.matrix import Column, Matrix, MatrixPerson
from db.training.records import Course, Requirement, Version
from db.training.rules import Asked, Demand, wider

_SiteOrStudy = str | None
_ByPlace = Mapping[tuple[_SiteOrStudy, str], Sequence[Requirement]]
_Roles = tuple[tuple[str, str, str], ...]
_Tasks = tuple[tuple[str, str], ...]
_OF_TASK = "task:"
"""Before a task's id in the place of a study: what is asked of those to whom it is delegated."""


def matrix_of(
    facts: Facts, on: date, *, study_id: str | None = None, courses: Iterable[str] | None = None,
    known_on: datetime | None = None, former: Columns | None = None,
) -> Matrix:  # fmt: skip
    """``study_id``: only what is asked at the whole site or in that study; ``courses``: only these columns;
    ``former``: the columns of the last matrix of this kind."""
    in_force = [r for r in facts.requirements if _in_force(r.start, r.end, on)]
    only = None if courses is None else set(courses)
    demands = _demands(facts, in_force, on, study_id, only)
    by_place = _by_place(in_force, {demand.course.id for demand in demands})
    roles, tasks = _roles(facts.assignments), _tasks(facts, by_place)
    planned = _planned(facts)
    expiries = {months: Expiries(months) for d in demands if (months := d.course.validity_months) is not None}
    profiles: dict[tuple[str, str | None, str | None, _Roles, _Tasks], dict[str, Asked]] = {}
    people, asked = [], []
    for row in facts.people:
        mine, delegated = roles.get(row[0], ()), tasks.get(row[0], ())
        profile = (row[3], row[4], row[5], mine, delegated)
        if profile not in profiles:
            profiles[profile] = _asked(row, mine, delegated, by_place, on)
        people.append(_person(row, mine, study_id))
        asked.append(profiles[profile])
    ids = [person.id for person in people]
    made = Columns() if former is None else former
    made.begin(on, ids, asked)
    columns = [
        made.of(
            demand, facts.trainings.of(demand.course.id), planned.get(demand.course.id, {}),
            expiries.get(demand.course.validity_months or 0),
        )
        for demand in demands
    ]  # fmt: skip
    return Matrix(
        on, known_on, study_id, facts.studies.get(study_id or "", ""), tuple(people),
        tuple(_column(demand, in_force) for demand in demands),
        tuple(zip(*columns, strict=True)) if columns else tuple(() for _ in people), facts.matching, facts.of,
    )  # fmt: skip


def _demands(
    facts: Facts, in_force: Sequence[Requirement], on: date, study_id: str | None, only: set[str] | None
) -> list[Demand]:
    """One for each course that is asked of somebody on the day, site-wide ones first, then study by study; what is
    asked of everybody before what only some roles need."""
    versions: dict[str, list[Version]] = defaultdict(list)
    for version in facts.versions:
        versions[version.course_id].append(version)
    asked = {r.course_id for r in in_force if study_id is None or r.study_id in (None, study_id)}
    wanted = [
        course
        for course in facts.courses
        if course.id in asked
        and _in_force(course.start, course.end, on)
        and (study_id is None or course.study_id in (None, study_id))
        and (only is None or course.id in only)
    ]
    of_everybody = {r.course_id for r in in_force if not r.role}
    wanted.sort(key=lambda course: (*_place(course)[:2], course.id not in of_everybody, *_place(course)[2:]))
    return [Demand(course, versions.get(course.id, ()), on) for course in wanted]


def _place(course: Course) -> tuple[str, int, str, str]:
    first = {"protocol": 0, "safety": 1, "consent": 2}
    return course.study, first.get(course.kind, 3), course.code.casefold(), course.id


def _by_place(in_force: Iterable[Requirement], courses: set[str]) -> _ByPlace:
    found: dict[tuple[_SiteOrStudy, str], list[Requirement]] = defaultdict(list)
    for requirement in in_force:
        if requirement.course_id in courses:
            place = f"{_OF_TASK}{requirement.task}" if requirement.task else requirement.study_id
            found[place, requirement.role].append(requirement)
    return found


def _tasks(facts: Facts, by_place: _ByPlace) -> dict[str, _Tasks]:
    """By person: the tasks delegated to them that need a training, and since when."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, task, start in facts.tasks:
        if (f"{_OF_TASK}{task}", "") in by_place:
            found[person].append((task, start))
    return {person: tuple(sorted(tasks)) for person, tasks in found.items()}


def _roles(assignments: Iterable[AssignmentRow]) -> dict[str, _Roles]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for person, study, role, start in assignments:
        found[person].append((study, role, start))
    return {person: tuple(sorted(roles)) for person, roles in found.items()}


def _asked(person: PersonRow, roles: _Roles, tasks: _Tasks, by_place: _ByPlace, on: date) -> dict[str, Asked]:
    """Each course that is asked of somebody with these roles and delegated tasks, and since when."""
    asked: dict[str, Asked] = {}

    def take(place: tuple[_SiteOrStudy, str], since: date | None) -> None:
        for requirement in by_place.get(place, ()):
            first = _later(since, requirement.start)
            more = Asked(first, requirement.within_days)
            asked[requirement.course_id] = wider(asked.get(requirement.course_id), more)

    start = _day(person[4])
    if person[5] is not None and person[5] < on.isoformat():
        return asked  # nothing is asked of somebody who left
    take((None, ""), start)
    if person[3]:
        take((None, person[3]), start)
    for study, role, since in roles:
        day = _later(start, _day(since))
        take((None, role), day)
        take((study, ""), day)
        take((study, role), day)
    for task, since in tasks:
        take((f"{_OF_TASK}{task}", ""), _later(start, _day(since)))
    return asked


def _planned(facts: Facts) -> dict[str, dict[str, list[date]]]:
    """By course and person."""
    found: dict[str, dict[str, list[date]]] = {}
    for person, course, planned in facts.plans:
        found.setdefault(course, {}).setdefault(person, []).append(date.fromisoformat(planned))
    return found


def _person(row: PersonRow, roles: _Roles, study_id: str | None) -> MatrixPerson:
    in_study = [role for study, role, _since in roles if study == study_id]
    role = " · ".join(in_study) if in_study else row[3]
    return MatrixPerson(row[0], row[1], row[2], role, _day(row[4]), _day(row[5]))


def _column(demand: Demand, in_force: Iterable[Requirement]) -> Column:
    course, version = demand.course, demand.in_force
    roles = {r.role for r in in_force if r.course_id == course.id}
    return Column(
        course.id, course.code, course.title, course.kind, course.study_id, course.study,
        version.label if version else "", version.effective if version else None,
        () if "" in roles else tuple(sorted(roles)),
    )  # fmt: skip


def _in_force(start: date | None, end: date | None, on: date) -> bool:
    return (start is None or start <= on) and (end is None or end >= on)


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
