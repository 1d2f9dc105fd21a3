"""Tests and drills (RSK-4): penetration tests, scans, audits, phishing and recovery drills, and what they found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

PHISHING = "phishing drill"
KINDS = ("penetration test", "vulnerability scan", "audit", PHISHING, "recovery drill")
PLANNED, OVERDUE, FINDINGS, DONE, VOIDED = "planned", "overdue", "findings open", "done", "struck through"
STATUSES = (PLANNED, OVERDUE, FINDINGS, DONE, VOIDED)
DUE_SOON = "due soon"
DUES = (OVERDUE, DUE_SOON)
"""How the day stands on which one is to be carried out, or repeated."""
AHEAD = timedelta(days=30)


def due_between(standing: str, today: date) -> tuple[str, str]:
    """From which day to which, ISO, what stands so (of DUES) is due."""
    if standing == OVERDUE:
        return date.min.isoformat(), (today - timedelta(days=1)).isoformat()
    return today.isoformat(), (today + AHEAD).isoformat()


@dataclass(frozen=True)
class NewExercise:
    """``planned`` or ``performed`` must be there; of a phishing drill: how many got the message, fell for it, reported
    it; ``next_due``: when it is repeated."""

    kind: str
    title: str
    scope: str = ""
    carried_out_by: str = ""
    planned: date | None = None
    performed: date | None = None
    result: str = ""
    reached: int | None = None
    clicked: int | None = None
    reported: int | None = None
    next_due: date | None = None
    late_reason: str = ""


@dataclass(frozen=True)
class Exercise:
    """One test or drill. ``findings``: how many, ``open_findings``: how many of them are not resolved."""

    id: str
    number: str
    kind: str
    title: str
    scope: str
    carried_out_by: str
    planned: date | None
    performed: date | None
    result: str
    reached: int | None
    clicked: int | None
    reported: int | None
    report: str | None
    next_due: date | None
    findings: int
    open_findings: int
    status: str
    late: bool
    late_reason: str
    entered: str

    @property
    def day(self) -> date | None:
        return self.performed or self.planned


@dataclass(frozen=True)
class NewFinding:
    """``severity`` 1-5, 5 the gravest; ``due``: by when it is to be resolved."""

    what: str
    severity: int
    due: date | None = None


def due_on(one: Exercise, today: date) -> str:
    """How its day stands, of DUES; empty where nothing has to be done yet."""
    day = (one.planned if one.performed is None else one.next_due) if one.status != VOIDED else None
    if day is None or day > today + AHEAD:
        return ""
    return OVERDUE if day < today else DUE_SOON


@dataclass(frozen=True)
class Finding:
    """``risk``: id and number of the risk it feeds; ``capa``: id of the CAPA it opened."""

    id: str
    exercise: str
    what: str
    severity: int
    due: date | None
    risk_id: str | None
    risk: str
    capa: str | None
    resolved: date | None
    resolution: str
