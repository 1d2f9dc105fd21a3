"""Accounts in outside systems, as of any day and as known on any day (ROS-4, AUD-6). Nothing here writes.

Steps are only ever added or struck through, with the time of both, so that what was known at a moment is a question
about those times.
"""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from db import people_sql
from db.access import records as r
from db.access.rules import conflict_words, status_of
from db.access.systems import Systems
from db.days import day_of, from_iso, is_late
from db.errors import BadInput
from db.folding import fold, written_name
from db.store.query import Page, Query, order_sql, where_sql

_STATUS = "CASE WHEN l.kind IN ('granted', 'changed') THEN 'open' ELSE l.kind END"
_OPEN = "l.kind IN ('granted', 'changed', 'removal asked')"
_GRANTED = (
    "(SELECT max(g.happened) FROM account_step AS g WHERE g.account = a.id AND g.voided IS NULL AND g.kind = 'granted' "
    "AND g.happened <= :on)"
)
_REQUESTED = _GRANTED.replace("'granted'", "'requested'")
_STEP = (
    "SELECT s.id, s.account, s.number, s.kind, s.happened, s.role, s.by_name, s.by_person, s.evidence, s.note, "
    "s.entered, coalesce(u.name, ''), s.late_reason, s.voided "
    "FROM account_step AS s LEFT JOIN users AS u ON u.id = s.user"
)
ACCOUNT_FIELDS = ("id", "person", "system", "account", "role", "status", "granted", "withdrawn", "since", "flag")
LEAVER, CONFLICTING, NO_REQUEST = "leaver", "conflict", "no request on record"
FLAGS = (LEAVER, CONFLICTING, NO_REQUEST)


class AccountQueries(Systems):
    """``on``: the day it is asked for; None is today by the store's clock."""

    def accounts(
        self, query: Query | None = None, on: date | None = None, known: datetime | None = None
    ) -> Page[r.Account]:
        """By person and system unless sorted. Fields: ACCOUNT_FIELDS; ``system`` takes names or ids, ``person`` and
        ``study`` ids; ``flag`` one of FLAGS. ``known``: only what had been entered by that moment (aware)."""
        query, on = query or Query(), on or self.today
        clause, values = self._clause(query, on)
        base = _base(on, known)
        order = order_sql(query, _fields(on), "p.sort_name, y.name, a.id")
        found = self._store.rows(
            f"{_select(on)} {base} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?",
            (*values, query.limit, query.offset),
        )
        matching = self._count(f"SELECT count(*) {base} WHERE {clause}", tuple(values))
        return Page(self._made(found, on), matching, self._count(f"SELECT count(*) {base}"))

    def account(self, account_id: str, on: date | None = None) -> r.Account:
        """One account. Raises BadInput when there is none, or none yet on that day."""
        on = on or self.today
        found = self._store.rows(f"{_select(on)} {_base(on)} WHERE a.id = ?", (account_id,))
        if not found:
            raise BadInput("That account is not there.", todo="Refresh the page and look again.")
        return self._made(found, on)[0]

    def account_file(self, account_id: str) -> r.AccountFile:
        """An account with its steps, those struck through too, oldest first."""
        found = self._store.rows(f"{_STEP} WHERE s.account = ? ORDER BY s.number", (account_id,))
        return r.AccountFile(self.account(account_id), tuple(_step(row) for row in found))

    def open_accounts(self, person_id: str, on: date | None = None) -> tuple[r.Account, ...]:
        """What somebody can still log in with, by system."""
        on = on or self.today
        found = self._store.rows(
            f"{_select(on)} {_base(on)} WHERE a.person = ? AND {_OPEN} ORDER BY y.name, a.id", (person_id,)
        )
        return self._made(found, on)

    def account_facets(
        self, query: Query | None = None, on: date | None = None
    ) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """For system, status and role: their values with how many accounts the other filters leave, most frequent
        first, at most 50."""
        query, on = query or Query(), on or self.today
        found = {}
        for name in ("system", "status", "role", "flag"):
            others = replace(query, where={field: given for field, given in query.where.items() if field != name})
            clause, values = self._clause(others, on)
            counted = self._store.rows(
                f"SELECT {_fields(on)[name]}, count(*) {_base(on)} WHERE {clause} "
                "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50",
                tuple(values),
            )
            found[name] = tuple((str(value), int(count)) for value, count in counted if value)
        return found

    def _clause(self, query: Query, on: date) -> people_sql.Clause:
        plain = {name: given for name, given in query.where.items() if name not in ("study", "person")}
        clauses = [where_sql(replace(query, where=plain), _fields(on))]
        for name, column in (("person", "a.person"), ("study", "y.study")):
            given = query.where.get(name)
            if given is None:
                continue
            marks = ", ".join("?" * len(given))
            if name == "person":
                clauses.append((f"{column} IN ({marks})", list(given)))
            else:
                clauses.append(
                    (
                        "a.system IN (SELECT x.system FROM system_study AS x JOIN study AS t ON t.id = x.study "
                        f"WHERE t.id IN ({marks}) OR t.code IN ({marks}))",
                        [*given, *given],
                    )
                )
        for word in fold(query.search).replace(",", " ").split():
            clauses.append(
                (
                    "(instr(p.sort_name, ?) > 0 OR instr(lower(a.name || ' ' || y.name || ' ' || l.role), ?) > 0)",
                    [word] * 2,
                )
            )
        return people_sql.both(*[clause for clause in clauses if clause[0] != "1"])

    def _made(self, found: Sequence[Any], on: date) -> tuple[r.Account, ...]:
        conflicts: dict[str, tuple[r.RoleConflict, ...]] = {}
        made = []
        for row in found:
            (id_, person, family, given, end, system, name, account, is_found, kind, since, role, granted, requested,
             flag) = row  # fmt: skip
            words = ""
            if flag == CONFLICTING:
                conflicts.setdefault(system, self.conflicts(system))
                words = conflict_words(self._roles_held(person, system, on), conflicts[system])
            day = from_iso(since)
            assert day is not None
            status = status_of(kind)
            left = from_iso(end)
            made.append(
                r.Account(
                    id_, person, written_name(family, given), system, name, account, role, status, day,
                    from_iso(requested), from_iso(granted), day if kind == r.WITHDRAWN else None, bool(is_found),
                    left if left is not None and left < on and kind in r.OPEN_STEPS else None, words,
                )
            )  # fmt: skip
        return tuple(made)

    def _roles_held(self, person: str, system: str, on: date) -> tuple[str, ...]:
        found = self._store.rows(
            f"SELECT l.role {_base(on)} WHERE a.person = ? AND a.system = ? AND {_OPEN}", (person, system)
        )
        return tuple(role for (role,) in found)


def _base(on: date, known: datetime | None = None) -> str:
    """Accounts with their last step ``l`` by the day, struck-through ones left out."""
    there = "x.voided IS NULL"
    if known is not None:
        moment = known.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%f")
        there = (
            f"datetime(x.entered, 'subsec') <= '{moment}' "
            f"AND (x.voided IS NULL OR datetime(x.voided, 'subsec') > '{moment}')"
        )
    return (
        "FROM account AS a JOIN person AS p ON p.id = a.person JOIN system AS y ON y.id = a.system "
        "JOIN account_step AS l ON l.account = a.id AND l.number = (SELECT max(x.number) FROM account_step AS x "
        f"WHERE x.account = a.id AND {there} AND x.happened <= '{on.isoformat()}')"
    )


def _select(on: date) -> str:
    day = f"'{on.isoformat()}'"
    return (
        'SELECT a.id, a.person, p.family_name, p.given_name, p."end", a.system, y.name, a.name, a.found, l.kind, '
        f"l.happened, l.role, {_GRANTED.replace(':on', day)}, {_REQUESTED.replace(':on', day)}, {_flag(on)}"
    )


def _flag(on: date) -> str:
    """What is wrong with an account, the gravest first; empty where nothing is."""
    day = on.isoformat()
    return (
        f"CASE WHEN {_OPEN} AND p.\"end\" < '{day}' THEN 'leaver' "
        f"WHEN {_OPEN} AND EXISTS (SELECT 1 FROM role_conflict AS f WHERE f.system = a.system "
        "AND ((instr(lower(l.role), lower(f.role)) > 0 AND instr(lower(l.role), lower(f.other)) > 0) "
        "OR EXISTS (SELECT 1 FROM account AS b JOIN account_step AS m ON m.account = b.id AND m.number = "
        "(SELECT max(z.number) FROM account_step AS z WHERE z.account = b.id AND z.voided IS NULL "
        f"AND z.happened <= '{day}') WHERE b.system = a.system AND b.person = a.person AND b.id <> a.id "
        "AND m.kind IN ('granted', 'changed', 'removal asked') AND lower(m.role) IN (lower(f.role), lower(f.other)) "
        "AND lower(l.role) IN (lower(f.role), lower(f.other)) AND lower(l.role) <> lower(m.role)))) THEN 'conflict' "
        f"WHEN {_OPEN} AND a.found = 1 THEN 'no request on record' ELSE '' END"
    )


def _fields(on: date) -> dict[str, str]:
    day = f"'{on.isoformat()}'"
    return {
        "id": "a.id",
        "person": "p.sort_name",
        "system": "y.name",
        "account": "a.name",
        "role": "l.role",
        "status": _STATUS,
        "granted": _GRANTED.replace(":on", day),
        "withdrawn": "CASE WHEN l.kind = 'withdrawn' THEN l.happened END",
        "since": "l.happened",
        "flag": _flag(on),
    }


def _step(row: Sequence[Any]) -> r.Step:
    (id_, account, number, kind, happened, role, by, by_person, evidence, note, entered, entered_by, late_reason,
     voided) = row  # fmt: skip
    day = date.fromisoformat(happened)
    return r.Step(
        id_, account, number, kind, day, role, by, by_person, evidence, note, entered, entered_by,
        is_late(day, day_of(entered)), late_reason, bool(voided),
    )  # fmt: skip
