"""The bar above a page: one field that finds everything, and what the page can do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_line, draw_text, reads_right_to_left
from desktop.widgets.theme import theme

HEIGHT = 47  # px at 100 %
FIELD, LEAST_FIELD = 440, 120
MOST = 3  # buttons side by side; with more, the first ones go into a menu


class SearchField(QLineEdit):
    """Typing offers pages, actions and people; the key that leads here stands in it while it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setPlaceholderText(self.tr("Search people, records, actions…"))
        self.setAccessibleName(self.tr("Search people, records and actions"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setClearButtonEnabled(False)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(FIELD), theme().px(31))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            return
        painter, tokens, font = QPainter(self), theme().tokens, theme().font(Type.SMALL)
        width = QFontMetrics(font).horizontalAdvance("Ctrl K") + 12
        height = theme().px(20)
        cap = QRectF(self.width() - width - 10, (self.height() - height) / 2, width, height)
        if reads_right_to_left(self.placeholderText()):  # the field follows its words, not the page
            cap.moveLeft(10)
        draw_box(painter, cap, 4, tokens.ground, tokens.line)
        draw_text(painter, cap, "Ctrl K", font, tokens.ink2, Qt.AlignmentFlag.AlignHCenter)


def tucked(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Those that go into the menu: of more than MOST the first, but for what ``stays``; never the primary one."""
    over = len(buttons) - MOST + 1
    if over < 2:
        return ()
    return tuple(one for one in buttons if not one.stays and one.kind != "primary")[:over]


class TopBar(QWidget):
    """Holds the page's buttons while the page is shown; they stay the page's own."""

    menu_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SearchField(self)
        self._actions: list[Button] = []
        self.tucked: tuple[Button, ...] = ()
        self.more = Button(self.tr("More…"), "plain", "top-more", self)
        self.more.setAccessibleName(self.tr("More that can be done on this page"))
        self.more.clicked.connect(self._open_menu)
        self.more.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.field, 1000)
        self._row.addStretch(1)
        self._row.addWidget(self.more)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_actions(self, buttons: Sequence[Button]) -> None:
        """Put these at the right, in their order; those of the page before are hidden and given back."""
        for old in self._actions:
            self._row.removeWidget(old)
            old.hide()
        self._actions, self.tucked = list(buttons), tucked(buttons)
        self.more.setVisible(bool(self.tucked))
        for button in self._actions:
            if button not in self.tucked:
                self._row.addWidget(button)
                button.show()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("top-more-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self.tucked:
            act = menu.addAction(button.text())
            act.setObjectName(button.objectName())
            act.setEnabled(button.isEnabled())
            act.triggered.connect(lambda _=False, button=button: button.click())
        corner = QPoint(0, self.more.height() + 4)
        if self.isRightToLeft():
            corner.setX(self.more.width() - menu.sizeHint().width())
        menu.popup(self.more.mapToGlobal(corner))

    def forget(self) -> None:
        """Let go of the buttons: their page is about to be deleted."""
        for old in self._actions:
            self._row.removeWidget(old)
            old.deleteLater()
        self._actions, self.tucked = [], ()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, y = QPainter(self), self.height() - 1
        draw_line(painter, QPointF(0, y), QPointF(self.width(), y), theme().tokens.line)

    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(HEIGHT))
        self.field.setMinimumWidth(theme().px(LEAST_FIELD))
        self.field.setMaximumWidth(theme().px(FIELD))
        self.field.setFixedHeight(theme().px(31))
        self.update()
