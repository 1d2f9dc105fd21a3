"""A sponsor's own XLSX log, filled from a register (EXC-2): columns matched by heading, corrected once, remembered.

template = read_template("training", path)            # which headings there are, and what they were taken for
kept = remembered(site, template)                     # what the person said the last time, where the store may be read
template = template.matched({**kept, "Site ref": "employer"})
data = fill(template, listing(site, "training"))      # anywhere
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db import randomness
from db.errors import BadInput
from desktop.exchange import workbook
from desktop.exchange.cells import Row, plain
from desktop.exchange.columns import HEADER_WITHIN
from desktop.exchange.listing import Listing
from desktop.exchange.package_guard import inspect
from desktop.exchange.reading import Sheet, Source, load, read
from desktop.exchange.registers import register_named
from desktop.exchange.registers.form import Value
from desktop.exchange.vocabulary import key, vocabulary
from desktop.exchange.writing import Exported, record_export, save

if TYPE_CHECKING:
    from db.site import Site

LEFT_EMPTY = ""
_WHOLE_NAME = "name"  # of people, whose register has it in two fields
_TABLE = "export_template"
_KEEPERS = ("officer", "investigator", "coordinator")


@dataclass(frozen=True)
class Template:
    """Somebody's workbook and what goes where. ``headings``: column from 0 -> heading; ``fields``: column -> field;
    columns that nothing goes into are in the first alone. ``place``: where rows go."""

    register: str
    name: str
    data: bytes
    place: workbook.Place
    headings: Mapping[int, str]
    fields: Mapping[int, str]

    @property
    def mark(self) -> str:
        """SHA-256 of the headings: the same form under whatever name."""
        return hashlib.sha256("\x1f".join(map(key, self.headings.values())).encode()).hexdigest()

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Headings of columns that stay as they are."""
        return tuple(heading for column, heading in self.headings.items() if column not in self.fields)

    def matched(self, said: Mapping[str, str]) -> Template:
        """With what the person says: heading -> field, "" to leave the column as it is. Raises BadInput for a heading
        or field that is not there."""
        offered = offered_fields(self.register)
        fields = dict(self.fields)
        by_heading = {key(heading): column for column, heading in self.headings.items()}
        for heading, field in said.items():
            column = by_heading.get(key(heading))
            if column is None:
                names = ", ".join(f"“{one}”" for one in self.headings.values())
                raise BadInput(f"“{self.name}” has no heading “{heading}”.", todo=f"Its headings: {names}.")
            if field and field not in offered:
                raise BadInput(f"There is no field “{field}” here.", todo=f"Fields: {', '.join(offered)}.")
            fields.pop(column, None)
            if field:
                fields[column] = field
        return replace(self, fields=fields)


def offered_fields(register: str) -> tuple[str, ...]:
    """What a column can be filled with."""
    fields = register_named(register).fields
    return (*fields, _WHOLE_NAME) if "family_name" in fields else fields


def read_template(register: str, path: Path, sheet: str | None = None) -> Template:
    """Find the row of headings, and match what is known by name. Raises BadInput where the file is no XLSX, or no row
    names any column."""
    data = load(path)
    source = read(path, sheet=sheet)
    if source.kind != "xlsx":
        raise BadInput(
            f"“{path.name}” is no XLSX workbook.", kept="Nothing was written.", todo="Save the template as XLSX."
        )
    inspect(data)
    known = _known_headings(register)
    best: tuple[int, Sheet, int] | None = None
    for one in source.sheets:
        for index, row in enumerate(one.rows[:HEADER_WITHIN]):
            score = len({field for cell in row if (field := known.get(key(plain(cell))))})
            if score and (best is None or score > best[0]):
                best = (score, one, index)
    if best is None:
        raise BadInput(
            f"No row of “{path.name}” names a column of {register}.",
            kept="Nothing was written.",
            todo="Put at least one of the fields' names above the table, as the export to XLSX does.",
        )
    return _of_sheet(register, path.name, data, source, best[1], best[2], known)


def _of_sheet(
    register: str, name: str, data: bytes, source: Source, sheet: Sheet, index: int, known: Mapping[str, str]
) -> Template:
    headings = {column: text for column, cell in enumerate(sheet.rows[index]) if (text := plain(cell))}
    fields: dict[int, str] = {}
    for column, heading in headings.items():
        field = known.get(key(heading))
        if field and field not in fields.values():
            fields[column] = field
    if source.serial_1904:
        raise BadInput("The workbook counts its days from 1904.", todo="Save it anew without that setting.")
    first = index + 1
    while first < len(sheet.rows) and _in_use(sheet.rows[first], headings):
        first += 1
    below = next((at for at in range(first, len(sheet.rows)) if _in_use(sheet.rows[at], headings)), 0)
    place = workbook.Place(sheet.name, index + 1, first + 1, below + 1 if below else 0)
    return Template(register, name, data, place, headings, fields)


def _in_use(row: Row, headings: Mapping[int, str]) -> bool:
    return any(plain(row[column]) for column in headings if column < len(row))


def fill(template: Template, made: Listing) -> bytes:
    """The workbook with the rows of the listing below its headings. Raises BadInput where no column is matched, or
    something stands below that they would run into."""
    if not template.fields:
        raise BadInput("No column of the workbook is matched.", kept="Nothing was written.",
                       todo="Say which heading is which field.")  # fmt: skip
    place = template.place
    room = place.last - place.first if place.last else len(made.rows)
    if len(made.rows) > room:
        raise BadInput(
            f"There is room for {room:,} rows between row {place.header} and what stands in row {place.last}; "
            f"{len(made.rows):,} are to be written.",
            kept="Nothing was written.",
            todo="Insert rows into the template, or filter.",
        )
    return workbook.filled(template.data, place, [_values(template, made.fields, row) for row in made.rows])


def _values(template: Template, fields: Sequence[str], row: Sequence[Value]) -> dict[int, Value]:
    named = dict(zip(fields, row, strict=True))
    if "family_name" in named:
        whole = [str(part) for part in (named["family_name"], named["given_name"]) if part]
        named[_WHOLE_NAME] = ", ".join(whole)
    return {column: named[field] for column, field in template.fields.items()}


def remembered(site: Site, template: Template) -> Mapping[str, str]:
    """Heading -> field as somebody said the last time for this form; empty where nobody has."""
    text = site.store.scalar(
        "SELECT columns FROM export_template WHERE register = ? AND headings = ?", (template.register, template.mark)
    )
    return {} if text is None else dict(json.loads(str(text)))


def remember(site: Site, template: Template) -> None:
    """Keep it for the next time; nothing is written where it stands so already. Whoever may not keep it still fills
    theirs."""
    if site.actor.role not in _KEEPERS:
        return
    said = {heading: template.fields.get(column, LEFT_EMPTY) for column, heading in template.headings.items()}
    found = site.store.row(
        "SELECT id, columns FROM export_template WHERE register = ? AND headings = ?",
        (template.register, template.mark),
    )
    if found is not None and json.loads(found[1]) == said:
        return
    columns = json.dumps(said, ensure_ascii=False)
    with site.change("Columns of a sponsor's workbook corrected") as change:
        if found is not None:
            change.update(_TABLE, found[0], {"columns": columns})
            return
        row = {"register": template.register, "headings": template.mark, "name": template.name, "columns": columns}
        change.insert(_TABLE, {"id": randomness.new_id(), **row})


def _known_headings(register: str) -> Mapping[str, str]:
    """Key of a heading -> field: the field's own name, its label and the words people use for it when sheets come
    in."""
    told = register_named(register)
    known: dict[str, str] = {}
    for field in told.fields:
        known.setdefault(key(field.replace("_", " ")), field)
        known.setdefault(key(field), field)
    if told.importer is not None:
        for name, column in told.importer.fields.items():
            if name in told.fields:
                for words in (column.label, *column.synonyms):
                    known.setdefault(key(words), name)
    for name in offered_fields(register):
        for words in vocabulary().synonyms.get(name, ()):
            known.setdefault(words, name)
    if "family_name" in told.fields:
        for words in (*vocabulary().synonyms.get("full_name", ()), "name", "full name"):
            known.setdefault(key(words), _WHOLE_NAME)
    return {heading: name for heading, name in known.items() if name != "id"}  # a form's “No.” is none of ours


def export_into(
    site: Site,
    made: Listing,
    file: Path,
    template: Path,
    said: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> tuple[Exported, Template]:
    """A filled copy of the template at ``file``, on the trail; the matching is remembered. Raises BadInput."""
    if file.resolve() == template.resolve():
        raise BadInput("The template itself would be written over.", kept="Nothing was written.",
                       todo="Choose another name.")  # fmt: skip
    read_one = read_template(made.register, template, sheet)
    matched = read_one.matched({**remembered(site, read_one), **(said or {})})
    data = fill(matched, made)
    save(file, data)
    done = record_export(site, made, file, data)
    remember(site, matched)
    return done, matched
