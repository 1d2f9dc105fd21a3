"""A course or document: what it is called, how long it counts, when it falls due."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.training.records import KINDS, STRICT_KINDS, Course, NewCourse
from desktop.training.fields import number_rule
from desktop.training.questions import Lists
from desktop.training.words import said
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField, check_all
from desktop.widgets.form import Form


class CourseDialog(Dialog):
    """``asked(NewCourse)`` for a new one, ``changed_to({field: value})`` for a change."""

    asked = Signal(object)
    changed_to = Signal(object)

    def __init__(self, lists: Lists, parent: QWidget, course: Course | None = None) -> None:
        title = said("New course or document") if course is None else said("Change a course")
        super().__init__(title, "course-dialog", parent, width=560)
        self._course = course
        self._make(lists)
        form = Form(title)
        form.add(self.code, self.kind)
        form.add(self.title)
        form.add(self.study, self.curriculum)
        form.add(self.validity, self.soon)
        form.add(self.grace)
        form.add(self.start, self.end)
        form.add(self.description)
        self.body.addWidget(form, 1)
        self.kind.changed.connect(self._kind_chosen)
        self.add_cancel()
        self.add_button(said("Add") if course is None else said("Save"), "save", "primary").clicked.connect(self.accept)
        if course is not None:
            self._fill(course)
        self._kind_chosen()
        self.code.control.setFocus()

    def accept(self) -> None:
        asked = (self.code, self.kind, self.title, self.validity, self.soon, self.grace, self.start, self.end)
        if not check_all(asked):
            return
        self.show_trouble(None)
        new = self.course()
        if self._course is None:
            self.asked.emit(new)
            return
        changes = {name: value for name, value in asdict(new).items() if value != getattr(self._course, name)}
        if changes:
            self.changed_to.emit(changes)
        else:
            self.reject()

    def course(self) -> NewCourse:
        """What the fields say."""
        months = self.validity.value()
        return NewCourse(
            code=self.code.value(), title=self.title.value(), kind=self.kind.value(),
            study_id=self.study.value() or None, curriculum=self.curriculum.value(),
            validity_months=int(months) if months else None, due_soon_days=int(self.soon.value() or 30),
            grace_days=int(self.grace.value() or 0), description=self.description.value(),
            start=self.start.day(), end=self.end.day(),
        )  # fmt: skip

    def _make(self, lists: Lists) -> None:
        curricula = sorted({course.curriculum for course in lists.courses if course.curriculum})
        self.code = TextField(said("Short name"), "course-code", required=True, hint=said("Heads its column."))
        self.kind = ChoiceField(said("Kind"), "course-kind", [(kind, said(kind)) for kind in KINDS], required=True)
        self.kind.set_value(KINDS[0])
        self.title = TextField(said("Title"), "course-title", required=True)
        studies = [("", said("Whole site")), *((study.id, study.code) for study in lists.studies)]
        self.study = ChoiceField(said("Study"), "course-study", studies)
        self.study.set_value("")
        self.curriculum = TextField(said("Curriculum"), "course-curriculum", known=curricula)
        self.validity = TextField(
            said("Counts for (months)"), "course-validity", rule=number_rule(600), hint=said("Empty: for ever.")
        )
        self.soon = TextField(said("Due soon (days before)"), "course-soon", rule=number_rule(366))
        self.soon.set_value("30")
        self.grace = TextField(
            said("Grace after a new version (days)"), "course-grace", rule=number_rule(366),
            hint=said("Protocol, consent and safety documents have none."),
        )  # fmt: skip
        self.grace.set_value("0")
        self.start = DateField(said("In use from"), "course-start")
        self.end = DateField(said("In use until"), "course-end")
        self.description = LongField(said("Description"), "course-description", lines=2)

    def _fill(self, course: Course) -> None:
        for field, value in (
            (self.code, course.code), (self.kind, course.kind), (self.title, course.title),
            (self.study, course.study_id or ""), (self.curriculum, course.curriculum),
            (self.validity, str(course.validity_months or "")), (self.soon, str(course.due_soon_days)),
            (self.grace, str(course.grace_days)), (self.description, course.description),
            (self.start, course.start.isoformat() if course.start else ""),
            (self.end, course.end.isoformat() if course.end else ""),
        ):  # fmt: skip
            field.set_value(value)

    def _kind_chosen(self) -> None:
        strict = self.kind.value() in STRICT_KINDS
        self.grace.setEnabled(not strict)
        if strict:
            self.grace.set_value("0")
