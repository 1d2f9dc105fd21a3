"""What is signed and with what: the exact content shown, a pen (electronic) or ink (on paper) (SIG-1, SIG-3)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from db.vault.unlocked import SigningAct


@dataclass(frozen=True)
class Signable:
    """A record as it is shown to who signs: ``facts`` are label and value text, in order. Its canonical text is
    stored and hashed, so that what was on the screen is what is bound (21 CFR 11.70)."""

    table: str
    record: str
    title: str
    facts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Canonical: JSON without blanks, facts in the order shown."""
        facts = [list(fact) for fact in self.facts]
        content = {"table": self.table, "record": self.record, "title": self.title, "facts": facts}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Pen:
    """One signing act, by passphrase and a fresh code; good for everything shown in one list."""

    act: SigningAct
    meaning: str


@dataclass(frozen=True)
class Ink:
    """Signed on paper: ``name`` as printed, ``person`` of the roster or None; ``evidence``: the scan, compared with
    the original by ``compared_by`` on ``compared``; ``original_at``: where that is kept."""

    meaning: str
    name: str
    person: str | None
    signed: date
    evidence: str
    compared_by: str
    compared: date
    original_at: str


Signer = Pen | Ink


@dataclass(frozen=True)
class Signature:
    """A signature on a record. ``at``: when the computer was told, UTC; ``signed``: the day; ``user``: whose session
    it was; ``sha256``: of the content signed; ``authority``: behind a certificate that is not the site's own, by name,
    ``vouched``: whether an officer answers for it."""

    id: str
    table: str
    record: str
    title: str
    meaning: str
    name: str
    person: str | None
    user: str
    at: datetime
    signed: date
    paper: bool
    sha256: str
    evidence: str | None
    authority: str = ""
    vouched: bool = True
