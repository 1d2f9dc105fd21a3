"""Taking over a built-in curriculum: what is in it, where it comes from, from when it is asked (TRN-4)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.starter import curricula
from desktop.training.words import counted, said
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, check_all
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text


class CurriculumDialog(Dialog):
    """``asked(name, day)``."""

    asked = Signal(str, object)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(
            said("Take over a curriculum"), "curriculum-dialog", parent, width=520,
            words=said("Courses you have already, by their short names, are left as they are."),
        )  # fmt: skip
        self._known = {one.name: one for one in curricula()}
        self.which = ChoiceField(
            said("Curriculum"), "curriculum", [(name, name) for name in self._known], required=True
        )
        self.start = DateField(said("Asked from"), "curriculum-start", required=True)
        self.start.set_value(today.isoformat())
        self.inside = Text("", Type.META, "ink2", wrap=True)
        self.which.changed.connect(self._tell)
        self.which.set_value(next(iter(self._known), ""))
        for widget in (self.which, self.inside, self.start):
            self.body.addWidget(widget)
        self.add_cancel()
        self.add_button(said("Take over"), "save", "primary").clicked.connect(self.accept)
        self._tell()

    def accept(self) -> None:
        if check_all((self.which, self.start)):
            self.asked.emit(self.which.value(), self.start.day())

    def _tell(self) -> None:
        chosen = self._known.get(self.which.value())
        if chosen is None:
            return
        names = ", ".join(course.code for course in chosen.courses)
        self.inside.setText(f"{counted(len(chosen.courses), 'course', 'courses')}: {names}. {chosen.source}")
