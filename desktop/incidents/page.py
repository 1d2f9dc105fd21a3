"""What went wrong (RSK-2 to RSK-4): incidents, deviations, notes to file, tests and drills; running clocks on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from db.incidents.clock_records import OVERDUE, Notification
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
from desktop.widgets.page import PageContext
from desktop.widgets.records_page import EVIDENCE, FURTHER, SIGNATURES, RecordsPage
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.site import Site

Headline = tuple[datetime, tuple[Notification, ...], tuple[int, int, int], tuple[int, int, int, int]]

NEEDED = {"incident": "incident", "deviation": "deviation", "note": "note_to_file", "exercise": "exercise"}


class IncidentsPage(RecordsPage[View]):
    """The four views, the figures, and the clocks that run."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, said("Incidents"), "incidents", said)
        self.strip = ClockStrip()
        self.body.insertWidget(0, self.strip)
        self.course = TimeLine(said("Time line"), "incidents-inspector-course")
        self.add_further(self.course, said("Time line"))
        self.use_views((
            (said("Incidents"), IncidentView(context, self)), (said("Deviations"), DeviationView(context, self)),
            (said("Notes to file"), NoteView(context, self)), (said("Tests and drills"), ExerciseView(context, self)),
        ))  # fmt: skip
        self.figures = ChartsPane("incidents", said("Figures"), said, self)
        self.switch.addTab(said("Figures"))
        self.stack.addWidget(self.figures)
        self.figures.chips.changed.connect(self.ask_rows)
        self.strip.opened.connect(self.show_record)
        self.clocks_button = Button(said("Clocks"), "plain", "incidents-clocks")
        self.clocks_button.clicked.connect(lambda: open_rules(self.views[0]))

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        found = [self.clocks_button] if self.view.kind in ("incident", "deviation") else []
        if self.context.bring_in is not None:
            found.append(self.import_button)
        if self.view.kind != "exercise" and self.context.export is not None:
            found.append(self.export_button)
        self.view.add_button.needs = self.import_button.needs = NEEDED[self.view.kind]
        return (*found, self.view.add_button)

    def ask_facts(self) -> None:
        self.context.jobs.read(_headline, self._say_facts, self.failed)

    def ask_rows(self) -> None:
        if self.switch.currentIndex() == len(self.views):
            on = self.figures.on()
            self.drop_counts()
            self.context.jobs.read(lambda site: site.incidents.charts(on), self.figures.show_charts, self.failed)
            return
        super().ask_rows()

    def turned(self, place: int) -> None:
        super().turned(place)
        self.want_inspector(place < len(self.views))
        if place == len(self.views):
            self.show_chips(self.figures.chips)

    def fill(self, view: View, found: Dossier) -> None:
        view.show(self.inspector, found)
        bar = self.inspector.tabs.bar
        is_incident = view.kind == "incident"
        bar.setTabVisible(FURTHER, is_incident)
        bar.setTabVisible(EVIDENCE, view.kind in ("incident", "exercise"))
        bar.setTabVisible(SIGNATURES, view.kind in ("deviation", "note"))
        if is_incident:
            self.course.show_moments(course(found.record))
        self.files.show_files(found.evidence, said("No evidence yet."))

    def say_nothing(self) -> None:
        self.inspector.show_nothing(
            said("Nothing chosen"), said("Choose a line to see what happened, what is missing and what to do.")
        )

    def _say_facts(self, found: Headline) -> None:
        now, running, (alive, _, _), (deviations, to_assess, to_decide, _) = found
        self.strip.show_clocks(running, now)
        open_ones = said("1 open incident") if alive == 1 else said("{n} open incidents").format(n=alive)
        on_log = said("1 deviation on the log") if deviations == 1 else said("{n} deviations on the log")
        parts: list[Part] = [f"{open_ones}, {on_log.format(n=deviations)}"]
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


def _headline(site: Site) -> Headline:
    """On the store's thread."""
    incidents = site.incidents
    return (
        site.clock.now(), incidents.clocks.running(), incidents.cases.headline(), incidents.deviations.headline()
    )  # fmt: skip
