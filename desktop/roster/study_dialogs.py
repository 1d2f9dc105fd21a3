"""Dialogs around studies: a study, somebody's role in one, its principal investigator, and a leaver's last day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from db.roster.records import NewStudy, Person, Study
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, Field, TextField, check_all


@dataclass(frozen=True)
class RoleGiven:
    """A role in a study as it was typed."""

    person: str
    study: str
    role: str
    start: date
    end: date | None
    late_reason: str


class _Form(Dialog):
    """A dialog of fields; ``save`` runs when all of them are good."""

    def __init__(self, title: str, name: str, parent: QWidget, words: str = "", do: str = "", width: int = 520) -> None:
        super().__init__(title, name, parent, words=words, width=width)
        self.fields: list[Field] = []  # type: ignore[type-arg]
        self._do = do

    def finish(self, rows: Sequence[Sequence[Field]], save: Callable[[], object]) -> None:  # type: ignore[type-arg]
        """Lay the fields out in rows and add the buttons."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, row in enumerate(rows):
            for column, field in enumerate(row):
                grid.addWidget(field, place, column, 1, 2 if len(row) == 1 else 1, Qt.AlignmentFlag.AlignTop)
                self.fields.append(field)
        self.body.addLayout(grid)
        self.add_cancel()
        self.go = self.add_button(self._do or self.tr("Save"), "save", "primary")
        self.go.clicked.connect(lambda: save() if check_all(self.fields) else None)
        self.fields[0].control.setFocus()


class StudyDialog(_Form):
    """A study, new or to be changed."""

    def __init__(self, parent: QWidget, save: Callable[[NewStudy], object], study: Study | None = None) -> None:
        super().__init__("", "study-dialog", parent, width=600)
        title = self.tr("Add a study") if study is None else self.tr("Edit {study}").format(study=study.code)
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.study = study
        self.code = TextField(self.tr("Short name"), "study-code", required=True, hint="BRIGHT-2")
        self.protocol = TextField(self.tr("Protocol number"), "study-protocol", required=True)
        self.title = TextField(self.tr("Title"), "study-title")
        self.sponsor = TextField(self.tr("Sponsor"), "study-sponsor")
        self.phase = TextField(self.tr("Phase"), "study-phase", known=("I", "I/II", "II", "II/III", "III", "IV"))
        self.framework = TextField(
            self.tr("Framework"), "study-framework", known=("EU CTR 536/2014", "FDA IND", "UK MHRA", "ICH-GCP")
        )
        self.registration = TextField(self.tr("Registration"), "study-registration", hint="EU CT, IND, NCT")
        self.site_number = TextField(self.tr("Site number"), "study-site-number")
        self.ethics = TextField(self.tr("Ethics committee or IRB, number"), "study-ethics")
        self.start = DateField(self.tr("Start"), "study-start")
        self.end = DateField(self.tr("End"), "study-end")
        if study is not None:
            self._fill(study)
        rows = (
            (self.code, self.protocol),
            (self.title,),
            (self.sponsor, self.phase),
            (self.framework, self.registration),
            (self.site_number, self.ethics),
            (self.start, self.end),
        )
        self.finish(rows, lambda: save(self.given()))

    def given(self) -> NewStudy:
        return NewStudy(
            self.code.value(),
            self.protocol.value(),
            self.title.value(),
            self.sponsor.value(),
            self.phase.value(),
            self.framework.value(),
            self.registration.value(),
            self.site_number.value(),
            self.start.day(),
            self.end.day(),
            self.ethics.value(),
        )

    def _fill(self, study: Study) -> None:
        for name in (
            "code",
            "protocol",
            "title",
            "sponsor",
            "phase",
            "framework",
            "registration",
            "site_number",
            "ethics",
        ):
            getattr(self, name).set_value(getattr(study, name))
        self.start.set_value(study.start.isoformat() if study.start else "")
        self.end.set_value(study.end.isoformat() if study.end else "")


class RoleDialog(_Form):
    """A role of one person in a study; late entries say why (AUD-6)."""

    def __init__(
        self,
        parent: QWidget,
        person: Person,
        studies: Sequence[Study],
        roles: Sequence[str],
        today: date,
        save: Callable[[RoleGiven], object],
    ) -> None:
        super().__init__("", "role-dialog", parent)
        title = self.tr("Role in a study: {name}").format(name=person.name)
        self.heading.setText(title)
        self.setWindowTitle(title)
        self._person, self._today = person, today
        options = [(study.id, f"{study.code} · {study.protocol}") for study in studies]
        self.study = ChoiceField(
            self.tr("Study"), "role-study", options, required=True, search=True, unset=self.tr("Choose")
        )
        self.role = TextField(self.tr("Role"), "role-role", required=True, known=roles)
        self.role.set_value(person.role)
        self.start = DateField(self.tr("From"), "role-start", required=True)
        self.start.set_value(today.isoformat())
        self.end = DateField(self.tr("To"), "role-end", hint=self.tr("Empty while it goes on"))
        self.late = TextField(self.tr("Why it is entered late"), "role-late", hint=self.tr("Where it began long ago"))
        self.finish(((self.study,), (self.role,), (self.start, self.end), (self.late,)), lambda: save(self.given()))

    def given(self) -> RoleGiven:
        start = self.start.day()
        assert start is not None
        return RoleGiven(
            self._person.id, self.study.value(), self.role.value(), start, self.end.day(), self.late.value()
        )


class InvestigatorDialog(_Form):
    """Who is principal investigator of a study, from a day on."""

    def __init__(
        self,
        parent: QWidget,
        study: Study,
        people: Sequence[Person],
        today: date,
        save: Callable[[str, date], object],
    ) -> None:
        super().__init__("", "investigator-dialog", parent)
        if study.investigator:
            self.words.setText(self.tr("The former one's last day becomes the day before."))
            self.words.show()
        title = self.tr("Principal investigator of {study}").format(study=study.code)
        self.heading.setText(title)
        self.setWindowTitle(title)
        options = [(person.id, person.name) for person in people]
        self.person = ChoiceField(
            self.tr("Person"), "investigator-person", options, required=True, search=True, unset=self.tr("Choose")
        )
        self.start = DateField(self.tr("From"), "investigator-start", required=True)
        self.start.set_value(today.isoformat())
        self.finish(((self.person,), (self.start,)), self._given(save))

    def _given(self, save: Callable[[str, date], object]) -> Callable[[], object]:
        def given() -> None:
            start = self.start.day()
            assert start is not None
            save(self.person.value(), start)

        return given


class LeaverDialog(_Form):
    """Somebody leaves: their last day, and why it is recorded."""

    def __init__(self, parent: QWidget, person: Person, today: date, save: Callable[[date, str], object]) -> None:
        super().__init__("", "leaver-dialog", parent)
        title = self.tr("{name} leaves").format(name=person.name)
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.words.setText(
            self.tr(
                "Their roles in studies and delegations end on the same day; roles that had not begun are taken back. "
                "Accounts still open are listed. Every record keeps their name."
            )
        )
        self.words.show()
        self._do = self.tr("Record")
        self.end = DateField(self.tr("Last day"), "leaver-end", required=True)
        self.end.set_value(today.isoformat())
        self.reason = TextField(
            self.tr("Reason"),
            "leaver-reason",
            required=True,
            known=(self.tr("Left the site"), self.tr("Contract ended"), self.tr("Moved to another department")),
        )
        self.finish(((self.end,), (self.reason,)), self._given(save))

    def _given(self, save: Callable[[date, str], object]) -> Callable[[], object]:
        def given() -> None:
            end = self.end.day()
            assert end is not None
            save(end, self.reason.value())

        return given
