"""What a scheduled review of the trail keeps (AUD-4). Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.store.trail import Entry

IN_ORDER, FINDING, UNSEEN = "in order", "finding", ""
MARKS = (IN_ORDER, FINDING)
RISKS = ("high", "medium", "low")


@dataclass(frozen=True)
class TrailFilter:
    """What to look at, and how much of it. ``look``: see db.oversight.looking; ``share``: percent of what is found,
    at least ``least`` entries."""

    id: str
    name: str
    risk: str
    why: str
    look: Mapping[str, object]
    share: int
    least: int
    retired: date | None = None


@dataclass(frozen=True)
class Drawn:
    """What one filter found in the stretch under review, and how many entries of it were drawn, with how many
    findings among them."""

    filter_id: str
    name: str
    risk: str
    why: str
    share: int
    found: int
    drawn: int
    findings: int


@dataclass(frozen=True)
class TrailReview:
    """A review of the entries ``first`` to ``last``, entered from ``since`` to ``until``. ``seed`` and the numbers of
    the entries give the sample again: those whose SHA-256(seed | number) is lowest. ``chain``: what verifying said."""

    id: str
    number: int
    first: int
    last: int
    since: date
    until: date
    seed: str
    chain: str
    user: str
    name: str
    conclusion: str
    signed: date | None
    drawn: tuple[Drawn, ...]
    entries: int
    marked: int
    findings: int
    own: int

    @property
    def title(self) -> str:
        return f"Trail review {self.number}"


@dataclass(frozen=True)
class Looked:
    """One entry of the sample with its mark. ``own``: made by who reviews."""

    id: str
    seq: int
    filter: str
    risk: str
    mark: str
    finding: str
    capa: str | None
    own: bool
    entry: Entry


@dataclass(frozen=True)
class TrailSchedule:
    """How often the trail is reviewed; ``due``: by when the next one is signed."""

    months: int
    last: date | None
    due: date
    state: str
    open_review: str | None
