"""The first window of a computer that knows no workspace: make one, open one, or look at the demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.shell.wordmark import Wordmark
from desktop.unlock.column import Column, Rule
from desktop.unlock.notice import Notice
from desktop.widgets.buttons import LinkButton, pressed_by_enter
from desktop.widgets.fonts import Type
from desktop.widgets.icons import draw_icon
from desktop.widgets.paint import SHEET_CORNER, draw_box, draw_text
from desktop.widgets.text import Text
from desktop.widgets.theme import theme


class _Way(QAbstractButton):
    """A large button: icon, title, what it leads to."""

    def __init__(self, icon: str, title: str, words: str, name: str) -> None:
        super().__init__()
        self._icon, self._words = icon, words
        self.setText(title)
        self.setObjectName(name)
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), theme().px(66))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        tokens, box = look.tokens, QRectF(self.rect())
        over = self.underMouse() and self.isEnabled()
        fill = tokens.pressed if self.isDown() else tokens.hover if over else tokens.sheet
        draw_box(painter, box, SHEET_CORNER, fill, tokens.mark_line if over else tokens.line)
        side = look.px(20)
        place = QRectF(18, (box.height() - side) / 2, side, side)
        left = 18 + side + 14
        title = QRectF(left, box.height() / 2 - look.px(21), box.width() - left - 14, look.px(21))
        words = QRectF(left, box.height() / 2 - look.px(1), box.width() - left - 14, look.px(21))
        if self.isRightToLeft():
            for part in (place, title, words):
                part.moveRight(box.width() - part.left())
        ink = tokens.accent if self.isEnabled() else tokens.ink3
        draw_icon(painter, self._icon, place, ink)
        draw_text(painter, title, self.text(), look.font(Type.STRONG), tokens.ink1 if self.isEnabled() else tokens.ink3)
        draw_text(painter, words, self._words, look.font(Type.META), tokens.ink2)


class Welcome(Column):
    """``opened(Path)`` for a workspace opened here before."""

    make_asked = Signal()
    open_asked = Signal()
    restore_asked = Signal()
    demonstration_asked = Signal()
    verify_asked = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(460, parent)
        self.setObjectName("welcome")
        self.make = _Way(
            "plus",
            self.tr("Make your site"),
            self.tr("Name it, enrol the first officer, print the recovery kit"),
            "welcome-make",
        )
        self.open = _Way(
            "lock",
            self.tr("Open a workspace"),
            self.tr("A folder NAME.siteward on this computer or a stick"),
            "welcome-open",
        )
        self.look = _Way(
            "eye",
            self.tr("Look at the demonstration site"),
            self.tr("Fictitious, complete, and open to everybody"),
            "welcome-demonstration",
        )
        self.notice = Notice("welcome-notice")
        self.rule = Rule()
        self.restore = LinkButton(self.tr("Laptop lost or broken? Restore from a backup"), "welcome-restore", Type.META)
        self.verify = LinkButton(self.tr("Verify a signed PDF"), "welcome-verify", Type.META)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._lay_out()
        self.make.clicked.connect(self.make_asked)
        self.open.clicked.connect(self.open_asked)
        self.look.clicked.connect(self.demonstration_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.verify.clicked.connect(self.verify_asked)

    def show_recent(self, folders: Sequence[Path]) -> None:
        """Workspaces opened here before."""
        while self._recent.count():
            item = self._recent.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for place, folder in enumerate(folders):
            link = LinkButton(folder.stem, f"recent-{place}", Type.BODY)
            link.setToolTip(str(folder))
            link.clicked.connect(lambda _=False, folder=folder: self.opened.emit(folder))
            self._recent.addWidget(link)

    def set_busy(self, busy: bool, words: str = "") -> None:
        """While the demonstration site is being made."""
        for way in (self.make, self.open, self.look, self.restore, self.verify):
            way.setEnabled(not busy)
        self.rule.set_busy(busy)
        if busy:
            self.notice.tell(words, tone="planned")
        else:
            self.notice.hide()

    def _lay_out(self) -> None:
        rows = self.body
        rows.addWidget(Wordmark(17))
        rows.addSpacing(7)
        words = self.tr("Compliance records of a trial site: offline, encrypted, provable.")
        rows.addWidget(Text(words, Type.BODY, "ink2", wrap=True))
        rows.addSpacing(22)
        for way in (self.make, self.open, self.look):
            rows.addWidget(way)
            rows.addSpacing(10)
        rows.addSpacing(4)
        rows.addLayout(self._recent)
        rows.addSpacing(8)
        rows.addWidget(self.notice)
        rows.addSpacing(10)
        rows.addWidget(self.rule)
        rows.addSpacing(10)
        rows.addWidget(self.restore)
        rows.addSpacing(4)
        rows.addWidget(self.verify)
