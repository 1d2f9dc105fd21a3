"""Whether a text looks as if it told who a participant is (AUD-5): free-text fields warn, and never refuse.

A guess from outside: a date of birth, a patient's number, a telephone number, an e-mail address, a form of address
with a name. What it misses is redacted later; what it takes for an identity is one line of warning too many.
"""

from __future__ import annotations

import re

_SIGNS = (
    re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}"),
    re.compile(r"(?:\+|\b00)\d{1,3}[\s/().-]*(?:\d[\s/().-]*){6,}"),
    re.compile(r"\b(?:MRN|NHS|SSN|KVNR|patient(?:en)?(?:[- ]?(?:id|no|nr|number))?)\b[\s.:#-]*\d{4,}", re.IGNORECASE),
    re.compile(r"\b(?:born|date of birth|d\.?o\.?b\.?|geb(?:oren)?\.?|né[e]?)\b[^\n]{0,16}\d", re.IGNORECASE),
    re.compile(r"\b\d{3}-\d{2}-\d{4}\b"),
    re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Herr|Herrn|Frau|Mme|Señora?|Sig\.(?:ra)?)\.?\s+[A-ZÀ-ÖØ-ÞŁŠŽ]\w+"),
)
_FREE_LINES = frozenset(
    {
        "title", "subject", "reason", "late", "why", "how", "note", "comment", "source", "outcome", "words", "threat",
        "vulnerability",
    }
)  # fmt: skip
"""What the name of a one-line field ends with in which people write in their own words."""


def is_free_line(name: str) -> bool:
    """Whether a field of one line, by its name, is free text. Fields of several lines all are; those for names and
    addresses of the site's own people and partners are not, because there an identity is what is asked for."""
    return re.split("[-_]", name)[-1] in _FREE_LINES


def looks_like_identity(text: str) -> bool:
    """True where one of the signs is there."""
    return any(sign.search(text) for sign in _SIGNS)
