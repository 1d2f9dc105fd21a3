"""Fourth and fifth step of a review: the reviewers sign, and what they asked for is followed to its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.access import review_records as v
from db.store.query import Page, Query
from desktop.access.words import day, finding_word, said, verdict_word
from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.inspector import Details
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.sheet import Sheet
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part, Sentence

if TYPE_CHECKING:
    from db.site import Site

_FOLLOWUP_STATE = {"open": State.MISSING, "done": State.SOON, "verified": State.CURRENT}


class SignPane(QWidget):
    """What is about to be signed, and by whom."""

    def __init__(
        self,
        sign: Callable[[], object],
        again: Callable[[], object],
        report: Callable[[], object],
    ) -> None:
        super().__init__()
        self.sentence = Sentence((), Type.BODY, "ink1")
        self.sentence.setObjectName("sign-sentence")
        self.details = Details(said("What is signed"), "sign-details")
        self.sign = Button(said("Sign the review…"), "primary", "review-sign")
        self.again = Button(said("Back to the verdicts"), "plain", "review-again")
        self.report = Button(said("Look at the PDF…"), "plain", "review-report")
        self.sign.clicked.connect(lambda: sign())
        self.again.clicked.connect(lambda: again())
        self.report.clicked.connect(lambda: report())
        sheet = Sheet()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.details)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.again, self.report, self.sign):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(sheet, 1)
        column.addLayout(foot)

    def show_review(
        self, review: v.Review, rows: tuple[v.ReviewRow, ...], findings: dict[str, int], me: str, *, may_write: bool
    ) -> None:
        """``rows``: those that ask for something; ``me``: name of who is signed in."""
        waiting = [name for name in review.deciders if name not in review.signers]
        mine = me in waiting and review.step == v.SIGN
        parts: list[Part] = []
        if review.step == v.SIGN:
            names = ", ".join(waiting)
            parts.append(said("Everybody who gave verdicts signs them. Still to sign: {names}.").format(names=names))
        elif review.signed is not None:
            parts.append(
                said("Signed on {day} by {names}.").format(day=day(review.signed), names=", ".join(review.signers))
            )
        self.sentence.set_parts(parts)
        counts = [f"{verdict_word(one)}: {sum(row.verdict == one for row in rows):,}" for one in v.VERDICTS[1:]]
        kept = review.rows - len(rows)
        found = ", ".join(f"{finding_word(code)} {count:,}" for code, count in findings.items() if count)
        facts = [
            (said("System"), review.system),
            (said("Account list"), f"{review.list_name}, {day(review.list_taken)}"),
            (said("Verdicts"), ", ".join([f"{verdict_word(v.KEEP)}: {kept:,}", *counts])),
            (said("Findings"), found or said("none")),
            (said("Reviewers"), ", ".join(review.deciders)),
        ]
        facts += [
            (row.account or row.name, f"{verdict_word(row.verdict)}"
             + (f" {said('to')} {row.new_role}" if row.new_role else "")
             + f" · {row.person or said('nobody on the roster')} · {row.reason} ({row.decided_by})")
            for row in rows
        ]  # fmt: skip
        self.details.show_facts(facts)
        self.sign.setVisible(mine and may_write)
        self.again.setVisible(review.step == v.SIGN and not review.signers and may_write)


class FollowPane(QWidget):
    """Removals, changes and questions until each is verified. ``chosen(followup)``."""

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, context: PageContext, report: Callable[[], object]) -> None:
        super().__init__()
        self.review_id = ""
        self.sentence = Sentence((), Type.BODY, "ink1")
        self.sentence.setObjectName("follow-sentence")
        columns = (
            Column("account", said("Account"), lambda x: x.account, 90, 2, strong=True),
            Column("person", said("Person"), lambda x: x.person or said("nobody"), 100, 3),
            Column("kind", said("What"), _what, 84, 2),
            Column("due", said("Due"), lambda x: day(x.due), 100, 0, is_date=True),
            Column("done", said("Carried out"), lambda x: f"{day(x.done)}" if x.done else "", 100, 0, is_date=True),
            Column("state", said("State"), lambda x: _state_word(x.state), 104, 0,
                   state=lambda x: _FOLLOWUP_STATE[x.state]),
        )  # fmt: skip
        self.table = RecordTable(
            RecordModel(columns, through(context.jobs, self._page)), said("Follow-ups"), "followups"
        )
        self.table.when_empty(said("Nothing to follow up"), said("Every account was kept as it is."))
        report_button = Button(said("Export PDF…"), "plain", "review-export")
        if context.export is None:
            report_button.hide()
        report_button.clicked.connect(lambda: report())
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(report_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1000)
        column.addLayout(foot)
        column.addStretch(1)
        self.table.model.answered.connect(
            lambda *_: self.chosen.emit(self.table.record()) if self.isVisible() else None
        )
        self.table.model.failed.connect(self.failed)
        self.table.selected.connect(lambda one: self.chosen.emit(one) if self.isVisible() else None)

    def show_review(self, review: v.Review) -> None:
        """How much is open."""
        self.review_id = review.id
        if review.step == v.CLOSED:
            self.sentence.set_parts([said("Closed on {day}: everything was carried out and verified.").format(
                day=day(review.closed))])  # fmt: skip
        else:
            words = said("{n} of {of} are not verified yet.").format(n=review.open_followups, of=review.followups)
            self.sentence.set_parts(
                [Em(words, "soon"), " " + said("One person says what was done, another looks whether it is so.")]
            )
        self.table.model.refresh()

    def _page(self, site: Site, _query: Query) -> Page[v.Followup]:
        found = site.access.followups(self.review_id) if self.review_id else ()
        return Page(found, len(found), len(found))


def followup_state(one: v.Followup) -> State:
    """Open, done, verified."""
    return _FOLLOWUP_STATE[one.state]


def _what(one: v.Followup) -> str:
    if one.kind == v.CHANGE:
        return said("change to {role}").format(role=one.new_role)
    return said("remove") if one.kind == v.REMOVE else said("clarify")


def _state_word(state: str) -> str:
    return {"open": said("to do"), "done": said("to verify"), "verified": said("verified")}[state]


def state_word(one: v.Followup) -> str:
    """To do, to verify, verified."""
    return _state_word(one.state)
