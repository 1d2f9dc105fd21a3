"""The period of a report that would otherwise have hundreds of pages, and how many it comes to before it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.store.query import Query
from desktop.widgets.buttons import Button
from desktop.widgets.fields import DateField
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.site import Site

PROPOSED = timedelta(days=30)
MANY = 60  # pages; more are drawn when somebody says so
_LETTERS, _ENTRIES = 3_700, 97  # a page holds, measured on the demonstration: so many letters, or so many short entries


@dataclass(frozen=True)
class Extent:
    """Entries, and about how many pages they come to."""

    entries: int
    pages: int

    @property
    def many(self) -> bool:
        return self.pages > MANY


def extent(site: Site, where: Mapping[str, Sequence[str]], search: str) -> Extent:
    """On the store's thread."""
    entries, letters = site.trail.extent(Query(where={name: tuple(values) for name, values in where.items()},
                                               search=search))  # fmt: skip
    return Extent(entries, max(1, round(letters / _LETTERS + entries / _ENTRIES)))


class Period(QWidget):
    """From and until; ``changed`` with every correction, ``all_asked`` when every page is wanted all the same."""

    changed = Signal()
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.since = DateField(self.tr("From"), "report-since", hint=self.tr("Empty: from the beginning"))
        self.until = DateField(self.tr("Until"), "report-until", hint=self.tr("Empty: up to now"))
        self.comes_to = Text("", Type.META, "ink2", wrap=True)
        self.comes_to.setObjectName("report-extent")
        self.draw_all = Button(self.tr("Draw all of them"), "plain", "report-draw-all", small=True)
        self.draw_all.hide()
        self.draw_all.clicked.connect(self.all_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for widget in (self.since, self.until, self.comes_to, self.draw_all):
            column.addWidget(widget)
        for field in (self.since, self.until):
            field.changed.connect(self.changed)

    def propose(self, given: Mapping[str, Sequence[str]], today: date) -> None:
        """What the page had chosen; the last month where it had chosen no day."""
        since, until = next(iter(given.get("since", ())), ""), next(iter(given.get("until", ())), "")
        self.since.set_value(since or ("" if given or until else (today - PROPOSED).isoformat()))
        self.until.set_value(until)

    def where(self) -> dict[str, tuple[str, ...]]:
        """As `ReportOptions.where` has it."""
        days = {"since": self.since.day(), "until": self.until.day()}
        return {name: (day.isoformat(),) for name, day in days.items() if day is not None}

    def say(self, found: Extent) -> str:
        """Show how much it is; the words for the place of the pages where these wait to be asked for."""
        about = (
            self.tr("{n} entries, about {pages} pages.") if found.pages > 1 else self.tr("{n} entries, about a page.")
        )
        self.comes_to.setText(about.format(n=f"{found.entries:,}", pages=f"{found.pages:,}"))
        self.draw_all.setVisible(found.many)
        if not found.many:
            return ""
        words = self.tr("About {pages} pages. Take a shorter period, or draw all of them.")
        return words.format(pages=f"{found.pages:,}")
