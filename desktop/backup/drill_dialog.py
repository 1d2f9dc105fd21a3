"""The restore drill, asked and done in one dialog: which backup, with which key; how far it is, and a way to stop.

The store's thread only says whose key it is and records the outcome; reading and proving run in a worker, so that the
window, and everybody's work in it, goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.errors import Cancelled
from desktop.backup.words import FILES, said
from desktop.jobs import Job
from desktop.widgets.ask import AskDialog
from desktop.widgets.drafts import NO_DRAFT
from desktop.widgets.fields import ChoiceField, LongField
from desktop.widgets.page import PageContext
from desktop.widgets.path_field import PathField
from desktop.widgets.progress import ProgressSheet

if TYPE_CHECKING:
    from db.backup.drill import Attempt
    from db.backup.records import Drill
    from db.backup.register import NewDrill
    from db.site import Site

KIT, OWN = "kit", "own"


class DrillDialog(AskDialog):
    """``done(Drill)`` once it is on record, whether the backup holds or not."""

    def __init__(self, context: PageContext, page: QWidget, file: Path | None, done: Callable[[Drill], object]) -> None:
        self._context, self._done, self._job, self._stopped = context, done, Job(), False
        self.path = PathField(said("Backup"), "drill-file", context.prompts, filters=FILES, required=True)
        self.path.set_value(str(file or ""))
        self.how = ChoiceField(said("Open it with"), "drill-how", [
            (KIT, said("The recovery kit")), (OWN, said("Your own key")),
        ])  # fmt: skip
        self.how.set_value(OWN)
        self.kit = LongField(said("Key of the recovery kit"), "drill-kit", lines=2,
                             hint=said("AGE-SECRET-KEY-1…, from the paper. It is kept nowhere."))  # fmt: skip
        words = said("The backup is opened beside your work: every page, the whole chain. Nothing of the site changes.")
        super().__init__(
            page, said("Restore drill"), "drill-dialog", [[self.path], [self.how], [self.kit]], lambda _: self._begin(),
            words=words, do=said("Open it"),
        )  # fmt: skip
        self.setProperty(NO_DRAFT, True)
        self.progress = ProgressSheet(said("Opening the backup"), "drill-progress")
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.kit.setVisible(False)
        self.how.changed.connect(lambda: self.kit.setVisible(self.how.value() == KIT))
        self.progress.cancelled.connect(self._stop)
        self.finished.connect(lambda _: self._stop())
        context.jobs.closed.connect(self.reject)

    def _begin(self) -> None:
        key = "".join(self.kit.value().split()) if self.how.value() == KIT else ""
        if self.how.value() == KIT and not key:
            self.kit.show_problem(said("Type the key that is on the paper."))
            return
        file = self.path.path()

        def asked(site: Site) -> Attempt:
            from db.backup.drill import begin

            return begin(site, file, key)

        self._stopped = False
        self._show_running(True)
        self._job = self._context.jobs.read(asked, self._prove, self._wrong)

    def _prove(self, attempt: Attempt) -> None:
        def work(tell: Callable[[int, int], None]) -> NewDrill:
            from db.backup.drill import attempt as prove

            return prove(attempt, tell)

        if self._stopped:  # between two pieces of work
            self._wrong(Cancelled())
            return
        self._job = self._context.jobs.run(work, self._record, self._wrong, self.progress.show_progress)

    def _record(self, new: NewDrill) -> None:
        def work(site: Site) -> Drill:
            from db.backup.drill import finish

            return finish(site, new)

        if self._stopped:
            self._wrong(Cancelled())
            return
        self._job = self._context.jobs.write(work, self._recorded, self._wrong)

    def _recorded(self, one: Drill) -> None:
        self.accept_saved()
        self._done(one)

    def _stop(self) -> None:
        self._stopped = True
        self._job.cancel()

    def _wrong(self, problem: Exception) -> None:
        self._show_running(False)
        if not isinstance(problem, Cancelled):
            self.show_trouble(problem)

    def _show_running(self, running: bool) -> None:
        self.set_busy(running)
        self.progress.setVisible(running)
        self.progress.stop.setEnabled(True)
        self.progress.show_progress(0, 100)
        for field in self.fields.values():
            field.setEnabled(not running)
