"""Enrolling somebody in an officer's open session (UNL-6): who, a passphrase and a phone of their own, done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.store.users import User
from desktop.jobs import Jobs
from desktop.settings.enrol_steps import LIMITED, SecondStep, WhoStep, said
from desktop.unlock.backstage import Backstage
from desktop.unlock.step_make import MakeStep, Work
from desktop.unlock.step_passphrase import PassphraseStep
from desktop.unlock.step_phone import PhoneStep
from desktop.unlock.steps import Step, Steps
from desktop.unlock.words import role_name
from desktop.widgets.choices import Tick
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import TextField

__all__ = ["EnrolDialog", "EnrolFacts", "said"]


@dataclass(frozen=True)
class EnrolFacts:
    """What the dialog needs to know: the site's name, the studies (id, code) somebody may be limited to, and who
    could be the second person where an officer is enrolled again; whether the site lets people unlock without their
    passphrase."""

    site: str
    studies: tuple[tuple[str, str], ...]
    witnesses: tuple[User, ...] = ()
    may_leave_out: bool = False


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
        self.code_alone = Tick(
            said("Unlock by keyring and code alone; signing asks the passphrase"), "enrol-code-alone"
        )
        self.code_alone.setVisible(facts.may_leave_out)
        if facts.may_leave_out:
            self.passphrase.rows.addWidget(self.code_alone)
        self.phone = PhoneStep(jobs, backstage, lambda: (self.who.login.value(), facts.site))
        self.second: SecondStep | None = None
        if again is not None and again.role == "officer" and facts.witnesses:
            self.second = SecondStep(facts.witnesses)
        texts = (
            said("Enrol {name}").format(name=again.name) if again is not None else said("Enrol them"),
            said("Slot, key and certificate are made. It takes a few seconds."),
            said("Enrol"),
        )
        self.make = MakeStep(jobs, texts, self._facts, self._work, lambda _: self._made(), on_store=True)
        middle: tuple[Step, ...] = (self.second,) if self.second is not None else ()
        self.steps = Steps((self.who, self.passphrase, self.phone, *middle, self.make), "enrol", wordmark=False)
        self.steps.setMinimumHeight(660)
        self.steps.finished.connect(self.accept)
        self.steps.given_up.connect(self.reject)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.steps, 1)

    def _facts(self) -> list[tuple[str, str]]:
        facts = [
            (said("Name"), self.who.name.value()),
            (said("Role"), role_name(self.who.role.value())),
            (said("Log-in name"), self.who.login.value()),
            (said("Identity"), said("checked with {paper}").format(paper=self.who.identity.value())),
        ]
        if self.code_alone.isChecked():
            facts.append((said("Unlocks by"), said("keyring and code alone")))
        if self.second is not None:
            facts.append((said("Second person"), self.second.who.control.currentText()))
        elif self._again is None:
            facts.append((said("Still to do"), said("They sign the accountability statement when they first unlock.")))
        return facts

    def _work(self) -> Work:
        from db.workspace.people import Newcomer, ProvenDuty, SecondPerson, add_user, re_enrol

        passphrase, seed, again = self.passphrase.passphrase(), self.phone.seed, self._again
        drift, alone = self.phone.drift, self.code_alone.isChecked()
        duties = [ProvenDuty("identity", self.who.identity.value())]
        if self.who.introduced.isChecked():
            duties.append(ProvenDuty("training", said("Shown at the enrolment")))
        if again is not None:
            reason, second = self.why.value(), None
            if self.second is not None:
                second = SecondPerson(self.second.who.value(), self.second.passphrase.value(), self.second.code.code())
            return lambda site: re_enrol(
                site.session, again.id, passphrase, reason, seed, duties=tuple(duties), second=second, drift=drift,
                code_alone=alone,
            )  # fmt: skip
        study, until = self.who.study.value(), self.who.until.value()
        newcomer = Newcomer(
            self.who.name.value(),
            self.who.login.value(),
            self.who.role.value(),
            passphrase,
            seed,
            studies=(study,) if study and self.who.role.value() in LIMITED else None,
            until=until,
            duties=tuple(duties),
            drift=drift,
            code_alone=alone,
        )
        return lambda site: add_user(site.session, newcomer)

    def _made(self) -> None:
        self.passphrase.forget()
        self.phone.forget()
        if self.second is not None:
            self.second.forget()

    def _fill(self, user: User) -> None:
        self.who.title = said("Enrol {name} again").format(name=user.name)
        self.who.words = said("They must be here with their new phone. Their records and signatures stay theirs.")
        self.who.name.set_value(user.name)
        self.who.login.set_value(user.login)
        self.who.role.set_value(user.role)
        for field in (self.who.name, self.who.login, self.who.role, self.who.until):
            field.setEnabled(False)
        self.who.introduced.hide()
        self.who.rows.addWidget(self.why)
        self.why.set_value(said("Lost phone"))
