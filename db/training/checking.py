"""Whether a training can be as it is written, against the people, courses and versions that are here."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.days import is_late, shown
from db.errors import BadInput
from db.store.store import Store
from db.training import records as r

_LONGEST = {
    "method": 100, "trainer": 200, "trainer_title": 200, "topics": 2000, "score": 40, "effect": 500, "role": 100,
    "note": 2000, "late_reason": 500,
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """``people``: id -> name, role, end; ``courses``: id -> code, study; ``versions``: id -> course, approved, label;
    ``roles``: person -> study, role, start, end. ``now`` as stored, ``today`` by the same clock."""

    now: str
    today: date
    people: Mapping[str, tuple[str, str, str | None]]
    courses: Mapping[str, tuple[str, str | None]]
    versions: Mapping[str, tuple[str, str | None, str]]
    roles: Mapping[str, Sequence[tuple[str, str, str, str | None]]] = field(default_factory=dict)

    def is_late(self, completed: date) -> bool:
        return is_late(completed, self.today)

    def role_on(self, person: str, course: str, day: date) -> str:
        """The role held on the day in the course's study, else at the site, else in any study."""
        study, at = self.courses[course][1], day.isoformat()
        held = [(s, role) for s, role, start, end in self.roles.get(person, ()) if start <= at <= (end or at)]
        in_study = next((role for s, role in held if s == study), "")
        return in_study or self.people[person][1] or next((role for _study, role in held), "")


def known_now(
    store: Store, now: str, today: date, people: Sequence[str] | None, courses: Sequence[str] | None
) -> Known:
    """Read once for one command; of everybody and every course for None."""
    who, whose = (
        ("1", ()) if people is None else ("{} IN (SELECT value FROM json_each(?))", (json.dumps(list(people)),))
    )
    which, of_which = (
        ("1", ()) if courses is None else ("{} IN (SELECT value FROM json_each(?))", (json.dumps(list(courses)),))
    )
    roles: dict[str, list[tuple[str, str, str, str | None]]] = {}
    found = store.rows(
        f'SELECT person, study, role, start, "end" FROM assignment WHERE {who.format("person")} ORDER BY start DESC',
        whose,
    )
    for person, study, role, start, end in found:
        roles.setdefault(person, []).append((study, role, start, end))
    return Known(
        now,
        today,
        {
            row[0]: (f"{row[1]}, {row[2]}" if row[2] else row[1], row[3], row[4])
            for row in store.rows(
                f'SELECT id, family_name, given_name, role, "end" FROM person WHERE {who.format("id")}', whose
            )
        },
        {
            row[0]: (row[1], row[2])
            for row in store.rows(f"SELECT id, code, study FROM course WHERE {which.format('id')}", of_which)
        },
        {
            row[0]: (row[1], row[2], row[3])
            for row in store.rows(
                f"SELECT id, course, approved, label FROM course_version WHERE {which.format('course')}", of_which
            )
        },
        roles,
    )


def check_training(values: Mapping[str, object], known: Known) -> None:
    """Raises BadInput saying what cannot be. ``values``: the fields of NewTraining."""
    person, course = known.people.get(str(values["person_id"])), known.courses.get(str(values["course_id"]))
    if person is None:
        raise BadInput("The person is not on the roster.", todo="Add the person first.")
    if course is None:
        raise BadInput("The course is not there.", todo="Add the course first.")
    completed, expires = values["completed"], values["expires"]
    if not isinstance(completed, date):
        raise BadInput("The training has no date.", todo="Enter the day it was completed.")
    if completed > known.today:
        raise BadInput(
            f"{shown(completed)} is still to come.", kept="Nothing was saved.", todo="Plan a renewal for it instead."
        )
    if isinstance(expires, date) and expires < completed:
        raise BadInput(
            f"The training would expire on {shown(expires)}, before it was completed on {shown(completed)}.",
            kept="Nothing was saved.",
            todo="Correct one of the two dates.",
        )
    if person[2] is not None and person[2] < completed.isoformat():
        raise BadInput(
            f"{person[0]} left on {shown(date.fromisoformat(person[2]))}, before {shown(completed)}.",
            kept="Nothing was saved.",
            todo="Correct the date, or the end of the person’s time at the site.",
        )
    _check_version(values, course[0], completed, known)
    if values["result"] not in r.RESULTS:
        raise BadInput(f"“{values['result']}” is no result.", todo=f"Results: {', '.join(r.RESULTS)}.")
    minutes = values["duration_minutes"]
    if minutes is not None and not (isinstance(minutes, int) and 1 <= minutes <= 100_000):
        raise BadInput("The duration is a number of minutes, at least 1.")
    for name, longest in _LONGEST.items():
        if len(str(values[name])) > longest:
            raise BadInput(f"The field “{name}” takes at most {longest} characters.")


def _check_version(values: Mapping[str, object], code: str, completed: date, known: Known) -> None:
    if values["version_id"] is None:
        return
    version = known.versions.get(str(values["version_id"]))
    if version is None or version[0] != values["course_id"]:
        raise BadInput(f"That version is not one of {code}.", todo="Choose a version of this course.")
    if version[1] is not None and version[1] > completed.isoformat():
        raise BadInput(
            f"Version {version[2]} of {code} was approved on {shown(date.fromisoformat(version[1]))}, "
            f"after {shown(completed)}.",
            kept="Nothing was saved.",
            todo="Correct the date or choose the version that was there.",
        )
