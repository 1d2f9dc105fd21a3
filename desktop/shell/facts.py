"""What the frame around the pages shows, read in one question to the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from db.site import Site


@dataclass(frozen=True)
class FrameFacts:
    """``head``: hex of the trail's last entry; ``drift``: steps of 30 s the phone is ahead; ``now``: aware;
    ``missing``: duties without which the store takes no record from who is signed in."""

    site: str
    studies: int
    people: int
    entries: int
    head: str
    drift: int
    findings: tuple[str, ...]
    failed: tuple[datetime, ...]
    days_left: int
    now: datetime
    missing: tuple[str, ...] = ()


def read_facts(site: Site) -> FrameFacts:
    """On the store's thread."""
    roster, pin, witness = site.people.headline(), site.store.head(), site.session.witness
    return FrameFacts(
        site.name,
        roster.studies,
        roster.active,
        pin.seq,
        pin.head,
        witness.drift,
        witness.findings,
        witness.failed,
        witness.days_left,
        site.clock.now(),
        site.store.standing.missing,
    )
