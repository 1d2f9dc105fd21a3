"""Form fields: a label above, the control, and under it a hint or what is wrong. Values are text; days are ISO."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.choices import Choice
from desktop.widgets.dates import FORMS, read_date, show_date
from desktop.widgets.fonts import Type
from desktop.widgets.identity import is_free_line, looks_like_identity
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

Control = TypeVar("Control", bound=QWidget)
Rule = Callable[[str], str]
"""Given a value, what is wrong with it; the empty text if nothing."""


class Field(QWidget, Generic[Control]):
    """One question of a form. ``changed`` follows every edit by the person."""

    changed = Signal()

    def __init__(
        self,
        label: str,
        control: Control,
        name: str,
        *,
        required: bool = False,
        hint: str = "",
        rule: Rule | None = None,
    ) -> None:
        super().__init__()
        self.control: Control = control
        self._required, self._hint, self._rule = required, hint, rule
        self.setObjectName(f"field-{name}")
        control.setObjectName(name)
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        self.label = Text(label, Type.LABEL, "ink2")
        self.label.setBuddy(control)
        self.note = Text(hint, Type.SMALL, "ink3", wrap=True)
        if not hint:  # showing what has no parent yet would open a window of its own for a moment
            self.note.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.label)
        rows.addWidget(control)
        rows.addWidget(self.note)
        self.setFocusProxy(control)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def setVisible(self, visible: bool) -> None:
        """Without a place yet it opens no window of its own: it comes up with what it is put into."""
        if visible and self.parentWidget() is None:
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
        else:
            super().setVisible(visible)

    def value(self) -> str:
        """What is in the field."""
        raise TypeError("a field is asked for its value through its own kind")

    def set_value(self, value: str) -> None:
        """Fill the field."""
        raise TypeError("a field is filled through its own kind")

    def problem(self) -> str:
        """What is wrong with what is in the field; the empty text if nothing is."""
        value = self.value()
        if self._required and not value:
            return self.tr("Needed.")
        return self._rule(value) if self._rule is not None and value else ""

    def check(self) -> bool:
        """Show what is wrong, if anything; True if nothing is."""
        problem = self.problem()
        self.show_problem(problem)
        return not problem

    def show_problem(self, problem: str) -> None:
        """Mark the field as wrong with these words; the empty text takes the mark away."""
        if bool(self.control.property("wrong")) != bool(problem):
            self.control.setProperty("wrong", bool(problem))
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)
        self.note.setText(problem or self._hint)
        self.note.set_ink("late" if problem else "ink3")
        self.note.setVisible(bool(problem or self._hint))
        self.control.setAccessibleDescription(problem or self._hint)

    def _edited(self) -> None:
        if self.control.property("wrong"):
            self.show_problem("")
        self.changed.emit()

    def _warn(self) -> None:
        """A participant is known by the code alone (AUD-5): said beside the field, and never refused."""
        if self.control.property("wrong"):
            return
        found = looks_like_identity(self.value())
        words = self.tr("Looks like somebody’s identity: use the participant’s code.") if found else self._hint
        if words != self.note.text():
            self.note.setText(words)
            self.note.set_ink("soon" if found else "ink3")
            self.note.setVisible(bool(words))
            self.control.setAccessibleDescription(words)


class TextField(Field[QLineEdit]):
    """One line of text."""

    def __init__(
        self,
        label: str,
        name: str,
        *,
        required: bool = False,
        hint: str = "",
        rule: Rule | None = None,
        placeholder: str = "",
        known: Sequence[str] = (),
    ) -> None:
        super().__init__(label, QLineEdit(), name, required=required, hint=hint, rule=rule)
        self.control.setPlaceholderText(placeholder)
        self.control.textEdited.connect(self._edited)
        if is_free_line(name):
            self.control.textChanged.connect(self._warn)
        if known:
            completer = QCompleter(list(known), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.control.setCompleter(completer)

    def value(self) -> str:
        return self.control.text().strip()

    def set_value(self, value: str) -> None:
        self.control.setText(value)


class LongField(Field[QPlainTextEdit]):
    """Several lines of text; Tab leaves."""

    def __init__(
        self,
        label: str,
        name: str,
        *,
        required: bool = False,
        hint: str = "",
        rule: Rule | None = None,
        lines: int = 3,
    ) -> None:
        super().__init__(label, QPlainTextEdit(), name, required=required, hint=hint, rule=rule)
        self._lines = lines
        self.control.setTabChangesFocus(True)
        self.control.textChanged.connect(self._edited)
        self.control.textChanged.connect(self._warn)
        theme().changed.connect(self._size)
        self._size()

    def value(self) -> str:
        return self.control.toPlainText().strip()

    def set_value(self, value: str) -> None:
        self.control.setPlainText(value)

    def _size(self) -> None:
        self.control.setFixedHeight(self._lines * theme().px(18) + 18)


class DateField(Field[QLineEdit]):
    """A day, typed in one of two forms that cannot be misread; ``value`` is ISO, or empty. Nothing is guessed."""

    def __init__(
        self,
        label: str,
        name: str,
        *,
        required: bool = False,
        hint: str = "",
        rule: Rule | None = None,
        not_after: date | None = None,
    ) -> None:
        super().__init__(label, QLineEdit(), name, required=required, hint=hint, rule=rule)
        self._not_after = not_after
        self.control.setPlaceholderText(self.tr("DD-Mon-YYYY"))
        self.control.textEdited.connect(self._edited)
        self.control.editingFinished.connect(self._finish)

    def value(self) -> str:
        day = read_date(self.control.text())
        return day.isoformat() if day else ""

    def day(self) -> date | None:
        """The day as a date."""
        return read_date(self.control.text())

    def set_value(self, value: str) -> None:
        self.control.setText(show_date(date.fromisoformat(value)) if value else "")

    def problem(self) -> str:
        typed = self.control.text().strip()
        day = self.day()
        if typed and day is None:
            return self.tr("Cannot tell which day this is. Write it as {0}.").format(FORMS)
        if day is not None and self._not_after is not None and day > self._not_after:
            return self.tr("This day has not come yet.")
        return super().problem()

    def _finish(self) -> None:
        day = self.day()
        if day is not None:
            self.control.setText(show_date(day))
        elif self.control.text().strip():
            self.check()


class ChoiceField(Field[Choice]):
    """One of several. ``options``: (value, words). ``search`` lets a long list be narrowed by typing."""

    def __init__(
        self,
        label: str,
        name: str,
        options: Sequence[tuple[str, str]] = (),
        *,
        required: bool = False,
        hint: str = "",
        search: bool = False,
        unset: str = "",
    ) -> None:
        super().__init__(label, Choice(unset, search=search), name, required=required, hint=hint)
        self.control.picked.connect(self._edited)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options; the value stays if it is still offered."""
        self.control.set_options(options)

    def value(self) -> str:
        return self.control.value()

    def set_value(self, value: str) -> None:
        self.control.set_value(value)


def check_all(fields: Sequence[Field[Any]]) -> bool:
    """Check every field, show what is wrong, and put the focus into the first that is; True if none is."""
    wrong = [field for field in fields if not field.isHidden() and not field.check()]
    if wrong:
        wrong[0].control.setFocus(Qt.FocusReason.OtherFocusReason)
    return not wrong
