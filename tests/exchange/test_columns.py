"""Columns are found by the words people use, and the table within whatever stands around it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.errors import BadInput
from desktop.exchange.cells import Cell
from desktop.exchange.columns import SUGGESTED, course_of, header_row, match_columns
from desktop.exchange.reading import Sheet, Source
from desktop.exchange.table import Table, cut_table

DAY = date(2025, 3, 3)


def fields(register: str, *headings: str) -> list[str]:
    return [column.field for column in match_columns(headings, register)]


def table_of(*rows: list[Cell], register: str = "people", kind: str = "xlsx", merged: object = ()) -> Table:
    sheet = Sheet("A", tuple(rows), tuple(merged))  # type: ignore[arg-type]
    return cut_table(Source("a", "", 0, kind, (sheet,)), sheet, register, None)


@pytest.mark.requirement("EXC-1")
@pytest.mark.parametrize(
    "headings",
    [
        ("Surname", "First name", "E-mail", "Employer", "Site role", "Start date", "End date"),
        ("LAST NAME", "Given Name(s)", "email address", "Company", "Function", "Date joined", "Date left"),
        ("Last_name", "First_Name", "Mail", "Organisation", "Job title", "From", "To"),
        ("Nachname", "Vorname", "E-Mail-Adresse", "Arbeitgeber", "Funktion", "Eintritt", "Austritt"),
        ("Nom", "Prénom", "Courriel", "Employeur", "Fonction", "Date d’entrée", "Date de sortie"),
        ("Apellidos", "Nombre", "Correo electrónico", "Empresa", "Cargo", "Fecha de inicio", "Fecha de fin"),
        ("姓", "名", "メールアドレス", "所属", "役割", "開始日", "終了日"),
        ("Surname:", "First name *", "E-Mail ", "Affiliation", "Role\n(at site)", "Start (dd/mm/yyyy)", "End"),
        ("family_name", "given_name", "email", "employer", "role", "start", "end"),
    ],
)  # fmt: skip
def test_people_s_columns_in_the_usual_words(headings: tuple[str, ...]) -> None:
    assert fields("people", *headings) == ["family_name", "given_name", "email", "employer", "role", "start", "end"]


@pytest.mark.requirement("EXC-1")
@pytest.mark.parametrize(
    "headings",
    [
        ("Name", "Course", "Version", "Date completed", "Valid until", "Trainer"),
        ("Staff member", "Training title", "Ver.", "Completion date", "Expiry date", "Trained by"),
        ("Mitarbeiter/in", "Schulung", "Fassung", "Abgeschlossen am", "Gültig bis", "Referent"),
        ("Participant", "Formation", "Version", "Date de formation", "Valable jusqu’au", "Formateur"),
        ("Empleado", "Curso", "Versión", "Fecha de formación", "Caducidad", "Formador"),
        ("受講者", "研修名", "版", "受講日", "有効期限", "講師"),
    ],
)
def test_training_s_columns_in_the_usual_words(headings: tuple[str, ...]) -> None:
    assert fields("training", *headings) == ["person", "course", "version", "completed", "expires", "trainer"]


def test_a_likely_heading_is_a_suggestion_with_its_confidence() -> None:
    columns = match_columns(["Surname", "Emplyer", "Favourite colour"], "people")
    assert (columns[1].field, columns[1].how) == ("employer", SUGGESTED)
    assert 0.8 < columns[1].confidence < 1
    assert (columns[2].field, columns[2].how) == ("", "unknown")
    assert match_columns(["GCP valid until", "GP license"], "people")[0].field == ""


def test_what_the_person_says_wins_and_no_field_is_filled_twice() -> None:
    columns = match_columns(["Surname", "Last name", "Role"], "people", {1: "family_name", 2: ""})
    assert [column.field for column in columns] == ["", "family_name", ""]
    with pytest.raises(BadInput, match="no field"):
        match_columns(["Surname"], "people", {0: "shoe size"})
    with pytest.raises(BadInput, match="no column D"):
        match_columns(["Surname"], "people", {3: "role"})


def test_name_beside_a_given_name_is_the_family_name() -> None:
    assert fields("people", "Name", "Vorname") == ["family_name", "given_name"]
    assert fields("people", "Name", "Role") == ["full_name", "role"]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("GCP cert. date", ("GCP", "completed")), ("GCP", ("GCP", "completed")),
        ("Date of GCP training", ("GCP", "completed")), ("GCP valid until", ("GCP", "expires")),
        ("Protocol v3.0 trained on", ("Protocol v3.0", "completed")), ("GCP Zertifikat vom", ("GCP", "completed")),
        ("IB ed. 12 expiry", ("IB ed. 12", "expires")), ("Training date", ("", "completed")),
    ],
)  # fmt: skip
def test_the_course_that_heads_a_column_of_a_wide_log(heading: str, found: tuple[str, str]) -> None:
    assert course_of(heading, {}) == found


def test_titles_above_blank_rows_within_and_notes_below_are_left_out_and_told() -> None:
    table = table_of(
        ["Staff list of the site", "", ""],
        ["", "as of 23-Nov-2025", ""],
        ["", "", ""],
        ["Surname", "First name", "Role"],
        ["Adler", "Anna", "nurse"],
        ["", " ", ""],
        ["Surname", "First name", "Role"],
        ["Bianchi", "Bruno", "rater"],
        ["", "", ""],
        ["Note: everybody has a licence", "", ""],
        ["Printed by", "Olga", ""],
    )
    assert table.header == 4
    assert table.numbers == (5, 8)
    assert [(line.row, line.why) for line in table.skipped] == [
        (1, "above the table"), (2, "above the table"), (7, "the headings again"), (10, "below the table"),
        (11, "below the table"),
    ]  # fmt: skip


def test_a_merged_line_within_the_table_is_a_section() -> None:
    rows: list[list[Cell]] = [["Surname", "First name", "Role"], ["Ward 3", "", ""], ["Adler", "Anna", "nurse"]]
    table = table_of(*rows, merged=[(1, 0, 1, 2)])
    assert table.numbers == (3,)


def test_a_lone_name_within_the_table_is_a_row_and_not_a_note() -> None:
    table = table_of(["Surname", "First name"], ["Adler", ""], ["Bianchi", "Bruno"], ["Chevalier", ""])
    assert table.numbers == (2, 3, 4)


@pytest.mark.requirement("EXC-1")
@pytest.mark.parametrize(
    "rows",
    [
        [["Adler", "Anna", "nurse"], ["Bianchi", "Bruno", "rater"]],
        [["1", "2", "3"], ["4", "5", "6"]],
        [["Name"], ["Adler"]],
        [["only one cell"]],
    ],
)
def test_a_sheet_without_headings_says_so(rows: list[list[Cell]]) -> None:
    with pytest.raises(BadInput, match="No row with column names"):
        header_row(rows, "people")


def test_an_empty_sheet_says_so() -> None:
    with pytest.raises(BadInput, match="holds no rows"):
        table_of(["", ""], ["  ", ""])


def test_cells_beyond_the_headings_of_a_csv_are_noticed(tmp_path: Path) -> None:
    table = table_of(["Surname", "Role"], ["Adler", "nurse", "extra"], ["Bianchi", "rater", ""], kind="csv")
    assert table.overlong == (2,)


def test_a_heading_over_pairs_of_columns_names_them() -> None:
    table = table_of(
        ["", "GCP", "", "Protocol v2", ""],
        ["Name", "Completed", "Expires", "Completed", "Expires"],
        ["Adler, Anna", DAY, "", DAY, ""],
        register="training",
    )
    assert table.headings[1:] == ("GCP Completed", "GCP Expires", "Protocol v2 Completed", "Protocol v2 Expires")
