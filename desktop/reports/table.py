"""Tables drawn straight onto the page: columns of fixed width, a head on every page, text or a state in each cell.

reportlab's flowing tables grow slower than linear in their rows and parse markup in them; this does neither. Nothing is
cut in silence: text goes on in further lines, a row higher than a page over further pages, and where a list shows
only the beginning of a long text, the report says so (``pieces.closing_notes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from db import collector
from desktop.reports.bidi import plain
from desktop.reports.ink import ink
from desktop.reports.lettering import Line
from desktop.reports.sheet import MARGIN, Align, Sheet, operators
from desktop.reports.signs import COLOUR, EMPHASISED, sign

SIZE, HEAD_SIZE = 7.9, 6.8
_LEAST = 6.4  # what a word too long for its column may shrink to before it is broken
_PAD = 4.5
_LEAD = 9.6
WHOLE = 0
"""As ``Column.lines``: all of it, however long; for the report of one record."""
_LONG = 16


@dataclass(frozen=True)
class Column:
    """``width``: a share of the table; ``strong``: in the heavier weight; ``lines``: how many of a text are shown."""

    title: str
    width: float
    align: Align = "left"
    strong: bool = False
    colour: str = "ink1"
    lines: int = _LONG


@dataclass(frozen=True, slots=True)
class State:
    """A cell that shows a state: its name, the words beside the sign, and what a reader says."""

    name: str
    text: str = ""
    spoken: str = ""


Cell = str | State
_Laid = tuple[list[Line], float]  # the lines of a text and the size they are set in


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
        self._titles = [
            sheet.letters.wrapped(column.title, "bold", HEAD_SIZE, self._edges[at + 1] - self._edges[at] - _PAD)[:3]
            for at, column in enumerate(columns)
        ]

    def draw(self, rows: Iterable[Sequence[Cell]], *, keep: float = 0.0) -> int:
        """All rows; below the last one ``keep`` points stay free for what belongs with it, so that no page holds
        signatures alone. Returns how many."""
        with collector.paused():
            return self._draw(rows, keep)

    def _draw(self, rows: Iterable[Sequence[Cell]], keep: float) -> int:
        sheet, count = self._sheet, 0
        for row, last in _with_last(rows):
            laid = [None if isinstance(cell, State) else self._laid(at, cell) for at, cell in enumerate(row)]
            lines = max((len(one[0]) for one in laid if one is not None), default=1)
            height = self._height(lines)
            need = height + (self._kept(keep) if last else 0.0)
            if not count:
                fits = sheet.y + self._head_height() + min(need, self._height(8)) <= sheet.bottom
                if not fits and sheet.y > MARGIN + 30:
                    sheet.begin_page()
                self._head()
            if sheet.y + need > sheet.bottom:
                self._turn(row, laid, lines)
            else:
                self._draw_row(row, laid, height)
            count += 1
        if not count:
            self._head()
        return count

    def _turn(self, row: Sequence[Cell], laid: list[_Laid | None], lines: int) -> None:
        """A row that has no room here: on the next page; one that hardly fits on any goes on over several."""
        sheet = self._sheet
        if self._height(lines) <= (sheet.bottom - MARGIN) * 0.5:
            sheet.begin_page()
            self._head()
            self._draw_row(row, laid, self._height(lines))
            return
        first = 0
        while first < lines:
            room = int((sheet.bottom - sheet.y - self._row) / _LEAD) + 1
            if room < min(4, lines - first):
                sheet.begin_page()
                self._head()
                continue
            part: list[_Laid | None] = []
            for at, one in enumerate(laid):
                if one is None:
                    part.append(None if not first else ([], SIZE))
                else:
                    again = not at and first and first >= len(one[0])  # which row it is stands on each page
                    part.append((one[0][:1] if again else one[0][first : first + room], one[1]))
            self._draw_row(row, part, self._height(min(room, lines - first)))
            first += room

    def _kept(self, keep: float) -> float:
        """With room for what may have to be said of the texts (``pieces.closing_notes``)."""
        letters = self._sheet.letters
        more = 69.5 * (self._sheet.rows_of_blocks - 1)
        return keep and keep + more + 11 * (bool(letters.spelt) + bool(letters.shortened))

    def _height(self, lines: int) -> float:
        return self._row + _LEAD * (max(lines, 1) - 1)

    def _head_height(self) -> float:
        return 19 + 8.4 * (max(map(len, self._titles), default=1) - 1)

    def _head(self) -> None:
        sheet = self._sheet
        lines = max(map(len, self._titles), default=1)
        sheet.y += 13 + 8.4 * (lines - 1)
        row = sheet.structure.branch("TR", self._element)
        for at, (column, titles) in enumerate(zip(self._columns, self._titles, strict=True)):
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

    def _laid(self, at: int, text: str) -> _Laid:
        """The text as it fits its column: in one line; else wrapped, smaller where a single word is too long."""
        column, letters = self._columns[at], self._sheet.letters
        weight = "bold" if column.strong else "regular"
        room = self._edges[at + 1] - self._edges[at] - 2 * _PAD
        line = letters.line(text, weight)  # type: ignore[arg-type]
        if line.at(SIZE) <= room:
            return [line], SIZE
        widest = letters.widest(text, weight, SIZE)  # type: ignore[arg-type]
        size = SIZE if widest <= room else max(_LEAST, SIZE * room / widest - 0.01)
        return letters.wrapped(text, weight, size, room, column.lines or 1_000_000), size  # type: ignore[arg-type]

    def _draw_row(self, row: Sequence[Cell], laid: list[_Laid | None], height: float) -> None:
        sheet, structure = self._sheet, self._sheet.structure
        element = structure.branch("TR", self._element)
        base = sheet.height - sheet.y - self._row / 2 - SIZE * 0.36
        put = sheet.put
        for at, cell in enumerate(row):
            one = laid[at]
            if isinstance(cell, State):
                mark = structure.leaf("TD", element, cell.spoken)
                put(f"/TD <</MCID {mark}>>BDC\n{self._state(at, cell, base) if one is None else ''}\nEMC")
                continue
            assert one is not None
            lines, size = one
            colour, spoken = ink(self._columns[at].colour), ""
            drawn = operators(lines[0], self._x(at, lines[0].at(size)), base, size, colour) if lines else ""
            for step, line in enumerate(lines[1:], start=1):
                drawn += "\n" + operators(line, self._x(at, line.at(size)), base - _LEAD * step, size, colour)
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
        size = SIZE
        if line is not None:
            room = self._edges[at + 1] - self._edges[at] - _PAD - 2 * SIZE * 0.36 - 3
            size = max(5.0, min(SIZE, SIZE * room / max(line.at(SIZE), 1)))
        radius = size * 0.36
        wide = 2 * radius + (0 if line is None else 3 + line.at(size))
        x = self._x(at, wide)
        middle = base + SIZE * 0.355
        drawn = f"q 1 0 0 1 {x + radius:.2f} {middle:.2f} cm {sign(cell.name, radius)} Q"
        if line is None:
            return drawn
        return f"{drawn}\n{operators(line, x + 2 * radius + 3, base, round(size, 2), ink(COLOUR[cell.name]))}"


def _with_last(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[Sequence[Cell], bool]]:
    """Each row, and whether it is the last."""
    held: Sequence[Cell] | None = None
    for row in rows:
        if held is not None:
            yield held, False
        held = row
    if held is not None:
        yield held, True
