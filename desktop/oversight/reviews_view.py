"""The studies and how their investigator looks after them (ROS-6): last review, next, and the way into one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.oversight.records import Review, StudyOversight
from db.store.query import Page as RowPage
from db.store.query import Query
from db.waiting import OVERDUE, SOON
from desktop.oversight.words import STATES, attention_words, said, state_word
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.fields import TextField
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.site import Site


@dataclass(frozen=True)
class StudyView:
    """What the inspector shows of a study."""

    study: StudyOversight
    reviews: tuple[Review, ...]


class ReviewsView(QWidget):
    """``opened(review id)``; ``stated(parts)``; ``failed(Exception)``."""

    opened = Signal(str)
    stated = Signal(object)
    failed = Signal(object)

    def __init__(self, context: PageContext, inspector: Inspector) -> None:
        super().__init__()
        self._context, self.inspector = context, inspector
        self.may_write = False
        columns = (
            Column("study", said("Study"), lambda s: s.study, 92, 1, strong=True),
            Column("protocol", said("Protocol"), lambda s: s.protocol, 92, 1, ink="ink2"),
            Column("investigator", said("Principal investigator"), lambda s: s.investigator or "–", 140, 2),
            Column("months", said("Every"), lambda s: months_words(s.months), 84, 0, ink="ink2"),
            Column("last", said("Last review"), lambda s: show_date(s.last) if s.last else "–", 110, 0, is_date=True),
            Column("due", said("Next by"), lambda s: show_date(s.due) if s.due else "–", 110, 0, is_date=True),
            Column("state", said("Review"), lambda s: state_word(s.state), 120, 0, state=lambda s: STATES[s.state]),
        )
        model = RecordModel(columns, through(context.jobs, _studies), identity=lambda one: one.study_id)
        self.table = RecordTable(model, said("Studies under oversight"), "oversight-studies")
        self.table.when_empty(
            said("Studies that have begun stand here"),
            said("Enter a study with its start and its investigator on the roster."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1000)
        column.addStretch(1)
        self.table.selected.connect(lambda one: self._inspect(one) if one is not None else None)
        self.table.opened.connect(lambda one: self._open(one))
        model.failed.connect(self.failed)

    def refresh(self) -> None:
        """Ask the store again."""
        self.table.model.refresh()
        self._context.jobs.read(lambda site: site.oversight.reviews.studies(), self._say, self.failed.emit)

    def search(self, text: str) -> None:
        self.table.model.ask(search=text)

    def begin(self) -> None:
        """The review of the chosen study, or of the one that is due first."""
        record = self.table.record()
        if record is not None:
            self._open(record)
            return
        self._context.jobs.read(lambda site: site.oversight.reviews.studies(), self._begin_first, self.failed.emit)

    def _begin_first(self, studies: tuple[StudyOversight, ...]) -> None:
        asked = [one for one in studies if one.due is not None and one.investigator_id]
        if asked:
            self._open(min(asked, key=lambda one: (one.state not in (OVERDUE, SOON), one.due)))

    def _say(self, studies: tuple[StudyOversight, ...]) -> None:
        late = [one.study for one in studies if one.state == OVERDUE]
        soon = sum(one.state == SOON for one in studies)
        parts: list[Part] = []
        if late:
            words = said("1 review is overdue") if len(late) == 1 else said("{n} reviews are overdue")
            parts = [Em(words.format(n=len(late)), "late"), f": {', '.join(late)}."]
        elif soon:
            parts = [Em(said("{n} due within a month").format(n=soon), "soon"), "."]
        else:
            parts = [Em(said("Every study is reviewed in time"), "ok"), "."]
        self.stated.emit(parts)

    def _open(self, study: StudyOversight) -> None:
        if study.open_review is not None:
            self.opened.emit(study.open_review)
            return
        if not self.may_write:
            return
        self._context.jobs.write(
            lambda site: site.oversight.reviews.begin(study.study_id),
            lambda review: self.opened.emit(review.id),
            self.failed.emit,
        )

    def _inspect(self, study: StudyOversight) -> None:
        self._context.jobs.read(
            lambda site: StudyView(
                site.oversight.reviews.study(study.study_id), site.oversight.reviews.reviews(study.study_id)
            ),
            self._show,
            self.failed.emit,
        )

    def _show(self, view: StudyView) -> None:
        study = view.study
        self.inspector.show_head(
            study.protocol, study.study, STATES[study.state], state_word(study.state), _why(view), self._buttons(view)
        )
        newest = view.reviews[0] if view.reviews else None
        facts = [
            (said("Investigator"), study.investigator),
            (said("Every"), months_words(study.months)),
            (said("Last review"), show_date(study.last) if study.last else said("none yet")),
            (said("Next by"), show_date(study.due) if study.due else said("nothing more is asked")),
        ]
        for section in newest.sections if newest is not None else ():
            facts += [(said(section.title), f"{said(fact.label)}: {fact.value}") for fact in section.facts
                      if fact.attention]  # fmt: skip
        self.inspector.details.show_facts(facts)
        self.inspector.show_history(
            [
                Moment(
                    said("Signed: {verdict}").format(verdict=said(one.verdict)) if one.signed else said("Draft"),
                    f"{show_date(one.since)} – {show_date(one.until)} · {one.person}",
                    id=one.id,
                )
                for one in view.reviews
            ]
        )

    def _buttons(self, view: StudyView) -> list[Button]:
        study, made = view.study, []
        if self.may_write and study.investigator_id is not None and study.due is not None:
            words = said("Go on with the review") if study.open_review else said("Begin the review")
            begin = Button(words, "primary", "oversight-begin")
            begin.clicked.connect(lambda: self._open(study))
            made.append(begin)
        signed = next((one for one in view.reviews if one.signed is not None), None)
        if signed is not None:
            look = Button(said("Open the last"), "plain", "oversight-last")
            look.clicked.connect(lambda: self.opened.emit(signed.id))
            made.append(look)
        if self.may_write:
            every = Button(said("Interval"), "plain", "oversight-interval")
            every.clicked.connect(lambda: self._ask_interval(study))
            made.append(every)
        return made

    def _ask_interval(self, study: StudyOversight) -> None:
        months = TextField(said("Months between two reviews"), "interval-months", required=True, rule=whole_number)
        months.set_value(str(study.months))
        reason = TextField(
            said("Reason"), "interval-reason", required=True, known=(said("Risk of the study"), said("Sponsor asks it"))
        )

        def save(dialog: AskDialog) -> None:
            number, why = dialog.number("interval-months") or 0, dialog.text("interval-reason")
            self._context.jobs.write(
                lambda site: site.oversight.reviews.plan(study.study_id, number, why),
                lambda _: dialog.accept(),
                dialog.show_trouble,
            )

        title = said("How often is {study} reviewed?").format(study=study.study)
        AskDialog(self, title, "interval-dialog", [[months], [reason]], save).open()


def months_words(months: int) -> str:
    """“3 months”."""
    return said("1 month") if months == 1 else said("{n} months").format(n=months)


def _why(view: StudyView) -> list[Part]:
    study = view.study
    if not study.investigator:
        return [Em(said("Nobody is principal investigator."), "late")]
    draft = next((one for one in view.reviews if one.signed is None), None)
    if draft is not None:
        words = said("A review is under way, its facts drawn on {day}. {facts}")
        return [words.format(day=show_date(draft.until), facts=attention_words(draft.sections))]
    if study.last is None and study.due is not None:
        return [Em(said("It was never reviewed here."), "late" if study.state == OVERDUE else "soon")]
    newest = view.reviews[0] if view.reviews else None
    if newest is None:
        return [said("Nothing is asked.")]
    return [said("Last time: {verdict}. {facts}").format(
        verdict=said(newest.verdict), facts=attention_words(newest.sections))]  # fmt: skip


def _studies(site: Site, query: Query) -> RowPage[StudyOversight]:
    found = site.oversight.reviews.studies()
    words = query.search.casefold().split()
    kept = tuple(
        one
        for one in found
        if all(word in f"{one.study} {one.protocol} {one.investigator}".casefold() for word in words)
    )
    return RowPage(kept[query.offset : query.offset + query.limit], len(kept), len(found))


def _text(one: StudyOversight) -> str:
    return f"{one.study} {one.protocol} {one.investigator}".casefold()
