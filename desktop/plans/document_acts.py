"""What can be done with a document: put it under change control, change it, sign, distribute, look at it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.plans import document_records as d
from db.plans.document_records import Change, Copy, Document, NewChange
from db.signing.signable import Signable
from desktop.plans.view import Lists, View
from desktop.plans.words import said
from desktop.signing.dialog import sign_records
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.buttons import Button
from desktop.widgets.choices import Tick
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.file_field import FileField
from desktop.widgets.pick_list import PickList

if TYPE_CHECKING:
    from db.evidence.records import File

_SIGN = {d.DRAFT: "Sign as author", d.TO_REVIEW: "Sign the review", d.TO_APPROVE: "Approve"}
_HEAD = ("label", "summary", "reason", "author", "reviewer", "approver", "approver_name")


class DocumentActs:
    """Of the documents' view, which says what was saved."""

    def __init__(self, view: View) -> None:
        self._view = view

    def buttons(self, one: Document, change: Change | None, copies: Sequence[Copy]) -> Sequence[Button]:
        """For the inspector; the primary one first."""
        view = self._view
        if one.controlled is None:
            return (view.button(said("Put under change control"), "control", lambda: self._lists("control", one),
                                "primary"),)  # fmt: skip
        found: list[Button] = []
        if change is not None:
            found.append(view.button(said(_SIGN[change.status]), "sign", lambda: self._sign(one, change), "primary"))
            if change.status == d.DRAFT:
                found.append(view.button(said("Change the draft"), "draft", lambda: view.with_lists(
                    lambda lists: self.open_change(one, change, lists))))  # fmt: skip
            else:
                found.append(view.button(said("Send back"), "back", lambda: self._send_back(one, change)))
            found.append(view.button(said("Abandon"), "abandon", lambda: self._abandon(one, change)))
        else:
            found.append(view.button(said("Begin a change"), "begin", lambda: view.with_lists(
                lambda lists: self.open_change(one, None, lists))))  # fmt: skip
        if one.version_id is not None:
            found.append(view.button(said("Distribute…"), "distribute", lambda: self._lists("distribute", one)))
            due = one.status == d.REVIEW_DUE
            reviewed = view.button(said("Reviewed…"), "reviewed", lambda: self._lists("reviewed", one),
                                   "primary" if due else "plain")  # fmt: skip
            found.insert(0 if due else len(found), reviewed)
        still = [each for each in copies if each.person_id is None and not each.acknowledged and not each.returned]
        held = [each for each in copies if each.returned is None]
        if still or held:
            found.append(view.button(said("Copy…"), "copy", lambda: view.with_lists(
                lambda lists: self._copy(one, held, lists))))  # fmt: skip
        found.append(view.button(said("Owner…"), "owner", lambda: self._lists("control", one)))
        return found

    def _lists(self, what: str, one: Document) -> None:
        forms = {"control": self._control, "distribute": self._distribute, "reviewed": self._reviewed}
        self._view.with_lists(lambda lists: forms[what](one, lists))

    def open_change(self, one: Document, change: Change | None, lists: Lists) -> None:
        """The draft of the next version."""
        rows = (
            (TextField(said("New version"), "label", required=True),
             DateField(said("In effect not before"), "not_before", hint=said("Leave time to train before that day"))),
            (LongField(said("What changes"), "summary", required=True, lines=3),),
            (LongField(said("Why it is changed"), "reason", required=True, lines=2),),
            (ChoiceField(said("Author"), "author", lists.people, required=True, search=True),
             ChoiceField(said("Reviewer"), "reviewer", lists.people, search=True, unset=said("nobody"))),
            (ChoiceField(said("Approver"), "approver", lists.people, search=True, unset=said("nobody here"),
                         hint=said("Somebody other than the author")),
             TextField(said("Approver from outside"), "approver_name", hint=said("Signs on paper"))),
        )  # fmt: skip
        reopens = Tick(said("Those trained on the version before train again"), "reopens")
        reopens.setChecked(change.reopens if change else True)
        paper = FileField(said("The document"), "document-file", self._view.context.prompts,
                          hint=said("Kept encrypted; read and signed from the program"))  # fmt: skip
        title = said("Change of {code}").format(code=one.code)

        def save(dialog: AskDialog) -> None:
            given: dict[str, object] = {name: dialog.text(name) for name in _HEAD}
            given |= {"not_before": dialog.day("not_before"), "reopens": reopens.isChecked()}
            given |= {name: given[name] or None for name in ("reviewer", "approver")}
            self._view.with_file(dialog, paper, lambda file: self._save(dialog, one, change, given, file))

        dialog = self._view.ask(title, "change-dialog", rows, save, width=660)
        dialog.body.addWidget(reopens)
        dialog.body.addWidget(paper)
        if change is None:
            dialog.fill({"author": lists.own or ""})
            return
        dialog.fill({
            "label": change.label, "summary": change.summary, "reason": change.reason, "author": change.author_id,
            "reviewer": change.reviewer_id, "approver": change.approver_id, "not_before": change.not_before,
            "approver_name": "" if change.approver_id else change.approver,
        })  # fmt: skip

    def _save(
        self, dialog: AskDialog, one: Document, change: Change | None, given: dict[str, object], file: File | None
    ) -> None:  # fmt: skip
        if change is not None:
            self._view.write(
                dialog, lambda site: site.plans.documents.changes.write(change.id, given, file), lambda _: one.id
            )
            return
        new = NewChange(one.id, **given)  # type: ignore[arg-type]
        self._view.write(dialog, lambda site: site.plans.documents.changes.begin(new, file), lambda _: one.id)

    def _sign(self, one: Document, change: Change) -> None:
        view = self._view

        def ask(found: tuple[Signable, str]) -> None:
            signable, meaning = found
            sign_records(
                view.context, (signable,), (meaning,),
                lambda site, signer: site.plans.documents.sign_change(change.id, signer),
                lambda _: view.saved.emit(one.id),
            )  # fmt: skip

        view.context.jobs.read(
            lambda site: (
                site.plans.documents.changes.signable(change.id), site.plans.documents.changes.due(change)[0]
            ),
            ask, view.failed,
        )  # fmt: skip

    def _send_back(self, one: Document, change: Change) -> None:
        self._view.with_reason(
            said("Send {number} back?").format(number=change.number), said("Send back"),
            lambda site, reason: site.plans.documents.changes.send_back(change.id, reason), one.id,
            said("It becomes a draft again; who signed signs anew."),
        )  # fmt: skip

    def _abandon(self, one: Document, change: Change) -> None:
        self._view.with_reason(
            said("Abandon {number}?").format(number=change.number), said("Abandon"),
            lambda site, reason: site.plans.documents.changes.abandon(change.id, reason), one.id,
            said("Its version never takes effect; it stays to be read."),
        )  # fmt: skip

    def _control(self, one: Document, lists: Lists) -> None:
        rows = (
            (ChoiceField(said("Type"), "type", [(word, said(word)) for word in d.TYPES], required=True),
             TextField(said("Months between reviews"), "review_months", required=True, rule=whole_number)),
            (ChoiceField(said("Owner"), "owner_id", lists.people, required=True, search=True),),
        )  # fmt: skip
        new = one.controlled is None

        def save(dialog: AskDialog) -> None:
            kind, owner, months = dialog.text("type"), dialog.text("owner_id"), dialog.number("review_months")
            assert months is not None
            if new:
                self._view.write(
                    dialog, lambda site: site.plans.documents.control(one.id, kind, owner, months), lambda x: x.id
                )
                return
            self._view.change(
                dialog, lambda site, reason: site.plans.documents.control(one.id, kind, owner, months, reason),
                lambda saved: saved.id,
            )  # fmt: skip

        words = said("From then on a version of it takes effect by its approval only.") if new else ""
        title = said("Change control of {code}").format(code=one.code)
        dialog = self._view.ask(title, "control-dialog", rows, save, words=words)
        dialog.fill({"type": one.type, "owner_id": one.owner_id or lists.own, "review_months": one.review_months or 24})

    def _distribute(self, one: Document, lists: Lists) -> None:
        """Ticked people and roles, holders by name; those whom Training asks acknowledge by reading."""
        rows = (
            (ChoiceField(said("As"), "how", [(word, said(word)) for word in d.HOW], required=True),
             TextField(said("Holders outside, or places"), "holders", hint=said("Several with a semicolon"))),
        )  # fmt: skip
        people = PickList(said("People and roles"), "copy-people", rows=7)
        people.set_options([
            *((f"role/{role}", said("Everybody: {role}").format(role=role)) for role in lists.roles), *lists.people
        ])  # fmt: skip

        def save(dialog: AskDialog) -> None:
            chosen, how = people.values(), dialog.text("how")
            roles = [value.removeprefix("role/") for value in chosen if value.startswith("role/")]
            who = [value for value in chosen if not value.startswith("role/")]
            holders = [name.strip() for name in dialog.text("holders").split(";") if name.strip()]
            version = one.version_id
            assert version is not None
            self._view.write(
                dialog, lambda site: site.plans.documents.copies.distribute(version, roles, who, holders, how),
                lambda _: one.id,
            )  # fmt: skip

        title = said("Distribute {code} {version}").format(code=one.code, version=one.version)
        words = said("Whom the training register asks to read it acknowledges by reading; others sign for their copy.")
        dialog = self._view.ask(title, "distribute-dialog", rows, save, do=said("Distribute"), words=words)
        dialog.body.addWidget(people)
        dialog.fill({"how": "program"})

    def _reviewed(self, one: Document, lists: Lists) -> None:
        def save(dialog: AskDialog) -> None:
            day, words = dialog.day("reviewed"), dialog.text("outcome")
            assert day is not None
            self._view.write(
                dialog, lambda site: site.plans.documents.reviewed(one.id, day, words), lambda saved: saved.id
            )

        rows = (
            (DateField(said("Reviewed"), "reviewed", required=True, not_after=lists.today),),
            (LongField(said("Still as the site works?"), "outcome", required=True),),
        )
        title = said("{code} reviewed").format(code=one.code)
        self._view.ask(title, "document-review-dialog", rows, save).fill({"reviewed": lists.today})

    def _copy(self, one: Document, held: Sequence[Copy], lists: Lists) -> None:
        """A holder outside confirmed theirs, or a copy came back."""
        which = ChoiceField(said("Copy"), "copy", [(each.id, each.name) for each in held], required=True, search=True)
        ways = [("back", said("It came back, or was destroyed")), ("confirmed", said("A holder outside confirmed it"))]
        way = ChoiceField(said("What became of it"), "way", ways, required=True)
        note = TextField(said("How it was confirmed"), "note")
        way.changed.connect(lambda: note.setVisible(way.value() == "confirmed"))
        rows = ((which,), (way, DateField(said("On"), "day", required=True, not_after=lists.today)), (note,))

        def save(dialog: AskDialog) -> None:
            copy, day, words = dialog.text("copy"), dialog.day("day"), dialog.text("note")
            assert day is not None
            if dialog.text("way") == "back":
                self._view.write(dialog, lambda site: site.plans.documents.copies.returned(copy, day), lambda _: one.id)
                return
            self._view.write(
                dialog, lambda site: site.plans.documents.copies.acknowledged_outside(copy, day, words),
                lambda _: one.id,
            )  # fmt: skip

        title = said("Copies of {code}").format(code=one.code)
        self._view.ask(title, "copy-dialog", rows, save).fill({"way": "back", "day": lists.today})
        note.hide()
