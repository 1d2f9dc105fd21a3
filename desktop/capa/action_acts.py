"""What can be done to the actions of a CAPA on its page, and the check whether they were effective."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from db.capa import machine
from db.capa import records as r
from db.evidence.records import File
from desktop.capa.asking import Asking, Lists
from desktop.capa.words import options, said
from desktop.widgets.ask import AskDialog
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.file_field import FileField
from desktop.widgets.taking_file import take_file


class ActionActs(Asking):
    """Planned, done, extended, dropped; then checked."""

    def add_action(self, file: r.CapaFile) -> None:
        """Planned in the action plan; what is done at once at any time."""
        planning = file.capa.step == machine.PLAN
        kinds = (r.CORRECTIVE, r.PREVENTIVE, r.IMMEDIATE) if planning else (r.IMMEDIATE,)

        def opened(lists: Lists) -> None:
            rows = (
                (ChoiceField(said("Kind"), "kind", options(kinds), required=True),
                 DateField(said("Due"), "due", required=True)),
                (LongField(said("What is to be done?"), "what", required=True, lines=3),),
                (ChoiceField(said("Owner"), "owner", lists.people, required=True, search=True),),
            )  # fmt: skip
            dialog = self.ask(said("Add an action"), "capa-action-dialog", rows, save)
            dialog.fill({"kind": kinds[0], "due": lists.today + timedelta(days=30 if planning else 0)})

        def save(dialog: AskDialog) -> None:
            due = dialog.day("due")
            assert due is not None
            new = r.NewAction(dialog.text("kind"), dialog.text("what"), dialog.text("owner"), due)
            self.write(dialog, lambda site: site.capa.add_action(file.capa.id, new).capa.id)

        self.with_lists(opened)

    def finish_action(self, file: r.CapaFile, action: r.Action) -> None:
        """Done, with what shows it."""

        paper = FileField(said("Evidence"), "capa-proof-file", self.context.prompts)

        def opened(lists: Lists) -> None:
            done = DateField(said("Done on"), "done", required=True, not_after=lists.today)
            done.set_value(lists.today.isoformat())
            rows = ((done,), (LongField(said("What was done, and what shows it?"), "proof", required=True),))
            dialog = self.ask(said("Action done"), "capa-done-dialog", rows, save, words=action.what[:300])
            dialog.body.addWidget(paper)

        def save(dialog: AskDialog) -> None:
            if paper.path is None:
                write(dialog, ())
                return
            path = paper.path
            take_file(self.context, path, lambda found: write(dialog, (found,)), dialog.show_trouble, dialog)

        def write(dialog: AskDialog, files: Sequence[File]) -> None:
            done, proof = dialog.day("done"), dialog.text("proof")
            assert done is not None
            one = file.capa.id
            self.write(dialog, lambda site: site.capa.finish_action(one, action.id, done, proof, files).capa.id)

        self.with_lists(opened)

    def finish_next(self, file: r.CapaFile) -> None:
        """The first action that is still open."""
        still = next((one for one in file.actions if one.open), None)
        if still is not None:
            self.finish_action(file, still)

    def extend_action(self, file: r.CapaFile, action: r.Action) -> None:
        """A later day, with its reason; the first stays."""
        due = DateField(said("New due day"), "due", required=True)
        rows = ((due,), (LongField(said("Why is it extended?"), "reason", required=True, lines=2),))

        def save(dialog: AskDialog) -> None:
            day, reason = dialog.day("due"), dialog.text("reason")
            assert day is not None
            one = file.capa.id
            self.write(dialog, lambda site: site.capa.extend_action(one, action.id, day, reason).capa.id)

        self.ask(said("Extend the due day"), "capa-extend-dialog", rows, save, words=action.what[:300])

    def drop_action(self, file: r.CapaFile, action: r.Action) -> None:
        """It will not be done."""
        self.context.prompts.ask_reason(
            said("Drop this action?"),
            lambda reason: self.run(lambda site: site.capa.drop_action(file.capa.id, action.id, reason).capa.id),
            words=action.what[:300], do=said("Drop"),
        )  # fmt: skip

    def check(self, file: r.CapaFile) -> None:
        """The effectiveness check and its verdict."""

        def opened(lists: Lists) -> None:
            day = DateField(said("Checked on"), "checked", required=True, not_after=lists.today)
            day.set_value(lists.today.isoformat())
            verdicts = (machine.EFFECTIVE, machine.NOT_EFFECTIVE)
            rows = (
                (day, ChoiceField(said("Verdict"), "verdict", options(verdicts), required=True)),
                (LongField(said("What was found?"), "found", required=True, lines=4),),
                (TextField(said("Checked by"), "checker", known=[name for _, name in lists.people]),),
            )
            self.ask(said("Effectiveness check"), "capa-check-dialog", rows, save, words=file.criteria[:600])

        def save(dialog: AskDialog) -> None:
            day, text = dialog.day("checked"), dialog.text
            assert day is not None
            one, verdict, found, by = file.capa.id, text("verdict"), text("found"), text("checker")
            self.write(dialog, lambda site: site.capa.record_check(one, day, verdict, found, by).capa.id)

        self.with_lists(opened)
