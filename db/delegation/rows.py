"""From rows of the tables to the records of the log. The order of the columns is fixed here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from db.days import day_of, from_iso, is_late
from db.delegation import records as r
from db.delegation.rules import status_of
from db.folding import written_name

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

LAST_DAY = 'coalesce(d.ended, d."end")'
IN_FORCE_ON = f"d.start <= '{{on}}' AND coalesce({LAST_DAY}, '9999-12-31') >= '{{on}}'"


def lines_sql(on: date) -> str:
    """The SELECT of LINE's columns, up to its WHERE; ``on`` is the day whose state it tells."""
    day = on.isoformat()
    return (
        "SELECT d.id, d.study, s.code, d.person, p.family_name, p.given_name, d.task, t.code, t.title, d.start, "
        'd."end", d.ended, d.end_reason, d.comment, d.follows, d.entered, d.late_reason, p."end", '
        f"{refused_sql(on)}, {accepted_sql(on)}, {approved_sql(on, 'a.happened')}, {approved_sql(on, 'a.person')}, "
        "(SELECT y.family_name || char(31) || y.given_name FROM person AS y "
        f"WHERE y.id = {approved_sql(on, 'a.person')}), "
        f"({former_sql(on)}), "
        "(SELECT group_concat(DISTINCT b.kind) FROM delegation_breach AS b WHERE b.line = d.id), "
        "(SELECT group_concat(role, ' · ') FROM (SELECT DISTINCT g.role FROM assignment AS g WHERE g.person = d.person "
        f"AND g.study = d.study AND g.start <= max(d.start, coalesce({LAST_DAY}, '{day}')) "
        'AND (g."end" IS NULL OR g."end" >= d.start) '
        "ORDER BY g.role)) "
        f"{FROM}"
    )


FROM = (
    "FROM delegation AS d JOIN person AS p ON p.id = d.person JOIN study AS s ON s.id = d.study "
    "JOIN delegation_task AS t ON t.id = d.task"
)
VISIBLE = "(d.start <= '{on}' OR substr(d.entered, 1, 10) <= '{on}')"
"""Lines that begin later are seen from the day they were entered on."""


def accepted_sql(on: date) -> str:
    return _step(on, "accepted")


def refused_sql(on: date) -> str:
    return _step(on, "refused")


def approved_sql(on: date, column: str) -> str:
    """Of the last approval."""
    return (
        f"(SELECT {column} FROM delegation_step AS a WHERE a.line = d.id AND a.kind = 'approved' "
        f"AND a.happened <= '{on.isoformat()}' ORDER BY a.happened DESC, a.id DESC LIMIT 1)"
    )


def former_sql(on: date) -> str:
    """Whether the last approval is one of somebody who is no longer the study's investigator."""
    return (
        f"{approved_sql(on, 'a.person')} NOT IN (SELECT i.person FROM investigator AS i WHERE i.study = d.study "
        f"AND i.start <= '{on.isoformat()}' AND (i.\"end\" IS NULL OR i.\"end\" >= '{on.isoformat()}'))"
    )


def status_sql(on: date, lapsed: Collection[str]) -> str:
    """As rules.status_of. ``lapsed``: ids of lines in force whose training is not current."""
    day = on.isoformat()
    among = ", ".join(f"'{line}'" for line in sorted(lapsed))
    return (
        f"CASE WHEN {refused_sql(on)} IS NOT NULL THEN '{r.REFUSED}' WHEN {LAST_DAY} < '{day}' THEN '{r.ENDED}' "
        f"WHEN {approved_sql(on, 'a.id')} IS NOT NULL THEN CASE WHEN d.start > '{day}' THEN '{r.APPROVED}' "
        f"WHEN d.id IN ({among}) THEN '{r.NOT_CURRENT}' ELSE '{r.ACTIVE}' END "
        f"WHEN {accepted_sql(on)} IS NOT NULL THEN '{r.ACCEPTED}' ELSE '{r.PROPOSED}' END"
    )


def line(row: Sequence[Any], on: date, lapsed: Collection[str]) -> r.Line:
    """From the columns of lines_sql()."""
    start, ended, planned = _day(row[9]), from_iso(row[11]), from_iso(row[10])
    end = ended or planned
    approved = from_iso(row[20])
    return r.Line(
        id=row[0], study_id=row[1], study=row[2], person_id=row[3], person=written_name(row[4], row[5]),
        task_id=row[6], code=row[7], task=row[8], start=start, end=end,
        status=status_of(
            on, start, end, refused=row[18] is not None, accepted=row[19] is not None, approved=approved is not None,
            current=row[0] not in lapsed,
        ),
        comment=row[13], follows=row[14], planned_end=planned, ended=ended, end_reason=row[12],
        accepted=from_iso(row[19]), approved=approved, approver_id=row[21],
        approver=written_name(*row[22].split("\x1f")) if row[22] else "", former=bool(row[23]),
        left=from_iso(row[17]), breaches=tuple(sorted(row[24].split(","))) if row[24] else (), entered=row[15],
        late=is_late(start, day_of(row[15])), late_reason=row[16], role=row[25] or "",
    )  # fmt: skip


TASK = (
    'SELECT t.id, t.study, t.code, t.title, t.note, t.place, t."end", '
    "(SELECT count(*) FROM delegation AS d WHERE d.task = t.id AND d.start <= ? "
    f"AND coalesce({LAST_DAY}, '9999-12-31') >= ? "
    "AND NOT EXISTS (SELECT 1 FROM delegation_step AS x WHERE x.line = d.id AND x.kind = 'refused')) "
    "FROM delegation_task AS t"
)


def task(row: Sequence[Any], courses: tuple[str, ...] = ()) -> r.Task:
    return r.Task(row[0], row[1], row[2], row[3], row[4], row[5], from_iso(row[6]), row[7], courses)


STEP = (
    "SELECT x.id, x.line, x.kind, x.happened, x.person, p.family_name, p.given_name, x.paper, x.signature, x.note, "
    "x.entered FROM delegation_step AS x LEFT JOIN person AS p ON p.id = x.person"
)


def step(row: Sequence[Any]) -> r.Step:
    happened = _day(row[3])
    return r.Step(
        row[0], row[1], row[2], happened, row[4], written_name(row[5], row[6]) if row[4] else "", bool(row[7]), row[8],
        row[9], row[10], is_late(happened, day_of(row[10])),
    )  # fmt: skip


BREACH = (
    "SELECT b.id, b.line, b.kind, b.happened, b.what, b.deviation, b.entered, v.number FROM delegation_breach AS b "
    "LEFT JOIN deviation AS v ON v.id = b.deviation"
)


def breach(row: Sequence[Any]) -> r.BreachRecord:
    return r.BreachRecord(row[0], row[1], row[2], _day(row[3]), row[4], row[5], row[6], row[7] or "")


INVESTIGATOR = (
    'SELECT i.id, i.person, p.family_name, p.given_name, i.start, i."end", c.happened, c.signature, c.paper '
    "FROM investigator AS i JOIN person AS p ON p.id = i.person "
    "LEFT JOIN delegation_declaration AS c ON c.investigator = i.id"
)


def investigator(row: Sequence[Any]) -> r.Investigator:
    return r.Investigator(
        row[0], row[1], written_name(row[2], row[3]), _day(row[4]), from_iso(row[5]), from_iso(row[6]), row[7],
        bool(row[8]),
    )  # fmt: skip


def _step(on: date, kind: str) -> str:
    return (
        f"(SELECT x.happened FROM delegation_step AS x WHERE x.line = d.id AND x.kind = '{kind}' "
        f"AND x.happened <= '{on.isoformat()}' LIMIT 1)"
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
