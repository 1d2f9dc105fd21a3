"""Colours: written in one place, readable in both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desktop.widgets.states import State
from desktop.widgets.tokens import contrast, read_tokens
from resources import ROOT

TEXTS = [
    *((ink, ground) for ink in ("ink1", "ink2") for ground in ("ground", "sheet", "rail", "accent_ground", "hover")),
    *(("ink3", ground) for ground in ("ground", "sheet")),
    *(("accent", ground) for ground in ("ground", "sheet", "accent_ground")),
    *((mark, ground) for mark in ("ok", "soon", "late", "planned") for ground in (f"{mark}_ground", "sheet", "ground")),
    *(("ink1", f"{mark}_ground") for mark in ("soon", "late", "planned")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ink1", "pressed"),
]
MARKS = [("accent", "sheet"), ("accent", "ground"), ("mark_line", "sheet"), ("ok", "rail"), ("late", "rail")]


@pytest.mark.requirement("USE-1")
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_can_be_read_on_every_ground_it_stands_on(mode: str) -> None:
    tokens = read_tokens(mode)
    weak = {(ink, on): round(contrast(tokens[ink], tokens[on]), 2) for ink, on in TEXTS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_marks_stand_out(mode: str) -> None:
    tokens = read_tokens(mode)
    assert [(ink, on) for ink, on in MARKS if contrast(tokens[ink], tokens[on]) < 3] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_state_can_be_read_in_the_table_and_in_a_chosen_row(mode: str) -> None:
    tokens = read_tokens(mode)
    for state in State:
        ground = state.ground(tokens) or tokens.sheet
        assert contrast(tokens[state.token], ground) >= 4.5, state


def test_light_and_dark_name_the_same_colours_and_no_others() -> None:
    light, dark = (json.loads((ROOT / "theme" / f"{mode}.json").read_text("utf-8")) for mode in ("light", "dark"))
    assert list(light) == list(dark) == list(read_tokens("light").__dataclass_fields__)


def test_no_colour_is_written_anywhere_else() -> None:
    written = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*[\"'\d]|Qt\.GlobalColor\.(?!transparent)")
    house = Path(__file__).parents[2] / "desktop"
    folders = [folder for folder in house.iterdir() if folder.is_dir() and folder.name not in ("reports", "commands")]
    found = [
        f"{file.relative_to(house)}: {line.strip()}"
        for folder in folders
        for file in folder.rglob("*.py")
        if file.name != "qr.py"  # a phone's camera wants black on white, in the dark too
        for line in file.read_text("utf-8").splitlines()
        if written.search(line) and "#RRGGBB" not in line
    ]
    assert found == []
