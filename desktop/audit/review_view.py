"""The scheduled review of the trail (AUD-4): the sample, each entry marked, a conclusion, a signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.oversight.trail_records import FINDING, IN_ORDER, UNSEEN, Looked, TrailReview, TrailSchedule
from db.oversight.trail_reviews import MEANING
from db.store.query import Page as RowPage
from db.store.query import Query
from db.waiting import OVERDUE, SOON
from desktop.audit.table import said
from desktop.history import headline, subject, table_word
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.chips import ChipFlow
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.fields import LongField, TextField
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part

if TYPE_CHECKING:
    from db.signing.signable import Ink, Pen, Signable
    from db.site import Site

_MARKS = {UNSEEN: State.MISSING, IN_ORDER: State.CURRENT, FINDING: State.OVERDUE}
_NEW = "new"


@dataclass(frozen=True)
class ReviewFacts:
    """The schedule, every review there was, and whether this person may review."""

    schedule: TrailSchedule
    reviews: tuple[TrailReview, ...]
    may_write: bool
    user: str


def read_reviews(site: Site) -> ReviewFacts:
    """On the store's thread."""
    may = site.actor.role in ("officer", "investigator", "coordinator") and not site.store.standing.missing
    trail = site.oversight.trail
    return ReviewFacts(trail.schedule(), trail.reviews(), may and not site.store.limited, site.actor.user)


class ReviewView(QWidget):
    """``stated(parts)``; ``chosen(Looked or None)``; ``changed``: other buttons fit now; ``failed(Exception)``."""

    stated = Signal(object)
    chosen = Signal(object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("trail-review")
        self._context = context
        self.facts: ReviewFacts | None = None
        self.chips = ChipFlow()
        self.chips.add_choice("review", said("Review"), ())
        self.chips.add_choice("mark", said("Mark"), [(UNSEEN or _NEW, said("not looked at")),
                              (IN_ORDER, said("in order")), (FINDING, said("finding"))])  # fmt: skip
        self.chips.add_choice("risk", said("Risk"), [(one, said(one)) for one in ("high", "medium", "low")])
        self.chips.changed.connect(self._ask)
        columns = (
            Column("seq", said("Entry"), lambda e: f"{e.seq:,}", 66, 0, "seq", figures=True, ink="ink2"),
            Column("at", said("When"), lambda e: show_time(e.entry.at), 182, 0, is_date=True),
            Column("name", said("Who"), _who, 104, 1, strong=True),
            Column("what", said("What"), lambda e: headline(e.entry), 96, 3),
            Column("record", said("Record"), _record, 78, 2, ink="ink2"),
            Column("filter", said("Drawn by"), lambda e: e.filter, 96, 1, "filter", ink="ink2"),
            Column("mark", said("Mark"), lambda e: said(e.mark or "not yet"), 92, 0, "mark",
                   state=lambda e: _MARKS[e.mark]),
        )  # fmt: skip
        self.table = RecordTable(RecordModel(columns, through(context.jobs, self._page)), said("Entries to look at"),
                                 "trail-sample")  # fmt: skip
        self.begin = Button(said("Begin the review"), "primary", "trail-review-begin")
        self.sign = Button(said("Conclude and sign"), "primary", "trail-review-sign")
        self.export = Button(said("Review as PDF"), "plain", "trail-review-pdf")
        self.begin.clicked.connect(self._begin)
        self.sign.clicked.connect(self._conclude)
        self.export.clicked.connect(self._export)
        self.table.when_empty(
            said("Nothing to look at"),
            said("A review draws a sample by risk from all that was entered since the last one; you mark each entry."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1000)
        column.addStretch(1)
        self.table.selected.connect(self.chosen)
        self.table.model.failed.connect(self.failed)
        self.table.model.answered.connect(self.chips.show_count)

    @property
    def review(self) -> TrailReview | None:
        """The one chosen by its number; else the one under way, else the newest."""
        if self.facts is None or not self.facts.reviews:
            return None
        wanted = self.chips.values().get("review", ())
        found = [one for one in self.facts.reviews if str(one.number) in wanted]
        return (found or sorted(self.facts.reviews, key=lambda one: one.signed is not None))[0]

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        """For the top bar."""
        facts, review = self.facts, self.review
        made = [self.export] if review is not None and self._context.export is not None else []
        if facts is None or not facts.may_write:
            return made
        if facts.schedule.open_review is None:
            return [*made, self.begin]
        if review is not None and review.signed is None and review.user == facts.user:
            return [*made, self.sign]
        return made

    def refresh(self) -> None:
        """Ask the store again."""
        self._context.jobs.read(read_reviews, self._use, self.failed.emit)

    def search(self, text: str) -> None:
        self.table.model.ask(search=text)

    def buttons(self, looked: Looked) -> list[Button]:
        """What can be done with a chosen entry."""
        facts, review = self.facts, self.review
        if facts is None or review is None or not facts.may_write:
            return []
        if review.signed is not None:
            if looked.mark != FINDING or looked.capa is not None:
                return []
            capa = Button(said("Open a CAPA"), "primary", "trail-review-capa")
            capa.clicked.connect(lambda: self._to_capa(looked))
            return [capa]
        order = Button(said("In order"), "primary", "trail-review-order")
        order.clicked.connect(lambda: self.mark([looked.id]))
        finding = Button(said("Finding…"), "plain", "trail-review-finding")
        finding.clicked.connect(lambda: self._ask_finding(looked))
        rest = Button(said("All of this filter in order"), "plain", "trail-review-rest")
        rest.clicked.connect(lambda: self._mark_filter(looked.filter))
        return [order, finding, rest]

    def mark(self, entries: Sequence[str], finding: str = "") -> None:
        """In order, or a finding with its words; then on to the next that is not looked at."""
        row = self.table.rows.currentIndex().row()
        mark = FINDING if finding else IN_ORDER
        self._context.jobs.write(
            lambda site: site.oversight.trail.mark(entries, mark, finding),
            lambda _: self.table.select_row(min(row + 1, self.table.model.rowCount() - 1)),
            self.failed.emit,
        )

    def _mark_filter(self, name: str) -> None:
        review = self.review
        if review is None:
            return

        def work(site: Site) -> None:
            trail = site.oversight.trail
            rest = trail.entries(review.id, Query({"filter": [name], "mark": [UNSEEN]}, limit=-1)).rows
            trail.mark([one.id for one in rest], IN_ORDER)

        self._context.jobs.write(work, lambda _: None, self.failed.emit)

    def _ask_finding(self, looked: Looked) -> None:
        words = TextField(said("What was found"), "finding-words", required=True)

        def save(dialog: AskDialog) -> None:
            text = dialog.text("finding-words")
            dialog.accept()
            self.mark([looked.id], text)

        title = said("Finding at entry {n}").format(n=f"{looked.seq:,}")
        AskDialog(self, title, "finding-dialog", [[words]], save, do=said("Note it")).open()

    def _begin(self) -> None:
        def verified(trail: object) -> None:
            self._context.jobs.run(
                lambda _progress: trail.verify().words,  # type: ignore[attr-defined]
                lambda words: self._context.jobs.write(
                    lambda site: site.oversight.trail.begin(words), lambda _: None, self.failed.emit
                ),
                self.failed.emit,
            )

        self.begin.setEnabled(False)
        self._context.jobs.read(lambda site: site.trail, verified, self.failed.emit)

    def _conclude(self) -> None:
        review = self.review
        if review is None:
            return
        left = review.entries - review.marked
        if left:
            words = said("1 entry is not looked at yet.") if left == 1 else said("{n} entries are not looked at yet.")
            self._context.prompts.tell(words.format(n=left), title=said("Not ready to sign"))
            return
        text = LongField(said("Conclusion"), "trail-conclusion", required=True, lines=4)
        text.set_value(review.conclusion)

        def save(dialog: AskDialog) -> None:
            conclusion = dialog.text("trail-conclusion")

            def concluded(_review: object) -> None:
                dialog.accept()
                self._context.jobs.read(
                    lambda site: site.oversight.trail.signable(review.id), lambda one: self._ask_signature(review, one),
                    self.failed.emit,
                )  # fmt: skip

            self._context.jobs.write(
                lambda site: site.oversight.trail.conclude(review.id, conclusion), concluded, dialog.show_trouble
            )

        AskDialog(self, review.title, "trail-conclusion-dialog", [[text]], save, do=said("Go on to sign")).open()

    def _ask_signature(self, review: TrailReview, signable: Signable) -> None:
        from desktop.signing.dialog import sign_records

        def commit(site: Site, signer: Pen | Ink) -> None:
            with site.change("The review of the trail is signed") as change:
                site.oversight.trail.sign(change, review.id, signer)

        sign_records(self._context, [signable], [MEANING], commit, lambda _: self.refresh(), self)

    def _to_capa(self, looked: Looked) -> None:
        self._context.jobs.write(
            lambda site: site.oversight.trail.to_capa(looked.id),
            lambda capa: self._context.navigate("capa", capa),
            self.failed.emit,
        )

    def _export(self) -> None:
        review = self.review
        if review is not None and self._context.export is not None:
            self._context.export("trail-review", {"where": {"record": (review.id,)}})

    def _use(self, facts: ReviewFacts) -> None:
        self.facts = facts
        self.begin.setEnabled(True)
        self.chips.set_options("review", [(str(one.number), _title(one)) for one in facts.reviews])
        self._ask()

    def sentence(self) -> list[Part]:
        """How the review chosen stands, and when the next is due."""
        facts, review = self.facts, self.review
        if facts is None:
            return []
        if review is not None and review.signed is None:
            parts: list[Part] = [Em(_progress(review), "soon"), ". "]
            if review.findings:
                parts.append(Em(_findings(review.findings), "late"))
            return parts
        due = facts.schedule
        ink = {OVERDUE: "late", SOON: "soon"}.get(due.state, "ok")
        words = said("The review was due on {day}") if due.state == OVERDUE else said("The next review is due by {day}")
        parts = [Em(words.format(day=show_date(due.due)), ink), ". "]
        if review is not None and review.signed is not None:
            last = said("The last one, signed {day}, looked at {n} entries: {findings}")
            parts.append(last.format(day=show_date(review.signed), n=review.entries,
                                     findings=_findings(review.findings)))  # fmt: skip
        return parts

    def _ask(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values and key != "review"}
        if "mark" in where:
            where["mark"] = tuple(UNSEEN if one == _NEW else one for one in where["mark"])
        self.table.model.ask(where=where)
        self.stated.emit(self.sentence())
        self.changed.emit()

    def _page(self, site: Site, query: Query) -> RowPage[Looked]:
        review = self.review
        return RowPage((), 0, 0) if review is None else site.oversight.trail.entries(review.id, query)


def _title(review: TrailReview) -> str:
    if review.signed is None:
        return said("no. {n}, under way").format(n=review.number)
    return said("no. {n}, signed {day}").format(n=review.number, day=show_date(review.signed))


def _progress(review: TrailReview) -> str:
    words = said("Review {n}: {done} of {all} entries looked at")
    return words.format(n=review.number, done=review.marked, all=review.entries)


def _findings(count: int) -> str:
    if not count:
        return said("no finding.")
    return said("1 finding.") if count == 1 else said("{n} findings.").format(n=count)


def _who(looked: Looked) -> str:
    return said("{name} (reviewer)").format(name=looked.entry.name) if looked.own else looked.entry.name


def _record(looked: Looked) -> str:
    name, kind = subject(looked.entry), table_word(looked.entry.table)
    return " · ".join(part for part in (kind, name) if part)
