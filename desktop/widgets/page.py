"""A page of the window: title, one sentence of state, chips, body, and the inspector at the far end.

The shell makes a page once for each unlocking and hands it a PageContext; it shows what `actions` returns in its
top bar, calls `refresh` after every write, and `search` with what was typed there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from desktop.widgets.buttons import Button
from desktop.widgets.chips import ChipFlow
from desktop.widgets.fonts import Type
from desktop.widgets.inspector import Inspector
from desktop.widgets.prompts import Prompts
from desktop.widgets.text import Part, Sentence, Text
from desktop.widgets.theme import Theme, theme

if TYPE_CHECKING:  # the store's house is only loaded by who opens it
    from desktop.jobs import Jobs

INSPECTOR = 332
GAP = 16
NARROWEST_BODY = 640


@dataclass(frozen=True)
class PageContext:
    """What a page is given. ``navigate(page, record id)`` goes to another page, and there to a record.

    ``bring_in(register)`` opens the import of a register; ``export(report kind, options)`` its signed PDF, the
    options being fields of ReportOptions; ``lock()`` locks the window; ``begin(page, view, button)`` goes to a view of
    a page and presses a button of its top bar. A page shows no button for what it was not given.
    ``visiting``: the program was handed over to a visitor, who signs nothing and lets nothing leave.
    ``hand_over(visitor's id, minutes, failed)`` makes the open program a visitor's.
    ``may(table, letter)``: whether the person's role may (i)nsert, (u)pdate … there; the store decides all the same.
    """

    jobs: Jobs
    theme: Theme
    prompts: Prompts
    navigate: Callable[[str, str], object]
    bring_in: Callable[[str], object] | None = None
    export: Callable[[str, Mapping[str, object]], object] | None = None
    lock: Callable[[], object] | None = None
    begin: Callable[[str, int, str], object] | None = None
    may: Callable[[str, str], bool] = lambda _table, _letter: True
    visiting: bool = False
    hand_over: Callable[[str, int, Callable[[Exception], object]], object] | None = None


class Page(QWidget):
    """Base of all pages. ``actions_changed`` asks the shell to fetch `actions` again; ``problem(Exception)`` hands it
    what went wrong, to be said in words; ``done(words)`` what was just done."""

    actions_changed = Signal()
    problem = Signal(object)
    done = Signal(str)

    def __init__(self, context: PageContext, title: str, name: str) -> None:
        super().__init__()
        self.context = context
        self.setObjectName(f"page-{name}")
        self.over = Text("", Type.BODY, "ink2")
        self.over.hide()
        self.heading = Text(title, Type.TITLE)
        self.heading.setObjectName("page-title")
        self.sentence = Sentence((), Type.BODY, "ink2")
        self.sentence.setObjectName("page-sentence")
        self.chips = ChipFlow(self)
        self.chips.hide()
        self._chips_place = QVBoxLayout()
        self._chips_place.addWidget(self.chips)
        self._title_row = QHBoxLayout()
        self._title_row.setContentsMargins(0, 0, 0, 0)
        self._title_row.addWidget(self.heading, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._inspector: Inspector | None = None
        self._views: QWidget | None = None
        self._drawer_open = False
        self._inspector_wanted = True
        self._main = QVBoxLayout()
        self._main.setSpacing(0)
        self._main.addWidget(self.over)
        self._main.addSpacing(2)
        self._main.addLayout(self._title_row)
        self._main.addSpacing(5)
        self._main.addWidget(self.sentence)
        self._main.addSpacing(13)
        self._main.addLayout(self._chips_place)
        self._main.addSpacing(12)
        self._main.addLayout(self.body, 1)
        self._frame = QHBoxLayout(self)
        self._frame.setContentsMargins(20, 16, 20, 16)
        self._frame.setSpacing(GAP)
        self._frame.addLayout(self._main, 1)
        theme().changed.connect(self._arrange)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        """The page's buttons for the top bar, the primary one last; of more than three the first go into a menu."""
        return ()

    def offered(self) -> tuple[Button, ...]:
        """Of its buttons those that the person's role has any use for."""
        return tuple(one for one in self.actions() if not one.needs or self.context.may(one.needs, "i"))

    def refresh(self) -> None:
        """Ask again for what is shown; called after every write and when the page comes up."""

    def search(self, text: str) -> None:
        """What was typed into the search field; the empty text shows everything again."""

    def show_record(self, identity: str) -> None:
        """Go to a record of this page."""

    def show_list(self, view: str, where: Mapping[str, Sequence[str]]) -> None:
        """Go to one of the page's lists (``view``: its kind of record, empty where there is but one), with these
        filters chosen and no others."""
        self.show_view(0)
        self.chips.choose_only(where)

    def selected_record(self) -> str:
        """The record the page stands on, so that unlocking returns to it; empty where there is none."""
        return ""

    @property
    def title(self) -> str:
        return self.heading.text()

    def say(self, parts: Sequence[Part]) -> None:
        """The one sentence of state under the title."""
        self.sentence.set_parts(parts)

    def set_over(self, text: str) -> None:
        """A small line above the title: where a record comes from."""
        self.over.setText(text)
        self.over.setVisible(bool(text))

    def show_chips(self, chips: ChipFlow) -> None:
        """Put these chips in the place of the ones shown: a page with several views has a row for each."""
        self.chips.hide()
        if self._chips_place.indexOf(chips) < 0:
            self._chips_place.addWidget(chips)
        self.chips = chips
        chips.show()

    def set_views(self, views: QWidget) -> None:
        """What switches between the page's views, at the far end of the title's line."""
        self._views = views
        self._title_row.addWidget(views, 0, Qt.AlignmentFlag.AlignBottom)
        self.heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def show_view(self, place: int) -> None:
        """Turn to one of the views; nothing on a page that has but one."""
        if isinstance(self._views, QTabBar):
            self._views.setCurrentIndex(place)

    def view_place(self) -> int:
        """Which of the views is in front."""
        return self._views.currentIndex() if isinstance(self._views, QTabBar) else 0

    def set_inspector(self, inspector: Inspector) -> None:
        """What stands at the far end: 332 px wide, or a drawer over the page where there is no room for both."""
        self._inspector = inspector
        inspector.setParent(self)
        inspector.closed.connect(lambda: self.open_inspector(False))
        self._arrange()

    def want_inspector(self, wanted: bool) -> None:
        """Whether this view has anything to inspect; where it has not, it gets the whole width."""
        self._inspector_wanted = wanted
        self._arrange()

    def open_inspector(self, shown: bool = True) -> None:
        """Pull the drawer out (or push it in) where the inspector is one; else nothing."""
        self._drawer_open = shown
        self._arrange()

    @property
    def inspector_is_drawer(self) -> bool:
        look = theme()
        return self.width() < look.px(INSPECTOR) + look.px(NARROWEST_BODY) + GAP + 40

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._drawer_open and self.inspector_is_drawer:
                self.open_inspector(False)
                return
            if self.chips.is_filtered():
                self.chips.clear()
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        inspector = self._inspector
        if inspector is None:
            return
        if not self._inspector_wanted:
            inspector.hide()
            return
        width = theme().px(INSPECTOR)
        in_frame = self._frame.indexOf(inspector) >= 0
        inspector.as_drawer(self.inspector_is_drawer)
        if self.inspector_is_drawer:
            if in_frame:
                self._frame.removeWidget(inspector)
            width = min(width, self.width() - 40)
            x = 8 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - width - 8
            inspector.setFixedWidth(width)
            inspector.setGeometry(x, 8, width, self.height() - 16)
            inspector.setVisible(self._drawer_open)
            inspector.raise_()
            return
        if not in_frame:
            self._frame.addWidget(inspector)
        inspector.setFixedWidth(width)
        inspector.setVisible(True)
