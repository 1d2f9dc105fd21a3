"""Puts a PDF on paper without a file in between: pages are rendered in a worker and painted on the printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from db.errors import Refused
from desktop.jobs import Jobs
from desktop.pictures import page_images

DOTS = 300  # an inch


def print_pdf(
    pdf: bytes, parent: QWidget, jobs: Jobs, done: Callable[[], object], failed: Callable[[Exception], object]
) -> None:
    """Ask for a printer and print; ``done`` after the pages were handed over, nothing where the person cancels."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        failed(Refused("This computer knows no printer.", todo="Save the kit as PDF and print it elsewhere."))
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setObjectName("print-dialog")

    def paint(pages: list[QImage]) -> None:
        painter = QPainter()
        if not painter.begin(printer):
            failed(Refused("The printer did not take the page.", todo="Check it, or save the kit as PDF."))
            return
        for place, page in enumerate(pages):
            if place:
                printer.newPage()
            room = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
            scale = min(room.width() / page.width(), room.height() / page.height())
            painter.drawImage(QRectF(0, 0, page.width() * scale, page.height() * scale), page)
        painter.end()
        done()

    dialog.accepted.connect(lambda: jobs.run(lambda _: page_images(pdf, DOTS), paint, failed))
    QDialog.open(dialog)
