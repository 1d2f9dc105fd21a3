"""A verdict as a sheet: the outcome in one line, the sentences under it, facts to compare by eye."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.verify.asking import Judged
from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_icon
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Em, Part, Sentence, Text
from desktop.widgets.theme import theme

_OUTCOMES = {
    "valid": ("ok", "check", QT_TRANSLATE_NOOP("Verdict", "Valid: whole, and from where it says")),
    "doubt": ("soon", "info", QT_TRANSLATE_NOOP("Verdict", "Whole, but not everything could be confirmed")),
    "changed": ("late", "warning", QT_TRANSLATE_NOOP("Verdict", "Not valid: do not rely on it")),
}


class _Mark(QWidget):
    """The outcome's sign on its ground."""

    def __init__(self) -> None:
        super().__init__()
        self.tone, self.icon = "ok", "check"
        self.setFixedSize(36, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens[f"{self.tone}_ground"])
        painter.drawEllipse(QRectF(self.rect()))
        draw_icon(painter, self.icon, QRectF(8, 8, 20, 20), tokens[self.tone])


class VerdictView(Sheet):
    """Shows a Judged; empty before the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self._mark = _Mark()
        self.outcome = Text("", Type.SECTION, wrap=True)
        self.outcome.setObjectName("verdict-outcome")
        self.file = Text("", Type.META, "ink2", wrap=True)
        self.words = QVBoxLayout()
        self.words.setSpacing(8)
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(18)
        self._facts.setVerticalSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.outcome)
        titles.addWidget(self.file)
        head.addLayout(titles, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 18, 20, 18)
        rows.setSpacing(16)
        rows.addLayout(head)
        rows.addLayout(self.words)
        rows.addLayout(self._facts)

    def show_judged(self, judged: Judged) -> None:
        """The verdict in words; every sentence can be selected and copied."""
        tone, icon, headline = _OUTCOMES[judged.outcome]
        self._mark.tone, self._mark.icon = tone, icon
        self._mark.update()
        self.outcome.setText(QCoreApplication.translate("Verdict", headline))
        self.outcome.set_ink(tone)
        self.file.setText(judged.path.name)
        _empty(self.words)
        for place, line in enumerate(judged.lines):
            parts: list[Part] = [Em(line)] if place == 0 else [line]
            sentence = Sentence(parts, Type.BODY, "ink1", 1.2)
            sentence.setObjectName(f"verdict-line-{place}")
            self.words.addWidget(sentence)
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for label, value in judged.facts:
            shown = Text(value, Type.META, "ink1", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addRow(Text(QCoreApplication.translate("Verdict", label), Type.META, "ink2"), shown)

    def text(self) -> str:
        """All sentences, for a test or the clipboard."""
        found = []
        for place in range(self.words.count()):
            item = self.words.itemAt(place)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QLabel):
                found.append(widget.text())
        return " ".join(found)


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.deleteLater()
