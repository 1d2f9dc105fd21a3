"""The import dialog (EXC-1): the file as it was understood, corrected here, tried dry, and brought in whole or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from db.errors import Cancelled
from desktop.importing import course
from desktop.importing.mapping import Mapping
from desktop.importing.rows import problem_lines, rows_table
from desktop.widgets.choices import Tick
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField
from desktop.widgets.fonts import Type
from desktop.widgets.progress import ProgressSheet
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part, Sentence, Text
from desktop.widgets.theme import theme

if TYPE_CHECKING:
    from desktop.exchange.importing import Done, Options, Plan
    from desktop.exchange.known import Known
    from desktop.jobs import Job, Jobs

SHEETS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.ods"


class ImportDialog(Dialog):
    """Opened with a file; ``brought_in`` gets what came of it."""

    def __init__(
        self, jobs: Jobs, register: str, path: Path, parent: QWidget, brought_in: Callable[[Done], object]
    ) -> None:
        super().__init__("", "import-dialog", parent, width=1120)
        titles = {
            "people": self.tr("Bring in people"),
            "training": self.tr("Bring in training records"),
            "requirements": self.tr("Bring in training requirements"),
            "accounts": self.tr("Bring in accounts"),
            "capa": self.tr("Bring in a former CAPA register"),
            "incidents": self.tr("Bring in incidents"),
            "deviations": self.tr("Bring in deviations"),
            "notes": self.tr("Bring in notes to file"),
            "exercises": self.tr("Bring in tests and drills"),
            "risks": self.tr("Bring in risks"),
            "series": self.tr("Bring in record series"),
            "retention-events": self.tr("Bring in events"),
            "enquiries": self.tr("Bring in enquiries to sponsors"),
            "holds": self.tr("Bring in holds"),
            "plans": self.tr("Bring in plans as drafts"),
            "sharing": self.tr("Bring in data sharing"),
            "documents": self.tr("Bring documents under change control"),
            "assets": self.tr("Bring in assets and threats"),
        }
        self.heading.setText(titles.get(register, self.tr("Bring in a sheet")))
        self.setWindowTitle(self.heading.text())
        wide = min(parent.window().width() - 80, theme().px(1400))  # a sheet has many columns
        self.resize(max(self.minimumWidth(), wide), self.height())
        self.words.setText(path.name)
        self.words.show()
        self._jobs, self._register, self._path, self._brought_in = jobs, register, path, brought_in
        self._known: Known | None = None
        self.plan: Plan | None = None
        self._job: Job | None = None
        self._rows: RecordTable | None = None
        self.verdict = Sentence((), Type.BODY, "ink1")
        self.verdict.setObjectName("import-verdict")
        self.mapping = Mapping()
        self.mapping.mapped.connect(self._map)
        self.mapping.ordered.connect(self._order)
        self.mapping.meant.connect(self._mean)
        self.sheet = ChoiceField(self.tr("Sheet"), "import-sheet")
        self.names = ChoiceField(self.tr("Names without a comma are"), "import-names")
        self.problems = QPlainTextEdit()
        self.problems.setObjectName("import-problems")
        self.problems.setAccessibleName(self.tr("Problems and remarks"))
        self.problems.setReadOnly(True)
        self.leave_out = Tick(self.tr("Leave out the rows with problems"), "import-leave-out")
        self.take_changes = Tick("", "import-take-changes")
        self._changing: set[int] = set()
        self.progress = ProgressSheet(self.tr("Reading the file"), "import-progress")
        self._lay_out()
        self.add_cancel()
        self.go = self.add_button(self.tr("Bring in"), "import-commit", "primary")
        self.go.clicked.connect(self.commit)
        self.leave_out.toggled.connect(lambda _: self._say())
        self.take_changes.clicked.connect(lambda: self._take_all(self.take_changes.isChecked()))
        self.progress.cancelled.connect(self._stop)
        self._start(self.tr("Reading the file"))
        course.know(jobs, register, self._glance, self._failed)

    def commit(self) -> None:
        """Write it: one transaction, the file's name and hash on the trail."""
        plan = self.plan
        if plan is None or not self.go.isEnabled():
            return
        left_out = plan.bad_rows if self.leave_out.isChecked() else frozenset()
        self._start(self.tr("Bringing in"))
        self._job = course.commit(
            self._jobs, plan, left_out, frozenset(self._changing), self._done, self._failed,
            self.progress.show_progress,
        )  # fmt: skip

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _glance(self, known: Known) -> None:
        from desktop.exchange.importing import Options

        self._known = known
        course.glance(self._jobs, self._register, self._path, known, self._show_glance, self._failed)
        self._read(Options())

    def _show_glance(self, plan: Plan) -> None:
        if self.plan is None:
            self._show_columns(plan)

    def _read(self, options: Options) -> None:
        assert self._known is not None
        self._start(self.tr("Reading the file"))
        self._job = course.read(
            self._jobs, self._register, self._path, self._known, options, self._show, self._failed,
            self.progress.show_progress,
        )  # fmt: skip

    def _show(self, plan: Plan) -> None:
        self._job = None
        self.progress.hide()
        self.show_trouble(None)
        self.plan = plan
        self._changing &= plan.offered
        self._show_columns(plan)
        self.problems.setPlainText("\n".join(problem_lines(plan)))
        self.problems.setVisible(bool(self.problems.toPlainText()))
        self.leave_out.setVisible(bool(plan.bad_rows))
        self.take_changes.setVisible(bool(plan.offered))
        self.take_changes.setText(
            self.tr("Take all changes of {n} rows that differ from what is kept").format(n=f"{len(plan.offered):,}")
            + self.tr(" (one by one: Enter or a double click on the row)")
        )
        self.mapping.setEnabled(True)
        self._say()

    def _show_columns(self, plan: Plan) -> None:
        self.words.setText(
            self.tr("{file} · {kind} · headings in row {row}").format(
                file=plan.source.name, kind=plan.source.described, row=plan.header
            )
        )
        self.mapping.show_plan(plan)
        self.sheet.setVisible(len(plan.sheets) > 1)
        self.sheet.set_options([(name, name) for name in plan.sheets])
        self.sheet.set_value(plan.sheet)
        whole = any(column.field in ("full_name", "person") for column in plan.columns)
        self.names.setVisible(whole)
        self.names.set_value(plan.options.name_order)
        table = rows_table(plan, self._changing)
        table.opened.connect(self._turn_row)
        if self._rows is not None:
            self._right.replaceWidget(self._rows, table)
            self._rows.deleteLater()
        else:
            self._right.insertWidget(0, table, 3)
        self._rows = table

    def _turn_row(self, row: object) -> None:
        """One row's changes, taken or left."""
        from desktop.exchange.importing import PreviewRow

        if isinstance(row, PreviewRow) and row.offers:
            self._changing ^= {row.row}
            self._changed_choice()

    def _take_all(self, every: bool) -> None:
        if self.plan is not None:
            self._changing.clear()
            self._changing |= self.plan.offered if every else set()
            self._changed_choice()

    def _changed_choice(self) -> None:
        assert self.plan is not None and self._rows is not None
        self.take_changes.setChecked(self._changing == self.plan.offered)
        self._rows.model.refresh()
        self._say()

    def _map(self, column: int, field: str) -> None:
        if self.plan is not None:
            options = self.plan.options
            self._again(replace(options, columns={**options.columns, column: field}))

    def _order(self, column: int, order: str) -> None:
        if self.plan is not None:
            options = self.plan.options
            self._again(replace(options, orders={**options.orders, column: order}))

    def _mean(self, field: str, word: str, value: str) -> None:
        if self.plan is not None:
            options = self.plan.options
            said = {**options.words.get(field, {}), word: value}
            self._again(replace(options, words={**options.words, field: said}))

    def _turned(self) -> None:
        if self.plan is not None:
            options = self.plan.options
            sheet = self.sheet.value() or None
            if sheet != self.plan.sheet:
                options = replace(options, sheet=sheet, header=None, columns={}, orders={})
            self._again(replace(options, name_order=self.names.value()))

    def _again(self, options: Options) -> None:
        assert self.plan is not None
        self.go.setEnabled(False)
        self.mapping.setEnabled(False)
        if self._job is not None:
            self._job.drop()
        self._job = course.again(self._jobs, self.plan, options, self._show, self._failed)

    def _say(self) -> None:
        plan = self.plan
        if plan is None:
            return
        outcome = plan.outcome(change_rows=self._changing)
        bad = len(plan.bad_rows)
        parts: list[Part] = [
            Em(self.tr("{n} of {of} rows").format(n=f"{outcome.accepted:,}", of=f"{plan.count:,}"), "ink1"),
            self.tr(" would be brought in"),
        ]
        if outcome.records != outcome.accepted:
            parts.append(self.tr(" as {n} records").format(n=f"{outcome.records:,}"))
        if bad:
            parts += [" · ", Em(self.tr("{n} with problems").format(n=f"{bad:,}"), "late")]
        repeats = sum(1 for one in plan.duplicates if one.certain)
        if repeats:
            parts.append(self.tr(" · {n} repeat what is there").format(n=f"{repeats:,}"))
        if plan.offered:
            taken = self.tr(" · changes of {n} taken, {left} left").format(
                n=f"{outcome.changed:,}", left=f"{len(plan.offered) - outcome.changed:,}"
            )
            parts.append(taken)
        self.verdict.set_parts([*parts, "."])
        ready = plan.complete and not plan.missing and outcome.accepted + outcome.changed > 0
        self.go.setEnabled(ready and (not bad or self.leave_out.isChecked()))
        changes = self.tr(", change {n}").format(n=f"{outcome.changed:,}") if outcome.changed else ""
        self.go.setText(self.tr("Bring in {n}").format(n=f"{outcome.records:,}") + changes)
        self.go.updateGeometry()

    def _start(self, title: str) -> None:
        self.progress.title.setText(title)
        self.progress.stop.setEnabled(True)
        self.progress.show_progress(0, 0)
        self.progress.show()
        self.mapping.setEnabled(False)
        if hasattr(self, "go"):
            self.go.setEnabled(False)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, done: Done) -> None:
        self._job = None
        self._brought_in(done)
        self.accept()

    def _failed(self, problem: Exception) -> None:
        self._job = None
        self.progress.hide()
        self.mapping.setEnabled(self.plan is not None)
        if isinstance(problem, Cancelled):
            if self.plan is None:
                super().reject()
            else:
                self._say()
            return
        self.show_trouble(problem)
        self.go.setEnabled(False)
        self._say()

    def _lay_out(self) -> None:
        family, given = self.tr("Family Given"), self.tr("Given Family")
        self.names.set_options([("", self.tr("as found")), ("family given", family), ("given family", given)])
        self.sheet.changed.connect(self._turned)
        self.names.changed.connect(self._turned)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.sheet)
        left.addWidget(Text(self.tr("Columns"), Type.SECTION))
        left.addWidget(self.mapping, 1)
        left.addWidget(self.names)
        host = QWidget()
        host.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        host.setFixedWidth(330)
        self._right = QVBoxLayout()
        self._right.setSpacing(10)
        self._right.addWidget(self.problems, 1)
        self._right.addStretch(0)
        self.problems.hide()
        whole = QHBoxLayout()
        whole.setSpacing(20)
        whole.addWidget(host)
        whole.addLayout(self._right, 1)
        self.body.addWidget(self.verdict)
        self.body.addLayout(whole, 1)
        self.body.addWidget(self.take_changes)
        self.body.addWidget(self.leave_out)
        self.body.addWidget(self.progress)
        self.leave_out.hide()
        self.take_changes.hide()
        self.setMinimumHeight(640)
