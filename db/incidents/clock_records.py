"""Clocks: who must be told within what time, and whether they were (RSK-2, RSK-3). Frozen; moments carry their zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

INCIDENT, SERIOUS_BREACH = "incident", "serious breach"
RUNNING, OVERDUE, TOLD, TOLD_LATE, NOT_NEEDED = "running", "overdue", "told", "told late", "not required"


@dataclass(frozen=True)
class ClockRule:
    """``key``: in the library, or the id of the site's own; ``verified``: read in the primary text, or confirmed by the
    named person; whatever is not is shown with “confirm before relying on this”. ``study``: id, None for every study;
    ``framework``: where the rule is of one jurisdiction ("US", "EU", "UK"); ``only``: "personal data" or empty."""

    key: str
    title: str
    recipient: str
    applies: str
    amount: int
    unit: str
    source: str
    verified: bool
    study: str | None = None
    only: str = ""
    framework: str = ""
    confirmed: date | None = None
    by: str = ""
    own: bool = False
    row: str | None = None

    @property
    def period(self) -> str:
        return f"{self.amount} {self.unit if self.amount != 1 else self.unit[:-1]}"


@dataclass(frozen=True)
class NewClockRule:
    """A clock the site sets itself: hours a contract grants towards a sponsor, say. ``study``: id or None."""

    title: str
    recipient: str
    applies: str
    amount: int
    unit: str
    source: str
    study: str | None = None


@dataclass(frozen=True)
class Notification:
    """One clock of one incident or deviation. ``subject``: the id of it, ``number`` its number; ``state``: RUNNING,
    OVERDUE, TOLD, TOLD_LATE or NOT_NEEDED at the moment asked for."""

    id: str
    table: str
    subject: str
    number: str
    subject_title: str
    rule: str
    title: str
    recipient: str
    source: str
    verified: bool
    began: datetime
    due: datetime
    told: datetime | None
    reference: str
    not_needed: str
    state: str

    @property
    def open(self) -> bool:
        return self.state in (RUNNING, OVERDUE)
