"""What the roster hands out: people, studies, who does what in which study and when. Frozen; dates are days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.folding import written_name

ACTIVE, EXPECTED, LEFT = "active", "expected", "left"
PERSON_STATUS = (ACTIVE, EXPECTED, LEFT)
OPEN, PLANNED, CLOSED = "open", "planned", "closed"

VALID, EXPIRING, EXPIRED, NOT_FILED = "valid", "expiring", "expired", "not filed"


@dataclass(frozen=True)
class Person:
    """One person of the site as on the day that was asked for. ``start`` and ``end`` are both days that still count;
    ``cv`` and ``licence_status`` are VALID, EXPIRING (within 60 days), EXPIRED or NOT_FILED."""

    id: str
    family_name: str
    given_name: str
    email: str
    phone: str
    employer: str
    role: str
    start: date | None
    end: date | None
    status: str
    other_names: str = ""
    cv_date: date | None = None
    cv_expires: date | None = None
    cv_status: str = NOT_FILED
    cv_file: str | None = None
    licence: str = ""
    licence_expires: date | None = None
    licence_status: str = NOT_FILED
    licence_file: str | None = None
    studies: tuple[str, ...] = ()
    note: str = ""
    entered: str = ""

    @property
    def name(self) -> str:
        """Family, Given: as in every table, sheet and PDF."""
        return written_name(self.family_name, self.given_name)


@dataclass(frozen=True)
class NewPerson:
    """What a person is entered with. Only the family name must be there."""

    family_name: str
    given_name: str = ""
    email: str = ""
    employer: str = ""
    role: str = ""
    start: date | None = None
    end: date | None = None
    phone: str = ""
    other_names: str = ""
    cv_date: date | None = None
    cv_expires: date | None = None
    cv_file: str | None = None
    licence: str = ""
    licence_expires: date | None = None
    licence_file: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Change:
    """Row of an import that says something new of a person already there: field -> new value."""

    id: str
    changes: Mapping[str, object]


@dataclass(frozen=True)
class Study:
    """``code`` is what everybody calls it; ``protocol`` the protocol's number; ``investigator`` the principal
    investigator on the day asked for, “Family, Given”, or empty; ``ethics``: the committee or board that approved it,
    and its number."""

    id: str
    code: str
    protocol: str
    title: str
    sponsor: str
    phase: str
    framework: str
    registration: str
    site_number: str
    start: date | None
    end: date | None
    status: str
    investigator: str = ""
    investigator_id: str | None = None
    people: int = 0
    protocol_label: str = ""
    protocol_effective: date | None = None
    ethics: str = ""


@dataclass(frozen=True)
class NewStudy:
    code: str
    protocol: str
    title: str = ""
    sponsor: str = ""
    phase: str = ""
    framework: str = ""
    registration: str = ""
    site_number: str = ""
    start: date | None = None
    end: date | None = None
    ethics: str = ""


@dataclass(frozen=True)
class ProtocolVersion:
    """A version of a study's protocol (ROS-2): approved by the ethics committee or authority, then in force at this
    site from ``effective`` on; None where that is not known yet. Written through the training register."""

    id: str
    study_id: str
    label: str
    approved: date | None
    effective: date | None
    summary: str


@dataclass(frozen=True)
class Period:
    """Somebody's time as principal investigator of a study."""

    id: str
    study_id: str
    study: str
    person_id: str
    person: str
    start: date
    end: date | None
    entered: str
    late_reason: str = ""
    late: bool = False


@dataclass(frozen=True)
class Assignment:
    """A role of a person in a study, from ``start`` to ``end``, both days that still count (AUD-6: ``entered`` is
    when the computer was told; ``late`` where that was long after it began)."""

    id: str
    person_id: str
    person: str
    study_id: str
    study: str
    role: str
    start: date
    end: date | None
    entered: str
    late_reason: str = ""
    late: bool = False


@dataclass(frozen=True)
class NewAssignment:
    """``late_reason``: why it is entered only now, where it began long ago."""

    person_id: str
    study_id: str
    role: str
    start: date
    end: date | None = None
    late_reason: str = ""


@dataclass(frozen=True)
class StudyFile:
    """A study with all that hangs on it: investigators and protocol versions in order of time, people by name."""

    study: Study
    investigators: tuple[Period, ...]
    versions: tuple[ProtocolVersion, ...]
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True)
class PersonFile:
    """One person's roster side, the newest role first; ``investigator`` holds their times as principal investigator."""

    person: Person
    assignments: tuple[Assignment, ...]
    investigator: tuple[Period, ...]


@dataclass(frozen=True)
class Named:
    """Somebody as a form offers them; ``status``: as a Person's."""

    id: str
    name: str
    role: str
    status: str


@dataclass(frozen=True)
class RosterFacts:
    """The roster in numbers, for the sentence under a page's title."""

    people: int
    active: int
    expected: int
    left: int
    studies: int
    open_studies: int
    cv_expired: int
    cv_expiring: int
    cv_not_filed: int
    licence_expired: int
    licence_expiring: int


@dataclass(frozen=True)
class Facet:
    """A value a filter chip offers, and how many rows have it under the other filters."""

    value: str
    count: int


@dataclass(frozen=True)
class NameMatch:
    """One line of a pasted list of names, and the people it may mean: none, one, or several to choose from."""

    written: str
    people: tuple[Person, ...]
