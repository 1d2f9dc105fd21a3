"""What a review of access keeps (ROS-5). Frozen; days are calendar days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

LIST, MATCH, DECIDE, SIGN, FOLLOW, CLOSED, ABANDONED = (
    "list", "match", "decide", "sign", "follow", "closed", "abandoned",
)  # fmt: skip
STEPS = (LIST, MATCH, DECIDE, SIGN, FOLLOW, CLOSED)
UNDER_WAY = (LIST, MATCH, DECIDE, SIGN)

KEEP, CHANGE, REMOVE, UNKNOWN = "keep", "change", "remove", "unknown"
VERDICTS = (KEEP, CHANGE, REMOVE, UNKNOWN)

NOT_MATCHED, PERSON, NOBODY = "open", "person", "nobody"

BY_ACCOUNT, BY_EMAIL, BY_NAME, ALIKE = "account", "e-mail", "name", "alike"
EXACT = (BY_ACCOUNT, BY_EMAIL, BY_NAME)

ORPHAN, LEAVER, UNREGISTERED, DORMANT = "orphan", "leaver", "unregistered", "dormant"
CONFLICT, REPEATED, UNLISTED, ROLE_DIFFERS = "conflict", "repeated", "unlisted", "role"
FINDINGS = (ORPHAN, LEAVER, CONFLICT, DORMANT, UNREGISTERED, ROLE_DIFFERS, REPEATED, UNLISTED)

CLARIFY = "clarify"
FOLLOWUP_KINDS = (REMOVE, CHANGE, CLARIFY)


@dataclass(frozen=True)
class ListRow:
    """One row of a system's own account list. ``place``: its row in the spreadsheet; ``active`` False where the system
    itself says the account is locked or disabled."""

    place: int
    account: str
    name: str = ""
    email: str = ""
    role: str = ""
    last_login: date | None = None
    active: bool = True


@dataclass(frozen=True)
class AccountList:
    """A list as it was read. ``taken``: the day the system made it; ``read_as``: kind, encoding, separator in words;
    ``columns``: heading -> field, remembered for the next time; ``data``: the file itself, kept as evidence."""

    name: str
    sha256: str
    taken: date
    rows: tuple[ListRow, ...]
    read_as: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class ListForm:
    """How a system's list was read the last time."""

    columns: Mapping[str, str]
    dates: str = ""


@dataclass(frozen=True)
class Someone:
    """A person of the roster to match against; ``end``: last day."""

    id: str
    family_name: str
    given_name: str
    other_names: str
    email: str
    end: date | None = None


@dataclass(frozen=True)
class Held:
    """An account of the register to match against: open, or closed before."""

    id: str
    person_id: str
    account: str
    role: str
    is_open: bool


@dataclass(frozen=True)
class Suggestion:
    """Who a row may be; never applied unseen. ``how``: BY_ACCOUNT, BY_EMAIL, BY_NAME (exact), ALIKE, or empty for
    nobody. ``likeness``: 0 to 100; ``account``: the register's, where one fits."""

    person_id: str | None
    how: str
    likeness: int
    account_id: str | None = None


@dataclass(frozen=True)
class Review:
    """``number``: AR-2026-3; ``rows``, ``matched``, ``decided``, ``findings``: counts; ``open_followups``: not yet
    verified; ``deciders``: names of those who gave a verdict; ``signers``: names of those who signed."""

    id: str
    number: str
    system_id: str
    system: str
    kind: str
    why: str
    period_start: date | None
    period_end: date
    step: str
    list_name: str
    list_sha256: str
    list_read: str
    list_taken: date | None
    list_file: str | None
    dormant_days: int
    started: date
    signed: date | None
    closed: date | None
    by: str
    rows: int = 0
    matched: int = 0
    decided: int = 0
    with_findings: int = 0
    removals: int = 0
    followups: int = 0
    open_followups: int = 0
    deciders: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewRow:
    """A row of the list, or an account of the register that the list does not have (``place`` None)."""

    id: str
    review_id: str
    place: int | None
    account: str
    name: str
    email: str
    role: str
    last_login: date | None
    active: bool
    suggested_id: str | None
    suggested: str
    likeness: int
    how: str
    match: str
    person_id: str | None
    person: str
    account_id: str | None
    findings: tuple[str, ...]
    verdict: str
    new_role: str
    reason: str
    decided_by: str
    decided: str
    own: bool = False
    person_end: date | None = None


@dataclass(frozen=True)
class Verdict:
    """``new_role`` for a change; ``reason`` is needed for all but a keep without findings."""

    verdict: str
    reason: str = ""
    new_role: str = ""


@dataclass(frozen=True)
class Followup:
    """What a verdict asks for. ``kind``: remove, change or clarify; ``done_by``: who carried it out, as told;
    ``entered_by``: who wrote that down; ``verified_by``: another user."""

    id: str
    review_id: str
    review: str
    system: str
    row_id: str
    account: str
    person: str
    kind: str
    new_role: str
    reason: str
    due: date
    done: date | None
    done_by: str
    entered_by: str
    outcome: str
    evidence: str | None
    verified: date | None
    verified_by: str
    verified_how: str

    @property
    def state(self) -> str:
        """open, done or verified."""
        return "verified" if self.verified else "done" if self.done else "open"


@dataclass(frozen=True)
class NewReview:
    """``kind``: periodic, or after an event, then with ``why``."""

    system_id: str
    kind: str = "periodic"
    why: str = ""
    period_end: date | None = None


@dataclass(frozen=True)
class ReviewFile:
    """A review whole: for its content as signed, and for the report."""

    review: Review
    rows: tuple[ReviewRow, ...]
    followups: tuple[Followup, ...]
