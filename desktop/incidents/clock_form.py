"""The forms of clocks: somebody was told, nobody need be told, and which clocks there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from db.incidents.clock_records import INCIDENT, SERIOUS_BREACH, NewClockRule, Notification
from desktop.incidents.free_field import FreeField
from desktop.incidents.words import CONFIRM, said
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.dates import show_time
from desktop.widgets.fields import ChoiceField, TextField
from desktop.widgets.moment_field import MomentField

if TYPE_CHECKING:
    from db.site import Site
    from desktop.incidents.view import Lists, View

TOLD, NOT_NEEDED = "told", "not needed"


def ask_notified(view: View, table: str, record: str) -> None:
    """Stop one of the clocks that run now: told then and so, or not required and why."""

    def opened(found: tuple[Sequence[Notification], datetime]) -> None:
        clocks, now = found
        running = [clock for clock in clocks if clock.open]
        if running:
            _open(view, running, now)

    view.context.jobs.read(
        lambda site: (site.incidents.clocks.of(table, record), site.clock.now()), opened, view.failed
    )


def _open(view: View, running: Sequence[Notification], now: datetime) -> None:
    which = ChoiceField(
        said("Which clock"), "clock",
        [(one.id, f"{one.recipient}: {one.title}, {said('until')} {show_time(one.due)}") for one in running],
        required=True,
    )  # fmt: skip
    how = ChoiceField(
        said("Decision"), "decision", [(TOLD, said("They were told")), (NOT_NEEDED, said("Nobody need be told"))],
        required=True,
    )  # fmt: skip
    told = MomentField(said("Told on"), "told", now, required=True)
    told.set_moment(now)
    reference = TextField(
        said("Reference"), "reference", required=True, hint=said("Case number, letter, or the name of who took it")
    )
    grounds = FreeField(said("Why it is not required"), "why", required=True)
    source = which.note

    def turned() -> None:
        is_told = how.value() == TOLD
        told.setVisible(is_told)
        reference.setVisible(is_told)
        grounds.setVisible(not is_told)
        chosen = next((one for one in running if one.id == which.value()), None)
        if chosen is not None:
            source.setText(chosen.source + ("" if chosen.verified else f" ({said(CONFIRM)})"))
            source.show()

    which.changed.connect(turned)
    how.changed.connect(turned)
    rows = ((which,), (how, told), (reference,), (grounds,))
    view.ask(
        said("Notified"), "notified-dialog", rows, lambda given: _save(view, running, given), do=said("Stop clock")
    )
    which.set_value(running[0].id)
    how.set_value(TOLD)
    turned()


def _save(view: View, running: Sequence[Notification], dialog: AskDialog) -> None:
    clock = next(one for one in running if one.id == dialog.text("clock"))
    if dialog.text("decision") == TOLD:
        told, reference = dialog.moment("told"), dialog.text("reference")
        assert told is not None
        view.write(dialog, lambda site: site.incidents.clocks.tell(clock.id, told, reference), lambda _: clock.subject)
        return
    why = dialog.text("why")
    view.write(dialog, lambda site: site.incidents.clocks.waive(clock.id, why), lambda _: clock.subject)


def ask_rule(view: View, then: str) -> None:
    """A clock of the site's own: contract hours towards a sponsor."""

    def opened(lists: Lists) -> None:
        rows = (
            (TextField(said("What is to be told"), "title", required=True),
             TextField(said("To whom"), "recipient", required=True)),
            (ChoiceField(said("Counts for"), "applies", [(INCIDENT, said("incidents")),
                                                        (SERIOUS_BREACH, said("serious breaches"))], required=True),
             ChoiceField(said("Study"), "study", lists.studies, unset=said("every study"))),
            (TextField(said("Within"), "amount", required=True, rule=whole_number),
             ChoiceField(said("Unit"), "unit", [("hours", said("hours")), ("days", said("days of 24 hours"))],
                         required=True)),
            (TextField(said("Source"), "source", required=True, hint=said("Contract and clause")),),
        )  # fmt: skip
        dialog = view.ask(said("A clock of the site's own"), "clock-rule-dialog", rows, save, do=said("Add clock"))
        dialog.fill({"applies": INCIDENT, "unit": "hours", "amount": "24"})

    def save(dialog: AskDialog) -> None:
        new = NewClockRule(
            dialog.text("title"), dialog.text("recipient"), dialog.text("applies"), dialog.number("amount") or 0,
            dialog.text("unit"), dialog.text("source"), dialog.text("study") or None,
        )  # fmt: skip

        def command(site: Site) -> str:
            site.incidents.clocks.add_rule(new)
            return then

        view.write(dialog, command, str)

    view.with_lists(opened)
