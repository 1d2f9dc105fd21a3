"""Names without accents and case, so that people are found and sorted however they are typed.

“Müller-Østergård” is found by “muller-oster”, “Dvořák” by “dvorak”, “Παπαδόπουλος” by “παπαδοπουλος”. Scripts are
not turned into one another: a name in two scripts is kept in both (people's “other names”).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o", "œ": "oe", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
        "ŋ": "n", "ŧ": "t", "ə": "a", "ς": "σ", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-",
        "–": "-",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def fold(text: str) -> str:
    """Casefolded, marks removed, blanks single. Never longer than a few times the text; empty stays empty."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if unicodedata.category(letter) != "Mn"
    )
    return " ".join(unicodedata.normalize("NFC", bare).translate(_LETTERS).split())


def sort_name(family: str, given: str, other: str = "") -> str:
    """What a person is sorted and searched by: “muller-ostergard, anne / nee muller”."""
    name = f"{fold(family)}, {fold(given)}" if given.strip() else fold(family)
    return f"{name} / {fold(other)}" if other.strip() else name


def written_name(family: str, given: str) -> str:
    """Family, Given: as a person stands in every table, sheet and PDF."""
    return f"{family}, {given}" if given else family


def known_spelling(role: str, known: Iterable[str]) -> str:
    """The role as it is already written here, when only capitals and blanks differ: one word for one thing."""
    role = " ".join(role.split())
    key = role.casefold()
    return next((written for written in known if written.casefold() == key), role)


def match_expression(words: str) -> str:
    """What was typed, as an FTS5 expression: every word must begin a word of the name or the contact.

    Nothing typed can become syntax: words are runs of letters and digits, each in quotes. Empty when
    there is no such run.
    """
    terms = []
    for typed in words.split():
        folded, raw = phrase(fold(typed)), phrase(typed.casefold())
        if folded and folded != raw and raw:
            terms.append(f"({folded} OR {raw})")
        elif folded or raw:
            terms.append(folded or raw)
    return " AND ".join(terms)


def phrase(text: str) -> str:
    """Runs of letters and digits as one quoted phrase whose last word may go on: "jean luc" *."""
    runs = _WORD.findall(text)
    return f'"{" ".join(runs)}" *' if runs else ""
