"""The 5 × 5 matrix on paper, legible in grey: score and level in words, the ways of the gravest risks as arrows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from db.risk.records import Position, Scales, Spot
from desktop.reports.ink import ink
from desktop.reports.sheet import Sheet, rounded

STEPS = 5
WAYS = 8  # more arrows than these cannot be followed
SIDE, FOOT = 62.0, 26.0  # room for the words of the axes
_TOKENS = ("ok", "soon", "late", "late")
_SMALL, _DISC = 4.0, 6.6


def matrix(
    sheet: Sheet, x: float, y: float, width: float, height: float, scales: Scales, spots: Sequence[Spot]
) -> None:
    """Its upper left corner at x, y. Each cell says its score, its level and how many risks stand there today; the
    first WAYS of ``spots`` also show their way: ring inherent, number current, ring with a point residual."""
    area = (x + SIDE, y, width - SIDE, height - FOOT)
    for likelihood in range(1, STEPS + 1):
        for impact in range(1, STEPS + 1):
            place = Position(likelihood, impact)
            _cell(sheet, _box(area, place), scales, place, sum(one.current == place for one in spots))
    for step in range(1, STEPS + 1):
        left, top, wide, tall = _box(area, Position(step, 1))
        sheet.text(left - 5, top + tall / 2 + 2.5, scales.likelihood[step - 1].word, 7, colour="ink2", align="right")
        left, top, wide, tall = _box(area, Position(1, step))
        sheet.text(left + wide / 2, top + tall + 10, scales.impact[step - 1].word, 7, colour="ink2", align="middle")
    sheet.text(x, y + 6, "Likelihood", 7, weight="bold", colour="ink2")
    sheet.text(area[0] + area[2] / 2, y + height - 5, "Impact", 7, weight="bold", colour="ink2", align="middle")
    for lane, spot in enumerate(spots[:WAYS]):
        _way(sheet, area, spot, lane)


def _box(area: tuple[float, float, float, float], place: Position) -> tuple[float, float, float, float]:
    x, y, width, height = area
    wide, tall = width / STEPS, height / STEPS
    return x + (place.impact - 1) * wide + 1, y + (STEPS - place.likelihood) * tall + 1, wide - 2, tall - 2


def _cell(sheet: Sheet, box: tuple[float, float, float, float], scales: Scales, place: Position, count: int) -> None:
    x, y, width, height = box
    level = scales.level_of(place)
    token = _TOKENS[level - 1]
    shape = rounded(x, sheet.height - y - height, width, height, 3)
    border = 1.3 if level == len(scales.bounds) else 0.4
    sheet.decoration(f"{ink(token + '_ground')} rg {ink(token)} RG {border} w {shape} B")
    sheet.text(x + 4, y + 8.5, f"{place.score} {scales.word(place)}", 6, colour=token)
    if count:
        sheet.text(x + width - 4, y + 9, str(count), 8, weight="bold", align="right")


def _way(sheet: Sheet, area: tuple[float, float, float, float], spot: Spot, lane: int) -> None:
    """Every risk keeps to a lane of its own inside the cells, so that ways do not cover one another."""
    points = []
    for place in (spot.inherent, spot.current, spot.residual):
        x, y, width, height = _box(area, place)
        across = (lane % 4 - 1.5) * (width / 4.4)
        points.append((x + width / 2 + across, y + height * (0.46 if lane < 4 else 0.8)))
    inherent, current, residual = points
    _arrow(sheet, inherent, current, _SMALL, _DISC, dashed=False)
    _arrow(sheet, current, residual, _DISC, _SMALL, dashed=True)
    if spot.inherent != spot.current:
        _circle(sheet, inherent, _SMALL, filled=False)
    if spot.residual != spot.current:
        _circle(sheet, residual, _SMALL, filled=False)
        _circle(sheet, residual, 1.5, filled=True)
    _circle(sheet, current, _DISC, filled=True)
    number = spot.number.removeprefix("R-").lstrip("0")
    sheet.text(current[0], current[1] + 2.2, number, 6.2, weight="bold", colour="sheet", align="middle")


def _circle(sheet: Sheet, at: tuple[float, float], radius: float, *, filled: bool) -> None:
    x, up, c = at[0], sheet.height - at[1], radius * 0.5523
    path = (
        f"{x + radius:.2f} {up:.2f} m {x + radius:.2f} {up + c:.2f} {x + c:.2f} {up + radius:.2f} {x:.2f} "
        f"{up + radius:.2f} c {x - c:.2f} {up + radius:.2f} {x - radius:.2f} {up + c:.2f} {x - radius:.2f} {up:.2f} c "
        f"{x - radius:.2f} {up - c:.2f} {x - c:.2f} {up - radius:.2f} {x:.2f} {up - radius:.2f} c {x + c:.2f} "
        f"{up - radius:.2f} {x + radius:.2f} {up - c:.2f} {x + radius:.2f} {up:.2f} c h"
    )
    fill = ink("ink1") if filled else ink("sheet")
    sheet.decoration(f"{fill} rg {ink('ink1')} RG 1 w {path} B")


def _arrow(
    sheet: Sheet, start: tuple[float, float], end: tuple[float, float], before: float, after: float, *, dashed: bool
) -> None:
    """From the rim of one mark to the rim of the next; dashed where the way has not been gone yet."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length < before + after + 4:
        return
    ux, uy = dx / length, dy / length
    tip = (end[0] - ux * (after + 1.5), end[1] - uy * (after + 1.5))
    foot = (tip[0] - ux * 5, tip[1] - uy * 5)
    first = (start[0] + ux * before, start[1] + uy * before)
    wing = [(foot[0] - uy * 2.6 * side, foot[1] + ux * 2.6 * side) for side in (1, -1)]
    dash = "[2.4 1.8] 0 d" if dashed else "[] 0 d"
    up = [f"{px:.2f} {sheet.height - py:.2f}" for px, py in (first, foot, tip, wing[0], wing[1])]
    head = f"{up[2]} m {up[3]} l {up[4]} l h f"
    sheet.decoration(f"q {ink('ink1')} RG {ink('ink1')} rg 1 w {dash} {up[0]} m {up[1]} l S [] 0 d {head} Q")
