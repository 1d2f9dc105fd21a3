"""A dialog told by its fields: what is asked stands in rows, the answers come back by name. It saves nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import DateField, Field, check_all
from desktop.widgets.form import Form
from desktop.widgets.moment_field import MomentField

Row = Sequence[Field[Any]]


class AskDialog(Dialog):
    """``save(dialog)`` when every field is in order; close it with `accept`, or say what went wrong with
    `show_trouble`. Fields are found by their control's object name."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        name: str,
        rows: Sequence[Row],
        save: Callable[[AskDialog], object],
        *,
        do: str = "",
        words: str = "",
        width: int = 560,
    ) -> None:
        super().__init__(title, name, parent, words=words, width=width)
        self._save = save
        self.fields: dict[str, Field[Any]] = {}
        form = Form(title)
        for row in rows:
            form.add(*row)
            self.fields |= {field.control.objectName(): field for field in row}
        self.body.addWidget(form)
        self.add_cancel()
        self.go = self.add_button(do or self.tr("Save"), "save", "primary")
        self.go.clicked.connect(self._try)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.control.setFocus()

    def text(self, name: str) -> str:
        """What stands in a field."""
        return str(self.fields[name].value())

    def day(self, name: str) -> date | None:
        field = self.fields[name]
        assert isinstance(field, DateField)
        return field.day()

    def moment(self, name: str) -> datetime | None:
        field = self.fields[name]
        assert isinstance(field, MomentField)
        return field.moment()

    def number(self, name: str) -> int | None:
        """A whole number, None where the field is empty."""
        text = self.text(name)
        return int(text) if text else None

    def fill(self, values: dict[str, object]) -> None:
        """Put values into fields of the same names; days, moments and numbers as themselves."""
        for name, value in values.items():
            field = self.fields.get(name)
            if field is not None:
                field.set_value(value.isoformat() if isinstance(value, date | datetime) else str(value or ""))

    def differing(self, record: object, names: Sequence[str]) -> dict[str, object]:
        """The fields whose value differs from the record's attribute of the same name."""
        found: dict[str, object] = {}
        for name in names:
            field = self.fields[name]
            value: object
            if isinstance(field, MomentField):
                value = field.moment()
            elif isinstance(field, DateField):
                value = field.day()
            else:
                value = field.value()
            if (value or None) != (getattr(record, name) or None):
                found[name] = value
        return found

    def _try(self) -> None:
        if check_all(list(self.fields.values())):
            self.show_trouble(None)
            self._save(self)


def whole_number(text: str) -> str:
    """A rule for fields that take a count."""
    return "" if text.isdecimal() and len(text) < 8 else "A whole number."
