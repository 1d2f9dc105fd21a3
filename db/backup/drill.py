"""The restore drill, and the yearly reading test: a backup is opened and its chain holds, and that is on record
(BAK-2, BAK-3). Nothing of the workspace is touched; the copy that is opened goes again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from db import randomness
from db.backup import archive
from db.backup import records as r
from db.backup.at_work import AtWork
from db.backup.proving import Proof, prove
from db.backup.register import NewDrill
from db.backup.restoring import key_by_kit
from db.errors import BadInput, Known, Refused
from db.vault.errors import CannotUnseal
from db.vault.sealing import unseal

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Attempt:
    """What ``attempt`` needs, read on the store's thread. ``user``: whose own key it is, empty for the kit's."""

    file: Path
    workspace: str
    work: Path
    user: str
    identity: str = field(repr=False)


def drill(site: AtWork, file: Path, kit: str = "", told: Progress | None = None) -> r.Drill:
    """All three steps on the store's thread: for commands."""
    return finish(site, attempt(begin(site, file, kit), told))


def begin(site: AtWork, file: Path, kit: str = "") -> Attempt:
    """``kit``: the recovery kit's key; empty: with one's own. Raises Refused for who may not record a drill."""
    site.backups.demand_prover()
    session = site.session
    identity, user = (kit, "") if kit else (session.unlocked.identity, session.unlocked.user)
    return Attempt(file.absolute(), site.workspace, session.layout.folder, user, identity)


def attempt(it: Attempt, told: Progress | None = None) -> NewDrill:
    """On any thread: see ``open_it``. Raises Refused for a backup of another workspace, before it is opened."""
    if archive.read_manifest(it.file).workspace != it.workspace:
        raise Refused(
            f"{it.file.name} is a backup of another workspace.", kept="No drill was recorded.",
            todo="Choose a backup of this one.",
        )  # fmt: skip
    return open_it(it.file, it.work, it.identity, it.user, told)


def open_it(file: Path, work: Path, identity: str, user: str, told: Progress | None = None) -> NewDrill:
    """On any thread. ``user``: whose own key it is, empty for the recovery kit. Raises BadInput for what is no backup,
    or a key that does not open it; a backup that does not hold is an answer, not an error."""
    tell = told or (lambda _done, _of: None)
    manifest = archive.read_manifest(file)
    part = work / f"backup-{randomness.new_uuid()}.part"
    try:
        key = _own_key(file, user, identity) if user else key_by_kit(file, identity)
        seen = archive.examine(file, lambda done, of: tell(done * 30 // max(of, 1), 100))
        proof = Proof(False, 0, "", " ".join(seen.problems))
        if seen.intact:
            archive.extract(file, archive.DATABASE, part, lambda done, of: tell(30 + done * 20 // max(of, 1), 100))
            proof = prove(part, key, manifest, lambda done, of: tell(50 + done * 49 // max(of, 1), 100))
    finally:
        for left in (part, part.with_name(part.name + "-shm"), part.with_name(part.name + "-wal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    tell(100, 100)
    made = datetime.fromisoformat(manifest.made)
    how = r.OWN_KEY if user else r.KIT
    words = proof.words if proof.good else f"It does not hold: {proof.words}"
    return NewDrill(None, file.name, how, made, manifest.seq, manifest.head, proof.good, words)


def finish(site: AtWork, new: NewDrill) -> r.Drill:
    """On record, with the backup it was where this workspace made it."""
    same = (new.seq, new.head, new.file)
    known = next((one.id for one in site.backups.all() if (one.seq, one.head, one.file) == same), None)
    return site.backups.record_drill(replace(new, backup=known))


def _own_key(file: Path, user: str, identity: str) -> bytes:
    try:
        return bytes.fromhex(unseal(archive.read_part(file, archive.key_part(user)), identity).decode("ascii"))
    except (CannotUnseal, Known, ValueError):
        raise BadInput(
            "Your own key does not open this backup.", kept="Nothing was recorded.",
            todo="It was made before you were enrolled, or you were enrolled anew since: use the recovery kit.",
        ) from None  # fmt: skip
