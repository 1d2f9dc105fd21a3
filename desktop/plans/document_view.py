"""Controlled documents (DMP-3): which version is in force, what is being changed, who has it, when it is read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.plans import document_records as d
from db.plans.document_records import Change, Copy, Document, VersionLine
from db.plans.sharing_records import Review
from db.store.query import Query
from desktop.history import moments, span_words
from desktop.plans.document_acts import DocumentActs
from desktop.plans.view import Dossier, View
from desktop.plans.words import DOCUMENT_STATES, counted, said
from desktop.signing.list import signature_moment
from desktop.widgets.dates import show_date
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.page import PageContext
from desktop.widgets.table import TWO_LINES, RecordTable
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment, TimeLine

if TYPE_CHECKING:
    from db.site import Site


class DocumentView(View):
    """The third tab."""

    kind = "document"
    dated = knowing = True
    tab = "Copies"

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(context, page)
        self.acts = DocumentActs(self)
        self.lines = TimeLine(said("Versions"), "document-versions", none=said("No version yet."))

    def make_table(self) -> RecordTable:
        columns = (
            Column("code", said("Document"), lambda one: one.code, 170, 4, "code", strong=True,
                   second=lambda one: one.title),
            Column("type", said("Type"), lambda one: said(one.type or "document"), 104, 0, "type", ink="ink2",
                   second=lambda one: one.study),
            Column("version", said("In force"), lambda one: one.version, 96, 0, "version",
                   second=lambda one: show_date(one.effective) if one.effective else ""),
            Column("owner", said("Owner"), lambda one: one.owner, 118, 1, "owner", ink="ink2"),
            Column("copies", said("Copies"), _copies, 84, 0, "open_copies", ink="ink2"),
            Column("review", said("Next review"), lambda one: show_date(one.next_review) if one.next_review else "",
                   100, 0, "next_review", is_date=True),
            Column("status", said("State"), lambda one: said(one.status), 128, 0, "urgency",
                   state=lambda one: DOCUMENT_STATES[one.status]),
        )  # fmt: skip
        read = self.listed(lambda site: site.plans.documents)
        return RecordTable(RecordModel(columns, read), said("Documents"), "documents", row=TWO_LINES)

    def facet_titles(self) -> Sequence[tuple[str, str]]:
        return (("status", said("State")), ("type", said("Type")), ("study", said("Study")))

    def read_facets(self, site: Site, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return site.plans.documents.facets(query, self.on())

    def add_words(self) -> str:
        return said("Begin a change")

    def add(self) -> None:
        one = self.table.record()
        if one is None or one.controlled is None:
            self.context.prompts.tell(said("Choose a document under change control first."))
            return
        self.with_lists(lambda lists: self.acts.open_change(one, None, lists))

    def read(self, site: Site, record: str) -> Dossier:
        site.looked_at("document", record)
        documents, known = site.plans.documents, self.known_on()
        one = documents.get(record, self.on()) if known is None else documents.known(known, record)
        versions = documents.versions(record)
        change = next((line.change for line in versions if line.change and line.change.status in d.UNDER_WAY), None)
        shown = change or next((line.change for line in versions if line.change and line.id == one.version_id), None)
        signed = documents.changes.signatures(shown.id) if shown else ()
        copies = documents.copies.of(one.version_id) if one.version_id else ()
        histories = (site.trail.history("document_change", shown.id) if shown else (),
                     site.trail.history("document", record))  # fmt: skip
        entries = tuple(sorted((entry for each in histories for entry in each), key=lambda one: one.seq))
        files = site.evidence.about_all(line.file for line in versions)
        more = (versions, copies, documents.reviews(record), change, documents.copies.asked(record))
        may = site.may("document") and not self.past()
        return Dossier(one, entries, may, signed, files, more)

    def show(self, inspector: Inspector, found: Dossier, further: TimeLine) -> None:
        one: Document = found.record
        versions, copies, reviews, change, asked = found.more
        inspector.show_head(
            " · ".join(part for part in (one.code, one.study) if part), one.title or one.code,
            DOCUMENT_STATES[one.status], said(one.status), _why(one, change, asked),
            self.acts.buttons(one, change, copies) if found.may else (),
        )  # fmt: skip
        inspector.details.show_facts(_facts(one, change, reviews, asked))
        self.lines.show_moments([_version(line) for line in versions])
        further.show_moments([_copy(each) for each in copies])
        inspector.show_signatures([signature_moment(each, covers=covers) for each, covers in found.signatures])
        inspector.show_history(moments(found.entries))
        inspector.show_footer(span_words(found.entries))


def _copies(one: Document) -> str:
    if not one.copies:
        return ""
    return said("{n}, {open} open").format(n=one.copies, open=one.open_copies) if one.open_copies else str(one.copies)


def _why(one: Document, change: Change | None, asked: int) -> list[Part]:
    parts: list[Part] = []
    if one.controlled is None:
        parts.append(said("Not under change control: any version entered in Training takes effect by itself. "))
    if change is not None:
        words = {d.DRAFT: said("is drafted by {name}"), d.TO_REVIEW: said("waits for the review by {name}"),
                 d.TO_APPROVE: said("waits for the approval by {name}")}[change.status]  # fmt: skip
        name = {d.DRAFT: change.author, d.TO_REVIEW: change.reviewer, d.TO_APPROVE: change.approver}[change.status]
        parts += [Em(f"{change.number}, {change.label} "), words.format(name=name), ". "]
        if change.reopens and asked:
            parts.append(counted(asked, "It re-opens the training of 1 person. ",
                                 "It re-opens the training of {n} people. "))  # fmt: skip
    if one.status == d.REVIEW_DUE and one.next_review is not None:
        parts.append(Em(said("Its review was due on {day}. ").format(day=show_date(one.next_review)), "late"))
    if one.open_copies:
        words = counted(one.open_copies, "1 copy is not acknowledged.", "{n} copies are not acknowledged.")
        parts.append(Em(words, "soon"))
    return parts


def _facts(one: Document, change: Change | None, reviews: Sequence[Review], asked: int) -> list[tuple[str, str]]:
    last = reviews[0] if reviews else None
    return [
        (said("Type"), said(one.type or "document")), (said("Study"), one.study or said("whole site")),
        (said("Owner"), one.owner), (said("In force"), one.version or said("none yet")),
        (said("Since"), show_date(one.effective) if one.effective else ""),
        (said("Training asks it of"), counted(asked, "1 person", "{n} people") if asked else said("nobody")),
        (said("Under change control since"), show_date(one.controlled) if one.controlled else ""),
        (said("Last review"), f"{show_date(last.reviewed)}, {last.reviewer}: {last.outcome}" if last else ""),
        (said("Next review"), show_date(one.next_review) if one.next_review else ""),
        *((
            (said("Change"), f"{change.number} ({said(change.status)})"), (said("New version"), change.label),
            (said("What changes"), change.summary), (said("Why"), change.reason), (said("Author"), change.author),
            (said("Reviewer"), change.reviewer), (said("Approver"), change.approver),
            (said("Not before"), show_date(change.not_before) if change.not_before else ""),
            (said("Training"), said("re-opened") if change.reopens else said("not re-opened")),
        ) if change else ()),
    ]  # fmt: skip


def _version(line: VersionLine) -> Moment:
    """“2.0 · in effect since 24-Sep-2026”, then what changed, by which change, and who trained on it."""
    if line.effective is not None:
        title = said("{label} · in effect {day}").format(label=line.label, day=show_date(line.effective))
    else:
        title = f"{line.label} · {said(line.change.status) if line.change else said('no day yet')}"
    trained = counted(line.trained, "1 person trained", "{n} people trained") if line.trained else ""
    parts = (line.summary, line.change.number if line.change else "", trained)
    return Moment(title, " · ".join(part for part in parts if part), "accent" if line.effective else "soon", line.id)


def _copy(each: Copy) -> Moment:
    if each.returned:
        state = said("came back {day}").format(day=show_date(each.returned))
    elif each.acknowledged:
        state = said("acknowledged {day}").format(day=show_date(each.acknowledged))
    else:
        state = said("training not recorded yet") if each.by_training else said("not acknowledged")
    meta = f"{said('sent {day}').format(day=show_date(each.sent))}, {said(each.how)} · {state}"
    return Moment(each.name, meta, "accent" if each.acknowledged or each.returned else "soon", each.id)
