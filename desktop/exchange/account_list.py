"""A system's own account list as it comes from its administrators: CSV, XLSX or ODS, in any column names (ROS-5).

Columns are recognised by their headings, corrected by the person, and remembered for the system. No row with
something in it disappears: what cannot be read of it is told, and the rest of it is reviewed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from db.access.review_records import AccountList, ListForm, ListRow
from db.errors import BadInput
from desktop.exchange.cells import Cell, Flaw, Row, filled, letter, plain
from desktop.exchange.dates import DateColumn, DateReader
from desktop.exchange.reading import ReadOn, Sheet, Source, load, no_progress, read
from desktop.exchange.vocabulary import key, word
from resources import ROOT

FIELDS = ("account", "name", "family_name", "given_name", "email", "role", "last_login", "status")
NEEDED = ("account", "name", "family_name", "email")
"""One of these must be there: something has to say whose row it is."""
_HEADER_WITHIN = 40
_STRIDE = 2000


@dataclass(frozen=True)
class Words:
    """The words people use in account lists (resources/exchange/account_list.json)."""

    headings: Mapping[str, str]
    labels: Mapping[str, str]
    inactive: frozenset[str]
    active: frozenset[str]
    reversed_headings: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True)
class ListOptions:
    """What the person said: column -> field ("" leaves it out), dmy or mdy, which sheet, which encoding."""

    columns: Mapping[int, str] = field(default_factory=dict)
    dates: str = ""
    sheet: str | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class ListColumn:
    """A column: its letter and heading, the field it is, an example. ``remembered``: as it was the last time."""

    index: int
    letter: str
    heading: str
    field: str
    example: str
    remembered: bool = False

    @property
    def named(self) -> str:
        """Its heading, or its letter where it has none."""
        return self.heading or self.letter


@dataclass(frozen=True)
class ListPlan:
    """A list as it was understood. ``notes``: what could not be read, by row; ``repeated``: names of accounts that
    stand there more than once; ``missing``: nothing says whose the rows are, ``nameless``: of how many rows that is
    so; ``skipped``: rows that were taken for remarks; ``question``: where only the person can
    say whether the day or the month comes first."""

    source: Source
    options: ListOptions
    sheet: str
    sheets: tuple[str, ...]
    header: int
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    notes: tuple[str, ...]
    repeated: tuple[str, ...]
    skipped: tuple[str, ...]
    dates: DateColumn | None
    missing: bool
    nameless: int = 0

    @property
    def question(self) -> str:
        return self.dates.question if self.dates is not None else ""

    @property
    def ready(self) -> bool:
        """Whether it can be matched."""
        return bool(self.rows) and not self.missing and not self.question

    def account_list(self, path: Path, taken: date) -> AccountList:
        """What goes into the review, with the file itself. Raises BadInput where the file changed since it was read."""
        data = load(path)
        if hashlib.sha256(data).hexdigest() != self.source.sha256:
            raise BadInput(f"“{path.name}” changed since it was read.", kept="Nothing was written.",
                           todo="Choose it again.")  # fmt: skip
        return AccountList(
            self.source.name, self.source.sha256, taken, self.rows, self.source.described,
            {column.heading: column.field for column in self.columns if column.heading and column.field},
            self.options.dates, data,
        )  # fmt: skip


@cache
def words() -> Words:
    """Read once."""
    data = json.loads((ROOT / "exchange" / "account_list.json").read_text("utf-8"))
    headings = {key(entry): name for name, entries in data["fields"].items() for entry in entries}

    def some(name: str) -> frozenset[str]:
        return frozenset(word(entry) for entry in data[name])

    return Words(
        headings, data["labels"], some("inactive"), some("active"), frozenset(map(key, data["reversed_headings"])),
        some("never"),
    )  # fmt: skip


def plan_list(
    path: Path,
    form: ListForm | None = None,
    options: ListOptions | None = None,
    progress: ReadOn = no_progress,
) -> ListPlan:
    """Read and understand a list. ``form``: how the system's last one was read. Raises BadInput for a file that is no
    table, is empty, or is damaged; Cancelled."""
    options = options or ListOptions()
    source = read(path, encoding=options.encoding, progress=lambda done, of: progress(done // 2, of))
    return planned(source, form, options, progress)


def planned(source: Source, form: ListForm | None, options: ListOptions, progress: ReadOn = no_progress) -> ListPlan:
    """The same file understood otherwise, without reading it again."""
    sheets = [sheet for sheet in source.sheets if any(filled(row) for row in sheet.rows)]
    if not sheets:
        raise BadInput(f"“{source.name}” holds no rows.", kept="Nothing was read.",
                       todo="Check that it is the right file.")  # fmt: skip
    remembered = dict(form.columns) if form is not None else {}
    sheet = _chosen(sheets, options.sheet, remembered)
    header = _header(sheet.rows, remembered)
    if form is not None and not options.dates:
        options = replace(options, dates=form.dates)
    columns = _columns(sheet.rows, header, options.columns, remembered)
    by_field = {column.field: column.index for column in columns if column.field}
    body = [(number + 1, row) for number, row in enumerate(sheet.rows) if number > header]
    dates = _dates(source, body, by_field.get("last_login"), options.dates)
    rows, notes, skipped = _rows(body, columns, by_field, dates, progress)
    counts = Counter(row.account.casefold() for row in rows if row.account)
    repeated = tuple(
        {row.account.casefold(): row.account for row in rows if counts[row.account.casefold()] > 1}.values()
    )
    nameless = sum(not (row.account or row.name or row.email) for row in rows)
    progress(100, 100)
    return ListPlan(
        source, options, sheet.name, tuple(one.name for one in sheets), header + 1, columns, tuple(rows), tuple(notes),
        repeated, tuple(skipped), dates.column if dates is not None else None,
        not any(name in by_field for name in NEEDED) or 2 * nameless > len(rows), nameless,
    )  # fmt: skip


def _chosen(sheets: Sequence[Sheet], wanted: str | None, remembered: Mapping[str, str]) -> Sheet:
    if wanted is not None:
        for sheet in sheets:
            if sheet.name == wanted:
                return sheet
        raise BadInput(f"The file has no sheet “{wanted}”.", todo=f"Its sheets: {', '.join(s.name for s in sheets)}.")
    return max(sheets, key=lambda sheet: max(_score(row, remembered) for row in sheet.rows[:_HEADER_WITHIN]))


def _score(row: Row, remembered: Mapping[str, str]) -> int:
    headings = words().headings
    texts = {key(plain(cell)) for cell in row if isinstance(cell, str) and cell}
    known = {key(heading) for heading in remembered}
    return 2 * len(texts & known) + len({headings[text] for text in texts if text in headings})


def _header(rows: Sequence[Row], remembered: Mapping[str, str]) -> int:
    """The row with the headings: the one with most known ones, else the first with two cells or more."""
    first = rows[:_HEADER_WITHIN]
    best = max(range(len(first)), key=lambda place: (_score(first[place], remembered), -place))
    if _score(first[best], remembered):
        return best
    return next((place for place, row in enumerate(first) if filled(row) >= 2), 0)


def _columns(
    rows: Sequence[Row], header: int, chosen: Mapping[int, str], remembered: Mapping[str, str]
) -> tuple[ListColumn, ...]:
    width = max(len(row) for row in rows[header : header + 200])
    headings = [plain(cell) for cell in rows[header]] + [""] * (width - len(rows[header]))
    taken = {name for name in chosen.values() if name}
    kept = {key(heading): name for heading, name in remembered.items()}
    found = []
    for index, heading in enumerate(headings):
        known = kept.get(key(heading)) if heading else None
        name = chosen.get(index, "")
        if index not in chosen:
            name = known if known is not None else words().headings.get(key(heading), "") if heading else ""
            name = "" if name in taken else name
        if name:
            taken.add(name)
        example = next((plain(row[index]) for row in rows[header + 1 :] if len(row) > index and plain(row[index])), "")
        if heading or example:
            is_known = index not in chosen and known is not None
            found.append(ListColumn(index, letter(index), heading, name, example[:60], is_known))
    return tuple(found)


def _dates(source: Source, body: Sequence[tuple[int, Row]], index: int | None, order: str) -> DateReader | None:
    if index is None:
        return None
    pairs = [(number, row[index]) for number, row in body if len(row) > index and not _is_never(row[index])]
    return DateReader(
        [cell for _number, cell in pairs], order=order, serial_1904=source.serial_1904,
        numbers=[number for number, _cell in pairs],
    )  # fmt: skip


def _rows(
    body: Sequence[tuple[int, Row]],
    columns: Sequence[ListColumn],
    by_field: Mapping[str, int],
    dates: DateReader | None,
    progress: ReadOn,
) -> tuple[list[ListRow], list[str], list[str]]:
    rows, notes, skipped = list[ListRow](), list[str](), list[str]()
    status = next((column for column in columns if column.field == "status"), None)
    usual = max((filled(row) for _number, row in body[:20]), default=0)
    for place, (number, row) in enumerate(body):
        if place % _STRIDE == 0:
            progress(50 + 50 * place // max(len(body), 1), 100)
        if not filled(row):
            continue
        cells = {name: row[index] if index < len(row) else "" for name, index in by_field.items()}
        texts = {name: plain(cell) for name, cell in cells.items()}
        if usual > 2 and filled(row) == 1 and not texts.get("account"):
            skipped.append(f"Row {number}: {' '.join(plain(cell) for cell in row).strip()[:100]}")
            continue
        notes += [f"Row {number}, {name.replace('_', ' ')}: {cell.words}" for name, cell in cells.items()
                  if isinstance(cell, Flaw)]  # fmt: skip
        last, trouble = _day(cells.get("last_login", ""), dates)
        if trouble:
            notes.append(f"Row {number}, last log-in: {trouble}")
        active, unsure = _active(texts.get("status", ""), status)
        if unsure:
            notes.append(f"Row {number}, status: “{texts['status']}” is not known; taken as active")
        name = texts.get("name") or ", ".join(filter(None, (texts.get("family_name"), texts.get("given_name"))))
        rows.append(
            ListRow(number, texts.get("account", ""), name, texts.get("email", ""), texts.get("role", ""), last, active)
        )
    return rows, notes, skipped


def _day(cell: Cell, dates: DateReader | None) -> tuple[date | None, str]:
    if dates is None or isinstance(cell, Flaw) or _is_never(cell):
        return None, ""
    answer = dates.answer(cell)
    if answer is None or isinstance(answer, date):
        return answer, ""
    return None, answer.words


def _is_never(cell: Cell) -> bool:
    return isinstance(cell, str) and (not cell or word(plain(cell)) in words().never)


def _active(text: str, column: ListColumn | None) -> tuple[bool, bool]:
    """Whether the list says the account works, and whether that was a guess."""
    said = word(text)
    if not said or column is None:
        return True, False
    turned = key(column.heading) in words().reversed_headings
    if said in words().inactive:
        return turned and said in ("no", "n", "false", "0", "nein", "non"), False
    return (not turned, False) if said in words().active else (True, True)
