"""What of the CAPA waits for somebody: actions, targets, checks, plans to approve (VAL-3). The first of each kind are
read, the others counted, all out of indexes. Nothing here writes."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from db.capa import machine
from db.capa.records import DUE_SOON, SOON_DAYS
from db.capa.records import OVERDUE as LATE
from db.days import from_iso
from db.folding import written_name
from db.store.store import Store
from db.waiting import MISSING, OVERDUE, SOON, Waiting, limit, listed, told

PLACE = "capa"
_OPEN = ", ".join(f"'{step}'" for step in machine.OPEN_STEPS)
_TO_DO = "FROM capa_action AS a WHERE a.capa = c.id AND a.done IS NULL AND a.dropped = 0"
_CHECK = f"CASE WHEN c.step = '{machine.EFFECTIVENESS}' THEN c.check_due END"
_DAY = f"min(coalesce({_CHECK}, c.target), coalesce(c.target, {_CHECK}))"
_APPROVABLE = (
    f"c.step = '{machine.PLAN}' AND c.owner IS NOT NULL AND trim(c.criteria) <> '' AND trim(c.check_how) <> '' "
    f"AND c.check_after IS NOT NULL AND EXISTS (SELECT 1 {_TO_DO} AND a.kind <> 'immediate')"
)
"""What the order asks before a plan is approved, but for the signature; a test compares it with the machine's."""
_LISTS = {OVERDUE: listed(status=(LATE,)), SOON: listed(status=(LATE, DUE_SOON))}


def pressing(store: Store, today: date, most: int | None) -> tuple[Waiting, ...]:
    """Actions, targets and checks that are overdue or due within two weeks; plans that wait for approval. ``most`` of
    each by name (None: all)."""
    found = [*_actions(store, today, most)]
    for state, days in _days(today).items():
        found += _themselves(store, "capa-target", state, days, most)
        found += _themselves(store, "capa-check", state, days, most)
    return (*found, *_plans(store, most))


def _days(today: date) -> dict[str, tuple[str, str]]:
    """State -> from which day to which."""
    last, horizon = today - timedelta(days=1), today + timedelta(days=SOON_DAYS)
    return {OVERDUE: (date.min.isoformat(), last.isoformat()), SOON: (today.isoformat(), horizon.isoformat())}


def _actions(store: Store, today: date, most: int | None) -> Iterator[Waiting]:
    """Open ones of open CAPA, the earliest first."""
    due = "a.done IS NULL AND a.dropped = 0 AND a.due"
    days = _days(today)

    @cache
    def counts() -> tuple[int, int]:
        """How many are late, and how many late or near."""
        row = store.row(
            f"SELECT count(*) FILTER (WHERE a.due < ?), count(*) FROM capa_action AS a WHERE {due} <= ? "
            f"AND a.capa IN (SELECT c.id FROM capa AS c WHERE c.step IN ({_OPEN}))",
            (today.isoformat(), days[SOON][1]),
        )
        return (int(row[0]), int(row[1])) if row is not None else (0, 0)

    for state, between in days.items():
        rows = store.rows(
            "SELECT a.due, a.what, c.id, c.number, p.family_name, p.given_name FROM capa_action AS a "
            "CROSS JOIN capa AS c ON c.id = a.capa JOIN person AS p ON p.id = a.owner "
            f"WHERE {due} BETWEEN ? AND ? AND c.step IN ({_OPEN}) ORDER BY a.due LIMIT ?",
            (*between, limit(most)),
        )
        first, more = told(rows, most, (lambda: counts()[0]) if state == OVERDUE else lambda: counts()[1] - counts()[0])
        for day, what, capa_id, number, family, given in first:
            short = what.split("\n", 1)[0]
            title = f"{number} {short if len(short) <= 90 else short[:89] + '…'}"
            yield Waiting("capa-action", state, from_iso(day), title, written_name(family, given), PLACE, str(capa_id))
        if more:
            yield Waiting("capa-action", state, None, "", "", PLACE, _LISTS[state], more)


def _themselves(store: Store, kind: str, state: str, days: tuple[str, str], most: int | None) -> Iterator[Waiting]:
    """Effectiveness checks, or targets of those whose actions are all done."""
    steps = ", ".join(f"'{step}'" for step in machine.OPEN_STEPS if step != machine.EFFECTIVENESS)
    which = (
        f"c.step = '{machine.EFFECTIVENESS}'" if kind == "capa-check"
        else f"c.step IN ({steps}) AND NOT EXISTS (SELECT 1 {_TO_DO})"
    )  # fmt: skip
    where = f"{_DAY} >= ? AND {_DAY} <= ? AND {which}"
    yield from _named(store, kind, state, (where, _DAY, days, _LISTS[state]), most)


def _plans(store: Store, most: int | None) -> Iterator[Waiting]:
    yield from _named(
        store, "capa-approval", MISSING, (_APPROVABLE, "c.step_day", (), listed(step=(machine.PLAN,))), most
    )


def _named(
    store: Store, kind: str, state: str, asked: tuple[str, str, tuple[str, ...], str], most: int | None
) -> Iterator[Waiting]:
    """CAPA by a clause, in the order of a day. ``asked``: clause, day, values, the list that holds them all."""
    where, day, values, held = asked
    rows = store.rows(
        f"SELECT w.day, c.id, c.number, c.title, o.family_name, o.given_name FROM (SELECT c.id AS one, {day} AS day "
        f"FROM capa AS c WHERE {where} ORDER BY day, c.id LIMIT ?) AS w JOIN capa AS c ON c.id = w.one "
        "LEFT JOIN person AS o ON o.id = c.owner ORDER BY w.day, c.id",
        (*values, limit(most)),
    )
    first, more = told(
        rows, most, lambda: int(store.scalar(f"SELECT count(*) FROM capa AS c WHERE {where}", values) or 0)
    )
    for text, capa_id, number, title, family, given in first:
        owner = written_name(family, given) if family else ""
        yield Waiting(kind, state, from_iso(text), f"{number} {title}", owner, PLACE, str(capa_id))
    if more:
        yield Waiting(kind, state, None, "", "", PLACE, held, more)
