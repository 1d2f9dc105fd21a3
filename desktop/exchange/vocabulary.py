"""The words people use in sheets, as data (resources/exchange/fields.json), looked up without case and marks."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from resources import ROOT

_REST = re.compile(r"[\s:*_./\\()\[\]\-–—,;'’\"?!]+")


@dataclass(frozen=True)
class Field:
    """A field of a register that a column can fill. ``kind``: name, text, email, date, person, study, choice, number,
    course, result, ignored. ``virtual``: not kept itself, but goes into another (a whole name into family and given).
    ``longest``: characters. ``synonyms``: headings as people write them, beside those that every register shares;
    ``choices``: word of the cell -> value that is kept; ``note``: what the person should know who says what the
    sheet's words mean; they are then all shown, even those that are values themselves."""

    name: str
    kind: str
    label: str
    needed: bool = False
    virtual: bool = False
    longest: int = 200
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Everything of the file that needs no register."""

    synonyms: Mapping[str, tuple[str, ...]]
    ignored: frozenset[str]
    empty: frozenset[str]
    no_end: frozenset[str]
    notes: tuple[str, ...]
    date_words: frozenset[str]
    expiry_words: frozenset[str]
    results: Mapping[str, str]
    months: Mapping[str, int]
    nicknames: Mapping[str, frozenset[str]]


def key(text: str) -> str:
    """For comparing headings: lower case, marks kept off Latin letters, runs of blanks and points as one blank."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in folded if unicodedata.category(letter) != "Mn" or letter in "\u3099\u309a")
    return _REST.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def word(text: str) -> str:
    """For comparing single words of cells: case and outer blanks left out, nothing else."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _data() -> dict[str, dict[str, object]]:
    data: dict[str, dict[str, object]] = json.loads((ROOT / "exchange" / "fields.json").read_text("utf-8"))
    return data


def fields_of(register: str) -> Mapping[str, Field]:
    """What columns of its sheets can be. Raises BadInput for a register that takes none."""
    from desktop.exchange.registers import importer_named  # late: registers are described with what stands here

    return importer_named(register).fields


@cache
def told_fields(register: str) -> Mapping[str, Field]:
    """The fields of a register that the file itself tells."""
    raw = _data()["registers"][register]
    assert isinstance(raw, dict)
    return {name: Field(name=name, **facts) for name, facts in raw["fields"].items()}


def told_one(register: str) -> str:
    """What a row of such a register becomes: “person”, “training record”."""
    raw = _data()["registers"][register]
    assert isinstance(raw, dict)
    return str(raw["one"])


@cache
def vocabulary() -> Vocabulary:
    """Read once."""
    data: Mapping[str, object] = _data()

    def words(name: str) -> tuple[str, ...]:
        listed = data[name]
        assert isinstance(listed, list)
        return tuple(str(entry) for entry in listed)

    synonyms, results, months = data["synonyms"], data["results"], data["months"]
    assert isinstance(synonyms, dict) and isinstance(results, dict) and isinstance(months, dict)
    nicknames: dict[str, set[str]] = {}
    groups = data["nicknames"]
    assert isinstance(groups, list)
    for full, *short in groups:
        for name in short:  # two short forms are not one name: Alex may be Alexander or Alexandra
            nicknames.setdefault(name, set()).add(full)
            nicknames.setdefault(full, set()).add(name)
    return Vocabulary(
        synonyms={name: tuple(key(entry) for entry in entries) for name, entries in synonyms.items()},
        ignored=frozenset(map(key, words("ignored_headings"))),
        empty=frozenset(map(word, words("empty_words"))),
        no_end=frozenset(map(word, words("no_end_words"))),
        notes=words("note_words"),
        date_words=frozenset(map(key, words("date_words"))),
        expiry_words=frozenset(map(key, words("expiry_words"))),
        results={word(entry): result for result, entries in results.items() for entry in entries},
        months={key(entry): int(number) for number, entries in months.items() for entry in entries},
        nicknames={name: frozenset(others) for name, others in nicknames.items()},
    )
