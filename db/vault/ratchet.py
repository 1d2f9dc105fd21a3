"""The next state of a slot: everything in it drawn anew, so that what a thief copied yesterday is of no use today.

Pure but for randomness: writes nothing.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from db import randomness
from db.vault import offsets
from db.vault.derivation import KEY_SIZE, SALT_SIZE, hkdf, slot_keys
from db.vault.proving import OpenSlot
from db.vault.slot import put_together, sealed


@dataclass(frozen=True, repr=False)
class Inside:
    """What only the factors open: the person's age identity, the authenticator's seed, the signing key
    (still under the passphrase), and the target that all codes reach."""

    identity: str
    seed: bytes
    sign: bytes
    target: int
    kek: bytes


@dataclass(frozen=True, repr=False)
class Turned:
    """The next state: open, what is inside, and the file's bytes."""

    slot: OpenSlot
    inside: Inside
    raw: bytes


def new_secret() -> tuple[bytes, bytes]:
    """(entry id, secret) of a generation."""
    return uuid.UUID(randomness.new_uuid()).bytes, randomness.token(KEY_SIZE)


def next_state(now: OpenSlot, inside: Inside, used: int, passphrase: str | None) -> Turned:
    """New secret, entry, salt and target; rows up to step ``used`` dropped and topped up again. One Argon2id."""
    entry, secret = new_secret()
    meta = now.meta
    by = randomness.below(10**meta.digits)
    target = (inside.target + by) % 10**meta.digits
    first = used + 1
    kept = now.rows[4 * max(0, first - meta.first) :]
    fresh = meta.n - len(kept) // 4
    rows = offsets.shifted(kept, by, meta.digits)
    rows += offsets.table(inside.seed, first + len(kept) // 4, fresh, meta.digits, target)
    salt = randomness.token(SALT_SIZE)
    kek, commit = slot_keys(
        target,
        passphrase if meta.passphrase else None,
        salt=salt,
        secret=secret,
        vault=meta.vault,
        user=meta.user,
        kdf=meta.kdf,
    )
    meta = replace(meta, salt=salt, first=first, commit=commit)
    inside = replace(inside, target=target, kek=kek)
    parts = put_together(
        now.gen + 1,
        entry,
        meta,
        secret=secret,
        kek=kek,
        identity=inside.identity,
        seed=inside.seed,
        sign=signing_part(kek, inside.sign),
        rows=rows,
    )
    return Turned(OpenSlot(parts.gen, entry, meta, secret, rows, parts.sign), inside, parts.to_bytes())


def signing_part(kek: bytes, inner: bytes) -> bytes:
    """The signing key, already under the passphrase, once more under the KEK."""
    return sealed(hkdf(kek, "sign-v1"), inner)
