"""What the register of keys and documents hands out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Kind = Literal["authority", "person", "seal"]


@dataclass(frozen=True)
class Certificate:
    """A certificate the site's authority made, or the authority's own. ``user`` only for a person's."""

    id: str
    kind: Kind
    user: str | None
    name: str
    fingerprint: str
    serial: int
    valid_from: datetime
    valid_until: datetime
    withdrawn: datetime | None
    withdrawn_why: str
    der: bytes = field(repr=False)

    def good_at(self, at: datetime) -> bool:
        """Whether a signature made at that moment counts."""
        return self.valid_from <= at <= self.valid_until and (self.withdrawn is None or at < self.withdrawn)


@dataclass(frozen=True)
class Vouching:
    """Which authority stands behind a certificate. ``ours``: the site's own; ``confirmed_by``: name of the officer who
    answers for another one, since the day ``confirmed``, empty where nobody does; ``how``: what they compared."""

    authority: str
    fingerprint: str
    ours: bool
    confirmed_by: str = ""
    confirmed: date | None = None
    how: str = ""

    @property
    def trusted(self) -> bool:
        return self.ours or bool(self.confirmed_by)


@dataclass(frozen=True)
class Seal:
    """The workspace's seal, ready to use: private key (PKCS#8), its certificate and the authority's (DER)."""

    key: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    authority: bytes = field(repr=False)


@dataclass(frozen=True)
class NewExport:
    """A PDF about to leave. ``head``: the trail's head inside it; ``signers``: "Name, meaning" in turn;
    ``continues``: the earlier export (id) to which a signature was added."""

    number: str
    kind: str
    title: str
    file: str
    sha256: str
    size: int
    seq: int
    head: str
    signers: tuple[str, ...] = ()
    continues: str | None = None


@dataclass(frozen=True)
class Exported:
    """A PDF that left this workspace. ``exported``: with offset; ``by``: the user's id."""

    id: str
    number: str
    kind: str
    title: str
    file: str
    sha256: str
    size: int
    exported: datetime
    by: str
    seq: int
    head: str
    signers: tuple[str, ...]
    continues: str | None
