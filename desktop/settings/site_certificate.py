"""Back to a certificate of the site (SIG-2): in an officer's session, by the person with both factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.store.users import User
from desktop.settings.enrol_steps import said
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.dialog import Dialog
from desktop.widgets.fonts import Type
from desktop.widgets.page import PageContext
from desktop.widgets.passphrase import PassphraseField
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.site import Site


class SiteCertificateDialog(Dialog):
    """Closes when slot and register have the new certificate."""

    def __init__(self, context: PageContext, user: User, own: bool, parent: QWidget) -> None:
        whose = said("You prove") if own else said("{name} proves").format(name=user.name)
        super().__init__(
            said("A certificate of the site"), "site-certificate-dialog", parent, width=500,
            words=said(
                "{whose} it with passphrase and a code here. Phone, passphrase and earlier signatures stay as they "
                "are; a certificate brought in a file signs no more."
            ).format(whose=whose),
        )  # fmt: skip
        self._context, self._user = context, user
        name = said("Your passphrase") if own else said("Passphrase of {name}").format(name=user.name)
        self.passphrase = PassphraseField(name, "site-certificate-passphrase")
        label = Text(said("Code from the authenticator"), Type.LABEL, "ink2")
        self.code = CodeBoxes("site-certificate-code")
        label.setBuddy(self.code)
        for widget in (self.passphrase, label, self.code):
            self.body.addWidget(widget)
        self.add_cancel()
        self.go = self.add_button(said("Make it"), "site-certificate-make", "primary")
        self.go.clicked.connect(self._make)
        self.passphrase.control.textChanged.connect(lambda _: self._judge())
        self.code.textChanged.connect(lambda _: self._judge())
        self._judge()
        self.passphrase.control.setFocus()

    def _judge(self) -> None:
        self.go.setEnabled(bool(self.passphrase.value()) and self.code.is_complete())

    def _make(self) -> None:
        from db.workspace.site_certificate import give_site_certificate

        user, passphrase, code = self._user.id, self.passphrase.value(), self.code.code()

        def work(site: Site) -> None:
            give_site_certificate(site.session, user, passphrase, code)

        self.set_busy(True)
        self.show_trouble(None)
        self._context.jobs.write(work, lambda _: self.accept(), self._failed)

    def _failed(self, problem: Exception) -> None:
        self.show_trouble(problem)
        self.code.clear()
        self.code.setFocus()

    def done(self, result: int) -> None:
        self.passphrase.forget()
        self.code.clear()
        super().done(result)
