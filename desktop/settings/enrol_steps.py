"""The steps of an enrolment that only this room has: who it is and how that was checked; the second person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from db.oversight.records import DOCUMENTS
from db.store.actor import ROLES
from db.store.users import User
from desktop.unlock.steps import Step
from desktop.unlock.words import role_name
from desktop.widgets.choices import Tick
from desktop.widgets.code_boxes import CodeBoxes
from desktop.widgets.fields import ChoiceField, DateField, TextField, check_all
from desktop.widgets.fonts import Type
from desktop.widgets.passphrase import PassphraseField
from desktop.widgets.text import Text

LIMITED = ("monitor", "inspector")


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Settings", text)


class WhoStep(Step):
    """Name, role, log-in name, the paper their identity was checked with; for visitors also study and last day."""

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
        self.identity = ChoiceField(
            said("Their identity: which paper did you see?"), "enrol-identity",
            [(one, said(one.capitalize())) for one in DOCUMENTS], required=True, unset=said("Choose"),
            hint=said("Recorded with your name and today's date (21 CFR 11.100(b))."),
        )  # fmt: skip
        self.introduced = Tick(said("I have shown them how Siteward works"), "enrol-introduced")
        for field in (self.name, self.role, self.login, self.study, self.until, self.identity):
            self.rows.addWidget(field)
            field.changed.connect(self._changed)
        self.rows.addWidget(self.introduced)
        self.setFocusProxy(self.name)
        self._changed()

    def ready(self) -> bool:
        return bool(self.name.value() and self.role.value() and self.login.value() and self.identity.value())

    def leave(self, done: Callable[[], object], failed: Callable[[Exception | str], object]) -> None:
        if check_all([self.name, self.role, self.login, self.until, self.identity]):
            done()
        else:
            failed(said("Correct what is marked."))

    def _changed(self) -> None:
        self.study.setVisible(self.role.value() in LIMITED)
        self.changed.emit()


class SecondStep(Step):
    """Another enrolled person proves themselves: an officer's key is given back by two (11.200(a)(3))."""

    def __init__(self, people: Sequence[User]) -> None:
        super().__init__(
            said("A second person"),
            said("An officer's key opens everything, so two people give it back: you, and a colleague who is here "
                 "and proves it with passphrase and code of their own. Both stand on the trail."),
            "enrol-second",
        )  # fmt: skip
        self.who = ChoiceField(
            said("Who is here with you"), "second-who", [(one.login, one.name) for one in people], required=True,
            unset=said("Choose"),
        )  # fmt: skip
        self.passphrase = PassphraseField(said("Their passphrase"), "second-passphrase")
        label = Text(said("Code from their authenticator"), Type.LABEL, "ink2")
        self.code = CodeBoxes("second-code")
        label.setBuddy(self.code)
        for widget in (self.who, self.passphrase, label, self.code):
            self.rows.addWidget(widget)
        self.who.changed.connect(self.changed)
        self.passphrase.control.textChanged.connect(lambda _: self.changed.emit())
        self.code.textChanged.connect(lambda _: self.changed.emit())
        self.setFocusProxy(self.who)

    def ready(self) -> bool:
        return bool(self.who.value() and self.passphrase.value() and self.code.is_complete())

    def forget(self) -> None:
        """Empty the fields as soon as they have served."""
        self.passphrase.forget()
        self.code.clear()
