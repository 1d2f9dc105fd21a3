"""A copy of the whole database under another key: backups, and every change of the key."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from db.errors import BadInput
from db.store import chain
from db.store.connection import Connection
from db.store.errors import DamagedDatabase
from db.store.pins import Pin

_HEAD = "SELECT seq, hash FROM main.audit ORDER BY seq DESC LIMIT 1"


def copy_under(
    source: Callable[[], Connection],
    path: Path,
    key: bytes,
    workspace: str,
    progress: Callable[[int, int], None] | None = None,
) -> Pin:
    """Whole, flushed to the disk and read again under the new key, or not there at all."""
    if path.exists():
        raise BadInput(f"There is a file {path.name} already.", todo="Choose another name.")
    beside = source()
    try:
        beside.run("BEGIN")  # one state of the file, however long it takes and whoever writes meanwhile
        head = beside.row(_HEAD)
        target = Connection(path, key, create=True)
        try:
            beside.copy_to(target, progress)
            target.run("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            target.close()
        _flush(path)
        there = Connection(path, key, query_only=True)
        try:
            if there.row(_HEAD) != head:
                raise DamagedDatabase("The copy does not hold what was copied.", todo="Try another disk.")
        finally:
            there.close()
    except BaseException:
        for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        raise
    finally:
        beside.close()
    return Pin(0, chain.start(workspace).hex()) if head is None else Pin(head[0], head[1].hex())


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    if hasattr(os, "O_DIRECTORY"):  # Windows has no way to flush a folder
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
