"""Words and signs of this room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.risk import records as r
from desktop.widgets.states import State

RISK_STATES = {
    r.UNTREATED: State.MISSING, r.TREATING: State.PLANNED, r.LATE: State.OVERDUE, r.ACCEPTED: State.CURRENT,
    r.LAPSED: State.OVERDUE, r.TREATED: State.CURRENT, r.CLOSED: State.NONE,
}  # fmt: skip
_SHORT = {r.LATE: "overdue", r.LAPSED: "ended"}
LEVEL_TOKENS = ("ok", "soon", "late", "late")  # of the four levels; the fourth also stands on a fuller ground
TREATMENT_WORDS = {
    "": "not decided", r.REDUCE: "reduce it", r.AVOID: "avoid it", r.SHARE: "share it (insurance, contract)",
    r.ACCEPT: "accept it",
}  # fmt: skip


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Risk", text)


def place_words(scales: r.Scales, place: r.Position) -> str:
    """“very high (16): likely × major”."""
    return (
        f"{scales.word(place)} ({place.score}): {scales.likelihood[place.likelihood - 1].word} × "
        f"{scales.impact[place.impact - 1].word}"
    )


def step_options(steps: tuple[r.Step, ...]) -> list[tuple[str, str]]:
    """The worst first, each with its number and word."""
    return [(str(one.step), f"{one.step} {one.word}") for one in reversed(steps)]


def status_words(one: r.Risk) -> str:
    """How its treatment stands, short enough for a table."""
    return said(_SHORT.get(one.status, one.status))


def row_words(one: r.Risk) -> str:
    """“R-0004 · BRIGHT-2 · Brandt, Zoë”: the second line of its row."""
    return " · ".join(part for part in (one.number, one.study, one.owner) if part)
