"""The access page: accounts, systems, reviews, and the review under way as a guided job (ROS-4, ROS-5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget

from db.access import records as r
from desktop.access.accounts_view import AccountsView
from desktop.access.acts import Acts
from desktop.access.job import ReviewJob
from desktop.access.questions import Lists, read_lists
from desktop.access.reviews_view import ReviewsView
from desktop.access.systems_view import SystemsView
from desktop.access.words import said
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.tabs import TabBar
from desktop.widgets.timeline import TimeLine

ACCOUNTS, SYSTEMS, REVIEWS, JOB = range(4)
HISTORY, SIGNATURES, EVIDENCE, STEPS = range(1, 5)  # tabs of the inspector, after its details
_KINDS = {"account": ACCOUNTS, "system": SYSTEMS, "review": JOB}


class AccessPage(Page):
    """Wires the views to the inspector and to what can be done; decides nothing."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, said("Access"), "access")
        self.inspector = Inspector(said("What is chosen"), "access-inspector")
        self.evidence = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.evidence)
        self.steps = TimeLine(said("Steps"), "access-steps", none=said("Nothing yet."))
        self.inspector.tabs.add(said("Steps"), self.steps)
        self.inspector.tabs.bar.setTabVisible(SIGNATURES, False)
        self.acts = Acts(context, self)
        self.accounts = AccountsView(context, self.inspector, self.acts, self.evidence, self.steps)
        self.systems = SystemsView(context, self.inspector, self.acts, self.evidence, self.steps, self._review_of)
        self.reviews = ReviewsView(context, self.inspector, self.evidence, self.steps, self.open_review)
        self.job = ReviewJob(context, self.inspector, self.evidence, self.steps, self, self._export_review)
        self.views: tuple[PageView[Lists], ...] = (self.accounts, self.systems, self.reviews, self.job)
        self._lists: Lists | None = None
        self._sought = ""
        self.stack = QStackedWidget()
        self.switch = TabBar(said("Views of access"), "access-views", lined=False, margin=8)
        self._buttons = self._make_buttons()
        self._lay_out()
        self.set_inspector(self.inspector)
        self._show_view(ACCOUNTS)

    @property
    def view(self) -> PageView[Lists]:
        """The view that is shown."""
        return self.views[self.stack.currentIndex()]

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        wanted = {
            ACCOUNTS: ("import", "export", "request"), SYSTEMS: ("import", "export", "add-system"),
            REVIEWS: ("begin",), JOB: ("back",),
        }[self.stack.currentIndex()]  # fmt: skip
        may = self._lists is not None and self._lists.may_write
        given = {
            "import": may and self.context.bring_in is not None, "export": self.context.export is not None,
            "back": True,
        }  # fmt: skip
        return [self._buttons[name] for name in wanted if given.get(name, may)]

    def refresh(self) -> None:
        self.context.jobs.read(read_lists, self._use_lists, self.problem.emit)

    def search(self, text: str) -> None:
        self.view.search(text)

    def selected_record(self) -> str:
        if self.view is self.job:
            return f"review/{self.job.review_id}"
        table = {ACCOUNTS: self.accounts.table, SYSTEMS: self.systems.table}.get(self.stack.currentIndex())
        record = table.record() if table is not None else None
        if record is None:
            return ""
        return f"{'account' if self.view is self.accounts else 'system'}/{record.id}"

    def show_record(self, identity: str) -> None:
        """``account/ID``, ``system/ID`` or ``review/ID``."""
        self._sought = identity
        if self._lists is not None:
            self._go_to_sought()

    def show_list(self, view: str, where: Mapping[str, Sequence[str]]) -> None:
        """Accounts, systems or reviews; without filters of its own a list keeps those it has."""
        place = _KINDS.get(view, ACCOUNTS)
        self.switch.setCurrentIndex(place)
        self._show_view(place)
        if where:
            self.views[place].chips.choose_only(where)

    def open_review(self, review_id: str) -> None:
        """The guided job of one review."""
        self.job.open_review(review_id)
        self._show_view(JOB)

    def _go_to_sought(self) -> None:
        kind, _slash, identity = self._sought.partition("/")
        self._sought = ""
        if kind not in _KINDS or not identity:
            return
        if kind == "review":
            self.open_review(identity)
            return
        place = _KINDS[kind]
        self.switch.setCurrentIndex(place)
        self._show_view(place)
        (self.accounts if kind == "account" else self.systems).show_one(identity)

    def _use_lists(self, lists: Lists) -> None:
        self._lists = self.acts.lists = lists
        for view in self.views:
            view.use_lists(lists)
        self.view.refresh()
        self.actions_changed.emit()
        if self._sought:
            self._go_to_sought()

    def _show_view(self, place: int) -> None:
        view = self.views[place]
        self.stack.setCurrentIndex(place)
        self.show_chips(view.chips)
        self.chips.setVisible(place != JOB)
        self._name_steps(place)
        self.say(view.sentence)
        self.open_inspector(False)
        view.inspect()
        if self._lists is not None:
            view.refresh()
        self.actions_changed.emit()

    def _name_steps(self, place: int) -> None:
        """What the inspector's last tab holds: steps of an account, upkeep of a system, removals of a review."""
        bar = self.inspector.tabs.bar
        bar.setTabText(STEPS, (said("Steps"), said("Upkeep"), said("Removals"), "")[place])
        bar.setTabVisible(STEPS, place != JOB)
        bar.setTabVisible(SIGNATURES, place == REVIEWS)
        for tab in (HISTORY, EVIDENCE):
            bar.setTabVisible(tab, place != JOB)
        with QSignalBlocker(self.switch):
            self.switch.setCurrentIndex(min(place, REVIEWS))

    def _make_buttons(self) -> dict[str, Button]:
        made = {}
        for name, words, kind, act in (
            ("import", said("Import"), "plain", self._import),
            ("export", said("Export PDF"), "plain", self._export_list),
            ("request", said("Ask for an account"), "primary", self.acts.request),
            ("add-system", said("Add system"), "primary", self.acts.system),
            ("begin", said("Begin a review"), "primary", lambda: self.job.acts.begin()),
            ("back", said("All reviews"), "plain", lambda: self._back()),
        ):
            button = Button(words, kind, f"access-{name}", self)  # type: ignore[arg-type]
            button.clicked.connect(lambda _=False, act=act: act())
            button.hide()
            made[name] = button
        return made

    def _lay_out(self) -> None:
        for view, title in zip(self.views, (said("Accounts"), said("Systems"), said("Reviews"), ""), strict=True):
            if title:
                self.switch.addTab(title)
            self.stack.addWidget(view)
            view.stated.connect(lambda parts, view=view: self.say(parts) if view is self.view else None)
            view.inspected.connect(lambda: self.open_inspector())
            view.failed.connect(self.problem)
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.switch.currentChanged.connect(self._show_view)
        self.switch.tabBarClicked.connect(
            lambda place: self._back() if place == REVIEWS and self.view is self.job else None
        )
        self.evidence.failed.connect(self.problem)
        self.acts.failed.connect(self.problem)
        self.acts.saved.connect(self._saved)
        self.job.acts.begun.connect(self.open_review)
        self.inspector.footer_asked.connect(lambda: self.context.navigate("audit", ""))

    def _saved(self, kind: str, identity: str) -> None:
        view = self.accounts if kind == "account" else self.systems
        if view is self.view:
            view.table.select(identity)

    def _back(self) -> None:
        self.switch.setCurrentIndex(REVIEWS)
        self._show_view(REVIEWS)

    def _review_of(self, system: r.System) -> None:
        if system.under_way:
            self.open_review(system.under_way)
            return
        self.job.acts.begin(system.id)

    def _import(self) -> None:
        if self.context.bring_in is not None:
            self.context.bring_in("systems" if self.view is self.systems else "accounts")

    def _export_list(self) -> None:
        if self.context.export is not None and self.view is self.systems:
            self.context.export("systems", {})
        elif self.context.export is not None:
            where = {key: values for key, values in self.accounts.chips.values().items() if values and key != "on"}
            self.context.export("accounts", {"where": where, "search": self.accounts.words})

    def _export_review(self, review: str) -> None:
        if self.context.export is not None:
            self.context.export("access-review", {"where": {"record": (review,)}})
