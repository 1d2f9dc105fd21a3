"""Words and signs of this room: how an incident, a clock, a deviation, a test stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.incidents import clock_records, deviation_records, exercise_records, incident_records
from db.incidents.clock_records import Notification
from db.incidents.incident_records import SEVERITIES
from desktop.widgets.dates import show_time
from desktop.widgets.states import State
from desktop.widgets.text import Em, Part

INCIDENT_STATES = {
    incident_records.OPEN: State.OVERDUE, incident_records.RESOLVED: State.SOON, incident_records.CLOSED: State.CURRENT,
    incident_records.VOIDED: State.NONE,
}  # fmt: skip
DEVIATION_STATES = {
    deviation_records.TO_ASSESS: State.MISSING, deviation_records.TO_DECIDE: State.MISSING,
    deviation_records.CLOCK: State.OVERDUE, deviation_records.OPEN: State.SOON,
    deviation_records.CLOSED: State.CURRENT, deviation_records.VOIDED: State.NONE,
}  # fmt: skip
TEST_STATES = {
    exercise_records.PLANNED: State.PLANNED, exercise_records.OVERDUE: State.OVERDUE,
    exercise_records.FINDINGS: State.SOON, exercise_records.DONE: State.CURRENT, exercise_records.VOIDED: State.NONE,
}  # fmt: skip
CLOCK_STATES = {
    clock_records.RUNNING: State.SOON, clock_records.OVERDUE: State.OVERDUE, clock_records.TOLD: State.CURRENT,
    clock_records.TOLD_LATE: State.CURRENT, clock_records.NOT_NEEDED: State.NONE,
}  # fmt: skip
CONFIRM = "confirm before relying on this"


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Incidents", text)


def severity_text(severity: int) -> str:
    """“4 major”."""
    return f"{severity} {said(SEVERITIES[severity])}"


def severity_options() -> list[tuple[str, str]]:
    """The gravest first."""
    return [(str(number), severity_text(number)) for number in sorted(SEVERITIES, reverse=True)]


def left(due: datetime, now: datetime) -> str:
    """“41 h left”, “3 days left”, “5 h over”: whole hours below three days, then whole days."""
    seconds = (due - now).total_seconds()
    hours = int(abs(seconds) // 3600)
    if hours < 1:
        span = said("{n} min").format(n=int(abs(seconds) // 60))
    else:
        span = said("{n} h").format(n=hours) if hours < 72 else said("{n} days").format(n=hours // 24)
    return said("{span} left").format(span=span) if seconds >= 0 else said("{span} over").format(span=span)


def clock_words(clock: Notification, now: datetime) -> str:
    """One clock in a line of details."""
    if clock.told is not None:
        late = said(" (late)") if clock.state == clock_records.TOLD_LATE else ""
        return said("told {when}{late}: {reference}").format(
            when=show_time(clock.told), late=late, reference=clock.reference
        )
    if clock.not_needed:
        return said("not required: {why}").format(why=clock.not_needed)
    return said("until {when}, {left}").format(when=show_time(clock.due), left=left(clock.due, now))


def clock_parts(clocks: Sequence[Notification], now: datetime) -> list[Part]:
    """The most urgent running clock in full, the others as a number."""
    running = [clock for clock in clocks if clock.open]
    if not running:
        return []
    first = running[0]
    ink = "late" if first.state == clock_records.OVERDUE else "soon"
    parts: list[Part] = [f"{first.recipient}: ", Em(left(first.due, now), ink)]
    if len(running) > 1:
        parts.append(said(", {n} more clocks run").format(n=len(running) - 1) if len(running) > 2
                     else said(", 1 more clock runs"))  # fmt: skip
    return [*parts, ". "]
