"""Recovery by the kit, step by step (UNL-6): the kit's key, a passphrase, a phone, the making, the new kit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop.jobs import Jobs
from desktop.unlock.backstage import Backstage, Factors, Kit, Restoring
from desktop.unlock.step_backup import BackupStep
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

    def __init__(self, login: str, *, restoring: bool = False) -> None:
        super().__init__(
            self.tr("The recovery kit's key"),
            self.tr(
                "Type or paste the key from the paper in the safe: the kit that was the newest when the backup was "
                "made. It opens the backup and enrols one compliance officer on this computer, who enrols everybody "
                "else again. A new kit is made at the end; keep the old one, it still opens older backups."
            )
            if restoring
            else self.tr(
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
        self.login = TextField(
            self.tr("The officer's log-in name"), "kit-login", required=True,
            hint=self.tr("Yours, as you unlocked with it before."),
        )  # fmt: skip
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
        backup: BackupStep | None = None,
    ) -> None:
        """``backup``: the first step where it is restored from one; it says into which folder."""
        self._backstage, self._folder, self._site, self._backup = backstage, folder, site, backup
        self._prompts, self._instead = prompts, False
        self.told = ""
        self._made: Recovered | None = None
        self.key = KitKeyStep(login, restoring=backup is not None)
        self.passphrase = PassphraseStep(lambda: (site, self.key.login.value()))
        self.phone = PhoneStep(jobs, backstage, lambda: (self.key.login.value(), site))
        self.make = MakeStep(jobs, _restore_texts() if backup else _texts(), self._facts, self._work, self._was_made)
        self.kit = KitStep(jobs, backstage, prompts, self._kit)
        first: tuple[Step, ...] = (backup,) if backup is not None else ()
        super().__init__((*first, self.key, self.passphrase, self.phone, self.make, self.kit), "recovery", parent)
        self.finished.connect(self._finish)

    def _facts(self) -> list[tuple[str, str]]:
        found, folder = list[tuple[str, str]](), self._folder
        if self._backup is not None:
            found, folder = [(self.tr("Backup"), self._backup.facts.file.name)], self._backup.folder
        return [
            *found,
            (self.tr("Site"), self._site),
            (self.tr("Folder"), str(folder)),
            (self.tr("Compliance officer"), self.key.login.value()),
        ]

    def _work(self) -> Work:
        factors = Factors(self.key.login.value(), self.passphrase.passphrase())
        kit, seed, drift = plain_key(self.key.key.value()), self.phone.seed, self.phone.drift
        backup = self._backup
        if backup is not None:
            what = Restoring(backup.facts.file, backup.folder, backup.ended, self._instead)
            return lambda told: self._backstage.restore(what, kit, factors, (seed, drift), told)
        return lambda _: self._backstage.recover(self._folder, kit, factors, seed, drift)

    def _was_made(self, made: object) -> None:
        if self._backup is not None:
            restored = cast("Restored", made)
            others = self.tr(
                "What was entered later is not in it. Everybody else is enrolled again by you: Settings, Users. Then "
                "make a new backup."
            )
            self.told, made = f"{restored.words} {others}", restored.recovered
        self._made = cast("Recovered", made)
        self.key.key.set_value("")
        self.passphrase.forget()
        self.phone.forget()

    def fail(self, problem: Exception | str) -> None:
        """A restore in place of a folder people unlock here is done only when it is said so."""
        from db.backup.restoring import StillUnlocked

        super().fail(problem)
        if isinstance(problem, StillUnlocked):
            self._prompts.confirm(
                self.tr("Put it in place of the former folder?"),
                f"{problem.what} "
                + self.tr(
                    "Only go on where the former folder is lost or damaged. What was entered there after the backup is "
                    "not in it."
                ),
                self.tr("Restore in its place"), self._restore_instead, danger=True,
            )  # fmt: skip

    def _restore_instead(self) -> None:
        self._instead = True
        self.go_on()

    def _kit(self) -> Kit:
        assert self._made is not None
        return Kit(self._made.recovery, self._made.site, self._made.workspace)

    def _finish(self) -> None:
        self.kit.forget()
        self.recovered.emit(self.key.login.value())


def _restore_texts() -> tuple[str, str, str]:
    said = QCoreApplication.translate
    return (
        said("Recovery", "Restore"),
        said(
            "Recovery",
            "Now the records come back: the whole chain of the trail is checked, what was destroyed since is destroyed "
            "again, and the database gets a new key, sealed to this officer alone. The backup is not touched; if "
            "anything fails, nothing is left half done.",
        ),
        said("Recovery", "Restore now"),
    )


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
