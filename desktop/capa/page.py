"""CAPA (CAP-1..4): list, board and figures of all of them; one of them as a document with its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from db.capa import machine
from db.capa import records as r
from db.store.query import Page as RowPage
from db.store.query import Query
from desktop.capa.acts import Acts
from desktop.capa.board import MOST, Board
from desktop.capa.document import Document
from desktop.capa.inspect import View, read_capa, show_capa
from desktop.capa.words import options, said, state_of, step_word
from desktop.widgets.buttons import Button
from desktop.widgets.charts import ChartsPane
from desktop.widgets.dates import show_date
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.known_day import AS_OF, KNOWN_ON, KnownDay
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part

if TYPE_CHECKING:
    from db.site import Site
    from desktop.jobs import Job

LIST, BOARD, FIGURES, DOCUMENT = range(4)
Facets = Mapping[str, tuple[tuple[str, int], ...]]


class CapaPage(Page):
    """Wires the views, the document, the inspector and the acts to one another."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "capa")
        self._asked: Job | None = None
        self._counts: Job | None = None
        self.filters = self.chips
        self.known = KnownDay(self.chips)
        self._shown = ""
        self._view: View | None = None
        self.acts = Acts(context, self)
        self.table = self._make_table()
        self.board, self.document = Board(), Document(self.acts)
        self.figures = ChartsPane("capa", said("Figures"), said, self)
        self.switch = TabBar(said("How they are shown"), "capa-views", lined=False, margin=8)
        for words in (said("List"), said("Board"), said("Figures")):
            self.switch.addTab(words)
        self.set_views(self.switch)
        self.stack = QStackedWidget()
        for widget in (room(self.table), self.board, self.figures, self.document):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(said("Chosen CAPA"), "capa-inspector")
        self.files = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.files)
        self.set_inspector(self.inspector)
        self.inspector.show_nothing(said("Nothing chosen"), said("Choose a CAPA to see what its next step asks for."))
        self._add_chips()
        self.add_button = Button(said("Add a CAPA"), "primary", "capa-add")
        self.import_button = Button(said("Import"), "plain", "capa-import")
        self.export_button = Button(said("Export PDF"), "plain", "capa-export")
        self.back_button = Button(said("All CAPA"), "plain", "capa-back")
        self.add_button.needs = self.import_button.needs = "capa"
        self._connect()
        self._name()

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        found = []
        if self.stack.currentIndex() == DOCUMENT:
            found.append(self.back_button)
        elif self.context.bring_in is not None:
            found.append(self.import_button)
        if self.context.export is not None:
            found.append(self.export_button)
        return (*found, self.add_button)

    def refresh(self) -> None:
        self.context.jobs.read(_headline, self._say_facts, self._failed)
        self._ask()
        if self._shown:
            self._inspect(self._shown)

    def search(self, text: str) -> None:
        if self.stack.currentIndex() == DOCUMENT:
            self.open_document(False)
        self.table.model.ask(search=text)
        self._ask()

    def show_record(self, identity: str) -> None:
        """A CAPA's id: it opens as its document."""
        self.table.select(identity)
        self._inspect(identity)
        self.open_document(True)

    def show_list(self, view: str, where: Mapping[str, Sequence[str]]) -> None:
        self.open_document(False)
        super().show_list(view, where)

    def selected_record(self) -> str:
        return self._shown

    def open_document(self, shown: bool) -> None:
        """One CAPA as a document, or all of them again."""
        self.stack.setCurrentIndex(DOCUMENT if shown else self.switch.currentIndex())
        self.want_inspector(shown or self.switch.currentIndex() != FIGURES)
        self.switch.setVisible(not shown)
        self.chips.setVisible(not shown)
        self.sentence.setVisible(not shown)
        high = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored  # beside the switch it takes none
        self.heading.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        self._name()
        self.actions_changed.emit()
        if self._view is not None:
            self._show(self._view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stack.currentIndex() == DOCUMENT and not self._drawer_open:
            self.open_document(False)
            return
        super().keyPressEvent(event)

    def _make_table(self) -> RecordTable:
        columns = (
            Column("number", said("No."), lambda one: one.number, 150, 0, "number", ink="ink2",
                   second=lambda one: said(one.source)),
            Column("title", said("What is wrong"), lambda one: one.title, 170, 5, "title", strong=True,
                   second=lambda one: ", ".join(part for part in (said(one.priority), one.study) if part)),
            Column("step", said("Step"), lambda one: step_word(one.step), 118, 0, "step", second=_actions),
            Column("owner", said("Owner"), lambda one: one.owner, 116, 1, "owner", ink="ink2"),
            Column("due", said("Due"), lambda one: show_date(one.due) if one.due else "", 98, 0, "due", is_date=True),
            Column("status", said("Status"), lambda one: step_word(one.status), 104, 0, "status", state=state_of),
        )  # fmt: skip

        def asked(site: Site, query: Query) -> RowPage[r.Capa]:
            known = self.known.known_on()
            return site.capa.list(query, self.on()) if known is None else site.capa.known(known, query)

        read = through(self.context.jobs, asked)
        return RecordTable(RecordModel(columns, read), said("CAPA"), "capa", row=TWO_LINES)

    def _add_chips(self) -> None:
        self.filters.add_choice("status", said("Status"), options(r.STATUSES), usual=r.ALIVE)
        self.filters.add_choice("step", said("Step"), options(machine.STEPS))
        self.filters.add_choice("source", said("Source"), ())
        self.filters.add_choice("priority", said("Classification"), options(r.PRIORITIES))
        self.filters.add_choice("owner", said("Owner"), ())
        self.filters.add_choice("study", said("Study"), ())
        self.filters.add_date(AS_OF, said("As of %1"), said("As of today"))
        self.filters.add_date(KNOWN_ON, said("As known on %1"), said("As known"))
        self.filters.show()

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.figures.chips.changed.connect(self._ask)
        self.table.model.answered.connect(self.filters.show_count)
        self.table.model.failed.connect(self.problem)
        self.table.selected.connect(lambda one: self._inspect(one.id) if one is not None else None)
        self.table.opened.connect(lambda one: self.show_record(one.id))
        self.board.opened.connect(self.show_record)
        self.switch.currentChanged.connect(self._turned)
        self.acts.saved.connect(self._saved)
        self.files.failed.connect(self.problem)
        self.add_button.clicked.connect(self.acts.add)
        self.back_button.clicked.connect(lambda: self.open_document(False))
        self.import_button.clicked.connect(lambda: self.context.bring_in and self.context.bring_in("capa"))
        self.export_button.clicked.connect(self._export)
        self.table.when_empty(
            said("Nothing to correct here"), said("Take a filter away with Esc, or enter what was found.")
        )

    def _where(self) -> dict[str, tuple[str, ...]]:
        return {key: values for key, values in self.filters.values().items() if values and key not in (AS_OF, KNOWN_ON)}

    def on(self) -> date | None:
        """The day it is asked for; None is today."""
        chosen = self.filters.value(AS_OF)
        return date.fromisoformat(chosen) if chosen else None

    def _ask(self) -> None:
        self.known.settle()
        if self._counts is not None:
            self._counts.drop()  # what the chips offer comes last, and not for a view that was left
        if self.switch.currentIndex() == FIGURES:
            then = self.figures.on()
            self.context.jobs.read(lambda site: site.capa.charts(then), self.figures.show_charts, self._failed)
            return
        where = self._where()
        query, on = Query(where=where, search=self.table.model.query.search), self.on()
        known = self.known.known_on()
        self.table.model.ask(where=where)
        if self.switch.currentIndex() == BOARD:
            self.context.jobs.read(lambda site: _cards(site, query, on, known), self.board.show_cards, self._failed)
        self._counts = self.context.jobs.read(
            lambda site: site.capa.facets(query, on) if known is None else site.capa.known_facets(known, query),
            self._fill_chips, self._failed,
        )  # fmt: skip

    def _fill_chips(self, found: Facets) -> None:
        chosen = self.filters.values()
        for key in ("source", "owner", "study"):
            offered = [(value, f"{said(value)} ({count:,})") for value, count in found.get(key, ())]
            known = {value for value, _ in offered}
            offered += [(value, said(value)) for value in chosen.get(key, ()) if value not in known]
            self.filters.set_options(key, offered)

    def _say_facts(self, found: tuple[int, int, int, int]) -> None:
        alive, late, approval, checks = found
        parts: list[Part] = [said("{n} open").format(n=alive)]
        if late:
            parts += [" · ", Em(said("{n} overdue").format(n=late), "late")]
        if approval:
            parts.append(said(" · {n} in the action plan").format(n=approval))
        if checks:
            one = said(" · 1 waits for its effectiveness check")
            parts.append(one if checks == 1 else said(" · {n} wait for their effectiveness check").format(n=checks))
        self.say(parts)

    def _inspect(self, capa_id: str) -> None:
        self._shown = capa_id
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.context.jobs.read(lambda site: read_capa(site, capa_id), self._show, self._failed)

    def _show(self, view: View) -> None:
        self._view = view
        extra = []
        if self.stack.currentIndex() == DOCUMENT:
            self.document.show_capa(view.file, view.may)
            if view.file.capa.open and view.may:
                attach = Button(said("Attach evidence"), "plain", "capa-attach")
                attach.clicked.connect(lambda: self.acts.attach(view.file))
                extra.append(attach)
        else:
            whole = Button(said("Open"), "plain", "capa-open")
            whole.clicked.connect(lambda: self.show_record(view.file.capa.id))
            extra.append(whole)
        origin = view.file.origin
        if origin is not None and origin.place:
            back = Button(said("Where it came from"), "plain", "capa-origin")
            back.clicked.connect(lambda: self.context.navigate(origin.place, origin.record))
            extra.append(back)
        show_capa(self.inspector, view, self.acts, extra)
        evidence = [*view.file.files, *(one for action in view.file.actions for one in action.files)]
        self.files.show_files(evidence, said("No evidence yet."))
        self._name()
        if self.inspector_is_drawer and self.stack.currentIndex() != DOCUMENT:
            self.open_inspector()

    def _name(self) -> None:
        """The page's title, or that of the CAPA that is open."""
        if self.stack.currentIndex() != DOCUMENT or self._view is None:
            self.heading.setText(said("CAPA"))
            self.set_over("")
            return
        file = self._view.file
        number = f" {file.origin.number}" if file.origin is not None else ""
        self.heading.setText(file.capa.title)
        self.set_over(f"{file.capa.number} · {said('from')} {said(file.capa.source)}{number}")

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.show_chips(self.figures.chips if place == FIGURES else self.filters)
        self.want_inspector(place != FIGURES)
        self._ask()

    def _saved(self, capa_id: str) -> None:
        self.show_record(capa_id)

    def _export(self) -> None:
        if self.context.export is None:
            return
        if self.stack.currentIndex() == DOCUMENT and self._shown:
            self.context.export("capa", {"where": {"record": (self._shown,)}})
        elif self.known.known_on() is not None:
            self.context.prompts.tell(said("The PDF is of what is known now: take “As known on” away first."))
        else:
            self.context.export("capa-register", {
                "where": self._where(), "search": self.table.model.query.search, "as_of": self.on(),
            })  # fmt: skip

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)


def _headline(site: Site) -> tuple[int, int, int, int]:
    """On the store's thread: open, overdue, in the action plan, waiting for their check."""
    found = site.capa.standing()
    steps = found.steps
    return found.open, found.overdue, steps.get(machine.PLAN, 0), steps.get(machine.EFFECTIVENESS, 0)


def _cards(site: Site, query: Query, on: date | None, known: date | None) -> dict[str, tuple[Sequence[r.Capa], int]]:
    """On the store's thread: the first cards of each open step."""
    found: dict[str, tuple[Sequence[r.Capa], int]] = {}
    for step in machine.OPEN_STEPS:
        where = {**query.where, "step": (step,)}
        asked = Query(where=where, search=query.search, limit=MOST)
        page = site.capa.list(asked, on) if known is None else site.capa.known(known, asked)
        found[step] = (page.rows, page.matching)
    return found


def _actions(one: r.Capa) -> str:
    return said("{n} of {all} to do").format(n=one.open_actions, all=one.actions) if one.open_actions else ""
