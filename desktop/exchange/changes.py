"""What a row says otherwise than the record it repeats (EXC-1): offered as a change, old beside new.

An empty cell says nothing, so it never empties a field. Capitals and spaces are no difference.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from db.days import shown
from desktop.exchange.checking import Difference, Duplicate
from desktop.exchange.names import given_likeness, name_key

_NAMES = ("family_name", "given_name")


def difference(field: str, label: str, old: object, new: object) -> Difference | None:
    """None where the row says nothing, or the same. ``old`` and ``new``: texts or days."""
    if new is None or new == "" or _same(field, old, new):
        return None
    return Difference(field, label, _shown(old), _shown(new), new)


def differences(
    old: Mapping[str, object], new: Mapping[str, object], labels: Mapping[str, str]
) -> tuple[Difference, ...]:
    """All of them, in the order of ``new``."""
    found = (difference(name, labels.get(name, name), old.get(name), value) for name, value in new.items())
    return tuple(one for one in found if one is not None)


def same_name(old: tuple[str, str], new: tuple[str, str]) -> bool:
    """(family, given) spelt otherwise, or shortened: nothing to correct in the register."""
    if name_key(*old) == name_key(*new):
        return True
    return name_key(old[0]) == name_key(new[0]) and (not new[1] or bool(given_likeness(new[1], old[1])))


def each_once(duplicates: Sequence[Duplicate]) -> list[Duplicate]:
    """Of several rows about one record the first offers its changes; the others could only contradict it."""
    seen: dict[str, int] = {}
    found = []
    for one in duplicates:
        if one.changes and one.id in seen:
            one = replace(one, changes=(), why=f"{one.why}; changes are offered in row {seen[one.id]}")
        elif one.changes:
            seen[one.id] = one.row
        found.append(one)
    return found


def taken(duplicates: Sequence[Duplicate], rows: Collection[int]) -> list[Duplicate]:
    """Those of the rows that have changes to take, in the order of the sheet."""
    return [one for one in duplicates if one.changes and one.row in rows]


def _same(field: str, old: object, new: object) -> bool:
    if not isinstance(old, str) or not isinstance(new, str):
        return old == new
    if field == "phone":
        return _digits(old) == _digits(new) != ""
    return " ".join(old.split()).casefold() == " ".join(new.split()).casefold()


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit())


def _shown(value: object) -> str:
    return shown(value) if isinstance(value, date) else "" if value is None else str(value)
