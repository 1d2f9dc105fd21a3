"""Charts on paper: bars with their figures beside them, and the tree of causes as fishbone or 5 whys."""

from __future__ import annotations

from collections.abc import Sequence

from db.capa.records import CONTRIBUTING, ROOT, RULED_OUT, Cause
from db.charts import Chart
from desktop.reports.cause_shapes import CATEGORY, HEAD, LEVEL, Label, Shapes, fishbone, whys
from desktop.reports.faces import Weight
from desktop.reports.ink import ink
from desktop.reports.sheet import MARGIN, Sheet, rounded

_SIZE, _LINE = 7.6, 10.0
_INKS = {HEAD: "late", CATEGORY: "ink2", LEVEL: "ink2", ROOT: "late", CONTRIBUTING: "soon", RULED_OUT: "ink3"}
_STRONG = (HEAD, CATEGORY, LEVEL, ROOT)
_WIDTHS = {1: 0.5, 2: 0.9, 3: 1.2}


def bars(
    sheet: Sheet, x: float, y: float, width: float, title: str, rows: Sequence[tuple[str, int, int | None]], *,
    pareto: bool = False,
) -> float:  # fmt: skip
    """A chart in a column of the page, from y downwards; how tall it is. Two figures to a row where there is a second;
    ``pareto``: the share of all up to each row stands beside it."""
    sheet.text(x, y + 9, title, 8.6, weight="bold", kind="H3")
    top = y + 15
    words, figure, row = width * 0.34, width * 0.2, 13.0
    room = width - words - figure - 6
    most = max((max(first, second or 0) for _, first, second in rows), default=0) or 1
    total, reached = sum(first for _, first, _ in rows) or 1, 0
    for name, first, second in rows:
        reached += first
        base = top + row * 0.7
        labels = sheet.letters.wrapped(name, "regular", _SIZE, words - 4, 3)
        for step, line in enumerate(labels):
            sheet.text(x, base + 9 * step, line, _SIZE, colour="ink2")
        tall = 3.4 if second is not None else 6.6
        _bar(sheet, x + words, top + 2.2, room * first / most, tall, "accent")
        if second is not None:
            _bar(sheet, x + words, top + 2.2 + tall, room * second / most, tall, "planned")
        said = str(first) if second is None else f"{first} / {second}"
        said += f" · {round(100 * reached / total)} %" if pareto else ""
        sheet.text(x + words + room + 4, base, said, _SIZE, weight="bold")
        top += row + 9 * (len(labels) - 1)
    if not rows:
        sheet.text(x, top + 9, "None yet.", _SIZE, colour="ink2")
        top += row
    return top - y


def columns(sheet: Sheet, charts: Sequence[Sequence[Chart]]) -> None:
    """Charts over the whole width, those of each inner sequence below one another."""
    gap, top = 26.0, sheet.y + 6
    width = (sheet.right - MARGIN - (len(charts) - 1) * gap) / len(charts)
    deepest = top
    for place, column in enumerate(charts):
        y = top
        for chart in column:
            title = chart.title + (" (Pareto)" if chart.pareto else "")
            if any(second is not None for _, _, second in chart.rows):
                title += ", by month"
            rows = [(words[:1].upper() + words[1:], first, second) for words, first, second in chart.rows]
            y += bars(sheet, MARGIN + place * (width + gap), y, width, title, rows, pareto=chart.pareto) + 12
        deepest = max(deepest, y)
    sheet.y = deepest - 4


def cause_tree(sheet: Sheet, issue: str, causes: Sequence[Cause], *, as_whys: bool = False) -> None:
    """The causes, drawn over the whole width; on a new page where this one has no room for it."""
    width = sheet.right - MARGIN
    draw = whys if as_whys else fishbone
    shapes = draw(issue, causes, width, _LINE, lambda words, room, most: _wrapped(sheet, words, room, most))
    room = sheet.bottom - sheet.y - 8
    if shapes.height > room and shapes.height <= sheet.bottom - MARGIN - 20:
        sheet.begin_page()
        sheet.y += 10
    elif shapes.height > room:
        _in_portions(sheet, shapes)
        return
    _draw(sheet, shapes, sheet.y + 6)
    sheet.y += shapes.height + 8


def _in_portions(sheet: Sheet, shapes: Shapes) -> None:
    """What is higher than a page goes on over several, broken between its words; lines that cross the break are cut."""
    whole = sheet.bottom - MARGIN - 30
    start = 0.0
    while start < shapes.height - 1:
        sheet.begin_page()
        sheet.y += 10
        cut = max((one.y for one in shapes.labels if start < one.y <= start + whole), default=start + whole)
        fits = start + whole >= shapes.height
        end = shapes.height if fits else cut
        part = Shapes(end - start)
        part.labels = [one for one in shapes.labels if start <= one.y < end]
        part.strokes = [one for one in shapes.strokes if start <= min(one.y1, one.y2) and max(one.y1, one.y2) < end]
        _draw(sheet, part, sheet.y - start)
        sheet.y += part.height
        start = end


def _draw(sheet: Sheet, shapes: Shapes, top: float) -> None:
    for stroke in shapes.strokes:
        colour = "mark_line" if stroke.weight == 1 else "ink2"
        up1, up2 = sheet.height - top - stroke.y1, sheet.height - top - stroke.y2
        line = f"{MARGIN + stroke.x1:.2f} {up1:.2f} m {MARGIN + stroke.x2:.2f} {up2:.2f} l S"
        sheet.decoration(f"{ink(colour)} RG {_WIDTHS[stroke.weight]} w {line}")
    boxed = any(one.style == LEVEL for one in shapes.labels)
    for label in shapes.labels:
        _words(sheet, label, top, boxed)


def _words(sheet: Sheet, label: Label, top: float, boxed: bool) -> None:
    x, y = MARGIN + label.x, top + label.y
    weight: Weight = "bold" if label.style in _STRONG else "regular"
    colour = _INKS.get(label.style, "ink1")
    inset = 0.0
    if label.style == HEAD:
        shape = rounded(x, sheet.height - y - label.height, label.width, label.height, 3)
        sheet.decoration(f"{ink('late_ground')} rg {shape} f")
        inset = 6.0
    elif boxed and label.cause:
        sheet.box(x, y, label.width, label.height, colour="late" if label.style == ROOT else "line")
        inset = 5.0
    start = y + (label.height - _LINE * len(label.lines)) / 2 if label.style == HEAD or boxed else y
    for number, words in enumerate(label.lines):
        base = start + _LINE * number + _LINE * 0.74
        if sheet.letters.line(words, weight).at(_SIZE) > label.width - inset:
            sheet.letters.shortened.add(words)
        line = sheet.letters.fitted(words, weight, _SIZE, label.width - inset)
        if label.style == CATEGORY:
            sheet.text(x + label.width, base, line, _SIZE, weight=weight, colour=colour, align="right")
            continue
        used = sheet.text(x + inset, base, line, _SIZE, weight=weight, colour=colour)
        if label.style == RULED_OUT:
            sheet.rule(base - 2.4, colour=colour, width=0.5, left=x + inset, right=x + inset + used)
        elif label.style == CONTRIBUTING:  # told without colour too
            sheet.rule(base + 1.8, colour=colour, width=0.5, left=x + inset, right=x + inset + used)


def _bar(sheet: Sheet, x: float, y: float, width: float, height: float, colour: str) -> None:
    if width > 0:
        shape = rounded(x, sheet.height - y - height, max(width, 2.0), height, min(1.4, height / 2))
        sheet.decoration(f"{ink(colour)} rg {shape} f")


def _wrapped(sheet: Sheet, words: str, room: float, most: int) -> list[str]:
    """By whole words; what does not fit into the last line is shortened when drawn."""
    lines, now = [], ""
    for word in words.split()[:400]:
        longer = f"{now} {word}".strip()
        if now and sheet.letters.line(longer, "bold").at(_SIZE) > room:
            lines.append(now)
            now = word
        else:
            now = longer
    lines.append(now)
    return lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])[:300]]
