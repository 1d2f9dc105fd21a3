"""Second and third step of a review: whose account each row is, and whether it stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.access import review_records as v
from db.store.query import Page, Query
from desktop.access.words import (
    VERDICT_STATE,
    day,
    finding_word,
    findings_words,
    how_word,
    said,
    verdict_word,
)
from desktop.widgets.buttons import Button
from desktop.widgets.chips import ChipFlow
from desktop.widgets.fonts import Type
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.states import State
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Part, Sentence

if TYPE_CHECKING:
    from db.site import Site


class RowsPane(QWidget):
    """A sentence, chips, the rows, and at the foot what can be done with many and how to go on. ``chosen(row)``."""

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, context: PageContext, columns: tuple[Column, ...], name: str) -> None:
        super().__init__()
        self.review_id = ""
        self.words = ""
        self.sentence = Sentence((), Type.BODY, "ink1")
        self.chips = ChipFlow()
        self.table = RecordTable(RecordModel(columns, through(context.jobs, self._page)), said("Accounts of the list"),
                                 name)  # fmt: skip
        self.table.when_empty(said("No row fits"), said("Clear the filters to see all."))
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1000)
        column.addLayout(self.foot)
        column.addStretch(1)
        self.chips.changed.connect(self.refresh)
        self.table.model.answered.connect(self.chips.show_count)
        self.table.model.answered.connect(
            lambda *_: self.chosen.emit(self.table.record()) if self.isVisible() else None
        )
        self.table.model.failed.connect(self.failed)
        self.table.selected.connect(lambda row: self.chosen.emit(row) if self.isVisible() else None)

    def add_button(self, words: str, name: str, press: Callable[[], object], *, primary: bool = False) -> Button:
        """At the foot."""
        button = Button(words, "primary" if primary else "plain", name)
        button.clicked.connect(lambda: press())
        self.foot.addWidget(button)
        return button

    def refresh(self) -> None:
        """Ask for the rows again."""
        if not self.review_id:
            return
        where = {key: values for key, values in self.chips.values().items() if values}
        self.table.model.ask(where=where, search=self.words)

    def say(self, parts: list[Part]) -> None:
        self.sentence.set_parts(parts)

    def next_row(self) -> None:
        """On to the row below, so that a list is worked through by one key."""
        self.table.select_row(self.table.rows.currentIndex().row() + 1)

    def _page(self, site: Site, query: Query) -> Page[v.ReviewRow]:
        return site.access.review_rows(self.review_id, query)


def match_pane(context: PageContext) -> RowsPane:
    """Whose account each row is."""
    pane = RowsPane(
        context,
        (
            Column("place", said("Row"), lambda x: str(x.place or ""), 54, 0, "place", ink="ink3", figures=True),
            Column("account", said("Account"), lambda x: x.account, 96, 2, "account", strong=True),
            Column("name", said("Name in the list"), lambda x: x.name, 112, 3, "name"),
            Column("role", said("Role"), lambda x: x.role, 84, 2, "role", ink="ink2"),
            Column("person", said("On the roster"), _who, 112, 3, "person"),
            Column("how", said("Match"), _match_word, 118, 0, "how", state=_match_state),
        ),
        "match-rows",
    )
    pane.chips.add_choice(
        "match", said("Matched"),
        [("open", said("to match")), ("person", said("a person’s")), ("nobody", said("nobody’s"))],
        usual=("open",),
    )  # fmt: skip
    pane.chips.add_choice(
        "how", said("Suggested by"),
        [(v.BY_ACCOUNT, said("same account")), (v.BY_EMAIL, said("same e-mail")), (v.BY_NAME, said("same name")),
         (v.ALIKE, said("alike")), ("", said("nobody found"))],
    )  # fmt: skip
    return pane


def judge_pane(context: PageContext) -> RowsPane:
    """Whether each account stays."""
    pane = RowsPane(
        context,
        (
            Column("account", said("Account"), lambda x: x.account or x.name, 96, 2, "account", strong=True),
            Column("person", said("Person"), lambda x: x.person or said("nobody"), 110, 3, "person"),
            Column("role", said("Role"), lambda x: x.role, 84, 2, "role", ink="ink2"),
            Column("last_login", said("Last log-in"), _login, 98, 0, "last_login", is_date=True),
            Column("findings", said("Findings"), lambda x: findings_words(x.findings), 110, 3, ink="late"),
            Column("verdict", said("Verdict"), lambda x: verdict_word(x.verdict), 94, 0, "verdict",
                   state=lambda x: VERDICT_STATE[x.verdict]),
        ),
        "judge-rows",
    )  # fmt: skip
    pane.chips.add_choice(
        "verdict", said("Verdict"), [("", said("open"))] + [(one, verdict_word(one)) for one in v.VERDICTS]
    )
    pane.chips.add_choice("finding", said("Findings"), [(one, finding_word(one)) for one in v.FINDINGS])
    pane.chips.add_choice(
        "any", said("Any finding"), [("yes", said("With findings")), ("no", said("Without findings"))], many=False
    )
    return pane


def _who(row: v.ReviewRow) -> str:
    if row.match == v.NOT_MATCHED:
        return f"{row.suggested}?" if row.suggested else ""
    return row.person or said("nobody")


def _match_word(row: v.ReviewRow) -> str:
    if row.match == v.NOT_MATCHED:
        return how_word(row)
    return said("confirmed") if row.match == v.PERSON else said("nobody’s")


def _match_state(row: v.ReviewRow) -> State:
    if row.match == v.PERSON:
        return State.CURRENT
    if row.match == v.NOBODY:
        return State.OVERDUE
    return State.MISSING if not row.how else State.SOON if row.how == v.ALIKE else State.PLANNED


def _login(row: v.ReviewRow) -> str:
    return day(row.last_login) if row.active else said("locked")
