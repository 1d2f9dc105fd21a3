"""The colour space of the reports: an ICC profile of sRGB (IEC 61966-2-1), made here and so the same everywhere."""

from __future__ import annotations

from functools import lru_cache
from struct import pack

_STEPS = 1024
# Primaries and white point adapted to D50, as the sRGB profile of the ICC gives them.
_WHITE = (0.9642, 1.0, 0.8249)
_RED, _GREEN, _BLUE = (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """A version 2 display profile with matrix and curves."""
    curve = b"curv\0\0\0\0" + pack(">I", _STEPS)
    curve += b"".join(pack(">H", round(_linear(step / (_STEPS - 1)) * 65535)) for step in range(_STEPS))
    tags = [
        (b"desc", _description("sRGB IEC61966-2.1")),
        (b"cprt", b"text\0\0\0\0No copyright, use freely\0"),
        (b"wtpt", _xyz(_WHITE)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    return _profile(tags)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _fixed(value: float) -> bytes:
    return pack(">i", round(value * 65536))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _description(text: str) -> bytes:
    words = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + pack(">I", len(words)) + words + bytes(4 + 4 + 2 + 1 + 67)


def _profile(tags: list[tuple[bytes, bytes]]) -> bytes:
    table, body, seen = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        if content not in seen:  # the three curves are one
            body += bytes(-len(body) % 4)
            seen[content] = start + len(body)
            body += content
        table += name + pack(">II", seen[content], len(content))
    body += bytes(-len(body) % 4)
    size = start + len(body)
    header = pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(4 * 4 + 8) + pack(">I", 0)
    header += b"".join(map(_fixed, _WHITE)) + bytes(128 - 80)
    return header + pack(">I", len(tags)) + table + body
