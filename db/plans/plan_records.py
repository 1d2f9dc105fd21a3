"""A study's data management plan: versions, each with the four parts of DMP-1. Frozen; dates are calendar days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

COLLECTION, SECURITY, SHARING, RETENTION = "collection", "security", "sharing", "retention"
PARTS: Mapping[str, str] = {
    COLLECTION: "Collection procedures",
    SECURITY: "Security measures",
    SHARING: "Sharing protocols",
    RETENTION: "Retention policy",
}
"""Part -> its heading, in order."""

DRAFT, PROPOSED, APPROVED, IN_FORCE, SUPERSEDED = "draft", "to approve", "approved", "in force", "superseded"
STATUSES = (DRAFT, PROPOSED, APPROVED, IN_FORCE, SUPERSEDED)
"""APPROVED: its day has not come yet."""


@dataclass(frozen=True)
class PlanFact:
    """What a register said when the facts were drawn: ``topic`` groups, ``label`` names, ``value`` is a sentence."""

    topic: str
    label: str
    value: str


@dataclass(frozen=True)
class PlanSection:
    """``text`` as a person wrote it, ``facts`` as the registers said."""

    part: str
    text: str
    facts: tuple[PlanFact, ...] = ()


@dataclass(frozen=True)
class NewPlan:
    """``approver``: a person's id, not the author's; ``approver_name`` instead, of somebody outside who signs on paper.
    Without ``texts`` it begins with those of the version before, or with the starting text."""

    study_id: str
    author: str
    reason: str
    approver: str | None = None
    approver_name: str = ""
    not_before: date | None = None
    review_months: int = 12
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanVersion:
    """``drawn``: when the facts were frozen (stamp, local with offset), empty while they are not; ``proposed`` and
    ``approved``: the days of the two signatures; ``effective``: from this day on; ``approver``: a name, of the roster
    or outside. ``sections`` are there where one version is asked for, not in lists."""

    id: str
    study_id: str
    study: str
    number: int
    reason: str
    author_id: str
    author: str
    approver_id: str | None
    approver: str
    not_before: date | None
    review_months: int
    drawn: str
    proposed: date | None
    approved: date | None
    effective: date | None
    next_review: date | None
    entered: str
    status: str
    sections: tuple[PlanSection, ...] = ()

    @property
    def name(self) -> str:
        """“Plan of BRIGHT-2, version 3”."""
        return f"Plan of {self.study}, version {self.number}"

    def section(self, part: str) -> PlanSection:
        return next(one for one in self.sections if one.part == part)


@dataclass(frozen=True)
class Piece:
    """Of a compared text: ``kind`` SAME, NEW or GONE."""

    kind: str
    text: str


SAME, NEW, GONE = "same", "new", "gone"


@dataclass(frozen=True)
class FactChange:
    """``before`` empty: it is new; ``after`` empty: it is gone."""

    topic: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class SectionChange:
    """What became of one part between two versions; nothing of it where both are the same."""

    part: str
    text: tuple[Piece, ...]
    facts: tuple[FactChange, ...]

    @property
    def same(self) -> bool:
        return not self.facts and all(piece.kind == SAME for piece in self.text)
