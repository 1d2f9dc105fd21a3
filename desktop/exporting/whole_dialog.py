"""Everything of the site leaves: what that means, how far it is, and a way to stop it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.errors import Cancelled
from desktop.exporting.tables_course import save_whole
from desktop.widgets.dialog import Dialog
from desktop.widgets.page import PageContext
from desktop.widgets.progress import ProgressSheet

if TYPE_CHECKING:
    from desktop.exchange.writing import Exported
    from desktop.jobs import Job


class WholeDialog(Dialog):
    """Writes when the person has read that it is not encrypted."""

    def __init__(self, context: PageContext, path: Path, parent: QWidget) -> None:
        super().__init__(self.tr("The whole site leaves"), "whole-dialog", parent, width=520)
        self.words.setText(
            self.tr(
                "Every table, every file and the audit trail, in open formats with their description: {file}. "
                "It is not encrypted; keep it where only those may read it who may read the records."
            ).format(file=path.name)
        )
        self.words.show()
        self._context, self._path = context, path
        self._job: Job | None = None
        self.progress = ProgressSheet(self.tr("Writing"), "whole-progress")
        self.progress.hide()
        self.progress.cancelled.connect(self._stop)
        self.body.addWidget(self.progress)
        self.add_cancel()
        self.go = self.add_button(self.tr("Write it"), "whole-save", "primary")
        self.go.clicked.connect(self.save)

    def save(self) -> None:
        self.show_trouble(None)
        self.set_busy(True)
        self.progress.show()
        self._job = save_whole(self._context.jobs, self._path, self._saved, self._failed, self.progress.show_progress)

    def reject(self) -> None:
        self._stop()
        super().reject()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _saved(self, exported: Exported) -> None:
        from desktop.exporting.tables import told

        self._job = None
        self.accept()
        told(self._context.prompts, exported)

    def _failed(self, problem: Exception) -> None:
        self._job = None
        self.progress.hide()
        self.set_busy(False)
        if not isinstance(problem, Cancelled):
            self.show_trouble(problem)
