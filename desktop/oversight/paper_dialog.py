"""Filing a study paper that was signed: investigator's form, financial disclosure, CV (ROS-7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.oversight.records import DISCLOSED, DISCLOSURE, FORM, FORMS, NO_INTERESTS, PAPERS, NewPaper, PaperStanding
from db.store.query import Query
from desktop.oversight.words import paper_word, said
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField, check_all
from desktop.widgets.file_field import FileField
from desktop.widgets.form import Form
from desktop.widgets.page import PageContext
from desktop.widgets.pick_list import PickList
from desktop.widgets.taking_file import take_any

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.site import Site


@dataclass(frozen=True)
class PaperFacts:
    """What the form offers: studies, and the people with a role in each."""

    studies: tuple[tuple[str, str], ...]
    people: dict[str, tuple[tuple[str, str, str], ...]]
    today: date


def read_paper_facts(site: Site) -> PaperFacts:
    """On the store's thread."""
    studies = tuple((one.id, one.code) for one in site.people.studies(Query(limit=500)).rows)
    people = {
        study: tuple((one.person, one.name, one.role) for one in site.oversight.papers.roles(study))
        for study, _code in studies
    }
    return PaperFacts(studies, people, site.clock.now().date())


class PaperDialog(Dialog):
    """Closes when the paper is on file."""

    def __init__(
        self, context: PageContext, parent: QWidget, facts: PaperFacts, line: PaperStanding | None = None
    ) -> None:
        super().__init__(said("File a study paper"), "paper-dialog", parent, width=580)
        self._context, self._facts = context, facts
        self.kind = ChoiceField(said("Paper"), "paper-kind", [(one, paper_word(one)) for one in PAPERS], required=True)
        self.study = ChoiceField(said("Study"), "paper-study", facts.studies, required=True, unset=said("Choose"))
        self.person = ChoiceField(said("Signed by"), "paper-person", (), required=True, search=True,
                                  unset=said("Choose"))  # fmt: skip
        self.title = TextField(said("Which form"), "paper-title", required=True, known=FORMS)
        self.version = TextField(said("Version"), "paper-version", required=True)
        self.signed = DateField(said("Signed on"), "paper-signed", required=True, not_after=facts.today)
        self.sent = DateField(said("Sent to the sponsor"), "paper-sent", hint=said("Empty while it is not"))
        self.interests = ChoiceField(
            said("Financial interests"), "paper-interests",
            [(NO_INTERESTS, said("None to disclose")), (DISCLOSED, said("Disclosed"))], required=True,
            unset=said("Choose"),
        )  # fmt: skip
        self.note = LongField(said("Note"), "paper-note", lines=2)
        self.named = PickList(said("Who is named on it"), "paper-named", rows=5)
        self.late = TextField(said("Why it is entered late"), "paper-late", hint=said("Where it was signed long ago"))
        self.scan = FileField(said("Scan"), "paper-scan", context.prompts, hint=said("Kept encrypted in the database"))
        form = Form(said("File a study paper"))
        for row in (
            (self.kind, self.study), (self.person, self.interests), (self.title, self.version),
            (self.signed, self.sent), (self.named,), (self.note,), (self.late,), (self.scan,),
        ):  # fmt: skip
            form.add(*row)
        self.body.addWidget(form)
        self.add_cancel()
        self.go = self.add_button(said("File it"), "paper-save", "primary")
        self.go.clicked.connect(self._save)
        self.kind.changed.connect(self._judge)
        self.study.changed.connect(self._offer_people)
        self._fill(line)

    def given(self) -> NewPaper:
        """What was typed."""
        form, disclosure = self.kind.value() == FORM, self.kind.value() == DISCLOSURE
        signed = self.signed.day()
        assert signed is not None
        roles = {person: role for person, _name, role in self._facts.people.get(self.study.value(), ())}
        return NewPaper(
            self.study.value(),
            self.person.value(),
            self.kind.value(),
            signed,
            self.title.value() if form else "",
            self.version.value() if form else "",
            self.sent.day(),
            self.interests.value() if disclosure else "",
            self.note.value(),
            tuple((person, roles.get(person, "")) for person in self.named.values()) if form else (),
            self.late.value(),
        )

    def _fill(self, line: PaperStanding | None) -> None:
        self.kind.set_value(line.kind if line is not None else DISCLOSURE)
        if line is not None:
            self.study.set_value(line.study_id)
        self._offer_people()
        if line is not None:
            self.person.set_value(line.person_id)
        self.signed.set_value(self._facts.today.isoformat())
        self._judge()

    def _judge(self) -> None:
        form, disclosure = self.kind.value() == FORM, self.kind.value() == DISCLOSURE
        for field in (self.title, self.version, self.named):
            field.setVisible(form)
        self.interests.setVisible(disclosure)

    def _offer_people(self) -> None:
        people = self._facts.people.get(self.study.value(), ())
        self.person.set_options([(person, name) for person, name, _role in people])
        self.named.set_options([(person, f"{name} · {role}") for person, name, role in people])

    def _save(self) -> None:
        fields = (self.kind, self.study, self.person, self.title, self.version, self.signed, self.sent, self.interests)
        if not check_all(fields):
            return
        new, path = self.given(), self.scan.path

        def write(file: File | None) -> None:
            self._context.jobs.write(
                lambda site: site.oversight.papers.file(new, file), lambda _: self.accept_saved(), self.show_trouble
            )

        self.set_busy(True)
        self.show_trouble(None)
        take_any(self._context, path, write, self.show_trouble, self)
