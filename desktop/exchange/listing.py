"""Rows of a register as they leave the program: the shared field names of design section 8, as filtered.

Read where the store may be read; the result is frozen and may be written to a file anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from db.errors import BadInput
from db.store.query import Query

if TYPE_CHECKING:
    from db.site import Site

Value: TypeAlias = str | int | float | bool | date | datetime | None
ALL = 10_000_000

# Which attribute of a record is which field; the names are those that imports take, too.
_PEOPLE = (
    "id", "family_name", "given_name", "email", "employer", "role", "start", "end", "status", "phone", "other_names",
    "studies", "cv_date", "cv_expires", "cv_status", "licence", "licence_expires", "licence_status", "note", "entered",
)  # fmt: skip
_TRAINING = (
    "id", "person", "course", "version", "completed", "expires", "method", "trainer", "result", "score", "role",
    "study", "standing", "late", "late_reason", "note", "entered", "person_id", "course_id",
)  # fmt: skip
_MATRIX = ("person", "requirement", "status", "due", "why", "role", "study", "person_id", "course_id", "record")
_OVERDUE = ("person", "requirement", "status", "due", "days", "why", "role", "study", "person_id", "course_id")
_STUDIES = (
    "id", "code", "protocol", "title", "sponsor", "phase", "framework", "registration", "site_number", "start", "end",
    "status", "investigator", "people", "protocol_label", "protocol_effective",
)  # fmt: skip
_COURSES = (
    "id", "code", "title", "kind", "study", "version", "effective", "curriculum", "validity_months", "due_soon_days",
    "grace_days", "description", "start", "end",
)  # fmt: skip
_REQUIREMENTS = ("id", "course", "role", "study", "within_days", "start", "end", "course_id")
_TRAIL = ("seq", "at", "by", "name", "role", "action", "table", "row", "reason", "installation", "hash", "destroyed")

WORKED_OUT = frozenset(
    {
        "studies", "cv_status", "licence_status", "entered", "standing", "late", "late_reason", "study", "person_id",
        "course_id",
    }
)  # fmt: skip
"""Fields that stand in exports and that the program works out itself: an import passes over them."""


@dataclass(frozen=True)
class Listing:
    """``rows`` in the order of ``fields``; ``of``: how many rows the register has without the filter; ``filters``:
    what was asked for, in words for the export's record."""

    register: str
    fields: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    of: int
    filters: Mapping[str, str]

    def records(self) -> list[dict[str, Value]]:
        """As JSON objects: days and times as ISO 8601 text."""
        return [dict(zip(self.fields, map(_as_json, row), strict=True)) for row in self.rows]


def listing(
    site: Site, register: str, query: Query | None = None, *, as_of: date | None = None, study: str | None = None
) -> Listing:
    """The rows that match, all of them unless the query has a limit of its own. ``study``: short name or id, for
    matrix and overdue. Raises BadInput for an unknown register, field or study."""
    if register not in _LISTERS:
        raise BadInput(f"There is no register “{register}”.", todo=f"Registers: {', '.join(LISTED)}.")
    query = query or Query(limit=ALL)
    fields, lister = _LISTERS[register]
    study_id = None if study is None else _study_id(site, study)
    rows, of = lister(site, query, as_of, study_id)
    filters = {name: ", ".join(values) for name, values in query.where.items()}
    filters |= {"search": query.search} if query.search else {}
    filters |= {"as of": as_of.isoformat()} if as_of else {}
    filters |= {"study": study} if study else {}
    return Listing(register, fields, tuple(rows), of, filters)


_Rows = tuple[list[tuple[Value, ...]], int]
_Lister = Callable[["Site", Query, date | None, str | None], _Rows]


def _people(site: Site, query: Query, as_of: date | None, _study: str | None) -> _Rows:
    page = site.people.people(query, as_of)
    return _picked(page.rows, _PEOPLE), page.of


def _training(site: Site, query: Query, as_of: date | None, _study: str | None) -> _Rows:
    page = site.training.records(query, as_of)
    return _picked(page.rows, _TRAINING), page.of


def _matrix(site: Site, query: Query, as_of: date | None, study: str | None) -> _Rows:
    matrix = site.training.matrix(as_of, study, search=query.search)
    found: list[dict[str, Value]] = []
    for person, cells in zip(matrix.people, matrix.cells, strict=True):
        for column, cell in zip(matrix.requirements, cells, strict=True):
            found.append(
                {
                    "person": person.name, "requirement": column.heading, "status": str(cell.status), "due": cell.due,
                    "why": cell.why, "role": person.role, "study": column.study, "person_id": person.id,
                    "course_id": column.course_id, "record": cell.record,
                }
            )  # fmt: skip
    kept = [row for row in found if _wanted(row, query)]
    kept = _sorted(kept, query)[query.offset : query.offset + query.limit]
    return [tuple(row[name] for name in _MATRIX) for row in kept], len(found)


def _overdue(site: Site, query: Query, as_of: date | None, study: str | None) -> _Rows:
    page = site.training.overdue(query, as_of, study)
    return _picked(page.rows, _OVERDUE), page.of


def _studies(site: Site, query: Query, as_of: date | None, _study: str | None) -> _Rows:
    page = site.people.studies(query, as_of)
    return _picked(page.rows, _STUDIES), page.of


def _courses(site: Site, query: Query, as_of: date | None, _study: str | None) -> _Rows:
    page = site.training.courses(query, as_of)
    return _picked(page.rows, _COURSES), page.of


def _requirements(site: Site, query: Query, _as_of: date | None, _study: str | None) -> _Rows:
    page = site.training.requirements(query)
    return _picked(page.rows, _REQUIREMENTS), page.of


def _trail(site: Site, query: Query, _as_of: date | None, _study: str | None) -> _Rows:
    page = site.trail.page(query)
    return _picked(page.rows, _TRAIL), page.of


_LISTERS: Mapping[str, tuple[tuple[str, ...], _Lister]] = {
    "people": (_PEOPLE, _people),
    "training": (_TRAINING, _training),
    "matrix": (_MATRIX, _matrix),
    "overdue": (_OVERDUE, _overdue),
    "studies": (_STUDIES, _studies),
    "courses": (_COURSES, _courses),
    "requirements": (_REQUIREMENTS, _requirements),
    "trail": (_TRAIL, _trail),
}
LISTED = tuple(_LISTERS)
"""Registers that can be listed and exported."""


def _picked(records: Iterable[object], fields: tuple[str, ...]) -> list[tuple[Value, ...]]:
    return [tuple(_value(getattr(record, name)) for name in fields) for record in records]


def _value(value: object) -> Value:
    if isinstance(value, tuple | list | frozenset | set):
        return ", ".join(map(str, value))
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)


def _as_json(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _wanted(row: Mapping[str, Value], query: Query) -> bool:
    for name, accepted in query.where.items():
        if name not in row:
            raise BadInput(f"There is no field “{name}” here.", todo=f"Fields: {', '.join(row)}.")
        value = row[name]
        if ("" if value is None else str(_as_json(value))) not in accepted:
            return False
    return True


def _sorted(rows: list[dict[str, Value]], query: Query) -> list[dict[str, Value]]:
    for name, descending in reversed(query.sort):
        if name not in _MATRIX:
            raise BadInput(f"Cannot sort by “{name}”.", todo=f"Fields: {', '.join(_MATRIX)}.")
        rows = sorted(rows, key=lambda row: str(_as_json(row[name]) or ""), reverse=descending)
    return rows


def _study_id(site: Site, named: str) -> str:
    found = site.people.studies(replace(Query(), limit=ALL)).rows
    for study in found:
        if named in (study.id, study.code):
            return study.id
    raise BadInput(f"There is no study “{named}”.", todo=f"Studies: {', '.join(study.code for study in found)}.")
