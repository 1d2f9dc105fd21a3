"""Delegated tasks, a row a person, study and task. A sheet brings in lines as they were: they wait for signatures, and
one that began before the training it needs opens a deviation (ROS-3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.days import is_late
from db.delegation.records import NewLine, Task
from db.errors import BadInput
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "person", "study", "task", "start", "end", "status", "code", "role", "accepted", "approved", "approver",
    "breaches", "comment", "end_reason", "late", "late_reason", "entered", "person_id", "study_id", "task_id",
)  # fmt: skip
_LATE = "brought in from a sheet"


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study": [asked.study]})
    page = site.delegation.delegations(query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    study, start = row.id("study"), row.day("start")
    task = _task(site.delegation.tasks(study), row.text("task"))
    late = row.text("late_reason") or (_LATE if is_late(start, site.delegation.today) else "")
    return site.delegation.propose_within(
        change, NewLine(study, row.id("person"), task.id, start, row.maybe_day("end"), row.text("comment"), late)
    )


def _task(tasks: tuple[Task, ...], written: str) -> Task:
    """By its code, its title, or both as in the log's key. Raises BadInput."""
    sought = written.casefold()
    for task in tasks:
        if sought in (task.code.casefold(), task.title.casefold(), task.name.casefold()):
            return task
    known = ", ".join(task.name for task in tasks) or "none yet"
    raise BadInput(f"“{written}” is no task of this study.", todo=f"Its tasks: {known}.")


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    """As a sheet may say them: by title, by code, or by both."""
    lines = site.delegation.delegations(Query(limit=ALL)).rows
    return frozenset(
        (line.person_id, line.study_id, written, line.start.isoformat())
        for line in lines
        for written in (line.task, line.code, f"{line.code} {line.task}")
    )


DELEGATIONS = Register(
    "delegations", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "delegation",
        "delegation",
        (
            Field("person", "person", "Person", needed=True),
            Field("study", "study", "Study", needed=True),
            Field("task", "text", "Task", needed=True,
                  synonyms=("task code", "duty", "responsibility", "Aufgabe", "tâche", "tarea")),
            Field("start", "date", "Start", needed=True),
            Field("end", "date", "End"),
            Field("comment", "text", "Comment", longest=500, synonyms=("comments", "remark", "Bemerkung")),
            Field("late_reason", "text", "Reason for late entry", longest=500),
        ),
        _add,
        keys=("person", "study", "task", "start"),
        there=_there,
    ),
)  # fmt: skip
