"""One line on the credential: found (green, and where), not there (red), not looked for yet (empty)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_text
from desktop.widgets.states import State, draw_sign
from desktop.widgets.theme import theme


class KeyringLine(QLabel):
    """Sign and words, read as one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyring-state")
        self._state: State | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_nothing(self) -> None:
        self._state = None
        self.setText("")

    def show_found(self, found: bool, keyring: str) -> None:
        """``keyring``: the backend's name."""
        self._state = State.CURRENT if found else State.MISSING
        self.setText(
            self.tr("Keyring credential found ({where})").format(where=keyring)
            if found
            else self.tr("No credential for this person in {where}").format(where=keyring or self.tr("the keyring"))
        )

    def show_keyring(self, keyring: str) -> None:
        """A keyring is there; whose credential to look for is not known yet."""
        self._state = State.CURRENT
        self.setText(self.tr("Keyring found ({where})").format(where=keyring))

    def show_missing(self) -> None:
        self._state = State.MISSING
        self.setText(self.tr("No keyring to look in"))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._state is None:
            return
        painter, look = QPainter(self), theme()
        side = look.px(10)
        sign = QRectF(1, (self.height() - side) / 2, side, side)
        words = QRectF(side + 6, 0, self.width() - side - 6, self.height())
        if self.isRightToLeft():
            sign.moveRight(self.width() - 1)
            words.moveLeft(0)
        tone = "ok" if self._state is State.CURRENT else "late"
        draw_sign(painter, self._state, sign, look.tokens[tone])
        draw_text(painter, words, self.text(), look.font(Type.BODY), look.tokens.ink2)
