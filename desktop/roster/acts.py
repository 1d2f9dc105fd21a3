"""What can be done with people and studies: opens the dialog, hands one command to the store, says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.roster.records import LEFT, NewPerson, NewStudy, Person, Study
from db.store.query import Query
from desktop.roster.person_dialog import PersonDialog, changes_of
from desktop.roster.study_dialogs import InvestigatorDialog, LeaverDialog, RoleDialog, RoleGiven, StudyDialog
from desktop.widgets.buttons import Button
from desktop.widgets.dialog import Dialog
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    from db.access.records import Left
    from db.site import Site
    from desktop.roster.inspect_person import PersonView
    from desktop.roster.inspect_study import StudyView

ALL = Query(limit=5_000)


class PeopleActs(QObject):
    """``saved(id, status)`` after a command succeeded."""

    saved = Signal(str, str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def buttons(self, view: PersonView) -> Sequence[Button]:
        """For the inspector, made anew for each person."""
        person = view.file.person
        if not self._context.may("person", "u"):
            return ()
        edit = Button(self.tr("Edit"), "primary", "person-edit")
        edit.clicked.connect(lambda: self.edit(person))
        if person.status == LEFT:
            return (edit,)
        role = Button(self.tr("Give a role"), "plain", "person-role")
        role.clicked.connect(lambda: self.give_role(person))
        leaver = Button(self.tr("Leaves…"), "plain", "person-leaves")
        leaver.clicked.connect(lambda: self.leave(person))
        return edit, role, leaver

    def add(self) -> None:
        """The empty form."""
        self._context.jobs.read(_known, lambda known: self._open_editor(None, *known), self._failed)

    def edit(self, person: Person) -> None:
        """The form filled with what is known; nothing for who may only read."""
        if not self._context.may("person", "u"):
            return
        self._context.jobs.read(_known, lambda known: self._open_editor(person, *known), self._failed)

    def give_role(self, person: Person) -> None:
        """A role in a study."""

        def opened(known: tuple[tuple[Study, ...], tuple[str, ...], date]) -> None:
            studies, roles, today = known
            dialog = RoleDialog(self._page, person, studies, roles, today, lambda given: self._assign(dialog, given))
            dialog.open()

        self._context.jobs.read(
            lambda site: (site.people.studies(ALL).rows, site.people.roles(), site.clock.now().date()), opened,
            self._failed,
        )  # fmt: skip

    def leave(self, person: Person) -> None:
        """Their last day."""

        def opened(today: date) -> None:
            def save(end: date, reason: str) -> None:
                def done(left: Left) -> None:
                    dialog.accept()
                    self.saved.emit(person.id, LEFT if left.end < today else person.status)
                    self._tell_open(left)

                dialog.set_busy(True)
                self._context.jobs.write(
                    lambda site: site.access.leave(person.id, end, reason), done, dialog.show_trouble
                )

            dialog = LeaverDialog(self._page, person, today, save)
            dialog.open()

        self._context.jobs.read(lambda site: site.clock.now().date(), opened, self._failed)

    def _tell_open(self, left: Left) -> None:
        """What a leaver can still log in with: it waits on the Access page until each is confirmed withdrawn."""
        if left.open_accounts or left.unlocks:
            lines = [f"{one.system}: {one.account} ({one.role})" for one in left.open_accounts]
            lines += [self.tr("Siteward: {login}").format(login=login) for login in left.unlocks]
            listed, words = "\n".join(lines), ""
            if left.open_accounts:
                words = self.tr("They stay under Access until somebody confirms that each is withdrawn.")
            if left.unlocks:
                ends = self.tr("An officer ends their access to this program under Settings, Users.")
                words = f"{words} {ends}".strip()
            title = self.tr("{name} still has open accounts").format(name=left.person)
            self._context.prompts.tell(f"{listed}\n\n{words}", title=title)

    def _open_editor(self, person: Person | None, roles: Sequence[str], employers: Sequence[str]) -> None:
        dialog = PersonDialog(
            self._page, lambda given: self._save(dialog, given), person=person, roles=roles, employers=employers
        )
        dialog.open()

    def _save(self, dialog: PersonDialog, given: NewPerson) -> None:
        person = dialog.person
        if person is None:
            self._write(dialog, lambda site: site.people.add_person(given))
            return
        changes = changes_of(person, given)
        if not changes:
            dialog.reject()
            return
        self._context.prompts.ask_reason(
            self.tr("Why does this change?"),
            lambda reason: self._write(dialog, lambda site: site.people.change_person(person.id, changes, reason)),
            words=self.tr("{n} fields of {name} change.").format(n=len(changes), name=person.name),
            parent=dialog,
        )

    def _assign(self, dialog: Dialog, given: RoleGiven) -> None:
        def write(site: Site) -> Person:
            site.people.assign(given.person, given.study, given.role, given.start, given.end, given.late_reason)
            return site.people.person(given.person)

        self._write(dialog, write)

    def _write(self, dialog: Dialog, command: Callable[[Site], Person]) -> None:
        def done(person: Person) -> None:
            dialog.accept()
            self.saved.emit(person.id, person.status)

        dialog.set_busy(True)
        self._context.jobs.write(command, done, dialog.show_trouble)

    def _failed(self, problem: Exception) -> None:
        self._context.prompts.tell(problem)


class StudyActs(QObject):
    """``saved(id)`` after a command succeeded."""

    saved = Signal(str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def buttons(self, view: StudyView) -> Sequence[Button]:
        study = view.file.study
        if not self._context.may("study", "u"):
            return ()
        edit = Button(self.tr("Edit"), "primary", "study-edit")
        edit.clicked.connect(lambda: self.edit(study))
        words = self.tr("Change investigator") if study.investigator else self.tr("Name investigator")
        investigator = Button(words, "plain", "study-investigator")
        investigator.clicked.connect(lambda: self.name_investigator(study))
        return edit, investigator

    def add(self) -> None:
        """The empty form."""
        dialog = StudyDialog(self._page, lambda given: self._write(dialog, lambda site: site.people.add_study(given)))
        dialog.open()

    def edit(self, study: Study) -> None:
        """The form filled with what is known."""
        dialog = StudyDialog(self._page, lambda given: self._change(dialog, study, given), study)
        dialog.open()

    def name_investigator(self, study: Study) -> None:
        """Who answers for the study."""

        def opened(known: tuple[tuple[Person, ...], date]) -> None:
            people, today = known
            dialog = InvestigatorDialog(
                self._page, study, people, today, lambda person, start: self._name(dialog, study, person, start)
            )
            dialog.open()

        active = Query(where={"status": ["active"]}, limit=5_000)
        self._context.jobs.read(
            lambda site: (site.people.people(active).rows, site.clock.now().date()), opened, self._failed
        )

    def _name(self, dialog: Dialog, study: Study, person: str, start: date) -> None:
        if not study.investigator:

            def first(site: Site) -> Study:
                site.people.name_investigator(study.id, person, start)
                return site.people.study(study.id)

            self._write(dialog, first)
            return

        def ask(reason: str) -> None:
            def change(site: Site) -> Study:
                site.delegation.hand_over(study.id, person, start, reason)
                return site.people.study(study.id)

            self._write(dialog, change)

        self._context.prompts.ask_reason(self.tr("Why does the investigator change?"), ask, parent=dialog)

    def _change(self, dialog: Dialog, study: Study, given: NewStudy) -> None:
        changes = {
            name: getattr(given, name)
            for name in given.__dataclass_fields__
            if (getattr(given, name) or None) != (getattr(study, name) or None)
        }
        if not changes:
            dialog.reject()
            return
        self._context.prompts.ask_reason(
            self.tr("Why does this change?"),
            lambda reason: self._write(dialog, lambda site: site.people.change_study(study.id, changes, reason)),
            parent=dialog,
        )

    def _write(self, dialog: Dialog, command: Callable[[Site], Study]) -> None:
        def done(study: Study) -> None:
            dialog.accept()
            self.saved.emit(study.id)

        dialog.set_busy(True)
        self._context.jobs.write(command, done, dialog.show_trouble)

    def _failed(self, problem: Exception) -> None:
        self._context.prompts.tell(problem)


def _known(site: Site) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Roles and employers there are, for completing."""
    employers = tuple(facet.value for facet in site.people.facets(Query()).get("employer", ()))
    return site.people.roles(), employers
