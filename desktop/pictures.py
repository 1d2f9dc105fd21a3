"""Pages of a PDF as pictures, for looking and for printing. Runs in workers; nothing touches the disk."""

from __future__ import annotations

import threading

from PySide6.QtGui import QImage

POINTS = 72  # an inch
_one_at_a_time = threading.Lock()  # PDFium is not safe in two threads at once


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_images(pdf: bytes, dots: float, first: int = 0, count: int | None = None) -> list[QImage]:
    """``count`` pages from ``first`` (0 is the first), ``dots`` an inch."""
    import pypdfium2

    pictures = []
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            last = len(document) if count is None else min(len(document), first + count)
            for place in range(first, last):
                picture = document[place].render(scale=dots / POINTS, rev_byteorder=True, prefer_bgrx=True)
                image = QImage(
                    bytes(picture.buffer),
                    picture.width,
                    picture.height,
                    picture.stride,
                    QImage.Format.Format_RGBX8888,
                )
                pictures.append(image.copy())
        finally:
            document.close()
    return pictures
