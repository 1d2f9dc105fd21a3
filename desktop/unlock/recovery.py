"""Recovery by the kit, step by step (UNL-6): the kit's key, a passphrase, a phone, the making, the new kit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.unlock.backstage import Backstage, Factors, Kit
from desktop.unlock.step_kit import KitStep
from desktop.unlock.step_make import MakeStep, Work
from desktop.unlock.step_passphrase import PassphraseStep
from desktop.unlock.step_phone import PhoneStep
from desktop.unlock.steps import Step, Steps
from desktop.widgets.fields import LongField, TextField, check_all
from desktop.widgets.prompts import Prompts

if TYPE_CHECKING:
    from db.backup.restoring import Restored
    from db.workspace.recovery import Recovered

_KEY = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")


class KitKeyStep(Step):
    """The key printed on the kit, and the officer it shall enrol."""

    def __init__(self, login: str) -> None:
        super().__init__(
            self.tr("The recovery kit's key"),
            self.tr(
                "Type or paste the key from the paper. It enrols one compliance officer on this computer; everybody "
                "else's slots end and they enrol again. A new kit is made: the old one still opens older backups."
            ),
            "step-kit-key",
        )
        self.key = LongField(
            self.tr("Key on the kit"),
            "kit-key",
            required=True,
            hint="AGE-SECRET-KEY-1…",
            lines=3,
            rule=lambda text: "" if _KEY.fullmatch(plain_key(text)) else self.tr("Not a whole key: check each group."),
        )
        self.login = TextField(self.tr("The officer's log-in name"), "kit-login", required=True)
        self.login.set_value(login)
        self.rows.addWidget(self.key)
        self.rows.addWidget(self.login)
        self.setFocusProxy(self.key)
        self.key.changed.connect(self.changed)
        self.login.changed.connect(self.changed)

    def ready(self) -> bool:
        return bool(self.key.value() and self.login.value())

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        if check_all([self.key, self.login]):
            done()
        else:
            failed(self.tr("Correct what is marked. The key is 74 characters long and begins with AGE-SECRET-KEY-1."))


def plain_key(text: str) -> str:
    """The key without the blanks and line ends of paper."""
    return re.sub(r"\s+", "", text).upper()


class Recovery(Steps):
    """``recovered(login)`` once the new kit is confirmed."""

    recovered = Signal(str)

    def __init__(
        self,
        jobs: Jobs,
        backstage: Backstage,
        prompts: Prompts,
        folder: Path,
        site: str,
        login: str = "",
        parent: QWidget | None = None,
        *,
        backup: Path | None = None,
    ) -> None:
        """``backup``: the file it is restored from, into the new ``folder``."""
        self._backstage, self._folder, self._site, self._backup = backstage, folder, site, backup
        self.told = ""
        self._made: Recovered | None = None
        self.key = KitKeyStep(login)
        self.passphrase = PassphraseStep(lambda: (site, self.key.login.value()))
        self.phone = PhoneStep(jobs, backstage, lambda: (self.key.login.value(), site))
        self.make = MakeStep(jobs, _texts(), self._facts, self._work, self._was_made)
        self.kit = KitStep(jobs, backstage, prompts, self._kit)
        super().__init__((self.key, self.passphrase, self.phone, self.make, self.kit), "recovery", parent)
        self.finished.connect(self._finish)

    def _facts(self) -> list[tuple[str, str]]:
        found = [(self.tr("Backup"), str(self._backup))] if self._backup else []
        return [
            *found,
            (self.tr("Site"), self._site),
            (self.tr("Folder"), str(self._folder)),
            (self.tr("Compliance officer"), self.key.login.value()),
        ]

    def _work(self) -> Work:
        factors = Factors(self.key.login.value(), self.passphrase.passphrase())
        kit, seed, drift = plain_key(self.key.key.value()), self.phone.seed, self.phone.drift
        backup = self._backup
        if backup is not None:
            return lambda told: self._backstage.restore(backup, self._folder, kit, factors, (seed, drift), told)
        return lambda _: self._backstage.recover(self._folder, kit, factors, seed, drift)

    def _was_made(self, made: object) -> None:
        if self._backup is not None:
            restored = cast("Restored", made)
            self.told, made = restored.words, restored.recovered
        self._made = cast("Recovered", made)
        self.key.key.set_value("")
        self.passphrase.forget()
        self.phone.forget()

    def _kit(self) -> Kit:
        assert self._made is not None
        return Kit(self._made.recovery, self._made.site, self._made.workspace)

    def _finish(self) -> None:
        self.kit.forget()
        self.recovered.emit(self.key.login.value())


def _texts() -> tuple[str, str, str]:
    said = QCoreApplication.translate
    return (
        said("Recovery", "Recover"),
        said(
            "Recovery",
            "Now the database gets a new key, sealed to this officer alone, and the site a new authority. Records and "
            "trail stay as they are; the recovery itself is on the trail.",
        ),
        said("Recovery", "Recover now"),
    )
