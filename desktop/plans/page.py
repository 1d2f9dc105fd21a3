"""Plans (DMP-1 to DMP-3): data management plans to be read and compared, sharing, documents under change control."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from desktop.widgets.page import PageContext
from desktop.widgets.records_page import EVIDENCE, FURTHER, SIGNATURES, RecordsPage
from desktop.widgets.text import Em, Part
from desktop.widgets.theme import theme
from desktop.widgets.timeline import TimeLine

if TYPE_CHECKING:
    from db.site import Site

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
_SHEETS = {"plan": "plans", "sharing": "sharing", "document": "documents"}
"""View -> the register its sheets come in to."""
_NEEDED = {"plan": "plan_version", "sharing": "sharing", "document": "document_change"}
"""View -> the table in which who begins one must be allowed to enter rows."""
Headline = tuple[dict[str, int], dict[str, tuple[int, bool]]]


class PlansPage(RecordsPage[View]):
    """The three views; below the plans the chosen one, to be read."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, said("Plans and documents"), "plans", said)
        self._facts: Headline | None = None
        self.plans = PlanView(context, self)
        self.documents = DocumentView(context, self)
        self.further = TimeLine("", "plans-inspector-more", none=said("Nothing yet."))
        self.add_further(self.further)
        self.inspector.evidence_body.addWidget(self.documents.lines, 1)
        self.use_views((
            (said("Plans"), self.plans), (said("Sharing"), SharingView(context, self)),
            (said("Documents"), self.documents),
        ))  # fmt: skip

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        self.view.add_button.needs = self.import_button.needs = _NEEDED[self.view.kind]
        found = []
        if self.view.kind in _SHEETS and self.context.bring_in is not None:
            found.append(self.import_button)
        if self.view.kind != "document" and self.context.export is not None:
            found.append(self.export_button)
        return (*found, self.view.add_button)

    def body_of(self, view: View) -> QWidget:
        if view is not self.plans:
            return super().body_of(view)
        host = QWidget()
        rows = QVBoxLayout(host)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.plans.table, 2)
        rows.addWidget(self.plans.sheet, 3)
        rows.addStretch(0)
        self.plans.table.setMinimumHeight(theme().px(120))
        return host

    def register(self) -> str:
        return _SHEETS.get(self.view.kind, "")

    def choose_first(self) -> str:
        return said("Choose a version first: the PDF is of one plan.")

    def ask_facts(self) -> None:
        self.context.jobs.read(_headline, self._say_facts, self.failed)

    def turned(self, place: int) -> None:
        super().turned(place)
        if self._facts is not None:
            self._say_facts(self._facts)

    def saved(self, view: View, record: str) -> None:
        if view is self.view and not record:
            self.plans.sheet.hide()
        super().saved(view, record)

    def fill(self, view: View, found: Dossier) -> None:
        view.show(self.inspector, found, self.further)
        bar = self.inspector.tabs.bar
        for place, title in zip((SIGNATURES, EVIDENCE, FURTHER), (*_TITLES[view.kind], view.tab), strict=True):
            bar.setTabVisible(place, bool(title))
            bar.setTabText(place, said(title))
        self.further.setAccessibleName(said(view.tab))
        self.documents.lines.setVisible(view is self.documents)
        self.files.show_files(found.evidence, said("No file is kept here yet."))

    def say_nothing(self) -> None:
        self.inspector.show_nothing(said("Nothing chosen"), said("Choose a line to see how it stands and what to do."))

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
        waiting[one.kind] = (number + one.count, late or one.state == OVERDUE)
    return counts, waiting
