"""The recovery kit: saved or printed, and said to be so, before anything goes on (UNL-3)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from desktop.jobs import Jobs
from desktop.unlock.backstage import Backstage, Kit
from desktop.unlock.paper import print_pdf
from desktop.unlock.steps import Step
from desktop.widgets.buttons import Button
from desktop.widgets.choices import Tick
from desktop.widgets.fonts import Type
from desktop.widgets.prompts import Prompts
from desktop.widgets.text import Text


class KitStep(Step):
    """``kit`` gives what the step before made."""

    def __init__(self, jobs: Jobs, backstage: Backstage, prompts: Prompts, kit: Callable[[], Kit]) -> None:
        super().__init__(
            self.tr("The recovery kit"),
            self.tr(
                "One sheet of paper opens this workspace if phones, people or the laptop are lost, and in 25 years "
                "with standard tools. Whoever holds it holds everything: it belongs in a safe, not on this computer."
            ),
            "step-kit",
            self.tr("Done"),
        )
        self.can_go_back = False
        self._jobs, self._backstage, self._prompts, self._kit = jobs, backstage, prompts, kit
        self._kept = False
        self._pdf = b""
        self.print = Button(self.tr("Print…"), "plain", "kit-print")
        self.save = Button(self.tr("Save as PDF…"), "plain", "kit-save")
        self.state = Text("", Type.META, "ink2", wrap=True)
        self.state.setObjectName("kit-state")
        self.confirmed = Tick(self.tr("The kit is where I will find it without this laptop"), "kit-confirmed")
        self.confirmed.setEnabled(False)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.print)
        line.addWidget(self.save)
        line.addStretch(1)
        self.rows.addLayout(line)
        self.rows.addWidget(self.state)
        self.rows.addWidget(self.confirmed)
        self.setFocusProxy(self.print)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._ask_where)
        self.confirmed.toggled.connect(lambda _: self.changed.emit())

    def enter(self) -> None:
        self._enable(False)
        self.state.setText(self.tr("Drawing the kit…"))
        kit = self._kit()
        self._jobs.run(lambda _: self._backstage.kit_pdf(kit), self._drawn, self._failed)

    def ready(self) -> bool:
        return self._kept and self.confirmed.isChecked()

    def save_to(self, path: Path) -> None:
        """Write the PDF, readable by this account only."""
        data = self._pdf
        self._jobs.run(lambda _: self._backstage.write_kit(path, data), lambda _: self._was_kept(path), self._failed)

    def forget(self) -> None:
        self._pdf = b""

    def _drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.state.setText(self.tr("Print it, or save it to a stick, before going on."))
        self._enable(True)

    def _print(self) -> None:
        print_pdf(self._pdf, self, self._jobs, lambda: self._was_kept(None), self._failed)

    def _ask_where(self) -> None:
        name = self.tr("Recovery kit {site}.pdf").format(site=self._kit().site)
        self._prompts.save_file(self.tr("Save the recovery kit"), "PDF (*.pdf)", name.replace("/", "-"), self.save_to)

    def _was_kept(self, path: Path | None) -> None:
        self._kept = True
        self.state.setText(
            self.tr("Saved as {path}. Print it, then delete the file.").format(path=path)
            if path is not None
            else self.tr("Sent to the printer. Fetch it now.")
        )
        self.confirmed.setEnabled(True)
        self.changed.emit()

    def _failed(self, problem: Exception) -> None:
        self.state.setText(str(problem))
        self._enable(bool(self._pdf))

    def _enable(self, on: bool) -> None:
        self.print.setEnabled(on)
        self.save.setEnabled(on)
