"""Delegation of authority by study (ROS-3): who does which task as a matrix, the lines, the task list; the chosen line
at the right with its gates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QStackedWidget

from db.delegation import records as r
from db.delegation.records import LogVersion
from desktop.delegation.acts import DelegationActs
from desktop.delegation.inspect_line import show_line
from desktop.delegation.matrix import heat_data, shown_line
from desktop.delegation.questions import LineView, Studies, read_line, read_studies
from desktop.delegation.tables import lines_table, sentence, tasks_table
from desktop.delegation.words import said, status_word
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.fields import ChoiceField
from desktop.widgets.heat_map import HeatMap, Legend
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room
from desktop.widgets.tabs import TabBar
from desktop.widgets.timeline import TimeLine

MATRIX, LINES, TASKS = 0, 1, 2
STUDY, STATUS, AS_OF = "study", "status", "as-of"


class DelegationPage(Page):
    """Wires matrix, tables, inspector and acts to one another."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "delegation")
        self.heading.setText(said("Delegation"))
        self.log: r.Log | None = None
        self._studies, self._words, self._shown, self._sought = Studies((), False), "", "", ""
        self.map = HeatMap(said("People and tasks"), "delegation-matrix")
        self.legend = Legend()
        self.lines = lines_table(context, self.study, self.on)
        self.tasks = tasks_table(context, self.study)
        self.switch = TabBar(said("Matrix, lines or tasks"), "delegation-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for title, widgets in (
            (said("Matrix"), (self.map, self.legend)), (said("Lines"), (self.lines,)), (said("Tasks"), (self.tasks,)),
        ):  # fmt: skip
            self.switch.addTab(title)
            self.stack.addWidget(room(*widgets))
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(said("Chosen line"), "delegation-inspector")
        self.gates = TimeLine(said("Gates"), "delegation-gates", none=said("Nothing is left to look at."))
        self.inspector.tabs.add(said("Gates"), self.gates)
        self.inspector.tabs.bar.setTabVisible(3, False)  # evidence: the scans hang on the signatures
        self.set_inspector(self.inspector)
        self.acts = DelegationActs(context, self)
        self._make_buttons()
        self.chips.add_choice(STUDY, said("Study"), [], many=False)
        self.chips.add_choice(STATUS, said("Status"), [(one, status_word(one)) for one in r.STATUS])
        self.chips.add_date(AS_OF, said("As of %1"), said("As of today"))
        self.chips.show()
        self._connect()
        self._say_nothing()

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        if not self._studies.writes or not self.study():
            return (self.export_button,) if self.study() and self.context.export is not None else ()
        if self.switch.currentIndex() == TASKS:
            sheet = (self.import_button,) if self.context.bring_in is not None else ()
            return (*sheet, self.usual_button, self.task_button)
        waits = self.log is not None and (self.log.facts.to_approve or self.log.facts.to_reapprove)
        second = (self.approve_button,) if waits else (self.sign_button,)
        sheet = (self.import_button,) if self.switch.currentIndex() == LINES and self.context.bring_in else ()
        return (*sheet, self.export_button, *second, self.add_button)

    def study(self) -> str:
        """The study on the page, by id: the one chosen, else the first."""
        chosen = self.chips.value(STUDY)
        return chosen or (self._studies.studies[0][0] if self._studies.studies else "")

    def on(self) -> date | None:
        value = self.chips.values()[AS_OF]
        return date.fromisoformat(value[0]) if value else None

    def refresh(self) -> None:
        self.context.jobs.read(read_studies, self._studied, self._failed)

    def search(self, text: str) -> None:
        self._words = text
        self.lines.model.ask(search=text)
        self._draw()

    def show_record(self, identity: str) -> None:
        """A line's id, or “study/CODE”."""
        kind, _slash, code = identity.partition("/")
        if kind == "study" and code:
            known = {name: one for one, name in self._studies.studies}
            self._sought = "" if code in known else identity
            if code in known:
                self.chips.choose(STUDY, (known[code],))
            return
        self._sought = identity
        self._inspect(identity)

    def selected_record(self) -> str:
        return self._shown

    def _studied(self, studies: Studies) -> None:
        self._studies = studies
        self.chips.set_options(STUDY, list(studies.studies))
        if self._sought.startswith("study/"):
            self.show_record(self._sought)
        study, on = self.study(), self.on()
        if not study:
            self.say([said("No study yet. Add one on the roster; its tasks are delegated here.")])
            self.map.empty.say(said("No study yet"), said("Add a study on the roster first."))
            return
        self.lines.model.ask(where={"study": [study], **self._status()})
        self.tasks.model.refresh()
        self.context.jobs.read(lambda site: site.delegation.log(study, on), self._show, self._failed)

    def _status(self) -> dict[str, tuple[str, ...]]:
        chosen = self.chips.values()[STATUS]
        return {STATUS: chosen} if chosen else {}

    def _show(self, log: r.Log) -> None:
        self.log = log
        self.set_over(log.study)
        self.say(sentence(log))
        self._say_empty(log)
        self._draw()
        self.actions_changed.emit()
        if self._shown:
            self._inspect(self._shown)

    def _draw(self) -> None:
        if self.log is None:
            return
        data = heat_data(self.log, self.chips.values()[STATUS], self._words)
        self.map.show_data(data)
        self.legend.hide()
        if self.switch.currentIndex() == MATRIX:
            people = {line.person_id for line in self.log.lines}
            self.chips.show_count(len(data.rows), len(people))

    def _picked(self, person: str, task: str) -> None:
        line = self._line_at(person, task)
        if line is not None:
            self._inspect(line.id)
            return
        self._shown = ""
        self._say_nothing()

    def _opened(self, person: str, task: str) -> None:
        """Enter on an empty cell delegates it; on a line it goes to its buttons."""
        if self._line_at(person, task) is None and self._studies.writes:
            self.acts.delegate(self.study(), person, task)
        else:
            self.inspector.buttons.setFocus()

    def _line_at(self, person: str, task: str) -> r.Line | None:
        lines = self.log.lines if self.log is not None else ()
        return shown_line([line for line in lines if (line.person_id, line.task_id) == (person, task)])

    def _inspect(self, line: str) -> None:
        self._shown, on = line, self.on()
        self.context.jobs.read(lambda site: read_line(site, line, on), self._show_line, self._failed)

    def _show_line(self, view: LineView) -> None:
        line = view.file.line
        if line.id != self._shown:
            return
        if self._sought == line.id:
            self._sought = ""
            if line.study_id != self.study():
                self.chips.choose(STUDY, (line.study_id,))
        show_line(self.inspector, self.gates, view, self.acts.buttons(view))
        self.map.select(line.person_id, line.task_id)
        if self.inspector_is_drawer:
            self.open_inspector()

    def _saved(self, line: str) -> None:
        if line:
            self._inspect(line)

    def _say_nothing(self) -> None:
        self.inspector.show_nothing(
            said("Nothing chosen"), said("Choose a line to see its gates, signatures and history; Enter on an empty "
                                         "cell delegates that task.")
        )  # fmt: skip

    def _say_empty(self, log: r.Log) -> None:
        buttons: tuple[Button, ...] = ()
        if log.tasks:
            title, words = (
                said("Nobody has a task yet"),
                said("Delegate the first; the person accepts, the PI approves."),
            )
        else:
            title = said("This study has no task list yet")
            words = said("Take over the usual tasks with the trainings they need, then adapt them.")
            if self._studies.writes:
                usual = Button(said("Take over the usual tasks"), "primary", "empty-usual-tasks")
                usual.clicked.connect(lambda: self.acts.take_over(log.study_id))
                buttons = (usual,)
        self.map.empty.say(title, words, buttons)

    def _make_buttons(self) -> None:
        self.export_button = Button(said("Export PDF"), "plain", "delegation-export")
        self.export_button.clicked.connect(self._export_pdf)
        self.import_button = Button(said("Import"), "plain", "delegation-import")
        self.import_button.clicked.connect(self._import)
        self.sign_button = Button(said("Sign off…"), "plain", "delegation-sign-off")
        self.sign_button.clicked.connect(lambda: self._sign_off())
        self.approve_button = Button(said("Approve all…"), "plain", "delegation-approve-all")
        self.approve_button.clicked.connect(lambda: self.acts.approve_all(self.study()))
        self.add_button = Button(said("Delegate…"), "primary", "delegation-add")
        self.add_button.clicked.connect(lambda: self.acts.delegate(self.study()))
        self.usual_button = Button(said("Take over the usual tasks"), "plain", "delegation-usual-tasks")
        self.usual_button.clicked.connect(lambda: self.acts.take_over(self.study()))
        self.task_button = Button(said("Add task"), "primary", "delegation-add-task")
        self.task_button.clicked.connect(lambda: self.acts.add_task(self.study()))

    def _import(self) -> None:
        """A sponsor's task list, or the lines of an older log."""
        if self.context.bring_in is not None:
            self.context.bring_in("delegation-tasks" if self.switch.currentIndex() == TASKS else "delegations")

    def _sign_off(self) -> None:
        """First the investigator's declaration, then versions of the log."""
        log = self.log
        lead = (
            next((one for one in log.investigators if one.end is None or one.end >= log.as_of), None) if log else None
        )
        if lead is not None and lead.declared is None:
            self.acts.declare(self.study())
        else:
            self.acts.sign_off(self.study())

    def _connect(self) -> None:
        self.chips.changed.connect(self.refresh)
        self.map.picked.connect(self._picked)
        self.map.opened.connect(self._opened)
        self.lines.selected.connect(lambda line: self._inspect(line.id) if line is not None else None)
        self.lines.opened.connect(lambda _line: self.inspector.buttons.setFocus())
        self.lines.model.failed.connect(self.problem)
        self.lines.model.answered.connect(self._counted)
        self.tasks.model.failed.connect(self.problem)
        self.tasks.opened.connect(lambda task: self.acts.add_task(task.study_id, task))
        self.switch.currentChanged.connect(self._turned)
        self.inspector.closed.connect(lambda: self.open_inspector(False))
        self.acts.saved.connect(self._saved)

    def _counted(self, shown: int, of: int) -> None:
        if self.switch.currentIndex() == LINES:
            self.chips.show_count(shown, of)

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.actions_changed.emit()
        self.chips.setVisible(place != TASKS)
        self.want_inspector(place != TASKS)
        self._draw()
        if place == LINES:
            self.lines.model.refresh()

    def _export_pdf(self) -> None:
        """The log of the day; where versions were signed off, one of them instead, as it stood then."""
        if self.log is not None and self.log.version is not None and self.on() is None:
            study = self.study()
            self.context.jobs.read(lambda site: site.delegation.versions(study), self._ask_version, self._failed)
            return
        self._export_log()

    def _export_log(self) -> None:
        if self.context.export is not None:
            self.context.export("delegation-log", {"study": self.study(), "as_of": self.on()})

    def _ask_version(self, versions: Sequence[LogVersion]) -> None:
        which = ChoiceField(said("Which log"), "log-version", [("", said("As it stands now")), *(
            (one.id, said("Version {n}, signed off {day}").format(n=one.number, day=show_date(one.happened)))
            for one in versions
        )])  # fmt: skip

        def chosen(dialog: AskDialog) -> None:
            version, study = dialog.text("log-version"), self.study()
            dialog.accept_saved()
            if not version:
                self._export_log()
            elif self.context.export is not None:
                self.context.export("delegation-version", {"study": study, "where": {"record": (version,)}})

        title = said("Print the delegation log")
        AskDialog(self, title, "log-version-dialog", [[which]], chosen, do=said("Preview")).open()

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)
