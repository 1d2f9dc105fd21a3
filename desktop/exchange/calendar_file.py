"""Due dates of all registers as a calendar file (ICS, RFC 5545): whole days, no alarms."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db.store.query import Query
from db.store.rights import readable
from desktop.exchange.listing import Listing, listing
from desktop.exchange.quality_days import DueDay, capa_days, in_order, incident_days, risk_days
from desktop.exchange.writing import Exported, record_export, save

if TYPE_CHECKING:
    from db.site import Site

_DUE = ("due soon", "overdue", "missing", "renewal planned", "current")


def due_days(made: Listing) -> tuple[DueDay, ...]:
    """Of a listing of the matrix: every cell with a due day that is asked of somebody."""
    place = {name: number for number, name in enumerate(made.fields)}
    found = []
    for row in made.rows:
        due, status = row[place["due"]], str(row[place["status"]])
        if isinstance(due, date) and status in _DUE:
            person, requirement = row[place["person"]], row[place["requirement"]]
            key = f"{row[place['person_id']]}/{row[place['course_id']]}"
            found.append(DueDay(key, f"{requirement}: {person}", due, f"{status}. {row[place['why']]}"))
    return in_order(found)


def retention_days(site: Site) -> tuple[DueDay, ...]:
    """The day after a record series need no longer be kept, answers expected of sponsors, the yearly review (RET-4).
    What may not end on its day, because something is pending or on hold, says so."""
    if not readable(site.store, "series"):
        return ()
    retention = site.retention
    day = timedelta(days=1)
    found = [
        DueDay(one.id, f"{one.number} {one.title}: kept until yesterday", one.keep_until + day, one.status)
        for one in retention.list(Query(limit=100_000)).rows
        if one.keep_until is not None and one.destroyed is None and not one.permanent
    ]  # fmt: skip
    found += [
        DueDay(asked.id, f"{asked.study}: answer of {asked.whom}", asked.expected, asked.question[:200])
        for asked in retention.enquiries.open()
    ]
    due = retention.reviews.due()
    if due is not None:
        found.append(DueDay("retention-review", "Yearly review of the retention schedule", due, ""))
    return in_order(found)


def calendar(days: tuple[DueDay, ...], *, workspace: str, site_name: str, at: datetime) -> bytes:
    """The file's bytes. ``at``: when it was made, with its zone."""
    from icalendar import Calendar, Event  # late: costs start-up time

    book = Calendar()
    book.add("prodid", "-//Siteward//due dates//EN")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", f"{site_name}: due dates")
    for one in days:
        entry = Event()
        entry.add("uid", f"{one.key.replace('/', '.')}@{workspace}.siteward")
        entry.add("dtstamp", at)
        entry.add("dtstart", one.day)
        entry.add("dtend", one.day + timedelta(days=1))
        entry.add("summary", one.title)
        entry.add("description", one.words)
        entry.add("transp", "TRANSPARENT")
        book.add_component(entry)
    return bytes(book.to_ical())


def export_calendar(site: Site, path: Path, *, as_of: date | None = None, study: str | None = None) -> Exported:
    """Write the due days of the matrix, CAPA, incidents, risks and retention, with the export on the trail."""
    made = listing(site, "matrix", as_of=as_of, study=study)
    days = (*due_days(made), *capa_days(site), *incident_days(site), *risk_days(site), *retention_days(site))
    data = calendar(days, workspace=site.workspace, site_name=site.name, at=site.clock.now())
    save(path, data)
    return record_export(site, Listing("calendar", made.fields, ((),) * len(days), made.of, made.filters), path, data)
