"""What can be done with an incident: capture it in a minute, complete it later, tell those who must know, close it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.days import LATE_AFTER_DAYS
from db.incidents.incident_records import (
    AFFECTED,
    CLOSED,
    NOT_KNOWN,
    PERSONAL_DATA,
    VOIDED,
    Incident,
    IncidentFile,
    NewIncident,
)  # fmt: skip
from desktop.incidents.clock_form import ask_notified
from desktop.incidents.free_field import FreeField
from desktop.incidents.words import said, severity_options
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.moment_field import MomentField
from desktop.widgets.taking_file import take_file

if TYPE_CHECKING:
    from db.site import Site
    from desktop.incidents.incident_view import IncidentView
    from desktop.incidents.view import Lists

_LATER = (
    "title", "severity", "occurred", "aware", "resolved", "owner_id", "personal_data", "description", "detection",
    "threats", "containment", "impact", "lessons",
)  # fmt: skip
NAMES = {"asset": "Asset", "system": "System", "person": "Person", "study": "Study"}


class IncidentActs:
    """Of the first tab."""

    def __init__(self, view: IncidentView) -> None:
        self._view = view

    def buttons(self, file: IncidentFile) -> Sequence[Button]:
        """For the inspector: what matters now comes first."""
        one, view = file.incident, self._view
        if one.status == VOIDED:
            return ()
        if one.status == CLOSED:
            again = view.button(said("Open again"), "reopen", lambda: self._reopen(one))
            return (again, view.button(said("PDF"), "pdf", lambda: self._pdf(one)))
        running = any(clock.open for clock in file.clocks)
        found = []
        if running:
            found.append(
                view.button(said("Notified…"), "notified", lambda: ask_notified(view, "incident", one.id), "primary")
            )
        found.append(view.button(
            said("Fill in…"), "complete", lambda: self.complete(one), "plain" if running else "primary"
        ))  # fmt: skip
        found.append(view.button(said("Time line…"), "event", lambda: self.event(one)))
        if one.capa is None:
            found.append(view.button(said("To CAPA"), "capa", lambda: self._capa(one)))
        found.append(view.button(said("What it touched…"), "affects", lambda: self.affects(one)))
        found.append(view.button(said("Attach…"), "attach", lambda: self._attach(one)))
        found.append(view.button(said("PDF"), "pdf", lambda: self._pdf(one)))
        found.append(view.button(said("Close…"), "close", lambda: self.close(one)))
        found.append(view.button(said("Strike through"), "void", lambda: self._void(one)))
        return found

    def capture(self) -> None:
        """Three answers; the rest is optional."""
        self._view.with_lists(self._open_capture)

    def complete(self, one: Incident) -> None:
        """Everything that is known of it by now."""
        self._view.with_lists(lambda lists: self._open_complete(one, lists))

    def event(self, one: Incident) -> None:
        """A line of its time line."""

        def opened(lists: Lists) -> None:
            at = MomentField(said("When"), "at", lists.now, required=True)
            at.set_moment(lists.now)
            rows = (
                (at, TextField(said("Who"), "who", known=[name for _, name in lists.people])),
                (FreeField(said("What happened or was done"), "what", required=True),),
            )
            self._view.ask(said("Time line of {number}").format(number=one.number), "event-dialog", rows, save)

        def save(dialog: AskDialog) -> None:
            at = dialog.moment("at")
            assert at is not None
            what, who = dialog.text("what"), dialog.text("who")
            self._view.write(
                dialog, lambda site: site.incidents.cases.add_event(one.id, at, what, who), lambda _: one.id
            )

        self._view.with_lists(opened)

    def affects(self, one: Incident) -> None:
        """Assets, systems, people and studies it touched, one at a time."""

        def opened(lists: Lists) -> None:
            offered = {
                "asset": lists.assets, "system": lists.systems, "person": lists.people, "study": lists.studies,
            }  # fmt: skip
            rows = [
                (ChoiceField(said(NAMES[kind]), f"touched-{kind}", offered[kind], search=True, unset="–"),)
                for kind in AFFECTED
            ]
            words = said("Contract clocks of a study start with it.")
            title = said("What {number} touches").format(number=one.number)
            self._view.ask(title, "affects-dialog", rows, save, words=words, width=460)

        def save(dialog: AskDialog) -> None:
            chosen = [(kind, dialog.text(f"touched-{kind}")) for kind in AFFECTED if dialog.text(f"touched-{kind}")]

            def command(site: Site) -> str:
                for kind, record in chosen:
                    site.incidents.cases.affect(one.id, kind, record)
                return one.id

            self._view.write(dialog, command, str)

        self._view.with_lists(opened)

    def close(self, one: Incident) -> None:
        """The conclusion; refused below while something is missing or a clock runs."""

        def opened(lists: Lists) -> None:
            day = DateField(said("Closed on"), "closed", required=True, not_after=lists.now.date())
            day.set_value(lists.now.date().isoformat())
            rows = ((day,), (FreeField(said("Conclusion"), "closing", required=True, lines=4),))
            self._view.ask(said("Close {number}").format(number=one.number), "close-dialog", rows, save)

        def save(dialog: AskDialog) -> None:
            day, words = dialog.day("closed"), dialog.text("closing")
            assert day is not None
            self._view.write(
                dialog, lambda site: site.incidents.cases.close(one.id, day, words, "Closed"), lambda _: one.id
            )

        self._view.with_lists(opened)

    def _open_capture(self, lists: Lists) -> None:
        title = TextField(said("What happened"), "title", required=True, hint=said("One sentence; the rest later."))
        occurred = MomentField(said("When did it happen?"), "occurred", lists.now, required=True)
        aware = MomentField(said("When did the site notice?"), "aware", lists.now, required=True)
        aware.note.setText(said("Clocks count from here."))
        aware.note.show()
        occurred.set_moment(lists.now)
        aware.set_moment(lists.now)
        severity = ChoiceField(said("Severity"), "severity", severity_options(), required=True)
        severity.set_value("3")
        data = ChoiceField(
            said("Personal data concerned?"), "personal_data", [(one, said(one)) for one in PERSONAL_DATA],
            hint=said("As long as it is not known, the 72 hours run."),
        )  # fmt: skip
        data.set_value(NOT_KNOWN)
        study = ChoiceField(said("Study"), "study", lists.studies, unset=said("none, or not known yet"))
        late = LongField(
            said("Why it is entered only now"), "late_reason", lines=2, required=True,
            hint=said("It happened more than {n} days ago and is marked as a late entry.").format(n=LATE_AFTER_DAYS),
        )  # fmt: skip
        late.hide()

        def show_late() -> None:
            at = occurred.moment()
            late.setVisible(at is not None and (lists.now.date() - at.date()).days > LATE_AFTER_DAYS)

        occurred.changed.connect(show_late)
        rows = ((title,), (occurred, aware), (severity, data), (study,), (late,))
        self._view.ask(said("Capture an incident"), "capture-dialog", rows, self._save_capture, do=said("Capture"))

    def _save_capture(self, dialog: AskDialog) -> None:
        occurred, aware, severity = dialog.moment("occurred"), dialog.moment("aware"), dialog.number("severity")
        assert occurred is not None and aware is not None and severity is not None
        study = dialog.text("study")
        new = NewIncident(
            dialog.text("title"), severity, occurred, aware, personal_data=dialog.text("personal_data"),
            late_reason=dialog.text("late_reason"), affects=(("study", study),) if study else (),
        )  # fmt: skip
        self._view.write(dialog, lambda site: site.incidents.cases.add(new), lambda one: one.id)

    def _open_complete(self, one: Incident, lists: Lists) -> None:
        no_health = said("No names of participants, no health data.")
        rows = (
            (TextField(said("What happened"), "title", required=True),),
            (MomentField(said("Occurred"), "occurred", lists.now, required=True),
             MomentField(said("Site became aware"), "aware", lists.now, required=True)),
            (ChoiceField(said("Severity"), "severity", severity_options(), required=True),
             ChoiceField(said("Personal data"), "personal_data", [(one, said(one)) for one in PERSONAL_DATA])),
            (ChoiceField(said("Owner"), "owner_id", lists.people, search=True, unset="–"),
             MomentField(said("Resolved"), "resolved", lists.now)),
            (FreeField(said("Description"), "description", hint=no_health),),
            (FreeField(said("How it was detected"), "detection", lines=2),
             FreeField(said("Threats"), "threats", lines=2)),
            (FreeField(said("Containment: what was done at once"), "containment"),),
            (FreeField(said("Impact"), "impact", lines=2), FreeField(said("Lessons"), "lessons", lines=2)),
        )  # fmt: skip
        dialog = self._view.ask(
            said("Fill in {number}").format(number=one.number), "complete-dialog", rows,
            lambda given: self._save_complete(given, one), width=700,
        )  # fmt: skip
        dialog.fill({name: getattr(one, name) for name in _LATER})

    def _save_complete(self, dialog: AskDialog, one: Incident) -> None:
        found = dialog.differing(one, _LATER)
        if str(one.severity) == dialog.text("severity"):
            found.pop("severity", None)
        else:
            found["severity"] = dialog.number("severity")
        if "owner_id" in found:
            found["owner"] = found.pop("owner_id") or None
        if not found:
            dialog.reject()
            return
        self._view.change(
            dialog, lambda site, reason: site.incidents.cases.change(one.id, found, reason), lambda saved: saved.id
        )

    def _capa(self, one: Incident) -> None:
        words = said("Its facts go with it: what happened, when, what it touched, containment, who was told.")

        def carry_over() -> None:
            self._view.context.jobs.write(
                lambda site: site.incidents.to_capa("incident", one.id),
                lambda capa: self._view.context.navigate("capa", capa), self._view.failed,
            )  # fmt: skip

        self._view.context.prompts.confirm(
            said("Open a CAPA from {number}?").format(number=one.number), words, said("Open CAPA"), carry_over
        )

    def _attach(self, one: Incident) -> None:
        def chosen(path: Path) -> None:
            take_file(
                self._view.context, path,
                lambda file: self._view.context.jobs.write(
                    lambda site: site.incidents.cases.attach(one.id, file), lambda _: self._view.saved.emit(one.id),
                    self._view.failed,
                ),
                self._view.failed, self._view.page,
            )  # fmt: skip

        self._view.context.prompts.choose_file(said("Attach evidence"), said("All files (*)"), chosen)

    def _reopen(self, one: Incident) -> None:
        title = said("Open {number} again?").format(number=one.number)
        self._view.with_reason(
            title, said("Open again"), lambda site, reason: site.incidents.cases.reopen(one.id, reason), one.id
        )

    def _void(self, one: Incident) -> None:
        self._view.with_reason(
            said("Strike {number} through?").format(number=one.number), said("Strike through"),
            lambda site, reason: site.incidents.cases.void(one.id, reason), one.id,
            said("It stays to be read; its clocks stop counting."),
        )  # fmt: skip

    def _pdf(self, one: Incident) -> None:
        if self._view.context.export is not None:
            self._view.context.export("incident", {"where": {"record": (one.id,)}})
