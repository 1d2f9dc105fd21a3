"""The frame of every dialog: a title, what is asked, a line for what went wrong, buttons at the far end.

Dialogs are opened with `open()`, never executed: nothing waits in a nested event loop.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.errors import Cancelled, Known
from desktop.widgets.buttons import Button, Kind
from desktop.widgets.fonts import Type
from desktop.widgets.text import Em, Sentence, Text
from desktop.widgets.theme import theme

LOCK_KEYS = "Ctrl+L"
FRAME = 60  # px: what a window manager puts around a dialog, and a little air


class Dialog(QDialog):
    """Base of all dialogs. Deletes itself when closed; Return presses the primary button from a single-line field."""

    def __init__(self, title: str, name: str, parent: QWidget | None, *, words: str = "", width: int = 460) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._width = width
        self.heading = Text("", Type.TITLE, wrap=True)
        self.set_title(title)
        self.words = Text(words, Type.BODY, "ink2", wrap=True)
        if not words:
            self.words.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        self.trouble = Sentence((), Type.BODY, "late")
        self.trouble.setObjectName("trouble")
        self.trouble.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addSpacing(6)
        column.addWidget(self.words)
        column.addSpacing(14)
        column.addLayout(self.body, 1)
        column.addSpacing(14)
        column.addWidget(self.trouble)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        self.setMinimumWidth(theme().px(width))
        lock = QShortcut(QKeySequence(LOCK_KEYS), self)  # the window's own does not reach through a dialog
        lock.activated.connect(self._lock)

    def _lock(self) -> None:
        """Tell the window this dialog stands before, however many dialogs are between."""
        above = self.parentWidget()
        while above is not None:
            asked = getattr(above, "lock_asked", None)
            if asked is not None:
                asked.emit()
                return
            above = above.parentWidget()

    def set_title(self, title: str) -> None:
        """Name the dialog, in its frame, on its sheet and to a screen reader."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.heading.setText(title)

    def add_button(self, text: str, name: str, kind: Kind = "plain") -> Button:
        """A button at the far end; a primary or dangerous one is the one Return presses."""
        button = Button(text, kind, name, self)
        if kind in ("primary", "danger"):
            button.setDefault(True)
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, text: str = "") -> Button:
        """A button that closes without doing anything, as Esc does."""
        button = self.add_button(text or self.tr("Cancel"), "cancel")
        button.clicked.connect(self.reject)
        return button

    def set_busy(self, busy: bool) -> None:
        """While what was asked is being saved the buttons wait; closing is still possible."""
        for button in self.findChildren(Button):
            if button.kind in ("primary", "danger"):
                button.setEnabled(not busy)

    def accept_saved(self) -> None:
        """Close, because it has been saved."""
        QDialog.accept(self)

    def show_trouble(self, problem: Exception | None) -> None:
        """Say what went wrong, what was not lost and what to do; None takes the words away."""
        stopped = isinstance(problem, Cancelled)  # the person knows it
        self.trouble.setVisible(problem is not None and not stopped)
        if problem is None:
            return
        self.set_busy(False)
        if stopped:
            return
        if isinstance(problem, Known):
            rest = " ".join(part for part in (problem.kept, problem.todo) if part)
            self.trouble.set_parts([Em(problem.what, "late"), f" {rest}" if rest else ""])
        else:
            what = self.tr("The program failed here ({0}).").format(type(problem).__name__)
            self.trouble.set_parts([Em(what, "late"), " " + self.tr("Nothing was saved.")])

    def showEvent(self, event: QShowEvent) -> None:
        from desktop.widgets.drafts import draft_book  # late: fields know dialogs

        super().showEvent(event)
        if not event.spontaneous():
            self._fit()
        draft_book().shown(self)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()  # a field came in after it was opened, or what went wrong is said
        return done

    def _fit(self) -> None:
        """As high as what is asked needs, where the screen has the room: Qt itself stops at two thirds of it, and
        counts one line where words take two."""
        column, width = self.layout(), self.width()
        if column is None:
            return
        column.activate()
        wanted = column.totalHeightForWidth(width) if column.hasHeightForWidth() else self.sizeHint().height()
        room = self.screen().availableGeometry().height() - FRAME
        if self.height() < min(wanted, room):
            self.resize(width, min(wanted, room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
            return
        super().keyPressEvent(event)
