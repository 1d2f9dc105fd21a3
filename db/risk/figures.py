"""The risks, counted: how grave, how treated, from which threats, to which assets, how it changes (RSK-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.charts import Chart, Dated, frequent, trend
from db.risk import records as r
from db.store.store import Store

_OPEN = "k.identified <= '{on}' AND (k.closed IS NULL OR k.closed > '{on}')"


def risk_charts(store: Store, on: date, scales: r.Scales, spots: Sequence[r.Spot]) -> tuple[Chart, ...]:
    """``spots``: the risks of that day."""
    alive = [one for one in spots if one.status != r.CLOSED]
    levels = [scales.level_of(one.current) for one in alive]
    stands = tuple((scales.level[n - 1].word, levels.count(n), None) for n in range(len(scales.level), 0, -1))
    statuses = [one.status for one in alive]
    treated = tuple((status, statuses.count(status), None) for status in r.STATUSES if status in statuses)
    there = _OPEN.format(on=on)
    begun = Dated("risk AS k WHERE 1 = 1", "k.identified")
    return (
        Chart("level", "How grave they are today", stands),
        Chart("treatment", "How they are treated", treated),
        Chart("threat", "By threat", frequent(
            store, "h.name", f"risk AS k JOIN threat AS h ON h.id = k.threat WHERE {there}"), pareto=True),
        Chart("asset", "By asset", frequent(
            store, "e.name", f"risk AS k JOIN asset AS e ON e.id = k.asset WHERE {there}"), pareto=True),
        Chart("trend", "Identified and closed",
              trend(store, on, begun, Dated("risk AS k WHERE k.closed IS NOT NULL", "k.closed"))),
    )  # fmt: skip
