"""Enrolling somebody in an officer's open session (UNL-6): who, a passphrase and a phone of their own, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.store.actor import ROLES
from db.store.users import User
from desktop.jobs import Jobs
from desktop.unlock.backstage import Backstage
from desktop.unlock.step_make import MakeStep, Work
from desktop.unlock.step_passphrase import PassphraseStep
from desktop.unlock.step_phone import PhoneStep
from desktop.unlock.steps import Step, Steps
from desktop.unlock.words import role_name
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, TextField, check_all

LIMITED = ("monitor", "inspector")


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Settings", text)


@dataclass(frozen=True)
class EnrolFacts:
    """What the dialog needs to know: the site's name and the studies (id, code) somebody may be limited to."""

    site: str
    studies: tuple[tuple[str, str], ...]


class WhoStep(Step):
    """Name, role, log-in name; for monitors and inspectors also the study and the last day."""

    def __init__(self, studies: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            said("Who is enrolled"),
            said("They must be here with their phone. The role decides what they may do; it is shown under Rights."),
            "enrol-who",
        )
        self.name = TextField(said("Full name"), "enrol-name", required=True)
        self.role = ChoiceField(
            said("Role"), "enrol-role", [(one, role_name(one)) for one in ROLES], required=True, unset=said("Choose")
        )
        self.login = TextField(said("Log-in name"), "enrol-login", required=True,
                               hint=said("Short; never given to anybody else."))  # fmt: skip
        self.study = ChoiceField(said("Only this study"), "enrol-study", [("", said("All studies")), *studies])
        self.until = DateField(said("Until"), "enrol-until", hint=said("Empty: no end"))
        for field in (self.name, self.role, self.login, self.study, self.until):
            self.rows.addWidget(field)
            field.changed.connect(self._changed)
        self.setFocusProxy(self.name)
        self._changed()

    def ready(self) -> bool:
        return bool(self.name.value() and self.role.value() and self.login.value())

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        if check_all([self.name, self.role, self.login, self.until]):
            done()
        else:
            failed(said("Correct what is marked."))

    def _changed(self) -> None:
        self.study.setVisible(self.role.value() in LIMITED)
        self.changed.emit()


class EnrolDialog(Dialog):
    """For a newcomer, or for ``again``: somebody whose phone is lost or passphrase forgotten."""

    def __init__(
        self, jobs: Jobs, backstage: Backstage, facts: EnrolFacts, parent: QWidget, again: User | None = None
    ) -> None:
        super().__init__("", "enrol-dialog", parent, width=660)
        self.heading.hide()
        self.setWindowTitle(said("Enrol somebody") if again is None else said("Enrol again"))
        self._again = again
        self.who = WhoStep(facts.studies)
        self.why = TextField(said("Reason"), "enrol-reason", required=True,
                             known=(said("Lost phone"), said("Forgotten passphrase"), said("Locked slot")))  # fmt: skip
        if again is not None:
            self._fill(again)
        self.passphrase = PassphraseStep(lambda: (facts.site, self.who.name.value()))
        self.phone = PhoneStep(jobs, backstage, lambda: (self.who.login.value(), facts.site))
        texts = (
            said("Enrol {name}").format(name=again.name) if again is not None else said("Enrol them"),
            said("Slot, key and certificate are made. It takes a few seconds."),
            said("Enrol"),
        )
        self.make = MakeStep(jobs, texts, self._facts, self._work, lambda _: self._made(), on_store=True)
        self.steps = Steps((self.who, self.passphrase, self.phone, self.make), "enrol", wordmark=False)
        self.steps.setMinimumHeight(660)
        self.steps.finished.connect(self.accept)
        self.steps.given_up.connect(self.reject)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.steps, 1)

    def _facts(self) -> list[tuple[str, str]]:
        return [
            (said("Name"), self.who.name.value()),
            (said("Role"), role_name(self.who.role.value())),
            (said("Log-in name"), self.who.login.value()),
        ]

    def _work(self) -> Work:
        from db.workspace.people import Newcomer, add_user, re_enrol

        passphrase, seed, again = self.passphrase.passphrase(), self.phone.seed, self._again
        if again is not None:
            reason = self.why.value()
            return lambda site: re_enrol(site.session, again.id, passphrase, reason, seed)
        study, until = self.who.study.value(), self.who.until.value()
        newcomer = Newcomer(
            self.who.name.value(),
            self.who.login.value(),
            self.who.role.value(),
            passphrase,
            seed,
            studies=(study,) if study and self.who.role.value() in LIMITED else None,
            until=until,
        )
        return lambda site: add_user(site.session, newcomer)

    def _made(self) -> None:
        self.passphrase.forget()
        self.phone.forget()

    def _fill(self, user: User) -> None:
        self.who.title = said("Enrol {name} again").format(name=user.name)
        self.who.words = said("They must be here with their new phone. Their records and signatures stay theirs.")
        self.who.name.set_value(user.name)
        self.who.login.set_value(user.login)
        self.who.role.set_value(user.role)
        for field in (self.who.name, self.who.login, self.who.role, self.who.until):
            field.setEnabled(False)
        self.who.rows.addWidget(self.why)
        self.why.set_value(said("Lost phone"))
