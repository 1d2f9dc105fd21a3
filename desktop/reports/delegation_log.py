"""The delegation of authority log on paper, in the usual table: one part a study, with the key of tasks, who led it and
declared, and each person's tasks with their signature and the investigator's (ROS-3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.delegation import records as r
from db.delegation.rules import DECLARATION
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.delegation_rows import Row, grouped, initials_of
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pairs import NOTHING, pairs
from desktop.reports.pieces import Figure, closing_notes, figures, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp
from desktop.reports.table import Column, State, Table

if TYPE_CHECKING:
    from db.roster.records import Study
    from db.site import Site

KIND, TITLE = "delegation-log", "Delegation of authority log"
BLOCKS = ("authored", "reviewed", "approved")
"""Who may sign it in turn: the coordinator who keeps it, a sub-investigator, the investigator last."""
_ALL = 100_000
_LINES = (
    Column("Printed name", 2.2, strong=True),
    Column("Signature", 1.55),
    Column("Initials", 0.75),
    Column("Study role", 1.7, colour="ink2"),
    Column("Task codes", 1.5),
    Column("Start", 1.55),
    Column("End", 1.55),
    Column("Status", 1.45),
    Column("PI initials, date", 2.0),
    Column("Comments", 2.7, colour="ink2"),
)
_LEADS = (
    Column("Principal investigator", 2.4, strong=True),
    Column("Initials", 0.8),
    Column("Start", 1.2),
    Column("End", 1.2),
    Column("Declared and signed", 2.4),
)
_STATE = {
    r.ACTIVE: "current", r.NOT_CURRENT: "overdue", r.APPROVED: "renewal planned", r.ACCEPTED: "due soon",
    r.PROPOSED: "missing", r.ENDED: "not required", r.REFUSED: "not required",
}  # fmt: skip


@dataclass(frozen=True)
class StudyLog:
    """One study's part. ``known``: initials on the signature sheet; ``rows``: a person's tasks with the same days and
    approval together."""

    study: Study
    log: r.Log
    known: Mapping[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class LogPaper:
    """``logs``: of the study asked for, or of every study that has a task list."""

    heading: Heading
    as_of: str
    logs: tuple[StudyLog, ...]


def facts(site: Site, options: ReportOptions) -> LogPaper:
    """Raises BadInput for a study that does not exist."""
    around = circumstances(site, options)
    studies = [around.study] if around.study else list(site.people.studies(Query(limit=_ALL), around.on).rows)
    logs, known = [], site.signing.specimens.initials()
    for study in studies:
        log = site.delegation.log(study.id, around.on)
        if log.tasks or around.study is not None:
            steps = site.delegation.steps_of(study.id)
            breaches = {line.id: site.delegation.breaches(line.id) for line in log.lines if line.breaches}
            logs.append(StudyLog(study, log, known, grouped(log.lines, steps, breaches, known)))
    return LogPaper(heading(site, options, around), around.on.isoformat(), tuple(logs))


def draw(facts: LogPaper, stamp: Stamp) -> Drawn:
    """The log, not yet sealed."""
    sheet = Sheet(stamp, LANDSCAPE)
    opened(sheet, TITLE, facts.heading)
    if not facts.logs:
        notes(sheet, ["No study has a task list yet."])
    for place, one in enumerate(facts.logs):
        if place:
            sheet.begin_page()
        _study(sheet, one)
    closing_notes(sheet)
    notes(sheet, ["Final page of this log."])
    signature_blocks(sheet)
    rows = [_data(line, one.study.code) for one in facts.logs for line in one.log.lines]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), rows, facts.as_of))


def _study(sheet: Sheet, one: StudyLog) -> None:
    study, log = one.study, one.log
    _header(sheet, study, sheet.stamp.site)
    numbers = log.facts
    figures(
        sheet,
        [
            Figure(str(numbers.in_force), "tasks in force"),
            Figure(str(numbers.to_accept + numbers.to_approve), "waiting for a signature"),
            Figure(str(numbers.not_current), "not current", "late" if numbers.not_current else "ink1"),
            Figure(str(numbers.breaches), "with a breach", "late" if numbers.breaches else "ink1"),
        ],
    )
    Table(sheet, _LEADS).draw(_lead(lead, one.known) for lead in log.investigators)
    notes(sheet, [f"Declaration: “{DECLARATION}”"])
    sheet.y += 8
    if one.rows:
        Table(sheet, _LINES).draw([_row(row) for row in one.rows])
    else:
        notes(sheet, ["Nothing is delegated in this study."])
    sheet.y += 6
    notes(sheet, _key(log.tasks))
    notes(sheet, [_version(log)])


def _header(sheet: Sheet, study: Study, site: str) -> None:
    """Protocol number, title, sponsor, site, registration, committee; written in by hand where the
    committee is not known."""
    pairs(sheet, [
        ("Protocol no.", study.protocol), ("Sponsor", study.sponsor or NOTHING),
        ("Site no. and name", " · ".join(part for part in (study.site_number, site) if part)),
        ("Registration", study.registration or NOTHING), ("IRB / EC no.", study.ethics or "______________________"),
    ])  # fmt: skip
    pairs(sheet, [("Title", study.title or NOTHING)], columns=1)


def _lead(lead: r.Investigator, known: Mapping[str, str]) -> list[str | State]:
    declared: str | State = (
        shown(lead.declared) if lead.declared else State("missing", "not declared", "declaration not signed")
    )
    return [
        lead.person,
        initials_of(lead.person_id, lead.person, known),
        shown(lead.start),
        shown(lead.end) or "–",
        declared,
    ]


def _row(row: Row) -> list[str | State]:
    return [
        row.person, row.signature, row.initials, row.role, row.codes, shown(row.start), shown(row.end) or "–",
        State(_STATE[row.status], row.status, row.status), row.approval, row.comments,
    ]  # fmt: skip


def _key(tasks: Sequence[r.Task]) -> list[str]:
    """Codes and what they mean, as one running list."""
    return ["Tasks: " + " · ".join(f"{task.code} = {task.title}" for task in tasks)] if tasks else []


def _version(log: r.Log) -> str:
    if log.version is None:
        return "No version of this log has been signed off yet."
    changed = " Lines have changed since." if log.facts.changed else " Nothing has changed since."
    return (
        f"Version {log.version.number} was signed off by {log.version.person} on {shown(log.version.happened)}, "
        f"SHA-256 {log.version.sha256[:16]}….{changed}"
    )


def _data(line: r.Line, study: str) -> dict[str, Any]:
    return {
        "id": line.id, "person": line.person, "study": study, "task": line.task, "code": line.code,
        "start": iso(line.start), "end": iso(line.end), "status": line.status, "accepted": iso(line.accepted),
        "approved": iso(line.approved), "approver": line.approver, "former_investigator": line.former,
        "breaches": list(line.breaches), "late": line.late, "late_reason": line.late_reason, "comment": line.comment,
        "entered": line.entered,
    }  # fmt: skip
