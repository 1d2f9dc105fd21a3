"""One process at a time: the lock file, held from before the first slot is read until closing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from db.errors import Refused


class WorkspaceLock:
    """An exclusive lock of the operating system; it goes when the process goes, however it ends."""

    def __init__(self, path: Path) -> None:
        """Raises Refused where another process holds it or the folder cannot be written."""
        try:
            self._file: IO[bytes] | None = path.open("ab")
        except OSError as problem:
            raise Refused(
                f"{path.parent.name} cannot be written here ({problem.strerror}).",
                kept="Nothing was changed.",
                todo="Copy the folder to a disk you may write to, or ask for the right to write.",
            ) from problem
        try:
            _take(self._file)
        except OSError as problem:
            self._file.close()
            self._file = None
            raise Refused(
                f"{path.parent.name} is open in another Siteward.",
                kept="Nothing was changed.",
                todo="Close it there, then try again.",
            ) from problem

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


if os.name == "nt":  # pragma: no cover - the checks run on Linux
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
