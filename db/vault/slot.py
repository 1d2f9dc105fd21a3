"""The slot's file format (docs/vault.md): taking apart, checking, putting together. Bytes in, bytes out.

Nothing in it is believed before its MAC is checked; the log-in digest alone is read before, to find the slot.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import struct
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db import randomness
from db.vault.derivation import Kdf, hkdf
from db.vault.errors import SlotDamaged

MAGIC = b"SWSLOT01"
_HEADER = struct.Struct(">8sQ16sIIII")
_MAC = 32
_NONCE, _TAG = 12, 16
SEALING = _NONCE + _TAG
IDENTITY, SEED = 74, 20
_LONGEST = (4096, SEALING + IDENTITY + SEED, 16384, SEALING + 4 * 2_000_000)
HEAD_BYTES = _HEADER.size + _LONGEST[0]
MOST_BYTES = _HEADER.size + sum(_LONGEST) + _MAC
_LOGIN = re.compile(rb'"login":"([0-9a-f]{64})"')


@dataclass(frozen=True)
class Meta:
    """The readable part. ``first``: step of the first row; ``n``: rows; ``passphrase``: whether unlocking asks it."""

    vault: str
    user: str
    login: str
    salt: bytes
    kdf: Kdf
    sign_salt: bytes
    digits: int
    first: int
    n: int
    passphrase: bool
    commit: bytes

    def to_json(self) -> bytes:
        fields = {
            "v": 1,
            "vault": self.vault,
            "user": self.user,
            "login": self.login,
            "salt": self.salt.hex(),
            "kdf": {"m": self.kdf.m, "t": self.kdf.t, "p": self.kdf.p},
            "sign_salt": self.sign_salt.hex(),
            "digits": self.digits,
            "first": self.first,
            "n": self.n,
            "passphrase": self.passphrase,
            "commit": self.commit.hex(),
        }
        return json.dumps(fields, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Parts:
    """A slot's file taken apart, nothing of it believed yet."""

    gen: int
    entry: bytes
    meta: bytes
    wrap: bytes
    sign: bytes
    offs: bytes
    mac: bytes

    @property
    def bound(self) -> bytes:
        """Header and meta: the additional data of wrap and offs."""
        return _header(self.gen, self.entry, self.meta, self.wrap, self.sign, self.offs) + self.meta

    def checked(self, secret: bytes, vault: str, user: str) -> Meta:
        """The meta, after the MAC under the keyring's secret was found good. SlotDamaged otherwise."""
        expected = _mac(secret, [self.bound, self.wrap, self.sign, self.offs])
        if not hmac.compare_digest(expected, self.mac):
            raise SlotDamaged("its authentication code does not fit its contents")
        meta = _parsed(self.meta)
        if (meta.vault, meta.user) != (vault, user):
            raise SlotDamaged("it belongs to another workspace or another person")
        if len(self.offs) != SEALING + 4 * meta.n:
            raise SlotDamaged("its table has not the length it states")
        return meta

    def to_bytes(self) -> bytes:
        return b"".join([self.bound, self.wrap, self.sign, self.offs, self.mac])


def taken_apart(raw: bytes) -> Parts:
    """SlotDamaged when magic or lengths are not those of a slot."""
    if len(raw) < _HEADER.size + _MAC:
        raise SlotDamaged("it is too short")
    magic, gen, entry, *lengths = _HEADER.unpack_from(raw)
    if magic != MAGIC:
        raise SlotDamaged("it does not begin like a slot")
    if any(length > longest for length, longest in zip(lengths, _LONGEST, strict=True)):
        raise SlotDamaged("its header states lengths that no slot has")
    if len(raw) != _HEADER.size + sum(lengths) + _MAC:
        raise SlotDamaged("its length is not the one its header states")
    ends = [_HEADER.size]
    for length in lengths:
        ends.append(ends[-1] + length)
    meta, wrap, sign, offs = (raw[start:end] for start, end in pairwise(ends))
    return Parts(gen, entry, meta, wrap, sign, offs, raw[ends[-1] :])


def login_in(head: bytes) -> str:
    """The log-in digest in the first bytes of a file, unchecked; empty when there is none."""
    if len(head) < _HEADER.size:
        return ""
    length = min(_HEADER.unpack_from(head)[3], _LONGEST[0])
    found = _LOGIN.search(head[_HEADER.size : _HEADER.size + length])
    return found[1].decode() if found else ""


def put_together(
    gen: int,
    entry: bytes,
    meta: Meta,
    *,
    secret: bytes,
    kek: bytes,
    identity: str,
    seed: bytes,
    sign: bytes,
    rows: bytes,
) -> Parts:
    """A whole slot: wrap under the KEK, rows and MAC under keys of the keyring's secret. ``sign`` is sealed before."""
    body = meta.to_json()
    inner = identity.encode() + seed
    wrap_room, offs_room = bytes(len(inner) + SEALING), bytes(len(rows) + SEALING)
    bound = _header(gen, entry, body, wrap_room, sign, offs_room) + body
    wrap = sealed(kek, inner, bound)
    offs = sealed(hkdf(secret, "offsets-v1"), rows, bound)
    return Parts(gen, entry, body, wrap, sign, offs, _mac(secret, [bound, wrap, sign, offs]))


def sealed(key: bytes, data: bytes, bound: bytes | None = None) -> bytes:
    """nonce12 | AES-256-GCM."""
    nonce = randomness.token(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, bound)


def unsealed(key: bytes, data: bytes, bound: bytes | None = None) -> bytes | None:
    """What ``sealed`` was given; None when the key is another or a bit has changed."""
    try:
        return AESGCM(key).decrypt(data[:_NONCE], data[_NONCE:], bound)
    except (InvalidTag, ValueError):
        return None


def login_digest(vault: str, login: str) -> str:
    """HMAC-SHA256(vault uuid, NFKC case-folded log-in), hex: the log-in finds its slot and is not readable there."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", login.strip()).casefold())
    return hmac.new(vault.encode(), folded.encode(), hashlib.sha256).hexdigest()


def _header(gen: int, entry: bytes, *parts: bytes) -> bytes:
    return _HEADER.pack(MAGIC, gen, entry, *(len(part) for part in parts))


def _mac(secret: bytes, parts: list[bytes]) -> bytes:
    mac = hmac.new(hkdf(secret, "file-mac-v1"), digestmod=hashlib.sha256)
    for part in parts:
        mac.update(part)
    return mac.digest()


def _parsed(body: bytes) -> Meta:
    """Meta from JSON that the MAC vouches for; SlotDamaged when it is none or a cost is out of bounds."""
    try:
        fields: dict[str, Any] = json.loads(body)
        meta = Meta(
            vault=str(fields["vault"]),
            user=str(fields["user"]),
            login=str(fields["login"]),
            salt=bytes.fromhex(fields["salt"]),
            kdf=Kdf(int(fields["kdf"]["m"]), int(fields["kdf"]["t"]), int(fields["kdf"]["p"])),
            sign_salt=bytes.fromhex(fields["sign_salt"]),
            digits=int(fields["digits"]),
            first=int(fields["first"]),
            n=int(fields["n"]),
            passphrase=fields["passphrase"] is True,
            commit=bytes.fromhex(fields["commit"]),
        )
        version = fields["v"]
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise SlotDamaged("its description cannot be read") from problem
    if version != 1 or meta.digits not in (6, 8):
        raise SlotDamaged("its format is not one this program knows")
    if not meta.kdf.acceptable():
        raise SlotDamaged("its derivation would cost less or more than is ever allowed")
    return meta
