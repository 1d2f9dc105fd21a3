"""Whether a backup's database opens and holds: pages, chain, head, schema. Reads only; records nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db.backup.archive import Manifest
from db.errors import Known
from db.store import trail
from db.store.checks import sealed_pages
from db.store.connection import Connection
from db.store.schema_files import missing, schema_files

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Proof:
    """``good``: it opened, every page bears its seal, the chain holds and ends as the manifest says."""

    good: bool
    entries: int
    head: str
    words: str


def prove(database: Path, key: bytes, manifest: Manifest, told: Progress | None = None) -> Proof:
    """Every test that needs the key. Raises NewerDatabase, and what ``told`` raises."""
    try:
        connection = Connection(database, key, query_only=True)
    except Known as problem:
        return Proof(False, 0, "", problem.what)
    try:
        missing(connection, schema_files())
        good, words = sealed_pages(connection)
        if not good:
            return Proof(False, 0, "", words)
        report = trail.verify(connection, manifest.workspace, told or (lambda _done, _of: None), None)
        if not report.good:
            return Proof(False, report.entries, report.head, report.words)
        if (report.entries, report.head) != (manifest.seq, manifest.head):
            return Proof(False, report.entries, report.head, "The trail does not end where the manifest says.")
        return Proof(True, report.entries, report.head, report.words)
    finally:
        connection.close()
