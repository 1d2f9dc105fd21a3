"""From factors to keys: Argon2id and HKDF as docs/vault.md fixes them. Knows no file and no keyring.

Every Argon2id of the process runs under one lock: two at once with several lanes hang for ever in
cryptography 50.0.2, and one at a time is also all the memory a site's laptop can spare.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.vault.errors import NotEnoughMemory

KEY_SIZE = 32
SALT_SIZE = 16
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Kdf:
    """Cost of Argon2id: ``m`` KiB of memory, ``t`` passes, ``p`` lanes."""

    m: int
    t: int
    p: int

    @classmethod
    def standard(cls) -> Kdf:
        """256 MiB, three passes, four lanes: 0.6 to 0.9 s on an office laptop."""
        return cls(262144, 3, 4)

    @classmethod
    def floor(cls) -> Kdf:
        """The cheapest that is ever accepted: 64 MiB, three passes."""
        return cls(65536, 3, 4)

    def acceptable(self) -> bool:
        """Between the floor (64 MiB, t 3) and the ceiling (1 GiB, t 10, p 8): a slot cannot ask for less, nor stall."""
        return 65536 <= self.m <= 1048576 and 3 <= self.t <= 10 and 1 <= self.p <= 8


def passphrase_bytes(passphrase: str) -> bytes:
    """NFKC, UTF-8: the same passphrase from any keyboard gives the same bytes."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def argon2id(data: bytes, salt: bytes, kdf: Kdf, secret: bytes | None = None, ad: bytes | None = None) -> bytes:
    """32 bytes. One at a time in the whole process; NotEnoughMemory when the system refuses the memory."""
    function = Argon2id(
        salt=salt, length=KEY_SIZE, iterations=kdf.t, lanes=kdf.p, memory_cost=kdf.m, secret=secret, ad=ad
    )
    with _one_at_a_time:
        try:
            return function.derive(data)
        except MemoryError:
            raise NotEnoughMemory from None


def hkdf(key: bytes, info: str, size: int = KEY_SIZE) -> bytes:
    """HKDF-SHA256 without salt."""
    return HKDF(algorithm=SHA256(), length=size, salt=None, info=info.encode()).derive(key)


def slot_keys(
    target: int, passphrase: str | None, *, salt: bytes, secret: bytes, vault: str, user: str, kdf: Kdf
) -> tuple[bytes, bytes]:
    """(KEK, commitment), 32 bytes each: every factor enters, and without one neither can be computed (UNL-2)."""
    data = target.to_bytes(4, "big") + (b"" if passphrase is None else passphrase_bytes(passphrase))
    both = hkdf(argon2id(data, salt, kdf, secret, (vault + user).encode()), "slot-kek-v1", 2 * KEY_SIZE)
    return both[:KEY_SIZE], both[KEY_SIZE:]
