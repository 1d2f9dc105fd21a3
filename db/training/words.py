"""Why a cell of the matrix is as it is, in words an inspector reads. Made only for the cells somebody looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from db.days import shown


class Cause(StrEnum):
    """What decided the state of a cell."""

    NOT_ASKED = "not asked"
    VALID = "valid"
    EXPIRING = "expiring"
    COMING = "coming version"
    EXPIRED = "expired"
    REOPENED = "re-opened"
    NEVER = "never trained"


class Held(NamedTuple):
    """A training that was completed and passed. ``version`` (id) None: whichever was in force on the day;
    ``expires`` as the certificate says, or None."""

    record: str
    version: str | None
    completed: date
    expires: date | None = None


RecordRow = tuple[str, str, str, str | None, str, str | None]
"""As read from the tables: person, course, id, version, day completed and written expiry in ISO text."""


def held_of(row: RecordRow) -> Held:
    return Held(row[2], row[3], date.fromisoformat(row[4]), None if row[5] is None else date.fromisoformat(row[5]))


@dataclass(frozen=True)
class Background:
    """What all cells of a column share. ``labels``: version id -> label; ``in_effect``: day and
    label of each version, oldest first; ``grace_days`` as it is applied."""

    on: date
    title: str
    strict: bool
    grace_days: int
    validity_months: int | None
    labels: Mapping[str, str]
    in_effect: tuple[tuple[date, str], ...] = ()
    required_label: str = ""
    required_from: date | None = None
    coming_label: str = ""
    coming_from: date | None = None


class Facts(NamedTuple):
    """What the sentences of one cell are made from. ``planned``: days of planned renewals; ``since``: when the
    course began to be asked of the person; ``due`` as the cell's."""

    cause: Cause
    background: Background | None = None
    held: Held | RecordRow | None = None
    planned: tuple[date, ...] = ()
    since: date | None = None
    due: date | None = None


NOT_ASKED = Facts(Cause.NOT_ASKED)


def why(facts: Facts) -> str:
    """One to three plain sentences; dates as 23-Nov-2026."""
    if facts.background is None:
        return "Not required: no requirement names this person’s roles and studies on this day."
    return " ".join(part for part in (_SENTENCES[facts.cause](facts, facts.background), _renewal(facts)) if part)


def _trained(facts: Facts, back: Background) -> str:
    if facts.held is None:
        return "Nothing is recorded"
    held = facts.held if isinstance(facts.held, Held) else held_of(facts.held)
    if held.version is None:
        label = next((name for day, name in reversed(back.in_effect) if day <= held.completed), "")
    else:
        label = back.labels.get(held.version, "")
    return f"Trained on {_named(label)} on {shown(held.completed)}" if label else f"Trained on {shown(held.completed)}"


def _valid(facts: Facts, back: Background) -> str:
    if facts.due is None:
        return f"{_trained(facts, back)}; this training does not expire."
    return f"{_trained(facts, back)}; counts until {shown(facts.due)}."


def _expiring(facts: Facts, back: Background) -> str:
    assert facts.due is not None
    days = (facts.due - back.on).days
    left = "today" if days == 0 else f"on {shown(facts.due)}, in {_days(days)}"
    return f"{_trained(facts, back)}; expires {left}."


def _coming(facts: Facts, back: Background) -> str:
    return (
        f"{_first(_named(back.coming_label))} takes effect on {shown(back.coming_from)} and re-opens this training. "
        f"{_grace(back, facts.due)} {_trained(facts, back)}."
    )


def _expired(facts: Facts, back: Background) -> str:
    return f"{_trained(facts, back)}; expired on {shown(facts.due)} and was not renewed."


def _reopened(facts: Facts, back: Background) -> str:
    version, day = _first(_named(back.required_label)), shown(back.required_from)
    grace, trained = _grace(back, facts.due), _trained(facts, back)
    return f"{version} took effect on {day} and re-opened this training. {grace} {trained}."


def _grace(back: Background, due: date | None) -> str:
    if back.strict:
        return "There is no grace for protocol, consent and safety documents."
    if due is None or not back.grace_days:
        return "There is no grace."
    return f"Grace ended {shown(due)}." if due <= back.on else f"Grace ends {shown(due)}."


def _never(facts: Facts, back: Background) -> str:
    asked = f"Required since {shown(facts.since)}" if facts.since else "Required"
    if facts.due is not None and facts.due > back.on:
        return f"{asked}; to be done by {shown(facts.due)}. Nothing is recorded yet."
    if back.required_label:
        since = shown(back.required_from)
        return f"{asked} ({_named(back.required_label)}, in force since {since}); nothing is recorded."
    return f"{asked}; nothing is recorded."


def _renewal(facts: Facts) -> str:
    back = facts.background
    if back is None or facts.cause is Cause.VALID:
        return ""
    ahead = [day for day in facts.planned if day >= back.on]
    if ahead:
        late = facts.due is not None and min(ahead) > facts.due >= back.on
        return f"Renewal is planned for {shown(min(ahead))}{', after it falls due' if late else ''}."
    if facts.planned:
        return f"The renewal planned for {shown(max(facts.planned))} was not recorded as done."
    return "No renewal is planned." if facts.cause in (Cause.EXPIRING, Cause.EXPIRED) else ""


def _named(label: str) -> str:
    """“version 3.0”, but “ed. 12” and “v3” as they are."""
    return f"version {label}" if label[:1].isdigit() else label


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


_SENTENCES = {
    Cause.VALID: _valid,
    Cause.EXPIRING: _expiring,
    Cause.COMING: _coming,
    Cause.EXPIRED: _expired,
    Cause.REOPENED: _reopened,
    Cause.NEVER: _never,
}
