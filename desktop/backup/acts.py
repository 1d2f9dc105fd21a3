"""What can be done about backups: make one, say how often, prove one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.backup.records import Drill, Place
from desktop.backup.words import said
from desktop.backup_runs import BackupRuns
from desktop.widgets.ask import AskDialog
from desktop.widgets.drafts import NO_DRAFT
from desktop.widgets.fields import ChoiceField, LongField, TextField
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    from db.site import Site

FILES = "Siteward (*.swbackup)"
_KEEPS = (
    ("7,5,12", "7 days, 5 weeks, 12 months"), ("14,8,24", "14 days, 8 weeks, 24 months"), ("31,0,0", "31 days"),
)  # fmt: skip


class BackupActs(QObject):
    """Dialogs of the page; the work is done by ``runs`` and by the store."""

    def __init__(self, context: PageContext, runs: BackupRuns, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._runs, self._page = context, runs, page

    def back_up(self, places: Sequence[Place]) -> None:
        """To the place of the schedule that is there, else to a folder that is asked for."""
        there = [Path(one.folder) for one in places if Path(one.folder).is_dir()]
        if there:
            self._runs.start(there[0])
        else:
            self._context.prompts.choose_folder(said("Where the backup goes"), self._runs.start, parent=self._page)

    def ask_schedule(self, places: Sequence[Place], months: int) -> None:
        """Place, how often, how long kept, and how often a drill is due."""
        place = next((one for one in places if one.every_days is not None), places[0] if places else None)
        folder = TextField(said("Folder or stick"), "schedule-folder", required=True,
                           hint=said("With its whole path; on another disk than the workspace."))  # fmt: skip
        every = ChoiceField(said("How often"), "schedule-every", [
            ("1", said("Every day")), ("2", said("Every 2 days")), ("7", said("Every week")),
            ("0", said("Only by hand")),
        ])  # fmt: skip
        keep = ChoiceField(said("How long they are kept"), "schedule-keep", [(one, said(w)) for one, w in _KEEPS])
        drills = ChoiceField(said("A restore drill is due"), "schedule-drill", [
            ("3", said("Every 3 months")), ("6", said("Every 6 months")), ("12", said("Every year")),
        ])  # fmt: skip
        every.set_value("1")
        keep.set_value("7,5,12")
        drills.set_value(str(months))
        if place is not None:
            folder.set_value(place.folder)
            every.set_value(str(place.every_days or 0))

        def save(dialog: AskDialog) -> None:
            where, days = Path(dialog.text("schedule-folder")), int(dialog.text("schedule-every")) or None
            kept = tuple(int(one) for one in dialog.text("schedule-keep").split(","))
            due = int(dialog.text("schedule-drill"))

            def work(site: Site) -> None:
                site.backups.schedule(where, days, (kept[0], kept[1], kept[2]))
                if due != site.backups.drill_months:
                    site.backups.set_drill_months(due)

            def done(_: object) -> None:
                dialog.accept()
                self._runs.start_due()

            dialog.set_busy(True)
            self._context.jobs.write(work, done, dialog.show_trouble)

        words = said("Made in whoever's session is open when it is due; a stick that is elsewhere is missed, and told.")
        AskDialog(
            self._page, said("Schedule of backups"), "schedule-dialog", [[folder], [every, keep], [drills]], save,
            words=words,
        ).open()  # fmt: skip

    def ask_drill(self, file: Path | None) -> None:
        """Which backup, and with which key."""
        path = TextField(said("Backup"), "drill-file", required=True)
        path.set_value(str(file or ""))
        how = ChoiceField(said("Open it with"), "drill-how", [
            ("kit", said("The recovery kit")), ("own", said("Your own key")),
        ])  # fmt: skip
        how.set_value("own")
        kit = LongField(said("Key of the recovery kit"), "drill-kit", lines=2,
                        hint=said("AGE-SECRET-KEY-1…, from the paper. It is kept nowhere."))  # fmt: skip

        def save(dialog: AskDialog) -> None:
            where, key = Path(dialog.text("drill-file")), "".join(dialog.text("drill-kit").split())
            own = dialog.text("drill-how") == "own"
            if not own and not key:
                kit.show_problem(said("Type the key that is on the paper."))
                return

            def work(site: Site) -> Drill:
                from db.backup.drill import drill

                return drill(site, where, "" if own else key)

            dialog.set_busy(True)
            self._context.jobs.write(work, lambda one: self._drilled(dialog, one), dialog.show_trouble)

        words = said("The backup is opened beside your work: every page, the whole chain. Nothing of the site changes.")
        dialog = AskDialog(
            self._page, said("Restore drill"), "drill-dialog", [[path], [how], [kit]], save, words=words,
            do=said("Open it"),
        )  # fmt: skip
        dialog.setProperty(NO_DRAFT, True)
        dialog.open()

    def _drilled(self, dialog: AskDialog, one: Drill) -> None:
        dialog.accept()
        title = said("The backup opens and holds") if one.good else said("The backup does not hold")
        self._context.prompts.tell(f"{one.file}: {one.words}", title=title)
