"""A thing a person must be told, in the three parts of every error: what happened, what was kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.errors import Known
from desktop.widgets.fonts import Type
from desktop.widgets.paint import BUTTON_CORNER, draw_box
from desktop.widgets.text import Em, Part, Sentence
from desktop.widgets.theme import theme


class Notice(QWidget):
    """Hidden while it has nothing to say. ``tone``: late, soon, planned or ok."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tone = "late"
        self._words = Sentence((), Type.BODY, "ink1", 1.15, self)
        self._words.setObjectName(f"{name}-words")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 9, 12, 10)
        rows.addWidget(self._words)
        theme().changed.connect(self.update)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text() if not self.isHidden() else ""

    def tell(self, what: str, rest: str = "", tone: str = "late") -> None:
        """``what`` stands out; ``rest`` follows in plain weight."""
        self._tone = tone
        parts: list[Part] = [Em(what, tone)]
        if rest:
            parts.append(f" {rest}")
        self._words.set_parts(parts)
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))

    def tell_problem(self, problem: Exception) -> None:
        """An error in words; one that is not Known is a fault of the program and says so."""
        if isinstance(problem, Known):
            self.tell(problem.what, f"{problem.kept} {problem.todo}".strip())
            return
        self.tell(
            self.tr("Siteward made a mistake: {kind}.").format(kind=type(problem).__name__),
            self.tr("Nothing was written. Try again; if it comes back, tell who looks after this computer."),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_box(QPainter(self), QRectF(self.rect()), BUTTON_CORNER, theme().tokens[f"{self._tone}_ground"])
