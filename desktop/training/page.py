"""The training page: matrix, people, records, courses and requirements, one inspector for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from desktop.training.acts import Acts
from desktop.training.cell_inspector import CellInspector
from desktop.training.courses_view import CoursesView
from desktop.training.matrix_view import MatrixView
from desktop.training.people_view import PeopleView
from desktop.training.questions import Lists, read_lists
from desktop.training.records_view import RecordsView
from desktop.training.requirements_view import RequirementsView
from desktop.training.words import said
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.tabs import TabBar

if TYPE_CHECKING:
    from db.training.reading import ToRead


class TrainingPage(Page):
    """Wires the views to the inspector and to what can be done; decides nothing."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, said("Training"), "training")
        self.inspector = Inspector(said("What is chosen"), "training-inspector")
        self.evidence = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.evidence)
        self.acts = Acts(context, self)
        cell = CellInspector(self.inspector, self.evidence, self.acts)
        self.matrix = MatrixView(context, self.inspector, cell)
        self.people = PeopleView(context, self.inspector, cell)
        self.records = RecordsView(context, self.inspector, cell)
        self.courses = CoursesView(context, self.inspector, self.acts, self.evidence)
        self.requirements = RequirementsView(context, self.inspector, self.acts, self.evidence)
        self.views: tuple[PageView[Lists], ...] = (
            self.matrix,
            self.people,
            self.records,
            self.courses,
            self.requirements,
        )
        self._lists: Lists | None = None
        self._to_read = 0
        self.stack = QStackedWidget()
        self.switch = TabBar(said("Views of training"), "training-views", lined=False, margin=8)
        self._buttons = self._make_buttons()
        self._lay_out()
        self.set_inspector(self.inspector)
        self._show_view(0)

    @property
    def view(self) -> PageView[Lists]:
        """The view that is shown."""
        return self.views[self.switch.currentIndex()]

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        names: Mapping[PageView[Lists], tuple[str, ...]] = {
            self.courses: ("adopt", "new-course"),
            self.requirements: ("import", "new-requirement"),
        }
        wanted = names.get(self.view, ("import", "export", "session", "record"))
        may = self._lists is not None and self._lists.may_write
        wanted = ("read", *wanted)
        given = {
            "read": self._to_read > 0,
            "import": self.context.bring_in is not None and may,
            "export": self.context.export is not None,
        }
        return [self._buttons[name] for name in wanted if given.get(name, may)]

    def refresh(self) -> None:
        self.context.jobs.read(read_lists, self._use_lists, self.problem.emit)
        self.context.jobs.read(lambda site: len(site.reading.mine()), self._use_to_read, self.problem.emit)

    def read(self) -> None:
        """What the person themself still has to read, to be signed with one code."""

        def opened(documents: tuple[ToRead, ...]) -> None:
            from desktop.training.reading_dialog import ReadingDialog

            ReadingDialog(self.context, documents, self).open()

        self.context.jobs.read(lambda site: site.reading.mine(), opened, self.problem.emit)

    def search(self, text: str) -> None:
        self.view.search(text)

    def selected_record(self) -> str:
        return f"{self.switch.currentIndex()}:{self.view.selected()}"

    def show_record(self, identity: str) -> None:
        """“person id/course id” is a cell of the matrix; “2:id” a place as `selected_record` says it; a bare id is a
        person."""
        place, colon, rest = identity.partition(":")
        if colon and place.isdigit() and int(place) < len(self.views):
            self.switch.setCurrentIndex(int(place))
            identity = rest
        person, slash, course = identity.partition("/")
        view = self.view
        if slash:
            self.switch.setCurrentIndex(0)
            self.matrix.map.keep(person, course)
        elif identity and isinstance(view, PeopleView | RecordsView | CoursesView | RequirementsView):
            view.table.select(identity)
        elif identity:
            self.switch.setCurrentIndex(1)
            self.people.table.select(identity)

    def _use_to_read(self, count: int) -> None:
        self._to_read = count
        self._buttons["read"].setText(said("Read and sign ({n})").format(n=count))
        self.actions_changed.emit()

    def _use_lists(self, lists: Lists) -> None:
        self._lists = self.acts.lists = lists
        for view in self.views:
            view.use_lists(lists)
        self.view.refresh()
        self.actions_changed.emit()

    def _show_view(self, place: int) -> None:
        view = self.views[place]
        self.stack.setCurrentWidget(view)
        self.show_chips(view.chips)
        self.say(view.sentence)
        self.open_inspector(False)
        view.inspect()
        if self._lists is not None:
            view.refresh()
        self.actions_changed.emit()

    def _make_buttons(self) -> dict[str, Button]:
        acts = self.acts
        made = {}
        for name, words, kind, act in (
            ("read", said("Read and sign"), "plain", self.read),
            ("import", said("Import"), "plain", self._import),
            ("export", said("Export PDF"), "plain", self._export),
            ("session", said("Record session"), "plain", lambda: acts.group()),
            ("record", said("Record training"), "primary", self._record),
            ("adopt", said("Take over a curriculum"), "plain", acts.adopt),
            ("new-course", said("New course"), "primary", lambda: acts.course()),
            ("new-requirement", said("Ask a training"), "primary", lambda: acts.require()),
        ):
            button = Button(words, kind, f"training-{name}", self)  # type: ignore[arg-type]
            button.clicked.connect(lambda _=False, act=act: act())
            button.hide()
            made[name] = button
        made["read"].stays = True
        return made

    def _lay_out(self) -> None:
        for view, title in zip(
            self.views,
            (said("Matrix"), said("People"), said("Records"), said("Courses"), said("Requirements")),
            strict=True,
        ):
            self.switch.addTab(title)
            self.stack.addWidget(view)
            view.stated.connect(lambda parts, view=view: self.say(parts) if view is self.view else None)
            view.inspected.connect(lambda view=view: self.open_inspector(bool(view.selected())))
            view.failed.connect(self.problem)
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.switch.currentChanged.connect(self._show_view)
        self.matrix.map.person.connect(self._to_person)
        self.acts.failed.connect(self.problem)
        self.acts.saved.connect(self.done)
        self.evidence.failed.connect(self.problem)
        self.inspector.footer_asked.connect(lambda: self.context.navigate("audit", ""))

    def _to_person(self, person: str) -> None:
        self.switch.setCurrentIndex(self.views.index(self.people))
        self.people.table.select(person)

    def _record(self) -> None:
        person, course = self.matrix.map.selection() if self.view is self.matrix else ("", "")
        if self.view is self.people:
            person = self.people.selected()
        self.acts.record(person, course)

    def _import(self) -> None:
        if self.context.bring_in is not None:
            self.context.bring_in("requirements" if self.view is self.requirements else "training")

    def _export(self) -> None:
        if self.context.export is None:
            return
        wish = self.matrix.wish()
        if self.view is self.people and self.people.selected():
            self.context.export("person", {"person": self.people.selected(), "as_of": wish.as_of})
            return
        options = {"as_of": wish.as_of, "study": wish.study or None, "roles": wish.roles, "search": wish.search}
        self.context.export("training-matrix", options)
