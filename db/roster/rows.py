"""From rows of the tables to the roster's records. The order of the columns is fixed here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.days import day_of, from_iso, is_late
from db.folding import written_name
from db.roster import records as r
from db.roster.rules import paper_status, person_status, study_status

PERSON_COLUMNS = (
    "id", "family_name", "given_name", "email", "phone", "employer", "role", "start", "end", "other_names", "cv_date",
    "cv_expires", "cv_file", "licence", "licence_expires", "licence_file", "note", "entered",
)  # fmt: skip
PERSON = ", ".join(f'p."{name}"' for name in PERSON_COLUMNS)
STUDIES_OF = (
    "(SELECT group_concat(code, char(31)) FROM (SELECT DISTINCT s.code FROM assignment AS a JOIN study AS s "
    "ON s.id = a.study WHERE a.person = p.id AND a.start <= :on "
    'AND (a."end" IS NULL OR a."end" >= :on) ORDER BY s.code))'
)
STUDY_COLUMNS = (
    "id", "code", "protocol", "title", "sponsor", "phase", "framework", "registration", "site_number", "start", "end",
    "ethics",
)  # fmt: skip
STUDY = ", ".join(f's."{name}"' for name in STUDY_COLUMNS)
ASSIGNMENT = (
    'SELECT a.id, a.person, p.family_name, p.given_name, a.study, s.code, a.role, a.start, a."end", a.entered, '
    "a.late_reason FROM assignment AS a JOIN person AS p ON p.id = a.person JOIN study AS s ON s.id = a.study"
)
PERIOD = (
    'SELECT i.id, i.study, s.code, i.person, p.family_name, p.given_name, i.start, i."end", i.entered, i.late_reason '
    "FROM investigator AS i JOIN person AS p ON p.id = i.person JOIN study AS s ON s.id = i.study"
)


def person(row: Sequence[Any], on: date, studies: str | None = None) -> r.Person:
    """From PERSON_COLUMNS; ``studies`` as STUDIES_OF gives them."""
    start, end = from_iso(row[7]), from_iso(row[8])
    cv_date, cv_expires, licence_expires = from_iso(row[10]), from_iso(row[11]), from_iso(row[14])
    has_cv = bool(cv_date or cv_expires or row[12])
    has_licence = bool(row[13] or licence_expires or row[15])
    return r.Person(
        id=row[0], family_name=row[1], given_name=row[2], email=row[3], phone=row[4], employer=row[5], role=row[6],
        start=start, end=end, status=person_status(start, end, on), other_names=row[9], cv_date=cv_date,
        cv_expires=cv_expires, cv_status=paper_status(has_cv, cv_expires, on), cv_file=row[12], licence=row[13],
        licence_expires=licence_expires, licence_status=paper_status(has_licence, licence_expires, on),
        licence_file=row[15], studies=tuple(studies.split("\x1f")) if studies else (), note=row[16], entered=row[17],
    )  # fmt: skip


def study(row: Sequence[Any], on: date) -> r.Study:
    """From STUDY_COLUMNS, then investigator's id, family and given name, people, protocol version and its day."""
    start, end = from_iso(row[9]), from_iso(row[10])
    return r.Study(
        id=row[0], code=row[1], protocol=row[2], title=row[3], sponsor=row[4], phase=row[5], framework=row[6],
        registration=row[7], site_number=row[8], start=start, end=end, status=study_status(start, end, on),
        ethics=row[11], investigator_id=row[12], investigator=written_name(row[13], row[14]) if row[12] else "",
        people=row[15], protocol_label=row[16] or "", protocol_effective=from_iso(row[17]),
    )  # fmt: skip


def assignment(row: Sequence[Any]) -> r.Assignment:
    start = _day(row[7])
    return r.Assignment(
        id=row[0], person_id=row[1], person=written_name(row[2], row[3]), study_id=row[4], study=row[5], role=row[6],
        start=start, end=from_iso(row[8]), entered=row[9], late_reason=row[10], late=is_late(start, day_of(row[9])),
    )  # fmt: skip


def period(row: Sequence[Any]) -> r.Period:
    start = _day(row[6])
    return r.Period(
        id=row[0], study_id=row[1], study=row[2], person_id=row[3], person=written_name(row[4], row[5]), start=start,
        end=from_iso(row[7]), entered=row[8], late_reason=row[9], late=is_late(start, day_of(row[8])),
    )  # fmt: skip


def version(row: Sequence[Any]) -> r.ProtocolVersion:
    return r.ProtocolVersion(row[0], row[1], row[2], from_iso(row[3]), from_iso(row[4]), row[5])


def _day(text: str) -> date:
    return date.fromisoformat(text)
