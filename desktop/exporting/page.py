"""Reports: which there are, and which have left this workspace before (RPT-1, AUD-3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QGridLayout

from desktop.exporting.dialog import title_of
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_time
from desktop.widgets.fonts import Type
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import Page, PageContext
from desktop.widgets.sheet import Sheet
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.signing.records import Exported

WORDS = {
    "roster": QT_TRANSLATE_NOOP("Reports", "Everybody of the site, with role, employer, dates and papers"),
    "training-matrix": QT_TRANSLATE_NOOP("Reports", "People against what is asked of them, as of any day"),
    "training-overdue": QT_TRANSLATE_NOOP("Reports", "What is missing or overdue, the longest open first"),
    "person": QT_TRANSLATE_NOOP("Reports", "Roles, papers and every training of one person"),
    "incident": QT_TRANSLATE_NOOP("Reports", "The newest incident: course, clocks, containment, lessons"),
    "deviation-log": QT_TRANSLATE_NOOP("Reports", "Every deviation with the investigator’s assessment"),
    "note-to-file": QT_TRANSLATE_NOOP("Reports", "The newest note to file, to be signed"),
    "risk-register": QT_TRANSLATE_NOOP("Reports", "The matrix with the ways of the gravest risks, and every risk"),
    "accounts": QT_TRANSLATE_NOOP("Reports", "Who can log in where, as of any day"),
    "access-review": QT_TRANSLATE_NOOP("Reports", "The newest review of access with its verdicts and removals"),
    "audit-excerpt": QT_TRANSLATE_NOOP("Reports", "Entries of the trail, for who asks what happened"),
}


class ReportsPage(Page):
    """Its buttons open the export dialog, where the shell gave one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "reports")
        self.heading.setText(self.tr("Reports"))
        self.say((self.tr("Each leaves as a sealed PDF with its data inside; sign it where somebody must answer."),))
        sheet = Sheet()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(18, 8, 14, 8)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(18)
        grid.setColumnStretch(1, 1)
        for row, kind in enumerate(WORDS):
            button = Button(self.tr("Preview"), "plain", f"report-{kind}", small=True)
            button.setAccessibleName(self.tr("Preview: {report}").format(report=title_of(kind)))
            button.clicked.connect(lambda _=False, kind=kind: self._open(kind))
            grid.addWidget(Text(title_of(kind), Type.STRONG), row, 0)
            grid.addWidget(Text(QCoreApplication.translate("Reports", WORDS[kind]), Type.BODY, "ink2"), row, 1)
            grid.addWidget(button, row, 2)
        self.body.addWidget(sheet)
        self.body.addSpacing(6)
        self.body.addWidget(Text(self.tr("What has left this workspace"), Type.SECTION))
        model = RecordModel(self._columns(), through(context.jobs, lambda site, query: site.signing.exports(query)))
        self.table = RecordTable(model, self.tr("Reports that have left"), "exports")
        self.table.when_empty(self.tr("Nothing has left yet"), self.tr("Every PDF that is saved stands here."))
        model.failed.connect(self.problem)
        self.body.addWidget(self.table, 1000)
        self.body.addStretch(1)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        return ()

    def _open(self, kind: str) -> None:
        if self.context.export is not None:
            self.context.export(kind, {})

    def refresh(self) -> None:
        self.table.model.refresh()

    def search(self, text: str) -> None:
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
