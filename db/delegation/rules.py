"""Rules of the delegation log as pure functions of records and days. No clock, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from db.days import order_of, shown
from db.delegation import records as r
from db.needs import Need

MEANS_ACCEPTED, MEANS_APPROVED, MEANS_DECLARED = "accepted", "approved", "declared"

DECLARATION = (
    "I am responsible for the conduct of this study at this site. The people in this log do the tasks delegated to "
    "them under my supervision and with my approval, from the day I approved them on; they are qualified for them by "
    "education, training and experience. I keep this log up to date."
)
"""What the principal investigator declares (ICH E6(R3) 2.3.2 and 2.3.3; 21 CFR 312.60)."""


def status_of(
    on: date, start: date, end: date | None, *, refused: bool, accepted: bool, approved: bool, current: bool
) -> str:
    """Of a line on a day. ``end``: the last day, which still counts; ``current``: the training it needs, on the day."""
    if refused:
        return r.REFUSED
    if end is not None and end < on:
        return r.ENDED
    if approved:
        if start > on:
            return r.APPROVED
        return r.ACTIVE if current else r.NOT_CURRENT
    return r.ACCEPTED if accepted else r.PROPOSED


def overlaps(start: date, end: date | None, other_start: date, other_end: date | None) -> bool:
    """Both days count on both sides."""
    return (end is None or other_start <= end) and (other_end is None or other_end >= start)


def initials(given: str, family: str) -> str:
    """As in a log: “Anna-Maria”, “van den Berg” gives AMVDB. At most five letters."""
    parts = f"{given} {family}".replace("-", " ").replace("’", " ").replace("'", " ").split()
    return "".join(part[0] for part in parts).upper()[:5]


def training_check(needs: Iterable[Need], start: date, *, past: bool) -> r.Check:
    """Whether every training the task needs is current on its first day. ``past``: that day has come and gone, so that
    a gap is a breach to record and no longer something to prevent."""
    gaps = [need for need in needs if not need.current]
    if not gaps:
        return r.Check("training", True, True, f"The training the task needs is current on {shown(start)}.")
    words = f"Not current on {shown(start)}: {', '.join(need.course for need in gaps)}."
    breach = r.BEFORE_TRAINING if past else ""
    return r.Check("training", False, not past, words, breach, tuple(need.course_id for need in gaps))


def study_check(code: str, opened: date | None, closed: date | None, start: date) -> r.Check:
    if opened is not None and start < opened:
        words = f"{code} opens on {shown(opened)}; nobody does a task of it before."
    elif closed is not None and start > closed:
        words = f"{code} was closed on {shown(closed)}."
    else:
        return r.Check("study", True, True, f"{code} is open on {shown(start)}.")
    return r.Check("study", False, True, words)


def person_check(name: str, came: date | None, left: date | None, start: date) -> r.Check:
    if came is not None and start < came:
        words = f"{name} comes to the site on {shown(came)}."
    elif left is not None and start > left:
        words = f"{name} left on {shown(left)}."
    else:
        return r.Check("person", True, True, f"{name} is at the site on {shown(start)}.")
    return r.Check("person", False, True, words)


def period_check(new: r.NewLine, others: Sequence[tuple[date, date | None]], task: str) -> r.Check:
    """No two lines of the same person and task at a time."""
    order_of(new.start, new.end, "The line")
    for start, end in others:
        if overlaps(new.start, new.end, start, end):
            until = f"to {shown(end)}" if end else "without an end"
            return r.Check("period", False, True, f"It overlaps the line for {task} from {shown(start)} {until}.")
    return r.Check("period", True, True, "It overlaps no other line.")


def approval_check(line: r.Line, day: date, *, again: bool) -> r.Check:
    """Whether the approval comes in time. ``again``: a later investigator takes the line over."""
    if again or line.start >= day:
        return r.Check("approval", True, False, f"Approved before it begins on {shown(line.start)}.")
    words = f"Began on {shown(line.start)} without approval: it is entered as a deviation."
    return r.Check("approval", False, False, words, r.BEFORE_APPROVAL)


def breach_words(kind: str, line: r.Line | r.NewLine, person: str, task: str, detail: str) -> str:
    """The one sentence the deviation says."""
    since = f"from {shown(line.start)}, before"
    begun = {
        r.BEFORE_TRAINING: f"{person} was delegated the task “{task}” {since} the training it needs",
        r.BEFORE_APPROVAL: f"{person} did the task “{task}” {since} the investigator approved it",
        r.LAPSED: f"{person} did the task “{task}” while the training it needs had lapsed",
    }[kind]
    return f"{begun}. {detail}".strip()


def in_numbers(lines: Sequence[r.Line], on: date, *, changed: bool) -> r.LogFacts:
    """A study's lines in numbers."""
    live = [line for line in lines if line.status not in (r.ENDED, r.REFUSED)]
    in_force = [line for line in live if line.status in (r.ACTIVE, r.NOT_CURRENT)]
    return r.LogFacts(
        lines=len(lines),
        in_force=len(in_force),
        to_accept=sum(line.status == r.PROPOSED for line in live),
        to_approve=sum(line.status == r.ACCEPTED for line in live),
        to_reapprove=sum(line.former for line in live),
        not_current=sum(line.status == r.NOT_CURRENT for line in live),
        breaches=sum(bool(line.breaches) for line in lines),
        leavers=sum(line.left is not None and line.left < on for line in live),
        changed=changed,
    )
