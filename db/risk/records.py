"""Risks (RSK-1): what could happen to what, how likely and how bad, what is done about it. Frozen; days are days of
the site's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

ASSET_KINDS = ("data", "paper", "device", "system", "room", "people", "product")
ORIGINS = ("outsider", "insider", "mistake", "technical", "nature")
ASSET, THREAT, VULNERABILITY = "asset", "threat", "vulnerability"
ELEMENTS = (ASSET, THREAT, VULNERABILITY)
REDUCE, AVOID, SHARE, ACCEPT = "reduce", "avoid", "share", "accept"
TREATMENTS = (REDUCE, AVOID, SHARE, ACCEPT)

PROPOSED, IN_FORCE, EXPIRED, WITHDRAWN = "to sign", "in force", "expired", "withdrawn"

UNTREATED, TREATING, LATE, ACCEPTED, LAPSED, TREATED, CLOSED = (
    "not treated", "in treatment", "treatment overdue", "accepted", "acceptance expired", "treated", "closed",
)  # fmt: skip
STATUSES = (UNTREATED, TREATING, LATE, ACCEPTED, LAPSED, TREATED, CLOSED)
AHEAD = timedelta(days=30)
"""What falls due within it waits for somebody already."""
REVIEWS = REVIEW_LATE, REVIEW_SOON = "review overdue", "review due soon"


@dataclass(frozen=True)
class Position:
    """A place on the matrix: both 1-5, 5 the worst."""

    likelihood: int
    impact: int

    @property
    def written(self) -> str:
        """As a filter names it: likelihood/impact."""
        return f"{self.likelihood}/{self.impact}"

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


@dataclass(frozen=True)
class Step:
    """One step of a scale in the site's words."""

    axis: str
    step: int
    word: str
    meaning: str


@dataclass(frozen=True)
class Scales:
    """``likelihood`` and ``impact``: five steps each; ``level``: four, from the least; ``bounds``: the highest score
    of each level."""

    likelihood: tuple[Step, ...]
    impact: tuple[Step, ...]
    level: tuple[Step, ...]
    bounds: tuple[int, ...] = (4, 9, 14, 25)

    def level_of(self, place: Position) -> int:
        """1 to 4."""
        return self.level_at(place.score)

    def level_at(self, score: int) -> int:
        """1 to 4."""
        return next(number for number, bound in enumerate(self.bounds, 1) if score <= bound)

    def word(self, place: Position) -> str:
        return self.level[self.level_of(place) - 1].word


@dataclass(frozen=True)
class NewElement:
    """``element``: of ELEMENTS; ``type``: of an asset its kind, of a threat its origin. Place, owner (an id) and note
    belong to assets alone."""

    element: str
    name: str
    type: str = ""
    place: str = ""
    owner: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Element:
    """What is at stake, from what, or through which weakness. ``risks``: how many open risks name it, ``score``: the
    highest of them today, 0 without any; ``ended``: out of use since."""

    id: str
    element: str
    name: str
    type: str
    place: str
    owner_id: str | None
    owner: str
    note: str
    ended: date | None
    risks: int
    score: int


@dataclass(frozen=True)
class NewRisk:
    """What a risk is entered with. ``asset``, ``threat``, ``vulnerability``: names, added where they are new;
    ``study``, ``owner``: ids; ``inherent``: without any measure, ``current``: today, ``residual``: once the treatment
    is done."""

    title: str
    inherent: Position
    current: Position
    residual: Position
    identified: date
    scenario: str = ""
    consequence: str = ""
    asset: str = ""
    asset_kind: str = "data"
    threat: str = ""
    threat_origin: str = "outsider"
    vulnerability: str = ""
    study: str | None = None
    owner: str | None = None
    controls: str = ""
    treatment: str = ""
    review_months: int = 12
    library: str = ""
    late_reason: str = ""


@dataclass(frozen=True)
class Risk:
    """One risk as on the day asked for. ``status``: one of STATUSES; ``accepted_until``: the end of the newest signed
    acceptance, in force or expired; ``open_actions``, ``next_due``: of the treatment."""

    id: str
    number: str
    title: str
    scenario: str
    consequence: str
    asset: str
    threat: str
    vulnerability: str
    study_id: str | None
    study: str
    owner_id: str | None
    owner: str
    identified: date
    controls: str
    inherent: Position
    current: Position
    residual: Position
    treatment: str
    review_months: int
    next_review: date
    review_late: bool
    library: str
    closed: date | None
    closing: str
    status: str
    accepted_until: date | None
    open_actions: int
    next_due: date | None
    late: bool
    late_reason: str
    entered: str


@dataclass(frozen=True)
class NewAction:
    what: str
    owner: str
    due: date


@dataclass(frozen=True)
class Action:
    """``first_due`` stays when ``due`` is extended; ``state``: "open", "overdue", "done" or "dropped"."""

    id: str
    risk: str
    what: str
    owner_id: str
    owner: str
    first_due: date
    due: date
    done: date | None
    note: str
    evidence: str | None
    state: str


@dataclass(frozen=True)
class NewAcceptance:
    """``approver``: a person's id, not the owner's; ``ends``: the last day on which it holds."""

    approver: str
    reason: str
    accepted: date
    ends: date | None


@dataclass(frozen=True)
class Acceptance:
    """``place``: where the risk stood when it was accepted; ``state``: PROPOSED, IN_FORCE, EXPIRED or WITHDRAWN."""

    id: str
    risk: str
    approver_id: str
    approver: str
    reason: str
    accepted: date
    ends: date
    place: Position
    state: str


@dataclass(frozen=True)
class Review:
    reviewed: date
    reviewer: str
    outcome: str


@dataclass(frozen=True)
class RiskFile:
    """A risk with its treatment, acceptances, reviews (newest first) and the CAPA it led to (ids)."""

    risk: Risk
    actions: tuple[Action, ...]
    acceptances: tuple[Acceptance, ...]
    reviews: tuple[Review, ...]
    capa: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """One risk on the matrix."""

    id: str
    number: str
    title: str
    inherent: Position
    current: Position
    residual: Position
    status: str


@dataclass(frozen=True)
class Cell:
    """What stands in one cell of the matrix: how many, and of the first NAMED of them number and title."""

    count: int
    named: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LibraryRisk:
    """A scenario of the starting library; ``taken``: the number of the risk it became here, or empty."""

    key: str
    risk: NewRisk
    suggestions: tuple[str, ...]
    taken: str = ""
