"""Of whom a course is asked: a role or everybody, in a study or at the whole site, from a day on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.training.records import NewRequirement, Requirement
from desktop.training.fields import course_options, number_rule
from desktop.training.questions import Lists
from desktop.training.words import course_name, said
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, TextField, check_all
from desktop.widgets.form import Form


class RequirementDialog(Dialog):
    """``asked(NewRequirement)``."""

    asked = Signal(object)

    def __init__(self, lists: Lists, parent: QWidget, course: str = "") -> None:
        super().__init__(said("Ask a training"), "requirement-dialog", parent, width=520)
        self._lists = lists
        self.course = ChoiceField(
            said("Course or document"), "requirement-course", course_options(lists), required=True, search=True
        )
        self.course.set_value(course)
        roles = [("", said("Everybody")), *((role, role) for role in lists.roles)]
        self.role = ChoiceField(said("Of whom"), "requirement-role", roles)
        studies = [("", said("Whole site")), *((study.id, study.code) for study in lists.studies)]
        self.study = ChoiceField(said("Where"), "requirement-study", studies)
        self.task = TextField(
            said("For the task"), "requirement-task", hint=said("As in the delegation log; optional.")
        )
        self.within = TextField(
            said("Days for newcomers"), "requirement-within", rule=number_rule(366),
            hint=said("0 for protocol, consent and safety documents."),
        )  # fmt: skip
        self.within.set_value("0")
        self.start = DateField(said("Asked from"), "requirement-start")
        self.start.set_value(lists.today.isoformat())
        self.end = DateField(said("Asked until"), "requirement-end")
        for field in (self.role, self.study):
            field.set_value("")
        form = Form(self.windowTitle())
        form.add(self.course)
        form.add(self.role, self.study)
        form.add(self.task, self.within)
        form.add(self.start, self.end)
        self.body.addWidget(form, 1)
        self.add_cancel()
        self.add_button(said("Ask"), "save", "primary").clicked.connect(self.accept)
        self.course.changed.connect(self._course_chosen)
        self._course_chosen()

    def accept(self) -> None:
        if not check_all((self.course, self.within, self.start, self.end)):
            return
        self.show_trouble(None)
        self.asked.emit(
            NewRequirement(
                self.course.value(),
                self.role.value(),
                self.study.value() or None,
                self.task.value(),
                int(self.within.value() or 0),
                self.start.day(),
                self.end.day(),
            )
        )

    def _course_chosen(self) -> None:
        """A document of one study is asked in that study only."""
        course = next((one for one in self._lists.courses if one.id == self.course.value()), None)
        own = course.study_id if course is not None else None
        self.study.setEnabled(own is None)
        if own is not None:
            self.study.set_value(own)


class EndDialog(Dialog):
    """``asked(day)``: the last day a requirement is asked."""

    asked = Signal(object)

    def __init__(self, requirement: Requirement, today: date, parent: QWidget) -> None:
        words = f"{course_name(requirement.course, requirement.study)} · {requirement.role or said('everybody')}"
        super().__init__(said("End a requirement"), "end-dialog", parent, words=words, width=420)
        self.last = DateField(said("Last day it is asked"), "requirement-last", required=True)
        self.last.set_value(today.isoformat())
        self.body.addWidget(self.last)
        self.add_cancel()
        self.add_button(said("End"), "save", "primary").clicked.connect(self.accept)

    def accept(self) -> None:
        if check_all((self.last,)):
            self.asked.emit(self.last.day())
