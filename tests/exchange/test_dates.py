"""Dates are read strictly: what could be two days is asked, never guessed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange.cells import Cell, Flaw
from desktop.exchange.columns import told_order
from desktop.exchange.dates import DateReader, Problem

NOVEMBER = date(2026, 11, 23)


def answers(*cells: Cell, order: str = "") -> list[object]:
    reader = DateReader(cells, order=order)
    return [reader.answer(cell) for cell in cells]


@pytest.mark.requirement("EXC-1")
@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-23", "2026/11/23", "2026.11.23", "20261123", "2026-11-23T18:40:00", "2026-11-23 18:40", " 2026-11-23 ",
        "23-Nov-2026", "23 Nov 2026", "23. November 2026", "23 november 2026", "Nov 23, 2026", "November 23rd, 2026",
        "23 nov. 2026", "23 de noviembre de 2026", "23 novembre 2026", "23NOV2026", "23/Nov/2026", "2026-Nov-23",
        "Mon, 23 Nov 2026", "Montag, 23. November 2026", "lundi 23 novembre 2026", "2026年11月23日",
        "2026年11月23日(月)",
        "令和8年11月23日", "R8.11.23", "２０２６年１１月２３日", "23/11/2026", "23.11.2026", "11/23/2026", "23-11-2026",
        "46349", 46349, 46349.75, NOVEMBER, datetime(2026, 11, 23, 18, 40),  # noqa: DTZ001 - as a sheet has it
    ],
)  # fmt: skip
def test_every_clear_way_of_writing_one_day(cell: Cell) -> None:
    assert answers(cell) == [NOVEMBER]


@pytest.mark.parametrize(
    "cell", ["", "  ", "n/a", "N/A", "-", "–", "ongoing", "Present", "unbefristet", "現在", "k.A."]
)
def test_words_for_no_date(cell: str) -> None:
    assert answers(cell) == [None]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("31/02/2025", "not a day of the calendar"), ("2025-02-30", "not a day of the calendar"),
        ("2025-13-01", "not a day of the calendar"), ("32-Jan-2025", "not a day"), ("Nov 2026", "has no day"),
        ("2026", "is not a date"), (2026, "only a year"), (7, "a number, not a date"), ("yesterday", "is not a date"),
        ("23-Nov-26", "year of two digits"), ("23/11/26", "year of two digits"), (True, "not a date"),
        (time(9), "not a date"), (timedelta(days=3), "not a date"), (Flaw("The cell shows #N/A."), "shows #N/A"),
        ("1026-01-01", "year 1026 cannot be right"), ("01/01/0025", "year 25 cannot"), ("=TODAY()", "is not a date"),
    ],
)  # fmt: skip
def test_what_is_no_day_says_why(cell: Cell, words: str) -> None:
    [answer] = answers(cell)
    assert isinstance(answer, Problem)
    assert words in answer.words


@pytest.mark.requirement("EXC-1")
def test_unclear_order_is_asked_and_never_guessed() -> None:
    reader = DateReader(["02/03/2025", "04/05/2025", ""])
    assert reader.column.question
    assert reader.column.unclear == 2
    found = reader.answer("02/03/2025")
    assert found == Problem("“02/03/2025” may be 02-Mar-2025 or 03-Feb-2025.", unclear=True)


def test_a_day_above_twelve_decides_its_column_and_is_named() -> None:
    reader = DateReader(["02/03/2025", "", "25/12/2024"], numbers=[5, 6, 7])
    assert reader.answer("02/03/2025") == date(2025, 3, 2)
    assert reader.column.reason == "25/12/2024 in row 7 leaves no choice"
    assert "day/month/year" in reader.column.described
    assert DateReader(["02/03/2025", "12/25/2024"]).answer("02/03/2025") == date(2025, 2, 3)


def test_a_month_first_column_makes_a_day_first_cell_an_error_only_when_impossible() -> None:
    reader = DateReader(["02/13/2025", "02/14/2025", "13/02/2025", "02/03/2025", "05/05/2025"])
    assert reader.column.question  # both orders are proved
    assert reader.answer("13/02/2025") == date(2025, 2, 13)
    assert reader.answer("02/13/2025") == date(2025, 2, 13)
    assert reader.answer("05/05/2025") == date(2025, 5, 5)
    assert isinstance(reader.answer("02/03/2025"), Problem)


def test_the_order_a_person_gives_counts_for_every_cell() -> None:
    assert answers("02/03/2025", order="mdy") == [date(2025, 2, 3)]
    assert answers("02/03/2025", "23-Nov-26", "03/04/26", order="dmy") == [
        date(2025, 3, 2), NOVEMBER, date(2026, 4, 3),
    ]  # fmt: skip
    [bad] = answers("25/12/2024", order="mdy")
    assert isinstance(bad, Problem)


def test_a_heading_can_tell_the_order() -> None:
    assert (
        told_order("Start (dd/mm/yyyy)") == told_order("Datum TT.MM.JJJJ") == told_order("Date (jj/mm/aaaa)") == "dmy"
    )
    assert told_order("Start date (MM/DD/YYYY)") == "mdy"
    assert told_order("Start date") == told_order("Command") == ""


def test_two_clear_formats_in_one_column_are_both_taken_and_both_shown() -> None:
    reader = DateReader(["2025-01-05", "23-Nov-2026", "", NOVEMBER])
    assert {found.name for found in reader.column.formats} == {"year-month-day", "day-Month-year", "spreadsheet date"}
    assert not reader.column.question


def test_days_and_months_swapped_by_a_spreadsheet_are_suspected() -> None:
    typed = [date(2025, 1, 2), date(2025, 3, 4), date(2025, 5, 6)]
    assert "swapped day and month" in DateReader([*typed, "25/12/2024"]).column.warning
    assert not DateReader([*typed, date(2025, 1, 25), "25/12/2024"]).column.warning


def test_serial_numbers_count_from_1904_where_the_workbook_does() -> None:
    assert DateReader([44887], serial_1904=True).answer(44887) == NOVEMBER


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_from_each_clear_form(day: date) -> None:
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.month - 1]
    forms = [day.isoformat(), f"{day.day}-{month}-{day.year}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"]
    assert answers(*forms) == [day] * 4
    assert answers(f"{day:%d/%m/%Y}", order="dmy") == answers(f"{day:%m/%d/%Y}", order="mdy") == [day]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.dates(date(1950, 1, 1), date(2090, 12, 31)), min_size=1, max_size=6), st.booleans())
def test_no_column_is_ever_read_wrongly(days: list[date], day_first: bool) -> None:
    """Whatever mix comes: each cell is its day or an open question, never another day."""
    cells = [f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}" for day in days]
    for day, answer in zip(days, answers(*cells), strict=True):
        assert answer == day or (isinstance(answer, Problem) and answer.unclear)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    [answer] = answers(text)
    assert answer is None or isinstance(answer, date | Problem)
