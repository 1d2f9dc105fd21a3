"""The reports there are, group by group in two columns: a line opens its report, the arrow keys lead through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from db.folding import fold
from desktop.widgets.buttons import pressed_by_enter
from desktop.widgets.empty import EmptyPage
from desktop.widgets.fonts import Type
from desktop.widgets.paint import BUTTON_CORNER, draw_box, draw_text
from desktop.widgets.room import GAP
from desktop.widgets.section import Section
from desktop.widgets.theme import theme

ROW, TITLE, LEAST = 28, 196, 480  # px at 100 %: a line's height, its title's room, the narrowest column of two
MARGIN = 6  # px: how far the ground under a line reaches beyond its words


@dataclass(frozen=True)
class Offer:
    """One line: ``name`` is told when it is chosen, ``words`` say what is in it."""

    name: str
    title: str
    words: str


class Line(QAbstractButton):
    """One report; the whole line is the button."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self._sought = f" {fold(f'{offer.title} {offer.words}')}"
        self.setObjectName(f"report-{offer.name}")
        self.setText(offer.title)
        self.setAccessibleName(offer.title)
        self.setAccessibleDescription(offer.words)
        self.setToolTip(offer.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def fits(self, typed: str) -> bool:
        """Whether every word typed begins a word of it."""
        return all(f" {word}" in self._sought for word in fold(typed).split())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(TITLE) + 60, theme().px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme().px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        whole = self.rect()
        if self.underMouse() or self.isDown():
            draw_box(painter, QRectF(whole), BUTTON_CORNER, look.tokens.pressed if self.isDown() else look.tokens.hover)
        font = look.font(Type.MEDIUM)
        inner = QRectF(whole).adjusted(MARGIN, 0, -MARGIN, 0)
        name, words = QRectF(inner), QRectF(inner)
        name.setWidth(min(inner.width(), max(look.px(TITLE), QFontMetricsF(font).horizontalAdvance(self.text()) + 2)))
        words.setLeft(name.right() + 12)
        mirrored = [QRectF(QStyle.visualRect(self.layoutDirection(), whole, one.toRect())) for one in (name, words)]
        draw_text(painter, mirrored[0], self.text(), font, look.tokens.ink1)
        if words.width() > look.px(60):
            draw_text(painter, mirrored[1], self.offer.words, look.font(Type.META), look.tokens.ink2)


class Shelf(QWidget):
    """``chosen(name)``: a line was pressed."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[Offer]]], columns: Sequence[int]) -> None:
        """``groups``: heading and lines; ``columns``: where each group stands if there is room for two."""
        super().__init__()
        self.setObjectName("shelf")
        self.lines: list[Line] = []
        self.sections: list[Section] = []
        self._held: list[list[Line]] = []
        self._places = tuple(columns)
        for number, (heading, offers) in enumerate(groups):
            section = Section(heading, f"shelf-{number}")
            section.rows.setSpacing(0)
            lines = [Line(offer) for offer in offers]
            for line in lines:
                line.clicked.connect(lambda _=False, name=line.offer.name: self.chosen.emit(name))
                line.installEventFilter(self)
                section.rows.addWidget(line)
            self.lines += lines
            self._held.append(lines)
            self.sections.append(section)
        self.nothing = EmptyPage(self.tr("No report is called so"), self.tr("Esc shows all of them again."))
        self.nothing.hide()
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._row = QHBoxLayout()
        for column in self._columns:
            column.setSpacing(GAP)
            self._row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.nothing)
        whole.addLayout(self._row)
        self._two: bool | None = None
        self._arrange()
        self._lead(self.lines[0])

    def search(self, text: str) -> None:
        """Only lines that fit; the empty text shows all."""
        for section, lines in zip(self.sections, self._held, strict=True):
            for line in lines:
                line.setVisible(line.fits(text))
            section.setVisible(any(line.fits(text) for line in lines))
        found = self._shown()
        self.nothing.setVisible(not found)
        if found:
            self._lead(found[0])

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(watched, Line):
            if isinstance(event, QFocusEvent) and event.gotFocus():
                self._lead(watched)
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(watched, event)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _key(self, line: Line, event: QKeyEvent) -> bool:
        shown, key = self._shown(), event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -len(shown), Qt.Key.Key_End: len(shown)}
        if key in steps:
            place = min(max(shown.index(line) + steps[Qt.Key(key)], 0), len(shown) - 1)
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return pressed_by_enter(line, event)

    def _shown(self) -> list[Line]:
        return [line for line in self.lines if not line.isHidden()]

    def _lead(self, one: Line) -> None:
        """Tab comes to one line; the arrow keys to the others."""
        for line in self.lines:
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if line is one else Qt.FocusPolicy.ClickFocus)

    def _arrange(self) -> None:
        two = self.width() >= 2 * theme().px(LEAST) + GAP
        if two == self._two:
            return
        self._two = two
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        self._row.setSpacing(GAP if two else 0)
        self._row.setStretch(1, int(two))
        for section, place in zip(self.sections, self._places, strict=True):
            self._columns[place if two else 0].addWidget(section)
        for column in self._columns:
            column.addStretch(1)
