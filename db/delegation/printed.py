"""The log as it is printed, on a day: heading, key of tasks, investigators with their declarations, each line with
initials, signature and approval, as the usual form of a delegation log has them.

A version keeps this text, so that its print is complete whatever is renamed, ended or filed later (ROS-3). Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from db.days import from_iso
from db.delegation import records as r
from db.delegation.rules import DECLARATION, initials


@dataclass(frozen=True)
class LogHeader:
    """Of the study and the site."""

    study: str
    protocol: str
    title: str
    sponsor: str
    site_number: str
    site: str
    registration: str
    ethics: str


@dataclass(frozen=True)
class LogLead:
    """A time as principal investigator. ``declared`` None: not signed; ``ink``: signed on paper."""

    person: str
    initials: str
    start: date
    end: date | None
    declared: date | None
    ink: bool = False


@dataclass(frozen=True)
class LogRow:
    """A line. ``accepted``: day of the person's signature, ``ink`` on paper; ``approvals``: an investigator's initials
    and the day, in order of time; ``comments``: what else was known of it."""

    id: str
    person: str
    initials: str
    role: str
    code: str
    task: str
    start: date
    end: date | None
    status: str
    accepted: date | None
    ink: bool
    approvals: tuple[tuple[str, date], ...]
    breaches: tuple[str, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True)
class LogSheet:
    """``tasks``: code and title, in their order; ``declaration``: its words at the time; ``whole`` False: of a version
    that kept its lines only."""

    header: LogHeader
    tasks: tuple[tuple[str, str], ...]
    leads: tuple[LogLead, ...]
    rows: tuple[LogRow, ...]
    declaration: str = DECLARATION
    whole: bool = True


def log_sheet(
    log: r.Log,
    header: LogHeader,
    steps: Mapping[str, Sequence[r.Step]],
    breaches: Mapping[str, Sequence[r.BreachRecord]],
    known: Mapping[str, str],
) -> LogSheet:
    """``steps`` and ``breaches``: by line's id; ``known``: initials as people write them, by person's id. What happened
    after the log's day is left out."""
    on = log.as_of
    leads = [
        LogLead(
            lead.person, initials_of(lead.person_id, lead.person, known), lead.start, lead.end,
            lead.declared if lead.declared is not None and lead.declared <= on else None, lead.paper,
        )
        for lead in log.investigators if lead.start <= on
    ]  # fmt: skip
    rows = [
        _row(
            line,
            [one for one in steps.get(line.id, ()) if one.happened <= on],
            [one for one in breaches.get(line.id, ()) if one.happened <= on],
            known,
        )
        for line in log.lines
    ]
    return LogSheet(header, tuple((task.code, task.title) for task in log.tasks), tuple(leads), tuple(rows))


def initials_of(person_id: str, person: str, known: Mapping[str, str]) -> str:
    """As the person writes them; without a specimen, the first letters of the name."""
    family, _comma, given = person.partition(", ")
    return known.get(person_id) or initials(given, family)


def _row(line: r.Line, steps: Sequence[r.Step], breaches: Sequence[r.BreachRecord], known: Mapping[str, str]) -> LogRow:
    accepted = next((step for step in steps if step.kind == "accepted"), None)
    refused = next((step.note for step in steps if step.kind == "refused"), "")
    approvals = tuple(
        (initials_of(step.person_id or "", step.person, known), step.happened)
        for step in steps
        if step.kind == "approved"
    )
    comments = (
        line.comment,
        *(f"{one.kind}, {one.number}" for one in breaches),
        "approved by the former investigator" if line.former and line.status not in (r.ENDED, r.REFUSED) else "",
        f"ended: {line.end_reason}" if line.end_reason else "",
        f"refused: {refused}" if refused else "",
        f"entered late: {line.late_reason}" if line.late else "",
    )
    return LogRow(
        line.id, line.person, initials_of(line.person_id, line.person, known), line.role, line.code, line.task,
        line.start, line.end, line.status, accepted.happened if accepted else None,
        accepted is not None and accepted.paper, approvals, tuple(one.kind for one in breaches),
        tuple(part for part in comments if part),
    )  # fmt: skip


def as_text(sheet: LogSheet) -> str:
    """As a version keeps it: JSON, dates in ISO."""
    told = {name: value for name, value in asdict(sheet).items() if name != "whole"}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)


def from_text(text: str) -> LogSheet | None:
    """None for a version that kept its lines only."""
    told: dict[str, Any] = json.loads(text)
    if not told:
        return None
    return LogSheet(
        LogHeader(**told["header"]),
        tuple((code, title) for code, title in told["tasks"]),
        tuple(LogLead(**_dated(one, "start", "end", "declared")) for one in told["leads"]),
        tuple(_thawed(one) for one in told["rows"]),
        told["declaration"],
    )


def from_lines(rows: Iterable[Mapping[str, str]], header: LogHeader) -> LogSheet:
    """Of a version that kept its lines only: what they tell, under today's heading, and nothing else."""
    kept = tuple(rows)
    tasks = tuple(sorted({(one["code"], one["task"]) for one in kept}))
    return LogSheet(header, tasks, (), tuple(_of_line(one) for one in kept), whole=False)


def _of_line(one: Mapping[str, str]) -> LogRow:
    breaches = tuple(part for part in one["breaches"].split(", ") if part)
    approved, family = from_iso(one["approved"]), one["approver"]
    return LogRow(
        one["id"], one["person"], "–", one.get("role", ""), one["code"], one["task"], date.fromisoformat(one["start"]),
        from_iso(one["end"]), r.APPROVED, from_iso(one["accepted"]), False, ((family, approved),) if approved else (),
        breaches, tuple(part for part in (one["comment"], *breaches) if part),
    )  # fmt: skip


def _thawed(one: dict[str, Any]) -> LogRow:
    row = LogRow(**_dated(one, "start", "end", "accepted"))
    approvals = tuple((letters, date.fromisoformat(day)) for letters, day in one["approvals"])
    return replace(row, approvals=approvals, breaches=tuple(one["breaches"]), comments=tuple(one["comments"]))


def _dated(one: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: from_iso(value) if name in names else value for name, value in one.items()}
