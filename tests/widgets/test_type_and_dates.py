"""The typeface is our own copy; dates are said one way and never guessed."""

from __future__ import annotations

from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF

from desktop.widgets.dates import painted, read_date, show_date, show_short, show_time
from desktop.widgets.fonts import PRIVATE_NAME, Type, drawable, renamed
from desktop.widgets.theme import theme


def test_the_typeface_is_loaded_under_a_name_no_installed_font_has() -> None:
    assert PRIVATE_NAME in QFontDatabase.families()
    assert QFontInfo(theme().font(Type.BODY)).family() == PRIVATE_NAME


def test_weights_are_real_ones() -> None:
    light, strong = (QFontMetricsF(theme().font(kind)) for kind in (Type.BODY, Type.STRONG))
    assert strong.horizontalAdvance("Delegation") > light.horizontalAdvance("Delegation") * 1.02


def test_figures_of_a_column_are_equally_wide() -> None:
    metrics = QFontMetricsF(theme().font(Type.FIGURES))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("0000"))


def test_only_the_name_table_is_touched() -> None:
    spec = find_spec("fontpkg_inter")
    assert spec is not None and spec.origin is not None
    face = (Path(spec.origin).parent / "files" / "Inter[opsz,wght].ttf").read_bytes()
    made = renamed(face)
    assert len(made) == len(face)
    changed = [place for place, (old, new) in enumerate(zip(face, made, strict=True)) if old != new]
    assert changed and changed[-1] - changed[0] < 2000
    with pytest.raises(ValueError, match="name table"):
        renamed(b"\0" * 64)


def test_sizes_follow_the_person() -> None:
    theme().use(scale=1.5)
    assert theme().font(Type.TITLE).pixelSize() == 28
    theme().use(scale=9)
    assert theme().scale == 1.5


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23-Nov-2026", date(2026, 11, 23)),
        (" 3-nov-2026 ", date(2026, 11, 3)),
        ("23 Nov 2026", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("29-Feb-2028", date(2028, 2, 29)),
        ("٢٠٢٦-١١-٢٣", date(2026, 11, 23)),
    ],
)
def test_accepted_forms(typed: str, day: date) -> None:
    assert read_date(typed) == day


@pytest.mark.parametrize(
    "typed",
    ["02/03/2025", "2.3.2025", "02-03-2025", "03-02-25", "30-Feb-2026", "23-Nov-26", "2026-13-01", "Nov 2026", "heute",
     "2026/11/23", "23-Nov-2026 18:40", ""],
)  # fmt: skip
def test_nothing_is_guessed(typed: str) -> None:
    assert read_date(typed) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_what_is_shown_can_be_typed(day: date) -> None:
    assert read_date(show_date(day)) == day
    assert read_date(painted(show_date(day))) == day
    assert read_date(day.isoformat()) == day


def test_times_carry_their_offset() -> None:
    assert show_time(datetime.fromisoformat("2026-11-23T18:40:00+01:00")) == "23-Nov-2026 18:40 +01:00"


def test_a_narrow_cell_says_the_day_only_while_it_is_near() -> None:
    today = date(2026, 11, 23)
    assert show_short(date(2026, 12, 9), today) == "09-Dec"
    assert show_short(date(2028, 6, 1), today) == "Jun-28"


def test_a_letter_that_no_typeface_draws_is_known() -> None:
    assert drawable("Müller-Østergård, Änne · Γεωργίου · Иванова · حداد")
    assert not drawable("Anna \U0010fffd")
