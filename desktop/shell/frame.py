"""The frame of look.md: rail, top bar, the page, status line. It is made anew for each unlocking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.waiting import as_list
from desktop.jobs import Job
from desktop.shell.facts import FrameFacts
from desktop.shell.matching import Offer
from desktop.shell.palette import Palette
from desktop.shell.places import Count, Place
from desktop.shell.rail import Rail
from desktop.shell.statusline import StatusLine, trail_words
from desktop.shell.topbar import TopBar
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.page import Page, PageContext


class Frame(QWidget):
    """Pages are built when first shown. ``searched`` gets what is typed; ``offer_chosen`` a target of the palette."""

    searched = Signal(str)
    offer_chosen = Signal(str)
    lock_asked = Signal()
    page_made = Signal(str)

    def __init__(self, places: Sequence[Place], context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self._context = context
        self._places = {place.key: place for place in places}
        self._pages: dict[str, Page] = {}
        self._key = ""
        self.rail = Rail(places, self)
        self.top = TopBar(self)
        self.stack = QStackedWidget(self)
        self.status = StatusLine(self)
        self.palette_sheet = Palette(self.top.field, self)
        self.found: Job | None = None
        self._strips = QVBoxLayout()
        self._strips.setSpacing(0)
        self._lay_out()
        self.rail.list.chosen.connect(lambda key: self.show_place(key))
        self.rail.lock.clicked.connect(self.lock_asked)
        self.palette_sheet.chosen.connect(self.offer_chosen)
        self.palette_sheet.typed.connect(self.searched)
        self.rail.list.installEventFilter(self)

    @property
    def place(self) -> str:
        """The key of the page that is shown."""
        return self._key

    def page_of(self, key: str) -> Page | None:
        """A page that was shown already."""
        return self._pages.get(key)

    @property
    def page(self) -> Page | None:
        return self._pages.get(self._key)

    def show_place(self, key: str, identity: str = "") -> None:
        """Go to a page, and there to a record where one is named."""
        if key not in self._places:
            return
        changed = key != self._key
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self._places[key].make(self._context)
            page.problem.connect(lambda problem: self._context.prompts.tell(problem))
            page.actions_changed.connect(self._show_actions)
            page.done.connect(self.status.say)
            self.stack.addWidget(page)
            self.page_made.emit(key)
        self._key = key
        self.stack.setCurrentWidget(page)
        self.rail.list.show_place(key)
        self._show_actions()
        if changed:
            page.refresh()
        held = as_list(identity)
        if held is not None:
            page.show_list(*held)
        elif identity:
            page.show_record(identity)

    def refresh(self) -> None:
        """After a write: the page that is shown asks again; the others when they come up."""
        page = self.page
        if page is not None:
            page.refresh()

    def show_facts(self, facts: FrameFacts) -> None:
        self.rail.site.setText(facts.site)
        self.rail.facts.setText(
            self.tr("{studies} · {people}").format(
                studies=_counted(facts.studies, self.tr("study"), self.tr("studies")),
                people=_counted(facts.people, self.tr("person"), self.tr("people")),
            )
        )
        seconds = facts.drift * 30
        self.status.clock.setText(
            self.tr("Clock agrees with phone ({seconds} s)").format(seconds=f"{seconds:+d}" if seconds else "0")
            if abs(seconds) <= 30
            else self.tr("Clock differs from phone by {seconds} s").format(seconds=f"{seconds:+d}")
        )
        self.status.show_backup(self._backup_words(facts), not facts.backup_late)
        self.show_time(facts.now)

    def _backup_words(self, facts: FrameFacts) -> str:
        """“Backup today 12:00 · drill 12-Nov-2026”."""
        if facts.backup is None:
            return self.tr("No backup yet") if facts.backup_late else ""
        same = facts.backup.date() == facts.now.date()
        day = self.tr("today") if same else show_date(facts.backup.date())
        words = self.tr("Backup {day} {at}").format(day=day, at=f"{facts.backup:%H:%M}")
        if facts.drill is not None:
            words += self.tr(" · drill {day}").format(day=show_date(facts.drill))
        return words

    def show_trail(self, entries: int, head: str, verified: tuple[datetime, int] | None, good: bool) -> None:
        """``verified``: when the chain was last recomputed in this session, and how many entries it had; None: not
        yet."""
        if verified is None:
            when = self.tr("being verified")
        else:
            at, then = verified
            whole = self.tr("verified {at}") if then >= entries else self.tr("the first {n} verified {at}")
            when = whole if good else self.tr("damaged, found {at}")
            when = when.format(at=f"{at:%H:%M}", n=f"{then:,}")
        template = self.tr("Trail {entries} entries · head {head} · {verified}")
        self.status.show_trail(trail_words(template, entries, head, when), good)

    def add_strip(self, strip: QWidget) -> None:
        """A line above everything, below those already there."""
        self._strips.addWidget(strip)

    def show_time(self, now: datetime) -> None:
        self.status.time.setText(show_time(now))

    def set_counts(self, counts: Mapping[str, Count]) -> None:
        self.rail.list.set_counts(counts)

    def offers(self) -> tuple[Offer, ...]:
        """Pages, the actions of the page that is shown, and what pages offer from everywhere."""
        pages = tuple(
            Offer(self.tr("Page"), place.title, "", f"page:{place.key}", place.words) for place in self._places.values()
        )
        page = self.page
        actions = page.offered() if page is not None else ()
        return (
            *(
                Offer(self.tr("Action"), button.text().replace("&", ""), page.title, f"action:{button.objectName()}")
                for button in actions
                if page is not None and button.isEnabled()
            ),
            *pages,
            Offer(self.tr("Action"), self.tr("Lock now"), "Ctrl L", "lock"),
            *(offer for place in self._places.values() for offer in place.offers if self._may_choose(place.key, offer)),
        )

    def _may_choose(self, place: str, offer: Offer) -> bool:
        """What begins something is for who may, and from other pages: the page itself offers it already."""
        if offer.needs and not self._context.may(offer.needs, "i"):
            return False
        return place != self._key or not offer.target.startswith("begin:")

    def press(self, name: str) -> None:
        """Press an action of the page by its object name."""
        page = self.page
        for button in page.offered() if page is not None else ():
            if button.objectName() == name:
                button.click()

    def walk(self, step: int) -> None:
        """The next or the former page of the rail (Ctrl Page Down, Ctrl Page Up)."""
        keys = self.rail.list.keys()
        if self._key in keys:
            self.show_place(keys[(keys.index(self._key) + step) % len(keys)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.rail.list and event.type() == QEvent.Type.FocusIn:
            self.rail.list.show_place(self._key)
        return False

    def _show_actions(self) -> None:
        page = self.page
        self.top.show_actions(page.offered() if page is not None else ())
        self.palette_sheet.set_offers(self.offers())

    def _lay_out(self) -> None:
        far = QVBoxLayout()
        far.setSpacing(0)
        far.addLayout(self._strips)
        far.addWidget(self.top)
        far.addWidget(self.stack, 1)
        far.addWidget(self.status)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(far, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
