"""Everything of the site in open formats, in one ZIP, described: for the day the program is gone (EXC-2).

Nothing in it needs this program: JSON Lines, CSV, text, and the files as they were put in. Secrets (keys) stay behind.
It is not encrypted, and says so.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from db.clock import stamp
from db.errors import BadInput, Known, Refused
from db.store.connection import SqlValue
from db.store.schema_files import LATEST
from desktop.exchange.listing import listing
from desktop.exchange.reading import ReadOn, no_progress
from desktop.exchange.registers import REGISTERS
from desktop.exchange.schema_words import SECRET, TableWords, tables
from desktop.exchange.whole_words import described, guide
from desktop.exchange.writing import Exported, render

if TYPE_CHECKING:
    from db.site import Site

_PORTION = 2000  # rows read at once
_ODD = re.compile(r"[^\w. -]+")


def export_whole(site: Site, path: Path, progress: ReadOn = no_progress) -> Exported:
    """Writes the ZIP whole or not at all and puts it on the trail with its hash. Officers only: it is the whole site,
    in the clear. ``progress`` may raise Cancelled. Raises BadInput, Refused."""
    if site.actor.role != "officer":
        raise Refused(
            "Only a compliance officer takes the whole site out.", kept="Nothing was written.",
            todo="Ask an officer, or export single registers.",
        )  # fmt: skip
    site.store.demand_whole("export the whole site")
    if path.suffix.lower() != ".zip":
        raise BadInput("The whole site leaves as a ZIP.", kept="Nothing was written.", todo="Call it OUT.zip.")
    aside = path.with_name(f".{path.name}.new")
    try:
        with aside.open("xb") as stream:
            aside.chmod(0o600)
            rows = _Writer(site, stream, progress).write()
            stream.flush()
            os.fsync(stream.fileno())
        with aside.open("rb") as stream:
            done = Exported(path.name, rows, hashlib.file_digest(stream, "sha256").hexdigest())
        site.store.event("export", register="all", file=done.name, sha256=done.sha256, rows=rows)
        aside.replace(path)
    except OSError as problem:
        raise BadInput(
            f"“{path.name}” cannot be written ({problem.strerror or 'refused by the system'}).",
            kept="Nothing was written.", todo="Make room, or choose another folder.",
        ) from problem  # fmt: skip
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    return done


class _Writer:
    """One ZIP while it is filled. ``sums``: SHA-256 by name, as `sha256sum -c` reads them."""

    def __init__(self, site: Site, stream: IO[bytes], progress: ReadOn) -> None:
        self._site, self._progress = site, progress
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._sums: list[str] = []
        self._at = site.clock.now()
        self._lost: list[str] = []

    def write(self) -> int:
        """All parts; how many rows of tables there are."""
        steps, told = len(tables()) + len(REGISTERS) + 2, 0
        counts: dict[str, int] = {}
        with self._zip:
            for table in tables():
                self._progress(told, steps)
                told += 1
                counts[table.name] = self._put(f"tables/{table.name}.jsonl", self._lines(table))
            for name in REGISTERS:
                self._progress(told, steps)
                told += 1
                made = listing(self._site, name)
                self._one(f"registers/{name}.csv", render(made, ".csv", workspace=self._site.workspace, at=self._at))
            self._files()
            self._progress(told, steps)
            self._trail()
            self._one("schema.sql", LATEST.read_bytes())
            about = described(self._site, counts, stamp(self._at), self._lost)
            self._one("description.json", (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode())
            self._one("README.txt", guide(about).encode())
            self._zip.writestr("SHA256SUMS.txt", "\n".join(self._sums) + "\n")
        self._progress(steps, steps)
        return sum(counts.values())

    def _lines(self, table: TableWords) -> Iterator[bytes]:
        columns = [column.name for column in table.columns]
        asked = ", ".join("NULL" if (table.name, name) in SECRET else f'"{name}"' for name in columns)
        after = ""
        while True:
            rows = self._site.store.rows(
                f'SELECT "{table.key}", {asked} FROM "{table.name}" WHERE "{table.key}" > ? '  # noqa: S608 - of the schema
                f'ORDER BY "{table.key}" LIMIT {_PORTION}',
                (after,),
            )
            for row in rows:
                named = {
                    name: _plain(value)
                    for name, value in zip(columns, row[1:], strict=True)
                    if (table.name, name) not in SECRET
                }
                yield (json.dumps(named, ensure_ascii=False) + "\n").encode()
            if len(rows) < _PORTION:
                return
            after = str(rows[-1][0])

    def _files(self) -> None:
        """The files of records, opened; what was destroyed or is damaged is told instead."""
        for identity, name in self._site.store.rows("SELECT id, name FROM evidence ORDER BY id"):
            self._progress(len(tables()), len(tables()) + len(REGISTERS) + 2)
            try:
                content = self._site.evidence.opened(identity).data
            except Known as problem:
                self._lost.append(f"{identity}: {problem.what}")
                continue
            self._one(f"files/{identity}-{_ODD.sub('_', name)[:120]}", content)

    def _trail(self) -> None:
        with tempfile.TemporaryDirectory(dir=Path(self._site.store.path).parent) as folder:
            part = Path(folder) / "trail.jsonl"
            self._site.trail.write_file(part)
            with part.open("rb") as lines:
                self._put("trail.jsonl", iter(lambda: lines.read(1 << 20), b""))

    def _one(self, name: str, content: bytes) -> None:
        self._put(name, (content,))

    def _put(self, name: str, pieces: Iterable[bytes]) -> int:
        digest, count = hashlib.sha256(), 0
        with self._zip.open(zipfile.ZipInfo(name, self._at.timetuple()[:6]), "w", force_zip64=True) as out:
            for piece in pieces:
                digest.update(piece)
                out.write(piece)
                count += 1
        self._sums.append(f"{digest.hexdigest()}  {name}")
        return count


def _plain(value: SqlValue) -> str | int | float | None:
    """Bytes as hex."""
    return value.hex() if isinstance(value, bytes) else value
