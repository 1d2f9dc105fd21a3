"""A note to file on paper: date, to, from, protocol, issue, root cause, correction, resolution, signatures (RSK-3)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.days import shown
from db.errors import BadInput
from db.incidents.deviation_records import Note
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pairs import form, pairs, told
from desktop.reports.pieces import closing_notes, notes, signature_blocks
from desktop.reports.sheet import MARGIN, PORTRAIT, Sheet
from desktop.reports.stamp import Stamp

if TYPE_CHECKING:
    from db.roster.records import Study
    from db.site import Site

KIND, TITLE = "note-to-file", "Note to file"
BLOCKS = ("authored", "approved")
"""Who wrote it, then the principal investigator."""


@dataclass(frozen=True)
class NoteFacts:
    """One note; ``study``: None where it concerns none; ``investigator``: who countersigns."""

    heading: Heading
    as_of: str
    note: Note
    study: Study | None
    investigator: str


def facts(site: Site, options: ReportOptions) -> NoteFacts:
    """The note named in ``where["record"]`` (id or number), else the newest. Raises BadInput where there is none."""
    around = circumstances(site, options)
    named = options.where.get("record", ())
    where = {"number" if named and named[0].startswith("NTF-") else "id": named} if named else {}
    found = site.incidents.notes.list(Query(where=where, limit=1)).rows
    if not found:
        raise BadInput("That note is not there.", todo="Choose one on the page of incidents.")
    one = found[0]
    study = site.people.study(one.study_id) if one.study_id else None
    investigator = site.incidents.notes.investigator(one)
    head = heading(site, options, around, one.number)
    return NoteFacts(head, around.on.isoformat(), one, study, investigator[1] if investigator else "")


def draw(facts: NoteFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet = Sheet(stamp, PORTRAIT)
    one, study = facts.note, facts.study
    opened(sheet, f"{TITLE} {one.number}", facts.heading)
    sheet.y += 22
    for line in sheet.letters.wrapped(one.title, "bold", 11, sheet.right - MARGIN)[:3]:
        sheet.text(MARGIN, sheet.y, line, 11, kind="H2")
        sheet.y += 14
    sheet.y -= 8
    protocol = f"{study.protocol}, {study.title}" if study else ""
    pairs(sheet, [
        ("Date", shown(one.written)), ("From", one.author), ("To", one.addressed_to), ("Study", one.study),
        ("Protocol", protocol), ("Sponsor", study.sponsor if study else ""),
        ("Principal investigator", facts.investigator),
        *form([("Participant", one.subject), ("In effect from", shown(one.effective))]), ("Deviation", one.deviation),
    ])  # fmt: skip
    who = ", ".join(part for part in (one.corrective_who, shown(one.corrective_due)) if part)
    corrective = f"{one.corrective} ({who})" if one.corrective and who else one.corrective
    told(sheet, form([
        ("Issue", one.issue), ("Root cause", one.root_cause), ("Corrective action (who, until when)", corrective),
        ("Resolution", one.resolution),
    ]))  # fmt: skip
    sheet.y += 6
    remarks = ["Participants stand here by their code only; a note to file holds no health data."]
    if one.late:
        remarks.append(f"Late entry: {one.late_reason}")
    if one.voided:
        remarks.append("This note was struck through and no longer counts.")
    notes(sheet, remarks)
    closing_notes(sheet)
    signature_blocks(sheet)
    row = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(one).items()}
    title = f"{TITLE} {one.number}: {one.title}"
    return finish(sheet, Content(KIND, title, dict(facts.heading.filters), [row], facts.as_of))
