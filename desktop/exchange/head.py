"""The first rows of a large XLSX without reading the rest, so that a preview stands before the sheet is read whole.

A copy of the package is made in memory whose sheets end after some rows and whose shared texts end after the last one
those rows use. Whatever is unusual gives None, and the caller reads the whole file instead.
"""

from __future__ import annotations

import io
import re
import zipfile

SMALL = 200_000  # bytes of file below which reading it whole is as quick
_PIECE = 1 << 16
_MOST = 4 << 20  # bytes of a sheet looked at for its first rows
_SHARED = re.compile(rb"\bt=\"s\"[^>]*>\s*<v>(\d+)</v>")


def head_of(data: bytes, rows: int) -> bytes | None:
    """A small XLSX with at most about ``rows`` rows a sheet, or None where that is not worth it or not possible."""
    if len(data) < SMALL:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if "xl/workbook.xml" not in names or len(names) > 500:
                return None
            return _shortened(package, names, rows)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return None


def _shortened(package: zipfile.ZipFile, names: list[str], rows: int) -> bytes | None:
    parts: dict[str, bytes] = {}
    last_text = -1
    for name in names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            part = _first_rows(package, name, rows)
            if part is None:
                return None
            last_text = max([last_text, *map(int, _SHARED.findall(part))])
            parts[name] = part
        elif name.endswith((".xml", ".rels")) and name != "xl/sharedStrings.xml":
            if package.getinfo(name).file_size > _MOST:
                return None
            parts[name] = _at_most(package, name)
    if "xl/sharedStrings.xml" in names:
        texts = _first_texts(package, last_text + 1)
        if texts is None:
            return None
        parts["xl/sharedStrings.xml"] = texts
    short = io.BytesIO()
    with zipfile.ZipFile(short, "w", zipfile.ZIP_STORED) as copy:
        for name, part in parts.items():
            copy.writestr(name, part)
    return short.getvalue()


def _at_most(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as stream:
        return stream.read(_MOST)


def _first_rows(package: zipfile.ZipFile, name: str, rows: int) -> bytes | None:
    """The sheet up to the end of its row number ``rows``, closed again; whole where it is shorter."""
    text = bytearray()
    with package.open(name) as stream:
        while len(text) < _MOST:
            piece = stream.read(_PIECE)
            if not piece:
                return bytes(text)
            text += piece
            if text.count(b"</row>") >= rows:
                break
        else:
            return None
    end = 0
    for _ in range(rows):
        end = text.find(b"</row>", end) + len(b"</row>")
    return bytes(text[:end]) + b"</sheetData></worksheet>"


def _first_texts(package: zipfile.ZipFile, wanted: int) -> bytes | None:
    text = bytearray()
    with package.open("xl/sharedStrings.xml") as stream:
        while piece := stream.read(_PIECE):
            text += piece
            if text.count(b"</si>") >= wanted:
                break
            if len(text) > 8 * _MOST:
                return None
        else:
            return bytes(text)
    return bytes(text[: text.rfind(b"</si>") + len(b"</si>")]) + b"</sst>" if wanted else bytes(text)
