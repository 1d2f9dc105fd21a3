"""Commands on what there is to learn and of whom it is asked. Each is one transaction and returns what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date

from db.days import order_of
from db.errors import BadInput
from db.folding import known_spelling
from db.starter import curricula, starter_roles
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Query
from db.training import records as r
from db.training.standing import TrainingStanding

_COURSE_FIELDS = tuple(field.name for field in fields(r.NewCourse))
_VERSION_FIELDS = tuple(field.name for field in fields(r.NewVersion))
_REQUIREMENT_FIELDS = tuple(field.name for field in fields(r.NewRequirement))
_COLUMNS = {"course_id": "course", "study_id": "study", "person_id": "person", "version_id": "version"}


class Catalogue(TrainingStanding):
    """Courses and documents, their versions, requirements. ``reason`` is why a saved value changes (AUD-1)."""

    def add_course(self, new: r.NewCourse) -> r.Course:
        """Raises BadInput; the store's NotSaved where the code is taken in that study."""
        _check_course(asdict(new))
        with self._store.change() as change:
            course_id = change.insert("course", stored(asdict(new)))
        return self.course(course_id)

    def change_course(self, course_id: str, changes: Mapping[str, object], reason: str) -> r.Course:
        """``changes``: field -> new value. A new validity counts for trainings already done, too."""
        course = self.course(course_id)
        row = _differing(course, changes, _COURSE_FIELDS, "A course")
        _check_course({name: row.get(name, getattr(course, name)) for name in _COURSE_FIELDS})
        if row:
            with self._store.change(reason) as change:
                change.update("course", course_id, stored(row))
        return self.course(course_id)

    @staticmethod
    def insert_catalogue(
        change: Change, courses: Mapping[str, r.NewCourse], versions: Mapping[str, tuple[str, r.NewVersion]]
    ) -> None:
        """Courses and versions under ids drawn beforehand, as part of a transaction that goes on (imports)."""
        for course_id, course in courses.items():
            _check_course(asdict(course))
            change.insert("course", {"id": course_id, **stored(asdict(course))})
        for version_id, (course_id, version) in versions.items():
            _check_version(asdict(version))
            change.insert("course_version", {"id": version_id, "course": course_id, **stored(asdict(version))})

    @staticmethod
    def insert_version(change: Change, course: str, values: Mapping[str, SqlValue]) -> str:
        """A version somebody drafts under change control, inside the caller's transaction; its id (DMP-3)."""
        return change.insert("course_version", {**values, "course": course})

    @staticmethod
    def update_version(change: Change, version: str, values: Mapping[str, SqlValue]) -> None:
        """As the draft goes on, and when its approval puts it in effect; inside the caller's transaction (DMP-3)."""
        change.update("course_version", version, values)

    def add_version(self, course_id: str, new: r.NewVersion) -> r.Version:
        """A version; from its effective day it re-opens the training of everybody it is asked of (unless told not)."""
        course = self.course(course_id)
        _check_version(asdict(new))
        with self._store.change() as change:
            version_id = change.insert("course_version", {"course": course.id, **stored(asdict(new))})
        return self._version(course.id, version_id)

    def change_version(self, version_id: str, changes: Mapping[str, object], reason: str) -> r.Version:
        """As when the day it takes effect at this site becomes known."""
        course_id = self._store.scalar("SELECT course FROM course_version WHERE id = ?", (version_id,))
        if not isinstance(course_id, str):
            raise BadInput("That version is not there.", todo="Refresh the page and look again.")
        version = self._version(course_id, version_id)
        row = _differing(version, changes, _VERSION_FIELDS, "A version")
        _check_version({name: row.get(name, getattr(version, name)) for name in _VERSION_FIELDS})
        if row:
            with self._store.change(reason) as change:
                change.update("course_version", version_id, stored(row))
        return self._version(course_id, version_id)

    def add_protocol_version(self, study_id: str, new: r.NewVersion) -> r.Version:
        """A version of a study's protocol (ROS-2). With the first one the protocol becomes something to be trained
        on: a document of kind protocol, without grace. Who must know it is said by requirements."""
        _check_version(asdict(new))
        found = self.protocol_course(study_id)
        study = self._store.row("SELECT code, protocol FROM study WHERE id = ?", (study_id,))
        if study is None:
            raise BadInput("That study is not there.", todo="Refresh the page and look again.")
        with self._store.change() as change:
            course_id = found.id if found else _insert_protocol(change, study_id, study[0], study[1])
            version_id = change.insert("course_version", {"course": course_id, **stored(asdict(new))})
        return self._version(course_id, version_id)

    def require(self, new: r.NewRequirement) -> r.Requirement:
        """Ask a course of a role or everybody, in a study or at the whole site."""
        row = self._required(new)
        with self._store.change() as change:
            requirement_id = change.insert("requirement", row)
        return self._requirement(requirement_id)

    def require_within(self, change: Change, new: r.NewRequirement) -> str:
        """The same inside a change that is open, for an import; its id."""
        return change.insert("requirement", self._required(new))

    def _required(self, new: r.NewRequirement) -> dict[str, SqlValue]:
        course = self.course(new.course_id)
        order_of(new.start, new.end, "The requirement")
        if course.study_id is not None and new.study_id not in (None, course.study_id):
            raise BadInput(f"{course.code} belongs to {course.study} and cannot be asked in another study.")
        if new.within_days and course.kind in r.STRICT_KINDS:
            raise BadInput(
                f"{course.code} is a {course.kind} document: whoever is not trained on it is not current from the "
                "first day.",
                todo="Set the days for newcomers to 0.",
            )
        row = stored({**asdict(new), "role": known_spelling(new.role, self._known_roles())})
        # a document of one study is asked in that study only
        row["study"] = row["study"] or course.study_id
        return row

    def change_requirement(self, requirement_id: str, changes: Mapping[str, object], reason: str) -> r.Requirement:
        requirement = self._requirement(requirement_id)
        row = _differing(requirement, changes, _REQUIREMENT_FIELDS, "A requirement")
        start, end = row.get("start", requirement.start), row.get("end", requirement.end)
        order_of(start if isinstance(start, date) else None, end if isinstance(end, date) else None, "The requirement")
        if row:
            with self._store.change(reason) as change:
                change.update("requirement", requirement_id, stored(row))
        return self._requirement(requirement_id)

    def end_requirement(self, requirement_id: str, end: date, reason: str) -> r.Requirement:
        """``end`` is the last day it is asked."""
        return self.change_requirement(requirement_id, {"end": end}, reason)

    def adopt_curriculum(self, name: str, start: date | None = None) -> tuple[r.Course, ...]:
        """A built-in curriculum with its requirements, asked from ``start`` on; courses that are here already by their
        code are left as they are. Raises BadInput for a name that is not built in."""
        found = next((curriculum for curriculum in curricula() if curriculum.name == name), None)
        if found is None:
            names = ", ".join(curriculum.name for curriculum in curricula())
            raise BadInput(f"There is no built-in curriculum “{name}”.", todo=f"Built in: {names}.")
        there = {code for (code,) in self._store.rows("SELECT code FROM course WHERE study IS NULL")}
        ids = []
        with self._store.change() as change:
            for starter in found.courses:
                if starter.code in there:
                    continue
                course: dict[str, SqlValue] = {
                    "code": starter.code, "title": starter.title, "kind": starter.kind, "curriculum": name,
                    "validity_months": starter.validity_months, "due_soon_days": starter.due_soon_days,
                    "grace_days": starter.grace_days, "description": starter.description,
                }  # fmt: skip
                ids.append(change.insert("course", course))
                if starter.version:
                    day = None if start is None else start.isoformat()
                    change.insert("course_version", {"course": ids[-1], "label": starter.version, "effective": day})
                for role in starter.roles or ("",):
                    row: dict[str, SqlValue] = {
                        "course": ids[-1], "role": role, "within_days": starter.within_days,
                        "start": None if start is None else start.isoformat(),
                    }  # fmt: skip
                    change.insert("requirement", row)
        return tuple(self.course(course_id) for course_id in ids)

    def _version(self, course_id: str, version_id: str) -> r.Version:
        return next(version for version in self.versions(course_id) if version.id == version_id)

    def _requirement(self, requirement_id: str) -> r.Requirement:
        found = self.requirements(Query(where={"id": [requirement_id]})).rows
        if not found:
            raise BadInput("That requirement is not there.", todo="Refresh the page and look again.")
        return found[0]

    def _known_roles(self) -> tuple[str, ...]:
        held = self._store.rows(
            "SELECT role FROM person UNION SELECT role FROM assignment UNION SELECT role FROM requirement"
        )
        return (*(role for (role,) in held if role), *starter_roles())


def stored(values: Mapping[str, object]) -> dict[str, SqlValue]:
    """Field names and values as the tables have them: ids under the table's name, days as ISO text."""
    row: dict[str, SqlValue] = {}
    for name, value in values.items():
        column = _COLUMNS.get(name, name)
        if isinstance(value, bool):
            row[column] = int(value)
        elif isinstance(value, date):
            row[column] = value.isoformat()
        elif isinstance(value, str):
            row[column] = value.strip()
        else:
            assert value is None or isinstance(value, (int, float, bytes))
            row[column] = value
    return row


def _differing(record: object, changes: Mapping[str, object], known: tuple[str, ...], what: str) -> dict[str, object]:
    for name in changes:
        if name not in known:
            raise BadInput(f"{what} has no field “{name}”.", todo=f"Fields: {', '.join(known)}.")
    return {name: value for name, value in changes.items() if value != getattr(record, name)}


def _check_course(course: Mapping[str, object]) -> None:
    if course["kind"] not in r.KINDS:
        raise BadInput(f"“{course['kind']}” is no kind of course.", todo=f"Kinds: {', '.join(r.KINDS)}.")
    if course["kind"] in r.STRICT_KINDS and course["grace_days"]:
        raise BadInput(
            f"A {course['kind']} document has no grace: a new version counts from the day it takes effect.",
            kept="Nothing was changed.",
            todo="Set the grace to 0 days.",
        )
    if course["kind"] == "protocol" and not course["study_id"]:
        raise BadInput("A protocol belongs to a study.", todo="Choose the study.")
    start, end = course["start"], course["end"]
    order_of(start if isinstance(start, date) else None, end if isinstance(end, date) else None, "The course")


def _check_version(version: Mapping[str, object]) -> None:
    if not str(version["label"]).strip():
        raise BadInput("The version has no name.", todo="Write it as on the document: 3.0, ed. 12, E6(R3).")
    approved, effective = version["approved"], version["effective"]
    if isinstance(approved, date) and isinstance(effective, date) and effective < approved:
        raise BadInput(
            "The version would take effect before it was approved.",
            kept="Nothing was changed.",
            todo="Correct one of the two dates.",
        )


def _insert_protocol(change: Change, study_id: str, code: str, protocol: str) -> str:
    row: dict[str, SqlValue] = {
        "code": "Protocol", "title": f"Protocol {protocol} ({code})", "kind": "protocol", "study": study_id,
    }  # fmt: skip
    return change.insert("course", row)
