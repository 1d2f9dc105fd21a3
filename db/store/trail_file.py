"""The exported trail: JSON Lines in the published form (docs/audit-trail.md), written whole and verified without
any database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from json.encoder import encode_basestring
from pathlib import Path
from types import TracebackType
from typing import IO

from db.errors import BadInput
from db.store.chain import ChainReport, Link, Verifier

_LONGEST = 64 * 1024 * 1024  # characters in a line; longer is not ours
_PORTION = 1000


@dataclass(frozen=True)
class Header:
    """The first line: whose trail, when it was exported (ISO 8601), how many entries, the last one's hash in hex."""

    workspace: str
    exported: str
    entries: int
    head: str


class Writer:
    """Writes beside the place and moves there at the end, so that half a file is never taken for a whole one."""

    def __init__(self, path: Path, header: Header) -> None:
        self._path, self._part = path, path.with_name(path.name + ".part")
        self._header = header
        self._verifier = Verifier(header.workspace)
        self._out: IO[str] | None = None

    def __enter__(self) -> Writer:
        try:
            self._out = self._part.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise _unwritable(self._path, error) from error
        first = json.dumps(vars(self._header), ensure_ascii=False, separators=(",", ":"))
        self._write([first + "\n"])
        return self

    @property
    def written(self) -> int:
        return self._verifier.entries

    def write(self, links: Iterable[Link]) -> None:
        """The next entries of the trail."""
        portion = list(links)
        self._write(map(_line, portion))
        self._verifier.take(portion)

    def report(self) -> ChainReport:
        """Whether what was written is a whole chain."""
        return self._verifier.report()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._out is not None:
                self._out.close()
            if kind is None:
                self._part.replace(self._path)
        except OSError as failure:
            raise _unwritable(self._path, failure) from failure
        finally:
            self._part.unlink(missing_ok=True)

    def _write(self, lines: Iterable[str]) -> None:
        assert self._out is not None, "opened by `with`"
        try:
            self._out.writelines(lines)
        except OSError as error:
            raise _unwritable(self._path, error) from error


def is_trail(path: Path) -> bool:
    """Whether the file begins as an exported trail does, whatever it is called. Raises OSError."""
    with path.open("rb") as file:
        return file.read(1024).lstrip().startswith(b'{"workspace"')


def verify_file(path: Path) -> ChainReport:
    """Whether an exported trail is whole and unbroken. Raises BadInput when it is no such file at all."""
    with _reading(path) as lines:
        header = _header(path, lines)
        verifier = Verifier(header.workspace)
        try:
            for portion in _portions(lines):
                verifier.take(portion)
        except (ValueError, KeyError, TypeError):
            verifier.note(verifier.entries + 1, "the line after it cannot be read")
            return verifier.report()
    if verifier.entries != header.entries:
        verifier.note(verifier.entries, f"the file ends here, and its first line promises {header.entries:,} entries")
    if verifier.head != header.head:
        verifier.note(verifier.entries, "the last hash is not the head that the first line gives")
    return verifier.report()


def read_header(path: Path) -> Header:
    """The first line of an exported trail. Raises BadInput when the file is no such thing."""
    with _reading(path) as lines:
        return _header(path, lines)


def _reading(path: Path) -> IO[str]:
    try:
        return path.open(encoding="utf-8", newline="\n", errors="strict")
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read ({error.strerror}).") from error


def _header(path: Path, lines: IO[str]) -> Header:
    try:
        fields = json.loads(lines.readline(_LONGEST))
        header = Header(fields["workspace"], fields["exported"], fields["entries"], fields["head"])
        if not (isinstance(header.workspace, str) and isinstance(header.entries, int)):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(
            f"{path.name} is not an exported audit trail.", todo="Choose the .jsonl file that the export wrote."
        ) from error
    return header


def _portions(lines: IO[str]) -> Iterator[list[Link]]:
    portion: list[Link] = []
    while line := lines.readline(_LONGEST):
        portion.append(_link(line))
        if len(portion) == _PORTION:
            yield portion
            portion = []
    yield portion


def _line(link: Link) -> str:
    seq, digest, body, salt, detail = link
    salted = "null" if salt is None else f'"{salt.hex()}"'
    told = "null" if detail is None else encode_basestring(detail)
    return f'{{"seq":{seq},"hash":"{digest.hex()}","body":{encode_basestring(body)},"salt":{salted},"detail":{told}}}\n'


def _link(line: str) -> Link:
    fields = json.loads(line)
    salt, detail = fields["salt"], fields["detail"]
    return (
        fields["seq"],
        bytes.fromhex(fields["hash"]),
        fields["body"],
        None if salt is None else bytes.fromhex(salt),
        detail,
    )


def _unwritable(path: Path, error: OSError) -> BadInput:
    return BadInput(
        f"{path.name} cannot be written there ({error.strerror}).",
        kept="No half file is left.",
        todo="Choose another folder or make room.",
    )
