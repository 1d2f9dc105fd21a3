"""A line across the page that cannot be missed: this is a demonstration; this was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_icon
from desktop.widgets.paint import draw_line
from desktop.widgets.text import Part, Sentence
from desktop.widgets.theme import theme

BannerKind = Literal["demonstration", "finding", "note"]
_LOOK = {"demonstration": ("soon", "info"), "finding": ("late", "warning"), "note": ("planned", "info")}


class Banner(QWidget):
    """Sign, sentence, and at most two buttons."""

    def __init__(
        self,
        kind: BannerKind,
        parts: Sequence[Part] = (),
        buttons: Sequence[Button] = (),
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ink, self._icon = _LOOK[kind]
        self.setObjectName(name or f"banner-{kind}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sentence = Sentence(parts, Type.BODY, "ink1")
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 5, 20, 6)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1)
        for button in buttons:
            row.addWidget(button)
        theme().changed.connect(self.update)

    def say(self, parts: Sequence[Part]) -> None:
        """Say something else."""
        self.sentence.set_parts(parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens[f"{self._ink}_ground"])
        edge = self.height() - 1.0
        draw_line(painter, QPointF(0, edge), QPointF(self.width(), edge), tokens.line)
        side = theme().px(18)
        rtl = self.layoutDirection().name == "RightToLeft"
        x = self.width() - 20 - side if rtl else 20
        draw_icon(painter, self._icon, QRectF(x, (self.height() - side) / 2, side, side), tokens[self._ink])
