"""How wide the columns of a record table are: as wide as their words where there is room, fairly short where not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontMetricsF

from desktop.widgets.fonts import Type
from desktop.widgets.heat_paint import CellPictures
from desktop.widgets.model import Column, RecordModel
from desktop.widgets.theme import theme

ROWS = 60  # measured; who scrolls on finds the widths of the first ones
PADDING, FIGURES_PADDING, HEADING, TAG = 15, 24, 14, 18  # px
LEAST_WORDS = 64  # px at 100 %
WIDEST = 420  # px at 100 %: a sentence does not push the other columns away


def needed(model: RecordModel) -> tuple[int, ...]:
    """The width that the heading and the words of the first rows need, column by column; nothing without rows."""
    records = [model.record(row) for row in range(min(ROWS, model.rowCount()))]
    found = [record for record in records if record is not None]
    return tuple(_column(column, found) for column in model.columns) if found else ()


def _column(column: Column, records: Sequence[object]) -> int:
    look = theme()
    strong = Type.STRONG if column.second is not None else Type.MEDIUM
    kind = strong if column.strong else Type.FIGURES if column.figures or column.is_date else Type.BODY
    words, small = QFontMetricsF(look.font(kind)), QFontMetricsF(look.font(Type.META))
    widest = float(heading(column))
    padding = FIGURES_PADDING if column.figures else PADDING
    pictures = CellPictures() if column.state is not None else None
    texts: set[str] = set()
    for record in records:
        text = column.text(record)
        state = column.state(record) if column.state is not None else None
        if pictures is not None and state is not None:
            widest = max(widest, pictures.natural_width(state, text) + TAG + padding)
        elif pictures is None and text not in texts:
            texts.add(text)
            widest = max(widest, words.horizontalAdvance(text) + padding)
        if column.second is not None:
            widest = max(widest, small.horizontalAdvance(column.second(record)) + padding)
    return round(min(widest, look.px(WIDEST)))


def heading(column: Column) -> int:
    """What the words above a column need."""
    words = QFontMetricsF(theme().font(Type.LABEL_STRONG)).horizontalAdvance(column.title)
    return round(words + (FIGURES_PADDING if column.figures else HEADING))


def fitted(columns: Sequence[Column], needs: Sequence[int], room: int, scale: float) -> tuple[int, ...]:
    """``needs``: of `needed`, empty while there are no rows; then the widths the columns are made with."""
    made = [round(column.width * scale) for column in columns]
    if not needs:
        return _shared(columns, made, room)
    least = [
        need if column.state is not None or column.is_date else max(heading(column), min(width, need))
        for column, width, need in zip(columns, made, needs, strict=True)
    ]
    if sum(needs) <= room:
        return _shared(columns, list(needs), room)
    short = [max(0, need - width) for need, width in zip(needs, least, strict=True)]
    over, wanting = room - sum(least), sum(short)
    if over < 0:
        return _squeezed(columns, least, -over)
    if not wanting:
        return tuple(least)
    return tuple(width + over * want // wanting for width, want in zip(least, short, strict=True))


def _squeezed(columns: Sequence[Column], least: Sequence[int], over: int) -> tuple[int, ...]:
    """Words give way before signs, dates and figures are cut, and before the table has to be scrolled sideways."""
    floor = theme().px(LEAST_WORDS)
    fixed = [column.state is not None or column.is_date or column.figures for column in columns]
    given = [
        0 if stays else max(0, width - max(heading(column), floor))
        for column, width, stays in zip(columns, least, fixed, strict=True)
    ]
    giving = sum(given)
    if not giving:
        return tuple(least)
    part = min(over, giving)
    return tuple(width - -(-part * give // giving) for width, give in zip(least, given, strict=True))


def _shared(columns: Sequence[Column], widths: Sequence[int], room: int) -> tuple[int, ...]:
    """The room left, by the shares of the columns."""
    left, shares = room - sum(widths), sum(column.stretch for column in columns)
    if left <= 0 or not shares:
        return tuple(widths)
    return tuple(width + left * column.stretch // shares for width, column in zip(widths, columns, strict=True))
