"""The table of offsets: for each 30 s step, what to add to that step's code to reach the hidden target.

Rows are big-endian u32, as they lie in the file. A million HMACs and a million additions are done in ways that the
interpreter runs in its own C loops: chunks mapped over copied hash states, and one big integer as a vector.
"""

from __future__ import annotations

import hashlib
import struct
from collections import deque
from itertools import pairwise, repeat

STEP_SECONDS = 30
STEPS_A_DAY = 86400 // STEP_SECONDS
DAYS = 400
_CHUNK = 2048
_CUT = [struct.Struct(f">{at}xI{16 - at}x").unpack for at in range(16)] * 16


def codes(seed: bytes, first: int, count: int, digits: int) -> list[int]:
    """The codes (RFC 6238, SHA-1) of ``count`` steps from step ``first`` on, as numbers."""
    block = seed if len(seed) <= 64 else hashlib.sha1(seed, usedforsecurity=False).digest()
    inner, outer = (
        hashlib.sha1(bytes(byte ^ pad for byte in block.ljust(64, b"\0")), usedforsecurity=False)
        for pad in (0x36, 0x5C)
    )
    modulus = int(10**digits)
    copy, update, digest = type(inner).copy, type(inner).update, type(inner).digest
    found: list[int] = []
    for start in range(first, first + count, _CHUNK):
        size = min(_CHUNK, first + count - start)
        steps = struct.unpack("8s" * size, struct.pack(f">{size}Q", *range(start, start + size)))
        inners = list(map(copy, repeat(inner, size)))
        deque(map(update, inners, steps), maxlen=0)
        outers = list(map(copy, repeat(outer, size)))
        deque(map(update, outers, map(digest, inners)), maxlen=0)
        found += [(_CUT[mac[19]](mac)[0] & 0x7FFFFFFF) % modulus for mac in map(digest, outers)]
    return found


def table(seed: bytes, first: int, count: int, digits: int, target: int) -> bytes:
    """Rows of ``count`` steps: (target - code) mod 10^digits each."""
    modulus = 10**digits
    return struct.pack(f">{count}I", *[(target - code) % modulus for code in codes(seed, first, count, digits)])


def shifted(rows: bytes, by: int, digits: int) -> bytes:
    """Each row plus ``by`` (0 <= by < 10^digits) modulo 10^digits; all rows in one addition of big integers.

    A lane holds 32 bits and a sum stays under 2 * 10^8, so no lane ever carries into the next.
    """
    lanes = int.from_bytes(b"\0\0\0\1" * (len(rows) // 4), "big")
    modulus = int(10**digits)
    total = int.from_bytes(rows, "big") + lanes * by
    over = ((total + lanes * (2**31 - modulus)) >> 31) & lanes
    return (total - over * modulus).to_bytes(len(rows), "big")


def row(rows: bytes, index: int) -> int:
    """One row."""
    return int.from_bytes(rows[4 * index : 4 * index + 4], "big")


def pairs(rows: bytes, code: int, following: int, digits: int) -> list[int]:
    """Indices where ``code`` and, one step later, ``following`` would reach the same target."""
    wanted = (code - following) % 10**digits
    other = wanted - 10**digits
    numbers = struct.unpack(f">{len(rows) // 4}I", rows)
    return [at for at, (here, there) in enumerate(pairwise(numbers)) if there - here == wanted or there - here == other]
