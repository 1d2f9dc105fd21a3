"""The pieces of the home page: a line to do, a bar of readiness."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from db.waiting import Waiting as Task
from desktop.home.words import STATES, said, share_name, tag_text, title, verb
from desktop.todo import HomeFacts, Share
from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_line
from desktop.widgets.sheet import Sheet
from desktop.widgets.tags import StateTag
from desktop.widgets.text import Text
from desktop.widgets.theme import theme


class TaskLine(QWidget):
    """State, what, why, and one button that leads to its record."""

    def __init__(self, task: Task, facts: HomeFacts, place: int, go: Callable[[Task], object], last: bool) -> None:
        super().__init__()
        self._last = last
        self.setObjectName(f"task-{place}")
        tag = StateTag(STATES[task.state], tag_text(task, facts.today), width=92)
        tag.setFixedWidth(theme().px(92))
        self.title = Text(title(task), Type.STRONG)
        note = Text(task.note, Type.META, "ink2")
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        for text in (self.title, note):
            text.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        button = Button(verb(task), "plain", f"task-{place}-go")
        button.setAccessibleName(f"{verb(task)}: {title(task)}")
        button.clicked.connect(lambda: go(task))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        if task.note:
            words.addWidget(note)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 7)
        row.setSpacing(16)
        row.addWidget(tag)
        row.addLayout(words, 1)
        row.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._last:
            y = self.height() - 1
            draw_line(QPainter(self), QPointF(7, y), QPointF(self.width() - 7, y), theme().tokens.row_line)


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
