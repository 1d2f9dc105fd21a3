"""First step of a review: the system's own account list is chosen, its columns are understood, and it comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.access import review_records as v
from desktop.access.words import counted, day, said
from desktop.widgets.buttons import Button
from desktop.widgets.choices import Choice
from desktop.widgets.fields import ChoiceField, DateField
from desktop.widgets.fonts import Type
from desktop.widgets.page import PageContext
from desktop.widgets.progress import ProgressSheet
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Em, Part, Sentence, Text
from desktop.widgets.theme import theme

if TYPE_CHECKING:
    from db.site import Site
    from desktop.exchange.account_list import ListOptions, ListPlan
    from desktop.jobs import Job, Progress

SHEETS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.ods"
ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1251", "utf-16", "shift_jis", "gb18030")
_MOST_NOTES = 8


class ListPane(QWidget):
    """``came(review)`` once the list is in."""

    def __init__(self, context: PageContext, came: Callable[[v.Review], object]) -> None:
        super().__init__()
        self._context, self._came = context, came
        self.review: v.Review | None = None
        self.plan: ListPlan | None = None
        self._path: Path | None = None
        self._form: v.ListForm | None = None
        self._today: date | None = None
        self._job: Job | None = None
        self.sentence = Sentence((), Type.BODY, "ink1")
        self.sentence.setObjectName("list-sentence")
        self.choose = Button(said("Choose the account list…"), "primary", "list-choose")
        self.choose.clicked.connect(self._choose)
        self.taken = DateField(said("The system made it on"), "list-taken", required=True)
        self.encoding = ChoiceField(said("Encoding"), "list-encoding")
        self.encoding.changed.connect(lambda: self._again(encoding=self.encoding.value(), reread=True))
        orders = [("dmy", said("Day first: 02/03 is 2 March")), ("mdy", said("Month first: 02/03 is 3 February"))]
        self.order = ChoiceField(said("Days are written"), "list-order", orders, unset=said("Which comes first?"))
        self.order.changed.connect(lambda: self._again(dates=self.order.value()))
        self.columns = QScrollArea()
        self.notes = Text("", Type.META, "ink2", wrap=True)
        self.progress = ProgressSheet(said("Reading the list"), "list-progress")
        self.go = Button(said("Bring in and match"), "primary", "list-bring-in")
        self.go.clicked.connect(self._bring_in)
        self.fields: dict[int, Choice] = {}
        self._lay_out()

    def show_review(self, review: v.Review, form: v.ListForm | None, today: date) -> None:
        """Empty for a review without a list; what was brought in for one that has it."""
        fresh = self.review is None or self.review.id != review.id
        self.review, self._form, self._today = review, form, today
        has_list = review.step != v.LIST
        if fresh or has_list:
            self.plan, self._path = None, None
            self.taken.set_value(today.isoformat())
        self.choose.setVisible(not has_list and self.plan is None)
        if has_list:
            self._details.hide()
            facts = said("{file}, {kind}, made by the system on {day}: {rows}.").format(
                file=review.list_name, kind=review.list_read, day=day(review.list_taken),
                rows=counted(review.rows, "row", "rows"),
            )  # fmt: skip
            self.sentence.set_parts([facts, " " + said("SHA-256 {hash}, kept as evidence.").format(
                hash=review.list_sha256[:16] + "…")])  # fmt: skip
        elif self.plan is None:
            self._details.hide()
            known = said(" Its columns are remembered from the last time.") if form is not None else ""
            self.sentence.set_parts(
                [
                    said("Ask the administrators of {system} for the list of all its accounts as it is today, and "
                         "choose it here (CSV, XLSX or ODS).").format(system=review.system) + known
                ]
            )  # fmt: skip

    def read_file(self, path: Path) -> None:
        """Read the chosen file in a worker."""
        from desktop.exchange.account_list import ListOptions

        self._path = path
        modified = datetime.fromtimestamp(path.stat().st_mtime).astimezone().date() if path.is_file() else None
        if modified is not None and self._today is not None and modified <= self._today:
            self.taken.set_value(modified.isoformat())
        self._read(ListOptions())

    def stop(self) -> None:
        """Leave what is running."""
        if self._job is not None:
            self._job.cancel()

    def _choose(self) -> None:
        self._context.prompts.choose_file(
            said("Account list"), said("Sheets") + f" ({SHEETS})", self.read_file, parent=self.window()
        )

    def _read(self, options: ListOptions) -> None:
        path, form = self._path, self._form
        assert path is not None

        def work(progress: Progress) -> ListPlan:
            from desktop.exchange.account_list import plan_list

            return plan_list(path, form, options, progress)

        self._busy(said("Reading the list"))
        self._job = self._context.jobs.run(work, self._show, self._failed, self.progress.show_progress)

    def _again(self, *, dates: str = "", encoding: str = "", column: int | None = None, field: str = "",
               reread: bool = False) -> None:  # fmt: skip
        if self.plan is None:
            return
        options = self.plan.options
        if dates:
            options = replace(options, dates=dates)
        if encoding:
            options = replace(options, encoding=encoding)
        if column is not None:
            options = replace(options, columns={**options.columns, column: field})
        if reread:
            self._read(options)
            return
        source, form = self.plan.source, self._form

        def work(progress: Progress) -> ListPlan:
            from desktop.exchange.account_list import planned

            return planned(source, form, options, progress)

        self._job = self._context.jobs.run(work, self._show, self._failed)

    def _show(self, plan: ListPlan) -> None:
        self._job = None
        self.progress.hide()
        self.plan = plan
        self._details.show()
        self.choose.hide()
        rows = counted(len(plan.rows), "account row", "account rows")
        parts: list[Part] = [f"{plan.source.name}, {plan.source.described}: {rows}. "]
        if plan.missing:
            parts.append(Em(said("Say which column names the account. "), "late"))
        elif plan.nameless:
            words = counted(plan.nameless, "row does not", "rows do not")
            parts.append(Em(words + said(" say whose account it is. "), "soon"))
        today = self._today
        ahead = sum(row.last_login is not None and today is not None and row.last_login > today for row in plan.rows)
        if ahead:
            parts.append(Em(counted(ahead, "last log-in has", "last log-ins have") + said(" not come yet. "), "soon"))
        left = sum(not column.field for column in plan.columns)
        if left:
            parts.append(counted(left, "column is", "columns are") + said(" left out. "))
        if plan.repeated:
            parts.append(
                Em(counted(len(plan.repeated), "account stands", "accounts stand") + said(" there twice. "), "soon")
            )
        if plan.question:
            parts.append(Em(plan.question + " ", "soon"))
        self.sentence.set_parts(parts)
        self._show_columns(plan)
        text = plan.source.kind == "csv"
        self.encoding.setVisible(text)
        names = [plan.source.encoding, *(one for one in ENCODINGS if one != plan.source.encoding)] if text else []
        self.encoding.set_options([(one, one) for one in names])
        self.encoding.set_value(plan.source.encoding)
        self.order.setVisible(bool(plan.question or plan.options.dates))
        self.order.set_value(plan.options.dates)
        notes = [*plan.notes, *(said("Left out, {row}").format(row=row) for row in plan.skipped)]
        more = said("… and {n} more").format(n=len(notes) - _MOST_NOTES) if len(notes) > _MOST_NOTES else ""
        self.notes.setText("\n".join([*notes[:_MOST_NOTES], *([more] if more else [])]))
        self.notes.setVisible(bool(notes))
        self.go.setEnabled(plan.ready)

    def _show_columns(self, plan: ListPlan) -> None:
        from desktop.exchange.account_list import FIELDS, words

        labels = words().labels
        options = [("", said("(left out)"))] + [(name, said(labels[name])) for name in FIELDS]
        host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, theme().px(200))
        self.fields = {}
        for row, column in enumerate(plan.columns):
            choice = Choice()
            choice.setObjectName(f"list-column-{column.letter}")
            choice.setAccessibleName(said("Column {name} is").format(name=column.named))
            choice.set_options(options)
            choice.set_value(column.field)
            choice.picked.connect(
                lambda index=column.index, choice=choice: self._again(column=index, field=choice.value())
            )
            self.fields[column.index] = choice
            grid.addWidget(Text(column.named, Type.LABEL), row, 0)
            grid.addWidget(Text(column.example, Type.META, "ink2"), row, 1)
            grid.addWidget(choice, row, 2)
            grid.addWidget(Text(said("as last time") if column.remembered else "", Type.SMALL, "ink3"), row, 3)
        self.columns.setWidget(host)
        host.setAutoFillBackground(False)
        self.columns.setMinimumHeight(min(host.sizeHint().height() + 4, 320))

    def _bring_in(self) -> None:
        plan, path, review, taken = self.plan, self._path, self.review, self.taken.day()
        if plan is None or path is None or review is None or not self.taken.check() or taken is None:
            return
        self._busy(said("Matching the accounts"))

        def known(against: tuple[tuple[v.Someone, ...], tuple[v.Held, ...]]) -> None:
            self._job = self._context.jobs.run(lambda progress: match(progress, against), write, self._failed,
                                               self.progress.show_progress)  # fmt: skip

        def match(
            progress: Progress, against: tuple[tuple[v.Someone, ...], tuple[v.Held, ...]]
        ) -> tuple[v.AccountList, tuple[v.Suggestion, ...]]:
            from db.access.matching import suggestions

            return plan.account_list(path, taken), suggestions(plan.rows, *against, progress)

        def write(made: tuple[v.AccountList, tuple[v.Suggestion, ...]]) -> None:
            def command(site: Site, progress: Progress) -> v.Review:
                return site.access.bring_in_list(review.id, *made, progress)

            self._job = self._context.jobs.write_long(command, self._done, self._failed, self.progress.show_progress)

        self._job = self._context.jobs.read(
            lambda site: site.access.to_match_against(review.system_id), known, self._failed
        )

    def _done(self, review: v.Review) -> None:
        self._job = None
        self.progress.hide()
        self.plan = None
        self._came(review)

    def _busy(self, words: str) -> None:
        self.progress.title.setText(words)
        self.progress.show_progress(0, 0)
        self.progress.stop.setEnabled(True)
        self.progress.show()
        self.go.setEnabled(False)

    def _failed(self, problem: Exception) -> None:
        self._job = None
        self.progress.hide()
        self.go.setEnabled(self.plan is not None and self.plan.ready)
        self._context.prompts.tell(problem, parent=self.window())

    def _lay_out(self) -> None:
        self.columns.setObjectName("list-columns")
        self.columns.setAccessibleName(said("Columns of the list"))
        self.columns.setWidgetResizable(True)
        self.columns.setFrameShape(QScrollArea.Shape.NoFrame)
        self.columns.viewport().setAutoFillBackground(False)
        sheet = Sheet()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.columns)
        self._details = QWidget()
        details = QVBoxLayout(self._details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(12)
        reading = QHBoxLayout()
        reading.setSpacing(12)
        reading.addWidget(self.taken)
        reading.addWidget(self.encoding)
        reading.addWidget(self.order)
        reading.addStretch(1)
        details.addWidget(sheet)
        details.addLayout(reading)
        details.addWidget(self.notes)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        other = Button(said("Another file…"), "plain", "list-other")
        other.clicked.connect(self._choose)
        foot.addWidget(other)
        foot.addWidget(self.go)
        details.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(self.choose)
        column.addWidget(self.progress)
        column.addWidget(self._details)
        column.addStretch(1)
        self.progress.hide()
        self.progress.cancelled.connect(self.stop)
        self._details.hide()
