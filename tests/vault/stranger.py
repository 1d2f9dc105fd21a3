"""A second program that opens a slot: docs/vault.md read by somebody who has nothing of ours.

Standard library alone, but for Argon2id; AES-GCM is written out. It must never import from db.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
import unicodedata
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


@dataclass(frozen=True)
class Opened:
    meta: dict[str, Any]
    generation: int
    identity: str
    seed: bytes
    signing_key: bytes
    target: int
    rows: tuple[int, ...]


def open_slot(raw: bytes, secret: bytes, passphrase: str, code: int, step: int) -> Opened:
    """Everything in a slot, or AssertionError where a factor or a bit is wrong."""
    assert raw[:8] == b"SWSLOT01"
    generation, _entry, *lengths = struct.unpack(">Q16sIIII", raw[8:48])
    cut, at = [], 48
    for length in lengths:
        cut.append(raw[at : at + length])
        at += length
    meta_raw, wrap, sign, offs = cut
    assert hmac.new(hkdf(secret, b"file-mac-v1", 32), raw[:at], hashlib.sha256).digest() == raw[at:]
    meta = json.loads(meta_raw)
    bound = raw[:48] + meta_raw
    rows = struct.unpack(f">{meta['n']}I", gcm_open(hkdf(secret, b"offsets-v1", 32), offs, bound))
    target = (code + rows[step - meta["first"]]) % 10 ** meta["digits"]
    words = unicodedata.normalize("NFKC", passphrase).encode()
    ad = (meta["vault"] + meta["user"]).encode()
    entered = target.to_bytes(4, "big") + (words if meta["passphrase"] else b"")
    stretched = argon2(entered, bytes.fromhex(meta["salt"]), meta["kdf"], secret, ad)
    both = hkdf(stretched, b"slot-kek-v1", 64)
    kek, commit = both[:32], both[32:]
    assert commit.hex() == meta["commit"]
    inside = gcm_open(kek, wrap, bound)
    inner = gcm_open(hkdf(kek, b"sign-v1", 32), sign, b"")
    key = gcm_open(argon2(words, bytes.fromhex(meta["sign_salt"]), meta["kdf"], None, None), inner, b"")
    return Opened(meta, generation, inside[:74].decode(), inside[74:], key, target, rows)


def argon2(data: bytes, salt: bytes, kdf: dict[str, int], secret: bytes | None, ad: bytes | None) -> bytes:
    return Argon2id(
        salt=salt, length=32, iterations=kdf["t"], lanes=kdf["p"], memory_cost=kdf["m"], secret=secret, ad=ad
    ).derive(data)


def hkdf(key: bytes, info: bytes, size: int) -> bytes:
    """RFC 5869 with SHA-256 and no salt."""
    prk = hmac.new(bytes(32), key, hashlib.sha256).digest()
    out = block = b""
    while len(out) < size:
        block = hmac.new(prk, block + info + bytes([len(out) // 32 + 1]), hashlib.sha256).digest()
        out += block
    return out[:size]


def totp(seed: bytes, step: int, digits: int = 6) -> int:
    """RFC 6238 with SHA-1."""
    mac = hmac.new(seed, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = mac[-1] & 15
    return (int.from_bytes(mac[at : at + 4], "big") & 0x7FFFFFFF) % int(10**digits)


def gcm_open(key: bytes, data: bytes, bound: bytes) -> bytes:
    """NIST SP 800-38D over ``nonce12 | ciphertext | tag16``, from AES alone."""
    nonce, text, tag = data[:12], data[12:-16], data[-16:]
    blocks = len(text) // 16 + 2
    stream = aes_blocks(key, b"".join(nonce + struct.pack(">I", counter + 1) for counter in range(blocks)))
    h = int.from_bytes(aes_blocks(key, bytes(16)), "big")
    hashed = ghash(h, bound, text)
    assert (hashed ^ int.from_bytes(stream[:16], "big")).to_bytes(16, "big") == tag, "tag"
    pad = stream[16 : 16 + len(text)]
    return (int.from_bytes(text, "big") ^ int.from_bytes(pad, "big")).to_bytes(len(text), "big")


def aes_blocks(key: bytes, blocks: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(blocks)


def ghash(h: int, bound: bytes, text: bytes) -> int:
    """Multiplication in GF(2^128) by a table for each nibble, so that a table of offsets takes no minutes."""
    tables = _tables(h)
    value = 0
    padded = _pad(bound) + _pad(text) + struct.pack(">QQ", 8 * len(bound), 8 * len(text))
    for at in range(0, len(padded), 16):
        value ^= int.from_bytes(padded[at : at + 16], "big")
        result = 0
        for position, table in enumerate(tables):
            result ^= table[(value >> (124 - 4 * position)) & 15]
        value = result
    return value


def _tables(h: int) -> list[list[int]]:
    powers = [h]
    for _ in range(127):
        last = powers[-1]
        powers.append((last >> 1) ^ (0xE1 << 120 if last & 1 else 0))
    tables = []
    for position in range(32):
        four = powers[4 * position : 4 * position + 4]
        tables.append([_sum(four, nibble) for nibble in range(16)])
    return tables


def _sum(four: list[int], nibble: int) -> int:
    result = 0
    for bit in range(4):
        if nibble & (8 >> bit):
            result ^= four[bit]
    return result


def _pad(data: bytes) -> bytes:
    return data + bytes(-len(data) % 16)
