"""A person proves that it is them, with passphrase and a fresh code, before something of their slot changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.dialog import Dialog
from desktop.widgets.fonts import Type
from desktop.widgets.passphrase import PassphraseField
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.site import Site


class ProofDialog(Dialog):
    """``name`` begins the names of its fields. ``work`` gets passphrase and code on the store's thread, and raises what
    the store refuses."""

    def __init__(
        self, jobs: Jobs, parent: QWidget, name: str, title: str, words: str, work: Callable[[Site, str, str], object],
        *, whose: str, code: str, go: str, act: str, width: int,
    ) -> None:  # fmt: skip
        super().__init__(title, f"{name}-dialog", parent, width=width, words=words)
        self._jobs, self._work = jobs, work
        self.passphrase = PassphraseField(whose, f"{name}-passphrase")
        label = Text(code, Type.LABEL, "ink2")
        self.code = CodeBoxes(f"{name}-code")
        label.setBuddy(self.code)
        for widget in (self.passphrase, label, self.code):
            self.body.addWidget(widget)
        self.add_cancel()
        self.go = self.add_button(go, f"{name}-{act}", "primary")
        self.go.clicked.connect(self._write)
        self.passphrase.control.textChanged.connect(lambda _: self._judge())
        self.code.textChanged.connect(lambda _: self._judge())
        self._judge()
        self.passphrase.control.setFocus()

    def _judge(self) -> None:
        self.go.setEnabled(bool(self.passphrase.value()) and self.code.is_complete())

    def _write(self) -> None:
        passphrase, code = self.passphrase.value(), self.code.code()
        self.set_busy(True)
        self.show_trouble(None)
        self._jobs.write(lambda site: self._work(site, passphrase, code), lambda _: self.accept(), self._failed)

    def _failed(self, problem: Exception) -> None:
        self.show_trouble(problem)
        self.code.clear()
        self.code.setFocus()

    def done(self, result: int) -> None:
        self.passphrase.forget()
        self.code.clear()
        super().done(result)
