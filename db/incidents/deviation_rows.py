"""From rows of the tables to deviations and notes. The order of the columns is fixed here and nowhere else."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from db.days import day_of, from_iso, is_late
from db.folding import written_name
from db.incidents import deviation_records as r

DEVIATION_COLUMNS = (
    "id", "number", "study", "subject", "occurred", "identified", "identified_by", "description", "type",
    "subject_continued", "action", "impact", "owner", "reported_sponsor", "reported_committee", "reported_authority",
    "grade", "assessment", "assessed", "assessed_by", "serious", "serious_why", "serious_decided", "serious_aware",
    "capa", "source_table", "source_record", "closed", "voided", "late_reason", "entered",
)  # fmt: skip
DEVIATION_FROM = (
    "deviation AS d LEFT JOIN study AS s ON s.id = d.study LEFT JOIN person AS o ON o.id = d.owner "
    "LEFT JOIN person AS a ON a.id = d.assessed_by"
)
DEVIATION_SELECT = (
    ", ".join(f"d.{name}" for name in DEVIATION_COLUMNS)
    + ", s.code, o.family_name, o.given_name, a.family_name, a.given_name, "
    "EXISTS (SELECT 1 FROM notification AS n WHERE n.deviation = d.id AND n.told IS NULL AND n.not_needed = '')"
)
NOTE_COLUMNS = (
    "id", "number", "study", "subject", "written", "addressed_to", "author", "title", "issue", "root_cause",
    "corrective", "corrective_who", "corrective_due", "resolution", "effective", "deviation", "voided", "late_reason",
    "entered",
)  # fmt: skip
NOTE_FROM = (
    "note_to_file AS n LEFT JOIN study AS s ON s.id = n.study LEFT JOIN person AS p ON p.id = n.author "
    "LEFT JOIN deviation AS d ON d.id = n.deviation"
)
NOTE_SELECT = ", ".join(f"n.{name}" for name in NOTE_COLUMNS) + ", s.code, p.family_name, p.given_name, d.number"


def status_sql(on: date) -> str:
    """How a deviation stood on the day; what was decided later does not count yet."""
    day = on.isoformat()
    return (
        f"CASE WHEN d.voided = 1 THEN '{r.VOIDED}' WHEN d.closed <= '{day}' THEN '{r.CLOSED}' "
        f"WHEN d.assessed IS NULL OR d.assessed > '{day}' THEN '{r.TO_ASSESS}' "
        f"WHEN d.serious_decided IS NULL OR d.serious_decided > '{day}' THEN '{r.TO_DECIDE}' "
        f"WHEN EXISTS (SELECT 1 FROM notification AS c WHERE c.deviation = d.id AND c.not_needed = '' "
        f"AND (c.told IS NULL OR substr(c.told, 1, 10) > '{day}')) THEN '{r.CLOCK}' ELSE '{r.OPEN}' END"
    )


def status_of(row: Mapping[str, Any], on: date, running: bool) -> str:
    """The same of a row in hand."""
    day = on.isoformat()
    if row["voided"]:
        return r.VOIDED
    if row["closed"] is not None and row["closed"] <= day:
        return r.CLOSED
    if row["assessed"] is None or row["assessed"] > day:
        return r.TO_ASSESS
    if row["serious_decided"] is None or row["serious_decided"] > day:
        return r.TO_DECIDE
    return r.CLOCK if running else r.OPEN


def deviation(row: Sequence[Any], on: date) -> r.Deviation:
    """From DEVIATION_SELECT."""
    own = dict(zip(DEVIATION_COLUMNS, row, strict=False))
    code, owner_family, owner_given, by_family, by_given, running = row[len(DEVIATION_COLUMNS) :][:6]
    occurred = date.fromisoformat(own["occurred"])
    aware = own["serious_aware"]
    return r.Deviation(
        id=own["id"], number=own["number"], study_id=own["study"], study=code or "", subject=own["subject"],
        occurred=occurred, identified=date.fromisoformat(own["identified"]), identified_by=own["identified_by"],
        description=own["description"], type=own["type"], subject_continued=own["subject_continued"],
        action=own["action"], impact=own["impact"], owner_id=own["owner"], owner=_name(owner_family, owner_given),
        reported_sponsor=from_iso(own["reported_sponsor"]), reported_committee=from_iso(own["reported_committee"]),
        reported_authority=from_iso(own["reported_authority"]), grade=own["grade"], assessment=own["assessment"],
        assessed=from_iso(own["assessed"]), assessed_by_id=own["assessed_by"], assessed_by=_name(by_family, by_given),
        serious=own["serious"], serious_why=own["serious_why"], serious_decided=from_iso(own["serious_decided"]),
        serious_aware=datetime.fromisoformat(aware) if aware else None, capa=own["capa"],
        source_table=own["source_table"], source_record=own["source_record"], closed=from_iso(own["closed"]),
        status=status_of(own, on, bool(running)), late=is_late(occurred, day_of(own["entered"])),
        late_reason=own["late_reason"], entered=own["entered"],
    )  # fmt: skip


def note(row: Sequence[Any]) -> r.Note:
    """From NOTE_SELECT."""
    own = dict(zip(NOTE_COLUMNS, row, strict=False))
    code, family, given, deviation_number = row[len(NOTE_COLUMNS) :][:4]
    written = date.fromisoformat(own["written"])
    return r.Note(
        id=own["id"], number=own["number"], study_id=own["study"], study=code or "", subject=own["subject"],
        written=written, addressed_to=own["addressed_to"], author_id=own["author"], author=_name(family, given),
        title=own["title"], issue=own["issue"], root_cause=own["root_cause"], corrective=own["corrective"],
        corrective_who=own["corrective_who"], corrective_due=from_iso(own["corrective_due"]),
        resolution=own["resolution"], effective=from_iso(own["effective"]), deviation_id=own["deviation"],
        deviation=deviation_number or "", voided=bool(own["voided"]), late=is_late(written, day_of(own["entered"])),
        late_reason=own["late_reason"], entered=own["entered"],
    )  # fmt: skip


def _name(family: str | None, given: str | None) -> str:
    return written_name(family, given or "") if family else ""
