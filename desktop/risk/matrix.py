"""The 5 × 5 matrix: how many risks stand where, and the way of the chosen one from inherent over current to residual.

Arrow keys move the cursor, Enter shows the risks of a cell beside it, Esc all of them again. Each cell carries its
score and number of risks, so that it can be read without colour.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.risk.records import CLOSED, Cell, Position, Risk, Scales
from desktop.risk.way import draw_way
from desktop.risk.words import LEVEL_TOKENS, said
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.theme import theme

Cells = Mapping[str, Mapping[Position, Cell]]
STEPS = 5
INHERENT, CURRENT, RESIDUAL = "inherent", "current", "residual"
_RTL = Qt.LayoutDirection.RightToLeft
CENTRE = Qt.AlignmentFlag.AlignHCenter
_MOVES = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0),
}  # fmt: skip


class Matrix(QWidget):
    """``chosen(Position or None)``: whose risks the table is to show; likelihood grows upwards, impact to the far
    side."""

    chosen = Signal(object)

    def __init__(self, scales: Scales) -> None:
        super().__init__()
        self.setObjectName("risk-matrix")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._scales = scales
        self._cells: Cells = {}
        self._axis = CURRENT
        self._cursor = Position(3, 3)
        self._kept: Position | None = None
        self._way: Risk | None = None
        theme().changed.connect(self.updateGeometry)
        self._say()

    def show_cells(self, cells: Cells, scales: Scales) -> None:
        """For each axis, what stands in its cells."""
        self._cells, self._scales = cells, scales
        self._say()
        self.update()

    def show_axis(self, axis: str) -> None:
        """Count the risks where they stand INHERENT, CURRENT or RESIDUAL."""
        self._axis = axis
        self._say()
        self.update()

    def show_way(self, risk: Risk | None) -> None:
        """Draw the way of this risk; None, or one that is closed, takes it away."""
        self._way = None if risk is None or risk.status == CLOSED else risk
        self._say()
        self.update()

    def keep(self, place: Position | None) -> None:
        """The cell whose risks the table shows; None for all."""
        self._kept = place
        self.update()

    def at(self, place: Position) -> Cell | None:
        """What stands in a cell; None where it is empty."""
        return self._cells.get(self._axis, {}).get(place)

    @property
    def place(self) -> Position:
        """Where the keyboard stands."""
        return self._cursor

    def words(self, place: Position) -> str:
        """What a screen reader says of a cell."""
        scales, found = self._scales, self.at(place)
        names = _names(found) if found is not None else said("no risk")
        return said("{likelihood} and {impact}: {level}, score {score}; {risks}").format(
            likelihood=scales.likelihood[place.likelihood - 1].word, impact=scales.impact[place.impact - 1].word,
            level=scales.word(place), score=place.score, risks=names,
        )  # fmt: skip

    def sizeHint(self) -> QSize:
        side = theme().px(396)
        return QSize(side, round(side * 0.94))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(300), theme().px(300))

    def hasHeightForWidth(self) -> bool:
        return False

    def cell(self, place: Position) -> QRectF:
        """Where a cell is drawn."""
        area = self._area()
        wide, tall = area.width() / STEPS, area.height() / STEPS
        column = place.impact - 1
        if self.layoutDirection() == _RTL:
            column = STEPS - 1 - column
        return QRectF(area.left() + column * wide, area.top() + (STEPS - place.likelihood) * tall, wide, tall).adjusted(
            1.5, 1.5, -1.5, -1.5
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for likelihood in range(1, STEPS + 1):
            for impact in range(1, STEPS + 1):
                self._paint_cell(painter, Position(likelihood, impact))
        self._paint_axes(painter)
        if self._way is not None:
            places = (self._way.inherent, self._way.current, self._way.residual)
            draw_way(painter, [self.cell(place) for place in places], theme())

    def _paint_cell(self, painter: QPainter, place: Position) -> None:
        look, tokens = theme(), theme().tokens
        level = self._scales.level_of(place)
        ink, ground = tokens[LEVEL_TOKENS[level - 1]], tokens[f"{LEVEL_TOKENS[level - 1]}_ground"]
        box = self.cell(place)
        is_kept = place == self._kept
        draw_box(painter, box, 5, ground, ink if is_kept else None)
        if level == len(self._scales.bounds):
            draw_box(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), 4, None, ink)
        if self.hasFocus() and place == self._cursor:
            draw_box(painter, box.adjusted(-1, -1, 1, 1), 6, None, tokens.accent)
            draw_box(painter, box, 5, None, tokens.accent)
        score = QRectF(box.left() + 6, box.top() + 3, box.width() - 12, look.px(15))
        painter.setLayoutDirection(self.layoutDirection())
        draw_text(painter, score, str(place.score), look.font(Type.SMALL), ink)
        found = self.at(place)
        if found is not None:
            side = look.px(23)
            right = box.left() + side / 2 + 5 if self.layoutDirection() == _RTL else box.right() - side / 2 - 5
            words = f"{found.count:,}"
            wide = max(side, side + look.px(7) * (len(words) - 2))  # a pill where three figures do not fit a disc
            disc = QRectF(0, 0, wide, side)
            disc.moveCenter(QPointF(right - (wide - side) / 2, box.top() + side / 2 + 5))
            draw_box(painter, disc, side / 2, tokens.sheet, ink)
            draw_text(painter, disc, words, look.font(Type.STRONG), tokens.ink1, CENTRE)

    def _paint_axes(self, painter: QPainter) -> None:
        look, tokens = theme(), theme().tokens
        small = look.font(Type.SMALL)
        area = self._area()
        rtl = self.layoutDirection() == _RTL
        for step in range(1, STEPS + 1):
            row = self.cell(Position(step, 1))
            words = QRectF(area.right() + 6 if rtl else 0, row.top(), look.px(_SIDE) - 6, row.height())
            flags = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
            draw_text(painter, words, self._scales.likelihood[step - 1].word, small, tokens.ink2, flags)
            column = self.cell(Position(1, step))
            words = QRectF(column.left() - 4, area.bottom() + 3, column.width() + 8, look.px(16))
            draw_text(painter, words, self._scales.impact[step - 1].word, small, tokens.ink2, CENTRE)
        foot = QRectF(area.left(), area.bottom() + look.px(19), area.width(), look.px(16))
        draw_text(painter, foot, said("Impact") + " →", look.font(Type.LABEL), tokens.ink2, CENTRE)
        head = QRectF(0, 0, look.px(_SIDE) + area.width(), look.px(16))
        draw_text(painter, head, "↑ " + said("Likelihood"), look.font(Type.LABEL), tokens.ink2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _MOVES:
            up, across = _MOVES[Qt.Key(key)]
            if self.layoutDirection() == _RTL:
                across = -across
            self._move(Position(
                min(STEPS, max(1, self._cursor.likelihood + up)), min(STEPS, max(1, self._cursor.impact + across))
            ))  # fmt: skip
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._cursor)
        elif key == Qt.Key.Key_Escape and self._kept is not None:
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self._move(place)
            self._choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is None:
            self.setToolTip("")
            return
        found = self.at(place)
        titles = [f"{number} {title}" for number, title in found.named] if found is not None else []
        self.setToolTip("\n".join([self.words(place).split(";")[0], *titles]))

    def _choose(self, place: Position) -> None:
        self.chosen.emit(None if place == self._kept else place)

    def _move(self, place: Position) -> None:
        self._cursor = place
        self._say()
        self.update()

    def _say(self) -> None:
        """The cursor's cell is what the screen reader says of the whole."""
        way = ""
        if self._way is not None:
            one = self._way
            way = said(" {number}: from score {inherent} to {current} today and {residual} after treatment.").format(
                number=one.number, inherent=one.inherent.score, current=one.current.score, residual=one.residual.score
            )
        self.setAccessibleName(said("Risk matrix") + ". " + self.words(self._cursor) + "." + way)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _place_at(self, point: QPointF) -> Position | None:
        for likelihood in range(1, STEPS + 1):
            for impact in range(1, STEPS + 1):
                if self.cell(Position(likelihood, impact)).contains(point):
                    return Position(likelihood, impact)
        return None

    def _area(self) -> QRectF:
        look = theme()
        side = look.px(_SIDE)
        left = 0 if self.layoutDirection() == _RTL else side
        return QRectF(left, look.px(20), self.width() - side, self.height() - look.px(20) - look.px(38))


_SIDE = 82  # for the words of the likelihoods


def _names(cell: Cell) -> str:
    names = ", ".join(number for number, _ in cell.named)
    more = cell.count - len(cell.named)
    return names if not more else said("{names} and {n} more").format(names=names, n=more)
