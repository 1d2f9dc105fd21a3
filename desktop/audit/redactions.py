"""Redactions (AUD-5): what was taken out of records under two signatures; proposed from an entry of the trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.redaction import records as r
from db.redaction import register as d
from db.store.query import Page as RowPage
from db.store.query import Query
from db.store.rights import readable, rights
from desktop.audit.table import said
from desktop.ended import tell_ended
from desktop.history import table_word
from desktop.signing.dialog import sign_records
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.drafts import NO_DRAFT
from desktop.widgets.fields import ChoiceField, LongField, TextField
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable

if TYPE_CHECKING:
    from db.site import Site
    from db.store.trail import Entry

_STATES = {
    r.PROPOSED: State.SOON, r.APPROVED: State.SOON, r.CARRIED_OUT: State.CURRENT, r.WITHDRAWN: State.NONE,
}  # fmt: skip


def may_redact(site: Site) -> bool:
    """Whether who is signed in may propose one."""
    return rights()["redaction"].may(site.actor.role, "i") and readable(site.store, "redaction")


class RedactionView(QWidget):
    """``chosen(Redaction or None)``; ``saved``: something changed; ``failed(Exception)``."""

    chosen = Signal(object)
    saved = Signal()
    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self.may, self.me = context, False, ""
        columns = (
            Column("number", said("No."), lambda one: one.number, 116, 0, ink="ink2"),
            Column("record", said("Record"), _record, 160, 2, strong=True),
            Column("kind", said("What"), lambda one: said(one.kind), 110, 0),
            Column("reason", said("Reason"), lambda one: one.reason, 160, 3, ink="ink2"),
            Column(
                "status", said("Stands"), lambda one: said(one.status), 104, 0, state=lambda one: _STATES[one.status]
            ),
        )
        model = RecordModel(columns, through(context.jobs, _page))
        self.table = RecordTable(model, said("Redactions"), "redactions")
        self.table.when_empty(
            said("Nothing was redacted"),
            said("Where a participant was named by mistake, choose an entry of the trail about that record: Redact…"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1000)
        column.addStretch(1)
        self.table.selected.connect(self.chosen)
        model.failed.connect(self.failed)

    def refresh(self) -> None:
        self.table.model.refresh()

    def tell(self, inspector: Inspector, one: r.Redaction) -> None:
        """What was taken out, by whom; never the text."""
        words = {
            r.PROPOSED: said("Waits for the approval of a second person."), r.APPROVED: said("May be carried out."),
            r.CARRIED_OUT: said("The text is gone; {mark} stands in its place.").format(mark=one.placeholder),
            r.WITHDRAWN: said("Withdrawn: {reason}").format(reason=one.withdraw_reason),
        }[one.status]  # fmt: skip
        inspector.show_head(
            one.number, _record(one), _STATES[one.status], said(one.status), [words], self._buttons(one)
        )
        inspector.details.show_facts([
            (said("What"), f"{said(one.kind)}, {one.letters} {said('letters')}"), (said("Reason"), one.reason),
            (said("Proposed"), f"{show_date(one.proposed)}, {one.proposer}"),
            (said("Approved"), f"{show_date(one.approved)}, {one.approver}" if one.approved else ""),
            (said("Carried out"), f"{show_date(one.carried)}, {one.carrier}" if one.carried else ""),
            (said("Other records hold it"), one.elsewhere), (said("Copies that still hold it"), one.backups),
        ])  # fmt: skip
        inspector.show_history(())
        inspector.show_footer("")

    def propose(self, entry: Entry) -> None:
        """The text is typed, never stored; the register looks where it stands."""
        table, row = entry.table, entry.row

        def save(dialog: AskDialog) -> None:
            text, kind, reason = dialog.text("text"), dialog.text("kind"), dialog.text("reason")
            dialog.set_busy(True)
            self._context.jobs.write(
                lambda site: site.redaction.propose(table, row, text, kind, reason),
                lambda _one: self._done(dialog), dialog.show_trouble,
            )  # fmt: skip

        self._ask(
            said("Redact this {record}").format(record=table_word(table)), "redact-dialog",
            (
                (TextField(said("The text, exactly as it stands there"), "text", required=True),),
                (ChoiceField(said("What it is"), "kind", [(one, said(one)) for one in r.KINDS], required=True),),
                (LongField(said("Why it may not stand there"), "reason", lines=2, required=True,
                           hint=said("Without the text itself: the reason stays.")),),
            ),
            save, said("Propose"),
            said("The text is kept nowhere. A second person approves; then it leaves the record and its trail."),
        )  # fmt: skip

    def _buttons(self, one: r.Redaction) -> list[Button]:
        if not self.may or one.status not in (r.PROPOSED, r.APPROVED):
            return []
        found = []
        if one.status == r.APPROVED:
            found.append(self._button(said("Carry out…"), "redact-carry-out", lambda: self._carry_out(one), "danger"))
        elif self.me and self.me != one.proposer_id:
            found.append(self._button(said("Approve…"), "redact-approve", lambda: self._approve(one), "primary"))
        found.append(self._button(said("Withdraw…"), "redact-withdraw", lambda: self._withdraw(one)))
        return found

    def _approve(self, one: r.Redaction) -> None:
        self._context.jobs.read(
            lambda site: site.redaction.signable(one.id, d.APPROVED),
            lambda content: sign_records(
                self._context, (content,), (d.APPROVED,),
                lambda site, signer: site.redaction.sign_approval(one.id, signer), lambda _one: self.saved.emit(),
            ),
            self.failed.emit,
        )  # fmt: skip

    def _carry_out(self, one: r.Redaction) -> None:
        def save(dialog: AskDialog) -> None:
            text, backups = dialog.text("text"), dialog.text("backups")
            dialog.set_busy(True)
            self._context.jobs.read(
                lambda site: site.redaction.signable(one.id, d.CARRIED_OUT, backups),
                lambda content: sign(dialog, content, text, backups), dialog.show_trouble,
            )  # fmt: skip

        def sign(dialog: AskDialog, content: object, text: str, backups: str) -> None:
            dialog.set_busy(False)
            sign_records(
                self._context, (content,), (d.CARRIED_OUT,),  # type: ignore[arg-type]
                lambda site, signer: site.redaction.carry_out(one.id, text, backups, signer),
                lambda _one: self._carried(dialog, one), parent=dialog,
            )  # fmt: skip

        def opened(known: str) -> None:
            self._ask_carrying(one, known, save)

        self._context.jobs.read(lambda site: site.backups.holding_words(), opened, self.failed.emit)

    def _ask_carrying(self, one: r.Redaction, known: str, save: Callable[[AskDialog], object]) -> None:
        """``known``: what the register of backups says still holds it."""
        dialog = self._ask(
            said("Carry out {number}").format(number=one.number), "redact-carry-dialog",
            (
                (TextField(said("The text once more, exactly as it stands"), "text", required=True),),
                (LongField(said("Backups and packages that still hold it, and until when"), "backups", lines=2,
                           required=True, hint=said("Or that none is known.")),),
            ),
            save, said("Sign…"), said("Nothing brings the text back."),
        )  # fmt: skip
        dialog.fill({"backups": known})

    def _carried(self, dialog: AskDialog, one: r.Redaction) -> None:
        self._done(dialog)
        tell_ended(self._context, said("Redacted under {number}").format(number=one.number))

    def _withdraw(self, one: r.Redaction) -> None:
        self._context.prompts.ask_reason(
            said("Why is {number} withdrawn?").format(number=one.number),
            lambda reason: self._context.jobs.write(
                lambda site: site.redaction.withdraw(one.id, reason), lambda _one: self.saved.emit(), self.failed.emit
            ),
        )

    def _ask(self, title: str, name: str, rows, save, do: str, words: str) -> AskDialog:  # type: ignore[no-untyped-def]
        dialog = AskDialog(self, title, name, rows, save, words=words, do=do)
        if "backups" in dialog.fields:
            self._context.jobs.read(
                lambda site: site.backups.holding_words(), lambda held: dialog.fill({"backups": held}), self.failed.emit
            )
        dialog.setProperty(NO_DRAFT, True)  # the text is kept nowhere, and so not in a draft either
        dialog.open()
        return dialog

    def _done(self, dialog: AskDialog) -> None:
        dialog.accept()
        self.saved.emit()

    def _button(self, words: str, name: str, do: Callable[[], object], kind: str = "plain") -> Button:
        button = Button(words, kind, name)  # type: ignore[arg-type]
        button.clicked.connect(do)
        return button


def _page(site: Site, query: Query) -> RowPage[r.Redaction]:
    found = site.redaction.all() if readable(site.store, "redaction") else ()
    words = query.search.casefold()
    shown = tuple(one for one in found if words in f"{one.number} {one.place.name} {one.reason}".casefold())
    return RowPage(shown[query.offset : query.offset + query.limit], len(shown), len(found))


def _record(one: r.Redaction) -> str:
    return f"{table_word(one.place.table)} {one.place.name}".strip()
