"""The pages of a database file, deciphered without the program: for looking whether something is in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED = 4096, 80


def pages(database: Path, key: bytes) -> bytes:
    """AES-256-CBC; the last 80 bytes of each page are its vector and its code of authenticity, and the first page
    begins with the salt."""
    content, plain = database.read_bytes(), bytearray()
    for at in range(0, len(content), _PAGE):
        page = content[at : at + _PAGE]
        vector, cipher = page[-_RESERVED : 16 - _RESERVED], page[16 if at == 0 else 0 : -_RESERVED]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        plain += decryptor.update(cipher) + decryptor.finalize()
    return bytes(plain)


def found_in(content: bytes, sought: Mapping[str, bytes]) -> list[str]:
    """The names of what is there."""
    return [name for name, needle in sought.items() if needle in content]
