"""The audit trail (AUD-4): searched, filtered and sorted; old and new beside each entry; verified whole; exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from db.errors import Cancelled
from desktop.audit.redactions import RedactionView, may_redact
from desktop.audit.review_view import ReviewView
from desktop.audit.table import add_chips, trail_table
from desktop.history import action_word, changed_fields, headline, moments, subject, table_word
from desktop.widgets.buttons import Button
from desktop.widgets.chips import ChipFlow
from desktop.widgets.dates import show_time
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.progress import ProgressSheet
from desktop.widgets.room import room
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part

if TYPE_CHECKING:
    from db.oversight.trail_records import Looked
    from db.redaction.records import Redaction
    from db.site import Site
    from db.store.chain import ChainReport
    from db.store.trail import Entry, Trail
    from desktop.jobs import Job, Progress

REVIEW, REDACTIONS = 1, 2  # places of the tabs
PLACES = {"person": ("roster", "{}"), "study": ("roster", "study/{}")}


class AuditPage(Page):
    """Reading it changes nothing; a verification runs beside the work and can be stopped."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "audit")
        self.heading.setText(self.tr("Audit trail"))
        self._job: Job | None = None
        self._asked: Job | None = None
        self._shown = ""
        self._report: ChainReport | None = None
        self.table = trail_table(context)
        self.progress = ProgressSheet(self.tr("Verifying the trail"), "trail-progress")
        self.progress.hide()
        self.progress.cancelled.connect(self._stop)
        self.review, self.redactions = ReviewView(context), RedactionView(context)
        self.switch = TabBar(self.tr("Trail or its review"), "trail-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for title, view in ((self.tr("Entries"), room(self.table)), (self.tr("Scheduled review"), self.review),
                            (self.tr("Redactions"), room(self.redactions))):  # fmt: skip
            self.switch.addTab(title)
            self.stack.addWidget(view)
        self.switch.setTabVisible(REVIEW, not context.visiting)  # its sample is of the whole trail
        self.set_views(self.switch)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.stack, 1000)
        self.inspector = Inspector(self.tr("Chosen entry"), "trail-inspector")
        bar = self.inspector.tabs.bar
        bar.setTabText(0, self.tr("Old and new"))
        bar.setTabText(1, self.tr("This record"))
        for place in (2, 3):
            bar.setTabVisible(place, False)
        self.set_inspector(self.inspector)
        self._show_nothing()
        self.verify_button = Button(self.tr("Verify whole trail"), "primary", "trail-verify")
        self.export_button = Button(self.tr("Export"), "plain", "trail-export")
        self.excerpt_button = Button(self.tr("Excerpt as PDF"), "plain", "trail-excerpt")
        self.excerpt_button.clicked.connect(self._excerpt)
        self.verify_button.clicked.connect(self.verify)
        self.export_button.clicked.connect(self._ask_where)
        add_chips(self.chips)
        self._entry_chips, self.no_chips = self.chips, ChipFlow(self)
        self.no_chips.hide()
        self.chips.show()
        self._connect()

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        if self._redacting:
            return ()
        if self._reviewing:
            return self.review.actions()
        if self.context.visiting:
            return (self.verify_button,)
        excerpt = (self.excerpt_button,) if self.context.export is not None else ()
        return (self.export_button, *excerpt, self.verify_button)

    @property
    def _redacting(self) -> bool:
        return self.switch.currentIndex() == REDACTIONS

    @property
    def _reviewing(self) -> bool:
        return self.stack.currentWidget() is self.review

    def refresh(self) -> None:
        self.context.jobs.read(_who, self._know, self._failed)
        if self._reviewing:
            self.review.refresh()
        elif self._redacting:
            self.redactions.refresh()
            self.say([self.tr("What was taken out of records under two signatures; the text itself is kept nowhere.")])
        else:
            self._ask()

    def search(self, text: str) -> None:
        if self._reviewing:
            self.review.search(text)
        elif self._redacting:
            self.redactions.table.model.ask(search=text)
        else:
            self.table.model.ask(search=text)

    def show_record(self, identity: str) -> None:
        """The number of an entry, ``review``, or ``redactions``."""
        self.switch.setCurrentIndex({"review": 1, "redactions": REDACTIONS}.get(identity, 0))
        if self.switch.currentIndex() == 0:
            self.table.select(identity)

    def selected_record(self) -> str:
        return self._shown

    def verify(self) -> None:
        """Recompute the whole chain, with progress."""
        self.context.jobs.read(lambda site: site.trail, self._verify, self._failed)

    def export(self, path: Path) -> None:
        """The whole trail as JSON Lines; what was exported is on the trail itself."""
        self._begin(self.tr("Exporting the trail"))

        def work(site: Site, progress: Progress) -> ChainReport:
            return site.trail.export(path, lambda done, of: progress(done, of))

        self._job = self.context.jobs.write_long(
            work, lambda report: self._exported(path, report), self._stopped, self.progress.show_progress
        )

    def _verify(self, trail: Trail) -> None:
        self._begin(self.tr("Verifying the trail"))
        self._job = self.context.jobs.run(
            lambda progress: trail.verify(lambda done, of: progress(done, of)),
            self._verified,
            self._stopped,
            self.progress.show_progress,
        )

    def _begin(self, title: str) -> None:
        self.progress.title.setText(title)
        self.progress.stop.setEnabled(True)
        self.progress.show_progress(0, 0)
        self.progress.show()
        for button in self.actions():
            button.setEnabled(False)

    def _end(self) -> None:
        self._job = None
        self.progress.hide()
        for button in self.actions():
            button.setEnabled(True)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _stopped(self, problem: Exception) -> None:
        self._end()
        if not isinstance(problem, Cancelled) and type(problem).__name__ != "TrailCancelled":
            self.problem.emit(problem)

    def _verified(self, report: ChainReport) -> None:
        self._end()
        self._report = report
        if not self._reviewing:
            self._say()

    def _exported(self, path: Path, report: ChainReport) -> None:
        self._end()
        words = self.tr("{n} entries were written to {file}. Its head is {head}.")
        self.context.prompts.tell(
            words.format(n=f"{report.entries:,}", file=path.name, head=report.head), title=self.tr("Exported")
        )

    def _say(self) -> None:
        report = self._report
        if report is None:
            words = self.tr("Who did what, when and why; no entry can be changed, and what was destroyed is named.")
            if self.context.visiting:
                words += " " + self.tr("Shown are the entries of the records that are open to you.")
            parts: list[Part] = [words]
        elif report.good:
            parts = [Em(self.tr("Verified whole:"), "ok"), f" {report.words}"]
        else:
            parts = [Em(self.tr("Not whole:"), "late"), f" {report.words}"]
        self.say(parts)

    def _ask(self) -> None:
        where = {key: values for key, values in self._entry_chips.values().items() if values}
        self.table.model.ask(where=where)
        self._say()

    def _ask_where(self) -> None:
        self.context.prompts.save_file(
            self.tr("Export the audit trail"), self.tr("Audit trail (*.jsonl)"), "audit-trail.jsonl", self.export
        )

    def _excerpt(self) -> None:
        """The entries as they are filtered, on paper."""
        if self.context.export is not None:
            query = self.table.model.query
            self.context.export("audit-excerpt", {"where": dict(query.where), "search": query.search})

    def _selected(self, entry: Entry | None) -> None:
        if entry is None:
            self._shown = ""
            self._show_nothing()
            return
        self._shown = str(entry.seq)
        self._show(entry)
        if entry.table and entry.row:
            if self._asked is not None:
                self._asked.drop()
            table, row = entry.table, entry.row
            self._asked = self.context.jobs.read(
                lambda site: site.trail.history(table, row),
                lambda history: self.inspector.show_history(moments(history)),
                self._failed,
            )

    def _sampled(self, looked: Looked | None) -> None:
        """An entry of the sample: shown as any other, with what can be done about it in the review."""
        self._selected(looked.entry if looked is not None else None)
        if looked is not None:
            self._show(looked.entry, looked)

    def _know(self, known: tuple[bool, str]) -> None:
        self.redactions.may, self.redactions.me = known

    def _redaction(self, one: Redaction | None) -> None:
        if one is None:
            self._show_nothing()
            return
        self._shown = ""
        self.redactions.tell(self.inspector, one)
        if self.inspector_is_drawer:
            self.open_inspector()

    def _redacted(self) -> None:
        self.switch.setCurrentIndex(REDACTIONS)
        self.refresh()

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.show_chips(
            self.no_chips if self._redacting else self.review.chips if self._reviewing else self._entry_chips
        )
        self._shown = ""
        self._show_nothing()
        self.refresh()
        self.actions_changed.emit()

    def _show(self, entry: Entry, looked: Looked | None = None) -> None:
        over = f"{self.tr('Entry {n}').format(n=f'{entry.seq:,}')} · {show_time(entry.at)}"
        name = subject(entry) or table_word(entry.table) or action_word(entry.action)
        why: list[Part] = [Em(headline(entry)), f" {self.tr('by')} {entry.name}."]
        if entry.reason:
            why.append(f" “{entry.reason}”")
        buttons = self.review.buttons(looked) if looked is not None else []
        if looked is not None and looked.finding:
            why += [" ", Em(self.tr("Finding:"), "late"), f" {looked.finding}"]
        place = PLACES.get(entry.table)
        if place and entry.row:
            button = Button(self.tr("Go to the record"), "plain", "trail-go")
            button.clicked.connect(lambda: self.context.navigate(place[0], place[1].format(entry.row)))
            buttons.append(button)
        if self.redactions.may and entry.table and entry.row and not entry.destroyed and looked is None:
            redact = Button(self.tr("Redact…"), "plain", "trail-redact")
            redact.clicked.connect(lambda: self.redactions.propose(entry))
            buttons.append(redact)
        self.inspector.show_head(over, name, None, "", why, buttons)
        self.inspector.details.show_facts(self._facts(entry))
        self.inspector.show_history(())
        self.inspector.show_footer(self.tr("Hash {start}…{end}").format(start=entry.hash[:8], end=entry.hash[-8:]))
        if self.inspector_is_drawer:
            self.open_inspector()

    def _facts(self, entry: Entry) -> list[tuple[str, str]]:
        if entry.destroyed:
            return [(self.tr("Content"), self.tr("Destroyed as recorded on the trail."))]
        rows = []
        for name, old, new in changed_fields(entry):
            value = f"{old} → {new}" if entry.action == "update" else new if entry.new else old
            rows.append((name, value))
        rows.append((self.tr("Role"), entry.role))
        rows.append((self.tr("Record"), f"{entry.table} {entry.row}".strip()))
        rows.append((self.tr("Installation"), entry.installation))
        rows.append((self.tr("Hash"), entry.hash))
        return rows

    def _show_nothing(self) -> None:
        self.inspector.show_nothing(
            self.tr("No entry chosen"), self.tr("Choose one to see old and new values and the record's history.")
        )

    def _connect(self) -> None:
        self.switch.currentChanged.connect(self._turned)
        self.review.stated.connect(lambda parts: self.say(parts) if self._reviewing else None)
        self.review.chosen.connect(lambda looked: self._sampled(looked))
        self.review.changed.connect(self.actions_changed)
        self.review.failed.connect(self.problem)
        self.redactions.chosen.connect(lambda one: self._redaction(one))
        self.redactions.saved.connect(self._redacted)
        self.redactions.failed.connect(self.problem)
        self.chips.changed.connect(self._ask)
        self.table.model.answered.connect(self._entry_chips.show_count)
        self.table.model.failed.connect(self.problem)
        self.table.selected.connect(lambda entry: self._selected(entry))
        self.inspector.closed.connect(lambda: self.open_inspector(False))

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)


def _who(site: Site) -> tuple[bool, str]:
    """Whether who is signed in may redact, and their person."""
    return may_redact(site), site.users.person_of(site.actor.user) or ""
