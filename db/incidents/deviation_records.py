"""Deviations from protocol or GCP, and notes to file (RSK-3; regulations: deviation log, note to file). Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

TYPES = (
    "consent", "eligibility", "procedure", "visit window", "investigational product", "safety reporting", "sample",
    "delegation or training", "data protection", "other",
)  # fmt: skip
CONTINUED = ("", "yes", "no", "not applicable")
MINOR, IMPORTANT = "minor", "important"
GRADES = (MINOR, IMPORTANT)

TO_ASSESS, TO_DECIDE, CLOCK, OPEN, CLOSED, VOIDED = (
    "to assess", "serious breach to decide", "clock running", "open", "closed", "struck through",
)  # fmt: skip
STATUSES = (TO_ASSESS, TO_DECIDE, CLOCK, OPEN, CLOSED, VOIDED)
FILED = "filed"
"""A note to file that is not struck through."""


@dataclass(frozen=True)
class NewDeviation:
    """What a deviation is entered with; days of the site's calendar. ``study``, ``owner``: ids. ``subject``: the
    participant's code, never a name."""

    description: str
    occurred: date
    identified: date
    study: str | None = None
    subject: str = ""
    identified_by: str = ""
    type: str = "other"
    subject_continued: str = ""
    action: str = ""
    impact: str = ""
    owner: str | None = None
    reported_sponsor: date | None = None
    reported_committee: date | None = None
    reported_authority: date | None = None
    late_reason: str = ""


@dataclass(frozen=True)
class Undecided:
    """A deviation that waits, as the home page names it. ``study``: its code; ``words``: how its description begins."""

    id: str
    number: str
    study: str
    identified: date
    words: str


@dataclass(frozen=True)
class Deviation:
    """One line of the deviation log as on the day asked for. ``grade`` and ``assessment`` are the PI's; ``serious``
    the serious-breach decision: "", "no" or "yes"; ``capa``: its id; ``source_table``, ``source_record``: where the
    breach was found, where a register found it."""

    id: str
    number: str
    study_id: str | None
    study: str
    subject: str
    occurred: date
    identified: date
    identified_by: str
    description: str
    type: str
    subject_continued: str
    action: str
    impact: str
    owner_id: str | None
    owner: str
    reported_sponsor: date | None
    reported_committee: date | None
    reported_authority: date | None
    grade: str
    assessment: str
    assessed: date | None
    assessed_by_id: str | None
    assessed_by: str
    serious: str
    serious_why: str
    serious_decided: date | None
    serious_aware: datetime | None
    capa: str | None
    source_table: str
    source_record: str
    closed: date | None
    status: str
    late: bool
    late_reason: str
    entered: str


@dataclass(frozen=True)
class Assessment:
    """The PI's: ``grade`` MINOR or IMPORTANT; ``by``: the person's id."""

    grade: str
    text: str
    assessed: date
    by: str


@dataclass(frozen=True)
class SeriousDecision:
    """Whether it is likely to affect to a significant degree the safety and rights of a participant or the reliability
    and robustness of the data (CTR Art. 52). ``aware``: when the site came to know; the clocks count from there."""

    serious: bool
    why: str
    decided: date
    aware: datetime | None = None


@dataclass(frozen=True)
class NewNote:
    """What a note to file is written with. ``author``: a person's id."""

    title: str
    issue: str
    written: date
    author: str
    study: str | None = None
    subject: str = ""
    addressed_to: str = ""
    root_cause: str = ""
    corrective: str = ""
    corrective_who: str = ""
    corrective_due: date | None = None
    resolution: str = ""
    effective: date | None = None
    deviation: str | None = None
    late_reason: str = ""


@dataclass(frozen=True)
class Note:
    """A note to file. ``investigator``: the study's principal investigator on the day it was written.
    ``signatures`` of ``wanted`` stand on it and cover it, where they were asked for."""

    id: str
    number: str
    study_id: str | None
    study: str
    subject: str
    written: date
    addressed_to: str
    author_id: str
    author: str
    title: str
    issue: str
    root_cause: str
    corrective: str
    corrective_who: str
    corrective_due: date | None
    resolution: str
    effective: date | None
    deviation_id: str | None
    deviation: str
    voided: bool
    late: bool
    late_reason: str
    entered: str
    signatures: int = 0
    wanted: int = 2

    @property
    def status(self) -> str:
        return VOIDED if self.voided else FILED
