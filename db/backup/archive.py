"""The one file of a backup: a flat ZIP, nothing in it compressed, whose first entry says what it holds.

    manifest.json   whose, when, by whom, the head of the trail inside, SHA-256 and size of each other part
    manifest.sig    the workspace's seal over it: ECDSA, DER
    site.db         SQLCipher 4, under a key of its own
    recovery.age    that key, as hex text, sealed to the recovery kit;  key-USER.age: to each person who holds the key
    authority.age   the authority's key, as it lies in the workspace

Knows no database and no key: bytes and hashes. Nothing of a record is in clear; names of site and maker are.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from db.errors import BadInput, Damaged, Known, Refused
from db.signing.authority import fingerprint, issued_by
from db.signing.errors import CertificateDamaged
from db.signing.keys import signed_by
from db.workspace.layout import sync_folder

SUFFIX = ".swbackup"
UNFINISHED = ".part"
FORMAT = 1
MANIFEST, SIGNATURE, DATABASE = "manifest.json", "manifest.sig", "site.db"
RECOVERY, AUTHORITY = "recovery.age", "authority.age"
_MOST_PARTS, _LARGEST_SMALL = 2000, 1 << 20
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEX = re.compile(r"[0-9a-f]{64}")
_PORTION = 1 << 20
Progress = Callable[[int, int], None]


def key_part(user: str) -> str:
    """The name of the part with the key sealed to one person."""
    return f"key-{user}.age"


@dataclass(frozen=True)
class Part:
    """SHA-256 (hex) and size (bytes) of one part."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """``made``: ISO 8601 with offset; ``by``: printed name; ``seq``, ``head``: the trail's last entry inside;
    ``schema``: number of the newest schema file; ``seal``, ``authority``: certificates, hex of DER."""

    id: str
    workspace: str
    site: str
    installation: str
    made: str
    by: str
    generation: int
    seq: int
    head: str
    schema: int
    program: str
    seal: str = ""
    authority: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True)
class Examined:
    """What can be said of a backup without any key. ``problems``: empty, or why it is not as it was made; ``sealed``:
    its manifest bears a seal that the authority named in it made; ``fingerprint``: of that authority."""

    manifest: Manifest
    problems: tuple[str, ...]
    sealed: bool
    fingerprint: str
    sha256: str
    size: int

    @property
    def intact(self) -> bool:
        return not self.problems


def write(path: Path, manifest: bytes, signature: bytes, parts: Mapping[str, Path | bytes], told: Progress) -> None:
    """Beside its name, flushed to the medium, then renamed. Raises Refused (disk full, medium gone), and what ``told``
    raises; then nothing is left. A file of that name is never written over."""
    if path.exists():
        raise BadInput(f"There is a file {path.name} already.", kept="It was not touched.", todo="Choose another name.")
    aside = path.with_name(f".{path.name}{UNFINISHED}")
    try:
        with aside.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as box:
                box.writestr(zipfile.ZipInfo(MANIFEST), manifest)
                box.writestr(zipfile.ZipInfo(SIGNATURE), signature)
                for name, content in parts.items():
                    _put(box, name, content, told)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
    except OSError as problem:
        _drop(aside)
        raise refused(path, problem) from problem
    except BaseException:
        _drop(aside)
        raise
    try:
        sync_folder(path.parent)
    except OSError as problem:
        _drop(path)
        raise refused(path, problem) from problem


def refused(path: Path, problem: OSError) -> Refused:
    """What a full, withdrawn or read-only medium says, in words."""
    return Refused(
        f"The backup could not be written to {path.parent} ({problem.strerror or problem}).",
        kept="The workspace is as it was, and so is every earlier backup. No half backup was left.",
        todo="Put the stick in, make room, or choose another place; then back up again.",
    )


def read_manifest(path: Path) -> Manifest:
    """The first entry. Raises BadInput where this is no backup, Damaged, Refused for one of a newer program."""
    with _opened(path) as box:
        return _manifest(path, _small(box, MANIFEST, path))


def examine(path: Path, told: Progress | None = None) -> Examined:
    """Every part against its hash, the manifest against its seal. Raises BadInput where this is no backup at all."""
    with _opened(path) as box:
        raw = _small(box, MANIFEST, path)
        manifest = _manifest(path, raw)
        problems = []
        if set(box.namelist()) != {MANIFEST, SIGNATURE, *manifest.parts} or len(set(box.namelist())) != len(
            box.namelist()
        ):
            problems.append("It does not hold the parts that its manifest names.")
        for name, part in manifest.parts.items():
            try:
                found = _sum(box, name, None, told)
            except (KeyError, OSError, zipfile.BadZipFile, EOFError):
                problems.append(f"{name} cannot be read.")
                continue
            if found != part:
                problems.append(f"{name} was changed.")
        try:
            signature = _small(box, SIGNATURE, path)
        except Damaged:
            signature = b""
        sealed, print_ = _seal(manifest, raw, signature)
        if manifest.seal and not sealed:
            problems.append("The seal does not fit the manifest: who wrote it, or when, was changed.")
    whole = sha256()
    with path.open("rb") as file:
        while portion := file.read(_PORTION):
            whole.update(portion)
    return Examined(manifest, tuple(problems), sealed, print_, whole.hexdigest(), path.stat().st_size)


def read_part(path: Path, name: str) -> bytes:
    """A small part, held against its hash. Raises Damaged."""
    with _opened(path) as box:
        manifest = _manifest(path, _small(box, MANIFEST, path))
        content = _small(box, name, path)
    if manifest.parts.get(name) != Part(sha256(content).hexdigest(), len(content)):
        raise _damaged(path, f"{name} was changed")
    return content


def extract(path: Path, name: str, to: Path, told: Progress | None = None) -> None:
    """A part into a file of its own, held against its hash while it is read. Raises Damaged, Refused (disk full)."""
    with _opened(path) as box:
        manifest = _manifest(path, _small(box, MANIFEST, path))
        try:
            with to.open("wb") as file:
                found = _sum(box, name, file, told)
                file.flush()
                os.fsync(file.fileno())
        except (KeyError, zipfile.BadZipFile, EOFError) as problem:
            raise _damaged(path, f"{name} cannot be read") from problem
        except OSError as problem:
            raise Refused(
                f"{to.parent} cannot be written ({problem.strerror or problem}).", kept="The backup is untouched.",
                todo="Make room there, or choose another place.",
            ) from problem  # fmt: skip
    if manifest.parts.get(name) != found:
        raise _damaged(path, f"{name} was changed")


def summed(content: Path | bytes) -> Part:
    """Hash and size of what will become a part."""
    if isinstance(content, bytes):
        return Part(sha256(content).hexdigest(), len(content))
    made, size = sha256(), 0
    with content.open("rb") as file:
        while portion := file.read(_PORTION):
            made.update(portion)
            size += len(portion)
    return Part(made.hexdigest(), size)


def _put(box: zipfile.ZipFile, name: str, content: Path | bytes, told: Progress) -> None:
    if isinstance(content, bytes):
        box.writestr(zipfile.ZipInfo(name), content)
        return
    done, of = 0, content.stat().st_size
    info = zipfile.ZipInfo(name)
    info.file_size = of
    with content.open("rb") as source, box.open(info, "w", force_zip64=of > zipfile.ZIP64_LIMIT // 2) as target:
        while portion := source.read(_PORTION):
            target.write(portion)
            done += len(portion)
            told(done, of)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        if not path.is_file():
            raise BadInput(f"There is no file {path}.", todo="Check its name, and that the stick is in.")
        box = zipfile.ZipFile(path)
    except zipfile.BadZipFile as problem:
        raise Damaged(
            f"{path.name} is not a whole backup: it was cut short, or is another kind of file.",
            kept="Nothing was changed.", todo="Take another backup.",
        ) from problem  # fmt: skip
    except OSError as problem:
        raise BadInput(f"{path} cannot be read ({problem.strerror}).", todo="Check the stick.") from problem
    if len(box.namelist()) > _MOST_PARTS or not all(_NAME.fullmatch(name) for name in box.namelist()):
        box.close()
        raise BadInput(f"{path.name} is not a backup of this program.", kept="Nothing was changed.")
    return box


def _small(box: zipfile.ZipFile, name: str, path: Path) -> bytes:
    try:
        if box.getinfo(name).file_size > _LARGEST_SMALL:
            raise _damaged(path, f"{name} is far too large")
        return box.read(name)
    except KeyError:
        if name == MANIFEST:
            raise BadInput(
                f"{path.name} is not a backup of this program.", kept="Nothing was changed.",
                todo=f"Choose a file that ends in {SUFFIX}.",
            ) from None  # fmt: skip
        raise _damaged(path, f"{name} is not there") from None
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as problem:
        raise _damaged(path, f"{name} cannot be read") from problem


def _manifest(path: Path, raw: bytes) -> Manifest:
    try:
        told = json.loads(raw)
        if int(told["format"]) > FORMAT:
            raise Refused(
                f"{path.name} was made by a newer Siteward.", kept="Nothing was changed.",
                todo="Restore it with the newer program.",
            )  # fmt: skip
        parts = {str(name): Part(str(one["sha256"]), int(one["size"])) for name, one in told.pop("parts").items()}
        made = Manifest(**told, parts=parts)
        good = _UUID.fullmatch(made.workspace) and _UUID.fullmatch(made.installation) and _HEX.fullmatch(made.head)
        if not good or datetime.fromisoformat(made.made).tzinfo is None or not isinstance(made.seq, int):
            raise ValueError
        bytes.fromhex(made.seal + made.authority)
        if not {DATABASE, RECOVERY} <= set(parts):
            raise ValueError
        return made
    except Known:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise _damaged(path, "its manifest cannot be read") from problem


def _sum(box: zipfile.ZipFile, name: str, to: IO[bytes] | None, told: Progress | None) -> Part:
    made, size, of = sha256(), 0, box.getinfo(name).file_size
    with box.open(name) as source:
        while portion := source.read(_PORTION):
            made.update(portion)
            size += len(portion)
            if to is not None:
                to.write(portion)
            if told is not None:
                told(size, of)
    return Part(made.hexdigest(), size)


def _seal(manifest: Manifest, raw: bytes, signature: bytes) -> tuple[bool, str]:
    seal, authority = bytes.fromhex(manifest.seal), bytes.fromhex(manifest.authority)
    try:
        good = bool(seal) and issued_by(seal, authority) and signed_by(seal, signature, raw)
        return good, fingerprint(authority) if good else ""
    except (CertificateDamaged, ValueError):
        return False, ""


def _damaged(path: Path, what: str) -> Damaged:
    return Damaged(f"{path.name} is damaged: {what}.", kept="Nothing was changed.", todo="Take another backup.")


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
