"""Values put into cells of somebody's own XLSX; everything else in it stays as it was: looks, formulas, other sheets.

Works on the parts of the package themselves, because whatever reads and writes a whole workbook loses what it does not
know. Texts become text cells, which no spreadsheet takes for formulas.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lxml import etree

from db.days import shown
from db.errors import BadInput
from desktop.exchange.cells import letter
from desktop.exchange.registers.form import Value

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_LONGEST = 32_767  # characters a cell keeps
_FIRST_DAY = date(1899, 12, 30)


@dataclass(frozen=True)
class Place:
    """Where rows go: ``first`` and ``last`` as the spreadsheet numbers them, ``last`` 0 where nothing stands below."""

    sheet: str
    header: int
    first: int
    last: int = 0


def filled(data: bytes, place: Place, rows: Sequence[Mapping[int, Value]]) -> bytes:
    """The workbook with ``rows`` (column from 0 -> value) from row ``place.first`` on. Raises BadInput where it is too
    odd to be written into."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {info.filename: package.read(info) for info in package.infolist()}
            order = package.infolist()
        _fill(parts, place, rows)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as problem:
        raise BadInput(
            "The workbook cannot be written into.",
            kept="Nothing was written.",
            todo="Open it in a spreadsheet program, save it anew as XLSX, and try that.",
        ) from problem
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for info in order:
            package.writestr(zipfile.ZipInfo(info.filename, info.date_time), parts[info.filename], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _fill(parts: dict[str, bytes], place: Place, rows: Sequence[Mapping[int, Value]]) -> None:
    book = _parsed(parts["xl/workbook.xml"])
    name = _part_of(parts, book, place.sheet)
    sheet = _parsed(parts[name])
    writer = _Sheet(sheet, _dated_styles(parts), place)
    for number, row in enumerate(rows, place.first):
        writer.row(number, row)
    writer.widen(place.first + len(rows) - 1)
    parts[name] = _written(sheet)
    parts["xl/workbook.xml"] = _written(_calculated_anew(book))


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _inside(root: etree._Element) -> str:
    """The namespace of a part, as lxml writes it: “{...}”."""
    return root.tag[: root.tag.index("}") + 1]


def _part_of(parts: Mapping[str, bytes], book: etree._Element, sheet: str) -> str:
    wanted = next(
        one
        for one in book.iter(f"{_inside(book)}sheet")
        if " ".join((one.get("name") or "").split()) == " ".join(sheet.split())
    )
    linked = next(value for value in (wanted.get(_OFFICE), wanted.get("id"), _any_id(wanted)) if value)
    for relation in _parsed(parts["xl/_rels/workbook.xml.rels"]):
        if relation.get("Id") == linked:
            target = relation.get("Target") or ""
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _any_id(sheet: etree._Element) -> str | None:
    """In the strict variant the link's name lies in another namespace."""
    return sheet.get("{http://purl.oclc.org/ooxml/officeDocument/relationships}id")


def _dated_styles(parts: Mapping[str, bytes]) -> frozenset[int]:
    """Styles of cells whose numbers are shown as days."""
    if "xl/styles.xml" not in parts:
        return frozenset()
    styles = _parsed(parts["xl/styles.xml"])
    space = _inside(styles)
    own = {int(one.get("numFmtId") or 0): one.get("formatCode") or "" for one in styles.iter(f"{space}numFmt")}
    formats = styles.find(f"{space}cellXfs")
    if formats is None:
        return frozenset()
    numbers = [int(one.get("numFmtId") or 0) for one in formats]
    return frozenset(
        place for place, number in enumerate(numbers) if number in _DATE_FORMATS or _is_day(own.get(number))
    )


def _is_day(code: str | None) -> bool:
    return code is not None and bool(re.search("[dy]", _QUOTED.sub("", code).lower()))


def _calculated_anew(book: etree._Element) -> etree._Element:
    """Sums of the sponsor's own see the new rows when it is opened."""
    space = _inside(book)
    how = book.find(f"{space}calcPr")
    if how is None:
        after = ("definedNames", "externalReferences", "functionGroups", "sheets")
        before = next(found for name in after if (found := book.find(f"{space}{name}")) is not None)
        how = etree.SubElement(book, f"{space}calcPr")
        book.insert(book.index(before) + 1, how)
    how.set("fullCalcOnLoad", "1")
    return book


class _Sheet:
    """One worksheet while cells are put into it."""

    def __init__(self, root: etree._Element, dated: frozenset[int], place: Place) -> None:
        self._root, self._space, self._dated = root, _inside(root), dated
        data = root.find(f"{self._space}sheetData")
        if data is None:
            raise KeyError("sheetData")
        self._data = data
        self._rows = {int(row.get("r") or 0): row for row in data}
        if 0 in self._rows:
            raise ValueError("rows without numbers")
        self._looks = self._looks_of(place.first)
        self._widest = 0

    def row(self, number: int, values: Mapping[int, Value]) -> None:
        row = self._rows[number] if number in self._rows else self._new_row(number)
        cells = {_column(cell.get("r") or ""): cell for cell in row}
        for column, value in sorted(values.items()):
            cell = cells.get(column)
            if cell is None:
                cell = etree.SubElement(row, f"{self._space}c")
                cell.set("r", f"{letter(column)}{number}")
                if (look := self._looks.get(column)) is not None:
                    cell.set("s", look)
                later = next((one for place, one in sorted(cells.items()) if place > column), None)
                if later is not None:
                    row.insert(row.index(later), cell)
                cells[column] = cell
            self._put(cell, value)
            self._widest = max(self._widest, column)

    def widen(self, last: int) -> None:
        """The range the sheet says it has."""
        told = self._root.find(f"{self._space}dimension")
        if told is not None:
            places = [_PLACE.fullmatch(part) for part in (told.get("ref") or "A1").split(":")]
            columns = [_column(found.group(0)) for found in places if found] + [self._widest]
            rows = [int(found.group(2)) for found in places if found] + [last]
            told.set("ref", f"{letter(min(columns))}{min(rows)}:{letter(max(columns))}{max(rows)}")

    def _put(self, cell: etree._Element, value: Value) -> None:
        for child in list(cell):
            cell.remove(child)
        cell.set("t", "n")
        if value is None or value == "":
            return
        style = int(cell.get("s") or 0)
        if isinstance(value, bool):
            cell.set("t", "b")
            etree.SubElement(cell, f"{self._space}v").text = str(int(value))
        elif isinstance(value, int | float):
            etree.SubElement(cell, f"{self._space}v").text = repr(value)
        elif isinstance(value, date) and style in self._dated:
            day = value.date() if isinstance(value, datetime) else value
            etree.SubElement(cell, f"{self._space}v").text = str((day - _FIRST_DAY) // timedelta(days=1))
        else:
            text = shown(value) if isinstance(value, date) and not isinstance(value, datetime) else str(value)
            cell.set("t", "inlineStr")
            inside = etree.SubElement(etree.SubElement(cell, f"{self._space}is"), f"{self._space}t")
            inside.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            inside.text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)[:_LONGEST]

    def _new_row(self, number: int) -> etree._Element:
        row = etree.SubElement(self._data, f"{self._space}row")
        row.set("r", str(number))
        later = min((there for there in self._rows if there > number), default=0)
        if later:
            self._data.insert(self._data.index(self._rows[later]), row)
        self._rows[number] = row
        return row

    def _looks_of(self, first: int) -> dict[int, str]:
        """Style by column for cells that are not there yet: as in the first row below the headings, else as the
        column has it."""
        looks: dict[int, str] = {}
        for one in self._root.iter(f"{self._space}col"):
            if (style := one.get("style")) is not None:
                low, high = int(one.get("min") or 1), int(one.get("max") or 1)
                looks.update(dict.fromkeys(range(low - 1, min(high, low + 300)), style))
        for cell in self._rows.get(first, ()):
            if (style := cell.get("s")) is not None:
                looks[_column(cell.get("r") or "")] = style
        return looks


def _column(name: str) -> int:
    """From 0. Raises ValueError for a cell that does not say where it is."""
    found = _PLACE.fullmatch(name)
    if found is None:
        raise ValueError(name)
    number = 0
    for one in found.group(1):
        number = number * 26 + ord(one) - 64
    return number - 1
