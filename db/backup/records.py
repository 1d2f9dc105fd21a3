"""What the register of backups hands out, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

BY_HAND, SCHEDULE = "by hand", "schedule"
KIT, OWN_KEY = "recovery kit", "own key"


@dataclass(frozen=True)
class Place:
    """A folder or stick. ``every_days`` None: only by hand. Kept: ``daily`` days, the first backup of a week for
    ``weekly`` weeks, the first of a month for ``monthly`` months. ``journal``: the trail's entry of the last
    destruction that was written there."""

    id: str
    folder: str
    every_days: int | None
    daily: int
    weekly: int
    monthly: int
    since: datetime
    journal: int


@dataclass(frozen=True)
class Backup:
    """One that was made and opened again with its key (``verified``). ``keep_until`` None: until somebody removes it;
    ``removed``: when the file went."""

    id: str
    place: str
    folder: str
    file: str
    origin: str
    made: datetime
    by: str
    sha256: str
    size: int
    seq: int
    head: str
    verified: datetime
    keep_until: date | None
    removed: date | None
    removed_why: str


@dataclass(frozen=True)
class Miss:
    """A backup of the schedule that could not be made, and why."""

    id: str
    place: str
    folder: str
    due: date
    why: str


@dataclass(frozen=True)
class Drill:
    """The proof that a backup opens: ``opened`` with the recovery kit, or with the own key of who did it; ``backup``:
    its id, empty where it is not on this register."""

    id: str
    file: str
    done: datetime
    by: str
    opened: str
    made: datetime
    seq: int
    head: str
    good: bool
    words: str
    backup: str = ""


@dataclass(frozen=True)
class Standing:
    """``last``: the newest backup of all; ``scheduled``: whether any place is backed up by schedule; ``late``: places
    whose backup is overdue, with the day it was due; ``drill_due``: the day on which the next drill is due;
    ``unlisted``: places whose backups lie without the newest list of what was destroyed; ``bad``: the last drill, where
    it failed and no backup was made since."""

    last: Backup | None
    scheduled: bool
    late: tuple[tuple[Place, date], ...]
    drill: Drill | None
    drill_due: date | None
    unlisted: tuple[Place, ...] = ()
    bad: Drill | None = None
