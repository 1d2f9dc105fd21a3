"""Who sealed and signed a PDF and when, whether it was altered, whether it agrees with this workspace (RPT-4).

Two steps, because they belong to two threads: ``read_report`` (reading.py) takes the file apart in a worker,
``judged`` holds it against the workspace on the store's thread. ``verify`` does both, for the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.days import shown
from db.store.query import Query
from db.store.rights import readable
from desktop.reports.reading import Found, Signature, read_report
from desktop.reports.saying import said
from desktop.reports.verdict import Chain, SealFound, SignerFound, Verdict

if TYPE_CHECKING:
    from db.signing.records import Exported
    from db.site import Site


_LEFT = "exports"  # the documents that left


@dataclass(frozen=True)
class Knowledge:
    """What is known beside the file: authorities by fingerprint; the workspace, if one is open; whether a
    certificate counts on a day (None: unknown here); the document's record; its record with more signatures than it
    has; the trail's hash at an entry; ``confirmed``: authorities of other people's making that an officer answers for:
    fingerprint -> who, since when."""

    authorities: frozenset[str] = frozenset()
    workspace: str = ""
    counts: Callable[[str, datetime], bool | None] = field(default=lambda _print, _at: None)
    exported: Exported | None = None
    fuller: Exported | None = None
    trail_hash: str | None = None
    confirmed: Mapping[str, str] = field(default_factory=dict)


def verify(path: Path, site: Site | None = None, authority: str | Sequence[str] = ()) -> Verdict:
    """The verdict on a file. ``authority``: fingerprints (64 hex digits, colons and spaces allowed) to trust.

    Raises BadInput and UnreadablePdf for what is no PDF.
    """
    found = read_report(path)
    return judged(found, site, authority)


def judged(found: Found, site: Site | None = None, authority: str | Sequence[str] = ()) -> Verdict:
    """The verdict on what was found in a file; with a site, on the store's thread."""
    known = knowledge(found, site) if site is not None else Knowledge()
    given = (authority,) if isinstance(authority, str) else tuple(authority)
    plain = {"".join(sign for sign in one.casefold() if sign in "0123456789abcdef") for one in given}
    known = replace(known, authorities=known.authorities | (plain - {""}))
    return _verdict(found, known, asked=site is not None and readable(site.store, _LEFT), chained=site is not None)


def knowledge(found: Found, site: Site) -> Knowledge:
    """What a workspace knows about a file."""
    chain = _chain(found)
    return Knowledge(
        authorities=frozenset(one.fingerprint for one in site.signing.authorities()),
        workspace=site.workspace,
        counts=lambda print_, at: _counts(site, print_, at),
        exported=site.signing.exported(found.sha256) if readable(site.store, _LEFT) else None,
        fuller=_fuller(site, found) if found.data.get("workspace") == site.workspace else None,
        trail_hash=site.trail.hash_at(chain[0]) if chain else None,
        confirmed=_confirmed(found, site),
    )


def _confirmed(found: Found, site: Site) -> dict[str, str]:
    """“Zoë Brandt on 29-Nov-2026” for each authority in the file that somebody answers for."""
    answered = {one.issuer: site.signing.confirmation(one.issuer) for one in found.signatures if one.issuer}
    return {
        print_: f"{one.confirmed_by}, {shown(one.confirmed)}" for print_, one in answered.items() if one is not None
    }


def _counts(site: Site, print_: str, at: datetime) -> bool | None:
    certificate = site.signing.known(print_)
    return None if certificate is None else certificate.good_at(at)


def _fuller(site: Site, found: Found) -> Exported | None:
    """The newest record of the report this file says it is, if that has more signatures of people."""
    number = str(found.data.get("number", ""))
    asked = number and readable(site.store, _LEFT)
    records = site.signing.exports(Query(where={"number": (number,)}, limit=20)).rows if asked else ()
    people = sum(not one.seal for one in found.signatures)
    return max((one for one in records if len(one.signers) > people), key=lambda one: len(one.signers), default=None)


def _chain(found: Found) -> tuple[int, str] | None:
    chain = found.data.get("chain")
    if not isinstance(chain, dict):
        return None
    seq, head = chain.get("seq"), chain.get("head")
    return (seq, head) if isinstance(seq, int) and isinstance(head, str) else None


def _verdict(found: Found, known: Knowledge, *, asked: bool, chained: bool) -> Verdict:
    """``asked``: the documents that left (a visitor sees none of them); ``chained``: the trail."""
    seals = [one for one in found.signatures if one.seal]
    first = found.signatures[0] if found.signatures else None
    # the seal comes first or it is none: a certification added to somebody else's signatures vouches for nothing
    seal = seals[0] if len(seals) == 1 and seals[0] is first else None
    people = [one for one in found.signatures if one is not seal]
    last = found.signatures[-1] if found.signatures else None
    changed_after = last is None or not last.whole
    intact = bool(found.signatures) and all(one.intact for one in found.signatures)
    valid = intact and not changed_after
    trusted = bool(found.signatures) and all(_trusted(one, known) for one in found.signatures)
    chain = _chain(found)
    verdict = Verdict(
        valid=valid,
        trusted=valid and trusted and seal is not None,
        on_trail=(known.exported is not None) if asked else None,
        seal=None if seal is None else _seal(seal, found, known),
        signers=tuple(_signer(one, known, ours=seal is not None and one.issuer == seal.issuer) for one in people),
        changed_after=changed_after,
        chain=chain and Chain(*chain, agrees=_agrees(found, known, chain) if chained else None),
        title=str(found.data.get("title", "")),
        number=str(found.data.get("number", "")),
        authority=seal.issuer if seal is not None else "",
        words=(),
    )
    return Verdict(
        **{**verdict.__dict__, "words": said(verdict, known.exported, ours=_ours(found, known), fuller=known.fuller)}
    )


def _seal(seal: Signature, found: Found, known: Knowledge) -> SealFound:
    site = str(found.data.get("site", ""))
    return SealFound(seal.serial, site, seal.at, seal.intact, _trusted(seal, known))


def _signer(one: Signature, known: Knowledge, *, ours: bool) -> SignerFound:
    return SignerFound(
        one.name, one.title, one.meaning, one.at, one.intact, _trusted(one, known), one.signer, one.authority,
        one.issuer, ours=ours, confirmed=known.confirmed.get(one.issuer, ""),
    )  # fmt: skip


def _trusted(one: Signature, known: Knowledge) -> bool:
    """From an authority that is believed, good on the day, and not withdrawn as far as is known here."""
    if not (one.issuer in known.authorities or (one.issuer in known.confirmed and not one.seal)):
        return False
    if not one.in_time or one.at is None:
        return False
    return known.counts(one.signer, one.at) is not False


def _ours(found: Found, known: Knowledge) -> bool:
    return bool(known.workspace) and found.data.get("workspace") == known.workspace


def _agrees(found: Found, known: Knowledge, chain: tuple[int, str]) -> bool | None:
    return known.trail_hash == chain[1] if _ours(found, known) else None
