"""What the register of systems and accounts keeps. Frozen; days are calendar days.

Names of fields shared with sheets and reports are those of design section 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = ("EDC", "IWRS", "eTMF", "imaging", "ePRO", "laboratory", "safety", "source", "office", "other")
OPERATORS = ("sponsor", "vendor", "site")
RISKS = ("high", "medium", "low")
REVIEW_MONTHS = {"high": 3, "medium": 6, "low": 12}
"""How often access is reviewed where a system names no interval of its own."""

AGREEMENT, VALIDATION, VERSION, PATCH = "agreement", "validation", "version", "patch"
BACKUP, RESTORE, INTERFACES, DECOMMISSIONING = "backup", "restore", "interfaces", "decommissioning"
UPKEEP_KINDS = (AGREEMENT, VALIDATION, VERSION, PATCH, BACKUP, RESTORE, INTERFACES, DECOMMISSIONING)

REQUESTED, APPROVED, REFUSED, GRANTED, CHANGED = "requested", "approved", "refused", "granted", "changed"
REMOVAL_ASKED, WITHDRAWN = "removal asked", "withdrawn"
STEP_KINDS = (REQUESTED, APPROVED, REFUSED, GRANTED, CHANGED, REMOVAL_ASKED, WITHDRAWN)
OPEN_STEPS = (GRANTED, CHANGED, REMOVAL_ASKED)
"""After one of these somebody can log in."""

OPEN = "open"
ACCOUNT_STATUS = (REQUESTED, APPROVED, OPEN, REMOVAL_ASKED, WITHDRAWN, REFUSED)


@dataclass(frozen=True)
class System:
    """``owner``: who answers for it at the site; ``review_months``: as written, None where the risk decides;
    ``end``: last day of use; ``accounts``: those open on the day asked for; ``missing``: upkeep that has no record or
    is out of date; ``reviewed``: day of the last finished review; ``review_due``: None once it is out of use."""

    id: str
    name: str
    kind: str
    operator: str
    vendor: str
    owner_id: str | None
    owner: str
    risk: str
    purpose: str
    contact: str
    review_months: int | None
    dormant_days: int
    start: date | None
    end: date | None
    entered: str
    studies: tuple[str, ...] = ()
    accounts: int = 0
    missing: tuple[str, ...] = ()
    reviewed: date | None = None
    review_due: date | None = None
    under_way: str = ""
    in_use: bool = True

    @property
    def interval(self) -> int:
        """Months between two reviews."""
        return self.review_months or REVIEW_MONTHS[self.risk]


@dataclass(frozen=True)
class NewSystem:
    """``studies``: ids; empty for a system of the whole site."""

    name: str
    kind: str = "EDC"
    operator: str = "vendor"
    vendor: str = ""
    owner_id: str | None = None
    risk: str = "medium"
    purpose: str = ""
    contact: str = ""
    review_months: int | None = None
    dormant_days: int = 90
    start: date | None = None
    end: date | None = None
    studies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Upkeep:
    """One fact of a system's validation and upkeep, true from ``happened`` on. ``until``: the agreement's end, the day
    the next test is due. ``late``: entered long after (AUD-6); ``voided``: struck through."""

    id: str
    system_id: str
    kind: str
    happened: date
    until: date | None
    value: str
    evidence: str | None
    entered: str
    late: bool
    late_reason: str
    voided: bool


@dataclass(frozen=True)
class NewUpkeep:
    kind: str
    happened: date
    value: str
    until: date | None = None
    late_reason: str = ""


@dataclass(frozen=True)
class UpkeepState:
    """How one kind of fact stands: ``state`` current, due soon, overdue, missing or not required; ``latest`` may be
    None; ``why`` in words."""

    kind: str
    state: str
    latest: Upkeep | None
    why: str


@dataclass(frozen=True)
class RoleConflict:
    """Two roles of a system that one person should not hold together."""

    id: str
    system_id: str
    role: str
    other: str
    why: str


@dataclass(frozen=True)
class SystemFile:
    """A system with its upkeep (all facts, newest first, and how each kind stands) and its role conflicts."""

    system: System
    upkeep: tuple[Upkeep, ...]
    states: tuple[UpkeepState, ...]
    conflicts: tuple[RoleConflict, ...]


@dataclass(frozen=True)
class Account:
    """``account`` is the name it logs in with, empty until granted. ``status``: one of ACCOUNT_STATUS, on the day asked
    for. ``granted``, ``withdrawn``: days, None where not. ``left``: the person's last day where it has passed and the
    account is still open. ``conflict``: roles held together that should not be, in words."""

    id: str
    person_id: str
    person: str
    system_id: str
    system: str
    account: str
    role: str
    status: str
    since: date
    requested: date | None
    granted: date | None
    withdrawn: date | None
    found: bool
    left: date | None = None
    conflict: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody can log in with it."""
        return self.status in (OPEN, REMOVAL_ASKED)


@dataclass(frozen=True)
class Step:
    """A dated step of an account: ``by`` did it, ``entered_by`` told the program (at ``entered``, with offset)."""

    id: str
    account_id: str
    number: int
    kind: str
    happened: date
    role: str
    by: str
    by_person: str | None
    evidence: str | None
    note: str
    entered: str
    entered_by: str
    late: bool
    late_reason: str
    voided: bool


@dataclass(frozen=True)
class NewStep:
    """``by``: who did it, as told; ``by_person``: their id where they are on the roster. ``role``: empty keeps it;
    ``account``: the log-in name, needed when it is granted."""

    kind: str
    happened: date
    by: str = ""
    by_person: str | None = None
    role: str = ""
    account: str = ""
    note: str = ""
    late_reason: str = ""


@dataclass(frozen=True)
class NewAccount:
    """An account as a sheet tells it, or as it was found: no request is on record. ``withdrawn`` where it is closed."""

    person_id: str
    system_id: str
    account: str
    role: str = ""
    granted: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True)
class AccountFile:
    """An account with its steps, oldest first."""

    account: Account
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Left:
    """What one leaver's action did and what it leaves to do: the accounts still open; ``unlocks``: log-in names with
    which they can still unlock this program."""

    person_id: str
    person: str
    end: date
    open_accounts: tuple[Account, ...]
    unlocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class AccessFacts:
    """The page's one sentence of state, and the rail's count."""

    systems: int
    open_accounts: int
    leavers: int
    waiting: int
    conflicts: int
    reviews_overdue: int
    reviews_under_way: int
    followups: int
    upkeep_missing: int
