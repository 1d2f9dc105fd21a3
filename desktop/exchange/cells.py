"""What a cell of somebody else's sheet can be, and its text made plain. Decides nothing about what the text means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias


@dataclass(frozen=True)
class Flaw:
    """A cell whose value the sheet itself does not have: an error such as #N/A, or a formula never calculated."""

    words: str


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | Flaw
Row: TypeAlias = Sequence[Cell]

# Marks that turn the direction of what follows, and marks without width: never part of a name, often pasted along.
_INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NEUTRALISED = re.compile(r"'(?=[=+\-@\t\r＝＋－＠])")


def plain(cell: Cell) -> str:
    """The cell as one line of text: composed (NFC), single blanks, no invisible marks. 3.0 becomes "3"."""
    if isinstance(cell, str):
        return cell if _is_plain(cell) else _made_plain(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, Flaw):
        return ""
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Nothing to see in it. A flawed cell is not blank: something should be there."""
    return isinstance(cell, str) and (not cell or not plain(cell))


def filled(row: Row) -> int:
    """How many cells of the row hold something."""
    return sum(1 for cell in row if cell != "" and not is_blank(cell))


def has_control(cell: Cell) -> bool:
    return isinstance(cell, str) and _CONTROL.search(cell) is not None


def turns_direction(cell: Cell) -> bool:
    """Whether the text carries marks that make it read in another order than it is stored (a known trick)."""
    return isinstance(cell, str) and not cell.isascii() and _TURNING.search(cell) is not None


def letter(column: int) -> str:
    """The column's letter as the spreadsheet shows it, from 0: A, B ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and "  " not in text and text[:1] not in " '" and text[-1:] != " "


def _made_plain(text: str) -> str:
    text = _NEUTRALISED.sub("", text, count=1) if text.startswith("'") else text
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(_CONTROL.sub(" ", text).split())
