"""Makes a backup while work goes on: copied page by page under a key of its own, sealed, written whole, opened again.

Three steps, so that the window never waits: ``prepare`` on the store's thread, ``write`` on any, ``finish`` on the
store's again. The copy lies beside the workspace while it is made, encrypted as it will be; only the finished file goes
to the place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from db import randomness
from db.backup import archive, journal
from db.backup import records as r
from db.backup.at_work import AtWork
from db.backup.proving import prove
from db.backup.register import NewBackup
from db.backup.rules import too_old
from db.clock import stamp
from db.errors import BadInput, Known, Refused
from db.folding import fold
from db.signing.errors import CertificateDamaged
from db.signing.keys import sign_bytes
from db.signing.records import Seal
from db.store.connection import Connection
from db.store.errors import DiskFault, DiskFull
from db.store.schema_files import schema_files
from db.store.store import Pin, Store
from db.vault.sealing import seal, unseal
from db.workspace.settings import RECOVERY_RECIPIENT, read_setting

PROGRAM = "Siteward"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Plan:
    """What ``write`` needs, read on the store's thread. ``known``: files of the place that are on the register;
    ``user``, ``identity``: whose sealed key proves the backup."""

    target: Path
    place: str
    origin: str
    work: Path
    manifest: archive.Manifest
    recipients: tuple[tuple[str, str], ...]
    kit: str
    authority: bytes
    seal: Seal | None = field(repr=False)
    known: frozenset[str]
    user: str
    identity: str = field(repr=False)
    store: Store = field(repr=False)
    made: datetime


def make(site: AtWork, target: Path, origin: str = r.BY_HAND, told: Progress | None = None) -> r.Backup:
    """All three steps on the store's thread: for commands. ``target``: a file ending in .swbackup, or a folder."""
    plan = prepare(site, target, origin)
    return finish(site, plan, write(plan, told or _silent))


def prepare(site: AtWork, target: Path, origin: str = r.BY_HAND) -> Plan:
    """Raises Refused (no right, no such folder, another workspace's backups there)."""
    session, store, now = site.session, site.store, site.clock.now()
    if origin == r.BY_HAND and not site.backups.may_make:
        raise Refused("Only a compliance officer or the custodian makes backups by hand.", kept="Nothing was written.")
    target = _file(target.absolute(), site.name, site.workspace, now)
    _demand_own(target.parent, site.workspace)
    site.backups.journal_key()
    try:
        seal_ = site.signing.seal()
    except CertificateDamaged:
        seal_ = None  # a backup without seal is better than none; verify says so
    label = session.label
    sweep(session.layout.folder, until=now.timestamp() - 86_400)
    sweep(target.parent, until=now.timestamp() - 86_400, files=f".*{archive.SUFFIX}{archive.UNFINISHED}")
    authority = session.layout.authority_key(label.generation)
    manifest = archive.Manifest(
        randomness.new_uuid(), site.workspace, site.name, site.installation, stamp(now), store.actor.name,
        label.generation, 1, "0" * 64, max(file.number for file in schema_files()), PROGRAM,
        seal_.certificate.hex() if seal_ else "", seal_.authority.hex() if seal_ else "",
    )  # fmt: skip
    place = site.backups.place_of(target.parent)
    _demand_stick(site, place)
    return Plan(
        target, place.id, origin, session.layout.folder, manifest, store.users.recipients(),
        str(read_setting(store, RECOVERY_RECIPIENT)), authority.read_bytes() if authority.is_file() else b"", seal_,
        frozenset(one.file for one in site.backups.all() if one.place == place.id), session.unlocked.user,
        session.unlocked.identity, store, now,
    )  # fmt: skip


def write(plan: Plan, told: Progress) -> NewBackup:
    """The file is at its place, whole and opened again, when this returns; else nothing is left of it.

    On any thread. Raises Refused (disk full, stick gone), Damaged (what was read back is not what was written), and
    what ``told`` raises to cancel."""
    part = plan.work / f"backup-{plan.manifest.id}.part"
    key = randomness.token(32)
    try:
        head = _copied(plan, part, key, told)
        small: dict[str, bytes] = {archive.RECOVERY: seal(key.hex().encode(), [plan.kit])}
        for user, recipient in plan.recipients:
            small[archive.key_part(user)] = seal(key.hex().encode(), [recipient])
        if plan.authority:
            small[archive.AUTHORITY] = plan.authority
        parts: dict[str, Path | bytes] = {archive.DATABASE: part, **small}
        manifest = replace(
            plan.manifest, seq=head.seq, head=head.head,
            parts={name: archive.summed(content) for name, content in parts.items()},
        )  # fmt: skip
        raw = manifest.to_bytes()
        signature = sign_bytes(plan.seal.key, raw) if plan.seal else b""
        archive.write(plan.target, raw, signature, parts, lambda done, of: told(50 + done * 20 // max(of, 1), 100))
        try:
            seen = _read_back(plan, head, part, told)
        except BaseException:
            with suppress(OSError):
                plan.target.unlink(missing_ok=True)
            raise
        others = tuple(_unknown(plan, part, key))
    except OSError as problem:
        raise archive.refused(plan.target, problem) from problem
    finally:
        _drop(part)
    told(100, 100)
    return NewBackup(
        plan.place, plan.target.name, plan.origin, plan.made, seen.sha256, seen.size, head.seq, head.head,
        plan.store.clock.now(), others,
    )  # fmt: skip


def _copied(plan: Plan, part: Path, key: bytes, told: Progress) -> Pin:
    try:
        return plan.store.copy_under(part, key, lambda done, of: told(done * 50 // max(of, 1), 100))
    except (DiskFull, DiskFault) as problem:
        raise Refused(
            f"The copy made first, beside the workspace, could not be written to {part.parent}: {problem.what}",
            kept="The workspace is as it was, and so is every earlier backup. Nothing was written to the stick.",
            todo="Make room on this computer's disk; then back up again.",
        ) from problem


def _unknown(plan: Plan, part: Path, key: bytes) -> Iterator[NewBackup]:
    """Others of this trail that lie there whole and are not on record: the battery was empty between writing one and
    recording it, or the records were restored from it. ``part``: the copy just made, to ask its trail."""
    trail = Connection(part, key, query_only=True)
    try:
        for path in sorted(plan.target.parent.glob(f"*{archive.SUFFIX}")):
            if path.name in plan.known or path.name == plan.target.name:
                continue
            with suppress(Known, OSError):  # what cannot be read is no backup
                one = archive.read_manifest(path)
                if trail.scalar("SELECT lower(hex(hash)) FROM audit WHERE seq = ?", (one.seq,)) != one.head:
                    continue  # another workspace's, or of a trail that went another way
                if (seen := archive.examine(path)).intact:
                    made, now = datetime.fromisoformat(one.made), plan.store.clock.now()
                    yield NewBackup(
                        plan.place, path.name, plan.origin, made, seen.sha256, seen.size, one.seq, one.head, now
                    )
    finally:
        trail.close()


def finish(site: AtWork, plan: Plan, made: NewBackup) -> r.Backup:
    """On record; then what is older than it need be goes, and the list of destructions lies beside it."""
    backup = site.backups.record(made)
    for other in made.beside:
        with suppress(Known):
            site.backups.record(other)
    with suppress(Known, OSError):
        prune(site)
    with suppress(Known, OSError):
        journal.write_where_due(site)
    return backup


def prune(site: AtWork) -> tuple[r.Backup, ...]:
    """Removes files whose time is over: only such as this program wrote for this workspace, and the newest never."""
    gone = []
    for one in too_old(site.backups.all(), site.backups.today):
        path = Path(one.folder) / one.file
        if not any((Path(each.folder) / each.file).is_file() for each in site.backups.present(one.place)):
            continue  # the stick is elsewhere, also where its empty folder is there; next time
        if path.is_file():
            if path.stat().st_size != one.size or archive.read_manifest(path).workspace != site.workspace:
                continue
            path.unlink()
        gone.append(site.backups.removed(one.id, "Kept as long as the schedule says"))
    return tuple(gone)


def make_due(site: AtWork, told: Progress | None = None) -> tuple[r.Backup, ...]:
    """Every backup of the schedule that is due, all steps here: for commands and tests."""
    made = []
    for place, _day in site.backups.due():
        try:
            made.append(make(site, Path(place.folder), r.SCHEDULE, told))
        except Known as problem:
            site.backups.missed(place, problem.what)
    return tuple(made)


def sweep(folder: Path, until: float | None = None, files: str = "backup-*.part*") -> None:
    """What a process that ended in the middle, or a stick that was pulled out, left; ``until``: written by then (Unix
    time)."""
    for left in folder.glob(files):
        with suppress(OSError):
            if until is None or left.stat().st_mtime <= until:
                left.unlink()


def _read_back(plan: Plan, head: Pin, part: Path, told: Progress) -> archive.Examined:
    """From the medium, not from memory: every part, then the database with the key as it is sealed in there."""
    _forget_cached(plan.target)
    seen = archive.examine(plan.target, lambda done, of: told(70 + done * 10 // max(of, 1), 100))
    if not seen.intact or seen.manifest.head != head.head:
        raise archive.refused(plan.target, OSError("what was read back is not what was written"))
    _drop(part)
    archive.extract(plan.target, archive.DATABASE, part)
    if not any(user == plan.user for user, _ in plan.recipients):
        raise Refused("The key of this workspace is not sealed to you.", kept="No backup was left.")
    sealed = archive.read_part(plan.target, archive.key_part(plan.user))
    key = bytes.fromhex(unseal(sealed, plan.identity).decode("ascii"))
    found = prove(part, key, seen.manifest, lambda done, of: told(80 + done * 19 // max(of, 1), 100))
    if not found.good:
        raise archive.refused(plan.target, OSError(found.words))
    return seen


def _file(target: Path, site: str, workspace: str, now: datetime) -> Path:
    """A file's name is taken as it is; in a folder the name says whose backup it is, and when it was made."""
    if target.suffix == archive.SUFFIX and not target.is_dir():
        if not target.parent.is_dir():
            raise _no_folder(target.parent)
        return target
    if not target.is_dir():
        if target.suffix:
            raise BadInput(
                f"A backup is a file that ends in {archive.SUFFIX}.", kept="Nothing was written.",
                todo=f"Name a folder, or a file such as {target.with_suffix(archive.SUFFIX).name}.",
            )  # fmt: skip
        raise _no_folder(target)
    words = "".join(one if one.isascii() and one.isalnum() else "-" for one in fold(site))
    slug = "-".join(word for word in words.split("-") if word)[:40] or "site"
    return target / f"{slug}-{workspace[:8]}-{now:%Y%m%d-%H%M%S}{archive.SUFFIX}"


def _demand_own(folder: Path, workspace: str) -> None:
    """A place holds the backups of one workspace: their list of destructions lies beside them."""
    for other in sorted(folder.glob(f"*{archive.SUFFIX}"))[-5:]:
        try:
            whose = archive.read_manifest(other)
        except Known:
            continue  # what cannot be read is nobody's
        if whose.workspace != workspace:
            raise Refused(
                f"{folder} holds backups of {whose.site}, another workspace.", kept="Nothing was written.",
                todo="Choose or make a folder for this workspace alone.",
            )  # fmt: skip


def same_disk(site: AtWork, folder: Path) -> bool:
    """Whether a folder lies on the disk of the workspace: what breaks the one takes the other with it."""
    try:
        return folder.stat().st_dev == site.session.layout.folder.stat().st_dev
    except OSError:
        return False


def _demand_stick(site: AtWork, place: r.Place) -> None:
    """Where a stick is mounted by the system's own table, its folder stays when it is pulled out: a backup written
    there would lie on the laptop's disk, and nobody would miss the stick."""
    folder, known = Path(place.folder), site.backups.present(place.id)
    if known and same_disk(site, folder) and not any((folder / one.file).exists() for one in known):
        raise Refused(
            f"The stick of {folder} is not in: that is a folder of this computer's disk, without one of its backups.",
            kept="Nothing was written.", todo="Put the stick in, or choose another folder.",
        )  # fmt: skip


def _no_folder(folder: Path) -> Refused:
    return Refused(
        f"{folder} is not there.", kept="Nothing was written; earlier backups are untouched.",
        todo="Put the stick in, or choose another place.",
    )  # fmt: skip


def _forget_cached(path: Path) -> None:
    """Ask the system to read the medium again; where it cannot be asked, the read-back is from its memory."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _drop(part: Path) -> None:
    for left in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def _silent(_done: int, _of: int) -> None:
    return
