"""What can be asked of the delegation log. Filter, search, sort and page are SQL; nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from db.clock import stamp
from db.delegation import records as r
from db.delegation import rows
from db.delegation.known import lines_as_known
from db.delegation.rules import in_numbers
from db.errors import BadInput
from db.folding import fold, written_name
from db.needs import Asked, Need, Needs
from db.store.query import Page, Query, order_sql, where_sql
from db.store.store import Store

_ALL = 1_000_000
FIELDS = (
    "id", "person", "person_id", "study", "study_id", "task", "task_id", "code", "start", "end", "status", "accepted",
    "approved", "former", "late", "breach", "entered",
)  # fmt: skip


class DelegationQueries:
    """Reads. ``on`` is the day it is asked for; None is today by the store's clock."""

    def __init__(self, store: Store, needs: Needs) -> None:
        self._store, self._needs = store, needs
        self._lapsed_at = -1
        self._lapsed: dict[date, frozenset[str]] = {}

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def delegations(self, query: Query | None = None, on: date | None = None) -> Page[r.Line]:
        """Lines by study, name and task unless sorted. Fields: FIELDS; ``study`` takes ids and short names. Search:
        words of name and task. Raises BadInput for another field."""
        query, on = query or Query(), on or self.today
        clause, values = self._clause(query, on)
        order = order_sql(query, self._fields(on), "s.code, p.sort_name, t.place, t.code, d.start, d.id")
        found = self._store.rows(
            f"{rows.lines_sql(on)} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, query.limit, query.offset),
        )
        visible = rows.VISIBLE.format(on=on.isoformat())
        return Page(
            tuple(rows.line(row, on, self.lapsed(on)) for row in found),
            self._number(f"SELECT count(*) {rows.FROM} WHERE {clause}", *values),
            self._number(f"SELECT count(*) FROM delegation AS d WHERE {visible}"),
        )

    def line(self, line_id: str, on: date | None = None) -> r.Line:
        """One line. Raises BadInput when there is none with this id."""
        on = on or self.today
        row = self._store.row(f"{rows.lines_sql(on)} WHERE d.id = ?", (line_id,))
        if row is None:
            raise BadInput("That line is not in the log.", todo="Refresh the page and look again.")
        return rows.line(row, on, self._lapsed_among(on, "d.id = ?", line_id))

    def lines_of(
        self, *, study: str | None = None, person: str | None = None, on: date | None = None
    ) -> tuple[r.Line, ...]:
        """All lines of a study (id), a person (id), or both; by name, task and start."""
        where = {name: [given] for name, given in (("study_id", study), ("person_id", person)) if given is not None}
        return self.delegations(Query(where=where, limit=_ALL), on).rows

    def lines_as_known(self, study: str, when: datetime, on: date | None = None) -> tuple[r.Line, ...]:
        """A study's lines as of a day, with only what had been entered by the moment ``when`` (AUD-6)."""
        on = on or when.date()
        lines = lines_as_known(self._store, study, when, on)
        asked = {line.id: Asked(line.person_id, line.task_id, on) for line in lines if line.status == r.ACTIVE}
        needs = self._needs.needs(list(asked.values()), when)
        return tuple(
            replace(line, status=r.NOT_CURRENT)
            if line.id in asked and not all(need.current for need in needs[asked[line.id]])
            else line
            for line in lines
        )

    def tasks(self, study: str, on: date | None = None) -> tuple[r.Task, ...]:
        """The tasks of a study (id) in their order, those given up included."""
        day = (on or self.today).isoformat()
        found = self._store.rows(f"{rows.TASK} WHERE t.study = ? ORDER BY t.place, t.code, t.id", (day, day, study))
        return tuple(rows.task(row, self._needs.courses_for(row[0])) for row in found)

    def task(self, task_id: str) -> r.Task:
        """Raises BadInput when there is none with this id."""
        day = self.today.isoformat()
        row = self._store.row(f"{rows.TASK} WHERE t.id = ?", (day, day, task_id))
        if row is None:
            raise BadInput("That task is not there.", todo="Refresh the page and look again.")
        return rows.task(row, self._needs.courses_for(task_id))

    def steps(self, line_id: str) -> tuple[r.Step, ...]:
        """What happened to a line, in order of time."""
        found = self._store.rows(f"{rows.STEP} WHERE x.line = ? ORDER BY x.happened, x.id", (line_id,))
        return tuple(rows.step(row) for row in found)

    def steps_of(self, study: str) -> dict[str, tuple[r.Step, ...]]:
        """As ``steps``, of every line of a study: line's id -> steps."""
        found: dict[str, list[r.Step]] = {}
        for row in self._store.rows(
            f"{rows.STEP} JOIN delegation AS d ON d.id = x.line WHERE d.study = ? ORDER BY x.happened, x.id", (study,)
        ):
            found.setdefault(row[1], []).append(rows.step(row))
        return {line: tuple(steps) for line, steps in found.items()}

    def breaches(self, line_id: str) -> tuple[r.BreachRecord, ...]:
        """Recorded against a line, in order of time."""
        found = self._store.rows(f"{rows.BREACH} WHERE b.line = ? ORDER BY b.happened, b.id", (line_id,))
        return tuple(rows.breach(row) for row in found)

    def needs_of(self, person: str, task: str, on: date) -> tuple[Need, ...]:
        """The training a task needs, as it stands for the person on the day."""
        question = Asked(person, task, on)
        return self._needs.needs([question])[question]

    def investigators(self, study: str) -> tuple[r.Investigator, ...]:
        """Of a study (id), in order of time, each with the declaration."""
        found = self._store.rows(f"{rows.INVESTIGATOR} WHERE i.study = ? ORDER BY i.start", (study,))
        return tuple(rows.investigator(row) for row in found)

    def investigator_on(self, study: str, on: date) -> r.Investigator | None:
        """Who is principal investigator of a study (id) on the day."""
        for one in self.investigators(study):
            if one.start <= on and (one.end is None or one.end >= on):
                return one
        return None

    def versions(self, study: str) -> tuple[r.LogVersion, ...]:
        """Of a study's log, the newest first."""
        found = self._store.rows(
            "SELECT v.id, v.study, v.number, v.happened, p.family_name, p.given_name, v.sha256, v.signature, "
            "v.entered, v.content, v.sheet FROM delegation_version AS v JOIN person AS p ON p.id = v.person "
            "WHERE v.study = ? ORDER BY v.number DESC",
            (study,),
        )
        return tuple(_version(row) for row in found)

    def log(self, study: str, on: date | None = None) -> r.Log:
        """The whole log of a study (id or short name) on a day."""
        on = on or self.today
        found = self._store.row("SELECT id, code FROM study WHERE id = ? OR code = ?", (study, study))
        if found is None:
            raise BadInput(f"There is no study “{study}”.", todo="Choose one from the list of studies.")
        lines = self.lines_of(study=found[0], on=on)
        version = next((one for one in self.versions(found[0]) if one.happened <= on), None)
        changed = version is None or version.rows != tuple(content(line) for line in signed_off(lines))
        facts = in_numbers(lines, on, changed=changed and bool(lines))
        return r.Log(
            found[0], found[1], on, self.tasks(found[0], on), lines, self.investigators(found[0]), version, facts
        )

    def lapsed(self, on: date) -> frozenset[str]:
        """Ids of the approved lines in force on the day whose training is not current (TRN-1: no grace for protocol,
        consent and safety documents). Worked out once for a day and state of the trail."""
        head = self._store.head().seq
        if head != self._lapsed_at:
            self._lapsed_at, self._lapsed = head, {}
        if on not in self._lapsed:
            self._lapsed[on] = self._lapsed_among(on, "1")
        return self._lapsed[on]

    def _lapsed_among(self, on: date, which: str, *values: str) -> frozenset[str]:
        """As ``lapsed``, of some lines only: one line costs no more in a large log."""
        found = self._store.rows(
            f"SELECT d.id, d.person, d.task FROM delegation AS d WHERE {which} "
            f"AND {rows.IN_FORCE_ON.format(on=on.isoformat())} "
            f"AND {rows.approved_sql(on, 'a.id')} IS NOT NULL AND {rows.refused_sql(on)} IS NULL "
            "AND d.task IN (SELECT q.task FROM requirement AS q)",
            values,
        )
        asked = {line: Asked(person, task, on) for line, person, task in found}
        needs = self._needs.needs(list(asked.values())) if asked else {}
        return frozenset(line for line, one in asked.items() if not all(need.current for need in needs[one]))

    def _clause(self, query: Query, on: date) -> tuple[str, list[str]]:
        plain = {name: given for name, given in query.where.items() if name != "study"}
        clause, values = where_sql(replace(query, where=plain), self._fields(on))
        terms = [rows.VISIBLE.format(on=on.isoformat()), clause]
        if "study" in query.where:
            studies = query.where["study"]
            marks = ", ".join("?" * len(studies))
            terms.append(f"(s.id IN ({marks}) OR s.code IN ({marks}))")
            values = [*values, *studies, *studies]
        for word in fold(query.search).split():
            terms.append("instr(p.sort_name || ' ' || lower(t.code || ' ' || t.title), ?) > 0")
            values.append(word)
        return " AND ".join(terms), values

    def _fields(self, on: date) -> dict[str, str]:
        worked_out = {
            "person": "p.sort_name", "person_id": "d.person", "study": "s.code", "study_id": "d.study",
            "task": "t.title", "task_id": "d.task", "code": "t.code", "end": rows.LAST_DAY,
            "status": rows.status_sql(on, self.lapsed(on)),
            "accepted": rows.accepted_sql(on), "approved": rows.approved_sql(on, "a.happened"),
            "former": f"CASE WHEN {rows.former_sql(on)} THEN 'yes' ELSE 'no' END",
            "late": "CASE WHEN d.late_reason <> '' THEN 'yes' ELSE 'no' END",
            "breach": "CASE WHEN EXISTS (SELECT 1 FROM delegation_breach AS b WHERE b.line = d.id) "
            "THEN 'yes' ELSE 'no' END",
        }  # fmt: skip
        return {name: worked_out.get(name, f"d.{name}") for name in FIELDS}

    def _me(self) -> str | None:
        """The person the acting user is."""
        return self._store.users.person_of(self._store.actor.user)

    def _number(self, sql: str, *values: Any) -> int:
        found = self._store.scalar(sql, values)
        assert isinstance(found, int)
        return found

    def _now(self) -> str:
        return stamp(self._store.clock.now())


def signed_off(lines: tuple[r.Line, ...]) -> tuple[r.Line, ...]:
    """The lines a version holds: all that were ever approved."""
    return tuple(line for line in lines if line.approved is not None)


def content(line: r.Line) -> dict[str, str]:
    """A line as a version keeps it."""
    return {
        "id": line.id, "person": line.person, "code": line.code, "task": line.task, "start": line.start.isoformat(),
        "end": line.end.isoformat() if line.end else "", "accepted": _iso(line.accepted),
        "approved": _iso(line.approved), "approver": line.approver, "breaches": ", ".join(line.breaches),
        "comment": line.comment, "role": line.role,
    }  # fmt: skip


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def version_hash(content: str, sheet: str) -> str:
    """SHA-256 (hex) of what a version keeps (schema 0050)."""
    return hashlib.sha256((content if sheet == "{}" else f"{content}\n{sheet}").encode()).hexdigest()


def _version(row: tuple[Any, ...]) -> r.LogVersion:
    return r.LogVersion(
        row[0], row[1], row[2], date.fromisoformat(row[3]), written_name(row[4], row[5]), row[6], row[7], row[8],
        tuple(json.loads(row[9])), row[10], version_hash(row[9], row[10]) == row[6],
    )  # fmt: skip
