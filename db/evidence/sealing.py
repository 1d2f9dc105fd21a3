"""Files under a key of their own (RET-3).

AES-256-GCM: nonce 12 | ciphertext | tag 16, the file's id as associated data. In the database it is cut after each
4,000,000 bytes of ciphertext; the pieces one after the other are the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM

from db import randomness
from db.errors import BadInput, Damaged, Refused
from db.evidence.records import Evidence, Sealed

MB = 1_000_000
USUAL, LARGEST = 50 * MB, 500 * MB
"""Bytes of a file: what a site keeps unless it says otherwise (a scan of a sign-in sheet is a few MB), and what it can
allow itself at most: a change is one transaction, and what is kept is copied with every backup."""
PIECE, NONCE, TAG = 4 * MB, 12, 16
"""Bytes."""
_MEDIA = {
    ".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".txt": "text/plain", ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".eml": "message/rfc822",
}  # fmt: skip


def sealed(name: str, data: bytes, most: int = USUAL) -> Sealed:
    """A file whose bytes are at hand. ``name`` without folders. Raises BadInput for an empty file, one of more than
    ``most`` bytes, or one without a usable name."""
    if len(data) > most:
        raise too_big(_usable(name), len(data), most)
    return sealed_as_read(name, (data[at : at + PIECE] for at in range(0, len(data), PIECE)), most)


def sealed_as_read(name: str, pieces: Iterable[bytes], most: int = USUAL) -> Sealed:
    """A file read piece by piece, each but the last of PIECE bytes: it is never held in the clear as a whole. Raises
    as ``sealed`` does, and whatever the reading raises."""
    name = _usable(name)
    evidence_id, key, nonce = randomness.new_id(), randomness.token(32), randomness.token(12)
    digest, cipher = hashlib.sha256(), Cipher(AES(key), GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(evidence_id.encode())
    found, size = list[bytes](), 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise too_big(name, size, most)
        digest.update(piece)
        found.append(cipher.update(piece))
    if not size:
        raise BadInput(f"“{name}” is empty.", kept="Nothing was saved.", todo="Scan or save it again.")
    cipher.finalize()
    found[0], found[-1] = nonce + found[0], (nonce if len(found) == 1 else b"") + found[-1] + cipher.tag
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    media = _MEDIA.get(suffix, "application/octet-stream")
    return Sealed(evidence_id, name, media, size, digest.hexdigest(), tuple(found), key)


def _usable(name: str) -> str:
    name = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())
    if not name or len(name) > 255 or not name.isprintable():
        raise BadInput("The file has no usable name.", todo="Rename it and choose it again.")
    return name


def too_big(name: str, size: int, most: int) -> BadInput:
    """Said by whoever notices first; sizes in bytes."""
    return BadInput(
        f"“{name}” has {size / MB:,.1f} MB; this site keeps files of at most {most / MB:,.0f} MB.",
        kept="Nothing was saved.",
        todo="Scan it with a lower resolution, or split it; an officer can raise the limit in the settings.",
    )


def opened(about: Evidence, key: object, pieces: Sequence[bytes]) -> bytes:
    """The file's bytes. Raises Refused when its key is gone, Damaged when it does not open or its hash differs."""
    if not isinstance(key, bytes):
        raise Refused(
            f"“{about.name}” was destroyed: its key is gone.",
            kept="Its name, size and hash are still here.",
            todo="The certificate of destruction names who approved it.",
        )
    try:
        data = _opened(about.id, key, pieces)
    except (InvalidTag, ValueError):
        data = b""
    if hashlib.sha256(data).hexdigest() != about.sha256:
        raise Damaged(
            f"“{about.name}” is not as it was saved.",
            kept="Other records are not touched.",
            todo="Restore it from a backup, and report this as an incident.",
        )
    return data


def _opened(evidence_id: str, key: bytes, pieces: Sequence[bytes]) -> bytes:
    """Raises InvalidTag, ValueError."""
    whole = list(pieces)
    nonce, tag = whole[0][:NONCE], whole[-1][-TAG:]
    whole[-1] = whole[-1][:-TAG]
    whole[0] = whole[0][NONCE:]
    cipher = Cipher(AES(key), GCM(nonce, tag)).decryptor()
    cipher.authenticate_additional_data(evidence_id.encode())
    data = bytearray()
    for piece in whole:
        data += cipher.update(piece)
    cipher.finalize()
    return bytes(data)
