"""A drop-down painted like the text fields, optionally narrowed by typing; and a tick box painted like the chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QSizePolicy, QStyle, QWidget

from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_icon
from desktop.widgets.paint import BUTTON_CORNER, draw_box, draw_text
from desktop.widgets.theme import theme


class Choice(QComboBox):
    """One of several (value, words). ``picked`` follows a choice of the person only."""

    picked = Signal()

    def __init__(self, unset: str = "", *, search: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unset = unset
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMaxVisibleItems(14)
        if search:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer, editor = self.completer(), self.lineEdit()
            assert completer is not None and editor is not None
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setPlaceholderText(unset)
            editor.editingFinished.connect(self._settle)
            self.currentIndexChanged.connect(self._place_editor)
        self.activated.connect(self.picked)
        theme().changed.connect(self._restyle)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """What may be chosen; the value stays where it is still offered, else nothing is chosen."""
        value = self.value()
        self.blockSignals(True)
        self.clear()
        for key, words in options:
            self.addItem(words, key)
        self.blockSignals(False)
        self.set_value(value)

    def value(self) -> str:
        """The chosen value; the empty text where none is, or what was typed is none of them."""
        index = self.currentIndex()
        if self.isEditable():
            index = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(index)) if index >= 0 else ""

    def set_value(self, value: str) -> None:
        """Choose; an unknown value chooses nothing."""
        index = self.findData(value)
        self.setCurrentIndex(index)
        editor = self.lineEdit()
        if editor is not None:
            if index < 0:
                editor.setText("")
            editor.setCursorPosition(0)  # a long name is shown from its beginning

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_editor()

    def _place_editor(self) -> None:
        """Inside the painted border, and clear of the arrow; Qt puts it elsewhere with every choice."""
        editor = self.lineEdit()
        if editor is not None:
            place = QRect(9, 2, self.width() - theme().px(16) - 24, self.height() - 4)
            editor.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(32))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a form must not change what it says

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        editor = self.lineEdit()
        focus = self.hasFocus() or (editor is not None and editor.hasFocus())
        border = tokens.late if self.property("wrong") else tokens.accent if focus else tokens.line
        if self.underMouse() and border == tokens.line:
            border = tokens.mark_line
        box = QRectF(self.rect())
        draw_box(painter, box, BUTTON_CORNER, tokens.sheet if self.isEnabled() else tokens.ground, border)
        side = look.px(16)
        arrow = QRectF(box.right() - side - 9, box.center().y() - side / 2, side, side)
        direction = self.layoutDirection()
        arrow = QRectF(QStyle.visualRect(direction, self.rect(), arrow.toAlignedRect()))
        draw_icon(painter, "chevron-down", arrow, tokens.ink3)
        if not self.isEditable():
            words = box.adjusted(11, 0, -side - 14, 0)
            words = QRectF(QStyle.visualRect(direction, self.rect(), words.toAlignedRect()))
            chosen = self.currentIndex() >= 0
            text = self.currentText() if chosen else self._unset
            ink = tokens.ink1 if chosen and self.isEnabled() else tokens.ink3
            draw_text(painter, words, text, look.font(Type.BODY), ink)

    def _settle(self) -> None:
        index = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        if index >= 0 and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.picked.emit()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Tick(QCheckBox):
    """A tick box with words."""

    def __init__(self, text: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + theme().px(28), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        side = look.px(16)
        on = self.isChecked()
        box = QRectF(1, (self.height() - side) / 2, side, side)
        words = QRectF(side + 9, 0, self.width() - side - 9, self.height())
        direction = self.layoutDirection()
        box = QRectF(QStyle.visualRect(direction, self.rect(), box.toAlignedRect()))
        words = QRectF(QStyle.visualRect(direction, self.rect(), words.toAlignedRect()))
        edge = tokens.accent if self.underMouse() else tokens.mark_line
        draw_box(painter, box, 4, tokens.accent if on else tokens.sheet, None if on else edge)
        if on:
            draw_icon(painter, "check", box, tokens.on_accent)
        draw_text(painter, words, self.text(), look.font(Type.BODY), tokens.ink1 if self.isEnabled() else tokens.ink3)

    def _restyle(self) -> None:
        self.setFont(theme().font(Type.BODY))
        self.updateGeometry()
        self.update()
