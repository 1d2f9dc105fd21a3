"""What an empty place says: what belongs here, and the button that puts it there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text


class EmptyPage(QWidget):
    """A title, a sentence, and at most two buttons, in the middle of the room there is."""

    def __init__(
        self, title: str = "", words: str = "", buttons: Sequence[Button] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = Text(title, Type.SECTION)
        self.words = Text(words, Type.BODY, "ink2", wrap=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(6)
        column.addStretch(1)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(8)
        column.addLayout(self._row)
        column.addStretch(2)
        self.say(title, words, buttons)

    def say(self, title: str, words: str, buttons: Sequence[Button] = ()) -> None:
        """Say something else and offer other buttons."""
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget not in buttons:
                widget.setParent(None)
                widget.deleteLater()
        self._row.addStretch(1)
        for button in buttons:
            self._row.addWidget(button)
        self._row.addStretch(1)
