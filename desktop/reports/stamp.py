"""What every report bears, whatever it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.days import shown

MEANINGS = ("authored", "reviewed", "approved", "verified", "acknowledged")
APPROVED = "approved"


@dataclass(frozen=True)
class Stamp:
    """Where, when, by whom and from which state of the trail a report was made.

    ``number``: the report's own; ``seq`` and ``head``: the trail's last entry and its hash (64 hex digits);
    ``blocks``: meanings of the signatures that may stand on it, in turn, the approver last.
    """

    number: str
    workspace: str
    site: str
    made_by: str
    made_at: datetime
    version: str
    seq: int
    head: str
    demonstration: bool = False
    blocks: tuple[str, ...] = ("reviewed", APPROVED)


def month(at: date | None) -> str:
    """A far date, where the month is enough: Jun-28."""
    text = shown(at)
    return text[3:7] + text[-2:]


def short_day(at: date | None) -> str:
    """A near date in a narrow column: 09-Dec-26."""
    text = shown(at)
    return text[:7] + text[-2:]


def moment(at: datetime, *, seconds: bool = False) -> str:
    """A time with its zone: 23-Nov-2026 18:40 +01:00."""
    offset = at.strftime("%z")
    clock = at.strftime("%H:%M:%S" if seconds else "%H:%M")
    return f"{shown(at.date())} {clock} {offset[:3]}:{offset[3:5]}"
