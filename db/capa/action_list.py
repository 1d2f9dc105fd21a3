"""Actions of all CAPA as one list: filter, search, sort and page in SQL."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from db.capa.rules import action_state
from db.days import from_iso
from db.folding import written_name
from db.store.query import Page, Query, order_sql, where_sql
from db.store.store import Store

_TABLES = "capa_action AS a JOIN capa AS c ON c.id = a.capa JOIN person AS p ON p.id = a.owner"
_SELECT = (
    "a.id, a.capa, c.number, a.kind, a.what, p.family_name, p.given_name, a.first_due, a.due, a.done, a.dropped, "
    "a.proof, a.round"
)


@dataclass(frozen=True)
class ActionRow:
    """An action beside the number of its CAPA. ``status``: done, dropped, overdue, due soon, on time."""

    id: str
    capa: str
    number: str
    kind: str
    what: str
    owner: str
    first_due: date
    due: date
    done: date | None
    status: str
    proof: str
    round: int


def action_page(store: Store, query: Query, on: date) -> Page[ActionRow]:
    """A window of rows; the next due first unless sorted."""
    fields = {
        "capa": "a.capa", "number": "c.number", "kind": "a.kind", "owner": "p.sort_name", "due": "a.due",
        "done": "a.done", "status": _status(on), "step": "c.step", "id": "a.id",
    }  # fmt: skip
    clause, values = where_sql(query, fields)
    for word in query.search.split():
        clause += " AND instr(lower(c.number || ' ' || a.what || ' ' || p.sort_name), ?) > 0"
        values.append(word.casefold())
    order = order_sql(query if query.sort else replace(query, sort=(("due", False),)), fields, "a.id")
    rows = store.rows(
        f"SELECT {_SELECT} FROM {_TABLES} WHERE {clause} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, query.limit, query.offset),
    )
    matching = store.scalar(f"SELECT count(*) FROM {_TABLES} WHERE {clause}", tuple(values))
    of = store.scalar("SELECT count(*) FROM capa_action")
    assert isinstance(matching, int) and isinstance(of, int)
    found = []
    for row in rows:
        due, done = date.fromisoformat(row[8]), from_iso(row[9])
        state = action_state(due, done, bool(row[10]), on)
        found.append(
            ActionRow(row[0], row[1], row[2], row[3], row[4], written_name(row[5], row[6]),
                      date.fromisoformat(row[7]), due, done, state, row[11], row[12])
        )  # fmt: skip
    return Page(tuple(found), matching, of)


def _status(on: date) -> str:
    return (
        "CASE WHEN a.dropped = 1 THEN 'dropped' WHEN a.done IS NOT NULL THEN 'done' "
        f"WHEN a.due < '{on}' THEN 'overdue' "
        f"WHEN a.due <= date('{on}', '+14 days') THEN 'due soon' ELSE 'on time' END"
    )
