"""A plan to be read: its four parts with the facts of the registers, as written or beside the version before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.plans import plan_records as p
from desktop.plans.words import counted, said
from desktop.widgets.buttons import LinkButton
from desktop.widgets.dates import show_time
from desktop.widgets.fonts import Type
from desktop.widgets.room import scrolled
from desktop.widgets.sheet import Sheet
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part, Sentence, Text
from desktop.widgets.theme import theme

LABEL = 176  # px of a fact's name


@dataclass(frozen=True)
class PlanFile:
    """One version to be read. ``facts``: frozen, or of today while none were drawn; ``moved``: what the registers say
    otherwise today; ``before`` and ``changes``: the version before, and what became of it; ``editable``: a draft."""

    version: p.PlanVersion
    facts: Mapping[str, Sequence[p.PlanFact]]
    moved: Mapping[str, tuple[p.FactChange, ...]]
    before: p.PlanVersion | None
    changes: tuple[p.SectionChange, ...]
    editable: bool


class PlanSheet(QWidget):
    """``edit(part)``: the text of a part is to be written."""

    edit = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plan-sheet")
        self.how = TabBar(said("How it is read"), "plan-how", lined=False, margin=0)
        self.how.addTab(said("As written"))
        self.how.addTab("")
        self.drawn = Text("", Type.META, "ink2")
        self.drawn.setObjectName("plan-drawn")
        self.stack = QStackedWidget()
        self._file: PlanFile | None = None
        top = QHBoxLayout()
        top.addWidget(self.how)
        top.addStretch(1)
        top.addWidget(self.drawn)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addLayout(top)
        rows.addWidget(self.stack, 1)
        self.how.currentChanged.connect(self._show)
        theme().changed.connect(self._show)
        self.hide()

    def show_file(self, file: PlanFile) -> None:
        """Show another version; what it is compared with follows."""
        self._file = file
        self.how.setTabVisible(1, file.before is not None)
        if file.before is not None:
            self.how.setTabText(1, said("Compared with version {n}").format(n=file.before.number))
        elif self.how.currentIndex() == 1:
            self.how.setCurrentIndex(0)
        self.drawn.setText(_drawn(file))
        self._show()
        self.show()

    def _show(self) -> None:
        file = self._file
        if file is None:
            return
        while self.stack.count():
            old = self.stack.widget(0)
            if old is None:
                break
            self.stack.removeWidget(old)
            old.deleteLater()
        compared = self.how.currentIndex() == 1 and file.before is not None
        parts = [self._compared(change) for change in file.changes] if compared else [
            self._written(file, part) for part in p.PARTS
        ]  # fmt: skip
        self.stack.addWidget(scrolled(*parts, name="plan-parts", accessible=file.version.name))

    def _written(self, file: PlanFile, part: str) -> QWidget:
        sheet, rows, head = _section(part)
        moved = file.moved.get(part, ())
        if moved:
            words = counted(len(moved), "1 fact is otherwise today", "{n} facts are otherwise today")
            head.addWidget(Text(words, Type.META, "soon"))
        if file.editable:
            link = LinkButton(said("Write"), f"plan-write-{part}", Type.LABEL)
            link.setAccessibleName(said("Write: {part}").format(part=said(p.PARTS[part])))
            link.clicked.connect(lambda: self.edit.emit(part))
            head.addWidget(link)
        text = file.version.section(part).text
        rows.addWidget(Text(text or said("Nothing is written yet."), Type.BODY, "ink1" if text else "ink2", wrap=True))
        now = {(one.topic, one.label): one.after or said("not there any more") for one in moved}
        rows.addLayout(_facts(file.facts.get(part, ()), now))
        return sheet

    def _compared(self, change: p.SectionChange) -> QWidget:
        sheet, rows, head = _section(change.part)
        if change.same:
            head.addWidget(Text(said("unchanged"), Type.META, "ink2"))
            return sheet
        marks = {p.NEW: ("planned", "under"), p.GONE: ("late", "through")}
        pieces: list[Part] = [
            piece.text if piece.kind == p.SAME else Em(piece.text, marks[piece.kind][0], line=marks[piece.kind][1])
            for piece in change.text
        ]
        sentence = Sentence(pieces, Type.BODY, "ink1", line=1.15)
        sentence.setAccessibleName(
            " ".join(f"[{said(piece.kind)}: {piece.text.strip()}]" if piece.kind != p.SAME else piece.text.strip()
                     for piece in change.text)
        )  # fmt: skip
        rows.addWidget(sentence)
        grid = _grid()
        for row, fact in enumerate(change.facts):
            grid.addWidget(_label(f"{said(fact.topic)}: {fact.label}"), row, 0, Qt.AlignmentFlag.AlignTop)
            parts: list[Part] = [Em(fact.before, "late", line="through")] if fact.before else []
            parts += ["  "] if fact.before and fact.after else []
            parts += [Em(fact.after, "planned", line="under")] if fact.after else []
            words = Sentence(parts, Type.META, "ink1")
            words.setAccessibleName(
                said("{fact}, before: {old}, now: {new}").format(
                    fact=fact.label, old=fact.before or said("nothing"), new=fact.after or said("nothing")
                )
            )
            grid.addWidget(words, row, 1)
        rows.addLayout(grid)
        return sheet


def _section(part: str) -> tuple[Sheet, QVBoxLayout, QHBoxLayout]:
    """A sheet, its column, and the line of its heading, to which more may be added."""
    sheet = Sheet()
    sheet.setAccessibleName(said(p.PARTS[part]))
    rows = QVBoxLayout(sheet)
    rows.setContentsMargins(16, 11, 16, 13)
    rows.setSpacing(9)
    head = QHBoxLayout()
    head.setSpacing(14)
    head.addWidget(Text(said(p.PARTS[part]), Type.SECTION))
    head.addStretch(1)
    rows.addLayout(head)
    return sheet, rows, head


def _facts(facts: Sequence[p.PlanFact], now: Mapping[tuple[str, str], str]) -> QGridLayout:
    """Grouped by topic; what is otherwise today stands under the frozen value."""
    grid = _grid()
    row, topic = 0, ""
    for fact in facts:
        if fact.topic != topic:
            topic = fact.topic
            grid.addWidget(Text(said(topic).upper(), Type.GROUP, "ink3"), row, 0, 1, 2)
            row += 1
        grid.addWidget(_label(fact.label), row, 0, Qt.AlignmentFlag.AlignTop)
        value = Text(fact.value, Type.META, "ink1", wrap=True)
        value.setAccessibleName(f"{fact.label}: {fact.value}")
        grid.addWidget(value, row, 1)
        row += 1
        today = now.get((fact.topic, fact.label))
        if today is not None:
            words = Sentence([said("today: "), Em(today, "soon")], Type.META, "ink2")
            grid.addWidget(words, row, 1)
            row += 1
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    return grid


def _label(text: str) -> Text:
    label = Text(text, Type.META, "ink2", wrap=True)
    label.setFixedWidth(theme().px(LABEL))
    return label


def _drawn(file: PlanFile) -> str:
    if not file.version.drawn:
        return said("Facts as the registers stand today; frozen when they are drawn")
    return said("Facts drawn {at}, and as they were then").format(
        at=show_time(datetime.fromisoformat(file.version.drawn))
    )
