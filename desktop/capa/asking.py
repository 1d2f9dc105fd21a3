"""How the acts of this page ask: what forms offer, a form, a command behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.store.query import Query
from desktop.capa.words import said
from desktop.widgets.ask import AskDialog
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    from db.site import Site

_ALL = 5_000


@dataclass(frozen=True)
class Lists:
    """What the forms offer: (id, name) each. Whoever left the site is not offered."""

    now: datetime
    people: tuple[tuple[str, str], ...]
    studies: tuple[tuple[str, str], ...]

    @property
    def today(self) -> date:
        return self.now.date()


class Asking(QObject):
    """``saved(id)`` after a command succeeded."""

    saved = Signal(str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self.context, self.page = context, page

    def ask(
        self, title: str, name: str, rows: Sequence[Sequence[Any]], save: Callable[[AskDialog], object], *,
        words: str = "", width: int = 560,
    ) -> AskDialog:  # fmt: skip
        """Open a form of this page."""
        dialog = AskDialog(self.page, title, name, rows, save, words=words, width=width)
        dialog.open()
        return dialog

    def write(self, dialog: AskDialog, command: Callable[[Site], str]) -> None:
        """One command; the form closes when it was done, and says what went wrong when not."""

        def done(capa_id: str) -> None:
            dialog.accept()
            self.saved.emit(capa_id)

        dialog.set_busy(True)
        self.context.jobs.write(command, done, dialog.show_trouble)

    def change(self, dialog: AskDialog, command: Callable[[Site, str], str], found: dict[str, object]) -> None:
        """As ``write``, for saved values: asks for the reason first (AUD-1)."""
        if not found:
            dialog.reject()
            return
        self.context.prompts.ask_reason(
            said("Why does this change?"), lambda reason: self.write(dialog, lambda site: command(site, reason)),
            parent=dialog,
        )  # fmt: skip

    def run(self, command: Callable[[Site], str]) -> None:
        """A command without a form."""
        self.context.jobs.write(command, self.saved.emit, self.failed)

    def with_lists(self, then: Callable[[Lists], object]) -> None:
        self.context.jobs.read(_lists, then, self.failed)

    def failed(self, problem: Exception) -> None:
        self.context.prompts.tell(problem)


def _lists(site: Site) -> Lists:
    people = site.people.people(Query(where={"status": ["active"]}, limit=_ALL)).rows
    studies = site.people.studies(Query(limit=_ALL)).rows
    return Lists(
        site.clock.now(), tuple((one.id, one.name) for one in people), tuple((one.id, one.code) for one in studies)
    )
