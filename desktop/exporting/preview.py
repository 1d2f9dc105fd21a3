"""The pages of a report as they will be, to scroll through before they leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

MOST = 40  # pages shown; longer reports are looked at after saving
GAP = 12


class _Sheet(QLabel):
    """One page, as wide as there is room."""

    def __init__(self, image: QImage, spoken: str) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(spoken)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._image.height() * width / max(1, self._image.width()))

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.drawImage(box.adjusted(1, 1, -1, -1), self._image)
        draw_box(painter, box, 2, None, theme().tokens.line)


class Preview(QScrollArea):
    """``show_pages`` replaces what is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName(self.tr("Preview of the report"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages = 0
        self.say(self.tr("The preview comes when the report is drawn."))

    def show_pages(self, images: Sequence[QImage], of: int) -> None:
        """``of``: how many pages the report has."""
        host, rows = self._fresh()
        for place, image in enumerate(images):
            rows.addWidget(_Sheet(image, self.tr("Page {n} of {of}").format(n=place + 1, of=of)))
        if of > len(images):
            more = self.tr("{n} more pages are not shown here.").format(n=of - len(images))
            rows.addWidget(Text(more, Type.META, "ink2"))
        rows.addStretch(1)
        self.pages = of
        self.setWidget(host)

    def say(self, words: str) -> None:
        """Words in the place of pages."""
        host, rows = self._fresh()
        text = Text(words, Type.BODY, "ink2", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.addWidget(text, 1)
        self.pages = 0
        self.setWidget(host)

    def _fresh(self) -> tuple[QWidget, QVBoxLayout]:
        host = QWidget()
        rows = QVBoxLayout(host)
        rows.setContentsMargins(2, 2, 10, 2)
        rows.setSpacing(GAP)
        return host, rows
