"""A sheet with a heading, small buttons at the far end of it, and facts below: the parts of a document on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.widgets.buttons import LinkButton
from desktop.widgets.fonts import Type
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import FactText, Text
from desktop.widgets.theme import theme

MARGIN = 16
Deed = tuple[str, str, Callable[[], object]]
"""Words, name and what a small button of a section does."""


class Section(Sheet):
    """A sheet with a heading and what can be done in it."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.heading = Text(title, Type.SECTION)
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addStretch(1)
        self._links: list[QWidget] = []
        self.rows = QVBoxLayout()
        self.rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 14)
        column.setSpacing(8)
        column.addLayout(self._head)
        column.addLayout(self.rows)

    def offer(self, deeds: Sequence[Deed]) -> None:
        """Small buttons at the far end of the heading."""
        for old in self._links:
            old.hide()
            old.deleteLater()
        self._links = []
        for words, name, do in deeds:
            link = LinkButton(words, name, Type.LABEL)
            link.clicked.connect(do)
            self._head.addWidget(link)
            self._links.append(link)

    def clear(self) -> None:
        """Take everything out of the body."""
        empty(self.rows)

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Names and values below what is there."""
        self.rows.addWidget(fact_rows(facts))


def fact_rows(facts: Sequence[tuple[str, str]]) -> QWidget:
    """Names and values; a fact without a value is left out."""
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate((name, value) for name, value in facts if value):
        label = Text(name, Type.META, "ink2", wrap=True)
        label.setFixedWidth(theme().px(126))
        words = FactText(value, Type.BODY)
        words.setAccessibleName(f"{name}: {value[:2000]}")
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
    return inside


def empty(layout: QLayout) -> None:
    """Take every widget out of it."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
