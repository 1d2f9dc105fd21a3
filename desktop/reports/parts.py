"""Parts that reports of records with signatures share: a section's heading, text over the whole width, who signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.reports.pieces import CLOSING, notes
from desktop.reports.sheet import MARGIN, Sheet
from desktop.reports.stamp import moment
from desktop.reports.table import Column, State, Table

if TYPE_CHECKING:
    from db.signing.signable import Signable
    from db.site import Site

_SIGNED = (
    Column("Signed by", 2.2, strong=True),
    Column("Meaning", 1.2),
    Column("Date and time", 2.7),
    Column("How", 2.2, colour="ink2"),
    Column("Covers", 1.7),
)


@dataclass(frozen=True)
class SignedLine:
    """A signature in words. ``covers``: whether the record is still what was signed."""

    name: str
    meaning: str
    at: str
    how: str
    covers: bool


def signed_lines(site: Site, signable: Signable) -> tuple[SignedLine, ...]:
    """Who signed this record, in turn; on the store's thread."""
    return tuple(
        SignedLine(
            one.name,
            one.meaning,
            moment(one.at.astimezone(site.clock.now().tzinfo), seconds=True),
            "on paper, compared with the original" if one.paper else "passphrase and authenticator",
            site.signing.covers(one, signable),
        )
        for one in site.signing.signatures(signable.table, signable.record)
    )


def section(sheet: Sheet, title: str, room: float = 104) -> None:
    """A heading that does not stand alone at the foot of a page: ``room`` points stay with it."""
    if sheet.y + room > sheet.bottom:
        sheet.begin_page()
    sheet.y += 20
    sheet.text(MARGIN, sheet.y, title, 10, weight="bold", kind="H2")


def words(sheet: Sheet, title: str, text: str) -> None:
    """What somebody wrote, whole."""
    section(sheet, title)
    sheet.y += 4
    paragraphs(sheet, text or "–")


def paragraphs(sheet: Sheet, text: str, size: float = 8.6) -> None:
    """Running text over the whole width, with the lines it was written in; no last line alone on a page."""
    for part in text.split("\n"):
        lines = sheet.letters.wrapped(part, "regular", size, sheet.right - MARGIN)
        for left, line in zip(range(len(lines), 0, -1), lines, strict=True):
            if sheet.y + (25 if left == 2 else 13) > sheet.bottom:
                sheet.begin_page()
                sheet.y += 6
            sheet.y += 12
            sheet.text(MARGIN, sheet.y, line, size)


def signatures(sheet: Sheet, lines: Sequence[SignedLine], *, last: bool = True) -> None:
    """Who signed the record inside the program. ``last``: nothing but the blocks for signatures follows."""
    keep = CLOSING if last else 0.0
    section(sheet, "Signatures on the record", 104 + keep)
    if not lines:
        notes(sheet, ["Nobody has signed this record yet."])
        return
    Table(sheet, _SIGNED).draw((
        [
            one.name,
            one.meaning,
            one.at,
            one.how,
            State("current" if one.covers else "overdue", "this record" if one.covers else "no longer this version"),
        ]
        for one in lines
    ), keep=keep)  # fmt: skip
