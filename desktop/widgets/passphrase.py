"""A passphrase: hidden unless shown on purpose, with its strength where a new one is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.buttons import IconButton
from desktop.widgets.fields import Field
from desktop.widgets.progress import Bar

STRONG_BITS = 70.0
_INKS = {"weak": "late", "fair": "soon", "good": "ok", "strong": "ok"}


class Strength(Protocol):
    """What the vault says of a passphrase."""

    @property
    def bits(self) -> float: ...
    @property
    def word(self) -> str: ...
    @property
    def good(self) -> bool: ...
    @property
    def advice(self) -> str: ...


class SecretEdit(QLineEdit):
    """A line that hides what is typed and never enters a clipboard history by itself; the eye, or Alt+V, shows it.

    The eye is no stop on the way from field to field: what is typed on it would land in the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.eye = IconButton("eye", self.tr("Show the passphrase (Alt+V)"), "show-passphrase", self)
        self.eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.eye.clicked.connect(self._turn)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.height() - 6
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.eye.setGeometry(3 if rtl else self.width() - side - 3, 3, side, side)
        self.setTextMargins(side if rtl else 0, 0, 0 if rtl else side, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_V and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._turn()
            return
        super().keyPressEvent(event)

    def hide_again(self) -> None:
        """Back to dots."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye", self.tr("Show the passphrase (Alt+V)"))

    def _turn(self) -> None:
        if self.echoMode() is QLineEdit.EchoMode.Password:
            self.setEchoMode(QLineEdit.EchoMode.Normal)
            self.eye.set_icon("eye-off", self.tr("Hide the passphrase (Alt+V)"))
        else:
            self.hide_again()


class PassphraseField(Field[SecretEdit]):
    """``strength``: how good a new passphrase is; None where an existing one is asked. The value keeps its blanks."""

    def __init__(
        self,
        label: str,
        name: str = "passphrase",
        *,
        strength: Callable[[str], Strength] | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(label, SecretEdit(), name, required=True, hint=hint)
        self._strength = strength
        self.bar = Bar(self.tr("Strength of the passphrase"), "late")
        self.bar.setRange(0, 100)
        self.bar.setVisible(strength is not None)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.bar)
        self.control.textEdited.connect(self._edited)
        self.control.textChanged.connect(self._weigh)

    def value(self) -> str:
        return self.control.text()

    def set_value(self, value: str) -> None:
        self.control.setText(value)

    def forget(self) -> None:
        """Take the secret out of the field and hide the next one."""
        self.control.clear()
        self.control.hide_again()

    def problem(self) -> str:
        if self._strength is not None and self.value():
            told = self._strength(self.value())
            return "" if told.good else told.advice
        return super().problem()

    def _weigh(self, text: str) -> None:
        if self._strength is None:
            return
        if not text:
            self.bar.setValue(0)
            self.show_problem("")
            return
        told = self._strength(text)
        self.bar.setValue(round(min(1.0, told.bits / STRONG_BITS) * 100))
        self.bar.set_ink(_INKS.get(told.word, "late"))
        self.note.setText(told.word if told.good else f"{told.word}: {told.advice}")
        self.note.set_ink("ok" if told.good else "ink2")
        self.note.setVisible(True)
        self.control.setAccessibleDescription(self.note.text())
