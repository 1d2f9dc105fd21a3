"""What the page asks of the registers, on the store's thread, in one go for each part of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.delegation import records as r
from db.store.query import Query
from db.store.trail import Entry

if TYPE_CHECKING:
    from db.signing.signable import Signature
    from db.site import Site

_ALL = 20_000


@dataclass(frozen=True)
class Studies:
    """Id and short name, those led by who is at work first, then the open ones; ``writes``: whether the acting user may
    propose."""

    studies: tuple[tuple[str, str], ...]
    writes: bool


@dataclass(frozen=True)
class Lists:
    """For the dialogs: (id, words) of people, open tasks and courses; ``roles``: person's id -> role in the study."""

    today: date
    study: str
    people: tuple[tuple[str, str], ...]
    tasks: tuple[r.Task, ...]
    courses: tuple[tuple[str, str], ...]
    investigator: str


@dataclass(frozen=True)
class LineView:
    """Everything the inspector shows of one line; ``signatures`` with whether each still covers it."""

    file: r.LineFile
    signatures: tuple[tuple[Signature, bool], ...]
    history: tuple[Entry, ...]
    writes: bool
    today: date


def read_studies(site: Site) -> Studies:
    studies, me = site.people.studies(Query(limit=_ALL)).rows, site.users.person_of(site.actor.user)
    today = site.clock.now().date()
    leads = {study.id: site.delegation.investigator_on(study.id, today) for study in studies} if me else {}
    led = {study for study, lead in leads.items() if lead is not None and lead.person_id == me}
    ordered = sorted(studies, key=lambda study: (study.id not in led, study.status != "open", study.code))
    return Studies(
        tuple((study.id, study.code) for study in ordered),
        site.actor.role in ("officer", "investigator", "coordinator"),
    )


def read_lists(site: Site, study: str) -> Lists:
    """Those who hold a role in the study first, then everybody at the site."""
    today = site.clock.now().date()
    roles = {one.person_id: one.role for one in site.people.assignments(study_id=study, on=today)}
    people = site.people.people(Query(where={"status": ["active"]}, limit=_ALL)).rows
    ordered = sorted(people, key=lambda person: person.id not in roles)
    lead = site.delegation.investigator_on(study, today)
    return Lists(
        today, study,
        tuple(
            (one.id, f"{one.name} · {roles[one.id]}" if one.id in roles else one.name)
            for one in ordered
            if lead is None or one.id != lead.person_id
        ),
        tuple(task for task in site.delegation.tasks(study) if task.end is None or task.end >= today),
        tuple(
            (course.id, f"{course.code} · {course.title}")
            for course in site.training.courses(Query(limit=_ALL)).rows
            if course.study_id in (None, study)
        ),
        lead.person if lead else "",
    )  # fmt: skip


def read_line(site: Site, line: str, on: date | None = None) -> LineView:
    """On the store's thread."""
    site.looked_at("delegation", line)
    file = site.delegation.line_file(line, on)
    history = list(site.trail.history("delegation", line))
    for step in file.steps:
        history += site.trail.history("delegation_step", step.id)
    for breach in file.breaches:
        history += site.trail.history("delegation_breach", breach.id)
    signable = site.delegation.signable(line)
    signed = tuple((one, site.signing.covers(one, signable)) for one in site.signing.signatures("delegation", line))
    writes = site.actor.role in ("officer", "investigator", "coordinator")
    return LineView(file, signed, tuple(sorted(history, key=lambda entry: entry.seq)), writes, site.clock.now().date())
