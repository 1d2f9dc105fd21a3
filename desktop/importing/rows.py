"""Rows of a plan as a table: as they would be kept, with what is wrong or said twice."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from db.store.query import Page, Query
from desktop.importing.mapping import said
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable

if TYPE_CHECKING:
    from desktop.exchange.importing import Plan, PreviewRow

_STATES = {
    "good": State.CURRENT,
    "problem": State.OVERDUE,
    "duplicate": State.NONE,
    "likely duplicate": State.SOON,
    "differs": State.SOON,
    "change": State.CURRENT,
}


def _word(row: PreviewRow) -> str:
    return {
        "good": said("taken"),
        "problem": said("problem"),
        "duplicate": said("repeats"),
        "likely duplicate": said("may repeat"),
        "differs": said("differs"),
        "change": said("changes"),
    }[row.state]


def rows_table(plan: Plan, change_rows: Collection[int]) -> RecordTable:
    """A table of its own for each plan, because its columns are the plan's. ``change_rows``: what is looked into each
    time it is drawn."""
    from desktop.exchange.vocabulary import fields_of

    labels = fields_of(plan.register)
    sample = plan.preview(0, 1)
    names = list(sample[0].values) if sample else []

    def value(name: str) -> Callable[[PreviewRow], str]:
        return lambda row: row.values.get(name, "")

    def column(name: str) -> Column:
        told = labels.get(name)
        if told is not None and told.kind == "date":  # never cut short: the year is what is looked at
            return Column(name, told.label, value(name), 100, 0, is_date=True)
        return Column(name, name if told is None else told.label, value(name), 110, 1)

    columns = [
        Column("row", said("Row"), lambda row: str(row.row), 52, 0, figures=True, ink="ink2"),
        Column("state", said("State"), _word, 100, 0, state=lambda row: _STATES[row.state]),
        *map(column, names),
    ]
    if plan.problems or plan.duplicates:
        columns.insert(2, Column("words", said("Why"), lambda row: row.words, 190, 2, ink="ink2"))

    def fetch(query: Query, done: Callable[[Page[PreviewRow]], object], _failed: object) -> None:
        done(Page(plan.preview(query.offset, query.limit, change_rows), plan.count, plan.count))

    model = RecordModel(columns, fetch, identity=lambda row: str(row.row))
    table = RecordTable(model, said("Rows as they would be kept"), "import-rows")
    model.refresh()
    return table


def problem_lines(plan: Plan, most: int = 40) -> list[str]:
    """Each problem as “Row 12, Start date: …”, and what else the person should know."""
    lines = list(plan.questions)
    lines += [said("No column holds: {name}.").format(name=name) for name in plan.missing]
    for trouble in plan.problems[:most]:
        where = f", {trouble.column}" if trouble.column else ""
        lines.append(said("Row {row}{where}: {problem}").format(row=trouble.row, where=where, problem=trouble.problem))
    if len(plan.problems) > most:
        lines.append(said("… and {n} more problems.").format(n=f"{len(plan.problems) - most:,}"))
    offers = [one for one in plan.duplicates if one.changes]
    lines += [
        said("Row {row} differs: {what}").format(row=one.row, what="; ".join(what.words for what in one.changes))
        for one in offers[:most]
    ]
    if len(offers) > most:
        lines.append(said("… and {n} more rows that differ.").format(n=f"{len(offers) - most:,}"))
    lines += list(plan.warnings)
    lines += [said("New course: {name}").format(name=name) for name in plan.new_courses]
    return lines
