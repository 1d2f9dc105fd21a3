"""Systems outside this program: who answers for them, for which studies, and their validation and upkeep (ROS-4)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import cast

from db.access import records as r
from db.access import rules
from db.clock import stamp
from db.days import day_of, from_iso, is_late, order_of, shown
from db.errors import BadInput
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import line
from db.folding import written_name
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Page, Query, order_sql, where_sql
from db.store.store import Store

PersonOf = Callable[[str], str | None]
"""The person on the roster that a user of this program is; None where nobody said."""

_COLUMNS = (
    "id", "name", "kind", "operator", "vendor", "owner", "risk", "purpose", "contact", "review_months", "dormant_days",
    "start", "end", "entered",
)  # fmt: skip
_SYSTEM = ", ".join(f's."{name}"' for name in _COLUMNS)
_STUDIES = (
    "(SELECT group_concat(code, char(31)) FROM (SELECT t.code FROM system_study AS y JOIN study AS t ON t.id = y.study "
    "WHERE y.system = s.id ORDER BY t.code))"
)
_REVIEWED = "(SELECT max(v.period_end) FROM access_review AS v WHERE v.system = s.id AND v.signed IS NOT NULL)"
_UNDER_WAY = (
    "(SELECT v.id FROM access_review AS v WHERE v.system = s.id AND v.step IN ('list', 'match', 'decide', 'sign'))"
)
_MONTHS = "coalesce(s.review_months, CASE s.risk WHEN 'high' THEN 3 WHEN 'medium' THEN 6 ELSE 12 END)"
_DUE = f"date(coalesce({_REVIEWED}, s.start, substr(s.entered, 1, 10)), '+' || {_MONTHS} || ' months')"
_UPKEEP = (
    "SELECT k.id, k.system, k.kind, k.happened, k.until, k.value, k.evidence, k.entered, k.late_reason, k.voided "
    "FROM system_upkeep AS k"
)
_LONGEST = {"name": 120, "purpose": 1000, "contact": 300}
IN_USE, OUT_OF_USE = "in use", "out of use"
SYSTEM_FIELDS = tuple(field.name for field in fields(r.NewSystem))


class Systems:
    """Reads and writes. ``on``: the day it is asked for; None is today by the store's clock."""

    def __init__(self, store: Store, evidence: EvidenceFiles, person_of: PersonOf) -> None:
        self._store, self._files, self._person_of = store, evidence, person_of

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def systems(self, query: Query | None = None, on: date | None = None) -> Page[r.System]:
        """By name unless sorted. Fields: name, kind, operator, vendor, risk, owner, status, start, end, review_due,
        accounts; ``study`` (id or short name) only filters."""
        query, on = query or Query(), on or self.today
        plain = {name: given for name, given in query.where.items() if name != "study"}
        named = _fields(on)
        clause, values = where_sql(replace(query, where=plain), named)
        studies = query.where.get("study")
        if studies is not None:
            marks = ", ".join("?" * len(studies))
            clause += (
                " AND s.id IN (SELECT y.system FROM system_study AS y JOIN study AS t ON t.id = y.study "
                f"WHERE t.id IN ({marks}) OR t.code IN ({marks}))"
            )
            values += [*studies, *studies]
        for word in query.search.split():
            clause += " AND instr(lower(s.name || ' ' || s.vendor || ' ' || s.kind || ' ' || s.purpose), ?) > 0"
            values.append(word.lower())
        order = order_sql(query, named, "s.name, s.id")
        joined = "FROM system AS s LEFT JOIN person AS p ON p.id = s.owner"
        found = self._store.rows(
            f"{_select(on)} {joined} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, query.limit, query.offset),
        )
        matching = self._count(f"SELECT count(*) {joined} WHERE {clause}", tuple(values))
        made = tuple(self._system(row, on) for row in found)
        return Page(made, matching, self._count("SELECT count(*) FROM system"))

    def system(self, system_id: str, on: date | None = None) -> r.System:
        """By id or name. Raises BadInput when there is none."""
        on = on or self.today
        row = self._store.row(
            f"{_select(on)} FROM system AS s LEFT JOIN person AS p ON p.id = s.owner WHERE s.id = ? OR s.name = ?",
            (system_id, system_id),
        )
        if row is None:
            raise BadInput(f"There is no system “{system_id}”.", todo="Choose one from the list of systems.")
        return self._system(row, on)

    def system_file(self, system_id: str, on: date | None = None) -> r.SystemFile:
        """A system with all its upkeep facts, how each kind stands on the day, and its role conflicts."""
        on = on or self.today
        system = self.system(system_id, on)
        facts = self.upkeep(system.id)
        states = rules.upkeep_states(system, [one for one in facts if not one.voided], on)
        return r.SystemFile(system, facts, states, self.conflicts(system.id))

    def upkeep(self, system_id: str) -> tuple[r.Upkeep, ...]:
        """All facts of a system, those struck through too, newest first."""
        found = self._store.rows(f"{_UPKEEP} WHERE k.system = ? ORDER BY k.happened DESC, k.id DESC", (system_id,))
        return tuple(_upkeep(row) for row in found)

    def conflicts(self, system_id: str) -> tuple[r.RoleConflict, ...]:
        """Pairs of roles of this system that one person should not hold together."""
        found = self._store.rows(
            "SELECT id, system, role, other, why FROM role_conflict WHERE system = ? ORDER BY role, other", (system_id,)
        )
        return tuple(r.RoleConflict(*row) for row in found)

    def system_roles(self, system_id: str) -> tuple[str, ...]:
        """Roles known in a system: from its accounts, its lists and its conflicts."""
        found = self._store.rows(
            "SELECT s.role FROM account_step AS s JOIN account AS a ON a.id = s.account WHERE a.system = ?1 "
            "UNION SELECT role FROM role_conflict WHERE system = ?1 UNION SELECT other FROM role_conflict "
            "WHERE system = ?1 ORDER BY 1",
            (system_id,),
        )
        return tuple(role for (role,) in found if role)

    def add_system(self, new: r.NewSystem) -> r.System:
        """Raises BadInput; the store's NotSaved where the name is taken."""
        with self._store.change() as change:
            system_id = self.add_system_within(change, new)
        return self.system(system_id)

    def add_system_within(self, change: Change, new: r.NewSystem) -> str:
        """As ``add_system``, inside the caller's transaction; the system's id."""
        values = _clean(asdict(new))
        system_id = change.insert("system", {**_stored(values), "entered": self._now()})
        self._put_studies(change, system_id, new.studies, ())
        return system_id

    def change_system(self, system_id: str, changes: Mapping[str, object], reason: str) -> r.System:
        """``changes``: field of NewSystem -> new value. Nothing is written when nothing differs."""
        system = self.system(system_id)
        values = _clean(changes, system)
        now = {**asdict(system), "studies": self._study_ids(system.id)}
        differing = {name: value for name, value in values.items() if value != now[name]}
        if not differing:
            return system
        studies = cast("tuple[str, ...]", differing.pop("studies", now["studies"]))
        with self._store.change(reason) as change:
            change.update("system", system.id, _stored(differing))
            self._put_studies(change, system.id, studies, self._study_ids(system.id))
        return self.system(system.id)

    def record_upkeep(self, system_id: str, new: r.NewUpkeep, file: File | None = None) -> r.Upkeep:
        """A dated fact with its evidence. Raises BadInput for a day to come, or a late entry without its reason."""
        system = self.system(system_id)
        self._check_day(new.happened, new.late_reason)
        if new.kind not in r.UPKEEP_KINDS:
            raise BadInput(f"There is no fact “{new.kind}”.", todo=f"Kinds: {', '.join(r.UPKEEP_KINDS)}.")
        if not new.value.strip():
            raise BadInput("The fact is empty.", todo="Write what it is: the version, who backs it up, the result.")
        order_of(new.happened, new.until, "This")
        row: dict[str, SqlValue] = {
            "system": system.id, "kind": new.kind, "happened": new.happened.isoformat(),
            "until": None if new.until is None else new.until.isoformat(), "value": line("The fact", new.value, 1000),
            "late_reason": new.late_reason.strip(), "entered": self._now(),
        }  # fmt: skip
        with self._store.change() as change:
            if file is not None:
                row["evidence"] = self._files.save(change, file)
            fact = change.insert("system_upkeep", row)
        found = self._store.row(f"{_UPKEEP} WHERE k.id = ?", (fact,))
        assert found is not None
        return _upkeep(found)

    def void_upkeep(self, fact_id: str, reason: str) -> None:
        """Strike through what was entered by mistake."""
        with self._store.change(reason) as change:
            change.update("system_upkeep", fact_id, {"voided": self._now()})

    def forbid_together(self, system_id: str, role: str, other: str, why: str = "") -> r.RoleConflict:
        """Two roles that one person should not hold together."""
        role, other = sorted((" ".join(role.split()), " ".join(other.split())), key=str.casefold)
        if not role or role.casefold() == other.casefold():
            raise BadInput("A conflict needs two different roles.", kept="Nothing was saved.")
        with self._store.change() as change:
            row: dict[str, SqlValue] = {"system": system_id, "role": role, "other": other, "why": why.strip()}
            conflict = change.insert("role_conflict", row)
        return r.RoleConflict(conflict, system_id, role, other, why.strip())

    def allow_together(self, conflict_id: str, reason: str) -> None:
        """A pair is no longer a conflict."""
        with self._store.change(reason) as change:
            change.delete("role_conflict", conflict_id)

    def _system(self, row: tuple[object, ...], on: date) -> r.System:
        values = dict(zip(_COLUMNS, row, strict=False))
        family, given, studies, accounts, reviewed, under_way = row[len(_COLUMNS) :]
        start, end = from_iso(cast("str | None", values["start"])), from_iso(cast("str | None", values["end"]))
        entered = str(values["entered"])
        system = r.System(
            id=str(values["id"]), name=str(values["name"]), kind=str(values["kind"]),
            operator=str(values["operator"]), vendor=str(values["vendor"]),
            owner_id=cast("str | None", values["owner"]),
            owner=written_name(str(family), str(given)) if family else "", risk=str(values["risk"]),
            purpose=str(values["purpose"]), contact=str(values["contact"]),
            review_months=cast("int | None", values["review_months"]), dormant_days=cast(int, values["dormant_days"]),
            start=start, end=end, entered=entered, studies=tuple(str(studies).split("\x1f")) if studies else (),
            accounts=cast(int, accounts), reviewed=from_iso(cast("str | None", reviewed)),
            under_way=str(under_way or ""), in_use=end is None or end >= on,
        )  # fmt: skip
        due = rules.review_due(start, system.reviewed, system.interval, day_of(entered)) if system.in_use else None
        facts = [one for one in self.upkeep(system.id) if not one.voided]
        states = rules.upkeep_states(system, facts, on)
        missing = tuple(one.kind for one in states if one.state in (rules.MISSING, rules.OVERDUE))
        return replace(system, missing=missing, review_due=due)

    def _study_ids(self, system_id: str) -> tuple[str, ...]:
        found = self._store.rows("SELECT study FROM system_study WHERE system = ? ORDER BY study", (system_id,))
        return tuple(study for (study,) in found)

    def _put_studies(self, change: Change, system: str, wanted: Iterable[str], there: Iterable[str]) -> None:
        wanted, there = set(wanted), set(there)
        rows = self._store.rows("SELECT id, study FROM system_study WHERE system = ?", (system,)) if there else []
        for row, study in rows:
            if study not in wanted:
                change.delete("system_study", row)
        for study in sorted(wanted - there):
            change.insert("system_study", {"system": system, "study": study})

    def _check_day(self, happened: date, late_reason: str) -> None:
        today = self.today
        if happened > today:
            raise BadInput(f"{shown(happened)} has not come yet.", todo="Record it on the day it happened, or later.")
        if is_late(happened, today) and not late_reason.strip():
            raise BadInput(
                f"This was {(today - happened).days} days ago.",
                kept="Nothing was saved.",
                todo="Write why it is entered only now; it will be marked as a late entry.",
            )

    def _count(self, sql: str, values: tuple[SqlValue, ...] = ()) -> int:
        found = self._store.scalar(sql, values)
        assert isinstance(found, int)
        return found

    def _now(self) -> str:
        return stamp(self._store.clock.now())


def _select(on: date) -> str:
    day = on.isoformat()
    return f"SELECT {_SYSTEM}, p.family_name, p.given_name, {_STUDIES}, {_accounts(day)}, {_REVIEWED}, {_UNDER_WAY}"


def _accounts(day: str) -> str:
    return (
        "(SELECT count(*) FROM account AS a WHERE a.system = s.id AND (SELECT x.kind FROM account_step AS x "
        f"WHERE x.account = a.id AND x.voided IS NULL AND x.happened <= '{day}' ORDER BY x.number DESC LIMIT 1) "
        "IN ('granted', 'changed', 'removal asked'))"
    )


def _fields(on: date) -> dict[str, str]:
    day = on.isoformat()
    return {
        **{name: f's."{name}"' for name in ("id", "name", "kind", "operator", "vendor", "start", "end")},
        "risk": "s.risk",
        "owner": "p.sort_name",
        "status": f"CASE WHEN s.\"end\" < '{day}' THEN '{OUT_OF_USE}' ELSE '{IN_USE}' END",
        "review_due": f"CASE WHEN s.\"end\" < '{day}' THEN '9999' ELSE {_DUE} END",
        "accounts": _accounts(day),
    }


def _upkeep(row: tuple[object, ...]) -> r.Upkeep:
    found, system, kind, happened, until, value, evidence, entered, late_reason, voided = cast("tuple[str, ...]", row)
    day = date.fromisoformat(happened)
    return r.Upkeep(
        found, system, kind, day, from_iso(until), value, evidence, entered, is_late(day, day_of(entered)), late_reason,
        bool(voided),
    )  # fmt: skip


def _clean(values: Mapping[str, object], now: r.System | None = None) -> dict[str, object]:
    """Checked, with single blanks. Raises BadInput naming the field."""
    clean: dict[str, object] = {}
    for name, value in values.items():
        if name not in SYSTEM_FIELDS:
            raise BadInput(f"A system has no field “{name}”.", todo=f"Fields: {', '.join(SYSTEM_FIELDS)}.")
        is_text = isinstance(value, str) and name != "owner_id"
        clean[name] = line(f"The {name}", str(value), _LONGEST.get(name, 200)) if is_text else value
        if name == "studies":
            clean[name] = tuple(sorted(cast("Iterable[str]", value)))
    if not clean.get("name", "-"):
        raise BadInput("The system has no name.", kept="Nothing was saved.", todo="Write what everybody calls it.")
    for name, allowed in (("kind", r.KINDS), ("operator", r.OPERATORS), ("risk", r.RISKS)):
        if name in clean and clean[name] not in allowed:
            raise BadInput(f"“{clean[name]}” is no {name} of a system.", todo=f"Choose one of: {', '.join(allowed)}.")
    start = clean.get("start", now.start if now else None)
    order_of(cast("date | None", start), cast("date | None", clean.get("end", now.end if now else None)), "The system")
    return clean


def _stored(values: Mapping[str, object]) -> dict[str, SqlValue]:
    names = {"owner_id": "owner"}
    return {
        names.get(name, name): value.isoformat() if isinstance(value, date) else cast(SqlValue, value)
        for name, value in values.items()
        if name != "studies"
    }
