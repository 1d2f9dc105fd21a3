"""What a worker sees of the files of backups: at a glance when the page comes up, byte by byte of the one that is
chosen. A stick may be slow or sleep, so neither the window nor the store waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from db.backup.looking import Look, look
from db.backup.records import Backup
from desktop.jobs import Job, Jobs


class Looks(QObject):
    """``changed`` when something was seen; what cannot be looked at is said, never an error."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._seen: dict[str, Look] = {}
        self._glance, self._close = Job(), Job()
        jobs.closed.connect(self.forget)

    def of(self, backup: str) -> Look | None:
        """What was seen of it, None where nobody looked yet."""
        return self._seen.get(backup)

    def glance(self, backups: Iterable[Backup]) -> None:
        """At all of them: is it there, as long as it was, and not written to since."""
        asked = tuple(backups)
        self._glance.drop()

        def work(tell: Callable[[int, int], None]) -> dict[str, Look]:
            return {one.id: look(one, tell, closely=False) for one in asked}

        self._glance = self._jobs.run(work, self._saw, _quiet)

    def closely(self, one: Backup) -> None:
        """At every byte of one; who looks at another one meanwhile is not kept waiting by it."""
        self._close.drop()
        self._close = self._jobs.run(lambda tell: {one.id: look(one, tell)}, self._saw, _quiet)

    def forget(self) -> None:
        """What was seen is of its moment."""
        self._glance.drop()
        self._close.drop()
        self._seen.clear()

    def _saw(self, found: dict[str, Look]) -> None:
        for backup, seen in found.items():
            known = self._seen.get(backup)
            if seen.hashed or known is None or not known.hashed or known.state != seen.state:
                self._seen[backup] = seen
        self.changed.emit()


def _quiet(_problem: Exception) -> None:
    """Stopped, because another one is looked at."""
