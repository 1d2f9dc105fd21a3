"""Every training record ever entered, the newest first; struck-through ones too."""

from __future__ import annotations

from collections.abc import Mapping

from db.training.records import COUNTS, EXPIRED, FAILED, SUPERSEDED, VOIDED
from desktop.training.cell_inspector import CellInspector
from desktop.training.questions import Lists, read_record
from desktop.training.words import STANDING, counted, course_name, day, said, standing_word
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part

STANDINGS = (COUNTS, EXPIRED, SUPERSEDED, FAILED, VOIDED)


class RecordsView(PageView[Lists]):
    """Filter, sort, search and page are SQL."""

    def __init__(self, context: PageContext, inspector: Inspector, cell: CellInspector) -> None:
        super().__init__(context, inspector, "records")
        self.cell = cell
        columns = (
            Column("person", said("Person"), lambda r: r.person, 160, 2, "person", strong=True),
            Column("course", said("Course"), lambda r: course_name(r.course, r.study), 150, 3, "course"),
            Column("version", said("Version"), lambda r: r.version, 72, 0, "version", ink="ink2"),
            Column("completed", said("Completed"), lambda r: day(r.completed), 104, 0, "completed", is_date=True),
            Column("expires", said("Counts to"), lambda r: day(r.expires), 104, 0, "expires", is_date=True),
            Column("method", said("Method"), lambda r: r.method, 110, 1, "method", ink="ink2"),
            Column("standing", said("Standing"), lambda r: standing_word(r.standing), 124, 0, "standing",
                   state=lambda r: STANDING[r.standing]),
        )  # fmt: skip
        fetch = through(context.jobs, lambda site, query: site.training.records(query))
        self.table = RecordTable(RecordModel(columns, fetch), said("Training records"), "training-records")
        self.column.addWidget(self.table, 1000)
        self.column.addStretch(1)
        self.chips.add_choice("standing", said("Standing"), [(one, standing_word(one)) for one in STANDINGS])
        self.chips.add_choice("course", said("Course"), [])
        self.chips.add_choice("study", said("Study"), [])
        self.chips.add_choice("method", said("Method"), [])
        self.chips.add_choice("late", said("Entered late"), [("1", said("Entered late"))])
        self.table.model.answered.connect(self._answered)
        self.table.model.failed.connect(self.failed)
        self.table.selected.connect(self._selected)

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        codes = dict.fromkeys(course.code for course in lists.courses)
        self.chips.set_options("course", [(code, code) for code in codes])
        self.chips.set_options("study", [(study.code, study.code) for study in lists.studies])
        self.context.jobs.read(lambda site: site.training.record_facets(), self._offer, self.failed.emit)

    def refresh(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values}
        self.table.model.ask(where=where, search=self.words)

    def selected(self) -> str:
        record = self.table.record()
        return record.id if record is not None else ""

    def inspect(self) -> None:
        record = self.selected()
        if not record:
            self.inspector.show_nothing(
                said("No record chosen"), said("Choose a record to see its history and its evidence.")
            )
            return
        self.ask(lambda site: read_record(site, record), self.cell.show_record)

    def _offer(self, facets: Mapping[str, Mapping[str, int]]) -> None:
        self.chips.set_options(
            "method", [(method, f"{method} ({count:,})") for method, count in facets.get("method", {}).items()]
        )

    def _answered(self, matching: int, of: int) -> None:
        self.chips.show_count(matching, of)
        if of:
            self.table.when_empty(said("No record fits"), said("Clear the filters, or record a training."))
        else:
            self.table.when_empty(
                said("What was trained when belongs here"),
                said("Record a training or a session of several people, or bring in the log you have as a sheet."),
            )
        parts: list[Part] = [counted(of, "record", "records")]
        if matching != of:
            parts.append(Em(said(", {n} shown").format(n=f"{matching:,}")))
        self.state(tuple(parts))
        if self.isVisible():
            self.inspect()

    def _selected(self, _record: object) -> None:
        self.inspect()
        self.inspected.emit()
