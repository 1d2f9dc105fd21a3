"""From rows of the tables to training's records, and the SQL that reads them."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.days import LATE_AFTER_DAYS, from_iso
from db.folding import written_name
from db.training import records as r

LATE = f"(julianday(substr(t.entered, 1, 10)) - julianday(t.completed) > {LATE_AFTER_DAYS})"
EXPIRES = "coalesce(t.expires, date(t.completed, '+' || c.validity_months || ' months', 'floor'))"
_IN_FORCE = (
    "(SELECT w.id FROM course_version AS w WHERE w.course = t.course AND w.effective <= t.completed "
    "ORDER BY w.effective DESC, w.approved DESC LIMIT 1)"
)
VERSION = f"coalesce(t.version, {_IN_FORCE})"

RECORD = (
    "SELECT t.id, t.person, p.family_name, p.given_name, t.course, c.code, t.version, v.label, t.completed, "
    f"{EXPIRES}, t.expires, t.method, t.trainer, t.result, t.score, t.duration_minutes, t.role, t.session, "
    f"coalesce(t.evidence, ss.evidence), t.note, {{standing}}, t.entered, {LATE}, t.late_reason, "
    "coalesce(s.code, ''), c.title, t.trainer_title, t.topics, t.effect"
)
RECORD_FROM = (
    "FROM training_record AS t JOIN person AS p ON p.id = t.person JOIN course AS c ON c.id = t.course "
    f"LEFT JOIN course_version AS v ON v.id = {VERSION} "
    "LEFT JOIN study AS s ON s.id = c.study LEFT JOIN training_session AS ss ON ss.id = t.session"
)
SESSION = (
    "SELECT e.id, e.course, c.code, e.version, coalesce(v.label, ''), e.held, e.title, e.place, e.trainer, e.method, "
    "e.duration_minutes, e.evidence, (SELECT count(*) FROM training_record AS t WHERE t.session = e.id), e.entered "
    "FROM training_session AS e JOIN course AS c ON c.id = e.course LEFT JOIN course_version AS v ON v.id = e.version"
)
RENEWAL = (
    "SELECT n.id, n.person, p.family_name, p.given_name, n.course, c.code, n.planned, n.note, n.entered "
    "FROM planned_renewal AS n JOIN person AS p ON p.id = n.person JOIN course AS c ON c.id = n.course"
)


def standing(on: date) -> str:
    """What a record is worth on a day: voided, failed, superseded by a version that re-opened, expired, or counts."""
    day = f"'{on.isoformat()}'"
    reopened = (
        "(SELECT max(w.effective) FROM course_version AS w WHERE w.course = t.course AND w.reopens = 1 "
        f"AND w.effective <= {day})"
    )
    return (
        f"CASE WHEN t.voided = 1 THEN '{r.VOIDED}' WHEN t.result = 'failed' THEN '{r.FAILED}' "
        f"WHEN {reopened} > coalesce(v.effective, iif(v.id IS NULL, '', '9999')) THEN '{r.SUPERSEDED}' "
        f"WHEN {EXPIRES} < {day} THEN '{r.EXPIRED}' ELSE '{r.COUNTS}' END"
    )


def record(row: Sequence[Any]) -> r.TrainingRecord:
    """From RECORD."""
    expires = None if row[13] == "failed" else from_iso(row[9])
    return r.TrainingRecord(
        id=row[0], person_id=row[1], person=written_name(row[2], row[3]), course_id=row[4], course=row[5],
        version_id=row[6], version=row[7] or "", completed=date.fromisoformat(row[8]), expires=expires,
        written_expires=from_iso(row[10]), method=row[11], trainer=row[12], result=row[13], score=row[14],
        duration_minutes=row[15], role=row[16], session_id=row[17], evidence=row[18], note=row[19], standing=row[20],
        entered=row[21], late=bool(row[22]), late_reason=row[23], study=row[24], title=row[25],
        trainer_title=row[26], topics=row[27], effect=row[28],
    )  # fmt: skip


def session(row: Sequence[Any]) -> r.Session:
    return r.Session(
        id=row[0], course_id=row[1], course=row[2], version_id=row[3], version=row[4], held=date.fromisoformat(row[5]),
        title=row[6], place=row[7], trainer=row[8], method=row[9], duration_minutes=row[10], evidence=row[11],
        people=row[12], entered=row[13],
    )  # fmt: skip


def renewal(row: Sequence[Any]) -> r.Renewal:
    return r.Renewal(
        row[0], row[1], written_name(row[2], row[3]), row[4], row[5], date.fromisoformat(row[6]), row[7], row[8]
    )
