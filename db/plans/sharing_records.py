"""What leaves the site to whom, on which ground (DMP-2; GDPR Art. 26, 28, 30 and chapter V). Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

IDENTIFIED, CODED, ANONYMOUS = "identified", "coded", "anonymous"
DATA = (IDENTIFIED, CODED, ANONYMOUS)
CAPACITIES = ("controller", "joint controller", "processor", "authority", "other")
"""As what the recipient receives: GDPR Art. 4(7) to (10)."""
TRANSFERS = (
    "none", "adequacy decision", "standard contractual clauses", "binding corporate rules", "explicit consent", "other",
)  # fmt: skip
"""On what data go to another country (GDPR chapter V); “none”: they stay under the same law."""
LEGAL_BASES = (
    "Consent (GDPR Art. 6(1)(a), 9(2)(a))", "Legal obligation (GDPR Art. 6(1)(c), 9(2)(i))",
    "Public interest (GDPR Art. 6(1)(e), 9(2)(j))", "Legitimate interests (GDPR Art. 6(1)(f), 9(2)(j))",
    "Authorization (HIPAA 45 CFR 164.508)", "Limited data set (HIPAA 45 CFR 164.514(e))",
    "De-identified (HIPAA 45 CFR 164.514(b))", "No personal data",
)  # fmt: skip
"""Offered to choose from; another may be written."""

PLANNED, ACTIVE, UNCOVERED, OVERRUN = "planned", "in force", "not covered", "past its period"
ENDED, VOIDED = "ended", "struck through"
STATUSES = (UNCOVERED, OVERRUN, ACTIVE, PLANNED, ENDED, VOIDED)
RUNNING = (ACTIVE, UNCOVERED, OVERRUN)
OPEN = (PLANNED, *RUNNING)
"""UNCOVERED: personal data go out without an agreement that is in force; OVERRUN: after the last day of its period."""


@dataclass(frozen=True)
class NewSharing:
    """``study_id`` None: of the whole site; ``country``: two letters (ISO 3166); ``until``: the planned last day."""

    what: str
    data: str
    recipient: str
    capacity: str
    legal_basis: str
    country: str
    start: date
    transfer: str = "none"
    study_id: str | None = None
    purpose: str = ""
    contact: str = ""
    agreement: str = ""
    agreement_signed: date | None = None
    agreement_until: date | None = None
    safeguards: str = ""
    until: date | None = None
    owner_id: str | None = None
    review_months: int = 12
    late_reason: str = ""


@dataclass(frozen=True)
class Sharing:
    """``ended``: the last day data went out, with ``end_reason``; ``late``: entered long after it began (AUD-6)."""

    id: str
    number: str
    study_id: str | None
    study: str
    what: str
    data: str
    purpose: str
    recipient: str
    capacity: str
    contact: str
    legal_basis: str
    agreement: str
    agreement_signed: date | None
    agreement_until: date | None
    evidence: str | None
    safeguards: str
    country: str
    transfer: str
    start: date
    until: date | None
    ended: date | None
    end_reason: str
    owner_id: str | None
    owner: str
    review_months: int
    next_review: date
    voided: bool
    late: bool
    late_reason: str
    entered: str
    status: str


@dataclass(frozen=True)
class Review:
    reviewed: date
    reviewer: str
    outcome: str
