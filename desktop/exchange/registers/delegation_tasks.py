"""The task lists of the studies: codes and duties as a sponsor's own log has them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.delegation.records import NewTask
from db.errors import BadInput
from db.store.query import Query
from desktop.exchange.registers.form import ALL, Asked, Register, Rows, Value, filtered
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = ("id", "study", "code", "title", "note", "end", "lines", "trainings")
_SEPARATORS = re.compile(r"[;,\n]")


def _rows(site: Site, asked: Asked) -> Rows:
    courses = {one.id: one.code for one in site.training.courses(Query(limit=ALL)).rows}
    rows: list[dict[str, Value]] = [
        {
            "id": task.id, "study": study.code, "code": task.code, "title": task.title, "note": task.note,
            "end": task.end, "lines": task.lines,
            "trainings": ", ".join(courses.get(one, "") for one in task.course_ids),
        }
        for study in site.people.studies(Query(limit=ALL)).rows
        if asked.study in (None, study.id)
        for task in site.delegation.tasks(study.id, asked.as_of)
    ]  # fmt: skip
    return filtered(rows, FIELDS, replace(asked.query, search=""))


def _add(site: Site, change: Change, row: Taken) -> str:
    study = row.id("study")
    named = [one.strip() for one in _SEPARATORS.split(row.text("trainings")) if one.strip()]
    known = {
        one.code.casefold(): one.id
        for one in site.training.courses(Query(limit=ALL)).rows
        if one.study_id in (None, study)
    } if named else {}  # fmt: skip
    unknown = [one for one in named if one.casefold() not in known]
    if unknown:
        raise BadInput(f"There is no course “{unknown[0]}”, of the site or of this study.")
    ids = tuple(known[one.casefold()] for one in named)
    return site.delegation.add_task_within(
        change, NewTask(study, row.text("code"), row.text("title"), row.text("note"), ids)
    )


def _there(site: Site) -> set[tuple[str, ...]]:
    studies = site.people.studies(Query(limit=ALL)).rows
    return {(study.id, task.code.casefold()) for study in studies for task in site.delegation.tasks(study.id)}


DELEGATION_TASKS = Register(
    "delegation-tasks", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "delegated task",
        "delegation_task",
        (
            Field("study", "study", "Study", needed=True),
            Field("code", "text", "Code", needed=True, longest=12, synonyms=("task code", "no", "number", "Nr")),
            Field("title", "text", "Task", needed=True, longest=200, synonyms=("duty", "responsibility", "Aufgabe")),
            Field("note", "text", "Note", longest=1000),
            Field("trainings", "text", "Trainings it needs", longest=500, synonyms=("courses", "training")),
        ),
        _add,
        keys=("study", "code"),
        there=_there,
    ),
)  # fmt: skip
