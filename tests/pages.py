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
        plain += _page(content[at : at + _PAGE], key, first=at == 0)
    return bytes(plain)


def log_pages(database: Path, key: bytes) -> bytes:
    """The same of its write-ahead log: a head of 32 bytes, then pages, each behind its number and 20 bytes more."""
    log, plain = database.with_name(f"{database.name}-wal"), bytearray()
    content = log.read_bytes() if log.is_file() else b""
    for at in range(32, len(content) - _PAGE, _PAGE + 24):
        number = int.from_bytes(content[at : at + 4], "big")
        plain += _page(content[at + 24 : at + 24 + _PAGE], key, first=number == 1)
    return bytes(plain)


def _page(page: bytes, key: bytes, *, first: bool) -> bytes:
    vector, cipher = page[-_RESERVED : 16 - _RESERVED], page[16 if first else 0 : -_RESERVED]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(cipher) + decryptor.finalize()


def in_files(folder: Path, sought: Mapping[str, bytes]) -> list[str]:
    """What is found in any file of a folder as it lies on the disk, and the file."""
    return [
        f"{path.name}: {name}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for name in found_in(path.read_bytes(), sought)
    ]


def found_in(content: bytes, sought: Mapping[str, bytes]) -> list[str]:
    """The names of what is there."""
    return [name for name, needle in sought.items() if needle in content]
