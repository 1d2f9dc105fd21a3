"""Rules of the roster as pure functions of records and days: status, expiry, order of dates, periods that touch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, timedelta

from db.days import order_of, shown
from db.errors import BadInput
from db.roster import records as r

EXPIRING_DAYS = 60
"""How long before its expiry a CV or licence is shown as expiring."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_LONGEST = {"family_name": 200, "given_name": 200, "other_names": 400, "phone": 60, "employer": 200, "role": 100}
_LONGEST |= {"licence": 100, "note": 2000, "email": 254}
_DATES = frozenset({"start", "end", "cv_date", "cv_expires", "licence_expires"})
_FILES = frozenset({"cv_file", "licence_file"})
PERSON_FIELDS = tuple(f.name for f in fields(r.NewPerson))
_TEXTS = frozenset(PERSON_FIELDS) - _DATES - _FILES
STUDY_FIELDS = tuple(f.name for f in fields(r.NewStudy))


def person_status(start: date | None, end: date | None, on: date) -> str:
    """Of a person on a day: the last day still counts as active; no start means since always."""
    if end is not None and end < on:
        return r.LEFT
    if start is not None and start > on:
        return r.EXPECTED
    return r.ACTIVE


def study_status(start: date | None, end: date | None, on: date) -> str:
    if end is not None and end < on:
        return r.CLOSED
    if start is None or start > on:
        return r.PLANNED
    return r.OPEN


def paper_status(filed: bool, expires: date | None, on: date) -> str:
    """Of a CV or licence on a day. The day of expiry itself still counts."""
    if not filed:
        return r.NOT_FILED
    if expires is None:
        return r.VALID
    if expires < on:
        return r.EXPIRED
    return r.EXPIRING if expires - on <= timedelta(days=EXPIRING_DAYS) else r.VALID


def clean_person(values: Mapping[str, object]) -> dict[str, object]:
    """Checked and with single blanks. Raises BadInput naming the field; takes any subset of a person's fields."""
    clean: dict[str, object] = {}
    for name, value in values.items():
        if name not in PERSON_FIELDS:
            raise BadInput(f"A person has no field “{name}”.", todo=f"Fields: {', '.join(PERSON_FIELDS)}.")
        if name in _TEXTS:
            clean[name] = _text(name, value) if value else ""
        elif value is None:
            clean[name] = None
        else:
            clean[name] = _day(name, value) if name in _DATES else _file(value)
    if not clean.get("family_name", "-"):
        raise BadInput("The family name is empty.", kept="Nothing was changed.", todo="Enter at least the family name.")
    email = clean.get("email")
    if email and not _EMAIL.fullmatch(str(email)):
        raise BadInput(f"“{email}” is not an e-mail address.", todo="Correct it, or leave it empty.")
    return clean


def check_person(start: date | None, end: date | None, cv_date: date | None, cv_expires: date | None) -> None:
    """Refuses an end before its start, and a CV that expires before it was written (ROS-3's rule, kept here too)."""
    order_of(start, end, "The person’s time at the site")
    order_of(cv_date, cv_expires, "The CV")


def clean_study(values: Mapping[str, object]) -> dict[str, object]:
    """As clean_person, for a study."""
    clean: dict[str, object] = {}
    for name, value in values.items():
        if name not in STUDY_FIELDS:
            raise BadInput(f"A study has no field “{name}”.", todo=f"Fields: {', '.join(STUDY_FIELDS)}.")
        clean[name] = _day(name, value) if name in _DATES else _text(name, value)
    for name, words in (("code", "short name"), ("protocol", "protocol number")):
        if not clean.get(name, "-"):
            raise BadInput(f"The study’s {words} is empty.", kept="Nothing was changed.")
    return clean


def check_period(start: date, end: date | None, others: Iterable[tuple[date, date | None, str]], what: str) -> None:
    """Refuses a period that overlaps another. ``others``: start, end and whose it is."""
    order_of(start, end, what)
    for other_start, other_end, whose in others:
        if (end is None or other_start <= end) and (other_end is None or other_end >= start):
            until = f"until {shown(other_end)}" if other_end else "with no end"
            raise BadInput(
                f"{what} would overlap that of {whose}, from {shown(other_start)} {until}.",
                kept="Nothing was changed.",
                todo="End the other one first, or choose another start.",
            )


def in_force(start: date | None, end: date | None, on: date) -> bool:
    """Both ends count."""
    return (start is None or start <= on) and (end is None or end >= on)


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f"The field “{name}” takes text.")
    text = value.strip() if name == "note" else " ".join(value.split())
    if not text.isprintable() and _CONTROL.search(text):
        raise BadInput(f"The field “{name}” holds a control character.", todo="Type it again instead of pasting.")
    longest = _LONGEST.get(name, 500)
    if len(text) > longest:
        raise BadInput(f"The field “{name}” takes at most {longest} characters; this has {len(text)}.")
    return text


def _day(name: str, value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise BadInput(f"The field “{name}” takes a date.")


def _file(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise BadInput("A file is named by its id.")
