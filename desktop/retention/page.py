"""Retention (RET-1..4): what is kept and until when, what it rests on, which rules say so, and what falls due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from db.retention import records as r
from db.store.query import Query
from desktop.history import moments
from desktop.retention.ending_acts import EndingActs
from desktop.retention.inspect import show_rule, show_series, show_study
from desktop.retention.questions import SeriesView, StudyView, read_series, read_study
from desktop.retention.rule_acts import RuleActs
from desktop.retention.schedule_filters import ScheduleFilters
from desktop.retention.series_acts import SeriesActs
from desktop.retention.study_acts import StudyActs
from desktop.retention.tables import review_table, rule_table, series_table, study_table
from desktop.retention.taking_back import TakingBack, Thing, things_of
from desktop.retention.words import day_words, options, said
from desktop.widgets.buttons import Button, only_one_primary
from desktop.widgets.charts import ChartsPane
from desktop.widgets.chips import ChipFlow
from desktop.widgets.inspector import Inspector
from desktop.widgets.known_day import KNOWN_ON
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room
from desktop.widgets.states import State
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment, TimeLine

if TYPE_CHECKING:
    from db.site import Site
    from desktop.jobs import Job

SCHEDULE, STUDIES, RULES, REVIEWS, FIGURES = range(5)
SIGNATURES, EVIDENCE, WORKING = 2, 3, 4  # places of the inspector's tabs
BARS = ("falls_due", "status", "kind", "place")  # charts whose bars open what they count
_NOTHING = (
    "Choose a series to see until when it is kept, rule by rule.",
    "Choose a study to see what its rules wait for and who was asked.",
    "Choose a rule to read it and to see who answers for it.",
    "Choose a review to read it.",
    "",
)


class RetentionPage(Page):
    """Wires the views, their acts and the inspector to one another."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "retention")
        self.heading.setText(said("Retention"))
        self._asked: Job | None = None
        self._shown = ""
        self._may_rules = False
        self.series_acts, self.study_acts = SeriesActs(context, self), StudyActs(context, self)
        self.rule_acts, self.ending_acts = RuleActs(context, self), EndingActs(context, self)
        self.taking_back = TakingBack(context, self)
        self.schedule_chips = self.chips  # ``chips`` are those of the view in front
        self.filters = ScheduleFilters(self.schedule_chips)
        self.study_chips, self.rule_chips, self.no_chips = ChipFlow(self), ChipFlow(self), ChipFlow(self)
        self.figures = ChartsPane("retention", said("Figures"), said, self, BARS)
        self.tables = (
            series_table(context, self.filters), study_table(context), rule_table(context), review_table(context),
        )  # fmt: skip
        self.switch = TabBar(said("Parts of retention"), "retention-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        names = (said("Schedule"), said("Studies"), said("Rules"), said("Reviews"), said("Figures"))
        for name, pane in zip(names, (*(room(table) for table in self.tables), self.figures), strict=True):
            self.switch.addTab(name)
            self.stack.addWidget(pane)
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(said("Chosen record"), "retention-inspector")
        self.working = TimeLine(said("Working"), "retention-working", none=said("No rule applies yet."))
        self.inspector.tabs.add(said("Working"), self.working)
        for place in (SIGNATURES, EVIDENCE):
            self.inspector.tabs.bar.setTabVisible(place, False)
        self.set_inspector(self.inspector)
        self._make_buttons()
        self._add_chips()
        self._connect()
        self._say_nothing()

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        place = self.switch.currentIndex()
        if place == RULES:
            return (self.rules_file_button, self.rule_button) if self._may_rules else ()
        if place == REVIEWS:
            return (self.review_button,)
        if place == STUDIES and self.context.bring_in is not None:
            return (self.holds_button, self.enquiries_button, self.events_button)
        if place == FIGURES and self.context.export is not None:
            return (self.due_button,)
        if place != SCHEDULE:
            return ()
        found = [self.hold_button]
        if self.context.bring_in is not None:
            found.append(self.import_button)
        if self.context.export is not None and self.filters.known_on() is None:  # the PDF is of a day
            found.append(self.export_button)
        return (*found, self.add_button)

    def refresh(self) -> None:
        self.context.jobs.read(_headline, self._say_facts, self._failed)
        self._ask()
        if self._shown:
            self._inspect(self._shown)

    def search(self, text: str) -> None:
        for table in self.tables:
            table.model.ask(search=text)

    def show_record(self, identity: str) -> None:
        """A series' id, “study/” and a study's, or “reviews”."""
        kind, _, rest = identity.partition("/")
        place = {"study": STUDIES, "reviews": REVIEWS}.get(kind, SCHEDULE)
        self.switch.setCurrentIndex(place)
        if place == SCHEDULE and identity:
            self.schedule_chips.choose("status", ())
            self.tables[SCHEDULE].select(identity)
            self._inspect(identity)
        elif place == STUDIES:
            self.tables[STUDIES].select(rest)
            self._inspect(rest)

    def selected_record(self) -> str:
        prefix = "study/" if self.switch.currentIndex() == STUDIES else ""
        return f"{prefix}{self._shown}" if self._shown else ""

    def _ask(self) -> None:
        place = self.switch.currentIndex()
        if place == FIGURES:
            then = self.figures.on()
            self.context.jobs.read(lambda site: site.retention.charts(then), self.figures.show_charts, self._failed)
        elif place == SCHEDULE:
            where, on, words = self.filters.where(), self.filters.on(), self.tables[SCHEDULE].model.query.search
            query = Query(where=where, search=words)
            self.context.jobs.read(lambda site: site.retention.facets(query, on), self._fill_chips, self._failed)
            self.tables[SCHEDULE].model.ask(where=where)
            self.actions_changed.emit()
        elif place == RULES:
            where = {key: values for key, values in self.rule_chips.values().items() if values}
            self.tables[RULES].model.ask(where=where)
        else:
            self.tables[place].model.refresh()

    def _fill_chips(self, facets: Mapping[str, tuple[tuple[str, int], ...]]) -> None:
        self.filters.fill(facets)  # by way of the page: what comes after it was closed is not delivered

    def _say_facts(self, facts: tuple[r.Headline, date | None, date, int, bool]) -> None:
        head, due, today, stale, self._may_rules = facts
        count = head.by_status
        parts: list[Part] = [
            said("1 record series") if head.series == 1 else said("{n} record series").format(n=head.series)
        ]
        for status, words, ink in (
            (r.DUE, said("{n} may be destroyed"), "soon"),
            (r.UNRELEASED, said("{n} wait for the sponsor’s release"), "soon"),
            (r.HELD, said("{n} on hold"), "late"), (r.PENDING, said("{n} wait for a trigger"), "ink2"),
            (r.UNCONFIRMED, said("{n} rest on a rule nobody confirmed"), "late"),
        ):  # fmt: skip
            if count.get(status):
                parts += [" · ", Em(words.format(n=count[status]), ink)]
        if stale:
            parts += [" · ", Em(said("the rules changed for {n}").format(n=stale), "late")]
        if due is not None and due <= today:
            parts += [" · ", Em(said("review due {day}").format(day=day_words(due)), "late")]
        self.say(parts)
        self.again_button.setVisible(bool(stale))
        self.actions_changed.emit()

    def _inspect(self, identity: str) -> None:
        self._shown = identity
        place = self.switch.currentIndex()
        if self._asked is not None:
            self._asked.drop()
        if place == SCHEDULE:
            on, known = self.filters.on(), self.filters.known_on()
            self._asked = self.context.jobs.read(
                lambda site: read_series(site, identity, on, known), self._show_series, self._failed
            )
        elif place == STUDIES:
            chosen = self.study_chips.value(KNOWN_ON)
            then = date.fromisoformat(chosen) if chosen else None
            self._asked = self.context.jobs.read(
                lambda site: read_study(site, identity, then), self._show_study, self._failed
            )

    def _again(self) -> None:
        """The chosen record, of another day."""
        if self._shown:
            self._inspect(self._shown)

    def _show_series(self, view: SeriesView) -> None:
        one, things = view.series, things_of(view.events)
        back = (
            (self._back(things, one.number, "series", one.id),) if things and view.may and one.destroyed is None else ()
        )
        buttons = only_one_primary((*self.ending_acts.buttons(view), *self.series_acts.buttons(view), *back))
        none = said("No rule applies yet.") if view.known is None else said("It is not worked out again for that day.")
        self._show(show_series(self.inspector, view, buttons), said("Working"), none)

    def _show_study(self, view: StudyView | None) -> None:
        if view is None:
            self._say_nothing()
            return
        buttons = [*self.study_acts.buttons(view)]
        if view.may:
            one = view.state
            buttons.append(self.series_acts.button(
                said("Hold…"), "study-hold", lambda: self.series_acts.hold(study=one.id, what=one.code)
            ))  # fmt: skip
            buttons += [
                self.series_acts.button(said("Release hold…"), "release-hold", self._releasing(hold, one.id))
                for hold in view.holds if hold.in_force
            ]  # fmt: skip
            things = things_of(view.events, view.contracts, view.releases)
            buttons += [self._back(things, one.code, "study", one.id)] if things else []
        told = show_study(self.inspector, view, buttons)
        self._show(told, said("Events"), said("No event and no enquiry yet."))

    def _back(self, things: Sequence[Thing], of: str, view: str, identity: str) -> Button:
        acts = self.taking_back
        return acts.button(said("Take back…"), "back", lambda: acts.ask_which(things, of, view, identity))

    def _releasing(self, hold: r.Hold, study: str):  # type: ignore[no-untyped-def]
        return lambda: self.series_acts.release(hold, study, "study")

    def _show(self, told: tuple[Moment, ...], tab: str, none: str = "") -> None:
        self.working.say_when_empty(none)
        bar = self.inspector.tabs.bar
        bar.setTabText(WORKING, tab)
        bar.setTabVisible(WORKING, bool(tab))
        self.working.show_moments(told)
        if self.inspector_is_drawer:
            self.open_inspector()

    def _chosen(self, place: int, one: object) -> None:
        if one is None or place != self.switch.currentIndex():
            return
        if isinstance(one, r.Series | r.StudyState):
            self._inspect(one.id)
        elif isinstance(one, r.RuleState):
            show_rule(self.inspector, one, self.rule_acts.buttons(one, self._may_rules))
            self._show((), "")
        elif isinstance(one, r.Review):
            self._show_review(one)

    def _show_review(self, one: r.Review) -> None:
        buttons = () if one.signed else (
            self.rule_acts.button(said("Sign"), "sign-review", lambda: self.rule_acts.sign(one), "primary"),
        )  # fmt: skip
        state, words = (State.CURRENT, said("signed")) if one.signed else (State.MISSING, said("to sign"))
        self.inspector.show_head(one.number, said("Review of the schedule"), state, words, [one.found], buttons)
        self.inspector.details.show_facts([
            (said("Reviewed"), day_words(one.reviewed)), (said("By"), one.person),
            *((said(name), value) for name, value in one.facts),
        ])  # fmt: skip
        self.context.jobs.read(
            lambda site: site.trail.history("retention_review", one.id),
            lambda entries: self.inspector.show_history(moments(entries)), self._failed,
        )  # fmt: skip
        self._show((), "")

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.show_chips(
            (self.schedule_chips, self.study_chips, self.rule_chips, self.no_chips, self.figures.chips)[place]
        )
        if self._asked is not None:
            self._asked.drop()  # else its answer would come up beside another view
        self._shown = ""
        self._say_nothing()
        self.want_inspector(place != FIGURES)
        self.actions_changed.emit()
        self._ask()

    def _saved(self, view: str, identity: str) -> None:
        place = {"series": SCHEDULE, "study": STUDIES, "rule": RULES, "review": REVIEWS}[view]
        if place == self.switch.currentIndex() and identity:
            self.tables[place].select(identity)
            self._inspect(identity)

    def _work_out(self) -> None:
        self.context.jobs.write(lambda site: site.retention.work_out_all(), lambda _: self.refresh(), self._failed)

    def _export(self) -> None:
        if self.context.export is not None:
            search = self.tables[SCHEDULE].model.query.search
            self.context.export(
                "retention-schedule", {"where": self.filters.where(), "search": search, "as_of": self.filters.on()}
            )

    def _export_due(self) -> None:
        if self.context.export is not None:
            self.context.export("retention-due", {"as_of": self.figures.on()})

    def _make_buttons(self) -> None:
        self.hold_button = Button(said("Hold on the site…"), "plain", "retention-site-hold")
        self.import_button = Button(said("Import"), "plain", "retention-import")
        self.events_button = Button(said("Import events"), "plain", "retention-import-events")
        self.enquiries_button = Button(said("Import enquiries"), "plain", "retention-import-enquiries")
        self.holds_button = Button(said("Import holds"), "plain", "retention-import-holds")
        self.export_button = Button(said("Export PDF"), "plain", "retention-export")
        self.due_button = Button(said("What falls due, as PDF"), "plain", "retention-due-export")
        self.add_button = Button(said("Add a series"), "primary", "retention-add")
        self.add_button.needs = self.import_button.needs = "series"
        self.rule_button = Button(said("Add a rule"), "primary", "retention-add-rule")
        self.rules_file_button = Button(said("Rules from a file"), "plain", "retention-rules-file")
        self.review_button = Button(said("Review the schedule"), "primary", "retention-review")
        self.again_button = Button(said("Work out anew"), "primary", "retention-again")
        self.again_button.hide()
        self.hold_button.needs, self.review_button.needs = "hold", "retention_review"
        self.events_button.needs, self.enquiries_button.needs = "retention_event", "enquiry"
        self.body.insertWidget(0, self.again_button)

    def _add_chips(self) -> None:
        self.study_chips.add_date(KNOWN_ON, said("Logs as known on %1"), said("Logs as known now"))
        self.study_chips.hide()
        self.schedule_chips.show()
        self.rule_chips.add_choice("standing", said("Relied on"), options(("verified", "confirmed", "to confirm")))
        self.rule_chips.hide()
        self.no_chips.hide()

    def _connect(self) -> None:
        self.switch.currentChanged.connect(self._turned)
        for chips in (self.schedule_chips, self.rule_chips, self.figures.chips):
            chips.changed.connect(self._ask)
        self.schedule_chips.changed.connect(self._again)
        self.study_chips.changed.connect(self._again)
        for place, table in enumerate(self.tables):
            table.selected.connect(lambda one, place=place: self._chosen(place, one))
            table.model.failed.connect(self.problem)
        self.tables[SCHEDULE].model.answered.connect(self.schedule_chips.show_count)
        self.tables[RULES].model.answered.connect(self.rule_chips.show_count)
        self.figures.opened.connect(self._open_bar)
        self.tables[SCHEDULE].opened.connect(lambda one: self.series_acts.edit(one))
        self.tables[SCHEDULE].when_empty(
            said("Nothing matches"), said("Add what the archive holds: a series is what is kept and ends together.")
        )
        self.tables[REVIEWS].when_empty(said("No review yet"), said("Once a year somebody goes through the schedule."))
        for acts in (self.series_acts, self.study_acts, self.rule_acts, self.ending_acts, self.taking_back):
            acts.saved.connect(self._saved)
        self.add_button.clicked.connect(self.series_acts.add)
        self.hold_button.clicked.connect(lambda: self.series_acts.hold())
        self.rule_button.clicked.connect(lambda: self.rule_acts.add())
        self.rules_file_button.clicked.connect(self.rule_acts.bring_in)
        self.review_button.clicked.connect(self.rule_acts.review)
        self.again_button.clicked.connect(self._work_out)
        self.export_button.clicked.connect(self._export)
        self.due_button.clicked.connect(self._export_due)
        for button, register in (
            (self.import_button, "series"), (self.events_button, "retention-events"),
            (self.enquiries_button, "enquiries"), (self.holds_button, "holds"),
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, name=register: self.context.bring_in and self.context.bring_in(name))
        self.inspector.closed.connect(lambda: self.open_inspector(False))

    def _say_nothing(self) -> None:
        self.inspector.show_nothing(said("Nothing chosen"), said(_NOTHING[self.switch.currentIndex()]))

    def _open_bar(self, chart: str, value: str) -> None:
        """The series a bar counted, as of the same day (RET-4); the first of them takes the keyboard."""
        self.filters.show_bar(chart, value, self.figures.on())
        self.switch.setCurrentIndex(SCHEDULE)
        self.tables[SCHEDULE].setFocus()

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)


def _headline(site: Site) -> tuple[r.Headline, date | None, date, int, bool]:
    """On the store's thread."""
    register = site.retention
    may = site.may("rule_confirmation", "i")
    return register.headline(), register.reviews.due(), register.today, register.stale(), may
