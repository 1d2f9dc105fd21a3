"""What the training page asks the store, each one question run on the store's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from db.evidence.records import Evidence
from db.roster.records import ACTIVE, Study
from db.store.query import Query
from db.training.matrix import CellFile, Matrix, PersonTraining
from db.training.records import Course, Requirement, TrainingRecord, Version

if TYPE_CHECKING:
    from db.site import Site
    from db.store.trail import Entry

EVERYTHING = 100_000


@dataclass(frozen=True)
class Wish:
    """What the matrix is asked for: ``study`` an id or empty; ``active``: only who is at the site on the day."""

    study: str = ""
    roles: tuple[str, ...] = ()
    active: bool = True
    as_of: date | None = None
    known_on: date | None = None
    search: str = ""


@dataclass(frozen=True)
class Lists:
    """What forms and chips offer. ``people``: (id, name, role) of everybody at the site today; then, with that word for
    their role, of those who have left or are still to come: a training may be of another day. ``versions``: those of
    each course, oldest first."""

    today: date
    may_write: bool
    people: tuple[tuple[str, str, str], ...]
    courses: tuple[Course, ...]
    versions: Mapping[str, tuple[Version, ...]]
    studies: tuple[Study, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class CellDossier:
    """All that the inspector shows of a cell."""

    file: CellFile
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class RecordDossier:
    record: TrainingRecord
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class PersonDossier:
    id: str
    name: str
    role: str
    training: PersonTraining
    entries: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class CourseDossier:
    course: Course
    versions: tuple[Version, ...]
    requirements: tuple[Requirement, ...]
    entries: tuple[Entry, ...]


def read_lists(site: Site) -> Lists:
    """For the page's chips and forms."""
    everybody = site.people.names()
    here = [(person.id, person.name, person.role) for person in everybody if person.status == ACTIVE]
    others = [(person.id, person.name, person.status) for person in everybody if person.status != ACTIVE]
    courses = site.training.courses(Query(limit=EVERYTHING)).rows
    return Lists(
        site.training.today,
        site.may("training_record"),
        (*here, *others),
        courses,
        {course.id: site.training.versions(course.id) for course in courses},
        site.people.studies(Query(limit=EVERYTHING)).rows,
        site.people.roles(),
    )


def read_matrix(site: Site, wish: Wish) -> Matrix:
    """The matrix as wished; people who left or are still to come too, where not only active ones are asked for."""
    known = None
    if wish.known_on is not None:
        zone = site.clock.now().tzinfo
        known = datetime.combine(wish.known_on, time.max, zone)
    people = None
    if not wish.active:
        where = {"role": wish.roles} if wish.roles else {}
        if wish.study:
            where["study"] = (wish.study,)
        found = site.people.people(Query(where=where, search=wish.search, limit=EVERYTHING)).rows
        people = [person.id for person in found]
    return site.training.matrix(
        wish.as_of, wish.study or None, wish.roles or None, people, search=wish.search if people is None else "",
        known_on=known,
    )  # fmt: skip


def read_cell(site: Site, person: str, course: str, as_of: date | None) -> CellDossier:
    """What stands behind a cell, with the trail of all of it."""
    file = site.training.cell_file(person, course, as_of)
    rows = [("training_record", record.id) for record in file.records]
    rows += [("planned_renewal", renewal.id) for renewal in file.renewals]
    rows += [("course_version", version.id) for version in file.versions]
    asked = site.training.requirements(Query(where={"course_id": [course]}, limit=EVERYTHING)).rows
    rows += [("requirement", one.id) for one in asked if one.role in ("", file.person.role)]
    if file.cell.record:
        site.looked_at("training_record", file.cell.record)
    return CellDossier(file, _entries(site, rows), _evidence(site, file.records))


def read_record(site: Site, record_id: str) -> RecordDossier:
    """One record with its trail and file."""
    record = site.training.record_of(record_id)
    site.looked_at("training_record", record_id)
    return RecordDossier(record, _entries(site, [("training_record", record_id)]), _evidence(site, (record,)))


def read_person(site: Site, person_id: str, as_of: date | None) -> PersonDossier:
    """One person's training side."""
    person, training = site.people.person(person_id), site.training.person_training(person_id, as_of)
    site.looked_at("person", person_id)
    rows = [("training_record", record.id) for record in training.records]
    rows += [("planned_renewal", renewal.id) for renewal in training.renewals]
    entries, files = _entries(site, rows), _evidence(site, training.records)
    return PersonDossier(person.id, person.name, person.role, training, entries, files)


def read_course(site: Site, course_id: str) -> CourseDossier:
    """A course with its versions, of whom it is asked, and the trail of all of it."""
    versions = site.training.versions(course_id)
    asked = site.training.requirements(Query(where={"course_id": [course_id]}, limit=EVERYTHING)).rows
    rows = [("course", course_id)]
    rows += [("course_version", version.id) for version in versions]
    rows += [("requirement", requirement.id) for requirement in asked]
    return CourseDossier(site.training.course(course_id), versions, asked, _entries(site, rows))


def read_requirement(site: Site, requirement_id: str) -> tuple[Entry, ...]:
    """The trail of a requirement."""
    return _entries(site, [("requirement", requirement_id)])


def _entries(site: Site, rows: Sequence[tuple[str, str]]) -> tuple[Entry, ...]:
    found = [entry for table, row in rows for entry in site.trail.history(table, row)]
    return tuple(sorted(found, key=lambda entry: entry.seq))


def _evidence(site: Site, records: Sequence[TrainingRecord]) -> tuple[Evidence, ...]:
    return site.evidence.about_all(record.evidence for record in records)
