"""Reports: which there are, and which have left this workspace before (RPT-1, AUD-3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget

from desktop.exporting.dialog import title_of
from desktop.exporting.shelf import Offer, Shelf
from desktop.exporting.tables import TablesPane
from desktop.reports.offered import GROUPS, OFFERED
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_time
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room, scrolled
from desktop.widgets.table import RecordTable
from desktop.widgets.tabs import TabBar

if TYPE_CHECKING:
    from db.signing.records import Exported


_TABLES = 1  # the place of that view
_COLUMNS = (0, 0, 0, 1, 1)  # of each group


def _groups() -> list[tuple[str, list[Offer]]]:
    said = partial(QCoreApplication.translate, "Reports")
    return [
        (said(heading), [Offer(kind, title_of(kind), said(OFFERED[kind].words)) for kind in kinds])
        for heading, kinds in GROUPS.items()
    ]


class ReportsPage(Page):
    """Its buttons open the export dialog, where the shell gave one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "reports")
        self.heading.setText(self.tr("Reports"))
        self.shelf = Shelf(_groups(), _COLUMNS)
        self.shelf.chosen.connect(self._open)
        model = RecordModel(self._columns(), through(context.jobs, lambda site, query: site.signing.exports(query)))
        self.table = RecordTable(model, self.tr("Reports that have left"), "exports")
        self.table.when_empty(self.tr("Nothing has left yet"), self.tr("Every PDF that is saved stands here."))
        model.failed.connect(self.problem)
        self.tables = TablesPane(context)
        self.whole = Button(self.tr("Whole site…"), "plain", "whole-site")
        self.whole.clicked.connect(self.tables.save_whole)
        self.switch = TabBar(self.tr("Reports"), "reports-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for title, pane in (
            (self.tr("To make"), scrolled(self.shelf, name="reports-to-make", accessible=self.tr("Reports to make"))),
            (self.tr("Tables"), self.tables),
            (self.tr("Made"), room(self.table)),
        ):
            self.switch.addTab(title)
            self.stack.addWidget(pane)
        self.switch.currentChanged.connect(self._turn)
        self.set_views(self.switch)
        self._say()
        self.body.addWidget(self.stack)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        return (self.whole,) if self.switch.currentIndex() == _TABLES else ()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._say()
        self.actions_changed.emit()

    def _say(self) -> None:
        reports = self.tr("Each leaves as a sealed PDF with its data inside; sign it where somebody must answer.")
        tables = self.tr("Rows for spreadsheets and other programs, without seal; each file’s hash is on the trail.")
        self.say((tables if self.stack.currentIndex() == _TABLES else reports,))

    def _open(self, kind: str) -> None:
        if self.context.export is not None:
            self.context.export(kind, {})

    def refresh(self) -> None:
        self.table.model.refresh()

    def search(self, text: str) -> None:
        self.shelf.search(text)
        self.tables.search(text)
        self.table.model.ask(search=text)

    def _columns(self) -> tuple[Column, ...]:
        def signed(one: Exported) -> str:
            return ", ".join(one.signers) or self.tr("sealed only")

        return (
            Column("number", self.tr("Number"), lambda one: one.number, 130, 0, ink="ink2"),
            Column("title", self.tr("Report"), lambda one: one.title, 160, 2, strong=True),
            Column("file", self.tr("File"), lambda one: one.file, 180, 3, ink="ink2"),
            Column("exported", self.tr("When"), lambda one: show_time(one.exported), 190, 0, is_date=True),
            Column("signers", self.tr("Signed"), signed, 160, 2, ink="ink2"),
            Column("sha256", self.tr("SHA-256"), lambda one: f"{one.sha256[:12]}…", 120, 0, ink="ink3"),
        )
