"""All figures of a register, one sheet a chart, in two columns; each goes where there is more room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.charts import OTHERS, Chart
from desktop.widgets.bars import Bars
from desktop.widgets.chips import ChipFlow
from desktop.widgets.fonts import Type
from desktop.widgets.section import Section
from desktop.widgets.text import Text

ROWS_OF_A_FRAME = 4  # what heading, note and edges of a chart take, in rows of bars


class ChartsPane(QScrollArea):
    """``bars``: the chart of each key, once it was shown; ``chips``: the day they are counted on, to stand in the
    place of the page's filters, which do not count here. ``say`` translates the words of the register. ``opened``
    tells chart and row, in the register's words, of a bar of one of the charts that ``lead`` to records."""

    opened = Signal(str, str)

    def __init__(
        self, name: str, accessible: str, say: Callable[[str], str], page: QWidget, lead: Collection[str] = ()
    ) -> None:
        super().__init__()
        self._lead = frozenset(lead)
        self._words: dict[str, tuple[str, ...]] = {}
        self.chips = ChipFlow(page)
        self.chips.add_date("as-of", self.tr("As of %1"), self.tr("As of today"))
        self.chips.hide()
        self.setObjectName(f"{name}-figures")
        self.setAccessibleName(accessible)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._name, self._say = name, say
        self.bars: dict[str, Bars] = {}
        self._filled = [0, 0]
        inside = QWidget()
        beside = QHBoxLayout(inside)
        beside.setContentsMargins(0, 0, 4, 8)
        beside.setSpacing(12)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._columns:
            column.setSpacing(12)
            column.addStretch(1)
            beside.addLayout(column, 1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def on(self) -> date | None:
        """The day chosen; None is today."""
        chosen = self.chips.value("as-of")
        return date.fromisoformat(chosen) if chosen else None

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Other figures; a chart that is there already keeps its place."""
        for chart in charts:
            if chart.key not in self.bars:
                self._add(chart)
            rows = [(self._word(words), first, second) for words, first, second in chart.rows]
            self._words[chart.key] = tuple(words for words, _, _ in chart.rows)
            leading = chart.rows if chart.key in self._lead else ()
            opens = [place for place, (words, count, _) in enumerate(leading) if count and words != OTHERS]
            self.bars[chart.key].show_rows(rows, pareto=chart.pareto, opens=opens)

    def _add(self, chart: Chart) -> None:
        section = Section(self._say(chart.title), f"{self._name}-figure-{chart.key}")
        bars = self.bars[chart.key] = Bars(f"{self._name}-bars-{chart.key}")
        bars.opened.connect(lambda row: self.opened.emit(chart.key, self._words[chart.key][row]))
        section.rows.addWidget(bars)
        notes = [self._say(chart.note).rstrip(".") + "."] if chart.note else []
        if chart.pareto:
            notes.append(self.tr("The share of all up to each row stands beside it."))
        if any(second is not None for _, _, second in chart.rows):
            notes.append(self.tr("Upper bar and first figure: begun; lower and second: closed."))
        if chart.key in self._lead:
            notes.append(self.tr("A bar opens its records."))
        if notes:
            section.rows.addWidget(Text(" ".join(notes), Type.SMALL, "ink3", wrap=True))
        shorter = min((0, 1), key=lambda side: self._filled[side])
        self._filled[shorter] += len(chart.rows) + ROWS_OF_A_FRAME
        column = self._columns[shorter]
        column.insertWidget(column.count() - 1, section)

    def _word(self, words: str) -> str:
        told = self._say(words)
        return told[:1].upper() + told[1:]
