"""Nothing a person wrote is lost between the register and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.pairs import pairs
from desktop.reports.pieces import CLOSING, closing_notes, signature_blocks
from desktop.reports.sealing import seal_report
from desktop.reports.sheet import LANDSCAPE, PORTRAIT, Sheet
from desktop.reports.signing import sign_report
from desktop.reports.table import WHOLE, Cell, Column, State, Table
from desktop.reports.training_matrix import draw
from tests.reports.conftest import run, text_of
from tests.reports.sample import AT, STAMP, hands, matrix

WORDS = [f"word{number}" for number in range(2_400)]
LONG = " ".join(WORDS)  # 20,000 letters, as much as a field takes


def _drawn(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Drawn:
    sheet = Sheet(STAMP, PORTRAIT)
    opened(sheet, "A table", Heading("Nord", ("As of today",)))
    Table(sheet, columns).draw(rows, keep=CLOSING)
    closing_notes(sheet)
    signature_blocks(sheet)
    return finish(sheet, Content("table", "A table", {}, []))


def _text(drawn: Drawn, place: Path) -> str:
    (place / "table.pdf").write_bytes(drawn.pdf)
    return text_of(place / "table.pdf")


@pytest.mark.requirement("RPT-1", "CAP-1")
def test_a_text_of_twenty_thousand_letters_goes_on_over_pages_whole(tmp_path: Path) -> None:
    columns = (Column("No.", 1), Column("What happened", 5, lines=WHOLE), Column("Stands", 1))
    drawn = _drawn(
        columns, [("DEV-1", "short", State("current", "on time")), ("DEV-2", LONG, State("overdue", "late"))]
    )
    text = _text(drawn, tmp_path)
    assert drawn.pages > 3
    assert [word for word in text.split() if word.startswith("word")] == WORDS
    assert text.count("What happened") == drawn.pages, "each page has the head"
    assert text.count("DEV-2") == drawn.pages, "and says which row goes on"
    assert "longer than shown" not in text


def test_a_list_shows_the_beginning_and_says_so(tmp_path: Path) -> None:
    text = _text(_drawn((Column("No.", 1), Column("What happened", 5)), [("DEV-2", LONG)]), tmp_path)
    assert "word9 " in text and "word2399" not in text and "…" in text
    assert "One text is longer than shown here" in text and "The whole of it is in the data in this file." in text


def test_a_day_in_a_column_that_is_a_little_too_narrow_is_whole(tmp_path: Path) -> None:
    columns = [Column(f"Day {number}", 1) for number in range(9)]
    text = _text(_drawn(columns, [["30-Nov-2026"] * 9]), tmp_path)
    assert text.count("30-Nov-2026") == 9 and "…" not in text.replace("9f3c 8e11 … ", "")


def test_a_long_value_of_a_form_gets_the_whole_width(tmp_path: Path) -> None:
    sheet = Sheet(STAMP, PORTRAIT)
    opened(sheet, "A form", Heading("Nord", ("As of today",)))
    pairs(sheet, [("Number", "1"), ("Threats", LONG), ("Owner", "Zoë")])
    signature_blocks(sheet)
    text = _text(finish(sheet, Content("form", "A form", {}, [])), tmp_path)
    assert [word for word in text.split() if word.startswith("word")] == WORDS and "Zoë" in text


@pytest.mark.requirement("RPT-2")
def test_no_page_holds_signatures_alone(tmp_path: Path) -> None:
    """Somebody who signs the last page has something of the report on it."""
    for people in range(14, 26):
        drawn = draw(matrix(people, 5), STAMP)
        path = tmp_path / "matrix.pdf"
        path.write_bytes(drawn.pdf)
        last = run("pdftotext", "-f", drawn.pages, path, "-")
        assert "Person" in last and "Seal of the workspace" in last, people


@pytest.mark.requirement("RPT-2", "SIG-1")
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_blocks_for_five_signatures_stand_apart_and_say_all(tmp_path: Path, size: tuple[float, float]) -> None:
    stamp = replace(STAMP, blocks=("authored", "reviewed", "verified", "acknowledged", "approved"))
    sheet = Sheet(stamp, size)
    opened(sheet, "A report", Heading("Nord", ("As of today",)))
    signature_blocks(sheet)
    drawn = finish(sheet, Content("report", "A report", {}, []))
    boxes = [box for _page, box in drawn.fields.values()]
    assert len(boxes) == 6 and all(box[0] >= 36 and box[2] <= size[0] - 35.9 for box in boxes)
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, "no two overlap"
    who = hands()
    long = replace(who.zoe, name="Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine")
    signed = sign_report(
        seal_report(drawn, stamp, who.seal),
        "verified",
        long,
        role="Compliance officer",
        at=AT,
        site="Nord",
        program="1",
    )
    (tmp_path / "signed.pdf").write_bytes(signed)
    text = text_of(tmp_path / "signed.pdf")
    for part in ("Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine", "23-Nov-2026 18:40:00 +01:00", "certificate"):
        assert part in text
