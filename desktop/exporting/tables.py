"""Tables on their way out: a register as CSV, XLSX or JSON, in a sponsor's own form, or everything at once (EXC-2)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.folding import fold
from desktop.exporting.form_dialog import FormDialog
from desktop.exporting.tables_course import Wanted, open_template, save_calendar, save_table
from desktop.exporting.whole_dialog import WholeDialog
from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.page import PageContext
from desktop.widgets.prompts import Prompts
from desktop.widgets.room import scrolled
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from desktop.exchange.template import Template
    from desktop.exchange.writing import Exported
    from desktop.jobs import Jobs

TABLES: dict[str, tuple[str, str]] = {
    "people": ("People", "The roster, a row a person"),
    "training": ("Training records", "What was trained when"),
    "matrix": ("Training matrix", "A row a person and requirement"),
    "overdue": ("Training overdue", "What is missing or overdue"),
    "delegations": ("Delegations", "A row a person, study and task"),
    "delegation-tasks": ("Delegated tasks", "The task list of each study"),
    "studies": ("Studies", "With investigator and protocol"),
    "courses": ("Courses", "Courses and documents to be trained"),
    "requirements": ("Requirements", "Which course is asked of whom"),
    "study-papers": ("Study papers", "Form 1572 and its like"),
    "signature-sheet": ("Signature sheet", "How people sign and initial in ink"),
    "oversight-reviews": ("Oversight reviews", "The investigators’, study by study"),
    "trail-reviews": ("Reviews of the trail", "What was looked at and found"),
    "users": ("Users of this program", "With what they have on record"),
    "systems": ("Systems", "Outside systems, with their owners"),
    "accounts": ("Accounts", "Who can log in where"),
    "access-reviews": ("Access reviews", "Each with its list, its verdicts counted, who signed"),
    "access-followups": ("Access to remove or change", "What verdicts asked for, until it is verified"),
    "capa": ("CAPA", "Every CAPA with its step"),
    "capa-actions": ("CAPA actions", "Actions with owner and due day"),
    "incidents": ("Incidents", "With their clocks"),
    "deviations": ("Deviations", "With their assessment"),
    "notes": ("Notes to file", "Every note"),
    "exercises": ("Tests and drills", "With what they found"),
    "risks": ("Risks", "Inherent, now, and with all measures"),
    "assets": ("Assets and threats", "What risks are made of"),
    "series": ("Record series", "What is kept until when"),
    "retention-events": ("Events of retention", "What rules count from, with its source"),
    "enquiries": ("Enquiries to sponsors", "With their answers"),
    "holds": ("Holds", "In force and released"),
    "sponsor-releases": ("Sponsors' releases", "With the letter each came by"),
    "retention-rules": ("Retention rules", "What each asks, and who answers for it"),
    "custody-moves": ("Moves of custody", "From where to where"),
    "destructions": ("Destructions", "From proposal to witness"),
    "plans": ("Data management plans", "Every version"),
    "sharing": ("Data sharing", "What goes to whom"),
    "documents": ("Controlled documents", "With owner and version"),
    "document-copies": ("Copies of documents", "Who has which version"),
    "trail": ("Audit trail", "Entry by entry; to verify it, use its own export"),
}  # fmt: skip
"""Register -> (title, what is in it), in the order of the pane."""

OF_REPORTS = {
    "roster": "people", "training-matrix": "matrix", "training-overdue": "overdue", "delegation-log": "delegations",
    "accounts": "accounts", "capa-register": "capa", "incident-register": "incidents", "deviation-log": "deviations",
    "risk-register": "risks", "retention-schedule": "series", "retention-due": "series", "sharing-register": "sharing",
    "study-papers": "study-papers", "signature-sheet": "signature-sheet", "users": "users", "audit-excerpt": "trail",
    "systems": "systems",
}  # fmt: skip
"""Kind of report -> the register whose rows it shows, so that these leave as a sheet as they are filtered."""

CALENDAR, DUE_DAYS = "calendar", ("Calendar", "Due days of everything, for the calendar you use (ICS)")
KINDS = "XLSX (*.xlsx);;CSV (*.csv);;JSON (*.json)"


def said(text: str) -> str:
    """Words of this room."""
    return QCoreApplication.translate("Tables", text)


class TablesPane(QWidget):
    """A line a register; its buttons save all of its rows."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        sheet = Sheet()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(18, 8, 14, 8)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self._lines: list[tuple[str, list[QWidget]]] = []
        for row, (register, (title, words)) in enumerate((*TABLES.items(), (CALENDAR, DUE_DAYS))):
            line: list[QWidget] = [Text(said(title), Type.STRONG), Text(said(words), Type.BODY, "ink2")]
            self._lines.append((f" {fold(f'{said(title)} {said(words)}')}", line))
            for column, widget in enumerate(line):
                grid.addWidget(widget, row, column)
            forms = (("form", said("Fill a form…"), self._ask_form),) if register != CALENDAR else ()
            for column, (name, text, act) in enumerate((("save", said("Save…"), self._ask_where), *forms), 2):
                button = Button(text, "plain", f"table-{name}-{register}", small=True)
                button.setAccessibleName(f"{text} {said(title)}")
                button.clicked.connect(lambda _=False, register=register, act=act: act(register))
                grid.addWidget(button, row, column)
                line.append(button)
        pane = QVBoxLayout(self)
        pane.setContentsMargins(0, 0, 0, 0)
        pane.addWidget(scrolled(sheet, name="tables", accessible=said("Tables to save")))

    def search(self, text: str) -> None:
        """Only tables of which every word typed begins a word; the empty text shows all."""
        for words, line in self._lines:
            fits = all(f" {word}" in words for word in fold(text).split())
            for widget in line:
                widget.setVisible(fits)

    def save_whole(self) -> None:
        """Ask where, then write everything."""
        self._context.prompts.save_file(
            said("Save the whole site"),
            "ZIP (*.zip)",
            "whole-site.zip",
            lambda path: WholeDialog(self._context, path, self).open(),
        )

    def _ask_where(self, register: str) -> None:
        ask_where(self._context.jobs, self._context.prompts, Wanted(register), self)

    def _ask_form(self, register: str) -> None:
        def chosen(path: Path) -> None:
            open_template(self._context.jobs, register, path, show, self._context.prompts.tell)

        def show(template: Template) -> None:
            FormDialog(self._context, Wanted(register), template, self).open()

        self._context.prompts.choose_file(said("The sponsor’s form"), said("Workbooks") + " (*.xlsx *.xlsm)", chosen)


def ask_where(jobs: Jobs, prompts: Prompts, wanted: Wanted, parent: QWidget) -> None:
    """Choose a place, save, say so."""

    def chosen(path: Path) -> None:
        if wanted.register == CALENDAR:
            save_calendar(jobs, path, lambda done: told(prompts, done), prompts.tell)
            return
        save_table(jobs, wanted, path, lambda done: told(prompts, done), prompts.tell)

    title = said("Save {table}").format(table=said(TABLES.get(wanted.register, DUE_DAYS)[0]))
    if wanted.register == CALENDAR:
        prompts.save_file(title, "ICS (*.ics)", "due-days.ics", chosen, parent=parent)
    else:
        prompts.save_file(title, KINDS, f"{wanted.register}.xlsx", chosen, parent=parent)


def told(prompts: Prompts, exported: Exported) -> None:
    """That it is there, and on the trail."""
    words = said("{n} rows in {file}; its hash is on the trail.").format(n=f"{exported.rows:,}", file=exported.name)
    prompts.tell(words, title=said("Saved"))
