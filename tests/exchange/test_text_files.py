"""Text tables from every program people use: encodings, separators, and what is no table at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import BadInput
from desktop.exchange.reading import read
from desktop.exchange.text_files import detect_encoding, detect_separator, read_text

FRENCH = "Nom;Prénom;Fonction\nLefèvre;Hélène;Infirmière\nGarçon;Noël;Médecin\nBœuf;Zoé;Infirmière\n"
POLISH = "Nazwisko;Imię\nWiśniewska;Małgorzata\nŻółkiewski;Łukasz\nDąbrowski;Paweł\nKaźmierczak;Grażyna\n"
CZECH = "Příjmení;Jméno\nDvořáková;Božena\nŠtěpánek;Ondřej\nNováček;Jiří\n"
JAPANESE = "氏名,役割\n山田 太郎,治験コーディネーター\n佐藤 花子,看護師\n"


@pytest.mark.requirement("EXC-1")
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"), (FRENCH, "utf-8-sig"), (FRENCH, "utf-16"), (FRENCH, "utf-16-le"), (FRENCH, "utf-16-be"),
        (FRENCH, "cp1252"), (POLISH, "cp1250"), (CZECH, "cp1250"), (JAPANESE, "cp932"), (JAPANESE, "utf-8"),
        ("name,role\nAnna,nurse\n", "ascii"), (JAPANESE, "utf-32"),
    ],
)  # fmt: skip
def test_names_are_read_as_they_were_written(text: str, encoding: str) -> None:
    table = read_text(text.encode(encoding), limit=1000)
    mark = "," if "," in text else ";"
    assert table.rows == [line.split(mark) for line in text.splitlines()]
    assert table.separator == mark


def test_accented_western_names_are_not_taken_for_japanese() -> None:
    for text in ("Renée;Zoë\nThérèse;Noël\n", "Müller;Jürgen\nGroß;Jörg\n", "Åsa;Øster\nBjörk;Ærø\n"):
        assert detect_encoding(text.encode("cp1252"))[0] == "cp1252", text


def test_an_encoding_that_may_be_another_says_so() -> None:
    name, sure = detect_encoding("Müller;Jürgen\n".encode("cp1252"))
    assert (name, sure) == ("cp1252", True)  # both tables have ü in one place
    assert detect_encoding("Le\u00eft;x\nPe\u00e3;y\nM\u00ea;z\n".encode("cp1252"))[0] == "cp1252"
    assert detect_encoding("M\u00eal;z\n".encode("cp1252")) == ("cp1252", False)  # \u00ea or \u0119


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_equal_rows(mark: str) -> None:
    text = f'name{mark}role{mark}note\nAnna{mark}nurse{mark}"a, b; c"\nBruno{mark}rater{mark}\n'
    assert detect_separator(text) == mark


def test_excels_own_line_names_the_separator_and_rows_keep_their_numbers() -> None:
    table = read_text(b"sep=;\r\nname;role\r\nAnna, Maria;nurse\r\n", limit=100)
    assert table.rows == [[], ["name", "role"], ["Anna, Maria", "nurse"]]


def test_blank_lines_and_breaks_in_cells_keep_row_numbers() -> None:
    table = read_text(b'name,note\n\n"Anna","two\nlines"\nBruno,x\n', limit=100)
    assert table.rows == [["name", "note"], [], ["Anna", "two\nlines"], ["Bruno", "x"]]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x00\x01\x02" * 500,
        b"\x7fELF" + b"\x00\x11" * 300,
        b"MZ\x90\x00\x03" + b"\x00\xff" * 700,
        b"abc\x01\x02\x03\x04\x05\x06\x07" * 200,
    ],
)
def test_junk_is_no_table(data: bytes) -> None:
    with pytest.raises(BadInput, match="not a text table"):
        read_text(data, limit=1000)


def test_a_quotation_mark_never_closed_is_named_with_its_row() -> None:
    text = 'name,note\nAnna,x\nBruno,"open\n' + "C,d\n" * 200
    with pytest.raises(BadInput, match="row 3 is never closed"):
        read_text(text.encode(), limit=1000)


def test_a_mark_left_open_swallows_not_even_one_row() -> None:
    with pytest.raises(BadInput, match="row 3 is never closed"):
        read_text(b'name,role,note\nAnna,x,"two\nlines"\nBruno,"open,y\nCarla,z,\n', limit=10)
    whole = b'name,note\nAnna,"two\nlines"\n5"" thick,x\nBruno,"last\r\nof all"\n'
    assert [row[0] for row in read_text(whole, limit=10).rows] == ["name", "Anna", '5"" thick', "Bruno"]


def test_a_refused_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(b"Family name,Given name\nM\0ller,Anna\n")
    with pytest.raises(BadInput, match=r"“staff\.csv”: The file is not a text table"):
        read(path)


def test_too_many_rows_and_a_wrong_encoding_are_refused() -> None:
    with pytest.raises(BadInput, match="more than 10 rows"):
        read_text(b"a,b\n" * 20, limit=10)
    with pytest.raises(BadInput, match="not written in the encoding"):
        read_text("Zoë;x\n".encode("cp1252"), encoding="utf-8", limit=10)
    with pytest.raises(BadInput, match="not written in the encoding"):
        read_text(b"a;b\n", encoding="no-such-thing", limit=10)


def test_a_cell_of_a_million_characters_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("name,note\nAnna," + "x" * 1_000_000)
    with pytest.raises(BadInput, match="no readable table from row 2"):
        read(path)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=8),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    mark=st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]], encoding: str, mark: str) -> None:
    import csv
    import io

    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=mark).writerows(rows)
    text = stream.getvalue().removeprefix("\ufeff")
    table = read_text(text.encode(encoding), separator=mark, limit=100)
    assert [[cell.removeprefix("\ufeff") for cell in row] for row in table.rows] == [
        [cell.removeprefix("\ufeff") for cell in row] for row in rows
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    try:
        read_text(data, limit=1000)
    except BadInput as problem:
        assert problem.todo
