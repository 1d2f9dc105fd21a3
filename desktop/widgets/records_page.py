"""A page with a tab for each of several kinds of record, and one inspector for whichever is in front.

It wires views, tabs and inspector to one another and decides nothing; a room's page derives from it, says its sentence
and fills the inspector.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from db.store.query import Query
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.records_view import RecordsView
from desktop.widgets.room import room
from desktop.widgets.tabs import TabBar
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from desktop.jobs import Job

SIGNATURES, EVIDENCE, FURTHER = 2, 3, 4  # places of the inspector's tabs
V = TypeVar("V", bound=RecordsView)


class RecordsPage(Page, Generic[V]):
    """``say``: the words of the room, in the person's language."""

    def __init__(self, context: PageContext, title: str, name: str, say: Callable[[str], str]) -> None:
        super().__init__(context, title, name)
        self._say_word = say
        self._asked: Job | None = None
        self._counts: Job | None = None
        self._shown = ""
        self.views: tuple[V, ...] = ()
        self.switch = TabBar(say("Kind of record"), f"{name}-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(say("Chosen record"), f"{name}-inspector")
        self.files = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.files)
        self.set_inspector(self.inspector)
        self.export_button = Button(say("Export PDF"), "plain", f"{name}-export")
        self.import_button = Button(say("Import"), "plain", f"{name}-import")

    def add_further(self, further: TimeLine, title: str = "") -> None:
        """The inspector's tab of the room's own, after the four that every page has."""
        self.inspector.tabs.add(title, further)

    def use_views(self, views: Sequence[tuple[str, V]]) -> None:
        """The tabs in their order, each with its name; once, before anything is shown."""
        self.views = tuple(view for _name, view in views)
        for name, view in views:
            self.switch.addTab(name)
            self.stack.addWidget(self.body_of(view))
            self._connect(view)
        self.show_chips(self.view.chips)
        self.say_nothing()
        self.switch.currentChanged.connect(self.turned)
        self.inspector.closed.connect(lambda: self.open_inspector(False))
        self.files.failed.connect(self.problem)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(lambda: self.context.bring_in and self.context.bring_in(self.register()))

    def body_of(self, view: V) -> QWidget:
        """What stands in a tab: its table, and whatever the room puts below."""
        return room(view.table)

    def register(self) -> str:
        """The register that Import brings a sheet into."""
        return f"{self.view.kind}s"

    def choose_first(self) -> str:
        """What is said where the PDF is of one record and none is chosen."""
        return self._say_word("Choose a line first: the PDF is of one record.")

    def say_nothing(self) -> None:
        """The inspector, while nothing is chosen."""

    def ask_facts(self) -> None:
        """Read what the sentence says."""

    def fill(self, view: V, found: Any) -> None:
        """Fill the inspector with what ``view`` read of a record."""

    @property
    def view(self) -> V:
        """The one in front; behind a tab that is none, the first."""
        place = self.switch.currentIndex()
        return self.views[place] if 0 <= place < len(self.views) else self.views[0]

    def refresh(self) -> None:
        self.ask_facts()
        self.ask_rows()
        if self._shown:
            self._inspect(self._shown)

    def search(self, text: str) -> None:
        self.view.table.model.ask(search=text)

    def show_record(self, identity: str) -> None:
        """``kind/id``; a record that a filter hides is shown by lifting the filter of states."""
        kind, _, record = identity.partition("/")
        place = next((place for place, view in enumerate(self.views) if view.kind == kind), 0)
        self.switch.setCurrentIndex(place)
        if self.view.chips.values().get("status"):
            self.view.chips.choose("status", ())
        self.view.table.select(record)
        self._inspect(record)

    def show_list(self, view: str, where: Mapping[str, Sequence[str]]) -> None:
        self.switch.setCurrentIndex(next((place for place, one in enumerate(self.views) if one.kind == view), 0))
        self.view.chips.choose_only(where)

    def selected_record(self) -> str:
        return f"{self.view.kind}/{self._shown}" if self._shown else ""

    def ask_rows(self) -> None:
        """Ask for the rows of the view in front and, after them, for what its chips offer."""
        self.drop_counts()
        view = self.view
        where = view.where()
        view.table.model.ask(where=where)
        query = Query(where=where, search=view.table.model.query.search)
        self._counts = self.context.jobs.read(lambda site: view.read_facets(site, query), view.fill_chips, self.failed)

    def drop_counts(self) -> None:
        """Nothing is counted for the chips of a view that was left."""
        if self._counts is not None:
            self._counts.drop()

    def turned(self, place: int) -> None:
        """Another tab came to the front."""
        self.stack.setCurrentIndex(place)
        self.show_chips(self.view.chips)
        self.actions_changed.emit()
        self.ask_rows()
        record = self.view.table.record()
        if record is None:
            self._shown = ""
            self.say_nothing()
        else:
            self._inspect(str(record.id))

    def saved(self, view: V, record: str) -> None:
        """A command of a view succeeded; ``record`` is empty where it left nothing to show."""
        if view is not self.view:
            return
        if record:
            view.table.select(record)
            self._inspect(record)
            return
        self._shown = ""
        self.say_nothing()

    def failed(self, problem: Exception) -> None:
        """Hand it to the shell."""
        self.problem.emit(problem)

    def _connect(self, view: V) -> None:
        view.chips.changed.connect(self.ask_rows)
        view.table.model.answered.connect(view.chips.show_count)
        view.table.model.failed.connect(self.problem)
        view.table.selected.connect(lambda record: self._selected(view, record))
        view.saved.connect(lambda record: self.saved(view, record))
        view.chips.hide()
        view.table.when_empty(
            self._say_word("Nothing to show here"),
            self._say_word("Take a filter away with Esc, or enter the first one."),
        )

    def _selected(self, view: V, record: object) -> None:
        """A table that is not shown selects anew after each write; only the one in front counts."""
        if record is not None and view is self.view:
            self._inspect(str(getattr(record, "id", "")))

    def _inspect(self, record: str) -> None:
        self._shown = record
        view = self.view
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.context.jobs.read(
            lambda site: view.read(site, record), lambda found: self._show(view, found), self.failed
        )

    def _show(self, view: V, found: Any) -> None:
        if view is not self.view:
            return
        self.fill(view, found)
        if self.inspector_is_drawer:
            self.open_inspector()

    def _export(self) -> None:
        asked = self.view.report()
        if asked is None:
            self.context.prompts.tell(self.choose_first())
        elif self.view.known_on() is not None:
            words = self._say_word("The PDF is of what is known now: take “As known on” away first.")
            self.context.prompts.tell(words)
        elif self.context.export is not None:
            self.context.export(*asked)
