"""Where randomness and new ids come from. Nothing else in the program draws them."""

from __future__ import annotations

import secrets
import uuid

import uuid_utils


def token(size: int) -> bytes:
    """Bytes from the operating system's generator."""
    return secrets.token_bytes(size)


def below(limit: int) -> int:
    """A number from 0 up to, not including, ``limit``."""
    return secrets.randbelow(limit)


def new_id() -> str:
    """A UUIDv7 as lowercase text: the key of a record; sorts by the time it was made."""
    return str(uuid_utils.uuid7())


def new_uuid() -> str:
    """A random UUIDv4 as lowercase text: workspaces, installations, keyring entries."""
    return str(uuid.UUID(bytes=token(16), version=4))
