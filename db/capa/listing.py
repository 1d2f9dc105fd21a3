"""Lists of CAPA: filter, search, sort, page and count, all in SQL. Nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from db.capa import machine
from db.capa.records import ALIVE, DUE_SOON, ON_TIME, OVERDUE, SOON_DAYS, UNDATED, Capa, Standing
from db.capa.rules import status_of
from db.days import from_iso, is_late
from db.folding import fold, written_name
from db.store.query import UNCOUNTED, Page, Query, order_sql, where_sql
from db.store.store import Store

FACETS = ("status", "step", "source", "priority", "owner", "study")
_OWN = (
    "id", "number", "title", "source", "kind", "priority", "step_day", "round", "identified", "owner", "study",
    "closed", "late_reason", "old_status", "entered", "step",
)  # fmt: skip
_NEVER = "9999-12-31"
_ENDED = ", ".join(f"'{step}'" for step in machine.ENDED)
_OPEN = ", ".join(f"'{step}'" for step in machine.OPEN_STEPS)
_ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})
_OWNER = "o.family_name || coalesce(', ' || nullif(o.given_name, ''), '')"
_SORT = (("ended", False), ("urgency", False), ("number", True))


@dataclass(frozen=True)
class Listing:
    """The register as it stood on a day. ``now``: that day is today, and nothing needs to be looked up in the past."""

    on: date
    now: bool

    @property
    def step(self) -> str:
        if self.now:
            return "c.step"
        return (
            f"coalesce((SELECT s.step FROM capa_step AS s WHERE s.capa = c.id AND s.day <= '{self.on}' "
            f"ORDER BY s.place DESC LIMIT 1), '{machine.IDENTIFICATION}')"
        )

    @property
    def open_action(self) -> str:
        """Of an action ``a`` that was open on the day."""
        if self.now:
            return "a.done IS NULL AND a.dropped = 0"
        return f"(a.done IS NULL OR a.done > '{self.on}') AND a.dropped = 0 AND substr(a.entered, 1, 10) <= '{self.on}'"

    @property
    def due(self) -> str:
        """The next day something of it is due; NULL where nothing is, or it ended."""
        first = f"(SELECT min(a.due) FROM capa_action AS a WHERE a.capa = c.id AND {self.open_action})"
        check = f"CASE WHEN {self.step} = '{machine.EFFECTIVENESS}' THEN c.check_due END"
        parts = ", ".join(f"coalesce({part}, '{_NEVER}')" for part in (first, check, "c.target"))
        return f"CASE WHEN {self.step} NOT IN ({_ENDED}) THEN nullif(min({parts}), '{_NEVER}') END"

    @property
    def status(self) -> str:
        soon = (self.on + timedelta(days=SOON_DAYS)).isoformat()
        return (
            f"CASE WHEN {self.step} IN ({_ENDED}) THEN {self.step} WHEN {self.due} < '{self.on}' THEN '{OVERDUE}' "
            f"WHEN {self.due} <= '{soon}' THEN '{DUE_SOON}' WHEN {self.due} IS NULL THEN '{UNDATED}' "
            f"ELSE '{ON_TIME}' END"
        )

    @property
    def tables(self) -> str:
        return "capa AS c LEFT JOIN person AS o ON o.id = c.owner LEFT JOIN study AS y ON y.id = c.study"

    @property
    def fields(self) -> Mapping[str, str]:
        """What may be filtered and sorted by."""
        return {
            "number": "c.number", "title": "c.title", "source": "c.source", "kind": "c.kind", "priority": "c.priority",
            "step": self.step, "status": self.status, "due": self.due, "identified": "c.identified", "id": "c.id",
            "owner": _OWNER, "owner_id": "c.owner", "study": "y.code", "study_id": "c.study",
            "closed": "c.closed", "age": "c.identified", "ended": f"{self.step} IN ({_ENDED})",
            "urgency": f"coalesce({self.due}, '{_NEVER}')",
            "origin": "c.origin_record",
        }  # fmt: skip

    def page(self, store: Store, query: Query) -> Page[Capa]:
        """A window of rows; the most urgent first unless sorted. Which rows they are is found first, out of indexes;
        only those are then read whole."""
        clause, values = self.clause(query)
        order = order_sql(query if query.sort else replace(query, sort=_SORT), self.fields, "c.id")
        ids = f"SELECT c.id AS one FROM {self.tables} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?"
        rows = store.rows(
            f"{self.select} JOIN ({ids}) AS w ON w.one = c.id ORDER BY {order}", (*values, query.limit, query.offset)
        )
        found = tuple(self.capa(row) for row in rows)
        if not query.counting:
            return Page(found, UNCOUNTED, UNCOUNTED)
        matching = _number(store.scalar(f"SELECT count(*) FROM {self.tables} WHERE {clause}", tuple(values)))
        return Page(found, matching, _number(store.scalar(f"SELECT count(*) FROM capa AS c WHERE {self.there}")))

    def standing(self, store: Store) -> Standing:
        """How many are at each step, and of how many of the open ones something is overdue."""
        late = (
            f"c.target < '{self.on}' OR ({self.step} = '{machine.EFFECTIVENESS}' AND c.check_due < '{self.on}') OR "
            f"EXISTS (SELECT 1 FROM capa_action AS a WHERE a.capa = c.id AND a.due < '{self.on}' "
            f"AND {self.open_action})"
        )
        sql = f"SELECT count(*) FROM capa AS c WHERE {self.there} AND {self.step} IN ({_OPEN}) AND ({late})"
        return Standing(self.steps(store), _number(store.scalar(sql)))

    def steps(self, store: Store) -> Mapping[str, int]:
        """How many are at each step."""
        rows = store.rows(f"SELECT {self.step}, count(*) FROM capa AS c WHERE {self.there} GROUP BY 1")
        return {str(step): int(count) for step, count in rows}

    def one(self, store: Store, capa_id: str) -> Capa | None:
        """The one with this id, without counting the others."""
        row = store.row(f"{self.select} WHERE c.id = ?", (capa_id,))
        return None if row is None else self.capa(row)

    @property
    def select(self) -> str:
        own = ", ".join(f"c.{name}" for name in _OWN)
        counted = "(SELECT count(*) FROM capa_action AS a WHERE a.capa = c.id{})"
        return (
            f"SELECT {own}, {self.step}, {self.due}, o.family_name, o.given_name, y.code, {counted.format('')}, "
            f"{counted.format(f' AND {self.open_action}')} FROM {self.tables}"
        )

    def facets(self, store: Store, query: Query) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """For each of FACETS its values with how many rows the other filters leave; the most frequent first."""
        found = {}
        for name in FACETS:
            others = replace(query, where={key: given for key, given in query.where.items() if key != name})
            clause, values = self.clause(others)
            rows = store.rows(
                f"SELECT {self.fields[name]}, count(*) FROM {self.tables} WHERE {clause} GROUP BY 1 "
                "ORDER BY 2 DESC, 1 LIMIT 60",
                tuple(values),
            )
            found[name] = tuple((str(row[0]), int(row[1])) for row in rows if row[0] not in (None, ""))
        return found

    @property
    def there(self) -> str:
        return "1" if self.now else f"c.identified <= '{self.on}'"

    def clause(self, query: Query) -> tuple[str, list[str]]:
        wanted, alive = query.where.get("status"), ""
        if wanted and set(wanted) >= set(ALIVE):  # whatever is due: only whether it ended counts; costs nothing
            steps = ", ".join(f"'{step}'" for step in machine.ENDED if step in wanted)
            alive = f"({self.step} IN ({_OPEN})" + (f" OR {self.step} IN ({steps}))" if steps else ")")
            query = replace(query, where={key: given for key, given in query.where.items() if key != "status"})
        clause, values = where_sql(query, self.fields)
        terms = [term for term in (self.there, alive, clause) if term not in ("", "1")]
        for word in query.search.split():
            terms.append(
                "(c.number LIKE ? ESCAPE '\\' OR c.title LIKE ? ESCAPE '\\' OR c.description LIKE ? ESCAPE '\\' "
                "OR c.root_cause LIKE ? ESCAPE '\\' OR o.sort_name LIKE ? ESCAPE '\\')"
            )
            like = f"%{word.translate(_ESCAPED)}%"
            values += [like, like, like, like, f"%{fold(word).translate(_ESCAPED)}%"]
        return " AND ".join(terms) or "1", values

    def capa(self, row: Sequence[Any]) -> Capa:
        """A row of ``page``."""
        own = dict(zip(_OWN, row, strict=False))
        own["step_now"] = own.pop("step")
        step, due_text, family, given, study, actions, open_actions = row[len(_OWN) :]
        due, identified, closed = from_iso(due_text), _day(own["identified"]), from_iso(own["closed"])
        ended = closed is not None and step in machine.ENDED
        left = step in machine.ENDED and step == own["step_now"]  # a voided one does not grow older
        last = closed if closed is not None and ended else _day(own["step_day"]) if left else self.on
        return Capa(
            id=own["id"], number=own["number"], title=own["title"], source=own["source"], kind=own["kind"],
            priority=own["priority"], step=step, step_day=_day(own["step_day"]), round=own["round"],
            identified=identified, owner_id=own["owner"], owner=written_name(family, given) if family else "",
            study_id=own["study"], study=study or "", due=due, status=status_of(step, due, self.on), actions=actions,
            open_actions=open_actions, age=max(0, (last - identified).days), closed=closed if ended else None,
            late=not own["old_status"] and is_late(identified, _day(own["entered"][:10])),
            late_reason=own["late_reason"], old_status=own["old_status"], entered=own["entered"],
        )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
