"""Sealing to people's public keys, in the standard age format (X25519), so that ``age -d`` opens it too.

Knows no slot and no database: bytes in, bytes out.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyrage

from db.errors import BadInput
from db.vault.errors import CannotUnseal


def new_identity() -> tuple[str, str]:
    """(identity ``AGE-SECRET-KEY-1...`` of 74 characters, secret; recipient ``age1...``, public)."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(identity: str) -> str:
    """The public key that belongs to an identity. BadInput when it is none (its checksum is inside)."""
    return str(_identity(identity).to_public())


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """``data`` for everyone named in ``recipients``, each of whom opens it alone. BadInput for none or a wrong one."""
    if not recipients:
        raise BadInput("A key must be sealed for somebody.")
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError as problem:
        raise BadInput("This is not a public key of the age format.", todo="It begins with age1.") from problem
    return bytes(pyrage.encrypt(data, keys))


def unseal(sealed: bytes, identity: str) -> bytes:
    """What was sealed for this identity. CannotUnseal when it was for somebody else or a bit has changed."""
    try:
        return bytes(pyrage.decrypt(sealed, [_identity(identity)]))
    except pyrage.DecryptError as problem:
        raise CannotUnseal from problem


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text.strip().upper())
    except pyrage.IdentityError:
        raise BadInput(
            "This is not a recovery key.",
            kept="Nothing was changed.",
            todo="It is 74 characters long and begins with AGE-SECRET-KEY-1; check what was typed against the kit.",
        ) from None
