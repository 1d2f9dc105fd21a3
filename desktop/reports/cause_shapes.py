"""Where the lines and words of a cause tree stand, as fishbone and as 5 whys: the same on the screen and in the PDF.

Pure geometry: no Qt, no PDF. Lengths in the caller's unit, y downwards. Who measures and draws text is the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from db.capa.records import CATEGORIES, Cause

Wrap = Callable[[str, float, int], Sequence[str]]
"""Breaks words into at most so many lines of at most this width."""
HEAD, CATEGORY, LEVEL = "head", "category", "level"


@dataclass(frozen=True)
class Label:
    """Words in a box: top left corner, size, lines. ``style``: HEAD, CATEGORY, LEVEL or the standing of the cause;
    ``cause``: its id, or empty."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    style: str
    cause: str = ""


@dataclass(frozen=True)
class Stroke:
    """A straight line; ``weight``: 1 a twig, 2 a bone, 3 the spine."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: int = 1


@dataclass
class Shapes:
    """A drawing of this height."""

    height: float = 0.0
    labels: list[Label] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


def fishbone(issue: str, causes: Sequence[Cause], width: float, line: float, wrap: Wrap) -> Shapes:
    """Bones by category, three above and three below the spine; under each cause, indented, what explains it."""
    found = Shapes()
    head = min(width * 0.2, line * 11)
    column = (width - head - line) / 3
    slant = column * 0.18
    blocks = {one: _block(causes, one, column - slant - line, line, wrap) for one in CATEGORIES}
    sides = (CATEGORIES[:3], CATEGORIES[3:])
    room = [max(max((_tall(blocks[one], line) for one in side), default=0.0) + line * 1.2, line * 4) for side in sides]
    spine = line * 1.6 + room[0]
    found.strokes.append(Stroke(0, spine, width - head, spine, 3))
    for below, side in enumerate(sides):
        for place, category in enumerate(side):
            left = place * column
            tip = spine + room[1] if below else spine - room[0]
            foot = left + column - line * 0.5
            found.strokes.append(Stroke(foot - slant, tip, foot, spine, 2))
            y = tip + line * 0.15 if below else tip - line * 1.35
            words = max(column * 0.5, line * 6)
            found.labels.append(Label(foot - slant - words, y, words, line * 1.2, (category.capitalize(),), CATEGORY))
            y = spine + line * 0.8 if below else tip + line * 0.4
            for cause, indent, lines in blocks[category]:
                tall = line * len(lines)
                x = left + indent
                at = y + tall + line * 0.12
                bone = foot - slant * abs(at - spine) / max(abs(tip - spine), 1.0)
                found.labels.append(Label(x, y, bone - x - 2, tall, tuple(lines), cause.standing, cause.id))
                found.strokes.append(Stroke(x, at, bone, at, 1))
                y += tall + line * 0.45
    lines = tuple(wrap(issue, head - line * 1.5, 6))
    tall = line * (len(lines) + 1)
    found.labels.append(Label(width - head, spine - tall / 2, head, tall, lines, HEAD))
    found.height = spine + room[1] + line * 1.6
    return found


def whys(issue: str, causes: Sequence[Cause], width: float, line: float, wrap: Wrap) -> Shapes:
    """The issue on top; each answer below what it answers, one step further in."""
    found = Shapes()
    lines = tuple(wrap(issue, width - line * 2, 3))
    tall = line * (len(lines) + 0.8)
    found.labels.append(Label(0, 0, width, tall, lines, HEAD))
    y = tall + line * 0.6
    ends: dict[str | None, float] = {None: tall}
    step = min(line * 2.2, width * 0.07)
    for cause in causes:
        x = min(cause.level, 8) * step
        room = width - x - line * 4.6
        lines = tuple(wrap(cause.words, room - line * 0.9, 4))
        tall = line * (len(lines) + 0.7)
        trunk = x - step * 0.5
        found.strokes.append(Stroke(trunk, ends.get(cause.parent, y), trunk, y + tall / 2, 1))
        found.strokes.append(Stroke(trunk, y + tall / 2, x, y + tall / 2, 1))
        found.labels.append(Label(x + line * 0.3, y, line * 3.9, tall, (f"Why {cause.level}",), LEVEL, ""))
        found.labels.append(Label(x + line * 4.4, y, room, tall, lines, cause.standing, cause.id))
        ends[cause.id] = y + tall
        y += tall + line * 0.45
    found.height = y
    return found


_Row = tuple[Cause, float, Sequence[str]]


def _block(causes: Sequence[Cause], category: str, room: float, line: float, wrap: Wrap) -> list[_Row]:
    rows = []
    for cause in causes:
        if cause.category == category:
            indent = min(cause.level - 1, 5) * line * 0.75
            rows.append((cause, indent, wrap(cause.words, max(room - indent, line * 5), 3)))
    return rows


def _tall(rows: Sequence[_Row], line: float) -> float:
    return sum(line * len(lines) + line * 0.45 for _, _, lines in rows) + line * 0.9
