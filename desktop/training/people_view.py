"""The people list: how each person's training stands, the gaps first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from db.store.query import Page, Query
from db.training.matrix import Matrix
from desktop.training.cell_inspector import CellInspector
from desktop.training.matrix_data import PersonLine, person_lines, sentence
from desktop.training.matrix_view import AS_OF, add_wish_chips, offer_wishes, wish_of
from desktop.training.questions import Lists, read_matrix, read_person
from desktop.training.words import day, said
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.table import RecordTable


def _order(line: PersonLine, field: str) -> Any:
    return {
        "name": line.name.casefold(), "role": line.role.casefold(), "gaps": (line.gaps, line.soon),
        "asked": line.asked, "next": line.next_due or date.max,
    }[field]  # fmt: skip


class PeopleView(PageView[Lists]):
    """Lines are worked out of the matrix, so they are sorted here."""

    def __init__(self, context: PageContext, inspector: Inspector, cell: CellInspector) -> None:
        super().__init__(context, inspector, "people")
        self.cell = cell
        self._lines: tuple[PersonLine, ...] = ()
        self._of = 0
        columns = (
            Column("name", said("Person"), lambda line: line.name, 190, 3, "name", strong=True),
            Column("role", said("Role"), lambda line: line.role, 150, 2, "role", ink="ink2"),
            Column("gaps", said("Standing"), lambda line: line.words, 130, 0, "gaps", state=lambda line: line.state),
            Column("asked", said("Asked"), lambda line: f"{line.asked:,}", 76, 0, "asked", figures=True),
            Column("next", said("Next due"), lambda line: day(line.next_due), 116, 0, "next", is_date=True),
        )
        self.table = RecordTable(
            RecordModel(columns, self._fetch), said("People and their training"), "training-people"
        )
        self.table.when_empty(said("Nobody fits these filters"), said("Clear them to see everybody."))
        self.column.addWidget(self.table, 1000)
        self.column.addStretch(1)
        add_wish_chips(self.chips)
        self.chips.add_date(AS_OF, said("As of %1"), said("As of today"))
        self.table.model.answered.connect(
            lambda matching, _of: self.chips.show_count(matching, max(self._of, matching))
        )
        self.table.selected.connect(self._selected)

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        offer_wishes(self.chips, lists)

    def refresh(self) -> None:
        wish = wish_of(self.chips, self.words)
        self.context.jobs.read(lambda site: read_matrix(site, wish), self._show, self.failed.emit)

    def selected(self) -> str:
        line = self.table.record()
        return line.id if line is not None else ""

    def choose(self, person: str) -> bool:
        """Choose a person."""
        return self.table.select(person)

    def inspect(self) -> None:
        person = self.selected()
        if not person:
            self.inspector.show_nothing(
                said("Nobody chosen"), said("Choose a person to see everything asked of them and their records.")
            )
            return
        as_of = wish_of(self.chips, "").as_of
        self.ask(lambda site: read_person(site, person, as_of), self.cell.show_person)

    def _show(self, matrix: Matrix) -> None:
        self._lines, self._of = person_lines(matrix), matrix.of
        self.state(sentence(matrix, self.lists.today if self.lists else matrix.as_of))
        self.table.model.refresh()

    def _fetch(self, query: Query, done: Callable[[Page[Any]], object], _failed: Callable[[Exception], object]) -> None:
        lines = list(self._lines)
        for field, descending in reversed(query.sort):
            lines.sort(key=lambda line, field=field: _order(line, field), reverse=descending)  # type: ignore[misc]
        done(Page(tuple(lines[query.offset : query.offset + query.limit]), len(lines), len(lines)))

    def _selected(self, _line: object) -> None:
        self.inspect()
        self.inspected.emit()
