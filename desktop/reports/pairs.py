"""Labels with their values in columns, as forms have them; what was written at length over the whole width."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.reports.parts import words
from desktop.reports.sheet import MARGIN, Sheet

_LABEL, _VALUE, _ROW = 6.8, 8.4, 24.0


def pairs(sheet: Sheet, given: Sequence[tuple[str, str]], columns: int = 3) -> None:
    """Values without text are left out; a long one is wrapped to two lines."""
    told = [(label, value) for label, value in given if value]
    width = (sheet.right - MARGIN) / columns
    sheet.y += 14
    for first in range(0, len(told), columns):
        if sheet.y + _ROW + 12 > sheet.bottom:
            sheet.begin_page()
            sheet.y += 10
        lines = 1
        for place, (label, value) in enumerate(told[first : first + columns]):
            x = MARGIN + place * width
            sheet.text(x, sheet.y, label, _LABEL, colour="ink2")
            wrapped = sheet.letters.wrapped(value, "regular", _VALUE, width - 12)[:2]
            for number, line in enumerate(wrapped):
                sheet.text(x, sheet.y + 10.5 * (number + 1), line, _VALUE)
            lines = max(lines, len(wrapped))
        sheet.y += _ROW + 10.5 * (lines - 1)
    sheet.y -= 8


def told(sheet: Sheet, given: Sequence[tuple[str, str]]) -> None:
    """Each text under its heading; what was not written is left out."""
    for title, text in given:
        if text:
            words(sheet, title, text)
