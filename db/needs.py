"""What a delegated task needs: how the training behind it stands for one person on one day (ROS-3, TRN-1).

Training answers, delegation asks; neither imports the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from db.store.change import Change


class Asked(NamedTuple):
    """Of whom (id), for which task (id), on which day of the site's calendar."""

    person: str
    task: str
    on: date


@dataclass(frozen=True)
class Need:
    """One training a task needs. ``current``: it was done, on the version that is asked for, and counts on the day; a
    newcomer's time to do it does not count here. ``until``: the last day it counts, None where it never ends or is not
    there; ``why`` in a sentence or two."""

    course_id: str
    course: str
    kind: str
    current: bool
    until: date | None
    why: str


class Needs(Protocol):
    """What the register of training answers a register of tasks."""

    def needs(self, asked: Sequence[Asked], known_on: datetime | None = None) -> Mapping[Asked, tuple[Need, ...]]:
        """For each question its needs, in the order of the courses' names; none where the task needs no training.
        ``known_on``: by what had been entered by then (AUD-6)."""
        ...

    def courses_for(self, task: str) -> tuple[str, ...]:
        """Ids of the courses a task needs today."""
        ...

    def need_within(self, change: Change, task: str, study: str, courses: Sequence[str], today: date) -> None:
        """From today on the task needs exactly these courses; what it no longer needs ends yesterday."""
        ...
