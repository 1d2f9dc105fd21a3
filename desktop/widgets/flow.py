"""A layout that wraps: items from the reading start, some held at the far end. Mirrors for right-to-left."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget


class FlowLayout(QLayout):
    """Left to right (in reading direction), wrapping; `add_end` items stand at the far end of the first line."""

    def __init__(self, parent: QWidget | None = None, gap: int = 7, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._ends: set[int] = set()
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def add_end(self, widget: QWidget) -> None:
        """A widget for the far end."""
        self.addWidget(widget)
        self._ends.add(id(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, move: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        ends = [item for item in shown if id(item.widget()) in self._ends]
        starts = [item for item in shown if id(item.widget()) not in self._ends]
        end_width = sum(item.sizeHint().width() + self._gap for item in ends)
        x, y, line = rect.x(), rect.y(), 0
        for item in starts:
            size = item.sizeHint()
            room = rect.right() + 1 - (end_width if y == rect.y() and end_width < rect.width() * 0.6 else 0)
            if x > rect.x() and x + size.width() > room:
                x, y, line = rect.x(), y + line + self._line_gap, 0
            if move:
                self._place(item, rect, QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        first_line = y == rect.y()
        if ends and end_width >= rect.width() * 0.6 and not (first_line and x + end_width <= rect.right()):
            y, line = y + line + self._line_gap, 0
            end_y = y
        else:
            end_y = rect.y()
        edge = rect.right() + 1
        for item in reversed(ends):
            size = item.sizeHint()
            edge -= size.width()
            if move:
                self._place(item, rect, QRect(QPoint(edge, end_y), size))
            edge -= self._gap
            line = max(line, size.height())
        return y + line - rect.y()

    def _place(self, item: QLayoutItem, rect: QRect, place: QRect) -> None:
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        item.setGeometry(QStyle.visualRect(direction, rect, place))


class FlowHost(QWidget):
    """A widget laid out by a FlowLayout, whose height follows its width."""

    def __init__(self, parent: QWidget | None = None, gap: int = 7) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
