"""Which column is which field: what was recognised, corrected by choosing, and how its dates are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from desktop.widgets.choices import Choice
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from desktop.exchange.columns import Column
    from desktop.exchange.importing import Plan
    from desktop.exchange.vocabulary import Field

LEFT_OUT = ""


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Import", text)


class Mapping(QScrollArea):
    """``mapped(column, field)``, ``ordered(column, order)`` and ``meant(field, word, value)`` follow what the person
    chooses."""

    mapped = Signal(int, str)
    meant = Signal(str, str, str)
    ordered = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mapping")
        self.setAccessibleName(said("Columns of the sheet"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices: dict[int, Choice] = {}

    def show_plan(self, plan: Plan) -> None:
        """One line a column; the focus stays where it was."""
        from desktop.exchange.vocabulary import fields_of

        focused = next((place for place, choice in self.choices.items() if choice.hasFocus()), None)
        host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        fields = [(LEFT_OUT, said("(left out)"))]
        fields += [(name, told.label) for name, told in fields_of(plan.register).items() if told.kind != "ignored"]
        self.choices = {}
        row = 0
        for column in plan.columns:
            grid.addWidget(Text(column.named, Type.LABEL, wrap=True), row, 0)
            grid.addWidget(self._choice(column, fields), row, 1)
            row += 1
            note = self._note(column)
            if note is not None:
                grid.addWidget(note, row, 1)
                row += 1
            order = self._order(column)
            if order is not None:
                grid.addWidget(order, row, 1)
                row += 1
            row = self._add_words(grid, row, column, fields_of(plan.register).get(column.field))
        grid.setRowStretch(row, 1)
        at = self.verticalScrollBar().value()
        self.setWidget(host)
        self.verticalScrollBar().setValue(at)
        if focused in self.choices:
            self.choices[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_words(self, grid: QGridLayout, row: int, column: Column, told: Field | None) -> int:
        """Each word of the sheet with what it is taken for; the next free row."""
        if told is None or not column.words:
            return row
        values = [(value, value) for value in dict.fromkeys(told.choices.values())]
        for place, (written, value) in enumerate(column.words):
            choice = Choice(said("What does it mean?"))
            choice.setObjectName(f"word-{column.letter}-{place}")
            choice.setAccessibleName(said("“{word}” in {name} means").format(word=written, name=column.named))
            choice.set_options(values)
            choice.set_value(value)
            choice.picked.connect(
                lambda choice=choice, written=written: self.meant.emit(told.name, written, choice.value())
            )
            ink = "ink2" if value else "late"
            grid.addWidget(Text(said("“{word}” means").format(word=written), Type.SMALL, ink, wrap=True), row, 0)
            grid.addWidget(choice, row, 1)
            row += 1
        if told.note:
            grid.addWidget(Text(told.note, Type.SMALL, "ink3", wrap=True), row, 0, 1, 2)
            row += 1
        return row

    def _choice(self, column: Column, fields: list[tuple[str, str]]) -> Choice:
        choice = Choice()
        choice.setObjectName(f"map-{column.letter}")
        choice.setAccessibleName(said("Column {name} is").format(name=column.named))
        options = list(fields)
        if column.course:
            options.append((f"course:{column.course}", said("Course: {name}").format(name=column.course)))
        choice.set_options(options)
        offered = {value for value, _ in options}
        value = f"course:{column.course}" if column.course else column.field
        choice.set_value(value if value in offered else LEFT_OUT)
        choice.picked.connect(lambda: self.mapped.emit(column.index, choice.value()))
        self.choices[column.index] = choice
        return choice

    @staticmethod
    def _note(column: Column) -> Text | None:
        if column.dates is not None and column.dates.formats:
            words = said("Dates: {how}").format(how=column.dates.described)
            return Text(words, Type.SMALL, "soon" if column.dates.question else "ink2", wrap=True)
        if column.how == "suggestion":
            return Text(said("By likeness: check it"), Type.SMALL, "soon")
        return None

    def _order(self, column: Column) -> Choice | None:
        if column.dates is None or not (column.dates.question or column.dates.reason):
            return None
        choice = Choice(said("Which comes first?"))
        choice.setObjectName(f"order-{column.letter}")
        choice.setAccessibleName(said("Order of day and month in {name}").format(name=column.named))
        day, month = said("Day first: 02/03 is 2 March"), said("Month first: 02/03 is 3 February")
        choice.set_options([("dmy", day), ("mdy", month)])
        choice.set_value(column.dates.order)
        choice.picked.connect(lambda: self.ordered.emit(column.index, choice.value()))
        return choice
