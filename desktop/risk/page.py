"""Risks (RSK-1): the matrix as the page's heart, the register beside it, the chosen risk and its way at the far end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.risk import records as r
from db.risk.library import scales as usual_scales
from db.store.query import Page as RowPage
from db.store.query import Query
from desktop.risk.acts import RiskActs, read_lists
from desktop.risk.elements import Elements, ElementView, read_element
from desktop.risk.inspect import RiskView, read_risk, show_risk, treatment
from desktop.risk.library_dialog import LibraryDialog
from desktop.risk.matrix import CURRENT, INHERENT, RESIDUAL, Cells, Matrix
from desktop.risk.words import LEVEL_TOKENS, RISK_STATES, row_words, said, status_words
from desktop.widgets.buttons import Button, LinkButton
from desktop.widgets.charts import ChartsPane
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.fonts import Type
from desktop.widgets.inspector import MARGIN, Inspector
from desktop.widgets.known_day import AS_OF, KNOWN_ON, KnownDay
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room
from desktop.widgets.sheet import Sheet
from desktop.widgets.states import State
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part, Text
from desktop.widgets.theme import theme
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.site import Site
    from desktop.jobs import Job

SIGNATURES, EVIDENCE, TREATMENT = 2, 3, 4  # places of the inspector's tabs
AXES = (INHERENT, CURRENT, RESIDUAL)
ELEMENTS, FIGURES = 1, 2  # places of the views
_LEVEL_STATES = {"ok": State.CURRENT, "soon": State.SOON, "late": State.OVERDUE}
Answer = tuple[Cells, r.Scales]
Facets = Mapping[str, tuple[tuple[str, int], ...]]


class RiskPage(Page):
    """Wires matrix, table, chips, inspector and acts to one another."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "risk")
        self.heading.setText(said("Risks"))
        self._asked: Job | None = None
        self._pending: list[Job] = []
        self.filters = self.chips
        self.known = KnownDay(self.chips)
        self._shown = ""
        self._place: r.Position | None = None
        self._scales = usual_scales()
        self.acts = RiskActs(context, self)
        self.matrix = Matrix(self._scales)
        self.axis = TabBar(said("Which place is counted"), "risk-axis", lined=False, margin=8)
        for words in (said("Inherent"), said("Current"), said("Residual")):
            self.axis.addTab(words)
        self.axis.setCurrentIndex(1)
        self.switch = TabBar(said("How they are shown"), "risk-views", lined=False, margin=8)
        for words in (said("Matrix"), said("Assets and threats"), said("Figures")):
            self.switch.addTab(words)
        self.set_views(self.switch)
        self.elements = Elements(context, self)
        self.figures = ChartsPane("risk", said("Figures"), said, self)
        self.stack = QStackedWidget()
        self.scales_link = LinkButton(said("Words of the scales"), "risk-scales", Type.LABEL)
        self.table = self._make_table()
        self.inspector = Inspector(said("Chosen risk"), "risk-inspector")
        self.treatment = TimeLine(said("Treatment"), "risk-inspector-treatment", none=said("Nothing was done yet."))
        self.inspector.tabs.add(said("Treatment"), self.treatment)
        self.files = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.files)
        self.set_inspector(self.inspector)
        self._say_nothing()
        self._lay_out()
        self._add_chips()
        self.library_button = Button(said("From the library"), "plain", "risk-library")
        self.import_button = Button(said("Import"), "plain", "risk-import")
        self.export_button = Button(said("Export PDF"), "plain", "risk-export")
        self.add_button = Button(said("Add a risk"), "primary", "risk-add")
        self.add_button.needs = self.library_button.needs = self.import_button.needs = "risk"
        self.elements.add_button.needs = "asset"
        self._connect()

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        if self.switch.currentIndex() == ELEMENTS:
            return (self.elements.add_button,)
        found = [self.library_button]
        if self.context.bring_in is not None:
            found.append(self.import_button)
        if self.context.export is not None:
            found.append(self.export_button)
        return (*found, self.add_button)

    def refresh(self) -> None:
        self.context.jobs.read(lambda site: site.risk.headline(), self._say_facts, self._failed)
        self._ask()
        if self._shown:
            self._inspect(self._shown)

    def search(self, text: str) -> None:
        self.table.model.ask(search=text)
        self._ask()

    def show_record(self, identity: str) -> None:
        """A risk's id; a closed one is shown by lifting the status filter."""
        self._keep(None)
        self.switch.setCurrentIndex(0)
        self.filters.choose("status", ())
        self.table.select(identity)
        self._inspect(identity)

    def show_list(self, view: str, where: Mapping[str, Sequence[str]]) -> None:
        self._keep(None)
        super().show_list(view, where)

    def selected_record(self) -> str:
        return self._shown

    def _where(self) -> dict[str, tuple[str, ...]]:
        return {key: values for key, values in self.filters.values().items() if values and key not in (AS_OF, KNOWN_ON)}

    def on(self) -> date | None:
        """The day it is asked for; None is today."""
        chosen = self.filters.value(AS_OF)
        return date.fromisoformat(chosen) if chosen else None

    def _ask(self) -> None:
        """The matrix counts what the chips leave; the table shows the chosen cell of it."""
        self.known.settle()
        while self._pending:  # nothing is worked out for a view that was left
            self._pending.pop().drop()
        if self.switch.currentIndex() == FIGURES:
            then = self.figures.on()
            self.context.jobs.read(lambda site: site.risk.charts(then), self.figures.show_charts, self._failed)
            return
        if self.switch.currentIndex() == ELEMENTS:
            self.elements.ask_rows(self.table.model.query.search, self._scales)
            return
        where = self._where()
        query, on = Query(where=where, search=self.table.model.query.search), self.on()
        known = self.known.known_on()
        read = self.context.jobs.read
        cells = read(lambda site: _answer(site, query, on, known), self._fill, self._failed)
        if self._place is not None:
            cell = self._place.written
            where = {**where, f"{AXES[self.axis.currentIndex()]}_place": (cell,)}  # of the table alone
        self.table.model.ask(where=where)
        chips = read(
            lambda site: site.risk.facets(query, on) if known is None else site.risk.known_facets(known, query),
            self._fill_chips, self._failed,
        )  # fmt: skip
        self._pending += [cells, chips]

    def _fill(self, answer: Answer) -> None:
        cells, self._scales = answer
        self.matrix.show_cells(cells, self._scales)

    def _fill_chips(self, facets: Facets) -> None:
        chosen = self.filters.values()
        for key in ("owner", "study", "asset", "level"):
            options = [(value, f"{self._word(key, value)} ({count})") for value, count in facets.get(key, ())]
            known = {value for value, _ in options}
            options += [(value, self._word(key, value)) for value in chosen.get(key, ()) if value not in known]
            self.filters.set_options(key, sorted(options, reverse=True) if key == "level" else options)

    def _word(self, key: str, value: str) -> str:
        return self._scales.level[int(value) - 1].word if key == "level" else value

    def _say_facts(self, facts: tuple[int, int, int, int]) -> None:
        alive, high, lapsed, late = facts
        parts: list[Part] = [said("1 open risk") if alive == 1 else said("{n} open risks").format(n=alive)]
        if high:
            parts += [" · ", Em(said("{n} high or very high today").format(n=high), "late")]
        if lapsed:
            words = (
                said("1 acceptance has ended") if lapsed == 1 else said("{n} acceptances have ended").format(n=lapsed)
            )
            parts += [" · ", Em(words, "late")]
        if late:
            parts.append(said(" · 1 review overdue") if late == 1 else said(" · {n} reviews overdue").format(n=late))
        self.say(parts)
        title = said("Nothing matches") if alive else said("What could happen here?")
        words = (
            said("Take a filter away with Esc, or search for other words.") if alive
            else said("Take scenarios over from the library of a trial site, or add the first risk by hand.")
        )  # fmt: skip
        self.table.when_empty(title, words)

    def _inspect(self, risk: str) -> None:
        if risk != self._shown:
            self.matrix.show_way(None)
        self._shown = risk
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.context.jobs.read(lambda site: read_risk(site, risk), self._show, self._failed)

    def _show(self, view: RiskView) -> None:
        self.matrix.show_way(view.file.risk)
        show_risk(self.inspector, view, self.acts.buttons(view.file) if view.may else ())
        bar = self.inspector.tabs.bar
        bar.setTabVisible(TREATMENT, True)
        bar.setTabVisible(SIGNATURES, bool(view.signed))
        bar.setTabVisible(EVIDENCE, bool(view.evidence))  # five tabs are wider than the inspector
        self.treatment.show_moments(treatment(view))
        self.files.show_files(view.evidence, said("No evidence yet."))
        if self.inspector_is_drawer:
            self.open_inspector()

    def _keep(self, place: r.Position | None) -> None:
        """Show one cell's risks in the table, or all."""
        self._place = place
        self.matrix.keep(place)
        if place is None:
            self.cell_words.setText(said("Press a cell to see its risks"))
        else:
            self.cell_words.setText(said("Shown: {words}").format(words=self.matrix.words(place).split(";")[0]))
        self._ask()

    def _connect(self) -> None:
        self.filters.changed.connect(self._ask)
        self.table.model.answered.connect(self.filters.show_count)
        self.table.model.failed.connect(self.problem)
        self.table.selected.connect(lambda one: self._selected(one))
        self.table.opened.connect(lambda one: self.acts.edit(one))
        self.matrix.chosen.connect(lambda place: self._keep(place))
        self.axis.currentChanged.connect(self._turned)
        self.figures.chips.changed.connect(self._ask)
        self.elements.chips.changed.connect(self._ask)
        self.elements.table.model.answered.connect(self.elements.chips.show_count)
        self.elements.table.model.failed.connect(self.problem)
        self.elements.table.selected.connect(lambda one: self._chosen_element(one))
        self.elements.saved.connect(self._saved_element)
        self.switch.currentChanged.connect(self._show_view)
        self.acts.saved.connect(self._saved)
        self.add_button.clicked.connect(self.acts.add)
        self.library_button.clicked.connect(self._open_library)
        self.scales_link.clicked.connect(self.acts.word_scales)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(self._import)
        self.inspector.closed.connect(lambda: self.open_inspector(False))
        self.files.failed.connect(self.problem)

    def _selected(self, one: r.Risk | None) -> None:
        if one is not None:
            self._inspect(one.id)

    def _turned(self, place: int) -> None:
        self.matrix.show_axis(AXES[place])
        self._keep(None)

    def _show_view(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.show_chips((self.filters, self.elements.chips, self.figures.chips)[place])
        self.want_inspector(place != FIGURES)
        self.actions_changed.emit()
        self._ask()

    def _chosen_element(self, one: r.Element | None) -> None:
        if one is not None and self.switch.currentIndex() == ELEMENTS:
            self.context.jobs.read(lambda site: read_element(site, one.id), self._show_element, self._failed)

    def _show_element(self, view: ElementView) -> None:
        self.elements.show(self.inspector, view)
        bar = self.inspector.tabs.bar
        for tab in (SIGNATURES, EVIDENCE, TREATMENT):
            bar.setTabVisible(tab, False)
        if self.inspector_is_drawer:
            self.open_inspector()

    def _saved_element(self, element: str) -> None:
        self.elements.table.select(element)
        self.context.jobs.read(lambda site: read_element(site, element), self._show_element, self._failed)

    def _saved(self, risk: str) -> None:
        if risk:
            self.table.select(risk)
            self._inspect(risk)

    def _open_library(self) -> None:
        def opened(found: tuple[tuple[r.LibraryRisk, ...], r.Scales, tuple[tuple[str, str], ...]]) -> None:
            library, scales, people = found

            def take(keys: tuple[str, ...], owner: str | None) -> None:
                dialog.set_busy(True)
                self.context.jobs.write(lambda site: site.risk.take_over(keys, owner), done, dialog.show_trouble)

            def done(taken: tuple[r.Risk, ...]) -> None:
                dialog.accept()
                self._saved(taken[0].id if taken else "")

            dialog = LibraryDialog(self, library, scales, people, take)
            dialog.open()

        self.context.jobs.read(
            lambda site: (site.risk.library(), site.risk.scales(), read_lists(site).people), opened, self._failed
        )

    def _import(self) -> None:
        if self.context.bring_in is not None:
            self.context.bring_in("assets" if self.switch.currentIndex() == ELEMENTS else "risks")

    def _export(self) -> None:
        if self.known.known_on() is not None:
            self.context.prompts.tell(said("The PDF is of what is known now: take “As known on” away first."))
        elif self.context.export is not None:
            asked = {"where": self._where(), "search": self.table.model.query.search, "as_of": self.on()}
            self.context.export("risk-register", asked)

    def _make_table(self) -> RecordTable:
        columns = (
            Column("title", said("Risk"), lambda one: one.title, 140, 3, "title", second=row_words, strong=True),
            Column("level", said("Today"), self._level, 104, 0, "score", state=self._level_state),
            Column(
                "status", said("Treatment"), status_words, 110, 0, "status", state=lambda one: RISK_STATES[one.status]
            ),
        )

        def asked(site: Site, query: Query) -> RowPage[r.Risk]:
            known = self.known.known_on()
            return site.risk.risks(query, self.on()) if known is None else site.risk.known_page(known, query)

        read = through(self.context.jobs, asked)
        return RecordTable(RecordModel(columns, read), said("Risks"), "risks", row=TWO_LINES)

    def _level(self, one: r.Risk) -> str:
        return f"{self._scales.word(one.current)} {one.current.score}"

    def _level_state(self, one: r.Risk) -> State:
        return _LEVEL_STATES[LEVEL_TOKENS[self._scales.level_of(one.current) - 1]]

    def _add_chips(self) -> None:
        alive = [one for one in r.STATUSES if one != r.CLOSED]
        self.filters.add_choice("status", said("Treatment"), [(one, said(one)) for one in r.STATUSES], usual=alive)
        for key, label in (
            ("level", said("Level")), ("owner", said("Owner")), ("study", said("Study")), ("asset", said("Asset")),
        ):  # fmt: skip
            self.filters.add_choice(key, label, ())
        self.filters.add_choice("review", said("Review"), [(one, said(one)) for one in r.REVIEWS])
        self.filters.add_date(AS_OF, said("As of %1"), said("As of today"))
        self.filters.add_date(KNOWN_ON, said("As known on %1"), said("As known"))
        self.filters.show()

    def _lay_out(self) -> None:
        card = Sheet()
        card.setObjectName("risk-card")
        column = QVBoxLayout(card)
        column.setContentsMargins(MARGIN, 10, MARGIN, 10)
        column.setSpacing(6)
        column.addWidget(self.axis)
        column.addWidget(self.matrix, 1)
        self.cell_words = Text(said("Press a cell to see its risks"), Type.META, "ink2")
        foot = QHBoxLayout()
        foot.addWidget(self.cell_words, 1)
        foot.addWidget(self.scales_link)
        column.addLayout(foot)
        legend = said("Way of the chosen risk: ○ inherent → ● current → ◉ residual")
        column.addWidget(Text(legend, Type.SMALL, "ink2", wrap=True))
        card.setMaximumWidth(theme().px(470))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(room(self.table), 1)
        whole = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        whole.setLayout(row)
        self.stack.addWidget(whole)
        self.stack.addWidget(room(self.elements.table))
        self.stack.addWidget(self.figures)
        self.body.addWidget(self.stack)

    def _say_nothing(self) -> None:
        self.inspector.show_nothing(
            said("Nothing chosen"), said("Choose a risk to see its way over the matrix, its treatment and history.")
        )

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)


def _answer(site: Site, query: Query, on: date | None, known: date | None) -> Answer:
    """On the store's thread."""
    cells = site.risk.cells(query, on) if known is None else site.risk.known_cells(known, query)
    return cells, site.risk.scales()
