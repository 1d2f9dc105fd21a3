"""What needs doing today, worked out from roster, training and trail (VAL-3). No widgets; on the store's thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from db.capa.machine import OPEN_STEPS
from db.days import shown
from db.delegation.records import ACTIVE, NOT_CURRENT
from db.roster.records import Person
from db.store.query import Query
from db.store.rights import readable
from db.waiting import MISSING, OVERDUE, SOON, limit, told
from db.waiting import Waiting as Task
from desktop.todo_groups import Group, grouped

if TYPE_CHECKING:
    from db.roster.records import RosterFacts
    from db.site import Site
    from db.training.matrix import Matrix, TrainingFacts

MOST = 8  # lines shown at first, and of each kind of thing by name; the rest is said in one
WHOLE = 500  # of each kind by name where it is to be printed
SOON_DAYS = 30


@dataclass(frozen=True)
class Coming:
    """Something of the next weeks."""

    day: date
    title: str
    note: str


@dataclass(frozen=True)
class Share:
    """A line of inspection readiness: ``good`` of ``of``."""

    kind: str
    good: int
    of: int


@dataclass(frozen=True)
class HomeFacts:
    """``name``: of who is signed in; ``today`` by this computer; ``hour`` for the greeting; ``groups``: what waits, by
    cause."""

    name: str
    role: str
    today: date
    hour: int
    groups: tuple[Group, ...]
    coming: tuple[Coming, ...]
    shares: tuple[Share, ...]
    roster: RosterFacts
    training: TrainingFacts

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What waits, one by one, in the order of its groups."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def waiting(self) -> int:
        """How many things somebody has to do something about now: what has one cause is one thing."""
        return sum(group.things for group in self.groups if group.late)

    @property
    def coming_up(self) -> int:
        """How many there are besides, counted alike."""
        return sum(group.things for group in self.groups if not group.late)

    def late_on(self, place: str) -> int:
        """How many people or things of a page's records somebody has to do something about now."""
        return sum(group.number for group in self.groups if group.late and group.tasks[0].place == place)


_former: WeakKeyDictionary[Site, tuple[object, HomeFacts]] = WeakKeyDictionary()


def read_home(site: Site) -> HomeFacts:
    """Everything the home page and the numbers on the rail show; worked out once for each entry of the trail."""
    now = site.clock.now()
    state = (site.store.head().seq, now.date(), now.hour, len(site.session.witness.findings))
    former = _former.get(site)
    if former is None or former[0] != state:
        former = _former[site] = (state, _read(site, now, MOST))
    return former[1]


def read_whole(site: Site) -> HomeFacts:
    """The same, with far more of it by name: for who prints it."""
    return _read(site, site.clock.now(), WHOLE)


def _read(site: Site, now: datetime, most: int) -> HomeFacts:
    today = now.date()
    matrix = site.training.matrix()
    roster, training = site.people.headline(), site.training.headline()
    return HomeFacts(
        site.actor.name,
        site.actor.role,
        today,
        now.hour,
        grouped(_tasks(site, matrix, today, most)),
        tuple(_coming(site, matrix, today)),
        tuple(_shares(site, roster, training, matrix)),
        roster,
        training,
    )


def _tasks(site: Site, matrix: Matrix, today: date, most: int) -> Iterator[Task]:
    for place, finding in enumerate(site.session.witness.findings):
        yield Task("finding", OVERDUE, today, finding, "", "audit", str(place))
    yield from _training_tasks(matrix)
    yield from _paper_tasks(site, today, most)
    yield from _study_tasks(site)
    yield from site.waiting(today, most)
    tries = site.session.witness.failed
    if tries:
        yield Task("tries", SOON, tries[-1].date(), str(len(tries)), "", "audit", "")
    for other in site.session.witness.elsewhere:
        yield Task("tries-elsewhere", SOON, other.last.date(), f"{other.tries}|{other.name}", "", "audit", other.name)


def _training_tasks(matrix: Matrix) -> Iterator[Task]:
    """One line a requirement: who is missing or overdue, and who is due soon."""
    for column_place, column in enumerate(matrix.requirements):
        found: dict[str, list[tuple[date | None, str, str]]] = {}
        for person, row in zip(matrix.people, matrix.cells, strict=True):
            cell = row[column_place]
            status = str(cell.status)
            if status in (OVERDUE, MISSING, SOON):
                found.setdefault(status, []).append((cell.due, person.name, person.id))
        for status, people in found.items():
            people.sort(key=lambda one: (one[0] or date.max, one[1]))
            names = "; ".join(name for _, name, _ in people[:3]) + (f" +{len(people) - 3}" if len(people) > 3 else "")
            title = f"{column.heading}|{len(people)}"
            days = [day for day, _, _ in people if day is not None]
            yield Task(
                "training", status, min(days) if days else None, title, names, "training",
                f"{people[0][2]}/{column.course_id}",
            )  # fmt: skip


def _paper_tasks(site: Site, today: date, most: int) -> Iterator[Task]:
    """CVs and licences of people who are here: those that ran out, and those that will soon."""
    yesterday, horizon = today - timedelta(days=1), today + timedelta(days=SOON_DAYS)
    for name in ("cv", "licence"):
        for state, after, until in ((OVERDUE, None, yesterday), (SOON, yesterday, horizon)):
            found = site.people.papers_due(name, after, until, limit(most), today)
            count = partial(site.people.papers_due_count, name, after, until, today)
            first, more = told(found, most, count)
            for person in first:
                day = person.cv_expires if name == "cv" else person.licence_expires
                yield Task(name, state, day, person.name, _paper_note(person, day), "roster", person.id)
            if more:
                yield Task(name, state, None, "", "", "roster", "", more)


def _paper_note(person: Person, day: date | None) -> str:
    return " · ".join(part for part in (person.role, shown(day)) if part)


def _study_tasks(site: Site) -> Iterator[Task]:
    for study in site.people.studies(Query(where={"status": ["open"]}, limit=100)).rows:
        if not study.investigator:
            yield Task("investigator", MISSING, None, study.code, study.protocol, "roster", "")


def _coming(site: Site, matrix: Matrix, today: date) -> Iterator[Coming]:
    """What falls into the next 60 days, by day: expiries by requirement, renewals planned, studies that end."""
    found: dict[tuple[date, str], list[str]] = {}
    for column_place, column in enumerate(matrix.requirements):
        for person, row in zip(matrix.people, matrix.cells, strict=True):
            cell = row[column_place]
            if cell.due is not None and today < cell.due and (cell.due - today).days <= 60:
                found.setdefault((cell.due, column.heading), []).append(person.name)
    coming = [
        Coming(day, f"{heading}|{len(names)}", "; ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else ""))
        for (day, heading), names in found.items()
    ]
    for study in site.people.studies(Query(where={"status": ["open"]}, limit=100)).rows:
        if study.end is not None and today < study.end and (study.end - today).days <= 60:
            coming.append(Coming(study.end, f"{study.code}|", study.protocol))
    yield from sorted(coming, key=lambda one: (one.day, one.title))[:8]


def _shares(site: Site, roster: RosterFacts, training: TrainingFacts, matrix: Matrix) -> Iterator[Share]:
    asked = sum(1 for row in matrix.cells for cell in row if str(cell.status) != "not required")
    # where nothing is asked of anybody, nobody can be said to be trained
    yield Share("people", training.fully_trained if asked else 0, training.people if asked else 0)
    yield Share("training", asked - training.gaps, asked)
    if readable(site.store, "delegation"):
        yield _delegated(site)
    if readable(site.store, "access_review"):
        access = site.access.access_facts()
        yield Share("access", max(0, access.systems - access.reviews_overdue), access.systems)
    yield Share("cv", max(0, roster.active - roster.cv_expired - roster.cv_not_filed), roster.active)
    yield Share("licence", max(0, roster.active - roster.licence_expired), roster.active)
    if readable(site.store, "capa"):
        standing = site.capa.standing()
        alive = sum(standing.steps.get(step, 0) for step in OPEN_STEPS)
        yield Share("capa", max(0, alive - standing.overdue), alive)
    if readable(site.store, "backup"):
        now = site.backups.standing(site.backups.today)
        proved = now.drill is not None and now.drill_due is not None and now.drill_due >= site.backups.today
        yield Share("backup", (now.scheduled and not now.late) + proved, 2)


def _delegated(site: Site) -> Share:
    """Tasks in force, and those whose people have current training."""
    states = (ACTIVE, NOT_CURRENT)
    in_force, current = (
        site.delegation.delegations(Query(where={"status": some}, limit=1)).matching for some in (states, states[:1])
    )
    return Share("delegation", current, in_force)
