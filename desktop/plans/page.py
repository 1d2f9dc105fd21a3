"""Plans (DMP-1 to DMP-3): data management plans to be read and compared, sharing, documents under change control."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.plans.document_records import STATUSES, UNCONTROLLED, WITHDRAWN
from db.plans.plan_records import IN_FORCE
from db.plans.sharing_records import RUNNING
from db.store.query import Query
from db.waiting import OVERDUE
from desktop.plans.document_view import DocumentView
from desktop.plans.plan_view import PlanView
from desktop.plans.sharing_view import SharingView
from desktop.plans.view import Dossier, View
from desktop.plans.words import counted, said
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.room import room
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em, Part
from desktop.widgets.theme import theme
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.site import Site
    from desktop.jobs import Job

SIGNATURES, EVIDENCE, MORE = 2, 3, 4  # places of the inspector's tabs
_TITLES = {"plan": ("Signatures", ""), "sharing": ("", "Evidence"), "document": ("Signed", "Versions")}
"""What those tabs are called in each view; empty: not shown."""
_STATE = {
    "plan": ("1 study has a plan in force", "{n} studies have a plan in force"),
    "sharing": ("data go to 1 recipient", "data go to {n} recipients"),
    "document": ("1 document under change control", "{n} documents under change control"),
}  # fmt: skip
_WAITING = {
    "plan": (("plan-approval", "1 to approve", "{n} to approve"), ("plan-review", "1 to review", "{n} to review")),
    "sharing": (
        ("sharing-uncovered", "1 not covered", "{n} not covered"), ("sharing-end", "1 agreement ends",
                                                                    "{n} agreements end"),
        ("sharing-review", "1 to review", "{n} to review"),
    ),
    "document": (
        ("document-review-of-change", "1 change to review", "{n} changes to review"),
        ("document-approval", "1 change to approve", "{n} changes to approve"),
        ("document-review", "1 review due", "{n} reviews due"),
        ("document-copies", "copies of 1 document out", "copies of {n} documents out"),
    ),
}  # fmt: skip
Headline = tuple[dict[str, int], dict[str, tuple[int, bool]]]


class PlansPage(Page):
    """Wires the three views to one inspector."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "", "plans")
        self.heading.setText(said("Plans and documents"))
        self._asked: Job | None = None
        self._shown = ""
        self._facts: Headline | None = None
        self.plans = PlanView(context, self)
        self.documents = DocumentView(context, self)
        self.views: tuple[View, ...] = (self.plans, SharingView(context, self), self.documents)
        self.switch = TabBar(said("Kind of record"), "plans-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for name, view in zip((said("Plans"), said("Sharing"), said("Documents")), self.views, strict=True):
            self.switch.addTab(name)
            self.stack.addWidget(room(view.table) if view is not self.plans else self._plans_body())
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self.inspector = Inspector(said("Chosen record"), "plans-inspector")
        self.further = TimeLine("", "plans-inspector-more", none=said("Nothing yet."))
        self.inspector.tabs.add("", self.further)
        self.files = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.documents.lines, 1)
        self.inspector.evidence_body.addWidget(self.files)
        self.set_inspector(self.inspector)
        self._say_nothing()
        self.export_button = Button(said("Export PDF"), "plain", "plans-export")
        self.import_button = Button(said("Import"), "plain", "plans-import")
        self.show_chips(self.view.chips)
        self._connect()

    @property
    def view(self) -> View:
        """The one in front."""
        return self.views[self.switch.currentIndex()]

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        found = []
        if self.view.kind == "sharing" and self.context.bring_in is not None:
            found.append(self.import_button)
        if self.view.kind != "document" and self.context.export is not None:
            found.append(self.export_button)
        return (*found, self.view.add_button)

    def refresh(self) -> None:
        self.context.jobs.read(_headline, self._say_facts, self._failed)
        self._ask()
        if self._shown:
            self._inspect(self._shown)

    def search(self, text: str) -> None:
        self.view.table.model.ask(search=text)

    def show_record(self, identity: str) -> None:
        """``kind/id``; a record that a filter hides is shown by lifting the filter of states."""
        kind, _, record = identity.partition("/")
        place = next((place for place, view in enumerate(self.views) if view.kind == kind), 0)
        self.switch.setCurrentIndex(place)
        if self.view.chips.values().get("status"):
            self.view.chips.choose("status", ())
        self.view.table.select(record)
        self._inspect(record)

    def selected_record(self) -> str:
        return f"{self.view.kind}/{self._shown}" if self._shown else ""

    def _plans_body(self) -> QWidget:
        """The versions, and below them the chosen one to be read."""
        host = QWidget()
        rows = QVBoxLayout(host)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.plans.table, 2)
        rows.addWidget(self.plans.sheet, 3)
        rows.addStretch(0)
        self.plans.table.setMinimumHeight(theme().px(120))
        return host

    def _ask(self) -> None:
        view = self.view
        where = view.where()
        view.table.model.ask(where=where)
        query = Query(where=where, search=view.table.model.query.search)
        self.context.jobs.read(lambda site: view.read_facets(site, query), view.fill_chips, self._failed)

    def _say_facts(self, found: Headline) -> None:
        self._facts = found
        counts, waiting = found
        first = counted(counts[self.view.kind], *_STATE[self.view.kind])
        parts: list[Part] = [first[:1].upper() + first[1:]]
        for kind, one, many in _WAITING[self.view.kind]:
            number, late = waiting.get(kind, (0, False))
            if number:
                parts += [" · ", Em(counted(number, one, many), "late" if late else "soon")]
        self.say(parts)

    def _inspect(self, record: str) -> None:
        self._shown = record
        view = self.view
        if self._asked is not None:
            self._asked.drop()
        self._asked = self.context.jobs.read(
            lambda site: (view.kind, view.read(site, record)), self._show, self._failed
        )

    def _show(self, answer: tuple[str, Dossier]) -> None:
        kind, found = answer
        view = self.view
        if kind != view.kind:
            return
        view.show(self.inspector, found, self.further)
        bar = self.inspector.tabs.bar
        for place, title in zip((SIGNATURES, EVIDENCE, MORE), (*_TITLES[view.kind], view.tab), strict=True):
            bar.setTabVisible(place, bool(title))
            bar.setTabText(place, said(title))
        self.further.setAccessibleName(said(view.tab))
        self.documents.lines.setVisible(view is self.documents)
        self.files.show_files(found.evidence, said("No file is kept here yet."))
        if self.inspector_is_drawer:
            self.open_inspector()

    def _connect(self) -> None:
        for view in self.views:
            view.chips.changed.connect(self._ask)
            view.table.model.answered.connect(view.chips.show_count)
            view.table.model.failed.connect(self.problem)
            view.table.selected.connect(lambda record, one=view: self._selected(one, record))
            view.saved.connect(lambda record, one=view: self._saved(one, record))
            view.chips.hide()
            view.table.when_empty(
                said("Nothing to show here"), said("Take a filter away with Esc, or enter the first one.")
            )
        self.view.chips.show()
        self.switch.currentChanged.connect(self._turned)
        self.inspector.closed.connect(lambda: self.open_inspector(False))
        self.files.failed.connect(self.problem)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(lambda: self.context.bring_in and self.context.bring_in("sharing"))

    def _selected(self, view: View, record: object) -> None:
        """A table that is not shown selects anew after each write; only the one in front counts."""
        if record is not None and view is self.view:
            self._inspect(str(getattr(record, "id", "")))

    def _saved(self, view: View, record: str) -> None:
        if view is not self.view:
            return
        if record:
            view.table.select(record)
            self._inspect(record)
            return
        self._shown = ""
        self.plans.sheet.hide()
        self._say_nothing()

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        if self._facts is not None:
            self._say_facts(self._facts)
        self.show_chips(self.view.chips)
        self.actions_changed.emit()
        self._ask()
        record = self.view.table.record()
        if record is None:
            self._shown = ""
            self._say_nothing()
        else:
            self._inspect(str(record.id))

    def _say_nothing(self) -> None:
        self.inspector.show_nothing(said("Nothing chosen"), said("Choose a line to see how it stands and what to do."))

    def _export(self) -> None:
        asked = self.view.report()
        if asked is None:
            self.context.prompts.tell(said("Choose a version first: the PDF is of one plan."))
        elif self.context.export is not None:
            self.context.export(*asked)

    def _failed(self, problem: Exception) -> None:
        self.problem.emit(problem)


def _headline(site: Site) -> Headline:
    """On the store's thread: how many there are of each view; what waits by kind, and whether any of it is overdue."""
    plans, controlled = site.plans, [word for word in STATUSES if word not in (UNCONTROLLED, WITHDRAWN)]
    counts = {
        "plan": plans.versions.list(Query(where={"status": [IN_FORCE]}, limit=1)).matching,
        "sharing": plans.sharings.list(Query(where={"status": RUNNING}, limit=1)).matching,
        "document": plans.documents.list(Query(where={"status": controlled}, limit=1)).matching,
    }
    waiting: dict[str, tuple[int, bool]] = {}
    for one in site.plans.waiting(site.clock.now().date()):
        number, late = waiting.get(one.kind, (0, False))
        waiting[one.kind] = (number + 1, late or one.state == OVERDUE)
    return counts, waiting
