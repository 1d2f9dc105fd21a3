"""One unlocking, from the first paint of the frame to the lock: facts, counts, ratchet, verification, people search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.clock import Clock
from db.store.query import Query
from desktop.jobs import Jobs, Progress
from desktop.shell.facts import FrameFacts, read_facts
from desktop.shell.frame import Frame
from desktop.shell.matching import Offer
from desktop.shell.places import Count

if TYPE_CHECKING:
    from db.site import Site
    from db.store.chain import ChainReport
    from db.store.trail import Trail
    from db.workspace.session import Session

FOUND = 6  # people offered by the palette
SEARCH_AFTER = 120  # ms after the last key: who types on does not wait behind what the palette asks
PIN_AFTER = 3_000  # ms of quiet after a write until the head is pinned


class OpenSession(QObject):
    """Feeds a Frame from the store until it is dropped. ``facts_read`` after each reading, for the banners."""

    facts_read = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        frame: Frame,
        clock: Clock,
        counts: Callable[[Site], Mapping[str, Count]],
        records: Callable[[Site, str], tuple[Offer, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._frame, self._clock, self._count, self._records = jobs, frame, clock, counts, records
        self._facts: FrameFacts | None = None
        self._verified: tuple[datetime, int] | None = None
        self._good = True
        self._before: int | None = None  # entries before a write that is not yet told
        self._minute = QTimer(self)
        self._minute.setInterval(10_000)
        self._minute.timeout.connect(lambda: frame.show_time(clock.now()))
        self._minute.start()
        self._pin = QTimer(self)
        self._pin.setSingleShot(True)
        self._pin.setInterval(PIN_AFTER)
        self._pin.timeout.connect(self._write_pin)
        self._wanted = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_AFTER)
        self._pause.timeout.connect(self._offer_people)
        frame.searched.connect(self._search)
        jobs.changed.connect(self._changed)
        self.read()

    def read(self) -> None:
        """Ask for facts and counts anew."""
        self._jobs.read(read_facts, self._show, self._quiet)
        self._jobs.read(self._count, self._frame.set_counts, self._quiet)

    def after_first_paint(self) -> None:
        """The slot's renewal and the verification: both take a while and nobody waits for them."""
        self._jobs.read(lambda site: site.session, self._ratchet, self._quiet)
        self.verify()

    def verify(self) -> None:
        """Recompute the whole chain beside the work."""
        self._jobs.read(lambda site: site.trail, self._verify_trail, self._quiet)

    def _ratchet(self, session: Session) -> None:
        self._jobs.run(lambda _: session.ratchet(), _nothing, self._quiet)

    def _verify_trail(self, trail: Trail) -> None:
        self._jobs.run(lambda progress: _verified(trail, progress), self._was_verified, self._quiet)

    def _was_verified(self, report: ChainReport) -> None:
        self._verified, self._good = (self._clock.now(), report.entries), report.good
        self._show_trail()

    def _show(self, facts: FrameFacts) -> None:
        if self._before is not None and facts.entries > self._before:
            self._frame.status.show_saved(self._before + 1, facts.entries)
        self._before = None
        self._facts = facts
        self._frame.show_facts(facts)
        self._show_trail()
        self.facts_read.emit(facts)

    def _show_trail(self) -> None:
        if self._facts is not None:
            good = self._good and not self._facts.findings
            self._frame.show_trail(self._facts.entries, self._facts.head, self._verified, good)

    def _changed(self) -> None:
        if self._before is None and self._facts is not None:
            self._before = self._facts.entries
        self.read()
        self._frame.refresh()
        self._pin.start()

    def _write_pin(self) -> None:
        self._jobs.read(lambda site: site.store.write_pin(), _nothing, self._quiet)

    def _search(self, text: str) -> None:
        if self._frame.found is not None:
            self._frame.found.drop()
        page = self._frame.page
        if page is not None:
            page.search(text)
        self._wanted = text
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()

    def _offer_people(self) -> None:
        """People for the palette, once the page has shown its own answer: both would wait for the same store."""
        words = self._wanted
        query = Query(search=words, limit=FOUND, counting=False)
        self._frame.found = self._jobs.read(
            lambda site: tuple(
                Offer(self.tr("Person"), person.name, person.role, f"person:{person.id}", person.email)
                for person in site.people.people(query).rows
            ),
            lambda people: self._offer_records(words, people),
            self._quiet,
        )

    def _offer_records(self, words: str, people: tuple[Offer, ...]) -> None:
        """Records of the other registers after the people, who are asked for most."""
        sheet = self._frame.palette_sheet
        sheet.show_found(people)
        self._frame.found = self._jobs.read(
            lambda site: self._records(site, words), lambda found: sheet.show_found((*people, *found)), self._quiet
        )

    def _quiet(self, _problem: Exception) -> None:
        """The frame's own questions may fail while a lock is under way; nobody asked, so nobody is told."""


def _nothing(_answer: object) -> None:
    return


def _verified(trail: Trail, progress: Progress) -> ChainReport:
    return trail.verify(lambda done, of: progress(done, of))
