"""Incidents (RSK-2): what happened when, how grave it is, what it touched, who must be told. Frozen; moments carry
their zone, days are days of the site's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.evidence.records import Evidence
from db.incidents.clock_records import Notification

NOT_KNOWN, NO, YES = "not known", "no", "yes"
PERSONAL_DATA = (NOT_KNOWN, NO, YES)
OPEN, RESOLVED, CLOSED, VOIDED = "open", "resolved", "closed", "struck through"
STATUSES = (OPEN, RESOLVED, CLOSED, VOIDED)
SEVERITIES = {1: "negligible", 2: "minor", 3: "moderate", 4: "major", 5: "critical"}
AFFECTED = ("asset", "system", "person", "study")


@dataclass(frozen=True)
class NewIncident:
    """What an incident is captured with: what, when, how grave. The rest comes later. ``affects``: (kind, id) with a
    kind of AFFECTED; ``owner``: a person's id."""

    title: str
    severity: int
    occurred: datetime
    aware: datetime
    description: str = ""
    detection: str = ""
    threats: str = ""
    containment: str = ""
    impact: str = ""
    lessons: str = ""
    personal_data: str = NOT_KNOWN
    owner: str | None = None
    resolved: datetime | None = None
    late_reason: str = ""
    affects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Incident:
    """One incident as on the day asked for. ``due``: when the next running clock ends, ``clocks``: how many run,
    ``overdue``: whether one of them has run out."""

    id: str
    number: str
    title: str
    severity: int
    occurred: datetime
    aware: datetime
    resolved: datetime | None
    detection: str
    description: str
    threats: str
    containment: str
    impact: str
    lessons: str
    personal_data: str
    owner_id: str | None
    owner: str
    capa: str | None
    closed: date | None
    closing: str
    status: str
    studies: tuple[str, ...]
    due: datetime | None
    clocks: int
    overdue: bool
    late: bool
    late_reason: str
    entered: str

    @property
    def severity_word(self) -> str:
        return f"{self.severity} {SEVERITIES[self.severity]}"


@dataclass(frozen=True)
class Affected:
    """What an incident touched: ``kind`` of AFFECTED, ``record`` its id, ``name`` as it is called today."""

    id: str
    kind: str
    record: str
    name: str


@dataclass(frozen=True)
class Event:
    """One line of the time line that somebody entered."""

    id: str
    at: datetime
    what: str
    who: str
    voided: bool
    entered: str


@dataclass(frozen=True)
class Moment:
    """One line of the whole time line. ``kind``: occurred, aware, event, told, resolved or closed."""

    at: datetime
    kind: str
    what: str
    who: str = ""
    late: bool = False


@dataclass(frozen=True)
class IncidentFile:
    """An incident with all that hangs on it; events and clocks in order of time."""

    incident: Incident
    events: tuple[Event, ...]
    affected: tuple[Affected, ...]
    clocks: tuple[Notification, ...]
    evidence: tuple[Evidence, ...]

    def timeline(self) -> tuple[Moment, ...]:
        """All that is known of its course, in order of time."""
        one = self.incident
        found = [Moment(one.occurred, "occurred", one.title), Moment(one.aware, "aware", one.detection)]
        found += [Moment(event.at, "event", event.what, event.who) for event in self.events if not event.voided]
        found += [
            Moment(clock.told, "told", f"{clock.recipient}: {clock.reference}", late=clock.told > clock.due)
            for clock in self.clocks
            if clock.told is not None
        ]
        if one.resolved is not None:
            found.append(Moment(one.resolved, "resolved", ""))
        return tuple(sorted(found, key=lambda moment: moment.at))
