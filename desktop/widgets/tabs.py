"""Tabs: words over a line, the chosen one underlined in the accent's colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_line
from desktop.widgets.theme import theme


class TabBar(QTabBar):
    """The row of words. Arrow keys move between them."""

    def __init__(
        self,
        spoken: str,
        name: str = "tabs",
        parent: QWidget | None = None,
        *,
        margin: int = 14,
        lined: bool = True,
    ) -> None:
        """``lined``: a line under the whole bar."""
        super().__init__(parent)
        self._margin, self._lined = margin, lined
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)
        self._restyle()

    def tabSizeHint(self, index: int) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self.tabText(index))
        lead = self._margin - 8 if index == 0 else 0
        return QSize(words + 16 + lead, self._height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._height())

    def sizeHint(self) -> QSize:
        return QSize(sum(self.tabSizeHint(place).width() for place in range(self.count())), self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        edge = self.height() - 1.0
        if self._lined:
            draw_line(painter, QPointF(0, edge), QPointF(self.width(), edge), tokens.line)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place in range(self.count()):
            rect = QRectF(self.tabRect(place))
            lead = self._margin - 8 if place == 0 else 0
            words = rect.adjusted(8 + (0 if rtl else lead), 0, -8 - (lead if rtl else 0), 0)
            chosen = place == self.currentIndex()
            painter.setFont(look.font(Type.MEDIUM if chosen else Type.BODY))
            painter.setPen(tokens.ink1 if chosen else tokens.ink2)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.tabText(place))
            if chosen:
                painter.fillRect(QRectF(words.left(), self.height() - 2, words.width(), 2), tokens.accent)

    def _height(self) -> int:
        return theme().px(36 if self._lined else 27)

    def _restyle(self) -> None:
        self.setFont(theme().font(Type.MEDIUM))
        self.updateGeometry()
        self.update()


class Tabs(QWidget):
    """A tab bar and the pages behind it."""

    def __init__(self, spoken: str, name: str = "tabs", parent: QWidget | None = None, *, margin: int = 14) -> None:
        super().__init__(parent)
        self.bar = TabBar(spoken, name, self, margin=margin)
        self.stack = QStackedWidget(self)
        self.bar.currentChanged.connect(self.stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)

    def add(self, title: str, page: QWidget) -> int:
        """Add a page; its place."""
        self.stack.addWidget(page)
        return self.bar.addTab(title)

    def show_tab(self, place: int) -> None:
        self.bar.setCurrentIndex(place)
