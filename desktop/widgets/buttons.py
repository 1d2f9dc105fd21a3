"""Buttons. One primary in a place; the others plain; links for what is said in passing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_icon
from desktop.widgets.paint import BUTTON_CORNER, draw_box, draw_text, reads_right_to_left
from desktop.widgets.theme import theme
from desktop.widgets.tokens import Tokens

Kind = Literal["primary", "plain", "quiet", "danger"]
CENTRE = Qt.AlignmentFlag.AlignHCenter


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses what has the focus, as the blank does; True if it did. Qt leaves Enter to a dialog's default
    button, so that Enter on “Cancel” would do what was just to be cancelled."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    button.click()
    return True


class Button(QPushButton):
    """A button with words. ``kind``: primary (the one that goes on), plain, quiet (no border), danger."""

    def __init__(
        self,
        text: str,
        kind: Kind = "plain",
        name: str = "",
        parent: QWidget | None = None,
        *,
        small: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.needs = ""  # in a page's top bar: the table in which its person must be allowed to enter rows
        self.stays = False  # in a page's top bar: is never put into the menu of what else can be done
        self._kind: Kind = kind
        self._small = small
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _tell(self) -> None:
        """A dialog that comes up now was opened by this button."""
        from desktop.widgets.drafts import draft_book  # late: fields know buttons

        draft_book().pressed = self.objectName()

    @property
    def kind(self) -> Kind:
        return self._kind

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def set_kind(self, kind: Kind) -> None:
        """Another kind, with its look."""
        self._kind = kind
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        words = metrics.horizontalAdvance(self.text().replace("&", ""))
        return QSize(words + (20 if self._small else 26), theme().px(26 if self._small else 31))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        fill, ink, border = self._colours(tokens)
        if not self.isEnabled():
            fill, ink, border = tokens.ground, tokens.ink3, tokens.line
        draw_box(painter, QRectF(self.rect()), BUTTON_CORNER, fill, border)
        painter.setFont(self.font())
        painter.setPen(ink)
        said = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic)
        if not reads_right_to_left(self.text()):  # else “Leave…” would end at its beginning on a mirrored page
            said |= Qt.TextFlag.TextForceLeftToRight.value
        painter.drawText(self.rect(), said, self.text())

    def _colours(self, tokens: Tokens) -> tuple[QColor | None, QColor, QColor | None]:
        down, over = self.isDown() or self.isChecked(), self.underMouse()
        if self._kind == "primary":
            return (tokens.accent_hover if down or over else tokens.accent), tokens.on_accent, None
        if self._kind == "quiet":
            return (tokens.pressed if down else tokens.hover if over else None), tokens.ink2, None
        fill = tokens.pressed if down else tokens.hover if over else tokens.sheet
        return fill, (tokens.late if self._kind == "danger" else tokens.ink1), tokens.line

    def _restyle(self) -> None:
        self.setFont(theme().font(Type.LABEL if self._small else Type.MEDIUM))
        self.updateGeometry()
        self.update()


def only_one_primary(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Of buttons that come from several hands: the first that is primary stays so, and stands first."""
    first = next((one for one in buttons if one.kind == "primary"), None)
    for one in buttons:
        if one.kind == "primary" and one is not first:
            one.set_kind("plain")
    return tuple(sorted(buttons, key=lambda one: one is not first))


class LinkButton(QAbstractButton):
    """Words that do something, in the accent's colour; underlined under the mouse."""

    def __init__(self, text: str, name: str = "", kind: Type = Type.LABEL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._type = kind
        self.setText(text)
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        font = theme().font(self._type)
        if self.underMouse() and self.isEnabled():
            font = type(font)(font)
            font.setUnderline(True)
        draw_text(painter, QRectF(self.rect()), self.text(), font, tokens.accent if self.isEnabled() else tokens.ink3)

    def _restyle(self) -> None:
        self.setFont(theme().font(self._type))
        self.updateGeometry()
        self.update()


class IconButton(QAbstractButton):
    """An icon that does something; its name is said to screen readers and shown as a tip."""

    def __init__(self, icon: str, spoken: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, spoken: str) -> None:
        """Another icon, and what it says."""
        self._icon = icon
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(28)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            draw_box(painter, box, BUTTON_CORNER, tokens.pressed if self.isDown() else tokens.hover)
        side = theme().px(18)
        place = QRectF(0, 0, side, side)
        place.moveCenter(box.center())
        draw_icon(painter, self._icon, place, tokens.ink2 if self.isEnabled() else tokens.ink3)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.update()
