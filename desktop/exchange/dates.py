"""Dates of a column, read strictly: a date that could be two days is never guessed.

02/03/2025 is one day or another by the order of its parts. The order is taken from the column itself when another cell
leaves no choice (25/12/2024), from the person when not, and the format is always said. A column that holds both
orders gives away only the cells that are clear by themselves. Days are calendar days; times in a cell are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop.exchange.cells import Cell, Flaw, plain
from desktop.exchange.vocabulary import key, vocabulary, word

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
ORDERS = {DAY_FIRST: "day/month/year", MONTH_FIRST: "month/day/year"}
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
_SERIALS = range(18_000, 73_051)  # 12-Apr-1949 to 31-Dec-2099; outside it a number is no likely date

_ISO = re.compile(r"(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_COMPACT = re.compile(r"(19|20|21)(\d{2})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?:,?\s\d{1,2}:\d{2}.*)?")
_JAPANESE = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日(?:\s*[(（]?[月火水木金土日](?:曜日?)?[)）]?)?")
_ERA = re.compile(
    r"(令和|平成|昭和|R|H|S)\s*(元|\d{1,2})\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})日?", re.IGNORECASE
)
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_NUMBER = re.compile(r"\d{5}(?:\.\d+)?")
_PIECES = re.compile(r"[^\W\d_]+|\d+")
_LEFT_OUT = frozenset({"de", "del", "of", "the", "den", "le", "am", "st", "nd", "rd", "th", "er", "t", "z"})
_WEEKDAYS = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
    r"(?:day|sday|nesday|rsday|urday)?\.?,?\s+(?=\d)", re.I
)  # fmt: skip


@dataclass(frozen=True)
class Format:
    """One way of writing found in a column, how often, with an example."""

    name: str
    count: int
    example: str


@dataclass(frozen=True)
class DateColumn:
    """How a column's dates were read. ``order`` is "" where none was needed; ``reason`` says where it comes from;
    ``question`` is filled where only the person can say, and the cells concerned are errors until then."""

    formats: tuple[Format, ...]
    order: str = ""
    reason: str = ""
    question: str = ""
    warning: str = ""
    unclear: int = 0

    @property
    def described(self) -> str:
        """“day/month/year (25/12/2024 in row 7), Excel date” for the preview."""
        names = [found.name for found in self.formats]
        return ", ".join(names) + (f" ({self.reason})" if self.reason else "")


@dataclass(frozen=True)
class Problem:
    """Why a cell is no date."""

    words: str
    unclear: bool = False


Answer = date | Problem | None
"""None: the cell is empty, or says in words that there is no date."""


@dataclass(frozen=True)
class _Numeric:
    first: int
    second: int
    year: int
    short_year: bool

    def day(self, order: str) -> date | None:
        month, day = (self.first, self.second) if order == MONTH_FIRST else (self.second, self.first)
        return _day(self.year, month, day)

    @property
    def orders(self) -> tuple[str, ...]:
        """In which orders it is a day at all."""
        return tuple(order for order in ORDERS if self.day(order) is not None)


@dataclass(frozen=True)
class _Read:
    """What one text is by itself: a day in a format, or numbers that wait for the order."""

    form: str
    day: date | None = None
    numeric: _Numeric | None = None
    problem: str = ""
    short: bool = False  # a year of two digits beside a month in letters: the day may be the year


class DateReader:
    """Reads one column. Give it all cells first; then ``answer`` each."""

    def __init__(
        self,
        cells: Iterable[Cell],
        *,
        order: str = "",
        said_by: str = "as you said",
        serial_1904: bool = False,
        numbers: Sequence[int] = (),
    ) -> None:
        """``order``: dmy or mdy where the person or heading says so, else "". ``numbers``: of the rows, as shown."""
        self._said_by = said_by
        self._numbers = numbers
        self._given = order
        self._base = date(1904, 1, 1) if serial_1904 else date(1899, 12, 30)
        cells = list(cells)
        self._reads: dict[str, _Read | None] = {}
        self._answers: dict[str, Answer] = {}
        self._short_years = order != ""
        counts = Counter(cell for cell in cells if isinstance(cell, str))
        for text in counts:
            self._reads[text] = self._read(text)
        self.column = self._decide(cells, counts)

    def answer(self, cell: Cell) -> Answer:
        """The day the cell means."""
        if isinstance(cell, str):
            if cell not in self._answers:
                self._answers[cell] = self._resolve(cell)
            return self._answers[cell]
        if isinstance(cell, datetime):
            return _in_range(cell.date())
        if isinstance(cell, date):
            return _in_range(cell)
        if isinstance(cell, Flaw):
            return Problem(cell.words)
        if isinstance(cell, bool | time | timedelta):
            return Problem(f"“{plain(cell)}” is not a date.")
        return self._serial(cell)

    def _serial(self, number: float) -> Answer:
        if int(number) in _SERIALS:
            return self._base + timedelta(days=int(number))
        if 1900 <= number <= 2100:
            return Problem(f"“{plain(number)}” is only a year; the day is missing.")
        return Problem(f"“{plain(number)}” is a number, not a date.")

    def _read(self, cell: str) -> _Read | None:
        """None for an empty cell and for words that say there is none."""
        text = unicodedata.normalize("NFKC", plain(cell)).strip()
        if not text or word(text) in vocabulary().empty or word(text) in vocabulary().no_end:
            return None
        text = _WEEKDAYS.sub("", text)
        for read in (_read_iso, _read_japanese, _read_named, _read_numeric):
            found = read(text)
            if found is not None:
                return found
        if _NUMBER.fullmatch(text):
            answer = self._serial(float(text))
            if isinstance(answer, date):
                return _Read("serial number", answer)
        shown = text if len(text) <= 60 else text[:57] + "..."
        return _Read("", problem=f"“{shown}” is not a date.")

    def _resolve(self, cell: str) -> Answer:
        read = self._reads[cell] if cell in self._reads else self._read(cell)
        if read is None:
            return None
        if read.problem:
            return Problem(read.problem)
        if read.short and not self._short_years:
            return Problem(f"“{plain(cell)}” has a year of two digits; say how this column is written.", unclear=True)
        if read.day is not None:
            return _in_range(read.day)
        assert read.numeric is not None
        return self._resolve_numeric(plain(cell), read.numeric)

    def _resolve_numeric(self, text: str, numeric: _Numeric) -> Answer:
        possible = numeric.orders
        if not possible:
            return Problem(f"“{text}” is not a day of the calendar.")
        if numeric.short_year and not self._short_years:
            return Problem(f"“{text}” has a year of two digits; say how this column is written.", unclear=True)
        if self.column.order:
            day = numeric.day(self.column.order)
            if day is None:
                return Problem(f"“{text}” is no date when read as {ORDERS[self.column.order]}.")
            return _in_range(day)
        days = {numeric.day(order) for order in possible}
        if len(days) == 1:
            return _in_range(next(day for day in days if day is not None))
        first, second = (f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year}" for o in ORDERS if (day := numeric.day(o)))
        return Problem(f"“{text}” may be {first} or {second}.", unclear=True)

    def _decide(self, cells: list[Cell], counts: Counter[str]) -> DateColumn:
        """The order, from the person or from cells that leave no choice."""
        numeric = {text: read.numeric for text, read in self._reads.items() if read is not None and read.numeric}
        long_years = {text: found for text, found in numeric.items() if not found.short_year}
        proofs = {o: [text for text, found in long_years.items() if found.orders == (o,)] for o in ORDERS}
        both_ways = [text for text, found in numeric.items() if len({found.day(o) for o in found.orders}) > 1]
        order, reason, question, asked = self._given, "", "", 0
        if order:
            reason = self._said_by
        elif proofs[DAY_FIRST] and proofs[MONTH_FIRST]:
            asked = sum(counts[text] for text in both_ways)
            samples = f"{plain(proofs[DAY_FIRST][0])} and {plain(proofs[MONTH_FIRST][0])}"
            if asked:
                question = f"The column holds both orders ({samples}). Which are the {asked} dates that fit either?"
            reason = "each clear by itself"
        elif proofs[DAY_FIRST] or proofs[MONTH_FIRST]:
            order = DAY_FIRST if proofs[DAY_FIRST] else MONTH_FIRST
            place = cells.index(proofs[order][0])
            row = self._numbers[place] if self._numbers else place + 1
            reason = f"{plain(proofs[order][0])} in row {row} leaves no choice"
        elif both_ways:
            asked = sum(counts[text] for text in both_ways)
            question = f"Is “{plain(both_ways[0])}” day/month/year or month/day/year? No date in the column tells."
        short = [text for text, found in numeric.items() if found.short_year]
        short += [text for text, read in self._reads.items() if read is not None and read.short]
        if short and not self._given:
            asked = max(asked, sum(counts[text] for text in short))
            question = question or f"How is “{plain(short[0])}” written? Its year has two digits."
        return DateColumn(
            self._formats(cells, counts, order), order, reason, question, self._swapped(cells, proofs), asked
        )

    def _formats(self, cells: list[Cell], counts: Counter[str], order: str) -> tuple[Format, ...]:
        seen: dict[str, tuple[int, str]] = {}

        def note(name: str, count: int, example: str) -> None:
            before = seen.get(name)
            seen[name] = (count + (before[0] if before else 0), before[1] if before else example)

        for text, count in counts.items():
            read = self._reads[text]
            if read is not None and not read.problem:
                name = read.form + (" (years 20..)" if read.short and self._short_years else "")
                if read.numeric is not None:
                    own = read.numeric.orders
                    name = ORDERS[order or own[0]] if order or len(own) == 1 else "order of day and month unknown"
                    name += " (years 20..)" if read.numeric.short_year and self._short_years else ""
                note(name, count, plain(text))
        for kind, count in Counter(map(type, cells)).items():
            name = "spreadsheet date" if kind in (date, datetime) else "serial number" if kind in (int, float) else ""
            if name:
                note(name, count, plain(next(cell for cell in cells if type(cell) is kind)))
        ranked = sorted(seen.items(), key=lambda entry: (-entry[1][0], entry[0]))
        return tuple(Format(name, count, example) for name, (count, example) in ranked)

    def _swapped(self, cells: list[Cell], proofs: dict[str, list[str]]) -> str:
        """A spreadsheet of the other country turns 02/03 into a date of its own and leaves 25/12 as text."""
        if not proofs[DAY_FIRST]:
            return ""
        typed = [cell for cell in cells if isinstance(cell, date)]
        if len(typed) >= 3 and all(day.day <= 12 for day in typed) and any(day.day != day.month for day in typed):
            return (
                f"{len(typed)} dates in this column are real spreadsheet dates with days up to 12 only, while "
                f"“{plain(proofs[DAY_FIRST][0])}” stayed text: the spreadsheet may have swapped day and month. Compare "
                "some with the paper."
            )
        return ""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _read_iso(text: str) -> _Read | None:
    match = _ISO.fullmatch(text)
    if match:
        return _made("year-month-day", text, int(match[1]), int(match[3]), int(match[4]))
    match = _COMPACT.fullmatch(text)
    if match:
        return _made("yearmonthday", text, int(match[1] + match[2]), int(match[3]), int(match[4]))
    return None


def _read_japanese(text: str) -> _Read | None:
    match = _JAPANESE.fullmatch(text)
    if match:
        return _made("年月日", text, int(match[1]), int(match[2]), int(match[3]))
    match = _ERA.fullmatch(text)
    if match is None:
        return None
    year = _ERAS[match[1].upper()] + (1 if match[2] == "元" else int(match[2]))
    return _made("Japanese era", text, year, int(match[3]), int(match[4]))


def _read_named(text: str) -> _Read | None:
    """A month in letters: 23-Nov-2026, 23. November 2026, Nov 23, 2026, 23 de noviembre de 2026."""
    pieces = [key(piece) if not piece.isdigit() else piece for piece in _PIECES.findall(text.split("T0")[0])]
    pieces = [piece for piece in pieces if piece not in _LEFT_OUT]
    months = [vocabulary().months[piece] for piece in pieces if piece in vocabulary().months]
    numbers = [piece for piece in pieces if piece.isdigit()]
    if len(months) != 1 or len(numbers) not in (1, 2) or len(pieces) != 1 + len(numbers):
        return None
    if len(numbers) == 1:
        return _Read("", problem=f"“{text}” has no day.")
    first, second = numbers
    if len(first) == 4 and len(second) <= 2:
        return _made("year month-name day", text, int(first), months[0], int(second))
    if len(second) == 4 and len(first) <= 2:
        return _made("day-Month-year", text, int(second), months[0], int(first))
    day = _day(2000 + int(second), months[0], int(first)) if len(first) <= 2 and len(second) == 2 else None
    return _Read("day-Month-year", day, short=True) if day else _Read("", problem=f"“{text}” is not a date.")


def _read_numeric(text: str) -> _Read | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    short = len(match[4]) == 2
    year = int(match[4]) + (2000 if short else 0)
    return _Read("numeric", numeric=_Numeric(int(match[1]), int(match[3]), year, short))


def _made(form: str, text: str, year: int, month: int, day: int) -> _Read:
    made = _day(year, month, day)
    return _Read(form, made) if made else _Read("", problem=f"“{text}” is not a day of the calendar.")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_range(day: date) -> Answer:
    if EARLIEST <= day <= LATEST:
        return day
    return Problem(f"The year {day.year} cannot be right.")
