"""Looking at all of them: ageing, Pareto by source and cause, openings and closings, as charts with their figures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from db.capa.records import Overview
from desktop.capa.document import Section
from desktop.capa.drawing import Bars
from desktop.capa.words import said
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class FiguresPane(QScrollArea):
    """Counted in SQL, drawn as bars; the figure stands beside each bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("capa-figures")
        self.setAccessibleName(said("Figures"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 4, 8)
        grid.setSpacing(12)
        self.bars: dict[str, Bars] = {}
        titles = (
            ("steps", said("Where they stand"), ""), ("ageing", said("Age of the open ones"), ""),
            ("source", said("By source"), said("Pareto: the share of all up to each row")),
            ("cause", said("By root cause"), said("Categories of what was marked as root cause")),
            ("trend", said("Opened and closed"), said("Upper bar and first figure: opened; lower and second: closed")),
        )  # fmt: skip
        for place, (name, title, note) in enumerate(titles):
            section = Section(title, f"capa-figure-{name}")
            bars = self.bars[name] = Bars(f"capa-bars-{name}")
            section.rows.addWidget(bars)
            if note:
                section.rows.addWidget(Text(note, Type.SMALL, "ink3", wrap=True))
            span = 2 if name == "trend" else 1
            grid.addWidget(section, place // 2, place % 2, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(3, 1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_overview(self, found: Overview) -> None:
        """Other figures."""
        one = self.bars
        one["steps"].show_rows([(said(step).capitalize(), count, None) for step, count in found.steps])
        one["ageing"].show_rows([(said(words), count, None) for words, count in found.ageing])
        one["source"].show_rows([(said(words).capitalize(), n, None) for words, n in found.by_source], pareto=True)
        one["cause"].show_rows([(said(words).capitalize(), n, None) for words, n in found.by_cause], pareto=True)
        one["trend"].show_rows(
            [(f"{_MONTHS[month.month - 1]} {month.year}", opened, closed) for month, opened, closed in found.trend]
        )
