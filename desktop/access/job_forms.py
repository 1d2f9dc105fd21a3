"""Dialogs of a review: begin one, whose account a row is, a verdict, what was carried out and who verified it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from db.access import review_records as v
from desktop.access.forms import FILES, FormDialog
from desktop.access.questions import Lists
from desktop.access.words import findings_words, how_word, said, verdict_word
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.file_field import FileField
from desktop.widgets.page import PageContext
from desktop.widgets.pick_list import PickList

REASONS = {
    v.KEEP: ("still needed for the study", "needed, checked with the investigator", "account of the help desk"),
    v.CHANGE: ("task changed", "two roles that exclude each other"),
    v.REMOVE: ("left the site", "no longer works on this study", "nobody’s account", "not used for months"),
    v.UNKNOWN: ("asked the vendor whose it is", "asked the investigator"),
}


class BeginDialog(FormDialog):
    """Which system, and why now."""

    def __init__(self, lists: Lists, parent: QWidget, save: Callable[[v.NewReview], object], system: str = "") -> None:
        super().__init__(said("Review who has access"), "begin-dialog", parent)
        self.system = ChoiceField(said("System"), "begin-system", lists.systems, required=True, search=True,
                                  unset=said("Choose"))  # fmt: skip
        self.system.set_value(system)
        self.kind = ChoiceField(
            said("Kind"), "begin-kind",
            [("periodic", said("periodic, as its interval asks")), ("event", said("after an event"))], required=True,
        )  # fmt: skip
        self.kind.set_value("periodic")
        self.why = TextField(said("What happened"), "begin-why", required=True,
                             hint=said("An incident, a change of staff, a finding."))  # fmt: skip
        self.why.hide()
        self.kind.changed.connect(lambda: self.why.setVisible(self.kind.value() == "event"))
        self.finish(
            ((self.system,), (self.kind,), (self.why,)),
            lambda: save(v.NewReview(self.system.value(), self.kind.value(), self.why.value())),
            said("Begin"),
        )


class PersonDialog(FormDialog):
    """Whose account a row is."""

    def __init__(self, lists: Lists, row: v.ReviewRow, parent: QWidget, save: Callable[[str], object]) -> None:
        super().__init__(said("Whose account is “{account}”?").format(account=row.account or row.name), "match-dialog",
                         parent)  # fmt: skip
        self.person = ChoiceField(said("Person"), "match-person", lists.everybody, required=True, search=True,
                                  unset=said("Name"), hint=row.name)  # fmt: skip
        if row.suggested_id:
            self.person.set_value(row.suggested_id)
        self.finish(((self.person,),), lambda: save(self.person.value()), said("It is theirs"))


class VerdictDialog(FormDialog):
    """A verdict with its reason, of one row or of many alike."""

    def __init__(
        self,
        verdict: str,
        rows: Sequence[v.ReviewRow],
        roles: Sequence[str],
        parent: QWidget,
        save: Callable[[v.Verdict], object],
    ) -> None:
        one = rows[0]
        what = one.account or one.name if len(rows) == 1 else said("{n} accounts").format(n=f"{len(rows):,}")
        super().__init__(f"{verdict_word(verdict).capitalize()}: {what}", "verdict-dialog", parent)
        if one.findings and len(rows) == 1:
            self.words.setText(said("Findings: {what}.").format(what=findings_words(one.findings)))
            self.words.show()
        self.role = TextField(said("Role from now on"), "verdict-role", required=verdict == v.CHANGE, known=roles)
        self.role.setVisible(verdict == v.CHANGE)
        self.reason = TextField(
            said("Reason"), "verdict-reason", required=True, known=[said(r) for r in REASONS[verdict]]
        )
        self.finish(
            ((self.role,), (self.reason,)) if verdict == v.CHANGE else ((self.reason,),),
            lambda: save(v.Verdict(verdict, self.reason.value(), self.role.value() if verdict == v.CHANGE else "")),
            verdict_word(verdict).capitalize(),
        )


class ManyDialog(Dialog):
    """Many rows shown one by one, ticked, and confirmed together: nothing is applied unseen."""

    def __init__(
        self,
        title: str,
        words: str,
        do: str,
        rows: Sequence[v.ReviewRow],
        parent: QWidget,
        save: Callable[[tuple[str, ...]], object],
        *,
        matching: bool,
    ) -> None:
        super().__init__(title, "many-dialog", parent, words=words, width=760)
        self.list = PickList(title, "many-rows", rows=12)
        self.list.set_options([(row.id, _line(row, matching)) for row in rows])
        self.list.tick({row.id for row in rows})
        self.body.addWidget(self.list)
        self.add_cancel()
        self.go = self.add_button(do, "save", "primary")
        self.go.clicked.connect(lambda: save(self.list.values()) if self.list.values() else None)


class DoneDialog(FormDialog):
    """What was asked for was carried out."""

    def __init__(
        self,
        context: PageContext,
        today: date,
        one: v.Followup,
        parent: QWidget,
        save: Callable[[date, str, str, Path | None], object],
    ) -> None:
        super().__init__(
            said("Carried out: {account}").format(account=one.account or one.person), "done-dialog", parent
        )
        self.day = DateField(said("On"), "done-day", required=True, not_after=today)
        self.day.set_value(today.isoformat())
        self.by = TextField(said("By"), "done-by", required=True, hint=said("A colleague, or the vendor’s help desk."))
        self.outcome = LongField(said("What came of it"), "done-outcome", lines=2, required=one.kind == v.CLARIFY)
        self.file = FileField(said("Evidence"), "done-file", context.prompts, filters=said(FILES),
                              hint=said("The vendor’s answer, or the screen that shows it."))  # fmt: skip

        def given() -> None:
            when = self.day.day()
            assert when is not None
            save(when, self.by.value(), self.outcome.value(), self.file.path)

        self.finish(((self.day, self.by), (self.outcome,), (self.file,)), given, said("Record"))


class VerifyDialog(FormDialog):
    """Somebody else looked whether it is so."""

    def __init__(self, today: date, one: v.Followup, parent: QWidget, save: Callable[[date, str], object]) -> None:
        super().__init__(said("Verify: {account}").format(account=one.account or one.person), "verify-dialog", parent)
        self.words.setText(said("{what} on {by}’s word.").format(what=one.outcome or one.kind, by=one.done_by))
        self.words.show()
        self.day = DateField(said("Looked on"), "verify-day", required=True, not_after=today)
        self.day.set_value(today.isoformat())
        self.how = TextField(said("How"), "verify-how", required=True,
                             known=[said("log-in was refused"), said("new account list")])  # fmt: skip

        def given() -> None:
            when = self.day.day()
            assert when is not None
            save(when, self.how.value())

        self.finish(((self.day,), (self.how,)), given, said("It is so"))


def _line(row: v.ReviewRow, matching: bool) -> str:
    if matching:
        return f"{row.account or row.name}  ({row.name})  →  {row.suggested}   {how_word(row)}"
    return f"{row.account}  ·  {row.person}  ·  {row.role}"
