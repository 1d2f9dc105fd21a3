"""What falls due in CAPA, incidents, deviations, tests and risks, for the calendar file: as far as who asks may read
it. Running clocks stand on their day, with the time they end in the words (a calendar's day has no hours)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.risk.records import CLOSED, STATUSES
from db.store.query import Query
from db.store.rights import readable

if TYPE_CHECKING:
    from db.site import Site

_ALL = 100_000


@dataclass(frozen=True)
class DueDay:
    """One thing that falls due. ``key`` makes the entry the same one when the file is made again."""

    key: str
    title: str
    day: date
    words: str


def in_order(found: list[DueDay]) -> tuple[DueDay, ...]:
    """By day, then by title."""
    return tuple(sorted(found, key=lambda one: (one.day, one.title)))


def capa_days(site: Site) -> tuple[DueDay, ...]:
    """Open actions of CAPA, effectiveness checks, and the day by which all of one is to be done."""
    if not readable(site.store, "capa"):
        return ()
    to_do = Query(where={"status": ("overdue", "due soon", "on time")}, limit=_ALL)
    checks = Query(where={"step": ("effectiveness check",)}, limit=_ALL)
    found = [DueDay(one.id, f"{one.number}: {one.what[:200]}", one.due, f"{one.status}. {one.owner}")
             for one in site.capa.actions(to_do).rows]  # fmt: skip
    found += [DueDay(f"{one.id}/check", f"{one.number}: effectiveness check", one.due, one.title)
              for one in site.capa.list(checks).rows if one.due is not None]  # fmt: skip
    found += [DueDay(f"{capa}/target", f"{number}: all of it done", day, title)
              for capa, number, title, day in site.capa.targets()]  # fmt: skip
    return in_order(found)


def incident_days(site: Site) -> tuple[DueDay, ...]:
    """Clocks that run, tests planned or to be repeated, corrections of notes to file."""
    incidents, found = site.incidents, []
    if readable(site.store, "notification"):
        found += [DueDay(one.id, f"{one.number}: tell {one.recipient} by {one.due:%H:%M}", one.due.date(), one.source)
                  for one in incidents.clocks.running()]  # fmt: skip
    if readable(site.store, "exercise"):
        for one in incidents.exercises.pressing(date.max):
            day = one.planned if one.performed is None else one.next_due
            if day is not None:
                found.append(DueDay(f"{one.id}/{day}", f"{one.number}: {one.title}", day, one.kind))
    if readable(site.store, "note_to_file"):
        found += [
            DueDay(note.id, f"{note.number}: {note.corrective[:200]}", note.corrective_due, note.corrective_who)
            for note in incidents.notes.list(Query(where={"status": ("filed",)}, limit=_ALL)).rows
            if note.corrective_due is not None and note.effective is None
        ]
    return in_order(found)


def risk_days(site: Site) -> tuple[DueDay, ...]:
    """Reviews of open risks, the next action of their treatment, ends of acceptances."""
    if not readable(site.store, "risk"):
        return ()
    found = []
    alive = Query(where={"status": [one for one in STATUSES if one != CLOSED]}, limit=_ALL)
    for one in site.risk.risks(alive).rows:
        name, owner = f"{one.number} {one.title}", one.owner
        found.append(DueDay(f"{one.id}/review", f"{name}: review", one.next_review, owner))
        if one.next_due is not None:
            found.append(DueDay(f"{one.id}/treatment", f"{name}: treatment", one.next_due, owner))
        if one.accepted_until is not None:
            found.append(DueDay(f"{one.id}/acceptance", f"{name}: acceptance ends", one.accepted_until, owner))
    return in_order(found)
