"""Dates as the screen says them, and as a person may type them. Nothing is ever guessed."""

from __future__ import annotations

import re
from datetime import date, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FORMS = "23-Nov-2026 or 2026-11-23"
_NAMED = re.compile(r"(\d{1,2})[-\s./]([A-Za-z]{3})[-\s./](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"


def show_date(day: date) -> str:
    """23-Nov-2026."""
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year:04d}"


def show_time(at: datetime) -> str:
    """23-Nov-2026 18:40 +01:00; the zone is the one ``at`` carries."""
    offset = at.strftime("%z")
    zone = f" {offset[:3]}:{offset[3:5]}" if offset else ""
    return f"{show_date(at.date())} {at:%H:%M}{zone}"


def show_short(day: date, today: date) -> str:
    """For a narrow cell: 09-Dec within half a year of today, Jun-28 further off."""
    if abs((day - today).days) <= 183 and day <= date.max:
        return f"{day.day:02d}-{MONTHS[day.month - 1]}"
    return f"{MONTHS[day.month - 1]}-{day.year % 100:02d}"


def painted(text: str) -> str:
    """A date for painting: hyphens that do not break and do not widen with tabular figures."""
    return text.replace("-", NO_BREAK_HYPHEN)


def read_date(text: str) -> date | None:
    """The day a person typed, in one of the two accepted forms; None for everything else, however plausible.

    02/03/2025 is None: whether it is February or March only its writer knows.
    """
    text = text.strip().replace(NO_BREAK_HYPHEN, "-")
    named, iso = _NAMED.fullmatch(text), _ISO.fullmatch(text)
    try:
        if named:
            month = [name.lower() for name in MONTHS].index(named[2].lower()) + 1
            return date(int(named[3]), month, int(named[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        return None
    return None
