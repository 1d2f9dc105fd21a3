"""How hard a passphrase is to guess, roughly, for the bar in the wizard. An estimate, and it errs on the low side.

The passphrase is the real barrier once keyring and slot are stolen together (docs/threat-model.md): each guess then
costs a thief one Argon2id, so 45 bits are centuries on a large cluster and 30 bits a weekend.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

ENOUGH_BITS = 45.0
_STEMS = (
    "password|passwort|passphrase|motdepasse|contrasena|kennwort|qwerty|qwertz|azerty|letmein|welcome|admin|login|"
    "siteward|clinical|trial|study|monitor|sponsor|hospital|doctor|research|officer|summer|winter|spring|autumn|"
    "iloveyou|dragon|monkey|football|master|secret|hello|january|february|march|april|june|july|august|september|"
    "october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_LEET = str.maketrans("430157$@!", "aeoistsai")
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")


@dataclass(frozen=True)
class Strength:
    """``bits``: guesses as a power of two; ``word``: weak, fair, good or strong; ``advice``: empty when good enough."""

    bits: float
    word: str
    good: bool
    advice: str


def passphrase_strength(text: str, own_words: tuple[str, ...] = ()) -> Strength:
    """``own_words``: names a guesser tries first (log-in, site, person), worth next to nothing inside."""
    plain = unicodedata.normalize("NFKC", text)
    bits = _bits(plain, own_words)
    word = "weak" if bits < 30 else "fair" if bits < ENOUGH_BITS else "good" if bits < 65 else "strong"
    return Strength(bits, word, bits >= ENOUGH_BITS, "" if bits >= ENOUGH_BITS else _advice(plain))


def _bits(text: str, own_words: tuple[str, ...]) -> float:
    """Characters that a guesser cannot foresee, times the size of the alphabets in use; known words count as two."""
    kinds = {_kind(char) for char in text}
    alphabet = math.log2(max(2, sum(_SIZES[kind] for kind in kinds)))
    own = [re.escape(word.lower().translate(_LEET)) for word in own_words if len(word) > 2]
    rest, known = re.subn("|".join([_STEMS, *own]), "\0", text.lower().translate(_LEET))
    fresh = sum(_surprise(before, char) for before, char in zip(f"\0{rest}", rest, strict=False) if char != "\0")
    words = [word for word in re.split(r"[\W\d_]+", rest) if len(word) > 2 and word.isascii()]
    per_char = min(alphabet, 2.6) if words and len("".join(words)) >= 0.7 * len(rest) else alphabet
    return min(fresh * per_char, len(set(rest)) * alphabet) + 2 * known


def _surprise(before: str, char: str) -> float:
    """A repeat, or the next of a row of keys or letters, says little; anything else one character."""
    if before == char:
        return 0.1
    pair = before + char
    return 0.25 if any(pair in row or pair in row[::-1] for row in _ROWS) else 1.0


_SIZES = {"lower": 26, "upper": 26, "digit": 10, "mark": 33, "other": 200}


def _kind(char: str) -> str:
    if not char.isascii():
        return "other"
    return "lower" if char.islower() else "upper" if char.isupper() else "digit" if char.isdigit() else "mark"


def _advice(text: str) -> str:
    if len(text) < 12:
        return "Make it longer: five or six unrelated words are easy to keep in mind."
    return "Use unrelated words; names, dates and rows of keys are guessed first."
