"""What this room's registers ask before they write: is it there, is it late, may this person decide it."""

from __future__ import annotations

import re
from datetime import date

from db.days import is_late, shown
from db.errors import BadInput, Refused
from db.fields import line
from db.store.store import Store

_CODED = re.compile(r"[\w][\w ./#-]*")
_HEALTH = (
    (re.compile(r"\b(born|birth|dob|d\.o\.b|geb\.?|geburtsdatum|né[e]?)\b", re.I), "a date of birth"),
    (re.compile(r"\b(mrn|nhs|ssn|insurance|patient(en)?[- ]?(id|nr|no|number|nummer)|hospital number)\b", re.I),
     "a number that identifies a patient"),
    (re.compile(r"\b(?i:mrs?|miss|herr|frau|señora?|mme)\.? [A-ZÀ-Þ]\w+"), "a person’s name"),
    (re.compile(r"\b\d{3}-\d{2}-\d{4}\b|\b\d{3} ?\d{3} ?\d{4}\b"), "a number that identifies a patient"),
    (re.compile(r"\b(diagnos|cancer|carcinoma|tumou?r|hiv|hepatitis|pregnan|diabet|depress|psych)", re.I),
     "a diagnosis"),
)  # fmt: skip


def health_data(text: str) -> tuple[str, ...]:
    """What in a free text looks like a participant's identity or health, in words (AUD-5: free text warns, it does not
    refuse, because only a person can tell)."""
    return tuple(dict.fromkeys(words for pattern, words in _HEALTH if pattern.search(text)))


class Checks:
    """Against one open store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def known(self, *, study: str | None = None, person: str | None = None) -> None:
        """Raises BadInput where a record named by its id is not there."""
        if study is not None and self._store.row("SELECT 1 FROM study WHERE id = ?", (study,)) is None:
            raise BadInput("That study is not there.", kept="Nothing was saved.", todo="Choose one of the list.")
        if person is not None and self._store.row("SELECT 1 FROM person WHERE id = ?", (person,)) is None:
            raise BadInput(
                "That person is not on the roster.", kept="Nothing was saved.", todo="Choose one of the list."
            )

    def late(self, happened: date, reason: str, what: str) -> None:
        """Raises BadInput for a late entry that does not say why (AUD-6)."""
        if is_late(happened, self.today) and not reason.strip():
            raise BadInput(
                f"{what} was {(self.today - happened).days} days ago.", kept="Nothing was saved.",
                todo="Write why it is entered only now; it will be marked as a late entry.",
            )  # fmt: skip

    def subject(self, code: str) -> str:
        """A participant's code. Raises BadInput for what reads like a name."""
        code = line("Participant’s code", code, 40)
        if code and (not any(letter.isdigit() for letter in code) or not _CODED.fullmatch(code)):
            raise BadInput(
                f"“{code}” does not look like a participant’s code.", kept="Nothing was saved.",
                todo="Enter the code of the screening log, which holds a number; never a name.",
            )  # fmt: skip
        return code

    def investigator(self, study: str | None, person: str, on: date) -> None:
        """Refuses somebody who was not the study's principal investigator on the day; without a study, somebody who
        is investigator of none."""
        self.known(person=person)
        clause = "study = ?" if study else "? IS NULL"
        found = self._store.row(
            f"SELECT 1 FROM investigator WHERE {clause} AND person = ? AND start <= ? "  # noqa: S608
            'AND ("end" IS NULL OR "end" >= ?)',
            (study, person, on.isoformat(), on.isoformat()),
        )
        if found is None:
            raise Refused(
                f"Only the principal investigator of {shown(on)} assesses this.", kept="Nothing was changed.",
                todo="Let the study’s principal investigator sign it.",
            )  # fmt: skip
