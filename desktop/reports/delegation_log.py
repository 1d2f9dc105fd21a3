"""The delegation of authority log on paper, in the usual table: one part a study, with the key of tasks, who led it and
declared, and each person's tasks with their signature and the investigator's (ROS-3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.days import iso, shown
from db.delegation import records as r
from db.delegation.printed import LogSheet
from db.store.query import Query
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.delegation_rows import draw_log
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pieces import closing_notes, notes, signature_blocks
from desktop.reports.sheet import LANDSCAPE, Sheet
from desktop.reports.stamp import Stamp

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "delegation-log", "Delegation of authority log"
BLOCKS = ("authored", "reviewed", "approved")
"""Who may sign it in turn: the coordinator who keeps it, a sub-investigator, the investigator last."""
_ALL = 100_000


@dataclass(frozen=True)
class StudyLog:
    """One study's part: its lines, and the sheet that is drawn of them."""

    log: r.Log
    sheet: LogSheet


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
    logs = []
    for study in studies:
        log = site.delegation.log(study.id, around.on)
        if log.tasks or around.study is not None:
            logs.append(StudyLog(log, site.delegation.sheet(log)))
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
        draw_log(sheet, one.sheet)
        notes(sheet, [_version(one.log)])
    closing_notes(sheet)
    notes(sheet, ["Final page of this log."])
    signature_blocks(sheet)
    rows = [_data(line, one.log.study) for one in facts.logs for line in one.log.lines]
    return finish(sheet, Content(KIND, TITLE, dict(facts.heading.filters), rows, facts.as_of))


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
