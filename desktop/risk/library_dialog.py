"""The starting library: tick the scenarios that could happen here, take them over, adapt them afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from db.risk.records import LibraryRisk, Scales
from desktop.risk.words import said
from desktop.widgets.choices import Tick
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text
from desktop.widgets.theme import theme


class LibraryDialog(Dialog):
    """``take(keys, owner)`` when something is ticked."""

    def __init__(
        self,
        parent: QWidget,
        library: Sequence[LibraryRisk],
        scales: Scales,
        people: Sequence[tuple[str, str]],
        take: Callable[[tuple[str, ...], str | None], object],
    ) -> None:
        super().__init__(
            said("Starting library for a trial site"), "library-dialog", parent, width=720,
            words=said("Take over what could happen here. Places on the matrix are proposals: assess each afterwards."),
        )  # fmt: skip
        self._take = take
        self.ticks: dict[str, Tick] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(3)
        for one in library:
            taken = said(" (here as {number})").format(number=one.taken) if one.taken else ""
            tick = Tick(one.risk.title + taken, f"library-{one.key}")
            tick.setEnabled(not one.taken)
            self.ticks[one.key] = tick
            column.addWidget(tick)
            note = f"{one.risk.scenario} {said('Usually')}: {scales.word(one.risk.current)} ({one.risk.current.score})."
            words = Text(note, Type.SMALL, "ink2", wrap=True)
            words.setContentsMargins(24, 0, 0, 7)
            column.addWidget(words)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("risk-library-list")
        area.setAccessibleName(said("Scenarios"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.setMinimumHeight(theme().px(420))
        self.body.addWidget(area, 1)
        self.owner = ChoiceField(said("Owner, until each is assessed"), "owner", people, search=True, unset="–")
        self.body.addWidget(self.owner)
        self.add_cancel()
        self.go = self.add_button(said("Take over"), "take", "primary")
        self.go.clicked.connect(self._try)
        for tick in self.ticks.values():
            tick.toggled.connect(self._count)
        self._count()

    def _count(self) -> None:
        number = len(self._ticked())
        self.go.setEnabled(bool(number))
        self.go.setText(said("Take over {n}").format(n=number) if number else said("Take over"))

    def _ticked(self) -> tuple[str, ...]:
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked() and tick.isEnabled())

    def _try(self) -> None:
        self._take(self._ticked(), self.owner.value() or None)
