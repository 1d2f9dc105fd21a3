"""Names of people as they stand in sheets: taken apart, and compared without accents, order, case and titles."""

from __future__ import annotations

import re
from functools import lru_cache

from db.folding import fold
from desktop.exchange.vocabulary import vocabulary

FAMILY_FIRST, GIVEN_FIRST = "family given", "given family"
_TITLES = re.compile(
    r"^(?:(?:prof|dr|med|univ|priv|doz|dipl|ing|mag|mr|mrs|ms|miss|mme|mlle|m|herr|frau|sr|sra|dra|rer|nat|habil|pd|h\.?c)\b\.?\s*-?)+\s+",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"(?:,\s*|\s+)(?:m\.?d\.?|ph\.?d\.?|b\.?sc\.?|m\.?sc\.?|r\.?n\.?|mbbs|mbchb|pharm\.?d\.?|d\.?o\.?|mph|msc|bsc|frcp|mrcp|ba|ma|ccrc|ccrp)\.?$",
    re.IGNORECASE,
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SPLIT = re.compile(r"[\s,./'’\-–()\"“”;:]+")
_UMLAUT = re.compile("([aou])e")


def split_name(text: str, order: str = "") -> tuple[str, str, bool]:
    """(family, given, sure). A comma leaves no choice; without one, ``order`` or what is usual in the script."""
    bare = without_titles(text)
    if "," in bare:
        family, given = bare.split(",", 1)
        return family.strip(), given.strip(" ,"), True
    if "、" in bare or "，" in bare:
        family, given = re.split("[、，]", bare, maxsplit=1)
        return family.strip(), given.strip(), True
    words = bare.split()
    if len(words) < 2:
        return bare, "", not _CJK.search(bare)
    if order == FAMILY_FIRST or (not order and _CJK.search(bare)):
        return words[0], " ".join(words[1:]), bool(order)
    return words[-1], " ".join(words[:-1]), bool(order)


def without_titles(text: str) -> str:
    """“Prof. Dr. med. Anna Müller, MD” is Anna Müller."""
    before = ""
    bare = text
    while bare != before:
        before, bare = bare, _DEGREES.sub("", bare).rstrip(" ,")
    shorter = _TITLES.sub("", bare)
    return shorter or bare


def name_key(*parts: str) -> str:
    """The same for “Müller-Lüdenscheidt, Jürgen” and “JUERGEN MUELLER LUDENSCHEIDT”. Empty for no name."""
    return _joined(tuple(word for part in parts for word in _words(part)))


def name_keys(family: str, given: str) -> tuple[str, str]:
    """(key of the whole name, key of the family name)."""
    first = _words(family)
    return _joined(first + _words(given)), _joined(first)


def first_given(given: str) -> str:
    """The first word of a given name, for comparing."""
    words = _words(given)
    return words[0] if words else ""


def _joined(words: tuple[str, ...]) -> str:
    if len(words) < 2:
        return words[0] if words else ""
    ordered = sorted(words)
    if not ordered[-1].isascii() and _CJK.search(ordered[-1]):
        return "".join(words)
    return " ".join(ordered)


@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[str, ...]:
    bare = text.lower() if text.isascii() else fold(text)
    if not bare.replace(" ", "").isalpha():
        bare = _SPLIT.sub(" ", bare)
    return tuple(_UMLAUT.sub(r"\1", bare).split())


@lru_cache(maxsize=20_000)
def given_likeness(one: str, other: str) -> str:
    """Why two given names may be one: “a short form”, “an initial”, or "" where nothing says so."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return ""
    a, b = first[0], second[0]
    if a == b:
        return "a second given name" if first != second else ""
    nicknames = vocabulary().nicknames
    if b in nicknames.get(a, ()) or a in nicknames.get(b, ()):
        return "a short form"
    if 1 in (len(a), len(b)) and a[0] == b[0]:
        return "an initial"
    return ""
