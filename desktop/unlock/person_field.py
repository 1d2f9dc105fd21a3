"""Who unlocks: chosen from those who come here, or a log-in name typed where nobody is known yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QStackedLayout, QWidget

from desktop.unlock.backstage import Familiar
from desktop.unlock.words import role_name
from desktop.widgets.fonts import Type
from desktop.widgets.paint import BUTTON_CORNER, draw_box, draw_text
from desktop.widgets.theme import theme

HEIGHT = 40  # px at 100 %
OTHER = "\N{NULL}"  # no log-in name can be this


class _Chooser(QComboBox):
    """Name at the near end, role at the far end."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        tokens, box = look.tokens, QRectF(self.rect())
        draw_box(painter, box, BUTTON_CORNER, tokens.sheet, tokens.accent if self.hasFocus() else tokens.line)
        who = self.currentData()
        role = f"{role_name(who.role)} ▾" if isinstance(who, Familiar) else "▾"
        font = look.font(Type.BODY)
        side = QFontMetricsF(font).horizontalAdvance(role) + 2
        inner = box.adjusted(12, 0, -12, 0)
        far = QRectF(inner.right() - side, inner.top(), side, inner.height())
        near = inner.adjusted(0, 0, -side - 10, 0)
        if self.isRightToLeft():
            near, far = (part.translated(box.width() - part.left() - part.right(), 0) for part in (near, far))
        draw_text(painter, near, self.currentText(), font, tokens.ink1)
        draw_text(painter, far, role, font, tokens.ink3)


class PersonField(QWidget):
    """``changed`` gets the log-in name when it is settled."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = _Chooser(self)
        self.chooser.setObjectName("person")
        self.chooser.setAccessibleName(self.tr("Person"))
        self.chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.login = QLineEdit(self)
        self.login.setObjectName("login")
        self.login.setAccessibleName(self.tr("Log-in name"))
        self.login.setPlaceholderText(self.tr("Log-in name"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.login)
        self._stack.addWidget(self.chooser)
        self.chooser.activated.connect(self._picked)
        self.login.editingFinished.connect(lambda: self.changed.emit(self.value()))
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_people(self, people: Sequence[Familiar]) -> None:
        """Those who come here, the latest first."""
        self.chooser.clear()
        for who in people:
            self.chooser.addItem(who.name, who)
        if people:
            self.chooser.addItem(self.tr("Somebody else…"), OTHER)
        self._stack.setCurrentWidget(self.chooser if people else self.login)
        self.setFocusProxy(self._stack.currentWidget())
        if people:
            self.changed.emit(self.value())

    def value(self) -> str:
        """The log-in name; may be empty."""
        if self._stack.currentWidget() is self.login:
            return self.login.text().strip()
        who = self.chooser.currentData()
        return who.login if isinstance(who, Familiar) else ""

    def familiar(self) -> Familiar | None:
        who = self.chooser.currentData()
        return who if isinstance(who, Familiar) and self._stack.currentWidget() is self.chooser else None

    def choose(self, login: str) -> None:
        """Show this person, typed in if not known."""
        for index in range(self.chooser.count()):
            who = self.chooser.itemData(index)
            if isinstance(who, Familiar) and who.login.casefold() == login.casefold():
                self.chooser.setCurrentIndex(index)
                self.changed.emit(login)
                return
        self._stack.setCurrentWidget(self.login)
        self.login.setText(login)
        self.changed.emit(login)

    def _picked(self, index: int) -> None:
        if self.chooser.itemData(index) == OTHER:
            self._stack.setCurrentWidget(self.login)
            self.setFocusProxy(self.login)
            self.login.setFocus()
            return
        self.changed.emit(self.value())

    def _restyle(self) -> None:
        for widget in (self.chooser, self.login):
            widget.setFixedHeight(theme().px(HEIGHT))
        self.setFixedHeight(theme().px(HEIGHT))
