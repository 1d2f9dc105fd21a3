"""How well a line of the palette answers what was typed; pure, so that it is quick and testable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.folding import fold


@dataclass(frozen=True)
class Offer:
    """One line of the palette: ``group`` is Page, Action, Report or Person; ``target`` is what choosing it does;
    ``needs``: the table into which the person must be allowed to enter something."""

    group: str
    title: str
    note: str
    target: str
    words: str = ""
    needs: str = ""


def score(offer: Offer, typed: str) -> int:
    """0 where it does not match; every word typed must begin a word of the offer, or lie inside it."""
    words = _parted(typed).split()
    title, rest = _parted(offer.title), _parted(f"{offer.note} {offer.words}")
    total = 1
    for word in words:
        if title.startswith(word):
            total += 8
        elif f" {word}" in f" {title}":
            total += 5
        elif word in title:
            total += 2
        elif f" {word}" in f" {rest}":
            total += 1
        else:
            return 0
    return total


def _parted(text: str) -> str:
    """Folded, with every hyphen and comma a blank: “oster” begins the second word of “Müller-Østergård”."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def best(offers: Sequence[Offer], typed: str, limit: int = 12) -> tuple[Offer, ...]:
    """The best matches, in the order given where they match alike."""
    scored = [(score(offer, typed), -place, offer) for place, offer in enumerate(offers)]
    found = sorted((one for one in scored if one[0]), key=lambda one: (one[0], one[1]), reverse=True)
    return tuple(offer for _, _, offer in found[:limit])
