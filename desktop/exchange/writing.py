"""Rows written to CSV, XLSX or JSON by the suffix of the file; whole or not at all, and nothing in them is a formula.

In CSV a text that a spreadsheet would take for a formula gets an apostrophe in front (the import takes it away again);
in XLSX such a text is stored as text with the mark for it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import BadInput, Known
from db.store.query import Query
from db.workspace.layout import write_whole
from desktop.exchange.listing import Listing, Value, listing

if TYPE_CHECKING:
    from db.site import Site

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_767  # characters; what a spreadsheet keeps in a cell
_ROWS = 1_048_575


@dataclass(frozen=True)
class Exported:
    """What was written: how many rows, and the file's SHA-256 in hex as it stands on the trail."""

    name: str
    rows: int
    sha256: str


def export(
    site: Site,
    register: str,
    path: Path,
    query: Query | None = None,
    *,
    as_of: date | None = None,
    study: str | None = None,
    known: date | None = None,
) -> Exported:
    """Write a register as filtered and put the export on the trail. Raises BadInput, Refused."""
    made = listing(site, register, query, as_of=as_of, study=study, known=known)
    data = render(made, path.suffix, workspace=site.workspace, at=site.clock.now())
    save(path, data)
    return record_export(site, made, path, data)


def render(made: Listing, suffix: str, *, workspace: str, at: datetime) -> bytes:
    """The file's bytes; needs no store. ``suffix``: .csv, .xlsx or .json. ``at`` goes into the JSON and XLSX."""
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise BadInput(
            f"A table cannot be written as “{suffix or 'a file without suffix'}”.",
            kept="Nothing was written.",
            todo=f"Use one of {', '.join(_WRITERS)}.",
        )
    return writer(made, workspace, at)


def save(path: Path, data: bytes) -> None:
    """Either the whole file or the former one is there afterwards. Raises BadInput where it cannot be written."""
    try:
        write_whole(path, data)
    except OSError as problem:
        raise BadInput(
            f"“{path.name}” cannot be written ({problem.strerror or 'refused by the system'}).",
            kept="Nothing was written; a file of that name is as it was.",
            todo="Close it in other programs, or choose another folder.",
        ) from problem


def record_export(site: Site, made: Listing, path: Path, data: bytes) -> Exported:
    """Put an export on the trail: what, how many rows, which filters, the file's name and hash (AUD-3)."""
    done = Exported(path.name, len(made.rows), hashlib.sha256(data).hexdigest())
    try:
        site.store.event(
            "export", register=made.register, file=done.name, sha256=done.sha256, rows=done.rows,
            filters=dict(made.filters),
        )  # fmt: skip
    except Known:
        path.unlink(missing_ok=True)  # what is not on the trail does not leave
        raise
    return done


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula. An apostrophe of its own in such a place is doubled."""
    if text.startswith(_STARTS_A_FORMULA) or (text.startswith("'") and text[1:2] and text[1] in "'=+-@\t\r\n＝＋－＠"):
        return f"'{text}"
    return text


def _csv(made: Listing, _workspace: str, _at: datetime) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(made.fields)
    for row in made.rows:
        writer.writerow([neutral(value) if isinstance(value, str) else _text(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _json(made: Listing, workspace: str, at: datetime) -> bytes:
    whole = {
        "register": made.register,
        "workspace": workspace,
        "exported": at.isoformat(timespec="seconds"),
        "filters": dict(made.filters),
        "rows": made.records(),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _xlsx(made: Listing, _workspace: str, at: datetime) -> bytes:
    import xlsxwriter  # late: costs start-up time

    if len(made.rows) > _ROWS:
        raise BadInput(f"A sheet holds {_ROWS:,} rows at most.", kept="Nothing was written.", todo="Write it as CSV.")
    stream = io.BytesIO()
    inert = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "remove_timezone": True, **inert})
    book.set_properties({"title": made.register, "created": at.replace(tzinfo=None)})
    sheet = book.add_worksheet(made.register[:31].capitalize())
    look = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "day": book.add_format({"num_format": "dd-mmm-yyyy", "align": "left"}),
        "marked": book.add_format({"quote_prefix": True}),
    }
    widths = [len(name) for name in made.fields]
    for column, name in enumerate(made.fields):
        sheet.write_string(0, column, name, look["head"])
    for number, row in enumerate(made.rows, 1):
        for column, value in enumerate(row):
            if value is not None and value != "":
                _cell(sheet, number, column, value, look)
                widths[column] = max(widths[column], len(_text(value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 2, 50))
    sheet.freeze_panes(1, 0)
    if made.rows:
        sheet.autofilter(0, 0, len(made.rows), len(made.fields) - 1)
    book.close()
    return stream.getvalue()


def _cell(sheet: Any, row: int, column: int, value: Value, look: Mapping[str, Any]) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_string(row, column, _text(value))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look["day"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = _text(value)[:_LONGEST_CELL]
        sheet.write_string(row, column, text, look["marked"] if text.startswith(_STARTS_A_FORMULA) else None)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


_WRITERS: Mapping[str, Callable[[Listing, str, datetime], bytes]] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
