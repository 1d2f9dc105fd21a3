"""A record's history as a line of events, the newest first. A list, so that keyboard and screen reader walk it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_text, reading_start
from desktop.widgets.theme import theme

Index = QModelIndex | QPersistentModelIndex
DISPLAY, ACCESSIBLE = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)
START, GAP = 29, 12


@dataclass(frozen=True)
class Moment:
    """One event: what happened, and who, when, why beneath it. ``ink`` names the token of its ring."""

    title: str
    meta: str
    ink: str = "accent"
    id: str = ""


class _Moments(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.moments: tuple[Moment, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.moments)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        moment = self.moments[index.row()]
        if role == DISPLAY:
            return moment.title
        return f"{moment.title}. {moment.meta}" if role == ACCESSIBLE else None

    def show(self, moments: Sequence[Moment]) -> None:
        self.beginResetModel()
        self.moments = tuple(moments)
        self.endResetModel()


class _MomentDelegate(QStyledItemDelegate):
    def __init__(self, view: TimeLine) -> None:
        super().__init__(view)
        self._view = view
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._document.setDefaultTextOption(option)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        moment: Moment = self._view.moments()[index.row()]
        title = self._height(moment.title, Type.META, width - START - 12)
        meta = self._height(moment.meta, Type.SMALL, width - START - 12) if moment.meta else 0
        return QSize(width, int(title + meta + GAP + 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme().tokens
        moments = self._view.moments()
        moment = moments[index.row()]
        rect = QRectF(option.rect)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            draw_box(painter, rect.adjusted(4, -4, -6, -5), 5, tokens.hover)
        x = rect.right() - 15 if rtl else rect.left() + 15
        first = theme().px(16) / 2
        above = first if index.row() == 0 else 0
        painter.fillRect(QRectF(x - 0.5, rect.top() + above, 1, rect.height() - above), tokens.line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens[moment.ink], 1.5))
        painter.setBrush(tokens.sheet)
        painter.drawEllipse(QPointF(x, rect.top() + first), 4.2, 4.2)
        painter.restore()
        width = rect.width() - START - 12
        left = rect.left() + (12 if rtl else START)
        used = self._draw(painter, QPointF(left, rect.top()), moment.title, Type.META, "ink1", width)
        self._draw(painter, QPointF(left, rect.top() + used), moment.meta, Type.SMALL, "ink2", width)

    def _height(self, text: str, kind: Type, width: float) -> float:
        option = self._document.defaultTextOption()
        option.setAlignment(reading_start(self._view.layoutDirection()))
        self._document.setDefaultTextOption(option)
        self._document.setDefaultFont(theme().font(kind))
        self._document.setTextWidth(max(40.0, width))
        self._document.setPlainText(text)
        return self._document.size().height()

    def _draw(self, painter: QPainter, at: QPointF, text: str, kind: Type, ink: str, width: float) -> float:
        if not text:
            return 0.0
        height = self._height(text, kind, width)
        painter.save()
        painter.translate(at)
        context = self._document.documentLayout().PaintContext()
        context.palette.setColor(context.palette.ColorRole.Text, theme().tokens[ink])
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        return height


class TimeLine(QListView):
    """``opened(id)`` on Enter or a double click."""

    opened = Signal(str)

    def __init__(self, spoken: str, name: str = "time-line", parent: QWidget | None = None, *, none: str = "") -> None:
        """``none``: said while there is nothing to show."""
        super().__init__(parent)
        self._none = none
        self._model = _Moments()
        self._model.setParent(self)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setModel(self._model)
        self.setItemDelegate(_MomentDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setViewportMargins(0, 12, 0, 0)
        self.activated.connect(lambda index: self.opened.emit(self.moments()[index.row()].id))
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def moments(self) -> tuple[Moment, ...]:
        """What is shown."""
        return self._model.moments

    def show_moments(self, moments: Sequence[Moment]) -> None:
        """Show another history."""
        self._model.show(moments)
        self.setAccessibleDescription("" if moments else self._none)

    def whole_height(self) -> int:
        """What showing everything takes, at the width there is."""
        return 14 + sum(self.sizeHintForRow(row) for row in range(self._model.rowCount()))

    def say_when_empty(self, words: str) -> None:
        """Other words for while there is nothing to show."""
        self._none = words
        self.setAccessibleDescription("" if self._model.moments else words)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.moments and self._none:
            painter = QPainter(self.viewport())
            words = QRectF(14, 0, self.viewport().width() - 28, theme().px(20))
            draw_text(painter, words, self._none, theme().font(Type.META), theme().tokens.ink2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
