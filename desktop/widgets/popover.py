"""What opens under a chip or a button: a list to tick, or a day to type. Esc closes; nothing blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.dates import FORMS, read_date, show_date
from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_icon
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

CHECK = Qt.ItemDataRole.CheckStateRole
VALUE = int(Qt.ItemDataRole.UserRole)
FILTER_FROM = 10  # options from which a field to narrow them is worth its room


class Popover(QWidget):
    """A small sheet below what was clicked; deleted when it closes, and the focus goes back."""

    def __init__(self, opener: QWidget) -> None:
        super().__init__(opener, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(8, 8, 8, 8)
        self.body.setSpacing(6)

    def open_below(self, widget: QWidget) -> None:
        """Show under ``widget``, inside its screen."""
        self.adjustSize()
        rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = QPoint(widget.width() - self.width() if rtl else 0, widget.height() + 4)
        place = widget.mapToGlobal(corner)
        screen = widget.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        draw_box(QPainter(self), QRectF(self.rect()), 9, tokens.sheet, tokens.mark_line)


class OptionDelegate(QStyledItemDelegate):
    """A line with a tick box (``many``) or a tick."""

    def __init__(self, parent: QObject, many: bool) -> None:
        super().__init__(parent)
        self._many = many

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = option.fontMetrics
        return QSize(metrics.horizontalAdvance(str(index.data())) + theme().px(46), theme().px(28))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, tokens = theme(), theme().tokens
        rect = QRectF(option.rect)
        state, direction = option.state, option.direction
        ticked = index.data(CHECK) == Qt.CheckState.Checked.value or index.data(CHECK) == Qt.CheckState.Checked
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            draw_box(painter, rect, 5, tokens.accent_ground)
        side = look.px(16)
        mark = QRectF(rect.left() + 6, rect.center().y() - side / 2, side, side)
        words = rect.adjusted(side + 14, 0, -6, 0)
        whole = rect.toAlignedRect()
        mark = QRectF(QStyle.visualRect(direction, whole, mark.toAlignedRect()))
        words = QRectF(QStyle.visualRect(direction, whole, words.toAlignedRect()))
        if self._many:
            draw_box(painter, mark, 4, tokens.accent if ticked else None, None if ticked else tokens.mark_line)
        if ticked:
            draw_icon(painter, "check", mark, tokens.on_accent if self._many else tokens.accent)
        draw_text(painter, words, str(index.data()), look.font(Type.MEDIUM if ticked else Type.BODY), tokens.ink1)


class ChoicePopover(Popover):
    """Options to tick (many) or to pick (one). ``chosen`` follows every tick, with the values in their order."""

    chosen = Signal(tuple)

    def __init__(
        self, label: str, options: Sequence[tuple[str, str]], ticked: Sequence[str], many: bool, opener: QWidget
    ) -> None:
        super().__init__(opener)
        self._many = many
        self.list = QListView(self)
        self.list.setObjectName("popover-list")
        self.list.setAccessibleName(label)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setItemDelegate(OptionDelegate(self.list, many))
        self.list.setFont(theme().font(Type.MEDIUM))
        model = QStandardItemModel(self.list)
        for value, words in options:
            item = QStandardItem(words)
            item.setData(value, VALUE)
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked)
            model.appendRow(item)
        self._model = model
        self.list.setModel(model)
        self.list.clicked.connect(self._toggle)
        self.list.installEventFilter(self)
        if len(options) > FILTER_FROM:
            self.narrow = QLineEdit(self)
            self.narrow.setObjectName("popover-narrow")
            self.narrow.setPlaceholderText(self.tr("Narrow the list"))
            self.narrow.setAccessibleName(self.tr("Narrow the list"))
            self.narrow.textChanged.connect(self._narrow)
            self.narrow.installEventFilter(self)
            self.body.addWidget(self.narrow)
        self.body.addWidget(self.list)
        width = max(self.list.sizeHintForColumn(0), theme().px(150))
        self.list.setFixedWidth(min(width + 16, theme().px(360)))
        self.list.setFixedHeight(min(len(options), 12) * theme().px(28) + 4)
        first = next((row for row, (value, _) in enumerate(options) if value in ticked), 0)
        self.list.setCurrentIndex(model.index(first, 0))
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not self._many:
                    self._toggle(self.list.currentIndex())
                self.close()
                return True
            if event.key() == Qt.Key.Key_Space and watched is self.list:
                self._toggle(self.list.currentIndex())
                return True
            if event.key() == Qt.Key.Key_Down and watched is not self.list:
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for row in range(self._model.rowCount()):
            words = self._model.item(row).text().casefold()
            self.list.setRowHidden(row, not all(word in words for word in wanted))

    def _toggle(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        item = self._model.itemFromIndex(index)
        on = item.checkState() is not Qt.CheckState.Checked
        if not self._many:
            for row in range(self._model.rowCount()):
                self._model.item(row).setCheckState(Qt.CheckState.Unchecked)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        values = tuple(
            str(self._model.item(row).data(VALUE))
            for row in range(self._model.rowCount())
            if self._model.item(row).checkState() is Qt.CheckState.Checked
        )
        self.chosen.emit(values)
        if not self._many:
            self.close()


class DatePopover(Popover):
    """One day, typed in an accepted form. ``chosen`` gets the ISO day, or the empty text for none."""

    chosen = Signal(str)

    def __init__(self, day: str, opener: QWidget) -> None:
        super().__init__(opener)
        self.field = QLineEdit(self)
        self.field.setObjectName("popover-date")
        self.field.setPlaceholderText(self.tr("DD-Mon-YYYY"))
        self.field.setAccessibleName(self.tr("Day"))
        self.field.setText(self.shown(day))
        self.field.setMinimumWidth(theme().px(190))
        self.hint = Text(self.tr("Type it as {0}, then Enter.").format(FORMS), Type.SMALL, "ink3", self)
        self.field.returnPressed.connect(self._take)
        self.body.addWidget(self.field)
        self.body.addWidget(self.hint)
        self.field.setFocus()
        self.field.selectAll()

    @staticmethod
    def shown(day: str) -> str:
        """An ISO day as the screen says it; empty stays empty."""
        return show_date(date.fromisoformat(day)) if day else ""

    def _take(self) -> None:
        text = self.field.text().strip()
        day = read_date(text)
        if text and day is None:
            self.hint.set_ink("late")
            self.hint.setText(self.tr("Not a day. Type it as {0}.").format(FORMS))
            return
        self.chosen.emit(day.isoformat() if day else "")
        self.close()
