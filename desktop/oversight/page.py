"""Oversight: whether the investigators look after their studies, and whose study papers are missing (ROS-6, ROS-7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget

from desktop.oversight.papers_view import PapersView
from desktop.oversight.review_sheet import ReviewSheet
from desktop.oversight.reviews_view import ReviewsView
from desktop.oversight.words import said
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.tabs import TabBar
from desktop.widgets.theme import theme

REVIEWS, PAPERS, JOB = range(3)
_WRITERS = ("officer", "investigator", "coordinator")


class OversightPage(Page):
    """Wires two lists, one review as a job, and the inspector; decides nothing."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, said("Oversight"), "oversight")
        self.inspector = Inspector(said("Chosen study or paper"), "oversight-inspector")
        self.evidence = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.evidence)
        self.inspector.tabs.bar.setTabText(1, said("Earlier"))
        self.inspector.tabs.bar.setTabVisible(2, False)
        self.reviews = ReviewsView(context, self.inspector)
        self.papers = PapersView(context, self.inspector, self.evidence)
        self.job = ReviewSheet(context)
        self.switch = TabBar(said("Reviews or study papers"), "oversight-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for view in (self.reviews, self.papers, self.job):
            self.stack.addWidget(view)
        for title in (said("Investigators’ reviews"), said("Study papers")):
            self.switch.addTab(title)
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.set_inspector(self.inspector)
        self.export = Button(said("Export PDF"), "plain", "oversight-export")
        self.begin = Button(said("Begin a review"), "primary", "oversight-begin-due")
        self.bring_in = Button(said("Import"), "plain", "oversight-import")
        self.file = Button(said("File a paper"), "primary", "oversight-file")
        self.back = Button(said("All studies"), "plain", "oversight-back")
        self._may_write = False
        self.heading.setMinimumHeight(theme().px(26))
        self._connect()
        self._show_view(REVIEWS)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        at = self.stack.currentIndex()
        made = [self.export] if self.context.export is not None and (at != JOB or self._signed) else []
        if at == JOB:
            return [*made, self.back]
        if not self._may_write:
            return made
        if at == REVIEWS:
            return [*made, self.begin]
        return [*([self.bring_in] if self.context.bring_in is not None else []), *made, self.file]

    def refresh(self) -> None:
        self.context.jobs.read(
            lambda site: site.actor.role in _WRITERS and not site.store.standing.missing, self._use_role,
            self.problem.emit,
        )  # fmt: skip
        at = self.stack.currentIndex()
        if at == REVIEWS:
            self.reviews.refresh()
        elif at == PAPERS:
            self.papers.refresh()

    def search(self, text: str) -> None:
        (self.papers if self.stack.currentIndex() == PAPERS else self.reviews).search(text)

    def selected_record(self) -> str:
        if self.stack.currentIndex() == JOB and self.job.review is not None:
            return f"open/{self.job.review.id}"
        record = self.reviews.table.record()
        return f"review/{record.study_id}" if record is not None else ""

    def show_record(self, identity: str) -> None:
        """``review/STUDY``, ``papers/STUDY`` or ``open/REVIEW``."""
        kind, _slash, record = identity.partition("/")
        if kind == "papers":
            self.switch.setCurrentIndex(PAPERS)
            self._show_view(PAPERS)
            self.papers.show_study(record)
        elif kind == "open":
            self.open_review(record)
        else:
            self.switch.setCurrentIndex(REVIEWS)
            self._show_view(REVIEWS)
            self.reviews.table.select(record)

    def open_review(self, review: str) -> None:
        """One review as a job."""
        self.job.open_review(review)
        self._show_view(JOB)

    @property
    def _signed(self) -> bool:
        return self.job.review is not None and self.job.review.signed is not None

    def _use_role(self, may: bool) -> None:
        self._may_write = self.reviews.may_write = self.papers.may_write = may
        self.actions_changed.emit()

    def _show_view(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.switch.setVisible(place != JOB)
        self.show_chips(self.papers.chips)
        self.chips.setVisible(place == PAPERS)
        bar = self.inspector.tabs.bar
        bar.setTabVisible(3, place == PAPERS)
        self.want_inspector(place != JOB)
        if place == REVIEWS:
            self.inspector.show_nothing(
                said("No study chosen"), said("Choose a study to see its last review and begin the next.")
            )
        elif place == PAPERS:
            self.inspector.show_nothing(
                said("No paper chosen"), said("Choose a line to see why it is asked and what is on file.")
            )
        self._arrange()
        self.refresh()
        self.actions_changed.emit()

    def _arrange(self) -> None:
        super()._arrange()
        if self.stack.currentIndex() == JOB:
            self.inspector.hide()

    def _export(self) -> None:
        if self.context.export is None:
            return
        at = self.stack.currentIndex()
        if at == PAPERS:
            self.context.export("study-papers", {})
        elif at == JOB and self.job.review is not None:
            self.context.export("oversight-review", {"where": {"record": (self.job.review.id,)}})
        else:
            record = self.reviews.table.record()
            self.context.export("oversight-review", {"study": record.study_id} if record is not None else {})

    def _connect(self) -> None:
        self.switch.currentChanged.connect(self._show_view)
        for view in (self.reviews, self.papers, self.job):
            view.stated.connect(lambda parts, view=view: self._say_of(view, parts))
            view.failed.connect(self.problem)
        self.reviews.opened.connect(self.open_review)
        self.evidence.failed.connect(self.problem)
        self.export.clicked.connect(self._export)
        self.begin.clicked.connect(self.reviews.begin)
        self.bring_in.clicked.connect(lambda: self.context.bring_in and self.context.bring_in("study-papers"))
        self.file.clicked.connect(lambda: self.papers.file())
        self.back.clicked.connect(lambda: self._show_view(REVIEWS))
        self.inspector.closed.connect(lambda: self.open_inspector(False))

    def _say_of(self, view: object, parts: object) -> None:
        if view is self.stack.currentWidget():
            self.say(parts)  # type: ignore[arg-type]
            self.actions_changed.emit()
