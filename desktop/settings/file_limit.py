"""How large a file may be that the site keeps as evidence: an officer says so, with the reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.evidence.sealing import LARGEST, MB
from desktop.settings.enrol import said
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.fields import TextField
from desktop.widgets.page import PageContext


def ask_limit(context: PageContext, page: QWidget) -> None:
    """One number; what is kept already stays."""

    def opened(limit: int) -> None:
        field = TextField(said("Largest file, in MB"), "megabytes", required=True, rule=whole_number)
        words = said("From 1 to {n} MB. Everything that is kept makes database and backups larger for decades.")
        reason = TextField(said("Reason"), "reason", required=True)
        dialog = AskDialog(
            page, said("Largest file kept as evidence"), "file-limit-dialog",
            ((field,), (reason,)), save, words=words.format(n=LARGEST // MB), width=440,
        )  # fmt: skip
        dialog.fill({"megabytes": str(limit // MB)})
        dialog.open()

    def save(dialog: AskDialog) -> None:
        most, why = dialog.number("megabytes"), dialog.text("reason")
        dialog.set_busy(True)
        context.jobs.write(
            lambda site: site.evidence.set_limit(most or 0, why), lambda _: dialog.accept(), dialog.show_trouble
        )

    context.jobs.read(lambda site: site.evidence.limit, opened, context.prompts.tell)
