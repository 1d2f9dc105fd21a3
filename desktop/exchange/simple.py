"""Sheets of any register whose rows each become one record: columns told, checked, linked, and handed on one by one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from db.days import shown
from db.errors import BadInput, Refused
from db.imports import ImportSource
from desktop.exchange.checking import Checked, Duplicate, Trouble
from desktop.exchange.dates import Problem
from desktop.exchange.known import Known, people_known, studies_known
from desktop.exchange.matching import People, Studies
from desktop.exchange.reading import ReadOn
from desktop.exchange.taking import Importer, Options, Step
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

_STRIDE = 100  # rows between two words of progress


@dataclass(frozen=True)
class Taken:
    """A checked row. ``texts``: field -> text, or id of the person or study it links to; ``days``: field -> day;
    ``written``: of choices, the sheet's own word."""

    texts: Mapping[str, str]
    days: Mapping[str, date | None]
    written: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def text(self, name: str) -> str:
        """Empty where the cell was."""
        return self.texts.get(name, "")

    def id(self, name: str) -> str:
        """Of the person or study; empty where the cell was."""
        return self.texts.get(name, "")

    def number(self, name: str) -> float | None:
        text = self.texts.get(name, "")
        return float(text) if text else None

    def maybe_day(self, name: str) -> date | None:
        return self.days.get(name)

    def day(self, name: str) -> date:
        """Of a field that is needed. Raises BadInput where it is missing."""
        found = self.days.get(name)
        if found is None:
            raise BadInput(f"The day “{name}” is missing.")
        return found


class _TakenBackError(Exception):
    """Ends a dry run: nothing of it stays."""


Add: TypeAlias = "Callable[[Site, Change, Taken], object]"
There: TypeAlias = "Callable[[Site], AbstractSet[tuple[str, ...]]]"


@dataclass(frozen=True)
class _Told:
    """What the register said."""

    table: str
    fields: Mapping[str, Field]
    add: Add
    keys: tuple[str, ...]


def simple(
    one: str,
    table: str,
    columns: Sequence[Field],
    add: Add,
    *,
    keys: Sequence[str] = (),
    there: There | None = None,
) -> Importer:
    """How sheets of a register come in; see the registers' own docstring. ``add`` writes one row inside the import's
    change. Rows alike in ``keys`` repeat each other; ``there``: the same of what is kept already, days as ISO text,
    people and studies as ids."""
    fields = {column.name: column for column in columns}
    if unknown := [name for name in keys if name not in fields]:
        raise ValueError(f"no such columns: {unknown}")
    told = _Told(table, fields, add, tuple(keys))

    def known(site: Site) -> Known:
        kept = frozenset(_folded(key) for key in there(site)) if there is not None else frozenset()
        return replace(people_known(site), studies=studies_known(site), keys=kept)

    def rows(checked: Checked, known: Known, _options: Options, step: Step) -> SimpleRows:
        return SimpleRows(checked, known, told, step)

    return Importer(one, fields, rows, known, tries=True)


class SimpleRows:
    """Rows of which each becomes one record."""

    def __init__(self, checked: Checked, known: Known, told: _Told, step: Step) -> None:
        self.checked, self._told = checked, told
        finders = {"person": People(known, {}, "").find_named, "study": Studies(known).find}
        linked = [field for field in told.fields.values() if field.kind in finders]
        self._links = {field.name: self._linked(field, finders[field.kind]) for field in linked}
        self._names = {person.id: person.name for person in known.people}
        self._names.update({study.id: study.code for study in known.studies})
        self._needed()
        step(0, 1)
        self.duplicates: Sequence[Duplicate] = self._duplicates(known)

    def row(self, place: int) -> Taken:
        """The row at this place of the table."""
        c = self.checked
        texts = {name: c.text(name)[place] for name in self._told.fields if name in c.values}
        texts.update({name: ids[place] for name, ids in self._links.items()})
        written = {name: words[place] for name, words in c.written.items()}
        return Taken(texts, {name: days[place] for name, days in c.dates.items()}, written)

    def shown(self, place: int) -> dict[str, str]:
        row, cells = self.row(place), {}
        for name, field in self._told.fields.items():
            if field.kind == "date":
                cells[name] = shown(row.maybe_day(name))
            elif name in self._links:
                cells[name] = self._names.get(row.id(name), self.checked.text(name)[place])
            elif field.kind != "ignored":
                cells[name] = row.text(name)
        return cells

    def to_write(self, places: Collection[int]) -> list[int]:
        repeated = {duplicate.row for duplicate in self.duplicates}
        return [place for place in places if self.checked.table.numbers[place] not in repeated]

    def count(self, places: Sequence[int]) -> int:
        return len(places)

    def new_courses(self, places: Sequence[int]) -> tuple[str, ...]:
        return ()

    def write(
        self,
        site: Site,
        places: Sequence[int],
        source: ImportSource,
        progress: ReadOn,
        changing: Sequence[Duplicate] = (),
    ) -> None:
        """One transaction over all rows. These registers offer no changes: their records go on by steps of their
        own."""
        with site.change(f"Import of {source.name}") as change:
            for number, place in enumerate(places):
                if number % _STRIDE == 0:
                    progress(number, len(places))
                try:
                    self._told.add(site, change, self.row(place))
                except (BadInput, Refused) as problem:
                    words = f"Row {number + 1}: {problem.what}"
                    raise BadInput(words, kept="Nothing was written.", todo=problem.todo) from problem
            site.store.event(
                "import", tbl=self._told.table, file=source.name, sha256=source.sha256, added=len(places), changed=0,
                unchanged=0,
            )  # fmt: skip
        progress(len(places), len(places))

    def try_out(self, site: Site, places: Sequence[int]) -> tuple[Trouble, ...]:
        """Written and taken back: what the register's own rules say to each row."""
        found = []
        try:
            with site.change("Dry run of an import") as change:
                for place in places:
                    try:
                        self._told.add(site, change, self.row(place))
                    except (BadInput, Refused) as problem:
                        found.append(Trouble(self.checked.table.numbers[place], "", problem.what))
                raise _TakenBackError
        except _TakenBackError:
            return tuple(found)

    def _linked(self, field: Field, find: Callable[[str], str | Problem]) -> list[str]:
        """The ids that a column's names mean."""
        ids = []
        for place, written in enumerate(self.checked.text(field.name)):
            found = find(written) if written else ""
            if isinstance(found, Problem):
                self.checked.trouble(place, self.checked.named(field.name), found.words)
                found = ""
            ids.append(found)
        return ids

    def _needed(self) -> None:
        c = self.checked
        there = {column.field for column in c.columns}
        for name, field in self._told.fields.items():
            if not field.needed or name not in there:
                continue
            cells: Sequence[object] = c.day(name) if field.kind == "date" else c.text(name)
            for place, cell in enumerate(cells):
                if not cell and not any(trouble.column == c.named(name) for trouble in c.troubles.get(place, ())):
                    c.trouble(place, c.named(name), f"{field.label} is missing.")

    def _duplicates(self, known: Known) -> list[Duplicate]:
        if not self._told.keys:
            return []
        seen: dict[tuple[str, ...], int] = {}
        found = []
        labels = ", ".join(self._told.fields[name].label.lower() for name in self._told.keys)
        for place, number in enumerate(self.checked.table.numbers):
            if place in self.checked.troubles:
                continue
            key = self._key(place)
            if key in known.keys:
                found.append(Duplicate(number, "a record already kept", 0, True, f"the same {labels}"))
            elif key in seen:
                found.append(Duplicate(number, f"row {seen[key]}", seen[key], True, f"the same {labels}"))
            else:
                seen[key] = number
        return found

    def _key(self, place: int) -> tuple[str, ...]:
        row = self.row(place)
        days = {name: "" if day is None else day.isoformat() for name, day in row.days.items()}
        return _folded(tuple(days.get(name, row.text(name)) for name in self._told.keys))


def _folded(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.casefold() for part in key)
