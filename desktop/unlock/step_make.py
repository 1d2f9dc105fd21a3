"""The step that does it: says once more what will be made or changed, then lets a worker do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from desktop.jobs import Jobs
from desktop.unlock.steps import Step
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text

Work = Callable[[Any], object]
"""What is run: gets the Site on the store's thread, in a worker what it tells how far it is."""


class MakeStep(Step):
    """``facts``: lines (label, value) to show; ``work``: runs in a worker; ``made`` gets its answer."""

    def __init__(
        self,
        jobs: Jobs,
        texts: tuple[str, str, str],
        facts: Callable[[], list[tuple[str, str]]],
        work: Callable[[], Work],
        made: Callable[[object], object],
        *,
        on_store: bool = False,
    ) -> None:
        """``texts``: title, words, the verb on the button. ``work`` gathers what was given and returns what to run;
        ``on_store``: on the store's thread, which gives it the Site."""
        super().__init__(texts[0], texts[1], "step-make", texts[2])
        self._jobs, self._facts, self._work, self._made = jobs, facts, work, made
        self._on_store = on_store
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self.rows.addLayout(self._grid)
        self.progress = Text("", Type.META, "ink2")
        self.progress.setObjectName("make-progress")
        self.rows.addWidget(self.progress)

    def enter(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for row, (label, value) in enumerate(self._facts()):
            self._grid.addWidget(Text(label, Type.BODY, "ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Text(value, Type.BODY, "ink1", wrap=True), row, 1)

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        work = self._work()

        def finish(answer: object) -> None:
            self._made(answer)
            done()

        if self._on_store:
            self._jobs.write(work, finish, failed)
        else:
            self.progress.setText("")
            self._jobs.run(work, finish, failed, self._show)

    def _show(self, done: int, of: int) -> None:
        self.progress.setText(self.tr("{n} % done").format(n=100 * done // max(of, 1)))
