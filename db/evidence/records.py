"""What is known of a file, and the file itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sealed:
    """A file sealed under its key, ready to be saved with the record that names it. ``size`` in bytes, before sealing;
    ``told`` hears (bytes kept, size) before each piece goes into the database, and stops it by raising Cancelled: then
    nothing of the whole change stays. Nothing of the content or the key in repr."""

    id: str
    name: str
    media: str
    size: int
    sha256: str
    pieces: tuple[bytes, ...]
    key: bytes
    told: Callable[[int, int], object] = field(default=lambda _done, _of: None, compare=False)

    def __repr__(self) -> str:
        return f"Sealed({self.id})"


File = tuple[str, bytes] | Sealed
"""A file that comes with what is saved: its name and bytes, or sealed before because it is large."""


@dataclass(frozen=True)
class Evidence:
    """A file kept in the database: ``size`` in bytes; ``readable`` False once its key was destroyed."""

    id: str
    name: str
    media: str
    size: int
    sha256: str
    entered: str
    readable: bool


@dataclass(frozen=True)
class EvidenceFile:
    """The file itself, opened. Its bytes stay out of repr."""

    about: Evidence
    data: bytes

    def __repr__(self) -> str:
        return f"EvidenceFile({self.about.id}, {self.about.size} bytes)"
