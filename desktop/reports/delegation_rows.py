"""The delegation log in its usual table, of today or as a version kept it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.days import shown
from db.delegation import records as r
from db.delegation.printed import LogHeader, LogLead, LogRow, LogSheet
from desktop.reports.pairs import NOTHING, pairs
from desktop.reports.pieces import Figure, figures, notes
from desktop.reports.sheet import Sheet
from desktop.reports.table import Column, State, Table

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
_WAITING = (r.PROPOSED, r.ACCEPTED)


@dataclass(frozen=True)
class Row:
    """What somebody was given on the same terms. ``signature``: how and when the person accepted; ``approval``: the
    investigator's initials and day."""

    person: str
    signature: str
    initials: str
    role: str
    codes: str
    start: date
    end: date | None
    status: str
    approval: str
    comments: str


def grouped(rows: Sequence[LogRow]) -> tuple[Row, ...]:
    """In the order of the lines; codes of rows that are alike stand together."""
    found: dict[Row, list[str]] = {}
    for line in rows:
        found.setdefault(_row(line), []).append(line.code)
    return tuple(replace(row, codes=", ".join(codes)) for row, codes in found.items())


def draw_log(sheet: Sheet, log: LogSheet) -> None:
    """One study's part of the page."""
    _header(sheet, log.header)
    if log.whole:
        figures(sheet, _figures(log.rows))
        Table(sheet, _LEADS).draw(_lead(lead) for lead in log.leads)
        notes(sheet, [f"Declaration: “{log.declaration}”"])
    sheet.y += 8
    if log.rows:
        Table(sheet, _LINES).draw([_cells(row) for row in grouped(log.rows)])
    else:
        notes(sheet, ["Nothing is delegated in this study."])
    sheet.y += 6
    if log.tasks:
        notes(sheet, ["Tasks: " + " · ".join(f"{code} = {title}" for code, title in log.tasks)])


def _header(sheet: Sheet, header: LogHeader) -> None:
    """Protocol number, title, sponsor, site, registration, committee; written in by hand where the committee is not
    known."""
    site = header.site or sheet.stamp.site
    pairs(sheet, [
        ("Protocol no.", header.protocol), ("Sponsor", header.sponsor or NOTHING),
        ("Site no. and name", " · ".join(part for part in (header.site_number, site) if part)),
        ("Registration", header.registration or NOTHING), ("IRB / EC no.", header.ethics or "______________________"),
    ])  # fmt: skip
    pairs(sheet, [("Title", header.title or NOTHING)], columns=1)


def _figures(rows: Sequence[LogRow]) -> list[Figure]:
    late = sum(one.status == r.NOT_CURRENT for one in rows)
    broken = sum(bool(one.breaches) for one in rows)
    return [
        Figure(str(sum(one.status in (r.ACTIVE, r.NOT_CURRENT) for one in rows)), "tasks in force"),
        Figure(str(sum(one.status in _WAITING for one in rows)), "waiting for a signature"),
        Figure(str(late), "not current", "late" if late else "ink1"),
        Figure(str(broken), "with a breach", "late" if broken else "ink1"),
    ]


def _lead(lead: LogLead) -> list[str | State]:
    declared: str | State = (
        _signed(lead.declared, lead.ink)
        if lead.declared
        else State("missing", "not declared", "declaration not signed")
    )
    return [lead.person, lead.initials, shown(lead.start), shown(lead.end) or "–", declared]


def _row(line: LogRow) -> Row:
    return Row(
        line.person, _signed(line.accepted, line.ink) if line.accepted else "not signed", line.initials, line.role, "",
        line.start, line.end, line.status,
        "; ".join(f"{letters} {shown(day)}" for letters, day in line.approvals) or "not approved",
        " · ".join(line.comments),
    )  # fmt: skip


def _signed(day: date, ink: bool) -> str:
    return f"{'in ink' if ink else 'electronic'} {shown(day)}"


def _cells(row: Row) -> list[str | State]:
    return [
        row.person, row.signature, row.initials, row.role, row.codes, shown(row.start), shown(row.end) or "–",
        State(_STATE[row.status], row.status, row.status), row.approval, row.comments,
    ]  # fmt: skip
