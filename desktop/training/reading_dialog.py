"""Reading documents and signing that they are understood (TRN-2): a list, the pages beside it, one code for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.training.reading import MEANING, ToRead
from desktop.training.words import said
from desktop.widgets.buttons import Button
from desktop.widgets.choices import Tick
from desktop.widgets.dates import show_date
from desktop.widgets.dialog import Dialog
from desktop.widgets.fonts import Type
from desktop.widgets.page import PageContext
from desktop.widgets.sheet import Sheet
from desktop.widgets.text import Text
from desktop.widgets.theme import theme

if TYPE_CHECKING:
    from db.signing.signable import Ink, Pen
    from db.site import Site

PAGES, DOTS = 30, 110


class _Line(Sheet):
    """One document: a tick once it may be signed, and the way to open it."""

    def __init__(self, one: ToRead, open_: Callable[[], object], ticked: Callable[[], object]) -> None:
        super().__init__()
        self.one = one
        name = f"{one.course} {one.version}" + (f" · {one.study}" if one.study else "")
        self.tick = Tick(name, f"read-{one.course_id}")
        self.tick.setEnabled(one.ready)
        self.tick.setChecked(one.ready and one.file is not None)
        self.tick.toggled.connect(lambda _: ticked())
        due = said("due {day}").format(day=show_date(one.due)) if one.due else said(one.status)
        words = Text(" · ".join(part for part in (one.title, due) if part), Type.META, "ink2", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.tick)
        column.addWidget(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 9)
        row.addLayout(column, 1)
        if one.file is not None:
            button = Button(said("Open"), "plain", f"open-{one.course_id}", small=True)
            button.setAccessibleName(said("Open {what}").format(what=name))
            button.clicked.connect(open_)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addWidget(Text(said("on paper"), Type.META, "ink3"), 0, Qt.AlignmentFlag.AlignTop)


class ReadingDialog(Dialog):
    """Closes when what was ticked is signed and recorded."""

    def __init__(self, context: PageContext, documents: Sequence[ToRead], parent: QWidget) -> None:
        super().__init__(
            said("Read and understood"), "reading-dialog", parent, width=900,
            words=said("Open each document and read it; then sign for those you ticked with one code."),
        )  # fmt: skip
        self._context = context
        self._items = {one.version_id: one.item for one in documents}
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._lines: list[_Line] = []
        self.pages = QScrollArea()
        self.pages.setObjectName("reading-pages")
        self.pages.setAccessibleName(said("Pages of the document"))
        self.pages.setWidgetResizable(True)
        self.pages.setFrameShape(QScrollArea.Shape.NoFrame)
        self.pages.viewport().setAutoFillBackground(False)
        self.pages.setMinimumSize(theme().px(500), theme().px(420))
        side = QVBoxLayout()
        side.addLayout(self._list)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(side, 2)
        row.addWidget(self.pages, 3)
        self.body.addLayout(row)
        self.add_cancel(said("Close"))
        self.sign = self.add_button(said("Sign what is ticked"), "reading-sign", "primary")
        self.sign.clicked.connect(self._ask_signature)
        self._show(documents)
        self._say(said("Choose “Open” to read a document here."))

    def _show(self, documents: Sequence[ToRead]) -> None:
        for line in self._lines:
            self._list.removeWidget(line)
            line.deleteLater()
        self._lines = [_Line(one, lambda one=one: self._open(one), self._judge) for one in documents]  # type: ignore[misc]
        for line in self._lines:
            self._list.addWidget(line)
        self._judge()

    def _judge(self) -> None:
        self.sign.setEnabled(any(line.tick.isChecked() for line in self._lines))

    def _open(self, one: ToRead) -> None:
        self._say(said("Opening {what}…").format(what=one.course))

        def drawn(pages: list[QImage]) -> None:
            self._show_pages(pages, f"{one.course} {one.version}")
            self._context.jobs.read(lambda site: site.reading.mine(), self._show, self.show_trouble)

        def read(data: bytes) -> None:
            self._context.jobs.run(lambda _progress: _pictures(data), drawn, self.show_trouble)

        self._context.jobs.write(lambda site: site.reading.open_file(one.version_id), read, self.show_trouble)

    def _show_pages(self, pages: Sequence[QImage], name: str) -> None:
        if not pages:
            self._say(said("This kind of file cannot be shown here: save a copy from the course, and read that."))
            return
        host = QWidget()
        rows = QVBoxLayout(host)
        rows.setContentsMargins(0, 0, 8, 0)
        width = self.pages.width() - 24
        for place, image in enumerate(pages, 1):
            label = QLabel()
            label.setAccessibleName(said("{what}, page {n}").format(what=name, n=place))
            label.setPixmap(QPixmap.fromImage(image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)))
            rows.addWidget(label)
        rows.addStretch(1)
        self.pages.setWidget(host)

    def _say(self, words: str) -> None:
        text = Text(words, Type.BODY, "ink2", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.setWidget(text)

    def _ask_signature(self) -> None:
        from desktop.signing.dialog import sign_records

        items = [line.one.item for line in self._lines if line.tick.isChecked()]

        def commit(site: Site, signer: Pen | Ink) -> None:
            with site.change("Read and understood") as change:
                site.reading.sign(change, items, signer)

        sign_records(
            self._context, [one.signable for one in items], [MEANING], commit, lambda _: self.accept_saved(), self
        )


def _pictures(data: bytes) -> list[QImage]:
    """Pages of a PDF, or the picture itself; nothing for other kinds of files. In a worker."""
    from desktop.pictures import page_images

    if data[:5] == b"%PDF-":
        return page_images(data, DOTS, 0, PAGES)
    image = QImage.fromData(data)
    return [] if image.isNull() else [image]
