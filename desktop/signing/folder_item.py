"""One thing that waits in the signing folder: a tick, since when, and what of it will be bound."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.signing.folder import ToSign
from desktop.signing.dialog import said
from desktop.widgets.buttons import Button
from desktop.widgets.choices import Tick
from desktop.widgets.dates import show_date
from desktop.widgets.fonts import Type
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Text

FACTS = 6


class FolderItem(Sheet):
    """``go`` opens the record on its own page."""

    def __init__(self, item: ToSign, go: Button) -> None:
        super().__init__()
        self.item = item
        self.tick = Tick(item.signable.title, f"folder-{item.key.replace('/', '-')}")
        since = said("since {day}").format(day=show_date(item.since)) if item.since else ""
        meaning = said("to be signed as: {meaning}").format(meaning=said(item.meaning))
        head = QHBoxLayout()
        head.addWidget(self.tick, 1)
        head.addWidget(go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 12)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(Text(" · ".join(part for part in (meaning, since) if part), Type.META, "ink2"))
        column.addWidget(Text(_facts(item), Type.META, "ink2", wrap=True))


def _facts(item: ToSign) -> str:
    """The first of what will be bound; the rest is shown before signing."""
    told = [f"{label}: {value}" for label, value in item.signable.facts[:FACTS]]
    rest = len(item.signable.facts) - FACTS
    if rest > 0:
        more = said("one more is shown before you sign") if rest == 1 else said("{n} more are shown before you sign")
        told.append(more.format(n=rest))
    return " · ".join(told)
