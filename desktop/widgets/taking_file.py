"""A file on its way into the database: refused by its size before it is read, shown as it comes, stopped by a
button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from db.errors import Cancelled
from desktop.widgets.dialog import Dialog
from desktop.widgets.file_field import File, read_file, size_words
from desktop.widgets.page import PageContext
from desktop.widgets.progress import ProgressSheet

SHOWN_FROM = 10_000_000  # bytes; what is smaller is there before a bar could be read


def take_file(
    context: PageContext, path: Path, then: Callable[[File], object], failed: Callable[[Exception], object],
    parent: QWidget | None = None,
) -> None:  # fmt: skip
    """Ask what the site keeps at most, read ``path`` in a worker and hand name and bytes on. ``failed`` gets Cancelled
    where the person stopped it."""
    context.jobs.read(lambda site: site.evidence.limit, lambda most: _read(context, path, most, then, failed, parent),
                      failed)  # fmt: skip


def _read(
    context: PageContext, path: Path, most: int, then: Callable[[File], object], failed: Callable[[Exception], object],
    parent: QWidget | None,
) -> None:  # fmt: skip
    size = path.stat().st_size if path.is_file() else 0
    if not SHOWN_FROM <= size <= most or parent is None:
        context.jobs.run(lambda progress: read_file(path, most, progress), then, failed)
        return
    dialog = Dialog(_said("Reading the file"), "taking-file", parent, words=f"{path.name} · {size_words(size)}")
    sheet = ProgressSheet(_said("Reading"), "taking")
    dialog.body.addWidget(sheet)

    def came(file: File) -> None:
        dialog.accept()
        then(file)

    def ended(problem: Exception) -> None:
        dialog.reject()
        if not isinstance(problem, Cancelled):
            failed(problem)

    job = context.jobs.run(lambda progress: read_file(path, most, progress), came, ended, sheet.show_progress)
    sheet.cancelled.connect(job.cancel)
    dialog.rejected.connect(job.cancel)
    dialog.open()


def _said(text: str) -> str:
    return QCoreApplication.translate("TakingFile", text)
