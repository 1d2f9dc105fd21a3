"""From a file to records: plan, look, correct, commit. Nothing is written before ``commit``, and then all or nothing.

known = known_facts(site, "people")                 # where the store may be read
look = first_look("people", path, known)            # the first rows at once, before a large sheet is read whole
plan = plan_import("people", path, known)           # anywhere; touches no store
plan = plan.tried(site)                            # where the store may be written: the register's own rules
plan = plan.with_mapping({3: "role"}, {5: "dmy"})   # as often as the person corrects something
plan.commit(site, exclude_rows={7, 12}, change_rows={9})  # where the store may be written
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db import collector
from db.errors import BadInput
from db.imports import ImportSource
from desktop.exchange.changes import taken
from desktop.exchange.checking import Duplicate, Reading, Trouble, check_columns
from desktop.exchange.columns import SECOND, UNKNOWN, Column, as_courses, date_like, match_columns
from desktop.exchange.dates import ORDERS
from desktop.exchange.known import Known
from desktop.exchange.known import known as known_facts
from desktop.exchange.matching import Courses
from desktop.exchange.reading import ReadOn, Source, no_progress, read
from desktop.exchange.registers import importer_named, register_named
from desktop.exchange.table import Skipped, Table, choose_sheet
from desktop.exchange.taking import Choices, Options, RowsToTake
from desktop.exchange.training import TrainingRows
from desktop.exchange.vocabulary import fields_of

if TYPE_CHECKING:
    from db.site import Site

__all__ = ["Choices", "Done", "Options", "Plan", "PreviewRow", "first_look", "known_facts", "plan_import"]

_NAMED = 20  # columns named that go nowhere; a sheet may have a thousand
_SHARE_OF_READING = 60  # of 100 parts of the progress
GOOD, WRONG, TWICE, LIKELY_TWICE = "good", "problem", "duplicate", "likely duplicate"
DIFFERS, CHANGES = "differs", "change"


@dataclass(frozen=True)
class PreviewRow:
    """A row as it would be kept. ``state``: good, problem, duplicate, likely duplicate; differs where it repeats a
    record with other values, change where these are to be taken. ``words`` says why; ``offers``: a change can be."""

    row: int
    values: Mapping[str, str]
    state: str
    words: str
    offers: bool = False


@dataclass(frozen=True)
class Done:
    """What came of it. ``accepted``: rows that became records (or would, in a plan); ``records``: how many those are
    (a row of a wide log holds several); ``changed``: rows whose changes to kept records were taken."""

    accepted: int
    records: int
    rejected: tuple[Trouble, ...]
    duplicates: tuple[Duplicate, ...]
    new_courses: tuple[str, ...] = ()
    changed: int = 0


@dataclass(frozen=True)
class Plan:
    """What an import would do. ``count``: rows of the table; ``missing``: fields without which nothing can be taken;
    ``questions``: what only the person can say (order of day and month); ``complete``: the file was read whole."""

    register: str
    source: Source
    known: Known
    options: Options
    sheet: str
    header: int
    columns: tuple[Column, ...]
    count: int
    problems: tuple[Trouble, ...]
    duplicates: tuple[Duplicate, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]
    questions: tuple[str, ...]
    missing: tuple[str, ...]
    rows: RowsToTake

    @property
    def complete(self) -> bool:
        return not self.source.head_only

    @property
    def sheets(self) -> tuple[str, ...]:
        return tuple(sheet.name for sheet in self.source.sheets)

    @property
    def new_courses(self) -> tuple[str, ...]:
        """Courses that the import would add."""
        return self.rows.new_courses(self._places(self.bad_rows))

    @property
    def unknown_people(self) -> Mapping[str, tuple[str, ...]]:
        """Names in a training log that are not on the roster, with those that come near."""
        return self.rows.unknown_people if isinstance(self.rows, TrainingRows) else {}

    @property
    def bad_rows(self) -> frozenset[int]:
        """Rows with a problem, as shown: what “skip bad rows” leaves out."""
        return frozenset(trouble.row for trouble in self.problems)

    @property
    def ready(self) -> bool:
        """Whether it can be committed without leaving anything out."""
        return self.complete and not self.problems and not self.missing

    @property
    def offered(self) -> frozenset[int]:
        """Rows that say something else than the record they repeat: changes that can be taken."""
        return frozenset(one.row for one in self.duplicates if one.changes) - self.bad_rows

    @property
    def offered_surely(self) -> frozenset[int]:
        """Those of them that certainly are about that record."""
        return frozenset(one.row for one in self.duplicates if one.changes and one.certain) - self.bad_rows

    def outcome(self, exclude_rows: Collection[int] = (), change_rows: Collection[int] = ()) -> Done:
        """What committing would give: the dry run."""
        places, changing = self._written(exclude_rows, change_rows)
        courses = self.rows.new_courses(places)
        changed = len({one.row for one in changing})
        return Done(len(places), self.rows.count(places), self.problems, self.duplicates, courses, changed)

    def preview(self, offset: int = 0, limit: int = 200, change_rows: Collection[int] = ()) -> tuple[PreviewRow, ...]:
        """A window of rows as they would be kept."""
        troubles: dict[int, list[str]] = {}
        for trouble in self.problems:
            where = f"{trouble.column}: " if trouble.column else ""
            troubles.setdefault(trouble.row, []).append(f"{where}{trouble.problem}")
        twice: dict[int, list[Duplicate]] = {}
        for duplicate in self.duplicates:
            twice.setdefault(duplicate.row, []).append(duplicate)
        numbers = self.rows.checked.table.numbers
        shown = []
        for place in range(offset, min(offset + limit, len(numbers))):
            row = numbers[place]
            state, words = GOOD, ""
            if row in troubles:
                state, words = WRONG, " ".join(troubles[row])
            elif row in twice:
                state, words = _repeats(twice[row], row in change_rows)
            offers = row not in troubles and any(one.changes for one in twice.get(row, ()))
            shown.append(PreviewRow(row, self.rows.shown(place), state, words, offers))
        return tuple(shown)

    def with_mapping(
        self, columns: Mapping[int, str], orders: Mapping[int, str] | None = None, progress: ReadOn = no_progress
    ) -> Plan:
        """Planned again with columns and orders of dates as the person says; the file is not read again."""
        merged = replace(
            self.options,
            columns={**self.options.columns, **columns},
            orders={**self.options.orders, **(orders or {})},
        )
        return self.with_options(merged, progress)

    def with_options(self, options: Options, progress: ReadOn = no_progress) -> Plan:
        """As with_mapping for everything else that can be chosen, but encoding and separator (these read anew)."""
        return _planned(self.register, self.source, self.known, options, progress)

    def tried(self, site: Site) -> Plan:
        """The same with what the register's own rules say to the rows. Call where the store may be written; nothing
        stays."""
        if self.missing or not self.complete or not importer_named(self.register).tries:
            return self
        found = self.rows.try_out(site, self._places(self.bad_rows))
        problems = sorted((*self.problems, *found), key=lambda trouble: trouble.row)
        return replace(self, problems=tuple(problems)) if found else self

    def commit(
        self,
        site: Site,
        exclude_rows: Collection[int] = (),
        progress: ReadOn = no_progress,
        change_rows: Collection[int] = (),
    ) -> Done:
        """Write it, in one transaction with the source on the trail. ``change_rows``: rows of ``offered`` whose
        changes are taken; a likely duplicate among them becomes no new record. Raises BadInput while rows with
        problems are not excluded; then nothing is written."""
        if not self.complete:
            raise BadInput("Only the first rows were read so far.", kept="Nothing was written.")
        if self.missing:
            raise BadInput(
                f"No column holds: {', '.join(self.missing)}.",
                kept="Nothing was written.",
                todo="Match a column to it.",
            )
        open_rows = self.bad_rows - set(exclude_rows)
        if open_rows:
            raise BadInput(
                f"{_rows(len(open_rows))} with problems, the first is row {min(open_rows)}.",
                kept="Nothing was written.",
                todo="Correct the sheet, or say that these rows are left out.",
            )
        done = self.outcome(exclude_rows, change_rows)
        if done.records or done.changed:
            places, changing = self._written(exclude_rows, change_rows)
            try:
                with collector.paused():
                    source = ImportSource(self.source.name, self.source.sha256)
                    self.rows.write(site, places, source, progress, changing)
            except BadInput as problem:
                raise self._in_sheet(problem, places, changing) from problem
        return done

    def _in_sheet(self, problem: BadInput, places: list[int], changing: Sequence[Duplicate]) -> BadInput:
        """The register counts what it is given; the person counts rows of the sheet."""
        told = re.match(r"Row (\d+): (.*)", problem.what, re.DOTALL)
        if told is None:
            return problem
        numbers = self.rows.checked.table.numbers
        rows = [numbers[place] for place in places for _ in range(self.rows.count([place]))]
        rows += [one.row for one in changing]
        row = rows[int(told.group(1)) - 1]
        return BadInput(f"Row {row}: {told.group(2)}", kept="Nothing was written.", todo=problem.todo)

    def _written(
        self, exclude_rows: Collection[int], change_rows: Collection[int]
    ) -> tuple[list[int], list[Duplicate]]:
        """(places of the rows that become new records, changes that are taken)."""
        left_out = self.bad_rows | set(exclude_rows)
        changing = taken(self.duplicates, frozenset(change_rows) - left_out)
        instead = {one.row for one in changing if not one.certain}
        return self._places(left_out | instead), changing

    def _places(self, left_out: Collection[int]) -> list[int]:
        """Rows of the table that would be written: not left out, and not wholly a repetition."""
        numbers = self.rows.checked.table.numbers
        return self.rows.to_write([place for place, row in enumerate(numbers) if row not in left_out])


def plan_import(
    register: str, file: Path, known: Known, options: Options | None = None, progress: ReadOn = no_progress
) -> Plan:
    """Read a file whole and say what bringing it in would do. Raises BadInput for what cannot be used at all;
    ``progress`` gets parts of 100 and may raise Cancelled."""
    return _read_and_plan(register, file, known, options or Options(), progress, head_only=False)


def first_look(register: str, file: Path, known: Known, options: Options | None = None) -> Plan:
    """The same from the first rows of a large XLSX or CSV: quickly there, not to be committed."""
    return _read_and_plan(register, file, known, options or Options(), no_progress, head_only=True)


def _read_and_plan(
    register: str, file: Path, known: Known, options: Options, progress: ReadOn, head_only: bool
) -> Plan:
    importer_named(register)

    def part(done: int, of: int) -> None:
        progress(_SHARE_OF_READING * done // max(of, 1), 100)

    with collector.paused():
        source = read(
            file, sheet=options.sheet, encoding=options.encoding, separator=options.separator, head_only=head_only,
            progress=part,
        )  # fmt: skip
    return _planned(register, source, known, options, progress)


def _planned(register: str, source: Source, known: Known, options: Options, progress: ReadOn) -> Plan:
    for order in (options.order, *options.orders.values()):
        if order not in ("", *ORDERS):
            raise BadInput(f"“{order}” is no order of dates.", todo=f"Orders: {', '.join(ORDERS)}.")
    with collector.paused():
        return _checked(register, source, known, options, progress)


def _checked(register: str, source: Source, known: Known, options: Options, progress: ReadOn) -> Plan:
    progress(_SHARE_OF_READING, 100)
    table = choose_sheet(source, register, options.sheet, options.header)
    columns = match_columns(table.headings, register, options.columns)
    if register == "training":
        columns = as_courses(columns, table.columns(), Courses(known, {}, False).known_names())
    missing = _missing(register, columns)
    how = Reading(options.orders, options.order, source.serial_1904, _known_words(register, options.words))
    checked = check_columns(table, columns, register, how, lambda: progress(_SHARE_OF_READING, 100))

    def step(done: int, of: int) -> None:
        progress(_SHARE_OF_READING + 40 * done // max(of, 1), 100)

    if not source.encoding_sure:
        checked.warnings.append(f"The encoding was taken to be {source.encoding}; look at names with accents.")
    importer = importer_named(register)
    rows = importer.rows(checked, known, options, step)
    if not table.rows:
        raise BadInput(
            f"There are headings in row {table.header} of “{source.name}” but no {importer.one} below.",
            kept="Nothing was read.",
            todo="Check that it is the right file, and the right sheet of it.",
        )
    checked.warnings.extend(_not_taken(register, checked.columns, table))
    problems = tuple(trouble for place in sorted(checked.troubles) for trouble in checked.troubles[place])
    progress(100, 100)
    return Plan(
        register, source, known, options, table.sheet, table.header, checked.columns, len(table.rows), problems,
        tuple(rows.duplicates), table.skipped, tuple(checked.warnings), tuple(checked.questions), missing, rows,
    )  # fmt: skip


def _known_words(register: str, words: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Raises BadInput for a field without choices, or a value that is none of them."""
    fields = fields_of(register)
    for name, meanings in words.items():
        values = set(fields[name].choices.values()) if name in fields else set()
        if not values:
            raise BadInput(f"There is no choice “{name}” here.", todo="Name a field whose words can be told apart.")
        for value in meanings.values():
            if value not in values:
                raise BadInput(f"“{value}” is no value of {name}.", todo=f"Values: {', '.join(sorted(values))}.")
    return words


def _missing(register: str, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Labels of what no column holds and no record can be without."""
    there = {column.field for column in columns}
    wide = any(column.course for column in columns)
    fields, missing = fields_of(register), []
    for name, told in fields.items():
        if not told.needed or name in there:
            continue
        instead = {
            "family_name": "full_name" in there,
            "person": bool(there & {"family_name", "email"}),
            "course": wide,
            "completed": wide,
        }
        if not instead.get(name, False):
            missing.append(told.label)
    return tuple(missing)


def _not_taken(register: str, columns: tuple[Column, ...], table: Table) -> list[str]:
    """Columns with something in them that goes nowhere; what an export of this program adds is passed over."""
    cells = table.columns()
    own = register_named(register).fields  # of an export of this program: worked out, or kept elsewhere
    said = [
        f"Not taken: “{column.named}”, because another column holds the same."
        for column in columns
        if column.how == SECOND and column.heading not in own and any(cell != "" for cell in cells[column.index])
    ]
    unknown = [
        column
        for column in columns
        if column.how == UNKNOWN and column.heading and any(cell != "" for cell in cells[column.index])
    ]
    unknown = [column for column in unknown if column.heading not in own]
    if not unknown:
        return said
    names = ", ".join(f"“{column.named}”" for column in unknown[:_NAMED])
    if len(unknown) > _NAMED:
        names += f" and {len(unknown) - _NAMED:,} more columns"
    hint = ""
    if register == "people" and any(date_like(cells[column.index]) for column in unknown):
        hint = " Dates of trainings come in when the same sheet is imported as training."
    return [*said, f"Not taken: {names}.{hint}"]


def _repeats(found: Sequence[Duplicate], taken_over: bool) -> tuple[str, str]:
    """(state, why) of a row that repeats something, with what it would change."""
    changes = "; ".join(what.words for one in found for what in one.changes)
    first = next((one for one in found if one.changes), found[0])
    words = f"{changes} ({first.of}: {first.why})" if changes else f"{first.of}: {first.why}"
    if changes and taken_over:
        return CHANGES, words
    if not all(one.certain for one in found):
        return LIKELY_TWICE, words
    return (DIFFERS if changes else TWICE), words


def _rows(count: int) -> str:
    return "There is 1 row" if count == 1 else f"There are {count:,} rows"
