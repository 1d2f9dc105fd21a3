"""What verifying a PDF found, and how it is said to a person (RPT-4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class SealFound:
    """The workspace's seal. ``workspace``: its uuid, of the seal's certificate; ``site``: as the sealed data say."""

    workspace: str
    site: str
    at: datetime | None
    intact: bool
    trusted: bool


@dataclass(frozen=True)
class SignerFound:
    """A person's signature. ``name`` and ``role`` as in their certificate; ``intact``: what was signed is unchanged;
    ``trusted``: the certificate is of an authority known here, and was good on the day; ``fingerprint``: 64 hex.
    ``authority``: name of the one behind the certificate, ``authority_print`` its fingerprint; ``ours``: it is the
    seal's; ``confirmed``: who answers for another one here and since when, empty where nobody does."""

    name: str
    role: str
    meaning: str
    at: datetime | None
    intact: bool
    trusted: bool
    fingerprint: str
    authority: str = ""
    authority_print: str = ""
    ours: bool = True
    confirmed: str = ""


@dataclass(frozen=True)
class Chain:
    """The head of the trail the document carries; ``agrees``: whether this workspace has that very entry, None
    where no workspace was asked."""

    seq: int
    head: str
    agrees: bool | None = None


@dataclass(frozen=True)
class Verdict:
    """``valid``: not a byte was changed since it was sealed and signed; ``trusted``: seal and signatures come from an
    authority known here or given; ``on_trail``: this very file left this workspace, None where none was asked;
    ``changed_after``: something was changed or added after the last signature; ``authority``: fingerprint (64 hex)
    to compare with the site; ``words``: all of it, one sentence each."""

    valid: bool
    trusted: bool
    on_trail: bool | None
    seal: SealFound | None
    signers: tuple[SignerFound, ...]
    changed_after: bool
    chain: Chain | None
    title: str
    number: str
    authority: str
    words: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As `verify --json` prints it (design section 8)."""
        return {
            "valid": self.valid,
            "trusted": self.trusted,
            "on_trail": self.on_trail,
            "seal": self.seal and {"workspace": self.seal.workspace, "site": self.seal.site, "at": _iso(self.seal.at)},
            "signers": [
                {
                    "name": one.name,
                    "meaning": one.meaning,
                    "at": _iso(one.at),
                    "role": one.role,
                    "intact": one.intact,
                    "trusted": one.trusted,
                    "authority": one.authority,
                    "authority_fingerprint": one.authority_print,
                    "confirmed": one.confirmed or None,
                }
                for one in self.signers
            ],
            "changed_after": self.changed_after,
            "chain": self.chain and {"seq": self.chain.seq, "head": self.chain.head, "agrees": self.chain.agrees},
            "report": {"title": self.title, "number": self.number},
            "authority": self.authority,
            "words": list(self.words),
        }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
