"""What the windows before the work ask of the workspace folder. No Qt; runs in workers or on the store's thread.

Imports late: cryptography, keyring and the database must not be waited for before the window paints.
Who unlocks here is remembered in the keyring, not in a file, so that no name of anybody lies in clear on the disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.clock import Clock, stamp

if TYPE_CHECKING:
    from db.backup.restoring import Restored
    from db.site import Site
    from db.store.actor import Actor
    from db.vault.derivation import Kdf
    from db.vault.keyrings import Keyring
    from db.workspace.create import Created, NewWorkspace
    from db.workspace.layout import Label
    from db.workspace.recovery import Recovered

Told = Callable[[int, int], None]
PEOPLE = "people"  # the keyring's entry


@dataclass(frozen=True)
class Familiar:
    """Somebody who unlocked on this computer before."""

    login: str
    name: str
    role: str
    last: datetime | None = None


@dataclass(frozen=True)
class Door:
    """A workspace before it is unlocked: whose it is and who comes here."""

    folder: Path
    label: Label
    people: tuple[Familiar, ...] = ()
    keyring: str = ""


@dataclass(frozen=True)
class Standing:
    """How a person's slot stands. ``problem`` is what the keyring or the slot raised, if it did."""

    found: bool
    tries: int = 0
    wait_until: datetime | None = None
    locked: bool = False
    passphrase: bool = True
    digits: int = 6
    keyring: str = ""


@dataclass(frozen=True)
class Factors:
    """What a person typed. Nothing of it enters a repr."""

    login: str
    passphrase: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    second_code: str = field(default="", repr=False)


@dataclass(frozen=True)
class Seed:
    """An authenticator's key: ``uri`` for the QR code, ``text`` for typing in. All three are secret."""

    seed: bytes = field(repr=False)
    uri: str = field(repr=False)
    text: str = field(repr=False)
    made_for: tuple[str, str]


@dataclass(frozen=True)
class Kit:
    """What the recovery kit is drawn from; ``identity`` is secret."""

    identity: str = field(repr=False)
    site: str
    workspace: str


@dataclass(frozen=True)
class BackupFacts:
    """What a backup says of itself without a key. ``destroyed``: the list beside it, None where there is none."""

    file: Path
    site: str
    made: datetime
    by: str
    destroyed: Path | None


@dataclass(frozen=True)
class Restoring:
    """From which backup, into which new folder; ``instead``: also where people of it unlock on this computer."""

    file: Path
    folder: Path
    destroyed: Path | None = None
    instead: bool = False


class Backstage:
    """One for the program; ``keyring`` and ``kdf`` (the cost of Argon2id) only where a test brings its own."""

    def __init__(self, clock: Clock, keyring: Keyring | None = None, kdf: Kdf | None = None) -> None:
        self.clock = clock
        self._keyring, self._kdf = keyring, kdf

    def label(self, folder: Path) -> Label:
        """Raises BadInput where this is no workspace. Quick; needs no keyring."""
        from db.workspace.layout import Layout

        return Layout(folder).read_label()

    def door(self, folder: Path) -> Door:
        """Who comes here. Raises what the keyring raises (UNL-7)."""
        label = self.label(folder)
        keyring = self._keyring_of(folder, label)
        return Door(folder, label, _people(keyring), keyring.label)

    def standing(self, folder: Path, login: str) -> Standing:
        """Tries, waits and locks of a person's slot, and whether the keyring holds its credential."""
        from db.vault.vault import Vault

        label = self.label(folder)
        keyring = self._keyring_of(folder, label)
        status = Vault(folder, label.uuid, keyring, self.clock).status(login)
        return Standing(
            status.found,
            status.tries,
            status.wait_until,
            status.locked,
            status.passphrase,
            status.digits,
            status.keyring_label,
        )

    def open(self, folder: Path, factors: Factors) -> Site:
        """Unlock. Call on the store's thread: the database stays with the thread that opened it."""
        from db.site import Site
        from db.workspace.opening import open_workspace

        label = self.label(folder)
        session = open_workspace(
            folder,
            factors.login,
            factors.passphrase or None,
            factors.code,
            factors.second_code or None,
            clock=self.clock,
            keyring=self._keyring,
        )
        site = Site.of(session)
        self.came(folder, label, factors.login, site.actor)
        return site

    def came(self, folder: Path, label: Label, login: str, actor: Actor) -> None:
        """Somebody unlocked here, by the window or by a command: so the form can say when they last did."""
        self._remember(folder, label, Familiar(login, actor.name, actor.role, self.clock.now()))

    def code_of_demonstration(self, folder: Path) -> Factors:
        """The public factors of a demonstration site, with the code of now."""
        from db.workspace.demonstration import demonstration_factors
        from db.workspace.layout import Layout

        found = demonstration_factors(Layout(folder), self.clock)
        return Factors(found.login, found.passphrase, found.code)

    def create(self, folder: Path, new: NewWorkspace) -> Created:
        """Make a workspace; its officer is remembered here."""
        from db.workspace.create import create_workspace

        made = create_workspace(folder, new, clock=self.clock, keyring=self._keyring, kdf=self._kdf)
        self._remember(made.folder, self.label(made.folder), Familiar(new.login, new.officer, "officer"))
        return made

    def recover(self, folder: Path, kit: str, factors: Factors, seed: bytes, drift: int) -> Recovered:
        """One officer anew by the kit; everybody else's keys are void until they re-enrol (UNL-6)."""
        from db.workspace.recovery import recover

        made = recover(
            folder,
            kit,
            factors.login,
            factors.passphrase,
            seed=seed,
            drift=drift,
            clock=self.clock,
            keyring=self._keyring,
            kdf=self._kdf,
        )
        self._remember(folder, self.label(folder), Familiar(factors.login, factors.login, "officer"))
        return made

    def restore(self, what: Restoring, kit: str, factors: Factors, phone: tuple[bytes, int], told: Told) -> Restored:
        """A workspace from a backup, in a new folder; one officer anew by the kit (BAK-2).
        ``phone``: the authenticator's seed, and how far its clock is from this one's, in steps."""
        from db.backup.restoring import NewOfficer, restore

        officer = NewOfficer(factors.login, factors.passphrase, *phone)
        made = restore(
            what.file, what.folder, kit, officer, clock=self.clock, destroyed=what.destroyed, instead=what.instead,
            keyring=self._keyring, kdf=self._kdf, told=told,
        )  # fmt: skip
        self._remember(made.folder, self.label(made.folder), Familiar(factors.login, factors.login, "officer"))
        return made

    def backup_of(self, file: Path) -> BackupFacts:
        """Quick; needs no key. Raises what says that it is no backup."""
        from db.backup.archive import read_manifest
        from db.backup.journal import FILE

        one, beside = read_manifest(file), file.with_name(FILE)
        made = datetime.fromisoformat(one.made)
        return BackupFacts(file, one.site, made, one.by, beside if beside.is_file() else None)

    def demand_whole(self, file: Path, told: Told) -> None:
        """Every byte of a backup. Raises Damaged where it is not as it was made."""
        from db.backup.restoring import examined

        examined(file, told)

    def seed(self, login: str, site: str, known: bytes | None = None) -> Seed:
        """A new authenticator key, or ``known`` under another name."""
        from db.vault.enrolment import new_seed, otpauth_uri, seed_text

        seed = known or new_seed()
        return Seed(seed, otpauth_uri(seed, login, site), seed_text(seed), (login, site))

    def drift(self, seed: bytes, first: str, second: str) -> int | None:
        """By how many steps of 30 s the phone is ahead; None where these are not two codes in a row of this key."""
        from db.vault.enrolment import enrolment_drift

        return enrolment_drift(seed, first, second, self.clock)

    def kit_pdf(self, kit: Kit) -> bytes:
        from desktop.reports.kit import recovery_kit_pdf

        return recovery_kit_pdf(kit.identity, kit.site, workspace=kit.workspace, made_at=self.clock.now())

    def write_kit(self, path: Path, pdf: bytes) -> None:
        """Readable by this account only. Raises Refused where the place cannot be written."""
        from db.errors import Refused
        from db.workspace.layout import write_whole

        try:
            write_whole(path, pdf)
        except OSError as problem:
            raise Refused(
                f"{path} cannot be written ({problem.strerror}).",
                kept="The workspace is not touched.",
                todo="Choose another place.",
            ) from problem

    def demonstration(self, folder: Path) -> Created:
        """A demonstration site made afresh at ``folder``."""
        from desktop.commands.demonstrating import make_demonstration

        return make_demonstration(folder, 42, self.clock)

    def _keyring_of(self, folder: Path, label: Label) -> Keyring:
        from db.vault.keyrings import keyring_for
        from db.workspace.layout import Layout

        return self._keyring or keyring_for(label.uuid, Layout(folder).demo_file, recorded=label.keyring)

    def _remember(self, folder: Path, label: Label, who: Familiar) -> None:
        keyring = self._keyring_of(folder, label)
        others = [one for one in _people(keyring) if one.login.casefold() != who.login.casefold()]
        kept = [_as_json(one) for one in (who, *others)][:20]
        keyring.set(PEOPLE, json.dumps(kept, ensure_ascii=False).encode())


def _people(keyring: Keyring) -> tuple[Familiar, ...]:
    try:
        found = json.loads(keyring.get(PEOPLE) or b"[]")
        return tuple(_familiar(one) for one in found)
    except (ValueError, TypeError, KeyError):
        return ()  # who comes here is a convenience; a broken list only costs typing a name


def _familiar(told: dict[str, Any]) -> Familiar:
    last = told.get("last")
    at = datetime.fromisoformat(last) if last else None
    return Familiar(str(told["login"]), str(told["name"]), str(told["role"]), at)


def _as_json(who: Familiar) -> dict[str, str]:
    return {"login": who.login, "name": who.name, "role": who.role, "last": stamp(who.last) if who.last else ""}
