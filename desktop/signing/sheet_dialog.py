"""A signature-and-initials sheet comes back signed: who is on it, its scan, where it is kept (SIG-3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from db.delegation.rules import initials
from db.errors import BadInput
from db.signing.specimens import NewSheet
from db.store.query import Query
from desktop.signing.dialog import said
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import DateField, TextField, check_all
from desktop.widgets.file_field import FileField
from desktop.widgets.form import Form
from desktop.widgets.page import PageContext
from desktop.widgets.pick_list import PickList
from desktop.widgets.taking_file import take_file
from desktop.widgets.theme import theme

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.site import Site


@dataclass(frozen=True)
class SheetLists:
    """``people``: (id, name) of everybody at the site; ``signer``: who is at work; ``today``."""

    people: tuple[tuple[str, str], ...]
    signer: str
    today: date


def read_lists(site: Site) -> SheetLists:
    """On the store's thread."""
    today = site.clock.now().date()
    people = site.people.people(Query(limit=20_000), today).rows
    return SheetLists(tuple((one.id, one.name) for one in people), site.actor.name, today)


class SheetDialog(Dialog):
    """Closes when the sheet is filed."""

    def __init__(self, context: PageContext, lists: SheetLists, parent: QWidget, chosen: str = "") -> None:
        super().__init__(
            said("File a signed sheet"), "specimen-dialog", parent, width=560,
            words=said("Everybody on the sheet is ticked; its scan is kept once, as a certified copy."),
        )  # fmt: skip
        self._context, self._names = context, dict(lists.people)
        self.people = PickList(said("Who is on the sheet"), "specimen-people", rows=6)
        self.people.set_options(lists.people)
        if chosen:
            self.people.tick([chosen])
        self.initials: dict[str, TextField] = {}
        self._letters_form = QWidget()
        self._letters_rows = QGridLayout(self._letters_form)
        self._letters_rows.setContentsMargins(0, 0, 0, 0)
        self.signed = DateField(said("Signed on"), "specimen-signed", required=True, not_after=lists.today)
        self.compared = DateField(said("Compared on"), "specimen-compared", required=True, not_after=lists.today)
        self.compared.set_value(lists.today.isoformat())
        self.by = TextField(said("Compared with the sheet by"), "specimen-by", required=True)
        self.by.set_value(lists.signer)
        self.where = TextField(said("Where the sheet is kept"), "specimen-where", required=True)
        self.scan = FileField(said("Scan"), "specimen-scan", context.prompts)
        form = Form(said("Sheet"))
        for row in ((self.signed, self.compared), (self.by,), (self.where,)):
            form.add(*row)
        letters = QScrollArea()
        letters.setWidget(self._letters_form)
        letters.setWidgetResizable(True)
        letters.setFrameShape(QScrollArea.Shape.NoFrame)
        letters.viewport().setAutoFillBackground(False)
        self._letters_form.setAutoFillBackground(False)
        letters.setAccessibleName(said("Initials, as written"))
        letters.setMaximumHeight(theme().px(132))
        self._letters = letters
        for widget in (self.people, letters, form, self.scan):
            self.body.addWidget(widget)
        self.add_cancel()
        self.go = self.add_button(said("File it"), "specimen-save", "primary")
        self.go.clicked.connect(self._save)
        self.people.changed.connect(self._propose)
        self._propose()

    def _propose(self) -> None:
        """A field for everybody who is ticked; the first letters of the name stand in it until others are written."""
        ticked = self.people.values()
        for person in [one for one in self.initials if one not in ticked]:
            field = self.initials.pop(person)
            field.hide()
            field.deleteLater()
        for person in ticked:
            if person not in self.initials:
                label = said("Initials of {name}, as written").format(name=self._names[person])
                self.initials[person] = TextField(label, f"specimen-initials-{person}")
                self.initials[person].set_value(self._first_letters(person))
        for place, person in enumerate(ticked):
            self._letters_rows.addWidget(self.initials[person], place // 2, place % 2)
        self._letters.setVisible(bool(ticked))

    def _first_letters(self, person: str) -> str:
        family, _comma, given = self._names[person].partition(", ")
        return initials(given, family)

    def _save(self) -> None:
        ticked, path = self.people.values(), self.scan.path
        good = check_all([self.signed, self.compared, self.by, self.where])
        if not ticked or path is None:
            missing = said("Nobody is ticked.") if not ticked else said("The scan is missing.")
            self.show_trouble(BadInput(missing, kept="Nothing was saved."))
            return
        signed, compared = self.signed.day(), self.compared.day()
        if not good or signed is None or compared is None:
            return
        letters = {person: self.initials[person].value() for person in ticked}
        by, where = self.by.value(), self.where.value()

        def work(site: Site, file: File) -> None:
            evidence = site.evidence.add(file).id
            site.signing.specimens.file(NewSheet(tuple(letters.items()), signed, evidence, by, compared, where))

        self.set_busy(True)
        self.show_trouble(None)
        take_file(
            self._context, path,
            lambda file: self._context.jobs.write(
                lambda site: work(site, file), lambda _: self.accept_saved(), self.show_trouble
            ),
            self.show_trouble, self,
        )  # fmt: skip
