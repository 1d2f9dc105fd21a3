"""What can be done with a record series: entered, corrected, moved, put on hold, an event of its own recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.retention import records as r
from db.retention.library import SERIES
from db.retention.records import MEDIA, NewSeries
from desktop.retention.asking import Asking
from desktop.retention.questions import Lists, SeriesView
from desktop.retention.words import HOLD_WORDS, options, said
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField

if TYPE_CHECKING:
    from db.evidence.records import File

OWN_EVENTS = ("document created", "document last in effect")


class SeriesActs(Asking):
    """Buttons and dialogs of one series."""

    def buttons(self, view: SeriesView) -> Sequence[Button]:
        """For the inspector."""
        one = view.series
        if one.destroyed is not None or not view.may:
            return ()
        found = [
            self.button(
                said("Change"), "change", lambda: self.edit(one), "primary" if view.destruction is None else "plain"
            ),
            self.button(said("Move…"), "move", lambda: self.move(one)),
            self.button(said("Hold…"), "hold", lambda: self.hold(series=one.id, what=one.number)),
        ]
        if not one.study_ids:
            found.append(self.button(said("Event…"), "series-event", lambda: self.record_event(one)))
        found += [self._release_button(hold, one.id) for hold in view.holds]
        return found

    def _release_button(self, hold: r.Hold, series: str) -> Button:
        return self.button(said("Release hold…"), "release-hold", lambda: self.release(hold, series))

    def add(self) -> None:
        self.with_lists(lambda lists: self._open(None, lists))

    def edit(self, one: r.Series) -> None:
        self.with_lists(lambda lists: self._open(one, lists))

    def _open(self, one: r.Series | None, lists: Lists) -> None:
        codes = [("", said("Whole site")), *lists.studies]
        rows = [
            (TextField(said("Title"), "title", required=True),),
            (ChoiceField(said("Kind of records"), "kind", options(SERIES), required=True),
             ChoiceField(said("Medium"), "medium", options(MEDIA), required=True)),
            (ChoiceField(said("Study"), "study", codes, search=True),
             ChoiceField(said("Another study"), "study2", [("", "–"), *lists.studies], search=True,
                         hint=said("Evidence for two is kept for the longer."))),
        ]  # fmt: skip
        if one is None:  # an entered series changes its place or custodian by a move, which is kept
            custodian = ChoiceField(said("Custodian"), "custodian", lists.people, required=True, search=True)
            rows.append((TextField(said("Place"), "place", required=True), custodian))
        rows += [
            (TextField(said("Volume"), "volume"), DateField(said("Records from"), "first_day")),
            (DateField(said("Records to"), "last_day"), LongField(said("Note"), "note", lines=1)),
        ]
        title = said("Add a record series") if one is None else said("Change {number}").format(number=one.number)
        dialog = self.ask(title, "series-dialog", rows, lambda given: self._save(given, one), width=680)
        if one is None:
            dialog.fill({"kind": SERIES[0], "medium": MEDIA[0]})
            return
        dialog.fill({name: getattr(one, name) for name in ("title", "kind", "medium", "volume", "note")})
        dialog.fill({"first_day": one.first_day, "last_day": one.last_day})
        dialog.fill(dict(zip(("study", "study2"), one.study_ids, strict=False)))

    def _save(self, dialog: AskDialog, one: r.Series | None) -> None:
        chosen = tuple(dict.fromkeys(study for study in (dialog.text("study"), dialog.text("study2")) if study))
        given: dict[str, object] = {name: dialog.text(name) for name in ("title", "kind", "medium", "volume", "note")}
        given |= {"first_day": dialog.day("first_day"), "last_day": dialog.day("last_day")}
        if one is None:
            new = NewSeries(
                dialog.text("title"), dialog.text("kind"), dialog.text("medium"), dialog.text("place"),
                dialog.text("custodian"), chosen, dialog.text("volume"), dialog.day("first_day"),
                dialog.day("last_day"), dialog.text("note"),
            )  # fmt: skip
            self.write(dialog, lambda site: site.retention.add(new), "series", lambda added: added.id)
            return
        # the form names two studies; those beyond them stay
        studies = (*chosen, *(study for study in one.study_ids[2:] if study not in chosen))
        changes = {name: value for name, value in given.items() if value != getattr(one, name)}
        if set(studies) != set(one.study_ids):
            changes["studies"] = studies
        if not changes:
            dialog.reject()
            return
        self.context.prompts.ask_reason(
            said("Why does this change?"),
            lambda reason: self.write(
                dialog, lambda site: site.retention.change_series(one.id, changes, reason), "series", one.id
            ),
            parent=dialog,
        )

    def move(self, one: r.Series) -> None:
        """Another place or custodian."""

        def opened(lists: Lists) -> None:
            day = DateField(said("Moved on"), "moved", required=True, not_after=lists.today)
            rows = (
                (TextField(said("To which place"), "place", required=True),
                 ChoiceField(said("Custodian there"), "custodian", lists.people, required=True, search=True)),
                (day, TextField(said("Why it is entered only now"), "late_reason", hint=said("Needed after 14 days."))),
                (LongField(said("Why it moves"), "why", lines=2, required=True),),
            )  # fmt: skip
            dialog = self.ask(said("Move {number}").format(number=one.number), "move-dialog", rows, save)
            dialog.fill({"place": one.place, "custodian": one.custodian_id, "moved": lists.today})
            files.append(self.file_field(dialog, said("Receipt of the archive")))

        def save(dialog: AskDialog) -> None:
            day = dialog.day("moved")
            assert day is not None

            def go(file: File | None) -> None:
                place, custodian, why, late = (
                    dialog.text("place"), dialog.text("custodian"), dialog.text("why"), dialog.text("late_reason")
                )  # fmt: skip
                self.write(
                    dialog,
                    lambda site: site.retention.move(
                        one.id, day, place, custodian, why, evidence=file, late_reason=late
                    ),
                    "series", one.id,
                )  # fmt: skip

            self.with_file(dialog, files[0], go)

        files: list = []  # type: ignore[type-arg]
        self.with_lists(opened)

    def hold(self, *, series: str = "", study: str = "", what: str = "") -> None:
        """Nothing it covers may be destroyed until it is released."""
        rows = (
            (
                ChoiceField(
                    said("Kind"), "kind", [(key, said(words)) for key, words in HOLD_WORDS.items()], required=True
                ),
            ),
            (LongField(said("Reason"), "reason", lines=2, required=True),),
        )
        title = said("Put {what} on hold").format(what=what or said("the whole site"))
        view, identity = ("series", series) if series else ("study", study)

        def save(dialog: AskDialog) -> None:
            kind, reason = dialog.text("kind"), dialog.text("reason")
            self.with_file(dialog, field, lambda file: self.write(
                dialog,
                lambda site: site.retention.holds.place(kind, reason, series=series, study=study, evidence=file),
                view, identity,
            ))  # fmt: skip

        dialog = self.ask(
            title, "hold-dialog", rows, save, do=said("Put on hold"),
            words=said("Whoever places it can release it; another's takes a compliance officer and a reason."),
        )  # fmt: skip
        field = self.file_field(dialog, said("Letter or notice"))

    def release(self, hold: r.Hold, series: str, view: str = "series") -> None:
        """With its reason; the register refuses another's."""
        rows = ((LongField(said("Why it is no longer needed"), "reason", lines=2, required=True),),)
        words = f"{hold.reason} ({hold.covers}, {hold.placed_by})"

        def save(dialog: AskDialog) -> None:
            reason = dialog.text("reason")
            self.write(dialog, lambda site: site.retention.holds.release(hold.id, reason), view, series)

        self.ask(said("Release the hold"), "release-dialog", rows, save, words=words, do=said("Release"))

    def record_event(self, one: r.Series) -> None:
        """A document of the site came into or out of use."""

        def opened(lists: Lists) -> None:
            rows = (
                (ChoiceField(said("What happened"), "what", options(OWN_EVENTS), required=True),
                 DateField(said("On"), "happened", required=True, not_after=lists.today)),
                (TextField(said("Who or what says so"), "source", required=True),
                 TextField(said("Why it is entered only now"), "late_reason", hint=said("Needed after 14 days."))),
            )  # fmt: skip
            self.ask(said("Event of {number}").format(number=one.number), "event-dialog", rows, save)

        def save(dialog: AskDialog) -> None:
            what, source, late, day = (
                dialog.text("what"), dialog.text("source"), dialog.text("late_reason"), dialog.day("happened")
            )  # fmt: skip
            assert day is not None
            self.write(
                dialog,
                lambda site: site.retention.studies.add_event(what, day, source, series=one.id, late_reason=late),
                "series", one.id,
            )  # fmt: skip

        self.with_lists(opened)
