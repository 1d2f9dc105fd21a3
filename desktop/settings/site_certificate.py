"""Back to a certificate of the site (SIG-2): in an officer's session, by the person with both factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.store.users import User
from desktop.settings.enrol_steps import said
from desktop.settings.proof import ProofDialog
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    from db.site import Site


class SiteCertificateDialog(ProofDialog):
    """Closes when slot and register have the new certificate."""

    def __init__(self, context: PageContext, user: User, own: bool, parent: QWidget) -> None:
        who = said("You prove") if own else said("{name} proves").format(name=user.name)
        words = said(
            "{whose} it with passphrase and a code here. Phone, passphrase and earlier signatures stay as they "
            "are; a certificate brought in a file signs no more."
        ).format(whose=who)
        whose = said("Your passphrase") if own else said("Passphrase of {name}").format(name=user.name)

        def work(site: Site, passphrase: str, code: str) -> None:
            from db.workspace.site_certificate import give_site_certificate

            give_site_certificate(site.session, user.id, passphrase, code)

        super().__init__(
            context.jobs, parent, "site-certificate", said("A certificate of the site"), words, work, whose=whose,
            code=said("Code from the authenticator"), go=said("Make it"), act="make", width=500,
        )  # fmt: skip
