"""Data management plans (DMP-1): the versions, the chosen one to be read below them, the inspector beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.plans import plan_records as p
from db.plans.plan_records import NewPlan, PlanVersion
from db.plans.signables import APPROVED, AUTHORED, of_plan
from db.store.query import Query
from desktop.history import moments, span_words
from desktop.plans.plan_sheet import PlanFile, PlanSheet
from desktop.plans.view import Dossier, Lists, View
from desktop.plans.words import PLAN_STATES, said
from desktop.signing.dialog import sign_records
from desktop.signing.list import signature_moment
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.page import PageContext
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.site import Site

_HEAD = ("reason", "approver", "approver_name", "not_before", "review_months")


class PlanView(View):
    """The first tab."""

    kind = "plan"
    dated = knowing = True

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(context, page)
        self.sheet = PlanSheet()
        self._version: PlanVersion | None = None
        self.sheet.edit.connect(self._write_part)

    def make_table(self) -> RecordTable:
        columns = (
            Column("study", said("Study"), lambda one: one.study, 96, 0, "study", strong=True),
            Column("number", said("Version"), lambda one: str(one.number), 64, 0, "number", ink="ink2"),
            Column("reason", said("Why"), lambda one: one.reason, 200, 4, ""),
            Column("author", said("Author"), lambda one: one.author, 130, 1, "author", ink="ink2"),
            Column("effective", said("In effect"), _effective, 100, 0, "effective", is_date=True),
            Column("status", said("State"), lambda one: said(one.status), 112, 0, "",
                   state=lambda one: PLAN_STATES[one.status]),
        )  # fmt: skip
        read = self.listed(lambda site: site.plans.versions)
        return RecordTable(RecordModel(columns, read), said("Data management plans"), "plans")

    def facet_titles(self) -> Sequence[tuple[str, str]]:
        return (("study", said("Study")), ("status", said("State")))

    def read_facets(self, site: Site, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return site.plans.versions.facets(query, self.on())

    def add_words(self) -> str:
        return said("Begin a plan")

    def add(self) -> None:
        self.with_lists(lambda lists: self._open(None, lists, ""))

    def report(self) -> tuple[str, dict[str, object]] | None:
        one = self.table.record()
        return None if one is None else ("data-management-plan", {"where": {"record": (one.id,)}})

    def read(self, site: Site, record: str) -> Dossier:
        site.looked_at("plan_version", record)
        versions, may, known = site.plans.versions, site.may("plan_version") and not self.past(), self.known_on()
        one = versions.get(record, self.on()) if known is None else versions.known(known, record)
        where = {"study_id": [one.study_id], "number": [str(one.number - 1)]}
        before = versions.list(Query(where=where, limit=1)).rows
        changes = versions.compare(before[0].id, record) if before else ()
        draft = one.status == p.DRAFT
        facts = {part.part: part.facts for part in one.sections}
        if not one.drawn and may:
            facts = dict(versions.now(one.study_id))
        moved = versions.moved(record) if may and one.status in (p.DRAFT, p.PROPOSED, p.IN_FORCE) else {}
        file = PlanFile(one, facts, moved, before[0] if before else None, changes, draft and may)
        own = site.users.person_of(site.actor.user)
        return Dossier(
            one, site.trail.history("plan_version", record), may, versions.signatures(record), (), (file, own)
        )

    def show(self, inspector: Inspector, found: Dossier, further: TimeLine) -> None:
        one: PlanVersion = found.record
        file: PlanFile = found.more[0]
        self._version = one
        self.sheet.show_file(file)
        moved = sum(len(changes) for changes in file.moved.values())
        inspector.show_head(
            f"{said('Data management plan')} · {one.study}", said("Version {n}").format(n=one.number),
            PLAN_STATES[one.status], said(one.status), _why(one, moved),
            self._buttons(one) if found.may else self._pdf_button(one),
        )  # fmt: skip
        inspector.details.show_facts(_facts(one))
        inspector.show_signatures([signature_moment(each, covers=covers) for each, covers in found.signatures])
        inspector.show_history(moments(found.entries))
        inspector.show_footer(span_words(found.entries))

    def _buttons(self, one: PlanVersion) -> Sequence[Button]:
        pdf = self._pdf_button(one)
        change = self.button(
            said("Change"), "change", lambda: self.with_lists(lambda lists: self._open(one, lists, ""))
        )
        if one.status == p.DRAFT:
            draw = self.button(
                said("Draw facts anew") if one.drawn else said("Draw the facts"), "draw",
                lambda: self.do(lambda site: site.plans.versions.draw(one.id), one.id),
                "plain" if one.drawn else "primary",
            )  # fmt: skip
            sign = self.button(said("Sign as author"), "sign", lambda: self._sign(one.id, AUTHORED), "primary")
            discard = self.button(said("Discard"), "discard", lambda: self._discard(one))
            return (sign, draw, change, discard) if one.drawn else (draw, change, discard)
        if one.status == p.PROPOSED:
            approve = self.button(said("Approve"), "approve", lambda: self._sign(one.id, APPROVED), "primary")
            back = self.button(said("Send back"), "back", lambda: self._send_back(one))
            return approve, back, *pdf
        if one.status == p.IN_FORCE:
            following = self.button(
                said("Next version"), "next",
                lambda: self.with_lists(lambda lists: self._open(None, lists, one.study_id)),
            )  # fmt: skip
            return *pdf, following, self.button(said("Reviewed…"), "reviewed", lambda: self._reviewed(one))
        return pdf

    def _pdf_button(self, one: PlanVersion) -> tuple[Button, ...]:
        """None for who lets nothing leave."""
        options, export = {"where": {"record": (one.id,)}}, self.context.export
        if export is None:
            return ()
        return (self.button(said("PDF"), "pdf", lambda: export("data-management-plan", options)),)

    def _sign(self, plan: str, meaning: str) -> None:
        """Shows the whole version as it stands now, then asks."""

        def ask(one: PlanVersion) -> None:
            sign_records(
                self.context, (of_plan(one),), (meaning,), lambda site, signer: site.plans.sign_plan(plan, signer),
                lambda _: self.saved.emit(plan),
            )  # fmt: skip

        self.context.jobs.read(lambda site: site.plans.versions.get(plan), ask, self.failed)

    def _open(self, one: PlanVersion | None, lists: Lists, study: str) -> None:
        """The head of a version: why, who, when. Its texts are written part by part, below the table."""
        rows = (
            (ChoiceField(said("Study"), "study_id", lists.studies, required=True),
             ChoiceField(said("Author"), "author", lists.people, required=True, search=True)),
            (LongField(said("Why there is this version"), "reason", required=True, lines=2),),
            (ChoiceField(said("Approver"), "approver", lists.people, search=True, unset=said("nobody here"),
                         hint=said("Somebody other than the author")),
             TextField(said("Approver from outside"), "approver_name", hint=said("Signs on paper"))),
            (DateField(said("In effect not before"), "not_before", hint=said("Else from the day of the approval")),
             TextField(said("Months between reviews"), "review_months", required=True, rule=whole_number)),
        )  # fmt: skip
        title = said("Begin a plan") if one is None else said("Change {name}").format(name=one.name)
        words = said("It begins with the texts of the version before, or with a starting text.") if one is None else ""
        dialog = self.ask(title, "plan-dialog", rows, lambda given: self._save(given, one), words=words)
        if one is None:
            dialog.fill({"study_id": study, "author": lists.own or "", "review_months": 12})
            return
        dialog.fill({"study_id": one.study_id, "author": one.author_id, "review_months": one.review_months,
                     "reason": one.reason, "approver": one.approver_id, "not_before": one.not_before,
                     "approver_name": "" if one.approver_id else one.approver})  # fmt: skip
        dialog.fields["study_id"].setEnabled(False)

    def _save(self, dialog: AskDialog, one: PlanVersion | None) -> None:
        given: dict[str, object] = {
            "reason": dialog.text("reason"), "author": dialog.text("author"), "not_before": dialog.day("not_before"),
            "approver": dialog.text("approver") or None, "approver_name": dialog.text("approver_name"),
            "review_months": dialog.number("review_months"),
        }  # fmt: skip
        if one is not None:
            self.write(dialog, lambda site: site.plans.versions.write(one.id, {}, given), lambda saved: saved.id)
            return
        new = NewPlan(dialog.text("study_id"), **given)  # type: ignore[arg-type]
        self.write(dialog, lambda site: site.plans.versions.begin(new), lambda saved: saved.id)

    def _write_part(self, part: str) -> None:
        one = self._version
        if one is None:
            return
        field = LongField(said("Text"), "text", lines=16, hint=said(
            "What the registers say stands below it by itself: write how the site works, not what it has."
        ))  # fmt: skip

        def save(dialog: AskDialog) -> None:
            text = dialog.text("text")
            self.write(dialog, lambda site: site.plans.versions.write(one.id, {part: text}), lambda saved: saved.id)

        title = f"{said(p.PARTS[part])} · {one.study}"
        dialog = self.ask(title, "plan-part-dialog", ((field,),), save, width=720)
        dialog.fill({"text": one.section(part).text})

    def _discard(self, one: PlanVersion) -> None:
        self.with_reason(
            said("Discard {name}?").format(name=one.name), said("Discard"),
            lambda site, reason: site.plans.versions.discard(one.id, reason), "",
            said("The draft goes; what was written stays on the trail."),
        )  # fmt: skip

    def _send_back(self, one: PlanVersion) -> None:
        self.with_reason(
            said("Send {name} back?").format(name=one.name), said("Send back"),
            lambda site, reason: site.plans.versions.send_back(one.id, reason), one.id,
            said("It becomes a draft again; its author draws the facts anew and signs again."),
        )  # fmt: skip

    def _reviewed(self, one: PlanVersion) -> None:
        def save(dialog: AskDialog) -> None:
            words = dialog.text("outcome")
            self.write(dialog, lambda site: site.plans.versions.reviewed(one.id, words), lambda saved: saved.id)

        rows = ((TextField(said("Why no change is needed"), "outcome", required=True),),)
        self.ask(said("{name} reviewed").format(name=one.name), "plan-reviewed-dialog", rows, save)


def _effective(one: PlanVersion) -> str:
    return show_date(one.effective) if one.effective else ""


def _why(one: PlanVersion, moved: int) -> list[Part]:
    parts: list[Part] = []
    if one.status == p.DRAFT and not one.drawn:
        parts.append(said("A draft: write its parts, draw the facts, then its author signs. "))
    elif one.status == p.DRAFT:
        parts += [said("To be signed by its author, "), Em(one.author), ". "]
    elif one.status == p.PROPOSED:
        parts += [said("Signed by its author; waits for "), Em(one.approver or said("nobody yet")), ". "]
    elif one.status == p.APPROVED and one.effective:
        parts.append(said("Approved; takes effect on {day}. ").format(day=show_date(one.effective)))
    elif one.status == p.SUPERSEDED:
        parts.append(said("A later version is in force. "))
    if moved:
        words = said("1 fact is otherwise today.") if moved == 1 else said("{n} facts are otherwise today.")
        parts.append(Em(words.format(n=moved), "soon"))
    return parts


def _facts(one: PlanVersion) -> list[tuple[str, str]]:
    def day(value: object) -> str:
        return show_date(value) if value else ""  # type: ignore[arg-type]

    return [
        (said("Why"), one.reason), (said("Author"), one.author), (said("Approver"), one.approver),
        (said("Signed by author"), day(one.proposed)), (said("Approved"), day(one.approved)),
        (said("In effect"), day(one.effective) or (said("not before {day}").format(day=day(one.not_before))
                                                   if one.not_before else "")),
        (said("Next review"), day(one.next_review)), (said("Reviewed every"), said("{n} months").format(
            n=one.review_months)),
    ]  # fmt: skip
