"""The roster: people and studies of the site (ROS-1, ROS-2). Table left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from db.roster.records import LEFT, Facet, Person, RosterFacts, Study
from db.store.query import Query
from desktop.history import moments, span_words
from desktop.roster.acts import PeopleActs, StudyActs
from desktop.roster.inspect_person import PersonView, read_person, show_person
from desktop.roster.inspect_study import StudyView, read_study, show_study
from desktop.roster.people_pane import add_chips, fill_chips, people_table
from desktop.roster.studies_pane import studies_table
from desktop.roster.training_list import training_moments
from desktop.widgets.buttons import Button
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from desktop.jobs import Job

PEOPLE, STUDIES = 0, 1


class RosterPage(Page):
    """Wires table, chips, inspector and acts to one another."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "roster")
        self.heading.setText(self.tr("Roster"))
        self._asked: Job | None = None
        self._shown = self._sought = ""
        self.people = people_table(context)
        self.studies = studies_table(context)
        self.switch = TabBar(self.tr("People or studies"), "roster-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for title, table in ((self.tr("People"), self.people), (self.tr("Studies"), self.studies)):
            self.switch.addTab(title)
            self.stack.addWidget(room(table))
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(self.tr("Chosen person or study"), "roster-inspector")
        self.training = TimeLine(self.tr("Training"), "roster-inspector-training")
        self._arrange_inspector()
        self.people_acts = PeopleActs(context, self)
        self.study_acts = StudyActs(context, self)
        self.import_button = Button(self.tr("Import"), "plain", "roster-import")
        self.export_button = Button(self.tr("Export PDF"), "plain", "roster-export")
        self.add_button = Button(self.tr("Add person"), "primary", "roster-add")
        self.add_study = Button(self.tr("Add study"), "primary", "roster-add-study")
        self.add_button.needs = self.import_button.needs = "person"
        self.add_study.needs = "study"
        self.import_button.clicked.connect(self._import)
        self.export_button.clicked.connect(self._export_pdf)
        self.add_button.clicked.connect(self.people_acts.add)
        self.add_study.clicked.connect(self.study_acts.add)
        add_chips(self.chips)
        self.chips.show()
        self._connect()

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        if self.switch.currentIndex() == STUDIES:
            return (self.add_study,)
        export = (self.export_button,) if self.context.export is not None else ()
        return (self.import_button, *export, self.add_button)

    def refresh(self) -> None:
        self.context.jobs.read(lambda site: site.people.headline(), self._say_facts, self._failed)
        self._ask_people()
        self.studies.model.refresh()
        if self._shown and self.switch.currentIndex() == PEOPLE:
            self._inspect(self._shown)

    def search(self, text: str) -> None:
        table = self.people if self.switch.currentIndex() == PEOPLE else self.studies
        table.model.ask(search=text)

    def show_record(self, identity: str) -> None:
        """A person's id (somebody who left is shown by lifting the status filter), or “study/” and a study's."""
        kind, slash, study = identity.partition("/")
        if slash and kind == "study":
            self.switch.setCurrentIndex(STUDIES)
            self.studies.select(study)
            return
        self.switch.setCurrentIndex(PEOPLE)
        self._sought = identity
        self.people.select(identity)
        self._inspect(identity)

    def selected_record(self) -> str:
        return self._shown if self.switch.currentIndex() == PEOPLE else ""

    def _ask_people(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values}
        self.people.model.ask(where=where)
        query = Query(where=where, search=self.people.model.query.search)
        self.context.jobs.read(lambda site: site.people.facets(query), self._fill_chips, self._failed)

    def _fill_chips(self, facets: Mapping[str, Sequence[Facet]]) -> None:
        fill_chips(self.chips, facets)

    def _say_facts(self, facts: RosterFacts) -> None:
        parts: list[Part] = [
            self.tr("{n} people, {active} active, in {studies} open studies").format(
                n=f"{facts.people:,}", active=f"{facts.active:,}", studies=facts.open_studies
            )
        ]
        if facts.cv_expired + facts.licence_expired:
            number = facts.cv_expired + facts.licence_expired
            late = (
                self.tr("1 expired CV or licence")
                if number == 1
                else self.tr("{n} expired CVs or licences").format(n=number)
            )
            parts += [" · ", Em(late, "late")]
        if facts.cv_not_filed:
            parts.append(self.tr(" · {n} without a CV").format(n=facts.cv_not_filed))
        self.say(parts)
        if not facts.people:
            self.people.when_empty(
                self.tr("The site's people belong here"),
                self.tr("Bring in the list you have as a sheet, or add the first person by hand."),
                self._first_steps(),
            )
        else:
            self.people.when_empty(
                self.tr("Nobody matches"), self.tr("Take a filter away with Esc, or search for other words.")
            )

    def _first_steps(self) -> tuple[Button, ...]:
        """What an empty roster offers to whoever may fill it."""
        if not self.context.may("person", "i"):
            return ()
        by_hand = Button(self.tr("Add person"), "plain", "empty-add")
        by_hand.clicked.connect(self.people_acts.add)
        sheet = Button(self.tr("Bring in a list of people"), "primary", "empty-import")
        sheet.clicked.connect(self._import)
        return (by_hand, sheet)

    def _inspect(self, identity: str) -> None:
        self._shown = identity
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.context.jobs.read(lambda site: read_person(site, identity), self._show, self._failed)

    def _show(self, view: PersonView) -> None:
        person = view.file.person
        if self._sought == person.id:
            self._sought = ""
            asked = self.chips.values()["status"]
            if asked and person.status not in asked:
                self.chips.choose("status", ())
                self.people.select(person.id)
        show_person(self.inspector, view, self.people_acts.buttons(view), moments(view.history))
        self._show_tabs(training=True)
        self.training.show_moments(training_moments(view.training))
        self.inspector.show_footer(span_words(view.history))
        self._shown = person.id
        if self.inspector_is_drawer:
            self.open_inspector()

    def _inspect_study(self, study: Study) -> None:
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.context.jobs.read(lambda site: read_study(site, study.id), self._show_study, self._failed)

    def _show_study(self, view: StudyView) -> None:
        show_study(self.inspector, view, self.study_acts.buttons(view), moments(view.history))
        self._show_tabs(training=False)
        self.inspector.show_footer(span_words(view.history))

    def _import(self) -> None:
        if self.context.bring_in is not None:
            self.context.bring_in("people")

    def _export_pdf(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values}
        if self.context.export is not None:
            self.context.export("roster", {"where": where, "search": self.people.model.query.search})

    def _connect(self) -> None:
        self.chips.changed.connect(self._ask_people)
        self.people.model.answered.connect(self.chips.show_count)
        self.people.model.failed.connect(self.problem)
        self.studies.model.failed.connect(self.problem)
        self.people.selected.connect(lambda person: self._selected(person))
        self.people.opened.connect(lambda person: self.people_acts.edit(person))
        self.studies.selected.connect(lambda study: self._study_selected(study))
        self.studies.opened.connect(lambda study: self.study_acts.edit(study))
        self.switch.currentChanged.connect(self._turned)
        self.training.opened.connect(lambda course: self.context.navigate("training", f"{self._shown}/{course}"))
        self.inspector.closed.connect(lambda: self.open_inspector(False))
        self.people_acts.saved.connect(self._saved)
        self.study_acts.saved.connect(lambda identity: self.studies.select(identity))

    def _selected(self, person: Person | None) -> None:
        if person is not None and self.switch.currentIndex() == PEOPLE:
            self._inspect(person.id)

    def _study_selected(self, study: Study | None) -> None:
        """A table that is not shown selects anew after each write; only the one in front counts."""
        if study is not None and self.switch.currentIndex() == STUDIES:
            self._inspect_study(study)

    def _saved(self, identity: str, status: str) -> None:
        if status == LEFT and self.chips.values()["status"] and LEFT not in self.chips.values()["status"]:
            self._inspect(identity)
            return
        self.people.select(identity)
        self._inspect(identity)

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        if self._asked is not None:
            self._asked.drop()  # else its answer would come up beside another view
        self.chips.setVisible(place == PEOPLE)
        self.actions_changed.emit()
        table = self.people if place == PEOPLE else self.studies
        record = table.record()
        if record is None:
            self.inspector.show_nothing(
                self.tr("Nothing chosen"), self.tr("Choose a line to see what it is and what to do.")
            )
        elif place == PEOPLE:
            self._inspect(record.id)
        else:
            self._inspect_study(record)

    def _arrange_inspector(self) -> None:
        bar = self.inspector.tabs.bar
        self.inspector.tabs.add(self.tr("Training"), self.training)
        for place in (2, 3):  # signatures and evidence: nothing of a person has them yet
            bar.setTabVisible(place, False)
        self.set_inspector(self.inspector)
        self.inspector.show_nothing(
            self.tr("Nobody chosen"), self.tr("Choose a person to see roles, training and history.")
        )

    def _show_tabs(self, *, training: bool) -> None:
        self.inspector.tabs.bar.setTabVisible(4, training)

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)
