"""Which clocks there are: the library's with their sources, the site's own; what is read is confirmed by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from db.incidents.clock_records import ClockRule
from desktop.incidents.clock_form import ask_rule
from desktop.incidents.view import View
from desktop.incidents.words import CONFIRM, said
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.dialog import Dialog
from desktop.widgets.fonts import Type
from desktop.widgets.text import Text
from desktop.widgets.theme import theme


def open_rules(view: View) -> None:
    """Read them, then show the dialog."""
    view.context.jobs.read(
        lambda site: (site.incidents.clocks.rules(), site.actor.role == "officer", site.clock.now()),
        lambda found: ClockRulesDialog(view, *found).open(),
        view.failed,
    )


class ClockRulesDialog(Dialog):
    """Only an officer confirms and adds; everybody may read."""

    def __init__(self, view: View, rules: Sequence[ClockRule], may: bool, now: datetime) -> None:
        super().__init__(
            said("Clocks"), "clock-rules", view.page, width=720,
            words=said("What must be told to whom within which time. Days are counted as 24 hours from awareness."),
        )  # fmt: skip
        self._view, self._now = view, now
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 10, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, rule in enumerate(rules):
            self._line(grid, place * 3, rule, may)
        grid.setRowStretch(len(rules) * 3, 1)
        area = QScrollArea()
        area.setObjectName("clock-rules-list")
        area.setAccessibleName(said("Clocks"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.setMinimumHeight(theme().px(340))
        self.body.addWidget(area, 1)
        self.add_cancel(said("Close"))
        if may:
            add = self.add_button(said("Add a clock of the site's own"), "clock-rule-add", "primary")
            add.clicked.connect(self._add)

    def _line(self, grid: QGridLayout, row: int, rule: ClockRule, may: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Text(rule.period, Type.STRONG), row, 0, top)
        grid.addWidget(Text(f"{rule.recipient}: {rule.title}", Type.MEDIUM, wrap=True), row, 1, top)
        grid.addWidget(Text(rule.source, Type.SMALL, "ink2", wrap=True), row + 1, 1, top)
        standing = said("the site's own") if rule.own else said("source read") if rule.verified else said(CONFIRM)
        if rule.confirmed is not None:
            standing = said("confirmed {day} by {name}").format(day=show_date(rule.confirmed), name=rule.by)
        words = Text(standing, Type.SMALL, "ink2" if rule.verified else "late")
        words.setContentsMargins(0, 0, 0, 10)
        grid.addWidget(words, row + 2, 1, top)
        if may and not rule.verified:
            button = Button(said("I have read it"), name=f"confirm-{rule.key}", small=True)
            button.setAccessibleName(said("I have read the source of “{rule}”").format(rule=rule.title))
            button.clicked.connect(lambda: self._confirm(rule))
            grid.addWidget(button, row, 2, top)

    def _confirm(self, rule: ClockRule) -> None:
        view, day = self._view, self._now.date()

        def again(_: object) -> None:
            self.accept()
            open_rules(view)

        view.context.jobs.write(
            lambda site: site.incidents.clocks.confirm_rule(rule.key, day, "Source read"), again, self.show_trouble
        )

    def _add(self) -> None:
        self.accept()
        ask_rule(self._view, "")
