"""The lines and the tasks as tables, and the sentence under the page's title."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from db.delegation import records as r
from db.store.query import Page, Query
from desktop.delegation.words import counted, day, said, state_of, status_text
from desktop.widgets.dates import show_date
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part


def lines_table(context: PageContext, study: Callable[[], str], on: Callable[[], date | None]) -> RecordTable:
    """Lines of the study on the page, as of its day; not yet asked."""
    columns = (
        Column("person", said("Person"), lambda line: line.person, 172, 2, "person", strong=True),
        Column("code", said("Code"), lambda line: line.code, 56, 0, "code", figures=True),
        Column("task", said("Task"), lambda line: line.task, 140, 4, "task", ink="ink2"),
        Column("start", said("From"), lambda line: show_date(line.start), 100, 0, "start", is_date=True),
        Column("end", said("To"), lambda line: day(line.end), 100, 0, "end", is_date=True),
        Column("status", said("Status"), status_text, 112, 0, "status", state=state_of),
        Column("breach", said("Breach"), lambda line: ", ".join(line.breaches), 96, 1, ink="late"),
    )

    def read(site: object, query: Query) -> Page[r.Line]:
        chosen = study()
        where = {**query.where, **({"study": [chosen]} if chosen else {})}
        query = Query(where, query.search, query.sort, query.offset, query.limit)
        return site.delegation.delegations(query, on())  # type: ignore[attr-defined, no-any-return]

    table = RecordTable(
        RecordModel(columns, through(context.jobs, read)), said("Lines of the delegation log"), "delegation-lines"
    )
    table.when_empty(said("No line matches"), said("Take a filter away with Esc, or delegate a task."))
    return table


def tasks_table(context: PageContext, study: Callable[[], str]) -> RecordTable:
    """The task list of the study on the page."""
    columns = (
        Column("code", said("Code"), lambda task: task.code, 64, 0, figures=True),
        Column("title", said("Task"), lambda task: task.title, 200, 3, strong=True),
        Column("note", said("Qualification it wants"), lambda task: task.note, 150, 2, ink="ink2"),
        Column("needs", said("Trainings"), lambda task: str(len(task.course_ids) or "none"), 84, 0),
        Column("lines", said("People"), lambda task: str(task.lines or ""), 70, 0, figures=True),
        Column("end", said("Until"), lambda task: day(task.end), 100, 0, is_date=True),
    )

    def read(site: object, query: Query) -> Page[r.Task]:
        chosen = study()
        tasks = site.delegation.tasks(chosen) if chosen else ()  # type: ignore[attr-defined]
        return Page(tasks[query.offset : query.offset + query.limit], len(tasks), len(tasks))

    table = RecordTable(
        RecordModel(columns, through(context.jobs, read)), said("Tasks of the study"), "delegation-tasks"
    )
    table.when_empty(
        said("This study has no task list yet"), said("Take over the usual tasks, then adapt them to the protocol.")
    )
    return table


def sentence(log: r.Log) -> list[Part]:
    """The answer before the table: what is in force, what is wrong, what waits."""
    numbers = log.facts
    people = len({line.person_id for line in log.lines if line.status in (r.ACTIVE, r.NOT_CURRENT)})
    force = counted(numbers.in_force, "1 task in force", "{n} tasks in force")
    parts: list[Part] = [f"{force} · {counted(people, '1 person', '{n} people')}"]
    if numbers.not_current:
        parts += [" · ", Em(counted(numbers.not_current, "1 not current", "{n} not current"), "late")]
    if numbers.breaches:
        parts += [" · ", Em(counted(numbers.breaches, "1 with a breach", "{n} with a breach"), "late")]
    if numbers.leavers:
        parts += [" · ", Em(counted(numbers.leavers, "1 of a leaver", "{n} of leavers"), "late")]
    waits = numbers.to_accept + numbers.to_approve
    if waits:
        parts += [" · ", Em(counted(waits, "1 waits for a signature", "{n} wait for a signature"), "soon")]
    if numbers.to_reapprove:
        words = counted(numbers.to_reapprove, "1 approved by a former PI", "{n} approved by a former PI")
        parts += [" · ", Em(words, "soon")]
    lead = next((one for one in log.investigators if one.end is None or one.end >= log.as_of), None)
    if lead is None:
        parts += [" · ", Em(said("no principal investigator"), "late")]
    elif lead.declared is None:
        parts += [" · ", Em(said("declaration of {name} not signed").format(name=lead.person), "soon")]
    if log.version is not None:
        changed = said(", changed since") if numbers.changed else ""
        parts.append(f" · {said('version {n}').format(n=log.version.number)}{changed}")
    return parts
