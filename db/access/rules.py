"""Rules of access as pure functions of records and days: steps in order, upkeep, intervals, findings of a review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from db.access import records as r
from db.access import review_records as v
from db.days import add_months, shown
from db.errors import BadInput

CURRENT, SOON, OVERDUE, MISSING, NOT_REQUIRED = "current", "due soon", "overdue", "missing", "not required"
SOON_DAYS = 30
RESTORE_MONTHS = 12
"""A restore is tried at least once a year where the system's record names no day of its own (Annex 11, 7.2)."""
FOLLOWUP_DAYS = {"high": 3, "medium": 7, "low": 14}
"""Calendar days within which a removal is carried out, by the system's risk."""

_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "": (r.REQUESTED,),
    r.REQUESTED: (r.APPROVED, r.REFUSED),
    r.APPROVED: (r.GRANTED, r.REFUSED),
    r.GRANTED: (r.CHANGED, r.REMOVAL_ASKED, r.WITHDRAWN),
    r.CHANGED: (r.CHANGED, r.REMOVAL_ASKED, r.WITHDRAWN),
    r.REMOVAL_ASKED: (r.WITHDRAWN,),
    r.WITHDRAWN: (r.REQUESTED,),
    r.REFUSED: (r.REQUESTED,),
}
_ROLES = re.compile(r"\s*[;|+,/]\s*")


def next_steps(last: str) -> tuple[str, ...]:
    """What may follow the last step of an account, empty before the first (21 CFR 11.10(f))."""
    return _FOLLOWS[last]


def check_step(last: str, last_day: date | None, kind: str, happened: date, today: date) -> None:
    """Raises BadInput for a step out of order, earlier than the one before, or still to come."""
    allowed = next_steps(last)
    if kind not in allowed:
        now = f"is {status_of(last)}" if last else "has no request yet"
        raise BadInput(
            f"The account {now}; the step “{kind}” cannot follow.",
            kept="Nothing was saved.",
            todo=f"What can follow: {', '.join(allowed)}.",
        )
    if happened > today:
        raise BadInput(f"{shown(happened)} has not come yet.", todo="Record a step on the day it happened, or later.")
    if last_day is not None and happened < last_day:
        raise BadInput(
            f"The step before was on {shown(last_day)}; this one would be earlier.",
            kept="Nothing was saved.",
            todo="Correct the day, or strike the step before through first.",
        )


def status_of(step: str) -> str:
    """An account's status after its last step."""
    return r.OPEN if step in (r.GRANTED, r.CHANGED) else step


def roles_in(text: str) -> tuple[str, ...]:
    """The roles named in one cell: “Investigator; Data entry” are two."""
    return tuple(part for part in _ROLES.split(text.strip()) if part)


def conflict_words(roles: Iterable[str], conflicts: Sequence[r.RoleConflict]) -> str:
    """Which roles held together should not be; empty where none are."""
    held = {role.casefold(): role for text in roles for role in (text.strip(), *roles_in(text)) if role}
    found = [one for one in conflicts if one.role.casefold() in held and one.other.casefold() in held]
    return "; ".join(f"{one.role} + {one.other}" for one in found)


def review_due(start: date | None, reviewed: date | None, months: int, entered: date) -> date:
    """When access is to be reviewed next: an interval after the last review, else after the system came into use."""
    return add_months(reviewed or start or entered, months)


def due_state(due: date | None, on: date) -> str:
    """Of something with a day: overdue, due soon or current."""
    if due is None:
        return NOT_REQUIRED
    return OVERDUE if due < on else SOON if due - on <= timedelta(days=SOON_DAYS) else CURRENT


def upkeep_states(system: r.System, facts: Sequence[r.Upkeep], on: date) -> tuple[r.UpkeepState, ...]:
    """How each kind of fact of ROS-4 stands on a day. ``facts``: of this system, none struck through."""
    latest: dict[str, r.Upkeep] = {}
    for fact in sorted((one for one in facts if one.happened <= on), key=lambda one: (one.happened, one.entered)):
        latest[fact.kind] = fact
    return tuple(_state(system, kind, latest.get(kind), on) for kind in r.UPKEEP_KINDS)


def _state(system: r.System, kind: str, latest: r.Upkeep | None, on: date) -> r.UpkeepState:
    ended = system.end is not None and system.end < on
    if kind == r.DECOMMISSIONING:
        if not ended:
            return r.UpkeepState(kind, NOT_REQUIRED, latest, "in use")
        why = f"out of use since {shown(system.end)}"
        return r.UpkeepState(kind, CURRENT if latest else MISSING, latest, why)
    if latest is None:
        if ended or kind == r.PATCH or (kind == r.AGREEMENT and system.operator == "site"):
            return r.UpkeepState(kind, NOT_REQUIRED, None, "")
        return r.UpkeepState(kind, MISSING, None, "no record")
    due = latest.until
    if due is None and kind == r.RESTORE:
        due = add_months(latest.happened, RESTORE_MONTHS)
    state = CURRENT if due is None or ended else due_state(due, on)
    words = (
        f"{'until' if kind == r.AGREEMENT else 'next by'} {shown(due)}" if due else f"since {shown(latest.happened)}"
    )
    return r.UpkeepState(kind, state, latest, words)


def findings_of(
    row: v.ListRow,
    *,
    person: v.Someone | None,
    held: v.Held | None,
    conflict: bool,
    repeated: bool,
    taken: date,
    dormant_days: int,
) -> tuple[str, ...]:
    """What is remarkable about a row of the list, in the order of FINDINGS. ``person``: None where nobody on the roster
    is meant; ``held``: the register's account; ``taken``: day of the list."""
    found = set[str]()
    if person is None:
        found.add(v.ORPHAN)
    elif held is None:
        found.add(v.UNREGISTERED)
    if row.active and person is not None and person.end is not None and person.end < taken:
        found.add(v.LEAVER)
    if row.active and row.last_login is not None and taken - row.last_login > timedelta(days=dormant_days):
        found.add(v.DORMANT)
    if conflict and row.active:
        found.add(v.CONFLICT)
    if repeated:
        found.add(v.REPEATED)
    if held is not None and row.role and not _same_roles(row.role, held.role):
        found.add(v.ROLE_DIFFERS)
    if held is not None and not held.is_open and row.active:
        found.add(v.UNREGISTERED)
    return tuple(code for code in v.FINDINGS if code in found)


def _same_roles(one: str, other: str) -> bool:
    return {role.casefold() for role in roles_in(one)} == {role.casefold() for role in roles_in(other)}
