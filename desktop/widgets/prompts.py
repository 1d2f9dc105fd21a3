"""The only place for what stands in front of the window: confirm, tell, ask for a reason, choose a file.

Every prompt returns at once and answers through a callable, on the window's thread, at most once; it is not called
when the person cancels. Nothing here blocks, so a test finds the dialog by its object name and answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from db.errors import Cancelled, Known
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, TextField, check_all
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text

OTHER = "other"


class Prompts:
    """Prompts in front of one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._folder: Path | None = None

    def confirm(
        self,
        title: str,
        words: str,
        do: str,
        then: Callable[[], object],
        *,
        danger: bool = False,
        parent: QWidget | None = None,
        leave: str = "",
    ) -> Dialog:
        """Ask before doing; ``do`` is the verb on the button, ``leave`` what the other says in place of “Cancel”."""
        dialog = Dialog(title, "confirm", parent or self._window, words=words)
        dialog.add_cancel(leave)
        button = dialog.add_button(do, "do", "danger" if danger else "primary")
        button.clicked.connect(dialog.accept)
        dialog.accepted.connect(then)
        dialog.open()
        return dialog

    def tell(self, problem: Exception | str, *, title: str = "", parent: QWidget | None = None) -> Dialog | None:
        """Say what happened, what was not lost, what to do next. What the person cancelled needs no telling."""
        if isinstance(problem, Cancelled):
            return None
        said = problem if isinstance(problem, str) else ""
        if isinstance(problem, Known):
            title, said = title or problem.what, "\n\n".join(part for part in (problem.kept, problem.todo) if part)
            if title != problem.what:
                said = f"{problem.what}\n\n{said}" if said else problem.what
        dialog = Dialog(title or self._words("Siteward"), "tell", parent or self._window, words=said)
        if isinstance(problem, Exception) and not isinstance(problem, Known):
            dialog.heading.setText(self._words("The program failed here"))
            dialog.show_trouble(problem)
        button = dialog.add_button(self._words("Close"), "close", "primary")
        button.clicked.connect(dialog.accept)
        dialog.open()
        return dialog

    def ask_reason(
        self,
        title: str,
        then: Callable[[str], object],
        *,
        words: str = "",
        reasons: Sequence[str] = (),
        do: str = "",
        parent: QWidget | None = None,
    ) -> Dialog:
        """Ask once why a saved value changes (AUD-1): from a list that can be added to."""
        dialog = ReasonDialog(title, words, reasons, do or self._words("Save"), parent or self._window)
        dialog.accepted.connect(lambda: then(dialog.reason()))
        dialog.open()
        return dialog

    def choose_file(
        self,
        title: str,
        filters: str,
        then: Callable[[Path], object],
        *,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> QFileDialog:
        """An existing file; ``filters`` as Qt writes them: ``Sheets (*.csv *.xlsx)``."""
        dialog = self._file_dialog(title, filters, folder, parent)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._open_files(dialog, then)

    def choose_folder(
        self, title: str, then: Callable[[Path], object], *, folder: Path | None = None, parent: QWidget | None = None
    ) -> QFileDialog:
        """An existing folder."""
        dialog = self._file_dialog(title, "", folder, parent)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return self._open_files(dialog, then)

    def save_file(
        self,
        title: str,
        filters: str,
        proposed: str,
        then: Callable[[Path], object],
        *,
        folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> QFileDialog:
        """Where to write; asks before an existing file is replaced."""
        dialog = self._file_dialog(title, filters, folder, parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(proposed).suffix.lstrip("."))
        dialog.selectFile(proposed)
        return self._open_files(dialog, then)

    def _file_dialog(self, title: str, filters: str, folder: Path | None, parent: QWidget | None) -> QFileDialog:
        dialog = QFileDialog(parent or self._window, title, str(folder or self._last_folder()), filters)
        dialog.setObjectName("choose-file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        return dialog

    def _last_folder(self) -> Path:
        """Where the person was last; home at first, and where that place is gone (a stick, say)."""
        return self._folder if self._folder is not None and self._folder.is_dir() else Path.home()

    def _open_files(self, dialog: QFileDialog, then: Callable[[Path], object]) -> QFileDialog:
        def chosen(path: str) -> None:
            if path:
                self._folder = Path(path).parent
                then(Path(path))

        dialog.fileSelected.connect(chosen)
        dialog.open()
        return dialog

    def _words(self, text: str) -> str:
        return self._window.tr(text)


class ReasonDialog(Dialog):
    """Why a saved value changes."""

    def __init__(self, title: str, words: str, reasons: Sequence[str], do: str, parent: QWidget) -> None:
        super().__init__(title, "reason-dialog", parent, words=words)
        listed = reasons or (
            self.tr("Typing error"),
            self.tr("Entered for the wrong person"),
            self.tr("Document arrived later"),
            self.tr("Correction after review"),
            self.tr("Changed at the site"),
        )
        options = [(reason, reason) for reason in listed]
        options.append((OTHER, self.tr("Another reason, in own words")))
        self.choice = ChoiceField(self.tr("Reason"), "reason", options, required=True, unset=self.tr("Choose"))
        self.own = TextField(self.tr("In own words"), "own-reason", required=True)
        self.own.hide()
        self.choice.changed.connect(self._other)
        note = Text(self.tr("It is kept on the trail beside the old and the new value."), Type.META, "ink3", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(12)
        for widget in (self.choice, self.own, note):
            column.addWidget(widget)
        self.body.addLayout(column)
        self.add_cancel()
        self.add_button(do, "do", "primary").clicked.connect(self.accept)

    def reason(self) -> str:
        """The reason as it goes on the trail."""
        return self.own.value() if self.choice.value() == OTHER else self.choice.value()

    def accept(self) -> None:
        if check_all((self.choice, self.own)):
            super().accept()

    def _other(self) -> None:
        self.own.setVisible(self.choice.value() == OTHER)
        if self.own.isVisible():
            self.own.setFocus()
