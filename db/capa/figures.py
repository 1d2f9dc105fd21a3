"""CAP-4: ageing, overdue, by cause and source, openings and closings over time. Every figure is counted in SQL."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from datetime import date

from db.capa import machine
from db.capa.listing import Listing
from db.capa.records import Overview
from db.days import add_months
from db.store.store import Store

AGES = (("up to 30 days", 30), ("31 to 60", 60), ("61 to 90", 90), ("91 to 180", 180), ("over 180", None))
MONTHS = 12


def overview(store: Store, listing: Listing) -> Overview:
    """As of the listing's day; what was voided counts nowhere but among the steps."""
    rows = store.rows(f"SELECT {listing.step}, count(*) FROM capa AS c WHERE {listing.there} GROUP BY 1")
    steps = {str(step): _int(count) for step, count in rows}
    overdue, actions, checks = _overdue(store, listing)
    open_ones = sum(steps.get(step, 0) for step in machine.OPEN_STEPS)
    closed = sum(steps.get(step, 0) for step in (machine.CLOSED, machine.CORRECTED))
    return Overview(
        open_ones, overdue, actions, checks, closed,
        tuple((step, steps[step]) for step in machine.STEPS if step in steps),
        _ageing(store, listing), _by_source(store, listing), _by_cause(store, listing), _trend(store, listing),
    )  # fmt: skip


def _alive(listing: Listing) -> str:
    ended = ", ".join(f"'{step}'" for step in machine.ENDED)
    return f"{listing.there} AND {listing.step} NOT IN ({ended})"


def _overdue(store: Store, listing: Listing) -> tuple[int, int, int]:
    """CAPA of which anything is overdue; actions; effectiveness checks."""
    alive, day = _alive(listing), listing.on.isoformat()
    late_actions = f"FROM capa_action AS a JOIN capa AS c ON c.id = a.capa WHERE a.due < ? AND {listing.open_action}"
    late_checks = f"{listing.step} = '{machine.EFFECTIVENESS}' AND c.check_due < ?"
    actions = store.scalar(f"SELECT count(*) {late_actions} AND {alive}", (day,))
    checks = store.scalar(f"SELECT count(*) FROM capa AS c WHERE {listing.there} AND {late_checks}", (day,))
    capas = store.scalar(
        f"SELECT count(*) FROM capa AS c WHERE {alive} AND (c.target < ? OR ({late_checks}) OR EXISTS (SELECT 1 "
        f"FROM capa_action AS a WHERE a.capa = c.id AND a.due < ? AND {listing.open_action}))",
        (day, day, day),
    )
    return _int(capas), _int(actions), _int(checks)


def _ageing(store: Store, listing: Listing) -> tuple[tuple[str, int], ...]:
    age = f"julianday('{listing.on}') - julianday(c.identified)"
    case = " ".join(f"WHEN {age} <= {most} THEN '{words}'" for words, most in AGES if most is not None)
    sql = f"SELECT CASE {case} ELSE '{AGES[-1][0]}' END, count(*) FROM capa AS c WHERE {_alive(listing)} GROUP BY 1"
    found = {str(words): int(count) for words, count in store.rows(sql)}
    return tuple((words, found.get(words, 0)) for words, _ in AGES)


def _by_source(store: Store, listing: Listing) -> tuple[tuple[str, int], ...]:
    sql = f"SELECT c.source, count(*) FROM capa AS c WHERE {_counted(listing)} GROUP BY 1 ORDER BY 2 DESC, 1"
    return tuple((str(source), int(count)) for source, count in store.rows(sql))


def _by_cause(store: Store, listing: Listing) -> tuple[tuple[str, int], ...]:
    """CAPA by the category of their root causes; one with root causes of two categories counts in both."""
    sql = (
        "SELECT w.category, count(DISTINCT w.capa) FROM capa_cause AS w JOIN capa AS c ON c.id = w.capa "
        f"WHERE w.standing = 'root cause' AND {_counted(listing)} GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return tuple((str(category), int(count)) for category, count in store.rows(sql))


def _counted(listing: Listing) -> str:
    return f"{listing.there} AND {listing.step} <> '{machine.VOIDED}'"


def _trend(store: Store, listing: Listing) -> tuple[tuple[date, int, int], ...]:
    """The last twelve months up to the day."""
    months = [add_months(listing.on.replace(day=1), -back) for back in range(MONTHS - 1, -1, -1)]
    span = (months[0].isoformat(), listing.on.isoformat())
    opened = _monthly(store, f"c.identified BETWEEN ? AND ? AND c.step <> '{machine.VOIDED}'", "c.identified", span)
    ended = _monthly(store, "c.closed BETWEEN ? AND ?", "c.closed", span)
    return tuple((month, opened.get(f"{month:%Y-%m}", 0), ended.get(f"{month:%Y-%m}", 0)) for month in months)


def _monthly(store: Store, where: str, day: str, span: tuple[str, str]) -> dict[str, int]:
    sql = f"SELECT substr({day}, 1, 7), count(*) FROM capa AS c WHERE {where} GROUP BY 1"
    return {str(month): int(count) for month, count in store.rows(sql, span)}


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
