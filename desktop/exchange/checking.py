"""Columns of cells turned into columns of values, each fault with its row and column. Works through whole columns,
each different cell once, because sheets repeat themselves and have tens of thousands of rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import cast

from desktop.exchange.cells import Cell, Flaw, has_control, plain, turns_direction
from desktop.exchange.columns import Column, told_order
from desktop.exchange.dates import Answer as DateAnswer
from desktop.exchange.dates import DateReader, Problem
from desktop.exchange.table import Table
from desktop.exchange.vocabulary import Field, fields_of, vocabulary, word

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,6})?")
_WORDS = 40  # of one column; whoever has more has no choice there but a text
_NOT_FIRST = " '"  # also true of no first letter at all
_IN_ADDRESS = re.compile(r"<([^<>]+)>\s*$")


@dataclass(frozen=True)
class Trouble:
    """Why a row cannot be taken. ``row`` and ``column`` as the person finds them in the spreadsheet."""

    row: int
    column: str
    problem: str


@dataclass(frozen=True)
class Difference:
    """What a row says otherwise than the register: ``old`` and ``new`` as shown, ``value`` as it would be kept."""

    field: str
    label: str
    old: str
    new: str
    value: object

    @property
    def words(self) -> str:
        return f"{self.label} {self.old or 'empty'} → {self.new}"


@dataclass(frozen=True)
class Duplicate:
    """A row that says again what another row, or the register, says. ``of``: in words; ``of_row``: 0 where it is the
    register; ``certain``: left out by itself; otherwise only pointed at. ``fills``: what it knows beyond the other.
    ``id``: of the register's record; ``changes``: what the row says otherwise, taken only where the person says so."""

    row: int
    of: str
    of_row: int
    certain: bool
    why: str
    fills: tuple[str, ...] = ()
    id: str = ""
    changes: tuple[Difference, ...] = ()


@dataclass
class Checked:
    """The values of a table by field, in the order of its rows, and what was wrong with them. ``written``: of choices,
    as they stand in the sheet."""

    table: Table
    columns: tuple[Column, ...]
    values: dict[str, list[str]] = field(default_factory=dict)
    written: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, list[date | None]] = field(default_factory=dict)
    courses: list[tuple[Column, list[date | None]]] = field(default_factory=list)
    troubles: dict[int, list[Trouble]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._no_texts = [""] * len(self.table.rows)
        self._no_days: list[date | None] = [None] * len(self.table.rows)

    def trouble(self, place: int, column: str, problem: str) -> None:
        """A fault of the row at ``place`` of the table."""
        found = Trouble(self.table.numbers[place], column, problem)
        self.troubles.setdefault(place, []).append(found)

    def text(self, name: str) -> list[str]:
        """The texts of a field; empty ones where no column holds it."""
        return self.values.get(name) or self._no_texts

    def day(self, name: str) -> list[date | None]:
        return self.dates.get(name) or self._no_days

    def named(self, name: str) -> str:
        """The heading of the column that a field comes from."""
        return next((column.named for column in self.columns if column.field == name), name)


@dataclass(frozen=True)
class Reading:
    """How the person wants cells read. ``orders``: column -> dmy or mdy; ``order``: for all the others; ``words``:
    field -> what the sheet's own words mean."""

    orders: Mapping[int, str] = field(default_factory=dict)
    order: str = ""
    serial_1904: bool = False
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def check_columns(
    table: Table, columns: Sequence[Column], register: str, how: Reading, step: Callable[[], None]
) -> Checked:
    """Every taken column as values. ``step`` is called between columns and may raise Cancelled."""
    cells = table.columns()
    checked = Checked(table, tuple(columns))
    fields = fields_of(register)
    done: list[Column] = []
    for column in columns:
        step()
        if not column.field or fields[column.field].kind == "ignored":
            done.append(column)
        elif fields[column.field].kind == "date":
            done.append(_dates(checked, column, cells[column.index], how))
        elif fields[column.field].kind == "choice":
            done.append(_choices(checked, column, cells[column.index], fields[column.field], how))
        else:
            _texts(checked, column, cells[column.index], fields[column.field])
            done.append(column)
    checked.columns = tuple(done)
    for row in table.overlong:
        place = table.numbers.index(row)
        checked.trouble(
            place, "", "The row has more cells than there are headings; a separator may stand within a text."
        )
    return checked


def _choices(checked: Checked, column: Column, cells: Sequence[Cell], told: Field, how: Reading) -> Column:
    """What the person said of a word goes over what the register knows of it."""
    values = {word(value) for value in told.choices.values()}
    told = replace(told, choices={**told.choices, **how.words.get(told.name, {})})
    _texts(checked, column, cells, told)
    known = {word(written): value for written, value in told.choices.items()}
    checked.written[told.name] = ["" if isinstance(cell, Flaw) else plain(cell) for cell in cells]
    shown = (one for one in checked.written[told.name] if one and (told.note or word(one) not in values))
    others = dict.fromkeys(shown)
    words = tuple((one, known.get(word(one), "")) for one in islice(others, _WORDS))
    return replace(column, words=words)


def _dates(checked: Checked, column: Column, cells: Sequence[Cell], how: Reading) -> Column:
    order, said_by = how.orders.get(column.index, how.order), "as you said"
    if not order and (order := told_order(column.heading)):
        said_by = "as its heading says"
    reader = DateReader(cells, order=order, said_by=said_by, serial_1904=how.serial_1904, numbers=checked.table.numbers)
    answers = _answers(reader, cells)
    for place, answer in enumerate(answers):
        if isinstance(answer, Problem):
            checked.trouble(place, column.named, answer.words)
            answers[place] = None
    days = cast("list[date | None]", answers)
    found = reader.column
    if found.question:
        checked.questions.append(f"Column “{column.named}”: {found.question}")
    if found.warning:
        checked.warnings.append(f"Column “{column.named}”: {found.warning}")
    if column.course:
        checked.courses.append((column, days))
    else:
        checked.dates[column.field] = days
    return replace(column, dates=found)


def _answers(reader: DateReader, cells: Sequence[Cell]) -> list[DateAnswer]:
    """What each cell means; each different one asked once where different cells are not equal (1 is True)."""
    if not set(map(type, cells)) <= {str, date, datetime}:
        return [None if cell == "" else reader.answer(cell) for cell in cells]
    known = {cell: None if cell == "" else reader.answer(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


class _Memo(dict[Cell, str | Problem]):
    """Each different cell is worked out once."""

    def __init__(self, work: Callable[[Cell], str | Problem], known: Mapping[str, str]) -> None:
        super().__init__()
        self.update(known)
        self._work = work

    def __missing__(self, cell: Cell) -> str | Problem:
        answer = self[cell] = self._work(cell)
        return answer


def _texts(checked: Checked, column: Column, cells: Sequence[Cell], told: Field) -> None:
    work = _WORK.get(told.kind, _text)
    kinds = set(map(type, cells))
    memo = _Memo(lambda cell: work(cell, told), _obvious(cells, told) if kinds == {str} else {})
    mixed = bool in kinds  # True would be taken for 1
    known = len(memo)
    answers: list[str | Problem] = [work(cell, told) if mixed else memo[cell] for cell in cells]
    if mixed or any(isinstance(answer, Problem) for answer in islice(memo.values(), known, None)):
        for place, answer in enumerate(answers):
            if isinstance(answer, Problem):
                checked.trouble(place, column.named, answer.words)
                answers[place] = ""
    checked.values[column.field] = cast("list[str]", answers)  # every problem has become an empty text


def _obvious(cells: Sequence[Cell], told: Field) -> dict[str, str]:
    """The cells that nothing can be said against, as they stand. What is not so plain is looked at one by one."""
    if told.kind not in ("text", "name", "person", "email"):
        return {}
    texts, empty, longest = cast("set[str]", set(cells)), vocabulary().empty, told.longest
    plain_ones = [
        text
        for text in texts
        if text.isascii() and text.isprintable() and text[:1] not in _NOT_FIRST and text[-1] != " "
        and "  " not in text and len(text) <= longest
    ]  # fmt: skip
    if told.kind == "email":
        return {text: text for text in plain_ones if _EMAIL.fullmatch(text)}
    if told.kind == "text":
        return {text: text for text in plain_ones if text.lower() not in empty}
    return {text: text for text in plain_ones if text[0].isalpha() and text.lower() not in empty}


def _text(cell: Cell, told: Field) -> str | Problem:
    if isinstance(cell, Flaw):
        return Problem(cell.words)
    if has_control(cell):
        return Problem("The cell holds a control character; type it again.")
    text = plain(cell)
    if len(text) > told.longest:
        return Problem(f"The text has {len(text):,} characters; at most {told.longest} fit.")
    return "" if told.kind != "name" and word(text) in vocabulary().empty else text


def _name(cell: Cell, told: Field) -> str | Problem:
    text = _text(cell, told)
    if isinstance(text, Problem):
        return text
    if turns_direction(cell):
        return Problem("The name holds invisible marks that change its reading direction; type it again.")
    if text and not any(letter.isalpha() for letter in text):
        return "" if word(text) in vocabulary().empty else Problem(f"“{text}” is not a name.")
    return text


def _email(cell: Cell, told: Field) -> str | Problem:
    text = _text(cell, told)
    if isinstance(text, Problem) or not text:
        return text
    inside = _IN_ADDRESS.search(text)
    text = (inside.group(1) if inside else text).removeprefix("mailto:").strip().rstrip(";,")
    return text if _EMAIL.fullmatch(text) else Problem(f"“{text}” is not an e-mail address.")


def _result(cell: Cell, told: Field) -> str | Problem:
    text = _text(cell, told)
    if isinstance(text, Problem) or not text:
        return text
    known = vocabulary().results.get(word(text))
    return known or Problem(f"“{text}” is not a result; write completed, passed or failed.")


def _choice(cell: Cell, told: Field) -> str | Problem:
    text = _text(cell, told)
    if isinstance(text, Problem) or not text:
        return text
    known = {word(value): value for value in told.choices.values()}
    known.update({word(written): value for written, value in told.choices.items()})
    offered = ", ".join(dict.fromkeys(told.choices.values()))
    return known.get(word(text)) or Problem(f"Nobody has said what “{text}” means; it is none of: {offered}.")


def _number(cell: Cell, told: Field) -> str | Problem:
    text = _text(cell, told)
    if isinstance(text, Problem) or not text:
        return text
    return text if _NUMBER.fullmatch(text) else Problem(f"“{text}” is not a number.")


_WORK: Mapping[str, Callable[[Cell, Field], str | Problem]] = {
    "name": _name,
    "person": _name,
    "email": _email,
    "result": _result,
    "choice": _choice,
    "number": _number,
}
