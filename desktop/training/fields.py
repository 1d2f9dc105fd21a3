"""Options and rules that the training forms share."""

from __future__ import annotations

from collections import Counter

from db.roster.records import EXPECTED, LEFT
from desktop.training.questions import Lists
from desktop.training.words import course_line, day, said
from desktop.widgets.fields import Rule, TextField

LONGEST = 24 * 60 * 30  # minutes; a month without sleep


def person_options(lists: Lists) -> list[tuple[str, str]]:
    """Everybody here today, with the role where names are the same; then who left or is to come, with that."""
    named = Counter(name for _, name, _ in lists.people)

    def words(name: str, role: str) -> str:
        if role in (LEFT, EXPECTED):
            return f"{name} · {said(role)}"
        return f"{name} · {role}" if named[name] > 1 and role else name

    return [(one, words(name, role)) for one, name, role in lists.people]


def course_options(lists: Lists) -> list[tuple[str, str]]:
    """Every course that has not ended."""
    return [
        (course.id, course_line(course.code, course.study, course.title))
        for course in lists.courses
        if course.end is None or course.end >= lists.today
    ]


def version_options(lists: Lists, course: str) -> list[tuple[str, str]]:
    """Its versions, the newest first, and none."""
    versions = reversed(lists.versions.get(course, ()))
    found = [
        (one.id, f"{one.label} · {said('from {day}').format(day=day(one.effective))}" if one.effective else one.label)
        for one in versions
    ]
    return [("", said("The one in force on the day")), *found]


def minutes_rule(value: str) -> str:
    """A whole number of minutes."""
    good = value.isascii() and value.isdigit() and 0 < int(value) <= LONGEST
    return "" if good else said("Whole minutes, such as 40.")


def minutes_of(field: TextField) -> int | None:
    """What the field says; None when it says nothing."""
    return int(field.value()) if field.value() else None


def number_rule(most: int) -> Rule:
    """A whole number from 0 to ``most``."""

    def rule(value: str) -> str:
        good = value.isascii() and value.isdigit() and int(value) <= most
        return "" if good else said("A whole number from 0 to {most}.").format(most=most)

    return rule
