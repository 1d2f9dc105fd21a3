"""A file that comes with what is saved: chosen or dropped, shown by name and size, taken away again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.errors import BadInput
from db.evidence.records import Sealed
from db.evidence.sealing import LARGEST, PIECE, USUAL, sealed_as_read, too_big
from desktop.jobs import Progress
from desktop.widgets.buttons import Button, IconButton
from desktop.widgets.fonts import Type
from desktop.widgets.prompts import Prompts
from desktop.widgets.text import Text

MOST = LARGEST  # bytes; what the site allows itself is less, and is asked before the file is read


def size_words(size: int) -> str:
    """“812 KB”, “3.4 MB”."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000)):,} KB"


def seal_file(path: Path, most: int = USUAL, progress: Progress = lambda _done, _of: None) -> Sealed:
    """The file, sealed as it is read, in a worker, before it goes into the database; told piece by piece, in bytes.
    Raises BadInput for what cannot be read, or has more than ``most`` bytes: that before anything is read;
    Cancelled."""
    try:
        size = path.stat().st_size
        if size > most:
            raise too_big(path.name, size, most)
        with path.open("rb") as file:
            return sealed_as_read(path.name, _pieces(file, size, progress), most)
    except OSError as error:
        raise _unreadable(path, error) from error


def read_file(path: Path, most: int = USUAL) -> bytes:
    """A small file that is used and not kept. Raises BadInput for what cannot be read or has more than ``most``."""
    try:
        size = path.stat().st_size
        if size > most:
            raise too_big(path.name, size, most)
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> BadInput:
    return BadInput(
        f"“{path.name}” cannot be read: {error.strerror}.", kept="Nothing was saved.", todo="Choose it again."
    )


def _pieces(file: IO[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    while piece := file.read(PIECE):
        done += len(piece)
        progress(done, max(size, done))
        yield piece


class FileField(QWidget):
    """``path`` is the chosen file, None if none. Too big or gone is said under it, and then there is no path."""

    changed = Signal()

    def __init__(self, label: str, name: str, prompts: Prompts, *, filters: str = "", hint: str = "") -> None:
        super().__init__()
        self._prompts, self._filters, self._hint, self._label = prompts, filters, hint, label
        self.path: Path | None = None
        self.setObjectName(f"field-{name}")
        self.setAcceptDrops(True)
        self.button = Button(self.tr("Choose a file…"), "plain", name)
        self.button.setAccessibleName(f"{label}: {self.button.text()}")
        self.button.clicked.connect(self._choose)
        self.chosen = Text("", Type.BODY)
        self.chosen.setObjectName(f"{name}-chosen")
        self.away = IconButton("close", self.tr("Take the file away"), f"{name}-away")
        self.away.clicked.connect(lambda: self.set_path(None))
        self.note = Text(hint, Type.SMALL, "ink3", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.button, self.chosen, self.away):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(label, Type.LABEL, "ink2"))
        column.addLayout(row)
        column.addWidget(self.note)
        self.set_path(None)

    def set_path(self, path: Path | None) -> None:
        """Take this file."""
        problem = ""
        if path is not None:
            size = path.stat().st_size if path.is_file() else -1
            if size < 0:
                problem = self.tr("“{0}” is not a file that can be read.").format(path.name)
            elif size == 0:
                problem = self.tr("“{0}” is empty.").format(path.name)
            elif size > MOST:
                problem = self.tr("“{0}” has {1}; at most {2} can be kept.").format(
                    path.name, size_words(size), size_words(MOST)
                )
        self.path = None if problem else path
        self.chosen.setText(f"{path.name} · {size_words(path.stat().st_size)}" if path and not problem else "")
        self.away.setVisible(self.path is not None)
        self.note.setText(problem or self._hint)
        self.note.set_ink("late" if problem else "ink3")
        self.note.setVisible(bool(problem or self._hint))
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _one_file(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_path(_one_file(event.mimeData().urls()))

    def _choose(self) -> None:
        self._prompts.choose_file(self._label, self._filters, self.set_path, parent=self.window())


def _one_file(urls: list[QUrl]) -> Path | None:
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
