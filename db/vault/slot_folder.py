"""The slots on the disk: one file a person, replaced whole or not at all. Knows no format."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path

from db.vault.errors import SlotNotWritten, SlotUnreadable

_WRITING = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # else Windows writes CR LF for LF


class SlotFolder:
    """``slots/`` of one workspace; each file has mode 0600."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def users(self) -> tuple[str, ...]:
        """Ids (UUID text) of all who have a slot here."""
        return tuple(sorted(file.stem for file in self.path.glob("*.slot") if _is_id(file.stem)))

    def read(self, user: str, most: int) -> bytes | None:
        """At most ``most`` bytes of the file, or None when there is none. SlotUnreadable."""
        try:
            with self._file(user).open("rb") as file:
                return file.read(most)
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise SlotUnreadable(problem.strerror or "error of the disk") from problem

    def write(self, user: str, raw: bytes) -> None:
        """Durable when it returns: beside, flushed, renamed over. SlotNotWritten leaves one whole slot in place."""
        beside = self.path / f".{user}.new"
        try:
            self.path.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(beside, _WRITING, 0o600), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._file(user))
            self._flush_names()
        except OSError as problem:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise SlotNotWritten(problem.strerror or "error of the disk") from problem

    def remove(self, user: str) -> None:
        """Nothing happens when there is none."""
        try:
            self._file(user).unlink(missing_ok=True)
            (self.path / f".{user}.new").unlink(missing_ok=True)
        except OSError as problem:
            raise SlotNotWritten(problem.strerror or "error of the disk") from problem

    def _file(self, user: str) -> Path:
        return self.path / f"{user}.slot"

    def _flush_names(self) -> None:
        """The rename itself, where the system lets a folder be flushed (Windows does not)."""
        if os.name == "posix":
            folder = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _is_id(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
