"""The QR code for an authenticator, drawn by Qt so that the secret never becomes a file."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4  # modules of white around the code, as the standard asks


class QrCode(QWidget):
    """Black on white whatever the theme is: cameras want it so."""

    def __init__(self, parent: QWidget | None = None, side: int = 216) -> None:
        super().__init__(parent)
        self._side = side
        self._rows: tuple[tuple[int, ...], ...] = ()
        self.setObjectName("qr")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("QR code for your authenticator"))
        self.setAccessibleDescription(self.tr("The same key stands beside it as text."))

    def show_text(self, text: str) -> None:
        """Encode ``text``; an empty one clears the picture."""
        import segno

        self._rows = tuple(tuple(row) for row in segno.make(text, error="m").matrix) if text else ()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._unit() * (len(self._rows) + 2 * QUIET) if self._rows else self._side
        return QSize(side, side)

    def _unit(self) -> int:
        """Pixels of a module: whole, so that edges are sharp for the camera."""
        return max(3, round(self._side / (len(self._rows) + 2 * QUIET)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(self.rect()), 7, 7)
        if not self._rows:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(QColor("black"))
        unit = self._unit()
        start = (self.width() - unit * len(self._rows)) / 2
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.drawRect(QRectF(start + x * unit, start + y * unit, unit, unit))
