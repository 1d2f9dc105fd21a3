"""Reading a file a person chose, off the window's thread, before it goes into the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.widgets.file_field import File
from desktop.widgets.page import PageContext
from desktop.widgets.taking_file import take_file


def with_file(
    context: PageContext, path: Path, then: Callable[[File], object], failed: Callable[[Exception], object]
) -> None:
    """Read ``path`` in a worker and hand name and bytes on."""
    take_file(context, path, then, failed)
