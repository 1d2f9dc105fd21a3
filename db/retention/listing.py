"""What can be asked of the record series. Filter, search, sort and page are SQL; nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from db.days import from_iso, iso
from db.errors import BadInput
from db.folding import written_name
from db.retention import records as r
from db.retention.known import known_series
from db.retention.situation import Situation, read_situation
from db.store.in_hand import window
from db.store.query import Page, Query, order_sql, where_sql
from db.store.store import Store

COLUMNS = (
    "id", "number", "title", "kind", "medium", "place", "volume", "custodian", "first_day", "last_day", "note",
    "keep_until", "permanent", "trigger_pending", "unconfirmed", "rules", "destroyed",
)  # fmt: skip
FACETS = ("status", "falls_due", "kind", "medium", "study", "custodian", "place")
YEARS = 12
"""How many years of the time line stand by themselves."""
FOR_EVER, NO_DAY, OVER, LATER = "for ever", "no day yet", "already over", "later"
"""What ``falls_due`` says beside a year."""
_STUDIES = "SELECT x.study FROM series_study AS x WHERE x.series = k.id"
_RUNNING = (
    f'EXISTS (SELECT 1 FROM study AS s WHERE s.id IN ({_STUDIES}) AND (s."end" IS NULL OR s."end" > {{day}}) '
    "AND NOT EXISTS (SELECT 1 FROM retention_event AS e WHERE e.study = s.id AND e.what = 'trial ended' "
    "AND e.voided IS NULL AND e.happened <= {day}))"
)
_HELD = (
    "EXISTS (SELECT 1 FROM hold AS h WHERE h.placed <= {day} AND (h.released IS NULL OR h.released > {day}) "
    f"AND (h.series = k.id OR h.study IN ({_STUDIES}) OR (h.series IS NULL AND h.study IS NULL)))"
)
_UNRELEASED = (
    f"EXISTS (SELECT 1 FROM study_retention AS f WHERE f.study IN ({_STUDIES}) AND f.sponsored = 1 AND NOT EXISTS "
    "(SELECT 1 FROM sponsor_release AS l WHERE l.study = f.study AND l.released <= {day} "
    "AND (l.withdrawn IS NULL OR l.withdrawn > {day})))"
)
STATUS = (
    f"CASE WHEN k.destroyed <= {{day}} THEN '{r.DESTROYED}' WHEN {_HELD} THEN '{r.HELD}' "
    f"WHEN k.permanent = 1 THEN '{r.FOR_EVER}' WHEN k.trigger_pending = 1 THEN '{r.PENDING}' "
    f"WHEN k.unconfirmed = 1 THEN '{r.UNCONFIRMED}' WHEN k.keep_until IS NULL THEN '{r.NO_RULE}' "
    f"WHEN k.keep_until >= {{day}} THEN '{r.KEPT}' "
    f"WHEN {_RUNNING} THEN '{r.RUNNING}' WHEN {_UNRELEASED} THEN '{r.UNRELEASED}' ELSE '{r.DUE}' END"
)
"""Of a series ``k`` on the day; the first that is so."""
_CODES = (
    "(SELECT group_concat(code || char(30) || id, char(31)) FROM (SELECT s.code, s.id FROM series_study AS x "
    "JOIN study AS s ON s.id = x.study WHERE x.series = k.id ORDER BY s.code))"
)
_FROM = "{series} AS k CROSS JOIN person AS p ON p.id = k.custodian"
_CUSTODIAN = "(p.family_name || coalesce(', ' || nullif(p.given_name, ''), ''))"
_ANSWERED = ("keep_until", "permanent", "trigger_pending", "unconfirmed", "place", "custodian")
"""What is worked out for a day of the past, and not read from what is stored."""
_WORDS = (
    "k.number || ' ' || k.title || ' ' || k.place || ' ' || k.kind || ' ' || p.sort_name || ' ' "
    f"|| coalesce({_CODES}, '')"
)
_KNOWN: Mapping[str, Callable[[r.Series], Any]] = {
    "title": lambda one: one.title, "place": lambda one: one.place, "status": lambda one: one.status,
    "kind": lambda one: one.kind, "medium": lambda one: one.medium, "study": lambda one: one.studies,
    "custodian": lambda one: one.custodian, "keep_until": lambda one: one.keep_until or date.max,
    "number": lambda one: one.number,
}  # fmt: skip
_ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


class SeriesListing:
    """Reads. ``on`` is the day it is asked for; None is today by the store's clock."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def situation(self, on: date | None = None, without: str = "") -> Situation:
        """What every answer rests on; see ``Situation.kept`` and ``read_situation``."""
        return read_situation(self._store, on or self.today, self.today, without)

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.Series]:
        """Series as of the day, what may end first first unless sorted. Fields: see ``_fields``."""
        query, on = query or Query(), on or self.today
        clause, values = self._clause(query, on)
        by = query if query.sort else replace(query, sort=(("keep_until", False), ("number", False)))
        order = order_sql(by, _fields(on), "k.id")
        source, first = self._source(on)
        found = self._store.rows(
            f"{_select(on)} FROM {source} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?",
            (*first, *values, query.limit, query.offset),
        )
        matching = self._count(f"SELECT count(*) FROM {source} WHERE {clause}", *first, *values)
        of = self._count("SELECT count(*) FROM series")
        return Page(tuple(_series(row, self._mark(on)) for row in found), matching, of)

    def _mark(self, on: date) -> str | None:
        """Of the rules of today; None for a day of the past, which is worked out when it is asked for."""
        return self.situation(on).mark() if on >= self.today else None

    def _source(self, on: date) -> tuple[str, tuple[str, ...]]:
        """What to select from, and its parameters: the table as it is, and for a day of the past the same columns with
        what the registers know of that day (AUD-6)."""
        if on >= self.today:
            return _FROM.format(series="series"), ()
        columns = ", ".join(
            f"json_extract(a.value, '$[{_ANSWERED.index(name) + 1}]') AS {name}" if name in _ANSWERED else f"x.{name}"
            for name in COLUMNS
        )
        past = (
            f"(SELECT {columns} FROM json_each(?) AS a JOIN series AS x ON x.id = json_extract(a.value, '$[0]') "
            f"WHERE coalesce(x.first_day, '') <= {_day(on)})"
        )
        return _FROM.format(series=past), (json.dumps([*self._answers(on)]),)

    def _answers(self, on: date) -> Iterator[tuple[object, ...]]:
        """Id of the series, then _ANSWERED, of every series on a day of the past."""
        situation, places = self.situation(on), self._places(on)
        for series_id, kind, place, custodian, studies in self._store.rows(
            "SELECT k.id, k.kind, k.place, k.custodian, (SELECT group_concat(study, ' ') FROM (SELECT x.study "
            "FROM series_study AS x WHERE x.series = k.id ORDER BY x.study)) FROM series AS k"
        ):
            kept = situation.kept(series_id, kind, tuple((studies or "").split()))
            flags = (kept.permanent, bool(kept.pending), bool(kept.unconfirmed))
            yield (
                series_id, iso(kept.keep_until), *(int(flag) for flag in flags),
                *places.get(series_id, (place, custodian)),
            )  # fmt: skip

    def _places(self, on: date) -> dict[str, tuple[str, str]]:
        """Where the series lay that were moved since, and who kept them."""
        rows = self._store.rows(
            "SELECT series, from_place, from_person FROM custody_move WHERE moved > ? ORDER BY moved DESC, id DESC",
            (on.isoformat(),),
        )
        return {series: (place, person) for series, place, person in rows}  # the first move since is the last to come

    def get(self, series_id: str, on: date | None = None) -> r.Series:
        """By id or number. Raises BadInput when there is none."""
        on = on or self.today
        source, first = self._source(on)
        row = self._store.row(
            f"{_select(on)} FROM {source} WHERE k.id = ? OR k.number = ?", (*first, series_id, series_id)
        )
        if row is None:
            raise BadInput("That record series is not there.", todo="Refresh the page and look again.")
        return _series(row, self._mark(on))

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """For each of FACETS its values with how many series the other filters leave."""
        query, on = query or Query(), on or self.today
        source, first = self._source(on)
        found = {}
        for name in FACETS:
            rest = replace(query, where={key: value for key, value in query.where.items() if key != name})
            clause, values = self._clause(rest, on)
            if name == "study":
                sql = (
                    f"SELECT s.code, count(*) FROM {source} JOIN series_study AS x ON x.series = k.id "
                    f"JOIN study AS s ON s.id = x.study WHERE {clause} GROUP BY 1 ORDER BY 1"
                )
            else:
                sql = f"SELECT {_fields(on)[name]}, count(*) FROM {source} WHERE {clause} GROUP BY 1 ORDER BY 1"
            rows = self._store.rows(sql, (*first, *values))
            found[name] = tuple((str(value), int(count)) for value, count in rows)
        return found

    def headline(self, on: date | None = None) -> r.Headline:
        """How many series there are, by status."""
        status = dict(self.facets(Query(), on)["status"])
        return r.Headline(sum(count for name, count in status.items() if name != r.DESTROYED), status)

    def known(self, on: date) -> tuple[r.Series, ...]:
        """The series as they were known at the end of that day: see db/retention/known.py (AUD-6)."""
        return known_series(self._store, on)

    def known_page(self, on: date, query: Query | None = None) -> Page[r.Series]:
        """A window of ``known``; filtered by what was known then."""
        return window(
            self.known(on), query or Query(), {**_KNOWN, "falls_due": lambda one: _falls_due(one, on)},
            lambda one: f"{one.number} {one.title} {one.place} {one.kind} {one.custodian} {' '.join(one.studies)}",
        )  # fmt: skip

    def _clause(self, query: Query, on: date) -> tuple[str, tuple[str, ...]]:
        study = tuple(query.where.get("study", ()))
        rest = replace(query, where={name: value for name, value in query.where.items() if name != "study"})
        clause, values = where_sql(rest, _fields(on))
        if "study" in query.where:
            marks = ", ".join("?" for _ in study)
            clause += (
                " AND EXISTS (SELECT 1 FROM series_study AS x JOIN study AS s ON s.id = x.study "
                f"WHERE x.series = k.id AND (s.code IN ({marks}) OR s.id IN ({marks})))"
            )
            values += [*study, *study]
        for word in query.search.split():
            clause += f" AND {_WORDS} LIKE ? ESCAPE '\\'"
            values.append(f"%{word.translate(_ESCAPED)}%")
        return clause, tuple(values)

    def _count(self, sql: str, *values: str) -> int:
        return int(self._store.scalar(sql, values) or 0)


def _fields(on: date) -> dict[str, str]:
    columns = {name: f"k.{name}" for name in COLUMNS if name not in ("custodian", "rules")}
    columns["keep_until"] = "coalesce(k.keep_until, '9999')"  # what has no end yet comes last
    due = (
        f"CASE WHEN k.permanent = 1 THEN '{FOR_EVER}' WHEN k.keep_until IS NULL THEN '{NO_DAY}' "
        f"WHEN k.keep_until < {_day(on)} THEN '{OVER}' WHEN k.keep_until >= '{on.year + YEARS:04}' THEN '{LATER}' "
        "ELSE substr(k.keep_until, 1, 4) END"
    )
    status = f"({STATUS.format(day=_day(on))})"
    return columns | {"custodian": _CUSTODIAN, "status": status, "falls_due": f"({due})"}


def _falls_due(one: r.Series, on: date) -> str:
    """As the column of the same name."""
    if one.permanent or one.keep_until is None:
        return FOR_EVER if one.permanent else NO_DAY
    return (
        OVER if one.keep_until < on else LATER if one.keep_until.year >= on.year + YEARS else str(one.keep_until.year)
    )


def _day(on: date) -> str:
    return f"'{on.isoformat()}'"


def _select(on: date) -> str:
    columns = ", ".join(f"k.{name}" for name in COLUMNS)
    return f"SELECT {columns}, p.family_name, p.given_name, {STATUS.format(day=_day(on))}, {_CODES}"


def _series(row: tuple[Any, ...], mark: str | None) -> r.Series:
    one = dict(zip((*COLUMNS, "family", "given", "status", "studies"), row, strict=True))
    studies = [part.split("\x1e") for part in (one["studies"] or "").split("\x1f") if part]
    return r.Series(
        one["id"], one["number"], one["title"], one["kind"], one["medium"], one["place"], one["volume"],
        one["custodian"], written_name(one["family"], one["given"]),
        from_iso(one["first_day"]), from_iso(one["last_day"]), one["note"],
        from_iso(one["keep_until"]), bool(one["permanent"]), bool(one["trigger_pending"]), bool(one["unconfirmed"]),
        from_iso(one["destroyed"]), one["destroyed"] is None and mark not in (None, one["rules"]), one["status"],
        tuple(code for code, _ in studies), tuple(study for _, study in studies),
    )  # fmt: skip
