"""The matrix in the words of the screen."""

from __future__ import annotations

from datetime import date

from db.training.matrix import Column, Matrix, MatrixPerson
from db.training.rules import NOT_REQUIRED, Cell, Status
from desktop.training.matrix_data import heat_cell, heat_data, person_lines, sentence
from desktop.widgets.dates import NO_BREAK_HYPHEN
from desktop.widgets.states import State
from desktop.widgets.text import Em

TODAY = date(2026, 11, 23)


def matrix(*lines: tuple[Cell, ...]) -> Matrix:
    people = tuple(
        MatrixPerson(str(n), name, "Given", "Study nurse", None, None) for n, name in enumerate("ABCDE"[: len(lines)])
    )
    columns = tuple(
        Column(str(n), f"C{n}", f"Course {n}", "course", None, "", "", None, ()) for n in range(len(lines[0]))
    )
    return Matrix(TODAY, None, None, "", people, columns, lines, len(lines), 62)


OVERDUE = Cell(Status.OVERDUE, date(2026, 11, 11))
CURRENT = Cell(Status.CURRENT, date(2028, 6, 30))
SOON = Cell(Status.DUE_SOON, date(2026, 12, 9))
MISSING = Cell(Status.MISSING, date(2026, 11, 2))


def test_cells_say_the_day_short_and_speak_it_in_full() -> None:
    dash = NO_BREAK_HYPHEN
    assert heat_cell(CURRENT, TODAY).text == f"Jun{dash}28"
    assert heat_cell(OVERDUE, TODAY).text == f"11{dash}Nov"
    assert heat_cell(OVERDUE, TODAY).spoken == "overdue since 11-Nov-2026"
    assert heat_cell(SOON, TODAY).spoken == "due soon by 09-Dec-2026"
    assert heat_cell(MISSING, TODAY).text == heat_cell(MISSING, TODAY).spoken == "missing"
    assert heat_cell(Cell(Status.CURRENT), TODAY).text == "always"
    assert heat_cell(Cell(Status.OVERDUE, date(2024, 1, 5)), TODAY).text == f"Jan{dash}24"


def test_a_status_keeps_only_the_people_who_have_it() -> None:
    data = heat_data(matrix((CURRENT, NOT_REQUIRED), (OVERDUE, CURRENT), (CURRENT, MISSING)), ["overdue", "missing"])
    assert [row.name for row in data.rows] == ["B, Given", "C, Given"]


def test_the_sentence_gives_the_answer_before_the_table() -> None:
    parts = sentence(matrix((CURRENT, MISSING), (OVERDUE, SOON), (CURRENT, CURRENT)), TODAY)
    said = "".join(part.text if isinstance(part, Em) else part for part in parts)
    assert said == "3 people · 2 requirements · 2 gaps of 2 people · 1 due soon"
    parts = sentence(matrix((CURRENT,)), TODAY)
    assert (
        "".join(part.text if isinstance(part, Em) else part for part in parts) == "1 person · 1 requirement · no gaps"
    )


def test_a_past_day_is_named() -> None:
    parts = sentence(matrix((CURRENT,)), date(2027, 1, 1))
    assert Em("as of 23-Nov-2026") in parts


def test_people_lines_count_what_is_open() -> None:
    lines = person_lines(matrix((CURRENT, MISSING, OVERDUE), (SOON, NOT_REQUIRED, CURRENT), (NOT_REQUIRED,) * 3))
    assert [(line.words, line.state, line.asked) for line in lines] == [
        ("2 gaps", State.MISSING, 3),
        ("1 due soon", State.SOON, 2),
        ("not required", State.NONE, 0),
    ]
    assert lines[1].next_due == date(2026, 12, 9)
