"""CAPA as they were known at the end of a past day (AUD-6): what was entered or changed since is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from db.capa import machine
from db.capa.records import Capa
from db.capa.rules import status_of
from db.days import day_of, from_iso, is_late
from db.folding import written_name
from db.store.in_hand import facets, window
from db.store.query import Page, Query
from db.store.rewind import as_known, last_seq_on
from db.store.store import Store

_COLUMNS = (
    "id", "number", "title", "source", "kind", "priority", "step", "step_day", "round", "identified", "owner", "study",
    "target", "check_due", "closed", "late_reason", "old_status", "entered",
)  # fmt: skip
_FIELDS = {
    **{name: attrgetter(name) for name in (
        "number", "title", "source", "kind", "priority", "step", "status", "due", "identified", "id", "owner", "study",
        "closed")},
    "owner_id": attrgetter("owner_id"), "study_id": attrgetter("study_id"), "age": attrgetter("identified"),
}  # fmt: skip


def known(store: Store, on: date) -> tuple[Capa, ...]:
    """The most urgent first; people and studies by the names they have today."""
    seq = last_seq_on(store, on)
    people = {
        row[0]: written_name(row[1], row[2]) for row in store.rows("SELECT id, family_name, given_name FROM person")
    }
    studies = {row[0]: row[1] for row in store.rows("SELECT id, code FROM study")}
    actions: dict[str, list[date | None]] = {}
    for row in as_known(store, "capa_action", ("id", "capa", "due", "done", "dropped"), seq):
        still = row["done"] is None and not row["dropped"]
        actions.setdefault(row["capa"], []).append(from_iso(row["due"]) if still else None)
    found = [
        _capa(row, on, actions.get(row["id"], []), people, studies) for row in as_known(store, "capa", _COLUMNS, seq)
    ]
    return tuple(sorted(found, key=lambda one: (one.step in machine.ENDED, one.due or date.max, one.number)))


def known_page(store: Store, query: Query, on: date) -> Page[Capa]:
    """A window of them, filtered and searched by the same words as the register of today."""
    return window(known(store, on), query, _FIELDS, _words)


def known_facets(store: Store, query: Query, on: date, names: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """What the filters offer of them."""
    return facets(known(store, on), query, _FIELDS, _words, names)


def _words(one: Capa) -> str:
    return f"{one.number} {one.title} {one.owner}"


def _capa(
    row: dict[str, Any], on: date, actions: list[date | None], people: dict[str, str], studies: dict[str, str]
) -> Capa:
    step, closed = row["step"], from_iso(row["closed"])
    ended, identified = step in machine.ENDED, date.fromisoformat(row["identified"])
    check = from_iso(row["check_due"]) if step == machine.EFFECTIVENESS else None
    days = [day for day in (*actions, check, from_iso(row["target"])) if day is not None]
    due = None if ended else min(days, default=None)
    step_day = date.fromisoformat(row["step_day"])
    return Capa(
        id=row["id"], number=row["number"], title=row["title"], source=row["source"], kind=row["kind"],
        priority=row["priority"], step=step, step_day=step_day, round=row["round"], identified=identified,
        owner_id=row["owner"], owner=people.get(row["owner"], ""), study_id=row["study"],
        study=studies.get(row["study"], ""), due=due, status=status_of(step, due, on), actions=len(actions),
        open_actions=sum(day is not None for day in actions),
        age=max(0, ((closed or step_day if ended else on) - identified).days), closed=closed if ended else None,
        late=not row["old_status"] and is_late(identified, day_of(row["entered"])), late_reason=row["late_reason"],
        old_status=row["old_status"], entered=row["entered"],
    )  # fmt: skip
