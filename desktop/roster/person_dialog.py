"""The editor of a person: everything in one form, checked before it is handed on. It saves nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from db.roster.records import NewPerson, Person
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import DateField, Field, LongField, TextField, check_all

Save = Callable[[NewPerson], object]
_DAYS = ("start", "end", "cv_date", "cv_expires", "licence_expires")
_TEXTS = ("family_name", "given_name", "other_names", "email", "phone", "employer", "role", "licence", "note")


class PersonDialog(Dialog):
    """``save`` gets what was given; call `close` when it was written, `show_trouble` when not."""

    def __init__(
        self,
        parent: QWidget,
        save: Save,
        *,
        person: Person | None = None,
        roles: Sequence[str] = (),
        employers: Sequence[str] = (),
    ) -> None:
        super().__init__("", "person-dialog", parent, width=640)
        title = self.tr("Add a person") if person is None else self.tr("Edit {name}").format(name=person.name)
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.person, self._save = person, save
        self.fields: dict[str, Field] = {  # type: ignore[type-arg]
            "family_name": TextField(self.tr("Family name"), "family-name", required=True),
            "given_name": TextField(self.tr("Given name"), "given-name"),
            "other_names": TextField(
                self.tr("Other names"), "other-names", hint=self.tr("Former name, or the same name in another script")
            ),
            "role": TextField(self.tr("Role at the site"), "role", known=roles),
            "employer": TextField(self.tr("Employer"), "employer", known=employers),
            "email": TextField(self.tr("E-mail"), "email"),
            "phone": TextField(self.tr("Phone"), "phone"),
            "start": DateField(self.tr("First day"), "start"),
            "end": DateField(self.tr("Last day"), "end"),
            "cv_date": DateField(self.tr("CV signed on"), "cv-date"),
            "cv_expires": DateField(self.tr("CV valid to"), "cv-expires"),
            "licence": TextField(self.tr("Licence"), "licence"),
            "licence_expires": DateField(self.tr("Licence valid to"), "licence-expires"),
            "note": LongField(
                self.tr("Note"), "note", hint=self.tr("Nothing about trial participants belongs here."), lines=2
            ),
        }
        self._lay_out()
        if person is not None:
            self._fill(person)
        self.add_cancel()
        self.go = self.add_button(self.tr("Save"), "save", "primary")
        self.go.clicked.connect(self._try)
        self.fields["family_name"].control.setFocus()

    def given(self) -> NewPerson:
        """What stands in the form."""
        texts = {name: self.fields[name].value() for name in _TEXTS}
        days: dict[str, date | None] = {}
        for name in _DAYS:
            field = self.fields[name]
            assert isinstance(field, DateField)
            days[name] = field.day()
        kept = {} if self.person is None else {"cv_file": self.person.cv_file, "licence_file": self.person.licence_file}
        return NewPerson(**texts, **days, **kept)  # type: ignore[arg-type]

    def _try(self) -> None:
        if check_all(list(self.fields.values())):
            self.show_trouble(None)
            self._save(self.given())

    def _fill(self, person: Person) -> None:
        for name, field in self.fields.items():
            value = getattr(person, name)
            field.set_value(value.isoformat() if isinstance(value, date) else value or "")

    def _lay_out(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        rows = (
            ("family_name", "given_name"),
            ("other_names", "role"),
            ("employer", "email"),
            ("phone", "licence"),
            ("start", "end"),
            ("cv_date", "cv_expires"),
            ("licence_expires", ""),
        )
        for place, pair in enumerate(rows):
            for column, name in enumerate(pair):
                if name:
                    grid.addWidget(self.fields[name], place, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.fields["note"], len(rows), 0, 1, 2)
        area = QScrollArea()
        area.setObjectName("person-fields")
        area.setAccessibleName(self.tr("The person"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.setMinimumHeight(min(620, inside.sizeHint().height() + 8))
        self.body.addWidget(area)


def changes_of(person: Person, given: NewPerson) -> dict[str, object]:
    """The fields that differ."""
    return {
        name: getattr(given, name)
        for name in given.__dataclass_fields__
        if (getattr(given, name) or None) != (getattr(person, name) or None)
    }
