"""What can be done about training: opens the dialogs, asks for reasons, and sends the writes to the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.training.records import Course, NewSession, NewTraining, Renewal, Requirement, TrainingRecord, Version
from desktop.training.questions import Lists
from desktop.training.words import course_name, said
from desktop.widgets.dates import show_date
from desktop.widgets.page import PageContext
from desktop.widgets.taking_file import take_any, take_file

if TYPE_CHECKING:
    from db.site import Site
    from desktop.widgets.dialog import Dialog

T = TypeVar("T")
FILES = "PDF, pictures, documents (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.docx *.xlsx *.txt);;All files (*)"


class Acts(QObject):
    """``saved(words)`` after each write; ``failed(Exception)`` where no dialog is open to say it."""

    saved = Signal(str)
    failed = Signal(object)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self.context, self._page = context, page
        self.lists: Lists | None = None

    @property
    def may_write(self) -> bool:
        return self.lists is not None and self.lists.may_write

    def record(self, person: str = "", course: str = "") -> None:
        """A training of one person."""
        from desktop.training.record_dialog import RecordDialog

        if self.lists is None:
            return
        dialog = RecordDialog(self.context, self.lists, self._page)
        dialog.begin(person, course)
        dialog.group_asked.connect(lambda chosen: self.group(chosen))
        dialog.asked.connect(lambda new, path: self._save_training(dialog, new, path))
        dialog.open()

    def group(self, course: str = "") -> None:
        """One session of several people."""
        from desktop.training.session_dialog import SessionDialog

        if self.lists is None:
            return
        dialog = SessionDialog(self.context, self.lists, self._page)
        dialog.begin(course)
        dialog.asked.connect(lambda new, path: self._save_session(dialog, new, path))
        dialog.open()

    def correct(self, record: TrainingRecord) -> None:
        """Correct a record; asks why."""
        from desktop.training.record_dialog import RecordDialog

        if self.lists is None:
            return
        dialog = RecordDialog(self.context, self.lists, self._page, record)
        dialog.changed_to.connect(lambda changes: self._save_correction(dialog, record, changes))
        dialog.open()

    def strike(self, record: TrainingRecord) -> None:
        """Strike a record through; asks why."""
        words = said("It stays readable and no longer counts. {person}, {course}, {day}.").format(
            person=record.person, course=record.course, day=show_date(record.completed)
        )
        self.context.prompts.ask_reason(
            said("Strike this training through?"),
            lambda why: self._write(lambda site: site.training.void_record(record.id, why), said("Struck through.")),
            words=words, do=said("Strike through"), parent=self._page.window(),
        )  # fmt: skip

    def attach(self, record: TrainingRecord) -> None:
        """Evidence that came later; asks why."""

        def chosen(path: Path) -> None:
            self.context.prompts.ask_reason(
                said("Attach {file}").format(file=path.name),
                lambda why: take_file(
                    self.context, path,
                    lambda file: self._write(
                        lambda site: site.training.attach(record.id, file, why), said("Evidence attached.")
                    ),
                    self.failed.emit, self._page.window(),
                ),
                reasons=(said("Document arrived later"), said("Better scan"), said("Wrong file before")),
                do=said("Attach"), parent=self._page.window(),
            )  # fmt: skip

        self.context.prompts.choose_file(said("Evidence"), said(FILES), chosen, parent=self._page.window())

    def plan(self, person_name: str, person: str, course: str, heading: str) -> None:
        """Plan a renewal."""
        from desktop.training.plan_dialog import PlanDialog

        if self.lists is None:
            return
        dialog = PlanDialog(person_name, heading, self.lists.today, self._page)
        dialog.asked.connect(
            lambda day, note: self.send(
                dialog, lambda site: site.training.plan_renewal(person, course, day, note), said("Renewal planned.")
            )
        )
        dialog.open()

    def withdraw(self, renewal: Renewal) -> None:
        """Take a planned renewal back; asks why."""
        self.context.prompts.ask_reason(
            said("Withdraw the renewal planned for {day}?").format(day=show_date(renewal.planned)),
            lambda why: self._write(
                lambda site: site.training.cancel_renewal(renewal.id, why), said("Planned renewal withdrawn.")
            ),
            do=said("Withdraw"), parent=self._page.window(),
        )  # fmt: skip

    def course(self, course: Course | None = None) -> None:
        """A new course or document, or a change of one."""
        from desktop.training.course_dialog import CourseDialog

        if self.lists is None:
            return
        dialog = CourseDialog(self.lists, self._page, course)
        dialog.asked.connect(
            lambda new: self.send(dialog, lambda site: site.training.add_course(new), said("Course added."))
        )
        if course is not None:
            dialog.changed_to.connect(
                lambda changes: self.why(
                    dialog, said("Why does {code} change?").format(code=course_name(course.code, course.study)),
                    lambda site, reason: site.training.change_course(course.id, changes, reason), said("Changed."),
                )
            )  # fmt: skip
        dialog.open()

    def version(self, course: Course, version: Version | None = None) -> None:
        """A new version, or a change of one (as when its day at the site becomes known)."""
        from desktop.training.version_dialog import VersionDialog

        dialog = VersionDialog(course, self._page, version)
        dialog.asked.connect(
            lambda new: self.send(
                dialog, lambda site: site.training.add_version(course.id, new), said("Version added.")
            )
        )
        if version is not None:
            dialog.changed_to.connect(
                lambda changes: self.why(
                    dialog, said("Why does version {label} change?").format(label=version.label),
                    lambda site, reason: site.training.change_version(version.id, changes, reason), said("Changed."),
                )
            )  # fmt: skip
        dialog.open()

    def require(self, course: str = "") -> None:
        """Ask a course of a role, in a study or the whole site."""
        from desktop.training.requirement_dialog import RequirementDialog

        if self.lists is None:
            return
        dialog = RequirementDialog(self.lists, self._page, course)
        dialog.asked.connect(
            lambda new: self.send(dialog, lambda site: site.training.require(new), said("Requirement added."))
        )
        dialog.open()

    def end_requirement(self, requirement: Requirement) -> None:
        """The last day it is asked; asks why."""
        from desktop.training.requirement_dialog import EndDialog

        if self.lists is None:
            return
        dialog = EndDialog(requirement, self.lists.today, self._page)
        dialog.asked.connect(
            lambda end: self.why(
                dialog, said("Why does this requirement end?"),
                lambda site, reason: site.training.end_requirement(requirement.id, end, reason), said("Ended."),
            )
        )  # fmt: skip
        dialog.open()

    def adopt(self) -> None:
        """Take over a built-in curriculum (TRN-4)."""
        from desktop.training.curriculum_dialog import CurriculumDialog

        if self.lists is None:
            return
        dialog = CurriculumDialog(self.lists.today, self._page)
        dialog.asked.connect(
            lambda name, start: self.send(
                dialog, lambda site: site.training.adopt_curriculum(name, start), said("Curriculum taken over.")
            )
        )
        dialog.open()

    def send(self, dialog: Dialog, work: Callable[[Site], T], words: str) -> None:
        """Write; the dialog closes when it is saved, and says it when it is not."""
        dialog.set_busy(True)

        def done(_answer: T) -> None:
            dialog.set_busy(False)
            dialog.accept_saved()
            self.saved.emit(words)

        self.context.jobs.write(work, done, dialog.show_trouble)

    def why(self, dialog: Dialog, title: str, work: Callable[[Site, str], T], words: str) -> None:
        """Ask for the reason of a change in front of its dialog, then write."""
        self.context.prompts.ask_reason(
            title, lambda reason: self.send(dialog, lambda site: work(site, reason), words), parent=dialog
        )

    def _save_training(self, dialog: Dialog, new: NewTraining, path: Path | None) -> None:
        take_any(
            self.context, path,
            lambda file: self.send(dialog, lambda site: site.training.record(new, file), said("Training recorded.")),
            dialog.show_trouble, dialog,
        )  # fmt: skip

    def _save_session(self, dialog: Dialog, new: NewSession, path: Path | None) -> None:
        words = said("Session recorded for {n} people.").format(n=len(new.people))
        take_any(
            self.context, path,
            lambda file: self.send(dialog, lambda site: site.training.group_session(new, file), words),
            dialog.show_trouble, dialog,
        )  # fmt: skip

    def _save_correction(self, dialog: Dialog, record: TrainingRecord, changes: Mapping[str, object]) -> None:
        self.why(
            dialog, said("Why is this training corrected?"),
            lambda site, reason: site.training.change_record(record.id, changes, reason), said("Corrected."),
        )  # fmt: skip

    def _write(self, work: Callable[[Site], T], words: str) -> None:
        self.context.jobs.write(work, lambda _: self.saved.emit(words), self.failed.emit)
