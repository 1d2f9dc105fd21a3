"""Home: what needs doing today, each one click from its record; readiness; the next weeks (VAL-3)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.waiting import Waiting as Task
from desktop.home.parts import Readiness, TaskLine
from desktop.home.words import coming_title, day_words, greeting, said
from desktop.todo import MOST, HomeFacts, read_home
from desktop.widgets.buttons import Button
from desktop.widgets.empty import EmptyPage
from desktop.widgets.fonts import Type
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import scrolled
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Em, Part, Text
from desktop.widgets.theme import theme
from desktop.widgets.timeline import Moment, TimeLine

SIDE, LEAST_LIST = 400, 480  # px at 100 %
LINE, ABOVE = 46, 110  # px at 100 %: a line of the list with its note; the heading above and the edge below


class HomePage(Page):
    """Every line leads to its record."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "home")
        self.pdf = Button(said("Training gaps as PDF"), "plain", "home-export")
        self.pdf.clicked.connect(self._export)
        self.add = Button(said("Add person"), "primary", "home-add")
        self.add.clicked.connect(lambda: context.navigate("roster", ""))
        self.tasks = Sheet()
        self.tasks.setObjectName("tasks")
        self._lines = QVBoxLayout(self.tasks)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        self._facts: HomeFacts | None = None
        self._whole = False
        self._fitting = MOST
        self.body.addWidget(scrolled(self.tasks, name="home-tasks", accessible=said("What needs doing")), 1000)
        self.readiness = Readiness()
        self.weeks = Sheet()
        weeks = QVBoxLayout(self.weeks)
        weeks.setContentsMargins(1, 14, 1, 8)
        heading = Text(said("Next weeks"), Type.SECTION)
        heading.setContentsMargins(15, 0, 15, 0)
        weeks.addWidget(heading)
        self.coming = TimeLine(said("Next weeks"), "coming")
        self.coming.setMinimumHeight(300)
        weeks.addWidget(self.coming)
        self._side = scrolled(
            self.readiness, self.weeks, name="home-side", accessible=said("Readiness and the next weeks")
        )
        self._frame.addWidget(self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(theme().px(SIDE))
        self._side.setVisible(self.width() >= theme().px(SIDE) + theme().px(LEAST_LIST))
        fitting = max(MOST, (self.height() - theme().px(ABOVE)) // theme().px(LINE) - 1)
        if fitting != self._fitting:
            self._fitting = fitting
            if self._facts is not None:
                self._show_tasks(self._facts)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        return (self.pdf, self.add)

    def refresh(self) -> None:
        self.context.jobs.read(read_home, self._show, self._failed)

    def _show(self, facts: HomeFacts) -> None:
        self.heading.setText(greeting(facts))
        waiting = facts.waiting
        parts: list[Part] = [day_words(facts.today), " · "]
        if waiting:
            words = said("1 thing needs you") if waiting == 1 else said("{n} things need you").format(n=waiting)
            parts.append(Em(words, "late"))
            if len(facts.tasks) > waiting:
                parts.append(" · " + said("{n} more come up").format(n=len(facts.tasks) - waiting))
        else:
            parts.append(Em(said("nothing waits"), "ok"))
        self.say(parts)
        self._show_tasks(facts)
        self.readiness.show_shares(facts.shares)
        self.coming.show_moments([Moment(coming_title(one), one.note) for one in facts.coming])
        self.weeks.setVisible(bool(facts.coming))

    def _show_tasks(self, facts: HomeFacts) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._facts = facts
        if not facts.tasks or not facts.roster.people:
            self._lines.addWidget(self._nothing(facts))
        shown = facts.tasks if self._whole else facts.tasks[: self._fitting]
        for place, task in enumerate(shown):
            self._lines.addWidget(TaskLine(task, facts, place, self._go, place == len(shown) - 1))
        if len(facts.tasks) > self._fitting:
            words = said("Show the most urgent only") if self._whole else said("Show all {n}")
            more = Button(words.format(n=len(facts.tasks)), "quiet", "home-all")
            more.clicked.connect(self._turn)
            self._lines.addWidget(more)

    def _turn(self) -> None:
        """All that waits, or only what is most urgent."""
        self._whole = not self._whole
        if self._facts is not None:
            self._show_tasks(self._facts)

    def _nothing(self, facts: HomeFacts) -> QWidget:
        if facts.roster.people:
            return EmptyPage(said("Nothing waits today"), said("Gaps, expiries and findings come here by themselves."))
        button = Button(said("Bring in a list of people"), "primary", "home-import")
        button.clicked.connect(self._bring_in)
        words = said("Bring in the list of people you have: CSV, XLSX or ODS, as it is. Or add the first by hand.")
        return EmptyPage(said("Welcome to your site"), words, (button,))

    def _bring_in(self) -> None:
        if self.context.bring_in is not None:
            self.context.bring_in("people")

    def _export(self) -> None:
        if self.context.export is not None:
            self.context.export("training-overdue", {})

    def _go(self, task: Task) -> None:
        self.context.navigate(task.place, task.record)

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)
