"""When something of oversight is due. Pure functions of records and days."""

from __future__ import annotations

from datetime import date, timedelta

from db.days import add_months
from db.waiting import MISSING, OVERDUE, PLANNED, SOON

CURRENT, CLOSED = "current", "closed"
SOON_DAYS = 30
PASSPHRASE_MONTHS = 12
"""A new passphrase is proposed a year after the last; nothing locks when the day passes (11.300(b): checked and
revised, no forced change by calendar)."""
REVIEW_MONTHS = 3
"""How often an investigator reviews a study where nothing else is set."""
FIRST_WEEK = timedelta(days=7)
DISCLOSURE_MONTHS = 12
"""During the study a financial disclosure is confirmed once a year (21 CFR 54.4(b) asks for prompt updates)."""
INVESTIGATORS = ("principal investigator", "sub-investigator", "co-investigator", "subinvestigator")
"""Roles whose holders are investigators in the sense of 21 CFR 54.2(d) and 312.53(c)(1)(viii)."""


def state_of(due: date | None, today: date, *, done: bool = True) -> str:
    """``done``: whether there ever was one; without it a due day that has passed is missing, not overdue."""
    if due is None:
        return CURRENT
    if due < today:
        return OVERDUE if done else MISSING
    if (due - today).days <= SOON_DAYS:
        return SOON if done else MISSING
    return CURRENT if done else PLANNED


def next_review(start: date, months: int, last: date | None, end: date | None) -> date | None:
    """The day until which the next oversight review is signed; None once the study was reviewed after its end."""
    due = add_months(last or start, months)
    if end is not None and last is not None and last >= end:
        return None
    return due if end is None else min(due, max(add_months(end, 1), start))


def is_investigator(role: str) -> bool:
    return role.casefold().strip() in INVESTIGATORS


def disclosure_due(start: date, end: date | None, signed: tuple[date, ...]) -> tuple[date | None, str]:
    """When the next financial disclosure is due and why; None when nothing more is (21 CFR 54.4(b), 312.64(d)).

    ``start``: the first day as investigator; ``end``: completion of the study; ``signed``: disclosures on file. One
    before beginning, a confirmation each year and at completion, and a last one a year after completion.
    """
    if not signed:
        return start, "Before taking part: none is on file."
    last = max(signed)
    if end is None:
        return add_months(last, DISCLOSURE_MONTHS), "Confirmed once a year while the study goes on."
    final = add_months(end, 12)
    if last >= final - timedelta(days=SOON_DAYS):
        return None, "Kept up until one year after completion."
    if last < end:
        return add_months(end, 1), "To be confirmed at completion of the study."
    return final, "To be confirmed one year after completion."


def cv_due(start: date, last: date | None, months: int) -> tuple[date, str]:
    """When a newly signed CV is due."""
    if last is None:
        return start, "No signed and dated CV is on file for this study."
    return add_months(last, months), f"A signed CV is renewed after {months} months."
