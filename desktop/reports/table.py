"""Tables drawn straight onto the page: columns of fixed width, a head on every page, text or a state in each cell.

reportlab's flowing tables grow slower than linear in their rows and parse markup in them; this does neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db import collector
from desktop.reports.bidi import plain
from desktop.reports.ink import ink
from desktop.reports.lettering import Line
from desktop.reports.sheet import MARGIN, Align, Sheet, operators
from desktop.reports.signs import COLOUR, EMPHASISED, sign

SIZE, HEAD_SIZE = 7.9, 6.8
_PAD = 4.5
_LEAD = 9.6


@dataclass(frozen=True)
class Column:
    """``width``: a share of the table; ``strong``: in the heavier weight; ``lines``: how far text may wrap."""

    title: str
    width: float
    align: Align = "left"
    strong: bool = False
    colour: str = "ink1"
    lines: int = 1


@dataclass(frozen=True, slots=True)
class State:
    """A cell that shows a state: its name, the words beside the sign, and what a reader says."""

    name: str
    text: str = ""
    spoken: str = ""


Cell = str | State


class Table:
    """Draws rows as they come, and begins a page when one is full."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], *, row_height: float = 17.8, left: float = MARGIN
    ) -> None:
        self._sheet = sheet
        self._columns = columns
        self._row = row_height
        self._left, self._right = left, sheet.right
        total = sum(column.width for column in columns)
        room = self._right - left
        self._edges = [left]
        for column in columns:
            self._edges.append(self._edges[-1] + room * column.width / total)
        self._element = sheet.structure.branch("Table")

    def draw(self, rows: Iterable[Sequence[Cell]], *, keep: float = 0.0) -> int:
        """All rows; ``keep`` points stay free below the last for what belongs with it. Returns how many."""
        with collector.paused():
            return self._draw(rows, keep)

    def _draw(self, rows: Iterable[Sequence[Cell]], keep: float) -> int:
        self._head()
        count = 0
        for row in rows:
            tall = self._wrapped(row)
            height = self._row + _LEAD * (max((len(lines) for lines in tall.values()), default=1) - 1)
            if self._sheet.y + height > self._sheet.bottom:
                self._sheet.begin_page()
                self._head()
            self._draw_row(row, tall, height)
            count += 1
        return count

    def _head(self) -> None:
        sheet = self._sheet
        wrapped = [
            sheet.letters.wrapped(column.title, "bold", HEAD_SIZE, self._edges[at + 1] - self._edges[at] - _PAD)[:3]
            for at, column in enumerate(self._columns)
        ]
        lines = max(map(len, wrapped), default=1)
        sheet.y += 13 + 8.4 * (lines - 1)
        row = sheet.structure.branch("TR", self._element)
        for at, (column, titles) in enumerate(zip(self._columns, wrapped, strict=True)):
            room = self._edges[at + 1] - self._edges[at] - _PAD
            mark = sheet.structure.leaf("TH", row)
            drawn = []
            for step, title in enumerate(titles):
                fit = (
                    title
                    if title.at(HEAD_SIZE) <= room + 0.1
                    else sheet.letters.fitted(column.title, "bold", HEAD_SIZE, room)
                )
                up = sheet.height - sheet.y + 8.4 * (len(titles) - 1 - step)
                drawn.append(operators(fit, self._x(at, fit.at(HEAD_SIZE)), up, HEAD_SIZE, ink("ink2")))
            inner = "\n".join(drawn)
            sheet.put(f"/TH <</MCID {mark}>>BDC\n{inner}\nEMC")
        sheet.y += 6
        sheet.rule(sheet.y, colour="mark_line", width=0.7, left=self._left, right=self._right)

    def _wrapped(self, row: Sequence[Cell]) -> dict[int, list[Line]]:
        tall = {}
        for at, column in enumerate(self._columns):
            cell = row[at]
            if column.lines > 1 and isinstance(cell, str):
                room = self._edges[at + 1] - self._edges[at] - 2 * _PAD
                weight = "bold" if column.strong else "regular"
                lines = self._sheet.letters.wrapped(cell, weight, SIZE, room, column.lines)  # type: ignore[arg-type]
                tall[at] = lines
        return tall

    def _draw_row(self, row: Sequence[Cell], tall: dict[int, list[Line]], height: float) -> None:
        sheet, structure = self._sheet, self._sheet.structure
        element = structure.branch("TR", self._element)
        base = sheet.height - sheet.y - self._row / 2 - SIZE * 0.36
        put = sheet.put
        for at, cell in enumerate(row):
            if isinstance(cell, State):
                mark = structure.leaf("TD", element, cell.spoken)
                put(f"/TD <</MCID {mark}>>BDC\n{self._state(at, cell, base)}\nEMC")
                continue
            column = self._columns[at]
            lines = tall.get(at)
            if lines is None:
                room = self._edges[at + 1] - self._edges[at] - 2 * _PAD
                lines = [sheet.letters.fitted(cell, "bold" if column.strong else "regular", SIZE, room)]
            colour, spoken = ink(column.colour), ""
            drawn = operators(lines[0], self._x(at, lines[0].at(SIZE)), base, SIZE, colour) if lines else ""
            for step, line in enumerate(lines[1:], start=1):
                drawn += "\n" + operators(line, self._x(at, line.at(SIZE)), base - _LEAD * step, SIZE, colour)
            if any([line.actual is not None for line in lines]):  # noqa: C419 - a list is twice as fast here
                spoken = plain(cell)
            mark = structure.leaf("TD", element, spoken)
            put(f"/TD <</MCID {mark}>>BDC\n{drawn}\nEMC")
        sheet.y += height
        sheet.rule(sheet.y, left=self._left, right=self._right)

    def _x(self, at: int, width: float) -> float:
        align = self._columns[at].align
        if align == "left":
            return self._edges[at] + _PAD
        if align == "right":
            return self._edges[at + 1] - _PAD - width
        return (self._edges[at] + self._edges[at + 1] - width) / 2

    def _state(self, at: int, cell: State, base: float) -> str:
        strong = cell.name in EMPHASISED
        line = self._sheet.letters.line(cell.text, "bold" if strong else "regular") if cell.text else None
        radius = SIZE * 0.36
        wide = 2 * radius + (0 if line is None else 3 + line.at(SIZE))
        x = self._x(at, wide)
        middle = base + SIZE * 0.355
        drawn = f"q 1 0 0 1 {x + radius:.2f} {middle:.2f} cm {sign(cell.name, radius)} Q"
        if line is None:
            return drawn
        return f"{drawn}\n{operators(line, x + 2 * radius + 3, base, SIZE, ink(COLOUR[cell.name]))}"
