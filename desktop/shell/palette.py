"""The command palette: what the search field offers while somebody types. Choosing is emitted, not done here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.shell.matching import Offer, best
from desktop.widgets.fonts import Type
from desktop.widgets.paint import SHEET_CORNER, draw_box, draw_text
from desktop.widgets.theme import theme

DISPLAY, ACCESSIBLE, OFFER = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
MOST = 12


class _Offers(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: tuple[Offer, ...] = ()

    def show(self, offers: tuple[Offer, ...]) -> None:
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        offer = self.offers[index.row()]
        if role == DISPLAY:
            return offer.title
        if role == ACCESSIBLE:
            return f"{offer.group}: {offer.title}, {offer.note}" if offer.note else f"{offer.group}: {offer.title}"
        return offer if role == OFFER else None


class _OfferDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme().px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer, look = index.data(OFFER), theme()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, box, 5, look.tokens.accent_ground)
        inner = box.adjusted(10, 0, -10, 0)
        font, small = look.font(Type.MEDIUM), look.font(Type.META)
        side = QFontMetricsF(small).horizontalAdvance(offer.group) + 4
        room = inner.width() - side
        title = min(QFontMetricsF(font).horizontalAdvance(offer.title) + 2, room)
        name, note = QRectF(inner), QRectF(inner)
        name.setWidth(title)
        note.setLeft(inner.left() + title + 10)
        note.setWidth(max(0.0, room - title - 16))
        group = QRectF(inner.right() - side, inner.top(), side, inner.height())
        whole = option.rect
        parts = [QRectF(QStyle.visualRect(option.direction, whole, part.toRect())) for part in (name, note, group)]
        draw_text(painter, parts[0], offer.title, font, look.tokens.ink1)
        draw_text(painter, parts[1], offer.note, small, look.tokens.ink2)
        draw_text(painter, parts[2], offer.group, small, look.tokens.ink2, Qt.AlignmentFlag.AlignRight)


class Palette(QFrame):
    """A sheet under the search field. ``chosen`` gets the target of an offer; ``typed`` every change of the words."""

    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, field: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._field, self._over = field, parent
        self._fixed: tuple[Offer, ...] = ()
        self._found: tuple[Offer, ...] = ()
        self._model = _Offers(self)
        self.list = QListView(self)
        self.list.setObjectName("palette-list")
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_OfferDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addWidget(self.list)
        field.textEdited.connect(self._edited)
        field.installEventFilter(self)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Pages and actions; people are added as they are found."""
        self._fixed = tuple(offers)

    def show_found(self, offers: Sequence[Offer]) -> None:
        """People found for the words that stand in the field now."""
        self._found = tuple(offers)
        if self.isVisible():
            self._fill()

    def ask(self) -> None:
        """Go to the field and offer what there is (Ctrl K)."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.MouseButtonPress and not self.isVisible():
            self._open()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        draw_box(QPainter(self), QRectF(self.rect()), SHEET_CORNER, tokens.sheet, tokens.mark_line)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._field.clear()
            self.hide()
            self.typed.emit("")
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.isVisible():
                self._open()
                return True
            step = 1 if key == Qt.Key.Key_Down else -1
            row = min(max(self.list.currentIndex().row() + step, 0), self._model.rowCount() - 1)
            self.list.setCurrentIndex(self._model.index(row))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isVisible():
            self._choose(self.list.currentIndex())
            return True
        return False

    def _edited(self, text: str) -> None:
        self._found = ()
        self._open()
        self.typed.emit(text)

    def _open(self) -> None:
        self._fill()
        corner = self._field.mapTo(self._over, QPoint(0, self._field.height() + 4))
        self.setFixedWidth(max(self._field.width(), theme().px(480)))
        if self.isRightToLeft():
            corner.setX(corner.x() + self._field.width() - self.width())
        self.move(corner)
        self.show()
        self.raise_()

    def _fill(self) -> None:
        text = self._field.text().strip()
        offers = best([*self._fixed, *self._found], text, MOST) if text else self._fixed[:MOST]
        known = {offer.target for offer in offers}
        offers += tuple(offer for offer in self._found if offer.target not in known)
        offers = offers[:MOST] or (Offer(self.tr("Nothing found"), text, "", ""),)
        self._model.show(offers)
        self.list.setCurrentIndex(self._model.index(0))
        self.setFixedHeight(len(offers) * theme().px(30) + 14)

    def _choose(self, index: QModelIndex) -> None:
        offer = index.data(OFFER)
        if offer is None or not offer.target:
            return
        self._field.clear()
        self._field.clearFocus()
        self.hide()
        self.typed.emit("")  # the page behind shows everything again
        self.chosen.emit(offer.target)

    def _restyle(self) -> None:
        self.list.scheduleDelayedItemsLayout()
