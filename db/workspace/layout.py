"""Where things lie in a workspace folder (design section 3), and its one plain file."""

from __future__ import annotations

import errno
import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from db.errors import BadInput, Damaged, Refused

SUFFIX = ".siteward"
FORMAT = 1
DEMONSTRATION = "00000000"
_GENERATION = re.compile(r"\d{6}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # importing uuid costs 20 ms of the start


@dataclass(frozen=True)
class Label:
    """workspace.json: nothing secret, nothing trusted. ``generation`` is that of the current database key."""

    uuid: str
    site: str
    generation: int
    installation: str
    keyring: str
    format: int = FORMAT

    @property
    def demonstration(self) -> bool:
        """A fictitious, public workspace; only its uuid decides (design section 3)."""
        return self.uuid.startswith(DEMONSTRATION)


class Layout:
    """The paths of one workspace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def label_file(self) -> Path:
        return self.folder / "workspace.json"

    @property
    def lock_file(self) -> Path:
        return self.folder / "lock"

    @property
    def demo_file(self) -> Path:
        return self.folder / "DEMO.json"

    def database(self, generation: int) -> Path:
        return self.folder / f"site-{generation:06d}.db"

    def keys(self, generation: int) -> Path:
        return self.folder / "keys" / f"{generation:06d}"

    def person_key(self, generation: int, user: str) -> Path:
        return self.keys(generation) / f"{user}.age"

    def recovery_key(self, generation: int) -> Path:
        return self.keys(generation) / "recovery.age"

    def authority_key(self, generation: int) -> Path:
        return self.keys(generation) / "authority.age"

    def generations(self) -> tuple[int, ...]:
        """Every generation of which a database or keys are there, oldest first."""
        found = {int(p.name[5:11]) for p in self.folder.glob("site-*.db") if _GENERATION.fullmatch(p.name[5:-3])}
        found |= {int(p.name) for p in (self.folder / "keys").glob("*") if _GENERATION.fullmatch(p.name)}
        return tuple(sorted(found))

    def read_label(self) -> Label:
        """Raises BadInput where this is no workspace, Damaged where its label cannot be read."""
        if not self.label_file.is_file():
            raise BadInput(
                f"{self.folder} is not a Siteward workspace: workspace.json is not there.",
                todo=f"Choose a folder whose name ends in {SUFFIX}.",
            )
        try:
            label = Label(**json.loads(self.label_file.read_text("utf-8")))
            if not _UUID.fullmatch(label.uuid) or not 1 <= label.generation <= 999_999:
                raise ValueError
        except (ValueError, TypeError, AttributeError, RecursionError) as problem:
            raise Damaged(
                f"{self.label_file.name} of {self.folder.name} cannot be read.",
                kept="The records are in the database beside it and are not touched.",
                todo="Put this file back from a copy of the folder.",
            ) from problem
        if label.format > FORMAT:
            raise Refused(
                f"{self.folder.name} was made by a newer Siteward (format {label.format}, this one knows {FORMAT}).",
                kept="Nothing was changed.",
                todo="Open it with the newer program.",
            )
        return label

    def write_label(self, label: Label) -> None:
        text = json.dumps(asdict(label), ensure_ascii=False, indent=1) + "\n"
        write_whole(self.label_file, text.encode())


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write so that after a crash either the old or the new content is there, never a mixture."""
    aside = path.with_name(f".{path.name}.new")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def demand_writable(path: Path) -> None:
    """Raises Refused where no new file can be written at ``path``: asked before making what can be told only once."""
    try:
        write_whole(path.with_name(f".{path.name}.try"), b"")
        path.with_name(f".{path.name}.try").unlink()
    except OSError as problem:
        raise Refused(
            f"{path} cannot be written ({problem.strerror}).",
            kept="Nothing was made or changed.",
            todo="Choose a folder that is there and that you may write to.",
        ) from problem


def sync_folder(folder: Path) -> None:
    """Make a rename last, where the file system can be asked to; Windows and some network drives cannot."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)
