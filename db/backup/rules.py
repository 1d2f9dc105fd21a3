"""When a backup is due, and how long it is kept: pure functions of records and days."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from db.backup.records import Backup, Place
from db.days import add_months


def keep_until(made: date, earlier: Collection[date], place: Place) -> date:
    """The last day on which it is kept. The first backup of a week, and of a month, is kept longer than the others:
    that is known the moment it is made, so that a certificate can say until when."""
    until = made + timedelta(days=place.daily)
    if not any(one.isocalendar()[:2] == made.isocalendar()[:2] for one in earlier):
        until = max(until, made + timedelta(weeks=place.weekly))
    if not any((one.year, one.month) == (made.year, made.month) for one in earlier):
        until = max(until, add_months(made, place.monthly))
    return until


def due(place: Place, last: datetime | None) -> date | None:
    """The day of the next backup of the schedule; None where there is none. A new place is due at once."""
    if place.every_days is None:
        return None
    return place.since.date() if last is None else last.date() + timedelta(days=place.every_days)


def too_old(backups: Iterable[Backup], today: date) -> tuple[Backup, ...]:
    """Those whose time is over, the oldest first; never the newest of a place, however old it is."""
    found = sorted((one for one in backups if one.removed is None), key=lambda one: one.made)
    newest = {one.place: one.id for one in found}
    return tuple(
        one for one in found if one.keep_until is not None and one.keep_until < today and newest[one.place] != one.id
    )
