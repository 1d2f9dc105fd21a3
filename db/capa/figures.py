"""CAP-4: ageing, overdue, by cause and source, openings and closings over time. Every figure is counted in SQL."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping

from db.capa import machine
from db.capa.listing import Listing
from db.capa.records import Overview
from db.charts import Chart, Dated, Rows, counts, frequent, trend
from db.store.store import Store

AGES = (("up to 30 days", 30), ("31 to 60", 60), ("61 to 90", 90), ("91 to 180", 180), ("over 180", None))


def overview(store: Store, listing: Listing) -> Overview:
    """As of the listing's day; what was voided counts nowhere but among the steps."""
    standing = listing.standing(store)
    steps = standing.steps
    actions, checks = _overdue(store, listing)
    closed = sum(steps.get(step, 0) for step in (machine.CLOSED, machine.CORRECTED))
    return Overview(standing.open, standing.overdue, actions, checks, closed, charts(store, listing, steps))


def charts(store: Store, listing: Listing, steps: Mapping[str, int]) -> tuple[Chart, ...]:
    """``steps``: how many stand at each."""
    return (
        Chart("steps", "Where they stand", tuple((step, steps[step], None) for step in machine.STEPS if step in steps)),
        Chart("ageing", "Age of the open ones", _ageing(store, listing)),
        Chart("source", "By source", _by_source(store, listing), pareto=True),
        Chart("cause", "By root cause", _by_cause(store, listing), pareto=True,
              note="Categories of what was marked as root cause"),
        Chart("trend", "Opened and closed", _trend(store, listing)),
    )  # fmt: skip


def _alive(listing: Listing) -> str:
    ended = ", ".join(f"'{step}'" for step in machine.ENDED)
    return f"{listing.there} AND {listing.step} NOT IN ({ended})"


def _overdue(store: Store, listing: Listing) -> tuple[int, int]:
    """Actions and effectiveness checks."""
    alive, day = _alive(listing), listing.on.isoformat()
    of_one = f"(SELECT count(*) FROM capa_action AS a WHERE a.capa = c.id AND a.due < ? AND {listing.open_action})"
    late_checks = f"{listing.step} = '{machine.EFFECTIVENESS}' AND c.check_due < ?"
    actions = store.scalar(f"SELECT coalesce(sum({of_one}), 0) FROM capa AS c WHERE {alive}", (day,))
    checks = store.scalar(f"SELECT count(*) FROM capa AS c WHERE {listing.there} AND {late_checks}", (day,))
    return _int(actions), _int(checks)


def _ageing(store: Store, listing: Listing) -> Rows:
    age = f"julianday('{listing.on}') - julianday(c.identified)"
    case = " ".join(f"WHEN {age} <= {most} THEN '{words}'" for words, most in AGES if most is not None)
    sql = f"SELECT CASE {case} ELSE '{AGES[-1][0]}' END, count(*) FROM capa AS c WHERE {_alive(listing)} GROUP BY 1"
    found = {words: count for words, count, _ in counts(store, sql)}
    return tuple((words, found.get(words, 0), None) for words, _ in AGES)


def _by_source(store: Store, listing: Listing) -> Rows:
    return frequent(store, "c.source", f"capa AS c WHERE {_counted(listing)}")


def _by_cause(store: Store, listing: Listing) -> Rows:
    """CAPA by the category of their root causes; one with root causes of two categories counts in both."""
    source = f"capa_cause AS w JOIN capa AS c ON c.id = w.capa WHERE w.standing = 'root cause' AND {_counted(listing)}"
    return frequent(store, "w.category", source, count="count(DISTINCT w.capa)")


def _counted(listing: Listing) -> str:
    return f"{listing.there} AND {listing.step} <> '{machine.VOIDED}'"


def _trend(store: Store, listing: Listing) -> Rows:
    begun = Dated(f"capa AS c WHERE c.step <> '{machine.VOIDED}'", "c.identified")
    return trend(store, listing.on, begun, Dated("capa AS c WHERE c.closed IS NOT NULL", "c.closed"))


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
