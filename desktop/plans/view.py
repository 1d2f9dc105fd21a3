"""One of the page's three tabs: its table, its filters, what the inspector shows of a record, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.store.query import Query
from db.store.rights import rights
from desktop.plans.words import said
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.chips import ChipFlow
from desktop.widgets.file_field import FileField, read_file
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import PageContext
from desktop.widgets.table import RecordTable
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.evidence.records import Evidence, File
    from db.signing.signable import Signature
    from db.site import Site
    from db.store.trail import Entry

T = TypeVar("T")
VISITORS = ("monitor", "inspector")  # whose looking is recorded (ROL-3)
_ALL = 5_000


@dataclass(frozen=True)
class Lists:
    """What the forms of this page offer: (id, name) each; ``own``: the signed-in user's person, or None."""

    today: date
    people: tuple[tuple[str, str], ...]
    studies: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    own: str | None


@dataclass(frozen=True)
class Dossier:
    """What the inspector shows of one record; ``may``: whether this person may change it."""

    record: Any
    entries: tuple[Entry, ...]
    may: bool
    signatures: tuple[tuple[Signature, bool], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    more: Any = None


class View(QObject):
    """``saved(id)`` after a command succeeded. Each kind of record has one of these."""

    saved = Signal(str)
    kind = ""
    facets: tuple[str, ...] = ()
    tab = ""  # the inspector's further tab, a time line of this name; empty: none

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self.context, self.page = context, page
        self.chips = ChipFlow(page)
        self.table: RecordTable = self.make_table()
        self.add_button = Button(self.add_words(), "primary", f"{self.kind}-add")
        self.add_button.clicked.connect(self.add)
        for key, words in self.facet_titles():
            self.chips.add_choice(key, words, ())

    def make_table(self) -> RecordTable:
        """Its table, not yet asked."""
        raise TypeError("each view makes its own table")

    def facet_titles(self) -> Sequence[tuple[str, str]]:
        """Its filters: field and heading."""
        return ()

    def add_words(self) -> str:
        """What its primary button says."""
        raise TypeError("each view names its own button")

    def add(self) -> None:
        """Open its form."""

    def read_facets(self, site: Site, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """What the chips offer; on the store's thread."""
        return {}

    def read(self, site: Site, record: str) -> Dossier:
        """Everything of one record; on the store's thread."""
        raise TypeError("each view reads its own records")

    def show(self, inspector: Inspector, found: Dossier, further: TimeLine) -> None:
        """Fill the inspector and its further tab."""

    def report(self) -> tuple[str, dict[str, object]] | None:
        """The PDF that belongs to the tab: its kind and options; None where nothing is chosen."""
        return None

    def where(self) -> dict[str, tuple[str, ...]]:
        """What the chips ask for."""
        return {key: values for key, values in self.chips.values().items() if values}

    def fill_chips(self, found: Mapping[str, tuple[tuple[str, int], ...]]) -> None:
        """Offer each value with how many it would leave; what is chosen stays offered."""
        chosen = self.chips.values()
        for key, _words in self.facet_titles():
            options = [(value, f"{said(value)} ({count:,})") for value, count in found.get(key, ())]
            known = {value for value, _ in options}
            options += [(value, said(value)) for value in chosen.get(key, ()) if value not in known]
            self.chips.set_options(key, options)

    def button(self, words: str, name: str, do: Callable[[], object], kind: Any = "plain") -> Button:
        """A button for the inspector."""
        button = Button(words, kind, f"{self.kind}-{name}")
        button.clicked.connect(do)
        return button

    def with_lists(self, then: Callable[[Lists], object]) -> None:
        """Fetch what forms offer, then open one."""
        self.context.jobs.read(read_lists, then, self.failed)

    def ask(
        self, title: str, name: str, rows: Sequence[Sequence[Any]], save: Callable[[AskDialog], object], *,
        do: str = "", words: str = "", width: int = 600,
    ) -> AskDialog:  # fmt: skip
        """Open a form of this page."""
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
        self.context.jobs.run(lambda _progress: read_file(path), then, dialog.show_trouble)

    def change(self, dialog: AskDialog, command: Callable[[Site, str], T], identity: Callable[[T], str]) -> None:
        """As ``write``, for a change of what is saved: asks for the reason first (AUD-1)."""
        self.context.prompts.ask_reason(
            said("Why does this change?"),
            lambda reason: self.write(dialog, lambda site: command(site, reason), identity),
            parent=dialog,
        )

    def with_reason(
        self, title: str, do: str, command: Callable[[Site, str], object], identity: str, words: str = ""
    ) -> None:
        """A change that asks for nothing but its reason."""
        self.context.prompts.ask_reason(
            title,
            lambda reason: self.context.jobs.write(
                lambda site: command(site, reason), lambda _: self.saved.emit(identity), self.failed
            ),
            words=words,
            do=do,
        )

    def do(self, command: Callable[[Site], object], identity: str) -> None:
        """A command that needs nothing more to be asked."""
        self.context.jobs.write(command, lambda _: self.saved.emit(identity), self.failed)

    def failed(self, problem: Exception) -> None:
        """Say it in front of the page."""
        self.context.prompts.tell(problem)


def read_lists(site: Site) -> Lists:
    """On the store's thread. Whoever left the site is not offered."""
    people = site.people.people(Query(where={"status": ["active"]}, limit=_ALL)).rows
    studies = site.people.studies(Query(limit=_ALL)).rows
    roles = site.store.rows("SELECT role FROM person WHERE role <> '' UNION SELECT role FROM assignment ORDER BY 1")
    return Lists(
        site.clock.now().date(), tuple((one.id, one.name) for one in people),
        tuple((one.id, one.code) for one in studies), tuple(str(row[0]) for row in roles),
        site.users.person_of(site.actor.user),
    )  # fmt: skip


def may_change(site: Site, table: str) -> bool:
    """Whether the signed-in person may change records of this table (the store decides it again)."""
    return rights()[table].may(site.actor.role, "u")


def looked_at(site: Site, table: str, record: str) -> None:
    """A monitor's or inspector's look is on the trail."""
    if site.actor.role in VISITORS:
        site.store.event("view", tbl=table, row=record)
