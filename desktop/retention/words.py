"""Words and signs of this room."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from db.retention import records as r
from desktop.widgets.dates import show_date
from desktop.widgets.states import State

STATES = {
    r.DUE: State.SOON, r.UNRELEASED: State.SOON, r.RUNNING: State.PLANNED, r.HELD: State.OVERDUE,
    r.PENDING: State.PLANNED,
    r.UNCONFIRMED: State.MISSING, r.NO_RULE: State.MISSING, r.KEPT: State.CURRENT, r.FOR_EVER: State.CURRENT,
    r.DESTROYED: State.NONE,
}  # fmt: skip
HOLD_WORDS = {
    "litigation": "litigation", "inspection": "inspection", "audit": "audit", "sponsor": "the sponsor asked",
    "other": "other",
}  # fmt: skip


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Retention", text)


def day_words(day: date | None) -> str:
    """Empty where there is none."""
    return show_date(day) if day is not None else ""


def until_words(one: r.Series) -> str:
    """The day, or why there is none."""
    if one.permanent:
        return said("for ever")
    return show_date(one.keep_until) if one.keep_until is not None else "–"


def options(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """For a choice: value and what is said of it."""
    return [(word, said(word)) for word in words]


def counted(number: int, one: str, many: str) -> str:
    """“1 record ends”, “412 records end”: ``many`` holds {n}."""
    return said(one) if number == 1 else said(many).format(n=f"{number:,}")
