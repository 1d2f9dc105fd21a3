"""What every register says of rows brought in from a file (EXC-1, 21 CFR 11.10(h): the source is recorded)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportSource:
    """The file as it was read: its name without folders, and the SHA-256 of its bytes in hex."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Imported:
    """How many rows became new records, changed one, or said what was already there; ids in the order of the rows."""

    added: int
    changed: int
    unchanged: int
    ids: tuple[str, ...]
