"""What every register asks of a field somebody filled in: text without control characters and of a bearable length,
a number of the register's own series, a moment with its zone."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from db.errors import BadInput

LONG = 20_000
"""Characters a free text may have."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_KEPT = "Nothing was saved."


def line(what: str, text: str, longest: int = 200, *, needed: bool = False) -> str:
    """One line with single blanks. ``what`` names the field as the screen does. Raises BadInput."""
    return _checked(what, " ".join(text.split()), longest, needed)


def block(what: str, text: str, longest: int = LONG, *, needed: bool = False) -> str:
    """Text of several lines, without blanks around it. Raises BadInput."""
    return _checked(what, text.replace("\r\n", "\n").replace("\r", "\n").strip(), longest, needed)


def chosen(what: str, value: str, among: Collection[str]) -> str:
    """Raises BadInput for a word that is none of those there are."""
    if value not in among:
        raise BadInput(
            f"“{value}” is not one of the values of “{what}”.", kept=_KEPT,
            todo=f"Choose one of: {', '.join(one for one in among if one)}.",
        )  # fmt: skip
    return value


def step(what: str, value: int, most: int = 5) -> int:
    """A step of a scale that begins with 1. Raises BadInput."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise BadInput(f"“{what}” goes from 1 to {most}.", kept=_KEPT, todo="Choose one of the steps.")
    return value


def past(what: str, at: datetime, now: datetime) -> datetime:
    """A moment that has come. Raises BadInput for one to come, or one without its zone."""
    if at.tzinfo is None:
        raise BadInput(f"{what} has no time zone.", kept=_KEPT, todo="Say in which zone the clock was.")
    if at > now:
        raise BadInput(
            f"{what} lies in the future.", kept=_KEPT, todo="Enter the time at which it happened, not one to come."
        )
    return at


def next_number(scalar: Callable[[str, tuple[str, ...]], object], table: str, prefix: str) -> str:
    """The next of a series: DEV-2026-0007. Inside the transaction that writes it, so that none is given twice."""
    last = scalar(
        f"SELECT max(CAST(substr(number, {len(prefix) + 1}) AS INTEGER)) FROM {table} WHERE number GLOB ?",  # noqa: S608
        (f"{prefix}*",),
    )
    return f"{prefix}{(last if isinstance(last, int) else 0) + 1:04d}"


def _checked(what: str, text: str, longest: int, needed: bool) -> str:
    if needed and not text:
        raise BadInput(f"“{what}” is empty.", kept=_KEPT, todo=f"Fill in “{what}”.")
    if len(text) > longest:
        raise BadInput(
            f"“{what}” takes at most {longest} characters; this has {len(text)}.", kept=_KEPT,
            todo="Shorten it, or attach the whole as a file.",
        )  # fmt: skip
    if _CONTROL.search(text):
        raise BadInput(f"“{what}” holds a control character.", kept=_KEPT, todo="Type it instead of pasting.")
    return text


NAMED = 20
"""So many backups are named one by one where content ends, the newest first."""


def copies(label: str, words: str, backups: Sequence[str], *, needed: bool) -> str:
    """What still holds content that ends, in the words of who ends it; they leave out none of ``backups`` (files the
    register knows of). Raises BadInput."""
    unnamed = [file for file in backups[:NAMED] if file not in words]
    if unnamed:
        raise BadInput(
            f"The register of backups knows of {', '.join(unnamed)}, which “{label}” does not name.",
            kept="Nothing ended.", todo="Name each backup that still holds it, and until when.",
        )  # fmt: skip
    return block(label, words, 4000, needed=needed)
