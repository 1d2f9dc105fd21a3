"""Home: what needs doing today, each one click from its record; readiness; the next weeks (VAL-3)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from db.waiting import Waiting as Task
from desktop.home.beginnings import BEGINNINGS, INCIDENT, Beginning
from desktop.home.parts import Readiness, TaskLine
from desktop.home.words import coming_title, day_words, greeting, said
from desktop.todo import MOST, HomeFacts, read_home
from desktop.todo_groups import Group
from desktop.widgets.buttons import Button
from desktop.widgets.empty import EmptyPage
from desktop.widgets.fonts import Type
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import contents_of, scrolled
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
        self.incident = Button(said("Capture an incident"), "plain", "home-incident")
        self.incident.needs = INCIDENT.table
        self.incident.clicked.connect(lambda: self._begin(INCIDENT))
        self.new = Button(said("New…"), "primary", "home-new")
        self.new.clicked.connect(self._ask_what)
        self.tasks = Sheet()
        self.tasks.setObjectName("tasks")
        self._lines = QVBoxLayout(self.tasks)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        self._facts: HomeFacts | None = None
        self._whole = False
        self._open: set[str] = set()
        self._fitting = MOST
        self._below = QVBoxLayout()
        self._below.setSpacing(16)
        self._list = scrolled(self.tasks, name="home-tasks", accessible=said("What needs doing"))
        contents_of(self._list).insertLayout(1, self._below)
        self.body.addWidget(self._list, 1000)
        self.readiness = Readiness()
        self.weeks = Sheet()
        weeks = QVBoxLayout(self.weeks)
        weeks.setContentsMargins(1, 14, 1, 8)
        heading = Text(said("Next weeks"), Type.SECTION)
        heading.setContentsMargins(15, 0, 15, 0)
        weeks.addWidget(heading)
        self.coming = TimeLine(said("Next weeks"), "coming")
        weeks.addWidget(self.coming)
        self._side = scrolled(
            self.readiness, self.weeks, name="home-side", accessible=said("Readiness and the next weeks")
        )
        self._frame.addWidget(self._side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(theme().px(SIDE))
        beside = self.width() >= theme().px(SIDE) + theme().px(LEAST_LIST)
        if beside == self._side.isHidden():
            self._side.setVisible(beside)
            inside = contents_of(self._side)
            for place, sheet in enumerate((self.readiness, self.weeks)):
                if beside:
                    inside.insertWidget(place, sheet)
                else:
                    self._below.addWidget(sheet)
        fitting = max(MOST, (self.height() - theme().px(ABOVE)) // theme().px(LINE) - 1)
        if fitting != self._fitting:
            self._fitting = fitting
            if self._facts is not None:
                self._show_tasks(self._facts)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        if self.context.begin is None:
            return ()
        return (self.incident, self.new) if any(self._may(one) for one in BEGINNINGS) else ()

    def refresh(self) -> None:
        self.context.jobs.read(read_home, self._show, self._failed)

    def _show(self, facts: HomeFacts) -> None:
        self.heading.setText(greeting(facts))
        waiting, more = facts.waiting, facts.coming_up
        parts: list[Part] = [day_words(facts.today), " · "]
        if waiting:
            words = said("1 thing needs you") if waiting == 1 else said("{n} things need you")
            if not self.context.may("person", "u"):  # who only reads, or signs, can do nothing about most of them
                words = said("1 thing waits at this site") if waiting == 1 else said("{n} things wait at this site")
            words = words.format(n=waiting)
            parts.append(Em(words, "late"))
            if more:
                parts.append(
                    " · " + (said("1 more comes up") if more == 1 else said("{n} more come up").format(n=more))
                )
        elif more:
            parts.append(said("1 comes up") if more == 1 else said("{n} come up").format(n=more))
        else:
            parts.append(Em(said("nothing waits"), "ok"))
        self.say(parts)
        self._show_tasks(facts)
        self.readiness.show_shares(facts.shares)
        self.coming.show_moments([Moment(coming_title(one), one.note) for one in facts.coming])
        self.coming.setFixedHeight(self.coming.whole_height())
        self.weeks.setVisible(bool(facts.coming))

    def _show_tasks(self, facts: HomeFacts) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._facts = facts
        if not facts.groups or not facts.roster.people:
            self._lines.addWidget(self._nothing(facts))
        shown = facts.groups if self._whole else facts.groups[: self._fitting]
        line: TaskLine | None = None
        for place, group in enumerate(shown):
            for line in self._group_lines(group, facts, place):
                self._lines.addWidget(line)
        if len(facts.groups) > self._fitting:
            words = said("Show the most urgent only") if self._whole else said("Show all {n}")
            more = Button(words.format(n=len(facts.groups)), "quiet", "home-all")
            more.clicked.connect(self._turn)
            self._lines.addWidget(more)
        elif line is not None:
            line.last = True

    def _group_lines(self, group: Group, facts: HomeFacts, place: int) -> list[TaskLine]:
        name = f"task-{place}"
        if len(group.tasks) == 1:
            return [self._line(group.tasks[0], facts, name, inner=False)]
        key = f"{group.kind}/{group.late}"
        lines = [
            TaskLine.of_group(group, facts.today, name, lambda: self._turn_group(key, name), open_=key in self._open)
        ]
        if key in self._open:
            lines += [
                self._line(task, facts, f"{name}-{number}", inner=True) for number, task in enumerate(group.tasks)
            ]
        return lines

    def _line(self, task: Task, facts: HomeFacts, name: str, *, inner: bool) -> TaskLine:
        return TaskLine.of_task(task, facts.today, name, self._go, inner=inner, reads=self.context.visiting)

    def _turn_group(self, key: str, name: str) -> None:
        """Show what one line stands for, or put it away; the keyboard stays on its button."""
        self._open ^= {key}
        if self._facts is not None:
            self._show_tasks(self._facts)
        button = next((one for one in self.findChildren(Button, f"{name}-go") if one.isVisibleTo(self)), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def _ask_what(self) -> None:
        """What can be entered new, as far as the role may."""
        menu = QMenu(self)
        menu.setObjectName("home-new-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in BEGINNINGS:
            if self._may(one):
                menu.addAction(said(one.words)).triggered.connect(lambda _=False, one=one: self._begin(one))
        corner = self.new.mapToGlobal(QPoint(0, self.new.height() + 4))
        width = menu.sizeHint().width()
        if not self.isRightToLeft():
            corner.setX(corner.x() + self.new.width() - width)
        menu.popup(corner)

    def _may(self, one: Beginning) -> bool:
        return self.context.may(one.table, "i")

    def _begin(self, one: Beginning) -> None:
        if self.context.begin is not None:
            self.context.begin(one.place, one.view, one.button)

    def _go(self, task: Task) -> None:
        self.context.navigate(task.place, task.record)

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)
