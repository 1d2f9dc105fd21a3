"""What can be done with a deviation: enter it, let the PI assess and sign it, decide on a serious breach, close it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.days import LATE_AFTER_DAYS
from db.incidents.clock_records import Notification
from db.incidents.deviation_records import (
    CLOSED,
    CONTINUED,
    GRADES,
    TYPES,
    VOIDED,
    Assessment,
    Deviation,
    NewDeviation,
    SeriousDecision,
)  # fmt: skip
from db.incidents.signables import ASSESSED, of_assessment
from desktop.incidents.clock_form import ask_notified
from desktop.incidents.free_field import FreeField
from desktop.incidents.words import said
from desktop.signing.dialog import sign_records
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.moment_field import MomentField

if TYPE_CHECKING:
    from datetime import date

    from desktop.incidents.deviation_view import DeviationView
    from desktop.incidents.view import Lists

_TEXTS = ("description", "subject", "identified_by", "type", "subject_continued", "action", "impact", "late_reason")
_DAYS = ("occurred", "identified", "reported_sponsor", "reported_committee", "reported_authority")
_CHANGED = ("study_id", "owner_id", *_TEXTS, *_DAYS)
CODED = "Participants stand here by their code only, without health data."


class DeviationActs:
    """Of the second tab."""

    def __init__(self, view: DeviationView) -> None:
        self._view = view

    def buttons(self, one: Deviation, clocks: Sequence[Notification], is_signed: bool) -> Sequence[Button]:
        """What has to be decided next comes first."""
        view = self._view
        if one.status in (CLOSED, VOIDED):
            return ()
        steps = [
            (not one.grade, said("Assess"), "assess", lambda: self.assess(one)),
            (bool(one.grade) and not is_signed, said("Sign assessment"), "sign", lambda: self.sign(one)),
            (bool(one.grade) and not one.serious, said("Serious breach?"), "decide", lambda: self.decide(one)),
            (
                any(clock.open for clock in clocks),
                said("Notified…"),
                "notified",
                lambda: ask_notified(view, "deviation", one.id),
            ),
            (bool(one.serious), said("Close…"), "close", lambda: self.close(one)),
        ]
        found = [
            view.button(words, name, do, "primary" if place == 0 else "plain")
            for place, (_applies, words, name, do) in enumerate(step for step in steps if step[0])
        ]
        found.append(view.button(said("Fill in…"), "complete", lambda: self.change(one)))
        if one.grade and not one.serious:
            found.append(view.button(said("Assess again"), "assess", lambda: self.assess(one)))
        if one.capa is None:
            found.append(view.button(said("To CAPA"), "capa", lambda: self._capa(one)))
        found.append(view.button(said("Strike through"), "void", lambda: self._void(one)))
        return found

    def add(self) -> None:
        """The empty form."""
        self._view.with_lists(lambda lists: self._open(None, lists))

    def change(self, one: Deviation) -> None:
        """The form filled with what is known."""
        self._view.with_lists(lambda lists: self._open(one, lists))

    def assess(self, one: Deviation) -> None:
        """The PI's assessment: shown as it will stand, then signed."""

        def opened(lists: Lists) -> None:
            self._view.context.jobs.read(
                lambda site: site.incidents.deviations.assessor(one.id),
                lambda found: self._open_assess(one, lists.now.date(), found), self._view.failed,
            )  # fmt: skip

        self._view.with_lists(opened)

    def sign(self, one: Deviation) -> None:
        """The investigator signs what they assessed."""
        sign_records(
            self._view.context, (of_assessment(one),), (ASSESSED,),
            lambda site, signer: site.incidents.sign("deviation", one.id, signer),
            lambda _: self._view.saved.emit(one.id),
        )  # fmt: skip

    def decide(self, one: Deviation) -> None:
        """Serious breach or not; yes starts the clocks."""
        self._view.with_lists(lambda lists: self._open_decide(one, lists))

    def close(self, one: Deviation) -> None:
        """Refused below while something is missing."""
        self._view.with_lists(lambda lists: self._view.with_reason(
            said("Close {number}?").format(number=one.number), said("Close"),
            lambda site, reason: site.incidents.deviations.close(one.id, lists.now.date(), reason), one.id,
        ))  # fmt: skip

    def _open_assess(self, one: Deviation, today: date, investigators: Sequence[tuple[str, str]]) -> None:
        grades = ChoiceField(
            said("Grade"), "grade", [(grade, said(grade)) for grade in GRADES], required=True,
            hint=said("Important: may affect a participant’s safety or rights, or the reliability of the data."),
        )  # fmt: skip
        by = ChoiceField(said("Principal investigator"), "by", investigators, required=True)
        day = DateField(said("Assessed on"), "assessed", required=True, not_after=today)
        day.set_value((one.assessed or today).isoformat())
        text = FreeField(said("Assessment"), "text", required=True, lines=4, hint=said(CODED))
        if len(investigators) == 1:
            by.set_value(investigators[0][0])
        grades.set_value(one.grade)
        text.set_value(one.assessment)
        self._view.ask(
            said("Assess {number}").format(number=one.number), "assess-dialog", ((grades, day), (by,), (text,)),
            lambda dialog: self._save_assess(dialog, one), words=one.description[:400], do=said("Assess"),
        )  # fmt: skip

    def _save_assess(self, dialog: AskDialog, one: Deviation) -> None:
        day = dialog.day("assessed")
        assert day is not None
        given = Assessment(dialog.text("grade"), dialog.text("text"), day, dialog.text("by"))
        self._view.write(
            dialog, lambda site: site.incidents.deviations.enter_assessment(one.id, given), lambda saved: saved.id
        )

    def _open_decide(self, one: Deviation, lists: Lists) -> None:
        answer = ChoiceField(
            said("Serious breach?"), "answer", [("no", said("No")), ("yes", said("Yes"))], required=True,
            hint=said("Likely to affect to a significant degree the safety and rights of a participant, or the "
                      "reliability and robustness of the data (CTR Art. 52)."),
        )  # fmt: skip
        day = DateField(said("Decided on"), "decided", required=True, not_after=lists.now.date())
        day.set_value(lists.now.date().isoformat())
        aware = MomentField(
            said("Aware since"), "aware", lists.now, required=True, hint=said("Clocks count from here.")
        )
        aware.set_moment(lists.now)
        why = FreeField(said("Why"), "why", required=True, lines=4)
        answer.changed.connect(lambda: aware.setVisible(answer.value() == "yes"))
        aware.hide()
        self._view.ask(
            said("Serious breach: {number}").format(number=one.number), "decide-dialog",
            ((answer,), (day, aware), (why,)), lambda dialog: self._save_decide(dialog, one), do=said("Decide"),
            words=one.description[:400],
        )  # fmt: skip

    def _save_decide(self, dialog: AskDialog, one: Deviation) -> None:
        day, serious = dialog.day("decided"), dialog.text("answer") == "yes"
        assert day is not None
        given = SeriousDecision(serious, dialog.text("why"), day, dialog.moment("aware") if serious else None)
        self._view.write(
            dialog, lambda site: site.incidents.deviations.decide(one.id, given, "Serious-breach decision"),
            lambda saved: saved.id,
        )  # fmt: skip

    def _open(self, one: Deviation | None, lists: Lists) -> None:
        today = lists.now.date()
        late = LongField(
            said("Why it is entered only now"), "late_reason", lines=2,
            hint=said("Needed where it happened more than {n} days ago.").format(n=LATE_AFTER_DAYS),
        )  # fmt: skip
        rows = (
            (FreeField(said("What deviates"), "description", required=True, hint=said(CODED)),),
            (ChoiceField(said("Study"), "study_id", lists.studies, unset=said("none")),
             TextField(said("Participant’s code"), "subject", hint=said("Never a name"))),
            (DateField(said("Occurred"), "occurred", required=True, not_after=today),
             DateField(said("Identified"), "identified", required=True, not_after=today)),
            (TextField(said("Identified by"), "identified_by", known=[name for _, name in lists.people]),
             ChoiceField(said("Type"), "type", [(kind, said(kind)) for kind in TYPES])),
            (ChoiceField(said("Participant continued"), "subject_continued",
                         [(value, said(value)) for value in CONTINUED if value], unset="–"),
             ChoiceField(said("Owner"), "owner_id", lists.people, search=True, unset="–")),
            (FreeField(said("Action taken"), "action", lines=2), FreeField(said("Impact"), "impact", lines=2)),
            (DateField(said("Sponsor told"), "reported_sponsor", not_after=today),
             DateField(said("Committee told"), "reported_committee", not_after=today)),
            (DateField(said("Authority told"), "reported_authority", not_after=today), late),
        )  # fmt: skip
        title = said("Enter a deviation") if one is None else said("Fill in {number}").format(number=one.number)
        dialog = self._view.ask(title, "deviation-dialog", rows, lambda given: self._save(given, one), width=680)
        if one is None:
            dialog.fill({"identified": today, "type": "other"})
        else:
            dialog.fill({name: getattr(one, name) for name in _CHANGED})

    def _save(self, dialog: AskDialog, one: Deviation | None) -> None:
        view = self._view
        if one is None:
            given = {name: dialog.text(name) for name in _TEXTS} | {name: dialog.day(name) for name in _DAYS}
            new = NewDeviation(**given, study=dialog.text("study_id") or None, owner=dialog.text("owner_id") or None)  # type: ignore[arg-type]
            view.write(dialog, lambda site: site.incidents.deviations.add(new), lambda saved: saved.id)
            return
        found = dialog.differing(one, _CHANGED)
        for shown, name in (("study_id", "study"), ("owner_id", "owner")):
            if shown in found:
                found[name] = found.pop(shown) or None
        if not found:
            dialog.reject()
            return
        view.change(
            dialog, lambda site, reason: site.incidents.deviations.change(one.id, found, reason), lambda saved: saved.id
        )

    def _capa(self, one: Deviation) -> None:
        view = self._view

        def carry_over() -> None:
            view.context.jobs.write(
                lambda site: site.incidents.to_capa("deviation", one.id),
                lambda capa: view.context.navigate("capa", capa), view.failed,
            )  # fmt: skip

        view.context.prompts.confirm(
            said("Open a CAPA from {number}?").format(number=one.number), said("Its facts go with it."),
            said("Open CAPA"), carry_over,
        )  # fmt: skip

    def _void(self, one: Deviation) -> None:
        self._view.with_reason(
            said("Strike {number} through?").format(number=one.number), said("Strike through"),
            lambda site, reason: site.incidents.deviations.void(one.id, reason), one.id,
            said("It stays to be read and no longer counts."),
        )  # fmt: skip
