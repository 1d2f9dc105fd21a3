"""A certificate of one's own from a .p12 or .pfx file (SIG-2): read first, looked at, then used with both factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.signing.pkcs12 import OwnCertificate, read_own
from desktop.settings.enrol_steps import said
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.dates import show_date
from desktop.widgets.dialog import Dialog
from desktop.widgets.file_field import FileField, read_file
from desktop.widgets.fonts import Type
from desktop.widgets.page import PageContext
from desktop.widgets.passphrase import PassphraseField
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.site import Site


class OwnCertificateDialog(Dialog):
    """Closes when the slot and the register have the certificate."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(
            said("Sign with a certificate of my own"), "own-certificate-dialog", parent, width=540,
            words=said("It takes the place of the one the site gave you. Earlier signatures stay as they are."),
        )  # fmt: skip
        self._context, self._own = context, None  # type: PageContext, OwnCertificate | None
        hint = said("With its key and all certificates of its issuers. The file itself is kept nowhere.")
        kinds = "PKCS#12 (*.p12 *.pfx)"
        self.file = FileField(said("Certificate file"), "own-file", context.prompts, filters=kinds, hint=hint)
        self.password = PassphraseField(said("Password of the file"), "own-password")
        self.facts = Text("", Type.META, "ink2", wrap=True)
        self.facts.setObjectName("own-facts")
        self.passphrase = PassphraseField(said("Your passphrase here"), "own-passphrase")
        label = Text(said("Code from your authenticator"), Type.LABEL, "ink2")
        self.code = CodeBoxes("own-code")
        label.setBuddy(self.code)
        for widget in (self.file, self.password, self.facts, self.passphrase, label, self.code):
            self.body.addWidget(widget)
        self.add_cancel()
        self.read = self.add_button(said("Read the file"), "own-read", "plain")
        self.go = self.add_button(said("Sign with it"), "own-use", "primary")
        self.read.clicked.connect(self._read)
        self.go.clicked.connect(self._use)
        self.file.changed.connect(self._other_file)
        self.password.control.textChanged.connect(lambda _: self._other_file())
        self.passphrase.control.textChanged.connect(lambda _: self._judge())
        self.code.textChanged.connect(lambda _: self._judge())
        self._other_file()

    def _other_file(self) -> None:
        self._own = None
        self.facts.setText(said("Read the file first: it says whose certificate it is, and who issued it."))
        self._judge()

    def _judge(self) -> None:
        self.read.setEnabled(self.file.path is not None)
        ready = self._own is not None and bool(self.passphrase.value()) and self.code.is_complete()
        self.go.setEnabled(ready)

    def _read(self) -> None:
        path, password = self.file.path, self.password.value()
        if path is None:
            return

        def found(own: OwnCertificate) -> None:
            self._context.jobs.read(
                lambda site: site.signing.demand_bringable(own), lambda _: self._show(own), self._failed
            )

        self.set_busy(True)
        self.show_trouble(None)
        self._context.jobs.run(lambda _: read_own(read_file(path), password), found, self._failed)

    def _show(self, own: OwnCertificate) -> None:
        self._own = own
        self.set_busy(False)
        lines = (
            said("Made out to {name}, {kind}").format(name=own.names[0], kind=own.kind),
            said("Issued under {authority}").format(authority=own.authority),
            said("Good from {start} to {end}").format(
                start=show_date(own.valid_from.date()), end=show_date(own.valid_until.date())),
            said("An officer confirms this authority once; until then your signatures show as intact, not as trusted."),
        )  # fmt: skip
        self.facts.setText("\n".join(lines))
        self._judge()
        self.passphrase.control.setFocus()

    def _use(self) -> None:
        own, passphrase, code = self._own, self.passphrase.value(), self.code.code()
        if own is None:
            return

        def work(site: Site) -> None:
            site.session.use_own_certificate(passphrase, code, own)

        self.set_busy(True)
        self.show_trouble(None)
        self._context.jobs.write(work, lambda _: self.accept(), self._failed)

    def _failed(self, problem: Exception) -> None:
        self.show_trouble(problem)
        self.code.clear()
        self._judge()

    def done(self, result: int) -> None:
        self._own = None
        self.password.forget()
        self.passphrase.forget()
        self.code.clear()
        super().done(result)
