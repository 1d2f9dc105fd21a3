"""What redaction hands out; the text itself never (AUD-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = ("name", "birth date", "address", "phone or e-mail", "number", "other")
PROPOSED, APPROVED, CARRIED_OUT, WITHDRAWN = "proposed", "approved", "carried out", "withdrawn"


@dataclass(frozen=True)
class Place:
    """A record, by table, id and what it is called."""

    table: str
    record: str
    name: str


@dataclass(frozen=True)
class Look:
    """Where a text stands: in which fields of the record, in how many entries of the trail about it, and in which other
    records."""

    place: Place
    fields: tuple[str, ...]
    entries: int
    elsewhere: tuple[Place, ...]


@dataclass(frozen=True)
class Redaction:
    """``letters``: how long the text is, all that is kept of it; ``elsewhere``: other records that hold it, in words;
    ``backups``: which copies still do; ``status``: of PROPOSED .. WITHDRAWN."""

    id: str
    number: str
    place: Place
    kind: str
    reason: str
    letters: int
    elsewhere: str
    proposed: date
    proposer_id: str
    proposer: str
    approver: str
    approved: date | None
    carrier: str
    carried: date | None
    backups: str
    withdrawn: date | None
    withdraw_reason: str

    @property
    def placeholder(self) -> str:
        """What stands in the place of the text."""
        return f"[redacted {self.number}]"

    @property
    def status(self) -> str:
        if self.withdrawn is not None:
            return WITHDRAWN
        return CARRIED_OUT if self.carried is not None else APPROVED if self.approved is not None else PROPOSED
