"""Rules of plans, sharing and documents, as pure functions of records and dates."""

from __future__ import annotations

from datetime import date

from db.plans import document_records as d
from db.plans import plan_records as p
from db.plans import sharing_records as s

FACTS_GOOD_FOR_DAYS = 30
"""Whoever approves a plan approves the registers as they are, not as they were a season ago."""


def takes_effect(approved: date, not_before: date | None) -> date:
    """The day of the approval, or the later one that was asked for."""
    return max(approved, not_before or approved)


def plan_status(
    proposed: date | None, approved: date | None, effective: date | None, followed: bool, on: date
) -> str:  # fmt: skip
    """``followed``: whether a later version is in effect on the day."""
    if approved is None or effective is None or approved > on:
        return p.PROPOSED if proposed is not None and proposed <= on else p.DRAFT
    if effective > on:
        return p.APPROVED
    return p.SUPERSEDED if followed else p.IN_FORCE


def needs_agreement(data: str, capacity: str) -> bool:
    """Personal data that go to anybody but an authority (GDPR Art. 26(1), 28(3))."""
    return data != s.ANONYMOUS and capacity != "authority"


def sharing_status(one: s.NewSharing, ended: date | None, voided: bool, on: date) -> str:
    """What is wrong shows before what is in hand. The last day of an agreement or a period still counts."""
    if voided:
        return s.VOIDED
    if ended is not None and ended <= on:
        return s.ENDED
    if one.start > on:
        return s.PLANNED
    covered = one.agreement_signed is not None and one.agreement_signed <= on <= (one.agreement_until or on)
    if needs_agreement(one.data, one.capacity) and not covered:
        return s.UNCOVERED
    if one.until is not None and one.until < on:
        return s.OVERRUN
    return s.ACTIVE


def change_status(change: d.Change, on: date) -> str:
    """Of a change of a document."""
    if change.abandoned is not None:
        return d.ABANDONED
    if change.approved is not None:
        return d.COMING if change.effective is None or change.effective > on else d.DONE
    if change.proposed is None:
        return d.DRAFT
    if change.reviewer_id is not None and change.reviewed is None:
        return d.TO_REVIEW
    return d.TO_APPROVE
