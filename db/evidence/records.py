"""What is known of a file, and the file itself."""

from __future__ import annotations

from dataclasses import dataclass

File = tuple[str, bytes]
"""Name and bytes of a file that comes with what is saved."""


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
