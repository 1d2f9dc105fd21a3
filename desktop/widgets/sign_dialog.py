"""Signing: the exact content is shown, its meaning chosen, passphrase and a fresh code asked (SIG-1).

What is signed, and how, is the caller's; this dialog only shows and asks. It holds the passphrase until the signing
came back, then forgets it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.clock import Clock
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField
from desktop.widgets.fonts import Type
from desktop.widgets.passphrase import PassphraseField
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

STEP = 30
Sign = Callable[[str, str, str, Callable[[], object], Callable[[Exception], object]], object]
"""Sign with (meaning, passphrase, code), then call the first callable, or the second with what went wrong."""


@dataclass(frozen=True)
class SignItem:
    """One thing that is signed: its title and the facts the signature binds to."""

    title: str
    facts: Sequence[tuple[str, str]] = ()


def seconds_to_fresh(clock: Clock, used_step: int | None) -> int:
    """Whole seconds until the authenticator shows a code later than ``used_step`` (30-second steps since 1970)."""
    if used_step is None:
        return 0
    left = (used_step + 1) * STEP - clock.now().timestamp()
    return max(0, int(left) + (left > int(left)))


class SignDialog(Dialog):
    """Signs one item or a list. ``signed`` is Dialog's ``accepted``."""

    def __init__(
        self,
        items: Sequence[SignItem],
        meanings: Sequence[tuple[str, str]],
        sign: Sign,
        clock: Clock,
        parent: QWidget,
        *,
        used_step: int | None = None,
        signer: str = "",
        hint: Callable[[], str] | None = None,
    ) -> None:
        super().__init__("", "sign-dialog", parent, width=520)
        one = self.tr("Sign this record")
        self.set_title(one if len(items) == 1 else self.tr("Sign {0} records").format(len(items)))
        self._sign, self._clock, self._used, self._hint = sign, clock, used_step, hint
        self._busy = False
        self.meaning = ChoiceField(self.tr("Meaning of the signature"), "meaning", meanings, required=True)
        if meanings:
            self.meaning.set_value(meanings[0][0])
        self.passphrase = PassphraseField(self.tr("Passphrase"), "sign-passphrase")
        self.boxes = CodeBoxes("sign-code")
        self.wait = Text("", Type.META, "ink2", wrap=True)
        self.wait.setObjectName("sign-wait")
        self._lay_out(items, signer)
        self.add_cancel()
        self.go = self.add_button(self.tr("Sign"), "sign", "primary")
        self.go.clicked.connect(self._try)
        self.boxes.completed.connect(lambda _: self.go.setFocus())
        self.boxes.dropped.connect(lambda: self.wait.setText(self.tr("Only digits belong here.")))
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.tick()
        self.passphrase.control.setFocus()

    def tick(self) -> None:
        """Count down to a fresh code; the button waits with it."""
        left = seconds_to_fresh(self._clock, self._used)
        hint = self._hint() if self._hint is not None else ""
        if left:
            said = self.tr("The code now on your phone has been used. A fresh one comes in {0} s.").format(left)
        else:
            said = hint or self.tr("The six digits your authenticator shows now.")
        if self.wait.text() != said:
            self.wait.setText(said)
        self.go.setEnabled(not self._busy and not left)

    def _try(self) -> None:
        good = self.passphrase.check() & self.meaning.check()
        if not self.boxes.is_complete():
            self.boxes.set_wrong(True)
            (self.boxes if good else self.passphrase.control).setFocus()
            return
        if not good:
            self.passphrase.control.setFocus()
            return
        self._busy = True
        self.go.setEnabled(False)
        self.show_trouble(None)
        self._sign(self.meaning.value(), self.passphrase.value(), self.boxes.code(), self._done, self._failed)

    def _done(self) -> None:
        self.passphrase.forget()
        self.accept()

    def _failed(self, problem: Exception) -> None:
        self._busy = False
        self.boxes.clear()
        self.show_trouble(problem)
        self.tick()
        self.boxes.setFocus()

    def done(self, result: int) -> None:
        self._timer.stop()
        self.passphrase.forget()
        self.boxes.clear()
        super().done(result)

    def _lay_out(self, items: Sequence[SignItem], signer: str) -> None:
        self.body.addWidget(_Content(items))
        if signer:
            self.body.addWidget(Text(self.tr("Signing as {0}").format(signer), Type.BODY, "ink2", wrap=True))
        self.body.addWidget(self.meaning)
        self.body.addWidget(self.passphrase)
        code = QVBoxLayout()
        code.setSpacing(4)
        label = Text(self.tr("Code from your authenticator"), Type.LABEL, "ink2")
        label.setBuddy(self.boxes)
        row = QHBoxLayout()
        row.addWidget(self.boxes)
        row.addStretch(1)
        code.addWidget(label)
        code.addLayout(row)
        code.addWidget(self.wait)
        self.body.addLayout(code)


class _Content(Sheet):
    """What is signed, scrolled where it is long."""

    def __init__(self, items: Sequence[SignItem]) -> None:
        super().__init__()
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(3)
        for place, item in enumerate(items):
            if place:
                column.addSpacing(8)
            column.addWidget(Text(item.title, Type.STRONG, wrap=True))
            for name, value in item.facts:
                column.addWidget(Text(f"{name}: {value}", Type.META, "ink2", wrap=True))
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("sign-content")
        area.setAccessibleName(self.tr("What is signed"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)  # setWidget turns it on
        lines = sum(1 + len(item.facts) for item in items)
        area.setMinimumHeight(theme().px(min(220, 34 + 19 * lines)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(area)
