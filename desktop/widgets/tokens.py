"""The colours of the program, read from resources/theme. No colour is written anywhere else."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache

from PySide6.QtGui import QColor

from resources import ROOT


@dataclass(frozen=True)
class Tokens:
    """One set of colours. ``x_ground`` is what a mark in colour ``x`` stands on."""

    ground: QColor
    sheet: QColor
    rail: QColor
    line: QColor
    row_line: QColor
    ink1: QColor
    ink2: QColor
    ink3: QColor
    accent: QColor
    accent_ground: QColor
    accent_hover: QColor
    on_accent: QColor
    hover: QColor
    pressed: QColor
    track: QColor
    ok: QColor
    ok_ground: QColor
    soon: QColor
    soon_ground: QColor
    late: QColor
    late_ground: QColor
    planned: QColor
    planned_ground: QColor
    mark_line: QColor
    shade: QColor

    def __getitem__(self, name: str) -> QColor:
        colour = getattr(self, name)
        assert isinstance(colour, QColor)
        return colour


def _colour(text: str) -> QColor:
    """``#RRGGBB`` or ``#RRGGBBAA`` (Qt itself reads eight digits as AARRGGBB)."""
    if len(text) == 9:
        text = f"#{text[7:9]}{text[1:7]}"
    return QColor(text)


@cache
def read_tokens(name: str) -> Tokens:
    """``name`` is ``light`` or ``dark``."""
    told = json.loads((ROOT / "theme" / f"{name}.json").read_text("utf-8"))
    return Tokens(**{field.name: _colour(told[field.name]) for field in fields(Tokens)})


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two opaque colours as WCAG 2.2 (SC 1.4.3) defines it, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
