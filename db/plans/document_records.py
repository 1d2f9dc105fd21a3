"""Documents under change control (DMP-3; 21 CFR 11.10(k)). Courses and versions are the training register's own; here
stands what is more: how a version came to be, who has it, who looked at it again. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TYPES = ("SOP", "policy", "work instruction", "manual", "form", "protocol", "consent", "safety")
HOW = ("program", "e-mail", "paper")

DRAFT, TO_REVIEW, TO_APPROVE, COMING, DONE, ABANDONED = (
    "draft", "to review", "to approve", "approved", "in effect", "abandoned",
)  # fmt: skip
"""Of a change. COMING: its day has not come yet."""
UNDER_WAY = (DRAFT, TO_REVIEW, TO_APPROVE)

UNCONTROLLED, NONE_YET, CURRENT, REVIEW_DUE, CHANGING, WITHDRAWN = (
    "not controlled", "no version yet", "in force", "review due", "being changed", "withdrawn",
)  # fmt: skip
STATUSES = (REVIEW_DUE, CHANGING, NONE_YET, CURRENT, UNCONTROLLED, WITHDRAWN)
"""Of a document. NONE_YET: no version is in effect here."""


@dataclass(frozen=True)
class Document:
    """``id`` is the course's. ``version``, ``effective``: in force on the day, empty and None where there is none;
    ``copies`` of that version are with people and holders, ``open_copies`` not acknowledged; ``change``: the number
    of a change under way."""

    id: str
    code: str
    title: str
    type: str
    study_id: str | None
    study: str
    controlled: date | None
    owner_id: str | None
    owner: str
    review_months: int | None
    version_id: str | None
    version: str
    effective: date | None
    next_review: date | None
    copies: int
    open_copies: int
    change: str
    status: str


@dataclass(frozen=True)
class NewChange:
    """``label``: of the new version; ``summary``: what changed; ``reopens``: whether those trained before train again;
    ``reviewer`` and ``approver``: people's ids, none of them the author's; ``approver_name`` of somebody outside."""

    document_id: str
    label: str
    summary: str
    reason: str
    author: str
    reviewer: str | None = None
    approver: str | None = None
    approver_name: str = ""
    not_before: date | None = None
    reopens: bool = True


@dataclass(frozen=True)
class Change:
    """``id`` is the version's; ``round``: since when it is worked on this time (signatures before count no more)."""

    id: str
    number: str
    document_id: str
    code: str
    title: str
    type: str
    study: str
    label: str
    summary: str
    reopens: bool
    file: str | None
    effective: date | None
    reason: str
    author_id: str
    author: str
    reviewer_id: str | None
    reviewer: str
    approver_id: str | None
    approver: str
    not_before: date | None
    proposed: date | None
    reviewed: date | None
    approved: date | None
    abandoned: date | None
    round: str
    entered: str
    status: str = ""


@dataclass(frozen=True)
class Copy:
    """``name``: of the person or the holder; ``acknowledged``: by their signature, or by the training record of this
    version where ``by_training``; ``returned``: a superseded copy came back."""

    id: str
    version_id: str
    code: str
    title: str
    label: str
    effective: date | None
    person_id: str | None
    name: str
    how: str
    sent: date
    by_training: bool
    acknowledged: date | None
    returned: date | None
    note: str


@dataclass(frozen=True)
class VersionLine:
    """A version as the training register has it, with its change, if it came by one."""

    id: str
    label: str
    approved: date | None
    effective: date | None
    reopens: bool
    summary: str
    file: str | None
    trained: int
    change: Change | None
