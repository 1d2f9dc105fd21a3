"""A version of a course or document: approved, then in effect at this site, re-opening training or not."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.training.records import Course, NewVersion, Version
from desktop.training.words import course_line, said
from desktop.widgets.choices import Tick
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import DateField, LongField, TextField, check_all
from desktop.widgets.form import Form


class VersionDialog(Dialog):
    """``asked(NewVersion)`` for a new one, ``changed_to({field: value})`` for a change."""

    asked = Signal(object)
    changed_to = Signal(object)

    def __init__(self, course: Course, parent: QWidget, version: Version | None = None) -> None:
        title = said("New version") if version is None else said("Change a version")
        words = course_line(course.code, course.study, course.title)
        super().__init__(title, "version-dialog", parent, words=words, width=520)
        self._version = version
        self.label_field = TextField(
            said("Version"), "version-label", required=True, placeholder=said("3.0, ed. 12, E6(R3)")
        )
        self.approved = DateField(said("Approved"), "version-approved")
        self.effective = DateField(
            said("In effect at this site from"), "version-effective",
            hint=said("Leave empty while it is not known; training re-opens on this day."), rule=self._after_approval,
        )  # fmt: skip
        self.reopens = Tick(said("Whoever was trained on an earlier version trains again"), "version-reopens")
        self.reopens.setChecked(True)
        self.summary = LongField(said("What changed"), "version-summary", lines=3)
        form = Form(title)
        form.add(self.label_field)
        form.add(self.approved, self.effective)
        form.add(self.reopens)
        form.add(self.summary)
        self.body.addWidget(form, 1)
        self.add_cancel()
        self.add_button(said("Add") if version is None else said("Save"), "save", "primary").clicked.connect(
            self.accept
        )
        if version is not None:
            self._fill(version)
        self.label_field.control.setFocus()

    def accept(self) -> None:
        if not check_all((self.label_field, self.approved, self.effective)):
            return
        self.show_trouble(None)
        new = NewVersion(
            self.label_field.value(), self.approved.day(), self.effective.day(), self.reopens.isChecked(),
            self.summary.value(), self._version.file if self._version else None,
        )  # fmt: skip
        if self._version is None:
            self.asked.emit(new)
            return
        changes = {name: value for name, value in asdict(new).items() if value != getattr(self._version, name)}
        if changes:
            self.changed_to.emit(changes)
        else:
            self.reject()

    def _fill(self, version: Version) -> None:
        self.label_field.set_value(version.label)
        self.approved.set_value(version.approved.isoformat() if version.approved else "")
        self.effective.set_value(version.effective.isoformat() if version.effective else "")
        self.reopens.setChecked(version.reopens)
        self.summary.set_value(version.summary)

    def _after_approval(self, value: str) -> str:
        approved = self.approved.value()
        return said("Before it was approved.") if approved and value < approved else ""
