"""The slots of one workspace: enrolling, what the unlock window shows, unlocking, taking away.

Whoever calls holds the workspace's lock, from before the first slot is read until closing.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import randomness
from db.clock import Clock
from db.errors import BadInput
from db.vault import offsets, sealing
from db.vault.credentials import Credentials
from db.vault.derivation import SALT_SIZE, Kdf, hkdf
from db.vault.errors import CredentialMissing, KeyringRefused, OlderSlot, SlotDamaged, SlotNotFound
from db.vault.keyrings import DEMONSTRATION, DemoKeyring, Keyring
from db.vault.new_slot import new_slot
from db.vault.proving import OpenSlot, proved, step_of
from db.vault.ratchet import Inside
from db.vault.slot import (
    HEAD_BYTES,
    IDENTITY,
    MOST_BYTES,
    SEED,
    Meta,
    Parts,
    login_digest,
    login_in,
    taken_apart,
    unsealed,
)
from db.vault.slot_folder import SlotFolder
from db.vault.tries import Count, Tries
from db.vault.unlocked import Unlocked

STEPS_BACK = 2
WARN_DAYS = 60


@dataclass(frozen=True)
class Enrolled:
    """``recipient``: the public key to seal the database key to. ``generation`` of the slot that was written.
    ``failed_tries`` at the slot it replaced: they belong on the trail."""

    user: str
    recipient: str
    generation: int
    failed_tries: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class SlotStatus:
    """What the unlock window may show before anybody has proved anything.

    ``tries`` failed since the last success; ``wait_until``: when the next is taken; ``locked``: no more are.
    """

    found: bool
    keyring_label: str
    user: str = ""
    tries: int = 0
    wait_until: datetime | None = None
    locked: bool = False
    passphrase: bool = True
    digits: int = 6
    days_left: int = 0


_FILES = threading.RLock()
"""A slot and its keyring entry are read and replaced together. One lock for the whole process: the unlock window asks
how a slot stands through a vault of its own while the session that was just locked still renews it."""


class Vault:
    """``folder``: the workspace's; ``vault``: its uuid; ``keyring``: bound to that uuid. KeyringRefused when a
    demonstration's public file is offered for a workspace that is none."""

    def __init__(self, folder: Path, vault: str, keyring: Keyring, clock: Clock) -> None:
        if isinstance(keyring, DemoKeyring) and not vault.startswith(DEMONSTRATION):
            raise KeyringRefused(
                "A demonstration's open file cannot hold the credentials of a real workspace.",
                kept="Nothing was changed.",
                todo="Open the workspace with this account's keyring.",
            )
        self.slots = SlotFolder(folder / "slots")
        self.vault, self.keyring, self.clock = vault, keyring, clock

    def enrol(
        self,
        *,
        user: str,
        login: str,
        passphrase: str,
        seed: bytes,
        signing_key: bytes,
        kdf: Kdf | None = None,
        digits: int = 6,
        passphrase_to_unlock: bool = True,
        drift: int = 0,
        days: int = offsets.DAYS,
    ) -> Enrolled:
        """A new slot with a new age identity, in the place of an older one of that user; tries start from none.

        ``signing_key``: PKCS#8 DER, kept under the passphrase. ``drift``: the authenticator's against this computer,
        in steps of 30 s, as ``enrolment_drift`` measured it. The rows start two steps back, so that the code on
        the screen serves at once. Takes about 3 s (1.2 million codes and two Argon2id): call it in a worker.
        """
        kdf = kdf or Kdf.standard()
        _check_enrolment(login, passphrase, seed, kdf, digits)
        identity, recipient = sealing.new_identity()
        gen = max([self._generation(user), *Credentials(self.keyring, user).entries().values()]) + 1
        meta = Meta(
            vault=self.vault,
            user=user,
            login=login_digest(self.vault, login),
            salt=randomness.token(SALT_SIZE),
            kdf=kdf,
            sign_salt=randomness.token(SALT_SIZE),
            digits=digits,
            first=step_of(self.clock) + min(0, drift) - STEPS_BACK,
            n=days * offsets.STEPS_A_DAY,
            passphrase=passphrase_to_unlock,
            commit=b"",
        )
        opened, parts = new_slot(gen, meta, passphrase=passphrase, identity=identity, seed=seed, key=signing_key)
        tries = Tries(self.keyring, user, self.clock)
        failed = tries.now().untold
        tries.reset()
        self.replace(opened, parts.to_bytes())
        return Enrolled(user, recipient, gen, failed)

    def status(self, login: str) -> SlotStatus:
        """For the unlock window. Raises what makes the slot unusable: SlotDamaged, OlderSlot, CredentialMissing."""
        user = self._find(login)
        if user is None:
            return SlotStatus(False, self.keyring.label)
        _, opened = self._open(user)
        count = Tries(self.keyring, user, self.clock).now()
        return SlotStatus(
            found=True,
            keyring_label=self.keyring.label,
            user=user,
            tries=len(count.tries),
            wait_until=count.wait_until,
            locked=count.locked,
            passphrase=opened.meta.passphrase,
            digits=opened.meta.digits,
            days_left=opened.days_left(step_of(self.clock)),
        )

    def unlock(self, login: str, passphrase: str | None, code: str, second_code: str | None = None) -> Unlocked:
        """Everything the slot holds, or a Known error that says what to do (db.vault.errors).

        One Argon2id where the code is that of this computer's step; ``second_code``, the one after ``code``, lets
        the clocks differ by any time. Before anything shows, the caller records ``step`` in the store, which refuses
        an equal or earlier one; then calls ``confirm`` and, in a worker, ``ratchet``.
        """
        user = self._find(login)
        if user is None:
            raise SlotNotFound
        tries = Tries(self.keyring, user, self.clock)
        try:
            parts, opened = self._open(user)
        except (OlderSlot, SlotDamaged) as problem:
            tries.note("older slot" if isinstance(problem, OlderSlot) else "damaged slot")
            raise
        typed = (code,) if second_code is None else (code, second_code)
        proof = proved(opened, tries, self.clock, passphrase, typed)
        inside = unsealed(proof.kek, parts.wrap, parts.bound)
        signing = unsealed(hkdf(proof.kek, "sign-v1"), parts.sign)
        if inside is None or len(inside) != IDENTITY + SEED or signing is None:
            raise SlotDamaged("its contents do not open with its own key")
        held = Inside(inside[:IDENTITY].decode(), inside[IDENTITY:], signing, proof.target, proof.kek)
        return Unlocked(self, tries, login, opened, held, proof, passphrase)

    def failed_elsewhere(self, user: str) -> dict[str, Count]:
        """Tries at the slots of everybody but ``user`` that are on no trail yet (UNL-5), by person."""
        found = {other: Tries(self.keyring, other, self.clock).now() for other in self.slots.users() if other != user}
        return {other: count for other, count in found.items() if count.untold}

    def told(self, elsewhere: dict[str, Count]) -> None:
        """They are on the trail now. They count on, until that person unlocks."""
        for user, count in elsewhere.items():
            Tries(self.keyring, user, self.clock).mark_told(count)

    def void(self, user: str) -> None:
        """The slot and every keyring entry of a person are gone; nothing happens where there are none."""
        with _FILES:
            self.slots.remove(user)
            Credentials(self.keyring, user).delete()
            Tries(self.keyring, user, self.clock).delete()

    def replace(self, slot: OpenSlot, raw: bytes) -> None:
        """New entry, new slot, old entries gone: ended anywhere in between, one whole pair of them still opens."""
        credentials = Credentials(self.keyring, slot.meta.user)
        with _FILES:
            credentials.add(slot.gen, slot.entry, slot.secret)
            self.slots.write(slot.meta.user, raw)
            credentials.keep_only(slot.gen, slot.entry)

    def _find(self, login: str) -> str | None:
        """The user id whose slot bears the log-in's digest. SlotDamaged when none does but some slot is unreadable."""
        digest, users = login_digest(self.vault, login), self.slots.users()
        for user in users:
            if login_in(self.slots.read(user, HEAD_BYTES) or b"") == digest:
                return user
        for user in users:
            with suppress(OlderSlot, CredentialMissing):
                self._open(user)
        return None

    def _open(self, user: str) -> tuple[Parts, OpenSlot]:
        with _FILES:
            raw = self.slots.read(user, MOST_BYTES + 1)
            if raw is None:
                raise SlotNotFound
            parts = taken_apart(raw)
            secret = Credentials(self.keyring, user).secret(parts.gen, parts.entry)
        meta = parts.checked(secret, self.vault, user)
        rows = unsealed(hkdf(secret, "offsets-v1"), parts.offs, parts.bound)
        if rows is None:
            raise SlotDamaged("its table does not open with its own key")
        return parts, OpenSlot(parts.gen, parts.entry, meta, secret, rows, parts.sign)

    def _generation(self, user: str) -> int:
        """Of the slot in place, believed as far as the next one must be higher; 0 without a readable one."""
        try:
            return taken_apart(self.slots.read(user, MOST_BYTES) or b"").gen
        except SlotDamaged:
            return 0


def _check_enrolment(login: str, passphrase: str, seed: bytes, kdf: Kdf, digits: int) -> None:
    if not login.strip():
        raise BadInput("A log-in name is needed.")
    if not passphrase:
        raise BadInput("A passphrase is needed: it guards the signing key.")
    if len(seed) != SEED or digits not in (6, 8) or not kdf.acceptable():
        raise ValueError("seed of 20 bytes, 6 or 8 digits, and a cost between floor and ceiling")
