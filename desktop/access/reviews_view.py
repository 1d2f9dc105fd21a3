"""The reviews of access there are and were (ROS-5); opening one leads to the guided job."""

from __future__ import annotations

from collections.abc import Callable

from db.access import review_records as v
from desktop.access.questions import Lists, ReviewDossier, read_review
from desktop.access.words import counted, day, finding_word, review_state, said, step_word
from desktop.history import moments, span_words
from desktop.signing.list import signature_moment
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment, TimeLine


class ReviewsView(PageView[Lists]):
    """``go_on(review)`` opens the guided job."""

    def __init__(
        self,
        context: PageContext,
        inspector: Inspector,
        evidence: EvidenceList,
        steps: TimeLine,
        go_on: Callable[[str], object],
    ) -> None:
        super().__init__(context, inspector, "reviews")
        self._evidence, self._steps, self._go_on = evidence, steps, go_on
        columns = (
            Column("number", said("Review"), lambda x: x.number, 98, 0, "number", strong=True),
            Column("system", said("System"), lambda x: x.system, 110, 3, "system"),
            Column("step", said("Step"), lambda x: step_word(x.step), 116, 0, "step", state=review_state),
            Column("rows", said("Accounts"), lambda x: f"{x.rows:,}" if x.rows else "", 74, 0, figures=True),
            Column("done", said("Judged"), _judged, 76, 0, ink="ink2"),
            Column("removals", said("To remove"), lambda x: str(x.removals or ""), 82, 0, figures=True),
            Column("started", said("Begun"), lambda x: day(x.started), 102, 0, "started", is_date=True),
            Column("signed", said("Signed"), lambda x: day(x.signed), 102, 0, "signed", is_date=True),
        )
        fetch = through(context.jobs, lambda site, query: site.access.reviews(query))
        self.table = RecordTable(RecordModel(columns, fetch), said("Access reviews"), "access-reviews")
        self.column.addWidget(self.table, 1000)
        self.column.addStretch(1)
        self.chips.add_choice("step", said("Step"), [(one, step_word(one)) for one in (*v.STEPS, v.ABANDONED)])
        self.chips.add_choice("system", said("System"), [])
        self.table.model.answered.connect(self.chips.show_count)
        self.table.model.answered.connect(lambda *_: self.inspect() if self.isVisible() else None)
        self.table.model.failed.connect(self.failed)
        self.table.selected.connect(self._selected)
        self.table.opened.connect(lambda review: self._go_on(review.id))
        self.table.when_empty(
            said("No access was reviewed yet"),
            said("Choose a system, bring in its own account list, and judge each account with a colleague."),
        )

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        self.chips.set_options("system", [(name, name) for _id, name in lists.systems])
        facts = lists.facts
        parts: list[Part] = [counted(facts.reviews_under_way, "review under way", "reviews under way")]
        if facts.reviews_overdue:
            parts += [" · ", Em(counted(facts.reviews_overdue, "system overdue", "systems overdue"), "late")]
        if facts.followups:
            parts += [" · ", Em(counted(facts.followups, "removal to follow up", "removals to follow up"), "soon")]
        self.state(tuple(parts))

    def refresh(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values}
        self.table.model.ask(where=where, search=self.words)

    def inspect(self) -> None:
        review = self.table.record()
        if review is None:
            self.inspector.show_nothing(said("No review chosen"), said("Choose one to see how far it is."))
            return
        identity = review.id
        self.ask(lambda site: read_review(site, identity), self._show)

    def _selected(self, _review: object) -> None:
        if self.isVisible():
            self.inspect()
            self.inspected.emit()

    def _show(self, dossier: ReviewDossier) -> None:
        review = dossier.review
        words = said("Go on") if review.step in (*v.UNDER_WAY, v.FOLLOW) else said("Open")
        button = Button(words, "primary", "review-open")
        button.clicked.connect(lambda: self._go_on(review.id))
        self.inspector.show_head(
            review.system, review.number, review_state(review), step_word(review.step), _why(dossier), [button]
        )
        self.inspector.details.show_facts(review_facts(review))
        self._steps.show_moments([followup_moment(one) for one in dossier.followups])
        self.inspector.show_history(moments(dossier.entries))
        self.inspector.show_signatures([signature_moment(one, covers=covers) for one, covers in dossier.signatures])
        self._evidence.show_files(dossier.evidence, said("No file is kept with this review yet."))
        self.inspector.show_footer(span_words(dossier.entries))


def review_facts(review: v.Review) -> list[tuple[str, str]]:
    """What a review says of itself."""
    return [
        (said("Period"), f"{day(review.period_start) or said('beginning')} – {day(review.period_end)}"),
        (said("Kind"), said("periodic") if review.kind == "periodic" else said("after an event")),
        (said("Why"), review.why), (said("Begun"), f"{day(review.started)}, {review.by}"),
        (said("Account list"), review.list_name), (said("Read as"), review.list_read),
        (said("List made on"), day(review.list_taken)),
        (said("SHA-256"), f"{review.list_sha256[:16]}…" if review.list_sha256 else ""),
        (said("Reviewers"), ", ".join(review.deciders)), (said("Signed by"), ", ".join(review.signers)),
        (said("Signed"), day(review.signed)), (said("Closed"), day(review.closed)),
    ]  # fmt: skip


def followup_moment(one: v.Followup) -> Moment:
    """A follow-up as a line of the inspector."""
    what = {
        v.REMOVE: said("Remove {account}"),
        v.CHANGE: said("Change {account} to {role}"),
        v.CLARIFY: said("Clarify {account}"),
    }
    title = what[one.kind].format(account=one.account or one.person, role=one.new_role)
    if one.verified:
        return Moment(
            title, said("verified {day} by {who}").format(day=day(one.verified), who=one.verified_by), "ok", one.id
        )
    if one.done:
        return Moment(
            title,
            said("done {day} by {who}, to be verified").format(day=day(one.done), who=one.done_by),
            "soon",
            one.id,
        )
    return Moment(title, said("due {day}").format(day=day(one.due)), "late", one.id)


def _judged(review: v.Review) -> str:
    return said("{n} of {of}").format(n=review.decided, of=review.rows) if review.rows else ""


def _why(dossier: ReviewDossier) -> list[Part]:
    found = [f"{count} {finding_word(code)}" for code, count in dossier.findings.items() if count]
    parts: list[Part] = []
    if found:
        parts.append(said("Found: {what}. ").format(what=", ".join(found)))
    if dossier.review.open_followups:
        parts.append(Em(counted(dossier.review.open_followups, "follow-up is open.", "follow-ups are open."), "soon"))
    return parts
