"""What oversight keeps: duties of users, the investigator's reviews, study papers. Frozen; dates are calendar days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

IDENTITY, STATEMENT, TRAINING, PASSPHRASE = "identity", "statement", "training", "passphrase"
DOCUMENTS = (
    "passport", "identity card", "driving licence", "residence permit", "professional licence", "photo badge",
)  # fmt: skip
"""Kinds of paper an identity is checked with; others may be written."""
ELECTRONIC, PAPER = "electronic", "paper"

IN_CONTROL, ACTIONS_NEEDED = "in control", "actions needed"
VERDICTS = (IN_CONTROL, ACTIONS_NEEDED)

FORM, DISCLOSURE, CV = "form", "disclosure", "cv"
PAPERS = (FORM, DISCLOSURE, CV)
FORMS = ("Form FDA 1572", "Investigator statement", "Principal investigator undertaking", "Letter of agreement")
"""What the investigator's form is called; others may be written."""
NO_INTERESTS, DISCLOSED = "none", "disclosed"


@dataclass(frozen=True)
class Duty:
    """One thing a user did or had checked. ``document``: paper seen, electronic or paper, or how trained; ``by``: name
    of who recorded it; ``entered``: local time with offset."""

    id: str
    user_id: str
    kind: str
    done: date
    document: str
    by_id: str
    by: str
    note: str
    evidence: str | None
    voided: bool
    entered: str


@dataclass(frozen=True)
class UserStanding:
    """How a user stands. ``missing``: duties not on record; ``asked``: whether the store refuses their writes until
    they are; ``passphrase``: day it was last chosen; ``revise_by``: day on which a new one is due (a reminder, never a
    lock); ``certificate_until``: last day of their signing certificate, None without one that is good."""

    user_id: str
    name: str
    login: str
    role: str
    status: str
    enrolled: bool
    duties: tuple[Duty, ...]
    missing: tuple[str, ...]
    asked: bool
    passphrase: date
    revise_by: date
    certificate_until: date | None


@dataclass(frozen=True)
class UserChange:
    """One line of the cumulative list (FDA's electronic systems Q&A, Q11): what changed about a user, when, by whom."""

    seq: int
    at: str
    what: str
    by: str
    reason: str


@dataclass(frozen=True)
class UserHistory:
    """A user and everything that ever changed about them. ``added``: local day of their first entry on the trail."""

    standing: UserStanding
    added: date | None
    studies: tuple[str, ...] | None
    until: date | None
    changes: tuple[UserChange, ...]


@dataclass(frozen=True)
class Fact:
    """One line of a review: what, how much or which, and whether it needs a hand."""

    label: str
    value: str
    attention: bool = False


@dataclass(frozen=True)
class Section:
    """One part of a review: delegation, training, access, deviations. ``lines`` name what needs a hand."""

    title: str
    facts: tuple[Fact, ...]
    lines: tuple[str, ...] = ()

    @property
    def attention(self) -> bool:
        return any(fact.attention for fact in self.facts)


@dataclass(frozen=True)
class StudyOversight:
    """A study on the list: who answers for it, how often it is reviewed, the last and the next. ``state``: of
    db.waiting, or "current", "closed" where nothing is asked."""

    study_id: str
    study: str
    protocol: str
    investigator_id: str | None
    investigator: str
    months: int
    last: date | None
    due: date | None
    state: str
    open_review: str | None
    reviews: int


@dataclass(frozen=True)
class Review:
    """An oversight review. ``sections`` as drawn at ``drawn`` (local, with offset); ``signed`` None while a draft."""

    id: str
    study_id: str
    study: str
    person_id: str
    person: str
    since: date
    until: date
    drawn: str
    sections: tuple[Section, ...]
    verdict: str
    conclusion: str
    actions: str
    signed: date | None


@dataclass(frozen=True)
class NewPaper:
    """A study paper. ``people``: (person, role) whom the investigator's form names; ``interests`` of a disclosure."""

    study_id: str
    person_id: str
    kind: str
    signed: date
    title: str = ""
    version: str = ""
    sent: date | None = None
    interests: str = ""
    note: str = ""
    people: tuple[tuple[str, str], ...] = ()
    late_reason: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper on file. ``people``: names on an investigator's form, with role; ``late``: entered long after."""

    id: str
    study_id: str
    study: str
    person_id: str
    person: str
    kind: str
    title: str
    version: str
    signed: date
    sent: date | None
    interests: str
    note: str
    evidence: str | None
    voided: bool
    entered: str
    late: bool
    late_reason: str
    people: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class PaperStanding:
    """What is asked of one person in one study: ``kind``; ``state``: of db.waiting or "current"; ``due``: day it is or
    was due; ``why``: one sentence; ``paper``: the newest on file."""

    study_id: str
    study: str
    person_id: str
    person: str
    role: str
    kind: str
    state: str
    due: date | None
    why: str
    paper: str | None
    signed: date | None


@dataclass(frozen=True)
class Difference:
    """The investigator's form and the delegation log do not say the same about somebody."""

    study_id: str
    study: str
    person_id: str
    person: str
    what: str
