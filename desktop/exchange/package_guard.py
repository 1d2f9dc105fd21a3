"""Looks through a packed spreadsheet (XLSX, ODS are ZIP) before anybody parses it.

What a package says of its own sizes is not believed: it is unpacked in pieces, counted, and given up at a limit. The
positions of its cells are looked at too, because two cells in far corners would make a reader fill what lies between.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from db.errors import BadInput

UNPACKED_LIMIT = 600 * 1024 * 1024  # bytes
MEMBERS_LIMIT = 2_000
CELLS_LIMIT = 12_000_000
_PIECE = 1 << 20
_OVERLAP = 4096

# As every program writes it; found by their fixed beginning, because whole megabytes are searched.
_ROW = re.compile(rb"<row[^>]*? r=\"(\d+)")
_FAR_ROW = re.compile(rb"r=\"[A-Za-z]{1,3}(\d{6,})\"(?:[^>]*[^/])?>")
_FAR_COLUMN = re.compile(rb"r=\"([A-Za-z]{2,3})\d+\"(?:[^>]*[^/])?>")
# As XML would also allow it.
_BEFORE_EQUALS = (b" =", b"\t=", b"\n=", b"\r=")
_ODD_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d+)[\"'](?:[^>]*[^/])?>")
_ODD_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d+)")
_ROWS_UNCOUNTED = 100_000  # what _FAR_ROW would not see
_FLAWED = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Z]+)(\d+)[\"']([^>]*)>\s*(<(?:\w+:)?f\b.*?)?"
    rb"(?:<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>",
    re.DOTALL,
)
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*[^/]>.*?</(?:\w+:)?c>", re.DOTALL)
_ODS_TAG = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_ODS_REPEAT = re.compile(rb"table:number-(?:rows|columns)-repeated\s*=\s*[\"'](\d+)")


@dataclass
class Package:
    """What was found. ``flaws``: file in the package -> (row, column), both from 0 -> words."""

    kind: str
    flaws: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    serial_1904: bool = False


def inspect(data: bytes) -> Package:
    """Raises BadInput for a damaged, protected, exploding or wrong package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _inspect(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as problem:
        raise BadInput(
            "The spreadsheet file is damaged or was cut off.",
            kept="Nothing was read.",
            todo="Get the file again, or open it in a spreadsheet program and save it anew.",
        ) from problem


def _inspect(package: zipfile.ZipFile) -> Package:
    members = package.infolist()
    if len(members) > MEMBERS_LIMIT:
        raise _too_big(f"The spreadsheet file holds {len(members):,} parts.")
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise protected()
    found = Package(_kind(package, names))
    total = 0
    for member in members:
        total = _look(package, member, found, total)
    return found


def _kind(package: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.xml" in names or any(re.fullmatch(r"xl/workbook\w*\.xml", name) for name in names):
        return "xlsx"
    if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
        told = package.read("mimetype").strip()
        if told.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            if "META-INF/manifest.xml" in names and b"encryption-data" in _start(package, "META-INF/manifest.xml"):
                raise protected()
            return "ods"
    what = "a Word document" if "word/document.xml" in names else "something else"
    if "xl/workbook.bin" in names:
        what = "a binary Excel workbook (.xlsb)"
    raise BadInput(
        f"The file is not a spreadsheet: it is {what}.",
        kept="Nothing was read.",
        todo="Choose a CSV, XLSX or ODS file. Renaming a file does not change what it is.",
    )


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as stream:
        return stream.read(_PIECE)


def _look(package: zipfile.ZipFile, member: zipfile.ZipInfo, found: Package, total: int) -> int:
    """Unpacks one part, counting. Gives the new total in bytes."""
    is_sheet = found.kind == "xlsx" and member.filename.startswith("xl/worksheets/")
    is_content = found.kind == "ods" and member.filename == "content.xml"
    bounds = _Bounds()
    with package.open(member) as stream:
        before = b""
        while piece := stream.read(_PIECE):
            total += len(piece)
            if total > UNPACKED_LIMIT:
                raise _too_big(f"Unpacked, the file would be larger than {UNPACKED_LIMIT // 2**20} MB.")
            if member.filename.endswith("workbook.xml") and re.search(rb"date1904\s*=\s*[\"'](1|true)", piece):
                found.serial_1904 = True
            if is_sheet:
                text = before + piece
                bounds.sheet(text)
                if b'"e"' in text or b"<f" in text:
                    found.flaws.setdefault(member.filename, {}).update(_flaws(text))
                before = text[-_OVERLAP:]
            elif is_content:
                before = bounds.content(before + piece)
    bounds.check()
    return total


class _Bounds:
    """How far the filled cells of a sheet reach."""

    def __init__(self) -> None:
        self.rows = self.columns = self.tables = 0
        self._row = self._at = self._cells = self._repeat = 0

    def sheet(self, text: bytes) -> None:
        far = [int(number) for number in _FAR_ROW.findall(text)]
        for name in set(_FAR_COLUMN.findall(text)):
            self.columns = max(self.columns, _column(name) + 1)
        self.columns = max(self.columns, 26)
        last = text.rfind(b"<row")
        if self.columns * _ROWS_UNCOUNTED > CELLS_LIMIT:
            far += [int(number) for number in _ROW.findall(text)]
        elif last >= 0:
            far += [int(number) for number in _ROW.findall(text, last)]
        if text.count(b"=") != text.count(b'="') or any(blank in text for blank in _BEFORE_EQUALS):
            far += [int(number) for number in _ODD_ROW.findall(text)]
            for name, number in _ODD_PLACE.findall(text):
                self.columns = max(self.columns, _column(name) + 1)
                far.append(int(number))
        self.rows = max([self.rows, *far])

    def content(self, text: bytes) -> bytes:
        """Counts what repeated rows and cells unfold to; gives back the unfinished end."""
        end = text.rfind(b"<")
        for tag in _ODS_TAG.finditer(text, 0, end):
            kind, attributes = tag.group(1), tag.group(2)
            repeat = _ODS_REPEAT.search(attributes)
            times = int(repeat.group(1)) if repeat else 1
            if kind == b"table":
                self.check()
                self.rows = self.columns = self._row = 0
            elif kind == b"table-row":
                self._at, self._repeat = 0, times
                self._row += times
            else:
                self._at += times
                if b"office:value-type" in attributes or b"table:formula" in attributes:
                    self.rows, self.columns = self._row, max(self.columns, self._at)
        return text[end:]

    def check(self) -> None:
        if self.rows * self.columns > CELLS_LIMIT:
            raise _too_big(f"The sheet spreads over {self.rows:,} rows and {self.columns:,} columns.")


def _flaws(text: bytes) -> dict[tuple[int, int], str]:
    """Cells with an error as value, and formulas that no program ever calculated."""
    flaws = {}
    for cell in _CELL.findall(text):
        if b"<f" not in cell and b'"e"' not in cell:
            continue
        match = _FLAWED.fullmatch(cell)
        if match is None:
            continue
        name, row, attributes, formula, value = match.groups()
        place = (int(row) - 1, _column(name))
        if b't="e"' in attributes:
            flaws[place] = f"The cell shows the error {(value or b'#N/A').decode('ascii', 'replace')}."
        elif formula and not value and b't="str"' not in attributes:
            flaws[place] = (
                "The cell holds a formula that was never calculated. Open the file in a spreadsheet program, save it."
            )
    return flaws


def _column(name: bytes) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - 64
    return number - 1


def _too_big(what: str) -> BadInput:
    return BadInput(
        what,
        kept="Nothing was read.",
        todo="Copy only the table into a new sheet and save that.",
    )


def protected() -> BadInput:
    """For a spreadsheet locked with a password, of either make."""
    return BadInput(
        "The spreadsheet is protected with a password.",
        kept="Nothing was read.",
        todo="Open it in a spreadsheet program and save a copy without password.",
    )
