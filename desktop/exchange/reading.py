"""A file from outside as rows of cells, whatever it is really: CSV in the usual encodings, XLSX, ODS.

The suffix is not believed, the content decides. The file is read once: what is hashed is what is parsed. Row and
column numbers stay those the person sees in the spreadsheet program. Cells are passed on as they are; what they mean
is decided elsewhere. Limits are there so that a wrong file is a sentence and not a frozen computer.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from db.errors import BadInput, Cancelled, Known
from desktop.exchange.cells import Cell, Flaw, Row
from desktop.exchange.head import head_of
from desktop.exchange.package_guard import Package, inspect
from desktop.exchange.text_files import SEPARATORS, read_text

FILE_LIMIT = 100 * 1024 * 1024  # bytes
ROWS_LIMIT = 200_000
HEAD_ROWS = 300
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")

ReadOn = Callable[[int, int], None]
"""Told how much of a piece of work is done, of how much; raises Cancelled when the person stopped it."""


def no_progress(done: int, of: int) -> None:
    """For callers that show none."""


@dataclass(frozen=True)
class Sheet:
    """``rows[0]`` is row 1 of the spreadsheet. ``merged``: (first row, first column, last row, last column), from 0."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Source:
    """A file as it was read. ``head_only``: no more than the first rows of each sheet were looked at."""

    name: str
    sha256: str
    size: int
    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    encoding_sure: bool = True
    separator: str = ""
    serial_1904: bool = False
    head_only: bool = False
    hidden: tuple[str, ...] = field(default=())

    @property
    def described(self) -> str:
        """In words for the preview: “CSV, cp1252, semicolon”."""
        if self.kind != "csv":
            return self.kind.upper()
        return f"CSV, {self.encoding}, {SEPARATORS.get(self.separator, repr(self.separator))}"


def read(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    head_only: bool = False,
    progress: ReadOn = no_progress,
) -> Source:
    """The file as sheets of rows. ``sheet``: only that one. Raises BadInput with the file's name and what to do
    instead."""
    data = load(path)
    try:
        return _read(path, data, sheet, encoding, separator, head_only, progress)
    except BadInput as problem:
        if path.name in problem.what:
            raise
        raise BadInput(f"“{path.name}”: {problem.what}", kept=problem.kept, todo=problem.todo) from problem


def _read(
    path: Path, data: bytes, sheet: str | None, encoding: str | None, separator: str | None, head_only: bool,
    progress: ReadOn,
) -> Source:  # fmt: skip
    progress(0, 100)
    sha256 = hashlib.sha256(data).hexdigest()
    if data.startswith(_OLE):
        raise BadInput(
            "The file is an old Excel workbook (.xls) or is protected with a password.",
            kept="Nothing was read.",
            todo="Open it in a spreadsheet program and save a copy as XLSX without password.",
        )
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path.name, data, sha256, sheet, head_only, progress)
    _other_kinds(data)
    most = HEAD_ROWS if head_only else None
    table = read_text(data, encoding=encoding, separator=separator, limit=ROWS_LIMIT, progress=progress, most=most)
    rows = cast("tuple[Row, ...]", tuple(table.rows))
    progress(100, 100)
    return Source(
        path.name, sha256, len(data), "csv", (Sheet(path.stem, rows),),
        encoding=table.encoding, encoding_sure=table.sure, separator=table.separator, head_only=head_only,
    )  # fmt: skip


def load(path: Path) -> bytes:
    """The bytes of a file somebody chose. Raises BadInput where it is missing, a folder, empty or too large."""
    try:
        if not path.is_file():
            raise BadInput(f"There is no file “{path.name}” here.", todo="Check its name and folder.")
        size = path.stat().st_size
        if size > FILE_LIMIT:
            raise BadInput(
                f"“{path.name}” is {size / 2**20:,.0f} MB; a sheet may have at most {FILE_LIMIT // 2**20} MB.",
                kept="Nothing was read.",
                todo="Check that it is the right file, or split it into several.",
            )
        with path.open("rb") as stream:
            data = stream.read(FILE_LIMIT + 1)
    except OSError as problem:
        raise BadInput(
            f"“{path.name}” cannot be read ({problem.strerror or 'refused by the system'}).",
            kept="Nothing was read.",
            todo="Close it in other programs, or copy it to this computer first.",
        ) from problem
    if not data:
        raise BadInput(f"“{path.name}” is empty (0 bytes).", kept="Nothing was read.", todo="Get the file again.")
    return data


def _other_kinds(data: bytes) -> None:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    what = ""
    if start.startswith(b"%pdf"):
        what = "a PDF"
    elif start.startswith((b"<!doctype html", b"<html", b"<table")):
        what = "a web page"
    elif start.startswith((b"<?xml", b"{\\rtf")):
        what = "an XML or RTF document"
    elif start.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8")):
        what = "a picture"
    if what:
        raise BadInput(
            f"The file is not a table: it is {what}.",
            kept="Nothing was read.",
            todo="Choose a CSV, XLSX or ODS file. Renaming a file does not change what it is.",
        )


def _packed(name: str, data: bytes, sha256: str, wanted: str | None, head_only: bool, progress: ReadOn) -> Source:
    short = head_of(data, HEAD_ROWS) if head_only else None
    package = inspect(short or data)
    progress(15, 100)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(short or data))
        sheets, hidden = _sheets(book, wanted, package, short or data, progress, HEAD_ROWS if head_only else None)
    except Known:
        raise
    except BaseException as problem:  # the reader's own panics are no Exception; others go on
        if not isinstance(problem, Exception) and type(problem).__name__ != "PanicException":
            raise
        raise BadInput(
            "The spreadsheet file is damaged: its table cannot be read.",
            kept="Nothing was read.",
            todo="Open it in a spreadsheet program and save it anew.",
        ) from problem
    progress(100, 100)
    return Source(
        name, sha256, len(data), package.kind, sheets,
        serial_1904=package.serial_1904, head_only=short is not None, hidden=hidden,
    )  # fmt: skip


def _sheets(
    book: CalamineWorkbook, wanted: str | None, package: Package, data: bytes, progress: ReadOn, most: int | None
) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    names = [meta.name for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
    hidden = tuple(meta.name for meta in book.sheets_metadata if meta.visible != SheetVisibleEnum.Visible)
    if wanted is not None:
        if wanted not in book.sheet_names:
            raise BadInput(f"The file has no sheet “{wanted}”.", todo=f"Its sheets: {', '.join(book.sheet_names)}.")
        names = [wanted]
    places = _places(data) if package.flaws else {}
    sheets = []
    for number, sheet_name in enumerate(names):
        progress(15 + 85 * number // max(len(names), 1), 100)
        try:
            sheet = book.get_sheet_by_name(sheet_name)
        except Cancelled:
            raise
        except Exception as problem:
            if "Worksheet" in type(problem).__name__:
                continue  # a chart on a page of its own is no table
            raise
        flaws = package.flaws.get(places.get(sheet_name, ""), {})
        sheets.append(_sheet(sheet_name, sheet, flaws, most))
    return tuple(sheets), hidden


def _sheet(name: str, sheet: CalamineSheet, flaws: dict[tuple[int, int], str], most: int | None) -> Sheet:
    if sheet.start is None and not flaws:
        return Sheet(name, ())
    if sheet.end is not None and sheet.end[0] >= ROWS_LIMIT:
        raise BadInput(
            f"The sheet “{name}” has more than {ROWS_LIMIT:,} rows.",
            kept="Nothing was read.",
            todo="Split it into several.",
        )
    rows = cast("list[list[Cell]]", sheet.to_python(skip_empty_area=False, nrows=most))
    for (row, column), words in flaws.items():
        if row < len(rows):
            rows[row].extend([""] * (column + 1 - len(rows[row])))
            rows[row][column] = Flaw(words)
    merged = tuple((a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ())
    return Sheet(name, cast("tuple[Row, ...]", tuple(rows)), merged)


def _places(data: bytes) -> dict[str, str]:
    """Sheet name -> its file in the package, for the cells that the guard found flawed."""
    import html
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        try:
            book = package.read("xl/workbook.xml").decode("utf-8", "replace")
            links = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        except KeyError:
            return {}
    targets = {}
    for link in re.findall(r"<Relationship\b[^>]*>", links):
        found = dict(re.findall(r"(\w+)=[\"']([^\"']*)", link))
        target = found.get("Target", "").lstrip("/")
        targets[found.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"
    places = {}
    for entry in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        named = re.search(r"\bname=[\"']([^\"']*)", entry)
        link_id = re.search(r"\w+:id=[\"']([^\"']*)", entry)
        if named and link_id:
            places[html.unescape(named.group(1))] = targets.get(link_id.group(1), "")
    return places
