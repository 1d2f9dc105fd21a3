"""What the training register keeps: courses and documents with versions, what is asked of whom, what was done.

Frozen; dates are calendar days. Names of fields shared with sheets and reports are those of design section 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

KINDS = ("course", "document", "system", "protocol", "consent", "safety")
STRICT_KINDS = frozenset({"protocol", "consent", "safety"})
"""Kinds without grace: whoever is untrained on the day a version takes effect is not current (TRN-1)."""

RESULTS = ("completed", "passed", "failed")
METHODS = ("classroom", "e-learning", "on the job", "read and understood", "self-study", "video conference", "webinar")
EFFECTS = ("written test", "observed at work", "questions answered", "practice under supervision")
"""Offered to choose from; others may be written."""

COUNTS, SUPERSEDED, EXPIRED, FAILED, VOIDED = "counts", "superseded", "expired", "failed", "voided"


@dataclass(frozen=True)
class Course:
    """Something to learn. ``code`` heads its column; ``validity_months`` None: does not expire. ``grace_days`` run
    from the day a version takes effect here; 0 for every kind in STRICT_KINDS."""

    id: str
    code: str
    title: str
    kind: str
    study_id: str | None
    study: str
    curriculum: str
    validity_months: int | None
    due_soon_days: int
    grace_days: int
    description: str
    start: date | None
    end: date | None
    version: str = ""
    effective: date | None = None


@dataclass(frozen=True)
class NewCourse:
    code: str
    title: str
    kind: str = "course"
    study_id: str | None = None
    curriculum: str = ""
    validity_months: int | None = None
    due_soon_days: int = 30
    grace_days: int = 0
    description: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Version:
    """``approved`` by whoever approves it; ``effective`` from this day on at this site, None while not known.
    ``reopens``: whether those trained on an earlier version train again."""

    id: str
    course_id: str
    label: str
    approved: date | None
    effective: date | None
    reopens: bool = True
    summary: str = ""
    file: str | None = None


@dataclass(frozen=True)
class NewVersion:
    label: str
    approved: date | None = None
    effective: date | None = None
    reopens: bool = True
    summary: str = ""
    file: str | None = None


@dataclass(frozen=True)
class Requirement:
    """That a course is asked: of a role or of every role (role ''), in a study or at the whole site (study_id None),
    from ``start`` to ``end``; newcomers have ``within_days`` from the day it begins to be asked of them."""

    id: str
    course_id: str
    course: str
    role: str
    study_id: str | None
    study: str
    task: str
    within_days: int
    start: date | None
    end: date | None


@dataclass(frozen=True)
class NewRequirement:
    course_id: str
    role: str = ""
    study_id: str | None = None
    task: str = ""
    within_days: int = 0
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class TrainingRecord:
    """One training of one person. ``expires`` is the day it counts to, worked out where the certificate names none;
    ``written_expires`` what was written. ``role`` is the one held on the day. ``entered`` is when the computer was
    told (local, with offset); ``late`` where that was more than 14 days after (AUD-6)."""

    id: str
    person_id: str
    person: str
    course_id: str
    course: str
    version_id: str | None
    version: str
    completed: date
    expires: date | None
    written_expires: date | None
    method: str
    trainer: str
    result: str
    score: str
    duration_minutes: int | None
    role: str
    session_id: str | None
    evidence: str | None
    note: str
    standing: str
    entered: str
    late: bool
    late_reason: str
    study: str = ""
    title: str = ""
    trainer_title: str = ""
    topics: str = ""
    effect: str = ""


@dataclass(frozen=True)
class NewTraining:
    """What a training is entered with. ``version_id`` None: the version in force on the day. ``role`` empty: the
    role the person holds. ``effect``: how it was seen that the training took effect."""

    person_id: str
    course_id: str
    completed: date
    version_id: str | None = None
    expires: date | None = None
    method: str = ""
    trainer: str = ""
    result: str = "completed"
    score: str = ""
    duration_minutes: int | None = None
    role: str = ""
    evidence: str | None = None
    note: str = ""
    late_reason: str = ""
    trainer_title: str = ""
    topics: str = ""
    effect: str = ""


@dataclass(frozen=True)
class RecordChange:
    """Row of an import that corrects a record already there: field -> new value."""

    id: str
    changes: Mapping[str, object]


@dataclass(frozen=True)
class NewSession:
    """A training held for several people at once: one sheet, one save. ``trainer_title`` and ``topics`` go into each
    person's record."""

    course_id: str
    held: date
    people: tuple[str, ...]
    version_id: str | None = None
    title: str = ""
    place: str = ""
    trainer: str = ""
    method: str = "classroom"
    duration_minutes: int | None = None
    evidence: str | None = None
    late_reason: str = ""
    trainer_title: str = ""
    topics: str = ""


@dataclass(frozen=True)
class Session:
    id: str
    course_id: str
    course: str
    version_id: str | None
    version: str
    held: date
    title: str
    place: str
    trainer: str
    method: str
    duration_minutes: int | None
    evidence: str | None
    people: int
    entered: str


@dataclass(frozen=True)
class Renewal:
    """A renewal somebody planned: shown as such only while its day has not passed and is early enough."""

    id: str
    person_id: str
    person: str
    course_id: str
    course: str
    planned: date
    note: str
    entered: str
