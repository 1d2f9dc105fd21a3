"""Room in a page's height: what takes all it needs, and what is left free below."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

GAP = 16  # px


def room(first: QWidget, *below: QWidget) -> QWidget:
    """``first`` (a table) takes what it needs, ``below`` its own height; the rest of the height stays free."""
    host = QWidget()
    rows = QVBoxLayout(host)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(first, 1000)
    for widget in below:
        rows.addWidget(widget)
    rows.addStretch(1)
    return host


def contents_of(area: QScrollArea) -> QVBoxLayout:
    """The column inside what `scrolled` made."""
    host = area.widget()
    column = host.layout() if host is not None else None
    assert isinstance(column, QVBoxLayout)
    return column


def scrolled(*contents: QWidget, name: str, accessible: str) -> QScrollArea:
    """``contents`` below one another, scrolled without a frame of its own; ``accessible`` is told by screen readers."""
    host = QWidget()
    rows = QVBoxLayout(host)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(GAP)
    for content in contents:
        rows.addWidget(content)
    rows.addStretch(1)
    area = QScrollArea()
    area.setObjectName(name)
    area.setAccessibleName(accessible)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(host)
    host.setAutoFillBackground(False)  # setWidget turned it on
    return area
