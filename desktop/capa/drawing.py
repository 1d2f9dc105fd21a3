"""Widgets that draw: the steps of a CAPA, its causes as fishbone or 5 whys, bars with their figures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.capa import machine
from db.capa.records import CONTRIBUTING, ROOT, RULED_OUT, Cause
from desktop.capa.words import said, step_word
from desktop.reports.cause_shapes import CATEGORY, HEAD, LEVEL, Label, Shapes, fishbone, whys
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.theme import theme

_FONTS = {HEAD: Type.LABEL_STRONG, CATEGORY: Type.LABEL_STRONG, LEVEL: Type.SMALL_STRONG, ROOT: Type.LABEL_STRONG}
_INKS = {HEAD: "late", CATEGORY: "ink2", LEVEL: "ink2", ROOT: "late", CONTRIBUTING: "soon", RULED_OUT: "ink3"}
LINE = 15
EDGE = 4.0  # px left free at both sides: the ring around a chosen cause is wider than the cause


class StepStrip(QWidget):
    """Identification to closing; what is behind has its tick, where it stands is in the accent's colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("capa-steps")
        self._step, self._again = machine.IDENTIFICATION, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_step(self, step: str, round_: int) -> None:
        """``round_`` above 1: it was opened again, or its plan revised."""
        self._step, self._again = step, round_ > 1
        words = said("Step: {step}").format(step=said(step))
        self.setAccessibleName(words if round_ == 1 else f"{words}, {said('round {n}').format(n=round_)}")
        self.setToolTip("" if round_ == 1 else said("Round {n}: opened again, or its plan revised").format(n=round_))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(560), theme().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(300), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        last = self._step if self._step in machine.ENDED else machine.CLOSED
        steps = (*machine.OPEN_STEPS, last)
        now = steps.index(self._step)
        gap = 6.0
        width = (self.width() - gap * (len(steps) - 1)) / len(steps)
        for place, step in enumerate(steps):
            x = place * (width + gap)
            box = QRectF(x if self.layoutDirection() != Qt.LayoutDirection.RightToLeft else self.width() - x - width,
                         0, width, self.height())  # fmt: skip
            done = place < now and self._step not in (machine.VOIDED, machine.CORRECTED)
            here = place == now
            ground = tokens.accent_ground if here else tokens.ok_ground if done else tokens.track
            ink = tokens.accent if here else tokens.ok if done else tokens.ink2
            draw_box(painter, box, 7, ground, tokens.accent if here else None)
            mark = "✓ " if done or (here and step == machine.CLOSED) else ""
            words = mark + step_word(step).capitalize()
            draw_text(painter, box.adjusted(10, 0, -6, 0), words, look.font(Type.LABEL_STRONG), ink)


class CauseView(QWidget):
    """The tree of causes, drawn. ``opened(id)``: a cause was asked for by Return or a double click; ``added(id)``: the
    key + asks for a cause below it (empty: of the issue itself). Arrows walk through the tree in its order."""

    opened = Signal(str)
    added = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("capa-causes")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self._issue, self._causes, self._as_whys = "", tuple[Cause, ...](), False
        self._shapes = Shapes()
        self.current = ""
        theme().changed.connect(self._lay_out)

    def show_causes(self, issue: str, causes: Sequence[Cause]) -> None:
        """Another tree."""
        self._issue, self._causes = issue, tuple(causes)
        if self.current not in {one.id for one in causes}:
            self.current = ""
        self._lay_out()

    def show_whys(self, as_whys: bool) -> None:
        """As 5 whys, or as fishbone."""
        self._as_whys = as_whys
        self._lay_out()

    def labels(self) -> tuple[Label, ...]:
        """What is drawn of causes."""
        return tuple(one for one in self._shapes.labels if one.cause)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(520), round(self._shapes.height) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(EDGE, 0)
        for stroke in self._shapes.strokes:
            colour = tokens.mark_line if stroke.weight == 1 else tokens.ink3
            painter.setPen(QPen(colour, {1: 1.0, 2: 1.4, 3: 1.8}[stroke.weight]))
            painter.drawLine(QPointF(stroke.x1, stroke.y1), QPointF(stroke.x2, stroke.y2))
        for label in self._shapes.labels:
            self._draw(painter, label)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._choose(self._at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position()):
            self.opened.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        order = [one.id for one in self._causes]
        place = order.index(self.current) if self.current in order else -1
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Right) and order:
            self._choose(order[min(place + 1, len(order) - 1)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left) and order:
            self._choose(order[max(place - 1, 0)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Insert):
            self.added.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _choose(self, cause: str) -> None:
        self.current = cause
        self._say()
        self.chosen.emit(cause)
        self.update()

    def _say(self) -> None:
        found = next((one for one in self._causes if one.id == self.current), None)
        kind = said("5 whys") if self._as_whys else said("Fishbone")
        what = said("{n} causes").format(n=len(self._causes))
        words = f"{kind}, {what}"
        if found is not None:
            words += f". {said('Why {n}').format(n=found.level)}: {found.words}, {said(found.standing)}"
        self.setAccessibleName(words)

    def _at(self, place: QPointF) -> str:
        for one in self.labels():
            if QRectF(one.x - 3, one.y - 3, one.width + 6, one.height + 6).contains(place - QPointF(EDGE, 0)):
                return one.cause
        return ""

    def _lay_out(self) -> None:
        draw = whys if self._as_whys else fishbone
        width = max(self.width(), theme().px(420))
        self._shapes = draw(self._issue, self._causes, width - 2 * EDGE, float(theme().px(LINE)), wrapped)
        self.setFixedHeight(round(self._shapes.height) + 2)
        self._say()
        self.update()

    def _draw(self, painter: QPainter, label: Label) -> None:
        look, tokens = theme(), theme().tokens
        font = look.font(_FONTS.get(label.style, Type.META))
        box = QRectF(label.x, label.y, label.width, label.height)
        if label.style == HEAD:
            draw_box(painter, box, 6, tokens.late_ground)
            box = box.adjusted(10, 4, -6, -4)
        elif self._as_whys and label.cause:
            draw_box(painter, box, 5, tokens.late_ground if label.style == ROOT else tokens.ground, tokens.line)
            box = box.adjusted(8, 0, -4, 0)
        if label.cause and label.cause == self.current:
            ring = QRectF(label.x - 3, label.y - 2, label.width + 4, label.height + 3)
            draw_box(painter, ring, 4, None, tokens.accent)
        line = float(look.px(LINE))
        y = box.center().y() - line * len(label.lines) / 2 if self._as_whys or label.style == HEAD else box.top()
        end = Qt.AlignmentFlag.AlignRight if label.style == CATEGORY else Qt.AlignmentFlag.AlignLeft
        ink = tokens[_INKS.get(label.style, "ink1")]
        for words in label.lines:
            place = QRectF(box.left(), y, box.width(), line)
            draw_text(painter, place, words, font, ink, end)
            if label.style == RULED_OUT:
                wide = min(QFontMetricsF(font).horizontalAdvance(words), box.width())
                painter.setPen(QPen(ink, 1))
                painter.drawLine(QPointF(box.left(), y + line / 2), QPointF(box.left() + wide, y + line / 2))
            y += line


def wrapped(words: str, width: float, most: int, kind: Type = Type.LABEL_STRONG) -> list[str]:
    """By whole words; what does not fit into the last line is elided when drawn."""
    metrics = QFontMetricsF(theme().font(kind))
    lines, now = [], ""
    for word in words.split()[:400]:
        longer = f"{now} {word}".strip()
        if now and metrics.horizontalAdvance(longer) > width:
            lines.append(now)
            now = word
        else:
            now = longer
    lines.append(now)
    return lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])[:200]]
