"""Words and signs of this room: how a plan, a sharing, a document stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.plans import document_records as d
from db.plans import plan_records as p
from db.plans import sharing_records as s
from desktop.widgets.states import State

PLAN_STATES = {
    p.DRAFT: State.PLANNED, p.PROPOSED: State.SOON, p.APPROVED: State.PLANNED, p.IN_FORCE: State.CURRENT,
    p.SUPERSEDED: State.NONE,
}  # fmt: skip
SHARING_STATES = {
    s.PLANNED: State.PLANNED, s.ACTIVE: State.CURRENT, s.UNCOVERED: State.OVERDUE, s.OVERRUN: State.OVERDUE,
    s.ENDED: State.NONE, s.VOIDED: State.NONE,
}  # fmt: skip
DOCUMENT_STATES = {
    d.UNCONTROLLED: State.NONE, d.NONE_YET: State.MISSING, d.CURRENT: State.CURRENT, d.REVIEW_DUE: State.OVERDUE,
    d.CHANGING: State.SOON, d.WITHDRAWN: State.NONE,
}  # fmt: skip
CHANGE_STATES = {
    d.DRAFT: State.PLANNED, d.TO_REVIEW: State.SOON, d.TO_APPROVE: State.SOON, d.COMING: State.PLANNED,
    d.DONE: State.CURRENT, d.ABANDONED: State.NONE,
}  # fmt: skip


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Plans", text)


def counted(number: int, one: str, many: str) -> str:
    """“1 copy”, “3 copies”: ``many`` holds {n}."""
    return said(one) if number == 1 else said(many).format(n=number)
