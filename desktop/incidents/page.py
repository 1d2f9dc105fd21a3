"""What went wrong (RSK-2 to RSK-4): incidents, deviations, notes to file, tests and drills; running clocks on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from db.incidents.clock_records import OVERDUE, Notification
from db.store.query import Query
from desktop.incidents.clock_rules import open_rules
from desktop.incidents.clock_strip import ClockStrip
from desktop.incidents.deviation_view import DeviationView
from desktop.incidents.exercise_view import ExerciseView
from desktop.incidents.incident_view import IncidentView, course
from desktop.incidents.note_view import NoteView
from desktop.incidents.view import Dossier, View
from desktop.incidents.words import said
from desktop.widgets.buttons import Button
from desktop.widgets.charts import ChartsPane
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.site import Site
    from desktop.jobs import Job

SIGNATURES, EVIDENCE, COURSE = 2, 3, 4  # places of the inspector's tabs
Headline = tuple[datetime, tuple[Notification, ...], tuple[int, int, int], tuple[int, int, int, int]]


class IncidentsPage(Page):
    """Wires the four views and the figures to one inspector."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "incidents")
        self.heading.setText(said("Incidents"))
        self._asked: Job | None = None
        self._shown = ""
        self.views: tuple[View, ...] = (
            IncidentView(context, self), DeviationView(context, self), NoteView(context, self),
            ExerciseView(context, self),
        )  # fmt: skip
        self.switch = TabBar(said("Kind of record"), "incidents-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        names = (said("Incidents"), said("Deviations"), said("Notes to file"), said("Tests and drills"))
        for name, view in zip(names, self.views, strict=True):
            self.switch.addTab(name)
            self.stack.addWidget(room(view.table))
        self.figures = ChartsPane("incidents", said("Figures"), said, self)
        self.switch.addTab(said("Figures"))
        self.stack.addWidget(self.figures)
        self.set_views(self.switch)
        self.strip = ClockStrip()
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(said("Chosen record"), "incidents-inspector")
        self.course = TimeLine(said("Time line"), "incidents-inspector-course")
        self.inspector.tabs.add(said("Time line"), self.course)
        self.files = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.files)
        self.set_inspector(self.inspector)
        self._say_nothing()
        self.clocks_button = Button(said("Clocks"), "plain", "incidents-clocks")
        self.clocks_button.clicked.connect(lambda: open_rules(self.views[0]))
        self.export_button = Button(said("Export PDF"), "plain", "incidents-export")
        self.import_button = Button(said("Import"), "plain", "incidents-import")
        self.show_chips(self.view.chips)
        self._connect()

    @property
    def view(self) -> View:
        """The one in front; behind the figures the first."""
        place = self.switch.currentIndex()
        return self.views[place] if place < len(self.views) else self.views[0]

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        found = [self.clocks_button] if self.view.kind in ("incident", "deviation") else []
        if self.context.bring_in is not None:
            found.append(self.import_button)
        if self.view.kind != "exercise" and self.context.export is not None:
            found.append(self.export_button)
        return (*found, self.view.add_button)

    def refresh(self) -> None:
        self.context.jobs.read(_headline, self._say_facts, self._failed)
        self._ask()
        if self._shown:
            self._inspect(self._shown)

    def search(self, text: str) -> None:
        self.view.table.model.ask(search=text)

    def show_record(self, identity: str) -> None:
        """``kind/id``; a record that a filter hides is shown by lifting the status filter."""
        kind, _, record = identity.partition("/")
        place = next((place for place, view in enumerate(self.views) if view.kind == kind), 0)
        self.switch.setCurrentIndex(place)
        if "status" in self.view.chips.values():
            self.view.chips.choose("status", ())
        self.view.table.select(record)
        self._inspect(record)

    def selected_record(self) -> str:
        return f"{self.view.kind}/{self._shown}" if self._shown else ""

    def _ask(self) -> None:
        if self.switch.currentIndex() == len(self.views):
            on = self.figures.on()
            self.context.jobs.read(lambda site: site.incidents.charts(on), self.figures.show_charts, self._failed)
            return
        view = self.view
        where = view.where()
        view.table.model.ask(where=where)
        query = Query(where=where, search=view.table.model.query.search)
        self.context.jobs.read(lambda site: view.read_facets(site, query), view.fill_chips, self._failed)

    def _say_facts(self, found: Headline) -> None:
        now, running, (alive, _, _), (deviations, to_assess, to_decide, _) = found
        self.strip.show_clocks(running, now)
        parts: list[Part] = [said("{n} open incidents, {d} deviations on the log").format(n=alive, d=deviations)]
        late = sum(clock.state == OVERDUE for clock in running)
        if running:
            words = said("1 clock runs") if len(running) == 1 else said("{n} clocks run").format(n=len(running))
            parts += [" · ", Em(words, "late" if late else "soon")]
        if late:
            parts += [", ", Em(said("{n} of them over").format(n=late), "late")]
        if to_assess:
            parts += [" · ", Em(said("{n} not assessed").format(n=to_assess), "late")]
        if to_decide:
            parts.append(said(" · {n} without a serious-breach decision").format(n=to_decide))
        self.say(parts)

    def _inspect(self, record: str) -> None:
        self._shown = record
        view = self.view
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.context.jobs.read(
            lambda site: (view.kind, view.read(site, record)), self._show, self._failed
        )

    def _show(self, answer: tuple[str, Dossier]) -> None:
        kind, found = answer
        view = self.view
        if kind != view.kind:
            return
        view.show(self.inspector, found)
        bar = self.inspector.tabs.bar
        is_incident = view.kind == "incident"
        bar.setTabVisible(COURSE, is_incident)
        bar.setTabVisible(EVIDENCE, view.kind in ("incident", "exercise"))
        bar.setTabVisible(SIGNATURES, view.kind in ("deviation", "note"))
        if is_incident:
            self.course.show_moments(course(found.record))
        self.files.show_files(found.evidence, said("No evidence yet."))
        if self.inspector_is_drawer:
            self.open_inspector()

    def _connect(self) -> None:
        for view in self.views:
            view.chips.changed.connect(self._ask)
            view.table.model.answered.connect(view.chips.show_count)
            view.table.model.failed.connect(self.problem)
            view.table.selected.connect(lambda record, one=view: self._selected(one, record))
            view.saved.connect(lambda record, one=view: self._saved(one, record))
            view.chips.hide()
            view.table.when_empty(
                said("Nothing to show here"), said("Take a filter away with Esc, or enter the first one.")
            )
        self.view.chips.show()
        self.figures.chips.changed.connect(self._ask)
        self.switch.currentChanged.connect(self._turned)
        self.strip.opened.connect(self.show_record)
        self.inspector.closed.connect(lambda: self.open_inspector(False))
        self.files.failed.connect(self.problem)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(
            lambda: self.context.bring_in and self.context.bring_in(f"{self.view.kind}s")
        )

    def _selected(self, view: View, record: object) -> None:
        """A table that is not shown selects anew after each write; only the one in front counts."""
        if record is not None and view is self.view:
            self._inspect(str(getattr(record, "id", "")))

    def _saved(self, view: View, record: str) -> None:
        if view is self.view and record:
            view.table.select(record)
            self._inspect(record)

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.show_chips(self.figures.chips if place == len(self.views) else self.view.chips)
        self.actions_changed.emit()
        self._ask()
        record = self.view.table.record()
        if record is None:
            self._shown = ""
            self._say_nothing()
        else:
            self._inspect(str(record.id))

    def _say_nothing(self) -> None:
        self.inspector.show_nothing(
            said("Nothing chosen"), said("Choose a line to see what happened, what is missing and what to do.")
        )

    def _export(self) -> None:
        asked = self.view.report()
        if asked is None:
            self.context.prompts.tell(said("Choose a line first: the PDF is of one record."))
        elif self.context.export is not None:
            self.context.export(*asked)

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)


def _headline(site: Site) -> Headline:
    """On the store's thread."""
    incidents = site.incidents
    return (
        site.clock.now(), incidents.clocks.running(), incidents.cases.headline(), incidents.deviations.headline()
    )  # fmt: skip
