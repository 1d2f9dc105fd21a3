"""Rules of CAPA as pure functions of records and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from db.capa import machine
from db.capa.records import DUE_SOON, ON_TIME, OVERDUE, SOON_DAYS, STRUCK, UNDATED, Cause, Requirement, Way
from db.errors import BadInput


def status_of(step: str, due: date | None, on: date) -> str:
    """How it stands on a day: what ended says so, the others by the next day something is due."""
    if step in machine.ENDED:
        return step
    return due_state(due, on)


def due_state(due: date | None, on: date) -> str:
    if due is None:
        return UNDATED
    if due < on:
        return OVERDUE
    return DUE_SOON if due <= on + timedelta(days=SOON_DAYS) else ON_TIME


def action_state(due: date, done: date | None, dropped: bool, on: date) -> str:
    if dropped:
        return "dropped"
    if done is not None and done <= on:
        return "done"
    return due_state(due, on)


def ways(step: str, facts: machine.Facts) -> tuple[Way, ...]:
    """What can be done from here, each with its checklist. What the signature itself fulfils is on the list too."""
    found = []
    for one in machine.leading(step):
        needs = tuple(
            Requirement(key, machine.CONDITIONS[key].words, machine.CONDITIONS[key].met(facts)) for key in one.needs
        )
        ready = not machine.missing(one, facts, signing=bool(one.signed))
        found.append(Way(one.act, one.after, needs, one.signed, one.reason, ready))
    return tuple(found)


def in_order(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """Each cause followed by what explains it, level by level counted anew; those struck through are left out, with
    all that hangs on them."""
    under: dict[str | None, list[Cause]] = {}
    for one in causes:
        under.setdefault(one.parent, []).append(one)
    found: list[Cause] = []
    waiting = [(one, 1) for one in reversed(under.get(None, []))]
    while waiting:
        cause, level = waiting.pop()
        if cause.standing == STRUCK:
            continue
        found.append(Cause(cause.id, cause.parent, cause.category, cause.words, cause.standing, level))
        waiting += [(one, level + 1) for one in reversed(under.get(cause.id, []))]
    return tuple(found)


def no_circle(parents: Mapping[str, str | None], cause: str, parent: str | None) -> None:
    """Raises BadInput where a cause would be among its own causes."""
    above = parent
    while above is not None:
        if above == cause:
            raise BadInput(
                "A cause cannot explain itself: this would close a circle.", kept="The tree stays as it was.",
                todo="Hang it below a cause that does not follow from it.",
            )  # fmt: skip
        above = parents.get(above)


def check_day(done: Sequence[date], step_day: date, after: int) -> date:
    """When effectiveness is checked: so many days after the last action was done."""
    return max(done, default=step_day) + timedelta(days=after)
