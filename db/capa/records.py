"""What a CAPA is made of. Frozen: they cross to the desktop as they are. Days are days of the site's calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from db.capa.machine import CLOSED, CORRECTED, MAJOR, OPEN_STEPS, VOIDED
from db.charts import Chart
from db.evidence.records import Evidence
from db.origin import OWN

KINDS = ("corrective", "preventive", "corrective and preventive")
PRIORITIES = ("minor", "major", "critical")
WHOM = ("principal investigator", "sponsor", "IRB", "authority", "participants")
CATEGORIES = ("people", "method", "equipment", "material", "measurement", "environment")
IMMEDIATE, CORRECTIVE, PREVENTIVE = "immediate", "corrective", "preventive"
ACTION_KINDS = (IMMEDIATE, CORRECTIVE, PREVENTIVE)
POSSIBLE, CONTRIBUTING, ROOT, RULED_OUT, STRUCK = "possible", "contributing", "root cause", "ruled out", "struck"
STANDINGS = (POSSIBLE, CONTRIBUTING, ROOT, RULED_OUT, STRUCK)
ON_TIME, DUE_SOON, OVERDUE, UNDATED = "on time", "due soon", "overdue", "no due day"
ALIVE = (OVERDUE, DUE_SOON, ON_TIME, UNDATED)
STATUSES = (*ALIVE, CLOSED, CORRECTED, VOIDED)
SOON_DAYS = 14


@dataclass(frozen=True)
class NewCapa:
    """What is entered first. ``identified``: the day on which the issue was found."""

    title: str
    identified: date
    source: str = OWN
    kind: str = "corrective"
    priority: str = MAJOR
    description: str = ""
    containment: str = ""
    contained: date | None = None
    adverse: str = ""
    owner: str | None = None
    initiator: str = ""
    target: date | None = None
    study: str | None = None
    late_reason: str = ""


@dataclass(frozen=True)
class OldCapa:
    """One out of a former sheet. ``status``: the sheet's own word, kept and shown; ``step``: what it was told to mean
    here, one of machine.ENDED or the first step."""

    number: str
    status: str
    step: str
    closed: date | None
    new: NewCapa
    root_cause: str = ""
    conclusion: str = ""


@dataclass(frozen=True)
class Capa:
    """As lists show it. ``step``: of machine.STEPS; ``status``: of STATUSES; ``due``: the next day something of it is
    due, None once it ended; ``age``: days from its identification to today or its closing; ``late``: entered late."""

    id: str
    number: str
    title: str
    source: str
    kind: str
    priority: str
    step: str
    step_day: date
    round: int
    identified: date
    owner_id: str | None
    owner: str
    study_id: str | None
    study: str
    due: date | None
    status: str
    actions: int
    open_actions: int
    age: int
    closed: date | None
    late: bool
    late_reason: str
    old_status: str
    entered: str

    @property
    def open(self) -> bool:
        return self.status not in (CLOSED, CORRECTED, VOIDED)


@dataclass(frozen=True)
class Notice:
    """Whether a party must be told, and when it was; ``note``: how, or why not; ``late``: entered so long after it
    that it is marked (AUD-6)."""

    id: str
    whom: str
    needed: bool
    told: date | None
    note: str
    late: bool = False

    @property
    def waits(self) -> bool:
        return self.needed and self.told is None


@dataclass(frozen=True)
class Member:
    """Somebody of the team; ``at_site`` False once they left the site, ``left``: the day they left the team."""

    id: str
    person: str
    name: str
    part: str
    left: date | None
    at_site: bool


@dataclass(frozen=True)
class Happening:
    """A line of the time line; ``late``: entered so long after it that it is marked (AUD-6)."""

    id: str
    at: datetime
    what: str
    struck: bool
    entered: str
    late: bool = False


@dataclass(frozen=True)
class Cause:
    """A node of the tree. ``parent``: the cause it explains, None where it answers the first why; ``level``: which why
    it answers, from 1."""

    id: str
    parent: str | None
    category: str
    words: str
    standing: str
    level: int


@dataclass(frozen=True)
class NewAction:
    kind: str
    what: str
    owner: str
    due: date


@dataclass(frozen=True)
class Extension:
    before: date
    after: date
    reason: str
    entered: str


@dataclass(frozen=True)
class Action:
    """``first_due`` stays when ``due`` is extended. ``state``: done, dropped, overdue, due soon, on time."""

    id: str
    kind: str
    what: str
    owner_id: str
    owner: str
    owner_left: bool
    round: int
    first_due: date
    due: date
    done: date | None
    proof: str
    dropped: bool
    state: str
    files: tuple[Evidence, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def open(self) -> bool:
        return self.done is None and not self.dropped


@dataclass(frozen=True)
class Check:
    """An effectiveness check, one for each round."""

    round: int
    due: date
    checked: date
    verdict: str
    found: str
    checker: str


@dataclass(frozen=True)
class Stage:
    """One station of its way: since ``day`` in ``step``; ``by``: who moved it there."""

    step: str
    round: int
    day: date
    by: str
    reason: str
    entered: str


@dataclass(frozen=True)
class Requirement:
    """One line of the checklist."""

    key: str
    words: str
    met: bool


@dataclass(frozen=True)
class Way:
    """What can be done next. ``act``: of machine; ``after``: where it leads; ``needs``: the checklist; ``signed``: the
    meaning of the signature it takes, or empty; ``ready``: nothing but that signature is missing."""

    act: str
    after: str
    needs: tuple[Requirement, ...]
    signed: str
    reason: bool
    ready: bool


@dataclass(frozen=True)
class Signed:
    """Who signed. ``covers``: whether it still covers what is written; ``paper``: on paper."""

    id: str
    round: int
    meaning: str
    name: str
    day: date
    paper: bool
    covers: bool


@dataclass(frozen=True)
class OriginLink:
    """Where it came from; ``place``: the page that shows it, empty where there is none; ``there``: it can be seen."""

    table: str
    record: str
    number: str
    place: str


@dataclass(frozen=True)
class CapaFile:
    """One CAPA, whole."""

    capa: Capa
    origin: OriginLink | None
    initiator: str
    first_target: date | None
    target: date | None
    description: str
    containment: str
    contained: date | None
    adverse: str
    method: str
    root_cause: str
    root_cause_day: date | None
    criteria: str
    check_how: str
    check_after: int | None
    check_due: date | None
    justification: str
    conclusion: str
    notices: tuple[Notice, ...] = ()
    team: tuple[Member, ...] = ()
    events: tuple[Happening, ...] = ()
    causes: tuple[Cause, ...] = ()
    actions: tuple[Action, ...] = ()
    checks: tuple[Check, ...] = ()
    files: tuple[Evidence, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stages: tuple[Stage, ...] = ()
    signatures: tuple[Signed, ...] = ()
    ways: tuple[Way, ...] = field(default=())


@dataclass(frozen=True)
class Standing:
    """``steps``: how many are at each; ``overdue``: open ones of which anything is."""

    steps: Mapping[str, int]
    overdue: int

    @property
    def open(self) -> int:
        return sum(self.steps.get(step, 0) for step in OPEN_STEPS)


@dataclass(frozen=True)
class Overview:
    """CAP-4, counted on one day. ``overdue``: CAPA of which anything is overdue; ``charts``: where they stand, their
    age, by source, by root cause, opened and closed."""

    open: int
    overdue: int
    overdue_actions: int
    overdue_checks: int
    closed: int
    charts: tuple[Chart, ...]
