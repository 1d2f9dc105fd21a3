"""How hard a passphrase is to guess, roughly and quickly: for a bar under the field, never for a promise.

Counts what a guesser would try: words and repeats and runs of the keyboard are cheap, length is not. It must not be
mistaken for a measure: docs/threat-model.md says what the passphrase stands against.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import IntEnum

SHORTEST = 12
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertz",
    "azerty",
    "01234567890",
    "09876543210",
)
_COMMON = frozenset(
    {"password", "passwort", "passphrase", "letmein", "welcome", "admin", "administrator", "secret", "siteward"}
    | {"clinic", "hospital", "study", "login", "dragon", "monkey", "football", "iloveyou", "sunshine", "princess"}
    | {"master", "trial", "nurse", "doctor"}
)
_CLASSES = (
    (re.compile(r"[a-z]"), 26),
    (re.compile(r"[A-Z]"), 26),
    (re.compile(r"\d"), 10),
    (re.compile(r"[^\w\s]"), 33),
)


class Level(IntEnum):
    """TOO_SHORT and WEAK are not accepted."""

    TOO_SHORT = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


@dataclass(frozen=True)
class Strength:
    """``bits`` as a guesser who knows these habits would reckon."""

    level: Level
    bits: float

    @property
    def accepted(self) -> bool:
        return self.level >= Level.FAIR


def strength_of(text: str, *own: str) -> Strength:
    """``own``: names of the person and the site, which a guesser tries first."""
    if len(text) < SHORTEST:
        return Strength(Level.TOO_SHORT, 0.0)
    pieces = re.findall(r"[^\W\d_]+|\d+|[\W_]+", text)
    known = _COMMON | {part.casefold() for name in own for part in name.split() if len(part) > 2}
    seen: set[str] = set()
    bits = 0.0
    for piece in pieces:
        folded = piece.casefold()
        bits += 1.0 if folded in seen else _bits(piece, folded, known)
        seen.add(folded)
    if len(set(text)) < 6:
        bits = min(bits, 20.0)
    for level, least in ((Level.STRONG, 75), (Level.GOOD, 58), (Level.FAIR, 42)):
        if bits >= least:
            return Strength(level, bits)
    return Strength(Level.WEAK, bits)


def _bits(piece: str, folded: str, known: frozenset[str]) -> float:
    if folded in known:
        return 3.0
    if len(piece) > 2 and any(folded in run for run in _RUNS):
        return 4.0
    pool = sum(size for pattern, size in _CLASSES if pattern.search(piece)) or 60
    free = len(piece) * math.log2(pool)
    if piece.isalpha() and len(piece) > 2:
        return min(free, 11.0 + 1.5 * max(0, len(piece) - 7))  # a word of a list of some thousands
    if piece.isspace():
        return 0.5
    return free
