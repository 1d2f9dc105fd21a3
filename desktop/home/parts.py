"""The pieces of the home page: a line to do, a bar of readiness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.waiting import Waiting as Task
from desktop.home.words import STATES, group_note, group_title, said, share_name, tag_text, title, verb
from desktop.todo import Share
from desktop.todo_groups import Group
from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_line
from desktop.widgets.sheet import Sheet
from desktop.widgets.tags import StateTag
from desktop.widgets.text import LineText, Text
from desktop.widgets.theme import theme

INNER = 24  # px at 100 %: how far in a line of an open group stands


class TaskLine(QWidget):
    """State, what, why, and one button: to its record, or (of a group) to the lines it stands for."""

    def __init__(self, name: str, state: str, tag: str, title: str, note: str, button: Button, *, inner: bool) -> None:
        """``inner``: one of a group that is open."""
        super().__init__()
        self.last, self._inner = False, inner
        self.setObjectName(name)
        sign = StateTag(STATES[state], tag, width=92)
        sign.setFixedWidth(theme().px(92))
        self.title = LineText(title, Type.BODY if inner else Type.STRONG)
        under = LineText(note, Type.META, "ink2")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        if note:
            words.addWidget(under)
        row = QHBoxLayout(self)
        row.setContentsMargins(14 + (theme().px(INNER) if inner else 0), 6, 14, 7)
        row.setSpacing(16)
        row.addWidget(sign)
        row.addLayout(words, 1)
        row.addWidget(button)

    @classmethod
    def of_task(
        cls, task: Task, today: date, name: str, go: Callable[[Task], object], *, inner: bool, reads: bool = False
    ) -> TaskLine:
        """One thing to do; its button leads to its record. ``reads``: for who can do nothing but look at it."""
        word = said("Show") if reads else verb(task)
        button = Button(word, "plain", f"{name}-go")
        button.setAccessibleName(f"{word}: {title(task)}")
        button.clicked.connect(lambda: go(task))
        return cls(name, task.state, tag_text(task, today), title(task), task.note, button, inner=inner)

    @classmethod
    def of_group(cls, group: Group, today: date, name: str, turn: Callable[[], object], *, open_: bool) -> TaskLine:
        """Several with one cause; its button shows them, or puts them away."""
        words = group_title(group)
        button = Button(said("Hide") if open_ else said("Show"), "plain", f"{name}-go")
        button.setAccessibleName(f"{button.text()}: {words}")
        button.clicked.connect(turn)
        first = group.tasks[0]
        return cls(name, group.state, tag_text(first, today), words, group_note(group), button, inner=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.last:
            y = self.height() - 1
            painter = QPainter(self)
            start, end = 7, 7
            if self._inner and self.isRightToLeft():
                end += theme().px(INNER)
            elif self._inner:
                start += theme().px(INNER)
            draw_line(painter, QPointF(start, y), QPointF(self.width() - end, y), theme().tokens.row_line)


class ShareBar(QLabel):
    """How much of it is good, as a bar; the figures stand beside it."""

    def __init__(self, share: Share) -> None:
        super().__init__()
        self._part = share.good / share.of if share.of else 0.0
        self.setAccessibleName(f"{share_name(share)}: {share.good} / {share.of}")
        self.setFixedSize(theme().px(94), 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        box = QRectF(self.rect())
        draw_box(painter, box, 3, tokens.track)
        tone = "ok" if self._part >= 1 else "soon" if self._part >= 0.9 else "late"
        filled = QRectF(box)
        filled.setWidth(box.width() * self._part)
        if self.isRightToLeft():
            filled.moveRight(box.right())
        if self._part > 0:
            draw_box(painter, filled, 3, tokens[tone])


def _figures(share: Share) -> str:
    """Nothing out of nothing is neither good nor bad."""
    if not share.of:
        return "–"
    return said("all") if share.good == share.of else f"{share.good:,} / {share.of:,}"


class Readiness(Sheet):
    """Inspection readiness, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readiness")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 14)
        rows.setSpacing(12)
        rows.addWidget(Text(said("Inspection readiness"), Type.SECTION))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(14)
        self._grid.setColumnStretch(0, 1)
        rows.addLayout(self._grid)

    def show_shares(self, shares: Sequence[Share]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for row, share in enumerate(shares):
            number = Text(_figures(share), Type.FIGURES, "ink2")
            self._grid.addWidget(Text(share_name(share), Type.BODY), row, 0)
            self._grid.addWidget(ShareBar(share), row, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(number, row, 2)
            number.setAlignment(number.alignment().AlignRight)
            number.setMinimumWidth(theme().px(76))
