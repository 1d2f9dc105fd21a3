"""Words of the oversight page, and the state each thing is shown in. No widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from db.oversight.records import CV, DISCLOSURE, FORM, Section
from db.oversight.rules import CLOSED, CURRENT
from db.waiting import MISSING, OVERDUE, PLANNED, SOON
from desktop.widgets.states import State

STATES = {
    CURRENT: State.CURRENT, SOON: State.SOON, OVERDUE: State.OVERDUE, MISSING: State.MISSING, PLANNED: State.PLANNED,
    CLOSED: State.NONE,
}  # fmt: skip


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Oversight", text)


def state_word(state: str) -> str:
    """As on its tag."""
    return said("to come") if state == PLANNED else said(state)


def paper_word(kind: str) -> str:
    """What a kind of study paper is called."""
    return {
        FORM: said("Investigator’s form"),
        DISCLOSURE: said("Financial disclosure"),
        CV: said("Signed CV"),
    }[kind]


def attention_words(sections: tuple[Section, ...]) -> str:
    """“3 facts need a hand: Training, Deviations”."""
    titles = [said(one.title) for one in sections if one.attention]
    count = sum(fact.attention for one in sections for fact in one.facts)
    if not count:
        return said("No fact needs a hand.")
    words = said("1 fact needs a hand") if count == 1 else said("{n} facts need a hand").format(n=count)
    return f"{words}: {', '.join(titles)}."
