"""Words and signs of the delegation page."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.delegation import records as r
from desktop.widgets.dates import show_date
from desktop.widgets.states import State

STATES = {
    r.ACTIVE: State.CURRENT, r.NOT_CURRENT: State.OVERDUE, r.APPROVED: State.PLANNED, r.ACCEPTED: State.SOON,
    r.PROPOSED: State.MISSING, r.ENDED: State.NONE, r.REFUSED: State.NONE,
}  # fmt: skip
_STATUS = {
    r.ACTIVE: QT_TRANSLATE_NOOP("Delegation", "active"),
    r.NOT_CURRENT: QT_TRANSLATE_NOOP("Delegation", "not current"),
    r.APPROVED: QT_TRANSLATE_NOOP("Delegation", "approved"),
    r.ACCEPTED: QT_TRANSLATE_NOOP("Delegation", "to approve"),
    r.PROPOSED: QT_TRANSLATE_NOOP("Delegation", "to accept"),
    r.ENDED: QT_TRANSLATE_NOOP("Delegation", "ended"),
    r.REFUSED: QT_TRANSLATE_NOOP("Delegation", "refused"),
}
_BREACH = {
    r.BEFORE_TRAINING: QT_TRANSLATE_NOOP("Delegation", "worked before the training"),
    r.BEFORE_APPROVAL: QT_TRANSLATE_NOOP("Delegation", "worked before the approval"),
    r.LAPSED: QT_TRANSLATE_NOOP("Delegation", "worked while the training had lapsed"),
}


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Delegation", text)


def status_word(status: str) -> str:
    """A line's status as the screen says it."""
    return said(_STATUS[status])


def breach_word(kind: str) -> str:
    """What happened, in four words."""
    return said(_BREACH[kind])


def state_of(line: r.Line) -> State:
    """One approved by a former investigator wants the new one's signature."""
    return State.SOON if line.former and line.status == r.ACTIVE else STATES[line.status]


def status_text(line: r.Line) -> str:
    """On its tag."""
    return said("former PI") if line.former and line.status == r.ACTIVE else status_word(line.status)


def day(at: date | None) -> str:
    return show_date(at) if at is not None else ""


def counted(number: int, one: str, many: str) -> str:
    """“1 task”, “12 tasks”."""
    return said(one) if number == 1 else said(many).format(n=f"{number:,}")
