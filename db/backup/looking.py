"""Whether the file of a backup is still the one that was written: what costs nothing at once, its hash where asked.

Needs no key and no database, so it runs on any thread. What it says is of this moment; nothing is recorded. That a
backup opens is the drill's to prove.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from db.backup.records import Backup

AS_WRITTEN, ALTERED, GONE, AWAY, NOT_READ = "as written", "altered", "gone", "elsewhere", "not read"
Progress = Callable[[int, int], None]
_PORTION = 1 << 20
_ZONES = timedelta(hours=26)  # a stick's file system keeps local time and two seconds; later than that is a change


@dataclass(frozen=True)
class Look:
    """``state``: one of the words above; ``hashed``: every byte was read for it, else only size and day."""

    state: str
    hashed: bool = False


def look(one: Backup, told: Progress | None = None, *, closely: bool = True) -> Look:
    """``closely``: read it whole. Otherwise only a file that was written to since it was verified is."""
    folder = Path(one.folder)
    path = folder / one.file
    try:
        if not folder.is_dir():
            return Look(AWAY)
        if not path.is_file():
            return Look(GONE)
        found = path.stat()
        if found.st_size != one.size:
            return Look(ALTERED)
        if not closely and found.st_mtime <= (one.verified + _ZONES).timestamp():
            return Look(AS_WRITTEN)
        return Look(AS_WRITTEN if _hash(path, one.size, told) == one.sha256 else ALTERED, hashed=True)
    except OSError:
        return Look(NOT_READ)


def _hash(path: Path, of: int, told: Progress | None) -> str:
    made, done = sha256(), 0
    with path.open("rb") as file:
        while portion := file.read(_PORTION):
            made.update(portion)
            done += len(portion)
            if told is not None:
                told(done, of)
    return made.hexdigest()
