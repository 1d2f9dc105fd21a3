"""Right-to-left text put into the order it is drawn in (Unicode Standard Annex 9, without explicit embeddings).

The marks for explicit embedding and override are taken out: in a document that is signed they would serve only to show
something else than what is written.
"""

from __future__ import annotations

import unicodedata

_CONTROLS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_RIGHT = ("R", "AL")
_NEUTRAL = ("B", "S", "WS", "ON", "BN")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def plain(text: str) -> str:
    """The text without marks that change the order of what follows."""
    return text.translate(_CONTROLS)


def runs_right(text: str) -> bool:
    """Whether anything in it is written from right to left."""
    return any(unicodedata.bidirectional(sign) in _RIGHT for sign in text)


def in_order_of_drawing(text: str) -> str:
    """The signs from left to right as they stand on paper; brackets mirrored where the text runs left."""
    kinds = _weak([unicodedata.bidirectional(sign) or "L" for sign in text])
    base = next((1 if kind in _RIGHT else 0 for kind in kinds if kind in ("L", *_RIGHT)), 0)
    levels = _levels(_neutral(_brackets(text, kinds, base), base), base)
    signs = [sign.translate(_MIRRORED) if level % 2 else sign for sign, level in zip(text, levels, strict=True)]
    return "".join(_turned(signs, levels))


def _weak(kinds: list[str]) -> list[str]:
    """Rules W1 to W7: marks follow their letter, digits their surroundings."""
    out = list(kinds)
    strong = before = "L" if not any(kind in _RIGHT for kind in kinds) else ""
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kind = before or "ON"
        if kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in ("L", *_RIGHT):
            strong = kind
        out[at] = before = kind
    for at in range(1, len(out) - 1):
        if out[at] == "ES" and out[at - 1] == out[at + 1] == "EN":
            out[at] = "EN"
        if out[at] == "CS" and out[at - 1] == out[at + 1] and out[at - 1] in ("EN", "AN"):
            out[at] = out[at - 1]
    return ["ON" if kind in ("ES", "ET", "CS") else kind for kind in out]


def _brackets(text: str, kinds: list[str], base: int) -> list[str]:
    """Rule N0: a pair of brackets takes the direction of what it holds, or of what surrounds it."""
    out = list(kinds)
    open_: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        if sign in _PAIRS:
            open_.append((_PAIRS[sign], at))
        elif sign in _PAIRS.values():
            while open_ and open_[-1][0] != sign:
                open_.pop()
            if open_:
                first = open_.pop()[1]
                side = _bracket_side(out, first, at, base)
                if side is not None:
                    out[first] = out[at] = "R" if side else "L"
    return out


def _bracket_side(kinds: list[str], first: int, last: int, base: int) -> int | None:
    inside = {_side(kind, kinds, first + at) for at, kind in enumerate(kinds[first:last]) if kind not in _NEUTRAL}
    if not inside:
        return None
    if base in inside:
        return base
    return next((1 if kind in _RIGHT else 0 for kind in reversed(kinds[:first]) if kind in ("L", *_RIGHT)), base)


def _neutral(kinds: list[str], base: int) -> list[str]:
    """Rules N1 and N2: what has no direction takes that of its neighbours if they agree, else the base's."""
    out = list(kinds)
    at = 0
    while at < len(out):
        end = at
        while end < len(out) and out[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = _side(out[at - 1], out, at) if at else base
            after = _side(out[end], out, end) if end < len(out) else base
            side = before if before == after else base
            out[at:end] = ["R" if side else "L"] * (end - at)
        at = end + 1
    return out


def _side(kind: str, kinds: list[str], at: int) -> int:
    if kind == "EN":  # a number after Latin letters goes with them
        strong = next((one for one in reversed(kinds[:at]) if one in ("L", *_RIGHT)), "R")
        return 0 if strong == "L" else 1
    return 0 if kind == "L" else 1


def _levels(kinds: list[str], base: int) -> list[int]:
    """Rules I1 and I2."""
    levels = []
    strong = "R" if base else "L"
    for kind in kinds:
        if kind in ("L", *_RIGHT):
            strong = kind
        if kind in _RIGHT:
            levels.append(1)
        elif kind == "L":
            levels.append(2 if base else 0)
        else:
            levels.append(0 if not base and strong == "L" else 2)
    return levels


def _turned(signs: list[str], levels: list[int]) -> list[str]:
    """Rule L2, on clusters, so that a mark stays after its letter."""
    clusters: list[tuple[str, int]] = []
    for sign, level in zip(signs, levels, strict=True):
        if clusters and unicodedata.category(sign) == "Mn":
            clusters[-1] = (clusters[-1][0] + sign, clusters[-1][1])
        else:
            clusters.append((sign, level))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(clusters):
            end = at
            while end < len(clusters) and clusters[end][1] >= level:
                end += 1
            clusters[at:end] = reversed(clusters[at:end])
            at = end + 1
    return [cluster for cluster, _ in clusters]
