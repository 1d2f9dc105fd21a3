"""The evidence tab: files kept inside the database. A copy leaves only where a person says it may."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.errors import BadInput
from db.evidence.records import Evidence, EvidenceFile
from desktop.widgets.buttons import Button
from desktop.widgets.file_field import size_words
from desktop.widgets.fonts import Type
from desktop.widgets.page import PageContext
from desktop.widgets.text import Text


class EvidenceList(QWidget):
    """``failed(Exception)``: a copy could not be written."""

    failed = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("evidence-list")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_files(self, files: Sequence[Evidence], none: str) -> None:
        """Show these; ``none`` is said where there are none."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not files:
            self._column.addWidget(Text(none, Type.META, "ink2", wrap=True))
        for file in files:
            self._column.addWidget(self._line(file))
        self._column.addStretch(1)

    def _line(self, file: Evidence) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        if not file.name:
            row.addWidget(Text(self.tr("A file is kept that you have no access to."), Type.META, "ink2", wrap=True))
            return line
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(file.name, Type.META, wrap=True))
        words.addWidget(Text(f"{size_words(file.size)} · SHA-256 {file.sha256[:12]}…", Type.SMALL, "ink2"))
        row.addLayout(words, 1)
        if file.readable:
            save = Button(self.tr("Save a copy"), name=f"save-{file.id}", small=True)
            save.setAccessibleName(self.tr("Save a copy of {file}").format(file=file.name))
            save.clicked.connect(lambda: self._ask(file))
            row.addWidget(save)
        else:
            row.addWidget(Text(self.tr("destroyed"), Type.SMALL, "ink2"))
        return line

    def _ask(self, file: Evidence) -> None:
        self._context.prompts.save_file(
            self.tr("Save a copy"), self.tr("All files (*)"), file.name, lambda path: self._read(file, path)
        )

    def _read(self, file: Evidence, path: Path) -> None:
        self._context.jobs.read(
            lambda site: site.evidence.opened(file.id), lambda opened: self._write(opened, path), self.failed.emit
        )

    def _write(self, opened: EvidenceFile, path: Path) -> None:
        def work(_progress: object) -> None:
            try:
                path.write_bytes(opened.data)
            except OSError as error:
                raise BadInput(
                    f"The copy could not be written to {path.name}: {error.strerror}.",
                    kept="The file inside the database is untouched.",
                    todo="Choose another place.",
                ) from error

        self._context.jobs.run(work, lambda _: self._saved(opened, path), self.failed.emit)

    def _saved(self, opened: EvidenceFile, path: Path) -> None:
        words = self.tr(
            "{file} stands in {folder}, byte for byte as it was put in. The copy is not encrypted; the file inside the "
            "database stays."
        )
        self._context.prompts.tell(
            words.format(file=path.name, folder=path.parent), title=self.tr("Saved"), parent=self.window()
        )
