"""A slot made from nothing: its secret, its keys and every code of its days (design: vault, contract)."""

from __future__ import annotations

from dataclasses import replace

from db import randomness
from db.vault import offsets
from db.vault.derivation import argon2id, passphrase_bytes, slot_keys
from db.vault.proving import OpenSlot
from db.vault.ratchet import new_secret, signing_part
from db.vault.slot import Meta, Parts, put_together, sealed


def new_slot(
    gen: int, meta: Meta, *, passphrase: str, identity: str, seed: bytes, key: bytes
) -> tuple[OpenSlot, Parts]:
    """The slot, open and as it is written. ``meta`` says everything but the commitment, which comes from the keys.

    ``identity``: age identity text; ``seed``: of the authenticator; ``key``: the signing key, PKCS#8 DER.
    """
    entry, secret = new_secret()
    target = randomness.below(10**meta.digits)
    kek, commit = slot_keys(
        target,
        passphrase if meta.passphrase else None,
        salt=meta.salt,
        secret=secret,
        vault=meta.vault,
        user=meta.user,
        kdf=meta.kdf,
    )
    meta = replace(meta, commit=commit)
    inner = sealed(argon2id(passphrase_bytes(passphrase), meta.sign_salt, meta.kdf), key)
    rows = offsets.table(seed, meta.first, meta.n, meta.digits, target)
    sign = signing_part(kek, inner)
    parts = put_together(gen, entry, meta, secret=secret, kek=kek, identity=identity, seed=seed, sign=sign, rows=rows)
    return OpenSlot(gen, entry, meta, secret, rows, parts.sign), parts
