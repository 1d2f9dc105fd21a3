"""What waits for somebody: each register tells its own, the home page and the calendar show them together (VAL-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OVERDUE, MISSING, SOON, PLANNED = "overdue", "missing", "due soon", "planned"


@dataclass(frozen=True)
class Waiting:
    """One thing to do. ``kind`` says what it is, for its words; ``state``: one of the four above; ``day``: when it is
    (or was) due, a day of the site's calendar; ``title``: whose or of what, a name and no sentence; ``note``: more of
    it, may be empty; ``place`` and ``record``: the page and the record where one click leads."""

    kind: str
    state: str
    day: date | None
    title: str
    note: str
    place: str
    record: str
