"""The export dialog: choose what is shown, look at the pages, sign if wanted, save (RPT-1, RPT-2, RPT-4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.store.query import Query
from desktop.exporting.course import Look, Signing, look, save
from desktop.exporting.period import Extent, Period, extent
from desktop.exporting.preview import Preview
from desktop.exporting.tables import OF_REPORTS, ask_where
from desktop.exporting.tables_course import Wanted
from desktop.reports.offered import OFFERED
from desktop.unlock.column import Rule
from desktop.widgets.dates import show_date
from desktop.widgets.dialog import Dialog
from desktop.widgets.fields import ChoiceField, DateField
from desktop.widgets.fonts import Type
from desktop.widgets.prompts import Prompts
from desktop.widgets.sign_dialog import SignDialog, SignItem
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.clock import Clock
    from db.signing.records import Exported
    from db.site import Site
    from desktop.jobs import Job, Jobs
    from desktop.reports.options import ReportOptions

MEANINGS = (
    ("reviewed", QT_TRANSLATE_NOOP("Meanings", "Reviewed")),
    ("approved", QT_TRANSLATE_NOOP("Meanings", "Approved")),
    ("authored", QT_TRANSLATE_NOOP("Meanings", "Authored")),
    ("verified", QT_TRANSLATE_NOOP("Meanings", "Verified")),
    ("acknowledged", QT_TRANSLATE_NOOP("Meanings", "Acknowledged")),
)
ALL_ROWS = 10_000_000
PAUSE = 250  # ms after the last correction until the pages are drawn again


@dataclass(frozen=True)
class Choices:
    """What the dialog offers: (id, words) pairs, and who signs."""

    studies: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    signer: str
    today: date


def title_of(kind: str) -> str:
    """A report's name as the screen says it."""
    return QCoreApplication.translate("Reports", OFFERED[kind].title)


def read_choices(site: Site, kind: str) -> Choices:
    """On the store's thread."""
    studies = tuple((study.id, study.code) for study in site.people.studies(Query(limit=500)).rows)
    people: tuple[tuple[str, str], ...] = ()
    if OFFERED[kind].of_person:
        people = tuple((one.id, one.name) for one in site.people.people(Query(limit=20_000)).rows)
    return Choices(studies, people, site.actor.name, site.clock.now().date())


class ReportDialog(Dialog):
    """Opened with a kind and what the page had filtered; deletes itself when closed."""

    def __init__(
        self,
        jobs: Jobs,
        prompts: Prompts,
        clock: Clock,
        kind: str,
        given: Mapping[str, Any],
        parent: QWidget,
        saved: Callable[[Exported, Path], object],
    ) -> None:
        super().__init__("", "report-dialog", parent, width=1040)
        title = self.tr("Export PDF: {report}").format(report=title_of(kind))
        self.heading.setText(title)
        self.setWindowTitle(title)
        self._jobs, self._prompts, self._clock = jobs, prompts, clock
        self._kind, self._given, self._saved = kind, dict(given), saved
        self._job: Job | None = None
        self._look: Look | None = None
        self._signer = ""
        self._signing: SignDialog | None = None
        self.study = ChoiceField(self.tr("Study"), "report-study", unset=self.tr("Whole site"))
        self.person = ChoiceField(
            self.tr("Person"), "report-person", required=True, search=True, unset=self.tr("Choose")
        )
        self.day = DateField(self.tr("As of"), "report-day", hint=self.tr("Empty: today"))
        self.period = Period()
        self.facts = Text("", Type.META, "ink2", wrap=True)
        self.facts.setObjectName("report-facts")
        self.preview = Preview()
        self.rule = Rule()
        self._lay_out()
        self.add_cancel()
        self.rows = self.add_button(self.tr("Rows as a sheet…"), "report-rows")
        self.rows.setVisible(kind in OF_REPORTS)
        self.rows.clicked.connect(self._ask_rows)
        self.sign = self.add_button(self.tr("Sign and save…"), "report-sign")
        self.go = self.add_button(self.tr("Save…"), "report-save", "primary")
        self.sign.clicked.connect(self._ask_signature)
        self.go.clicked.connect(self._ask_where)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.draw)
        for field in (self.study, self.person, self.day):
            field.changed.connect(self._pause.start)
        self.period.changed.connect(self._pause.start)
        self.period.all_asked.connect(lambda: self._draw())
        self._enable(False)
        jobs.read(lambda site: read_choices(site, kind), self._offer, self.show_trouble)

    def options(self) -> ReportOptions:
        """What is asked for now."""
        from desktop.reports.options import ReportOptions

        given = self._given
        return ReportOptions(
            as_of=self.day.day(),
            study=self.study.value() or None,
            person=self.person.value() or given.get("person"),
            roles=tuple(given.get("roles", ())),
            where=self._where(),
            search=str(given.get("search", "")),
        )

    def _where(self) -> dict[str, tuple[str, ...]]:
        given = {name: tuple(values) for name, values in self._given.get("where", {}).items()}
        if not OFFERED[self._kind].of_period:
            return given
        return {name: one for name, one in given.items() if name not in ("since", "until")} | self.period.where()

    def draw(self) -> None:
        """Draw the pages anew; of a report with a period only where they are not many."""
        if not OFFERED[self._kind].of_period:
            self._draw()
            return
        self._pause.stop()
        options = self.options()
        self._jobs.read(lambda site: extent(site, options.where, options.search), self._weigh, self._failed)

    def _weigh(self, found: Extent) -> None:
        words = self.period.say(found)
        if words:
            if self._job is not None:
                self._job.drop()
                self._job = None
            self._look = None
            self.rule.set_busy(False)
            self._enable(False)
            self.facts.setText("")
            self.preview.say(words)
        else:
            self._draw()

    def _draw(self) -> None:
        self._pause.stop()
        self.period.draw_all.hide()
        if OFFERED[self._kind].of_person and not self.options().person:
            self.preview.say(self.tr("Choose a person first."))
            return
        if self._job is not None:
            self._job.drop()
        self.show_trouble(None)
        self._enable(False)
        self.rule.set_busy(True)
        self._job = look(self._jobs, self._kind, self.options(), self._show, self._failed)

    def save_to(self, path: Path, signing: Signing | None = None, signed: Callable[[], object] | None = None,
                refused: Callable[[Exception], object] | None = None) -> None:  # fmt: skip
        """Seal, and sign where ``signing`` is given, and write the file."""
        self._enable(False)
        self.rule.set_busy(True)
        shown = self._look.head if self._look is not None else ""

        def done(exported: Exported) -> None:
            if signed is not None:
                signed()
            self._saved(exported, path)
            self.accept()

        def failed(problem: Exception) -> None:
            self._failed(problem)
            if refused is not None:
                refused(problem)

        save(self._jobs, self._kind, self.options(), path, done, failed, signing, shown)

    def _offer(self, choices: Choices) -> None:
        self._signer = choices.signer
        self.study.set_options([("", self.tr("Whole site")), *choices.studies])
        self.study.set_value(str(self._given.get("study") or ""))
        self.person.set_options(choices.people)
        self.person.set_value(str(self._given.get("person") or ""))
        day = self._given.get("as_of")
        self.day.set_value(day.isoformat() if isinstance(day, date) else "")
        self.period.propose(self._given.get("where", {}), choices.today)
        self.draw()

    def _show(self, seen: Look) -> None:
        self._look = seen
        self.rule.set_busy(False)
        self.preview.show_pages(seen.images, seen.pages)
        words = self.tr("1 page") if seen.pages == 1 else self.tr("{n} pages").format(n=seen.pages)
        words += " · " + self.tr("sealed by this workspace, with its data inside")
        if seen.spelt:
            names = ", ".join(seen.spelt[:3])
            words += "\n" + self.tr("No typeface here can draw: {names}. It is spelt out.").format(names=names)
        self.facts.setText(words)
        self._enable(True)

    def _failed(self, problem: Exception) -> None:
        self.rule.set_busy(False)
        self.show_trouble(problem)
        self._enable(self._look is not None)

    def _ask_where(self) -> None:
        self._choose(lambda path: self.save_to(path))

    def _ask_rows(self) -> None:
        """What the report shows, as CSV, XLSX or JSON (EXC-2)."""
        options = self.options()
        where = dict(options.where)
        if options.roles:
            where["role"] = tuple(options.roles)
        query = Query(where=where, search=options.search, limit=ALL_ROWS)
        wanted = Wanted(OF_REPORTS[self._kind], query, options.as_of, options.study)
        ask_where(self._jobs, self._prompts, wanted, self)

    def _ask_signature(self) -> None:
        self._choose(self._open_signing)

    def _choose(self, then: Callable[[Path], object]) -> None:
        day = (self.day.day() or self._clock.now().date()).isoformat()
        name = f"{self._kind}-{day}.pdf"
        self._prompts.save_file(self.tr("Save the report"), "PDF (*.pdf)", name, then, parent=self)

    def _open_signing(self, path: Path) -> None:
        facts: list[tuple[str, str]] = [
            (self.tr("Report"), title_of(self._kind)),
            (self.tr("Pages"), str(self.preview.pages)),
            (self.tr("As of"), show_date(self.day.day() or self._clock.now().date())),
            (self.tr("Study"), self.study.control.currentText() or self.tr("Whole site")),
            (self.tr("Person"), self.person.control.currentText() if OFFERED[self._kind].of_person else ""),
            (self.tr("Head of the trail"), self._look.head if self._look is not None else ""),
            (self.tr("File"), path.name),
        ]
        facts = [(name, value) for name, value in facts if value]
        dialog = SignDialog(
            [SignItem(title_of(self._kind), facts)],
            [(value, QCoreApplication.translate("Meanings", words)) for value, words in MEANINGS],
            lambda meaning, passphrase, code, done, failed: self.save_to(
                path, Signing(meaning, passphrase, code), done, failed
            ),
            self._clock,
            self,
            signer=self._signer,
        )
        self._signing = dialog
        dialog.open()

    def _enable(self, on: bool) -> None:
        self.go.setEnabled(on)
        self.sign.setEnabled(on)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(14)
        for field, shown in (
            (self.person, OFFERED[self._kind].of_person),
            (self.study, OFFERED[self._kind].of_study),
            (self.day, OFFERED[self._kind].of_day),
            (self.period, OFFERED[self._kind].of_period),
        ):
            if not shown:  # shown by itself once it has a place
                field.hide()
            side.addWidget(field)
        side.addWidget(self.facts)
        side.addStretch(1)
        host = QWidget()
        host.setLayout(side)
        host.setFixedWidth(230)
        side.setContentsMargins(0, 0, 0, 0)
        whole = QHBoxLayout()
        whole.setSpacing(20)
        whole.addWidget(host)
        whole.addWidget(self.preview, 1)
        self.preview.setMinimumHeight(480)
        self.body.addLayout(whole, 1)
        self.body.addWidget(self.rule)
