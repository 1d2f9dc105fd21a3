"""Makes large sheets for tests and benchmarks: people who do not repeat themselves, and their trainings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

FAMILIES = (
    "Adler", "Bianchi", "Chevalier", "Dvořák", "Eriksson", "Fernández", "García", "Hansen", "Ito", "Jansen", "Kowalski",
    "Lindqvist", "Müller", "Nowak", "O’Brien", "Papadopoulos", "Quinn", "Rossi", "Schäfer", "Tanaka", "Ueda", "Vogel",
    "Wagner", "Yamamoto", "Zieliński",
)  # fmt: skip
GIVEN = (
    "Anna", "Bruno", "Carla", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kaito", "Lena", "Mateo",
    "Nora", "Oskar", "Priya", "Quentin", "Rosa", "Sven", "Tara",
)  # fmt: skip
COURSES = ("ICH-GCP E6(R3)", "Security & IAM", "Protocol SW-301", "Consent process", "Phishing drill", "eCRF system")
ROLES = ("Sub-investigator", "Study coordinator", "Study nurse", "Data manager", "Pharmacist")
FIRST_DAY = date(2024, 1, 8)


def person(number: int) -> tuple[str, str, str, str, str, date]:
    """(family, given, e-mail, employer, role, start) of somebody; no two numbers give the same name."""
    family = FAMILIES[number % len(FAMILIES)]
    given = GIVEN[number // len(FAMILIES) % len(GIVEN)]
    turn = number // (len(FAMILIES) * len(GIVEN))
    if turn:
        family = f"{family}-{_letters(turn).title()}berg"
    email = f"person{number}@hospital.example"
    start = FIRST_DAY + timedelta(days=number % 600)
    return family, given, email, f"Hospital {number % 9}", ROLES[number % len(ROLES)], start


def people_rows(count: int) -> Iterator[list[object]]:
    """Ten columns with their headings first."""
    yield ["Surname", "First name", "E-mail", "Employer", "Site role", "Start", "End", "Phone", "Licence", "Remarks"]
    for number in range(count):
        family, given, email, employer, role, start = person(number)
        end = start + timedelta(days=900) if number % 11 == 0 else ""
        yield [family, given, email, employer, role, start, end, f"+49 30 {100000 + number}", f"L{number:06}", ""]


def training_rows(people: int, records: int) -> Iterator[list[object]]:
    """Ten columns of a long log with their headings first; no record repeats another."""
    yield [
        "Name", "E-mail", "Course", "Version", "Completed", "Valid until", "Method", "Trainer", "Result", "Remarks",
    ]  # fmt: skip
    for number in range(records):
        family, given, email, *_ = person(number % people)
        turn = number // people
        done = FIRST_DAY + timedelta(days=(number % 300) + 2 * (turn // len(COURSES)))
        course = COURSES[turn % len(COURSES)]
        until = done + timedelta(days=730)
        yield [f"{family}, {given}", email, course, "", done, until, "classroom", "Vogel", "passed", ""]


def write_xlsx(path: Path, rows: Iterator[list[object]]) -> Path:
    """Dates as real dates, everything else as text."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Sheet 1")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
            elif cell != "":
                sheet.write_string(row, column, str(cell))
    book.close()
    return path


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number, 26)
        text += chr(97 + rest)
    return text
