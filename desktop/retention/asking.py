"""What every act of this page does alike: lists for its form, a file, the write, the word of what it moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.retention import records as r
from desktop.retention.questions import Lists, read_lists
from desktop.retention.words import day_words, said
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.file_field import FileField
from desktop.widgets.page import PageContext
from desktop.widgets.taking_file import take_file

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.site import Site

T = TypeVar("T")
FILES = "Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.eml *.msg);;All files (*)"
SHOWN = 8  # series named in a what-if; the rest is counted


class Asking(QObject):
    """``saved(view, id)`` after a command succeeded: "series", "study", "rule" or "review"."""

    saved = Signal(str, str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self.context, self.page = context, page

    def with_lists(self, then: Callable[[Lists], object]) -> None:
        """Forms open with the people and studies of now."""
        self.context.jobs.read(read_lists, then, self.failed)

    def ask(
        self, title: str, name: str, rows: Sequence[Sequence[Any]], save: Callable[[AskDialog], object], *,
        words: str = "", do: str = "", width: int = 560,
    ) -> AskDialog:  # fmt: skip
        dialog = AskDialog(self.page, title, name, rows, save, words=words, do=do, width=width)
        dialog.open()
        return dialog

    def file_field(self, dialog: AskDialog, label: str, *, hint: str = "", filters: str = FILES) -> FileField:
        """Below the dialog's fields."""
        field = FileField(label, "evidence", self.context.prompts, filters=said(filters), hint=hint)
        dialog.body.addWidget(field)
        return field

    def with_file(self, dialog: AskDialog, field: FileField, then: Callable[[File | None], object]) -> None:
        """Reads the chosen file in a worker, then goes on."""
        path = field.path
        if path is None:
            then(None)
            return
        dialog.set_busy(True)
        take_file(self.context, path, then, dialog.show_trouble, dialog)

    def write(
        self, dialog: AskDialog, command: Callable[[Site], T], view: str, identity: Callable[[T], str] | str
    ) -> None:
        """Saves, closes the dialog, and shows the record."""

        def done(result: T) -> None:
            dialog.accept()
            self.saved.emit(view, identity if isinstance(identity, str) else identity(result))

        dialog.set_busy(True)
        self.context.jobs.write(command, done, dialog.show_trouble)

    def after_what_if(
        self, dialog: AskDialog, question: Callable[[Site], tuple[r.Moved, ...]], then: Callable[[], object], *,
        always: bool = False,
    ) -> None:  # fmt: skip
        """Shows what would move before it is applied (RET-2); where nothing does it goes straight on, or says so where
        it is ``always`` asked."""

        def answered(moved: tuple[r.Moved, ...]) -> None:
            dialog.set_busy(False)
            if not moved and always:
                words = said("Until when each is kept stays as it is.")
                self.context.prompts.confirm(said("No record series moves"), words, said("Apply"), then, parent=dialog)
                return
            if not moved:
                then()
                return
            title = (
                said("1 record series moves")
                if len(moved) == 1
                else said("{n} record series move").format(n=len(moved))
            )
            lines = [moved_words(one) for one in moved[:SHOWN]]
            if len(moved) > SHOWN:
                lines.append(said("and {n} more").format(n=len(moved) - SHOWN))
            self.context.prompts.confirm(title, "\n".join(lines), said("Apply"), then, parent=dialog)

        dialog.set_busy(True)
        self.context.jobs.read(question, answered, dialog.show_trouble)

    def button(self, words: str, name: str, do: Callable[[], object], kind: Any = "plain") -> Button:
        button = Button(words, kind, f"retention-{name}")
        button.clicked.connect(do)
        return button

    def failed(self, problem: Exception) -> None:
        """Say it in front of the page."""
        self.context.prompts.tell(problem)


def moved_words(one: r.Moved) -> str:
    """“RS-0004 MRI scans: trigger pending → 31-Jan-2051”."""
    before = day_words(one.before) or said(one.before_status)
    after = day_words(one.after) or said(one.after_status)
    if before == after:
        before, after = f"{before}, {said(one.before_status)}", f"{after}, {said(one.after_status)}"
    return f"{one.number} {one.title}: {before} → {after}"
