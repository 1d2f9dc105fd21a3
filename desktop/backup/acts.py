"""What can be done about backups: make one, say how often, prove one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.backup.records import Drill, Place
from desktop.backup.drill_dialog import DrillDialog
from desktop.backup.words import said
from desktop.backup_runs import BackupRuns
from desktop.widgets.ask import AskDialog
from desktop.widgets.fields import ChoiceField
from desktop.widgets.page import PageContext
from desktop.widgets.path_field import PathField

if TYPE_CHECKING:
    from db.site import Site

OTHER, ALL = "other", "all"
_KEEPS = (
    ("7,5,12", "7 days, 5 weeks, 12 months"), ("14,8,24", "14 days, 8 weeks, 24 months"), ("31,0,0", "31 days"),
)  # fmt: skip


class BackupActs(QObject):
    """Dialogs of the page; the work is done by ``runs`` and by the store."""

    def __init__(self, context: PageContext, runs: BackupRuns, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._runs, self._page = context, runs, page

    def back_up(self, places: Sequence[Place]) -> None:
        """To the one place there is; else it is asked which of them, or which new folder."""
        there = [Path(one.folder) for one in places if Path(one.folder).is_dir()]
        if len(places) == 1 and there:
            self._runs.start(there[0])
        elif there:
            self._ask_where(there)
        else:
            self._choose_folder()

    def _ask_where(self, there: Sequence[Path]) -> None:
        where = ChoiceField(said("Place"), "backup-where", [
            *((str(one), str(one)) for one in there), (ALL, said("All of them")), (OTHER, said("Another folder…")),
        ])  # fmt: skip
        where.set_value(str(there[0]))

        def go(dialog: AskDialog) -> None:
            chosen = dialog.text("backup-where")
            dialog.accept()
            if chosen == OTHER:
                self._choose_folder()
            for one in there:
                if chosen in (ALL, str(one)):
                    self._runs.start(one)

        AskDialog(
            self._page, said("Where the backup goes"), "backup-where-dialog", [[where]], go, do=said("Back up")
        ).open()  # fmt: skip

    def _choose_folder(self) -> None:
        self._context.prompts.choose_folder(said("Where the backup goes"), self._runs.start, parent=self._page)

    def ask_schedule(self, places: Sequence[Place], months: int) -> None:
        """Place, how often, how long kept, and how often a drill is due; a place of its own for each stick."""
        place = next((one for one in places if one.every_days is not None), places[0] if places else None)
        which = ChoiceField(said("Place"), "schedule-place", [
            *((one.id, one.folder) for one in places), (OTHER, said("Another folder or stick")),
        ])  # fmt: skip
        folder = PathField(said("Folder or stick"), "schedule-folder", self._context.prompts, required=True,
                           hint=said("With its whole path; on another disk than the workspace."))  # fmt: skip
        every = ChoiceField(said("How often"), "schedule-every", [
            ("1", said("Every day")), ("2", said("Every 2 days")), ("7", said("Every week")),
            ("0", said("Only by hand")),
        ])  # fmt: skip
        keep = ChoiceField(said("How long they are kept"), "schedule-keep", _keeps(places))
        drills = ChoiceField(said("A restore drill is due"), "schedule-drill", [
            ("3", said("Every 3 months")), ("6", said("Every 6 months")), ("12", said("Every year")),
        ])  # fmt: skip
        drills.set_value(str(months))

        def show(one: Place | None) -> None:
            kept = f"{one.daily},{one.weekly},{one.monthly}" if one is not None else ""
            folder.set_value(one.folder if one is not None else "")
            folder.setVisible(one is None)
            every.set_value("1" if one is None else str(one.every_days or 0))
            keep.set_value(kept or _KEEPS[0][0])

        which.set_value(place.id if place is not None else OTHER)
        which.setVisible(place is not None)
        which.changed.connect(lambda: show(next((one for one in places if one.id == which.value()), None)))
        show(place)

        words = said("Made in whoever's session is open when it is due; a stick that is elsewhere is missed, and told.")
        AskDialog(
            self._page, said("Schedule of backups"), "schedule-dialog", [[which], [folder], [every, keep], [drills]],
            self._schedule,
            words=words,
        ).open()  # fmt: skip

    def _schedule(self, dialog: AskDialog) -> None:
        where, days = Path(dialog.text("schedule-folder")), int(dialog.text("schedule-every")) or None
        kept = tuple(int(one) for one in dialog.text("schedule-keep").split(","))
        due = int(dialog.text("schedule-drill"))

        def work(site: Site) -> bool:
            from db.backup.making import same_disk

            site.backups.schedule(where, days, (kept[0], kept[1], kept[2]))
            if due != site.backups.drill_months:
                site.backups.set_drill_months(due)
            return same_disk(site, where)

        def done(same: bool) -> None:
            dialog.accept()
            self._runs.start_due()
            if same:
                words = said(
                    "{folder} lies on the disk of the workspace. A lost or broken laptop takes both: add a stick or "
                    "another disk as a second place."
                )
                self._context.prompts.tell(words.format(folder=where), title=said("Saved, but on the same disk"))

        dialog.set_busy(True)
        self._context.jobs.write(work, done, dialog.show_trouble)

    def ask_drill(self, file: Path | None) -> None:
        """Which backup, and with which key."""
        DrillDialog(self._context, self._page, file, self._drilled).open()

    def _drilled(self, one: Drill) -> None:
        title = said("The backup opens and holds") if one.good else said("The backup does not hold")
        words = "" if one.good else said("Make another backup now, on another stick if you can.")
        self._context.prompts.tell(f"{one.file}: {one.words} {words}".strip(), title=title)


def _keeps(places: Sequence[Place]) -> list[tuple[str, str]]:
    """The usual ones, and what a place has been given otherwise."""
    found = {one: said(words) for one, words in _KEEPS}
    for one in places:
        words = said("{d} days, {w} weeks, {m} months").format(d=one.daily, w=one.weekly, m=one.monthly)
        found.setdefault(f"{one.daily},{one.weekly},{one.monthly}", words)
    return list(found.items())
