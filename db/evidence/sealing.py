"""Files under a key of their own (RET-3).

AES-256-GCM: nonce 12 | ciphertext | tag 16, the file's id as associated data.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db import randomness
from db.errors import BadInput, Damaged, Refused
from db.evidence.records import Evidence

MB = 1_000_000
USUAL, LARGEST = 50 * MB, 500 * MB
"""Bytes of a file: what a site keeps unless it says otherwise (a scan of a sign-in sheet is a few MB), and what it can
allow itself at most: a file is sealed and written as a whole."""
_MEDIA = {
    ".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".txt": "text/plain", ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".eml": "message/rfc822",
}  # fmt: skip


@dataclass(frozen=True)
class Sealed:
    """A file ready to be saved. Nothing of it in repr."""

    id: str
    name: str
    media: str
    size: int
    sha256: str
    sealed: bytes
    key: bytes

    def __repr__(self) -> str:
        return f"Sealed({self.id})"


def sealed(name: str, data: bytes, most: int = USUAL) -> Sealed:
    """``name`` without folders. Raises BadInput for an empty file or one of more than ``most`` bytes."""
    name = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())
    if not name or len(name) > 255 or not name.isprintable():
        raise BadInput("The file has no usable name.", todo="Rename it and choose it again.")
    if not data:
        raise BadInput(f"“{name}” is empty.", kept="Nothing was saved.", todo="Scan or save it again.")
    if len(data) > most:
        raise too_big(name, len(data), most)
    evidence_id, key, nonce = randomness.new_id(), randomness.token(32), randomness.token(12)
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return Sealed(
        evidence_id,
        name,
        _MEDIA.get(suffix, "application/octet-stream"),
        len(data),
        hashlib.sha256(data).hexdigest(),
        nonce + AESGCM(key).encrypt(nonce, data, evidence_id.encode()),
        key,
    )


def too_big(name: str, size: int, most: int) -> BadInput:
    """Said by whoever notices first; sizes in bytes."""
    return BadInput(
        f"“{name}” has {size / MB:,.1f} MB; this site keeps files of at most {most / MB:,.0f} MB.",
        kept="Nothing was saved.",
        todo="Scan it with a lower resolution, or split it; an officer can raise the limit in the settings.",
    )


def opened(about: Evidence, key: object, content: object) -> bytes:
    """The file's bytes. Raises Refused when its key is gone, Damaged when it does not open or its hash differs."""
    if not isinstance(key, bytes):
        raise Refused(
            f"“{about.name}” was destroyed: its key is gone.",
            kept="Its name, size and hash are still here.",
            todo="The certificate of destruction names who approved it.",
        )
    assert isinstance(content, bytes)
    try:
        data = AESGCM(key).decrypt(content[:12], content[12:], about.id.encode())
    except InvalidTag:
        data = b""
    if hashlib.sha256(data).hexdigest() != about.sha256:
        raise Damaged(
            f"“{about.name}” is not as it was saved.",
            kept="Other records are not touched.",
            todo="Restore it from a backup, and report this as an incident.",
        )
    return data
