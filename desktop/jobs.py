"""Work off the window's thread.

One thread owns the store's connection (sqlcipher3 refuses any other), so reads and writes queue there in
the order they were asked for. Argon2, PDF and spreadsheets run in workers beside it. Callbacks arrive on
the window's thread. The window never waits here: there is no call that blocks.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import CellType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from db.errors import Cancelled, Refused

if TYPE_CHECKING:  # the registers are imported by whoever opens a workspace, not before the window paints
    from db.site import Site

T = TypeVar("T")
Done = Callable[[Any], object]
Failed = Callable[[Exception], object]
_Arrival = tuple["Job", Callable[..., object], tuple[Any, ...], Callable[[], object] | None]
REPORT_EVERY = 0.05  # seconds between two progress signals; more would only cost frames


class Progress(Protocol):
    """Told how far a piece of work is; raises Cancelled when the person has stopped it."""

    def __call__(self, done: int, of: int) -> None: ...


class Job:
    """A handle on one piece of work."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._silent = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step; ``failed`` then gets Cancelled."""
        self._stop.set()

    def drop(self) -> None:
        """The asker no longer wants an answer (a newer question was asked); work not begun is left out."""
        self._silent = True
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    @property
    def silent(self) -> bool:
        return self._silent


class Jobs(QObject):
    """Queues work and brings the answers back. ``changed`` follows every write that succeeded."""

    changed = Signal()
    opened = Signal()
    closed = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._workers = ThreadPoolExecutor(2, thread_name_prefix="worker")
        self._site: Site | None = None
        self._arrived.connect(self._deliver)

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open; true from the moment its opening succeeded."""
        return self._site is not None

    def open(self, opener: Callable[[], Site], done: Done, failed: Failed | None = None) -> Job:
        """Open a workspace on the store's thread; ``done`` gets the Site (to read its plain facts only)."""
        job = Job()

        def work() -> Site:
            if self._site is not None:
                raise Refused("A workspace is already open.", todo="Lock it first.")
            self._site = opener()
            return self._site

        self._submit(self._store, job, work, done, failed, after=self.opened.emit)
        return job

    def exchange(self, work: Callable[[Site], Site], done: Done, failed: Failed | None = None) -> Job:
        """The open workspace goes on as somebody else's; ``done`` gets the new Site. Where ``work`` raises, nothing
        is exchanged."""
        job = Job()

        def exchanged() -> Site:
            self._site = work(self._open_site())
            return self._site

        self._submit(self._store, job, exchanged, done, failed)
        return job

    def close(self, done: Done | None = None) -> Job:
        """Close the workspace behind whatever is queued already."""
        job = Job()

        def work() -> None:
            site, self._site = self._site, None
            if site is not None:
                site.close()

        self._submit(self._store, job, work, done or (lambda _: None), None, after=self.closed.emit)
        return job

    def read(self, work: Callable[[Site], T], done: Callable[[T], object], failed: Failed | None = None) -> Job:
        """Ask the store something."""
        job = Job()
        self._submit(self._store, job, lambda: work(self._open_site()), done, failed)
        return job

    def write(self, work: Callable[[Site], T], done: Callable[[T], object], failed: Failed | None = None) -> Job:
        """One command of one register; ``changed`` is emitted after ``done``."""
        job = Job()
        self._submit(self._store, job, lambda: work(self._open_site()), done, failed, after=self.changed.emit)
        return job

    def write_long(
        self,
        work: Callable[[Site, Progress], T],
        done: Callable[[T], object],
        failed: Failed | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Job:
        """A write (or long read) that shows progress and can be cancelled."""
        job = Job()
        tell = self._progress(job, progress)
        self._submit(self._store, job, lambda: work(self._open_site(), tell), done, failed, after=self.changed.emit)
        return job

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Failed | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Job:
        """Work that does not touch the store: drawing, parsing, deriving keys."""
        job = Job()
        tell = self._progress(job, progress)
        self._submit(self._workers, job, lambda: work(tell), done, failed)
        return job

    def watch(self, tell: Callable[[int, int], object]) -> tuple[Job, Progress]:
        """For a part of a write that shows how far it is: what it calls on the store's thread, and the handle that
        stops it there. ``tell`` hears on the window's thread."""
        job = Job()
        return job, self._progress(job, tell)

    def shut_down(self) -> None:
        """Close the workspace and end the threads; waits for what is running. Last call of the program."""
        self.close()
        self._store.shutdown(wait=True)
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _open_site(self) -> Site:
        if self._site is None:
            raise Refused("The workspace is locked.", kept="Nothing was lost.", todo="Unlock it and try again.")
        return self._site

    def _progress(self, job: Job, tell: Callable[[int, int], object] | None) -> Progress:
        last = 0.0

        def progress(done: int, of: int) -> None:
            nonlocal last
            if job.cancelled:
                raise Cancelled
            now = time.monotonic()
            if tell is not None and (now - last >= REPORT_EVERY or done == of):
                last = now
                self._arrived.emit((job, tell, (done, of), None))

        return progress

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        job: Job,
        work: Callable[[], Any],
        done: Done,
        failed: Failed | None,
        after: Callable[[], object] | None = None,
    ) -> None:
        def body() -> None:
            if job.silent:
                return
            try:
                if job.cancelled:
                    raise Cancelled
                answer = work()
            except Exception as problem:  # noqa: BLE001 - every failure goes to the asker, who decides
                self._arrived.emit((job, failed or _raise, (problem,), None))
            else:
                self._arrived.emit((job, done, (answer,), after))

        pool.submit(body)

    def _deliver(self, arrival: Any) -> None:
        """On the window's thread: ``arrival`` is an _Arrival, which a Signal carries as object."""
        said: _Arrival = arrival
        job, callback, arguments, after = said
        if not job.silent and not _asker_gone(callback):
            callback(*arguments)
        if after is not None:
            after()


def _asker_gone(callback: Callable[..., object]) -> bool:
    """Whether what would hear the answer was closed meanwhile, as a dialog is when the window locks: the object of a
    method, or one that a lambda holds."""
    cells = getattr(callback, "__closure__", None) or ()
    held = [getattr(callback, "__self__", None), *(cell.cell_contents for cell in cells if _filled(cell))]
    return any(isinstance(one, QObject) and not isValid(one) for one in held)  # type: ignore[no-untyped-call]


def _filled(cell: CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - looked at, because an empty one can only be found out by it
    except ValueError:
        return False
    return True


def _raise(problem: Exception) -> None:
    raise problem
