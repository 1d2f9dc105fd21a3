"""The same person written twice: certain where nothing speaks against it, likely where only the spelling is near.

Looks at accents, order of the names, capitals, ae/oe/ue, titles, short forms, initials and slips of the pen; at e-mail,
phone and start as witnesses. Spelling is compared among at most NEAR_LIMIT people: it costs comparisons of pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from desktop.exchange.checking import Duplicate
from desktop.exchange.names import given_likeness, name_key

NEAR_LIMIT = 20_000
_NEAR = 90.0  # of 100


@dataclass(frozen=True)
class Someone:
    """A person of a row (``row`` as shown) or of the register (``row`` 0)."""

    row: int
    family: str
    given: str
    email: str
    phone: str
    start: date | None
    other: str = ""

    @property
    def name(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


def find_duplicates(
    rows: Sequence[Someone], register: Sequence[Someone], step: Callable[[int], None]
) -> list[Duplicate]:
    """Each row that repeats an earlier one or somebody of the register. ``step``: rows done; may raise Cancelled."""
    book = _Book()
    for person in register:
        book.add(person)
    near = len(rows) + len(register) <= NEAR_LIMIT
    found = []
    for place, person in enumerate(rows):
        if place % 1000 == 0:
            step(place)
        duplicate = book.like(person, near)
        if duplicate is not None:
            found.append(duplicate)
        if duplicate is None or not duplicate.certain:
            book.add(person)
    return found


class _Book:
    """Everybody seen so far, by name, e-mail and family name."""

    def __init__(self) -> None:
        self._by_name: dict[str, Someone] = {}
        self._by_email: dict[str, Someone] = {}
        self._by_family: dict[str, list[Someone]] = {}
        self._by_start: dict[str, dict[str, Someone]] = {}

    def add(self, person: Someone) -> None:
        key = name_key(person.family, person.given)
        self._by_name.setdefault(key, person)
        if person.other:
            self._by_name.setdefault(name_key(person.other), person)
        if person.email:
            self._by_email.setdefault(person.email.lower(), person)
        self._by_family.setdefault(name_key(person.family), []).append(person)
        self._by_start.setdefault(key[:1], {}).setdefault(key, person)

    def like(self, person: Someone, near: bool) -> Duplicate | None:
        """The surest reason first."""
        key = name_key(person.family, person.given)
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
        return self._short_form(person) or (self._near(person, key) if near else None)

    def _short_form(self, person: Someone) -> Duplicate | None:
        for other in self._by_family.get(name_key(person.family), ()):
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
    return Duplicate(person.row, of, other.row, certain, why, fills)


def _spelling(other: Someone) -> str:
    return f"the same name as {other.name}, written otherwise"


def _witnessed(one: Someone, other: Someone) -> bool:
    """Something besides the name is the same."""
    phones = _digits(one.phone), _digits(other.phone)
    return phones[0] == phones[1] != "" or bool(one.email and one.email.lower() == other.email.lower())


def _contradicted(one: Someone, other: Someone) -> bool:
    return bool(one.email and other.email and one.email.lower() != other.email.lower())


def _digits(phone: str) -> str:
    digits = "".join(letter for letter in phone if letter.isdigit())
    return digits[-8:] if len(digits) >= 6 else ""
