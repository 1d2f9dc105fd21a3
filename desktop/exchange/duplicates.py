"""The same person written twice: certain where nothing speaks against it, likely where only the spelling is near.

Looks at accents, order of the names, capitals, ae/oe/ue, titles, short forms, initials and slips of the pen; at e-mail,
phone and start as witnesses. Spelling is compared among at most NEAR_LIMIT people: it costs comparisons of pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz, process

from desktop.exchange.checking import Duplicate
from desktop.exchange.names import first_given, given_likeness, name_key, name_keys
from desktop.exchange.vocabulary import vocabulary

NEAR_LIMIT = 20_000
_NEAR = 90.0  # of 100


class Someone(NamedTuple):
    """A person of a row (``row`` as shown) or of the register (``row`` 0, with ``id``)."""

    row: int
    family: str
    given: str
    email: str
    phone: str
    start: date | None
    other: str = ""
    id: str = ""

    @property
    def name(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


def find_duplicates(
    rows: Sequence[Someone], register: Sequence[Someone], step: Callable[[int], None]
) -> list[Duplicate]:
    """Each row that repeats an earlier one or somebody of the register. ``step``: rows done; may raise Cancelled."""
    near = len(rows) + len(register) <= NEAR_LIMIT
    book = _Book(near)
    for person in register:
        book.add(person, *name_keys(person.family, person.given))
    found = []
    for place, person in enumerate(rows):
        if place % 1000 == 0:
            step(place)
        key, family = name_keys(person.family, person.given)
        duplicate = book.like(person, key, family)
        if duplicate is not None:
            found.append(duplicate)
        if duplicate is None or not duplicate.certain:
            book.add(person, key, family)
    return found


class _Book:
    """Everybody seen so far, by name, e-mail and family name; ``near``: also by how the name begins."""

    def __init__(self, near: bool) -> None:
        self._compare = near
        self._by_name: dict[str, Someone] = {}
        self._by_email: dict[str, Someone] = {}
        self._by_family: dict[str, dict[str, list[Someone]]] = {}  # then by the first given name
        self._by_start: dict[str, dict[str, Someone]] = {}

    def add(self, person: Someone, key: str, family: str) -> None:
        """``key`` and ``family``: name_keys of the person."""
        self._by_name.setdefault(key, person)
        if person.other:
            self._by_name.setdefault(name_key(person.other), person)
        if person.email:
            self._by_email.setdefault(person.email.lower(), person)
        among = self._by_family.get(family)
        if among is None:
            among = self._by_family[family] = {}
        among.setdefault(first_given(person.given), []).append(person)
        if self._compare:
            self._by_start.setdefault(key[:1], {}).setdefault(key, person)

    def like(self, person: Someone, key: str, family: str) -> Duplicate | None:
        """The surest reason first."""
        same = self._by_name.get(key)
        mail = self._by_email.get(person.email.lower()) if person.email else None
        if same is not None:
            if person.email and same.email and person.email.lower() != same.email.lower():
                return _duplicate(person, same, False, "the same name, another e-mail address")
            return _duplicate(person, same, True, "the same name" if same.name == person.name else _spelling(same))
        if mail is not None:
            near_name = fuzz.ratio(key, name_key(mail.family, mail.given)) >= 75
            alike = near_name or bool(given_likeness(person.given, mail.given))
            return _duplicate(person, mail, alike, f"the e-mail address of {mail.name}")
        return self._short_form(person, family) or (self._near(person, key) if self._compare else None)

    def _short_form(self, person: Someone, family: str) -> Duplicate | None:
        among = self._by_family.get(family)
        if among is None:
            return None
        first = first_given(person.given)
        known = (first, first[:1], *vocabulary().nicknames.get(first, ()))
        begun = [given for given in among if given.startswith(first)] if len(first) == 1 else ()
        for given in dict.fromkeys((*known, *begun)):
            for other in among.get(given, ()):
                likeness = given_likeness(person.given, other.given)
                if likeness and not _contradicted(person, other):
                    return _duplicate(person, other, _witnessed(person, other), f"{likeness} of {other.name}")
        return None

    def _near(self, person: Someone, key: str) -> Duplicate | None:
        among = self._by_start.get(key[:1], {})
        if len(key) < 8 or not among:
            return None
        best = process.extractOne(key, among.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
        if best is None or _contradicted(person, among[best[0]]):
            return None
        other = among[best[0]]
        return _duplicate(person, other, _witnessed(person, other), f"written much like {other.name}")


def _duplicate(person: Someone, other: Someone, certain: bool, why: str) -> Duplicate:
    of = f"row {other.row}" if other.row else f"{other.name}, on the roster"
    fills = tuple(name for name in ("email", "phone", "start") if getattr(person, name) and not getattr(other, name))
    return Duplicate(person.row, of, other.row, certain, why, fills, other.id)


def _spelling(other: Someone) -> str:
    return f"the same name as {other.name}, written otherwise"


def _witnessed(one: Someone, other: Someone) -> bool:
    """Something besides the name is the same."""
    phones = _digits(one.phone), _digits(other.phone)
    return phones[0] == phones[1] != "" or bool(one.email and one.email.lower() == other.email.lower())


def _contradicted(one: Someone, other: Someone) -> bool:
    mine, theirs = one.email, other.email
    return bool(mine and theirs and mine != theirs and mine.lower() != theirs.lower())


def _digits(phone: str) -> str:
    digits = "".join(letter for letter in phone if letter.isdigit())
    return digits[-8:] if len(digits) >= 6 else ""
