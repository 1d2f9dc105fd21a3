"""The inspector: what it is, why it is so, what to do; then details, history, signatures and evidence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.buttons import Button, IconButton, LinkButton
from desktop.widgets.empty import EmptyPage
from desktop.widgets.flow import FlowHost
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_line
from desktop.widgets.sheet import Sheet
from desktop.widgets.states import State
from desktop.widgets.tabs import Tabs
from desktop.widgets.tags import StateTag
from desktop.widgets.text import FactText, Part, Sentence, Text
from desktop.widgets.theme import theme
from desktop.widgets.timeline import Moment, TimeLine

MARGIN = 14


class Details(QScrollArea):
    """Names and values, one under the other; values can be selected and copied."""

    def __init__(self, spoken: str, name: str = "details", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.show_facts(())

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts; a fact without a value is left out."""
        inside = QWidget()
        inside.setAutoFillBackground(False)
        grid = QGridLayout(inside)
        grid.setContentsMargins(MARGIN, 12, MARGIN, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate((name, value) for name, value in facts if value):
            label = Text(name, Type.META, "ink2", wrap=True)
            label.setFixedWidth(theme().px(96))
            said = FactText(value, Type.META)
            said.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # after setWidget, which turns it on


class Inspector(Sheet):
    """Head, why, buttons, four tabs and a footer. ``closed`` when its cross is pressed (as a drawer only);
    ``footer_asked`` when the footer's words in the accent's colour are."""

    closed = Signal()
    footer_asked = Signal()

    def __init__(self, spoken: str, name: str = "inspector", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.over = Text("", Type.META, "ink2", wrap=True)
        self.title = Text("", Type.HEAD, wrap=True)
        self.title.setObjectName(f"{name}-title")
        self.tag = StateTag(State.NONE, "", width=96)
        self.tag.setObjectName(f"{name}-state")
        self.why = Sentence((), Type.BODY, "ink1", line=1.18)
        self.why.setObjectName(f"{name}-why")
        self.buttons = FlowHost(self, gap=8)
        self.cross = IconButton("close", self.tr("Close"), f"{name}-close")
        self.cross.clicked.connect(self.closed)
        self.cross.hide()
        self.details = Details(self.tr("Details"), f"{name}-details")
        self.history = TimeLine(self.tr("History"), f"{name}-history", none=self.tr("Nothing is on the trail yet."))
        self.signatures = TimeLine(self.tr("Signatures"), f"{name}-signatures", none=self.tr("Nobody has signed this."))
        self.evidence = QWidget()
        self.evidence_body = QVBoxLayout(self.evidence)
        self.evidence_body.setContentsMargins(MARGIN, 12, MARGIN, 12)
        self.tabs = Tabs(spoken, f"{name}-tabs", margin=MARGIN)
        for title, page in (
            (self.tr("Details"), self.details),
            (self.tr("History"), self.history),
            (self.tr("Signatures"), self.signatures),
            (self.tr("Evidence"), self.evidence),
        ):
            self.tabs.add(title, page)
        self.footer = _Footer(name)
        self.footer.link.clicked.connect(self.footer_asked)
        self.nothing = EmptyPage()
        self._full = QWidget()
        self._lay_out()
        self.show_nothing("", "")

    def show_nothing(self, title: str, words: str) -> None:
        """While nothing is chosen: what choosing something shows."""
        self._full.hide()
        self.nothing.say(title, words)
        self.nothing.show()

    def show_head(
        self,
        over: str,
        title: str,
        state: State | None,
        state_text: str,
        why: Sequence[Part],
        buttons: Sequence[Button],
    ) -> None:
        """What it is, how it stands, why, and what to do about it."""
        self.over.setText(over)
        self.title.setText(title)
        self.tag.setVisible(state is not None)
        if state is not None:
            self.tag.show_state(state, state_text)
        self.why.set_parts(why)
        self.why.setVisible(bool(why))
        self._set_buttons(buttons)
        self.nothing.hide()
        self._full.show()

    def show_history(self, moments: Sequence[Moment]) -> None:
        self.history.show_moments(moments)

    def show_signatures(self, moments: Sequence[Moment]) -> None:
        self.signatures.show_moments(moments)

    def show_footer(self, words: str, link: str = "") -> None:
        """A line at the foot, such as which trail entries this comes from; empty takes it away."""
        self.footer.say(words, link)

    def as_drawer(self, drawer: bool) -> None:
        """Whether it stands over the page and needs a cross."""
        self.cross.setVisible(drawer)

    def _set_buttons(self, buttons: Sequence[Button]) -> None:
        flow = self.buttons.flow
        while flow.count():
            item = flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget not in buttons:
                widget.hide()
                widget.deleteLater()
        for button in buttons:
            flow.addWidget(button)
            button.show()
        self.buttons.setVisible(bool(buttons))
        self.buttons.updateGeometry()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 15, MARGIN, 0)
        head.setSpacing(0)
        first = QHBoxLayout()
        first.addWidget(self.over, 1)
        first.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(first)
        head.addSpacing(4)
        head.addWidget(self.title)
        head.addSpacing(10)
        head.addWidget(self.tag)
        head.addSpacing(9)
        head.addWidget(self.why)
        head.addSpacing(11)
        head.addWidget(self.buttons)
        head.addSpacing(11)
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(0)
        full.addLayout(head)
        full.addWidget(self.tabs, 1)
        full.addWidget(self.footer)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._full)
        column.addWidget(self.nothing)
        self.cover_corners(top=False)


class _Footer(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.words = Text("", Type.META, "ink2")
        self.link = LinkButton("", f"{name}-footer", Type.LABEL)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 8, MARGIN, 8)
        row.setSpacing(4)
        row.addWidget(self.words, 0)
        row.addWidget(self.link)
        row.addStretch(1)
        self.hide()

    def say(self, words: str, link: str) -> None:
        self.words.setText(words)
        self.link.setText(link)
        self.link.setVisible(bool(link))
        self.link.updateGeometry()
        self.setVisible(bool(words or link))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_line(painter, QPointF(0, 0), QPointF(QRectF(self.rect()).right(), 0), theme().tokens.line)
