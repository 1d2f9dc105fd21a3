"""A list of papers that came back signed: filed by hand with their scan, struck through when it was a mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import PageContext
from desktop.widgets.table import RecordTable

if TYPE_CHECKING:
    from db.site import Site


def said(text: str) -> str:
    """Words of every such list."""
    return QCoreApplication.translate("FiledView", text)


class FiledView(QWidget):
    """``stated(parts)``: the sentence under the page's title; ``failed(Exception)``. ``table``: its papers."""

    stated = Signal(object)
    failed = Signal(object)

    def __init__(
        self, context: PageContext, inspector: Inspector, evidence: EvidenceList, table: RecordTable,
        inspect: Callable[[Any], object],
    ) -> None:  # fmt: skip
        """``inspect`` gets what was chosen."""
        super().__init__()
        self._context, self.inspector, self._evidence = context, inspector, evidence
        self.table = table
        self.may_write = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(table, 1000)
        column.addStretch(1)
        table.selected.connect(lambda one: inspect(one) if one is not None else None)
        table.model.failed.connect(self.failed)

    def filing_buttons(
        self, words: str, name: str, file: Callable[[], object], strike: Callable[[], object] | None
    ) -> list[Button]:
        """For the inspector: file one, and strike through the one there is (None: there is none that counts)."""
        if not self.may_write:
            return []
        made = [Button(words, "primary", f"{name}-file")]
        made[0].clicked.connect(lambda: file())
        if strike is not None:
            made.append(Button(said("Strike through"), "plain", f"{name}-void"))
            made[1].clicked.connect(lambda: strike())
        return made

    def strike_through(self, title: str, void: Callable[[Site, str], object]) -> None:
        """Asks for the reason first (AUD-1)."""

        def write(reason: str) -> None:
            self._context.jobs.write(lambda site: void(site, reason), lambda _: None, self.failed.emit)

        self._context.prompts.ask_reason(
            title, write, do=said("Strike through"), words=said("It stays to be read and no longer counts.")
        )
