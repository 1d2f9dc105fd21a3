"""Verify: choose a signed PDF or an exported trail, or drop one, and hear in words what it is worth (RPT-4)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.verify.asking import Judged, ask
from desktop.verify.view import VerdictView
from desktop.widgets.buttons import Button
from desktop.widgets.fonts import Type
from desktop.widgets.page import Page, PageContext
from desktop.widgets.paint import SHEET_CORNER
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

if TYPE_CHECKING:
    from db.clock import Clock

SUFFIXES = (".pdf", ".jsonl")


class DropPlace(QWidget):
    """Where a file may be let fall."""

    dropped = Signal(Path)

    def __init__(self, button: Button) -> None:
        super().__init__()
        self.setObjectName("drop-place")
        self.setAcceptDrops(True)
        self._over = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 26, 24, 26)
        rows.setSpacing(10)
        title = Text(self.tr("Drop a signed PDF or an exported trail here"), Type.SECTION)
        words = Text(
            self.tr("It is looked at on this computer only: who signed what and when, and whether it was altered."),
            Type.BODY, "ink2", wrap=True,
        )  # fmt: skip
        for widget in (title, words, button):
            rows.addWidget(widget)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_of(event) is not None:
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        path = file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens.accent if self._over else tokens.mark_line, 1.4)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(tokens.accent_ground if self._over else tokens.sheet)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), SHEET_CORNER, SHEET_CORNER)

    def sizeHint(self) -> QSize:
        return QSize(480, super().sizeHint().height())


class VerifyPage(Page):
    """``show_record`` takes a file's path: that is how the shell hands over what was dropped on the window."""

    def __init__(self, context: PageContext, clock: Clock) -> None:
        super().__init__(context, "", "verify")
        self._clock = clock
        self.heading.setText(self.tr("Verify"))
        self.say((self.tr("Any document this or another Siteward has sealed, and any exported audit trail."),))
        self.choose = Button(self.tr("Choose a file…"), "primary", "verify-choose")
        self.choose.clicked.connect(self._choose)
        self.place = DropPlace(Button(self.tr("Choose a file…"), "plain", "verify-choose-here"))
        here = self.place.findChild(Button, "verify-choose-here")
        assert here is not None
        here.clicked.connect(self._choose)
        self.place.dropped.connect(self.verify)
        self.view = VerdictView()
        self.view.hide()
        self._path: Path | None = None
        self._may_sign = False
        self.sign = Button(self.tr("Sign it…"), "plain", "verify-sign")
        self.sign.clicked.connect(self._countersign)
        self.body.addWidget(self.place)
        self.body.addWidget(self.view)
        self.body.addStretch(1)

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        return (self.sign, self.choose) if self._may_sign else (self.choose,)

    def show_record(self, identity: str) -> None:
        self.verify(Path(identity))

    def selected_record(self) -> str:
        return str(self._path) if self._path is not None else ""

    def verify(self, path: Path) -> None:
        """Judge this file and show the verdict."""
        self._path = path
        self.view.hide()
        self._let_sign(False)
        self.say((self.tr("Looking at {file}…").format(file=path.name),))
        ask(self.context.jobs, path, self._show, self._failed)

    def _show(self, judged: Judged) -> None:
        self.view.show_judged(judged)
        self.view.show()
        self.say((self.tr("Compared with this workspace and its trail."),))
        self._let_sign(judged.ours and self.context.may("exports", "i"))

    def _let_sign(self, may: bool) -> None:
        self._may_sign = may
        self.actions_changed.emit()

    def _countersign(self) -> None:
        from desktop.exporting.countersign import CountersignDialog

        assert self._path is not None
        context = self.context
        CountersignDialog(
            context.jobs, context.prompts, self._clock, self._path, self.window(),
            lambda _record, path: self.verify(path),
        ).open()  # fmt: skip

    def _failed(self, problem: Exception) -> None:
        self.say((self.tr("Nothing could be said about this file."),))
        self.problem.emit(problem)

    def _choose(self) -> None:
        filters = self.tr("Signed PDF or exported trail (*.pdf *.jsonl)")
        self.context.prompts.choose_file(self.tr("Verify a document"), filters, self.verify)


def file_of(event: QDropEvent) -> Path | None:
    """The one file of a drop that can be verified."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in SUFFIXES else None
