"""One oversight review as a job: the facts as drawn, what the investigator makes of them, the signature (ROS-6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.oversight.records import ACTIONS_NEEDED, IN_CONTROL, Review
from db.oversight.reviews import MEANING
from desktop.oversight.sections import sheets
from desktop.oversight.words import attention_words, said
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.fields import ChoiceField, LongField, check_all
from desktop.widgets.fonts import Type
from desktop.widgets.page import PageContext
from desktop.widgets.sheet import Sheet
from desktop.widgets.states import State
from desktop.widgets.tags import StateTag
from desktop.widgets.text import Part, Text
from desktop.widgets.theme import theme

if TYPE_CHECKING:
    from db.signing.signable import Ink, Pen, Signable
    from db.site import Site


class ReviewSheet(QWidget):
    """``stated(parts)``: the page's sentence; ``left``: back to the list; ``failed(Exception)``."""

    stated = Signal(object)
    left = Signal()
    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("oversight-review")
        self._context = context
        self.review: Review | None = None
        self.facts = QScrollArea()
        self.facts.setObjectName("review-facts")
        self.facts.setAccessibleName(said("Facts as drawn"))
        self.facts.setWidgetResizable(True)
        self.facts.setFrameShape(QScrollArea.Shape.NoFrame)
        self.facts.viewport().setAutoFillBackground(False)
        self.title = Text("", Type.SECTION, wrap=True)
        self.tag = StateTag(State.NONE, "", width=130)
        self.drawn = Text("", Type.META, "ink2", wrap=True)
        self.verdict = ChoiceField(
            said("Is the study in control?"), "review-verdict",
            [(IN_CONTROL, said("In control")), (ACTIONS_NEEDED, said("Actions are needed"))], required=True,
            unset=said("Choose"),
        )  # fmt: skip
        self.conclusion = LongField(said("Conclusion"), "review-conclusion", required=True, lines=5)
        self.measures = LongField(said("What is done, by whom, until when"), "review-actions", lines=4)
        self.sign = Button(said("Save and sign"), "primary", "review-sign")
        self.save = Button(said("Save"), "plain", "review-save")
        self.again = Button(said("Draw the facts anew"), "quiet", "review-again")
        self.sign.clicked.connect(lambda: self._conclude(self._ask_signature))
        self.save.clicked.connect(lambda: self._conclude(lambda review: self.show_review(review)))
        self.again.clicked.connect(self._draw_anew)
        self.verdict.changed.connect(self._judge)
        self._lay_out()

    def open_review(self, review: str) -> None:
        """Read it and show it."""
        self._context.jobs.read(lambda site: site.oversight.reviews.review(review), self.show_review, self.failed.emit)

    def show_review(self, review: Review) -> None:
        """Fill the sheet."""
        self.review = review
        shown = sheets(review.sections)
        self.facts.setWidget(shown)
        shown.setAutoFillBackground(False)  # setWidget turns it on
        self.title.setText(review.person)
        drawn = said("Facts drawn {at}; they stay as they were then.").format(
            at=show_time(datetime.fromisoformat(review.drawn))
        )
        self.drawn.setText(drawn)
        if review.signed is None:
            self.tag.show_state(State.SOON, said("not signed yet"))
        else:
            self.tag.show_state(State.CURRENT, said("signed {day}").format(day=show_date(review.signed)))
        self.verdict.set_value(review.verdict)
        self.conclusion.set_value(review.conclusion)
        self.measures.set_value(review.actions)
        for field in (self.verdict, self.conclusion, self.measures):
            field.setEnabled(review.signed is None)
        for button in (self.sign, self.save, self.again):
            button.setVisible(review.signed is None)
        self._judge()
        self.stated.emit(self.sentence())

    def sentence(self) -> tuple[Part, ...]:
        """“BRIGHT-2, 01-Aug-2026 to 23-Nov-2026: 3 facts need a hand”."""
        review = self.review
        if review is None:
            return ()
        period = f"{review.study}, {show_date(review.since)} – {show_date(review.until)}"
        return (f"{period} · {attention_words(review.sections)}",)

    def _judge(self) -> None:
        self.measures.setVisible(self.verdict.value() == ACTIONS_NEEDED)

    def _conclude(self, then: Callable[[Review], object]) -> None:
        review = self.review
        if review is None or not check_all([self.verdict, self.conclusion, self.measures]):
            return
        verdict, conclusion, actions = self.verdict.value(), self.conclusion.value(), self.measures.value()
        self._context.jobs.write(
            lambda site: site.oversight.reviews.conclude(review.id, verdict, conclusion, actions),
            then,
            self.failed.emit,
        )

    def _ask_signature(self, review: Review) -> None:
        self.show_review(review)

        def ask(signable: Signable) -> None:
            from desktop.signing.dialog import sign_records

            def commit(site: Site, signer: Pen | Ink) -> Review:
                with site.change("The investigator's review is signed") as change:
                    site.oversight.reviews.sign(change, review.id, signer)
                return site.oversight.reviews.review(review.id)

            sign_records(self._context, [signable], [MEANING], commit, self.show_review)

        self._context.jobs.read(lambda site: site.oversight.reviews.signable(review.id), ask, self.failed.emit)

    def _draw_anew(self) -> None:
        review = self.review
        if review is None:
            return

        def discard(reason: str) -> None:
            def work(site: Site) -> Review:
                site.oversight.reviews.discard(review.id, reason)
                return site.oversight.reviews.begin(review.study_id)

            self._context.jobs.write(work, self.show_review, self.failed.emit)

        self._context.prompts.ask_reason(
            said("Draw the facts anew"), discard, do=said("Draw them"),
            words=said("The draft and what is written in it go; both stay on the trail."),
        )  # fmt: skip

    def _lay_out(self) -> None:
        side = Sheet()
        side.setFixedWidth(theme().px(360))
        rows = QVBoxLayout(side)
        rows.setContentsMargins(16, 15, 16, 15)
        rows.setSpacing(10)
        rows.addWidget(Text(said("Principal investigator"), Type.META, "ink2"))
        for widget in (self.title, self.tag, self.drawn, self.verdict, self.conclusion, self.measures):
            rows.addWidget(widget)
        rows.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self.save)
        line.addStretch(1)
        line.addWidget(self.sign)
        rows.addLayout(line)
        rows.addWidget(self.again)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(self.facts, 1)
        whole.addWidget(side)
