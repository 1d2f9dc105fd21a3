"""The signing folder (SIG-1): what waits for one's signature; each shown and bound on its own, one code signs all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from db.signing.folder import ToSign
from desktop.signing.dialog import said, sign_records
from desktop.widgets.buttons import Button
from desktop.widgets.choices import Tick
from desktop.widgets.dates import show_date
from desktop.widgets.empty import EmptyPage
from desktop.widgets.fonts import Type
from desktop.widgets.page import Page, PageContext
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Em, Text

if TYPE_CHECKING:
    from db.signing.signable import Ink, Pen
    from db.site import Site

FACTS = 6


class _Item(Sheet):
    """One thing that waits: a tick, since when, and the first of the facts that will be bound."""

    def __init__(self, item: ToSign, go: Button) -> None:
        super().__init__()
        self.item = item
        self.tick = Tick(item.signable.title, f"folder-{item.key.replace('/', '-')}")
        since = said("since {day}").format(day=show_date(item.since)) if item.since else ""
        meaning = said("to be signed as: {meaning}").format(meaning=said(item.meaning))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(3)
        column.addWidget(self.tick)
        column.addWidget(Text(" · ".join(part for part in (meaning, since) if part), Type.META, "ink2"))
        for label, value in item.signable.facts[:FACTS]:
            column.addWidget(Text(f"{label}: {value}", Type.META, "ink2", wrap=True))
        rest = len(item.signable.facts) - FACTS
        if rest > 0:
            column.addWidget(Text(said("{n} more facts are shown before you sign").format(n=rest), Type.META, "ink3"))
        column.addSpacing(4)
        column.addWidget(go)


class SigningPage(Page):
    """Ticks what is to be signed, then the dialog with all of it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, said("Signing folder"), "signing")
        self._items: list[_Item] = []
        self.sign = Button(said("Sign what is ticked"), "primary", "folder-sign")
        self.sign.clicked.connect(self._sign)
        self.area = QScrollArea()
        self.area.setObjectName("folder")
        self.area.setAccessibleName(said("What waits for your signature"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.viewport().setAutoFillBackground(False)
        self.body.addWidget(self.area)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        return (self.sign,) if self._items else ()

    def refresh(self) -> None:
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
            go.clicked.connect(lambda _=False, item=item: self.context.navigate(item.place, ""))
            line = _Item(item, go)
            line.tick.setChecked(item.key in ticked)
            line.tick.toggled.connect(lambda _: self._judge())
            self._items.append(line)
            rows.addWidget(line)
        if not items:
            rows.addWidget(EmptyPage(said("Nothing waits for your signature"), said("It comes here by itself.")))
        rows.addStretch(1)
        self.area.setWidget(host)
        host.setAutoFillBackground(False)
        if items:
            words = said("1 record waits") if len(items) == 1 else said("{n} records wait").format(n=len(items))
            self.say((Em(words, "soon"), " " + said("for your signature; one code signs all you tick.")))
        else:
            self.say((Em(said("Nothing waits"), "ok"), "."))
        self.actions_changed.emit()
        self._judge()

    def _judge(self) -> None:
        self.sign.setEnabled(any(one.tick.isChecked() for one in self._items))

    def _sign(self) -> None:
        chosen = [one.item for one in self._items if one.tick.isChecked()]
        meanings = list(dict.fromkeys(item.meaning for item in chosen))
        if not chosen:
            return

        def commit(site: Site, signer: Pen | Ink) -> None:
            with site.change("Signed in the signing folder") as change:
                site.sign_folder(change, chosen, signer)

        shown = meanings if len(meanings) == 1 else ["as each record says"]
        sign_records(self.context, [one.signable for one in chosen], shown, commit, lambda _: self.refresh())
