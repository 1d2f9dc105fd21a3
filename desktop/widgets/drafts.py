"""What somebody is typing in an open dialog, so that it can outlive a lock or a crash (USE-2).

Every Dialog tells the book when it is shown; the book notes which fields the person edits, and fills them again when
the same dialog comes up another time. Secrets are never looked at: a dialog that asks for a passphrase or a code is
passed over. Where a draft is kept is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from desktop.widgets.choices import Choice
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.fields import Field
from desktop.widgets.passphrase import SecretEdit

_TRIES, _PAUSE = 25, 200  # choices of a field may still be on their way from the store: looked for again, ms
NO_DRAFT = "leaves-no-draft"
"""Property of a dialog whose words are kept nowhere until they are saved, as those of a redaction."""
_LONGEST = 100_000  # characters of one field


@dataclass(frozen=True)
class Draft:
    """``title`` of the dialog; ``opener``: the button that opened it; ``values``: field -> what was typed."""

    title: str
    opener: str
    values: Mapping[str, str]


@dataclass
class _Open:
    opener: str
    edited: set[str] = field(default_factory=set)


class DraftBook(QObject):
    """``changed`` when there is something else to keep."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._open: dict[QDialog, _Open] = {}
        self._waiting: dict[str, Draft] = {}
        self.pressed = ""

    def shown(self, dialog: QDialog) -> None:
        """A dialog came up: watch it, and fill it where something of it is kept."""
        if dialog in self._open or _is_secret(dialog):
            return
        known = self._open[dialog] = _Open(self.pressed)
        for one in _fields(dialog):
            one.changed.connect(partial(self._edit, dialog, _name(one)))
        dialog.finished.connect(lambda _result: self._close(dialog))
        dialog.destroyed.connect(lambda: self._drop(dialog))
        draft = self._waiting.get(_key(dialog))
        if draft is not None:
            known.edited |= set(draft.values)
            _Refill(dialog, draft.values)

    def drafts(self) -> dict[str, Draft]:
        """What is to be kept now: of open dialogs what was typed, and what still waits to be opened again."""
        found = dict(self._waiting)
        for dialog, known in self._open.items():
            edited = [one for one in _fields(dialog) if _name(one) in known.edited]
            values = {_name(one): _typed(one) for one in edited}
            if any(values[_name(one)].strip() for one in edited if not isinstance(one.control, Choice)):
                found[_key(dialog)] = Draft(dialog.windowTitle(), known.opener, values)
        return found

    def wait_for(self, drafts: Mapping[str, Draft]) -> None:
        """What was kept; each fills its dialog when that comes up, and is forgotten when it closes."""
        self._waiting = dict(drafts)

    def forget_open(self) -> None:
        """The windows go because the program locks: their closing discards nothing."""
        self._open.clear()

    def _edit(self, dialog: QDialog, name: str) -> None:
        if dialog in self._open:
            self._open[dialog].edited.add(name)
            self.changed.emit()

    def _drop(self, dialog: QDialog) -> None:
        self._open.pop(dialog, None)

    def _close(self, dialog: QDialog) -> None:
        if self._open.pop(dialog, None) is not None:
            self._waiting.pop(_key(dialog), None)
            self.changed.emit()


class _Refill(QObject):
    """Puts values back, those of choices as soon as they are offered. What the person changes meanwhile stays."""

    def __init__(self, dialog: QDialog, values: Mapping[str, str]) -> None:
        super().__init__(dialog)
        self._dialog, self._values, self._left = dialog, dict(values), _TRIES
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._fill)
        QTimer.singleShot(0, self, self._fill)

    def _fill(self) -> None:
        for one in _fields(self._dialog):
            name = _name(one)
            if name in self._values and _put(one, self._values[name]):
                del self._values[name]
                one.changed.emit()
        self._left -= 1
        if self._values and self._left > 0:
            self._timer.start()
        else:
            self._timer.stop()


def _key(dialog: QDialog) -> str:
    return f"{dialog.objectName()}|{dialog.windowTitle()}"


def _fields(dialog: QDialog) -> list[Field[Any]]:
    return [one for one in dialog.findChildren(Field) if isinstance(one.control, QLineEdit | QPlainTextEdit | Choice)]


def _name(one: Field[QWidget]) -> str:
    return one.control.objectName()


def _is_secret(dialog: QDialog) -> bool:
    return bool(dialog.property(NO_DRAFT) or dialog.findChildren(SecretEdit) or dialog.findChildren(CodeBoxes))


def _typed(one: Field[QWidget]) -> str:
    """As it stands, finished or not: half a date is a draft too."""
    control = one.control
    if isinstance(control, Choice):
        return control.value()
    text = control.toPlainText() if isinstance(control, QPlainTextEdit) else ""
    return (control.text() if isinstance(control, QLineEdit) else text)[:_LONGEST]


def _put(one: Field[QWidget], value: str) -> bool:
    """False for a choice that is not offered yet."""
    control = one.control
    if isinstance(control, Choice):
        control.set_value(value)
        return control.value() == value
    if isinstance(control, QPlainTextEdit):
        control.setPlainText(value)
    elif isinstance(control, QLineEdit):
        control.setText(value)
    return True


_book: DraftBook | None = None


def draft_book() -> DraftBook:
    """The application's one book. Needs a QApplication."""
    global _book
    if _book is None:
        _book = DraftBook()
    return _book
