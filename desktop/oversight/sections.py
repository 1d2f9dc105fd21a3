"""The sections of an oversight review as sheets: what, how much, and whether it needs a hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.oversight.records import Section
from desktop.oversight.words import said
from desktop.widgets.fonts import Type
from desktop.widgets.sheet import Sheet
from desktop.widgets.states import State
from desktop.widgets.tags import StateTag
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

LINES = 6


class SectionSheet(Sheet):
    """One section: its facts as a row of figures, then the lines that name what is behind them."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.setAccessibleName(said(section.title))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 13)
        column.setSpacing(8)
        column.addWidget(Text(said(section.title), Type.SECTION))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, fact in enumerate(section.facts):
            value = Text(fact.value, Type.FIGURES, "late" if fact.attention else "ink1")
            value.setAccessibleName(f"{said(fact.label)}: {fact.value}")
            value.setMinimumWidth(theme().px(34))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(value, row, 0)
            grid.addWidget(Text(said(fact.label), Type.BODY, "ink1" if fact.attention else "ink2"), row, 1)
            if fact.attention:
                grid.addWidget(StateTag(State.OVERDUE, said("needs a hand"), width=112), row, 2)
        column.addLayout(grid)
        if section.lines:
            column.addSpacing(2)
        for line in section.lines[:LINES]:
            column.addWidget(Text(line, Type.META, "ink2", wrap=True))
        rest = len(section.lines) - LINES
        if rest > 0:
            column.addWidget(Text(said("and {n} more, all of them on the PDF").format(n=rest), Type.META, "ink3"))


def sheets(sections: Sequence[Section]) -> QWidget:
    """All of them under each other, those that need a hand first."""
    host = QWidget()
    host.setAutoFillBackground(False)
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for section in sorted(sections, key=lambda one: not one.attention):
        column.addWidget(SectionSheet(section))
    column.addStretch(1)
    return host
