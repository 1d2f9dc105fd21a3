"""What the site knows already, as far as a sheet is compared with it. Read on the store's thread, then passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from db.store.query import Query

if TYPE_CHECKING:
    from db.site import Site
    from db.training.records import TrainingRecord

_ALL = 10_000_000


@dataclass(frozen=True)
class KnownPerson:
    """A person of the roster, as far as sheets tell of people."""

    id: str
    family_name: str
    given_name: str
    other_names: str
    email: str
    phone: str
    start: date | None
    employer: str = ""
    role: str = ""
    end: date | None = None
    cv_date: date | None = None
    cv_expires: date | None = None
    licence: str = ""
    licence_expires: date | None = None
    note: str = ""

    @property
    def name(self) -> str:
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name


@dataclass(frozen=True)
class KnownCourse:
    """A course with its versions: label -> id."""

    id: str
    code: str
    title: str
    study: str
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class KnownStudy:
    """A study: what everybody calls it, and the protocol's number."""

    id: str
    code: str
    protocol: str


@dataclass(frozen=True)
class Known:
    """``today`` is the site's day. ``records``: what was trained already, by (person, course, day); ``keys``: what a
    register holds, by the fields that make a row the same (see ``simple``)."""

    today: date
    people: tuple[KnownPerson, ...] = ()
    courses: tuple[KnownCourse, ...] = ()
    records: Mapping[tuple[str, str, date], tuple[TrainingRecord, ...]] = field(default_factory=dict)
    studies: tuple[KnownStudy, ...] = ()
    keys: frozenset[tuple[str, ...]] = frozenset()


def known(site: Site, register: str) -> Known:
    """Everything a sheet of this register is compared with. Call where the store may be read."""
    from desktop.exchange.registers import importer_named  # late: registers are described with what stands here

    return importer_named(register).known(site)


def people_known(site: Site) -> Known:
    """The roster."""
    people = tuple(
        KnownPerson(
            p.id,
            p.family_name,
            p.given_name,
            p.other_names,
            p.email,
            p.phone,
            p.start,
            p.employer,
            p.role,
            p.end,
            p.cv_date,
            p.cv_expires,
            p.licence,
            p.licence_expires,
            p.note,
        )
        for p in site.people.people(Query(limit=_ALL)).rows
    )
    return Known(site.clock.now().date(), people)


def training_known(site: Site) -> Known:
    """The roster, the courses, and what was trained already."""
    courses = tuple(
        KnownCourse(c.id, c.code, c.title, c.study, tuple((v.label, v.id) for v in site.training.versions(c.id)))
        for c in site.training.courses(Query(limit=_ALL)).rows
    )
    records: dict[tuple[str, str, date], tuple[TrainingRecord, ...]] = {}
    for record in site.training.records(Query(limit=_ALL)).rows:
        what = (record.person_id, record.course_id, record.completed)
        records[what] = (*records.get(what, ()), record)
    return replace(people_known(site), courses=courses, records=records)


def studies_known(site: Site) -> tuple[KnownStudy, ...]:
    """The site's studies, ended ones included."""
    return tuple(KnownStudy(s.id, s.code, s.protocol) for s in site.people.studies(Query(limit=_ALL)).rows)
