"""The program's course: gate, frame, lock, gate again. Remembers where somebody was, so that they return there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from db.clock import Clock
from desktop.jobs import Jobs
from desktop.preferences import Preferences
from desktop.shell.drafts import Drafts
from desktop.shell.idle import IdleWatch
from desktop.shell.window import Window
from desktop.unlock.gate import Gate
from desktop.unlock.words import role_name
from desktop.widgets.dialog import LOCK_KEYS
from desktop.widgets.theme import theme

if TYPE_CHECKING:
    from db.site import Site
    from desktop.shell.facts import FrameFacts
    from desktop.shell.frame import Frame
    from desktop.shell.matching import Offer
    from desktop.shell.places import Count, Place
    from desktop.shell.session import OpenSession
    from desktop.widgets.prompts import Prompts

HOME, VERIFY, ROSTER, AUDIT, SETTINGS = "home", "verify", "roster", "audit", "settings"


@dataclass(frozen=True)
class Rooms:
    """What the composition root fills the frame with. Called when somebody has unlocked, so that pages and what they
    import do not hold up the window's first paint. ``places`` gets the user's id."""

    places: Callable[[str], Sequence[Place]]
    bring_in: Callable[[str], object]
    export: Callable[[str, Mapping[str, object]], object]
    counts: Callable[[], Callable[[Site], Mapping[str, Count]]]
    verify: Callable[[Path, QWidget], object]
    records: Callable[[], Callable[[Site, str], tuple[Offer, ...]]]


@dataclass(frozen=True)
class _Stand:
    """Where a person was when it locked: the page, its view, and the record there."""

    login: str
    place: str
    view: int
    record: str


class Program(QObject):
    """Owns the frame of the present session. ``entered`` and ``locked`` are for tests and whoever measures."""

    entered = Signal()
    locked = Signal()

    def __init__(
        self,
        window: Window,
        gate: Gate,
        jobs: Jobs,
        preferences: Preferences,
        prompts: Callable[[], Prompts],
        clock: Clock,
        rooms: Rooms,
    ) -> None:
        super().__init__(window)
        self.window, self.gate = window, gate
        self._jobs, self._preferences, self._prompts, self._clock = jobs, preferences, prompts, clock
        self._rooms = rooms
        self.frame: Frame | None = None
        self._session: OpenSession | None = None
        self._stand: _Stand | None = None
        self._login = self._user = ""
        self._told = self._visiting = False
        self.drafts = Drafts(jobs, self.navigate, self)
        self.idle = IdleWatch(clock, self)
        self.idle.due.connect(self.lock)
        self._reading = QTimer(self)  # runs while a visitor reads
        self._reading.setSingleShot(True)
        self._reading.timeout.connect(lambda: self.lock("the reading is over"))
        gate.opened.connect(lambda site: self._enter(site))
        gate.verify_asked.connect(self._ask_file)
        window.dropped.connect(self._verify)
        window.closing.connect(self._close)
        window.lock_asked.connect(lambda: self.lock("command"))
        window.may_close = lambda: gate.may_close(window.close)
        window.add_keys(
            (
                ("Ctrl+K", self._ask_palette),
                (LOCK_KEYS, lambda: self.lock("command")),
                ("Ctrl+PgDown", lambda: self._walk(1)),
                ("Ctrl+PgUp", lambda: self._walk(-1)),
            )
        )

    def lock(self, why: str) -> None:
        """Hide everything at once, then close the database behind what is still being written (UNL-8)."""
        frame = self.frame
        if frame is None:
            return
        if not self._visiting:  # after a visitor the host comes back to where they stood themselves
            self._stand = self._standing()
        self._leave()
        self._jobs.read(lambda site: site.store.event("lock", why=why), _nothing, _nothing)
        self._jobs.close(lambda _: self.locked.emit())
        folder = self.gate.folder
        assert folder is not None
        self.gate.show_unlock(folder, self._login)

    def _where(self) -> tuple[str, str]:
        """The page that is shown, and the record it stands on."""
        frame = self.frame
        if frame is None:
            return "", ""
        return frame.place, frame.page.selected_record() if frame.page is not None else ""

    def _standing(self) -> _Stand:
        place, record = self._where()
        page = self.frame.page if self.frame is not None else None
        return _Stand(self._login, place, page.view_place() if page is not None else 0, record)

    def navigate(self, place: str, identity: str) -> None:
        """Go to a page, and there to a record."""
        if self.frame is not None:
            self.frame.show_place(place, identity)

    def begin(self, place: str, view: int, button: str) -> None:
        """Go to a view of a page and press one of its buttons, once the page knows what its person may do."""
        self.navigate(place, "")
        frame = self.frame
        if frame is None or frame.page is None:
            return
        frame.page.show_view(view)
        self._jobs.read(lambda _: None, lambda _: frame.press(button), _nothing)

    def hand_over(self, visitor: str, minutes: int, failed: Callable[[Exception], object]) -> None:
        """The open program becomes a visitor's, until it locks (ROL-3). ``failed``: nothing has changed."""
        from desktop.shell.visit import handed_over

        stand = self._standing()

        def entered(site: Site) -> None:
            self._leave()
            self._enter(site)
            self._stand = stand

        self._jobs.exchange(lambda site: handed_over(site, visitor, minutes), entered, failed)

    def restart_idle(self) -> None:
        """The person has shortened the time until it locks."""
        minutes = self._preferences.lock_minutes(self._user)
        self.idle.start(minutes)
        if self.frame is not None:
            self.frame.rail.set_lock_minutes(minutes)

    def _enter(self, site: Site) -> None:
        from db.store.rights import rights
        from desktop.shell.frame import Frame
        from desktop.shell.session import OpenSession
        from desktop.shell.visit import milliseconds, open_to_visitors, strip_of
        from desktop.widgets.page import PageContext

        actor, session = site.actor, site.session
        self._login, self._user = session.unlocked.login, actor.user
        rooms, granted = self._rooms, rights()
        visit = session.visit
        context = PageContext(
            self._jobs, theme(), self._prompts(), self.navigate, None if visit else rooms.bring_in,
            None if visit else rooms.export, lambda: self.lock("command"), self.begin,
            lambda table, letter: table in granted and granted[table].may(actor.role, letter), visit is not None,
            self.hand_over,
        )  # fmt: skip
        places = rooms.places(actor.user)
        frame = self.frame = Frame(open_to_visitors(places) if visit else places, context)
        frame.page_made.connect(self._keep_filters)
        frame.rail.set_person(actor.name, role_name(actor.role))
        frame.lock_asked.connect(lambda: self.lock("command"))
        frame.offer_chosen.connect(self._choose)
        if site.demonstration:
            self._add_demonstration_strip(frame)
        self._visiting = visit is not None
        if visit is not None:
            frame.add_strip(strip_of(visit))
            self._reading.start(milliseconds(visit, self._clock.now()))
        self._session = OpenSession(self._jobs, frame, self._clock, rooms.counts(), rooms.records(), frame)
        self._told = False
        self._session.facts_read.connect(lambda facts: self._tell_findings(facts))
        stand = self._stand
        if stand is not None and stand.login == self._login:
            frame.show_place(stand.place)
            if frame.page is not None:
                frame.page.show_view(stand.view)
            frame.show_place(stand.place, stand.record)
        else:
            frame.show_place(HOME)
        self._stand = None
        self.drafts.enter(frame, self._where)
        self.window.show_frame(frame)
        self.restart_idle()
        QTimer.singleShot(0, self._session, self._session.after_first_paint)
        self.entered.emit()

    def _keep_filters(self, place: str) -> None:
        from desktop.shell.kept_filters import keep_filters

        page = self.frame.page_of(place) if self.frame is not None else None
        if page is not None:
            keep_filters(page, place, self._user, self._preferences)

    def _leave(self) -> None:
        self.idle.stop()
        self._reading.stop()
        self.drafts.leave()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        self.frame = self._session = None
        self.window.show_gate()

    def _close(self) -> None:
        if self.frame is not None:
            self._jobs.read(lambda site: site.store.event("log-out"), _nothing, _nothing)
            self._leave()

    def _tell_findings(self, facts: FrameFacts) -> None:
        """Shown once an unlocking, at once: failed tries (UNL-5), findings (UNL-9), a slot that runs out."""
        frame = self.frame
        if frame is None or self._told or self._visiting:
            return
        from desktop.shell.strips import strips_of

        self._told = True
        for strip in strips_of(facts):
            duties = strip.objectName() == "strip-duties"
            place, record = (SETTINGS, self._user) if duties else (AUDIT, "")
            strip.asked.connect(lambda place=place, record=record: self.navigate(place, record))
            frame.add_strip(strip)

    def _add_demonstration_strip(self, frame: Frame) -> None:
        from desktop.shell.strip import Strip

        what, rest = self.tr("Demonstration site."), self.tr("Everything here is fictitious, and its keys are public.")
        frame.add_strip(Strip("strip-demonstration", what, rest))

    def _choose(self, target: str) -> None:
        kind, _, rest = target.partition(":")
        if kind == "page":
            self.navigate(rest, "")
        elif kind == "person":
            self.navigate(ROSTER, rest)
        elif kind == "action" and self.frame is not None:
            self.frame.press(rest)
        elif kind == "record":
            self.navigate(*rest.split(":", 1))
        elif kind == "begin":
            place, view, button = rest.split("/")
            self.begin(place, int(view), button)
        elif kind == "report":
            self._rooms.export(rest, {})
        elif kind == "lock":
            self.lock("command")

    def _verify(self, path: Path) -> None:
        if self.frame is not None:
            self.navigate(VERIFY, str(path))
        else:
            self._rooms.verify(path, self.window)

    def _ask_file(self) -> None:
        self._prompts().choose_file(
            self.tr("Verify a document"), self.tr("Signed PDF or exported trail (*.pdf *.jsonl)"), self._verify
        )

    def _ask_palette(self) -> None:
        if self.frame is not None:
            self.frame.palette_sheet.ask()

    def _walk(self, step: int) -> None:
        if self.frame is not None:
            self.frame.walk(step)


def _nothing(_answer: object) -> None:
    return
