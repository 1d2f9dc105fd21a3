"""The register of tests and drills; findings lead on to risks and CAPA (RSK-4)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from operator import attrgetter
from typing import Any

from db.clock import stamp
from db.days import day_of, from_iso, is_late, iso
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import block, chosen, line, next_number, step
from db.incidents import exercise_records as r
from db.incidents.checking import Checks
from db.incidents.searching import Listing
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.in_hand import facets, window
from db.store.query import Page, Query
from db.store.rewind import as_known, last_seq_on
from db.store.rights import readable
from db.store.store import Store
from db.waiting import limit, told

FACETS = ("status", "kind")
_COLUMNS = (
    "id", "number", "kind", "title", "scope", "carried_out_by", "planned", "performed", "result", "reached", "clicked",
    "reported", "report", "next_due", "voided", "late_reason", "entered",
)  # fmt: skip
_DUE = "CASE WHEN e.performed IS NULL THEN e.planned ELSE e.next_due END"
_OF = "FROM exercise_finding AS f WHERE f.exercise = e.id"
_FINDING = (
    "SELECT f.id, f.exercise, f.what, f.severity, f.due, f.risk, k.number, f.capa, f.resolved, f.resolution "
    "FROM exercise_finding AS f LEFT JOIN risk AS k ON k.id = f.risk"
)


class Exercises:
    """As ``site.incidents.exercises``."""

    def __init__(self, store: Store) -> None:
        self._store, self._check, self._files = store, Checks(store), EvidenceFiles(store)

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.Exercise]:
        """Those entered or carried out by that day, as they stood on it, the newest day first unless sorted; nothing
        for who may read none (a monitor)."""
        if not readable(self._store, "exercise"):
            return Page((), 0, 0)
        found, matching, of = _listing(on or self.today, self.today).window(self._store, query or Query())
        return Page(tuple(_exercise(row, on or self.today) for row in found), matching, of)

    def known(self, on: date) -> tuple[r.Exercise, ...]:
        """As they were known at the end of that day (AUD-6): what was entered or changed since is taken back; the
        earliest first."""
        if not readable(self._store, "exercise"):
            return ()
        seq = last_seq_on(self._store, on)
        resolved: dict[str, list[str | None]] = {}
        for row in as_known(self._store, "exercise_finding", ("id", "exercise", "resolved"), seq):
            resolved.setdefault(row["exercise"], []).append(row["resolved"])
        found = []
        for row in as_known(self._store, "exercise", _COLUMNS, seq):
            days = resolved.get(row["id"], [])
            found.append(
                _exercise([*(row[name] for name in _COLUMNS), len(days), sum(day is None for day in days)], on)
            )
        return tuple(sorted(found, key=lambda one: (one.day or date.max, one.number)))

    def known_page(self, on: date, query: Query | None = None) -> Page[r.Exercise]:
        """A window of ``known``, the newest day first unless sorted."""
        return window(self.known(on)[::-1], query or Query(), _known(on), _words)

    def known_facets(self, on: date, query: Query | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """As ``facets``, of what was known on the day."""
        return facets(self.known(on), query or Query(), _known(on), _words, FACETS)

    def pressing(self, until: date) -> tuple[r.Exercise, ...]:
        """Planned ones not carried out, and those to be repeated, by that day; the earliest first."""
        rows = self._store.rows(
            f"SELECT {_select(self.today)} FROM exercise AS e WHERE e.voided = 0 AND {_DUE} <= ? ORDER BY {_DUE}, e.id",
            (until.isoformat(),),
        )
        return tuple(_exercise(row, self.today) for row in rows)

    def due(
        self, standing: str, today: date, most: int | None, *, performed: bool | None = None
    ) -> tuple[Sequence[r.Exercise], int]:
        """Those whose day is past (r.OVERDUE) or near (r.DUE_SOON), all or only those (not) carried out before:
        ``most`` of them (None: all), the earliest first; and how many more."""
        after, until = r.due_between(standing, today)
        carried = {None: "1", True: "e.performed IS NOT NULL", False: "e.performed IS NULL"}[performed]
        where, days = f"e.voided = 0 AND {_DUE} >= ? AND {_DUE} <= ? AND {carried}", (after, until)
        rows = self._store.rows(
            f"SELECT {_select(today)} FROM exercise AS e WHERE {where} ORDER BY {_DUE}, e.id LIMIT ?",
            (*days, limit(most)),
        )
        first, more = told(
            rows, most, lambda: int(self._store.scalar(f"SELECT count(*) FROM exercise AS e WHERE {where}", days) or 0)
        )
        return [_exercise(row, self.today) for row in first], more

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        if not readable(self._store, "exercise"):
            return {}
        return _listing(on or self.today, self.today).facets(self._store, query or Query(), FACETS)

    def get(self, exercise_id: str) -> r.Exercise:
        """Raises BadInput when there is none with this id."""
        row = self._store.row(f"SELECT {_select(self.today)} FROM exercise AS e WHERE e.id = ?", (exercise_id,))
        if row is None:
            raise BadInput("That test is not there.", todo="Refresh the page and look again.")
        return _exercise(row, self.today)

    def findings(self, exercise_id: str) -> tuple[r.Finding, ...]:
        """The gravest first."""
        found = self._store.rows(f"{_FINDING} WHERE f.exercise = ? ORDER BY f.severity DESC, f.id", (exercise_id,))
        return tuple(_finding(row) for row in found)

    def finding(self, finding_id: str) -> r.Finding:
        row = self._store.row(f"{_FINDING} WHERE f.id = ?", (finding_id,))
        if row is None:
            raise BadInput("That finding is not there.", todo="Refresh the page and look again.")
        return _finding(row)

    def add(self, new: r.NewExercise) -> r.Exercise:
        """A test that is planned, or was carried out. Raises BadInput."""
        with self._store.change() as change:
            exercise_id = self.insert(change, new)
        return self.get(exercise_id)

    def insert(self, change: Change, new: r.NewExercise) -> str:
        """As ``add``, inside the caller's transaction."""
        new = self._clean(new)
        if new.performed is not None:
            self._check.late(new.performed, new.late_reason, "This test")
        number = next_number(self._store.scalar, "exercise", f"TST-{self.today.year}-")
        return change.insert("exercise", _stored(new) | {"number": number, "entered": self._now()})

    def change(self, exercise_id: str, changes: Mapping[str, object], reason: str) -> r.Exercise:
        """Complete or correct it; carrying it out is setting ``performed``."""
        now = self._alive(exercise_id)
        before = r.NewExercise(**{one.name: getattr(now, one.name) for one in fields(r.NewExercise)})
        if set(changes) - set(asdict(before)):
            raise BadInput("A test has no such field.")
        after = self._clean(replace(before, **changes))  # type: ignore[arg-type]
        old = _stored(before)
        row = {name: value for name, value in _stored(after).items() if value != old[name]}
        if row:
            with self._store.change(reason) as change:
                change.update("exercise", exercise_id, row)
        return self.get(exercise_id)

    def file_report(self, exercise_id: str, file: File, reason: str) -> r.Exercise:
        """The tester's report; an earlier one stays in the database."""
        self._alive(exercise_id)
        with self._store.change(reason) as change:
            change.update("exercise", exercise_id, {"report": self._files.save(change, file)})
        return self.get(exercise_id)

    def add_finding(self, exercise_id: str, new: r.NewFinding) -> r.Finding:
        """Refused while the test has not been carried out."""
        now = self._alive(exercise_id)
        if now.performed is None:
            raise Refused(
                f"{now.number} has not been carried out yet.", kept="Nothing was saved.",
                todo="Enter the day on which it was carried out first.",
            )  # fmt: skip
        row: dict[str, SqlValue] = {
            "exercise": exercise_id, "what": block("Finding", new.what, 4000, needed=True),
            "severity": step("Severity", new.severity), "due": iso(new.due), "entered": self._now(),
        }  # fmt: skip
        with self._store.change() as change:
            finding_id = change.insert("exercise_finding", row)
        return self.finding(finding_id)

    def resolve_finding(self, finding_id: str, on: date, resolution: str, reason: str) -> r.Finding:
        """``on``: when; a day to come is refused."""
        if on > self.today:
            raise BadInput("A finding is not resolved in the future.", kept="Nothing was changed.")
        row = {"resolved": on.isoformat(), "resolution": block("Resolution", resolution, 4000, needed=True)}
        with self._store.change(reason) as change:
            change.update("exercise_finding", finding_id, row)
        return self.finding(finding_id)

    def link(self, change: Change, finding_id: str, *, risk: str | None = None, capa: str | None = None) -> None:
        """The finding feeds this risk, or opened this CAPA."""
        row: dict[str, SqlValue] = {name: value for name, value in (("risk", risk), ("capa", capa)) if value}
        change.update("exercise_finding", finding_id, row)

    def void(self, exercise_id: str, reason: str) -> r.Exercise:
        """Strike through what was entered by mistake."""
        self.get(exercise_id)
        with self._store.change(reason) as change:
            change.update("exercise", exercise_id, {"voided": 1})
        return self.get(exercise_id)

    def _alive(self, exercise_id: str) -> r.Exercise:
        now = self.get(exercise_id)
        if now.status == r.VOIDED:
            raise Refused(f"{now.number} is struck through.", kept="Nothing was changed.")
        return now

    def _clean(self, new: r.NewExercise) -> r.NewExercise:
        if new.planned is None and new.performed is None:
            raise BadInput("A test is planned for a day, or was carried out on one.", kept="Nothing was saved.")
        if new.performed is not None and new.performed > self.today:
            raise BadInput("It cannot have been carried out in the future.", kept="Nothing was saved.",
                           todo="Enter the day as planned.")  # fmt: skip
        if new.performed is not None and new.next_due is not None and new.next_due <= new.performed:
            raise BadInput("It is repeated after the day on which it was carried out.", kept="Nothing was saved.")
        if any(one is not None and one < 0 for one in (new.reached, new.clicked, new.reported)):
            raise BadInput("Counts of people begin with 0.", kept="Nothing was saved.")
        if max(new.clicked or 0, new.reported or 0) > (new.reached if new.reached is not None else 10**9):
            raise BadInput("More people clicked or reported than got the message.", kept="Nothing was saved.")
        return replace(
            new, kind=chosen("Kind", new.kind, r.KINDS), title=line("Title", new.title, 300, needed=True),
            scope=block("Scope", new.scope, 4000), carried_out_by=line("Carried out by", new.carried_out_by),
            result=block("Result", new.result), late_reason=line("Why it is entered late", new.late_reason, 500),
        )  # fmt: skip

    def _now(self) -> str:
        return stamp(self._store.clock.now())


def _select(on: date) -> str:
    """With how many findings there are, and how many of them are open on the day."""
    own, still = ", ".join(f"e.{name}" for name in _COLUMNS), f"(f.resolved IS NULL OR f.resolved > '{on.isoformat()}')"
    return f"{own}, (SELECT count(*) {_OF}), (SELECT count(*) {_OF} AND {still})"


def _known(on: date) -> dict[str, Callable[[r.Exercise], Any]]:
    """What may be filtered and sorted by of records in hand."""
    names = ("number", "kind", "title", "id", "day", "next_due", "findings", "status")
    fields: dict[str, Callable[[r.Exercise], Any]] = {name: attrgetter(name) for name in names}
    return fields | {"by": attrgetter("carried_out_by"), "due": lambda one: r.due_on(one, on)}


def _words(one: r.Exercise) -> str:
    return f"{one.number} {one.title} {one.kind} {one.scope} {one.carried_out_by} {one.result}"


def _listing(on: date, today: date) -> Listing:
    """Of today it asks for no day: everything was entered by then, and counting costs nothing."""
    day = on.isoformat()
    done = f"(e.performed IS NOT NULL AND e.performed <= '{day}')"
    return Listing(
        _select(on),
        "exercise AS e",
        {
            "number": "e.number", "kind": "e.kind", "title": "e.title", "id": "e.id",
            "day": "coalesce(e.performed, e.planned)", "next_due": "e.next_due", "by": "e.carried_out_by",
            "findings": f"(SELECT count(*) {_OF})", "due": _due_sql(on),
            "status": f"CASE WHEN e.voided = 1 THEN '{r.VOIDED}' WHEN NOT {done} AND e.planned < '{day}' "
            f"THEN '{r.OVERDUE}' WHEN NOT {done} THEN '{r.PLANNED}' "
            f"WHEN EXISTS (SELECT 1 {_OF} AND (f.resolved IS NULL OR f.resolved > '{day}')) THEN '{r.FINDINGS}' "
            f"ELSE '{r.DONE}' END",
        },
        "e.number || ' ' || e.title || ' ' || e.kind || ' ' || e.scope || ' ' || e.carried_out_by "
        "|| ' ' || e.result",
        (("day", True), ("number", True)),
        "e.id",
        "1" if on >= today else f"(substr(e.entered, 1, 10) <= '{day}' OR e.performed <= '{day}')",
    )  # fmt: skip


def _due_sql(today: date) -> str:
    """r.OVERDUE, r.DUE_SOON, or empty where nothing has to be done yet."""
    between = {one: "BETWEEN '{}' AND '{}'".format(*r.due_between(one, today)) for one in r.DUES}
    whens = " ".join(f"WHEN {_DUE} {days} THEN '{one}'" for one, days in between.items())
    return f"CASE WHEN e.voided = 1 THEN '' {whens} ELSE '' END"


def _stored(new: r.NewExercise) -> dict[str, SqlValue]:
    return {name: iso(value) if isinstance(value, date) else value for name, value in asdict(new).items()}


def _exercise(row: Sequence[Any], on: date) -> r.Exercise:
    own = dict(zip(_COLUMNS, row, strict=False))
    findings, open_findings = row[len(_COLUMNS) :][:2]
    planned, performed = from_iso(own["planned"]), from_iso(own["performed"])
    if own["voided"]:
        status = r.VOIDED
    elif performed is None or performed > on:
        status = r.OVERDUE if planned is not None and planned < on else r.PLANNED
    else:
        status = r.FINDINGS if open_findings else r.DONE
    return r.Exercise(
        own["id"], own["number"], own["kind"], own["title"], own["scope"], own["carried_out_by"], planned, performed,
        own["result"], own["reached"], own["clicked"], own["reported"], own["report"], from_iso(own["next_due"]),
        findings, open_findings, status, performed is not None and is_late(performed, day_of(own["entered"])),
        own["late_reason"], own["entered"],
    )  # fmt: skip


def _finding(row: Sequence[Any]) -> r.Finding:
    return r.Finding(
        row[0], row[1], row[2], row[3], from_iso(row[4]), row[5], row[6] or "", row[7], from_iso(row[8]), row[9]
    )
