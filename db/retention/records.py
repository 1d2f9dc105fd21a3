"""What the retention register tells: record series, the facts and events of studies, holds, enquiries, releases,
reviews (RET-1, RET-2, RET-4). Frozen; days are days of the site's calendar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from db.evidence.records import Evidence
from db.retention.library import Rule

MEDIA = ("paper", "electronic", "film", "samples", "in this program")
HOLD_KINDS = ("litigation", "inspection", "audit", "sponsor", "other")

HELD, FOR_EVER, PENDING, UNCONFIRMED, NO_RULE, KEPT, RUNNING, UNRELEASED, DUE, DESTROYED = (
    "on hold", "kept for ever", "trigger pending", "rule not confirmed", "no rule applies", "kept", "study not ended",
    "release missing", "due", "destroyed",
)  # fmt: skip
STATUSES = (DUE, UNRELEASED, RUNNING, HELD, PENDING, UNCONFIRMED, NO_RULE, KEPT, FOR_EVER, DESTROYED)


@dataclass(frozen=True)
class NewSeries:
    """``custodian``: id of a person; ``studies``: ids, none for what belongs to the whole site; ``first_day`` and
    ``last_day``: inclusive dates of the records in it."""

    title: str
    kind: str
    medium: str
    place: str
    custodian: str
    studies: tuple[str, ...] = ()
    volume: str = ""
    first_day: date | None = None
    last_day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Series:
    """``keep_until``: the last day it is kept, as far as is known; ``status``: of STATUSES, on the day asked for;
    ``stale``: the rules changed since it was worked out; ``studies``: short names, ``study_ids`` in the same order."""

    id: str
    number: str
    title: str
    kind: str
    medium: str
    place: str
    volume: str
    custodian_id: str
    custodian: str
    first_day: date | None
    last_day: date | None
    note: str
    keep_until: date | None
    permanent: bool
    trigger_pending: bool
    unconfirmed: bool
    destroyed: date | None
    stale: bool
    status: str
    studies: tuple[str, ...]
    study_ids: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What decides which rules apply to a study (engine.StudyFacts), and whether a sponsor has to release its records.
    ``parties``: as whom the site keeps them."""

    countries: frozenset[str]
    product: str = "drug"
    parties: frozenset[str] = frozenset({"site"})
    implantable: bool = False
    gene_therapy: bool = False
    frameworks: frozenset[str] = frozenset()
    gcp: frozenset[str] = frozenset()
    funding: frozenset[str] = frozenset()
    application_relies: bool = False
    sponsored: bool = True


@dataclass(frozen=True)
class Event:
    """Something a rule waits for. ``late``: entered more than 14 days after it happened (AUD-6)."""

    id: str
    study: str
    series: str
    what: str
    happened: date
    source: str
    evidence: Evidence | None
    voided: date | None
    void_reason: str
    late: bool
    late_reason: str


@dataclass(frozen=True)
class Enquiry:
    """``overdue``: no answer, and the day it was expected by has passed."""

    id: str
    study_id: str
    study: str
    asked: date
    whom: str
    question: str
    expected: date
    answered: date | None
    answer: str
    evidence: Evidence | None
    overdue: bool


@dataclass(frozen=True)
class Hold:
    """``covers``: the series, the study, or the whole site, in words."""

    id: str
    series: str
    study: str
    covers: str
    kind: str
    reason: str
    placed: date
    placed_by: str
    released: date | None
    released_by: str
    release_reason: str

    @property
    def in_force(self) -> bool:
        return self.released is None

    def is_on(self, one: Series) -> bool:
        """Whether it covers the series: by itself, by one of its studies, or with the whole site."""
        return self.series == one.id or self.study in one.study_ids or not (self.series or self.study)


@dataclass(frozen=True)
class Release:
    """The sponsor's written word that the records of a study need not be kept for it any longer."""

    id: str
    study_id: str
    study: str
    sponsor: str
    released: date
    covers: str
    evidence: Evidence | None
    withdrawn: date | None


@dataclass(frozen=True)
class RuleState:
    """A rule of the library or of the site; ``confirmed_by`` empty until a named person answered for it."""

    rule: Rule
    of_site: bool
    confirmed_by: str
    confirmed: date | None
    basis: str

    @property
    def id(self) -> str:
        """The rule's own."""
        return self.rule.id


@dataclass(frozen=True)
class Move:
    """A series (its number) went from one place and custodian to another."""

    id: str
    series: str
    moved: date
    from_place: str
    to_place: str
    from_person: str
    to_person: str
    why: str
    late_reason: str


@dataclass(frozen=True)
class ContractTerm:
    """What a contract asks beside the law."""

    id: str
    study_id: str
    name: str
    keep_until: date | None
    what: str
    years: int
    months: int


@dataclass(frozen=True)
class Obstacle:
    """Why a series may not be destroyed: ``kind`` is one of STATUSES, ``words`` names what is in the way."""

    kind: str
    words: str

    @property
    def told(self) -> str:
        """As it stands in a sentence: “on hold: a letter of a lawyer (AURORA-3)”."""
        before = {HELD: "on hold: ", PENDING: "waits for ", UNCONFIRMED: "nobody confirmed "}
        return before.get(self.kind, "") + self.words


@dataclass(frozen=True)
class Moved:
    """What a change would move: one series, before and after; None: not known, or for ever (then ``status`` says)."""

    series: str
    number: str
    title: str
    before: date | None
    after: date | None
    before_status: str
    after_status: str


@dataclass(frozen=True)
class Review:
    """The yearly look at the schedule; ``facts``: what it said that day, frozen."""

    id: str
    number: str
    reviewed: date
    person: str
    facts: tuple[tuple[str, str], ...]
    found: str
    signed: bool


@dataclass(frozen=True)
class Headline:
    """Of everything not destroyed, by status of the day."""

    series: int
    by_status: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class StudyState:
    """A study as the retention register sees it. ``ended``: the day it ended at this site; ``pending``: how many of its
    series wait for a trigger; ``asked``: the newest enquiry; ``released``: the sponsor's word is on record."""

    id: str
    code: str
    protocol: str
    sponsor: str
    ended: date | None
    facts: Facts | None
    series: int
    pending: int
    asked: Enquiry | None
    released: bool
    holds: int


METHODS = (
    "shredding", "pulping", "incineration", "clear", "purge", "cryptographic erase", "destruction of the medium",
    "disposal of samples",
)  # fmt: skip
"""“clear”, “purge” and “destruction of the medium” as NIST SP 800-88 means them."""
BY_KEY = "cryptographic erase"
"""The only one for what is kept in this program: overwriting does not reliably erase flash storage."""
PROPOSED, APPROVED, CARRIED_OUT, WITHDRAWN = "proposed", "approved", "carried out", "withdrawn"


@dataclass(frozen=True)
class NewDestruction:
    """``medium``: make, model and serial number of a data carrier that goes with it."""

    reason: str
    method: str
    medium: str = ""


@dataclass(frozen=True)
class Carrying:
    """How it was done. ``witness``: id of a person, or None for somebody outside, named in ``witness_name``;
    ``backups``: which copies still hold it, and until when."""

    carried: date
    verification: str
    backups: str
    witness: str | None = None
    witness_name: str = ""


@dataclass(frozen=True)
class Destruction:
    """A certificate in the making; ``facts``: the series and why it may end, as on the day it was proposed;
    ``items``: how many records of this program end with it; ``status``: of PROPOSED .. WITHDRAWN."""

    id: str
    number: str
    series_id: str
    series: str
    title: str
    proposed: date
    proposer_id: str
    proposer: str
    reason: str
    method: str
    medium: str
    eligible: date
    facts: tuple[tuple[str, str], ...]
    items: int
    items_sha256: str
    approver_id: str
    approver: str
    approved: date | None
    carrier: str
    carried: date | None
    verification: str
    witness_id: str
    witness: str
    backups: str
    withdrawn: date | None
    withdraw_reason: str

    @property
    def status(self) -> str:
        if self.withdrawn is not None:
            return WITHDRAWN
        return CARRIED_OUT if self.carried is not None else APPROVED if self.approved is not None else PROPOSED
