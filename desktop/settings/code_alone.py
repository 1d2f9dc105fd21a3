"""Whether the passphrase is asked to unlock: the site's policy, and each person's own slot (UNL-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.settings.enrol_steps import said
from desktop.settings.proof import ProofDialog
from desktop.widgets.ask import AskDialog
from desktop.widgets.fields import ChoiceField, TextField
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    pass

WAYS = ("asked", "own")


def ask_policy(context: PageContext, page: QWidget) -> None:
    """An officer's decision, with what it costs and its reason."""
    from db.workspace import code_alone

    def opened(may: bool) -> None:
        field = ChoiceField(said("To unlock"), "code-alone", [
            ("asked", said("The passphrase is always asked")),
            ("own", said("Each person may leave the passphrase out")),
        ], required=True)  # fmt: skip
        reason = TextField(said("Reason"), "reason", required=True)
        words = said(
            "Without the passphrase, this account's keyring and one person's phone, or a copy of the folder with the "
            "keyring and some days of computing, open everything. Signing asks the passphrase all the same. "
            "If it is asked again later, each person gives it at their next unlocking."
        )
        dialog = AskDialog(page, said("The passphrase when unlocking"), "code-alone-dialog", ((field,), (reason,)),
                           save, words=words, width=520)  # fmt: skip
        dialog.fill({"code-alone": WAYS[may]})
        dialog.open()

    def save(dialog: AskDialog) -> None:
        may, why = dialog.text("code-alone") == "own", dialog.text("reason")
        dialog.set_busy(True)
        context.jobs.write(
            lambda site: code_alone.allow(site.store, may, why), lambda _: dialog.accept(), dialog.show_trouble
        )

    context.jobs.read(lambda site: code_alone.allowed(site.store), opened, context.prompts.tell)


class OwnSlotDialog(ProofDialog):
    """``alone``: from now on without the passphrase, else with it."""

    def __init__(self, jobs: Jobs, parent: QWidget, *, alone: bool) -> None:
        title = said("Unlock without the passphrase") if alone else said("Unlock with the passphrase")
        words = (
            said("From now on this account's keyring and a code of your phone open your slot. Every signature asks the "
                 "passphrase all the same, so keep it.")
            if alone else said("From now on unlocking asks keyring, code and passphrase.")
        )  # fmt: skip
        super().__init__(
            jobs, parent, "own-slot", title, words,
            lambda site, passphrase, code: site.session.open_by(passphrase, code, code_alone=alone),
            whose=said("Your passphrase"), code=said("Code from your authenticator"), go=said("Change it"),
            act="change", width=460,
        )  # fmt: skip
