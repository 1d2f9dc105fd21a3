"""Backups while work goes on: what the page asks for, and what the schedule asks for, one after another.

The store's thread only prepares and records; copying, writing and reading back run in a worker. Nothing here decides
what is due.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from db.errors import Cancelled, Known
from desktop.jobs import Job, Jobs

if TYPE_CHECKING:
    from db.backup.making import Plan
    from db.backup.records import Backup, Place
    from db.backup.register import NewBackup

FIRST_LOOK, LOOK_EVERY = 5_000, 600_000  # ms after unlocking, and from one look at the schedule to the next
BY_HAND, SCHEDULE = "by hand", "schedule"


class BackupRuns(QObject):
    """``progress(done, of)`` and, at the end of each, ``ended`` after ``made(Backup)`` or ``failed(Exception)``; of the
    schedule, what could not be made is on record and no box is shown."""

    progress = Signal(int, int)
    began = Signal(str)
    ended = Signal()
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._waiting: list[tuple[Path, str, Place | None]] = []
        self._job: Job | None = None
        self.busy = False
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY)
        self._clock.timeout.connect(self.start_due)
        jobs.opened.connect(self._opened)
        jobs.closed.connect(self._closed)

    def _opened(self) -> None:
        self._clock.start()
        QTimer.singleShot(FIRST_LOOK, self, self.start_due)

    def _closed(self) -> None:
        self._clock.stop()
        self.cancel()

    def start(self, target: Path) -> None:
        """By hand, to a folder or file."""
        self._waiting.append((target, BY_HAND, None))
        self._next()

    def start_due(self) -> None:
        """Whatever the schedule asks for now, and the list of what ended to a stick that was elsewhere."""
        if not self._jobs.is_open:
            return

        def asked(found: Any) -> None:
            due, unlisted = found
            known = {target for target, _origin, _place in self._waiting}
            for place, _day in due:
                if not self.busy and Path(place.folder) not in known:
                    self._waiting.append((Path(place.folder), SCHEDULE, place))
            if unlisted:
                self._jobs.write(_write_list, lambda _: None, self._quiet)
            self._next()

        self._jobs.read(_due, asked, self._quiet)

    def cancel(self) -> None:
        """Stop what runs and forget what waits; no half file is left."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _next(self) -> None:
        if self.busy or not self._waiting:
            return
        self.busy = True
        target, origin, place = self._waiting.pop(0)
        self.began.emit(str(target))

        def wrong(problem: Exception) -> None:
            self._wrong(problem, place)

        def prepare(site: Any) -> Plan:
            from db.backup.making import prepare

            return prepare(site, target, origin)

        self._jobs.write(prepare, lambda plan: self._write(plan, wrong), wrong)

    def _write(self, plan: Plan, wrong: Callable[[Exception], None]) -> None:
        def work(tell: Callable[[int, int], None]) -> NewBackup:
            from db.backup.making import write

            return write(plan, tell)

        self._job = self._jobs.run(work, lambda new: self._finish(plan, new, wrong), wrong, self.progress.emit)

    def _finish(self, plan: Plan, new: NewBackup, wrong: Callable[[Exception], None]) -> None:
        def work(site: Any) -> Backup:
            from db.backup.making import finish

            return finish(site, plan, new)

        def unrecorded(problem: Exception) -> None:
            with suppress(OSError):  # what is not on record is not left lying about
                plan.target.unlink(missing_ok=True)
            wrong(problem)

        self._jobs.write(work, self._done, unrecorded)

    def _done(self, backup: Backup) -> None:
        self._job, self.busy = None, False
        self.made.emit(backup)
        self.ended.emit()
        self._next()

    def _wrong(self, problem: Exception, place: Place | None) -> None:
        self._job, self.busy = None, False
        if place is not None and isinstance(problem, Known) and not isinstance(problem, Cancelled):
            what = problem.what
            self._jobs.write(lambda site: site.backups.missed(place, what), lambda _: None, self._quiet)
        else:
            self.failed.emit(problem)
        self.ended.emit()
        self._next()

    def _quiet(self, _problem: Exception) -> None:
        """A lock under way; the next unlocking asks again."""


def _due(site: Any) -> Any:
    from db.store.rights import rights

    if not rights()["backup"].may(site.actor.role, "i") or site.store.standing.missing:
        return (), ()  # not by visitors, nor by who may not act yet
    from db.backup.journal import due

    return site.backups.due(), due(site)


def _write_list(site: Any) -> Any:
    from db.backup.journal import write_where_due

    return write_where_due(site)
