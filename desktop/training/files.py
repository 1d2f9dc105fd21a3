"""Reading a file a person chose, off the window's thread, before it goes into the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from db.errors import BadInput
from desktop.widgets.file_field import MOST, size_words
from desktop.widgets.page import PageContext

File = tuple[str, bytes]


def with_file(
    context: PageContext, path: Path, then: Callable[[File], object], failed: Callable[[Exception], object]
) -> None:
    """Read ``path`` in a worker and hand name and bytes on."""
    context.jobs.run(lambda _progress: read_file(path), then, failed)


def read_file(path: Path) -> File:
    """Name and bytes. Raises BadInput for what cannot be read or is too big."""
    try:
        if path.stat().st_size > MOST:
            raise BadInput(
                f"“{path.name}” is too big: at most {size_words(MOST)} can be kept.",
                kept="Nothing was saved.",
                todo="Scan it in black and white, or with fewer dots.",
            )
        return path.name, path.read_bytes()
    except OSError as error:
        raise BadInput(
            f"“{path.name}” cannot be read: {error.strerror}.", kept="Nothing was saved.", todo="Choose it again."
        ) from error
