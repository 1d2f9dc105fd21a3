"""Backups: made now or by schedule, missed, removed; and the drills that prove one opens (BAK-1, BAK-2, BAK-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from db.backup.records import Backup, Drill
from desktop.backup.acts import BackupActs
from desktop.backup.lines import Facts, Line, read_drills, read_facts, read_lines, status
from desktop.backup.looks import Looks
from desktop.backup.words import (
    in_groups,
    inside_words,
    kept_words,
    known_words,
    moment_words,
    said,
    sentence,
    size_words,
)
from desktop.backup_runs import BackupRuns
from desktop.history import moments
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import Page, PageContext
from desktop.widgets.progress import ProgressSheet
from desktop.widgets.room import room
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.tabs import TabBar

if TYPE_CHECKING:
    from db.store.trail import Entry


class BackupPage(Page):
    """``runs`` make backups, the schedule's too; they go on when another page is shown."""

    def __init__(self, context: PageContext, runs: BackupRuns) -> None:
        super().__init__(context, said("Backup"), "backup")
        self.runs, self._shown = runs, ""
        self.looks = Looks(context.jobs, self)
        self._facts: Facts | None = None
        self._last: Line | None = None
        self.acts = BackupActs(context, runs, self)
        self.table, self.drills = self._backups_table(), self._drills_table()
        self.switch = TabBar(said("Backups and drills"), "backup-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for title, table in ((said("Backups"), self.table), (said("Restore drills"), self.drills)):
            self.switch.addTab(title)
            self.stack.addWidget(room(table))
            table.model.failed.connect(self.problem)
        self.set_views(self.switch)
        self.progress = ProgressSheet(said("Backup"), "backup-progress")
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(said("Chosen backup"), "backup-inspector")
        for place in (2, 3):
            self.inspector.tabs.bar.setTabVisible(place, False)
        self.set_inspector(self.inspector)
        self.inspector.show_nothing(said("Nothing chosen"), said("Choose a backup to see what it holds."))
        self.now = Button(said("Back up now"), "primary", "backup-now")
        self.drill = Button(said("Restore drill…"), "plain", "backup-drill")
        self.schedule = Button(said("Schedule…"), "plain", "backup-schedule")
        self.now.clicked.connect(lambda: self.acts.back_up(self._facts.places if self._facts else ()))
        self.drill.clicked.connect(lambda: self.acts.ask_drill(self._chosen_file()))
        self.schedule.clicked.connect(
            lambda: self.acts.ask_schedule(self._facts.places, self._facts.months) if self._facts else None
        )
        self.table.selected.connect(lambda found: self._inspect(found) if found is not None else None)
        self.drills.selected.connect(lambda found: self._tell_drill(found) if found is not None else None)
        self.looks.changed.connect(self._looked)
        self.switch.currentChanged.connect(self.stack.setCurrentIndex)
        self.inspector.closed.connect(lambda: self.open_inspector(False))
        self.progress.cancelled.connect(runs.cancel)
        runs.began.connect(lambda where: self._began(where))
        runs.progress.connect(lambda done, of: self.progress.show_progress(done, of))
        runs.ended.connect(self.progress.hide)
        runs.failed.connect(lambda problem: self._failed(problem))

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        return (self.drill, self.schedule, self.now) if self._facts is not None and self._facts.may else ()

    def refresh(self) -> None:
        self.table.model.refresh()
        self.drills.model.refresh()
        self.context.jobs.read(read_facts, self._say, self._failed)

    def show_record(self, identity: str) -> None:
        self.table.select(identity)

    def selected_record(self) -> str:
        return self._shown

    def _say(self, facts: Facts) -> None:
        known = {one.id for one in self._facts.present} if self._facts is not None else set[str]()
        self._facts = facts
        self._say_sentence()
        self.actions_changed.emit()
        if {one.id for one in facts.present} - known:
            self.looks.glance(facts.present)

    def _say_sentence(self) -> None:
        if self._facts is not None:
            self.say(sentence(self._facts.standing, self._facts.today, self._trouble_of_last(self._facts)))

    def _trouble_of_last(self, facts: Facts) -> str:
        """What is known against the newest backup; empty where nothing is."""
        last = facts.standing.last
        if last is None or last.removed:
            return ""
        state, words = status(Line(last.id, last.made, backup=last), self.looks.of(last.id))
        return words if state is State.OVERDUE else said("does not hold") if last.id in facts.failed else ""

    def _looked(self) -> None:
        """Somebody looked at files: what stands in the table and beside it follows."""
        model = self.table.model
        if model.rowCount():
            model.dataChanged.emit(model.index(0, 0), model.index(model.rowCount() - 1, model.columnCount() - 1), [])
        self._say_sentence()
        if self._last is not None and self._last.backup is not None and self._last.id == self._shown:
            self._tell_backup(self._last, self._last.backup)

    def _began(self, where: str) -> None:
        self.progress.title.setText(said("Backing up to {folder}").format(folder=where))
        self.progress.stop.setEnabled(True)
        self.progress.show_progress(0, 100)
        self.progress.show()

    def _failed(self, problem: Exception) -> None:
        self.progress.hide()
        self.problem.emit(problem)

    def _chosen_file(self) -> Path | None:
        """Of the backup that is chosen, else of the newest."""
        one = self._last.backup if self._last is not None else None
        if one is None and self._facts is not None:
            one = self._facts.standing.last
        return Path(one.folder) / one.file if one is not None else None

    def _inspect(self, line: Line) -> None:
        self._shown, self._last = line.id, line
        if line.backup is not None and line.backup.removed is None:
            self.looks.closely(line.backup)
        table = "backup" if line.backup else "backup_miss"
        self.context.jobs.read(
            lambda site: site.trail.history(table, line.id), lambda told: self._show(line, told), self._failed
        )

    def _show(self, line: Line, history: Sequence[Entry]) -> None:
        one, miss = line.backup, line.miss
        if one is not None:
            self._tell_backup(line, one)
        elif miss is not None:
            self.inspector.show_head(said("Missed"), show_date(miss.due), State.OVERDUE, said("missed"), [miss.why], ())
            self.inspector.details.show_facts([(said("Place"), miss.folder), (said("Due"), show_date(miss.due))])
        self.inspector.show_history(moments(history))
        self.inspector.show_footer("")
        if self.inspector_is_drawer:
            self.open_inspector()

    def _tell_backup(self, line: Line, one: Backup) -> None:
        look = self.looks.of(one.id)
        state, standing = status(line, look)
        self.inspector.show_head(
            said("Backup"), show_time(one.made), state, standing, known_words(one, line.failed, look), ()
        )
        self.inspector.details.show_facts([
                (said("Place"), one.folder), (said("File"), one.file), (said("Size"), size_words(one.size)),
                (said("Made"), f"{show_time(one.made)}, {one.by}, {said(one.origin)}"),
                (said("Verified"), show_time(one.verified)), (said("Kept until"), kept_words(one)),
                (said("Trail inside"), inside_words(one.seq, one.head)),
                (said("SHA-256"), in_groups(one.sha256)), (said("Removed"), one.removed_why),
            ])  # fmt: skip

    def _standing(self, line: Line) -> tuple[State, str]:
        return status(line, self.looks.of(line.id))

    def _tell_drill(self, one: Drill) -> None:
        state, status = (State.CURRENT, said("opened and whole")) if one.good else (State.OVERDUE, said("failed"))
        self.inspector.show_head(said("Restore drill"), show_date(one.done.date()), state, status, [one.words], ())
        self.inspector.details.show_facts([
            (said("Backup"), one.file), (said("Made"), show_time(one.made)), (said("Opened with"), said(one.opened)),
            (said("By"), f"{one.by}, {show_time(one.done)}"),
            (said("Trail inside"), inside_words(one.seq, one.head)),
        ])  # fmt: skip
        self.inspector.show_history(())
        self.inspector.show_footer("")

    def _backups_table(self) -> RecordTable:
        columns = (
            Column("at", said("Made"), lambda one: _when(one), 150, 0, strong=True),
            Column("place", said("Place"), lambda one: one.folder, 180, 2, ink="ink2"),
            Column("origin", said("How"), lambda one: said(one.backup.origin if one.backup else "schedule"), 90, 0),
            Column("size", said("Size"), lambda one: size_words(one.backup.size) if one.backup else "", 80, 0,
                   ink="ink2"),
            Column("entries", said("Entries"), lambda one: f"{one.backup.seq:,}" if one.backup else "", 80, 0,
                   ink="ink2"),
            Column("kept", said("Kept until"), lambda one: kept_words(one.backup) if one.backup else "", 120, 0),
            Column("status", said("Stands"), lambda one: self._standing(one)[1], 104, 0,
                   state=lambda one: self._standing(one)[0]),
        )  # fmt: skip
        table = RecordTable(RecordModel(columns, through(self.context.jobs, read_lines)), said("Backups"), "backups")
        table.when_empty(
            said("No backup yet"), said("Back up now to a stick or another disk; then let the schedule do it.")
        )
        return table

    def _drills_table(self) -> RecordTable:
        columns = (
            Column("done", said("Done"), lambda one: show_date(one.done.date()), 110, 0, strong=True),
            Column("file", said("Backup"), lambda one: one.file, 200, 2, ink="ink2"),
            Column("opened", said("Opened with"), lambda one: said(one.opened), 120, 0),
            Column("by", said("By"), lambda one: one.by, 140, 1, ink="ink2"),
            Column("result", said("Result"), lambda one: said("opened and whole") if one.good else said("failed"), 150,
                   0, state=lambda one: State.CURRENT if one.good else State.OVERDUE),
        )  # fmt: skip
        table = RecordTable(RecordModel(columns, through(self.context.jobs, read_drills)), said("Drills"), "drills")
        table.when_empty(said("No drill yet"), said("A backup that nobody ever opened is a hope: open one, on record."))
        return table


def _when(line: Line) -> str:
    return moment_words(line.at, date.min) if isinstance(line.at, datetime) else show_date(line.at)
