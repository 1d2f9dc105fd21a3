"""A workspace from a backup and the recovery kit, on a machine that has nothing else (BAK-2, UNL-6, UNL-9).

Everything is put together aside and renamed into place at the end: a restore that fails leaves nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from db import randomness
from db.backup import archive, journal
from db.backup.archive import Examined, Manifest
from db.backup.proving import prove
from db.backup.reapplying import Reapplied, reapply
from db.clock import Clock, stamp
from db.days import shown
from db.errors import BadInput, Cancelled, Damaged, Known, Refused
from db.store.connection import Connection
from db.store.store import Pin, Store
from db.store.users import User
from db.vault.credentials import Credentials
from db.vault.derivation import Kdf
from db.vault.enrolment import new_seed
from db.vault.errors import CannotUnseal
from db.vault.keyrings import Keyring, keyring_for
from db.vault.pins import KeyringPins
from db.vault.sealing import unseal
from db.vault.vault import Vault
from db.workspace.demonstration import write_demonstration
from db.workspace.layout import SUFFIX, Label, Layout, sync_folder, write_whole
from db.workspace.recovery import Recovered, recover

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class NewOfficer:
    """Who is enrolled anew. ``seed``: the authenticator's, where a wizard has shown and checked it already; ``drift``:
    its clock against this computer's, in steps of 30 s."""

    login: str
    passphrase: str = field(repr=False)
    seed: bytes = field(default=b"", repr=False)
    drift: int = 0


class StillUnlocked(Refused):
    """People unlock this workspace on this computer; a restore in its place has to be asked for in so many words."""


@dataclass(frozen=True)
class Restored:
    """``made``: when the backup was; ``again``: what ended after it; ``list_of``: when the list of destructions was
    written, None where there was none (``why`` says why); ``pin``: the entry this computer remembered, if it did."""

    folder: Path
    recovered: Recovered
    made: datetime
    seq: int
    head: str
    again: tuple[Reapplied, ...]
    list_of: datetime | None
    why: str
    pin: Pin | None

    @property
    def words(self) -> str:
        """What must be known of it, a sentence or two."""
        said = [f"Restored as of {shown(self.made.date())} {self.made:%H:%M}: entry {self.seq:,} of the trail."]
        if self.pin is not None and self.pin.seq > self.seq:
            said.append(f"This computer remembers entry {self.pin.seq:,}: {self.pin.seq - self.seq:,} later are gone.")
        done, open_ = [one for one in self.again if one.done], [one for one in self.again if not one.done]
        if done:
            said.append(f"Carried out again: {', '.join(one.number for one in done)}.")
        said += [f"{one.number}: {one.words}" for one in open_]
        if self.list_of is None:
            said.append(f"Destructions after {shown(self.made.date())} not re-applied: {self.why}")
        elif self.why:
            said.append(f"Another list of destructions was left out: {self.why}")
        return " ".join(said)


def restore(
    file: Path,
    folder: Path,
    kit: str,
    officer: NewOfficer,
    *,
    clock: Clock,
    destroyed: Path | None = None,
    instead: bool = False,
    keyring: Keyring | None = None,
    kdf: Kdf | None = None,
    told: Progress | None = None,
) -> Restored:
    """``destroyed``: another list of destructions than those beside the backup; what any of them names ends again.
    ``instead``: also where people of this workspace unlock on this computer, whose slots in the former folder it voids.

    Raises BadInput, Damaged, Refused, NewerDatabase, CannotUnseal; nothing is written then.
    """
    tell = told or (lambda _done, _of: None)
    folder = folder if folder.name.endswith(SUFFIX) else folder.with_name(folder.name + SUFFIX)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is there already and is not empty.", kept="It was not touched.",
                       todo="Name a new folder.")  # fmt: skip
    seen = examined(file, lambda done, of: tell(done * 20 // max(of, 1), 100))
    key = key_by_kit(file, kit)
    aside = folder.with_name(f".{folder.name}.{randomness.new_uuid()[:8]}.new")
    _sweep(folder)
    _demand_room(folder.parent, seen)
    try:
        aside.mkdir(mode=0o700)
    except OSError as problem:
        raise Refused(f"{folder.parent} cannot be written ({problem.strerror}).", todo="Choose another place.") from (
            problem
        )
    try:
        made = _put_together(file, aside, seen.manifest, key, tell)
        restored = _recovered(file, made, kit, key, officer, clock, destroyed, instead, keyring, kdf)
        _clear_former(made, seen.manifest.generation)
        if folder.is_dir():
            folder.rmdir()
        aside.rename(folder)
        sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    with suppress(Cancelled):  # too late: it is there
        tell(100, 100)
    return Restored(folder, *restored)


def _sweep(folder: Path) -> None:
    """What a restore of the same name left when its process was ended: a copy that nobody can unlock."""
    for left in folder.parent.glob(f".{folder.name}.????????.new"):
        shutil.rmtree(left, ignore_errors=True)


def examined(file: Path, told: Progress | None = None) -> Examined:
    """Raises Damaged where it is not as it was made, BadInput where it is no backup."""
    seen = archive.examine(file, told)
    if not seen.intact:
        raise Damaged(
            f"{file.name} is not as it was made: {' '.join(seen.problems)}", kept="Nothing was written.",
            todo="Take another backup.",
        )  # fmt: skip
    return seen


def key_by_kit(file: Path, kit: str) -> bytes:
    """The 32 bytes of the backup's key. Raises BadInput for a kit that is none, or of another time."""
    try:
        return bytes.fromhex(unseal(archive.read_part(file, archive.RECOVERY), kit).decode("ascii"))
    except CannotUnseal:
        raise BadInput(
            "This recovery kit does not open this backup.", kept="Nothing was written.",
            todo="A kit opens the backups made while it was the newest: look for the kit of that time.",
        ) from None  # fmt: skip
    except ValueError as problem:
        raise Damaged(f"{archive.RECOVERY} holds no key.", todo="Take another backup.") from problem


def _demand_room(place: Path, seen: Examined) -> None:
    needed = 2 * seen.size + (32 << 20)
    try:
        free = shutil.disk_usage(place).free
    except OSError as problem:
        raise BadInput(f"{place} is not there ({problem.strerror}).", todo="Make the folder first.") from problem
    if free < needed:
        raise Refused(
            f"{place} has {free >> 20:,} MB free; restoring needs {needed >> 20:,} MB.", kept="Nothing was written.",
            todo="Make room, or choose another disk.",
        )  # fmt: skip


def _put_together(file: Path, aside: Path, manifest: Manifest, key: bytes, tell: Progress) -> Layout:
    """Database and sealed keys as they lay, proved before anything is done with them."""
    layout = Layout(aside)
    layout.keys(manifest.generation).mkdir(mode=0o700, parents=True)
    write_whole(layout.recovery_key(manifest.generation), archive.read_part(file, archive.RECOVERY))
    if archive.AUTHORITY in manifest.parts:
        write_whole(layout.authority_key(manifest.generation), archive.read_part(file, archive.AUTHORITY))
    database = layout.database(manifest.generation)
    archive.extract(file, archive.DATABASE, database, lambda done, of: tell(20 + done * 20 // max(of, 1), 100))
    proof = prove(database, key, manifest, lambda done, of: tell(40 + done * 30 // max(of, 1), 100))
    if not proof.good:
        raise Damaged(f"{file.name} does not hold: {proof.words}", kept="Nothing was written.",
                      todo="Take another backup.")  # fmt: skip
    layout.write_label(Label(manifest.workspace, manifest.site, manifest.generation, manifest.installation, ""))
    return layout


_Told = tuple[Recovered, datetime, int, str, tuple[Reapplied, ...], datetime | None, str, Pin | None]


def _recovered(
    file: Path, layout: Layout, kit: str, key: bytes, officer: NewOfficer, clock: Clock, destroyed: Path | None,
    instead: bool, keyring: Keyring | None, kdf: Kdf | None,
) -> _Told:  # fmt: skip
    label, manifest = layout.read_label(), archive.read_manifest(file)
    keyring = keyring or keyring_for(label.uuid, layout.demo_file)
    pin = KeyringPins(keyring, manifest.installation, Pin).read()
    database = layout.database(manifest.generation)
    who = next((one for one in Store.people_in(database, key) if one.login == officer.login.strip().casefold()), None)
    _demand_free(keyring, who, instead)
    lists = [*([destroyed] if destroyed else []), *journal.beside(file.parent)]
    found, why = journal.together(lists, kit, label.uuid, _journal_key(database, key))
    again: list[Reapplied] = []

    def arrive(store: Store) -> None:
        told = {"id": store.installation, "since": stamp(clock.now()), "origin": "restored", "head": manifest.head}
        with store.change("Restored from a backup") as change:
            change.insert("installations", told | {"pin": f"{pin.seq} {pin.head}" if pin else None})
        if found is not None:
            again.extend(reapply(store, found))
        store.event(
            "restore", file=file.name, made=manifest.made, seq=manifest.seq, head=manifest.head,
            reapplied=[one.number for one in again if one.done],
            not_reapplied=[f"{one.number}: {one.words}" for one in again if not one.done],
            destructions=f"list of {stamp(found.written)}{f'; {why}' if why else ''}" if found else
            f"destructions after {shown(datetime.fromisoformat(manifest.made).date())} not re-applied: {said}",
        )  # fmt: skip

    said = why or f"there is no {journal.FILE} beside the backup."
    seed = officer.seed or new_seed()
    try:
        made = recover(
            layout.folder, kit, officer.login, officer.passphrase, seed=seed, drift=officer.drift, clock=clock,
            keyring=keyring, kdf=kdf,
            arrive=arrive,
        )  # fmt: skip
    except BaseException:
        if who is not None:
            with suppress(Known):
                Vault(layout.folder, label.uuid, keyring, clock).void(who.id)
        raise
    if label.demonstration:
        write_demonstration(layout, seed, label.uuid, made.site, officer.login, officer.passphrase)
    moment = datetime.fromisoformat(manifest.made)
    written = found.written if found else None
    return made, moment, manifest.seq, manifest.head, tuple(again), written, why if found else said, pin


def _demand_free(keyring: Keyring, who: User | None, instead: bool) -> None:
    if who is not None and Credentials(keyring, who.id).entries() and not instead:
        raise StillUnlocked(
            f"{who.name} unlocks this workspace on this computer: restored here, the former folder opens to nobody.",
            kept="Nothing was written.",
            todo="To see that a backup opens, do a restore drill; to put it in place of the former folder, say so.",
        )  # fmt: skip


def _journal_key(database: Path, key: bytes) -> bytes | None:
    """None in a backup older than such lists."""
    connection = Connection(database, key, query_only=True)
    try:
        if connection.scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'journal_key'") == 0:
            return None
        found = connection.scalar("SELECT key FROM journal_key")
        return found if isinstance(found, bytes) else None
    finally:
        connection.close()


def _clear_former(layout: Layout, generation: int) -> None:
    """The backup's own file and keys: what ended again must be in no file."""
    for left in layout.folder.glob(f"site-{generation:06d}.db*"):
        left.unlink()
    shutil.rmtree(layout.keys(generation), ignore_errors=True)
