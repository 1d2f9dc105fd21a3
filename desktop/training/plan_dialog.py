"""When a renewal is planned for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.training.words import said
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import DateField, TextField, check_all


class PlanDialog(Dialog):
    """``asked(day, note)``."""

    asked = Signal(object, str)

    def __init__(self, person: str, heading: str, today: date, parent: QWidget) -> None:
        super().__init__(
            said("Plan a training"), "plan-dialog", parent, words=f"{person} · {heading}", width=420
        )  # fmt: skip
        self._today = today
        self.planned = DateField(said("Planned for"), "planned", required=True, rule=self._to_come)
        self.note = TextField(said("Note"), "plan-note", placeholder=said("Group session, seminar room"))
        self.body.addWidget(self.planned)
        self.body.addWidget(self.note)
        self.add_cancel()
        self.add_button(said("Plan"), "save", "primary").clicked.connect(self.accept)
        self.planned.control.setFocus()

    def accept(self) -> None:
        if check_all((self.planned,)):
            self.asked.emit(self.planned.day(), self.note.value())

    def _to_come(self, value: str) -> str:
        passed = date.fromisoformat(value) < self._today
        return said("This day has passed. Record a training that was done instead.") if passed else ""
