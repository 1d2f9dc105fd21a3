"""What can be done with accounts and systems: opens the dialogs, asks for reasons, sends the writes to the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.access import records as r
from desktop.access.questions import Lists
from desktop.access.words import said, upkeep_word
from desktop.widgets.page import PageContext
from desktop.widgets.taking_file import take_file

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.site import Site
    from desktop.widgets.dialog import Dialog


class Acts(QObject):
    """``saved(kind, id)`` after each write: account, system or review; ``failed(Exception)`` where no dialog is open
    to say it."""

    saved = Signal(str, str)
    failed = Signal(object)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self.context, self.page = context, page
        self.lists: Lists | None = None

    def request(self, system: str = "") -> None:
        """Ask for an account."""
        from desktop.access.forms import RequestDialog

        if self.lists is None:
            return

        def save(person: str, chosen: str, step: r.NewStep) -> None:
            self.send(dialog, "account", lambda site: site.access.request(person, chosen, step).id)

        dialog = RequestDialog(self.lists, self.page, save, system)
        dialog.open()

    def step(self, account: r.Account, kind: str, roles: Sequence[str]) -> None:
        """The next step of an account."""
        from desktop.access.forms import StepDialog

        if self.lists is None:
            return

        def save(step: r.NewStep, path: Path | None) -> None:
            self.with_file(
                dialog, path,
                lambda file: self.send(dialog, "account", lambda site: site.access.step(account.id, step, file).id),
            )  # fmt: skip

        dialog = StepDialog(self.context, self.lists, account, kind, roles, self.page, save)
        dialog.open()

    def strike_step(self, account: r.Account, what: str) -> None:
        """Strike the last step through; asks why."""
        self.context.prompts.ask_reason(
            said("Strike “{what}” through?").format(what=what),
            lambda why: self.write("account", lambda site: site.access.void_step(account.id, why).account.id),
            words=said("It stays readable and no longer counts. {person}, {system}.").format(
                person=account.person, system=account.system
            ),
            do=said("Strike through"), parent=self.page.window(),
        )  # fmt: skip

    def system(self, system: r.System | None = None) -> None:
        """A system, new or changed."""
        from desktop.access.forms import SystemDialog

        if self.lists is None:
            return

        def save(new: r.NewSystem) -> None:
            if system is None:
                self.send(dialog, "system", lambda site: site.access.add_system(new).id)
                return
            changes = {name: getattr(new, name) for name in new.__dataclass_fields__}
            self.context.prompts.ask_reason(
                said("Why does this change?"),
                lambda why: self.send(
                    dialog, "system", lambda site: site.access.change_system(system.id, changes, why).id
                ),
                parent=dialog,
            )

        dialog = SystemDialog(self.lists, self.page, save, system)
        dialog.open()

    def upkeep(self, system: r.System, kind: str = "") -> None:
        """A dated fact of validation and upkeep."""
        from desktop.access.forms import UpkeepDialog

        if self.lists is None:
            return

        def save(new: r.NewUpkeep, path: Path | None) -> None:
            self.with_file(
                dialog, path,
                lambda file: self.send(
                    dialog, "system", lambda site: site.access.record_upkeep(system.id, new, file).system_id
                ),
            )  # fmt: skip

        dialog = UpkeepDialog(self.context, self.lists.today, system, self.page, save, kind)
        dialog.open()

    def strike_upkeep(self, fact: r.Upkeep) -> None:
        """Strike a fact through; asks why."""

        def strike(site: Site, why: str) -> str:
            site.access.void_upkeep(fact.id, why)
            return fact.system_id

        self.context.prompts.ask_reason(
            said("Strike this through?"),
            lambda why: self.write("system", lambda site: strike(site, why)),
            words=f"{upkeep_word(fact.kind)}: {fact.value}", do=said("Strike through"), parent=self.page.window(),
        )  # fmt: skip

    def conflict(self, system: r.System, roles: Sequence[str]) -> None:
        """Two roles that exclude each other."""
        from desktop.access.forms import ConflictDialog

        def save(role: str, other: str, why: str) -> None:
            self.send(dialog, "system", lambda site: site.access.forbid_together(system.id, role, other, why).system_id)

        dialog = ConflictDialog(system, roles, self.page, save)
        dialog.open()

    def take_over(self, account: r.NewAccount, name: str) -> None:
        """An account found in a system's list that the register does not have; asks why it is kept so."""
        self.context.prompts.ask_reason(
            said("Take “{account}” of {name} into the register?").format(account=account.account, name=name),
            lambda why: self.write("account", lambda site: site.access.take_over(account, why).id),
            words=said("It is shown as taken over: nobody’s request is on record."), do=said("Take over"),
            parent=self.page.window(),
        )  # fmt: skip

    def with_file(self, dialog: Dialog, path: Path | None, then: Callable[[File | None], object]) -> None:
        """Read the chosen file in a worker, if there is one, and go on."""
        if path is None:
            then(None)
            return
        dialog.set_busy(True)
        take_file(self.context, path, then, dialog.show_trouble, dialog)

    def send(self, dialog: Dialog, kind: str, command: Callable[[Site], str]) -> None:
        """Write, and close the dialog once it is saved."""

        def done(identity: str) -> None:
            dialog.accept_saved()
            self.saved.emit(kind, identity)

        dialog.set_busy(True)
        self.context.jobs.write(command, done, dialog.show_trouble)

    def write(self, kind: str, command: Callable[[Site], str]) -> None:
        """Write where no dialog is open."""
        self.context.jobs.write(command, lambda identity: self.saved.emit(kind, identity), self.failed.emit)
