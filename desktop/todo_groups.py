"""Things to do with one cause stand on one line of the home page: five people without a training are one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.waiting import MISSING, OVERDUE, PLANNED, SOON
from db.waiting import Waiting as Task

STATES = (OVERDUE, MISSING, SOON, PLANNED)  # the gravest first
LATE = (OVERDUE, MISSING)
ALONE = frozenset({"notification", "finding", "tries", "tries-elsewhere"})  # each has a clock or words of its own
EACH = frozenset({"cv", "licence", "capa-action"})  # two may be called the same, and are two
PRESSING = (
    "delegation-lapsed", "user-of-leaver", "account-of-leaver", "delegation-leaver", "sharing-uncovered", "training",
    "serious-breach", "deviation-assessment",
)  # fmt: skip
"""What harms while it stands, before what is only past its day; in the order of the page."""


@dataclass(frozen=True)
class Group:
    """``tasks``: what has one cause, the gravest first; the last of a state may stand for more of it; ``kind``:
    theirs."""

    kind: str
    tasks: tuple[Task, ...]

    @property
    def state(self) -> str:
        return min((task.state for task in self.tasks), key=STATES.index)

    @property
    def day(self) -> date | None:
        """The earliest of those in the group's state."""
        state = self.state
        return min((task.day for task in self.tasks if task.day is not None and task.state == state), default=None)

    @property
    def late(self) -> bool:
        return self.state in LATE

    @property
    def number(self) -> int:
        """How many it is about: each person or thing once, and those that are not told by name."""
        named = [task for task in self.tasks if not task.more]
        if self.kind in EACH:
            return self._more + len(named)
        return self._more + len({task.note if task.kind == "training" else task.title for task in named})

    @property
    def things(self) -> int:
        """How many things to do it is: one cause is one, but where each stands alone those that are not told count."""
        return self._more if len(self.tasks) == 1 and self._more else 1

    @property
    def _more(self) -> int:
        return sum(task.more for task in self.tasks)


def grouped(tasks: Iterable[Task]) -> tuple[Group, ...]:
    """In the order in which they are to be done; what is late never stands on a line with what only comes up."""
    found: dict[tuple[str, ...], list[Task]] = {}
    for place, task in enumerate(tasks):
        found.setdefault(_cause(task, place), []).append(task)
    groups = [Group(some[0].kind, tuple(sorted(some, key=_within))) for some in found.values()]
    return tuple(sorted(groups, key=_urgency))


def _cause(task: Task, place: int) -> tuple[str, ...]:
    kind, late = task.kind, str(task.state in LATE)
    own = kind in ALONE or task.state == PLANNED or (kind == "training" and not task.title.endswith("|1"))
    return (kind, late, str(place)) if own else (kind, late)


def _within(task: Task) -> tuple[int, bool, date]:
    return STATES.index(task.state), task.more > 0, task.day or date.max


def _urgency(group: Group) -> tuple[int, int, int, date]:
    """A clock of the law that counts comes before everything else: it is the only one that cannot wait until noon."""
    state = STATES.index(group.state)
    if group.kind == "notification" and group.state != PLANNED:
        return 0, state, 0, group.day or date.max
    if group.kind == "finding":
        return 1, state, 0, date.min
    if group.late and group.kind in PRESSING:
        return 2, PRESSING.index(group.kind), -group.number, group.day or date.max
    return (3 if group.late else 4), state, 0, group.day or date.max
