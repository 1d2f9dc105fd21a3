"""What can be done with lines and tasks: opens the dialog, hands one command to the store, says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.delegation import records as r
from desktop.delegation.dialogs import BreachDialog, DelegateDialog, EndDialog, TaskDialog
from desktop.delegation.questions import LineView, Lists, read_lists
from desktop.delegation.words import said
from desktop.signing.dialog import sign_records
from desktop.widgets.buttons import Button
from desktop.widgets.dialog import Dialog
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    from db.site import Site

Whose = tuple[str, str] | None
"""Id and name of the person whose signature something takes."""
_LIVE = (r.ACTIVE, r.NOT_CURRENT, r.APPROVED)


class DelegationActs(QObject):
    """``saved(line id)`` after a command succeeded; empty where it concerned no single line."""

    saved = Signal(str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def buttons(self, view: LineView) -> Sequence[Button]:
        """For the inspector, made anew for each line: the next step first."""
        line, file = view.file.line, view.file
        found: list[Button] = []

        def add(words: str, name: str, act: Callable[[], object]) -> None:
            button = Button(words, "plain" if found else "primary", name)
            button.clicked.connect(lambda: act())
            found.append(button)

        gap = next((need.course_id for need in file.needs if not need.current), "")
        if gap and line.status not in (r.ENDED, r.REFUSED):
            add(said("See the training"), "line-training", lambda: self._training(line.person_id, gap))
        if line.status == r.PROPOSED and (file.mine or view.writes):
            add(said("Accept…"), "line-accept", lambda: self.accept([line.id]))
        if (line.status == r.ACCEPTED or line.former) and line.status != r.ENDED and (file.lead or view.writes):
            add(said("Approve…"), "line-approve", lambda: self.approve([line.id]))
        if not view.writes:
            return found
        if line.status in (r.PROPOSED, r.ACCEPTED) and line.start < view.today:
            add(said("Begin today instead"), "line-repropose", lambda: self._repropose(view))
        if line.status in _LIVE:
            add(said("End…"), "line-end", lambda: self._end(view))
        if line.status in (r.PROPOSED, r.ACCEPTED) or (line.status == r.APPROVED and line.start > view.today):
            add(said("Refuse…"), "line-refuse", lambda: self._refuse(line))
        if line.status in (r.ENDED, r.REFUSED):
            add(
                said("Delegate again"), "line-again", lambda: self.delegate(line.study_id, line.person_id, line.task_id)
            )
        if line.start <= view.today and line.status != r.REFUSED:
            add(said("Record a breach…"), "line-breach", lambda: self._breach(view))
        return found

    def delegate(self, study: str, person: str = "", task: str = "") -> None:
        """Tasks for a person."""

        def opened(lists: Lists) -> None:
            dialog = DelegateDialog(
                self._context, lists, self._page,
                lambda lines: self._write(dialog, lambda site: site.delegation.propose(lines)[0]),
            )  # fmt: skip
            if person:
                dialog.begin(person, task)
            dialog.open()

        self._context.jobs.read(lambda site: read_lists(site, study), opened, self._failed)

    def accept(self, lines: Sequence[str]) -> None:
        """The signature of the person, by code or on paper."""
        self._sign(lines, "accepted", lambda site, signer: site.delegation.accept(lines, signer), _person_of)

    def approve(self, lines: Sequence[str]) -> None:
        """The investigator's, several lines with one code."""
        self._sign(lines, "approved", lambda site, signer: site.delegation.approve(lines, signer), _lead_of)

    def approve_all(self, study: str) -> None:
        """Everything in the study that waits for the investigator."""

        def found(lines: tuple[r.Line, ...]) -> None:
            waiting = [line.id for line in lines if line.status == r.ACCEPTED or (line.former and line.status in _LIVE)]
            if waiting:
                self.approve(waiting)

        self._context.jobs.read(lambda site: site.delegation.lines_of(study=study), found, self._failed)

    def declare(self, study: str) -> None:
        """The investigator's declaration."""

        def opened(found: tuple[Any, Whose]) -> None:
            signable, whose = found
            if signable is None:
                self._context.prompts.tell(said("The declaration of this study is signed."))
                return
            sign_records(
                self._context, [signable], ["declared"], lambda site, signer: site.delegation.declare(study, signer),
                lambda _none: self.saved.emit(""), self._page, whose,
            )  # fmt: skip

        self._context.jobs.read(
            lambda site: (site.delegation.declaration(study), _lead(site, study)), opened, self._failed
        )

    def sign_off(self, study: str) -> None:
        """A version of the log, frozen."""

        def opened(found: tuple[Any, Whose]) -> None:
            signable, whose = found
            sign_records(
                self._context, [signable], ["approved"], lambda site, signer: site.delegation.sign_off(study, signer),
                lambda _version: self.saved.emit(""), self._page, whose,
            )  # fmt: skip

        self._context.jobs.read(
            lambda site: (site.delegation.version_to_sign(study), _lead(site, study)), opened, self._failed
        )

    def add_task(self, study: str, task: r.Task | None = None) -> None:
        """A task of the list, new or to be changed."""

        def save(dialog: TaskDialog, given: r.NewTask) -> None:
            if task is None:
                self._write(dialog, lambda site: _nothing(site.delegation.add_task(given)))
                return
            changes = {
                name: getattr(given, name)
                for name in ("code", "title", "note", "course_ids")
                if getattr(given, name) != getattr(task, name)
            }
            self._context.prompts.ask_reason(
                said("Why does this change?"),
                lambda why: self._write(
                    dialog, lambda site: _nothing(site.delegation.change_task(task.id, changes, why))
                ),
                parent=dialog,
            )

        def opened(lists: Lists) -> None:
            dialog = TaskDialog(lists, self._page, lambda given: save(dialog, given), task)
            dialog.open()

        self._context.jobs.read(lambda site: read_lists(site, study), opened, self._failed)

    def take_over(self, study: str) -> None:
        """The usual tasks."""
        self._context.jobs.write(
            lambda site: site.delegation.take_over(study), lambda _tasks: self.saved.emit(""), self._failed
        )

    def _training(self, person: str, course: str) -> None:
        self._context.navigate("training", f"{person}/{course}")

    def _sign(
        self, lines: Sequence[str], meaning: str, commit: Callable[[Site, Any], object],
        whose: Callable[[Site, r.Line], Whose],
    ) -> None:  # fmt: skip
        def opened(found: tuple[Sequence[Any], Whose]) -> None:
            sign_records(
                self._context, found[0], [meaning], commit, lambda _lines: self.saved.emit(lines[0]), self._page,
                found[1],
            )  # fmt: skip

        def read(site: Site) -> tuple[Sequence[Any], Whose]:
            signables = [site.delegation.signable(line) for line in lines]
            return signables, whose(site, site.delegation.line(lines[0]))

        self._context.jobs.read(read, opened, self._failed)

    def _end(self, view: LineView) -> None:
        line = view.file.line
        dialog = EndDialog(
            line, view.today, self._page,
            lambda day, why: self._write(dialog, lambda site: site.delegation.end([line.id], day, why)[0].id),
        )  # fmt: skip
        dialog.open()

    def _breach(self, view: LineView) -> None:
        line = view.file.line

        def save(kind: str, day: Any, what: str) -> None:
            def write(site: Site) -> str:
                site.delegation.record_breach(line.id, kind, day, what)
                return line.id

            self._write(dialog, write)

        dialog = BreachDialog(line, view.today, self._page, save)
        dialog.open()

    def _refuse(self, line: r.Line) -> None:
        self._context.prompts.ask_reason(
            said("Why is it refused?"),
            lambda why: self._context.jobs.write(
                lambda site: site.delegation.refuse(line.id, why).id, self.saved.emit, self._failed
            ),
            parent=self._page,
        )

    def _repropose(self, view: LineView) -> None:
        line, today = view.file.line, view.today
        self._context.prompts.ask_reason(
            said("Nobody began before the approval?"),
            lambda why: self._context.jobs.write(
                lambda site: site.delegation.repropose(line.id, today, why), self.saved.emit, self._failed
            ),
            parent=self._page,
        )

    def _write(self, dialog: Dialog, command: Callable[[Site], str]) -> None:
        def done(line: str) -> None:
            dialog.accept_saved()
            self.saved.emit(line)

        dialog.set_busy(True)
        self._context.jobs.write(command, done, dialog.show_trouble)

    def _failed(self, problem: Exception) -> None:
        self._context.prompts.tell(problem)


def _person_of(_site: Site, line: r.Line) -> Whose:
    return line.person_id, line.person


def _lead_of(site: Site, line: r.Line) -> Whose:
    return _lead(site, line.study_id)


def _lead(site: Site, study: str) -> Whose:
    lead = site.delegation.investigator_on(study, site.clock.now().date())
    return None if lead is None else (lead.person_id, lead.person)


def _nothing(_task: r.Task) -> str:
    return ""
