"""The first step of a restore: which backup it is, where its records go, and what tells which of them had ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from desktop.jobs import Jobs
from desktop.unlock.backstage import Backstage, BackupFacts
from desktop.unlock.steps import Step
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_time
from desktop.widgets.fonts import Type
from desktop.widgets.prompts import Prompts
from desktop.widgets.text import Text


class BackupStep(Step):
    """Going on reads the whole file: a damaged one is told before a key is typed or a phone taken out."""

    def __init__(self, jobs: Jobs, backstage: Backstage, prompts: Prompts, facts: BackupFacts) -> None:
        super().__init__(
            self.tr("Your records are in this backup"),
            self.tr(
                "They come back as they were when it was made, into a new folder; the backup itself is only read. You "
                "need the recovery kit's paper and a phone. It takes some ten minutes, and may be stopped and begun "
                "again at any time."
            ),
            "step-backup",
        )
        self._jobs, self._backstage, self._prompts = jobs, backstage, prompts
        self.facts, self.ended = facts, facts.destroyed
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._place = Path(documents) if documents and Path(documents).is_dir() else Path.home()
        self.where, self.list = Text("", Type.BODY, wrap=True), Text("", Type.BODY, wrap=True)
        self.where.setObjectName("restore-folder")
        self.list.setObjectName("restore-list")
        self.progress = Text("", Type.META, "ink2")
        self.choose = Button(self.tr("Choose a place…"), "plain", "choose-place", small=True)
        self.choose.clicked.connect(
            lambda: prompts.choose_folder(
                self.tr("Where the restored workspace goes"), self.set_place, folder=self._place
            )
        )
        self.choose_list = Button(self.tr("Choose the list…"), "plain", "choose-list", small=True)
        self.choose_list.clicked.connect(
            lambda: prompts.choose_file(
                self.tr("List of what was destroyed"), self.tr("List") + " (destroyed.jsonl)", self.set_list,
                folder=facts.file.parent,
            )
        )  # fmt: skip
        self._lay_out()
        self.set_place(self._place)
        self.set_list(self.ended)

    @property
    def folder(self) -> Path:
        """The new workspace's."""
        return self._place / f"{self.facts.file.stem}.siteward"

    def set_place(self, place: Path) -> None:
        """The folder in which the workspace's own folder is made."""
        self._place = place
        self.where.setText(str(self.folder))

    def set_list(self, path: Path | None) -> None:
        """The newest list of what was destroyed; None: there is none."""
        self.ended = path
        if path is None:
            self.list.setText(
                self.tr(
                    "There is no destroyed.jsonl beside the backup. What was destroyed after the backup was made would "
                    "come back, and it is on record that it did. If another stick has the list, choose it."
                )
            )
        else:
            self.list.setText(self.tr("{file}: it is destroyed again before anybody sees it.").format(file=path))

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        file = self.facts.file
        if self.folder.exists():
            failed(self.tr("There is already {folder}. Choose another place.").format(folder=self.folder))
            return

        def whole(_: object) -> None:
            self.progress.setText("")
            done()

        self._jobs.run(lambda tell: self._backstage.demand_whole(file, tell), whole, failed, self._show)

    def _show(self, done: int, of: int) -> None:
        self.progress.setText(self.tr("Reading the backup: {n} %").format(n=100 * done // max(of, 1)))

    def _lay_out(self) -> None:
        facts, grid = self.facts, QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for row, (label, value) in enumerate((
            (self.tr("Site"), Text(facts.site, Type.BODY, wrap=True)),
            (self.tr("Made"), Text(f"{show_time(facts.made)}, {facts.by}", Type.BODY, wrap=True)),
            (self.tr("Goes to"), self.where),
            (self.tr("Destroyed since"), self.list),
        )):  # fmt: skip
            grid.addWidget(Text(label, Type.BODY, "ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.choose)
        line.addWidget(self.choose_list)
        line.addStretch(1)
        self.rows.addLayout(grid)
        self.rows.addLayout(line)
        self.rows.addWidget(self.progress)
