"""The signing folder (SIG-1): what waits for one's signature; each shown and bound on its own, one code signs all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from db.signing.folder import ToSign
from desktop.signing.dialog import said, sign_records
from desktop.signing.folder_item import FolderItem
from desktop.signing.sheet_view import WRITERS, SheetView
from desktop.widgets.buttons import Button
from desktop.widgets.empty import EmptyPage
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.tabs import TabBar
from desktop.widgets.text import Em

if TYPE_CHECKING:
    from db.signing.signable import Ink, Pen
    from db.site import Site


class SigningPage(Page):
    """What waits, to be ticked and signed with one code; beside it the signature sheet of those who sign in ink."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, said("Signing folder"), "signing")
        self._items: list[FolderItem] = []
        self.sign = Button(said("Sign what is ticked"), "primary", "folder-sign")
        self.sign.clicked.connect(self._sign)
        self.tick_all = Button(said("Tick all"), "plain", "folder-tick-all")
        self.tick_all.clicked.connect(self._tick_all)
        self.area = QScrollArea()
        self.area.setObjectName("folder")
        self.area.setAccessibleName(said("What waits for your signature"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.viewport().setAutoFillBackground(False)
        self.inspector = Inspector(said("Chosen person"), "specimen-inspector")
        self.evidence = EvidenceList(context)
        self.inspector.evidence_body.addWidget(self.evidence)
        for place in (1, 2):
            self.inspector.tabs.bar.setTabVisible(place, False)
        self.set_inspector(self.inspector)
        self.sheet = SheetView(context, self.inspector, self.evidence)
        self.print_sheet = Button(said("Print the sheet"), "plain", "specimen-print")
        self.bring_in = Button(said("Import"), "plain", "specimen-import")
        self.file_sheet = Button(said("File a signed sheet"), "primary", "specimen-file")
        self.switch = TabBar(said("What waits, or the signature sheet"), "signing-views", lined=False, margin=8)
        self.stack = QStackedWidget()
        for title, view in ((said("Waits for me"), self.area), (said("Signature sheet"), self.sheet)):
            self.switch.addTab(title)
            self.stack.addWidget(view)
        self.set_views(self.switch)
        self.body.addWidget(self.stack)
        self._connect()
        self._turned(0)

    def _connect(self) -> None:
        self.switch.currentChanged.connect(self._turned)
        self.print_sheet.clicked.connect(self._print)
        self.bring_in.clicked.connect(lambda: self.context.bring_in and self.context.bring_in("signature-sheet"))
        self.file_sheet.clicked.connect(lambda: self.sheet.file())
        self.sheet.stated.connect(lambda parts: self.say(parts) if self.stack.currentIndex() else None)
        self.sheet.failed.connect(self.problem)
        self.evidence.failed.connect(self.problem)
        self.inspector.closed.connect(lambda: self.open_inspector(False))

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        if self.stack.currentIndex() == 0:
            return (self.tick_all, self.sign) if self._items else ()
        made = [self.print_sheet] if self.context.export is not None else []
        if not self.sheet.may_write:
            return tuple(made)
        return (*([self.bring_in] if self.context.bring_in is not None else []), *made, self.file_sheet)

    def search(self, text: str) -> None:
        self.sheet.table.model.ask(search=text)

    def show_record(self, identity: str) -> None:
        """``sheet`` opens the signature sheet."""
        if identity == "sheet":
            self.switch.setCurrentIndex(1)

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.want_inspector(place == 1)
        self.inspector.show_nothing(said("Nobody chosen"), said("Choose a person to see their sheet and its scan."))
        self.actions_changed.emit()
        self.refresh()

    def _print(self) -> None:
        if self.context.export is not None:
            self.context.export("signature-sheet", {})

    def _use_role(self, may: bool) -> None:
        self.sheet.may_write = may
        self.actions_changed.emit()

    def refresh(self) -> None:
        if self.stack.currentIndex() == 1:
            self.context.jobs.read(_may_file, self._use_role, self.problem.emit)
            self.sheet.refresh()
            return
        self.context.jobs.read(lambda site: site.to_sign(), self._show, self.problem.emit)

    def _show(self, items: Sequence[ToSign]) -> None:
        ticked = {one.item.key for one in self._items if one.tick.isChecked()}
        host = QWidget()
        rows = QVBoxLayout(host)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(10)
        self._items = []
        for item in items:
            go = Button(said("Open"), "plain", f"folder-open-{len(self._items)}", small=True)
            go.setAccessibleName(said("Open {what}").format(what=item.signable.title))
            go.clicked.connect(lambda _=False, item=item: self.context.navigate(item.place, item.record))
            line = FolderItem(item, go)
            line.tick.setChecked(item.key in ticked)
            line.tick.toggled.connect(lambda _: self._judge())
            self._items.append(line)
            rows.addWidget(line)
        if not items:
            rows.addWidget(EmptyPage(said("Nothing waits for your signature"), said("It comes here by itself.")))
        rows.addStretch(1)
        self.area.setWidget(host)
        host.setAutoFillBackground(False)
        if self.stack.currentIndex():
            return
        if items:
            words = said("1 record waits") if len(items) == 1 else said("{n} records wait").format(n=len(items))
            self.say((Em(words, "soon"), " " + said("for your signature; one code signs all you tick.")))
        else:
            self.say((Em(said("Nothing waits"), "ok"), "."))
        self.actions_changed.emit()
        self._judge()

    def _judge(self) -> None:
        ticked = sum(one.tick.isChecked() for one in self._items)
        self.sign.setEnabled(ticked > 0)
        self.tick_all.setEnabled(ticked < len(self._items))

    def _tick_all(self) -> None:
        for one in self._items:
            one.tick.setChecked(True)

    def _sign(self) -> None:
        chosen = [one.item for one in self._items if one.tick.isChecked()]
        meanings = list(dict.fromkeys(item.meaning for item in chosen))
        if not chosen:
            return

        def commit(site: Site, signer: Pen | Ink) -> None:
            from db.signing.signable import Pen

            with site.change("Signed in the signing folder") as change:
                site.sign_folder(change, chosen, signer)
            site.introductions.keep(signer if isinstance(signer, Pen) else None)

        shown = meanings if len(meanings) == 1 else ["as each record says"]
        sign_records(self.context, [one.signable for one in chosen], shown, commit, lambda _: self.refresh())


def _may_file(site: Site) -> bool:
    return site.actor.role in WRITERS and not site.store.standing.missing
