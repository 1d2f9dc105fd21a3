"""What is worked out of the roster's rows as of a day, as SQL: statuses, papers, the study with its newest protocol."""

# ruff: noqa: S608 - statements are put together from constants of the code; a day is one we made ourselves

from __future__ import annotations

from datetime import date

from db.roster import records as r
from db.roster import rows
from db.roster.rules import EXPIRING_DAYS


def studies_of(on: date) -> str:
    return rows.STUDIES_OF.replace(":on", f"'{on.isoformat()}'")


def status_sql(on: date, table: str = "p") -> str:
    day = on.isoformat()
    return (
        f"CASE WHEN {table}.\"end\" < '{day}' THEN '{r.LEFT}' WHEN {table}.start > '{day}' THEN '{r.EXPECTED}' "
        f"ELSE '{r.ACTIVE}' END"
    )


def paper_sql(on: date, filed: str, expires: str) -> str:
    day = on.isoformat()
    return (
        f"CASE WHEN NOT ({filed}) THEN '{r.NOT_FILED}' WHEN {expires} IS NULL THEN '{r.VALID}' "
        f"WHEN {expires} < '{day}' THEN '{r.EXPIRED}' "
        f"WHEN {expires} <= date('{day}', '+{EXPIRING_DAYS} days') THEN '{r.EXPIRING}' ELSE '{r.VALID}' END"
    )


PEOPLE_FIELDS = (
    "name", "family_name", "given_name", "email", "phone", "employer", "role", "start", "end", "status", "cv_status",
    "cv_expires", "licence_status", "licence_expires", "licence", "entered", "id",
)  # fmt: skip


def person_fields(on: date) -> dict[str, str]:
    cv = "p.cv_date IS NOT NULL OR p.cv_expires IS NOT NULL OR p.cv_file IS NOT NULL"
    licence = "p.licence <> '' OR p.licence_expires IS NOT NULL OR p.licence_file IS NOT NULL"
    special = {
        "name": "p.sort_name",
        "status": status_sql(on),
        "cv_status": paper_sql(on, cv, "p.cv_expires"),
        "licence_status": paper_sql(on, licence, "p.licence_expires"),
    }
    return {name: special.get(name, f'p."{name}"') for name in PEOPLE_FIELDS}


def study_fields(on: date) -> dict[str, str]:
    day = on.isoformat()
    status = (
        f"CASE WHEN s.\"end\" < '{day}' THEN '{r.CLOSED}' WHEN s.start IS NULL OR s.start > '{day}' "
        f"THEN '{r.PLANNED}' ELSE '{r.OPEN}' END"
    )
    return {name: f's."{name}"' for name in rows.STUDY_COLUMNS} | {"status": status}


def study_sql(on: date) -> str:
    day = f"'{on.isoformat()}'"
    newest = (
        f"(SELECT v.{{}} FROM protocol_version AS v WHERE v.study = s.id AND v.effective <= {day} "
        "ORDER BY v.effective DESC, v.label DESC LIMIT 1)"
    )
    return (
        f"SELECT {rows.STUDY}, i.person, p.family_name, p.given_name, "
        f"(SELECT count(DISTINCT a.person) FROM assignment AS a WHERE a.study = s.id AND a.start <= {day} "
        f'AND (a."end" IS NULL OR a."end" >= {day})), {newest.format("label")}, {newest.format("effective")} '
        f"FROM study AS s LEFT JOIN investigator AS i ON i.study = s.id AND i.start <= {day} "
        f'AND (i."end" IS NULL OR i."end" >= {day}) LEFT JOIN person AS p ON p.id = i.person'
    )
