"""One incident on paper: what happened when, what it touched, who was told, what was done and learnt (RSK-2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.errors import BadInput
from db.incidents.clock_records import NOT_NEEDED, OVERDUE, RUNNING, TOLD_LATE, Notification
from db.incidents.incident_records import SEVERITIES, IncidentFile
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pairs import form, pairs, told
from desktop.reports.parts import section
from desktop.reports.pieces import closing_notes, notes, signature_blocks
from desktop.reports.sheet import PORTRAIT, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import WHOLE, Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "incident", "Incident"
_CLOCKS = (
    Column("To be told", 2.4, strong=True, lines=WHOLE),
    Column("Until", 1.7, lines=WHOLE),
    Column("Stands", 1.7, lines=WHOLE),
    Column("How, or why not", 3.0, lines=WHOLE),
    Column("Source", 3.6, colour="ink2", lines=WHOLE),
)
_COURSE = (Column("When", 2.5), Column("What", 6.2, lines=WHOLE), Column("Who", 2.0, colour="ink2", lines=WHOLE))
_KINDS = {"occurred": "Occurred", "aware": "Site became aware", "told": "Told", "resolved": "Resolved"}


@dataclass(frozen=True)
class IncidentFacts:
    """One incident whole; ``capa``: the number of the CAPA it led to."""

    heading: Heading
    as_of: str
    file: IncidentFile
    capa: str
    now: datetime


def facts(site: Site, options: ReportOptions) -> IncidentFacts:
    """The incident named in ``where["record"]`` (id or number), else the newest. Raises BadInput for none."""
    around = circumstances(site, options)
    named = options.where.get("record", ())
    where = {"number" if named and named[0].startswith("INC-") else "id": named} if named else {}
    found = site.incidents.cases.list(Query(where=where, limit=1)).rows
    if not found:
        raise BadInput("That incident is not there.", todo="Choose one on the page of incidents.")
    file = site.incidents.cases.file(found[0].id)
    words = file.incident.status
    return IncidentFacts(
        heading(site, options, around, words), around.on.isoformat(), file,
        site.incidents.capa_number(file.incident.capa), site.clock.now(),
    )  # fmt: skip


def draw(facts: IncidentFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, PORTRAIT)
    one = facts.file.incident
    opened(sheet, f"{TITLE} {one.number}", facts.heading)
    sheet.y += 20
    for line in sheet.letters.wrapped(one.title, "bold", 11, sheet.right - 40)[:3]:
        sheet.text(36, sheet.y, line, 11, kind="H2")
        sheet.y += 14
    sheet.y -= 8
    touched: dict[str, list[str]] = {}
    for affected in facts.file.affected:
        touched.setdefault(affected.kind, []).append(affected.name)
    pairs(sheet, form([
        ("Severity (1 to 5)", f"{one.severity} {SEVERITIES[one.severity]}"), ("Status", one.status),
        ("Owner", one.owner), ("Occurred", _at(one.occurred)), ("Site became aware", _at(one.aware)),
        ("Resolved", _at(one.resolved)), ("Personal data concerned", one.personal_data), ("Threats", one.threats),
        ("CAPA", facts.capa), *((f"{kind.capitalize()} affected", "; ".join(names)) for kind, names in touched.items()),
    ]))  # fmt: skip
    section(sheet, "Who must be told")
    if facts.file.clocks:
        Table(sheet, _CLOCKS).draw(_clock(clock) for clock in facts.file.clocks)
        if any(not clock.verified for clock in facts.file.clocks):
            notes(sheet, ["* Confirm before relying on this: nobody here has recorded reading the source."])
    else:
        notes(sheet, ["No clock applies to this incident."])
    _course(sheet, facts.file)
    told(sheet, [
        ("Description", one.description), ("Detection", one.detection), ("Containment", one.containment),
        ("Impact", one.impact), ("Lessons", one.lessons),
        ("Closed", f"{shown(one.closed)}: {one.closing}" if one.closed else ""),
    ])  # fmt: skip
    if facts.file.evidence:
        section(sheet, "Evidence kept in the workspace")
        columns = (Column("File", 4, lines=WHOLE), Column("SHA-256", 6, colour="ink2", lines=WHOLE))
        Table(sheet, columns).draw([file.name, file.sha256] for file in facts.file.evidence)
    if one.late:
        notes(sheet, [f"Late entry: {one.late_reason}"])
    closing_notes(sheet)
    signature_blocks(sheet)
    title = f"{TITLE} {one.number}: {one.title}"
    return finish(sheet, Content(KIND, title, dict(facts.heading.filters), _data(facts), facts.as_of))


def _course(sheet: Sheet, file: IncidentFile) -> None:
    section(sheet, "Time line")
    Table(sheet, _COURSE).draw(
        [
            _at(event.at),
            ": ".join(part for part in (_KINDS.get(event.kind, ""), event.what) if part)
            + (" (late)" if event.late else ""),
            event.who,
        ]
        for event in file.timeline()
    )


def _clock(clock: Notification) -> list[Cell]:
    signs = {RUNNING: "due soon", OVERDUE: "overdue", TOLD_LATE: "current", NOT_NEEDED: "not required"}
    state = "due soon" if clock.state == RUNNING else clock.state
    how = f"{_at(clock.told)}: {clock.reference}" if clock.told else clock.not_needed
    return [
        f"{clock.recipient}{'' if clock.verified else ' *'}", _at(clock.due),
        State(signs.get(clock.state, "current"), clock.state, state), how, clock.source,
    ]  # fmt: skip


def _at(at: datetime | None) -> str:
    return moment(at) if at is not None else ""


def _data(facts: IncidentFacts) -> list[dict[str, Any]]:
    one = facts.file.incident
    head = {
        "row": "incident", "id": one.id, "number": one.number, "title": one.title, "severity": one.severity,
        "status": one.status, "occurred": one.occurred.isoformat(), "aware": one.aware.isoformat(),
        "resolved": one.resolved.isoformat() if one.resolved else None, "personal_data": one.personal_data,
        "owner": one.owner, "description": one.description, "detection": one.detection, "threats": one.threats,
        "containment": one.containment, "impact": one.impact, "lessons": one.lessons, "closed": iso(one.closed),
        "capa": facts.capa, "affected": [{"kind": a.kind, "name": a.name} for a in facts.file.affected],
    }  # fmt: skip
    clocks = [
        {
            "row": "notification", "recipient": clock.recipient, "due": clock.due.isoformat(), "state": clock.state,
            "told": clock.told.isoformat() if clock.told else None, "reference": clock.reference,
            "not_needed": clock.not_needed, "source": clock.source, "verified": clock.verified,
        }
        for clock in facts.file.clocks
    ]  # fmt: skip
    course = [
        {"row": "event", "at": event.at.isoformat(), "kind": event.kind, "what": event.what, "who": event.who}
        for event in facts.file.timeline()
    ]
    return [head, *clocks, *course]
