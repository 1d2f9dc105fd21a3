"""What the matrix is made from, read from the tables or, for “as known on D”, from the trail.

Both ways end in the same plain rows, so that one rule judges them (db/training/assembling.py).
"""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db import people_sql
from db.folding import fold
from db.store.rewind import as_known, last_seq_by
from db.store.store import Store
from db.training.column import Trainings
from db.training.kept import COLUMNS, COUNTING, KeptRecords
from db.training.records import Course, Requirement, Version

PersonRow = tuple[str, str, str, str, str | None, str | None]
"""id, family name, given name, role, start, end."""
AssignmentRow = tuple[str, str, str, str]
"""person, study, role, start; all in force on the day."""
PlanRow = tuple[str, str, str]
"""person, course, planned day."""
TaskRow = tuple[str, str, str]
"""person, delegated task, first day; in force on the day."""


@dataclass(frozen=True)
class Selection:
    """Which people: at the site on the day (or, with ``ids``, exactly those), in the study, with one of the roles
    (site's or study's), found by the words. ``offset`` and ``limit`` cut a window, by name."""

    study_id: str | None = None
    roles: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None
    search: str = ""
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True)
class Facts:
    """Everything one matrix needs. ``studies``: id -> what everybody calls it."""

    people: list[PersonRow]
    matching: int
    of: int
    assignments: list[AssignmentRow]
    studies: dict[str, str]
    courses: list[Course]
    versions: list[Version]
    requirements: list[Requirement]
    trainings: Trainings  # passed and not struck through
    plans: list[PlanRow]
    tasks: list[TaskRow]


PERSON_COLUMNS = ("id", "family_name", "given_name", "role", "start", "end", "sort_name")
COURSE_COLUMNS = (
    "id", "code", "title", "kind", "study", "curriculum", "validity_months", "due_soon_days", "grace_days",
    "description", "start", "end",
)  # fmt: skip
VERSION_COLUMNS = ("id", "course", "label", "approved", "effective", "reopens", "summary", "file")
REQUIREMENT_COLUMNS = ("id", "course", "role", "study", "task", "within_days", "start", "end")


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def course_of(row: Sequence[Any], study: str = "") -> Course:
    """From COURSE_COLUMNS."""
    return Course(
        id=row[0], code=row[1], title=row[2], kind=row[3], study_id=row[4], study=study, curriculum=row[5],
        validity_months=row[6], due_soon_days=row[7], grace_days=row[8], description=row[9], start=day(row[10]),
        end=day(row[11]),
    )  # fmt: skip


def version_of(row: Sequence[Any]) -> Version:
    """From VERSION_COLUMNS."""
    return Version(row[0], row[1], row[2], day(row[3]), day(row[4]), bool(row[5]), row[6], row[7])


def requirement_of(row: Sequence[Any], course: str = "", study: str = "") -> Requirement:
    """From REQUIREMENT_COLUMNS."""
    return Requirement(row[0], row[1], course, row[2], row[3], study, row[4], row[5], day(row[6]), day(row[7]))


def facts_now(store: Store, on: date, selection: Selection, kept: KeptRecords | None = None) -> Facts:
    """As of a day, with all that is known now. ``kept``: where records are remembered between two calls."""
    people, matching, of = _people_now(store, on, selection)
    whole = selection.ids is None and selection.limit is None and selection.study_id is None and not selection.roles
    among, ids = (
        ("1", ()) if whole else ("person IN (SELECT value FROM json_each(?))", (json.dumps([p[0] for p in people]),))
    )
    day_of = on.isoformat()
    studies: dict[str, str] = dict(store.rows("SELECT id, code FROM study"))
    return Facts(
        people,
        matching,
        of,
        store.rows(
            "SELECT a.person, a.study, a.role, a.start FROM assignment AS a JOIN study AS s ON s.id = a.study "
            'WHERE a.start <= ? AND (a."end" IS NULL OR a."end" >= ?) AND (s."end" IS NULL OR s."end" >= ?) '
            f"AND {among}",
            (day_of, day_of, day_of, *ids),
        ),
        studies,
        [course_of(row, studies.get(row[4], "")) for row in store.rows(_all("course", COURSE_COLUMNS))],
        [version_of(row) for row in store.rows(_all("course_version", VERSION_COLUMNS))],
        [requirement_of(row) for row in store.rows(_all("requirement", REQUIREMENT_COLUMNS))],
        (None if kept is None else kept.trainings())
        or Trainings(
            store.rows(
                f"SELECT {COLUMNS} FROM training_record WHERE completed <= ? AND {COUNTING} AND {among}",
                (day_of, *ids),
            )
        ),
        store.rows(
            f"SELECT person, course, planned FROM planned_renewal WHERE substr(entered, 1, 10) <= ? AND {among}",
            (day_of, *ids),
        ),
        store.rows(
            "SELECT person, task, start FROM delegation AS d WHERE start <= ? "
            "AND coalesce(ended, \"end\", '9999-12-31') >= ? AND NOT EXISTS (SELECT 1 FROM delegation_step AS s "
            f"WHERE s.line = d.id AND s.kind = 'refused') AND {among}",
            (day_of, day_of, *ids),
        ),
    )


def _people_now(store: Store, on: date, selection: Selection) -> tuple[list[PersonRow], int, int]:
    here = people_sql.at_site(on)
    wanted = [here] if selection.ids is None else [_among(selection.ids)]
    if selection.study_id is not None:
        wanted.append(people_sql.in_study((selection.study_id,), on))
    if selection.roles:
        wanted.append(people_sql.has_role(selection.roles, on))
    if selection.search.strip():
        wanted.append(people_sql.found_by(selection.search, index=not store.limited))
    clause, values = people_sql.both(*wanted)
    window = "" if selection.limit is None else f" LIMIT {int(selection.limit)} OFFSET {int(selection.offset)}"
    people = store.rows(
        f'SELECT p.id, p.family_name, p.given_name, p.role, p.start, p."end" FROM person AS p WHERE {clause} '
        f"ORDER BY p.sort_name, p.id{window}",
        tuple(values),
    )
    of = _count(store, here)
    if selection.limit is None:
        return people, len(people), of
    return people, _count(store, (clause, values)), of


def _count(store: Store, clause: people_sql.Clause) -> int:
    return int(store.rows(f"SELECT count(*) FROM person AS p WHERE {clause[0]}", tuple(clause[1]))[0][0])


def facts_as_known(store: Store, on: date, selection: Selection, when: datetime) -> Facts:
    """As of a day, with only what had been entered by the moment ``when`` (AUD-6)."""
    last = last_seq_by(store, when)

    def rows(table: str, *columns: str) -> list[dict[str, Any]]:
        return as_known(store, table, ("id", *(name for name in columns if name != "id")), last)

    day_of = on.isoformat()
    studies = {row["id"]: row for row in rows("study", "code", "end")}
    assignments = [
        (row["person"], row["study"], row["role"], row["start"])
        for row in rows("assignment", "person", "study", "role", "start", "end")
        if _in_force(row, day_of) and (studies.get(row["study"], {}).get("end") or day_of) >= day_of
    ]
    everybody = sorted(rows("person", *PERSON_COLUMNS), key=lambda row: (row["sort_name"], row["id"]))
    here = [row for row in everybody if _in_force(row, day_of)]
    listed = here if selection.ids is None else [row for row in everybody if row["id"] in selection.ids]
    chosen = [row for row in listed if _chosen(row, selection, assignments)]
    end = None if selection.limit is None else selection.offset + selection.limit
    return Facts(
        [tuple(row[name] for name in PERSON_COLUMNS[:6]) for row in chosen[selection.offset : end]],
        len(chosen),
        len(here),
        assignments,
        {key: row["code"] for key, row in studies.items()},
        [
            course_of([row[name] for name in COURSE_COLUMNS], studies.get(row["study"], {}).get("code", ""))
            for row in rows("course", *COURSE_COLUMNS)
        ],
        [version_of([row[name] for name in VERSION_COLUMNS]) for row in rows("course_version", *VERSION_COLUMNS)],
        [
            requirement_of([row[name] for name in REQUIREMENT_COLUMNS])
            for row in rows("requirement", *REQUIREMENT_COLUMNS)
        ],
        Trainings(
            (row["person"], row["course"], row["id"], row["version"], row["completed"], row["expires"])
            for row in rows(
                "training_record", "person", "course", "version", "completed", "expires", "result", "voided"
            )
            if row["completed"] <= day_of and row["result"] != "failed" and not row["voided"]
        ),
        [
            (row["person"], row["course"], row["planned"])
            for row in rows("planned_renewal", "person", "course", "planned", "entered")
            if row["entered"][:10] <= day_of
        ],
        _tasks_known(rows, day_of),
    )


def _tasks_known(rows: Callable[..., list[dict[str, Any]]], day_of: str) -> list[TaskRow]:
    refused = {row["line"] for row in rows("delegation_step", "line", "kind") if row["kind"] == "refused"}
    return [
        (row["person"], row["task"], row["start"])
        for row in rows("delegation", "person", "task", "start", "end", "ended")
        if row["start"] <= day_of <= (row["ended"] or row["end"] or day_of) and row["id"] not in refused
    ]


def _chosen(row: dict[str, Any], selection: Selection, assignments: Iterable[AssignmentRow]) -> bool:
    mine = [a for a in assignments if a[0] == row["id"]]
    if selection.study_id is not None and not any(a[1] == selection.study_id for a in mine):
        return False
    if selection.roles and row["role"] not in selection.roles and not any(a[2] in selection.roles for a in mine):
        return False
    return all(word in row["sort_name"] for word in fold(selection.search).split())


def _in_force(row: dict[str, Any], day_of: str) -> bool:
    return (row["start"] or day_of) <= day_of <= (row["end"] or day_of)


def _among(ids: Sequence[str]) -> people_sql.Clause:
    return "p.id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]


def _all(table: str, columns: Sequence[str]) -> str:
    return f"SELECT {', '.join(f'{chr(34)}{name}{chr(34)}' for name in columns)} FROM {table}"
