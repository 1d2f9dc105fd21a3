"""Verifying without any workspace: from the welcome, or a file dropped on the unlock window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.verify.asking import Judged, ask
from desktop.verify.view import VerdictView
from desktop.widgets.dialog import Dialog


class VerdictDialog(Dialog):
    """Asks at once; ``view`` shows the verdict when it is there."""

    def __init__(self, jobs: Jobs, path: Path, parent: QWidget) -> None:
        super().__init__("", "verdict-dialog", parent, words=str(path), width=620)
        self.heading.setText(self.tr("Verify a document"))
        self.setWindowTitle(self.tr("Verify a document"))
        self.view = VerdictView()
        self.view.hide()
        self.body.addWidget(self.view)
        self.add_button(self.tr("Close"), "close", "primary").clicked.connect(self.accept)
        ask(jobs, path, self._show, self.show_trouble)

    def _show(self, judged: Judged) -> None:
        self.view.show_judged(judged)
        self.view.show()
        self.adjustSize()
