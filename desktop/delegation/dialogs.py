"""Dialogs of delegation: tasks for a person at once with their gates, a task of the list, an end, a breach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.days import is_late
from db.delegation import records as r
from desktop.delegation.questions import Lists
from desktop.delegation.words import breach_word, said
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField, check_all
from desktop.widgets.fonts import Type
from desktop.widgets.form import Form
from desktop.widgets.page import PageContext
from desktop.widgets.pick_list import PickList
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Text
from desktop.widgets.timeline import Moment, TimeLine


class DelegateDialog(Dialog):
    """Several tasks for one person; what each gate says is shown before anything is saved."""

    def __init__(
        self, context: PageContext, lists: Lists, parent: QWidget, save: Callable[[Sequence[r.NewLine]], object]
    ) -> None:
        super().__init__(
            said("Delegate tasks"), "delegate-dialog", parent, width=640,
            words=said("The person accepts, then {name} approves each line.").format(
                name=lists.investigator or said("the investigator")
            ),
        )  # fmt: skip
        self._context, self._lists, self._save = context, lists, save
        self.person = ChoiceField(
            said("Person"), "delegate-person", lists.people, required=True, search=True, unset=said("Name")
        )
        self.start = DateField(said("From"), "delegate-start", required=True)
        self.start.set_value(lists.today.isoformat())
        self.end = DateField(said("To"), "delegate-end", hint=said("Empty while it goes on"))
        self.late = TextField(
            said("Why is it entered only now?"), "delegate-late", required=True,
            hint=said("The day it happened stays; the line is marked as a late entry."),
        )  # fmt: skip
        self.late.hide()
        self.comment = TextField(said("Comment"), "delegate-comment")
        self.tasks = PickList(said("Tasks"), "delegate-tasks", rows=5)
        self.tasks.set_options([(task.id, task.name) for task in lists.tasks])
        self.gates = TimeLine(said("What each gate says"), "delegate-gates", none=said("Choose a person and tasks."))
        self.gates.setFixedHeight(118)
        form = Form(self.windowTitle())
        form.add(self.person)
        form.add(self.start, self.end)
        form.add(self.late)
        form.add(_titled(said("Tasks"), self.tasks))
        form.add(self.comment)
        self.body.addWidget(form, 1)
        self.body.addWidget(_titled(said("Before it is saved"), _on_sheet(self.gates)))
        self.add_cancel()
        self.go = self.add_button(said("Propose"), "save", "primary")
        self.go.clicked.connect(self.accept)
        for field in (self.person, self.start, self.end):
            field.changed.connect(self._look)
        self.tasks.changed.connect(self._look)
        self.person.control.setFocus()

    def begin(self, person: str, task: str) -> None:
        """Start with this person and task."""
        self.person.set_value(person)
        self.tasks.tick([task])

    def accept(self) -> None:
        if not check_all((self.person, self.start, self.end, self.late)):
            return
        if not self.tasks.values():
            self.gates.show_moments([Moment(said("Tick at least one task."), "", "late")])
            return
        self.set_busy(True)
        self._save(self.lines())

    def lines(self) -> list[r.NewLine]:
        """What the fields say; none while person or day are missing."""
        start = self.start.day()
        if start is None or not self.person.value():
            return []
        late = self.late.value() if not self.late.isHidden() else ""
        return [
            r.NewLine(self._lists.study, self.person.value(), task, start, self.end.day(), self.comment.value(), late)
            for task in self.tasks.values()
        ]

    def _look(self) -> None:
        start = self.start.day()
        self.late.setVisible(start is not None and is_late(start, self._lists.today))
        lines = self.lines()
        if not lines:
            self.gates.show_moments([])
            return
        self._context.jobs.read(
            lambda site: tuple(site.delegation.checks(line) for line in lines), self._said, self.show_trouble
        )

    def _said(self, found: Sequence[Sequence[r.Check]]) -> None:
        self.show_trouble(None)
        names = {task.id: task.name for task in self._lists.tasks}
        told = []
        for task, checks in zip(self.tasks.values(), found, strict=False):
            wrong = [check for check in checks if not check.met]
            if not wrong:
                told.append(Moment(names.get(task, ""), said("Every gate is met."), "ok"))
            for check in wrong:
                words = check.words if check.stops else said("{words} It opens a deviation.").format(words=check.words)
                told.append(Moment(names.get(task, ""), words, "late"))
        self.gates.show_moments(told)


class TaskDialog(Dialog):
    """A task of the study's list and the trainings it needs."""

    def __init__(
        self, lists: Lists, parent: QWidget, save: Callable[[r.NewTask], object], task: r.Task | None = None
    ) -> None:
        super().__init__(said("Add a task") if task is None else task.name, "task-dialog", parent, width=560)
        self._study, self._save = lists.study, save
        self.code = TextField(said("Code"), "task-code", required=True)
        self.title = TextField(said("Task"), "task-title", required=True)
        self.note = TextField(said("Qualification it wants"), "task-note")
        self.courses = PickList(said("Trainings it needs"), "task-courses", rows=7)
        self.courses.set_options(lists.courses)
        if task is not None:
            self.code.set_value(task.code)
            self.title.set_value(task.title)
            self.note.set_value(task.note)
            self.courses.tick(task.course_ids)
        form = Form(self.windowTitle())
        form.add(self.code, self.title)
        form.add(self.note)
        form.add(_titled(said("Trainings it needs"), self.courses))
        self.body.addWidget(form, 1)
        self.add_cancel()
        self.add_button(said("Save"), "save", "primary").clicked.connect(self.accept)

    def accept(self) -> None:
        if check_all((self.code, self.title)):
            self.set_busy(True)
            self._save(self.given())

    def given(self) -> r.NewTask:
        return r.NewTask(self._study, self.code.value(), self.title.value(), self.note.value(), self.courses.values())


class EndDialog(Dialog):
    """The last day of a line, and why."""

    def __init__(self, line: r.Line, today: date, parent: QWidget, save: Callable[[date, str], object]) -> None:
        super().__init__(said("End {task}").format(task=f"{line.code} {line.task}"), "end-dialog", parent)
        self.end = DateField(said("Last day"), "line-end", required=True)
        self.end.set_value(max(today, line.start).isoformat())
        self.reason = TextField(
            said("Reason"), "line-end-reason", required=True,
            known=(said("Leaves the study"), said("Task no longer needed"), said("Training not renewed")),
        )  # fmt: skip
        self.body.addWidget(self.end)
        self.body.addWidget(self.reason)
        self.add_cancel()
        self._save = save
        self.add_button(said("End"), "save", "primary").clicked.connect(self.accept)

    def accept(self) -> None:
        day = self.end.day()
        if check_all((self.end, self.reason)) and day is not None:
            self.set_busy(True)
            self._save(day, self.reason.value())


class BreachDialog(Dialog):
    """Work that was done against the log, as it happened."""

    def __init__(self, line: r.Line, today: date, parent: QWidget, save: Callable[[str, date, str], object]) -> None:
        words = said("Record it as it was: it opens a deviation, and no date needs to be changed.")
        super().__init__(said("Record a breach"), "breach-dialog", parent, words=words)
        self.kind = ChoiceField(
            said("What happened"), "breach-kind", [(kind, breach_word(kind)) for kind in r.BREACHES], required=True,
            unset=said("Choose"),
        )  # fmt: skip
        self.kind.set_value(r.LAPSED if line.status == r.NOT_CURRENT else r.BEFORE_APPROVAL)
        self.day = DateField(said("On"), "breach-day", required=True, not_after=today)
        self.what = LongField(said("In your words"), "breach-what", lines=3)
        for field in (self.kind, self.day, self.what):
            self.body.addWidget(field)
        self.add_cancel()
        self._save = save
        self.add_button(said("Record"), "save", "primary").clicked.connect(self.accept)

    def accept(self) -> None:
        day = self.day.day()
        if check_all((self.kind, self.day)) and day is not None:
            self.set_busy(True)
            self._save(self.kind.value(), day, self.what.value())


def _on_sheet(widget: QWidget) -> QWidget:
    sheet = Sheet()
    inside = QVBoxLayout(sheet)
    inside.setContentsMargins(8, 3, 3, 3)
    inside.addWidget(widget)
    return sheet


def _titled(title: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Text(title, Type.LABEL, "ink2"))
    column.addWidget(widget)
    return holder
