"""When training counts: pure functions of records and days. No clock, no database.

The terms. A version *takes effect* at the site on a day; a version that re-opens is the one asked for from that day
on. *Grace* runs from that day: with 14 days, 02-Nov to 15-Nov are forgiven and 16-Nov is the day grace ended. Protocol,
consent and safety documents have none (TRN-1). A training counts through the day it expires, which is the same day of
the month so many months later, or that month's last day.

*Missing* is who was never trained on what is asked for; *overdue* is who was, and whose training has expired.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from db.days import add_months
from db.training import words
from db.training.records import STRICT_KINDS, Course, Version
from db.training.words import Background, Cause, Facts, Held

_NEVER = date.max


class Status(StrEnum):
    """The six states of a cell, worded as on every screen and paper."""

    CURRENT = "current"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    MISSING = "missing"
    NOT_REQUIRED = "not required"
    PLANNED = "renewal planned"


GAPS = frozenset({Status.OVERDUE, Status.MISSING})


class Cell(NamedTuple):
    """One person and one requirement on one day. A named tuple, because a matrix makes thousands at once and a
    frozen dataclass takes four times as long to make.

    ``due``: for current, due soon and renewal planned the day by which it must be renewed (None: never expires); for
    overdue the day it expired; for missing the day from which it was asked and not there. ``record``: id of the
    training that counts, or counted last.
    """

    status: Status
    due: date | None = None
    record: str | None = None
    facts: Facts = words.NOT_ASKED

    @property
    def why(self) -> str:
        """For the inspector: which version, which day, which record brought the cell to its state."""
        return words.why(self.facts)

    @property
    def gap(self) -> bool:
        return self.status in GAPS


NOT_REQUIRED = Cell(Status.NOT_REQUIRED)


class Asked(NamedTuple):
    """That the course is asked of this person: since when (None: always), and how long a newcomer has."""

    since: date | None
    within_days: int = 0


def expiry(completed: date, validity_months: int | None, written: date | None = None) -> date | None:
    """The last day a training counts: what the certificate says, else the course's validity; None: for ever."""
    if written is not None:
        return written
    return None if validity_months is None else add_months(completed, validity_months)


def in_order(versions: Iterable[Version]) -> list[Version]:
    """Oldest first; those whose day at the site is not known yet come last."""
    return sorted(versions, key=lambda v: (v.effective or _NEVER, v.approved or _NEVER, v.label, v.id))


def version_on(versions: Iterable[Version], day: date) -> Version | None:
    """The version in effect on a day, whether it re-opened the training or not."""
    found = None
    for version in in_order(versions):
        if version.effective is not None and version.effective <= day:
            found = version
    return found


def wider(one: Asked | None, other: Asked) -> Asked:
    """What two requirements together ask of a person: since the earlier day, with the shorter time to do it."""
    return other if one is None else min(one, other, key=_first_gap)


def _first_gap(asked: Asked) -> tuple[date, date]:
    if asked.since is None:
        return date.min, date.min
    return asked.since + timedelta(days=asked.within_days), asked.since


class Demand:
    """What one course asks on one day; judges the cells of its column.

    ``ranks``: version id -> its place among the versions, ``days`` those on which they took effect; ``required_rank``
    the place from which a training counts; ``coming`` the next version that will re-open the training.
    """

    def __init__(self, course: Course, versions: Iterable[Version], on: date) -> None:
        self.course, self.on = course, on
        self._strict = course.kind in STRICT_KINDS
        self._grace = timedelta(days=0 if self._strict else course.grace_days)
        self.window = timedelta(days=course.due_soon_days)
        order = in_order(versions)
        self.versions = tuple(order)
        self.ranks = {version.id: rank for rank, version in enumerate(order)}
        # the versions with a day come first, so that the place of a day among theirs is a version's rank
        self.days = [version.effective for version in order if version.effective is not None]
        self.required, self.required_rank = _asked_for(order, on)
        self.coming, self._coming_rank = _announced(order, on)
        self.in_force = version_on(order, on)
        self.background = Background(
            on=on,
            title=course.title,
            strict=self._strict,
            grace_days=self._grace.days,
            validity_months=course.validity_months,
            labels={version.id: version.label for version in order},
            in_effect=tuple((v.effective, v.label) for v in order if v.effective is not None),
            required_label=self.required.label if self.required else "",
            required_from=self.required.effective if self.required else None,
            coming_label=self.coming.label if self.coming else "",
            coming_from=self.coming.effective if self.coming else None,
        )

    def rank(self, training: Held) -> int:
        """Its place among the versions; without a version, that of the one in force when it was done."""
        if training.version is not None:
            return self.ranks.get(training.version, -1)
        return bisect_right(self.days, training.completed) - 1

    def until(self, training: Held) -> date:
        """As expiry(); date.max for never."""
        if training.expires is not None:
            return training.expires
        months = self.course.validity_months
        return _NEVER if months is None else add_months(training.completed, months)

    def superseded(self, training: Held) -> bool:
        """Whether a later version re-opened it, so that it no longer counts."""
        return self.rank(training) < self.required_rank

    def cell(self, asked: Asked | None, held: Sequence[Held], planned: Sequence[date] = ()) -> Cell:
        """The state of one person. ``asked`` None: not asked of them. Trainings after the day are left out."""
        if asked is None:
            return NOT_REQUIRED
        best: Held | None = None
        older: Held | None = None
        best_until = older_until = date.min
        newest = -1
        for training in held:
            if training.completed > self.on:
                continue
            rank, until = self.rank(training), self.until(training)
            newest = max(newest, rank)
            if rank >= self.required_rank:
                if best is None or (until, training.completed) >= (best_until, best.completed):
                    best, best_until = training, until
            elif older is None or (until, training.completed) >= (older_until, older.completed):
                older, older_until = training, until
        if best is not None:
            return self._counting(best, best_until, newest, planned)
        if older is not None:
            return self._reopened(asked, older, older_until, planned)
        return self._never(asked, planned)

    def _counting(self, best: Held, until: date, newest: int, planned: Sequence[date]) -> Cell:
        if until < self.on:
            return _cell(Status.OVERDUE, Facts(Cause.EXPIRED, self.background, best, tuple(planned), None, until))
        cause, due = Cause.VALID, until
        if self.coming is not None and newest < self._coming_rank:
            assert self.coming.effective is not None
            if self.coming.effective + self._grace <= until:
                cause, due = Cause.COMING, self.coming.effective + self._grace
        if due == _NEVER:
            return _cell(Status.CURRENT, Facts(Cause.VALID, self.background, best))
        if due - self.on > self.window:
            if cause is Cause.COMING:  # too far off to speak of
                due = until
            return _cell(
                Status.CURRENT,
                Facts(Cause.VALID, self.background, best, tuple(planned), None, None if due == _NEVER else due),
            )
        return self._open(Cause.EXPIRING if cause is Cause.VALID else cause, due, best, planned)

    def _reopened(self, asked: Asked, older: Held, until: date, planned: Sequence[date]) -> Cell:
        assert self.required is not None and self.required.effective is not None
        ended = self.required.effective + self._grace
        if asked.since is not None and asked.since > self.required.effective:
            ended = max(ended, self._first_day(asked, asked.since))
        if self.on >= ended:
            facts = Facts(Cause.REOPENED, self.background, older, tuple(planned), None, ended)
            return _cell(Status.MISSING, facts)
        if until < self.on:
            return _cell(Status.OVERDUE, Facts(Cause.EXPIRED, self.background, older, tuple(planned), None, until))
        if until < ended:
            return self._open(Cause.EXPIRING, until, older, planned)
        return self._open(Cause.REOPENED, ended, older, planned)

    def _never(self, asked: Asked, planned: Sequence[date]) -> Cell:
        if asked.since is None:
            return _cell(Status.MISSING, Facts(Cause.NEVER, self.background, None, tuple(planned)))
        first = self._first_day(asked, asked.since)
        if self.on < first:
            return self._open(Cause.NEVER, first, None, planned, asked.since)
        return _cell(Status.MISSING, Facts(Cause.NEVER, self.background, None, tuple(planned), asked.since, first))

    def _first_day(self, asked: Asked, since: date) -> date:
        """The day from which a newcomer without training is a gap; strict kinds allow no days."""
        return since if self._strict else since + timedelta(days=asked.within_days)

    def _open(
        self, cause: Cause, due: date, held: Held | None, planned: Sequence[date], since: date | None = None
    ) -> Cell:
        in_time = any(self.on <= day <= due for day in planned)
        facts = Facts(cause, self.background, held, tuple(planned), since, due)
        return _cell(Status.PLANNED if in_time else Status.DUE_SOON, facts)


def _cell(status: Status, facts: Facts) -> Cell:
    return Cell(status, facts.due, facts.held.record if isinstance(facts.held, Held) else None, facts)


def _asked_for(order: Sequence[Version], on: date) -> tuple[Version | None, int]:
    """The newest version in effect that re-opened the training, and its place."""
    found: tuple[Version | None, int] = (None, -1)
    for rank, version in enumerate(order):
        if version.reopens and version.effective is not None and version.effective <= on:
            found = (version, rank)
    return found


def _announced(order: Sequence[Version], on: date) -> tuple[Version | None, int]:
    """The next version that will re-open the training: approved by the day, in effect after it."""
    for rank, version in enumerate(order):
        known = version.approved is None or version.approved <= on
        if version.reopens and version.effective is not None and version.effective > on and known:
            return version, rank
    return None, -1
