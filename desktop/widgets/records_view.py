"""One kind of record on a page that has a tab for each: its table, its filters, its forms, what can be done.

A page's room derives its own View from this one, with what its forms offer and what its inspector shows. What several
rooms do alike stands here: chips filled from the store, forms handed to it, reasons asked for first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.store.query import Query
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button, Kind
from desktop.widgets.chips import ChipFlow
from desktop.widgets.file_field import FileField
from desktop.widgets.known_day import AS_OF, KNOWN_ON, KnownDay
from desktop.widgets.page import PageContext
from desktop.widgets.table import RecordTable
from desktop.widgets.taking_file import take_file

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.site import Site

T = TypeVar("T")
Facets = Mapping[str, Sequence[tuple[str, int]]]


class RecordsView(QObject):
    """``saved(id)`` after a command succeeded. ``say``: the words of the room, in the person's language."""

    saved = Signal(str)
    kind = ""
    facets: tuple[str, ...] = ()
    """The filters whose values the store counts."""
    dated = knowing = False
    """Whether its register answers as of a day; and as it was known on a day (AUD-6)."""
    form_width = 560  # px at 100 %

    def __init__(self, context: PageContext, page: QWidget, say: Callable[[str], str]) -> None:
        super().__init__(page)
        self.context, self.page, self._say = context, page, say
        self.chips = ChipFlow(page)
        self.table: RecordTable = self.make_table()
        self.add_button = Button(self.add_words(), "primary", f"{self.kind}-add")
        self.add_button.clicked.connect(self.add)
        self.add_chips()
        if self.dated:
            self.chips.add_date(AS_OF, say("As of %1"), say("As of today"))
        if self.knowing:
            self._known = KnownDay(self.chips)
            self.chips.add_date(KNOWN_ON, say("As known on %1"), say("As known"))

    def make_table(self) -> RecordTable:
        """Its table, not yet asked."""
        raise TypeError("each view makes its own table")

    def add_chips(self) -> None:
        """Its filters."""

    def add_words(self) -> str:
        """What its primary button says."""
        raise TypeError("each view names its own button")

    def add(self) -> None:
        """Open its form."""

    def read_facets(self, site: Site, query: Query) -> Facets:
        """What the chips offer; on the store's thread."""
        return {}

    def read(self, site: Site, record: str) -> Any:
        """Everything the inspector shows of one record; on the store's thread."""
        raise TypeError("each view reads its own records")

    def report(self) -> tuple[str, dict[str, object]] | None:
        """The PDF that belongs to the tab: its kind and options; None where a record has to be chosen first."""
        return None

    def where(self) -> dict[str, tuple[str, ...]]:
        """What the chips ask for."""
        if self.knowing:
            self._known.settle()
        return {key: values for key, values in self.chips.values().items() if values and key not in (AS_OF, KNOWN_ON)}

    def on(self) -> date | None:
        """The day it is asked for; None is today."""
        chosen = self.chips.value(AS_OF) if self.dated else ""
        return date.fromisoformat(chosen) if chosen else None

    def known_on(self) -> date | None:
        """The day whose knowledge is asked for; None is what is known now."""
        return self._known.known_on() if self.knowing else None

    def fill_chips(self, found: Facets) -> None:
        """Offer each value with how many it would leave; what is chosen stays offered."""
        chosen = self.chips.values()
        for key in self.facets:
            options = [(value, f"{self.facet_word(key, value)} ({count:,})") for value, count in found.get(key, ())]
            known = {value for value, _ in options}
            options += [(value, self.facet_word(key, value)) for value in chosen.get(key, ()) if value not in known]
            self.chips.set_options(key, options)

    def facet_word(self, key: str, value: str) -> str:
        """A value as its chip says it."""
        return self._say(value)

    def button(self, words: str, name: str, do: Callable[[], object], kind: Kind = "plain") -> Button:
        """A button for the inspector."""
        button = Button(words, kind, f"{self.kind}-{name}")
        button.clicked.connect(do)
        return button

    def ask(
        self, title: str, name: str, rows: Sequence[Sequence[Any]], save: Callable[[AskDialog], object], *,
        do: str = "", words: str = "", width: int = 0,
    ) -> AskDialog:  # fmt: skip
        """Open a form of this page."""
        width = width or self.form_width
        dialog = AskDialog(self.page, title, name, rows, save, do=do, words=words, width=width)
        dialog.open()
        return dialog

    def write(self, dialog: AskDialog, command: Callable[[Site], T], identity: Callable[[T], str]) -> None:
        """Hand one command to the store; close the form when it was done, say in it what went wrong when not."""

        def done(result: T) -> None:
            dialog.accept()
            self.saved.emit(identity(result))

        dialog.set_busy(True)
        self.context.jobs.write(command, done, dialog.show_trouble)

    def with_file(self, dialog: AskDialog, field: FileField, then: Callable[[File | None], object]) -> None:
        """Read the chosen file in a worker first, where there is one."""
        path = field.path
        if path is None:
            then(None)
            return
        take_file(self.context, path, then, dialog.show_trouble, dialog)

    def change(self, dialog: AskDialog, command: Callable[[Site, str], T], identity: Callable[[T], str]) -> None:
        """As ``write``, for a change of what is saved: asks for the reason first (AUD-1)."""
        self.context.prompts.ask_reason(
            self._say("Why does this change?"),
            lambda reason: self.write(dialog, lambda site: command(site, reason), identity),
            parent=dialog,
        )

    def with_reason(
        self, title: str, do: str, command: Callable[[Site, str], object], identity: str, words: str = ""
    ) -> None:
        """A change that asks for nothing but its reason."""
        self.context.prompts.ask_reason(
            title, lambda reason: self.do(lambda site: command(site, reason), identity), words=words, do=do
        )

    def do(self, command: Callable[[Site], object], identity: str) -> None:
        """A command that needs nothing more to be asked."""
        self.context.jobs.write(command, lambda _: self.saved.emit(identity), self.failed)

    def failed(self, problem: Exception) -> None:
        """Say it in front of the page."""
        self.context.prompts.tell(problem)
