"""A report that left here is signed by the next of its signers: its pages are looked at, then signed (RPT-2, SIG-1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from desktop.exporting.course import DOTS
from desktop.exporting.dialog import MEANINGS
from desktop.exporting.preview import MOST, Preview
from desktop.pictures import page_count, page_images
from desktop.widgets.dialog import Dialog
from desktop.widgets.prompts import Prompts
from desktop.widgets.sign_dialog import SignDialog, SignItem
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from db.clock import Clock
    from db.signing.records import Exported
    from db.site import Site
    from desktop.jobs import Jobs
    from desktop.reports.exporting import Countersigning, Made
    from desktop.reports.reading import Found


@dataclass(frozen=True)
class Open:
    """A report to sign: the bytes that are shown and signed, its pages, the meanings laid out and not signed yet."""

    pdf: bytes = field(repr=False)
    found: Found = field(repr=False)
    sha256: str
    pages: int
    images: tuple[QImage, ...]
    meanings: tuple[str, ...]


def read_open(path: Path) -> Open:
    """In a worker. Raises BadInput, UnreadablePdf."""
    from desktop.reports.hostile import pdf_bytes
    from desktop.reports.reading import read_report_bytes
    from desktop.reports.signing import open_meanings

    pdf = pdf_bytes(path)
    found = read_report_bytes(pdf)
    images = tuple(page_images(pdf, DOTS, 0, MOST))
    return Open(pdf, found, found.sha256, page_count(pdf), images, open_meanings(pdf))


class CountersignDialog(Dialog):
    """Opened with a file that was verified; ``saved(record, path)`` once the signed copy lies in its place."""

    def __init__(
        self, jobs: Jobs, prompts: Prompts, clock: Clock, path: Path, parent: QWidget,
        saved: Callable[[Exported, Path], object],
    ) -> None:  # fmt: skip
        super().__init__("", "countersign-dialog", parent, width=820)
        self.set_title(self.tr("Sign {file}").format(file=path.name))
        self._jobs, self._prompts, self._clock, self._saved = jobs, prompts, clock, saved
        self._path = path
        self._open: Open | None = None
        self._record: Exported | None = None
        self._signer = ""
        self.preview = Preview()
        self.preview.setMinimumHeight(480)
        self.words = Text("", wrap=True)
        self.words.setObjectName("countersign-words")
        self.body.addWidget(self.words)
        self.body.addWidget(self.preview, 1)
        self.add_cancel()
        self.sign = self.add_button(self.tr("Sign and save…"), "countersign-sign", "primary")
        self.sign.setEnabled(False)
        self.sign.clicked.connect(self._ask_where)
        jobs.run(lambda _: read_open(path), self._read, self.show_trouble)

    def _read(self, found: Open) -> None:
        self._open = found
        self.preview.show_pages(found.images, found.pages)
        self._jobs.read(
            lambda site: (site.signing.exported(found.sha256), site.actor.name), lambda told: self._show(*told),
            self.show_trouble,
        )  # fmt: skip

    def _show(self, record: Exported | None, signer: str) -> None:
        assert self._open is not None
        self._record, self._signer = record, signer
        if record is None:
            self.words.setText(self.tr("This file did not leave this workspace as it is."))
        elif not self._open.meanings:
            self.words.setText(self.tr("No further signature is laid out in this report."))
        else:
            so_far = self.tr("Signed so far by {names}.").format(names="; ".join(record.signers))
            so_far = so_far if record.signers else self.tr("Nobody has signed it yet.")
            self.words.setText(f"{record.title} {record.number}. {so_far}")
            self.sign.setEnabled(True)

    def _ask_where(self) -> None:
        name = f"{self._path.stem}-signed.pdf"
        self._prompts.save_file(self.tr("Save the signed copy"), "PDF (*.pdf)", name, self._ask_signature, parent=self)

    def _ask_signature(self, path: Path) -> None:
        found, record = self._open, self._record
        assert found is not None
        assert record is not None
        facts = [
            (self.tr("Report"), f"{record.title} {record.number}"), (self.tr("Pages"), str(found.pages)),
            (self.tr("Signed so far"), "; ".join(record.signers)), (self.tr("Head of the trail"), record.head),
            (self.tr("SHA-256"), found.sha256), (self.tr("File"), path.name),
        ]  # fmt: skip
        meanings = [(value, QCoreApplication.translate("Meanings", words)) for value, words in MEANINGS]
        SignDialog(
            [SignItem(record.title, [(name, value) for name, value in facts if value])],
            [one for one in meanings if one[0] in found.meanings],
            lambda meaning, passphrase, code, done, failed: self._sign(path, meaning, passphrase, code, done, failed),
            self._clock, self, signer=self._signer,
        ).open()  # fmt: skip

    def _sign(
        self, path: Path, meaning: str, passphrase: str, code: str, done: Callable[[], object],
        failed: Callable[[Exception], object],
    ) -> None:  # fmt: skip
        shown = self._open
        assert shown is not None

        def prepare(site: Site) -> Countersigning:
            from desktop.reports.exporting import countersigning

            return countersigning(site, shown.pdf, shown.found, lambda: site.sign(passphrase, code), meaning)

        def draw(ready: Countersigning) -> None:
            from desktop.reports.exporting import countersigned

            self._jobs.run(lambda _: (countersigned(ready), ready.earlier), lambda told: record(*told), failed)

        def record(made: Made, earlier: Exported) -> None:
            from desktop.reports.exporting import recorded

            self._jobs.write(lambda site: recorded(site, made, path, earlier.id, earlier.signers), saved, failed)

        def saved(record: Exported) -> None:
            done()
            self.accept()
            self._saved(record, path)

        self._jobs.read(prepare, draw, failed)
