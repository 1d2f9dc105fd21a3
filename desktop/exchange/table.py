"""Cuts the table out of a sheet: headings found, titles above, blank rows, section lines and notes below left out.

What is left out is told with its row, so that nothing disappears unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from db.errors import BadInput
from desktop.exchange.cells import Cell, Row, filled, plain
from desktop.exchange.columns import grouped_headings, header_row
from desktop.exchange.reading import Sheet, Source
from desktop.exchange.vocabulary import vocabulary, word


@dataclass(frozen=True)
class Skipped:
    """A row that was not taken for a record. ``row`` as shown in the spreadsheet."""

    row: int
    text: str
    why: str


@dataclass(frozen=True)
class Table:
    """``numbers[i]`` is the spreadsheet's row number of ``rows[i]``; ``header`` that of the headings, 0 without."""

    sheet: str
    header: int
    headings: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    overlong: tuple[int, ...] = ()

    def columns(self) -> list[tuple[Cell, ...]]:
        """The cells by column, as many as there are headings."""
        return self._columns

    @cached_property
    def _columns(self) -> list[tuple[Cell, ...]]:
        cut = list(zip_longest(*self.rows, fillvalue=""))
        width = len(self.headings)
        return [*cut[:width], *[("",) * len(self.rows)] * (width - len(cut))]


def choose_sheet(source: Source, register: str, wanted: str | None, header: int | None) -> Table:
    """The sheet asked for, or the first one with headings of this register. Raises BadInput where none has any."""
    if wanted is not None or header is not None or len(source.sheets) == 1:
        return cut_table(source, sheet_named(source, wanted), register, header)
    problem: BadInput | None = None
    best: Table | None = None
    for sheet in source.sheets:
        if not any(filled(row) for row in sheet.rows[:200]):
            continue
        try:
            table = cut_table(source, sheet, register, None)
        except BadInput as error:
            problem = problem or error
            continue
        if best is None or (not best.rows and table.rows):
            best = table
    if best is not None:
        return best
    raise problem or _nothing(source)


def sheet_named(source: Source, wanted: str | None) -> Sheet:
    """Raises BadInput for a sheet that is not there."""
    if not source.sheets:
        raise _nothing(source)
    if wanted is None:
        return source.sheets[0]
    for sheet in source.sheets:
        if sheet.name == wanted:
            return sheet
    raise BadInput(
        f"The file has no sheet “{wanted}”.", todo=f"Its sheets: {', '.join(sheet.name for sheet in source.sheets)}."
    )


def cut_table(source: Source, sheet: Sheet, register: str, header: int | None) -> Table:
    """``header``: row of the headings as shown, 0 for a table without; None to look for it."""
    rows = sheet.rows
    if not any(filled(row) for row in rows):
        raise _nothing(source)
    index = header_row(rows, register) if header is None else header - 1
    if index >= len(rows):
        raise BadInput(f"The sheet has no row {index + 1}.", todo=f"It has {len(rows)}.")
    headings = [] if index < 0 else grouped_headings(rows, index)
    told = len(headings)
    width = max((len(row) for row in rows[max(index, 0) :]), default=0)
    headings += [""] * (width - told)
    while headings and not headings[-1] and told < len(headings) and not _in_use(rows[index + 1 :], len(headings) - 1):
        headings.pop()
    end, skipped = _trailing(rows, index + 1)
    sections = _sections(sheet, width)
    numbers, kept, overlong = [], [], []
    head = None if index < 0 else list(rows[index])
    for place in range(index + 1, end):
        row = rows[place]
        if not any(row) and not filled(row):
            continue
        if place in sections:
            skipped.append(Skipped(place + 1, _text(row), "a line over several columns"))
        elif head is not None and row[0] == head[0] and list(row) == head:
            skipped.append(Skipped(place + 1, _text(row), "the headings again"))
        else:
            if source.kind == "csv" and told and len(row) > told and filled(row[told:]):
                overlong.append(place + 1)
            numbers.append(place + 1)
            kept.append(row)
    kept, numbers = _not_only_blanks(kept, numbers)
    skipped += [Skipped(n + 1, _text(rows[n]), "above the table") for n in range(max(index, 0)) if filled(rows[n])]
    return Table(
        sheet.name, index + 1, tuple(headings), tuple(numbers), tuple(kept),
        tuple(sorted(skipped, key=lambda line: line.row)), tuple(overlong),
    )  # fmt: skip


def _trailing(rows: Sequence[Row], first: int) -> tuple[int, list[Skipped]]:
    """Where the table ends: notes, sums and dates of printing below it stand alone in their row."""
    end = len(rows)
    notes: list[Skipped] = []
    usual = max((filled(row) for row in rows[first : first + 20]), default=0)
    while end > first:
        row = rows[end - 1]
        count = filled(row)  # a nought is something too
        if count and not (usual >= 2 and (count == 1 or _is_note(row))):
            break
        blank_before = end - 2 >= first and not filled(rows[end - 2])
        if count and not (blank_before or notes or _is_note(row)) and not _note_above(rows, end - 1, first):
            break
        if count:
            notes.append(Skipped(end, _text(row), "below the table"))
        end -= 1
    return end, notes


def _note_above(rows: Sequence[Row], place: int, first: int) -> bool:
    """Whether a run of single cells leads up to a blank row or a line that says it is a note."""
    while place > first and filled(rows[place]) == 1:
        if _is_note(rows[place]):
            return True
        place -= 1
    return place > first and not filled(rows[place])


def _is_note(row: Row) -> bool:
    text = word(_text(row))
    return any(
        text == start or text.startswith((f"{start}:", f"{start} ") if len(start) > 1 else start)
        for start in vocabulary().notes
    )


def _sections(sheet: Sheet, width: int) -> set[int]:
    """Rows that are one merged cell over at least half of the table: a heading within it."""
    return {
        top for top, left, bottom, right in sheet.merged
        if top == bottom and right - left + 1 >= max(2, width / 2) and filled(sheet.rows[top]) == 1
    } if sheet.rows else set()  # fmt: skip


def _not_only_blanks(kept: list[Row], numbers: list[int]) -> tuple[list[Row], list[int]]:
    """Leaves out rows that hold nothing but blanks; looked for only where the first cells are empty."""
    places = [
        place for place, row in enumerate(kept)
        if (isinstance(row[0], str) and not row[0].strip()) and not filled(row)
    ]  # fmt: skip
    for place in reversed(places):
        del kept[place], numbers[place]
    return kept, numbers


def _in_use(rows: Sequence[Row], column: int) -> bool:
    return any(len(row) > column and row[column] != "" and plain(row[column]) for row in rows)


def _text(row: Row) -> str:
    text = " ".join(part for cell in row if (part := plain(cell)))
    return text if len(text) <= 100 else text[:97] + "..."


def _nothing(source: Source) -> BadInput:
    hidden = f" Hidden sheets ({', '.join(source.hidden)}) are not read." if source.hidden else ""
    return BadInput(
        f"“{source.name}” holds no rows.{hidden}", kept="Nothing was read.", todo="Check that it is the right file."
    )
