"""The risks, counted: how grave, how treated, from which threats, to which assets, how it changes (RSK-1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from db.charts import Chart, Dated, frequent, trend
from db.risk import records as r
from db.store.store import Store

_OPEN = "k.identified <= '{on}' AND (k.closed IS NULL OR k.closed > '{on}')"


def risk_charts(
    store: Store, on: date, scales: r.Scales, standing: Sequence[tuple[str, int, int]]
) -> tuple[Chart, ...]:
    """``standing``: status, current score and how many, of all that were there on the day."""
    levels, statuses = Counter[int](), Counter[str]()
    for status, score, count in standing:
        if status != r.CLOSED:
            levels[scales.level_at(score)] += count
            statuses[status] += count
    stands = tuple((scales.level[n - 1].word, levels[n], None) for n in range(len(scales.level), 0, -1))
    treated = tuple((one, statuses[one], None) for one in r.STATUSES if one in statuses)
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
