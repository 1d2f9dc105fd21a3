"""Six boxes for the authenticator's code, which are one text field: a screen reader and the clipboard see one."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box
from desktop.widgets.theme import theme

MASK = "\N{BULLET}"


def digits_of(text: str) -> str:
    """The digits in a text, whatever script they are written in, as ASCII."""
    return "".join(str(unicodedata.digit(sign)) for sign in text if unicodedata.digit(sign, None) is not None)


class CodeBoxes(QLineEdit):
    """``completed`` when the last digit is in; ``dropped`` when something typed was no digit (say so beside it)."""

    completed = Signal(str)
    dropped = Signal()

    def __init__(self, name: str = "code", digits: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = digits
        self._code = ""
        self._wrong = False
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Code from your authenticator, {0} digits").format(digits))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._keep_digits)
        theme().changed.connect(self._restyle)

    def code(self) -> str:
        """What is in the boxes, ASCII digits."""
        return self._code

    def is_complete(self) -> bool:
        return len(self._code) == self._digits

    def set_digits(self, digits: int) -> None:
        """Six or eight."""
        self._digits = digits
        self.clear()
        self.setAccessibleName(self.tr("Code from your authenticator, {0} digits").format(digits))
        self._restyle()

    def set_wrong(self, wrong: bool) -> None:
        """Outline the boxes as refused; the next key clears it."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        last = self._box(self._digits - 1)
        return QSize(int(last.right()) + 1, int(last.height()) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        font = look.font(Type.CODE)
        here = min(len(self._code), self._digits - 1)
        for index in range(self._digits):
            box = self._box(index)
            active = self.hasFocus() and index == here and self.isEnabled()
            border = tokens.late if self._wrong else tokens.accent if active else tokens.line
            fill = tokens.sheet if self.isEnabled() else tokens.ground
            draw_box(painter, box, 7, fill, border, 2.0 if active or self._wrong else None)
            if index < len(self._code):
                painter.setFont(font)
                painter.setPen(tokens.ink1)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._code[index])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.end(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            return
        super().keyPressEvent(event)

    def _box(self, index: int) -> QRectF:
        look = theme()
        width, gap, group = look.px(44), 8, 17
        past_half = group if index >= self._digits // 2 else 0
        return QRectF(index * (width + gap) + past_half, 0, width, look.px(52))

    def _keep_digits(self, text: str) -> None:
        kept = digits_of(text)[: self._digits]
        if any(unicodedata.digit(sign, None) is None and not sign.isspace() and sign != "-" for sign in text):
            self.dropped.emit()
        if text != kept:
            self.blockSignals(True)
            self.setText(kept)
            self.blockSignals(False)
            self.end(False)
        grown = len(kept) > len(self._code)
        self._wrong = False
        self._code = kept
        self.update()
        if grown and self.is_complete():
            self.completed.emit(kept)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
