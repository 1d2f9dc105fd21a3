"""The pieces every report is made of: title block, headline figures, legend, notes, blocks for signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.reports.ink import ink
from desktop.reports.sheet import MARGIN, Sheet, operators
from desktop.reports.signs import COLOUR, WORDS, sign

_TITLE, _SUB, _META = 13.5, 8.0, 8.0
_FIGURE, _FIGURE_WORD = 16.0, 8.0
SEAL = "seal"


@dataclass(frozen=True)
class Title:
    """The block at the head of the first page. ``meta``: lines at the right, the report's number among them."""

    title: str
    subtitle: str
    meta: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One headline figure with what it counts; ``colour``: a token, ink1 where nothing needs a hand."""

    value: str
    words: str
    colour: str = "ink1"


def title_block(sheet: Sheet, title: Title) -> None:
    """Title left, circumstances right, a line in the accent below both."""
    top = sheet.y
    room = (sheet.right - MARGIN) * 0.56
    y = top + 11 - 16
    for line in sheet.letters.wrapped(title.title, "bold", _TITLE, room, 4):
        y += 16
        sheet.text(MARGIN, y, line, _TITLE, kind="H1")
    for sub in sheet.letters.wrapped(title.subtitle, "regular", _SUB, room, 4):
        y += 12
        sheet.text(MARGIN, y, sub, _SUB, colour="ink2")
    right = top + 4
    for text in title.meta:
        for line in sheet.letters.wrapped(text, "regular", _META, (sheet.right - MARGIN) * 0.43, 6):
            sheet.text(sheet.right, right, line, _META, colour="ink2", align="right")
            right += 11
    sheet.y = max(y + 12, right + 2)
    sheet.rule(sheet.y, colour="accent", width=0.9)


def figures(sheet: Sheet, row: Sequence[Figure]) -> None:
    """The answer before the table."""
    sheet.y += 25
    x, letters = MARGIN, sheet.letters
    for figure in row:
        wide = letters.line(figure.value, "bold").at(_FIGURE) + 3.5 + letters.line(figure.words).at(_FIGURE_WORD)
        if x > MARGIN and x + wide > sheet.right:
            x, sheet.y = MARGIN, sheet.y + 22
        x += sheet.text(x, sheet.y, figure.value, _FIGURE, weight="bold", colour=figure.colour) + 3.5
        x += sheet.text(x, sheet.y, figure.words, _FIGURE_WORD, colour="ink2") + 20
    sheet.y += 14


def legend(sheet: Sheet, states: Sequence[str], words: Mapping[str, str] = WORDS) -> None:
    """What the signs mean, in words that need no colour."""
    if sheet.y + 16 > sheet.bottom:
        sheet.begin_page()
    sheet.y += 12
    x = MARGIN
    for index, state in enumerate(states):
        if index:
            x += sheet.text(x, sheet.y, " · ", 6.8, colour="ink2", kind="Artifact")
        up = sheet.height - sheet.y + 2.4
        sheet.decoration(f"q 1 0 0 1 {x + 3:.2f} {up:.2f} cm {sign(state, 2.3)} Q")
        x += 8.2
        x += sheet.text(x, sheet.y, words[state], 6.8, colour="ink2")
    sheet.y += 4


def notes(sheet: Sheet, texts: Sequence[str]) -> None:
    """Short remarks below a table."""
    for text in texts:
        for line in sheet.letters.wrapped(text, "regular", 6.8, sheet.right - MARGIN):
            if sheet.y + 12 > sheet.bottom:
                sheet.begin_page()
            sheet.y += 10
            sheet.text(MARGIN, sheet.y, line, 6.8, colour="ink2")


def closing_notes(sheet: Sheet) -> None:
    """Says how many texts are not shown whole, and how many no typeface could draw, if there are any."""
    count = len(sheet.letters.shortened)
    if count:
        what = "One text is" if count == 1 else f"{count:,} texts are"
        notes(sheet, [f"{what} longer than shown here and end in “…”. The whole of it is in the data in this file."])
    count = len(sheet.letters.spelt)
    if count:
        what = "One text holds" if count == 1 else f"{count} texts hold"
        notes(
            sheet,
            [
                f"{what} letters that no typeface on this computer can draw; they are given as [U+code point]. "
                "The exact text is in the data embedded in this file."
            ],
        )


CLOSING = 77.0
"""Points that the blocks for signatures take: what the last table keeps free for them (``Table.draw``)."""
LEAST = 5.4


def signature_blocks(sheet: Sheet) -> None:
    """Boxes in rows: one for each meaning, then the seal's. Until somebody signs they hold lines for ink."""
    height, gap = 59.0, 10.5
    beside, rows = sheet.blocks_in_a_row, sheet.rows_of_blocks
    if sheet.y + 16 + height * rows + gap * (rows - 1) > sheet.bottom:
        sheet.begin_page()
    sheet.y += 16
    width = (sheet.right - MARGIN - gap * (beside - 1)) / beside
    for place, meaning in enumerate((*sheet.stamp.blocks, SEAL)):
        if place and place % beside == 0:
            sheet.y += height + gap
        x = MARGIN + (width + gap) * (place % beside)
        if meaning == SEAL:
            seal_box(sheet, x, width, height)
        else:
            sheet.box(x, sheet.y, width, height)
            _waiting(sheet, x, width, meaning)
        sheet.field(meaning, x, sheet.y, width, height)
    sheet.y += height


def seal_box(sheet: Sheet, x: float, width: float, height: float) -> None:
    """What the seal vouches for, on the page itself; the seal's signature covers exactly this box."""
    stamp = sheet.stamp
    sheet.box(x, sheet.y, width, height)
    head = stamp.head
    lines = (
        ("Seal of the workspace", "regular", "ink2"),
        (stamp.site, "bold", "ink1"),
        (f"Trail entry {stamp.seq:,} · head {head[:4]} {head[4:8]} … {head[-4:]}", "regular", "ink1"),
        ("Data inside: siteward.json · any PDF reader checks it", "regular", "ink2"),
    )
    for index, (text, weight, colour) in enumerate(lines):
        # the head of the trail is a witness: it is made smaller rather than cut
        room = (width - 16) / sheet.letters.line(text, weight).at(1)  # type: ignore[arg-type]
        size = min(8.0, max(LEAST, room))
        line = sheet.letters.fitted(text, weight, size, width - 16)  # type: ignore[arg-type]
        sheet.text(x + 8, sheet.y + 14 + 11.8 * index, line, size, colour=colour)


def state_text(sheet: Sheet, x: float, state: str, text: str, size: float) -> None:
    """A state's sign with a word, as part of running content."""
    up = sheet.height - sheet.y
    sheet.decoration(f"q 1 0 0 1 {x + 3:.2f} {up + size * 0.36:.2f} cm {sign(state, size * 0.36)} Q")
    mark = sheet.structure.leaf("P")
    drawn = operators(sheet.letters.line(text, "bold"), x + 9, up, size, ink(COLOUR[state]))
    sheet.put(f"/P <</MCID {mark}>>BDC\n{drawn}\nEMC")


def _waiting(sheet: Sheet, x: float, width: float, meaning: str) -> None:
    sheet.text(x + 8, sheet.y + 14, meaning.capitalize(), 8, colour="ink2")
    for index, label in enumerate(("Name", "Date, signature")):
        y = sheet.y + 33 + 17 * index
        used = sheet.text(x + 8, y, label, 6.6, colour="ink3") + 6
        sheet.rule(y + 1.5, width=0.4, left=x + 8 + used, right=x + width - 8)
