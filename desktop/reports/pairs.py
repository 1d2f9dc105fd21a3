"""Labels with their values in columns, as forms have them; what was written at length over the whole width."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.reports.lettering import Line
from desktop.reports.parts import paragraphs, words
from desktop.reports.sheet import MARGIN, Sheet

_LABEL, _VALUE, _ROW, _LEAD = 6.8, 8.4, 24.0, 10.5
_LONG = 6  # lines in a column; a longer value gets the whole width
NOTHING = "–"
"""For a field of a form that holds nothing: it stays to be seen, unlike one that does not apply and is left out."""


def pairs(sheet: Sheet, given: Sequence[tuple[str, str]], columns: int = 3, strong: str = "") -> None:
    """Values without text are left out; every other is shown whole. ``strong``: the label whose value is bold."""
    width = (sheet.right - MARGIN) / columns
    row: list[tuple[str, list[Line]]] = []
    sheet.y += 14
    for label, value in given:
        if not value:
            continue
        lines = sheet.letters.wrapped(value, "bold" if label == strong else "regular", _VALUE, width - 12)
        if len(lines) > _LONG:
            _row(sheet, row, width)
            row = []
            _wide(sheet, label, value)
            continue
        row.append((label, lines))
        if len(row) == columns:
            _row(sheet, row, width)
            row = []
    _row(sheet, row, width)
    sheet.y -= 8


def _row(sheet: Sheet, row: Sequence[tuple[str, list[Line]]], width: float) -> None:
    if not row:
        return
    tall = _ROW + _LEAD * (max(len(lines) for _, lines in row) - 1)
    if sheet.y + tall > sheet.bottom:
        sheet.begin_page()
        sheet.y += 10
    for place, (label, lines) in enumerate(row):
        x = MARGIN + place * width
        sheet.text(x, sheet.y, label, _LABEL, colour="ink2")
        for number, line in enumerate(lines, start=1):
            sheet.text(x, sheet.y + _LEAD * number, line, _VALUE)
    sheet.y += tall


def _wide(sheet: Sheet, label: str, value: str) -> None:
    if sheet.y + 34 > sheet.bottom:
        sheet.begin_page()
        sheet.y += 10
    sheet.text(MARGIN, sheet.y, label, _LABEL, colour="ink2")
    paragraphs(sheet, value, _VALUE)
    sheet.y += 14


def form(given: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields that a form of this kind always has: an empty one is seen to be empty."""
    return [(label, value or NOTHING) for label, value in given]


def told(sheet: Sheet, given: Sequence[tuple[str, str]]) -> None:
    """Each text under its heading; what was not written is left out."""
    for title, text in given:
        if text:
            words(sheet, title, text)
