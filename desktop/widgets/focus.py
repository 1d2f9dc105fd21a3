"""One focus ring for a window, shown only to who moves by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QHideEvent, QMoveEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.widgets.paint import draw_box
from desktop.widgets.theme import theme

SPACE = 3
SHOWS_ITS_OWN = (QLineEdit, QPlainTextEdit, QComboBox)
MOVES = (QMoveEvent, QResizeEvent, QHideEvent, QShowEvent)  # by class: QEvent.Type is slow to build


class FocusRing(QWidget):
    """Make one for each window and keep no other account of the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[QWidget] = []
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_box(QPainter(self), QRectF(self.rect()), 8, None, theme().tokens.accent, 2.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, MOVES):
            self._place()
        return super().eventFilter(watched, event)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        if new is None or new.window() is not self._window:
            self.hide()
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
        keyed = self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if not keyed or isinstance(new, SHOWS_ITS_OWN):
            self.hide()
            return
        step: QWidget | None = new
        while step is not None and step is not self._window:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _place(self) -> None:
        if not self._watched or not self._watched[0].isVisible():
            self.hide()
            return
        widget = self._watched[0]
        corner = widget.mapTo(self._window, QPoint(0, 0))
        around = QRect(corner, widget.size()).adjusted(-SPACE, -SPACE, SPACE, SPACE)
        for holder in self._watched[1:]:  # cut to what is in view of a scroll area around it
            seen = QRect(holder.mapTo(self._window, QPoint(0, 0)), holder.size())
            around &= seen.adjusted(-SPACE, -SPACE, SPACE, SPACE)
        if around.isEmpty():
            self.hide()
            return
        self.setGeometry(around)
        self.raise_()
        self.show()
