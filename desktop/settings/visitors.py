"""Monitors and inspectors who read here at an officer's hand, without phone or passphrase of their own (ROL-3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.store.query import Query
from db.store.users import User
from db.workspace.handing_over import LONGEST, add_visitor
from desktop.settings.enrol_steps import LIMITED, said
from desktop.unlock.words import role_name
from desktop.widgets.ask import AskDialog
from desktop.widgets.fields import ChoiceField, DateField, TextField
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    from db.site import Site

HOUR = 60
_LENGTHS = (15, 30, HOUR, 120, 240, LONGEST)


def ask_visitor(context: PageContext, page: QWidget, then: Callable[[str], object]) -> None:
    """A named visitor with role, study and last day; ``then`` gets their id."""

    def opened(known: tuple[tuple[tuple[str, str], ...], date]) -> None:
        studies, today = known
        rows = (
            (
                TextField(said("Full name"), "visitor-name", required=True),
                ChoiceField(said("Role"), "visitor-role", [(one, role_name(one)) for one in LIMITED], required=True),
            ),
            (
                ChoiceField(said("Study"), "visitor-study", studies, required=True, unset=said("Choose"),
                            hint=said("They see this study alone.")),
                DateField(said("Last day"), "visitor-until", required=True, hint=said("They read on no later day.")),
            ),
        )  # fmt: skip

        def save(dialog: AskDialog) -> None:
            name, role, study = (dialog.text(f"visitor-{one}") for one in ("name", "role", "study"))
            until = dialog.text("visitor-until")

            def saved(visitor: str) -> None:
                dialog.accept_saved()
                then(visitor)

            dialog.set_busy(True)
            context.jobs.write(
                lambda site: add_visitor(site.session, name, role, (study,), until), saved, dialog.show_trouble
            )

        words = said("They need no phone and no passphrase: you hand the open program over to them, and lock it "
                     "afterwards.")  # fmt: skip
        dialog = AskDialog(page, said("Add a visitor"), "visitor-dialog", rows, save, do=said("Add"), words=words)
        dialog.fill({"visitor-until": today})
        dialog.open()

    context.jobs.read(_studies, opened, context.prompts.tell)


def ask_to_hand_over(context: PageContext, page: QWidget, visitor: User) -> None:
    """For how long; then the window is the visitor's."""
    hand_over = context.hand_over
    assert hand_over is not None
    lengths = [(str(one), said("{n} minutes").format(n=one)) for one in _LENGTHS]
    minutes = ChoiceField(said("For"), "reading-minutes", lengths, required=True)
    minutes.set_value(str(HOUR))

    def go(dialog: AskDialog) -> None:
        dialog.set_busy(True)
        hand_over(visitor.id, int(dialog.text("reading-minutes")), dialog.show_trouble)

    words = said("You are logged out. {name} reads as {role}, can change nothing, and each record they open is on the "
                 "trail. Unlocking again asks your own factors.")  # fmt: skip
    AskDialog(
        page, said("Hand over to {name}").format(name=visitor.name), "hand-over-dialog", [[minutes]], go,
        do=said("Hand over"), words=words.format(name=visitor.name, role=role_name(visitor.role)),
    ).open()  # fmt: skip


def _studies(site: Site) -> tuple[tuple[tuple[str, str], ...], date]:
    found = site.people.studies(Query(limit=500)).rows
    return tuple((one.id, one.code) for one in found), site.clock.now().date()
