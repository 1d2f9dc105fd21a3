"""Files from strangers: whatever a reader stumbles over becomes one of a few plain answers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError, UnacceptableSignerError
from pyhanko.sign.validation.errors import SignatureValidationError

from db.errors import BadInput, Known
from desktop.reports.quiet import quiet_loggers

# The largest report a site of 2,000 people makes is below a tenth of it.
LARGEST = 128 * 1024 * 1024

# What parsers of PDF, ASN.1 and compressed data raise on a file made to trip them.
_STUMBLES = (
    PdfError,
    SigningError,
    SignatureValidationError,
    UnacceptableSignerError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
    StopIteration,
    RuntimeError,
)


class UnreadablePdf(BadInput):
    """The file is no PDF, or not one a reader can follow."""


@contextmanager
def reading() -> Iterator[None]:
    """Around everything that follows a file's own structure. Raises UnreadablePdf."""
    quiet_loggers()
    try:
        yield
    except Known:
        raise
    except _STUMBLES as error:
        raise UnreadablePdf(
            "This PDF cannot be read: it is damaged, cut off, or not made as a PDF should be.",
            kept="The file was not changed.",
            todo="Ask for it again from whoever sent it.",
        ) from error


def pdf_bytes(path: Path) -> bytes:
    """The file, if it can be a PDF at all. Raises BadInput and UnreadablePdf."""
    try:
        if not path.is_file():
            raise BadInput(f"There is no file “{path.name}”.", todo="Check its name and place.")
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(
                f"“{path.name}” is {size // 1_048_576:,} MB, larger than any report of this program.",
                kept="It was not opened.",
            )
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"“{path.name}” cannot be opened: {error.strerror}.") from error
    if not content:
        raise UnreadablePdf(f"“{path.name}” is empty.", todo="Ask for it again from whoever sent it.")
    if not content.startswith(b"%PDF-"):
        raise UnreadablePdf(f"“{path.name}” is not a PDF.", todo="Choose the PDF that was sent with it.")
    return content
