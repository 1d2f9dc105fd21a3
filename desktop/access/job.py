"""A review of access as a guided job: steps at the left, the step's work beside them, the chosen row at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.access import review_records as v
from db.store.query import Query
from desktop.access.job_acts import JobActs
from desktop.access.job_end import FollowPane, SignPane
from desktop.access.job_inspector import show_followup, show_row
from desktop.access.job_list import ListPane
from desktop.access.job_rows import RowsPane, judge_pane, match_pane
from desktop.access.job_steps import SHOWN, StepList, place_of
from desktop.access.questions import EVERYTHING, Lists
from desktop.access.reviews_view import review_facts
from desktop.access.words import counted, said
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.site import Site


@dataclass(frozen=True)
class JobFacts:
    """What the job shows of its review; ``asking``: rows whose verdict asks for something."""

    review: v.Review
    form: v.ListForm | None
    findings: dict[str, int]
    asking: tuple[v.ReviewRow, ...]
    exact: int
    plain: int


def read_job(site: Site, review_id: str) -> JobFacts:
    """On the store's thread."""
    site.looked_at("access_review", review_id)
    review = site.access.review(review_id)
    asking = {"verdict": [v.CHANGE, v.REMOVE, v.UNKNOWN]}
    rows = site.access.review_rows(review.id, Query(where=asking, limit=EVERYTHING)).rows
    exact = {"match": [v.NOT_MATCHED], "exact": ["yes"]}
    plain = {"verdict": [""], "any": ["no"]}
    return JobFacts(
        review,
        site.access.list_form(review.system_id),
        site.access.findings(review.id),
        rows,
        site.access.review_rows(review.id, Query(where=exact, limit=1)).matching,
        site.access.review_rows(review.id, Query(where=plain, limit=1)).matching,
    )


class ReviewJob(PageView[Lists]):
    """Holds one review; ``open_review`` takes another."""

    def __init__(
        self,
        context: PageContext,
        inspector: Inspector,
        evidence: EvidenceList,
        steps: TimeLine,
        page: QWidget,
        export: Callable[[str], object],
    ) -> None:
        super().__init__(context, inspector, "review-job")
        self._evidence, self._steps_line, self._export = evidence, steps, export
        self._facts: JobFacts | None = None
        self._review_id = self._shown = ""
        self.acts = JobActs(context, page)
        self.steps = StepList()
        self.list = ListPane(context, lambda review: self._moved(review))
        self.match, self.judge = match_pane(context), judge_pane(context)
        self.sign = SignPane(self._sign, self._again, self._report)
        if context.export is None:
            self.sign.report.hide()
        self.follow = FollowPane(context, self._report)
        self.stack = QStackedWidget()
        self.panes: dict[str, QWidget] = dict(
            zip(SHOWN, (self.list, self.match, self.judge, self.sign, self.follow), strict=True)
        )
        for pane in self.panes.values():
            self.stack.addWidget(pane)
        row = QHBoxLayout()
        row.setSpacing(16)
        beside = QVBoxLayout()
        beside.addWidget(self.steps)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addWidget(self.stack, 1)
        self.column.addLayout(row, 1)
        self.chips.hide()
        self._exact = self.match.add_button(said("Confirm exact matches…"), "confirm-exact", self._confirm_exact)
        self._to_judging = self.match.add_button(
            said("On to the verdicts"),
            "finish-matching",
            lambda: self.acts.finish_matching(self._review_id),
            primary=True,
        )
        self._plain = self.judge.add_button(said("Keep those without findings…"), "keep-plain", self._keep_plain)
        self._to_signing = self.judge.add_button(
            said("On to signing"), "finish-judging", lambda: self.acts.finish_judging(self._review_id), primary=True
        )
        self._connect()

    def open_review(self, review_id: str) -> None:
        """Show a review at the step where it stands."""
        if review_id != self._review_id:
            self.list.stop()
            self._facts = None
        self._review_id, self._shown = review_id, ""
        self.refresh()

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        self.acts.lists = lists

    def refresh(self) -> None:
        if not self._review_id:
            return
        review = self._review_id
        self.context.jobs.read(lambda site: read_job(site, review), self._show, self.failed.emit)

    def search(self, text: str) -> None:
        for pane in (self.match, self.judge):
            pane.words = text
        shown = self.stack.currentWidget()
        if isinstance(shown, RowsPane):
            shown.refresh()

    def inspect(self) -> None:
        pane = self.stack.currentWidget()
        if isinstance(pane, RowsPane | FollowPane):
            self._chosen(pane.table.record())
        elif self._facts is not None:
            self._show_review_itself()

    @property
    def review_id(self) -> str:
        """Which review is open here."""
        return self._review_id

    def _show(self, facts: JobFacts) -> None:
        if facts.review.id != self._review_id:
            return
        before, self._facts = self._facts, facts
        review = facts.review
        if not self._shown or (before is not None and before.review.step != review.step):
            step = v.FOLLOW if review.step == v.CLOSED else review.step
            self._shown = step if step in self.panes else v.LIST
        assert self.lists is not None
        self.list.show_review(review, facts.form, self.lists.today)
        for pane in (self.match, self.judge):
            pane.review_id = review.id
        self._say_matching(facts)
        self._say_judging(facts)
        self.sign.show_review(review, facts.asking, facts.findings, self.lists.me, may_write=self.may_write)
        self.follow.show_review(review)
        self._turn(self._shown)
        self._say(review)

    def _say(self, review: v.Review) -> None:
        words = said("Access review {number} of {system}").format(number=review.number, system=review.system)
        self.state((Em(words), f" · {counted(review.rows, 'account', 'accounts')}" if review.rows else ""))

    def _say_matching(self, facts: JobFacts) -> None:
        review = facts.review
        left = review.rows - review.matched
        parts: list[Part] = [said("Every row is matched.")]
        if left:
            parts = [
                Em(counted(left, "row", "rows"), "soon"),
                " " + said("to match. Suggestions are only suggestions: each is yours to confirm."),
            ]
        self.match.say(parts)
        may = self.may_write and review.step == v.MATCH
        self._exact.setVisible(may and facts.exact > 0)
        self._exact.setText(said("Confirm {n} exact matches…").format(n=f"{facts.exact:,}"))
        self._to_judging.setVisible(may)
        self._to_judging.setEnabled(not left)

    def _say_judging(self, facts: JobFacts) -> None:
        review = facts.review
        left = review.rows - review.decided
        parts: list[Part] = [said("Every account has its verdict.")]
        if left:
            parts = [
                Em(counted(left, "account", "accounts"), "soon"),
                " " + said("to judge: keep, change, remove, or unknown. Your own account is judged by a colleague."),
            ]
        self.judge.say(parts)
        may = self.may_write and review.step == v.DECIDE
        self._plain.setVisible(may and facts.plain > 0)
        self._plain.setText(said("Keep {n} without findings…").format(n=f"{facts.plain:,}"))
        self._to_signing.setVisible(may)
        self._to_signing.setEnabled(not left)

    def _turn(self, step: str) -> None:
        """Show a step's pane."""
        if self._facts is None or place_of(self._facts.review.step) < SHOWN.index(step):
            return
        self._shown = step
        self.stack.setCurrentWidget(self.panes[step])
        self.steps.show_review(self._facts.review, step)
        pane = self.panes[step]
        if isinstance(pane, RowsPane):
            pane.refresh()
        self.inspect()

    def _chosen(self, record: object) -> None:
        if self._facts is None or not self.isVisible():
            return
        review = self._facts.review
        self._steps_line.show_moments(())
        if isinstance(record, v.ReviewRow):
            step = v.MATCH if self.stack.currentWidget() is self.match else v.DECIDE
            may = self.may_write and review.step in (v.MATCH, v.DECIDE)
            show_row(self.inspector, record, review, step, self.acts, self._next, may_write=may)
            self.inspected.emit()
        elif isinstance(record, v.Followup):
            assert self.lists is not None
            may = self.may_write and review.step == v.FOLLOW
            show_followup(self.inspector, record, self.acts, me=self.lists.me, may_write=may)
            self.inspected.emit()
        else:
            self.inspector.show_nothing(said("Nothing chosen"), said("Choose a line to see what it is and what to do."))
        self._evidence.show_files((), said("The list itself is kept with the review."))
        self.inspector.show_history(())
        self.inspector.show_footer("")

    def _show_review_itself(self) -> None:
        assert self._facts is not None
        review = self._facts.review
        buttons = []
        if self.may_write and review.step in v.UNDER_WAY:
            abandon = Button(said("Abandon…"), "plain", "review-abandon")
            abandon.clicked.connect(lambda: self.acts.abandon(review))
            buttons.append(abandon)
        self.inspector.show_head(review.system, review.number, None, "", [], buttons)
        self.inspector.details.show_facts(review_facts(review))
        self._steps_line.show_moments(())
        self.inspector.show_history(())
        self.inspector.show_footer("")

    def _next(self) -> None:
        pane = self.stack.currentWidget()
        if isinstance(pane, RowsPane):
            pane.next_row()

    def _confirm_exact(self) -> None:
        if self._facts is not None:
            self.acts.confirm_exact(self._review_id)

    def _keep_plain(self) -> None:
        if self._facts is not None:
            self.acts.keep_plain(self._review_id)

    def _sign(self) -> None:
        if self._facts is not None:
            self.acts.sign(self._review_id)

    def _again(self) -> None:
        if self._facts is not None:
            self.acts.judge_again(self._facts.review)

    def _report(self) -> None:
        self._export(self._review_id)

    def _moved(self, _review: v.Review) -> None:
        self.refresh()

    def _connect(self) -> None:
        self.steps.chosen.connect(self._turn)
        for pane in (self.match, self.judge):
            pane.chosen.connect(self._chosen)
            pane.failed.connect(self.failed)
        self.follow.chosen.connect(self._chosen)
        self.follow.failed.connect(self.failed)
        self.acts.failed.connect(self.failed)
