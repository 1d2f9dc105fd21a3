"""The steps of a review at the left: where it stands, and what each step still asks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QVBoxLayout

from db.access import review_records as v
from desktop.access.words import said
from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_icon
from desktop.widgets.paint import draw_box, draw_text
from desktop.widgets.sheet import Sheet
from desktop.widgets.theme import theme

SHOWN = (v.LIST, v.MATCH, v.DECIDE, v.SIGN, v.FOLLOW)
WIDTH = 190


def place_of(step: str) -> int:
    """How many steps are behind one that stands at ``step``."""
    return len(SHOWN) if step == v.CLOSED else SHOWN.index(step) if step in SHOWN else 0


class StepList(Sheet):
    """``chosen(step)`` when a step is pressed; those not reached yet cannot be."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review-steps")
        self.setAccessibleName(said("Steps of the review"))
        titles = (said("Account list"), said("Match"), said("Judge"), said("Sign"), said("Follow up"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(2)
        self.buttons: dict[str, _Step] = {}
        for number, (step, title) in enumerate(zip(SHOWN, titles, strict=True), 1):
            button = _Step(step, number, title)
            button.clicked.connect(lambda _=False, step=step: self.chosen.emit(step))
            self.buttons[step] = button
            column.addWidget(button)
        column.addStretch(1)
        self.setFixedWidth(theme().px(WIDTH))
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFixedWidth(theme().px(WIDTH))

    def show_review(self, review: v.Review, shown: str) -> None:
        """Where the review stands, and which step is looked at."""
        behind = place_of(review.step)
        words = _words(review)
        for place, (step, button) in enumerate(self.buttons.items()):
            done = place < behind
            button.show_step(words[place], done=done, reached=place <= behind, current=step == shown)


class _Step(QAbstractButton):
    """A number or a tick, the step's name, and what it says of itself."""

    def __init__(self, step: str, number: int, title: str) -> None:
        super().__init__()
        self.setObjectName(f"step-{step}")
        self.setText(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._number, self._words, self._done = number, "", False

    def show_step(self, words: str, *, done: bool, reached: bool, current: bool) -> None:
        """``words``: under the name; ``reached``: whether it can be looked at."""
        self._words, self._done = words, done
        self.setEnabled(reached)
        self.setChecked(current)
        state = said("done") if done else said("now") if reached else said("later")
        self.setAccessibleName(f"{self.text()}, {state}")
        self.setAccessibleDescription(words)
        self.update()

    def nextCheckState(self) -> None:
        """The job says which step is shown."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(50))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            draw_box(painter, box, 7, tokens.accent_ground if self.isChecked() else tokens.hover)
        side = look.px(22)
        circle = self._mirrored(QRectF(10, (box.height() - side) / 2, side, side))
        fill = tokens.accent if self._done else tokens.sheet
        draw_box(
            painter, circle, side / 2, fill, None if self._done else tokens.accent if self.isEnabled() else tokens.line
        )
        if self._done:
            mark = QRectF(0, 0, look.px(16), look.px(16))
            mark.moveCenter(circle.center())
            draw_icon(painter, "check", mark, tokens.on_accent)
        else:
            painter.setFont(look.font(Type.LABEL))
            painter.setPen(tokens.accent if self.isEnabled() else tokens.ink3)
            painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
        left = side + 20
        ink = tokens.ink1 if self.isEnabled() else tokens.ink3
        strong = Type.STRONG if self.isChecked() else Type.BODY
        top = 6 if self._words else (box.height() - look.px(20)) / 2
        title = self._mirrored(QRectF(left, top, box.width() - left - 6, look.px(20)))
        words = self._mirrored(QRectF(left, 6 + look.px(20), box.width() - left - 6, look.px(17)))
        draw_text(painter, title, self.text(), look.font(strong), ink)
        draw_text(painter, words, self._words, look.font(Type.SMALL), tokens.ink2 if self.isEnabled() else tokens.ink3)

    def _mirrored(self, rect: QRectF) -> QRectF:
        return QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), rect.toAlignedRect()))


def _words(review: v.Review) -> tuple[str, ...]:
    rows = review.rows
    open_rows, unjudged = rows - review.matched, rows - review.decided
    return (
        said("{n} accounts").format(n=f"{rows:,}") if rows else said("bring it in"),
        "" if not rows else said("all matched") if not open_rows else said("{n} to match").format(n=f"{open_rows:,}"),
        "" if review.step in (v.LIST, v.MATCH) else said("all judged") if not unjudged
        else said("{n} to judge").format(n=f"{unjudged:,}"),
        said("{n} of {of} signed").format(n=len(review.signers), of=len(review.deciders)) if review.deciders else "",
        said("{n} open").format(n=review.open_followups) if review.step == v.FOLLOW
        else said("nothing open") if review.step == v.CLOSED else "",
    )  # fmt: skip
