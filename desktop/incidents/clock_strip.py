"""The clocks that run, over the tables: who must be told, how long is left, drawn as the share of time used up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from db.incidents.clock_records import Notification
from desktop.incidents.words import CONFIRM, left, said
from desktop.widgets.dates import show_time
from desktop.widgets.fonts import Type
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.theme import theme

MOST = 4  # more than these are named in the sentence and stand in the table
_MINUTE = 60_000


class ClockCard(QAbstractButton):
    """One clock. Pressing it goes to its incident or deviation."""

    def __init__(self, clock: Notification, now: datetime) -> None:
        super().__init__()
        self.clock, self._now = clock, now
        self.setObjectName(f"clock-{clock.id}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme().px(330))
        theme().changed.connect(self.updateGeometry)
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """Another minute has passed."""
        self._now = now
        clock = self.clock
        words = f"{clock.number}: {clock.recipient}, {left(clock.due, now)}, {said('until')} {show_time(clock.due)}"
        if not clock.verified:
            words += f", {said(CONFIRM)}"
        self.setAccessibleName(words)
        self.setToolTip(f"{clock.subject_title}\n{clock.title}: {clock.source}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(236), theme().px(68))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(68))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens, clock = theme(), theme().tokens, self.clock
        over = self._now > clock.due
        used = (self._now - clock.began) / (clock.due - clock.began)
        ink = tokens.late if over or used > 0.75 else tokens.soon
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, 9, tokens.hover if self.underMouse() else tokens.sheet, tokens.line)
        inside = box.adjusted(13, look.px(9), -13, -look.px(9))
        line = look.px(17)
        remaining = left(clock.due, self._now)
        strong = look.font(Type.STRONG)
        wide = QFontMetrics(strong).horizontalAdvance(remaining) + 2
        first = QRectF(inside.left(), inside.top(), inside.width(), line)
        painter.setLayoutDirection(self.layoutDirection())
        draw_text(painter, first, clock.recipient, look.font(Type.MEDIUM), tokens.ink1)
        second = first.translated(0, line + 1)
        draw_text(painter, second.adjusted(0, 0, -wide - 8, 0), clock.number, look.font(Type.SMALL), tokens.ink2)
        draw_text(painter, second, remaining, strong, ink, Qt.AlignmentFlag.AlignRight)
        track = QRectF(inside.left(), inside.bottom() - look.px(6), inside.width(), look.px(5))
        draw_box(painter, track, track.height() / 2, tokens.track)
        filled = QRectF(track)
        filled.setWidth(max(track.height(), track.width() * min(1.0, max(0.0, used))))
        draw_box(painter, filled, track.height() / 2, ink)


class ClockStrip(QWidget):
    """``opened(record)``: the page's name of the record whose clock was pressed. Counts by the minute."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("clocks")
        self.setAccessibleName(said("Running clocks"))
        self._since = QElapsedTimer()
        self._asked: datetime | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 4)
        self._row.setSpacing(10)
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def cards(self) -> list[ClockCard]:
        """What is shown, the next due first."""
        return [one for one in self.findChildren(ClockCard) if self._row.indexOf(one) >= 0]

    def show_clocks(self, clocks: Sequence[Notification], now: datetime) -> None:
        """Show these, at most MOST; none hides the strip. ``now``: by the site's clock, from which it counts on."""
        self._asked = now
        self._since.start()
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for clock in clocks[:MOST]:
            card = ClockCard(clock, now)
            card.clicked.connect(lambda _=False, one=clock: self.opened.emit(f"{one.table}/{one.subject}"))
            self._row.addWidget(card)
        self._row.addStretch(1)
        self.setVisible(bool(clocks))
        if clocks:
            self._timer.start()
        else:
            self._timer.stop()

    def _tick(self) -> None:
        if self._asked is not None:
            now = self._asked + timedelta(milliseconds=self._since.elapsed())
            for card in self.cards():
                card.tick(now)
