"""Making a site, step by step (UNL-3): site, officer, passphrase, phone, the making itself, the recovery kit."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.unlock.backstage import Backstage, Kit
from desktop.unlock.step_kit import KitStep
from desktop.unlock.step_make import MakeStep, Work
from desktop.unlock.step_passphrase import PassphraseStep
from desktop.unlock.step_phone import PhoneStep
from desktop.unlock.step_site import OfficerStep, SiteStep
from desktop.unlock.steps import Steps
from desktop.widgets.prompts import Prompts

if TYPE_CHECKING:
    from db.workspace.create import Created


class FirstRun(Steps):
    """``made(Created)`` once the kit is confirmed."""

    made = Signal(object)

    def __init__(self, jobs: Jobs, backstage: Backstage, prompts: Prompts, parent: QWidget | None = None) -> None:
        self._backstage = backstage
        self._created: Created | None = None
        self.site = SiteStep(prompts)
        self.officer = OfficerStep()
        self.passphrase = PassphraseStep(lambda: (self.site.site.value(), self.officer.name.value()))
        self.phone = PhoneStep(jobs, backstage, lambda: (self.officer.login.value(), self.site.site.value()))
        self.make = MakeStep(jobs, _texts(), self._facts, self._work, self._was_made)
        self.kit = KitStep(jobs, backstage, prompts, self._kit)
        steps = (self.site, self.officer, self.passphrase, self.phone, self.make, self.kit)
        super().__init__(steps, "first-run", parent)
        self.finished.connect(self._finish)

    def _facts(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Site"), self.site.site.value()),
            (self.tr("Folder"), str(self.site.folder)),
            (self.tr("Compliance officer"), self.officer.name.value()),
            (self.tr("Log-in name"), self.officer.login.value()),
            *drift_lines(self.phone.drift),
        ]

    def _work(self) -> Work:
        from db.workspace.create import NewWorkspace

        new = NewWorkspace(
            self.site.site.value(),
            self.officer.name.value(),
            self.officer.login.value(),
            self.passphrase.passphrase(),
            self.phone.seed,
            drift=self.phone.drift,
        )
        folder = self.site.folder
        return lambda _: self._backstage.create(folder, new)

    def _was_made(self, made: object) -> None:
        self._created = cast("Created", made)
        self.passphrase.forget()
        self.phone.forget()

    def _kit(self) -> Kit:
        assert self._created is not None
        return Kit(self._created.recovery, self.site.site.value(), self._created.workspace)

    def _finish(self) -> None:
        self.kit.forget()
        self.made.emit(self._created)


def drift_lines(drift: int) -> list[tuple[str, str]]:
    """What two codes said of the clocks (steps of 30 s), where they are so far apart that it will be felt."""
    said = QCoreApplication.translate
    if abs(drift) <= 1:
        return []
    ahead = said("FirstRun", "{n} min ahead of this computer's.")
    behind = said("FirstRun", "{n} min behind this computer's.")
    words = (ahead if drift > 0 else behind).format(n=f"{abs(drift) / 2:.0f}")
    todo = said("FirstRun", "Until one of them is set right, unlocking asks two codes.")
    return [(said("FirstRun", "Phone's clock"), f"{words} {todo}")]


def _texts() -> tuple[str, str, str]:
    said = QCoreApplication.translate
    return (
        said("FirstRun", "Make the site"),
        said(
            "FirstRun",
            "Now the folder is made, your credential goes into this computer's keyring, and the site gets its own "
            "authority for certificates. It takes a few seconds.",
        ),
        said("FirstRun", "Make the site"),
    )
