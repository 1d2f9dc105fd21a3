"""What is asked of whom, past and present."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.training.records import Requirement
from desktop.history import span_words
from desktop.training.acts import Acts
from desktop.training.history import moments
from desktop.training.questions import Lists, read_requirement
from desktop.training.words import counted, course_name, day, said
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable

if TYPE_CHECKING:
    from db.store.trail import Entry


class RequirementsView(PageView[Lists]):
    """Lines of the table: a course, of a role, in a place, from a day to a day."""

    def __init__(self, context: PageContext, inspector: Inspector, acts: Acts, evidence: EvidenceList) -> None:
        super().__init__(context, inspector, "requirements")
        self._acts, self._evidence = acts, evidence
        columns = (
            Column("course", said("Course"), lambda q: q.course, 150, 2, "course", strong=True),
            Column("role", said("Of whom"), lambda q: q.role or said("everybody"), 160, 2, "role"),
            Column("study", said("Where"), lambda q: q.study or said("whole site"), 110, 1, "study", ink="ink2"),
            Column("task", said("Task"), lambda q: q.task, 90, 1, "task", ink="ink2"),
            Column(
                "within", said("Newcomers"), lambda q: said("{n} days").format(n=q.within_days), 92, 0, "within_days"
            ),
            Column("start", said("From"), lambda q: day(q.start), 104, 0, "start", is_date=True),
            Column("end", said("Until"), lambda q: day(q.end), 104, 0, "end", is_date=True),
        )
        fetch = through(context.jobs, lambda site, query: site.training.requirements(query))
        self.table = RecordTable(RecordModel(columns, fetch), said("Requirements"), "training-requirements")
        self.table.when_empty(
            said("What is asked of whom belongs here"),
            said("Ask a course of a role, or of everybody; it then stands as a column of the matrix."),
        )
        self.column.addWidget(self.table, 1000)
        self.column.addStretch(1)
        self.chips.add_choice("course", said("Course"), [])
        self.chips.add_choice("role", said("Role"), [])
        self.chips.add_choice("study", said("Study"), [])
        self.table.model.answered.connect(self._answered)
        self.table.model.failed.connect(self.failed)
        self.table.selected.connect(self._selected)

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        codes = dict.fromkeys(course.code for course in lists.courses)
        self.chips.set_options("course", [(code, code) for code in codes])
        self.chips.set_options("role", [(role, role) for role in lists.roles])
        self.chips.set_options("study", [(study.code, study.code) for study in lists.studies])

    def refresh(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values}
        self.table.model.ask(where=where)

    def selected(self) -> str:
        requirement = self.table.record()
        return requirement.id if requirement is not None else ""

    def inspect(self) -> None:
        chosen: Requirement | None = self.table.record()
        if chosen is None:
            self.inspector.show_nothing(
                said("No requirement chosen"), said("Choose one to see since when it is asked, and by whom it was set.")
            )
            return
        requirement = chosen
        self.inspector.show_head(
            requirement.study or said("Whole site"), course_name(requirement.course, requirement.study),
            _state(requirement, self.lists.today if self.lists else None), "",
            [said("Asked of {whom}.").format(whom=requirement.role or said("everybody"))], self._buttons(requirement),
        )  # fmt: skip
        self.inspector.details.show_facts(
            [
                (said("From"), day(requirement.start)),
                (said("Until"), day(requirement.end)),
                (said("Task"), requirement.task),
                (said("Newcomers"), said("{n} days").format(n=requirement.within_days)),
            ]
        )
        self._evidence.show_files((), said("Files are kept with the records of a training."))
        self.ask(lambda site: read_requirement(site, requirement.id), self._show_history)

    def _show_history(self, entries: tuple[Entry, ...]) -> None:
        self.inspector.show_history(moments(entries, {}))
        self.inspector.show_signatures(())
        words = span_words(entries)
        self.inspector.show_footer(f"{words} ·" if words else "", said("verify") if words else "")

    def _buttons(self, requirement: Requirement) -> list[Button]:
        if not self.may_write:
            return []
        end = Button(said("End"), name="requirement-end-it")
        end.clicked.connect(lambda: self._acts.end_requirement(requirement))
        return [end]

    def _answered(self, matching: int, of: int) -> None:
        self.chips.show_count(matching, of)
        self.state((counted(of, "requirement", "requirements"),))
        if self.isVisible():
            self.inspect()

    def _selected(self, _requirement: object) -> None:
        self.inspect()
        self.inspected.emit()


def _state(requirement: Requirement, today: date | None) -> State | None:
    if today is None:
        return None
    if requirement.end is not None and requirement.end < today:
        return State.NONE
    if requirement.start is not None and requirement.start > today:
        return State.PLANNED
    return State.CURRENT
