"""Arithmetic with calendar days, and how they are written. No clock in here: the day comes from the caller."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from functools import lru_cache

from db.errors import BadInput

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

LATE_AFTER_DAYS = 14
"""What is entered later than this after it happened is marked late and wants its reason (AUD-6)."""


@lru_cache(maxsize=1 << 14)
def add_months(day: date, months: int) -> date:
    """The same day so many calendar months on; where that month is shorter, its last day.

    29-Feb-2024 and twelve months is 28-Feb-2025; 31-Jan and one month is the last day of February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shown(day: date | None) -> str:
    """As on every screen and paper, in any language of the computer: 23-Nov-2026. Empty for None."""
    return "" if day is None else f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year:04d}"


def inclusive(first: date | None, last: date | None) -> str:
    """The dates of what is in something: “01-May-2019 to 31-Jan-2026”, “since 01-May-2019”, “until 31-Jan-2026”."""
    if first is not None and last is not None:
        return f"{shown(first)} to {shown(last)}"
    return f"since {shown(first)}" if first is not None else f"until {shown(last)}" if last is not None else ""


def iso(day: date | None) -> str | None:
    """As stored: 2026-11-23."""
    return None if day is None else day.isoformat()


def from_iso(text: str | None) -> date | None:
    """A stored day. Raises BadInput for what is no day of the calendar."""
    if text is None or text == "":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"“{text}” is not a date.", todo="Write dates as 2026-11-23.") from None


def days_between(first: date, last: date) -> int:
    return (last - first).days


def is_late(happened: date, entered: date) -> bool:
    """Whether so much time passed before it was entered that the entry must say why (AUD-6)."""
    return entered - happened > timedelta(days=LATE_AFTER_DAYS)


def day_of(stamped: str) -> date:
    """The local day of a stored time."""
    return datetime.fromisoformat(stamped).date()


def order_of(start: date | None, end: date | None, what: str) -> None:
    """Refuses an end before its start. ``what`` begins the sentence: “The role”."""
    if start is not None and end is not None and end < start:
        raise BadInput(
            f"{what} would end on {shown(end)}, before it starts on {shown(start)}.",
            kept="Nothing was changed.",
            todo="Correct one of the two dates.",
        )
