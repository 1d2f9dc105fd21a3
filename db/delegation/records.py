"""What the delegation log hands out: tasks, lines, what happened to them, versions. Frozen; dates are calendar days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from db.needs import Need

PROPOSED, ACCEPTED, APPROVED, ACTIVE = "proposed", "accepted", "approved", "active"
NOT_CURRENT, ENDED, REFUSED = "not current", "ended", "refused"
STATUS = (ACTIVE, NOT_CURRENT, APPROVED, ACCEPTED, PROPOSED, ENDED, REFUSED)
"""Of a line on a day. ``proposed`` waits for the person, ``accepted`` for the investigator; ``approved`` begins later;
``active`` may be worked under; ``not current``: approved, but a training the task needs lapsed."""

BEFORE_TRAINING, BEFORE_APPROVAL, LAPSED = "before training", "before approval", "training lapsed"
BREACHES = (BEFORE_TRAINING, BEFORE_APPROVAL, LAPSED)


@dataclass(frozen=True)
class Task:
    """A task of a study. ``code`` as written in the log; ``needs``: headings of the trainings it needs; ``lines``:
    lines in force on the day; ``end``: delegated to nobody after it."""

    id: str
    study_id: str
    code: str
    title: str
    note: str
    place: int
    end: date | None
    lines: int = 0
    course_ids: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """“3 Informed consent”: code and title as the log's key has them."""
        return f"{self.code} {self.title}"


@dataclass(frozen=True)
class NewTask:
    """``course_ids``: the trainings it needs, of the site or of the study."""

    study_id: str
    code: str
    title: str
    note: str = ""
    course_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A task of a person in a study. ``end`` is the last day: the one it was authorised to, or the one it was ended on;
    ``accepted`` and ``approved`` the days of the signatures, ``approver`` who approved last; ``former``: that was an
    investigator who no longer is; ``breaches``: what was recorded against it; ``role``: held in the study."""

    id: str
    study_id: str
    study: str
    person_id: str
    person: str
    task_id: str
    code: str
    task: str
    start: date
    end: date | None
    status: str
    comment: str
    follows: str | None
    planned_end: date | None
    ended: date | None
    end_reason: str
    accepted: date | None
    approved: date | None
    approver_id: str | None
    approver: str
    former: bool
    left: date | None
    breaches: tuple[str, ...]
    entered: str
    late: bool
    late_reason: str
    role: str = ""


@dataclass(frozen=True)
class NewLine:
    """``late_reason``: why it is entered only now, where it began long ago; ``follows``: the line it takes up again."""

    study_id: str
    person_id: str
    task_id: str
    start: date
    end: date | None = None
    comment: str = ""
    late_reason: str = ""
    follows: str | None = None


@dataclass(frozen=True)
class Check:
    """One gate of the check list. ``met`` False and ``stops`` True refuses; ``stops`` False is a breach that is
    recorded, or a thing to know."""

    what: str
    met: bool
    stops: bool
    words: str
    breach: str = ""
    courses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """Accepted, approved or refused. ``signature``: id; ``paper``: in ink."""

    id: str
    line: str
    kind: str
    happened: date
    person_id: str | None
    person: str
    paper: bool
    signature: str | None
    note: str
    entered: str
    late: bool


@dataclass(frozen=True)
class BreachRecord:
    """``deviation``: its id; ``number``: how people call it."""

    id: str
    line: str
    kind: str
    happened: date
    what: str
    deviation: str
    entered: str
    number: str = ""


@dataclass(frozen=True)
class LineFile:
    """All that stands behind one line, for the inspector. ``checks`` are those of the next step to take; ``mine``:
    the acting user is the person, ``lead``: is the study's investigator today."""

    line: Line
    steps: tuple[Step, ...]
    breaches: tuple[BreachRecord, ...]
    checks: tuple[Check, ...]
    needs: tuple[Need, ...]
    mine: bool
    lead: bool
    investigator_id: str | None
    investigator: str


@dataclass(frozen=True)
class Investigator:
    """A time as principal investigator, with the declaration that stands for it. ``declared`` None: still to sign;
    ``paper``: signed in ink."""

    id: str
    person_id: str
    person: str
    start: date
    end: date | None
    declared: date | None
    signature: str | None = None
    paper: bool = False


@dataclass(frozen=True)
class LogVersion:
    """A version as it was signed off. ``rows``: the approved lines as they stood, field -> text; ``sheet``: the whole
    log as it would have been printed (printed.py), `{}` where a version kept its lines only; ``intact``: both are what
    the hash is of."""

    id: str
    study_id: str
    number: int
    happened: date
    person: str
    sha256: str
    signature: str
    entered: str
    rows: tuple[dict[str, str], ...] = field(default=(), repr=False)
    sheet: str = field(default="{}", repr=False)
    intact: bool = True


@dataclass(frozen=True)
class LogFacts:
    """A study's log in numbers, for the sentence under the page's title. ``to_reapprove``: approved by a former
    investigator; ``leavers``: lines in force of people who left; ``changed``: since the last version."""

    lines: int
    in_force: int
    to_accept: int
    to_approve: int
    to_reapprove: int
    not_current: int
    breaches: int
    leavers: int
    changed: bool


@dataclass(frozen=True)
class Log:
    """The whole log of a study on a day, for matrix and paper: everybody with a line, tasks in their order."""

    study_id: str
    study: str
    as_of: date
    tasks: tuple[Task, ...]
    lines: tuple[Line, ...]
    investigators: tuple[Investigator, ...]
    version: LogVersion | None
    facts: LogFacts
