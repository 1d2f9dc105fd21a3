"""One's own passphrase, revised (11.300(b)): the old one and a fresh code prove who asks; the new one twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.settings.enrol_steps import said
from desktop.unlock.step_passphrase import PassphraseStep
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.dialog import Dialog
from desktop.widgets.fonts import Type
from desktop.widgets.passphrase import PassphraseField
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.site import Site


class PassphraseDialog(Dialog):
    """Closes when the slot stands under the new passphrase."""

    def __init__(self, jobs: Jobs, own: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(
            said("Change my passphrase"), "passphrase-dialog", parent, width=500,
            words=said("It guards your slot and your signature. Phone, certificate and signatures stay as they are."),
        )  # fmt: skip
        self._jobs = jobs
        self.old = PassphraseField(said("Passphrase you have now"), "old-passphrase")
        self.new = PassphraseStep(lambda: own)
        label = Text(said("Code from your authenticator"), Type.LABEL, "ink2")
        self.code = CodeBoxes("passphrase-code")
        label.setBuddy(self.code)
        for widget in (self.old, self.new, label, self.code):
            self.body.addWidget(widget)
        self.add_cancel()
        self.go = self.add_button(said("Change it"), "passphrase-change", "primary")
        self.go.clicked.connect(self._try)
        self.new.changed.connect(self._judge)
        self.old.control.textChanged.connect(lambda _: self._judge())
        self.code.textChanged.connect(lambda _: self._judge())
        self._judge()
        self.old.control.setFocus()

    def _judge(self) -> None:
        self.go.setEnabled(bool(self.old.value()) and self.new.ready() and self.code.is_complete())

    def _try(self) -> None:
        self.new.leave(self._write, lambda _: None)

    def _write(self) -> None:
        old, new, code = self.old.value(), self.new.passphrase(), self.code.code()

        def work(site: Site) -> None:
            site.session.revise_passphrase(old, code, new)

        self.set_busy(True)
        self.show_trouble(None)
        self._jobs.write(work, lambda _: self.accept(), self._failed)

    def _failed(self, problem: Exception) -> None:
        self.show_trouble(problem)
        self.code.clear()
        self.code.setFocus()

    def done(self, result: int) -> None:
        self.old.forget()
        self.new.forget()
        self.code.clear()
        super().done(result)
