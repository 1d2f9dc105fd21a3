"""Arabic letters as they join, without a shaping library.

Unicode names the joined forms of each letter itself (presentation forms, with their decomposition); which of them
stands depends on the neighbours. Good for names and short text in Arabic, Persian and Urdu; finer ligatures are left
out.
The embedded data and the text behind the picture (ActualText) keep the letters as they were typed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import chain

_TATWEEL, _JOINER, _NON_JOINER = "\u0640", "\u200d", "\u200c"
_LAM = "\u0644"


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Letter -> {isolated, final, initial, medial: the joined letter}; the same for lam with alef."""
    letters: dict[str, dict[str, str]] = {}
    pairs: dict[str, dict[str, str]] = {}
    for code in chain(range(0xFB50, 0xFBFF), range(0xFE80, 0xFEFD)):
        form, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        if not form.startswith("<"):
            continue
        letter = "".join(chr(int(part, 16)) for part in parts)
        if len(letter) == 1:
            letters.setdefault(letter, {})[form.strip("<>")] = chr(code)
        elif letter[0] == _LAM and len(letter) == 2:
            pairs.setdefault(letter, {})[form.strip("<>")] = chr(code)
    return letters, pairs


def has_arabic(text: str) -> bool:
    """Whether any letter of the text joins."""
    return any("\u0600" <= sign <= "\u06ff" or "\u0750" <= sign <= "\u077f" for sign in text)


def join_letters(text: str) -> str:
    """The text with each Arabic letter in the form its neighbours ask for, in the order of reading."""
    letters, pairs = _forms()
    out: list[str] = []
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        forms = pairs.get(pair) or letters.get(text[at])
        length = 2 if pair in pairs else 1
        if forms is None:
            out.append(text[at])
        else:
            before = _joins_after(_neighbour(text, at, -1), letters)
            after = length == 1 and _dual(text[at], letters) and _joins_before(_neighbour(text, at, 1), letters)
            name = {(0, 0): "isolated", (1, 0): "final", (0, 1): "initial", (1, 1): "medial"}[before, after]
            out.append(forms.get(name) or forms.get("isolated") or text[at])
        at += length
    return "".join(sign for sign in out if sign not in (_JOINER, _NON_JOINER))


def _neighbour(text: str, at: int, step: int) -> str:
    """The next sign that is not a mark set above or below."""
    at += step
    while 0 <= at < len(text) and unicodedata.category(text[at]) == "Mn":
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _dual(sign: str, letters: dict[str, dict[str, str]]) -> bool:
    return "initial" in letters.get(sign, {})


def _joins_after(sign: str, letters: dict[str, dict[str, str]]) -> bool:
    return sign in (_TATWEEL, _JOINER) or _dual(sign, letters)


def _joins_before(sign: str, letters: dict[str, dict[str, str]]) -> bool:
    return sign in (_TATWEEL, _JOINER) or "final" in letters.get(sign, {})
