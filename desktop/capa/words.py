"""Words and signs of this room."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from db.capa import machine
from db.capa.records import DUE_SOON, ON_TIME, OVERDUE, UNDATED, Capa, CapaFile
from desktop.widgets.states import State

STATES = {
    OVERDUE: State.OVERDUE, DUE_SOON: State.SOON, ON_TIME: State.CURRENT, UNDATED: State.MISSING,
    machine.CLOSED: State.CURRENT, machine.CORRECTED: State.CURRENT, machine.VOIDED: State.NONE,
    "done": State.CURRENT, "dropped": State.NONE,
}  # fmt: skip
SHORT = {machine.CORRECTED: "corrected", machine.EFFECTIVENESS: "effectiveness"}
ACTS = {
    machine.INVESTIGATE: "Begin the investigation", machine.PROPOSE: "Go to the action plan",
    machine.APPROVE: "Approve the plan", machine.COMPLETE: "Implementation is complete", machine.CLOSE: "Close it",
    machine.REOPEN: "Open it again", machine.RECUR: "Open it again", machine.RETURN: "Back to the investigation",
    machine.REVISE: "Revise the plan", machine.CORRECT: "Close as correction", machine.VOID: "Void it",
}  # fmt: skip
TO_DO = {
    machine.INVESTIGATE: "To begin the investigation", machine.PROPOSE: "To go to the action plan",
    machine.APPROVE: "To approve the plan", machine.COMPLETE: "To complete the implementation",
    machine.CLOSE: "To close it", machine.REOPEN: "To open it again", machine.CORRECT: "To close it as a correction",
}  # fmt: skip


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Capa", text)


def step_word(step: str) -> str:
    """A step in one word, for narrow places."""
    return said(SHORT.get(step, step))


def state_of(one: Capa) -> State:
    return STATES[one.status]


def too_early(file: CapaFile) -> bool:
    """Whether its effectiveness cannot be checked yet: the period since the last action is not over."""
    today = file.capa.identified + timedelta(days=file.capa.age)
    return file.capa.step == machine.EFFECTIVENESS and file.check_due is not None and today < file.check_due


def options(values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Values of a register as a choice offers them."""
    return [(one, said(one)) for one in values]
