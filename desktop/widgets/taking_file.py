"""A file on its way into the database: refused by its size before it is read, sealed as it is read, kept piece by
piece; a large one is shown as it comes and goes, and stopped by a button. The window stays alive all the while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from db.evidence.records import Sealed
from desktop.widgets.dialog import Dialog
from desktop.widgets.file_field import seal_file, size_words
from desktop.widgets.page import PageContext
from desktop.widgets.progress import ProgressSheet

SHOWN_FROM = 10_000_000  # bytes; what is smaller is there before a bar could be read


def take_file(
    context: PageContext, path: Path, then: Callable[[Sealed], object], failed: Callable[[Exception], object],
    parent: QWidget | None = None,
) -> None:  # fmt: skip
    """Ask what the site keeps at most, read and seal ``path`` in a worker and hand it on. ``failed`` gets Cancelled
    where the person stopped it. What is handed on tells of itself while a command keeps it."""
    context.jobs.read(lambda site: site.evidence.limit, lambda most: _read(context, path, most, then, failed, parent),
                      failed)  # fmt: skip


def take_any(
    context: PageContext, path: Path | None, then: Callable[[Sealed | None], object],
    failed: Callable[[Exception], object], parent: QWidget | None = None,
) -> None:  # fmt: skip
    """As ``take_file``, where a file may be left out."""
    if path is None:
        then(None)
    else:
        take_file(context, path, then, failed, parent)


def _read(
    context: PageContext, path: Path, most: int, then: Callable[[Sealed], object],
    failed: Callable[[Exception], object], parent: QWidget | None,
) -> None:  # fmt: skip
    size = path.stat().st_size if path.is_file() else 0
    if not SHOWN_FROM <= size <= most or parent is None:
        context.jobs.run(lambda progress: seal_file(path, most, progress), then, failed)
        return
    dialog = _Way(_said("Reading the file"), _said("Reading"), path.name, size, parent)

    def came(file: Sealed) -> None:
        dialog.accept()
        then(_telling(context, file, parent))

    def ended(problem: Exception) -> None:
        dialog.end()
        failed(problem)

    job = context.jobs.run(lambda progress: seal_file(path, most, progress), came, ended, dialog.sheet.show_progress)
    dialog.sheet.cancelled.connect(job.cancel)
    dialog.rejected.connect(job.cancel)
    dialog.open()


def _telling(context: PageContext, file: Sealed, parent: QWidget) -> Sealed:
    """The file, which opens a dialog of its own once a command begins to keep it. What is asked of the store then is
    answered when that command has ended, whichever way: it closes the dialog."""
    shown: list[_Way] = []

    def tell(done: int, of: int) -> None:
        if not shown:
            if done == of or not isValid(parent):  # type: ignore[no-untyped-call]
                return
            shown.append(_Way(_said("Keeping the file"), _said("Keeping"), file.name, file.size, parent))
            shown[0].sheet.cancelled.connect(job.cancel)
            shown[0].rejected.connect(job.cancel)
            shown[0].open()
            context.jobs.read(lambda _site: None, lambda _: shown[0].end(), lambda _: shown[0].end())
        shown[0].show_progress(done, of)

    job, progress = context.jobs.watch(tell)
    return replace(file, told=progress)


class _Way(Dialog):
    """How far a file is on its way."""

    def __init__(self, title: str, doing: str, name: str, size: int, parent: QWidget) -> None:
        super().__init__(title, "taking-file", parent, words=f"{name} · {size_words(size)}")
        self.sheet = ProgressSheet(doing, "taking")
        self.body.addWidget(self.sheet)

    def show_progress(self, done: int, of: int) -> None:
        if isValid(self):  # type: ignore[no-untyped-call]
            self.sheet.show_progress(done, of)

    def end(self) -> None:
        """It came to its end, or was stopped; the dialog may be closed already."""
        if isValid(self):  # type: ignore[no-untyped-call]
            self.accept()


def _said(text: str) -> str:
    return QCoreApplication.translate("TakingFile", text)
