"""The record editor: one training of one person, entered or corrected."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.days import is_late
from db.training.records import EFFECTS, METHODS, RESULTS, NewTraining, TrainingRecord
from desktop.training.acts import FILES
from desktop.training.fields import course_options, minutes_of, minutes_rule, person_options, version_options
from desktop.training.questions import Lists
from desktop.training.words import said
from desktop.widgets.buttons import LinkButton
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, Field, LongField, TextField, check_all
from desktop.widgets.file_field import FileField
from desktop.widgets.form import Form
from desktop.widgets.page import PageContext

OLD_NAMES = {"expires": "written_expires"}


class RecordDialog(Dialog):
    """``asked(NewTraining, Path | None)`` for a new one; ``changed_to({field: value})`` for a correction;
    ``group_asked(course id)`` when it was a session of several people after all."""

    asked = Signal(object, object)
    changed_to = Signal(object)
    group_asked = Signal(str)

    def __init__(
        self, context: PageContext, lists: Lists, parent: QWidget, record: TrainingRecord | None = None
    ) -> None:
        title = said("Record training") if record is None else said("Correct a training")
        super().__init__(title, "record-dialog", parent, width=600)
        self._lists, self._record = lists, record
        self._make(context)
        self._lay_out(record is None)
        self.course.changed.connect(self._course_chosen)
        self.completed.changed.connect(self._day_chosen)
        if record is not None:
            self._fill(record)
        self._day_chosen()

    def begin(self, person: str, course: str) -> None:
        """Start with this person and course."""
        self.person.set_value(person)
        self.course.set_value(course)
        self._course_chosen()
        first = self.completed if person and course else self.course if person else self.person
        first.control.setFocus()

    def training(self) -> NewTraining:
        """What the fields say."""
        day = self.completed.day()
        assert day is not None
        return NewTraining(
            person_id=self.person.value(), course_id=self.course.value(), completed=day,
            version_id=self.version.value() or None, expires=self.expires.day(), method=self.method.value(),
            trainer=self.trainer.value(), result=self.outcome.value(), score=self.score.value(),
            duration_minutes=minutes_of(self.minutes), note=self.note.value(), late_reason=self.late.value(),
            trainer_title=self.trainer_title.value(), topics=self.topics.value(), effect=self.effect.value(),
        )  # fmt: skip

    def _make(self, context: PageContext) -> None:
        lists = self._lists
        self.person = ChoiceField(
            said("Person"), "person", person_options(lists), required=True, search=True, unset=said("Name")
        )
        self.course = ChoiceField(
            said("Course or document"), "course", course_options(lists), required=True, search=True,
            unset=said("Code or title"),
        )  # fmt: skip
        self.version = ChoiceField(said("Version"), "version", hint=said("The one in force on the day, if none."))
        self.completed = DateField(said("Completed"), "completed", required=True, not_after=lists.today)
        self.expires = DateField(
            said("Expires"), "expires", hint=said("Only if the certificate says so; else it is worked out."),
            rule=self._after_completed,
        )  # fmt: skip
        self.method = TextField(said("Method"), "method", known=METHODS)
        self.trainer = TextField(said("Trainer or provider"), "trainer")
        self.trainer_title = TextField(said("Trainer’s title"), "trainer-title")
        self.topics = TextField(said("Topics"), "topics", placeholder=said("If other than the course says"))
        self.effect = TextField(said("Effect checked by"), "effect", known=EFFECTS)
        self.outcome = ChoiceField(said("Result"), "result", [(one, said(one)) for one in RESULTS], required=True)
        self.outcome.set_value(RESULTS[0])
        self.score = TextField(said("Score"), "score", placeholder=said("18 of 20"))
        self.minutes = TextField(said("Minutes"), "minutes", rule=minutes_rule)
        self.note = LongField(said("Note"), "note", lines=2, hint=said("No data of participants here."))
        self.late = TextField(
            said("Why is it entered only now?"), "late-reason", required=True,
            hint=said("It was more than 14 days ago; it will be marked as a late entry."),
        )  # fmt: skip
        self.file = FileField(
            said("Evidence"), "evidence", context.prompts, filters=said(FILES),
            hint=said("Certificate or sign-in sheet; kept encrypted inside the database."),
        )  # fmt: skip

    def _lay_out(self, new: bool) -> None:
        form = Form(self.windowTitle())
        form.add(self.person, *((self._group_link(),) if new else ()))
        form.add(self.course, self.version)
        form.add(self.completed, self.expires)
        if new:
            form.add(self.late)
            self.late.hide()
        form.add(self.trainer, self.trainer_title)
        form.add(self.method, self.minutes)
        form.add(self.outcome, self.score)
        form.add(self.topics, self.effect)
        form.add(self.note)
        if new:
            form.add(self.file)
        self.body.addWidget(form, 1)
        self.add_cancel()
        self.add_button(said("Record") if new else said("Save"), "save", "primary").clicked.connect(self.accept)

    def _group_link(self) -> LinkButton:
        link = LinkButton(said("Several people? Record a session"), "as-session")
        link.clicked.connect(self._as_group)
        return link

    def accept(self) -> None:
        asked: list[Field[Any]] = [
            self.person, self.course, self.completed, self.expires, self.late, self.outcome, self.minutes,
        ]  # fmt: skip
        if not check_all(asked):
            return
        self.show_trouble(None)
        if self._record is None:
            self.asked.emit(self.training(), self.file.path)
            return
        changes = self._changes(self._record)
        if changes:
            self.changed_to.emit(changes)
        else:
            self.reject()

    def _changes(self, record: TrainingRecord) -> dict[str, object]:
        new = self.training()
        kept = ("role", "evidence", "late_reason")
        found: dict[str, object] = {}
        for name in (field.name for field in fields(NewTraining) if field.name not in kept):
            value = getattr(new, name)
            if value != getattr(record, OLD_NAMES.get(name, name)):
                found[name] = value
        return found

    def _fill(self, record: TrainingRecord) -> None:
        here = {value for value, _ in person_options(self._lists)}
        if record.person_id not in here:  # somebody who has left keeps their records
            self.person.set_options([*person_options(self._lists), (record.person_id, record.person)])
        self.person.set_value(record.person_id)
        self.course.set_value(record.course_id)
        self._course_chosen()
        self.version.set_value(record.version_id or "")
        self.completed.set_value(record.completed.isoformat())
        self.expires.set_value(record.written_expires.isoformat() if record.written_expires else "")
        for field, value in (
            (self.method, record.method), (self.trainer, record.trainer), (self.outcome, record.result),
            (self.score, record.score), (self.note, record.note),
            (self.minutes, str(record.duration_minutes or "")), (self.trainer_title, record.trainer_title),
            (self.topics, record.topics), (self.effect, record.effect),
        ):  # fmt: skip
            field.set_value(value)

    def _course_chosen(self) -> None:
        self.version.set_options(version_options(self._lists, self.course.value()))

    def _day_chosen(self) -> None:
        day = self.completed.day()
        late = self._record is None and day is not None and is_late(day, self._lists.today)
        self.late.setVisible(late)

    def _after_completed(self, value: str) -> str:
        completed = self.completed.day()
        if completed is not None and date.fromisoformat(value) < completed:
            return said("Before it was completed.")
        return ""

    def _as_group(self) -> None:
        course = self.course.value()
        self.reject()
        self.group_asked.emit(course)
