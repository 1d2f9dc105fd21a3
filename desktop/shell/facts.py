"""What the frame around the pages shows, read in one question to the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.site import Site
from db.store.rights import readable


@dataclass(frozen=True)
class FrameFacts:
    """``head``: hex of the trail's last entry; ``drift``: steps of 30 s the phone is ahead; ``now``: aware;
    ``backup``: when the last one was made, None where there is none or it is not theirs to see; ``drill``: the last
    good one; ``missing``: duties without which the store takes no record from who is signed in."""

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
    backup: datetime | None = None
    backup_late: bool = False
    drill: date | None = None


def read_facts(site: Site) -> FrameFacts:
    """On the store's thread."""
    roster, pin, witness = site.people.headline(), site.store.head(), site.session.witness
    now = site.clock.now()
    backup = site.backups.standing(now.date()) if readable(site.store, "backup") else None
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
        now,
        site.store.standing.missing,
        backup.last.made if backup and backup.last else None,
        bool(backup and (backup.late or not backup.scheduled)),
        backup.drill.done.date() if backup and backup.drill else None,
    )
