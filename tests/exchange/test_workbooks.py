"""XLSX and ODS as they come: whole, strange, broken, hostile. Each broken one is a sentence, never a crash."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from db.errors import BadInput, Cancelled
from desktop.exchange import package_guard, reading
from desktop.exchange.cells import Flaw
from desktop.exchange.reading import read
from tests.exchange.big import people_rows, write_xlsx


def xlsx(path: Path, fill: Any = None) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Surname", "First name"])
    sheet.append(["Müller", "Jürgen"])
    if fill is not None:
        fill(book)
    book.save(path)
    return path


def repacked(path: Path, changes: dict[str, bytes | None], stored: bool = False) -> Path:
    """The package with parts changed or (None) left out."""
    parts = {}
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            parts[name] = package.read(name)
    parts.update({name: part for name, part in changes.items() if part is not None})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            if not (name in changes and changes[name] is None):
                package.writestr(name, part)
    return path


def sheet_xml(rows: str) -> bytes:
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{rows}</sheetData></worksheet>"
    ).encode()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.requirement("EXC-1")
def test_rows_and_columns_keep_the_places_the_person_sees(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C4"], sheet["D6"] = "Surname", date(2026, 11, 23)
    book.save(tmp_path / "offset.xlsx")
    [found] = read(tmp_path / "offset.xlsx").sheets
    assert found.rows[3][2] == "Surname"
    assert found.rows[5][3] == date(2026, 11, 23)


def test_errors_and_formulas_without_value_are_flaws_and_hidden_sheets_stay_out(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        sheet["A3"], sheet["B3"] = "=A2&B2", "#N/A"
        sheet["B3"].data_type = "e"
        book.create_sheet("hidden").sheet_state = "hidden"

    source = read(xlsx(tmp_path / "flaws.xlsx", fill))
    formula, error = source.sheets[0].rows[2]
    assert isinstance(formula, Flaw) and "never calculated" in formula.words
    assert isinstance(error, Flaw) and "#N/A" in error.words
    assert source.hidden == ("hidden",)
    assert [sheet.name for sheet in source.sheets] == ["Sheet"]


def test_a_calculated_formula_is_its_value(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "calculated.xlsx")
    rows = '<row r="1"><c r="A1" t="str"><f>"Mül"&amp;"ler"</f><v>Müller</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    repacked(path, {SHEET: sheet_xml(rows)})
    assert read(path).sheets[0].rows == (["Müller", 2.0],)


@pytest.mark.requirement("EXC-1")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04" + b"a" * 60, "damaged or was cut off"),
        (b"PK\x05\x06" + b"\0" * 18, "not a spreadsheet"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old Excel workbook"),
        (b"%PDF-1.7 ...", "it is a PDF"),
        (b"<!DOCTYPE html><html><table>", "it is a web page"),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'>", "it is a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "XML or RTF"),
        (b"{\\rtf1 hello}", "XML or RTF"),
        (b"\x89PNG\r\n\x1a\n....", "it is a picture"),
        (b"\xff\xd8\xff\xe0 JFIF", "it is a picture"),
        (b"\x00" * 5000, "not a text table"),
        (os.urandom(64) * 200, "not a text table"),
    ],
)
def test_whatever_is_renamed_to_xlsx_says_what_it_is(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=words) as problem:
        read(path)
    assert problem.value.todo


def test_a_csv_renamed_to_xlsx_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_text("Surname;Role\nMüller;nurse\n")
    assert read(path).kind == "csv"


def test_word_documents_plain_archives_and_binary_workbooks_are_named(tmp_path: Path) -> None:
    for inside, words in (
        ("word/document.xml", "a Word document"), ("readme.txt", "something else"), ("xl/workbook.bin", "xlsb"),
    ):  # fmt: skip
        path = tmp_path / "people.xlsx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(inside, "x")
        with pytest.raises(BadInput, match=words):
            read(path)


def test_every_cut_and_every_flipped_part_is_refused_or_read(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "whole.xlsx").read_bytes()
    path = tmp_path / "cut.xlsx"
    for end in range(98, len(whole), 97):
        path.write_bytes(whole[:end])
        with pytest.raises(BadInput):
            read(path)
    for place in range(0, len(whole), 61):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read(path)
        except BadInput as problem:
            assert problem.todo


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_sheet_does_more_than_be_refused(tmp_path: Path, junk: bytes) -> None:
    path = repacked(xlsx(tmp_path / "junk.xlsx"), {SHEET: sheet_xml("").replace(b"<sheetData>", b"<sheetData>" + junk)})
    try:
        read(path)
    except BadInput as problem:
        assert problem.todo


@pytest.mark.parametrize("missing", ["xl/workbook.xml", SHEET, "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_missing_parts_are_refused_or_done_without(tmp_path: Path, missing: str) -> None:
    path = repacked(xlsx(tmp_path / "part.xlsx"), {missing: None})
    try:
        read(path)
    except BadInput as problem:
        assert problem.kept


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD150000"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="ZZ99999"><v>1</v></c></row>',
        '<row r="1"><c\nr ="A1"><v>1</v></c></row><row r="2"><c r\t= "XFD900000"><v>1</v></c></row>',
    ],
)
def test_cells_in_far_corners_are_no_bomb(tmp_path: Path, rows: str) -> None:
    path = repacked(xlsx(tmp_path / "far.xlsx"), {SHEET: sheet_xml(rows)})
    with pytest.raises(BadInput, match=r"spreads over|more than"):
        read(path)


def test_formatting_out_to_the_last_column_is_no_bomb(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="XFD1" s="1"/></row>'
    path = repacked(xlsx(tmp_path / "wide.xlsx"), {SHEET: sheet_xml(rows)})
    assert read(path).sheets[0].rows[0][0] == "x"


def test_a_package_that_explodes_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_guard, "UNPACKED_LIMIT", 5 * 2**20)
    path = repacked(xlsx(tmp_path / "bomb.xlsx"), {"xl/media/zeros.bin": b"\0" * (8 * 2**20)})
    assert path.stat().st_size < 100_000
    with pytest.raises(BadInput, match="Unpacked"):
        read(path)


def test_a_package_of_thousands_of_parts_is_given_up(tmp_path: Path) -> None:
    path = repacked(xlsx(tmp_path / "parts.xlsx"), {f"xl/x{number}.xml": b"" for number in range(2100)})
    with pytest.raises(BadInput, match="parts"):
        read(path)


def test_repeated_cells_of_ods_are_no_bomb(tmp_path: Path) -> None:
    def ods(body: str) -> Path:
        path = tmp_path / "rows.ods"
        names = ("office", "table", "text")
        spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
        content = (
            f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='A'>{body}"
        )
        content += "</table:table></office:spreadsheet></office:body></office:document-content>"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", content)
            package.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        return path

    cell = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
    far = '<table:table-row table:number-rows-repeated="1000000">' + cell.format("") + "</table:table-row>"
    wide = "<table:table-row>" + cell.format(' table:number-columns-repeated="16000"') + "</table:table-row>"
    with pytest.raises(BadInput, match="spreads over"):
        read(ods(far + wide))
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    assert len(read(ods("<table:table-row>" + cell.format("") + "</table:table-row>" + blank)).sheets[0].rows) == 1


def test_password_protected_packages_say_so(tmp_path: Path) -> None:
    path = tmp_path / "locked.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", b"\x99" * 100)
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(BadInput, match="password"):
        read(path)


@pytest.mark.requirement("EXC-1")
def test_300_megabytes_of_junk_are_refused_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "junk.csv"
    with path.open("wb") as stream:
        stream.truncate(300 * 2**20)  # a hole: it takes no room
    with pytest.raises(BadInput, match="300 MB"):
        read(path)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.xlsx"):
        with pytest.raises(BadInput, match="There is no file"):
            read(path)


def test_more_rows_than_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS_LIMIT", 100)
    with pytest.raises(BadInput, match="more than 100 rows"):
        read(write_xlsx(tmp_path / "long.xlsx", people_rows(200)))


def test_the_first_rows_of_a_large_workbook_are_those_of_the_whole(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "large.xlsx", people_rows(6000))
    head, whole = read(path, head_only=True), read(path)
    assert head.head_only and not whole.head_only
    assert head.sha256 == whole.sha256
    assert head.sheets[0].rows == whole.sheets[0].rows[: len(head.sheets[0].rows)]
    assert 100 < len(head.sheets[0].rows) < 1000


def test_shared_texts_and_a_small_file_in_the_first_look(tmp_path: Path) -> None:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)  # shared texts, as Excel writes them
    sheet = book.add_worksheet("A")
    for number, row in enumerate(people_rows(8000)):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, str(cell))
    book.close()
    path = tmp_path / "shared.xlsx"
    path.write_bytes(stream.getvalue())
    head, whole = read(path, head_only=True), read(path)
    assert head.head_only
    assert head.sheets[0].rows == whole.sheets[0].rows[: len(head.sheets[0].rows)]
    assert not read(xlsx(tmp_path / "small.xlsx"), head_only=True).head_only


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(xlsx(tmp_path / "people.xlsx"), progress=stop)


def test_an_unknown_sheet_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Its sheets: Sheet"):
        read(xlsx(tmp_path / "people.xlsx"), sheet="Staff")
